"""Which script a text is written in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from pipeline.reading.source import Script

_LATIN = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_OTHER = re.compile("[^\\W\\d_A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0400-\u052f]")


def script_of(text: str) -> Script:
    """The one of the two scripts that more letters belong to; Latin where there is no letter."""
    cyrillic = len(_CYRILLIC.findall(text))
    return "Cyrl" if cyrillic and cyrillic > len(_LATIN.findall(text)) else "Latn"


def other_script(text: str) -> str | None:
    """The name of the script of most letters if it is neither Latin nor Cyrillic (`Greek`), else None."""
    others = _OTHER.findall(text)
    if not others or len(others) <= len(_LATIN.findall(text)) + len(_CYRILLIC.findall(text)):
        return None
    names = Counter(unicodedata.name(char, "UNKNOWN").split()[0] for char in others)
    name = min(names, key=lambda name: (-names[name], name))
    return "Chinese" if name == "CJK" else name.capitalize()
