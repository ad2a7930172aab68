"""Documents with the same text: the same report in two formats, two scripts, or under two names."""

from __future__ import annotations

import heapq
from hashlib import blake2b

from pipeline.reading.languages import plain_words

_SKETCH = 24  # hashes that stand for a text
_SHINGLE = 4  # words that are hashed together
_SAME = 0.8  # estimated share of common shingles at which two texts are the same
_LEAST_WORDS = 20  # of a shorter text it cannot be said
_BYTES = 4  # of a hash
_LOOKED_UP = 6  # smallest hashes by which texts are found: two that share four fifths of their shingles share one of them


def sketch(text: str) -> bytes:
    """The smallest hashes of a text's word shingles (bottom-k MinHash; Broder, On the resemblance and containment of
    documents, 1997), four bytes each, in order.

    Script, diacritics, case, punctuation and line breaks do not count. Empty for a text of fewer than twenty words.
    """
    words = plain_words(text)
    if len(words) < _LEAST_WORDS:
        return b""
    shingles = {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
    return b"".join(heapq.nsmallest(_SKETCH, (blake2b(shingle.encode(), digest_size=_BYTES).digest() for shingle in shingles)))


class Duplicates:
    """The texts seen so far, and which are the same. What comes out depends on the order in which they are added."""

    def __init__(self) -> None:
        self._by_hash: dict[bytes, list[int]] = {}
        self._texts: list[tuple[str, bytes]] = []

    def add(self, uri: str, text: bytes) -> str | None:
        """Note a document.

        Args:
            uri: what it is called.
            text: its `sketch`.

        Returns:
            The URI of the first document with the same text, None where there is none.

        >>> seen = Duplicates()
        >>> report = "U Žepču je održan sastanak o obnovi mosta. " * 5
        >>> seen.add("a.docx", sketch(report)), seen.add("a.pdf", sketch(report.replace(" ", "  ")))
        (None, 'a.docx')
        """
        if not text:
            return None
        hashes = _hashes(text)
        found = {other for value in hashes[:_LOOKED_UP] for other in self._by_hash.get(value, ())}
        for other in sorted(found):
            name, its_text = self._texts[other]
            if its_text == text or _resemblance(hashes, _hashes(its_text)) >= _SAME:
                return name
        for value in hashes[:_LOOKED_UP]:
            self._by_hash.setdefault(value, []).append(len(self._texts))
        self._texts.append((uri, text))
        return None


def _hashes(text: bytes) -> list[bytes]:
    return [text[at : at + _BYTES] for at in range(0, len(text), _BYTES)]


def _resemblance(left: list[bytes], right: list[bytes]) -> float:
    union = heapq.nsmallest(_SKETCH, {*left, *right})
    both = set(left) & set(right)
    return sum(value in both for value in union) / len(union)
