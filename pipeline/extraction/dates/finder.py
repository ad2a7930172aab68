"""All dates of a text with values and roles; no spaCy needed."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline import edtf
from pipeline.extraction import trace
from pipeline.extraction.dates.expressions import Expression
from pipeline.extraction.dates.headers import Header
from pipeline.extraction.dates.joining import find_expressions
from pipeline.extraction.dates.lexicon import CLASSES, beginnings, words_of
from pipeline.extraction.dates.resolution import Anchor, Situation, resolve
from pipeline.extraction.dates.roles import Context, Direction, Judgement, gatherings, judge
from pipeline.extraction.dates.tokens import Tokens, tokenize
from pipeline.extraction.findings import DateRole, DateType
from pipeline.language.blocks import Block

_WEEKDAYS = ("ponedjeljak", "utorak", "srijeda", "četvrtak", "petak", "subota", "nedjelja")
_TITLE_LINES = 9  # lines in which the title of minutes may stand, below the letterhead
_LEAD_LINES = 5  # lines in which the news itself is told, title and dateline included
_SOON_PUBLISHED = datetime.timedelta(days=7)
_REPORT_LINES = 4  # lines in which the title of a report on a month may stand
_LONGEST_TITLE = 120  # characters
_REPORTS = re.compile(r"\b(?:izvj?es[tc]\w*|pregled|aktivnosti|bilten|vijesti|novosti|hronika|kronika|dnevnik)\b")
_ASIDE_REACH = 12  # words before a date among which a bracket opens or a relative clause begins
_REACH_OF_GATHERING = 90  # characters between a gathering and its day
_LONGEST_EVENT = datetime.timedelta(days=31)
# a meeting that lies further back than this before the first one, or before publication, is background
_OTHER_MEETING = datetime.timedelta(days=31)
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
    kind: DateType
    role: DateRole
    rule: str
    confidence: float
    assumed: bool


@dataclass(slots=True)
class Result:
    """Dates in order, the date of publication, and doubts as (code, message)."""

    dates: list[FoundDate]
    published: str | None
    doubts: list[tuple[str, str]]


def kind_of(value: str) -> DateType:
    return "interval" if "/" in value else "time" if "T" in value else "date"


def find(text: str, folded: str, published: str | None = None, blocks: Sequence[Block] = ()) -> Result:
    """All dates of a reading text.

    Args:
        text: the reading text.
        folded: the same, folded.
        published: date of publication, EDTF, where it is known from elsewhere.
        blocks: the layout, where it is known: furniture holds no dates, a dateline the date of publication.
    """
    tokens = tokenize(text, folded)
    expressions = find_expressions(tokens)
    if blocks:
        starts = [block.start for block in blocks]
        kinds = [_kind_at(tokens.starts[expression.first], starts, blocks) for expression in expressions]
        datelines = {id(expression) for expression, kind in zip(expressions, kinds, strict=True) if kind == "dateline"}
        for expression, kind in zip(expressions, kinds, strict=True):
            if kind == "furniture":
                _note(tokens, expression, "furniture")
        expressions = [expression for expression, kind in zip(expressions, kinds, strict=True) if kind != "furniture"]
    else:
        datelines = set()
    if not expressions:
        return Result([], published, [])
    return _Finder(tokens, expressions, published, datelines).result()


def _looks_back(expression: Expression) -> bool:
    """`dan ranije`: a glance back, from which what follows is not counted."""
    relative = expression.relative
    return relative is not None and relative.unit == "same-day" and (relative.shift or 0) < 0


def _note(tokens: Tokens, expression: Expression, reason: str) -> None:
    start, end = tokens.starts[expression.first], tokens.ends[expression.last - 1]
    trace.rejected("dates", start, end, reason, rule=f"dates.{expression.rule}")


def _kind_at(place: int, starts: list[int], blocks: Sequence[Block]) -> str:
    index = bisect_right(starts, place) - 1
    return blocks[index].kind if index >= 0 else ""


@dataclass(slots=True)
class _Course:
    """The dates so far, as far as they tell of those to come.

    Attributes:
        nearby: settles years where the time of writing is not known.
        background: an older date, which settles years in its own line only: (day, line).
        previous: the last day; `meeting`: the last day of a meeting (ISO).
        first_meeting: the day of the first meeting.
        span: the first and last day of what lasts several days, for `drugog dana`.
    """

    nearby: Anchor | None
    background: tuple[datetime.date, int] | None = None
    previous: str | None = None
    meeting: str | None = None
    first_meeting: datetime.date | None = None
    span: tuple[datetime.date, datetime.date] | None = None

    def near(self, line: int) -> Anchor | None:
        return Anchor(self.background[0], strict=False) if self.background and self.background[1] == line else self.nearby

    def day_before(self, judgement: Judgement) -> str | None:
        """The day that `istog dana` means: of the meeting where the clause tells the past."""
        return self.previous if judgement.direction != "past" else self.meeting or self.previous

    def role(self, role: DateRole, value: str) -> DateRole:
        """A meeting long before the first one is background."""
        _, upper = edtf.bounds(edtf.date_part(value))
        old = role == "meeting" and self.first_meeting and upper and self.first_meeting - upper > _OTHER_MEETING
        return "mention" if old else role

    def note(self, value: str, role: DateRole, judgement: Judgement, line: int | None) -> None:
        """Remember a date; `line` is None where it tells no years."""
        day = edtf.date_part(value)
        lower, upper = edtf.bounds(day)
        if "/" in day and lower and upper and upper - lower <= _LONGEST_EVENT and role in ("meeting", "event"):
            self.span = lower, upper
        if role == "meeting":
            self.first_meeting = self.first_meeting or lower
        if _is_day(day):
            self.previous = day
            self.meeting = day if role == "meeting" else self.meeting
        coarse = {edtf.precision(part) for part in day.split("/") if edtf.is_valid(part)} & {"year", "half", "quarter"}
        if line is not None and lower and not coarse:
            if judgement.background:
                self.background = lower, line
            else:
                self.nearby = Anchor(lower, strict=False)


class _Finder:
    def __init__(self, tokens: Tokens, expressions: list[Expression], published: str | None, datelines: set[int]) -> None:
        self.tokens = tokens
        self.expressions = expressions
        self.published = published
        self.header = Header(tokens)
        self.context = context = Context(tokens, expressions)
        self._planned = self._title_year()
        self._reported = self._title_month()
        self.rules: list[str] = []
        self.judgements: list[Judgement] = []
        for expression in expressions:
            settled = self.header.role(expression)
            dated = id(expression) in datelines and expression.point.day and not expression.point.yearless
            if settled is None and dated and not self.header.in_title(expression):
                settled = "published", "dateline"
            judgement = judge(expression, context)
            if settled:
                role, rule = settled
                direction: Direction | None = "future" if role in ("deadline", "event") else judgement.direction
                judgement = Judgement(role, direction)
                self.rules.append(rule)
            else:
                self.rules.append(expression.rule)
            self.judgements.append(judgement)
        self._dateline_of_minutes()
        self._title()
        self._lead()

    def _held(self, number: int) -> bool:
        expression = self.expressions[number]
        return self.judgements[number].role == "meeting" and (bool(expression.point.day) or expression.relative is not None)

    def _dateline_of_minutes(self) -> None:
        """`Zapisnik sa sastanka Odbora⏎Tuzla, 12.03.2024.`: under a title the only date is that of the session."""
        if any(self._held(number) for number in range(len(self.expressions))):
            return
        for number, rule in enumerate(self.rules):
            line = self.header.line_of(self.tokens.starts[self.expressions[number].first])
            if rule != "dateline" or line == 0:
                continue
            above = self.tokens.folded[slice(*self.header.lines[line - 1])]
            if (self.header.minutes or self.expressions[number].weekdays[0]) and gatherings().search(above):
                self.judgements[number] = Judgement("meeting", "past")
            return

    def _lead(self) -> None:
        """In the first lines of a news item the day of what happened is that of the meeting: `U petak potpisan je ugovor`."""
        if self.header.minutes or any(map(self._held, range(len(self.expressions)))):
            return
        for lead in (True, False):
            for number, expression in enumerate(self.expressions):
                judgement = self.judgements[number]
                in_lead = self.header.line_of(self.tokens.starts[expression.first]) < _LEAD_LINES
                day = expression.point.day or expression.rule in ("relative-day", "weekday")
                told = judgement.role == "mention" and not judgement.background and self._year_of_sentence(number, None) is None
                if not told or not day or expression.impossible:
                    continue
                if (lead and in_lead and self._tells_when(expression, judgement)) or (
                    not lead and judgement.gathering and judgement.direction != "future" and self._follows_gathering(expression)
                ):
                    self.judgements[number] = replace(judgement, role="meeting", direction="past")
                    return

    def _tells_when(self, expression: Expression, judgement: Judgement) -> bool:
        classes = self.tokens.classes
        if classes[max(0, expression.first - 2) : expression.first] == CLASSES["WEEKDAY"] + CLASSES["OPEN"]:
            return expression.until is None and judgement.direction == "past"  # `u četvrtak (17. marta)`
        before = classes[expression.first - 1 : expression.first]
        whole = expression.until is None and before not in (CLASSES["TO"], CLASSES["FROM"], CLASSES["OPEN"])
        told = judgement.direction == "past" and (judgement.sure or expression.weekdays[0] is not None)
        return whole and told and not self._aside(expression)

    def _aside(self, expression: Expression) -> bool:
        """In a bracket or a relative clause: `(uprava izabrana je 21. 12. 2024.)`, `požar koji je 11. marta zahvatio`."""
        for index in range(expression.first - 1, max(-1, expression.first - _ASIDE_REACH), -1):
            word = self.tokens.words[index]
            if word in ("(", "[") or word in words_of("relative"):
                return True
            if word in (",", ".", ";", ":", ")", "]"):
                return False
        return False

    def _follows_gathering(self, expression: Expression) -> bool:
        """`na sjednici od 9. maja`, `na prijemu u četvrtak, 24. aprila`."""
        start = self.tokens.starts[expression.first]
        return (
            expression.until is None
            and gatherings().search(self.tokens.folded, max(0, start - _REACH_OF_GATHERING), start) is not None
        )

    def _title(self) -> None:
        """`Zapisnik sa 3. sastanka, 16.05.2024.`: in the title of minutes stands the date of the meeting."""
        if not self.header.minutes:
            return
        for number, expression in enumerate(self.expressions):
            line = self.header.line_of(self.tokens.starts[expression.first])
            judgement = self.judgements[number]
            if line >= _TITLE_LINES or judgement.role == "meeting":
                return
            if judgement.role == "mention" and judgement.direction is None and expression.point.day and not judgement.background:
                self.judgements[number] = Judgement("meeting", "past")
                return

    def result(self) -> Result:
        doubts: list[tuple[str, str]] = []
        published = self.published or self._own_date()
        anchor = self._anchor(published)
        course = _Course(anchor or self._reported or self._school_year() or self._reverse_anchor())
        found: list[FoundDate] = []
        for number, (expression, judgement, rule) in enumerate(zip(self.expressions, self.judgements, self.rules, strict=True)):
            start, end = self.tokens.starts[expression.first], self.tokens.ends[expression.last - 1]
            written = self.tokens.text[start:end]
            if expression.impossible:
                doubts.append(("impossible-date", f"There is no such day: „{written}“."))
                _note(self.tokens, expression, "no-such-day")
                continue
            if self._means_nothing(number):
                _note(self.tokens, expression, "no-day-meant")
                continue
            said = self._dated(expression) if judgement.role == "published" else expression
            if year := self._year_of_sentence(number, anchor):
                said = replace(expression, point=replace(expression.point, year=year))
            line = self.header.line_of(start)
            planned = self._plan_year(expression) if judgement.direction is None else None
            situation = Situation(
                planned or anchor,
                course.near(line),
                course.day_before(judgement),
                (judgement.direction, judgement.sure),
                course.span,
            )
            resolved = resolve(said, situation)
            if resolved is None:
                _note(self.tokens, expression, "day-unsettled")
                continue
            value, assumed = resolved
            role = course.role(self._settled_role(judgement.role, value, anchor, expression, judgement), value)
            if not _looks_back(expression):
                course.note(value, role, judgement, None if assumed or expression.relative else line)
            self._check_weekdays(expression, value, written, doubts)
            confidence = _confidence(expression, value, assumed, anchor)
            found.append(FoundDate(start, end, value, kind_of(value), role, rule, confidence, assumed))
        if any(date.assumed for date in found):
            listed = ", ".join(dict.fromkeys(f"„{self.tokens.text[date.start : date.end]}“" for date in found if date.assumed))
            doubts.append(("year-assumed", f"The text gives no year for {listed}; it was taken from the context."))
        return Result(found, published, doubts)

    def _means_nothing(self, number: int) -> bool:
        """`danas` for nowadays or in a name, `za sedam dana` for a duration."""
        expression, judgement = self.expressions[number], self.judgements[number]
        tokens = self.tokens
        before = tokens.words[expression.first - 1] if expression.first else ""
        after = tokens.words[expression.last] if expression.last < len(tokens.words) else ""
        if expression.rule == "relative-day":
            vague = judgement.direction is None or (judgement.role == "mention" and not judgement.sure)
            if expression.relative and expression.relative.shift:  # but `za bolje sutra`
                vague = before in words_of("ideal")
            return vague or after in ("“", "”", '"') or before in ("do", "i", "dan", "od")
        if expression.rule == "relative-day-adjective":
            return not gatherings().search(tokens.folded, tokens.starts[expression.first], tokens.ends[expression.last - 1] + 40)
        if expression.rule == "distance":
            relative = expression.relative
            wanted = "future" if relative and (relative.shift or 0) > 0 else "past"
            return judgement.direction != wanted or not judgement.sure
        return False

    def _year_of_sentence(self, number: int, anchor: Anchor | None) -> int | None:
        """`u 2013. godini uplatio je 14.600 KM, i to 12.4. i 29.11.`: the year of a past clause holds for the days in it."""
        expression, judgement = self.expressions[number], self.judgements[number]
        if (
            not expression.point.yearless
            or expression.relative
            or expression.until
            or judgement.direction != "past"
            or judgement.role == "meeting"
        ):
            return None
        sentence = self.context.sentence(expression)
        for earlier in reversed(self.expressions[:number]):
            if earlier.first < sentence[0]:
                return None
            point = earlier.point
            if point.unit == "year" and earlier.relative is None and not point.yearless and not earlier.until:
                introduced = earlier.first > 0 and self.tokens.words[earlier.first - 1] in ("u", "tokom", "tijekom")
                year = point.year if point.year is not None else anchor.day.year + (point.shift or 0) if anchor else None
                return year if introduced and year is not None and (anchor is None or year < anchor.day.year) else None
            if not point.yearless:
                return None
        return None

    def _own_date(self) -> str | None:
        """The first date of role `published`."""
        for number, (expression, judgement) in enumerate(zip(self.expressions, self.judgements, strict=True)):
            if judgement.role == "published":
                resolved = resolve(self._dated(expression), Situation())
                if resolved and _is_day(edtf.date_part(resolved[0])):
                    for later in range(number + 1, len(self.judgements)):
                        if self.judgements[later].role == "published" and self.rules[later] == "dateline":
                            self._demote(later, edtf.date_part(resolved[0]))
                    return edtf.date_part(resolved[0])
        return None

    def _demote(self, number: int, published: str) -> None:
        """A second dateline with another date is not the publication."""
        resolved = resolve(self.expressions[number], Situation())
        if resolved and edtf.date_part(resolved[0]) != published:
            self.judgements[number] = Judgement("mention", self.judgements[number].direction)

    def _anchor(self, published: str | None) -> Anchor | None:
        """The time of writing: the session of minutes, else publication, else the meeting."""
        written = None
        if published:
            lower, upper = edtf.bounds(published)
            written = self._dateline(lower) if lower and lower == upper else None
        if written and not self.header.minutes:
            return Anchor(written)
        meeting = self._meeting(Anchor(written) if written else self._reported or self._school_year())
        if meeting is None:
            return Anchor(written) if written else None
        return Anchor(meeting, strict=self.header.minutes)

    def _dateline(self, published: datetime.date) -> datetime.date:
        """The day that the text itself was written, where its dateline names one shortly before it was published."""
        for expression, judgement in zip(self.expressions, self.judgements, strict=True):
            if judgement.role == "published":
                resolved = resolve(self._dated(expression), Situation(Anchor(published), tense=("past", True)))
                day = edtf.bounds(edtf.date_part(resolved[0]))[0] if resolved else None
                return day if day and datetime.timedelta() <= published - day <= _SOON_PUBLISHED else published
        return published

    def _meeting(self, anchor: Anchor | None) -> datetime.date | None:
        """The first day, with its year, on which a reported meeting was held."""
        for expression, judgement in zip(self.expressions, self.judgements, strict=True):
            if judgement.role == "meeting" and expression.point.day and not expression.relative:
                resolved = resolve(expression, Situation(anchor, tense=("past", True)))
                if resolved:
                    lower, _ = edtf.bounds(edtf.date_part(resolved[0]))
                    if lower:
                        return lower
        return None

    def _dated(self, expression: Expression) -> Expression:
        """A dateline without its year, in the year of writing that the text tells elsewhere (`prošle, 2024. godine`)."""
        if not expression.point.yearless or expression.relative or self._written_in is None:
            return expression
        return replace(expression, point=replace(expression.point, year=self._written_in))

    @cached_property
    def _written_in(self) -> int | None:
        """The year of writing, where the text says of a year how far away it is: `ove, 2025. godine`, `prošle 2024. godine`."""
        classes = self.tokens.classes
        for expression in self.expressions:
            before = expression.first - (2 if classes[expression.first - 1 : expression.first] == CLASSES["COMMA"] else 1)
            told = expression.rule == "year" and expression.point.year and before >= 0
            if told and classes[before] in CLASSES["PREVIOUS"] + CLASSES["THIS"] + CLASSES["NEXT"]:
                return expression.point.year - self.tokens.values[before]  # type: ignore[operator]
        return None

    def _title_month(self) -> Anchor | None:
        """`Izvještaj za mart 2022. godine`: the month on which a report looks back, in its title."""
        for expression in self.expressions:
            line = self.header.line_of(self.tokens.starts[expression.first])
            if line >= _REPORT_LINES:
                return None
            point = expression.point
            title = self.tokens.folded[slice(*self.header.lines[line])]
            whole = expression.until is None and expression.relative is None and point.unit == "month"
            if whole and point.year and point.month and len(title) < _LONGEST_TITLE and _REPORTS.search(title):
                return Anchor(datetime.date(point.year, point.month, 15), strict=False)
        return None

    def _school_year(self) -> Anchor | None:
        """The middle of the school year that the first lines name: its autumn lies before, its spring after."""
        for expression in self.expressions:
            lead = self.header.line_of(self.tokens.starts[expression.first]) < _LEAD_LINES
            if lead and expression.rule == "school-year" and expression.point.year:
                return Anchor(datetime.date(expression.point.year + 1, 2, 15), strict=False)
        return None

    def _plan_year(self, expression: Expression) -> Anchor | None:
        """`PLAN RADA ZA 2022. GODINU`: months and days that only label what is planned lie in that year."""
        if self._planned is None or not expression.point.yearless or expression.relative:
            return None
        return Anchor(datetime.date(self._planned, 7, 1), strict=False)

    def _title_year(self) -> int | None:
        for expression in self.expressions:
            line = self.header.line_of(self.tokens.starts[expression.first])
            if line > 2:
                return None
            start, end = self.header.lines[line]
            if (
                expression.rule == "year"
                and expression.point.year
                and self.tokens.folded[start:end].lstrip(" #*").startswith(beginnings("plan"))
            ):
                return expression.point.year
        return None

    def _reverse_anchor(self) -> Anchor | None:
        """Where only a later deadline or event tells the year."""
        for expression, judgement in zip(self.expressions, self.judgements, strict=True):
            point = expression.point
            if judgement.role in ("deadline", "event") and point.year and point.month and not expression.relative:
                return Anchor(
                    datetime.date(point.year, point.month, min(point.day or 28, 28)) - datetime.timedelta(days=60), strict=False
                )
        return None

    def _settled_role(
        self, role: DateRole, value: str, anchor: Anchor | None, expression: Expression, judgement: Judgement
    ) -> DateRole:
        """The role, where the value does not contradict it."""
        if anchor is None:
            return role
        lower, upper = edtf.bounds(edtf.date_part(value))
        if lower is None or upper is None:
            return role
        if role == "meeting" and not expression.relative and anchor.day - upper > _OLD:
            return "mention"
        if (
            role == "meeting"
            and anchor.strict
            and lower > anchor.day
            and not (self.header.minutes and judgement.direction == "past")
        ):
            return "event"  # minutes may tell of a session on several days
        ends = expression.first and self.tokens.classes[expression.first - 1] in CLASSES["TO"] + CLASSES["FROM"]
        ahead = not ends and role == "mention" and anchor.strict and lower > anchor.day and bool(expression.point.day)
        if ahead and (
            (expression.clock and judgement.direction != "past") or (judgement.gathering and judgement.direction is None)
        ):
            return "event"
        if role == "event" and anchor.strict and upper < anchor.day:
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
