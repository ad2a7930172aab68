"""What a single line looks like, seen without its neighbours: markers, sections, labels, datelines, page marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.folding import fold
from pipeline.language.layout.cues import cues
from pipeline.resources import read_table

MAX_LABEL_WORDS = 7

_ROMAN = r"(?:x{0,3}(?:ix|iv|vi{1,3}|v|i{1,3})|x{1,3})"
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}

_BULLET = re.compile(r"([•·●▪■◦○‣⁃∙*➢➤►✓✔\uf0b7\uf0a7]|[-–—−](?=\s|[^\W\d_])|o(?=\s+[A-ZČĆĐŠŽ„]))\s*(?=\S)")
_NUMBER = re.compile(
    r"\(?(\d{1,3}(?:\.\d{1,2}){0,3}|\d{1,3}[a-z])\s?([.)]|\.\))(?:\s*(?=[^\W\d_„\"“(«'])|\s+(?=\S))|(\d{1,2})(\s?[-–])\s+(?=\S)"
)
_LETTER = re.compile(r"\(?([a-zčćđšž]|lj|nj|dž|[A-ZČĆĐŠŽ])\)\s*(?=\S)")
_LETTER_STOP = re.compile(r"([a-zčćđšž])\.\s+(?=\S)")
_ROMAN_ITEM = re.compile(rf"({_ROMAN})(?:[.)]\s*|\s+[-–]\s+|(\s+)(?=[A-ZČĆĐŠŽ]))(?=\S)", re.IGNORECASE)
_LONE = re.compile(rf"(?:({_ROMAN})|(\d{{1,2}}))\s?[.)]?", re.IGNORECASE)

_ORDINALS = (
    "prva", "druga", "treca", "cetvrta", "peta", "sesta", "sedma", "osma", "deveta", "deseta",
    "jedanaesta", "dvanaesta", "trinaesta", "cetrnaesta", "petnaesta",
)  # fmt: skip
_ORDINAL = "|".join(ordinal[:-1] + "(?:a|oj|u)" for ordinal in _ORDINALS)
_POINT = r"(?:tack[aiu]\b|tock[aiu]\b|t[ao]c\.)"
_AD = re.compile(
    rf"a\s?d(?:\s?[./\-–]*\s*(?=\d)|\s?[./\-–]+\s*|\s+)(\d{{1,3}}\s?[a-z]?(?![a-z\d])|{_ROMAN}(?!\w)|[a-z](?=[\s.:)\-–]|$))"
    rf"(?:\.?\s?(?:i|,|-|–|do)\s?\d{{1,2}}(?!\d))?\s?[.:)]*\s*[-–—:/]?\s*"
)
_POINT_NUMBER = re.compile(
    rf"(?:(?:po|uz|k|ka|pod)\s+)?{_POINT}\s*(?:dnevnog\s+reda\s+)?(?:br(?:oj|\.)?\s*)?(\d{{1,2}}[a-z]?|{_ORDINAL})(?!\w)\.?\)?"
    rf"(?:\s+dnevnog\s+reda)?\s*(?P<sign>[-–—:]|$)?\s*"
)
_NUMBER_POINT = re.compile(
    rf"(?:(?:po|uz|k|ka|pod)\s+)?(\d{{1,2}}[a-z]?\.?|{_ORDINAL})\s+{_POINT}(?:\s+dnevnog\s+reda\b)?\.?\s*(?P<sign>[-–—:]|$)?\s*"
)

_LABEL = re.compile(r"[^\W_][^:\n|;„“]{0,70}?\s?:(?=\s|$|[^\W\d_])\s*")
_PAGE = re.compile(
    r"(?:strana|stranica|str|page)\s*\.?\s*\d{1,3}(?:\s*(?:od|/|of)\s*\d{1,3})?\.?"
    r"|[-–—]\s?\d{1,3}\s?[-–—]|\d{1,3}\s?/\s?\d{1,3}"
)
_BREADCRUMB = re.compile(r"(?:naslovna|naslovnica|pocetna|home|vijesti|novosti)\s*(?:[>»›|/•·]|::)", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?:\b(?:tel|telefon|fax|faks|mob|pdv|jib|id broj|ziro racun|transakcijski racun)\b\s*(?:/\s*fax\s*)?[.:]*\s*[+(]?\d{2,})"
    r"|\b(?:e-?mail|mail|web)\b\s*:\s*\S+|\bwww\.\w|https?://|\S+@\S+\.\w|\[email"
)
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_FILE_NAME = re.compile(r"\S.{0,80}\.(?:jpe?g|png|gif|pdf|docx?|xlsx?|mp4)")
_BLANKS_ONLY = re.compile(r"[\s_.\-–—=*~•·]+")


@dataclass(frozen=True, slots=True)
class Marker:
    """A list or section marker at the head of a line; `style` tells apart the kinds of numbering."""

    text: str
    number: str
    style: str
    length: int  # up to where the words start


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral up to 39."""
    value = 0
    digits = [_ROMAN_DIGITS[digit] for digit in numeral.lower()]
    for digit, following in zip(digits, [*digits[1:], 0], strict=True):
        value += -digit if digit < following else digit
    return value


@lru_cache(maxsize=1)
def _calendar() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    month = cues().month
    day_month = re.compile(rf"\d{{1,2}}\.?\s*(?:{month}|{_ROMAN}(?=[\s.]))(?!\w)")
    date = (
        rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
        rf"|\d{{1,2}}\.?\s?(?:{month}|{_ROMAN})\.?(?:/(?:{month}))?,?\s?(?:\d{{4}})?"
        rf"|(?:{month})\s\d{{1,2}},?\s\d{{4}}"
        rf"|(?:\d{{1,2}}\.?|_+)\s?_*\.?\s?(?:_+|\d{{4}}|20__))"
    )
    weekday = r"(?:ponedjeljak|ponedeljak|utorak|srijeda|sreda|cetvrtak|petak|subota|nedjelja|nedelja)"
    clock = r"\d{1,2}[:.,]\d{2}(?::\d{2})?\s?(?:h|sati|casova)?"
    dateline = re.compile(
        rf"(?:[^\W\d_][^\d:|,.;!?]{{0,40}}?\s?[,|/•·–]\s*|[^\W\d_][\w ]{{1,20}}\s-\s)?"  # place, or category of the news
        rf"(?:(?:dana|dne|datum|datum objave|objavljeno|objavio|objavila|postavljeno|{weekday}"
        rf"|pon|uto|sri|sre|cet|pet|sub|ned)\b[,:.]?\s*){{0,2}}"
        rf"(?:[^\W\d_]+,\s)?{date}\.?\s?(?:godin[ae]|god|g)?\.?(?:,?\s\(?{weekday}\)?)?"
        rf"(?:\s?[,|/•·\-–u]?\s?{clock})?[.)]?(?:\s?\([^()\d]{{2,20}}\))?(?:\s?[|/•·]\s?[^\d]{{0,60}})?"
        rf"|(?:[^\W\d_]+(?:\s[^\W\d_]+){{0,2}},\s)?(?:{month})\s\d{{4}}\.?\s?(?:godine|god|g)?\.?"
    )
    agency = re.compile(
        rf"[^\W\d_][^\d.:;]{{1,40}}[,/]\s*(?:{date})?\.?\s?(?:godin[ae]|god|g)?\.?\s*(?:[/(][^\d()/]{{2,20}}[/)])?\s?[-–—]\s+(?=\S)"
    )
    part = re.compile(rf"(?:{month})\.?(?: \d{{1,2}})?")
    return day_month, dateline, agency, part


def starts_with_date(folded: str) -> bool:
    """Whether a folded line starts with a day and a month, which look like a list number."""
    return _calendar()[0].match(folded) is not None or re.match(r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|god)", folded) is not None


def is_date_alone(folded: str) -> bool:
    """Whether a folded line is nothing but a date, with the place, the time or the author beside it."""
    return len(folded) <= 120 and any(map(str.isdigit, folded)) and _calendar()[1].fullmatch(folded) is not None


_YEAR = re.compile(r"(?<!\d)(?:19|20)?\d\d(?!\d)\D*$|(?<!\d)(?:19|20)\d\d(?!\d)|_{2,}")
_CASE_OF_SESSION = re.compile(r"(?:sa?|na|od|do|za|iz|o)\s")


@lru_cache(maxsize=1)
def _session_line() -> re.Pattern[str]:
    nouns = "|".join(fold(row["noun"]) for row in read_table("pipeline.language.layout", "session_nouns.tsv", ("noun",)))
    return re.compile(rf"(?:[\w.]+\s){{0,3}}?(?:{nouns})\s[^\W\d_]")


def is_paper_date(folded: str, *, with_year: bool) -> bool:
    """Whether a line is the place and date of the paper, not the tail of a title (`sa sjednice od 3.3.2020.`)."""
    if _CASE_OF_SESSION.match(folded) or _session_line().match(folded) or (with_year and _YEAR.search(folded) is None):
        return False
    return is_date_alone(folded)


_STAMP_DATE = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.?\s[^\W\d_]{3,9}\.?,?\s\d{4}"
    r"|[^\W\d_]{3,9}\.?\s\d{1,2}\.?,\s\d{4}"
)
_STAMP_CLOCK = re.compile(
    r"\.?\s*(?:god(?:ine|\.)?|g\.)?,?\s*"
    r"(?:(?:u|at|[-–|@])\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?(?:h|sati|am|pm))?"
)
_STAMP_SIGN = re.compile(r"\s*(?:[|•·–—,]|/(?!la\b)|\s-\s|(?<!\w)(?:on|dana|dne)(?!\w)[:.]?)\s*")
_LONGEST_STAMP, _LONGEST_FIELD = 100, 4  # characters, words


def is_byline_stamp(text: str, folded: str) -> bool:
    """Whether a line says by whom and when the page was published: `by admin | On 6 Novembra, 2023`.

    Names and categories may stand beside; a word more (`Urednik lista predstavio …`) makes a sentence of it.
    """
    match = _STAMP_DATE.search(folded) if len(folded) <= _LONGEST_STAMP else None
    if match is None:
        return False
    clock = _STAMP_CLOCK.match(folded, match.end())
    authors = 0
    for start, end in ((0, match.start()), (clock.end() if clock else match.end(), len(folded))):
        at = start
        for sign in (*_STAMP_SIGN.finditer(folded, start, end), None):
            stop = sign.start() if sign else end
            kind = _stamp_field(text[at:stop].strip(" .:"))
            if kind is None:
                return False
            authors += kind == "author"
            at = sign.end() if sign else end
    return authors > 0


def _stamp_field(field: str) -> str | None:
    """Whether the field of a publication line names its author or something else; None for words that make a sentence."""
    folded = fold(field)
    opening = cues().byline_openings.match(folded)
    name = field[opening.end() :] if opening else field
    words = name.split()
    if len(words) > _LONGEST_FIELD:
        return None
    capitalized = _capitalized(words)
    if words and (fold(name) in cues().byline_authors or (fold(words[0]) in cues().byline_authors and _capitalized(words[1:]))):
        return "author"
    if opening is not None:
        return "author" if words and capitalized else None
    return "other" if capitalized or len(words) <= 1 or words[0][0].isdigit() else None


def _capitalized(words: list[str]) -> bool:
    return all(word[0].isupper() or word[0].isdigit() or len(word) == 1 for word in words)


def is_date_part(folded: str) -> bool:
    """Whether a folded line is a month, or a month and a day, whose rest stands on the next line (`Maj⏎18⏎2023`)."""
    return len(folded) <= 14 and _calendar()[3].fullmatch(folded) is not None


def agency_prefix(folded: str) -> int:
    """Length of the dateline with which an agency starts a paragraph (`Bihać, 14.09.2023. – `), 0 if there is none."""
    match = _calendar()[2].match(folded[:120])
    return match.end() if match else 0


def list_marker(line: str, folded: str) -> Marker | None:
    """The list marker at the head of a line, by its shape alone; whether it counts is for the neighbours to decide."""
    first = line[:1]
    if not first:
        return None
    if first.isalpha():
        return _letter_marker(line)
    if first.isdigit() or first == "(":
        match = _NUMBER.match(line)
        if match and not starts_with_date(folded) and not (match[1] and "." in match[1] and line[match.end()] in "-–"):
            number, sign = match[1] or match[3], (match[2] or match[4]).strip()
            return Marker(line[: match.end()].strip(), number, f"number{number.count('.')}{sign}", match.end())
        if first == "(":
            return _letter_marker(line)
        return None
    match = _BULLET.match(line)
    if match and match.end() < len(line):
        return Marker(match[1], "", match[1], match.end())
    return None


def _letter_marker(line: str) -> Marker | None:
    match = _LETTER.match(line)
    if match:
        return Marker(line[: match.end()].strip(), match[1].lower(), "A)" if match[1].isupper() else "a)", match.end())
    match = _BULLET.match(line)
    if match:
        return Marker("o", "", "o", match.end())
    match = _ROMAN_ITEM.match(line)
    if match and (match[1].isupper() or (match[1].islower() and not match[2])):
        style = ("I" if match[1].isupper() else "i") + (" " if match[2] else ".")
        return Marker(line[: match.end()].strip(), str(roman_value(match[1])), style, match.end())
    match = _LETTER_STOP.match(line)
    return Marker(line[: match.end()].strip(), match[1], "a.", match.end()) if match else None


def lone_marker(line: str) -> Marker | None:
    """A number or a Roman numeral alone on its line."""
    if len(line) > 8:
        return None
    match = _LONE.fullmatch(line)
    if match is None or (match[1] and not match[1].isupper()):
        return None
    if match[1]:
        return Marker(line, str(roman_value(match[1])), "I", len(line))
    return Marker(line, match[2], "1", len(line))


def section_marker(line: str, folded: str) -> Marker | None:
    """The mark of an agenda section: `Ad. 3`, `A d. 1`, `Tačka 2.`, `PRVA TAČKA DNEVNOG REDA`."""
    first = folded[:1]
    if first == "a":
        match = _AD.match(folded)
        if match:
            number = match[1].replace(" ", "")
            length = match.end()
            if re.fullmatch(_ROMAN, number) and line[match.start(1) : match.end(1)].isupper():
                number = str(roman_value(number))
            elif number.isalpha() and not line[match.start(1)].isupper():
                return None
            return Marker(line[:length].rstrip(" -–—:"), number.upper() if number.isalpha() else number, "ad", length)
        return None
    match = None
    if first in "tpuk":
        match = _POINT_NUMBER.match(folded)
    if match is None and (first.isdigit() or first in "pdtcsojuk"):
        match = _NUMBER_POINT.match(folded)
    if match is None:
        return None
    rest = line[match.end() :]
    if rest and match["sign"] is None and not (rest[0].isupper() and match[0].rstrip().endswith(".")):
        return None
    number = match[1].rstrip(".")
    for value, ordinal in enumerate(_ORDINALS, start=1):
        if number.startswith(ordinal[:-1]) and len(number) <= len(ordinal) + 1:
            number = str(value)
            break
    return Marker(line[: match.end()].rstrip(" -–—:"), number, "tacka", match.end())


def label_length(line: str, folded: str) -> int:
    """Length of the label with its colon and the blanks behind it, 0 where the line has none."""
    if ":" not in line[:75]:
        return 0
    match = _LABEL.match(line)
    if match is None:
        return 0
    head = folded[: match.end()].rstrip(" :")
    if len(head.split()) > MAX_LABEL_WORDS or ". " in head.replace(" br. ", " "):
        return 0
    return match.end()


def is_page_mark(folded: str) -> bool:
    """`Strana 3 od 7`, `- 3 -`, `3/7`."""
    return len(folded) <= 24 and _PAGE.fullmatch(folded) is not None


def is_contact(folded: str) -> bool:
    """A line of telephone numbers and addresses, not a sentence that mentions one."""
    if len(folded) > 160 or (folded.endswith(".") and ". " in folded):
        return False
    match = _CONTACT.search(folded)
    if match is None:
        return False
    return len(_LONG_WORD.findall(folded, 0, match.start())) <= 4 and len(_LONG_WORD.findall(folded)) <= 10


def is_breadcrumb(folded: str) -> bool:
    """`Naslovna > Vijesti > Sastanak`."""
    return _BREADCRUMB.match(folded) is not None


def is_file_name(folded: str) -> bool:
    """The name of a picture or of an attachment."""
    return _FILE_NAME.fullmatch(folded) is not None


def is_rule(line: str) -> bool:
    """A line of underscores, dashes or dots."""
    return _BLANKS_ONLY.fullmatch(line) is not None
