"""The caches of a process that reads an archive: a bound that is never reached is growth."""

from __future__ import annotations

from functools import _lru_cache_wrapper
from importlib import import_module
from pkgutil import walk_packages

import pytest

import pipeline

_LARGEST = 8192
_OF_A_USERS_FILE = {"pipeline.extraction.authority.matching.forms_of"}  # of the words of the file, not of the archive


def _caches() -> dict[str, _lru_cache_wrapper[object]]:
    """All bounded caches of the rooms that read every document, by name."""
    found = {}
    for room in ("language", "extraction"):
        for module in walk_packages([f"{pipeline.__path__[0]}/{room}"], f"pipeline.{room}."):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, _lru_cache_wrapper) and value.cache_parameters()["maxsize"] is not None:
                    found[f"{value.__module__}.{name}"] = value
    return found


@pytest.mark.parametrize("name", sorted(_caches().keys() - _OF_A_USERS_FILE))
def test_caches_of_words_are_small_enough_to_be_full_after_a_thousand_reports(name: str) -> None:
    maxsize = _caches()[name].cache_parameters()["maxsize"]
    assert maxsize is not None
    assert maxsize <= _LARGEST
