"""The run: many inputs, records for each, and a report at the end."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.batch.inputs import STANDARD_INPUT, Plan, Task, plan
from pipeline.batch.journal import Entry, Journal
from pipeline.batch.outcome import Outcome, Result
from pipeline.batch.records import RECORD_BEGINS, write_records
from pipeline.batch.report import Failure, Progress, RunReport, printable
from pipeline.batch.selection import Selection, Selector
from pipeline.batch.settings import Settings
from pipeline.batch.shards import Place, is_there, records_at, remove_others, shard_name, write_shard
from pipeline.batch.sources import data_of
from pipeline.batch.versions import made_by, versions
from pipeline.batch.worker import DEFAULT_LOAD, WorkerSettings, load_pipeline, processor_of
from pipeline.batch.workers import Pool
from pipeline.reading import Duplicates
from pipeline.records.files import RUN_FILE
from pipeline.records.provenance import AUTHORITY
from pipeline.writing import NotOverwritten, OutputError, is_ours, output_error, write_atomically, write_own

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["RUN_FILE", "STANDARD_INPUT", "NotOverwritten", "OutputError", "preview", "run"]

# how our own report begins; no other file is overwritten
_REPORT_BEGINS = b'{\n  "run": "zapisnik"'

#: folder in the output folder whose corrections by hand are honoured
CORRECTIONS = "corrections"

_NOTE_EVERY = 0.5  # seconds: how much work a power failure costs; a kill costs none that was noted
_NOTE_AFTER = 200  # results

Handle = Callable[[Result], None]


class Engine(Protocol):
    """Where the work is done."""

    shard_writers: int

    @property
    def jobs(self) -> int:
        """Worker processes at a time; 0 for none."""

    def process(self, tasks: list[Task]) -> Iterator[Result]:
        """Make the records of inputs and write those that are files of their own; results come as they are done."""

    def write_shard(self, name: str, places: Sequence[Place]) -> None:
        """Write the files of a shard."""

    def stop(self) -> None:
        """Let no further input be begun."""

    def close(self, *, kill: bool) -> None:
        """End the work."""

    @property
    def restarts(self) -> int:
        """How often a worker was replaced."""

    @property
    def peak(self) -> int:
        """The most resident memory of a worker, bytes; 0 where it is not known."""


def run(
    inputs: Sequence[str | Path],
    out_dir: str | Path,
    *,
    pattern: str | None = None,
    nlp: Language | None = None,
    settings: Settings | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> RunReport:
    """Read documents and write a record for each, and the report of the run to `run.json`.

    A document that fails in any way does not stop the others. Every record is validated before it is written, and written
    whole or not at all. What has its record from an earlier run, made from the same content by the same version, is kept.
    After Ctrl-C what is done stays, `run.json` is written, and the report says `interrupted`; the same call goes on there.

    Args:
        inputs: files, folders, glob patterns, addresses that fsspec knows, `-` for standard input; see `plan`.
        out_dir: where the records go; made if it is not there.
        pattern: of the files in folders only those whose name matches (`*.txt`) are read.
        nlp: a pipeline made by `pipeline.load`, to work with in this process. Without it worker processes make theirs.
        settings: see `Settings`.
        on_progress: called after each input.

    Returns:
        The report, with all failures.

    Raises:
        OutputError: if the output folder cannot be written to, or the disk is full (`run.json` is written if that is possible).
        OutputInUse: if another run writes there.
        NotOverwritten: if it holds a `run.json` that is not ours.
        WrongSetting, MissingExtra, BadAuthorityFile: if something cannot work as it was asked for.
        WorkerError: if the workers cannot load the pipeline.
    """
    out = Path(out_dir)
    settings = _with_corrections(settings or Settings(), out)
    settings.check()
    work = plan(inputs, out, pattern=pattern)
    report = RunReport(
        inputs=[printable(str(given)) for given in inputs],
        out_dir=out,
        documents=len(work.tasks),
        failures=work.failures,
        min_confidence=settings.min_confidence,
        skipped=work.skipped,
        started=datetime.now().astimezone().isoformat(timespec="seconds"),
        versions=versions() | ({AUTHORITY: settings.authority_hash} if settings.authority else {}),
    )
    _prepare(out)
    journal = Journal(out)
    try:
        _Run(out, work, settings, journal, report, nlp, on_progress).go()
    finally:
        journal.close()
    return report


def preview(
    inputs: Sequence[str | Path],
    out_dir: str | Path,
    *,
    pattern: str | None = None,
    nlp: Language | None = None,
    settings: Settings | None = None,
) -> tuple[Plan, Selection]:
    """What `run` would do with the same arguments; nothing is written.

    Raises:
        OutputInUse: if another run writes there.
    """
    out = Path(out_dir)
    settings = _with_corrections(settings or Settings(), out)
    settings.check()
    work = plan(inputs, out, pattern=pattern)
    journal = Journal(out, read_only=True)
    try:
        return work, Selector(out, journal, settings, _made_by(settings, nlp)).select(work.tasks)
    finally:
        journal.close()


def _with_corrections(settings: Settings, out: Path) -> Settings:
    """The settings with the folder of corrections that the output folder holds, where none is named."""
    named = settings.corrections
    if named is None:
        beside = out / CORRECTIONS
        return replace(settings, corrections=str(beside.absolute())) if beside.is_dir() else settings
    return replace(settings, corrections=str(Path(named).absolute()))


def _made_by(settings: Settings, nlp: Language | None) -> str:
    own = "" if nlp is None else json.dumps(nlp.config, sort_keys=True, default=str) + settings.leaving_out
    return made_by(own or settings.pipeline)


class _Run:
    """One run, from the selection of its inputs to its report."""

    def __init__(
        self,
        out: Path,
        work: Plan,
        settings: Settings,
        journal: Journal,
        report: RunReport,
        nlp: Language | None,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.out, self.tasks, self.settings, self.journal, self.report = out, work.tasks, settings, journal, report
        self.layout = settings.layout
        self.nlp, self.on_progress = nlp, on_progress
        self.made_by = _made_by(settings, nlp)
        self.selector = Selector(out, journal, settings, self.made_by)
        self.sketches: list[tuple[int, int, str, bytes]] = []  # of documents: place of the input, place in it, URI, sketch
        self.numbers: dict[str, int] = {}  # place in the plan of each input to read
        self.failures: dict[int, list[Failure]] = {}
        self.noted: list[Result] = []  # to be noted in the journal
        self.noted_at = 0.0
        self.done = 0
        self.begun = time.perf_counter()
        # shards
        self.uris: list[str] = []  # of all inputs with records, in the order of the shards
        self.waiting: dict[int, int] = {}  # inputs to read of each shard
        self.ready: list[int] = []  # shards that wait for none
        self.writing: dict[Future[None], tuple[str, list[tuple[str, int]]]] = {}
        self.current: set[str] = set()

    # --- the course of it

    def go(self) -> None:
        """Do everything.

        Raises:
            OutputError: if nothing more can be written.
        """
        selection = self._select()
        self.report.reasons = selection.reasons
        self.numbers = {self.tasks[number].uri: number for number in selection.todo}
        engine = self._engine(selection)
        clean = False
        try:
            with _interruptible(engine.stop) as interrupted, ThreadPoolExecutor(engine.shard_writers) as writers:
                try:
                    self._copy(selection.to_copy)
                    self._open_shards(selection, engine, writers)
                    self._work(engine, selection, writers, interrupted)
                    self._finish_shards()
                    self._remove_what_is_old()
                    clean = True
                finally:
                    if not clean:
                        with suppress(OutputError):  # what brought us here is said already
                            self._note(force=True)
        except KeyboardInterrupt:
            self.report.interrupted = True
        except OutputError:
            self.report.interrupted = True
            self._close(engine, kill=True)
            with suppress(OSError):
                self._write_report()
            raise
        finally:
            self._close(engine, kill=not clean)
        try:
            self._write_report()
        except OSError as error:
            raise output_error(self.out / RUN_FILE, error) from error

    def _select(self) -> Selection:
        """Find out what has to be read, and count what stands."""
        uris: list[str] = []

        def keep(entry: Entry) -> None:
            self.report.count(entry.outcomes, kept=True)
            self._sketch(entry.uri, entry.outcomes)
            self.report.documents += len(entry.outcomes) - 1
            uris.append(entry.uri)

        selection = self.selector.select(self.tasks, keep)
        self.journal.keep(uris)
        return selection

    def _close(self, engine: Engine, *, kill: bool) -> None:
        engine.close(kill=kill)
        self.report.restarts, self.report.peak_memory = engine.restarts, engine.peak
        if self.done:
            self.report.seconds = time.perf_counter() - self.begun
        for number in sorted(self.failures):
            self.report.failures += self.failures[number]
        self.failures = {}

    def _write_report(self) -> None:
        self.report.outputs = self._outputs()
        self.report.duplicates = self._duplicates()
        write_atomically(self.out / RUN_FILE, self.report.to_json().encode(), scratch=self.journal.scratch)

    def _sketch(self, uri: str, outcomes: Sequence[Outcome]) -> None:
        """Keep what documents with the same text are known by."""
        number = self._places[uri]
        self.sketches += [
            (number, at, outcome.uri, bytes.fromhex(outcome.sketch)) for at, outcome in enumerate(outcomes) if outcome.sketch
        ]

    @cached_property
    def _places(self) -> dict[str, int]:
        """The place of each input in the plan."""
        return {task.uri: number for number, task in enumerate(self.tasks)}

    def _duplicates(self) -> list[tuple[str, str]]:
        """Documents whose text another one has that comes before it in the plan, with that one."""
        seen = Duplicates()
        found = ((uri, seen.add(uri, text)) for _, _, uri, text in sorted(self.sketches))
        return [(uri, other) for uri, other in found if other is not None]

    def _outputs(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        if "json" in self.layout.formats:
            counts["json"] = self.report.written
        for name in ("jsonl", "parquet"):
            if name in self.layout.formats:
                counts[name] = sum(file.startswith(f"{name}/") for file in self.current)
        return counts

    def _engine(self, selection: Selection) -> Engine:
        wanted = WorkerSettings(
            load=self.settings.load,
            analyzer=self.settings.analyzer,
            authority=self.settings.authority,
            pretty="json" in self.layout.formats,
            line=self._keeps_lines,
            min_confidence=self.settings.min_confidence,
            corrections=self.settings.corrections,
            options=self.settings.options,
        )
        if not selection.todo:
            return _ThisProcess(self, wanted, self.nlp)
        if self.settings.engine == "dask":
            from pipeline.batch.cluster import DaskEngine  # noqa: PLC0415 - an extra

            return DaskEngine(self.out, self.layout, self.settings, wanted, self.journal.scratch)
        if self.nlp is not None or not self.settings.workers:
            return _ThisProcess(self, wanted, self.nlp)
        return _Workers(self, wanted, self.settings)

    @property
    def _keeps_lines(self) -> bool:
        """Whether the journal keeps lines until their shard is written; where records are files too, those are read."""
        return self.layout.sharded and "json" not in self.layout.formats

    def _work(self, engine: Engine, selection: Selection, writers: ThreadPoolExecutor, interrupted: Callable[[], bool]) -> None:
        self.report.jobs = engine.jobs
        if not selection.todo:
            return
        self.begun = self.noted_at = time.perf_counter()
        for result in engine.process([self.tasks[number] for number in selection.todo]):
            self._accept(result, len(selection.todo))
            self._note()
            self._write_ready_shards(engine, writers)
        if interrupted():
            raise KeyboardInterrupt
        self._note(force=True)
        self._write_ready_shards(engine, writers)

    # --- results

    def handle(self, result: Result) -> None:
        """Write the records that are files of their own."""
        if "json" in self.layout.formats:
            write_records(self.out, result, self.journal.scratch)

    def _accept(self, result: Result, total: int) -> None:
        number = self.numbers[result.uri]
        task = self.tasks[number]
        if not self.done:  # the time that loading takes is not counted
            self.begun = time.perf_counter() - sum(result.seconds.values())
        failure = None
        for outcome in result.outcomes:
            if outcome.failure is not None:
                within = outcome.uri.removeprefix(result.uri)
                failure = outcome.failure = replace(outcome.failure, file=f"{task.name}{within}")
                self.failures.setdefault(number, []).append(failure)
            outcome.pretty = b""
        self.report.count(result.outcomes, kept=False)
        self._sketch(result.uri, result.outcomes)
        self.report.documents += len(result.outcomes) - 1
        self.report.stages.update(result.seconds)
        self.noted.append(result)
        self.done += 1
        if self.on_progress:
            seconds = time.perf_counter() - self.begun
            self.on_progress(
                Progress(
                    self.done,
                    total,
                    self.report.tokens_read,
                    seconds,
                    task.name,
                    failure,
                    len(self.failures),
                    len(self.tasks) - total,
                )
            )

    def _note(self, *, force: bool = False) -> None:
        """Note results in the journal, many at a time."""
        now = time.perf_counter()
        if not self.noted or not (force or len(self.noted) >= _NOTE_AFTER or now - self.noted_at >= _NOTE_EVERY):
            return
        results, self.noted, self.noted_at = self.noted, [], now
        for result in results:
            self._remove_old_records(result)
        self.journal.note(((result, self.made_by) for result in results), keep_lines=self._keeps_lines)
        for result in results:
            for outcome in result.outcomes:
                outcome.line = b""
            shard = self.numbers[result.uri] // self.settings.shard_size
            if shard in self.waiting:
                self.waiting[shard] -= 1
                if not self.waiting[shard]:
                    self.ready.append(shard)

    def _remove_old_records(self, result: Result) -> None:
        """Remove files with records of this input that are no more: it fails now, or its record lies elsewhere."""
        entry = self.journal.entry(result.uri)
        if entry is None:
            return
        today = {outcome.record for outcome in result.outcomes if outcome.failure is None}
        own = str(self.tasks[self.numbers[result.uri]].record)
        for outcome in entry.records:
            if outcome.record not in today and (outcome.record == own or outcome.record not in self._planned):
                self._remove_record(outcome.record)

    @cached_property
    def _planned(self) -> set[str]:
        """The records of all inputs of the plan."""
        return {str(task.record) for task in self.tasks}

    def _remove_record(self, record: str) -> None:
        path = self.out / record
        with suppress(OSError):
            if path.is_file() and is_ours(path, RECORD_BEGINS):
                path.unlink()

    def _copy(self, to_copy: Sequence[tuple[str, int, str]]) -> None:
        """Write files with one record each from lines that are there."""
        uris = [uri for _, _, uri in sorted(to_copy)]
        entries = (entry for uri in uris if (entry := self.journal.entry(uri)))
        for_places, for_records = tee(entries)
        lines = records_at(self.out, map(self.selector.place, for_places))
        for entry in for_records:
            for outcome in entry.records:
                pretty = json.dumps(json.loads(next(lines)), ensure_ascii=False, indent=2) + "\n"
                write_own(self.out / outcome.record, pretty.encode(), begins=RECORD_BEGINS, scratch=self.journal.scratch)

    # --- shards

    def _open_shards(self, selection: Selection, engine: Engine, writers: ThreadPoolExecutor) -> None:
        """Find out what each shard waits for, and write those that wait for nothing."""
        if not self.layout.sharded:
            return
        self.uris = [task.uri for task in self.tasks]
        if not self.settings.prune:
            planned = set(self.uris)
            self.uris += [uri for uri in self.journal.others() if uri not in planned]
        size = self.settings.shard_size
        self.waiting = {shard: 0 for shard in range(-(-len(self.uris) // size))}
        for number in selection.todo:
            self.waiting[number // size] += 1
        self.ready = [shard for shard, inputs in self.waiting.items() if not inputs]
        self._write_ready_shards(engine, writers)

    def _write_ready_shards(self, engine: Engine, writers: ThreadPoolExecutor) -> None:
        while self.ready:
            self._write_shard(self.ready.pop(0), engine, writers)
        for future in [future for future in self.writing if future.done()]:
            self._place(future)

    def _write_shard(self, shard: int, engine: Engine, writers: ThreadPoolExecutor) -> None:
        size = self.settings.shard_size
        entries = []
        for uri in self.uris[shard * size : (shard + 1) * size]:
            entry = self.journal.entry(uri)
            if entry and entry.records:
                entries.append(entry)
        if not entries:
            return
        name = shard_name(shard, [(entry.uri, entry.digest, f"{entry.made_by}{entry.corrections}") for entry in entries])
        self.current.update(self.layout.files(name))
        lines_file = self.layout.lines_file(name)
        first = 0
        places = []
        for entry in entries:
            places.append((entry.uri, first))
            first += len(entry.records)
        if is_there(self.out, self.layout, name):
            if any((entry.lines_file, entry.line) != (lines_file, at) for entry, (_, at) in zip(entries, places, strict=True)):
                self.journal.placed(lines_file, places)
            return
        sources = [self.selector.place(entry) for entry in entries]
        self.writing[writers.submit(engine.write_shard, name, sources)] = (lines_file, places)

    def _place(self, future: Future[None]) -> None:
        lines_file, places = self.writing.pop(future)
        try:
            future.result()
        except OSError as error:
            raise output_error(self.out / lines_file, error) from error
        self.journal.placed(lines_file, places)

    def _finish_shards(self) -> None:
        for future in list(self.writing):
            self._place(future)

    def _remove_what_is_old(self) -> None:
        if self.settings.prune:
            for uri in self.journal.others():
                entry = self.journal.entry(uri)
                for outcome in entry.records if entry else ():
                    if outcome.record not in self._planned:
                        self._remove_record(outcome.record)
                self.journal.forget(uri)
        if self.layout.sharded:
            self.journal.forget_lines(self.current)
            try:
                remove_others(self.out, self.layout, self.current)
            except OSError as error:
                raise output_error(self.out, error) from error


class _ThisProcess:
    """Work in this process: for a pipeline of the caller's own, and where processes are not wanted."""

    jobs = 0
    shard_writers = 1
    restarts = 0
    peak = 0

    def __init__(self, run: _Run, wanted: WorkerSettings, nlp: Language | None) -> None:
        self._run, self._wanted, self._nlp = run, wanted, nlp
        self._stopped = False

    def process(self, tasks: list[Task]) -> Iterator[Result]:
        """See `Engine`."""
        from pipeline.document import default  # noqa: PLC0415 - spaCy is slow to import

        nlp = self._nlp
        if nlp is None:
            own = self._wanted.load == DEFAULT_LOAD and self._wanted.analyzer is None and self._wanted.authority is None
            nlp = default() if own else load_pipeline(self._wanted)
        processor = processor_of(nlp, self._wanted)
        for task in tasks:
            if self._stopped:
                return
            result = processor(task, data_of(task))
            self._run.handle(result)
            yield result

    def write_shard(self, name: str, places: Sequence[Place]) -> None:
        """See `Engine`."""
        write_shard(self._run.out, self._run.layout, name, places, self._run.journal.scratch)

    def stop(self) -> None:
        """See `Engine`."""
        self._stopped = True

    def close(self, *, kill: bool) -> None:
        """See `Engine`."""


class _Workers:
    """Work in worker processes on this computer."""

    shard_writers = 1

    def __init__(self, run: _Run, wanted: WorkerSettings, settings: Settings) -> None:
        self._run = run
        self.jobs = settings.workers
        self._pool = Pool(wanted, self.jobs, memory_limit=settings.memory_limit, time_limit=settings.time_limit)

    def process(self, tasks: list[Task]) -> Iterator[Result]:
        """See `Engine`."""
        return self._pool.process(tasks, data_of, self._run.handle)

    def write_shard(self, name: str, places: Sequence[Place]) -> None:
        """See `Engine`."""
        write_shard(self._run.out, self._run.layout, name, places, self._run.journal.scratch)

    def stop(self) -> None:
        """See `Engine`."""
        self._pool.stop()

    def close(self, *, kill: bool) -> None:
        """See `Engine`."""
        self._pool.close(kill=kill)

    @property
    def restarts(self) -> int:
        """See `Engine`."""
        return self._pool.restarts

    @property
    def peak(self) -> int:
        """See `Engine`."""
        return self._pool.peak


@contextmanager
def _interruptible(stop: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Let the documents at hand be finished when Ctrl-C is pressed or the process is told to end; told again it stops at once.

    Python's own handler raises wherever the program is at that moment, also where an exception gets lost. It is left alone
    outside the main thread, and where somebody has put another in its place.
    """
    pressed: list[int] = []

    def note(number: int, _: object) -> None:
        pressed.append(number)
        stop()
        for signal_number in ours:
            signal.signal(signal_number, signal.default_int_handler)

    usual: dict[signal.Signals, Any] = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
    ours = [
        number
        for number, handler in usual.items()
        if threading.current_thread() is threading.main_thread() and signal.getsignal(number) is handler
    ]
    for number in ours:
        signal.signal(number, note)
    try:
        yield lambda: bool(pressed)
    finally:
        for number in ours:
            signal.signal(number, usual[number])


def _prepare(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        ours = is_ours(out / RUN_FILE, _REPORT_BEGINS)
    except OSError as error:
        raise output_error(out, error) from error
    if not ours:
        raise NotOverwritten(f"{out / RUN_FILE} is there already and is no report.", remedy="Choose another output folder.")
