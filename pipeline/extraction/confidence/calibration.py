"""From rule and signs of an item to the probability that it is right, by the share that was right on annotated texts.

The estimate of a share is an m-estimate (B. Cestnik, Estimating probabilities: a crucial task in machine learning, ECAI 1990):
`(right + m·prior) / (items + m)`, an empirical-Bayes shrinkage to the prior. The prior of a rule, and that of a set of signs,
is the share of the whole field; that of a rule with certain signs follows from both by adding their log-odds, as if rule and
signs told independently of each other. Fields that were counted little are shrunk once more, to what may be expected of texts
that no rule was made by. What was counted stands in `calibration.tsv`; `pipeline.calibration` makes it.

>>> calibration = shipped()
>>> 0.5 < calibration.confidence("dates", "dates.day-month-word", ()) <= 1
True
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pipeline.resources import read_table

PACKAGE = "pipeline.extraction.confidence"
TABLE = "calibration.tsv"
COLUMNS = ("field", "rule", "signs", "items", "right", "confidence")
ANY = "*"
NONE = "-"  # no signs at all
# the share of a field of which nothing was counted (Jeffreys' prior: half an item right, half an item wrong)
_START, _START_WEIGHT = 0.5, 1.0
# Rules do better on documents that they were made by than on others, so a field where few items were counted, all of them
# right, is not taken to be certain: its estimates are shrunk to nine of ten, what the rules reach at least where there are
# many texts that no rule was made by, as if so many items more had been counted.
_UNSEEN, _UNSEEN_WEIGHT = 0.9, 20.0
# nothing is certain: a share of 0 or 1 has no log-odds
_LEAST = 0.001
DETAILS = ":details"  # after the name of a field: given that the item is right, whether what is said of it is right too

Key = tuple[str, str]  # rule and signs, each ANY where it is not looked at


@dataclass(slots=True)
class Counts:
    """How many items were judged, and how many of them were right."""

    items: int = 0
    right: int = 0


@dataclass(slots=True)
class Calibration:
    """Counts by field, rule and signs.

    Attributes:
        counts: of each field those of each key; the key (ANY, ANY) is the whole field.
        weight: m of the m-estimate: how many items the prior weighs.
    """

    weight: float
    counts: Mapping[str, Mapping[Key, Counts]] = field(default_factory=dict)

    def confidence(self, of: str, rule: str, signs: tuple[str, ...]) -> float:
        """The probability that an item of the field, found by the rule (without its cue), with these signs, is right.

        Where the field has details that may be wrong of a right item, those are right too.
        """
        probability = self.share(of, rule, joined(signs))
        if of + DETAILS in self.counts:
            probability *= self.share(of + DETAILS, rule, ANY)
        return probability

    def share(self, of: str, rule: str, signs: str) -> float:
        """The estimated share of right items among those of a field that a rule found with certain signs."""
        counted = self.counts.get(of, {}).get((ANY, ANY), Counts()).items
        return (counted * self._share(of, rule, signs) + _UNSEEN_WEIGHT * _UNSEEN) / (counted + _UNSEEN_WEIGHT)

    def _share(self, of: str, rule: str, signs: str) -> float:
        whole = self._estimate(of, (ANY, ANY), _START, _START_WEIGHT)
        by_rule = self._estimate(of, (rule, ANY), whole, self.weight) if rule != ANY else whole
        by_signs = self._estimate(of, (ANY, signs), whole, self.weight) if signs != ANY else whole
        if ANY in (rule, signs):
            return by_rule if signs == ANY else by_signs
        prior = _probability(_log_odds(by_rule) + _log_odds(by_signs) - _log_odds(whole))
        return self._estimate(of, (rule, signs), prior, self.weight)

    def _estimate(self, of: str, key: Key, prior: float, weight: float) -> float:
        counted = self.counts.get(of, {}).get(key)
        if counted is None:
            return prior
        return (counted.right + weight * prior) / (counted.items + weight)


@cache
def shipped() -> Calibration:
    """The calibration that comes with the package.

    Raises:
        TableError: if its table is malformed.
    """
    counts: dict[str, dict[Key, Counts]] = {}
    weight = 0.0
    for row in read_table(PACKAGE, TABLE, COLUMNS, unique=False):
        if row["field"] == "(weight)":
            weight = float(row["items"])
            continue
        counts.setdefault(row["field"], {})[row["rule"], row["signs"]] = Counts(int(row["items"]), int(row["right"]))
    return Calibration(weight, counts)


def joined(signs: tuple[str, ...]) -> str:
    """Signs as one key of the table."""
    return "+".join(signs) or NONE


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
