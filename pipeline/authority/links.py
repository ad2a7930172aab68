"""What may be said of two names: that they are one entity, or that a person should decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from pipeline.authority.mentions import Name


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names that may be one entity.

    Attributes:
        one, other: places of the names in their list.
        reason: a stable word that says why they may be one; see `docs/entities.md`.
        score: how likely it is, 0 to 1; what the author of the rule expects, no measured probability.
    """

    one: int
    other: int
    reason: str
    score: float


_LONGEST_KEY = 12  # words of a name beyond which it is not compared word by word
_SHORTEST_WORD = 4  # letters of a word in which a slip of the pen can be told from another word
_LARGEST_BLOCK = 40  # names that share all but a misspelt word; more are a pattern (`osnovna škola …`) and no slip


def similarity(one: str, other: str) -> float:
    """Likeness of two words by the optimal string alignment distance (one slip: a letter more, less, other or swapped), 0 to 1.

    >>> similarity("socijaln", "socjaln") > 0.8
    True
    """
    return float(OSA.normalized_similarity(one, other))


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter more, less, other, or by two that are swapped; no figures."""
    if min(len(one), len(other)) < _SHORTEST_WORD or one.isdigit() or other.isdigit():
        return False
    return int(OSA.distance(one, other, score_cutoff=1)) == 1


def one_word_apart(keys: Sequence[tuple[tuple[str, ...], str]]) -> Iterator[tuple[int, int, int]]:
    """Pairs of keys that are alike but for one slip in one word.

    Each key is filed under itself with one letter of one word left out (the deletion neighbourhood of Mor and Fraenkel, "A hash
    code method for detecting and correcting spelling errors", 1982); keys in one file are compared. The work grows with the
    number of keys and not with its square: files that are larger than a slip explains are passed over.

    Args:
        keys: for each name its words and what must be equal besides.

    Yields:
        The places of two keys and of the word.
    """
    hashes: list[int] = []
    owners: list[int] = []
    for place, (words, besides) in enumerate(keys):
        if len(words) > _LONGEST_KEY:
            continue
        for at, letters in enumerate(words):
            if len(letters) < _SHORTEST_WORD or letters.isdigit():
                continue
            rest = (*words[:at], "", *words[at + 1 :], besides)
            for cut in {letters, *(letters[:left_out] + letters[left_out + 1 :] for left_out in range(len(letters)))}:
                hashes.append(hash((rest, cut)))
                owners.append(place)
    seen: set[tuple[int, int]] = set()
    for block in _blocks(hashes, owners):
        for number, one in enumerate(block):
            for other in block[number + 1 :]:
                pair = (one, other) if one < other else (other, one)
                if pair in seen:
                    continue
                seen.add(pair)
                word = _only_difference(keys[pair[0]], keys[pair[1]])
                if word is not None and is_slip(keys[pair[0]][0][word], keys[pair[1]][0][word]):
                    yield pair[0], pair[1], word


def _blocks(hashes: list[int], owners: list[int]) -> Iterator[list[int]]:
    """The owners that share a hash, two or more and not too many."""
    if not hashes:
        return
    values = numpy.array(hashes, dtype=numpy.int64)
    names = numpy.array(owners, dtype=numpy.int64)
    order = numpy.argsort(values, kind="stable")
    values, names = values[order], names[order]
    starts = numpy.flatnonzero(numpy.concatenate(([True], values[1:] != values[:-1])))
    ends = numpy.append(starts[1:], len(values))
    sizes = ends - starts
    for which in numpy.flatnonzero((sizes > 1) & (sizes <= _LARGEST_BLOCK)):
        block = sorted(set(names[starts[which] : ends[which]].tolist()))
        if len(block) > 1:
            yield block


def _only_difference(one: tuple[tuple[str, ...], str], other: tuple[tuple[str, ...], str]) -> int | None:
    if one[1] != other[1] or len(one[0]) != len(other[0]):
        return None
    places = [at for at, (first, second) in enumerate(zip(one[0], other[0], strict=True)) if first != second]
    return places[0] if len(places) == 1 else None


def in_order(names: Sequence[Name], places: Sequence[int]) -> list[int]:
    """The places, names of most records first; equal ones by their text, so that the order of reading does not matter."""
    return sorted(places, key=lambda place: (-len(names[place].records), names[place].text, names[place].authority_id))
