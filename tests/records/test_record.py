from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from pipeline.records import InvalidRecord, Record
from pipeline.records import provenance as provenance_module
from pipeline.records.provenance import provenance, rule_files, rules_hash

VALID = sorted((Path(__file__).parent / "valid").glob("*.json"))


@pytest.fixture(params=VALID, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def minutes() -> Record:
    (path,) = [path for path in VALID if path.stem == "minutes"]
    return Record.from_json(path.read_bytes())


def test_record_survives_the_round_trip_byte_for_byte(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    record = Record.from_json(content)
    assert record.to_json() == content
    assert Record.from_dict(record.to_dict()) == record


def test_fields_are_written_in_the_order_of_the_schema(minutes: Record) -> None:
    from pipeline.records import load_schema

    schema = load_schema()
    plain = minutes.to_dict()
    assert list(plain) == list(schema["properties"])
    assert list(plain["source"]) == list(schema["properties"]["source"]["properties"])
    for field, name in (("meetings", "meeting"), ("conclusions", "conclusion"), ("upcoming_events", "upcoming_event")):
        assert list(plain[field][0]) == list(schema["$defs"][name]["properties"])


def test_dict_shares_nothing_with_the_record(minutes: Record) -> None:
    minutes.to_dict()["meetings"][0]["participants"].append("p9")
    assert minutes.meetings[0].participants == ["p1", "p2", "p3"]


def test_record_shares_nothing_with_the_dict_it_came_from(minutes: Record) -> None:
    plain = minutes.to_dict()
    record = Record.from_dict(plain)
    plain["meetings"][0]["participants"].append("p9")
    assert record.meetings[0].participants == ["p1", "p2", "p3"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema_version": "1.0.0"}', b"\xff"])
def test_what_is_no_record_is_refused(text: str | bytes) -> None:
    with pytest.raises(InvalidRecord):
        Record.from_json(text)


def test_frame_of_one_field_has_a_row_for_each_item(minutes: Record) -> None:
    frame = minutes.to_frame("dates")
    assert list(frame["value"]) == ["2024-03-05", "2024", "2024-04-01", "2024-04-20"]
    assert list(frame.columns[:3]) == ["record_id", "id", "text"]
    assert set(frame["record_id"]) == {minutes.record_id}


def test_frame_of_all_fields_is_one_tidy_table(minutes: Record) -> None:
    frame = minutes.to_frame()
    assert len(frame) == sum(len(getattr(minutes, field)) for field in Record.ITEM_FIELDS)
    by_id = frame.set_index("id")
    assert by_id.loc["p1", "name"] == "Ilda Zulić"
    assert by_id.loc["p1", "text"] == "Ilda Zulić"
    assert tuple(by_id.loc["m1", ["field", "type", "date"]]) == ("meetings", "sjednica", "2024-03-05")
    assert tuple(by_id.loc["c2", ["type", "date"]]) == ("action", "2024-04-01")
    assert by_id.loc["d4", "date"] == "2024-04-20"


@pytest.mark.parametrize("field", [None, *Record.ITEM_FIELDS])
def test_frame_without_rows_has_the_same_columns_and_types(minutes: Record, field: str | None) -> None:
    import pandas

    (path,) = [path for path in VALID if path.stem == "empty"]
    empty = Record.from_json(path.read_bytes()).to_frame(field)
    full = minutes.to_frame(field)
    assert len(empty) == 0
    assert list(empty.columns) == list(full.columns)
    assert empty["start"].dtype == full["start"].dtype == "int64"
    assert len(pandas.concat([empty, full])) == len(full)


def test_frame_of_no_field(minutes: Record) -> None:
    with pytest.raises(ValueError, match="no field 'people'; there are meetings, dates"):
        minutes.to_frame("people")


def test_provenance_names_the_program_and_hashes_its_rules() -> None:
    from pipeline import __version__

    made = provenance()
    assert (made.pipeline.name, made.pipeline.version, made.engine, made.models) == ("zapisnik", __version__, "rules", {})
    assert made.rules == rules_hash()


def test_hash_of_the_rules_is_that_of_the_files_whatever_the_process() -> None:
    code = "from pipeline.records.provenance import rules_hash; print(rules_hash())"
    hashes = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for _ in range(2)}
    assert len(hashes) == 1


def test_rules_are_all_that_makes_a_record_and_nothing_that_reads_one() -> None:
    hashed = {path for name in provenance_module._RULES for path, _ in rule_files(files("pipeline").joinpath(name), name)}
    assert {"edtf.py", "records/assembly.py", "records/threshold.py", "extraction/dates/months.tsv"} <= hashed
    assert hashed.isdisjoint(provenance_module._AFTER_RECORDS)


def test_what_is_no_rule_is_not_imported_to_make_a_record() -> None:
    modules = {f"pipeline.{path.removesuffix('.py').replace('/', '.')}" for path in provenance_module._AFTER_RECORDS}
    code = "import sys, pipeline; pipeline.extract('Odbor se sastao 4. marta 2021.').to_json(); print(*sys.modules)"
    imported = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert "pipeline.records.assembly" in imported
    assert modules.isdisjoint(imported)


def test_records_are_plain_json(minutes: Record) -> None:
    assert json.loads(minutes.to_json()) == minutes.to_dict()
