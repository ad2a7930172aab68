"""Records as files of their own."""

from __future__ import annotations

import time
from pathlib import Path

from pipeline.batch.outcome import Result
from pipeline.batch.report import Failure
from pipeline.writing import NotOverwritten, NotWritten, write_own

#: how our own records begin; no other file in the output folder is overwritten
RECORD_BEGINS = b'{\n  "schema_version": '


def write_records(out: Path, result: Result, scratch: Path) -> None:
    """Write the records of a result as files of their own; one that cannot be written becomes a failure.

    Raises:
        OutputError: if no further record can be written either.
    """
    begun = time.perf_counter()
    for outcome in result.outcomes:
        if outcome.failure is None:
            try:
                write_own(out / outcome.record, outcome.pretty, begins=RECORD_BEGINS, scratch=scratch)
            except (NotWritten, NotOverwritten) as error:
                outcome.failure = Failure(outcome.uri, error.code, str(error.args[0]), error.remedy)
    result.seconds["writing"] = result.seconds.get("writing", 0.0) + time.perf_counter() - begun
