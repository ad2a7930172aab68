"""Records are read from files, folders and lines; what is none is told of and costs nothing but itself."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import authority


def test_folders_files_and_lines(record: Any, tmp_path: Path) -> None:
    (tmp_path / "2023" / "maj").mkdir(parents=True)
    (tmp_path / "2023" / "maj" / "a.json").write_text(json.dumps(record(1, ["Udruženje Izvor"])), encoding="utf-8")
    lines = "\n".join(json.dumps(record(number, ["Udruženje Izvor"])) for number in (2, 3))
    (tmp_path / "more.jsonl").write_text(f"{lines}\n\n", encoding="utf-8")
    (tmp_path / "run.json").write_text('{"run": "zapisnik"}', encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no record", encoding="utf-8")
    (tmp_path / ".hidden.json").write_text("no record", encoding="utf-8")
    found = authority.merge([tmp_path])
    assert (found.records, found.unread) == (3, [])
    assert [entity.documents for entity in found.entities] == [3]
    assert authority.merge([tmp_path / "2023" / "maj" / "a.json", tmp_path / "more.jsonl"]).entities == found.entities


def test_compressed_lines_as_a_run_writes_them(record: Any, tmp_path: Path) -> None:
    with gzip.open(tmp_path / "part.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("".join(f"{json.dumps(record(number, ['BHRT']))}\n" for number in (1, 2)))
    (tmp_path / "broken.jsonl.gz").write_bytes(b"no gzip")
    found = authority.merge([tmp_path])
    assert (found.records, [unread.where.rpartition("/")[2] for unread in found.unread]) == (2, ["broken.jsonl.gz"])


def test_what_is_no_record_is_named_with_file_and_line(record: Any, tmp_path: Path) -> None:
    wrong = record(1) | {"text": 7}
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(wrong), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(f"{json.dumps(record(2, ['BHRT']))}\nnothing\n", encoding="utf-8")
    found = authority.merge([tmp_path])
    assert found.records == 1
    where = [unread.where.rpartition("/")[2] for unread in found.unread]
    assert where == ["a.json", "b.json", "c.jsonl:2"]
    assert "$.text" in found.unread[1].message


def test_a_record_that_is_there_twice_counts_once(record: Any, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(record(1, ["BHRT"])), encoding="utf-8")
    found = authority.merge([tmp_path])
    assert (found.records, found.repeated) == (1, 1)
    assert [entity.documents for entity in found.entities] == [1]


def test_the_folder_of_the_entities_is_left_out(record: Any, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(record(1, ["BHRT"])), encoding="utf-8")
    out = tmp_path / "entities"
    authority.write(authority.merge([tmp_path]), out)
    again = authority.merge([tmp_path], without=out, known=authority.read_known(out))
    assert (again.records, again.unread) == (1, [])


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_place_without_records_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(authority.NoRecords, match=name) as caught:
        authority.merge([tmp_path / name])
    assert caught.value.remedy


def test_dates_are_those_of_the_meetings_else_of_the_document(record: Any, merge: Any) -> None:
    found = merge(
        [record(1, ["BHRT"], town="Tuzla", date="2024-03-12", published="2024-03-14"), record(2, ["BHRT"], published="2023")]
    )
    assert [(entity.first_date, entity.last_date) for entity in found.entities] == [("2023", "2024-03-12")]


def test_a_venue_is_no_town(record: Any, merge: Any) -> None:
    found = merge([record(number, ["Savjet roditelja"], town=town) for number, town in enumerate(("velika sala", "Dom kulture"))])
    assert [(entity.documents, entity.name_only) for entity in found.entities] == [(2, True)]
