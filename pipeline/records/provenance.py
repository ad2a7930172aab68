"""What made a record: the program, its engine, and a hash of the rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.records.model import Pipeline, Provenance

if TYPE_CHECKING:
    from importlib.abc import Traversable

NAME = "zapisnik"
RULES_ALONE = "rules"
AUTHORITY = "authority"  # under this name a user's authority file stands among the models
# what a record's content depends on, below the package
_RULES = ("edtf.py", "reading", "language", "extraction", "records")
_NOT_RULES = frozenset({"__pycache__", "schemas", "data"})  # the model in `data` has a hash of its own
# what handles records that are made, and is not imported to make one: a change in it is no reason to make them again
_AFTER_RECORDS = frozenset({"records/files.py", "records/frames.py"})


def provenance(engine: tuple[str, dict[str, str]] | None = None, *, authority: str | None = None) -> Provenance:
    """The provenance of a record that is made now.

    Args:
        engine: what analyzed the text, and its models with their versions; None where the rules worked alone.
        authority: the SHA-256 of a user's authority file; stands among the models, under `authority`.
    """
    name, models = engine or (RULES_ALONE, {})
    if authority is not None:
        models = models | {AUTHORITY: f"sha256:{authority}"}
    return Provenance(pipeline=Pipeline(NAME, __version__), engine=name, models=models, rules=rules_hash())


@cache
def rules_hash() -> str:
    """SHA-256 over word tables and code of the rules, hexadecimal; the same in a checkout and in an installed package."""
    digest = hashlib.sha256()
    package = files("pipeline")
    for name in _RULES:
        for path, file in rule_files(package.joinpath(name), name):
            content = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def rule_files(place: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """The files below a place that the rules are made of, each with its path below the package.

    Args:
        place: a file or folder of the package.
        path: its path below the package.
    """
    if place.is_file():
        if path not in _AFTER_RECORDS:
            yield path, place
        return
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.name not in _NOT_RULES and not entry.name.startswith("."):
            yield from rule_files(entry, f"{path}/{entry.name}")
