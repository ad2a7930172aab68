"""The batch room: many reports in, a validated record for each out, and a report of the run.

>>> from pipeline import batch
>>> report = batch.run(["samples"], "outputs")  # doctest: +SKIP
>>> report.written, report.failures  # doctest: +SKIP
(8, [])
"""

from __future__ import annotations

from pipeline.batch.inputs import STANDARD_INPUT, Plan, Task, plan
from pipeline.batch.journal import HIDDEN, OutputInUse
from pipeline.batch.report import Failure, Progress, RunReport
from pipeline.batch.runner import preview, run
from pipeline.batch.selection import REASONS, Selection
from pipeline.batch.settings import Settings, WrongSetting
from pipeline.batch.workers import WorkerError
from pipeline.errors import MissingExtra
from pipeline.records.files import RUN_FILE
from pipeline.writing import NotOverwritten, OutputError

__all__ = [
    "HIDDEN",
    "REASONS",
    "RUN_FILE",
    "STANDARD_INPUT",
    "Failure",
    "MissingExtra",
    "NotOverwritten",
    "OutputError",
    "OutputInUse",
    "Plan",
    "Progress",
    "RunReport",
    "Selection",
    "Settings",
    "Task",
    "WorkerError",
    "WrongSetting",
    "plan",
    "preview",
    "run",
]
