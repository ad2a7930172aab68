"""How fast, and with how much memory, reports become records: `make bench`, or `python -m benchmarks.throughput --help`.

Every figure is of whole processes: `batch.run` with worker processes, over files, in a process of its own, from its start to its
end, as `zapisnik run` does it. Runs that are compared take turns, so that a computer that is busy for a while favours none of
them; the figure is the median. classla's tokenization alone, over the same files, is the measure to compare with. Processor time
is told as well: it says more where other programs are at work.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.texts import reports
from pipeline.processes import available_processors

WARM = 1000  # documents after which memory should not grow any more
WORDS = 350  # of a report
BOOKS = (30_000, 300_000)  # characters of minute books, of which the longer must take no more than eleven times as long
GROWTH_ALLOWED, MEMORY_ALLOWED, RATIO_WANTED, TIMES_ALLOWED, START_ALLOWED = 0.05, 1.2e9, 1.7, 11.0, 3.0

RUN = """
import json, sys
from pipeline import batch
settings = batch.Settings(jobs=int(sys.argv[3]), analyzer=sys.argv[4] or None, force=True)
report = batch.run([sys.argv[1]], sys.argv[2], settings=settings)
print(json.dumps({"tokens": report.tokens, "written": report.written, "failures": len(report.failures), "seconds": report.seconds,
                  "stages": report.stages, "memory": report.peak_memory}))
"""
TOKENIZE = """
import json, pathlib, sys
from pipeline.language.engines import _whole_classla
from pipeline.language import tokenizer
from pipeline.language.reading_text import read
engine = _whole_classla(tokenizer._RESOURCES)
files = sorted(pathlib.Path(sys.argv[1]).iterdir())
texts = (read(file.read_text(encoding="utf-8")).text for file in files)
print(json.dumps({"tokens": sum(len(sentence.tokens) for text in texts for sentence in engine(text).sentences)}))
"""
GROW = """
import json, sys
from benchmarks.texts import reports
from pipeline.batch.processing import Processor, resident_memory
from pipeline.batch.inputs import Task
from pipeline.language.engines import leave_torch_out
from pathlib import PurePosixPath
number, words, warm, analyzer = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
leave_torch_out()
import pipeline
process = Processor(pipeline.load(*[analyzer] if analyzer else []), pretty=True, line=False)
seen = []
for part in range(0, number, 500):
    for place, text in enumerate(reports(min(500, number - part), words, seed=part)):
        process(Task(None, f"{part + place}.txt", PurePosixPath("a.json")), text.encode())
        if part + place + 1 in (warm, number):
            seen.append(resident_memory())
print(json.dumps(seen))
"""
BOOK = """
import gc, json, sys, time
from pipeline.language.engines import leave_torch_out
leave_torch_out()
import pipeline
from benchmarks.texts import book, reports
from pipeline.batch import worker
nlp = pipeline.load(*[sys.argv[1]] if sys.argv[1] else [])
gc.set_threshold(*worker.GC_THRESHOLDS)  # as in a worker
for text in reports(100, 350):
    pipeline.extract(text, nlp)
worker.settle()
def seconds(text):
    begun = time.process_time()
    pipeline.extract(text, nlp)
    return time.process_time() - begun
texts = [book(length) for length in map(int, sys.argv[2:])]
print(json.dumps([min(times) for times in zip(*([seconds(text) for text in texts] for _ in range(3)))]))
"""


class Timed(NamedTuple):
    """What a process took and gave.

    Attributes:
        seconds: from its start to its end.
        processor: seconds of processor time, of its own and of its workers.
        result: what it printed, read as JSON.
    """

    seconds: float
    processor: float
    result: Any


def timed(code: str, *arguments: object) -> Timed:
    """Run code in a process of its own."""
    begun, before = time.perf_counter(), processor_seconds()
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False, env=environment()
    )
    seconds = time.perf_counter() - begun
    if done.returncode:
        sys.exit(f"The benchmark failed:\n{done.stderr}")
    return Timed(seconds, processor_seconds() - before, json.loads(done.stdout.splitlines()[-1]))


def environment() -> dict[str, str]:
    """That of a user: Python may keep the bytecode of what it imports, as an installed package has it from the start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def processor_seconds() -> float:
    """Processor time of all processes that were started and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def engines() -> dict[str, str]:
    """The pipelines that can be loaded here, by name, with the argument of `pipeline.load`."""
    found = {"rules alone": "rules"}
    code = "import pipeline; pipeline.load('model')"
    if subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0:
        found["full pipeline (with the model)"] = "model"
    return found


def measure(documents: int, words: int, runs: int, memory_documents: int) -> None:
    """Run the benchmark and print its tables."""
    cores = available_processors()
    two = min(2, cores)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "reports")
        place.mkdir()
        for number, text in enumerate(reports(documents, words)):
            (place / f"{number:06}.txt").write_text(text, encoding="utf-8")
        one = Path(folder, "one.txt")
        one.write_text(reports(1, words, seed=1)[0], encoding="utf-8")
        pipelines = engines()
        default = next(reversed(pipelines))
        jobs: dict[str, Callable[[], Timed]] = {
            **{
                name: lambda analyzer=analyzer: timed(RUN, place, Path(folder, "records"), 1, analyzer)  # type: ignore[misc]
                for name, analyzer in pipelines.items()
            },
            "two jobs": lambda: timed(RUN, place, Path(folder, "records"), two, pipelines[default]),
            "classla": lambda: timed(TOKENIZE, place),
            "start": lambda: timed(RUN, one, Path(folder, "records"), 1, pipelines[default]),
        }
        times: dict[str, list[Timed]] = {name: [] for name in jobs}
        for _ in range(runs):
            for name, job in jobs.items():
                times[name].append(job())
    for name in (*pipelines, "two jobs"):
        if times[name][0].result["failures"]:
            sys.exit(f"{times[name][0].result['failures']} reports failed.")
    middle = {name: median(one.seconds for one in of) for name, of in times.items()}
    processor = {name: median(one.processor for one in of) for name, of in times.items()}
    tokens = times[default][0].result["tokens"]
    alone = times["classla"][0].result["tokens"] / middle["classla"]
    ratio = middle[default] / middle["two jobs"]
    memory = max(one.result["memory"] for name in (*pipelines, "two jobs") for one in times[name])
    rows = [
        ("machine", f"{cores} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"),
        ("reports", f"{documents:,} of {words} words, {tokens / documents:.0f} tokens on average; medians of {runs}"),
        *(
            (
                name,
                f"{times[name][0].result['tokens'] / middle[name]:,.0f} tokens/s, {documents / middle[name]:.1f} reports/s, "
                f"one job ({loaded(times[name]):,.0f} tokens/s without the start)",
            )
            for name in pipelines
        ),
        ("classla's tokenization alone", f"{alone:,.0f} tokens/s"),
        ("ratio to classla's tokenization", f"{tokens / middle[default] / alone:.2f}"),
        (
            "the same by processor time",
            ", ".join(f"{name} {tokens / processor[name]:,.0f} tokens/s" for name in (*pipelines, "classla"))
            + f", ratio {processor['classla'] / processor[default]:.2f}",
        ),
        (f"{two} jobs to one", f"{ratio:.2f}" + (wanted(ratio >= RATIO_WANTED, f"at least {RATIO_WANTED}") if two > 1 else "")),
        (
            "start and end of a run over one file",
            f"{middle['start']:.2f} s ({processor['start']:.2f} s of processor time)"
            + wanted(middle["start"] < START_ALLOWED, "3 s"),
        ),
        ("peak memory of a worker", f"{memory / 1e6:,.0f} MB{wanted(0 < memory <= MEMORY_ALLOWED, '1,200 MB')}"),
    ]
    short, long = timed(BOOK, pipelines[default], *BOOKS).result
    within = wanted(long / short <= TIMES_ALLOWED, f"{TIMES_ALLOWED:g}")
    rows.append((f"a text of {BOOKS[1]:,} characters to {BOOKS[0]:,}", f"{long / short:.1f} times as long{within}"))
    if memory_documents > WARM:
        warm, end = timed(GROW, memory_documents, words, WARM, pipelines[default]).result
        grown = end / warm - 1
        within = wanted(grown < GROWTH_ALLOWED, f"{GROWTH_ALLOWED:.0%}")
        rows.append((f"memory from report {WARM:,} to {memory_documents:,}", f"{warm / 1e6:,.0f} to {end / 1e6:,.0f} MB{within}"))
    print_table("Whole processes", ("", ""), rows)
    stages(times[default], documents, tokens)
    projection(loaded(times[default]), tokens / documents)


def loaded(of: Sequence[Timed]) -> float:
    """Tokens in a second once the pipeline is loaded: the median."""
    return median(one.result["tokens"] / one.result["seconds"] for one in of)


def wanted(reached: bool, what: str) -> str:
    """Whether a figure is what it should be."""
    return f" ({'within' if reached else 'MISSES'} the limit: {what})"


def stages(of: Sequence[Timed], documents: int, tokens: int) -> None:
    """Print where the time goes, of the run that is the median."""
    result = sorted(of, key=lambda one: one.seconds)[len(of) // 2].result
    whole = sum(result["stages"].values())
    print_table(
        "By stage, one core",
        ("", "ms a report", "share", "tokens/s"),
        [
            (name, f"{seconds / documents * 1000:.2f}", f"{seconds / whole:.0%}", f"{tokens / seconds:,.0f}" if seconds else "")
            for name, seconds in result["stages"].items()
        ]
        + [("all", f"{whole / documents * 1000:.2f}", "100%", f"{tokens / whole:,.0f}")],
    )


def projection(tokens_per_second: float, tokens: float) -> None:
    """Print what larger archives take, by arithmetic from one core's speed."""
    rows = []
    for documents in (1_000_000, 100_000_000):
        hours = documents * tokens / tokens_per_second / 3600
        rows.append((f"{documents:,}", f"{hours:,.0f}", *(f"{hours / cores:,.1f}" for cores in (8, 64, 1000))))
    print_table("By arithmetic, for reports of this length", ("reports", "core hours", "h, 8 cores", "64", "1,000"), rows)


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; numbers stand to the right where there are column heads."""
    heads = any(columns)
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, show_header=heads)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if heads and number else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, width=None if sys.stdout.isatty() else 130).print(table)


def from_environment(name: str, default: int) -> int:
    """A number that the environment may set."""
    return int(os.environ.get(name, default))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__.split("\n\n", maxsplit=1)[0])
    for option, name, default, told in (
        ("--documents", "BENCH_DOCUMENTS", 1000, "how many reports"),
        ("--runs", "BENCH_RUNS", 5, "how often each is run"),
        ("--memory-documents", "BENCH_MEMORY_DOCUMENTS", 20_000, f"over how many reports memory is watched; up to {WARM}: none"),
    ):
        help_text = f"{told} (default: %(default)s, or {name} of the environment)"
        parser.add_argument(option, type=int, default=from_environment(name, default), help=help_text)
    parser.add_argument("--words", type=int, default=WORDS, help="words of a report, about (default: %(default)s)")
    options = parser.parse_args()
    if min(options.documents, options.words, options.runs) < 1:
        parser.error("--documents, --words and --runs are at least 1")
    measure(options.documents, options.words, options.runs, options.memory_documents)


if __name__ == "__main__":
    main()
