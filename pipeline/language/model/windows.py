"""Sentences in windows that the encoder can see at once; long ones overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.model.pieces import BEGIN, END

LONGEST = 250  # pieces, both ends included; as in training
_OVERLAP = 60  # pieces that a window of a long sentence shares with the next


@dataclass(frozen=True)
class Window:
    """A stretch of one sentence.

    Attributes:
        sentence: number of the sentence.
        start: number of its first word in the sentence.
        numbers: its pieces, with the signs of beginning and end.
        first, last: where each word begins and ends in `numbers`.
        keep: (from, to), the words of the window whose scores count; the others are kept by its neighbour, which sees more
            of what stands around them.
    """

    sentence: int
    start: int
    numbers: list[int]
    first: list[int]
    last: list[int]
    keep: tuple[int, int]


def windows(sentence: int, words: Sequence[Sequence[int]]) -> list[Window]:
    """The windows of a sentence whose words are given as numbers of pieces; every word is kept by exactly one."""
    bounds: list[tuple[int, int]] = []
    start = 0
    while start < len(words):
        end, size = start, 2
        while end < len(words) and size + len(words[end]) <= LONGEST:
            size += len(words[end])
            end += 1
        bounds.append((start, end))
        if end == len(words):
            break
        back, shared = end, 0
        while back > start + 1 and shared < _OVERLAP:
            back -= 1
            shared += len(words[back])
        start = back
    result = []
    for place, (start, end) in enumerate(bounds):
        begin = 0 if place == 0 else (bounds[place - 1][1] - start) // 2
        stop = end - start if place == len(bounds) - 1 else bounds[place + 1][0] - start + (end - bounds[place + 1][0]) // 2
        numbers, first, last = [BEGIN], [], []
        for word in words[start:end]:
            first.append(len(numbers))
            numbers.extend(word)
            last.append(len(numbers) - 1)
        numbers.append(END)
        result.append(Window(sentence, start, numbers, first, last, (begin, stop)))
    return result
