"""The lexicon that lies beside the model, and where that is; apart from the model at work, for it is read without it."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import ModelError

SHIPPED = Path(__file__).parent / "data"


def read_lexicon(path: Path) -> tuple[frozenset[str], dict[tuple[str, str], str]]:
    """The lexicon: rows of one cell are lemmas that exist, rows of three are form, tag and lemma.

    Raises:
        ModelError: if the file is damaged.
    """
    lemmas: set[str] = set()
    forms: dict[tuple[str, str], str] = {}
    try:
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 1:
                lemmas.add(line)
            else:
                form, tag, lemma = cells
                forms[form, tag] = lemma
    except (OSError, EOFError, ValueError) as error:
        raise damaged(path, error) from error
    return frozenset(lemmas), forms


def write_lexicon(path: Path, lemmas: Sequence[str], forms: dict[tuple[str, str], str]) -> None:
    """Write what `read_lexicon` reads; the same lexicon gives the same bytes."""
    lines = [*sorted(lemmas), *(f"{form}\t{tag}\t{lemma}" for (form, tag), lemma in sorted(forms.items()))]
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), compresslevel=9, mtime=0))


def damaged(path: Path, error: Exception) -> ModelError:
    """The error for a file of a model that cannot be read."""
    return ModelError(f"{path} is damaged: {error}", remedy="Install zapisnik again, or run without the model: --engine rules.")
