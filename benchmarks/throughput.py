"""How fast, and with how much memory, reports become records: `make bench`, or `python -m benchmarks.throughput --help`.

Generated reports go through `batch.run` in one process, as `zapisnik run` does it. A clock at every stage says where the time
goes; classla's tokenization alone, over the same texts in the same process, is the measure to compare with.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import platform
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

import pipeline
from benchmarks.texts import reports
from pipeline import batch
from pipeline.batch import runner

WARM = 200  # documents after which memory should not grow any more
STAGES = (
    "reading", "tokenizer", "layout", "dates", "organizations", "participants", "meetings", "events", "conclusions", "linking",
    "assembly", "validation", "writing",
)  # fmt: skip

Clock = dict[str, list[float]]


def timed(name: str, clock: Clock, function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, which notes in `clock` how long each call takes."""
    times = clock.setdefault(name, [])

    def call(*arguments: Any, **options: Any) -> Any:
        begun = time.perf_counter()
        try:
            return function(*arguments, **options)
        finally:
            times.append(time.perf_counter() - begun)

    return call


def with_clocks(nlp: Any, clock: Clock) -> None:
    """Put a clock at every stage of a run, in this process."""
    from pipeline import document  # noqa: PLC0415 - slow to import, and its start is measured elsewhere

    for module, attribute, name in (
        (runner, "read_file", "file"),
        (document, "read", "reading text"),
        (document, "assemble", "assembly"),
        (runner, "problems", "validation"),
        (runner, "_write", "writing"),
    ):
        setattr(module, attribute, timed(name, clock, getattr(module, attribute)))
    nlp.tokenizer = timed("tokenizer", clock, nlp.tokenizer)
    nlp._components = [(name, timed(name, clock, component)) for name, component in nlp.pipeline]


def peak_memory() -> float:
    """The most memory that this process has had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def speed_of_classla(texts: Sequence[str]) -> tuple[float, float]:
    """How many tokens classla alone finds in a second, and in a second of processor time."""
    from pipeline.language.reading_text import read  # noqa: PLC0415
    from pipeline.language.tokenizer import _classla  # noqa: PLC0415

    engine = _classla()
    given = [read(text).text for text in texts]
    begun, begun_processor = time.perf_counter(), time.process_time()
    tokens = sum(len(sentence.tokens) for text in given for sentence in engine(text).sentences)
    return tokens / (time.perf_counter() - begun), tokens / (time.process_time() - begun_processor)


def seconds_to_start(text: str) -> float:
    """How long a new process takes to make its first record: the median of three."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import pipeline, sys; pipeline.extract(sys.argv[1])", text], check=True)
        times.append(time.perf_counter() - begun)
    return median(times)


def measure(documents: int, words: int, profile: bool) -> None:
    """Run the benchmark and print its tables."""
    texts = reports(documents, words)
    (other,) = reports(1, words, seed=1)
    start = seconds_to_start(other)
    nlp = pipeline.load()
    pipeline.extract(other, nlp)
    clock: Clock = {}
    memory: list[float] = []
    with_clocks(nlp, clock)
    profiler = cProfile.Profile() if profile else None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "reports")
        place.mkdir()
        for number, text in enumerate(texts):
            (place / f"{number:05}.txt").write_text(text, encoding="utf-8")
        if profiler:
            profiler.enable()
        begun = time.process_time()
        report = batch.run([place], Path(folder, "records"), nlp=nlp, on_progress=lambda _: memory.append(peak_memory()))
        processor_seconds = time.process_time() - begun
        if profiler:
            profiler.disable()
    for failure in report.failures:
        print(f"{failure.file}: {failure.message}", file=sys.stderr)
    if not report.written:
        sys.exit("No record was written.")

    clock["reading"] = [a + b for a, b in zip(clock["file"], clock["reading text"], strict=False)]
    whole, alone = (report.tokens_per_second, report.tokens / processor_seconds), speed_of_classla(texts)
    average = sum(len(text.split()) for text in texts) / len(texts)
    grown = memory[-1] - memory[min(WARM, len(memory)) - 1]
    print_table(
        f"{report.written} reports of {average:.0f} words ({report.tokens / report.written:.0f} tokens) on average",
        ("", ""),
        [
            ("whole run", f"{whole[0]:,.0f} tokens/s, {report.documents_per_second:,.1f} reports/s, {report.seconds:.1f} s"),
            ("classla's tokenization alone", f"{alone[0]:,.0f} tokens/s"),
            ("ratio", f"{whole[0] / alone[0]:.2f}"),
            ("the same by processor time", f"{whole[1]:,.0f} and {alone[1]:,.0f} tokens/s, {whole[1] / alone[1]:.2f}"),
            ("start of a process to its first record", f"{start:.1f} s"),
            ("peak memory", f"{memory[-1]:.0f} MB"),
            (f"growth of the peak after report {min(WARM, len(memory))}", f"{grown:.1f} MB"),
            ("machine", f"Python {platform.python_version()}, {os.cpu_count()} cores (one is used), {platform.machine()}"),
        ],
    )
    rows = [(name, median(times), sum(times)) for name in STAGES if (times := clock.get(name))]
    rows.append(("the rest", 0.0, report.seconds - sum(row[2] for row in rows)))
    print_table(
        "By stage",
        ("", "median ms a report", "mean ms", "share"),
        [
            (
                name,
                f"{middle * 1000:.2f}" if middle else "",
                f"{total / report.written * 1000:.2f}",
                f"{total / report.seconds:.0%}",
            )
            for name, middle, total in rows
        ],
    )
    if profiler:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; numbers stand to the right where there are column heads."""
    heads = any(columns)
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, show_header=heads)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if heads and number else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, width=None if sys.stdout.isatty() else 120).print(table)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--documents", type=int, default=1000, help="how many reports (default: %(default)s)")
    parser.add_argument("--words", type=int, default=350, help="words of a report, about (default: %(default)s)")
    parser.add_argument("--profile", action="store_true", help="print the 30 functions that take most time; slows the run down")
    options = parser.parse_args()
    if options.documents < 1 or options.words < 1:
        parser.error("--documents and --words are at least 1")
    measure(options.documents, options.words, options.profile)


if __name__ == "__main__":
    main()
