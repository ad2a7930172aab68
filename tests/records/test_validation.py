"""Validation of records.

`valid/` holds records; `invalid/` holds changes (JSON Patch) that make one of them invalid, with the place of the problem.
"""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline.records import InvalidRecord, Record, load_schema, problems
from pipeline.records.quick_check import compile_schema
from pipeline.records.validation import keeps_to_schema, validator

HERE = Path(__file__).parent
VALID = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "valid").glob("*.json"))}
INVALID = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "invalid").glob("*.json"))}


def changed(record: Any, change: dict[str, Any]) -> Any:
    """One step of JSON Patch (RFC 6902)."""
    if not change["path"]:
        return change["value"]
    record = copy.deepcopy(record)
    *way, last = change["path"].removeprefix("/").split("/")
    place = record
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    if change["op"] == "remove":
        del place[last]
    elif isinstance(place, list):
        place.insert(len(place) if last == "-" else int(last), change["value"])
    else:
        place[last] = change["value"]
    return record


def test_there_are_examples_of_both_kinds() -> None:
    assert len(VALID) >= 4
    assert len(INVALID) >= 40


@pytest.mark.parametrize("name", VALID)
def test_valid_example_has_no_problem(name: str) -> None:
    assert problems(VALID[name]) == []


@pytest.mark.parametrize("name", VALID)
def test_valid_example_passes_the_quick_check(name: str) -> None:
    assert keeps_to_schema()(VALID[name])


@pytest.mark.parametrize("name", INVALID)
def test_invalid_example_has_its_one_problem_at_its_place(name: str) -> None:
    example = INVALID[name]
    found = problems(changed(VALID[example["record"]], example["change"]))
    assert [problem.path for problem in found] == [example["problem"]]
    assert found[0].message
    assert str(found[0]) == f"{found[0].path}: {found[0].message}"


@pytest.mark.parametrize("name", INVALID)
def test_invalid_record_is_not_made_into_a_record(name: str) -> None:
    example = INVALID[name]
    with pytest.raises(InvalidRecord):
        Record.from_dict(changed(VALID[example["record"]], example["change"]))


def test_all_problems_are_reported_at_once() -> None:
    record = copy.deepcopy(VALID["minutes"])
    record["dates"][0]["value"] = "5.3.2024"
    record["meetings"][0]["mode"] = "phone"
    del record["source"]["uri"]
    assert {problem.path for problem in problems(record)} == {"$.dates[0].value", "$.meetings[0].mode", "$.source"}


def test_value_of_another_form_is_explained_by_examples() -> None:
    record = copy.deepcopy(VALID["minutes"])
    record["dates"][0]["value"] = "5.3.2024"
    (problem,) = problems(record)
    assert "'5.3.2024' does not have the form of '2023-01-31'" in problem.message


def test_message_does_not_repeat_a_whole_text() -> None:
    record = copy.deepcopy(VALID["minutes"])
    record["dates"] = {"text": "x" * 10_000}
    (problem,) = problems(record)
    assert len(problem.message) < 400


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(["d1", "2024-03", "bs"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, way: str = "") -> list[str]:
    """The JSON pointers of everything in a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(place for key, member in inner for place in places(member, f"{way}/{key}"))]


@given(place=st.sampled_from(places(VALID["minutes"])), value=json_values, op=st.sampled_from(["replace", "remove"]))
def test_quick_check_lets_nothing_pass_that_the_schema_forbids(place: str, value: Any, op: str) -> None:
    if op == "remove" and (not place or place.rsplit("/", 1)[1].isdigit()):
        return
    record = copy.deepcopy(VALID["minutes"])
    if op == "replace" and place.rsplit("/", 1)[-1].isdigit():
        *way, last = place.removeprefix("/").split("/")
        holder = record
        for step in way:
            holder = holder[int(step) if isinstance(holder, list) else step]
        holder[int(last)] = value
    else:
        record = changed(record, {"op": op, "path": place, "value": value})
    if keeps_to_schema()(record):
        assert validator().is_valid(record)
    problems(record)


@given(json_values)
def test_anything_can_be_checked(value: Any) -> None:
    assert problems(value)


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(load_schema())


def fields(schema: Any, way: str = "$") -> list[tuple[str, dict[str, Any]]]:
    found = []
    for name, member in schema.get("properties", {}).items():
        found.append((f"{way}.{name}", member))
        found += fields(member, f"{way}.{name}")
    for name, member in schema.get("$defs", {}).items():
        found += fields(member, f"#{name}")
    return found


@pytest.mark.parametrize(("name", "field"), fields(load_schema()))
def test_every_field_is_described_typed_and_exemplified(name: str, field: dict[str, Any]) -> None:
    assert field["description"].endswith((".", "."))
    assert field["type"]
    is_list_of_items = "$ref" in field.get("items", {})
    assert field.get("examples") or is_list_of_items or field["type"] == "object"
    for example in field.get("examples", []):
        assert Draft202012Validator({**field, "$defs": load_schema()["$defs"]}).is_valid(example), example


# fields that records of earlier versions lack
LATER = {"ordinal", "venue", "address", "quorum"}
ADDED = {"Meeting": {"organizers"}, "meeting": {"organizers"}}  # an older record has none


def test_every_object_is_closed_and_complete() -> None:
    for name, schema in (("record", load_schema()), *load_schema()["$defs"].items()):
        assert schema["additionalProperties"] is False
        later = LATER | ADDED.get(name, set())
        assert schema["required"] == [field for field in schema["properties"] if field not in later]


@pytest.mark.parametrize(
    "schema",
    [{"type": "string", "maxLength": 3}, {"type": "boolean"}, {"type": "array", "items": {"type": "string"}, "contains": {}}],
)
def test_quick_check_refuses_a_schema_that_it_does_not_know(schema: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not known"):
        compile_schema(schema)


def test_validation_needs_no_spacy() -> None:
    code = "import sys, pipeline.records.validation; assert not {'spacy', 'classla', 'torch', 'pandas'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
