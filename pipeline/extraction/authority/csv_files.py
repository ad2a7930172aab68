"""CSV files that people fill in by hand: read as spreadsheets write them, faults named with their line and remedy."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pipeline.errors import ZapisnikError

_DELIMITERS = (",", ";", "\t")
_LARGEST_CELL = 100_000_000


class CsvError(ZapisnikError):
    """A CSV file cannot be read; the message names file and line."""

    code = "bad-csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by the name of the column, stripped, and where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def where(self) -> str:
        """File and line, for messages."""
        return f"{self.file}:{self.line}"


def read_csv(file: Path, *, required: Sequence[str], known: Sequence[str] = ()) -> list[Row]:
    """The rows of a CSV file in UTF-8 with a line that names the columns; comma, semicolon or tab between cells.

    Blank rows are left out. The names of columns are read without regard to case.

    Args:
        required: columns that must be there.
        known: columns that may be there; any other is left alone, unless its name looks like a slip for one of these.

    Raises:
        CsvError: for a file that cannot be read, is no UTF-8, has no such columns, or has a row with more cells than columns.
    """
    content = _content(file)
    header, _, _ = content.lstrip("\r\n").partition("\n")
    delimiter = max(_DELIMITERS, key=header.count)
    rows = _rows(file, content, delimiter)
    columns: list[str] | None = None
    found: list[Row] = []
    for line, cells in rows:
        stripped = [cell.strip() for cell in cells]
        if not any(stripped):
            continue
        if columns is None:
            columns = [cell.lower() for cell in stripped]
            _check_columns(file, line, columns, required, known)
            continue
        if len(stripped) > len(columns) and any(stripped[len(columns) :]):
            raise CsvError(
                f"{file}:{line}: {len(stripped)} cells for {len(columns)} columns.",
                remedy=f'Put a cell that holds "{delimiter}" in double quotes.',
            )
        found.append(Row(str(file), line, dict(zip(columns, stripped, strict=False))))
    if columns is None:
        raise CsvError(f"{file} is empty.", remedy=f"The first line names the columns: {', '.join(required)}.")
    return found


def _content(file: Path) -> str:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise CsvError(f"{file} does not exist.", remedy="Check the name.") from None
    except OSError as error:
        raise CsvError(f"{file} cannot be read ({error.strerror}).", remedy="Check the name and the permissions.") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CsvError(f"{file}:{line}: this is not UTF-8.", remedy="Save it as “CSV UTF-8”.") from error


def _rows(file: Path, content: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Cells with the line on which the row begins."""
    limit = csv.field_size_limit(_LARGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
        line = 1
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise CsvError(f"{file}:{line}: this row cannot be read ({error}).", remedy="Check the double quotes.") from error
    finally:
        csv.field_size_limit(limit)


def _check_columns(file: Path, line: int, columns: Sequence[str], required: Sequence[str], known: Sequence[str]) -> None:
    names = (*required, *known)
    missing = [name for name in required if name not in columns]
    if missing:
        raise CsvError(
            f"{file}:{line}: there is no column {missing[0]!r} (there are: {', '.join(filter(None, columns)) or 'none'}).",
            remedy=f"The first line names the columns: {', '.join(required)}.",
        )
    for number, column in enumerate(columns):
        if column and column in columns[:number] and column in names:
            raise CsvError(f"{file}:{line}: there are two columns {column!r}.", remedy="Remove or rename one of them.")
        if column not in names:
            slips = get_close_matches(column, names, n=1, cutoff=0.8)
            if slips and slips[0] not in columns:
                raise CsvError(
                    f"{file}:{line}: there is no column {column!r}.", remedy=f"Call it {slips[0]!r}, or something else."
                )
