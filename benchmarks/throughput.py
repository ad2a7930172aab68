"""Speed and memory of a run in one process: `python -m benchmarks.throughput`, or `make bench`.

Reads generated reports through `batch.run`, the path of `zapisnik run`, with rules alone, and prints tokens a second beside
those of classla's tokenization alone in the same process over the same texts. Figures are those of this machine.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import platform
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.reports import reports
from pipeline import batch
from pipeline.document import load
from pipeline.language.reading_text import read
from pipeline.reading import read_text
from pipeline.records import problems
from pipeline.records.assembly import assemble

_REPEATS = 3
_MEGABYTE = 1024  # ru_maxrss is in kilobytes on Linux


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.throughput", description=__doc__)
    parser.add_argument("--documents", type=int, default=1000, help="how many reports (default 1000)")
    parser.add_argument("--words", type=int, default=350, help="words of a report (default 350)")
    parser.add_argument("--profile", action="store_true", help="print where the time goes, function by function")
    wanted = parser.parse_args()
    texts = list(reports(wanted.documents, wanted.words))
    console = Console(width=100)
    console.print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores; "
        f"{len(texts):,} reports of about {wanted.words} words"
    )
    console.print(f"start-up of `zapisnik run` on one report: {_start_up(texts[0]):.2f} s (median of {_REPEATS})")
    _measure(texts, console, profile=wanted.profile)


def _start_up(text: str) -> float:
    """Seconds of the whole command on one report, median."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        report.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", "run", str(report), "-q", "-o", f"{folder}/out"]
        return statistics.median(_timed(lambda: subprocess.run(command, check=True)) for _ in range(_REPEATS))


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _peak() -> float:
    """The most memory that this process has had so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE


def _measure(texts: list[str], console: Console, *, profile: bool) -> None:
    nlp = load()
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in", Path(folder) / "out"
        source.mkdir()
        for number, text in enumerate(texts):
            (source / f"{number:05}.txt").write_text(text, encoding="utf-8")
        memory: list[float] = []
        early = max(1, len(texts) // 5)

        def note(now: batch.Progress) -> None:
            if now.done in (early, now.total):
                memory.append(_peak())

        profiler = cProfile.Profile()
        if profile:
            profiler.enable()
        report = batch.run([source], out, nlp=nlp, on_progress=note)
        profiler.disable()
    if report.failures:
        raise SystemExit(f"{report.failures[0].file}: {report.failures[0].message}")
    tokenized = statistics.median(_timed(lambda: [nlp.make_doc(text) for text in texts]) for _ in range(_REPEATS))
    table = Table(box=box.SIMPLE_HEAD, title="tokens a second, one process", title_justify="left")
    for column in ("what", "tokens/s", "reports/s"):
        table.add_column(column, justify="left" if column == "what" else "right")
    table.add_row("zapisnik run, rules alone", f"{report.tokens_per_second:,.0f}", f"{report.documents_per_second:,.1f}")
    table.add_row("classla's tokenization alone", f"{report.tokens / tokenized:,.0f}", f"{len(texts) / tokenized:,.1f}")
    console.print(table)
    console.print(_components(texts[: max(1, len(texts) // 5)], nlp))
    growth = memory[-1] - memory[0]
    console.print(
        f"peak memory {memory[-1]:,.0f} MB; {growth:+,.0f} MB ({growth / memory[0]:+.1%}) "
        f"between report {early:,} and report {len(texts):,}"
    )
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


def _components(texts: list[str], nlp: object) -> Table:
    """Milliseconds a report of every step, warm."""
    spent: dict[str, float] = {}

    def step(name: str, work: Callable[[], object]) -> object:
        begun = time.perf_counter()
        made = work()
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - begun
        return made

    for text in texts:
        source = step("reading", lambda text=text: read_text(text, uri="text"))
        reading = step("reading text", lambda source=source: read(source.text))
        doc = step("tokens", lambda reading=reading: nlp.make_doc(reading.text))
        for name, component in nlp.pipeline:  # type: ignore[attr-defined]
            doc = step(name, lambda component=component, doc=doc: component(doc))
        record = step("assembly", lambda source=source, reading=reading, doc=doc: assemble(source, reading, doc))
        step("validation", lambda record=record: problems(record.to_dict()))
        step("JSON", lambda record=record: record.to_json())
    table = Table(box=box.SIMPLE_HEAD, title="milliseconds a report, by step", title_justify="left")
    table.add_column("step")
    table.add_column("ms", justify="right")
    for name, seconds in spent.items():
        table.add_row(name, f"{1000 * seconds / len(texts):.2f}")
    table.add_row("all", f"{1000 * sum(spent.values()) / len(texts):.2f}")
    return table


if __name__ == "__main__":
    main()
