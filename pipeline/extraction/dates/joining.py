"""Whole expressions: neighbours become lists and ranges, weekdays and clock times join their day, decoys go.

`od 3. do 5. maja`, `24. i 25. februara`, `u utorak, 12. marta u 10,00 sati`, but not `Ulica 25. novembra`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extraction import trace
from pipeline.extraction.dates.expressions import Expression, Point
from pipeline.extraction.dates.grammar import clear_of_figures, find_simple, possible
from pipeline.extraction.dates.lexicon import CLASSES, decoys, words_of
from pipeline.extraction.dates.moves import moved_from
from pipeline.extraction.dates.tokens import Tokens, compile_rule
from pipeline.language import morphology

_CONNECTORS = {CLASSES[name]: name for name in ("DASH", "TO", "AND", "SLASH", "COMMA", "ONTO")}
_LIST_CHAIN = compile_rule(r"(?P<day>DAY) (?P<dot>DOT?) (?P<connector>DASH|TO|AND|SLASH|COMMA|ONTO) (?: WEEKDAY COMMA?)? $")


def find_expressions(tokens: Tokens) -> list[Expression]:
    """All expressions of the text in order; they never overlap."""
    simple = _attach_weekdays(find_simple(tokens), tokens)
    joined = _join_ranges(_extend_lists(simple, tokens), tokens)
    kept = [expression for expression in joined if not _refused(expression, tokens)]
    taken_until = 0
    result = []
    for number, expression in enumerate(kept):
        if expression.first < taken_until:
            continue
        following = kept[number + 1] if number + 1 < len(kept) else None
        if following is not None and _is_weekday(expression) and following.first < expression.first:
            continue  # `od petka 8. do nedjelje 10. marta`
        limit = kept[number + 1].first if number + 1 < len(kept) else len(tokens.words)
        _attach_clock(expression, tokens, limit)
        _look_around(expression, tokens)
        taken_until = expression.last
        result.append(expression)
    return result


def _refused(expression: Expression, tokens: Tokens) -> bool:
    """Whether what looks like a date is none: half of one, or the number or name of something else."""
    reason = "half-a-date" if expression.weak else _decoy(expression, tokens)
    if reason:
        start, end = tokens.starts[expression.first], tokens.ends[expression.last - 1]
        trace.rejected("dates", start, end, reason, rule=f"dates.{expression.rule}")
    return bool(reason)


_BEFORE_DAY = compile_rule(r"(?:WORD){0,2} (?:COMMA|OPEN)? DAYUNIT? COMMA?")
_AFTER_DAY = compile_rule(r"(?:COMMA IN?|OPEN|IN)?")


def _attach_weekdays(expressions: list[Expression], tokens: Tokens) -> list[Expression]:
    """A weekday beside a day checks it and is no expression of its own: `U petak, 12. 5.`, `u utorak je, 12. travnja`.

    Neither is a word like `jučer` before the day that it means.
    """
    result: list[Expression] = []
    for index, expression in enumerate(expressions):
        following = expressions[index + 1] if index + 1 < len(expressions) else None
        apposed = expression.rule in ("relative-day", "weekday") and expression.relative is not None and not expression.clock
        if apposed and following and _whole_day(following) and following.first - expression.last <= 5:
            gap = range(expression.last, following.first)
            words = [tokens.words[at] for at in gap if tokens.classes[at] == CLASSES["WORD"]]
            marked = len(gap) > len(words)
            if (
                _BEFORE_DAY.fullmatch(tokens.classes, gap.start, gap.stop)
                and words_of("clitic").issuperset(words)
                and (marked or _is_weekday(expression))
            ):
                if _is_weekday(expression):
                    following.weekdays = (expression.relative.number, None)  # type: ignore[union-attr]
                continue
        previous = result[-1] if result else None
        free = previous is not None and _whole_day(previous) and previous.weekdays[0] is None
        if (
            previous
            and free
            and _is_weekday(expression)
            and _AFTER_DAY.fullmatch(tokens.classes, previous.last, expression.first)
        ):
            previous.weekdays = (expression.relative.number, None)  # type: ignore[union-attr]
            continue
        result.append(expression)
    return result


def _whole_day(expression: Expression) -> bool:
    return bool(expression.point.day) and expression.relative is None


def _is_weekday(expression: Expression) -> bool:
    relative = expression.relative
    return relative is not None and relative.unit == "weekday" and relative.shift is None


def _extend_lists(expressions: list[Expression], tokens: Tokens) -> list[Expression]:
    """Bare days before a date: `od 3. do 5. maja`, `7–8. decembra`, `19/20.05.2023.`, `24, 25. i 26. maja`."""
    result: list[Expression] = []
    for expression in expressions:
        if not expression.point.day or expression.relative or expression.impossible:
            result.append(expression)
            continue
        floor = result[-1].last if result else 0
        parts = [(expression.first, expression.point)]
        connectors: list[str] = []
        start = expression.first
        while match := _LIST_CHAIN.search(tokens.classes, max(floor, start - 5), start):
            day = tokens.values[match.start("day")]
            connector = _CONNECTORS[match["connector"]]
            if day >= (parts[-1][1].day or 0) or not _list_item(match, tokens, connector, connectors):
                break
            start = match.start()
            parts.append((start, replace(parts[-1][1], day=day)))
            connectors.append(connector)
        parts.reverse()
        connectors.reverse()
        result.extend(_group(expression, parts, connectors, tokens))
    return result


def _list_item(match: re.Match[str], tokens: Tokens, connector: str, connectors: list[str]) -> bool:
    """Whether the bare number belongs to the list: a comma joins only in a longer list, and a figure wants its dot or a dash."""
    first = match.start()
    if not clear_of_figures(tokens, first, first + 1) and not match["dot"]:
        following = tokens.text[tokens.ends[first]]
        if following not in "-–—/":
            return False
    if first and tokens.glued(first) and tokens.text[tokens.starts[first] - 1] in "/-.,":
        return False
    if connector == "COMMA":
        return bool(connectors) and bool(match["dot"] or connectors)
    if connector == "SLASH":
        return tokens.glued(match.start("connector"))
    if connector == "ONTO":  # s 5. na 6. novembar
        return first > 0 and tokens.words[first - 1] in ("s", "sa", "iz")
    if connector == "TO":
        from_before = first > 0 and tokens.classes[first - 1] == CLASSES["FROM"]
        return from_before or (bool(match["dot"]) and not tokens.capital(match.start("connector")))
    return True


def _group(expression: Expression, parts: list[tuple[int, Point]], connectors: list[str], tokens: Tokens) -> Iterator[Expression]:
    """Runs of adjacent days and ranges become intervals, other days stay by themselves."""
    index = 0
    while index < len(parts):
        stop = index
        first = parts[index][0]
        moved = moved_from(tokens, first)  # from one day to the other
        while not moved and stop + 1 < len(parts) and _adjoins(parts[stop][1], parts[stop + 1][1], connectors[stop]):
            stop += 1
        final = stop == len(parts) - 1
        behind = parts[stop][0] + 1  # a bare day takes its dot along
        last = expression.last if final else behind + (tokens.classes[behind] == CLASSES["DOT"])
        point, until = parts[index][1], parts[stop][1] if stop > index else None
        weekdays = (None, expression.weekdays[0]) if until else expression.weekdays
        piece = replace(
            expression, first=first, last=last, point=point, until=until, weekdays=weekdays if final else (None, None)
        )
        if until:
            piece.rule = "day-range"
            _take_from(piece, tokens)
        yield piece
        index = stop + 1


def _adjoins(point: Point, following: Point, connector: str) -> bool:
    if connector in ("DASH", "TO"):
        return True
    return (following.day or 0) - (point.day or 0) == 1


def _take_from(expression: Expression, tokens: Tokens) -> None:
    """`od` and `između` before a range belong to it."""
    before = expression.first - 1
    if before >= 1 and tokens.classes[before] == CLASSES["COMMA"] and tokens.classes[before - 1] == CLASSES["WEEKDAY"]:
        before -= 1
    if before >= 1 and tokens.classes[before] == CLASSES["WEEKDAY"]:
        before -= 1
    if before >= 0 and tokens.classes[before] in CLASSES["FROM"] + CLASSES["BETWEEN"]:
        expression.first = before


def _join_ranges(expressions: list[Expression], tokens: Tokens) -> list[Expression]:
    """Two dates that only a connector parts: `od marta do juna 2024.`, `29.4. do 3.5.2023.`, `2021–2027`."""
    result: list[Expression] = []
    for expression in reversed(expressions):  # from the right, since the last one carries the year
        following = result[-1] if result else None
        joined = following and _join(expression, following, tokens)
        if joined:
            result[-1] = joined
        else:
            result.append(expression)
    result.reverse()
    return result


_WEEKDAY_ASIDE = compile_rule(r"WEEKDAY COMMA?$ | ^OPEN? WEEKDAY? CLOSE | ^COMMA(?=TO)")


def _join(left: Expression, right: Expression, tokens: Tokens) -> Expression | None:
    if left.relative or right.relative or right.until or left.until or left.impossible or right.impossible:
        return None
    if left.point.unit != right.point.unit:
        return None
    if moved_from(tokens, left.first):
        return None
    gap = tokens.classes[left.last : right.first]
    gap = _WEEKDAY_ASIDE.sub("", gap)
    connector = _CONNECTORS.get(gap)
    if connector is None or tokens.classes[left.first] == CLASSES["NEWLINE"]:
        return None
    point = left.point
    if point.yearless and not right.point.yearless:
        point = _year_before(point, right.point)
    until = right.point
    if connector in ("DASH", "TO") and until.yearless and point.year is not None:
        until = replace(until, year=point.year + ((until.month or 0, until.day or 0) < (point.month or 0, point.day or 0)))
    if connector in ("AND", "COMMA", "SLASH"):
        between = left.first > 0 and tokens.classes[left.first - 1] == CLASSES["BETWEEN"]
        months = left.point.unit == "month" and not left.weak and _next_month(point, until)
        if not (connector == "AND" and (between or months or _next_day(point, until))):
            if left.point.unit != "year" or not left.weak:
                left.point = point
            if connector != "SLASH" and right.point.unit == "month" and not right.weak and left.weak and right.point.year:
                left.weak = False
            return None
    if not _later(point, until) or (left.weak and right.weak and left.point.unit == "month"):
        return None
    joined = replace(
        left,
        last=right.last,
        point=point,
        until=until,
        rule=f"{left.point.unit}-range",
        weekdays=(left.weekdays[0], right.weekdays[0]),
        weak=False,
    )
    _take_from(joined, tokens)
    return joined


def _year_before(point: Point, until: Point) -> Point:
    """The year of a range's end for its beginning, or the year before (`28. decembra do 3. januara 2024.`)."""
    back = (point.month or 0, point.day or 0) > (until.month or 0, until.day or 0)
    if until.year is not None:
        return replace(point, year=until.year - back)
    return replace(point, shift=(until.shift or 0) - back)


def _later(point: Point, until: Point) -> bool:
    if point.year is not None and until.year is not None and point.year != until.year:
        return point.year < until.year
    if point.yearless or until.yearless:
        return True
    return (point.month or 0, point.day or 0) < (until.month or 0, until.day or 0)


def _next_month(point: Point, until: Point) -> bool:
    return point.month is not None and until.month is not None and point.day is None and (until.month - point.month) % 12 == 1


def _next_day(point: Point, until: Point) -> bool:
    if point.day is None or until.day is None or point.month is None or until.month is None:
        return False
    if point.month == until.month:
        return until.day - point.day == 1
    return until.day == 1 and (until.month - point.month) % 12 == 1 and not possible(point.day + 1, point.month)


_TIME = r"(?P<{0}>CLOCKNAME | (?P<hour{0}>DAY|SMALL) (?: (?:COLON|COMMA|DOT) (?P<minute{0}>DAY|SMALL) HOURS? | HOURS))"
_BARE = r"(?P<{0}> (?P<hour{0}>DAY|SMALL) (?: (?:COLON|COMMA|DOT) (?P<minute{0}>DAY|SMALL))? HOURS?)"
_CLOCK = compile_rule(
    rf"(?: FROM {_BARE.format('a')} TO {_TIME.format('b')}"
    rf" | IN {_BARE.format('c')} (?:DASH|TO) {_TIME.format('d')} | IN {_TIME.format('e')})"
)


def _attach_clock(expression: Expression, tokens: Tokens, limit: int) -> None:
    """`12. marta u 10,00 sati`, `od 14:14 do 14:26 sati`: a clock time that follows directly."""
    day = expression.point.day or (expression.relative and expression.relative.unit in ("day", "weekday", "same-day"))
    if not day or expression.until or expression.impossible:
        return
    match = _CLOCK.match(tokens.classes, expression.last, min(limit, expression.last + 12))
    if not match:
        return
    times = []
    for name in "abcde":
        if match[name]:
            time = _time(match, name, tokens)
            if time is None:
                return
            times.append(time)
    expression.clock = tuple(times)
    expression.last = match.end()


def _time(match: re.Match[str], name: str, tokens: Tokens) -> tuple[int, int] | None:
    if not match[f"hour{name}"]:
        return tokens.values[match.start(name)], 0
    hour = tokens.values[match.start(f"hour{name}")]
    minute = 0
    if match[f"minute{name}"]:
        at = match.start(f"minute{name}")
        minute = tokens.values[at]
        if len(tokens.words[at]) != 2:
            return None
    return (hour, minute) if hour <= 23 and minute <= 59 else None


_OPEN_END = re.compile(r"(?:pa )?(?:nadalje|nadalje|dalje)\b|do (?:daljnj|dalj)[^\W\d_]*|do opoziva\b")


def _look_around(expression: Expression, tokens: Tokens) -> None:
    """`oko 20. oktobra` is approximate, `od 1. aprila nadalje` has no end."""
    if expression.relative or expression.impossible or expression.first == 0:
        return
    before = tokens.words[expression.first - 1]
    if before in words_of("about"):
        expression.approximate = True
    elif before == "od" and expression.until is None and expression.last < len(tokens.words):
        start = tokens.starts[expression.last]
        match = _OPEN_END.match(tokens.folded, start)
        if match:
            expression.first -= 1
            while tokens.ends[expression.last - 1] < match.end():
                expression.last += 1
            expression.open_end = True


_QUOTES = "„“”\"'«»‘’"


def _every_year(tokens: Tokens, first: int) -> bool:
    """`svake godine, početkom marta`."""
    window = tokens.words[max(0, first - 5) : first]
    return any(decoys().get(word) == "recurring" and window[at + 1 : at + 2] == ["godine"] for at, word in enumerate(window))


def _in_title(expression: Expression, tokens: Tokens) -> bool:
    """Whether a short quotation of nouns alone holds it: `okrugli sto „Grad jučer, danas, sutra“`."""
    first, last = expression.first - 1, expression.last
    while first >= 0 and expression.first - first <= _LONGEST_TITLE and tokens.words[first] not in _TITLE_BOUNDS:
        first -= 1
    while last < len(tokens.words) and last - expression.last < _LONGEST_TITLE and tokens.words[last] not in _TITLE_BOUNDS:
        last += 1
    if first < 0 or last >= len(tokens.words) or tokens.words[first] not in _OPENING or tokens.words[last] not in _QUOTES:
        return False
    others = [
        tokens.text[tokens.starts[at] : tokens.ends[at]].lower()
        for at in range(first + 1, last)
        if tokens.words[at] not in _TITLE_WORDS and not expression.first <= at < expression.last
    ]
    return expression.first > first + 1 and bool(others) and all(map(morphology.is_nominal, others))


_LONGEST_TITLE = 6  # words before and after the expression
_OPENING = "„“\"'«»‘"
_TITLE_BOUNDS = frozenset(_QUOTES) | {".", "!", "?", ";", ":"}
_TITLE_WORDS = frozenset({",", "i", "za", "u", "od", "do", "juce", "jucer", "danas", "sutra", "nekad", "nekada", "sad", "sada"})


def _decoy(expression: Expression, tokens: Tokens) -> str:
    """Why it is no date of its own (number of an act, name of a street or school, a recurring time); empty if it is one."""
    before = expression.first - 1
    quoted = False
    while before >= 0 and tokens.words[before] in _QUOTES:
        quoted = True
        before -= 1
    while before > 0 and tokens.classes[before] == CLASSES["DOT"] and tokens.glued(before):
        before -= 1
    meaning = decoys().get(tokens.words[before]) if before >= 0 else None
    relative = expression.relative
    if meaning == "recurring" or (expression.point.yearless and _every_year(tokens, expression.first)):
        return "comes-again"
    if relative is None and expression.point.day and expression.point.yearless:
        after = tokens.words[expression.last] if expression.last < len(tokens.words) else ""
        if meaning == "name" and not quoted and tokens.words[max(0, before - 1)] in words_of("owner"):
            return ""  # `u našoj školi 16. februara`
        if meaning == "name" and not quoted and "ce" in tokens.words[max(0, before - 3) : before]:
            return ""  # `da će škola 22. aprila organizovati …`
        house = after.isdigit() and tokens.words[expression.last + 1 : expression.last + 2]  # `„1. maja 17“`
        if (quoted and (after in _QUOTES or (house and house[0] in _QUOTES))) or meaning == "name":
            return "in-a-name"
        return "number-of-something" if meaning is not None else ""
    if relative is not None and _in_title(expression, tokens):
        return "in-a-name"
    numbered = relative is None and meaning == "number" and not (expression.point.day and expression.point.year)
    return "number-of-something" if numbered else ""
