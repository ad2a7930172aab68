"""`zapisnik forget`: take a person out of a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import FAILED, DebugOption, errors_reported, messages, print_line


def forget(
    corpus: Annotated[Path, typer.Argument(show_default=False, metavar="CORPUS", help="A database made by `zapisnik index`.")],
    name: Annotated[str, typer.Argument(show_default=False, metavar="NAME", help='First name and surname: "Ime Prezime".')],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say where the name stands, and change nothing.")] = False,
    debug: DebugOption = False,
) -> None:
    """Remove every trace of a person from a corpus: tables, texts, indexes, free pages, log.

    All forms of the name go, in both scripts, also the surname alone; in texts
    \\[izbrisano] stands in its place. All persons of that name go, for nothing tells
    them apart. The database remembers a hash of the name, so that it does not come back
    with the next `zapisnik index`.

    The files of records that the corpus was made from, and the reports themselves, are
    not touched: remove the name there as well.

    [bold]Examples[/bold]

    zapisnik forget corpus.db "Ime Prezime" --dry-run

    zapisnik forget corpus.db "Ime Prezime" --yes
    """
    with errors_reported(debug):
        from pipeline.corpus import Store  # noqa: PLC0415 - `--help` needs nothing of it
        from pipeline.corpus.forgetting import forget as forgotten  # noqa: PLC0415
        from pipeline.corpus.forgetting import traces  # noqa: PLC0415

        console = messages()
        with Store.open(corpus, read_only=dry_run) as store:
            found = traces(store, name)
            for trace in found:
                print_line(f"{trace.uri}: {trace.places} in the text, {trace.listed} in the participants", console)
            if dry_run:
                print_line(f"{len(found)} records hold the name; nothing was changed.", console)
                return
            if not yes and not typer.confirm(f"Remove {name} from {len(found)} records? This cannot be undone."):
                raise typer.Exit(FAILED)
            forgotten(store, name)
        print_line(f"{name} was removed from {len(found)} record{'' if len(found) == 1 else 's'} of {corpus}.", console)
        print_line("The records and reports outside of it may still hold the name.", console)
