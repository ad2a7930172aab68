"""`zapisnik plot`: charts of a corpus."""

from __future__ import annotations

from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import DebugOption, errors_reported, messages, print_line
from pipeline.cli.query import CorpusArgument
from pipeline.cli.stats import TodayOption


class Chart(str, Enum):
    """What is drawn."""

    TIMELINE = "timeline"
    NETWORK = "network"
    HEATMAP = "heatmap"
    DEADLINES = "deadlines"


def plot(
    corpus: CorpusArgument,
    chart: Annotated[
        Chart,
        typer.Argument(
            show_default=False,
            help="[bold]timeline[/bold]: meetings by month; [bold]network[/bold]: organizations that meet together; "
            "[bold]heatmap[/bold]: meetings by place and year; [bold]deadlines[/bold]: what is due next.",
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", dir_okay=False, show_default=False, metavar="FILE", help="A file .html, .png or .svg.")
    ],
    query: Annotated[str, typer.Option("--query", show_default=False, help="Only what fits; see `zapisnik query --help`.")] = "",
    today: TodayOption = None,
    debug: DebugOption = False,
) -> None:
    """Draw a chart of a corpus. HTML files show more where the pointer is, and need no network.

    Needs Altair: pip install 'zapisnik\\[plots]'.

    [bold]Examples[/bold]

    zapisnik plot corpus.db timeline -o timeline.html

    zapisnik plot corpus.db network -o network.png --query 'date:2024 place:Tuzla'
    """
    with errors_reported(debug):
        from pipeline.corpus import Store  # noqa: PLC0415 - `--help` needs nothing of it
        from pipeline.corpus.plots import plot as draw  # noqa: PLC0415

        with Store.open(corpus, read_only=True) as store:
            place = draw(store, chart.value, out, query=query, today=today.date() if today else date.today())
        print_line(f"Written to {place}.", messages())
