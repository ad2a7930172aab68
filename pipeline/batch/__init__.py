"""The batch room: many reports in, a validated record for each out, and a report of the run.

>>> from pipeline import batch
>>> report = batch.run(["samples"], "outputs")  # doctest: +SKIP
>>> report.written, report.failures  # doctest: +SKIP
(8, [])
"""

from __future__ import annotations

from pipeline.batch.inputs import STANDARD_INPUT, Plan, Task, plan
from pipeline.batch.report import Failure, Progress, RunReport
from pipeline.batch.runner import RUN_FILE, OutputError, run

__all__ = [
    "RUN_FILE",
    "STANDARD_INPUT",
    "Failure",
    "OutputError",
    "Plan",
    "Progress",
    "RunReport",
    "Task",
    "plan",
    "run",
]
