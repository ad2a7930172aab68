"""`zapisnik validate`: do these files hold valid records?"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.console import FAILED, DebugOption, errors_reported, print_failure, print_line


def validate(
    files: Annotated[
        list[Path],
        typer.Argument(show_default=False, help="Records ([bold].json[/bold]), or folders with records in them."),
    ],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
    debug: DebugOption = False,
) -> None:
    """Check records against the schema, and their offsets and ids against each other.

    Every problem is printed with its file and its place in the JSON.
    The exit code is 1 if there was one.

    [bold]Examples[/bold]

    zapisnik validate outputs

    zapisnik validate outputs/01_vijest_praksa_travnik.json
    """
    with errors_reported(debug):
        checked = invalid = problems = 0
        for result in check(files):
            checked += 1
            invalid += bool(result.problems)
            problems += len(result.problems)
            for problem in result.problems:
                print_failure(str(result.file), problem)
        if not quiet:
            what = "1 file" if checked == 1 else f"{checked:,} files"
            found = "1 problem" if problems == 1 else f"{problems:,} problems"
            print_line(f"{what} checked: {found} in {invalid:,} of them." if invalid else f"{what} checked, all valid.")
        if invalid:
            raise typer.Exit(FAILED)


@dataclass(frozen=True)
class Result:
    """One file that was checked, and everything that is wrong with it; a problem inside a record begins with its JSON path."""

    file: Path
    problems: Sequence[str]


class _Unreadable(Exception):
    """A file that holds no JSON; the message says why."""


def check(places: Sequence[Path]) -> Iterator[Result]:
    """Check files, and the `.json` files in folders and their subfolders.

    The report of a run is left out of folders. A folder without records is a problem: whoever names it expects some.
    """
    for place in places:
        if not place.is_dir():
            yield Result(place, ["This is the report of a run, no record."] if _is_report_of_run(place) else _problems(place))
            continue
        results = [Result(file, _problems(file)) for file in _files(place) if not _is_report_of_run(file)]
        yield from results or [Result(place, ["There are no records in this folder."])]


def _files(folder: Path) -> Iterator[Path]:
    """The `.json` files below a folder, in order, without hidden ones."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if name.lower().endswith(".json") and not name.startswith("."))


def _is_report_of_run(file: Path) -> bool:
    from pipeline.batch import RUN_FILE  # noqa: PLC0415 - `--help` needs nothing of it

    if file.name != RUN_FILE:
        return False
    try:
        content = _load(file)
    except _Unreadable:
        return False
    return isinstance(content, dict) and content.get("run") == "zapisnik"


def _problems(file: Path) -> list[str]:
    from pipeline.records import problems  # noqa: PLC0415

    try:
        record = _load(file)
    except _Unreadable as error:
        return [str(error)]
    return [str(problem) for problem in problems(record)]


def _load(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except FileNotFoundError:
        raise _Unreadable("There is no such file.") from None
    except OSError as error:
        raise _Unreadable(f"The file cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise _Unreadable(f"This is not JSON ({error}).") from error
