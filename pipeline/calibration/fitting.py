"""Counting, cross-validation and how well the confidence fits.

**Expected calibration error**: the items are put into ten bins of equal width by their confidence; the error is the mean over the
items of the difference between the mean confidence of their bin and the share of it that is right (M. P. Naeini et al.,
Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015; C. Guo et al., On calibration of modern neural
networks, ICML 2017).

**Leave one document out**: the confidence of every item comes from a calibration that has not seen its document.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.extraction.confidence.calibration import ANY, DETAILS, Calibration, Counts, Key

BINS = 10
# what the prior of the m-estimate may weigh; cross-validation chooses
WEIGHTS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
_LEAST = 1e-3  # a probability of 0 or 1 would have an infinite loss


@dataclass(frozen=True, slots=True)
class Observation:
    """One judged item.

    Attributes:
        document: its name.
        field: of the record; `rule`, without its cue; `signs`, joined by `+`.
        right: whether the item is right; `details`: whether what is said of it is right too, None where that is not judged.
    """

    document: str
    field: str
    rule: str
    signs: str
    right: bool
    details: bool | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """An item with the confidence that it was given, and whether it is right, details included where they were judged."""

    field: str
    confidence: float
    right: bool


def count(observations: Iterable[Observation]) -> dict[str, dict[Key, Counts]]:
    """The counts of a calibration: of each field by rule and signs, by either alone, and in all."""
    counts: dict[str, dict[Key, Counts]] = defaultdict(lambda: defaultdict(Counts))
    for seen in observations:
        for key in ((ANY, ANY), (seen.rule, ANY), (ANY, seen.signs), (seen.rule, seen.signs)):
            _add(counts[seen.field][key], seen.right, 1)
        if seen.right and seen.details is not None:
            for key in ((ANY, ANY), (seen.rule, ANY)):
                _add(counts[seen.field + DETAILS][key], seen.details, 1)
    return {field: dict(keys) for field, keys in counts.items()}


def _add(counts: Counts, right: bool, number: int) -> None:
    counts.items += number
    counts.right += number * right


def predict(observations: Sequence[Observation], weight: float) -> list[Prediction]:
    """The confidence of each item by leave-one-document-out."""
    by_document: dict[str, list[Observation]] = defaultdict(list)
    for seen in observations:
        by_document[seen.document].append(seen)
    whole = count(observations)
    predictions: list[Prediction] = []
    for own in by_document.values():
        calibration = Calibration(weight, _without(whole, count(own)))
        for seen in own:
            probability = calibration.share(seen.field, seen.rule, seen.signs)
            right = seen.right
            if seen.details is not None or (not right and _has_details(whole, seen)):
                probability *= calibration.share(seen.field + DETAILS, seen.rule, ANY)
                right = right and bool(seen.details)
            predictions.append(Prediction(seen.field, probability, right))
    return predictions


def _has_details(counts: Mapping[str, object], seen: Observation) -> bool:
    """Whether a wrong item would have been judged by its details, had it been right: not one of a text with inline tags."""
    return seen.field + DETAILS in counts and not seen.document.startswith(TAGGED)


TAGGED = "tagged:"  # before the names of documents whose tags say nothing of details


def _without(whole: Mapping[str, Mapping[Key, Counts]], own: Mapping[str, Mapping[Key, Counts]]) -> dict[str, dict[Key, Counts]]:
    """The counts without those of one document."""
    left: dict[str, dict[Key, Counts]] = {}
    for field, keys in whole.items():
        mine = own.get(field, {})
        left[field] = {
            key: Counts(counts.items - mine[key].items, counts.right - mine[key].right) if key in mine else counts
            for key, counts in keys.items()
        }
    return left


def fit(observations: Sequence[Observation]) -> Calibration:
    """The calibration of all observations, with the weight of the prior that cross-validation finds best (by its log loss)."""
    best = min(WEIGHTS, key=lambda weight: log_loss(predict(observations, weight)))
    return Calibration(best, count(observations))


def log_loss(predictions: Sequence[Prediction]) -> float:
    """Mean negative logarithm of the probability given to what is the case."""
    losses = (math.log(max(_LEAST, each.confidence if each.right else 1 - each.confidence)) for each in predictions)
    return -sum(losses) / len(predictions) if predictions else 0.0


def expected_calibration_error(predictions: Sequence[Prediction], bins: int = BINS) -> float:
    """See the head of this module; 0 where there are no items.

    >>> half = [Prediction("dates", 0.5, True), Prediction("dates", 0.5, False)]
    >>> expected_calibration_error(half)
    0.0
    """
    by_bin: dict[int, list[Prediction]] = defaultdict(list)
    for each in predictions:
        by_bin[min(int(each.confidence * bins), bins - 1)].append(each)
    gaps = (abs(sum(each.confidence for each in of) - sum(each.right for each in of)) for of in by_bin.values())
    return sum(gaps) / len(predictions) if predictions else 0.0


def precision_and_recall(predictions: Sequence[Prediction], expected: int, least: float) -> tuple[float, float]:
    """Of the items whose confidence is at least `least`: the share that is right, and the share of those expected."""
    kept = [each for each in predictions if round(each.confidence, 2) >= least]
    right = sum(each.right for each in kept)
    return (right / len(kept) if kept else 1.0), (right / expected if expected else 1.0)


def rows(calibration: Calibration) -> list[tuple[str, ...]]:
    """The rows of `calibration.tsv`, sorted."""
    made: list[tuple[str, ...]] = []
    for field, keys in calibration.counts.items():
        confidence: Callable[[Key], float] = _shares(calibration, field)
        for key, counts in keys.items():
            if counts.items:
                made.append((field, *key, str(counts.items), str(counts.right), f"{confidence(key):.3f}"))
    return sorted(made, key=lambda row: (row[0].casefold(), row[1:]))


def _shares(calibration: Calibration, field: str) -> Callable[[Key], float]:
    def share(key: Key) -> float:
        return calibration.share(field, *key)

    return share
