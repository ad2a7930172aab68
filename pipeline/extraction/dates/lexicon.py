"""What words mean to dates: the word tables, folded, with every inflected form spelt out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from pipeline.language.folding import fold
from pipeline.resources import read_table

PACKAGE = "pipeline.extraction.dates"

# The class of a token is one character, so that a text is a string of classes and a rule is a regular expression over it.
CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "DAY": "d",  # 1 to 31
        "SMALL": "n",  # another number of one or two digits
        "YEAR": "Y",  # 1800 to 2199
        "NUMBER": "Z",  # any other number
        "MONTH": "M",
        "ABBREVIATION": "A",  # of a month
        "TEMPLATE": "E",  # English month
        "ROMAN": "R",  # I to XII in capitals
        "WEEKDAY": "W",
        "SEASON": "S",
        "QUARTER": "K",
        "HALF": "P",
        "ORDINAL": "O",
        "TENS": "T",
        "CARDINAL": "C",
        "THOUSAND": "t",
        "HUNDRED": "r",
        "LAST": "x",
        "PREVIOUS": "B",
        "NEXT": "F",
        "THIS": "J",
        "SAME": "j",
        "YEARUNIT": "g",
        "YEARABBR": "G",
        "MONTHUNIT": "m",
        "WEEKUNIT": "w",
        "WEEKEND": "v",
        "DAYUNIT": "a",
        "TODAY": "y",
        "TODAYISH": "1",
        "DAYAFTER": "2",
        "LATER": "6",  # `kasnije` of `dan kasnije`
        "WEEKISH": "3",
        "LASTYEAR": "4",
        "SEASONDAY": "5",
        "HOURS": "H",
        "CLOCKNAME": "N",
        "AND": "i",
        "IN": "u",
        "FROM": "o",
        "TO": "D",
        "BETWEEN": "z",
        "ONTO": "9",
        "LETTER": "l",  # o. and t. of `o. g.`, `t. g.`
        "SUFFIX": "f",  # `og` of `24-og`
        "DOT": "p",
        "COMMA": "c",
        "COLON": "k",
        "SLASH": "s",
        "DASH": "h",
        "OPEN": "b",
        "CLOSE": "e",
        "NEWLINE": "L",
        "WORD": "X",
        "MARK": "_",
    }
)

_PUNCTUATION = {".": "DOT", ",": "COMMA", ":": "COLON", "/": "SLASH", "(": "OPEN", ")": "CLOSE", "\n": "NEWLINE"}
_PUNCTUATION |= dict.fromkeys("-\u2010\u2011\u2012–—", "DASH")
_FUNCTION_WORDS = {
    "i": "AND",
    "u": "IN",
    "od": "FROM",
    "do": "TO",
    "izmedu": "BETWEEN",
    "izmedju": "BETWEEN",
    "na": "ONTO",
    "o": "LETTER",
    "t": "LETTER",
}
_FUNCTION_WORDS |= dict.fromkeys(["og", "eg", "ga", "ti", "tog", "om", "em", "tom"], "SUFFIX")
_RELATIVE_KINDS = {
    "day": "TODAY",
    "day-adjective": "TODAYISH",
    "day-after": "DAYAFTER",
    "day-unit": "DAYUNIT",
    "later": "LATER",
    "month-unit": "MONTHUNIT",
    "next": "NEXT",
    "previous": "PREVIOUS",
    "same": "SAME",
    "season-day": "SEASONDAY",
    "this": "THIS",
    "week-adjective": "WEEKISH",
    "week-unit": "WEEKUNIT",
    "weekend-unit": "WEEKEND",
    "year": "LASTYEAR",
    "year-abbreviation": "YEARABBR",
    "year-unit": "YEARUNIT",
}
ROMAN_MONTHS = {
    numeral: number
    for number, numeral in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], start=1)
}


@cache
def _endings() -> Mapping[str, tuple[str, ...]]:
    rows = read_table(PACKAGE, "declension.tsv", ("declension", "endings"))
    return {row["declension"]: tuple(row["endings"].split()) for row in rows}


def forms(nominative: str, stem: str, declension: str) -> Iterable[str]:
    """The nominative and the stem with each ending of the declension, folded."""
    yield fold(nominative)
    for ending in _endings()[declension]:
        yield fold(stem + ending)


@cache
def words() -> Mapping[str, tuple[str, int]]:
    """Folded form → (class character, value). Where two tables share a form, the earlier of them has it."""
    lexicon: dict[str, tuple[str, int]] = {}

    def add(name: str, value: int, spellings: Iterable[str]) -> None:
        for spelling in spellings:
            lexicon.setdefault(spelling, (CLASSES[name], value))

    for word, name in (_PUNCTUATION | _FUNCTION_WORDS).items():
        add(name, 0, (word,))
    months = read_table(PACKAGE, "months.tsv", ("name", "month", "stem", "declension", "kind"))
    for kind, name in (("name", "MONTH"), ("abbreviation", "ABBREVIATION"), ("template", "TEMPLATE")):
        for row in months:
            if row["kind"] == kind:
                add(name, int(row["month"]), forms(row["name"], row["stem"], row["declension"]))
    for row in read_table(PACKAGE, "weekdays.tsv", ("name", "weekday", "stem", "declension")):
        add("WEEKDAY", int(row["weekday"]), forms(row["name"], row["stem"], row["declension"]))
    for row in read_table(PACKAGE, "parts_of_year.tsv", ("name", "part", "code", "stem", "declension")):
        add(row["part"].upper(), int(row["code"]), forms(row["name"], row["stem"], row["declension"]))
    for row in read_table(PACKAGE, "relative.tsv", ("word", "kind", "value", "stem", "declension")):
        add(_RELATIVE_KINDS[row["kind"]], int(row["value"]), forms(row["word"], row["stem"], row["declension"]))
    for row in read_table(PACKAGE, "numerals.tsv", ("word", "value", "kind"), unique=False):
        declined = row["kind"] in ("ordinal", "last")
        spellings = forms(row["word"], row["word"][:-1], "adjective") if declined else (fold(row["word"]),)
        add(row["kind"].upper(), int(row["value"]), spellings)
    for row in read_table(PACKAGE, "clock.tsv", ("word", "hour")):
        add("CLOCKNAME" if row["hour"] else "HOURS", int(row["hour"] or 0), (fold(row["word"]),))
    return MappingProxyType(lexicon)


@cache
def introductions() -> Mapping[str, frozenset[str]]:
    """Folded word → what it introduces: `month`, `year`, `weekday`, `season`, `day`, `part`."""
    rows = read_table(PACKAGE, "introductions.tsv", ("word", "introduces"))
    return {fold(row["word"]): frozenset(row["introduces"].split()) for row in rows}


@cache
def decoys() -> Mapping[str, str]:
    """Folded word → `number`, `name` or `recurring`."""
    return {fold(row["word"]): row["means"] for row in read_table(PACKAGE, "decoys.tsv", ("word", "means"), unique=False)}


@cache
def words_of(kind: str) -> frozenset[str]:
    """The folded words of one kind in `function_words.tsv`."""
    rows = read_table(PACKAGE, "function_words.tsv", ("word", "kind"), unique=False)
    return frozenset(fold(row["word"]) for row in rows if row["kind"] == kind)


@cache
def beginnings(means: str) -> tuple[str, ...]:
    """The folded beginnings of one meaning in `documents.tsv`, the longest first."""
    rows = read_table(PACKAGE, "documents.tsv", ("beginning", "means"))
    return tuple(sorted((fold(row["beginning"]) for row in rows if row["means"] == means), key=len, reverse=True))
