"""`zapisnik index`: records into one database that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pipeline.cli.console import FAILED, DebugOption, errors_reported, messages, print_failure, print_line
from pipeline.cli.privacy import PseudonymizeOption, pseudonymizer

if TYPE_CHECKING:
    from pipeline.corpus import Updated

DatabaseOption = Annotated[
    Path,
    typer.Option(
        "--database", "-d", dir_okay=False, show_default=False, metavar="FILE", help="The database, made if it is not there."
    ),
]


def index(
    records: Annotated[
        list[Path] | None,
        typer.Argument(
            show_default=False,
            help="Records: folders (read with subfolders), or files ([bold].json[/bold]; [bold].jsonl[/bold], also packed).",
        ),
    ] = None,
    database: DatabaseOption = Path("corpus.db"),
    pseudonymize: PseudonymizeOption = None,
    drop: Annotated[
        list[Path] | None,
        typer.Option(
            "--drop",
            show_default=False,
            metavar="PLACE",
            help="Take out the records that came from this folder or file, which may be gone. May be given several times.",
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Look for damage in the database, when all is indexed.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the word indexes anew from what the database holds.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")] = False,
    debug: DebugOption = False,
) -> None:
    """Put the records of a run into one SQLite database, to be searched with `zapisnik query`.

    Given the same folder again, it reads what is new or has changed and removes what
    is no longer there; records from other folders stay. After Ctrl-C, a crash or a full
    disk the database is whole, and the same command goes on. A record that stands in
    several folders is one.

    [bold]Examples[/bold]

    zapisnik index outputs -d corpus.db

    zapisnik index outputs/2023 outputs/2024 -d corpus.db

    zapisnik index -d corpus.db --check
    """
    if not records and not (check or rebuild or drop):
        raise typer.BadParameter("name the folder of records, or give --check, --drop or --rebuild", param_hint="RECORDS")
    with errors_reported(debug):
        from pipeline.corpus import Store  # noqa: PLC0415 - `--help` needs nothing of it

        console = messages()
        prepare = pseudonymizer(pseudonymize) if pseudonymize is not None else None
        damaged: list[str] = []
        updated = None
        with Store.open(database, create=bool(records)) as store:
            if rebuild:
                store.reindex()
            dropped = sum(store.drop(place) for place in drop or ())
            if records:
                with _counting(console, visible=not quiet) as on_record:
                    updated = store.update_from(records, prepare=prepare, on_record=on_record)
            damaged = store.check() if check else []
            count = len(store)
        for unread in updated.unread if updated else ():
            print_failure(unread.where, unread.message, console=console)
        for line in damaged:
            print_failure(str(database), line, console=console)
        if not quiet:
            if drop:
                print_line(f"{dropped:,} record{'' if dropped == 1 else 's'} taken out.", console)
            if updated:
                print_line(summary(updated, count, database), console)
            if rebuild:
                print_line("The word indexes were made anew.", console)
            if check and not damaged:
                print_line(f"{database} is whole.", console)
        if damaged or (updated and updated.unread):
            raise typer.Exit(FAILED)


def summary(updated: Updated, count: int, database: Path) -> str:
    """What was done, in one line."""
    done = [
        f"{number:,} {word}"
        for word, number in (
            ("added", updated.added),
            ("changed", updated.changed),
            ("unchanged", updated.unchanged),
            ("removed", updated.removed),
        )
        if number
    ]
    return f"{database} holds {count:,} record{'' if count == 1 else 's'}: {', '.join(done) or 'nothing to do'}."


@contextmanager
def _counting(console: Console, *, visible: bool) -> Iterator[Callable[[int], None] | None]:
    """A running number of records, if `visible` and on a terminal; it leaves no trace."""
    if not (visible and console.is_terminal):
        yield None
        return
    with console.status("Indexing…") as status:

        def on_record(number: int) -> None:
            if number % 100 == 0:
                status.update(f"Indexing… {number:,} records")

        yield on_record
