"""`zapisnik validate`: do these files hold valid records?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import FAILED, DebugOption, errors_reported, messages, print_failure


def validate(
    files: Annotated[
        list[Path],
        typer.Argument(
            show_default=False, metavar="FILE...", help="Records ([bold].json[/bold]), or folders with records in them."
        ),
    ],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
    debug: DebugOption = False,
) -> None:
    """Check records against the schema, and their offsets and ids against each other.

    Every problem is printed with its file and its place in the JSON. The exit code is 1 if there was one.

    [bold]Examples[/bold]

    zapisnik validate outputs

    zapisnik validate outputs/01_vijest_praksa_travnik.json
    """
