"""`zapisnik query`: search a corpus."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.cli.console import DebugOption, errors_reported, messages, print_line, results

if TYPE_CHECKING:
    from pipeline.corpus.search import Hit, Line


class OutputFormat(str, Enum):
    """How hits are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


class SortBy(str, Enum):
    """The order of a concordance."""

    TEXT = "text"
    LEFT = "left"
    RIGHT = "right"
    MATCH = "match"


class CountBy(str, Enum):
    """What documents are counted by."""

    ORGANIZATION = "organization"
    PERSON = "person"
    PLACE = "place"
    TYPE = "type"
    ROLE = "role"
    KIND = "kind"
    YEAR = "year"
    MONTH = "month"
    LANGUAGE = "language"
    SCRIPT = "script"


CorpusArgument = Annotated[
    Path, typer.Argument(show_default=False, metavar="CORPUS", help="A database made by `zapisnik index`.")
]


def query(
    corpus: CorpusArgument,
    words: Annotated[
        list[str] | None,
        typer.Argument(show_default=False, metavar="QUERY", help="Words, phrases in quotation marks, filters; see below."),
    ] = None,
    kwic: Annotated[bool, typer.Option("--kwic", help="A concordance: a line for each place, with the words around it.")] = False,
    sort: Annotated[
        SortBy, typer.Option("--sort", help="Of a concordance: in the order of the texts, or by the words on one side.")
    ] = (SortBy.TEXT),
    width: Annotated[int, typer.Option("--width", min=1, max=50, help="Of a concordance: words on each side.")] = 8,
    count_by: Annotated[CountBy | None, typer.Option("--count-by", show_default=False, help="Count documents instead.")] = None,
    exact: Annotated[bool, typer.Option("--exact", help="These forms only, as they are written.")] = False,
    output: Annotated[OutputFormat, typer.Option("--format", "-f", help="How the hits are printed.")] = OutputFormat.TABLE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="At most so many lines; 0 for all.")] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Pass over so many first.")] = 0,
    debug: DebugOption = False,
) -> None:
    """Search a corpus: every form of a word is found, in both scripts, with and without diacritics.

    [bold]Words[/bold]      oporavak  "javna nabavka"  naba*  =sastanku  NEAR(plan budžet, 5)
    [bold]Joined[/bold]     sud OR tužilaštvo   -odgođen   NOT (a OR b)
    [bold]Filters[/bold]    org:"Crveni križ"  person:Halilović  place:Tuzla  type:sjednica  kind:action
               date:2022-06..2023  rok:<2024-07  event:2024-22  lang:bs  status:absent
               in:conclusions  has:deadlines  role:direktor  uri:2023/*

    All conditions must hold unless OR stands between them. docs/corpus.md has the rest.

    [bold]Examples[/bold]

    zapisnik query corpus.db 'oporavak org:"Crveni križ" date:2022..2023'

    zapisnik query corpus.db 'deponija' --kwic --sort right

    zapisnik query corpus.db 'type:sjednica' --count-by month --format csv
    """
    text = " ".join(words or [])
    with errors_reported(debug):
        from pipeline.corpus import Store  # noqa: PLC0415 - `--help` needs nothing of it

        most = limit or None
        with Store.open(corpus, read_only=True) as store:
            if store.is_outdated():
                again = f"zapisnik index -d {corpus} --rebuild"
                print_line(f"The words were indexed by another version, and some may not be found. Do: {again}", messages())
            if count_by is not None:
                from pipeline.corpus.counting import count  # noqa: PLC0415

                counted = count(store, text, count_by.value, exact=exact)
                _print(
                    [{count_by.value: label, "documents": number} for label, number in _cut(counted, offset, most)],
                    [count_by.value, "documents"],
                    output,
                )
                return
            if kwic:
                from pipeline.corpus.search import concordance, sorted_lines  # noqa: PLC0415

                lines = sorted_lines(concordance(store, text, width=width, exact=exact), sort.value)
                shown = _cut(lines, offset, most)
                if output is OutputFormat.TABLE:
                    _print_concordance(shown)
                else:
                    _print([_line_row(line) for line in shown], list(_LINE_COLUMNS), output)
                return
            found = store.search(text, limit=most, offset=offset, exact=exact)
        if output is OutputFormat.TABLE:
            _print_hits(found.hits)
            left = found.total - offset - len(found.hits)
            more = f", {left:,} more (--offset {offset + len(found.hits)})" if left > 0 else ""
            print_line(f"{found.total:,} found{more}.", messages())
        else:
            _print([_hit_row(hit) for hit in found.hits], list(_HIT_COLUMNS), output)


def _cut(items: Sequence[Any], offset: int, most: int | None) -> Sequence[Any]:
    return items[offset:] if most is None else items[offset : offset + most]


_HIT_COLUMNS = ("record_id", "uri", "date", "field", "item", "start", "end", "snippet", "score")
_LINE_COLUMNS = ("record_id", "uri", "start", "end", "left", "match", "right")


def _hit_row(hit: Hit) -> dict[str, Any]:
    row = {name: getattr(hit, name) for name in _HIT_COLUMNS}
    return row | {"score": round(hit.score, 4)}


def _line_row(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in _LINE_COLUMNS}


def _print(rows: Iterable[dict[str, Any]], columns: list[str], output: OutputFormat) -> None:
    """Print rows for machines, or as a table of Markdown."""
    if output is OutputFormat.TABLE:
        table = Table(box=None, pad_edge=False)
        for column in columns:
            table.add_column(column, justify="right" if column == "documents" else "left", overflow="fold")
        for row in rows:
            table.add_row(*(Text("" if row[column] is None else str(row[column])) for column in columns))
        results().print(table)
    elif output is OutputFormat.JSON:
        print(json.dumps(list(rows), ensure_ascii=False, indent=2))
    elif output is OutputFormat.JSONL:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
    elif output is OutputFormat.CSV:
        writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        print("| " + " | ".join(columns) + " |")
        print("|" + "---|" * len(columns))
        for row in rows:
            cells = ("" if row[column] is None else str(row[column]).replace("|", "\\|") for column in columns)
            print("| " + " | ".join(cells) + " |")


def _print_hits(hits: Sequence[Hit]) -> None:
    console = results()
    for hit in hits:
        head = Text.assemble((hit.uri, "bold"), f"  {hit.date or 'no date'}")
        if hit.item:
            head.append(f"  {hit.field} {hit.item}")
        console.print(head, soft_wrap=True)
        snippet = Text("    " + hit.snippet)
        for start, end in hit.marks:
            snippet.stylize("bold yellow", start + 4, end + 4)
        console.print(snippet)


_NAME_WIDTH = 20
_LEAST = 20  # characters on each side


def _print_concordance(lines: Sequence[Line]) -> None:
    """The words that were looked for stand below each other."""
    console: Console = results()
    longest = max((len(line.match) for line in lines), default=0)
    side = max(_LEAST, (console.width - _NAME_WIDTH - longest - 3) // 2)
    for line in lines:
        name = Path(line.uri).stem[:_NAME_WIDTH]
        text = Text(f"{name:{_NAME_WIDTH}} ", style="dim")
        text.append(f"{line.left[-side:]:>{side}} ", style="not dim")
        text.append(line.match, style="not dim bold yellow")
        text.append(f" {line.right[: side + longest - len(line.match)]}", style="not dim")
        console.print(text, soft_wrap=True)
