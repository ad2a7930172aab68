"""`zapisnik run`: many reports in, a record for each out."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from pipeline.cli.console import (
    FAILED,
    INTERRUPTED,
    AuthorityOption,
    ConfidenceOption,
    DebugOption,
    errors_reported,
    messages,
    prepare_engines,
    print_failure,
    print_line,
)

if TYPE_CHECKING:
    from pipeline import batch

_BYTES = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}
_LEAST_READ_MEMORY = 100_000_000  # the libraries of the readers alone take some 60 MB of address space
_TELL_EVERY = 5.0  # seconds between two lines of progress for machines
_OUTPUT, _READING, _WORK, _WATCHING = "What comes out", "What is read", "How the work is done", "What you see"


class Compression(str, Enum):
    """How the lines of `--format jsonl` are compressed."""

    GZIP = "gzip"
    ZSTD = "zstd"
    NONE = "none"


class LogFormat(str, Enum):
    """For whom the messages are."""

    TEXT = "text"
    JSON = "json"


def _size(text: str) -> int:
    """Bytes: `800MB`, `1.5G`, `2000000000`."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([KMG]?)B?\s*", text, re.IGNORECASE)
    if not found:
        raise typer.BadParameter(f"{text!r} is no size; write it as 2GB or 800MB.")
    return int(float(found[1]) * _BYTES[found[2].upper()])


def _read_memory(text: str) -> int:
    """Bytes of `--read-memory`."""
    size = _size(text)
    if size < _LEAST_READ_MEMORY:
        raise typer.BadParameter(f"--read-memory {text} is too little to start the reading process; give at least 100MB.")
    return size


def _engines(text: str) -> tuple[str | None, str]:
    """What analyzes (None for the default) and where the work is done, of `--engine`: `rules`, `dask`, `classla,dask`."""
    from pipeline.batch.settings import ENGINES as PLACES  # noqa: PLC0415
    from pipeline.engines import ENGINES  # noqa: PLC0415

    chosen: dict[tuple[str, ...], str] = {}
    for name in filter(None, (part.strip().lower() for part in text.split(","))):
        kind = next((names for names in (ENGINES, PLACES) if name in names), None)
        if kind is None:
            raise typer.BadParameter(f"There is no engine {name!r}; choose one of {', '.join((*ENGINES, *PLACES))}.")
        if kind in chosen:
            raise typer.BadParameter(f"{chosen[kind]} and {name} exclude each other.")
        chosen[kind] = name
    return chosen.get(ENGINES), chosen.get(PLACES, PLACES[0])


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            show_default=False,
            help="Reports: files, folders (read with their subfolders), patterns such as [bold]'2023/*.txt'[/bold], "
            "addresses such as [bold]s3://bucket/reports[/bold], or [bold]-[/bold] for standard input.",
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
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMATS",
            rich_help_panel=_OUTPUT,
            help="json (a file a record), jsonl (a record a line, in shards), parquet (tables); several with commas between.",
        ),
    ] = "json",
    compression: Annotated[
        Compression, typer.Option("--compression", rich_help_panel=_OUTPUT, help="Of jsonl.")
    ] = Compression.GZIP,
    shard_size: Annotated[
        int, typer.Option("--shard-size", min=1, rich_help_panel=_OUTPUT, help="Reports in a shard of jsonl and parquet.")
    ] = 10_000,
    authority: AuthorityOption = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            "--corrections",
            file_okay=False,
            show_default="FOLDER/corrections, if it is there",
            metavar="FOLDER",
            rich_help_panel=_OUTPUT,
            help="What people corrected wins over what is extracted: a folder that [bold]zapisnik correct[/bold] wrote.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", rich_help_panel=_OUTPUT, help="Read all again, also what has an up-to-date record.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", rich_help_panel=_OUTPUT, help="Only say what would be read, and why.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", rich_help_panel=_OUTPUT, help="Remove the records of reports that are no longer given.")
    ] = False,
    jobs: Annotated[
        Optional[int],  # noqa: UP045 - Typer evaluates it under Python 3.10
        typer.Option(
            "--jobs",
            "-j",
            min=0,
            envvar="ZAPISNIK_JOBS",
            show_default="all processors",
            rich_help_panel=_WORK,
            help="Worker processes; 0 works in this process, unprotected.",
        ),
    ] = None,
    memory_limit: Annotated[
        str,
        typer.Option(
            "--memory-limit",
            metavar="SIZE",
            rich_help_panel=_WORK,
            help="Of a worker; one that takes more is started again, and a report that does it twice is left out.",
        ),
    ] = "2GB",
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.001, rich_help_panel=_WORK, help="For one report, the same.")
    ] = 600,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="ENGINE",
            show_default="the shipped model, on this computer",
            rich_help_panel=_WORK,
            help="What sets tags, lemmas and entities: [bold]model[/bold], [bold]classla[/bold] (your models of classla) or "
            "[bold]rules[/bold] (nothing does); and [bold]dask[/bold] for the workers of a Dask cluster. Two with a comma.",
        ),
    ] = "",
    scheduler: Annotated[
        Optional[str],  # noqa: UP045 - Typer evaluates it under Python 3.10
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            show_default="a local cluster",
            rich_help_panel=_WORK,
            help="Of the Dask cluster, such as tcp://10.0.0.5:8786.",
        ),
    ] = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Read scanned pages with Tesseract, where it is installed.", rich_help_panel=_READING)
    ] = False,
    published_from_mtime: Annotated[
        bool,
        typer.Option(
            "--published-from-mtime",
            help="Take a file's time of modification for the date of publication where nothing else tells it.",
            rich_help_panel=_READING,
        ),
    ] = False,
    max_size: Annotated[
        str, typer.Option("--max-size", metavar="SIZE", help="Of a document.", rich_help_panel=_READING)
    ] = "50MB",
    max_archive_size: Annotated[
        str,
        typer.Option("--max-archive-size", metavar="SIZE", help="Of an archive, and all in it.", rich_help_panel=_READING),
    ] = "2GB",
    max_characters: Annotated[
        int, typer.Option("--max-characters", min=1, max=5_000_000, metavar="N", help="Of a text.", rich_help_panel=_READING)
    ] = 1_000_000,
    max_pages: Annotated[int, typer.Option("--max-pages", min=1, metavar="N", help="Of a PDF.", rich_help_panel=_READING)] = 500,
    read_timeout: Annotated[
        float,
        typer.Option(
            "--read-timeout",
            min=0.1,
            metavar="SECONDS",
            help="For taking a document apart that is no plain text.",
            rich_help_panel=_READING,
        ),
    ] = 60,
    read_memory: Annotated[
        str,
        typer.Option(
            "--read-memory",
            metavar="SIZE",
            help="For the same, at least 100MB; a document that takes more is left out.",
            rich_help_panel=_READING,
        ),
    ] = "1.5GB",
    log_format: Annotated[
        LogFormat,
        typer.Option("--log-format", rich_help_panel=_WATCHING, help="json prints each message as a line of JSON, for machines."),
    ] = LogFormat.TEXT,
    min_confidence: ConfidenceOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", rich_help_panel=_WATCHING, help="Print failures only.")] = False,
    debug: DebugOption = False,
) -> None:
    """Read reports and write a validated JSON record for each.

    Plain text, HTML, PDF, DOCX, ODT, RTF, mail (EML, MBOX) and ZIP archives of them
    are read, old DOC where LibreOffice is installed.

    The records lie in FOLDER as the reports lie in theirs; FOLDER/run.json says
    what was read, what failed and why. A report that cannot be read does not stop
    the others: it is told of, and the exit code is then 1.

    The same command goes on where it was stopped, and reads only what is new,
    changed, failed before, or was read by another version.

    [bold]Examples[/bold]

    zapisnik run samples -o outputs

    zapisnik run minutes.txt 'archive/2023/*.txt' -o records

    zapisnik run archive -o records --format jsonl,parquet --jobs 8

    zapisnik run samples -o outputs --authority organizations.csv

    pdftotext -layout minutes.pdf - | zapisnik run - -o records
    """
    with errors_reported(debug):
        from pipeline import batch  # noqa: PLC0415 - `--help` needs nothing of it
        from pipeline.reading import Limits, Options  # noqa: PLC0415

        analyzer, place = _engines(engine)
        limits = Limits(
            bytes=_size(max_size),
            archive_bytes=_size(max_archive_size),
            pages=max_pages,
            characters=max_characters,
            seconds=read_timeout,
            memory=_read_memory(read_memory),
        )
        options = Options(limits, ocr=ocr, published_from_mtime=published_from_mtime)
        settings = batch.Settings(
            formats=tuple(dict.fromkeys(name.strip() for name in formats.lower().split(",") if name.strip())),
            compression=compression.value,
            shard_size=shard_size,
            jobs=jobs,
            memory_limit=_size(memory_limit),
            time_limit=timeout,
            force=force,
            prune=prune,
            analyzer=analyzer,
            options=options,
            min_confidence=min_confidence,
            authority=str(authority) if authority else None,
            corrections=str(corrections) if corrections else None,
            engine=place,
            scheduler=scheduler,
        )
        console = messages()
        if dry_run:
            _preview(inputs, out, settings)
            return
        if jobs == 0:
            prepare_engines()
        log = _JsonLog() if log_format is LogFormat.JSON else _TextLog(console, quiet=quiet)
        told: list[batch.Failure] = []

        def tell(failure: batch.Failure) -> None:
            told.append(failure)
            log.failure(failure)

        with log.progress(tell) as on_progress:
            report = batch.run(inputs, out, settings=settings, on_progress=on_progress)
        known = set(told)
        for failure in report.failures:  # inputs that are not there are no part of the progress
            if failure not in known:
                log.failure(failure)
        log.done(report)
        if report.interrupted:
            raise typer.Exit(INTERRUPTED)
        if report.failures:
            raise typer.Exit(FAILED)


def _preview(inputs: list[str], out: Path, settings: batch.Settings) -> None:
    """Say on standard output what would be read, a line each: the reason, a tab, the report."""
    from pipeline import batch  # noqa: PLC0415

    work, selection = batch.preview(inputs, out, settings=settings)
    for number, reason in selection.todo.items():
        typer.echo(f"{reason}\t{work.tasks[number].name}")
    for failure in work.failures:
        print_failure(failure.file, failure.message, failure.remedy)
    print_line(f"{_count(len(selection.todo), 'report')} would be read, {selection.kept:,} have an up-to-date record.")
    for reason, number in selection.reasons.items():
        print_line(f"  {reason} {number:,}: {batch.REASONS[reason]}")
    if work.failures:
        raise typer.Exit(FAILED)


def summary(report: batch.RunReport) -> Iterator[str]:
    """What a run did, line by line."""
    from pipeline.batch import RUN_FILE  # noqa: PLC0415
    from pipeline.records.threshold import LEFT_OUT  # noqa: PLC0415

    if not report.documents:
        yield "There was no report to read."
    else:
        speed = f"{report.seconds:.1f} s ({report.documents_per_second:,.1f} reports/s, {report.tokens_per_second:,.0f} tokens/s)"
        if report.made or not report.kept:
            tokens = _count(report.tokens_read, "token")
            yield f"{_count(report.made, 'record')} written to {report.out_dir}: {tokens} in {speed}."
        if report.kept:
            yield f"{_count(report.kept, 'record')} in {report.out_dir} needed no change (`--force` makes all again)."
    if report.corrected:
        yield f"{_count(report.corrected, 'record')} as corrected by hand."
    if report.duplicates:
        number = _count(len(report.duplicates), "report")
        yield f"{number} with the text of another one: {RUN_FILE} says which."
    if report.restarts:
        yield f"{_count(report.restarts, 'worker')} had to be started again."
    if report.left_out:
        number = _count(sum(report.left_out.values()), "item")
        yield f"{number} left out for a confidence below {report.min_confidence:g} ({_listed(report.left_out)})."
    doubted = {code: number for code, number in report.warnings.items() if code != LEFT_OUT}
    if doubted:
        yield f"To be doubted ({_listed(doubted)}): the warnings in the records say what."
    if report.skipped:
        skipped = _listed({suffix or "no suffix": count for suffix, count in report.skipped.items()})
        yield f"{_count(sum(report.skipped.values()), 'file')} left out because the names are not those of reports ({skipped})."
    if report.failures:
        yield f"{_count(len(report.failures), 'input')} failed; {report.out_dir / RUN_FILE} says which and why."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))


OnProgress = Callable[["batch.Progress"], None]


class _TextLog:
    """Messages for people: a progress bar on a terminal, failures as they happen, and a summary."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._console, self._quiet = console, quiet

    def failure(self, failure: batch.Failure) -> None:
        print_failure(failure.file, failure.message, failure.remedy, console=self._console)

    def progress(self, tell: Callable[[batch.Failure], None]) -> AbstractContextManager[OnProgress]:
        return _progress(self._console, tell, visible=not self._quiet)

    def done(self, report: batch.RunReport) -> None:
        if not self._quiet:
            for line in summary(report):
                print_line(line, self._console)
        if report.interrupted:
            done = f"stopped after {report.written + len(report.failures):,} of {_count(report.documents, 'report')}."
            remedy = "What is written stays; the same command goes on from there."
            print_failure("interrupted", done, remedy, console=self._console)


class _JsonLog:
    """Messages for machines: a line of JSON each, on standard error."""

    def failure(self, failure: batch.Failure) -> None:
        self._print(
            "failure", file=failure.file, code=failure.code, message=failure.message, remedy=failure.remedy, level="error"
        )

    @contextmanager
    def progress(self, tell: Callable[[batch.Failure], None]) -> Iterator[OnProgress]:
        told_at = -_TELL_EVERY

        def on_progress(now: batch.Progress) -> None:
            nonlocal told_at
            if now.failure:
                tell(now.failure)
            if now.seconds - told_at >= _TELL_EVERY or now.done == now.total:
                told_at = now.seconds
                self._print(
                    "progress",
                    done=now.done,
                    total=now.total,
                    kept=now.kept,
                    failed=now.failed,
                    tokens=now.tokens,
                    seconds=round(now.seconds, 3),
                    seconds_left=round(now.seconds_left, 1),
                    reports_per_second=round(now.done / now.seconds, 2) if now.seconds else None,
                    tokens_per_second=round(now.tokens / now.seconds) if now.seconds else None,
                )

        yield on_progress

    def done(self, report: batch.RunReport) -> None:
        content = report.to_dict()
        summed = {name: content[name] for name in ("interrupted", "counts", "warnings", "errors", "outputs", "work", "time")}
        self._print("done", out=str(report.out_dir), **summed)

    @staticmethod
    def _print(event: str, *, level: str = "info", **fields: Any) -> None:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S%z")
        try:
            print(json.dumps({"time": stamp, "level": level, "event": event, **fields}, ensure_ascii=False), file=sys.stderr)
        except BrokenPipeError:  # the reader left; the work goes on
            sys.stderr = None


class _Speed(ProgressColumn):
    """Tokens read in a second, of the whole run, and the failures so far."""

    def render(self, task: Task) -> Text:
        speed = task.fields.get("speed")
        text = Text("" if speed is None else f"{speed:,.0f} tokens/s", style="progress.data.speed")
        if failed := task.fields.get("failed"):
            text.append(f" {failed:,} failed", "red")
        return text


@contextmanager
def _progress(console: Console, tell: Callable[[batch.Failure], None], *, visible: bool) -> Iterator[OnProgress]:
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
            bar.update(reading, description="Reading", completed=now.done, total=now.total, speed=speed, failed=now.failed)

        yield on_progress
