"""`zapisnik run`: many reports in, a record for each out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from pipeline.cli.console import FAILED, INTERRUPTED, DebugOption, errors_reported, messages, print_failure, print_line

if TYPE_CHECKING:
    from pipeline import batch

READING = "Reading"
_MEGA = 1_000_000


def run(  # noqa: PLR0917 - options of a command
    inputs: Annotated[
        list[str],
        typer.Argument(
            show_default=False,
            help="Reports: files, folders (read with their subfolders), patterns such as [bold]'2023/*.txt'[/bold], "
            "or [bold]-[/bold] for standard input.",
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
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Read scanned pages with Tesseract, where it is installed.", rich_help_panel=READING)
    ] = False,
    published_from_mtime: Annotated[
        bool,
        typer.Option(
            "--published-from-mtime",
            help="Take a file's time of modification for the date of publication where nothing else tells it.",
            rich_help_panel=READING,
        ),
    ] = False,
    max_size: Annotated[float, typer.Option(min=0.001, metavar="MB", help="Largest document.", rich_help_panel=READING)] = 50,
    max_archive_size: Annotated[
        float,
        typer.Option(min=0.001, metavar="MB", help="Largest archive, and all that comes out of it.", rich_help_panel=READING),
    ] = 2000,
    max_characters: Annotated[
        int, typer.Option(min=1, max=5_000_000, metavar="N", help="Longest text.", rich_help_panel=READING)
    ] = 1_000_000,
    max_pages: Annotated[int, typer.Option(min=1, metavar="N", help="Pages of a PDF.", rich_help_panel=READING)] = 500,
    time_limit: Annotated[
        float,
        typer.Option(min=0.1, metavar="SECONDS", help="For reading a document that is no plain text.", rich_help_panel=READING),
    ] = 60,
    memory_limit: Annotated[
        int, typer.Option(min=300, metavar="MB", help="Of the process that reads such documents.", rich_help_panel=READING)
    ] = 1500,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")] = False,
    debug: DebugOption = False,
) -> None:
    """Read reports and write a validated JSON record for each.

    Plain text, HTML, PDF, DOCX, ODT, RTF, mail (EML, MBOX) and ZIP archives of them
    are read, old DOC where LibreOffice is installed.

    The records lie in FOLDER as the reports lie in theirs; FOLDER/run.json says
    what was read, what failed and why. A report that cannot be read does not stop
    the others: it is told of, and the exit code is then 1.

    [bold]Examples[/bold]

    zapisnik run samples -o outputs

    zapisnik run minutes.pdf 'archive/2023/*.docx' mail.zip -o records

    zapisnik run scans -o records --ocr --time-limit 120
    """
    with errors_reported(debug):
        from pipeline import batch  # noqa: PLC0415 - `--help` needs nothing of it
        from pipeline.reading import Limits, Options  # noqa: PLC0415

        limits = Limits(
            bytes=int(max_size * _MEGA),
            archive_bytes=int(max_archive_size * _MEGA),
            pages=max_pages,
            characters=max_characters,
            seconds=time_limit,
            memory=memory_limit * _MEGA,
        )
        options = Options(limits, ocr=ocr, published_from_mtime=published_from_mtime)
        console = messages()
        told: list[batch.Failure] = []

        def tell(failure: batch.Failure) -> None:
            told.append(failure)
            print_failure(failure.file, failure.message, failure.remedy, console=console)

        with _progress(console, tell, visible=not quiet) as on_progress:
            report = batch.run(inputs, out, options=options, on_progress=on_progress)
        for failure in report.failures:  # inputs that are not there are no part of the progress
            if failure not in told:
                tell(failure)
        if not quiet:
            for line in summary(report):
                print_line(line, console)
        if report.interrupted:
            done = f"stopped after {report.written + len(report.failures):,} of {_count(report.documents, 'report')}."
            print_failure("interrupted", done, "What is written stays; the same command begins anew.", console=console)
            raise typer.Exit(INTERRUPTED)
        if report.failures:
            raise typer.Exit(FAILED)


def summary(report: batch.RunReport) -> Iterator[str]:
    """What a run did, line by line."""
    from pipeline.batch import RUN_FILE  # noqa: PLC0415

    if not report.documents:
        yield "There was no report to read."
    else:
        speed = f"{report.seconds:.1f} s ({report.documents_per_second:,.1f} reports/s, {report.tokens_per_second:,.0f} tokens/s)"
        yield f"{_count(report.written, 'record')} written to {report.out_dir}: {_count(report.tokens, 'token')} in {speed}."
    if report.warnings:
        yield f"To be doubted ({_listed(report.warnings)}): the warnings in the records say what."
    if report.skipped:
        skipped = _listed({suffix or "no suffix": count for suffix, count in report.skipped.items()})
        yield f"{_count(sum(report.skipped.values()), 'file')} left out because the names are not those of reports ({skipped})."
    if report.duplicates:
        yield f"{_count(len(report.duplicates), 'document')} with the text of another one; run.json links them."
    if report.failures:
        yield f"{_count(len(report.failures), 'input')} failed; {report.out_dir / RUN_FILE} says which and why."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))


class _Speed(ProgressColumn):
    """Tokens read in a second, of the whole run."""

    def render(self, task: Task) -> Text:
        speed = task.fields.get("speed")
        return Text("" if speed is None else f"{speed:,.0f} tokens/s", style="progress.data.speed")


@contextmanager
def _progress(
    console: Console, tell: Callable[[batch.Failure], None], *, visible: bool
) -> Iterator[Callable[[batch.Progress], None]]:
    """A progress bar, if `visible` and on a terminal; it leaves no trace.

    Yields what `batch.run` is to call after each document; it passes failures on to `tell`.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Speed(), TimeRemainingColumn())
    shown = visible and console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=not shown) as bar:
        reading = bar.add_task("Loading…", total=None)

        def on_progress(now: batch.Progress) -> None:
            if now.failure:
                tell(now.failure)
            speed = now.tokens / now.seconds if now.seconds else None
            bar.update(reading, description="Reading", completed=now.done, total=now.total, speed=speed)

        yield on_progress
