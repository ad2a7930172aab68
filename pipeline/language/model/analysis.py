"""What an engine says of a sentence, and the spaCy component that writes it to the Doc."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from spacy.attrs import LEMMA, MORPH, POS, TAG
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

from pipeline.language import attributes

Tags = tuple[str, str, str]  # UPOS, MULTEXT-East tag, features in the notation of Universal Dependencies (`Case=Nom|…`)


@dataclass(frozen=True)
class Analysis:
    """What an engine says of one sentence.

    Attributes:
        tags: of each word.
        lemmas: of each word.
        spans: entities, (first word, word after the last, type, score); they do not overlap. The score is the engine's
            probability, 1 where it gives none.
    """

    tags: list[Tags]
    lemmas: list[str]
    spans: list[tuple[int, int, str, float]]


class Engine(Protocol):
    """What analyzes: the shipped model, or the user's classla models."""

    @property
    def name(self) -> str:
        """Name of the engine: `model` or `classla`."""

    @property
    def models(self) -> dict[str, str]:
        """Name and version of each model that it runs, for the provenance of a record."""

    def analyze(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """The analysis of each sentence, given as its words."""


class Annotator:
    """Sets `token.pos_`, `tag_`, `morph`, `lemma_` of every token, `doc.ents`, `doc._.entity_scores`, `doc._.engine`.

    White space gets the part of speech `SPACE` and itself as lemma, as everywhere in spaCy.
    """

    def __init__(self, vocab: Vocab, engine: Engine) -> None:
        attributes.declare()
        self.engine = engine
        self._vocab = vocab

    def __call__(self, doc: Doc) -> Doc:
        sentences = [[token for token in sentence if not token.is_space] for sentence in doc.sents] if len(doc) else []
        analyses = self.engine.analyze([[token.text for token in sentence] for sentence in sentences])
        values = np.zeros((len(doc), 4), dtype=np.uint64)
        add = self._vocab.strings.add
        entities: list[Span] = []
        scores: dict[tuple[int, int], float] = {}
        for sentence, analysis in zip(sentences, analyses, strict=True):
            for token, tags, lemma in zip(sentence, analysis.tags, analysis.lemmas, strict=True):
                values[token.i] = (*self._numbers_of(tags), add(lemma))
            for start, end, label, score in analysis.spans:
                first, last = sentence[start].i, sentence[end - 1].i
                if last - first == end - 1 - start:  # none over a line's end
                    entities.append(Span(doc, first, last + 1, label=label))
                    scores[first, last + 1] = score
        for token in doc:
            if token.is_space:
                values[token.i] = self._blank(token)
        doc.from_array([POS, TAG, MORPH, LEMMA], values)  # type: ignore[arg-type]  # the stub forgets unsigned numbers
        doc.set_ents(entities)
        doc._.entity_scores = scores
        doc._.engine = (self.engine.name, self.engine.models)
        return doc

    def _numbers_of(self, tags: Tags) -> tuple[int, int, int]:
        """spaCy's numbers for part of speech, tag and features; not kept, for a memory zone takes its strings with it."""
        upos, tag, features = tags
        if upos not in IDS:  # some training text had the two exchanged
            upos, tag = (tag, upos) if tag in IDS else ("X", tag)
        return IDS[upos], self._vocab.strings.add(tag), self._vocab.morphology.add("" if features == "_" else features)

    def _blank(self, token: Token) -> tuple[int, int, int, int]:
        return IDS["SPACE"], self._vocab.strings.add("_SP"), self._vocab.morphology.add(""), token.orth


__all__ = ["Analysis", "Annotator", "Engine", "Tags"]
