"""The corpus room: what is done with many records once they are there.

`open` gives the tables of a corpus as data frames, `Store` is the database behind it, `exports` writes records in the formats of
other programs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.corpus.frames import Corpus, open
    from pipeline.corpus.query import QueryError
    from pipeline.corpus.search import Hit, Results
    from pipeline.corpus.store import Store, StoreError, Updated

__all__ = ["Corpus", "Hit", "QueryError", "Results", "Store", "StoreError", "Updated", "open"]

_MODULES = {
    "Corpus": "frames",
    "Hit": "search",
    "QueryError": "query",
    "Results": "search",
    "Store": "store",
    "StoreError": "store",
    "Updated": "store",
    "open": "frames",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: exports need nothing of the database."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
