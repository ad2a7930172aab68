"""The option `--pseudonymize`, which several commands have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.console import messages, print_line

PseudonymizeOption = Annotated[
    Path | None,
    typer.Option(
        "--pseudonymize",
        dir_okay=False,
        show_default=False,
        metavar="KEYFILE",
        help="Put codes in place of persons' names, made with this key; a new key is made where there is none. Keep it safe.",
    ),
]


def pseudonymizer(key_file: Path) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """What puts codes in place of the persons of a record.

    Raises:
        KeyFileError: the file is no key, or cannot be made.
    """
    from pipeline.corpus.pseudonyms import pseudonymize, read_key  # noqa: PLC0415 - `--help` needs nothing of it

    new = not key_file.exists()
    key = read_key(key_file, create=True)
    if new:
        print_line(f"A new key was made: {key_file}. Without it nobody can tell whom a code means.", messages())
    return lambda record: pseudonymize(record, key)


def with_pseudonyms(records: Iterator[dict[str, Any]], key_file: Path | None) -> Iterator[dict[str, Any]]:
    """The records, with codes in place of persons where a key is given."""
    return records if key_file is None else map(pseudonymizer(key_file), records)
