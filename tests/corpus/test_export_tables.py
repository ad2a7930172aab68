"""CSV, Parquet and JSON Lines are read by pandas, pyarrow and DuckDB, and hold what the records hold."""

from __future__ import annotations

import json
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from record_making import records

from pipeline.corpus import exports, tables
from pipeline.errors import MissingExtra

pandas = pytest.importorskip("pandas")


def in_csv(folder: Path, name: str) -> Any:
    return pandas.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)


def test_csv_tables_are_joined_by_ids_in_pandas(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    exported = exports.export(samples, "csv", tmp_path / "tables")
    assert exported.records == len(samples) and {path.stem for path in exported.files} == set(tables.flat_tables())
    for field in tables.TABLES[1:]:
        assert list(in_csv(tmp_path / "tables", field)["id"]) == [item["id"] for record in samples for item in record[field]]
    present = in_csv(tmp_path / "tables", "meeting_participants").merge(
        in_csv(tmp_path / "tables", "participants"), left_on=["record_id", "participant"], right_on=["record_id", "id"]
    )
    expected = [
        next(person["name"] for person in record["participants"] if person["id"] == identifier)
        for record in samples
        for meeting in record["meetings"]
        for identifier in meeting["participants"]
    ]
    assert list(present["name"]) == expected and expected
    assert list(in_csv(tmp_path / "tables", "records")["text"]) == [record["text"] for record in samples]


def test_csv_mentions_are_what_stands_at_their_offsets(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    exports.export(samples, "csv", tmp_path)
    texts = {record["record_id"]: record["text"] for record in samples}
    mentions = in_csv(tmp_path, "mentions")
    assert len(mentions) > 300
    for row in mentions.itertuples():
        assert texts[row.record_id][int(row.start) : int(row.end)] == row.text


def test_csv_is_read_by_duckdb_with_the_right_columns(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    exports.export(samples, "csv", tmp_path)
    (found,) = duckdb.sql(
        f"SELECT count(*), min(c.confidence) FROM read_csv('{tmp_path}/conclusions.csv') c "
        f"JOIN read_csv('{tmp_path}/records.csv') r USING (record_id)"
    ).fetchall()
    conclusions = [item for record in samples for item in record["conclusions"]]
    assert found == (len(conclusions), min(item["confidence"] for item in conclusions))


def test_parquet_is_read_by_pyarrow_and_duckdb(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    duckdb = pytest.importorskip("duckdb")
    exports.export(samples, "parquet", tmp_path)
    meetings = parquet.read_table(tmp_path / "meetings.parquet").to_pylist()
    expected = [meeting for record in samples for meeting in record["meetings"]]
    assert [{name: row[name] for name in meeting} for row, meeting in zip(meetings, expected, strict=True)] == expected
    ((number,),) = duckdb.sql(f"SELECT sum(len(mentions)) FROM '{tmp_path}/organizations.parquet'").fetchall()
    assert number == sum(len(item["mentions"]) for record in samples for item in record["organizations"])


def test_parquet_goes_on_in_row_groups(made: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(tables, "ROWS_A_GROUP", 3)
    copies = ({**made, "source": {**made["source"], "uri": str(number)}} for number in range(8))
    exports.export(copies, "parquet", tmp_path)
    file = parquet.ParquetFile(tmp_path / "records.parquet")
    assert (file.num_row_groups, file.metadata.num_rows) == (3, 8)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_json_lines_hold_the_records_whatever_the_compression(samples: list[dict[str, Any]], tmp_path: Path, suffix: str) -> None:
    if suffix.endswith("zst"):
        pytest.importorskip("zstandard")
    out = tmp_path / f"records{suffix}"
    exports.export(samples, "jsonl", out)
    compression = {".gz": "gzip", ".zst": "zstd"}.get(out.suffix)
    frame = pandas.read_json(out, lines=True, compression=compression, dtype=False, convert_dates=False, precise_float=True)
    assert [json.loads(json.dumps(row)) for row in frame.to_dict("records")] == samples


def test_json_lines_are_read_by_duckdb(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    exports.export(samples, "jsonl", tmp_path / "records.jsonl")
    found = duckdb.sql(f"SELECT record_id, len(dates) FROM '{tmp_path}/records.jsonl'").fetchall()
    assert found == [(record["record_id"], len(record["dates"])) for record in samples]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records())
def test_any_text_comes_back_from_csv(tmp_path: Path, record: dict[str, Any]) -> None:
    import csv

    exports.export([record], "csv", tmp_path)
    with (tmp_path / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(line.replace("\0", "\ufffd") for line in file)
    assert row["text"] == record["text"].replace("\0", "\ufffd")


@pytest.mark.parametrize(
    "name", ["csv", "parquet", "jsonl", "ics", "jsonld", "popolo", "tei", "docbin", "label-studio", "inception"]
)
def test_same_records_give_the_same_bytes(samples: list[dict[str, Any]], tmp_path: Path, name: str) -> None:
    suffix = "" if exports.FORMATS[name].shape == "folder" else exports.FORMATS[name].suffix

    def written(number: int) -> dict[str, bytes]:
        out = tmp_path / f"{number}" / f"out{suffix}"
        exports.export(iter(samples), name, out)
        return {path.name: path.read_bytes() for path in sorted(out.parent.rglob("*")) if path.is_file()}

    assert written(1) == written(2)


def test_two_documents_with_the_same_bytes_stand_in_tables_twice_and_in_other_formats_once(
    made: dict[str, Any], tmp_path: Path
) -> None:
    copy = {**made, "source": {**made["source"], "uri": "kopija.txt"}}
    assert exports.export([made, copy, made], "jsonl", tmp_path / "a.jsonl").records == 2
    exported = exports.export([made, copy], "jsonld", tmp_path / "a.jsonld")
    assert (exported.records, dict(exported.left_out)) == (1, {"records that were there before": 1})


def test_output_of_the_wrong_shape_is_refused_by_name(made: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(exports.BadOutput, match="is a folder"):
        exports.export([made], "ics", tmp_path)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(exports.BadOutput, match="is a file"):
        exports.export([made], "csv", tmp_path / "file")
    with pytest.raises(exports.UnknownFormat, match="parquet"):
        exports.export([made], "docx", tmp_path / "a")


@pytest.mark.parametrize(
    ("name", "library", "extra"),
    [("ics", "icalendar", "exports"), ("inception", "cassis", "exports"), ("parquet", "pyarrow", "parquet")],
)
def test_missing_library_is_told_with_what_to_install(
    made: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra) as raised:
        exports.export([made], name, tmp_path / "out")
    assert f"pip install 'zapisnik[{extra}]'" in raised.value.remedy and not (tmp_path / "out").exists()


def test_many_records_are_gone_through_one_by_one(made: dict[str, Any], tmp_path: Path) -> None:
    alive: weakref.WeakSet[Any] = weakref.WeakSet()
    most = 0

    class Weak(dict):  # type: ignore[type-arg]
        __hash__ = object.__hash__

    def one_by_one() -> Iterator[dict[str, Any]]:
        nonlocal most
        for number in range(200):
            record = Weak({**made, "record_id": f"r-{number:016x}"})
            alive.add(record)
            most = max(most, len(alive))
            yield record
            del record

    for name in ("csv", "jsonl", "ics", "jsonld", "popolo", "tei", "label-studio"):
        suffix = "" if exports.FORMATS[name].shape == "folder" else exports.FORMATS[name].suffix
        assert exports.export(one_by_one(), name, tmp_path / f"out-{name}{suffix}").records == 200
    assert most < 10


@pytest.mark.usefixtures("disk_full_after_one_file")
def test_full_disk_leaves_no_half_file(made: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(exports.NotExported, match="No space left"):
        exports.export([made], "csv", tmp_path / "tables")
    assert [path for path in (tmp_path / "tables").iterdir() if path.name.startswith(".")] == []
