"""All dates of a text with values and roles; no spaCy needed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import edtf
from pipeline.extraction.dates.grammar import Expression, find_expressions
from pipeline.extraction.dates.headers import Header
from pipeline.extraction.dates.resolution import Anchor, resolve
from pipeline.extraction.dates.roles import Context, Direction, Judgement, Role, judge
from pipeline.extraction.dates.tokens import Tokens, tokenize
from pipeline.language.blocks import Block

_WEEKDAYS = ("ponedjeljak", "utorak", "srijeda", "četvrtak", "petak", "subota", "nedjelja")
# a meeting that lies further back than this, before the one reported or before publication, is background
_OLD = datetime.timedelta(days=100)


@dataclass(slots=True)
class FoundDate:
    """A date in the text `[start, end)`.

    Attributes:
        value: EDTF.
        kind: `date`, `time` or `interval`.
        role: what the date is to the document.
        rule: the rule that found it.
        assumed: the year comes from the context.
    """

    start: int
    end: int
    value: str
    kind: str
    role: Role
    rule: str
    confidence: float
    assumed: bool


@dataclass(slots=True)
class Result:
    """Dates in order, the date of publication, and doubts as (code, message)."""

    dates: list[FoundDate]
    published: str | None
    doubts: list[tuple[str, str]]


def kind_of(value: str) -> str:
    return "interval" if "/" in value else "time" if "T" in value else "date"


def find(text: str, folded: str, published: str | None = None, blocks: Sequence[Block] = ()) -> Result:
    """All dates of a reading text.

    Args:
        text: the reading text.
        folded: the same, folded.
        published: date of publication, EDTF, where it is known from elsewhere.
    """
    tokens = tokenize(text, folded)
    expressions = find_expressions(tokens)
    if not expressions:
        return Result([], published, [])
    return _Finder(tokens, expressions, published).result()


class _Finder:
    def __init__(self, tokens: Tokens, expressions: list[Expression], published: str | None) -> None:
        self.tokens = tokens
        self.expressions = expressions
        self.published = published
        self.header = Header(tokens)
        context = Context(tokens, expressions)
        self.rules: list[str] = []
        self.judgements: list[Judgement] = []
        for expression in expressions:
            settled = self.header.role(expression)
            judgement = judge(expression, context)
            if settled:
                role, rule = settled
                direction: Direction | None = "future" if role in ("deadline", "event") else judgement.direction
                judgement = Judgement(role, direction)
                self.rules.append(rule)
            else:
                self.rules.append(expression.rule)
            self.judgements.append(judgement)
        self._title()

    def _title(self) -> None:
        """`Zapisnik sa 3. sastanka, 16.05.2024.`: in the title of minutes stands the date of the meeting."""
        if not self.header.minutes or any(judgement.role == "meeting" for judgement in self.judgements[:3]):
            return
        for number, expression in enumerate(self.expressions):
            line = self.header.line_of(self.tokens.starts[expression.first])
            if line > 8:
                return
            judgement = self.judgements[number]
            if judgement.role == "mention" and judgement.direction != "future" and expression.point.day:
                self.judgements[number] = Judgement("meeting", "past")
                return

    def result(self) -> Result:
        doubts: list[tuple[str, str]] = []
        published = self.published or self._own_date()
        anchor = self._anchor(published)
        found: list[FoundDate] = []
        previous: str | None = None
        assumed_years: list[str] = []
        nearby = anchor or self._reverse_anchor()
        for expression, judgement, rule in zip(self.expressions, self.judgements, self.rules, strict=True):
            start, end = self.tokens.starts[expression.first], self.tokens.ends[expression.last - 1]
            written = self.tokens.text[start:end]
            if expression.impossible:
                doubts.append(("impossible-date", f"There is no such day: „{written}“."))
                continue
            if expression.rule == "relative-day" and judgement.direction is None and judgement.role == "mention":
                continue  # `danas` for nowadays
            resolved = resolve(expression, anchor, nearby, previous, judgement.direction)
            if resolved is None:
                continue
            value, assumed = resolved
            role = self._settled_role(judgement.role, value, anchor, expression)
            self._check_weekdays(expression, value, written, doubts)
            if assumed:
                assumed_years.append(written)
            found.append(
                FoundDate(start, end, value, kind_of(value), role, rule, _confidence(expression, value, assumed, anchor), assumed)
            )
            day = edtf.date_part(value)
            if _is_day(day):
                previous = day
                if anchor is None and not expression.point.yearless:
                    nearby = Anchor(datetime.date.fromisoformat(day), strict=False)
            elif anchor is None and not assumed and value[:4].isdigit() and edtf.precision(value) == "month":
                nearby = Anchor(datetime.date(int(value[:4]), int(value[5:7]), 15), strict=False)
        if assumed_years:
            listed = ", ".join(f"„{written}“" for written in dict.fromkeys(assumed_years))
            doubts.append(("year-assumed", f"The text gives no year for {listed}; it was taken from the context."))
        return Result(found, published, doubts)

    def _own_date(self) -> str | None:
        """The first date of role `published`."""
        for number, (expression, judgement) in enumerate(zip(self.expressions, self.judgements, strict=True)):
            if judgement.role == "published":
                resolved = resolve(expression, None, None, None, None)
                if resolved and _is_day(edtf.date_part(resolved[0])):
                    for later in range(number + 1, len(self.judgements)):
                        if self.judgements[later].role == "published" and self.rules[later] == "dateline":
                            self._demote(later, edtf.date_part(resolved[0]))
                    return edtf.date_part(resolved[0])
        return None

    def _demote(self, number: int, published: str) -> None:
        """A second dateline with another date is not the publication."""
        resolved = resolve(self.expressions[number], None, None, None, None)
        if resolved and edtf.date_part(resolved[0]) != published:
            self.judgements[number] = Judgement("mention", self.judgements[number].direction)

    def _anchor(self, published: str | None) -> Anchor | None:
        """The time of writing: the session of minutes, else publication, else the meeting."""
        written = None
        if published:
            lower, upper = edtf.bounds(published)
            written = lower if lower == upper else None
        if written and not self.header.minutes:
            return Anchor(written)
        meeting = self._meeting(written)
        if meeting is None:
            return Anchor(written) if written else None
        return Anchor(meeting, strict=self.header.minutes)

    def _meeting(self, written: datetime.date | None) -> datetime.date | None:
        """The first day, with its year, on which a reported meeting was held."""
        anchor = Anchor(written) if written else None
        for expression, judgement in zip(self.expressions, self.judgements, strict=True):
            if judgement.role == "meeting" and expression.point.day and not expression.relative:
                resolved = resolve(expression, anchor, None, None, "past")
                if resolved:
                    lower, _ = edtf.bounds(edtf.date_part(resolved[0]))
                    if lower:
                        return lower
        return None

    def _reverse_anchor(self) -> Anchor | None:
        """Where only a school year or a later deadline tells the year."""
        for expression in self.expressions:
            if expression.rule == "school-year" and expression.point.year:
                return Anchor(datetime.date(expression.point.year + 1, 2, 15), strict=False)
        for expression, judgement in zip(self.expressions, self.judgements, strict=True):
            point = expression.point
            if judgement.role in ("deadline", "event") and point.year and point.month and not expression.relative:
                return Anchor(datetime.date(point.year, point.month, min(point.day or 28, 28)) - datetime.timedelta(days=60), strict=False)
        return None

    def _settled_role(self, role: Role, value: str, anchor: Anchor | None, expression: Expression) -> Role:
        """The role, where the value does not contradict it."""
        if anchor is None:
            return role
        lower, upper = edtf.bounds(edtf.date_part(value))
        if lower is None or upper is None:
            return role
        if role == "meeting" and not expression.relative and anchor.day - upper > _OLD:
            return "mention"
        if role == "meeting" and anchor.strict and lower > anchor.day:
            return "event"
        if role in ("event",) and anchor.strict and upper < anchor.day:
            return "mention"
        return role

    def _check_weekdays(self, expression: Expression, value: str, written: str, doubts: list[tuple[str, str]]) -> None:
        ends = edtf.date_part(value).split("/")
        for weekday, end in zip(expression.weekdays, (ends[0], ends[-1]), strict=True):
            if weekday and _is_day(end):
                actual = datetime.date.fromisoformat(end).isoweekday()
                if actual != weekday:
                    doubts.append(
                        ("weekday-clash", f"„{written}“ ({end}) is no {_WEEKDAYS[weekday - 1]} but a {_WEEKDAYS[actual - 1]}.")
                    )


def _is_day(value: str) -> bool:
    return len(value) == 10 and value[0] != "X"


def _confidence(expression: Expression, value: str, assumed: bool, anchor: Anchor | None) -> float:
    if value.startswith(edtf.UNKNOWN_YEAR):
        return 0.7
    if assumed:
        return 0.85 if anchor and anchor.strict else 0.7
    if expression.relative or expression.point.shift is not None:
        return 0.85
    return 0.98 if expression.point.day else 0.9
