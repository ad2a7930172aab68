"""Leaving out what is too doubtful: a record with the items of a confidence and above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from pipeline.errors import ZapisnikError
from pipeline.records.model import Record, RecordWarning

LEFT_OUT = "items-left-out"  # code of the warning


class NotAConfidence(ZapisnikError):
    """A least confidence that is no number from 0 to 1."""

    code = "not-a-confidence"


class Kept(NamedTuple):
    """A record without its doubtful items, and how many of each field were left out."""

    record: Record
    left_out: dict[str, int]


def at_least(record: Record, confidence: float) -> Kept:
    """The record with only the items whose confidence is at least the one given; `record` itself stays as it is.

    Items that stay keep their ids. Nothing refers to an item that is left out: a participant loses an organization that is left
    out, a conclusion its meeting, its date of deadline and who is responsible, a meeting and an event their members and dates.
    What an item says in words of its own (the deadline, the day of a meeting) stays. A warning says how many were left out.

    Args:
        confidence: 0 to 1.

    Raises:
        NotAConfidence: if it is not.
    """
    if not 0 <= confidence <= 1:
        raise NotAConfidence(f"{confidence} is no confidence.", remedy="Give a number from 0 to 1, such as 0.8.")
    kept = {field: [item for item in getattr(record, field) if item.confidence >= confidence] for field in Record.ITEM_FIELDS}
    left_out = {field: len(getattr(record, field)) - len(items) for field, items in kept.items()}
    left_out = {field: number for field, number in left_out.items() if number}
    if not left_out:
        return Kept(record, {})
    gone = {item.id for field in left_out for item in getattr(record, field) if item.confidence < confidence}

    def staying(ids: Iterable[str]) -> list[str]:
        return [one for one in ids if one not in gone]

    def standing(one: str | None) -> str | None:
        return None if one in gone else one

    listed = ", ".join(f"{field} {number}" for field, number in sorted(left_out.items()))
    warning = RecordWarning(LEFT_OUT, f"Items whose confidence is below {confidence:g} were left out: {listed}.")
    return Kept(
        replace(
            record,
            meetings=[
                replace(
                    each,
                    dates=staying(each.dates),
                    organizations=staying(each.organizations),
                    participants=staying(each.participants),
                    conclusions=staying(each.conclusions),
                    organizers=staying(each.organizers),
                )
                for each in kept["meetings"]
            ],
            dates=kept["dates"],
            organizations=kept["organizations"],
            participants=[replace(each, organization=standing(each.organization)) for each in kept["participants"]],
            conclusions=[
                replace(
                    each,
                    responsible=staying(each.responsible),
                    deadline_date=standing(each.deadline_date),
                    meeting=standing(each.meeting),
                )
                for each in kept["conclusions"]
            ],
            upcoming_events=[
                replace(each, organizers=staying(each.organizers), dates=staying(each.dates)) for each in kept["upcoming_events"]
            ],
            warnings=[*record.warnings, warning],
        ),
        left_out,
    )
