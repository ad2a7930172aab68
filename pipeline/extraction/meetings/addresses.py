"""The street and number of a place: `u ulici Zmaja od Bosne 14`, `Trg šehida br. 3`, `restoran „Sunce“ (Titova 22, Tuzla)`."""

from __future__ import annotations

import re

_KIND = r"(?:[Uu]l\.|[Uu]lic[aiu]|[Bb]ulevar\w{0,2}|[Tt]rg\w{0,2})"
_NUMBER = r"(?:br\.?\s?|broj\s)?(?:\d{1,4}\s?[A-Za-z]?|bb)(?!\w|\.\s?[a-zčćđšž\d]|\s?(?:sat|h\b))"
_STREET = re.compile(rf"\b(?P<kind>{_KIND})\s(?P<rest>(?:[\w.’-]+\s){{1,6}}?{_NUMBER})")
_IN_BRACKETS = re.compile(rf"“ ?\((?P<rest>[A-ZČĆĐŠŽ][\w-]+(?: [\w-]+){{0,3}} {_NUMBER})(?:, [^()\n]{{2,30}})?\)")


def address(text: str, start: int, end: int) -> str | None:
    """The first street with its number in `[start, end)`, the kind of street in the nominative; None where none stands."""
    street = _STREET.search(text, start, end)
    if street:
        kind = street["kind"].lower()
        named = "Ulica" if kind.startswith("ul") else "Bulevar" if kind.startswith("bul") else "Trg"
        return f"{named} {' '.join(street['rest'].split())}"
    bracketed = _IN_BRACKETS.search(text, start, end)
    return bracketed["rest"] if bracketed else None
