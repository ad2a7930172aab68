"""The same work on a Dask cluster: the user's own, or one that is started on this computer.

Inputs go out in slices. A Dask worker keeps a supervised process with the pipeline for each of its threads, so a document that
kills its process costs what it costs on one computer, and the Dask worker lives on. Records, lines and shards are written by the
workers, into the output folder that all of them share; the journal stays with the command, which alone opens it. Where a Dask
worker is lost, the scheduler gives its slice to another.
"""

from __future__ import annotations

import hashlib
import logging
import queue
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.batch.inputs import Task
from pipeline.batch.outcome import Outcome, Result
from pipeline.batch.records import write_records
from pipeline.batch.report import Failure
from pipeline.batch.settings import Settings
from pipeline.batch.shards import Layout, Place, write_shard, write_spool
from pipeline.batch.sources import data_of
from pipeline.batch.versions import made_by
from pipeline.batch.worker import WorkerSettings
from pipeline.batch.workers import Supervised, WorkerError
from pipeline.errors import MissingExtra

try:
    from distributed import Client, KilledWorker, LocalCluster, as_completed, get_worker
    from distributed.diagnostics.plugin import WorkerPlugin
except ImportError as error:
    raise MissingExtra(
        f"--engine dask needs the library distributed ({error}).", remedy="Install it with: pip install 'zapisnik[dask]'."
    ) from error

if TYPE_CHECKING:
    from distributed import Future

_PLUGIN = "zapisnik"
_LARGEST_SLICE = 100  # inputs; at some 20 ms each it takes two seconds
_SLICES_A_THREAD = 3  # that are given out at a time, so that no worker waits
_PATIENCE = 30  # seconds until the scheduler answers
_RETRIES = 2  # of a slice that fails for a reason that may pass, such as a lost connection

Slice = Sequence[tuple[Task, "bytes | None"]]


class PipelinePlugin(WorkerPlugin):
    """Keeps a supervised process with the pipeline for each thread of a Dask worker, from its start to its end."""

    name = _PLUGIN

    def __init__(self, wanted: WorkerSettings, settings: Settings, version: str) -> None:
        """Make it, where the command runs.

        Args:
            wanted: what the processes need to know.
            settings: of the run.
            version: what the records are made by, according to the command (`made_by`).
        """
        self._wanted, self._settings, self._version = wanted, settings, version
        self._places: queue.SimpleQueue[Supervised] | None = None
        self._all: list[Supervised] = []

    def setup(self, worker: Any) -> None:
        """Start the processes; Dask calls it on every worker, also on those that join later."""
        found = made_by(self._settings.pipeline)
        if found != self._version:
            raise WorkerError(
                f"The worker {worker.address} has another version of zapisnik, of its rules, or of an engine.",
                remedy="Install the same versions on all computers.",
            )
        self._places = queue.SimpleQueue()
        for _ in range(worker.state.nthreads):
            place = Supervised(self._wanted, memory_limit=self._settings.memory_limit, time_limit=self._settings.time_limit)
            place.start()
            self._all.append(place)
            self._places.put(place)

    def teardown(self, worker: Any) -> None:
        """End the processes."""
        for place in self._all:
            place.close(kill=True)
        self._all = []

    @contextmanager
    def place(self) -> Iterator[Supervised]:
        """One of the processes, for as long as the block lasts."""
        assert self._places is not None
        place = self._places.get()
        try:
            yield place
        finally:
            self._places.put(place)


def process_slice(inputs: Slice, out: Path, layout: Layout, wanted: WorkerSettings, scratch: Path, name: str) -> list[Result]:
    """Make and write the records of some inputs; it runs on a Dask worker.

    Args:
        inputs: the inputs, with their bytes where they are known.
        out: the output folder.
        layout: of the output.
        wanted: which forms of the records are needed.
        scratch: folder for temporary files.
        name: of the file of lines in which the records wait for their shard.

    Returns:
        The results, without the records.
    """
    plugin = get_worker().plugins[_PLUGIN]
    assert isinstance(plugin, PipelinePlugin)
    with plugin.place() as place:
        results = list(place.process(inputs))
    if wanted.pretty:
        for result in results:
            write_records(out, result, scratch)
    if wanted.line:
        lines: list[bytes] = []
        for result in results:
            result.line = len(lines)
            lines += [outcome.line for outcome in result.outcomes if outcome.failure is None]
        spool = write_spool(out, name, lines, scratch) if lines else ""
        for result in results:
            result.lines_file = spool
    for result in results:
        for outcome in result.outcomes:
            outcome.line = outcome.pretty = b""
    return results


class DaskEngine:
    """See `runner.Engine`."""

    shard_writers = 4

    def __init__(self, out: Path, layout: Layout, settings: Settings, wanted: WorkerSettings, scratch: Path) -> None:
        """Connect to the cluster, or start one here.

        Raises:
            WorkerError: the scheduler does not answer, or a worker has another version.
        """
        self._out, self._layout, self._wanted, self._scratch = out.absolute(), layout, wanted, scratch.absolute()
        self._cluster: LocalCluster | None = None
        self._stopped = threading.Event()
        self.restarts = 0
        self.peak = 0
        try:
            if settings.scheduler is None:
                self._cluster = LocalCluster(
                    n_workers=max(1, settings.workers),
                    threads_per_worker=1,
                    processes=True,
                    memory_limit=0,  # the processes with the pipeline have a limit of their own
                    dashboard_address=":0",  # any port that is free
                    silence_logs=logging.CRITICAL,
                )
            self._client = Client(self._cluster or settings.scheduler, timeout=_PATIENCE, set_as_default=False)
            version = made_by(settings.pipeline)
            self._client.register_plugin(PipelinePlugin(wanted, settings, version), name=_PLUGIN)
        except WorkerError:
            self.close(kill=True)
            raise
        except Exception as error:  # Dask raises what its connections raise, of many kinds
            self.close(kill=True)
            raise WorkerError(
                f"The scheduler {settings.scheduler or 'on this computer'} does not answer ({error}).",
                remedy="Check --scheduler, and whether it can be reached from here.",
            ) from error

    @property
    def jobs(self) -> int:
        """Threads of all workers."""
        return max(1, sum(self._client.nthreads().values()))

    def process(self, tasks: list[Task]) -> Iterator[Result]:
        """See `runner.Engine`.

        Raises:
            WorkerError: the cluster is lost.
            OutputError: a worker cannot write.
        """
        jobs = self.jobs
        size = min(_LARGEST_SLICE, max(1, len(tasks) // (_SLICES_A_THREAD * jobs)))
        waiting: deque[Sequence[Task]] = deque(tasks[first : first + size] for first in range(0, len(tasks), size))
        numbers = {task.uri: number for number, task in enumerate(tasks)}
        given: dict[Future, Sequence[Task]] = {}
        with self._client.as_current():
            done = as_completed()

        def give_out() -> None:
            while waiting and len(given) < _SLICES_A_THREAD * jobs and not self._stopped.is_set():
                part = waiting.popleft()
                future = self._submit([(task, data_of(task)) for task in part], numbers[part[0].uri])
                given[future] = part
                done.add(future)

        give_out()
        while given:
            try:
                future = next(done)
                part = given.pop(future)
                results = future.result()
            except KilledWorker:
                # every worker that had it was lost: look for the input by halves
                if len(part) > 1:
                    waiting.extendleft([part[len(part) // 2 :], part[: len(part) // 2]])
                    results = []
                else:
                    results = [_lost(part[0])]
            except (OSError, StopIteration, TimeoutError) as error:
                raise WorkerError(f"The cluster is lost ({error}).", remedy="The same command goes on from here.") from error
            future.release()
            give_out()
            for result in results:
                self.peak = max(self.peak, result.memory)
                yield result

    def _submit(self, inputs: Slice, number: int) -> Future:
        digest = hashlib.sha256("\n".join(task.uri for task, _ in inputs).encode()).hexdigest()
        name = f"{number:05}-{digest[:10]}"
        return self._client.submit(
            process_slice,
            inputs,
            self._out,
            self._layout,
            self._wanted,
            self._scratch,
            name,
            pure=False,
            retries=_RETRIES,
        )

    def write_shard(self, name: str, places: Sequence[Place]) -> None:
        """See `runner.Engine`; a worker does it."""
        self._client.submit(
            write_shard, self._out, self._layout, name, list(places), self._scratch, pure=False, retries=_RETRIES
        ).result()

    def stop(self) -> None:
        """See `runner.Engine`."""
        self._stopped.set()

    def close(self, *, kill: bool) -> None:
        """See `runner.Engine`: the cluster of the user lives on, without our plugin."""
        self._stopped.set()
        client: Client | None = getattr(self, "_client", None)
        if client is not None and client.status != "closed":
            if self._cluster is None:
                with suppress(Exception):
                    client.unregister_worker_plugin(_PLUGIN)
            with suppress(Exception):
                client.close(timeout=5)
        if self._cluster is not None:
            with suppress(Exception):
                self._cluster.close(timeout=5)
            self._cluster = None


def _lost(task: Task) -> Result:
    failure = Failure(
        task.uri,
        "worker-died",
        "Every worker of the cluster that read it was lost.",
        "It is left out; please report it with the document if you may.",
    )
    return Result(task.uri, [Outcome(task.uri, str(task.record), failure)])
