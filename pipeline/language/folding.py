"""Folding: the form of a text in which cues are matched."""

from __future__ import annotations

_FOLD = str.maketrans("čćđšžČĆĐŠŽ", "ccdszccdsz")


def fold(text: str) -> str:
    """Lower case without the five diacritics; the result has the length of `text`, so offsets stay valid.

    >>> fold("Općinsko Vijeće ĐURĐEVIK")
    'opcinsko vijece durdevik'
    """
    folded = text.translate(_FOLD)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)
