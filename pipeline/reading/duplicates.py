"""Documents with the same text: the same report in two formats, two scripts, or under two names."""

from __future__ import annotations

import hashlib
import heapq

from pipeline.reading.languages import plain_words

_SKETCH = 24  # hashes that stand for a text
_SHINGLE = 4  # words that are hashed together
_SAME = 0.8  # estimated share of common shingles at which two texts are the same
_LEAST_WORDS = 20  # of a shorter text it cannot be said


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of a text's word shingles (bottom-k MinHash; Broder, On the resemblance and containment of
    documents, 1997).

    Script, diacritics, case, punctuation and line breaks do not count. Empty for a text of fewer than twenty words.
    """
    words = plain_words(text)
    if len(words) < _LEAST_WORDS:
        return ()
    shingles = {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
    hashes = (int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "big") for shingle in shingles)
    return tuple(heapq.nsmallest(_SKETCH, hashes))


class Duplicates:
    """The texts seen so far, and which are the same."""

    def __init__(self) -> None:
        self._by_hash: dict[int, list[str]] = {}
        self._sketches: dict[str, tuple[int, ...]] = {}

    def add(self, uri: str, text: str) -> str | None:
        """Note a document.

        Args:
            uri: what it is called.
            text: its text.

        Returns:
            The URI of the first document with the same text, None where there is none.

        >>> seen = Duplicates()
        >>> report = "U Žepču je održan sastanak o obnovi mosta. " * 5
        >>> seen.add("a.docx", report), seen.add("a.pdf", report.replace(" ", "  "))
        (None, 'a.docx')
        """
        hashes = sketch(text)
        if not hashes:
            return None
        counts: dict[str, int] = {}
        for value in hashes:
            for other in self._by_hash.get(value, ()):
                counts[other] = counts.get(other, 0) + 1
        for other in sorted(counts, key=lambda name: (-counts[name], name)):
            if _resemblance(hashes, self._sketches[other]) >= _SAME:
                return other
        self._sketches[uri] = hashes
        for value in hashes:
            self._by_hash.setdefault(value, []).append(uri)
        return None


def _resemblance(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    union = heapq.nsmallest(_SKETCH, {*left, *right})
    both = set(left) & set(right)
    return sum(value in both for value in union) / len(union)
