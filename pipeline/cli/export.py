"""`zapisnik export`: records in the formats of other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from pipeline.cli.console import (
    FAILED,
    ConfidenceOption,
    DebugOption,
    errors_reported,
    messages,
    prepare_engines,
    print_failure,
    print_line,
)
from pipeline.cli.entities import FOLDER as ENTITIES
from pipeline.cli.privacy import PseudonymizeOption, with_pseudonyms

if TYPE_CHECKING:
    from pipeline.corpus import exports

_SQLITE = b"SQLite format 3\0"


class ExportFormat(str, Enum):
    """The formats, as `pipeline.corpus.exports` has them."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    ICS = "ics"
    JSONLD = "jsonld"
    POPOLO = "popolo"
    CONLLU = "conllu"
    TEI = "tei"
    DOCBIN = "docbin"
    LABEL_STUDIO = "label-studio"
    INCEPTION = "inception"


_WITH_TOKENS = (ExportFormat.CONLLU, ExportFormat.DOCBIN, ExportFormat.INCEPTION)


_FOR_CORRECTION = (ExportFormat.LABEL_STUDIO, ExportFormat.INCEPTION)


class Deadlines(str, Enum):
    """What deadlines become in a calendar."""

    EVENTS = "events"
    TODOS = "todos"


class Engine(str, Enum):
    """What sets tags and lemmas."""

    MODEL = "model"
    CLASSLA = "classla"
    RULES = "rules"


def export(
    source: Annotated[
        Path,
        typer.Argument(
            show_default=False,
            help="Records: a folder (read with subfolders), a file ([bold].json[/bold]; [bold].jsonl[/bold], also packed), "
            "or a database that [bold]zapisnik index[/bold] made.",
        ),
    ],
    format_: Annotated[ExportFormat, typer.Option("--format", "-f", show_default=False, help="See below.", metavar="FORMAT")],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            show_default=False,
            metavar="PLACE",
            help="The file or folder to write. A file that is there is written over.",
        ),
    ],
    min_confidence: ConfidenceOption = None,
    pseudonymize: PseudonymizeOption = None,
    deadlines: Annotated[
        Deadlines,
        typer.Option(
            "--deadlines",
            help="Of ics: deadlines as all-day events, or as tasks (VTODO), which Google Calendar and Outlook leave out.",
        ),
    ] = Deadlines.EVENTS,
    base: Annotated[str, typer.Option("--base", metavar="IRI", help="Of jsonld: what identifiers begin with.")] = "urn:zapisnik:",
    engine: Annotated[Engine, typer.Option("--engine", help="Of conllu: what sets tags and lemmas.")] = Engine.MODEL,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")] = False,
    debug: DebugOption = False,
) -> None:
    """Write records in a format of other programs.

    [bold]csv[/bold]           folder: a table for each field, joined by ids
    [bold]parquet[/bold]       folder: the same with types and lists
    [bold]jsonl[/bold]         file: a record a line; .gz and .zst compress
    [bold]ics[/bold]           file: upcoming events and deadlines, for calendars
    [bold]jsonld[/bold]        file: linked data (schema.org, Web Annotation)
    [bold]popolo[/bold]        file: persons, organizations, motions, events
    [bold]conllu[/bold]        file or folder: sentences with lemmas and tags
    [bold]tei[/bold]           file or folder: TEI P5
    [bold]docbin[/bold]        file or folder: spaCy documents with spans
    [bold]label-studio[/bold]  folder: tasks for correction by hand
    [bold]inception[/bold]     folder: documents for correction by hand

    Where both are possible, a name without suffix is a folder, a file a record.
    docs/exports.md says what becomes what; [bold]zapisnik correct[/bold] reads what you corrected.

    A calendar that is written over goes on from what it was: what has changed has
    a higher revision, what is gone is cancelled, so that a second import updates.

    [bold]Examples[/bold]

    zapisnik export outputs --format ics -o events.ics

    zapisnik export outputs --format csv -o tables

    zapisnik export outputs --format label-studio -o tasks
    """
    if pseudonymize is not None and format_ in _FOR_CORRECTION:
        raise typer.BadParameter("what is to be corrected keeps its words", param_hint="--pseudonymize")
    with errors_reported(debug):
        from pipeline.corpus import exports  # noqa: PLC0415 - `--help` needs nothing of it

        if format_ in _WITH_TOKENS and engine is not Engine.CLASSLA:
            prepare_engines()
        console = messages()
        failures: list[tuple[str, str]] = []
        records = with_pseudonyms(read_records(source, failures, min_confidence), pseudonymize)
        options = exports.Options(deadlines=deadlines.value, base=base, engine=engine.value)
        with _counting(console, visible=not quiet) as on_record:
            exported = exports.export(_some(records, source, failures), format_.value, out, options=options, on_record=on_record)
        for where, message in failures:
            print_failure(where, message, console=console)
        if not quiet:
            for line in summary(exported, out):
                print_line(line, console)
        if failures:
            raise typer.Exit(FAILED)


def read_records(source: Path, failures: list[tuple[str, str]], min_confidence: float | None = None) -> Iterator[dict[str, Any]]:
    """The valid records of a place, one after another; what is none is added to `failures`, with where it stands.

    Raises:
        NoRecords: if the place does not exist.
    """
    from pipeline.records import Record, problems  # noqa: PLC0415
    from pipeline.records.files import Unread, check_places, record_values  # noqa: PLC0415
    from pipeline.records.threshold import at_least  # noqa: PLC0415

    check_places([source])
    unread: list[Unread] = []
    values = _stored(source) if _is_database(source) else record_values(source, unread, without=source / ENTITIES)
    for where, value in values:
        found = problems(value)
        if found:
            failures.append((where, f"This is no valid record: {found[0]}"))
        elif min_confidence is None:
            yield value
        else:
            yield at_least(Record.from_dict(value), min_confidence).record.to_dict()
    failures += [(one.where, one.message) for one in unread]


def _is_database(source: Path) -> bool:
    if not source.is_file():
        return False
    with source.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _stored(source: Path) -> Iterator[tuple[str, Any]]:
    """The records of a database."""
    from pipeline import corpus  # noqa: PLC0415

    with corpus.Store.open(source) as store:
        for record in store.records():
            yield f"{source}: {record['record_id']}", record


def _some(records: Iterator[dict[str, Any]], source: Path, failures: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """The records; an error where there is none, before anything is written.

    Raises:
        NoRecords: naming the place.
    """
    from pipeline.records.files import NoRecords  # noqa: PLC0415

    first = next(records, None)
    if first is None:
        first_failure = f" {failures[0][0]}: {failures[0][1]}" if failures else ""
        raise NoRecords(
            f"There are no records in {source}.{first_failure}", remedy="`zapisnik run REPORTS -o FOLDER` makes them."
        )
    yield first
    yield from records


def summary(exported: exports.Exported, out: Path) -> Iterator[str]:
    """What was written, line by line."""
    counted = ", ".join(f"{name} {number:,}" for name, number in exported.items.items())
    files = f" ({len(exported.files)} files)" if len(exported.files) > 1 else ""
    records = "1 record" if exported.records == 1 else f"{exported.records:,} records"
    yield f"{records} written to {out}{files}{': ' if counted else ''}{counted}."
    for reason, number in sorted(exported.left_out.items()):
        yield f"Left out: {number:,} {reason}."


@contextmanager
def _counting(console: Console, *, visible: bool) -> Iterator[Callable[[int], None] | None]:
    """A running number of records, if `visible` and on a terminal; it leaves no trace."""
    if not (visible and console.is_terminal):
        yield None
        return
    with console.status("Writing…") as status:

        def on_record(number: int) -> None:
            if number % 100 == 0:
                status.update(f"Writing… {number:,} records")

        yield on_record
