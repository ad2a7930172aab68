"""`zapisnik stats`: what a corpus holds."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from pipeline.cli.console import DebugOption, errors_reported, results
from pipeline.cli.query import CorpusArgument, OutputFormat

TodayOption = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], show_default=False, metavar="DAY", help="The day from which things are ahead."),
]


def stats(
    corpus: CorpusArgument,
    output: Annotated[OutputFormat, typer.Option("--format", "-f", help="How the tables are printed.")] = OutputFormat.TABLE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Rows of a table of names.")] = 10,
    today: TodayOption = None,
    debug: DebugOption = False,
) -> None:
    """The overview of a corpus: how many of what, when, where and by whom.

    [bold]Examples[/bold]

    zapisnik stats corpus.db

    zapisnik stats corpus.db --format json --today 2024-07-01
    """
    with errors_reported(debug):
        from pipeline.corpus import Store  # noqa: PLC0415 - `--help` needs nothing of it
        from pipeline.corpus.statistics import overview  # noqa: PLC0415

        with Store.open(corpus, read_only=True) as store:
            tables = overview(store, today=today.date() if today else date.today(), most=limit)
        if output in (OutputFormat.JSON, OutputFormat.JSONL):
            objects = [{"title": table.title, "columns": table.columns, "rows": table.rows} for table in tables]
            if output is OutputFormat.JSON:
                print(json.dumps(objects, ensure_ascii=False, indent=2))
            else:
                for each in objects:
                    print(json.dumps(each, ensure_ascii=False))
        elif output is OutputFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(["table", "label", "column", "number"])
            for table in tables:
                for row in table.rows:
                    writer.writerows(
                        [table.title, row[0], name, value] for name, value in zip(table.columns[1:], row[1:], strict=True)
                    )
        elif output is OutputFormat.MD:
            for table in tables:
                print(f"## {table.title}\n\n| {' | '.join(table.columns)} |\n|{'---|' * len(table.columns)}")
                for row in table.rows:
                    print("| " + " | ".join(str(value).replace("|", "\\|") for value in row) + " |")
                print()
        else:
            console = results()
            for table in tables:
                console.print(Text(table.title, style="bold"))
                shown = Table(box=None, pad_edge=False)
                for number, name in enumerate(table.columns):
                    shown.add_column(name, justify="left" if number == 0 else "right", overflow="fold")
                for row in table.rows:
                    shown.add_row(*(Text(f"{value:,}" if isinstance(value, int) else str(value)) for value in row))
                console.print(shown)
                console.print()
