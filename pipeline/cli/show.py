"""`zapisnik show`: one report or record, for reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.cli import page, view
from pipeline.cli.console import (
    AuthorityOption,
    ConfidenceOption,
    DebugOption,
    errors_reported,
    prepare_engines,
    print_line,
    results,
)
from pipeline.errors import ZapisnikError


class NotARecord(ZapisnikError):
    """A `.json` file that should hold a record and does not."""

    code = "not-a-record"


def show(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, readable=True, show_default=False, help="A report, or a record ([bold].json[/bold])."
        ),
    ],
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            dir_okay=False,
            show_default=False,
            metavar="FILE",
            help="Write a self-contained page instead, with the evidence highlighted in the text.",
        ),
    ] = None,
    min_confidence: ConfidenceOption = None,
    authority: AuthorityOption = None,
    debug: DebugOption = False,
) -> None:
    """Show what was read off a report: a summary in the terminal, or a page with its evidence.

    [bold]Examples[/bold]

    zapisnik show samples/01_vijest_praksa_travnik.txt

    zapisnik show outputs/01_vijest_praksa_travnik.json --html travnik.html
    """
    with errors_reported(debug):
        record = load(file, authority=authority)
        if min_confidence is not None:
            from pipeline.records import Record  # noqa: PLC0415
            from pipeline.records.threshold import at_least  # noqa: PLC0415

            record = at_least(Record.from_dict(record), min_confidence).record.to_dict()
        if html is None:
            results().print(summary(record))
            return
        markup = page.render(record)
        try:
            html.write_text(markup, encoding="utf-8")
        except OSError as error:
            raise ZapisnikError(f"{html} cannot be written ({error.strerror}).", remedy="Choose another file.") from error
        print_line(f"{html} written.")


def load(file: Path, *, authority: Path | None = None) -> view.Item:
    """The record in a `.json` file, checked, or the record made from any other file.

    Raises:
        ZapisnikError: for a file that is no valid record, a report that cannot be read, or a bad authority file.
    """
    if file.suffix.lower() != ".json":
        prepare_engines()
        import pipeline  # noqa: PLC0415 - spaCy is slow to import
        from pipeline.reading import read_file  # noqa: PLC0415

        source = read_file(file)
        nlp = pipeline.load(authority=authority) if authority else None
        return pipeline.extract(source, nlp).to_dict()
    if authority:
        raise ZapisnikError(f"{file} is a record, made already.", remedy="Give the report, or leave --authority out.")
    from pipeline.records import problems  # noqa: PLC0415

    try:
        record = json.loads(file.read_bytes())
    except ValueError as error:
        raise NotARecord(f"{file} is not JSON ({error}).", remedy="Give a report, or a record that zapisnik wrote.") from error
    found = problems(record)
    if found:
        raise NotARecord(f"{file} is not a valid record: {found[0]}", remedy=f"`zapisnik validate {file}` lists every problem.")
    return record


def summary(record: view.Item) -> RenderableType:
    """A valid record for the terminal."""
    parts: list[RenderableType] = [Text(view.title(record), style="bold"), Text(view.subtitle(record), style="dim")]
    for section in view.sections(record):
        parts += [Text(), Text(section.title, style="bold cyan"), _table(section)]
    return Group(*parts)


def _table(section: view.Section) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    for column in section.columns:
        table.add_column(column, no_wrap=column in {"", "date", "time", "value"}, style="dim" if column == "" else "")
    for row in section.rows:
        table.add_row(*map(Text, row))
    return table
