"""Lines, shards and tables hold the records that the files hold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import batch, lines
from pipeline.batch import Settings, inputs, shards
from pipeline.batch.shards import Place
from pipeline.corpus import tables

REPORT = "Dana 5. juna 2023. godine u Žepču je održan sastanak Udruženja „Most“. Zaključeno je da Udruženje pripremi plan.\n"


def texts(out: Path, name: str = "jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted((out / name).iterdir()) for line in lines.read_lines(path)]


def files(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "run.json" and not path.name.startswith(("journal", "owner"))
    }


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Izvještaj {number}\n\n{REPORT}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("compression", ["none", "gzip", "zstd"])
def test_lines_hold_the_records_in_the_order_of_the_inputs(run: Any, archive: Path, tmp_path: Path, compression: str) -> None:
    if compression == "zstd":
        pytest.importorskip("zstandard")
    settings = Settings(formats=("json", "jsonl"), compression=compression, shard_size=2)
    report = run([archive], tmp_path / "out", settings=settings)
    assert texts(tmp_path / "out") == [json.loads((tmp_path / "out" / f"{number}.json").read_bytes()) for number in range(5)]
    assert report.outputs == {"json": 5, "jsonl": 3}
    suffixes = {path.suffix for path in (tmp_path / "out" / "jsonl").iterdir()}
    assert suffixes == {{"none": ".jsonl", "gzip": ".gz", "zstd": ".zst"}[compression]}


def test_same_records_give_the_same_bytes_whatever_the_way(run: Any, archive: Path, tmp_path: Path) -> None:
    both = Settings(formats=("json", "jsonl"), shard_size=2)
    run([archive], tmp_path / "one", settings=both)
    run([archive], tmp_path / "two", settings=replace(both, formats=("jsonl",)))  # through the journal
    run([archive], tmp_path / "two", settings=both)  # files made from lines
    run([archive], tmp_path / "three", settings=replace(both, formats=("json",)))
    run([archive], tmp_path / "three", settings=both)  # lines made from files
    assert files(tmp_path / "one") == files(tmp_path / "two") == files(tmp_path / "three")


@pytest.mark.parametrize("first", ["json", "jsonl", "parquet"])
@pytest.mark.parametrize("second", ["json", "jsonl", "parquet"])
def test_another_format_reads_no_report_again(run: Any, archive: Path, tmp_path: Path, first: str, second: str) -> None:
    pytest.importorskip("pyarrow")
    run([archive], tmp_path / "out", settings=Settings(formats=(first,), shard_size=2))
    report = run([archive], tmp_path / "out", settings=Settings(formats=(second,), shard_size=2))
    assert (report.reasons, report.written) == ({}, 5)
    run([archive], tmp_path / "alone", settings=Settings(formats=(second,), shard_size=2))
    made = files(tmp_path / "out")
    assert {name: made[name] for name in files(tmp_path / "alone") if not name.startswith(".")} == {
        name: content for name, content in files(tmp_path / "alone").items() if not name.startswith(".")
    }


def test_document_in_the_middle_moves_the_others_and_no_old_shard_stays(run: Any, archive: Path, tmp_path: Path) -> None:
    settings = Settings(formats=("jsonl",), shard_size=2)
    folder = tmp_path / "in"
    folder.mkdir()
    for path in archive.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    run([folder], tmp_path / "out", settings=settings)
    (folder / "0a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "3.txt").write_bytes(b"")
    report = run([folder], tmp_path / "out", settings=settings)
    assert report.reasons == {"new": 1, "changed": 1}
    assert [record["source"]["uri"] for record in texts(tmp_path / "out")] == ["0.txt", "0a.txt", "1.txt", "2.txt", "4.txt"]
    run([folder], tmp_path / "fresh", settings=settings)
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


def test_files_of_others_in_the_folders_of_shards_stay(run: Any, archive: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "out" / "jsonl" / "moje-biljeske.jsonl"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("{}", encoding="utf-8")
    run([archive], tmp_path / "out", settings=Settings(formats=("jsonl",)))
    assert theirs.is_file()


def test_shard_without_records_has_no_file(run: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"")
    report = run([tmp_path / "in"], tmp_path / "out", settings=Settings(formats=("jsonl",)))
    assert (len(report.failures), report.outputs) == (1, {"jsonl": 0})
    assert files(tmp_path / "out") == {}


def test_tables_are_joined_by_ids(tmp_path: Path, archive: Path) -> None:
    pytest.importorskip("pyarrow")
    import pandas

    batch.run([archive], tmp_path / "out", settings=Settings(formats=("parquet", "jsonl"), shard_size=3, jobs=0))
    tabled = {name: pandas.read_parquet(tmp_path / "out" / "parquet" / name) for name in tables.TABLES}
    records = texts(tmp_path / "out")
    assert list(tabled["records"]["uri"]) == [record["source"]["uri"] for record in records]
    assert list(tabled["records"]["text"]) == [record["text"] for record in records]
    for name in tables.TABLES[1:]:
        assert len(tabled[name]) == sum(len(record[name]) for record in records), name
    assert len(tabled["dates"]) and len(tabled["organizations"]) and len(tabled["conclusions"])
    joined = tabled["conclusions"].merge(tabled["records"], on=["record_id", "uri"], suffixes=("", "_of_record"))
    assert all(text in whole for text, whole in zip(joined["text"], joined["text_of_record"], strict=True))
    first = records[0]["dates"][0]
    row = tabled["dates"].iloc[0]
    assert {name: row[name] for name in first} == first


def test_schema_of_the_tables_is_that_of_the_records() -> None:
    pytest.importorskip("pyarrow")
    from pipeline.records import model

    classes = {
        "meetings": model.Meeting,
        "dates": model.Date,
        "organizations": model.Organization,
        "participants": model.Participant,
        "conclusions": model.Conclusion,
        "upcoming_events": model.UpcomingEvent,
    }
    for name, cls in classes.items():
        assert tables._schemas()[name].names == ["record_id", "uri", *model.field_names(cls)]
    assert set(model.field_names(model.SourceInfo)) <= set(tables._schemas()["records"].names)


@given(st.lists(st.lists(st.binary(min_size=1).map(lambda line: line.replace(b"\n", b"?")), max_size=3), max_size=8), st.data())
def test_records_are_found_at_their_places_in_any_order(tmp_path_factory: Any, inputs: list[list[bytes]], data: Any) -> None:
    out = tmp_path_factory.mktemp("lines")
    with (out / "a.jsonl").open("wb") as file:
        lines.write_lines(file, [line for given in inputs for line in given], "none")
    places, first = [], 0
    for given_lines in inputs:
        places.append((Place("a.jsonl", first, len(given_lines)), given_lines))
        first += len(given_lines)
    order = data.draw(st.permutations(places))
    assert list(shards.records_at(out, [place for place, _ in order])) == [line for _, wanted in order for line in wanted]


def test_more_than_ten_thousand_records_lie_in_hashed_folders(
    run: Any, archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(inputs, "_HASHED_ABOVE", 4)
    report = run([archive], tmp_path / "out")
    assert report.written == 5
    names = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("[0-9].json"))
    assert [name.split("/")[-1] for name in sorted(names, key=lambda name: name.split("/")[-1])] == [
        f"{n}.json" for n in range(5)
    ]
    assert all(len(name.split("/")[0]) == 2 and name.count("/") == 1 for name in names)
    assert len({name.split("/")[0] for name in names}) > 1


def test_records_move_when_an_archive_outgrows_its_folders(
    run: Any, archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run([archive], tmp_path / "out")
    monkeypatch.setattr(inputs, "_HASHED_ABOVE", 4)
    run([archive], tmp_path / "out")
    run([archive], tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(formats=("xml",)), "xml"),
        (Settings(formats=()), "format"),
        (Settings(compression="lzma"), "lzma"),
        (Settings(shard_size=0), "shard"),
        (Settings(jobs=-1), "jobs"),
        (Settings(engine="spark"), "spark"),
    ],
)
def test_settings_that_cannot_be_are_refused_before_anything_is_done(
    run: Any, archive: Path, tmp_path: Path, settings: Settings, words: str
) -> None:
    with pytest.raises(batch.WrongSetting, match=words) as caught:
        run([archive], tmp_path / "out", settings=settings)
    assert caught.value.remedy
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("module", "settings"),
    [("pyarrow", Settings(formats=("parquet",))), ("zstandard", Settings(formats=("jsonl",), compression="zstd"))],
)
def test_missing_library_is_named_with_its_extra(
    run: Any, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, settings: Settings
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(batch.MissingExtra, match=module) as caught:
        run([archive], tmp_path / "out", settings=settings)
    assert "pip install 'zapisnik[" in caught.value.remedy
