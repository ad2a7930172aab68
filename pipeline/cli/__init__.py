"""The command `zapisnik`: one file a command, each a thin wrapper around a function of the package.

Nothing heavy (spaCy, classla, pandas) is imported before a command needs it, so that `zapisnik --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from pipeline import __version__
from pipeline.cli import models
from pipeline.cli.correct import correct
from pipeline.cli.dates import dates
from pipeline.cli.entities import entities
from pipeline.cli.explain import explain
from pipeline.cli.export import export
from pipeline.cli.forget import forget
from pipeline.cli.index import index
from pipeline.cli.plot import plot
from pipeline.cli.query import query
from pipeline.cli.run import run
from pipeline.cli.show import show
from pipeline.cli.stats import stats
from pipeline.cli.validate import validate


class _Command(TyperCommand):
    """A command whose help shows no type beside flags: they take no value."""

    def get_params(self, ctx: Any) -> Any:
        return _without_type_of_flags(super().get_params(ctx))


class _Commands(TyperGroup):
    """The same for the command that holds the others."""

    def get_params(self, ctx: Any) -> Any:
        return _without_type_of_flags(super().get_params(ctx))


def _without_type_of_flags(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""
    return parameters


app = typer.Typer(
    name="zapisnik",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all well, 1 some documents failed, 2 wrong usage, 130 interrupted.",
)
for command in (run, show, explain, validate, index, query, stats, plot, forget, export, correct, entities, dates):
    app.command(cls=_Command, no_args_is_help=True)(command)

models_app = typer.Typer(cls=_Commands, no_args_is_help=True, rich_markup_mode="rich", help=models.__doc__)
for name, subcommand in models.COMMANDS.items():
    models_app.command(name, cls=_Command)(subcommand)
app.add_typer(models_app, name="models")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zapisnik {__version__}")
        raise typer.Exit


@app.callback()
def zapisnik(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Files Bosnian, Croatian and Serbian reports about meetings as validated JSON records.

    A record holds the dates, organizations, participants, meetings, conclusions
    and upcoming events of one report, each with the place in the text that it was
    read off. Everything runs on this computer.

    [bold]To begin:[/bold]  zapisnik run reports -o records
    """


def main() -> None:
    """Run the command line of this process; the console script `zapisnik`."""
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")
    app(prog_name="zapisnik")
