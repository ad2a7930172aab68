"""Processes beside this one: how many may compute, how they are started, and what they do first and last."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from typing import IO


def available_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def command(module: str) -> list[str]:
    """The command line that runs `main` of a module in another Python, which sees the modules that this one sees."""
    return [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; from {module} import main; main()"]


def serve_parent(serve: Callable[[IO[bytes], IO[bytes]], None]) -> None:
    """Be the other end of the pipes of the process that started this one, then end.

    Args:
        serve: what reads from the first and answers on the second, until the first ends. What libraries print goes to standard
            error; Ctrl-C is left to the parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent decides
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)
        answers.flush()
    os._exit(0)  # nothing is left to write, and to take a pipeline apart takes a while
