"""From annotated sentences to batches of numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from pipeline.language.model.edit_scripts import edit_script
from pipeline.language.model.pieces import BEGIN, END, PADDING, UNKNOWN, Pieces
from pipeline.training.data import NEWS_TYPES, Sentence
from pipeline.training.labels import IGNORED, Labels, values_of

LONGEST = 250  # pieces in a window, both ends included
_JOINED_WORDS = 110  # a window of several sentences has no more


@dataclass
class Window:
    """What the network sees at once, with the number of the right value for each word and head."""

    pieces: list[int] = field(default_factory=lambda: [BEGIN])
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    targets: dict[str, list[int]] = field(default_factory=dict)
    partial: list[bool] = field(default_factory=list)


class Encoder:
    """Turns sentences into windows."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self._pieces = pieces
        self._labels = labels

    @property
    def pieces(self) -> list[str]:
        """The pieces in the order of their numbers."""
        return self._pieces.names

    def window(self, sentences: Sequence[Sentence]) -> Window:
        """One window over neighbouring sentences; what does not fit is cut off."""
        window = Window(targets={name: [] for name in self._labels.heads})
        for sentence in sentences:
            targets, partial = self._targets(sentence)
            for place, word in enumerate(sentence.words):
                numbers = self._pieces(word)
                if len(window.pieces) + len(numbers) >= LONGEST:
                    break
                window.first.append(len(window.pieces))
                window.pieces += numbers
                window.last.append(len(window.pieces) - 1)
                for name, values in targets.items():
                    window.targets[name].append(values[place])
                window.partial.append(partial[place])
        window.pieces.append(END)
        return window

    def _targets(self, sentence: Sentence) -> tuple[dict[str, list[int]], list[bool]]:
        labels = self._labels
        count = len(sentence.words)
        targets = {name: [IGNORED] * count for name in labels.heads}
        partial = [False] * count
        if sentence.entities is not None:
            names = ["O"] * count
            for entity in sentence.entities:
                names[entity.start] = f"B-{entity.label}"
                for place in range(entity.start + 1, entity.end):
                    names[place] = f"I-{entity.label}"
            targets["entity"] = [labels.entity_number[name] for name in names]
            if sentence.types == frozenset(NEWS_TYPES):
                partial = [name == "O" for name in names]
        if sentence.tags is not None:
            for place, (upos, tag, _) in enumerate(sentence.tags):
                targets["class"][place] = labels.class_number.get((upos, tag), IGNORED)
                for name, value in values_of(upos, tag).items():
                    targets[name][place] = labels.group_numbers[name].get(value, IGNORED)
        if sentence.lemmas is not None:
            for place, (word, lemma) in enumerate(zip(sentence.words, sentence.lemmas, strict=True)):
                targets["script"][place] = labels.script_number.get(edit_script(word, lemma), IGNORED)
        if sentence.begins:
            targets["begin"] = [int(place in sentence.begins) for place in range(count)]
        return targets, partial


def group(sentences: Sequence[Sentence], chance: random.Random, joined: float) -> Iterator[list[Sentence]]:
    """Neighbours of one document joined by chance, so that the model meets windows of more than one sentence."""
    current: list[Sentence] = []
    size = 0
    for sentence in sentences:
        fits = current and current[-1].document == sentence.document and size + len(sentence.words) <= _JOINED_WORDS
        if current and not (fits and chance.random() < joined):
            yield current
            current, size = [], 0
        current.append(sentence)
        size += len(sentence.words)
    if current:
        yield current


@dataclass(frozen=True)
class Batch:
    """Tensors of (rows, pieces) and (rows, words); targets by head, `IGNORED` where nothing is known."""

    pieces: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    targets: dict[str, Tensor]
    partial: Tensor


def _rounded(size: int) -> int:
    """Up to a multiple of eight: few shapes keep what torch remembers of each of them small."""
    return -(-size // 8) * 8


def collate(windows: Sequence[Window]) -> Batch:
    """Pad windows to one size."""
    longest = _rounded(max(len(window.pieces) for window in windows))
    words = _rounded(max(len(window.first) for window in windows))
    rows = len(windows)
    pieces = torch.full((rows, longest), PADDING)
    mask = torch.zeros((rows, longest), dtype=torch.long)
    first = torch.zeros((rows, words), dtype=torch.long)
    last = torch.zeros((rows, words), dtype=torch.long)
    partial = torch.zeros((rows, words), dtype=torch.bool)
    targets = {name: torch.full((rows, words), IGNORED) for name in windows[0].targets}
    for row, window in enumerate(windows):
        size, count = len(window.pieces), len(window.first)
        pieces[row, :size] = torch.tensor(window.pieces)
        mask[row, :size] = 1
        first[row, :count] = torch.tensor(window.first, dtype=torch.long)
        last[row, :count] = torch.tensor(window.last, dtype=torch.long)
        partial[row, :count] = torch.tensor(window.partial, dtype=torch.bool)
        for name, values in window.targets.items():
            targets[name][row, :count] = torch.tensor(values, dtype=torch.long)
    return Batch(pieces, mask, first, last, targets, partial)


def batches(windows: Sequence[Window], size: int, chance: random.Random | None) -> Iterator[Batch]:
    """Windows of like length together, at most `size` pieces a batch; in the order of chance where one is given."""
    keyed = [(len(window.pieces) + (chance.random() * 6 if chance else 0), n) for n, window in enumerate(windows)]
    packs: list[list[Window]] = [[]]
    for _, number in sorted(keyed):
        window = windows[number]
        if packs[-1] and (len(packs[-1]) + 1) * len(window.pieces) > size:
            packs.append([])
        packs[-1].append(window)
    if chance:
        chance.shuffle(packs)
    for pack in packs:
        if pack:
            yield collate(pack)


def blank_some(batch: Batch, share: float) -> Batch:
    """Put the sign for the unknown in the place of some pieces, so that the neighbours must speak for them."""
    hidden = (torch.rand(batch.pieces.shape) < share) & (batch.pieces > UNKNOWN)
    return Batch(batch.pieces.masked_fill(hidden, UNKNOWN), batch.mask, batch.first, batch.last, batch.targets, batch.partial)
