"""`zapisnik run`: many reports in, a record for each out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from pipeline.cli.console import FAILED, DebugOption, errors_reported, messages, print_failure

if TYPE_CHECKING:
    from pipeline import batch


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            show_default=False,
            help="Reports: files, folders (read with their subfolders), patterns such as [bold]'2023/*.txt'[/bold], or [bold]-[/bold] for standard input.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            file_okay=False,
            show_default=False,
            metavar="FOLDER",
            help="Where the records go; made if it is not there.",
        ),
    ],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")] = False,
    debug: DebugOption = False,
) -> None:
    """Read reports and write a validated JSON record for each.

    The records lie in FOLDER as the reports lie in theirs; FOLDER/run.json says what was read, what failed and why. A report
    that cannot be read does not stop the others: it is listed at the end, and the exit code is then 1.

    [bold]Examples[/bold]

    zapisnik run samples -o outputs

    zapisnik run minutes.txt 'archive/2023/*.txt' -o records

    pdftotext -layout minutes.pdf - | zapisnik run - -o records
    """
