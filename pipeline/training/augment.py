"""Variants of annotated text, made by code: diacritics dropped, capitals, other quotation marks, other names in the same case.

Script needs no variant: what the model is given is Latin, for training as for inference. Line breaks need none either: the
tokens hold none, and windows over several sentences or half a one are made when the batches are.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.training.data import Entity, Sentence

_BARE = str.maketrans("čćšžČĆŠŽ", "ccszCCSZ")
_QUOTES = (('"', '"'), ("„", "“"), ("„", "”"), ("“", "”"), ("»", "«"), ("«", "»"), ("''", "''"))
_OPENING = {'"', "„", "“", "»", "«", "''", "``", "”"}
_WORD = re.compile(r"[A-ZČĆĐŠŽ][a-zčćđšž]+")
_SUPPORTED = ("PER", "LOC")
_SHORTEST_STEM = 2


def without_diacritics(text: str, *, dj: bool) -> str:
    """`č ć š ž` as `c c s z`, `đ` as `dj` or `d`."""
    text = text.translate(_BARE)
    return text.replace("đ", "dj" if dj else "d").replace("Đ", "Dj" if dj else "D")


@dataclass(frozen=True)
class _Inflected:
    """One word of a name: its ending in the nominative and in the form, after what both share."""

    nominative_ending: str
    form_ending: str


def _inflected(nominative: str, form: str) -> _Inflected | None:
    same = 0
    for a, b in zip(nominative, form, strict=False):
        if a != b:
            break
        same += 1
    same = min(same, len(nominative) - 2)  # two letters of the nominative, so that -ić and -ač are told apart
    if same < _SHORTEST_STEM:
        return None
    return _Inflected(nominative[same:], form[same:])


class Names:
    """The names of the corpus by the way they decline, to put one in the place of another.

    `Mevludinu` of `Mevludin` may become `Esadinu` of `Esadin`: the letters that differ, and two before the end, are the same. The
    first word of a person's name is exchanged for first words only, places for places.
    """

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        pool: dict[tuple[str, str], set[str]] = defaultdict(set)
        for sentence in sentences:
            for entity in sentence.entities or ():
                for place, nominative, _ in self._words(sentence, entity):
                    if len(nominative) > _SHORTEST_STEM:
                        pool[self._kind(entity, place), nominative[-2:]].add(nominative)
        self._pool = {key: sorted(names) for key, names in pool.items()}

    @staticmethod
    def _kind(entity: Entity, place: int) -> str:
        return f"{entity.label}:{min(place, 1)}"

    @staticmethod
    def _words(sentence: Sentence, entity: Entity) -> list[tuple[int, str, str]]:
        """(place in the name, nominative, form) of each word that can be exchanged."""
        if entity.label not in _SUPPORTED or entity.nominative is None:
            return []
        nominatives = entity.nominative.split()
        forms = sentence.words[entity.start : entity.end]
        if len(nominatives) != len(forms):
            return []
        pairs = zip(nominatives, forms, strict=True)
        return [(n, a, b) for n, (a, b) in enumerate(pairs) if _WORD.fullmatch(a) and _WORD.fullmatch(b)]

    def exchange(self, sentence: Sentence, chance: random.Random, share: float) -> Sentence:
        """The sentence with some of its names replaced, the same name by the same other one throughout."""
        words = list(sentence.words)
        other: dict[str, str] = {}
        for entity in sentence.entities or ():
            for place, nominative, form in self._words(sentence, entity):
                ending = _inflected(nominative, form)
                if ending is None:
                    continue
                if nominative not in other:
                    pool = self._pool.get((self._kind(entity, place), nominative[-2:]), [nominative])
                    other[nominative] = chance.choice(pool) if chance.random() < share else nominative
                new = other[nominative]
                if new != nominative and new.endswith(ending.nominative_ending):
                    words[entity.start + place] = new[: len(new) - len(ending.nominative_ending)] + ending.form_ending
        return replace(sentence, words=tuple(words))


def vary(sentence: Sentence, chance: random.Random, names: Names) -> Sentence:
    """One variant of a sentence for one epoch; the annotation is that of the sentence."""
    if any(entity.nominative for entity in sentence.entities or ()):
        sentence = names.exchange(sentence, chance, 0.5)
    words: Sequence[str] = sentence.words
    if chance.random() < 0.3:
        words = _requoted(words, chance.choice(_QUOTES))
    lemmas = sentence.lemmas
    roll = chance.random()
    if roll < 0.10:
        dj = chance.random() < 0.5
        words = [without_diacritics(word, dj=dj) for word in words]
        lemmas = lemmas and tuple(without_diacritics(lemma, dj=dj) for lemma in lemmas)
    elif roll < 0.14 and len(words) < 40:
        words = [word.upper() for word in words]
    return replace(sentence, words=tuple(words), lemmas=lemmas)


def _requoted(words: Sequence[str], marks: tuple[str, str]) -> list[str]:
    result = []
    is_open = False
    for word in words:
        if word in _OPENING:
            result.append(marks[1] if is_open else marks[0])
            is_open = not is_open
        else:
            result.append(word)
    return result
