"""Workers under supervision: processes that are started again when one dies, hangs, or takes too much memory.

A thread looks after each worker and speaks with it through pipes. The input at which a worker dies is tried once more in a new
one, in what is left of its time; if that dies too, or the time is over, the input is given up and becomes a failure.
`concurrent.futures` breaks as a whole when one of its processes dies, and does not say at which input; that is why the
processes are looked after here.
"""

from __future__ import annotations

import pickle
import queue
import signal
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from types import TracebackType

from pipeline.batch.inputs import Task
from pipeline.batch.outcome import Outcome, Result
from pipeline.batch.processing import resident_memory
from pipeline.batch.report import Failure
from pipeline.batch.worker import CannotLoad, Ready, WorkerSettings
from pipeline.errors import ZapisnikError
from pipeline.processes import command

GB = 10**9
MEMORY_LIMIT = 2 * GB
TIME_LIMIT = 600.0  # seconds for one input

_TRIES = 2
_LOOK_EVERY = 0.1  # seconds
_FULL = 0.9  # of its memory limit: a worker that has so much after an input is replaced before the next
_AHEAD = 2  # inputs that a worker is sent at a time, so that it does not wait while a record is written
_LONGEST_COMPLAINT = 300


class WorkerError(ZapisnikError):
    """Workers cannot be started."""

    code = "worker"


class WorkerDied(Exception):
    """A worker ended while it was needed.

    Attributes:
        code: of the failure that the input becomes (`worker-died`, `out-of-memory`, `timeout`).
        why: what happened, a sentence.
    """

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code, self.why = code, why


class Worker:
    """One process."""

    def __init__(self, settings: WorkerSettings) -> None:
        """Start it; it loads the pipeline while other things are done."""
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._process = subprocess.Popen(
            command("pipeline.batch.worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
        )
        self._killed_for: tuple[str, str] | None = None
        self.asked_at = time.monotonic()  # when the input at hand was begun, or the process started
        self.busy = True
        self.limits_apply = False
        self.memory = 0
        self._send(settings)

    @property
    def process_id(self) -> int:
        """The number of the process."""
        return self._process.pid

    def wait_until_ready(self) -> None:
        """Wait for the pipeline to be loaded.

        Raises:
            WorkerError: it cannot be loaded.
            WorkerDied: the process ended.
        """
        message = self._receive()
        if isinstance(message, CannotLoad):
            error = WorkerError(message.message, remedy=message.remedy)
            error.code = message.code
            raise error
        assert isinstance(message, Ready)
        self.memory = message.memory
        self.busy, self.limits_apply = False, True

    def send(self, task: Task, data: bytes | None, *, spent: float = 0.0) -> None:
        """Hand over an input.

        Args:
            task: the input.
            data: its bytes, where the worker cannot read them itself.
            spent: seconds that an earlier worker took for it, which count.
        """
        if not self.busy:
            self.asked_at, self.busy = time.monotonic() - spent, True
        self._send((task, data))

    def receive(self, *, more: bool) -> Result:
        """Wait for the result of the first input that has none yet.

        Args:
            more: whether the worker has further inputs to go on with.

        Raises:
            WorkerDied: the process ended.
        """
        result = self._receive()
        assert isinstance(result, Result)
        self.asked_at, self.busy = time.monotonic(), more
        self.memory = result.memory or self.memory
        return result

    def _send(self, message: object) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # if it is dead `_receive` says so
            pickle.dump(message, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def _receive(self) -> object:
        assert self._process.stdout is not None
        try:
            return pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self._process.kill()
            raise self._died(self._process.wait()) from None

    def _died(self, status: int) -> WorkerDied:
        if self._killed_for:
            return WorkerDied(*self._killed_for)
        if status < 0:
            with suppress(ValueError):
                return WorkerDied("worker-died", f"The process that read it was ended by {signal.Signals(-status).name}.")
        complaint = self._last_complaint()
        more = f": {complaint}" if complaint else "."
        return WorkerDied("worker-died", f"The process that read it ended with status {status}{more}")

    def _last_complaint(self) -> str:
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:_LONGEST_COMPLAINT] if lines else ""

    def look(self, memory_limit: int, time_limit: float) -> None:
        """End the process if it takes too much memory or time for the input at hand."""
        if not self.busy or not self.limits_apply or self._killed_for:
            return
        if time.monotonic() - self.asked_at > time_limit:
            self._killed_for = ("timeout", f"It was not read within {time_limit:g} seconds.")
        elif resident_memory(self._process.pid) > memory_limit:
            self._killed_for = ("out-of-memory", f"It takes more than {memory_limit / GB:g} GB of memory to read.")
        else:
            return
        self._process.kill()

    def close(self, *, kill: bool = False) -> None:
        """End the process: it goes when its input ends, at the latest after the input at hand."""
        if kill:
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        try:
            self._process.wait(timeout=None if kill else 30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._complaints.close()


class Supervised:
    """A place for one worker, which is replaced when it has to be.

    Attributes:
        restarts: how often it was replaced.
        peak: the most resident memory that a worker had after an input, bytes.
    """

    def __init__(
        self, settings: WorkerSettings, *, memory_limit: int = MEMORY_LIMIT, time_limit: float = TIME_LIMIT, watched: bool = True
    ) -> None:
        """Make the place; the first worker is started by the first input.

        Args:
            settings: of the worker.
            memory_limit: bytes; beyond it the worker is ended.
            time_limit: seconds for an input; beyond it the worker is ended.
            watched: start a thread that looks at the limits; without it somebody calls `look`.
        """
        self._settings = settings
        self._memory_limit, self._time_limit = memory_limit, time_limit
        self._worker: Worker | None = None
        self._closed = threading.Event()
        self.restarts = 0
        self.peak = 0
        if watched:
            threading.Thread(target=self._watch, daemon=True, name="zapisnik-limits").start()

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK_EVERY):
            self.look()

    def look(self) -> None:
        """End the worker if it is beyond its limits."""
        if worker := self._worker:
            worker.look(self._memory_limit, self._time_limit)

    def start(self) -> None:
        """Start the worker if none is there, and let it load."""
        self._worker = self._worker or Worker(self._settings)

    def process(self, inputs: Iterable[tuple[Task, bytes | None]]) -> Iterator[Result]:
        """Make the records of inputs, in order.

        Raises:
            WorkerError: workers cannot be started.
        """
        given = iter(inputs)
        waiting: deque[tuple[Task, bytes | None]] = deque()
        sent = tries = 0
        spent = 0.0  # seconds that earlier tries took for the first that waits
        while True:
            # an input that brings its bytes is sent alone: both sides would wait for the other to read
            while len(waiting) < _AHEAD and not any(data for _, data in waiting) and (one := next(given, None)):
                waiting.append(one)
            if not waiting:
                return
            try:
                worker = self._ready()
                while sent < len(waiting) and not (sent and waiting[sent][1]):
                    worker.send(*waiting[sent], spent=spent)
                    sent += 1
                result = worker.receive(more=sent > 1)
            except WorkerDied as death:
                spent = time.monotonic() - worker.asked_at
                self._discard(kill=True)
                sent = 0
                tries += 1
                if tries < _TRIES and death.code != "timeout":
                    continue
                result = _given_up(waiting[0][0], death)
            else:
                sent -= 1
                self.peak = max(self.peak, worker.memory)
                if worker.memory > _FULL * self._memory_limit and not sent:
                    self._discard(kill=False)
            waiting.popleft()
            tries, spent = 0, 0.0
            yield result

    def _ready(self) -> Worker:
        last: WorkerDied | None = None
        for _ in range(3):
            self.start()
            assert self._worker is not None
            if self._worker.limits_apply:
                return self._worker
            try:
                self._worker.wait_until_ready()
            except WorkerDied as death:
                last = death
                self._discard(kill=True)
                continue
            if self._worker.memory > _FULL * self._memory_limit:
                raise WorkerError(
                    f"The pipeline alone takes {self._worker.memory / GB:.2f} GB, more than the memory limit allows.",
                    remedy="Raise --memory-limit.",
                )
            return self._worker
        raise WorkerError(f"Workers end before they are ready: {last.why if last else ''}", remedy="Try `--jobs 0`.")

    def _discard(self, *, kill: bool) -> None:
        if self._worker:
            self._worker.close(kill=kill)
            self._worker = None
            self.restarts += 1

    def close(self, *, kill: bool = False) -> None:
        """End the worker."""
        self._closed.set()
        worker, self._worker = self._worker, None
        if worker:
            worker.close(kill=kill)


def _given_up(task: Task, death: WorkerDied) -> Result:
    remedy = "It was tried twice and is left out; please report it with the document if you may."
    if death.code == "out-of-memory":
        remedy = "It was tried twice and is left out; raise --memory-limit to read it."
    elif death.code == "timeout":
        remedy = "It is left out; raise --timeout to read it."
    return Result(task.uri, [Outcome(task.uri, str(task.record), Failure(task.uri, death.code, death.why, remedy))])


class Pool:
    """Several workers, with a thread to look after each."""

    def __init__(
        self,
        settings: WorkerSettings,
        jobs: int,
        *,
        memory_limit: int = MEMORY_LIMIT,
        time_limit: float = TIME_LIMIT,
        inputs_a_worker: int = 32,
    ) -> None:
        """Make it; workers start when there is work.

        Args:
            settings: of the workers.
            jobs: the most workers at a time.
            memory_limit: of each, bytes.
            time_limit: for each input, seconds.
            inputs_a_worker: a further worker is worth its start for so many inputs.
        """
        self._places = [
            Supervised(settings, memory_limit=memory_limit, time_limit=time_limit, watched=False) for _ in range(max(1, jobs))
        ]
        self._inputs_a_worker = inputs_a_worker
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close(kill=kind is not None)

    @property
    def restarts(self) -> int:
        """How often a worker was replaced."""
        return sum(place.restarts for place in self._places)

    @property
    def peak(self) -> int:
        """The most resident memory that a worker had after an input, bytes."""
        return max(place.peak for place in self._places)

    def process(
        self, tasks: list[Task], data_of: Callable[[Task], bytes | None], handle: Callable[[Result], None]
    ) -> Iterator[Result]:
        """Make the records of inputs.

        Args:
            tasks: the inputs.
            data_of: gives the bytes of an input that a worker cannot read itself.
            handle: called with each result, in the thread of its worker, before it is given out.

        Yields:
            The results, in the order in which they are done.

        Raises:
            WorkerError: workers cannot be started.
            OutputError: raised by `handle`.
        """
        jobs = min(len(self._places), -(-len(tasks) // self._inputs_a_worker))
        places = self._places[:jobs]
        results: queue.Queue[Result | BaseException | None] = queue.Queue(maxsize=4 * jobs)
        given = iter(tasks)
        lock = threading.Lock()

        def inputs() -> Iterator[tuple[Task, bytes | None]]:
            while not self._stop.is_set():
                with lock:
                    task = next(given, None)
                    if task is None:
                        return
                    data = data_of(task)
                yield task, data

        def look_after(place: Supervised) -> None:
            try:
                for result in place.process(inputs()):
                    handle(result)
                    results.put(result)
            except BaseException as error:
                self._stop.set()
                results.put(error)
            finally:
                results.put(None)

        def watch() -> None:
            while not self._closed():
                for place in places:
                    place.look()
                time.sleep(_LOOK_EVERY)

        for place in places:
            place.start()
        self._threads = [
            threading.Thread(target=look_after, args=(place,), daemon=True, name=f"zapisnik-worker-{number}")
            for number, place in enumerate(places)
        ]
        for thread in self._threads:
            thread.start()
        threading.Thread(target=watch, daemon=True, name="zapisnik-limits").start()
        failure: BaseException | None = None
        working = len(places)
        while working:
            got = _get(results)
            if got is None:
                working -= 1
            elif isinstance(got, BaseException):
                failure = failure or got
            else:
                yield got
        if failure:
            raise failure

    def stop(self) -> None:
        """Let no further input be begun; those at hand are finished."""
        self._stop.set()

    def _closed(self) -> bool:
        return all(not thread.is_alive() for thread in self._threads)

    def close(self, *, kill: bool = False) -> None:
        """End the workers."""
        self._stop.set()
        for place in self._places:
            place.close(kill=kill)


def _get(results: queue.Queue[Result | BaseException | None]) -> Result | BaseException | None:
    while True:
        with suppress(queue.Empty):
            return results.get(timeout=0.5)  # with a limit, so that Windows notices Ctrl-C
