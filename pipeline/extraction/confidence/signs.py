"""What else than its rule tells how far an item is to be trusted: signs that the text itself gives.

Signs are few and coarse, so that each has been seen often enough on annotated texts to be counted.
"""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.extraction.findings import (
    ConclusionFinding,
    DateFinding,
    EventFinding,
    MeetingFinding,
    OrganizationFinding,
    ParticipantFinding,
)
from pipeline.extraction.participants.persons import looks_like_surname
from pipeline.language import morphology
from pipeline.language.attributes import text_of

_DIACRITICS = frozenset("čćšžđČĆŠŽĐ")
_SURE_OF_YEAR = 0.9  # raw confidence of a date whose year the text gives
_STRONG = 0.8  # raw confidence of what a verb tells
_FEW = 4  # words


class Signs:
    """The signs of the findings of one document; each method gives the names of those of one finding, sorted."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.bare = _DIACRITICS.isdisjoint(self.text)

    def date(self, found: DateFinding) -> tuple[str, ...]:
        """`year-assumed`: the year comes from the context, or stays unknown."""
        return ("year-assumed",) if found.confidence < _SURE_OF_YEAR else ()

    def organization(self, found: OrganizationFinding) -> tuple[str, ...]:
        """`lower-case`: the first mention begins so; `no-diacritics`: the text has none."""
        first = found.mentions[0] if found.mentions else None
        lower = first is not None and self.text[first.start].islower()
        return self._named({"lower-case": lower, "no-diacritics": self.bare})

    def participant(self, found: ParticipantFinding) -> tuple[str, ...]:
        """`group`; of a person `first-name` and `surname`: known as such; `as-written`: the text has the name so."""
        if found.kind == "group":
            return ("group",)
        first, _, last = found.name.rpartition(" ")
        written = any(self.text[mention.start : mention.end] == found.name for mention in found.mentions)
        known = looks_like_surname(last) or morphology.is_surname(last)
        return self._named(
            {
                "as-written": written,
                "first-name": bool(morphology.is_first_name(first.partition(" ")[0])),
                "no-diacritics": self.bare,
                "surname": known,
            }
        )

    def meeting(self, found: MeetingFinding) -> tuple[str, ...]:
        """`dated`: its day is known; `weak`: no verb says that it was held, or one that often says something else."""
        return self._named({"dated": found.date is not None, "weak": found.confidence < _STRONG})

    def conclusion(self, found: ConclusionFinding) -> tuple[str, ...]:
        """`short`: it has hardly any words."""
        words = self.text[found.evidence.start : found.evidence.end].split()
        return self._named({"short": len(words) < _FEW})

    def event(self, found: EventFinding) -> tuple[str, ...]:
        """`dated`: its date is known; `weak`: no verb says that it lies ahead."""
        return self._named({"dated": found.date is not None, "weak": found.confidence < _STRONG})

    @staticmethod
    def _named(signs: dict[str, bool]) -> tuple[str, ...]:
        return tuple(sorted(name for name, given in signs.items() if given))
