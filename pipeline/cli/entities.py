"""`zapisnik entities`: the organizations and persons of many records, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pipeline.cli.console import FAILED, DebugOption, errors_reported, messages, print_failure, print_line

if TYPE_CHECKING:
    from pipeline import authority

FOLDER = "entities"


def entities(
    records: Annotated[
        list[Path],
        typer.Argument(
            show_default=False,
            help="Records: folders (read with subfolders), or files ([bold].json[/bold]; [bold].jsonl[/bold], also packed).",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            file_okay=False,
            show_default=False,
            metavar="FOLDER",
            help="Where the entities go, and where those of the last time are looked for, so that ids stay. "
            f"By default the folder [bold]{FOLDER}[/bold] in the first folder of records.",
        ),
    ] = None,
    decisions: Annotated[
        list[Path] | None,
        typer.Option(
            "--decisions",
            dir_okay=False,
            show_default=False,
            metavar="FILE",
            help="What you decided: an [bold]unsure.csv[/bold] with [bold]same[/bold] or [bold]different[/bold] in its first "
            "column, under another name. May be given several times.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")] = False,
    debug: DebugOption = False,
) -> None:
    """Merge the organizations and persons of many records into one list.

    FOLDER/entities.csv and entities.jsonl hold each organization and person once, with an id
    that stays, all spellings, how often and from when to when it stands in the records.
    Names that may be one and that nobody should merge without looking are in
    FOLDER/unsure.csv: write same or different there, give it back with --decisions.

    [bold]Examples[/bold]

    zapisnik entities outputs -o entities

    zapisnik entities outputs -o entities --decisions decisions.csv
    """
    with errors_reported(debug):
        from pipeline import authority  # noqa: PLC0415 - `--help` needs nothing of it

        console = messages()
        folder = out or _default_folder(records)
        authority.check_unsure(folder)
        decided = authority.read_decisions(decisions or [])
        known = authority.read_known(folder)
        with _counting(console, visible=not quiet) as on_record:
            found = authority.merge(records, decisions=decided, known=known, without=folder, on_record=on_record)
        for unread in found.unread:
            print_failure(unread.where, unread.message, console=console)
        for unknown in found.unknown:
            print_failure("decision left out", unknown, console=console)
        if not found.records:
            raise typer.Exit(FAILED)
        written = authority.write(found, folder)
        if not quiet:
            for line in summary(found, written):
                print_line(line, console)
        if found.unread:
            raise typer.Exit(FAILED)


def _default_folder(records: list[Path]) -> Path:
    first = records[0]
    return (first if first.is_dir() else first.parent) / FOLDER


def summary(found: authority.Entities, written: authority.Written) -> Iterator[str]:
    """What was merged, line by line."""
    organizations = sum(entity.kind == "organization" for entity in found.entities)
    counted = f"{_count(organizations, 'organization')} and {_count(len(found.entities) - organizations, 'person')}"
    yield f"{counted} in {_count(found.records, 'record')}, written to {written.entities_csv} and {written.entities_jsonl.name}."
    if found.repeated:
        yield f"{_count(found.repeated, 'record')} left out, because one with the same id was there."
    if found.decisions:
        yield f"{_count(found.decisions, 'decision')} honoured."
    if found.unsure:
        yield f"{_count(len(found.unsure), 'pair')} to decide in {written.unsure_csv}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@contextmanager
def _counting(console: Console, *, visible: bool) -> Iterator[Callable[[int], None] | None]:
    """A running number of records, if `visible` and on a terminal; it leaves no trace."""
    if not (visible and console.is_terminal):
        yield None
        return
    with console.status("Reading…") as status:

        def on_record(number: int) -> None:
            if number % 100 == 0:
                status.update(f"Reading… {number:,} records")

        yield on_record
