"""A worker: a process that loads the pipeline once and makes records of the inputs it is sent, until its input ends.

Messages are pickled, one after another, on standard input and output. The worker writes no file and outlives its parent for no
longer than the document at hand.
"""

from __future__ import annotations

import faulthandler
import gc
import pickle
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Any

from pipeline.batch.processing import Processor, resident_memory
from pipeline.errors import ZapisnikError
from pipeline.processes import serve_parent
from pipeline.reading.limits import DEFAULT, Options

DEFAULT_LOAD = "pipeline:load"

# a document makes some 100,000 objects, nearly none of them in cycles: Python need not look for these so often, and not at all
# at the word tables, which are read with the first documents and stay
GC_THRESHOLDS = (10_000, 10, 10)
# until these are there, it would look again and again through what stays: a fourth of the start
_GC_THRESHOLDS_AT_START = (1_000_000, 10, 10)
_SETTLED = frozenset({1, 100})


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker needs to know before the first input.

    Attributes:
        load: the function that makes the pipeline, as `module:function`.
        analyzer: its argument; None for none.
        authority: its argument of that name; None for none.
        pretty: see `Processor`.
        line: see `Processor`.
        min_confidence: see `Processor`.
        corrections: see `Processor`.
        options: see `Processor`.
    """

    load: str = DEFAULT_LOAD
    analyzer: str | None = None
    authority: str | None = None
    pretty: bool = True
    line: bool = False
    min_confidence: float | None = None
    corrections: str | None = None
    options: Options = DEFAULT


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker's first message: the pipeline is loaded.

    Attributes:
        memory: resident memory of the process, bytes; 0 where it is not known.
    """

    memory: int


@dataclass(frozen=True, slots=True)
class CannotLoad:
    """The worker's first and last message: the pipeline cannot be loaded."""

    code: str
    message: str
    remedy: str


def load_pipeline(settings: WorkerSettings) -> Any:
    """Make the pipeline that the settings name."""
    module, _, function = settings.load.partition(":")
    load = getattr(import_module(module), function)
    options = {} if settings.authority is None else {"authority": settings.authority}
    return load(**options) if settings.analyzer is None else load(settings.analyzer, **options)


def processor(settings: WorkerSettings) -> Processor:
    """What makes the records, with the pipeline that the settings name."""
    nlp = load_pipeline(settings)
    return processor_of(nlp, settings)


def processor_of(nlp: Any, settings: WorkerSettings) -> Processor:
    """What makes the records, with a pipeline that is there."""
    return Processor(
        nlp,
        pretty=settings.pretty,
        line=settings.line,
        min_confidence=settings.min_confidence,
        corrections=settings.corrections,
        options=settings.options,
    )


def settle() -> None:
    """Let Python's search for cycles pass over all that is there now."""
    gc.collect()
    gc.freeze()


def serve(given: IO[bytes], answers: IO[bytes]) -> None:
    """Do what the messages say."""

    def answer(message: object) -> None:
        pickle.dump(message, answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()

    gc.set_threshold(*_GC_THRESHOLDS_AT_START)
    settings: WorkerSettings = pickle.load(given)
    if settings.load == DEFAULT_LOAD and settings.analyzer != "classla":  # classla's models need PyTorch, others may
        from pipeline.language.engines import leave_torch_out  # noqa: PLC0415

        leave_torch_out()
    try:
        process = processor(settings)
    except ZapisnikError as error:
        answer(CannotLoad(error.code, str(error.args[0]), error.remedy))
        return
    answer(Ready(resident_memory()))
    done = 0
    while True:
        try:
            task, data = pickle.load(given)
        except EOFError:
            return
        if done in _SETTLED:
            settle()
            gc.set_threshold(*GC_THRESHOLDS)
        answer(process(task, data))
        done += 1


def main() -> None:
    """Serve on standard input and output."""
    faulthandler.enable()
    serve_parent(serve)
