"""From an input to its records, in the process that holds the pipeline."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.inputs import Task
from pipeline.batch.outcome import Outcome, Result
from pipeline.batch.report import Failure
from pipeline.batch.sources import record_path, sources
from pipeline.corpus.corrections import BadCorrections, Folder, apply
from pipeline.errors import ZapisnikError
from pipeline.reading import Options, Source, Unread, sketch
from pipeline.reading.limits import DEFAULT
from pipeline.records import InvalidRecord, Record, problems
from pipeline.records.threshold import at_least

if TYPE_CHECKING:
    from spacy.language import Language

_OUR_FAULT = "This is a fault of zapisnik. Please report it with the document if you may."
_PAGE = os.sysconf("SC_PAGESIZE") if hasattr(os, "sysconf") else 0


class Processor:
    """Reads, extracts, validates and serializes; whatever goes wrong with a document becomes its failure."""

    def __init__(
        self,
        nlp: Language,
        *,
        pretty: bool,
        line: bool,
        min_confidence: float | None = None,
        corrections: str | None = None,
        options: Options = DEFAULT,
    ) -> None:
        """Make one for a pipeline.

        Args:
            nlp: the pipeline.
            pretty: give each record as the text of a file of its own.
            line: give each record as a line of JSON.
            min_confidence: leave out items of a lower confidence (0 to 1).
            corrections: folder with corrections by hand, which win over extraction; None for none.
            options: limits of reading, and what the reading room is asked for.
        """
        self._corrections = None if corrections is None else Folder(corrections)
        self._options = options
        self._nlp = nlp
        self._pretty, self._line = pretty, line
        self._min_confidence = min_confidence

    def __call__(self, task: Task, data: bytes | None = None) -> Result:
        """Make the records of one input.

        Args:
            task: the input.
            data: its bytes, where they are known already.
        """
        seconds: dict[str, float] = {}
        stamp, read_at = task.stamp(), time.time_ns()
        outcomes: list[Outcome] = []
        documents = sources(task, data, self._options)
        while True:
            try:
                with _clock(seconds, "reading"):
                    source = next(documents, None)
            except Exception as error:
                outcomes.append(Outcome(task.uri, str(task.record), _failure(task.uri, error)))
                break
            if source is None:
                break
            if isinstance(source, Unread):
                outcomes.append(Outcome(source.uri, str(record_path(task, source.uri)), _failure(source.uri, source.error)))
            else:
                outcomes.append(self._outcome(task, source, seconds))
        with _clock(seconds, "reading"):
            digest = hashlib.sha256(data).hexdigest() if data is not None else ""
            if data is None and all(outcome.failure is None for outcome in outcomes):
                digest = task.digest()
                if task.stamp() != stamp:  # it changed meanwhile: nobody knows which content was read
                    digest = ""
        return Result(task.uri, outcomes, digest, stamp, read_at, seconds, resident_memory())

    def _outcome(self, task: Task, source: Source, seconds: dict[str, float]) -> Outcome:
        from pipeline.document import extract  # noqa: PLC0415 - spaCy is slow to import

        outcome = Outcome(source.uri, str(record_path(task, source.uri)))
        try:
            record = extract(source, self._nlp, seconds=seconds)
            if self._corrections is not None:
                with _clock(seconds, "corrections"):
                    record, outcome.corrections = _corrected(record, self._corrections)
            if self._min_confidence is not None:
                record, outcome.left_out = at_least(record, self._min_confidence)
            with _clock(seconds, "validation"):
                plain = record.to_dict()
                found = problems(plain)
            if found:
                more = f" ({len(found) - 1} more problems)" if len(found) > 1 else ""
                message = f"The record does not keep to the schema: {found[0]}{more}"
                outcome.failure = Failure(source.uri, "invalid-record", message, _OUR_FAULT)
                return outcome
            with _clock(seconds, "duplicates"):
                outcome.sketch = sketch(record.text).hex()
            with _clock(seconds, "serialization"):
                if self._pretty:
                    outcome.pretty = record.to_json().encode()
                if self._line:
                    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
                    outcome.line = text.encode()
        except Exception as error:  # a fault in a rule must not cost the other documents
            outcome.failure = _failure(source.uri, error)
            return outcome
        outcome.record_id = record.record_id
        outcome.characters = record.source.characters
        outcome.sentences = record.source.sentences
        outcome.tokens = record.source.tokens
        outcome.warnings = dict(Counter(warning.code for warning in record.warnings))
        outcome.items = {field: len(getattr(record, field)) for field in Record.ITEM_FIELDS}
        return outcome


def _corrected(record: Record, corrections: Folder) -> tuple[Record, str]:
    """The record with what a person corrected, and the hash of that; empty where nobody did.

    Raises:
        BadCorrections: if the corrections of the document are none, or make no valid record.
    """
    found = corrections.of(record.record_id)
    if found is None:
        return record, ""
    try:
        return Record.from_dict(apply(record.to_dict(), found[0], digest=found[1])), found[1]
    except InvalidRecord as error:
        raise BadCorrections(
            f"The corrections of {record.record_id} in {corrections.path} make no valid record: {error.args[0]}",
            remedy="Correct the document again, and make the file anew with `zapisnik correct`.",
        ) from error


def _failure(uri: str, error: Exception) -> Failure:
    if isinstance(error, ZapisnikError):
        return Failure(uri, error.code, str(error.args[0]), error.remedy)
    return Failure(uri, "internal-error", " ".join(f"{type(error).__name__}: {error}".split()), _OUR_FAULT)


@contextmanager
def _clock(seconds: dict[str, float], stage: str) -> Iterator[None]:
    begun = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - begun


def resident_memory(process: int | None = None) -> int:
    """The memory that a process (without a number this one) has in use, bytes; 0 where the system does not tell.

    Linux tells of every process. Elsewhere psutil is asked where it is installed, else the peak of this process is taken.
    """
    if sys.platform == "linux":
        try:
            return int(Path(f"/proc/{process or 'self'}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
        except (OSError, ValueError, IndexError):
            return 0
    return _memory_elsewhere()(process)


def _memory_elsewhere() -> Callable[[int | None], int]:
    try:
        import psutil  # noqa: PLC0415 - an extra

        def ask(process: int | None) -> int:
            try:
                return int(psutil.Process(process).memory_info().rss)
            except psutil.Error:
                return 0

        return ask
    except ImportError:

        def peak(process: int | None) -> int:
            if process is not None:
                return 0
            try:
                import resource  # noqa: PLC0415 - not on Windows
            except ImportError:
                return 0
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS counts in bytes

        return peak
