"""How good a model is: span F1, accuracy of tags and lemmas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.language.model.decoding import Decoder, Scores
from pipeline.training.data import Sentence

Run = Callable[[Sequence[Sentence]], list[Scores]]


@dataclass
class Measure:
    """Counts over a set of sentences.

    Attributes:
        spans: by entity type, (right, predicted, annotated).
        right: how many words have the right `upos`, `tag`, `feats`, `lemma`, `begin`, out of `words`.
    """

    spans: dict[str, list[int]] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    words: int = 0

    def f1(self, *types: str) -> float:
        """Micro F1 over whole spans (exact borders and type) of the types, or of all."""
        chosen = [counts for name, counts in self.spans.items() if not types or name in types]
        right, predicted, annotated = (sum(column) for column in zip(*chosen, strict=True)) if chosen else (0, 0, 0)
        return 2 * right / (predicted + annotated) if predicted + annotated else 0.0

    def accuracy(self, what: str) -> float:
        return self.right[what] / self.words if self.words else 0.0

    def lines(self) -> str:
        """One line for people."""
        parts = []
        if self.spans:
            parts.append(f"F1 {self.f1():.4f}")
            parts += [f"{name} {self.f1(name):.4f} ({counts[2]})" for name, counts in sorted(self.spans.items())]
        if self.words:
            parts += [f"{name} {self.accuracy(name):.4f}" for name in ("upos", "tag", "feats", "lemma", "begin")]
            parts.append(f"{self.words} words")
        return "  ".join(parts)


def measure(sentences: Iterable[Sentence], run: Run, decoder: Decoder) -> Measure:
    """Compare what a model says with the annotation.

    Args:
        sentences: each is its own window.
        run: the scores of all heads for each sentence, (words, width), fewer words where a sentence was cut.
        decoder: reads them.
    """
    result = Measure()
    given = list(sentences)
    for sentence, scores in zip(given, run(given), strict=True):
        if sentence.entities is not None:
            annotated = {(one.start, one.end, one.label) for one in sentence.entities if one.label in sentence.types}
            predicted = {span[:3] for span in decoder.spans(scores) if span[2] in sentence.types}
            for label in sentence.types:
                counts = result.spans.setdefault(label, [0, 0, 0])
                ours = {span for span in predicted if span[2] == label}
                theirs = {span for span in annotated if span[2] == label}
                counts[0] += len(ours & theirs)
                counts[1] += len(ours)
                counts[2] += len(theirs)
        if sentence.tags is not None and sentence.lemmas is not None:
            numbers = decoder.tags(scores)
            lemmas = decoder.lemmas(sentence.words[: len(scores)], numbers.tolist(), scores)
            begins = decoder.head(scores, "begin").argmax(-1)
            result.words += len(sentence.words)
            for place, number in enumerate(numbers):
                upos, tag, feats = decoder.classes[number]
                right = sentence.tags[place]
                result.right["upos"] += upos == right[0]
                result.right["tag"] += tag == right[1]
                result.right["feats"] += feats == right[2]
                result.right["lemma"] += lemmas[place] == sentence.lemmas[place]
                result.right["begin"] += int(begins[place]) == int(place in sentence.begins)
    return result
