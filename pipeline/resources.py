"""Word tables: tab-separated files of linguistic knowledge beside the component that uses them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pipeline.errors import TableError

_LATIN = re.compile(r"[A-Za-zÀ-ž]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@cache
def read_table(
    package: str, name: str, columns: tuple[str, ...], *, unique: bool = True, ordered: bool = True
) -> Sequence[Mapping[str, str]]:
    """Read the table `name` that lies in `package`.

    The first line that is neither blank nor a comment (`#`) is the header. Cells are stripped; trailing cells may be left out
    and are then empty strings.

    Args:
        package: dotted name of the package whose folder holds the file (`pipeline.extraction.dates`).
        name: file name (`months.tsv`).
        columns: the columns that the caller expects, in order.
        unique: refuse two rows with the same first cell.
        ordered: refuse rows that are not sorted by their first cell (casefolded).

    Returns:
        The rows, each a read-only mapping of all columns.

    Raises:
        TableError: naming file and line, for a missing file, other columns, duplicate or unsorted keys, or a cell that
            mixes Latin and Cyrillic letters in one word.
    """
    try:
        content = (files(package) / name).read_text(encoding="utf-8")
    except (FileNotFoundError, ModuleNotFoundError) as error:
        raise TableError(f"{package}/{name}: no such word table.") from error

    def where(number: int) -> str:
        return f"{package}/{name}:{number}"

    rows: list[Mapping[str, str]] = []
    header: tuple[str, ...] | None = None
    seen: set[str] = set()
    previous = ""
    has_cyrillic = _CYRILLIC.search(content) is not None  # most tables have none, and need not be looked at word by word
    for number, line in enumerate(content.split("\n"), start=1):
        if not (bare := line.strip()) or bare[0] == "#":
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = tuple(cells)
            if header != columns:
                raise TableError(f"{where(number)}: columns are {list(header)}, expected {list(columns)}.")
            continue
        if len(cells) > len(columns):
            raise TableError(f"{where(number)}: {len(cells)} cells for {len(columns)} columns.")
        cells += [""] * (len(columns) - len(cells))
        key = cells[0]
        if not key:
            raise TableError(f"{where(number)}: the first cell is empty.")
        if has_cyrillic:
            for word in re.split(r"[\s|/,]+", " ".join(cells)):
                if _LATIN.search(word) and _CYRILLIC.search(word):
                    raise TableError(f"{where(number)}: {word!r} mixes Latin and Cyrillic letters.")
        if unique and key in seen:
            raise TableError(f"{where(number)}: {key!r} stands twice.")
        if ordered and key.casefold() < previous:
            raise TableError(f"{where(number)}: {key!r} is not in order.")
        seen.add(key)
        previous = key.casefold()
        rows.append(MappingProxyType(dict(zip(columns, cells, strict=True))))
    if header is None:
        raise TableError(f"{package}/{name}: the table has no header line.")
    return tuple(rows)
