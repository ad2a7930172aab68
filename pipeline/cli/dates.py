"""`zapisnik dates`: the dates in a line of text."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

import pipeline
from pipeline.cli.console import DebugOption, errors_reported, prepare_engines, read_standard_input, results


def _as_date(value: str) -> date:
    """Read `YYYY-MM-DD`; `typer` makes a usage error of a `BadParameter`."""
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is not a date; write it as 2024-03-12.") from error


def dates(
    text: Annotated[str, typer.Argument(help="The text to read, or [bold]-[/bold] for standard input.", show_default=False)],
    reference: Annotated[
        date | None,
        typer.Option(
            parser=_as_date,
            metavar="YYYY-MM-DD",
            show_default=False,
            help="The day on which the text was written: settles [bold]danas[/bold], [bold]u petak[/bold] and missing years.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: text, value, type, and offsets of each date.")] = False,
    debug: DebugOption = False,
) -> None:
    """Find the dates in a text and print their values in EDTF (ISO 8601-2).

    [bold]Examples[/bold]

    zapisnik dates "Sastanak je održan 31. januara 2023. godine."

    zapisnik dates "Vidimo se u petak u 18 sati." --reference 2024-03-12

    zapisnik dates - --json < report.txt
    """
    with errors_reported(debug):
        if text == "-":
            text = read_standard_input().decode("utf-8", errors="replace")
        prepare_engines()
        found = pipeline.find_dates(text, reference=reference)
        if as_json:
            typer.echo(json.dumps([asdict(mention) for mention in found], ensure_ascii=False, indent=2))
            return
        if not found:
            typer.echo("No dates found.")
            return
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for column in ("text", "value", "type", "from", "to"):
            table.add_column(column, no_wrap=column == "value")
        for mention in found:
            table.add_row(Text(mention.text), mention.value, mention.type, str(mention.start), str(mention.end))
        results().print(table)
