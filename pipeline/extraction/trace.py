"""What the rules considered, for whoever mends one: what was found, what was refused and why, where a span stopped.

Nothing is noted unless somebody collects: the finders call `rejected`, `merged` and `bounded`, which return at once while no
trace is open. Reasons are codes; what each says stands in `trace_reasons.tsv`.

>>> with collecting() as trace:
...     rejected("meetings", 0, 8, "announced")
>>> [(step.field, step.outcome, says(step.reason)) for step in trace.steps]
[('meetings', 'rejected', 'it lies ahead')]
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pipeline.resources import read_table

Outcome = Literal["rejected", "merged"]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was considered and became no item of its own.

    Attributes:
        field: of the record (`conclusions`).
        start, end: the words in question, offsets in `doc.text`.
        outcome: `rejected`, or `merged` into an item that the record has.
        reason: a code of `trace_reasons.tsv`.
        rule: the rule id that would have found it, where one fired.
        cue: the interval of the word that spoke for it.
        because: the interval of the words that spoke against it.
    """

    field: str
    start: int
    end: int
    outcome: Outcome
    reason: str
    rule: str = ""
    cue: tuple[int, int] | None = None
    because: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Why the evidence of an item begins and ends where it does, as codes of `trace_reasons.tsv`, and its cue."""

    begins: str
    ends: str
    cue: tuple[int, int] | None = None


@dataclass(slots=True)
class Trace:
    """What was noted of one document; `bounds` by field, start and end of the evidence."""

    steps: list[Step] = field(default_factory=list)
    bounds: dict[tuple[str, int, int], Bounds] = field(default_factory=dict)


_open: ContextVar[Trace | None] = ContextVar("zapisnik_trace", default=None)


@contextmanager
def collecting() -> Iterator[Trace]:
    """Collect what the rules consider while the block runs."""
    trace = Trace()
    token = _open.set(trace)
    try:
        yield trace
    finally:
        _open.reset(token)


def tracing() -> bool:
    """Whether somebody collects; for what is costly to find out."""
    return _open.get() is not None


def rejected(
    of: str,
    start: int,
    end: int,
    reason: str,
    *,
    rule: str = "",
    cue: tuple[int, int] | None = None,
    because: tuple[int, int] | None = None,
) -> None:
    """Note that the words `[start, end)` became no item of the field; see `Step`."""
    trace = _open.get()
    if trace is not None:
        trace.steps.append(Step(of, start, end, "rejected", reason, rule, cue, because))


def merged(of: str, start: int, end: int, reason: str, *, rule: str = "", cue: tuple[int, int] | None = None) -> None:
    """Note that the words `[start, end)` tell again of an item that is known."""
    trace = _open.get()
    if trace is not None:
        trace.steps.append(Step(of, start, end, "merged", reason, rule, cue))


def bounded(of: str, start: int, end: int, *, begins: str = "", ends: str = "", cue: tuple[int, int] | None = None) -> None:
    """Note why the evidence `[start, end)` of an item begins and ends there; what was noted before stays where nothing is new."""
    trace = _open.get()
    if trace is None:
        return
    known = trace.bounds.get((of, start, end), Bounds("", ""))
    trace.bounds[of, start, end] = Bounds(begins or known.begins, ends or known.ends, cue or known.cue)


@cache
def reasons() -> dict[str, str]:
    """What each reason says, by its code."""
    return {row["reason"]: row["says"] for row in read_table("pipeline.extraction", "trace_reasons.tsv", ("reason", "says"))}


def says(reason: str) -> str:
    """What a reason says, in words."""
    return reasons()[reason]
