"""What the commands share: where they print, how they report errors, and the options that recur."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from pipeline.errors import ZapisnikError

FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130


def _as_confidence(value: str) -> float:
    """Read a number from 0 to 1; `typer` makes a usage error of a `BadParameter`."""
    try:
        confidence = float(value)
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise typer.BadParameter(f"{value!r} is no number from 0 to 1.")
    return confidence


ConfidenceOption = Annotated[
    "float | None",
    typer.Option(
        "--min-confidence",
        parser=_as_confidence,
        show_default=False,
        metavar="0…1",
        help="Leave out items of a lower confidence: fewer are found, more of them are right.",
    ),
]
AuthorityOption = Annotated[
    Path | None,
    typer.Option(
        "--authority",
        dir_okay=False,
        show_default=False,
        metavar="FILE",
        help="CSV of organizations and persons (name, variants, acronym, type, id) whose names take precedence.",
    ),
]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show the whole traceback of an error.")]


def results() -> Console:
    """The console for what the user asked for (standard output)."""
    return Console(highlight=False)


class _Messages(Console):
    """A console whose reader may leave: the work goes on without messages."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def messages() -> Console:
    """The console for progress and errors (standard error)."""
    return _Messages(stderr=True, highlight=False)


def print_line(line: str | Text, console: Console | None = None) -> None:
    """Print one message on standard error.

    Where that is no terminal the line is not wrapped, so that it can be searched.

    Args:
        line: the message; brackets in it are no markup.
        console: where a progress bar is shown, its console.
    """
    console = console or messages()
    console.print(Text(line) if isinstance(line, str) else line, soft_wrap=not console.is_terminal)


def print_failure(where: str, message: str, remedy: str = "", *, console: Console | None = None) -> None:
    """Print one failure on standard error: where, what, and what can be done about it; `console` as in `print_line`."""
    line = Text.assemble((where, "bold red"), ": ", message)
    if remedy:
        line.append(f" {remedy}", "yellow")
    print_line(line, console)


@contextmanager
def errors_reported(debug: bool) -> Iterator[None]:
    """Turn an error inside the block into a message and an exit code; with `debug` the traceback is shown."""
    try:
        yield
    except ZapisnikError as error:
        if debug:
            raise
        print_failure("error", str(error.args[0]), error.remedy)
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as error:
        print_failure("interrupted", "stopped before the end.")
        raise typer.Exit(INTERRUPTED) from error
    except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
        raise
    except Exception as error:
        if debug:
            raise
        remedy = "This is a fault of zapisnik; --debug shows where. Please report it with that output."
        print_failure("error", f"{type(error).__name__}: {error}", remedy)
        raise typer.Exit(FAILED) from error


def prepare_engines() -> None:
    """Load spaCy as a process of this program needs it; to be called by a command that reads text."""
    from pipeline.language.engines import leave_torch_out  # noqa: PLC0415 - spaCy is slow to import

    leave_torch_out()


def read_standard_input() -> bytes:
    """Everything on standard input, as bytes."""
    return sys.stdin.buffer.read()
