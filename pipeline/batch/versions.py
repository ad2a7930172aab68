"""What makes the records: named in the report of a run, and the reason to make a record again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from platform import python_version

from pipeline import __version__
from pipeline.records.model import SCHEMA_VERSION
from pipeline.records.provenance import provenance

ENGINES = ("classla", "spacy", "jsonschema")


@cache
def versions() -> dict[str, str]:
    """The versions of the programs at work, by name."""
    return {"zapisnik": __version__, "python": python_version(), **{name: version(name) for name in ENGINES}}


def made_by(pipeline: str) -> str:
    """A hash of all that the content of a record depends on besides the document: program, rules, models, engines, schema.

    Args:
        pipeline: what names the spaCy pipeline: the function that loads it, or its configuration.

    Returns:
        32 hexadecimal digits.
    """
    known = {
        "provenance": asdict(provenance()),
        "engines": {name: number for name, number in versions().items() if name in ("classla", "spacy")},
        "schema": SCHEMA_VERSION,
        "model": _model(),
        "pipeline": pipeline,
    }
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:32]


@cache
def _model() -> str:
    """The hash of the shipped model's manifest, which has the hashes of its files; empty where no model is."""
    manifest = Path(str(files("pipeline.language.model") / "data" / "manifest.json"))
    return hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else ""
