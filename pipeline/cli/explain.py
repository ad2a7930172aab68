"""`zapisnik explain`: why a report gives the items it gives, and what nearly became one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.cli.console import DebugOption, errors_reported, prepare_engines, results
from pipeline.errors import ZapisnikError

if TYPE_CHECKING:
    from pipeline.explanation import Explanation, Item, NearMiss


class Field(str, Enum):
    """The fields of a record that rules fill."""

    MEETINGS = "meetings"
    CONCLUSIONS = "conclusions"
    UPCOMING_EVENTS = "upcoming_events"
    PARTICIPANTS = "participants"
    ORGANIZATIONS = "organizations"
    DATES = "dates"


class Format(str, Enum):
    """How the explanation is printed."""

    TEXT = "text"
    JSON = "json"


class Engine(str, Enum):
    """What analyzes the words, see `pipeline.engines`."""

    MODEL = "model"
    CLASSLA = "classla"
    RULES = "rules"


class NotAReport(ZapisnikError):
    """A record is given where the report itself is needed."""

    code = "not-a-report"


def explain(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, show_default=False, help="A report (not its record).")
    ],
    field: Annotated[
        list[Field] | None,
        typer.Option(
            "--field",
            "-f",
            show_default=False,
            metavar="FIELD",
            help="Explain this field only; may be given more than once. One of "
            + ", ".join(f"[bold]{each.value}[/bold]" for each in Field)
            + ".",
        ),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help="[bold]text[/bold] to read, or [bold]json[/bold].")
    ] = Format.TEXT,
    engine: Annotated[
        Engine,
        typer.Option(
            "--engine",
            help="What sets tags, lemmas and entities, as for [bold]run[/bold]: [bold]model[/bold], the one that ships; "
            "[bold]classla[/bold], your models of classla; [bold]rules[/bold], nothing does.",
        ),
    ] = Engine.MODEL,
    debug: DebugOption = False,
) -> None:
    """Show which rule found each item of a report, and what nearly became one.

    For each item: the rule with the file and line where it is written, the cue
    that fired, and why the evidence begins and ends where it does. For each near
    miss: why it was refused (a speaker said it, it is past, only a deadline is
    given, …). Whoever mends a rule finds the place to do it.

    [bold]Examples[/bold]

    zapisnik explain samples/01_vijest_praksa_travnik.txt --field conclusions

    zapisnik explain minutes.txt -f meetings -f upcoming_events --format json

    zapisnik explain minutes.txt --engine rules
    """
    with errors_reported(debug):
        if file.suffix.lower() == ".json":
            raise NotAReport(f"{file} looks like a record.", remedy="Give the report that it was made of.")
        if engine is not Engine.CLASSLA:
            prepare_engines()
        from pipeline.document import default  # noqa: PLC0415 - as below
        from pipeline.explanation import FIELDS  # noqa: PLC0415 - spaCy is slow to import
        from pipeline.explanation import explain as explain_document  # noqa: PLC0415
        from pipeline.reading import read_file  # noqa: PLC0415

        wanted = [each.value for each in field] if field else list(FIELDS)
        found = explain_document(read_file(file), default(engine.value), fields=wanted)
        if form is Format.JSON:
            typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
            return
        results().print(text(found, [name for name in FIELDS if name in wanted]))


def text(found: Explanation, fields: list[str]) -> RenderableType:
    """The explanation of a report for the terminal."""
    parts: list[RenderableType] = [Text(found.record.source.title or found.record.source.uri, style="bold")]
    for field in fields:
        items = [item for item in found.items if item.field == field]
        misses = [miss for miss in found.near_misses if miss.field == field]
        parts += [Text(), Text(f"{_titled(field)}: {len(items)} found, {_number(len(misses), 'near miss')}", style="bold cyan")]
        for item in items:
            parts += [Text(), *_item(item)]
        for miss in misses:
            parts += [Text(), *_near_miss(miss)]
    return Group(*parts)


def _item(item: Item) -> Iterator[RenderableType]:
    yield Text.assemble((f"{item.id} ", "bold green"), (item.what, "bold"), f"  „{item.words}“")
    rows = [("rule", f"{item.rule}: {item.finds}"), ("written in", item.written_in)]
    if item.applied_by != item.written_in:
        rows.append(("applied by", item.applied_by))
    if item.cue:
        rows.append(("cue", f"„{item.cue}“"))
    rows += [("begins", item.begins), ("ends", item.ends), ("confidence", f"{item.confidence:.2f}")]
    yield _rows(rows)


def _near_miss(miss: NearMiss) -> Iterator[RenderableType]:
    told = miss.outcome == "merged"
    yield Text.assemble(("= " if told else "- ", "bold yellow"), f"„{miss.words}“")
    because = f" („{miss.because}“)" if miss.because else ""
    rows = [("same" if told else "refused", f"{miss.says}{because}"), ("stands in", miss.context)]
    if miss.rule:
        rows += [("rule", miss.rule), ("written in", miss.written_in)]
    yield _rows(rows)


def _rows(rows: list[tuple[str, str]]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(name, Text(value))
    return Padding(table, (0, 0, 0, 3))


def _titled(field: str) -> str:
    return field.replace("_", " ").capitalize()


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}es"
