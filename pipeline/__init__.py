"""zapisnik: Bosnian reports about meetings, filed as validated records.

The front door is lazy, so that importing the package costs nothing:

    >>> import pipeline
    >>> [d.value for d in pipeline.find_dates("Sastanak je održan 31. januara 2023. godine.")]
    ['2023-01-31']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_FRONT_DOOR = {
    "load": "pipeline.document",
    "extract": "pipeline.document",
    "find_dates": "pipeline.extraction.dates",
    "DateMention": "pipeline.extraction.dates",
    "Record": "pipeline.records",
    "ZapisnikError": "pipeline.errors",
}
__all__ = ["DateMention", "Record", "ZapisnikError", "__version__", "extract", "find_dates", "load"]

if TYPE_CHECKING:
    from pipeline.document import extract, load
    from pipeline.errors import ZapisnikError
    from pipeline.extraction.dates import DateMention, find_dates
    from pipeline.records import Record


def __getattr__(name: str) -> Any:
    if name in _FRONT_DOOR:
        return getattr(import_module(_FRONT_DOOR[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_FRONT_DOOR})
