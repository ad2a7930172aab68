from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.errors import TableError
from pipeline.resources import read_table

COLUMNS = ("lemma", "gender")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write a table into a package of its own and read it."""

    def write_and_read(content: str, **options: bool):
        name = f"tables_{tmp_path.name.replace('-', '_')}"
        package = tmp_path / name
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
        (package / "words.tsv").write_text(content, encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        read_table.cache_clear()
        try:
            return read_table(name, "words.tsv", COLUMNS, **options)
        finally:
            sys.modules.pop(name, None)

    return write_and_read


def test_reads_rows_and_leaves_out_comments_and_blank_lines(table) -> None:
    rows = table("# words\nlemma\tgender\n\n# heads\ncentar\tm\nmreža\tf\n")
    assert [dict(row) for row in rows] == [{"lemma": "centar", "gender": "m"}, {"lemma": "mreža", "gender": "f"}]


def test_missing_trailing_cells_are_empty(table) -> None:
    assert table("lemma\tgender\ncentar\n")[0]["gender"] == ""


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "no header"),
        ("lemma\tsex\n", "columns are"),
        ("lemma\tgender\ncentar\tm\textra\n", "3 cells for 2 columns"),
        ("lemma\tgender\n\tm\n", "first cell is empty"),
        ("lemma\tgender\ncentar\tm\ncentar\tm\n", "stands twice"),
        ("lemma\tgender\nmreža\tf\ncentar\tm\n", "not in order"),
        ("lemma\tgender\ncentаr\tm\n", "mixes Latin and Cyrillic"),  # the second a is Cyrillic
    ],
)
def test_refuses_a_malformed_table_and_names_file_and_line(table, content: str, complaint: str) -> None:
    with pytest.raises(TableError, match=complaint) as refusal:
        table(content)
    assert "words.tsv" in str(refusal.value)


def test_allows_repeated_keys_and_any_order_on_request(table) -> None:
    assert len(table("lemma\tgender\nb\tm\na\tf\nb\tn\n", unique=False, ordered=False)) == 3


def test_names_a_missing_table() -> None:
    with pytest.raises(TableError, match=r"pipeline/nothing\.tsv"):
        read_table("pipeline", "nothing.tsv", COLUMNS)
