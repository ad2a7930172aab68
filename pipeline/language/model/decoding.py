"""From the scores of the heads to tags, lemmas and entities."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.language.model.edit_scripts import apply_script

Scores = npt.NDArray[np.float32]
Span = tuple[int, int, str, float]

_FORBIDDEN = -1e4
_CANDIDATES = 8  # edit scripts that are tried for a word
_KNOWN_BONUS = 2.5  # what it counts (in log probability) that a lemma is in the lexicon; measured on the validation part


def log_softmax(scores: Scores) -> Scores:
    """Over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def allowed_transitions(labels: Sequence[str]) -> Scores:
    """(from, to): 0 where one IOB2 label may follow another, else a large negative number."""
    table = np.zeros((len(labels), len(labels)), np.float32)
    for a, before in enumerate(labels):
        for b, after in enumerate(labels):
            if after.startswith("I-") and before[2:] != after[2:]:
                table[a, b] = _FORBIDDEN
    return table


def best_path(scores: Scores, transitions: Scores, may_open: Scores) -> list[int]:
    """The best legal sequence of labels (Viterbi 1967).

    Args:
        scores: (words, labels), log probabilities.
        transitions: as `allowed_transitions` makes them.
        may_open: (labels,), what is added to the first word's scores.
    """
    greedy = scores.argmax(-1)
    path = greedy.tolist()
    if may_open[path[0]] == 0 and not transitions[greedy[:-1], greedy[1:]].any():
        return path  # legal as it is, and nothing scores higher
    state = scores[0] + may_open
    back = np.zeros(scores.shape, np.int64)
    for place in range(1, len(scores)):
        ways = state[:, None] + transitions
        back[place] = ways.argmax(0)
        state = ways.max(0) + scores[place]
    best = [int(state.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        best.append(int(back[place, best[-1]]))
    return best[::-1]


class Decoder:
    """Reads the scores of a model with the given labels.

    Args:
        labels: what `pipeline.training.labels.Labels.to_json` wrote.
        lemmas: lemmas that exist.
        lexicon: (form in lower case, tag) to lemma, where the training data leave no choice.
    """

    def __init__(
        self, labels: Mapping[str, Any], lemmas: Collection[str] = (), lexicon: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        self.entity_labels: list[str] = labels["entities"]
        self.classes: list[tuple[str, str, str]] = [(upos, tag, feats) for upos, tag, feats in labels["classes"]]
        self._scripts: list[str] = labels["scripts"]
        self._heads: dict[str, slice] = {}
        place = 0
        for name, size in labels["heads"].items():
            self._heads[name] = slice(place, place + size)
            place += size
        self.width = place
        self._transitions = allowed_transitions(self.entity_labels)
        self._may_open = np.array([_FORBIDDEN * label.startswith("I-") for label in self.entity_labels], np.float32)
        self._lemmas = frozenset(lemmas)
        self._lexicon = dict(lexicon or {})

    def head(self, scores: Scores, name: str) -> Scores:
        """The part of (words, width) that belongs to one head."""
        return scores[..., self._heads[name]]

    def spans(self, scores: Scores) -> list[Span]:
        """The entities of one window: (first word, word after the last, type, score).

        The score is the geometric mean of the probabilities of the words' labels, 0 to 1.
        """
        if not len(scores):
            return []
        found: list[Span] = []
        start = -1
        chances = log_softmax(self.head(scores, "entity"))
        path = best_path(chances, self._transitions, self._may_open)
        names = [self.entity_labels[number] for number in path]
        for place, name in enumerate([*names, "O"]):
            if start >= 0 and not name.startswith("I-"):
                mean = np.mean([chances[at, path[at]] for at in range(start, place)])
                found.append((start, place, names[start][2:], float(np.exp(mean))))
                start = -1
            if name.startswith("B-"):
                start = place
        return found

    def tags(self, scores: Scores) -> npt.NDArray[np.int64]:
        """The number of the class (UPOS, tag, features) of each word."""
        numbers: npt.NDArray[np.int64] = self.head(scores, "class").argmax(-1)
        return numbers

    def lemmas(self, words: Sequence[str], classes: Sequence[int], scores: Scores) -> list[str]:
        """The lemma of each word, given its class."""
        lexicon = self._lexicon
        found = [lexicon.get((word.lower(), self.classes[number][1])) for word, number in zip(words, classes, strict=True)]
        unknown = [place for place, lemma in enumerate(found) if lemma is None]
        chances = self.head(scores, "script")[unknown]
        candidates = min(_CANDIDATES, chances.shape[-1])
        likely = np.argpartition(chances, -candidates, -1)[:, -candidates:]
        values = np.take_along_axis(chances, likely, -1).tolist()
        for place, scripts, value in zip(unknown, likely.tolist(), values, strict=True):
            found[place] = self._best_lemma(words[place], scripts, value)
        return [lemma or "" for lemma in found]

    def _best_lemma(self, word: str, scripts: Sequence[int], chances: Sequence[float]) -> str:
        best, best_score = word, -float("inf")
        for script, chance in zip(scripts, chances, strict=True):
            lemma = apply_script(self._scripts[script], word)
            if lemma is None:
                continue
            score = chance + _KNOWN_BONUS * (lemma.lower() in self._lemmas)
            if score > best_score:
                best, best_score = lemma, score
        return best
