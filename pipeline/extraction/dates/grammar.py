"""Simple expressions of dates: days, months, years, parts of a year, weekdays, words like `jučer`; one rule for each form.

A rule is a regular expression over the classes of the tokens and a function that reads the match or refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.extraction import trace
from pipeline.extraction.dates.expressions import LAST, Expression, Point, Relative
from pipeline.extraction.dates.lexicon import CLASSES, introductions, words_of
from pipeline.extraction.dates.tokens import Tokens, compile_rule

_YEAR = (
    r"(?: (?P<year>YEAR) DOT? (?: YEARUNIT | YEARABBR DOT?)?"
    r" | (?P<shift>PREVIOUS|THIS|NEXT) YEARUNIT"
    r" | (?P<current>LETTER) DOT YEARABBR DOT?"
    r" | (?P<spelt>CARDINAL THOUSAND (?: HUNDRED)? AND? TENS? ORDINAL | THOUSAND HUNDRED TENS? ORDINAL) YEARUNIT? )"
)
_MONTHNAME = r"(?P<month>MONTH)(?: SLASH (?P<twin>MONTH))?"
_DAYNUMBER = r"(?P<day>DAY) (?: DASH SUFFIX | DOT? (?: OPEN TENS? ORDINAL CLOSE)?)"


def _year_of(match: re.Match[str], tokens: Tokens) -> dict[str, int | None]:
    """Year or its distance, out of a match of `_YEAR`."""
    groups = match.groupdict()
    if groups.get("year"):
        return {"year": tokens.values[match.start("year")]}
    if groups.get("shift"):
        return {"shift": tokens.values[match.start("shift")]}
    if groups.get("current"):
        return {"shift": 0}
    if groups.get("spelt"):
        return {"year": _spelt_year(tokens, match.start("spelt"), match.end("spelt"))}
    return {}


def _spelt_year(tokens: Tokens, first: int, last: int) -> int | None:
    """`dvije hiljade dvadeset treće` → 2023, `hiljadu devetsto devedeset pete` → 1995."""
    total = 0
    thousand = CLASSES["THOUSAND"]
    for index in range(first, last):
        value = tokens.values[index]
        total = max(total, 1) * value if tokens.classes[index] == thousand else total + value
    return total if 1800 <= total <= 2199 else None


def possible(day: int | None, month: int | None) -> bool:
    return (
        month is not None
        and 1 <= month <= 12
        and (day is None or 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31))
    )


Builder = Callable[[re.Match[str], Tokens], "Expression | None"]
_RULES: list[tuple[str, re.Pattern[str], Builder]] = []


def _rule(name: str, pattern: str) -> Callable[[Builder], Builder]:
    def register(build: Builder) -> Builder:
        _RULES.append((name, compile_rule(pattern), build))
        return build

    return register


def _expression(match: re.Match[str], rule: str, point: Point, **more: object) -> Expression:
    return Expression(match.start(), match.end(), rule, point, **more)  # type: ignore[arg-type]


@_rule(
    "day-month-word", rf"(?: {_DAYNUMBER} | (?P<tens>TENS)? (?P<ordinal>ORDINAL)) {_MONTHNAME} MONTHUNIT? (?: COMMA? {_YEAR})?"
)
def _day_month_word(match: re.Match[str], tokens: Tokens) -> Expression | None:
    month = tokens.values[match.start("month")]
    if match["twin"] and tokens.values[match.start("twin")] != month:
        return None
    if match["day"]:
        day = tokens.values[match.start("day")]
    else:
        day = tokens.values[match.start("ordinal")] + (tokens.values[match.start("tens")] if match["tens"] else 0)
    if not possible(day, month):
        return _expression(match, "impossible", Point(), impossible=bool(match["year"]))
    point = Point(month=month, day=day, **_year_of(match, tokens))
    if point.yearless and _looks_like_a_name(tokens, match.start("month")):
        return None
    return _expression(match, "day-month-word", point)


def _looks_like_a_name(tokens: Tokens, month: int) -> bool:
    """`1. Maja Kolak`: a first name in a numbered list, not the first of May."""
    if not tokens.capital(month) or tokens.text[tokens.starts[month] : tokens.ends[month]].isupper():
        return False
    return month + 1 < len(tokens.words) and tokens.classes[month + 1] == CLASSES["WORD"] and tokens.capital(month + 1)


@_rule("day-month-short", rf"{_DAYNUMBER} (?P<month>ABBREVIATION|TEMPLATE) DOT? COMMA? {_YEAR}")
@_rule("day-month-roman", rf"(?P<day>DAY) (?: DOT|SLASH)? (?P<month>ROMAN) (?:DOT|SLASH|DASH)? {_YEAR}")
@_rule("month-day-year", r"(?P<month>MONTH|TEMPLATE|ABBREVIATION) DOT? (?P<day>DAY) DOT? COMMA (?P<year>YEAR) DOT?")
def _day_month_year(match: re.Match[str], tokens: Tokens) -> Expression | None:
    day, month = tokens.values[match.start("day")], tokens.values[match.start("month")]
    if not possible(day, month):
        return None
    return _expression(match, "day-month-short", Point(month=month, day=day, **_year_of(match, tokens)))


@_rule("day-month-roman", r"(?P<day>DAY) DOT (?P<month>ROMAN) DOT?")
def _day_roman(match: re.Match[str], tokens: Tokens) -> Expression | None:
    day, month = tokens.values[match.start("day")], tokens.values[match.start("month")]
    stopped = tokens.classes[match.end() - 1] == CLASSES["DOT"] or _closed(tokens, match.end())
    starts = match.start() == 0 or tokens.classes[match.start() - 1] == CLASSES["NEWLINE"]
    if not possible(day, month) or not (_expects_day(tokens, match.start()) or (stopped and not starts)):
        return None
    return _expression(match, "day-month-roman", Point(month=month, day=day))


def _closed(tokens: Tokens, index: int) -> bool:
    """Whether the phrase ends here: end of line or cell, a comma, a bracket."""
    return (
        _ends_line(tokens, index) or tokens.classes[index] in CLASSES["COMMA"] + CLASSES["CLOSE"] or tokens.words[index] in "|;"
    )


def _expects_day(tokens: Tokens, index: int) -> bool:
    """Whether the words before announce a day: `dana`, `do`, a weekday, an opening bracket or a label's colon."""
    if index == 0:
        return False
    before = tokens.classes[index - 1]
    if before == CLASSES["COMMA"] and index > 1:
        before = tokens.classes[index - 2]
    return before == CLASSES["WEEKDAY"] or "day" in introductions().get(tokens.words[index - 1], ())


@_rule("numeric", rf"(?P<day>DAY) DOT (?P<month>DAY) DOT {_YEAR}")
@_rule("numeric", r"(?P<day>DAY) DASH (?P<month>DAY) DASH (?P<year>YEAR) DOT? (?: YEARUNIT | YEARABBR DOT?)?")
@_rule("numeric", r"(?P<day>DAY) SLASH (?P<month>DAY) SLASH (?P<year>YEAR) DOT? (?: YEARUNIT | YEARABBR DOT?)?")
@_rule("iso", r"(?P<year>YEAR) DASH (?P<month>DAY) DASH (?P<day>DAY)")
def _numeric(match: re.Match[str], tokens: Tokens) -> Expression | None:
    day, month = tokens.values[match.start("day")], tokens.values[match.start("month")]
    if not clear_of_figures(tokens, match.start(), match.end()):
        return None
    if not possible(day, month):
        return _expression(match, "impossible", Point(), impossible=bool(match.groupdict().get("year")))
    return _expression(match, "numeric", Point(month=month, day=day, **_year_of(match, tokens)))


@_rule("impossible", r"DAY DOT DAY DOT NUMBER DOT? (?:YEARUNIT | YEARABBR)")
def _miswritten(match: re.Match[str], tokens: Tokens) -> Expression | None:
    """`12.05.02023. godine`."""
    return _expression(match, "impossible", Point(), impossible=True)


@_rule(
    "numeric-short-year",
    r"(?P<day>DAY) DOT (?P<month>DAY) DOT (?P<year>DAY|SMALL) (?: DOT? YEARUNIT | DOT? YEARABBR DOT? | DOT)?",
)
def _numeric_short_year(match: re.Match[str], tokens: Tokens) -> Expression | None:
    day, month = tokens.values[match.start("day")], tokens.values[match.start("month")]
    at = match.start("year")
    two_digits = len(tokens.words[at]) == 2 and all(tokens.glued(index) for index in range(match.start() + 1, at + 1))
    if not (two_digits and possible(day, month) and clear_of_figures(tokens, match.start(), match.end())):
        return None
    named = any(tokens.classes[index] in CLASSES["YEARUNIT"] + CLASSES["YEARABBR"] for index in range(at, match.end()))
    at_line_start = match.start() == 0 or tokens.classes[match.start() - 1] == CLASSES["NEWLINE"]
    if not named and at_line_start and not _ends_line(tokens, match.end()):
        return None  # 1.2.10. is the number of a section
    short = tokens.values[at]
    return _expression(match, "numeric-short-year", Point(2000 + short if short < 70 else 1900 + short, month, day))


@_rule(
    "numeric-yearless",
    r"(?P<day>DAY) DOT (?P<month>DAY) (?P<stop>DOT)?"
    r" (?: (?P<shift>PREVIOUS|THIS|NEXT) YEARUNIT | (?P<current>LETTER) DOT YEARABBR DOT?)?",
)
def _numeric_yearless(match: re.Match[str], tokens: Tokens) -> Expression | None:
    first, at, last = match.start("day"), match.start("month"), match.end()
    day, month = tokens.values[first], tokens.values[at]
    if not possible(day, month) or not clear_of_figures(tokens, first, last):
        return None
    point = Point(month=month, day=day, **_year_of(match, tokens))
    if point.yearless:
        if last < len(tokens.words) and tokens.classes[last] in CLASSES["HOURS"] + CLASSES["COLON"]:
            return None
        if first and tokens.classes[first - 1] == CLASSES["IN"] and not match["stop"]:
            return None  # u 10.30 is a clock time
        expected = _expects_day(tokens, first)
        if not expected and not tokens.glued(at) and not _stands_alone(tokens, first, last):
            return None  # tač. 1. 2. i 3.
        if not expected and not match["stop"]:
            return None  # 3.4 posto
        if not expected and _numbers_a_section(tokens, first, last):
            return None
    return _expression(match, "numeric-yearless", point)


def _stands_alone(tokens: Tokens, first: int, last: int) -> bool:
    """`5. 10.` between words, no figure of a list beside it."""
    if first == 0 or tokens.classes[first - 1] in _FIGURES:
        return False
    if tokens.classes[first - 1] == CLASSES["NEWLINE"]:
        return False
    if _closed(tokens, last):
        return last + 1 >= len(tokens.words) or tokens.classes[last + 1] not in _FIGURES
    return tokens.classes[last] == CLASSES["DASH"] or not (tokens.classes[last] in _FIGURES or tokens.capital(last))


_FIGURES = "".join(CLASSES[name] for name in ("DAY", "SMALL", "YEAR", "NUMBER", "ROMAN", "DOT", "AND"))


def _numbers_a_section(tokens: Tokens, first: int, last: int) -> bool:
    """`2.1. Usvajanje zapisnika` at the start of a line."""
    starts = first == 0 or tokens.classes[first - 1] == CLASSES["NEWLINE"]
    return starts and last < len(tokens.words) and tokens.classes[last] != CLASSES["NEWLINE"] and tokens.capital(last)


@_rule("slash-yearless", r"(?P<day>DAY) SLASH (?P<month>DAY) DOT? (?:(?P<shift>PREVIOUS|THIS|NEXT) YEARUNIT)?")
def _slash_yearless(match: re.Match[str], tokens: Tokens) -> Expression | None:
    day, month = tokens.values[match.start("day")], tokens.values[match.start("month")]
    expected = match["shift"] or _expects_day(tokens, match.start())
    if not possible(day, month) or not expected or not clear_of_figures(tokens, match.start(), match.end()):
        return None
    return _expression(match, "slash-yearless", Point(month=month, day=day, **_year_of(match, tokens)))


_LIST_MARKS = CLASSES["DASH"] + CLASSES["SLASH"]
_DAY_AND_DOT = CLASSES["DAY"] + CLASSES["DOT"]
_RANGE_START = compile_rule(r"DAY DOT? (?: DAY DOT)?")


def clear_of_figures(tokens: Tokens, first: int, last: int) -> bool:
    """Whether no figure, slash or hyphen is glued to the expression: `02-05-187/24` holds no date."""
    text, start = tokens.text, tokens.starts[first]
    if first > 1 and tokens.glued(first) and tokens.classes[first - 1] in _LIST_MARKS:
        begin = first - 1
        while begin > 0 and tokens.glued(begin) and tokens.classes[begin - 1] in _DAY_AND_DOT:
            begin -= 1
        if _RANGE_START.fullmatch(tokens.classes, begin, first - 1):  # 19/20.05.2023., 27.-28.09.2012., 01.01.–30.06.2019.
            before = text[tokens.starts[begin] - 1] if tokens.starts[begin] else " "
            return not (before.isdigit() or before in "/-.,:") and _clear_ahead(tokens, last)
    if start and (text[start - 1] in "/-+#_%" or (text[start - 1] in ".,:" and start > 1 and text[start - 2].isdigit())):
        return False
    return _clear_ahead(tokens, last)


def _clear_ahead(tokens: Tokens, last: int) -> bool:
    text, end = tokens.text, tokens.ends[last - 1]
    if end >= len(text):
        return True
    follows = text[end : end + 2]
    joined = follows[0] in "/-_%" and follows[1:].isdigit()
    return not (follows[0].isdigit() or joined)


def _ends_line(tokens: Tokens, index: int) -> bool:
    return index >= len(tokens.words) or tokens.classes[index] == CLASSES["NEWLINE"]


@_rule("month", rf"{_MONTHNAME} MONTHUNIT? (?: COMMA? {_YEAR})?")
def _month(match: re.Match[str], tokens: Tokens) -> Expression | None:
    month = tokens.values[match.start("month")]
    if match["twin"] and tokens.values[match.start("twin")] != month:
        return None
    point = Point(month=month, **_year_of(match, tokens))
    weak = False
    if point.yearless:
        introduced = _introduced(tokens, match.start(), "month")
        if _is_label(tokens, match.start(), match.end()):
            return _expression(match, "month-label", point)
        name = (
            tokens.capital(match.start()) and not tokens.text[tokens.starts[match.start()] : tokens.ends[match.start()]].isupper()
        )
        weak = not introduced or name
    return _expression(match, "month", point, weak=weak)


def _is_label(tokens: Tokens, first: int, last: int) -> bool:
    """`– maj: izlet`, `Naredna sjednica: novembar`, a table's cell, `(oktobar)`: the month stands for itself."""
    before = first - 1
    while before >= 0 and tokens.words[before] in "-–—•*":
        before -= 1
    opens = before < 0 or tokens.classes[before] == CLASSES["NEWLINE"]
    if opens:
        return (
            last < len(tokens.words) and tokens.classes[last] in CLASSES["COLON"] + CLASSES["DASH"] and not tokens.glued(last + 1)
        )
    field = tokens.classes[before] == CLASSES["COLON"] or tokens.words[before] == "|"
    return (field and _closed(tokens, last)) or (
        tokens.classes[before] == CLASSES["OPEN"] and last < len(tokens.words) and tokens.classes[last] == CLASSES["CLOSE"]
    )


def _introduced(tokens: Tokens, index: int, what: str) -> bool:
    if index > 1 and tokens.words[index - 2] == "zakljucno" and tokens.words[index - 1] in ("s", "sa"):
        return True
    return index > 0 and what in introductions().get(tokens.words[index - 1], ())


@_rule("year", r"(?P<year>YEAR) DOT? (?P<unit>YEARUNIT | YEARABBR DOT?)?")
def _year(match: re.Match[str], tokens: Tokens) -> Expression | None:
    first, last = match.start(), match.end()
    if not clear_of_figures(tokens, first, last):
        return None
    weak = False
    if not match["unit"]:
        stopped = tokens.classes[last - 1] == CLASSES["DOT"]
        counted = not stopped and not _ends_line(tokens, last) and tokens.classes[last] not in "pcekbhD_i"
        ordinal = stopped and tokens.glued(last - 1) and first > 0 and last < len(tokens.words) and _reads_on(tokens, first, last)
        weak = not ordinal and (not _introduced(tokens, first, "year") or counted)
    return _expression(match, "year", Point(tokens.values[first]), weak=weak)


def _reads_on(tokens: Tokens, first: int, last: int) -> bool:
    """`koju je 2009. izdalo`, `donesen 2011., kada`: an ordinal in the middle of a sentence, not a figure at its end."""
    before, following = tokens.classes[first - 1], tokens.classes[last]
    if (
        before not in CLASSES["WORD"] + CLASSES["AND"] + CLASSES["COMMA"] + CLASSES["OPEN"]
        or not 1850 <= tokens.values[first] <= 2100
    ):
        return False
    if following in CLASSES["COMMA"] + CLASSES["CLOSE"]:
        return True
    return tokens.text[tokens.starts[last]].islower()


@_rule("year", r"(?P<spelt>CARDINAL THOUSAND (?: HUNDRED)? AND? TENS? ORDINAL | THOUSAND HUNDRED TENS? ORDINAL) YEARUNIT")
def _year_spelt(match: re.Match[str], tokens: Tokens) -> Expression | None:
    year = _spelt_year(tokens, match.start("spelt"), match.end("spelt"))
    return _expression(match, "year", Point(year)) if year else None


@_rule(
    "relative-year", r"(?: (?P<shift>PREVIOUS|THIS|NEXT) YEARUNIT | (?P<current>LETTER) DOT YEARABBR DOT? | (?P<adverb>LASTYEAR))"
)
def _relative_year(match: re.Match[str], tokens: Tokens) -> Expression | None:
    if match["adverb"]:
        if tokens.capital(match.start()):
            return None  # a woman's name
        return _expression(match, "relative-year", Point(shift=tokens.values[match.start()]))
    if match["shift"] and not _singular(tokens, match.start()):
        return None
    return _expression(match, "relative-year", Point(**_year_of(match, tokens)))


def _singular(tokens: Tokens, index: int) -> bool:
    return not tokens.words[index].endswith(("ih", "ima"))


@_rule("school-year", r"(?P<from>YEAR) DOT? (?:SLASH|DASH) (?P<to>YEAR|DAY|SMALL) DOT? (?: YEARUNIT | YEARABBR DOT?)?")
def _school_year(match: re.Match[str], tokens: Tokens) -> Expression | None:
    begin, end = tokens.values[match.start("from")], tokens.values[match.start("to")]
    at = match.start("to")
    if len(tokens.words[at]) == 2:
        end += begin // 100 * 100
    slash = CLASSES["SLASH"] in tokens.classes[match.start() : at]
    if len(tokens.words[at]) not in (2, 4) or not clear_of_figures(tokens, match.start(), match.end()):
        return None
    if end != begin + 1 if slash or len(tokens.words[at]) == 2 else end <= begin:
        return None
    if not slash and end != begin + 1 and end - begin > 60:
        return None
    return _expression(match, "school-year" if slash else "years", Point(begin), until=Point(end))


@_rule("season", r"(?P<season>SEASON) (?P<year>YEAR) DOT? (?:SLASH|DASH) (?:YEAR|DAY|SMALL) DOT? YEARUNIT?")
def _winter(match: re.Match[str], tokens: Tokens) -> Expression | None:
    """`zimu 2020/2021`."""
    return _expression(match, "season", Point(tokens.values[match.start("year")], code=tokens.values[match.start()]))


@_rule("season", rf"(?P<of>PREVIOUS|THIS|NEXT)? (?P<season>SEASON) (?: {_YEAR})?")
def _season(match: re.Match[str], tokens: Tokens) -> Expression | None:
    code = tokens.values[match.start("season")]
    point = Point(code=code, **_year_of(match, tokens))
    if not point.yearless:
        return _expression(match, "season", point) if not match["of"] else None
    if match["of"]:
        return _expression(match, "season", Point(), relative=Relative("season", tokens.values[match.start("of")], code))
    return _expression(
        match, "season", Point(), relative=Relative("season", None, code), weak=not _introduced(tokens, match.start(), "season")
    )


@_rule("season", r"(?P<adverb>SEASONDAY)")
def _season_adverb(match: re.Match[str], tokens: Tokens) -> Expression | None:
    return _expression(match, "season", Point(), relative=Relative("season", 0, tokens.values[match.start()]))


@_rule("quarter", rf"(?: (?P<number>ORDINAL|LAST|ROMAN) | (?P<digit>DAY)) DOT? (?P<part>QUARTER|HALF) (?: {_YEAR})?")
def _quarter(match: re.Match[str], tokens: Tokens) -> Expression | None:
    base = tokens.values[match.start("part")]
    number = tokens.values[match.start("number" if match["number"] else "digit")]
    count = 4 if tokens.classes[match.start("part")] == CLASSES["QUARTER"] else 2
    if number == LAST:
        number = count
    if not 1 <= number <= count:
        return None
    return _expression(match, "quarter", Point(code=base + number, **_year_of(match, tokens)))


@_rule("relative-unit", r"(?P<shift>PREVIOUS|THIS|NEXT) (?P<unit>MONTHUNIT|WEEKUNIT|WEEKEND|DAYUNIT)")
def _relative_unit(match: re.Match[str], tokens: Tokens) -> Expression | None:
    shift, unit = tokens.values[match.start()], tokens.classes[match.start("unit")]
    if not _singular(tokens, match.start()):
        return None
    if unit == CLASSES["DAYUNIT"]:
        if shift != 1 or tokens.words[match.start("unit")] not in ("dan", "dana"):
            return None
        return _expression(match, "day-after", Point(), relative=Relative("same-day", shift))
    name = {CLASSES["MONTHUNIT"]: "month", CLASSES["WEEKUNIT"]: "week"}.get(unit, "weekend")
    return _expression(match, f"relative-{name}", Point(), relative=Relative(name, shift))


@_rule("day-of-month", r"(?P<day>DAY) DOT (?P<shift>PREVIOUS|THIS|NEXT) MONTHUNIT")
def _day_of_month(match: re.Match[str], tokens: Tokens) -> Expression | None:
    """`15. ovog mjeseca`."""
    shift = tokens.values[match.start("shift")]
    return _expression(match, "day-of-month", Point(), relative=Relative("nth", shift, tokens.values[match.start()], 8))


@_rule("this-unit", r"MONTHUNIT|WEEKUNIT|YEARUNIT")
def _this_unit(match: re.Match[str], tokens: Tokens) -> Expression | None:
    """`kraja mjeseca`, `sredinom sedmice`, `do kraja godine`."""
    if not _introduced(tokens, match.start(), "part") or tokens.words[match.start()] not in words_of("unit-in-genitive"):
        return None
    if _followed_by(tokens, match.end(), "MONTH YEAR"):
        return None
    unit = tokens.classes[match.start()]
    if unit == CLASSES["YEARUNIT"]:
        return _expression(match, "relative-year", Point(shift=0))
    name = "month" if unit == CLASSES["MONTHUNIT"] else "week"
    return _expression(match, f"relative-{name}", Point(), relative=Relative(name, 0))


def _followed_by(tokens: Tokens, index: int, names: str) -> bool:
    return index < len(tokens.classes) and tokens.classes[index] in {CLASSES[name] for name in names.split()}


@_rule("weekday", r"(?P<of>PREVIOUS|THIS|NEXT)? (?P<weekday>WEEKDAY)")
def _weekday(match: re.Match[str], tokens: Tokens) -> Expression | None:
    weekday = tokens.values[match.start("weekday")]
    if not match["of"]:
        return _expression(
            match,
            "weekday",
            Point(),
            relative=Relative("weekday", None, weekday),
            weak=not _introduced(tokens, match.start(), "weekday"),
        )
    if not _singular(tokens, match.start()):
        return None
    shift = tokens.values[match.start()]
    if tokens.words[match.start("weekday")] in ("nedelje", "nedelju", "nedelja", "nedelji"):
        return _expression(match, "relative-week", Point(), relative=Relative("week", shift))
    return _expression(match, "weekday", Point(), relative=Relative("weekday", shift, weekday))


@_rule("relative-day", r"TODAY|TODAYISH")
def _relative_day(match: re.Match[str], tokens: Tokens) -> Expression | None:
    adverb = tokens.classes[match.start()] == CLASSES["TODAY"]
    return _expression(
        match,
        "relative-day" if adverb else "relative-day-adjective",
        Point(),
        relative=Relative("day", tokens.values[match.start()]),
    )


@_rule("relative-week", r"WEEKISH")
def _relative_week(match: re.Match[str], tokens: Tokens) -> Expression | None:
    return _expression(match, "relative-week", Point(), relative=Relative("week", tokens.values[match.start()]))


@_rule("day-after", r"SAME DAYUNIT | DAYAFTER")
def _day_after(match: re.Match[str], tokens: Tokens) -> Expression | None:
    return _expression(match, "day-after", Point(), relative=Relative("same-day", tokens.values[match.start()]))


_SAID_AGAIN = compile_rule(r"(?:COMMA|OPEN) (?: IN? WEEKDAY COMMA?)? DAY | (?:COMMA|OPEN) IN WEEKDAY")


@_rule("day-later", r"(?P<number>CARDINAL|DAY)? (?P<unit>DAYUNIT) (?P<way>LATER)")
def _day_later(match: re.Match[str], tokens: Tokens) -> Expression | None:
    """`dan ranije`, `dva dana kasnije`: counted from a day before.

    Not `dan kasnije nego`, `dan ranije od`, which compare, nor where the date itself follows: `dva dana kasnije, 8. novembra`.
    """
    if tokens.words[match.start("unit")] != ("dana" if match["number"] else "dan"):
        return None
    if match.end() < len(tokens.words) and tokens.words[match.end()] in ("nego", "od", "no"):
        return None
    if _SAID_AGAIN.match(tokens.classes, match.end()):
        return None
    number = tokens.values[match.start("number")] if match["number"] else 1
    shift = number * tokens.values[match.start("way")]
    return _expression(match, "day-after", Point(), relative=Relative("same-day", shift))


@_rule("distance", r"(?P<number>CARDINAL|DAY) (?P<unit>DAYUNIT)")
def _distance(match: re.Match[str], tokens: Tokens) -> Expression | None:
    """`za sedam dana`, `prije tri dana`: counted from the day of writing."""
    first = match.start()
    if first == 0 or tokens.words[first - 1] not in _DISTANCES or tokens.capital(match.start("unit")):
        return None
    if tokens.values[first] < 2:
        return None
    number = tokens.values[first] * _DISTANCES[tokens.words[first - 1]]
    expression = _expression(match, "distance", Point(), relative=Relative("day", number))
    expression.first -= 1
    return expression


_DISTANCES = {"za": 1, "prije": -1, "pre": -1}


@_rule(
    "nth",
    rf"(?: (?P<number>ORDINAL|LAST) | (?P<digit>DAY) DOT) (?P<of>WEEKDAY|WEEKUNIT|DAYUNIT|WEEKEND)"
    rf" IN? (?: (?P<month>MONTH) (?: {_YEAR})? | (?P<which>PREVIOUS|THIS|NEXT)? (?P<unit>MONTHUNIT))",
)
def _nth(match: re.Match[str], tokens: Tokens) -> Expression | None:
    """`prvi utorak u oktobru`, `posljednju sedmicu marta`, `zadnji dan u mjesecu`."""
    number = tokens.values[match.start("number" if match["number"] else "digit")]
    of = {CLASSES["WEEKUNIT"]: 9, CLASSES["DAYUNIT"]: 8, CLASSES["WEEKEND"]: 10}.get(
        tokens.classes[match.start("of")], tokens.values[match.start("of")]
    )
    if number > (31 if of == 8 else 5) or not _singular(tokens, match.start()):
        return None
    if match["month"]:
        point = Point(month=tokens.values[match.start("month")], **_year_of(match, tokens))
        return _expression(match, "nth", point, relative=Relative("nth", None, number, of))
    shift = tokens.values[match.start("which")] if match["which"] else 0
    return _expression(match, "nth", Point(), relative=Relative("nth", shift, number, of))


@_rule("day-of", r"(?P<number>ORDINAL|LAST) DAYUNIT")
def _day_of(match: re.Match[str], tokens: Tokens) -> Expression | None:
    """`Drugog dana`, `posljednji dan` of what lasts several days; not `od prvog dana`."""
    first = match.start()
    before = tokens.words[first - 1] if first else ""
    if before in _NO_DAY_OF or tokens.words[match.end() - 1] not in ("dan", "dana") or not _singular(tokens, first):
        return None
    if tokens.capital(match.end() - 1) or not tokens.words[first].endswith(("i", "og", "oga", "eg", "ega")):
        return None
    return _expression(match, "day-of", Point(), relative=Relative("day-of", None, tokens.values[first]))


_NO_DAY_OF = frozenset({"od", "do", "za", "svaki", "svakog", "svakoga", "na", "kao", "prije", "nakon"})

_UNITS = frozenset({"this-unit", "distance"})  # whose patterns fit any `godine`, any `tri dana`


def find_simple(tokens: Tokens) -> list[Expression]:
    """Simple expressions, the longest first where they overlap."""
    found: list[Expression] = []
    for name, pattern, build in _RULES:
        position = 0
        while match := pattern.search(tokens.classes, position):
            expression = build(match, tokens)
            if expression is None:
                position = match.start() + 1
                if name not in _UNITS:
                    start, end = tokens.starts[match.start()], tokens.ends[match.end() - 1]
                    trace.rejected("dates", start, end, "not-read-as-date")
            else:
                found.append(expression)
                position = match.end()
    found.sort(key=lambda expression: (expression.first - expression.last, expression.first))
    taken = bytearray(len(tokens.words))
    kept = []
    for expression in found:
        if not any(taken[expression.first : expression.last]):
            taken[expression.first : expression.last] = b"\1" * (expression.last - expression.first)
            kept.append(expression)
    kept.sort(key=lambda expression: expression.first)
    return kept
