"""Reading records from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.records.files import Unread, record_values


@pytest.mark.parametrize(
    "content", [b'{"a": 1}', b'\xef\xbb\xbf{"a": 1}', b'\n {\r\n\t"a" :1 }\n'], ids=["plain", "BOM", "blanks"]
)
def test_json_is_read_whatever_its_blanks_and_mark_of_order(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(content)
    unread: list[Unread] = []
    assert list(record_values(tmp_path, unread)) == [(str(file), {"a": 1})]
    assert unread == []


@pytest.mark.parametrize(
    "content",
    [b'{"a": 1', b"[NaN]", b'{"a": "\\ud800"}', b'{"a": "\xff"}', b"[" * 100_000, b"", '{"a": 1}'.encode("utf-16")],
    ids=["torn", "NaN", "half a character", "no UTF-8", "deep", "empty", "UTF-16"],
)
def test_what_is_no_json_is_told_and_the_next_file_is_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    (tmp_path / "b.json").write_bytes(b"[2]")
    unread: list[Unread] = []
    assert [value for _, value in record_values(tmp_path, unread)] == [[2]]
    (one,) = unread
    assert one.where == str(tmp_path / "a.json")
    assert one.message.startswith("This is not JSON (")


def test_a_line_that_is_no_json_is_told_by_its_number(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"a": 1}\n\n{"a": \n{"a": 3}\n')
    unread: list[Unread] = []
    assert [value for _, value in record_values(file, unread)] == [{"a": 1}, {"a": 3}]
    assert [one.where for one in unread] == [f"{file}:3"]
