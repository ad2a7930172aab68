"""The query language: words, phrases, filters and how they are joined; docs/corpus.md describes it for users.

query   = either
either  = all {"OR" all}
all     = one {["AND"] one}
one     = ["NOT" | "-"] ( "(" either ")" | filter | near | phrase | word )
filter  = name ":" value          value: a word, "in quotation marks", a range of dates
near    = "NEAR(" word word … ["," number] ")"
phrase  = '"' words '"'           word: letters, with "*" behind a beginning, with "=" before the exact form
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline import edtf
from pipeline.errors import ZapisnikError


class QueryError(ZapisnikError):
    """A query that cannot be read.

    Attributes:
        query: as it was given.
        at: where reading stopped, as an offset in it.
    """

    code = "query"

    def __init__(self, message: str, *, query: str, at: int, remedy: str = "") -> None:
        at = max(0, min(at, len(query)))
        line = query.replace("\n", " ").replace("\t", " ")
        super().__init__(f"{message}\n    {line}\n    {' ' * at}^\n", remedy=remedy or "docs/corpus.md describes queries.")
        self.query = query
        self.at = at


@dataclass(frozen=True, slots=True)
class Words:
    """One word or several in a row.

    Attributes:
        words: as written in the query.
        exact: only these forms count.
        prefix: the last one is a beginning.
        near: the words stand within so many words of each other, in any order; None: one after the other.
    """

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on a field.

    Attributes:
        name: one of `FILTERS`.
        value: as written, without quotation marks.
        lower, upper: of a filter of dates: first and last day, ISO; None where open.
    """

    name: str
    value: str
    lower: str | None = None
    upper: str | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """Several conditions: all of them, or any of them."""

    how: Literal["and", "or"]
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be so."""

    part: Node


Node = Words | Filter | Joined | Not

#: name of a filter → what its value is; several names may mean the same
_KINDS: dict[str, tuple[str, str]] = {
    "author": ("author", "label"),
    "date": ("date", "date"),
    "datum": ("date", "date"),
    "deadline": ("deadline", "date"),
    "event": ("event", "date"),
    "has": ("has", "word"),
    "ima": ("has", "word"),
    "in": ("in", "word"),
    "jezik": ("language", "word"),
    "kind": ("kind", "word"),
    "lang": ("language", "word"),
    "language": ("language", "word"),
    "mentioned": ("mentioned", "date"),
    "mjesto": ("place", "label"),
    "mode": ("mode", "word"),
    "org": ("organization", "label"),
    "organization": ("organization", "label"),
    "osoba": ("person", "label"),
    "person": ("person", "label"),
    "place": ("place", "label"),
    "published": ("published", "date"),
    "record": ("record", "word"),
    "role": ("role", "label"),
    "rok": ("deadline", "date"),
    "script": ("script", "word"),
    "source": ("source", "word"),
    "status": ("status", "word"),
    "tip": ("type", "label"),
    "type": ("type", "label"),
    "uloga": ("role", "label"),
    "uri": ("source", "word"),
    "u": ("in", "word"),
}
#: the filters, each by every name that it has
FILTERS: tuple[str, ...] = tuple(sorted(_KINDS))
_CHOICES: dict[str, tuple[str, ...]] = {
    "has": ("meetings", "dates", "organizations", "participants", "conclusions", "events", "deadlines"),
    "in": ("text", "conclusions", "events"),
    "kind": ("conclusion", "decision", "action", "recommendation"),
    "language": ("bs", "hr", "sr"),
    "mode": ("in_person", "online", "hybrid"),
    "script": ("latn", "cyrl"),
    "status": ("present", "absent", "mentioned"),
}
# SQLite reads no more than a hundred brackets in each other and a thousand conditions in a row; these leave it room
_DEPTH = 20
_MOST_CONDITIONS = 200
_MOST_WORDS = 1_000
_LONGEST = 10_000
_NEAR = 10  # words, as in FTS5

_LEXER = re.compile(
    r"""
    (?P<blank>\s+)
  | (?P<open>\()
  | (?P<close>\))
  | (?P<near>NEAR\()
  | (?P<filter>[A-Za-z]+:)
  | (?P<quote>["„“”«»])
  | (?P<minus>-(?=[\w"„“«(=]))
  | (?P<exact>=(?=[\w"„“«]))
  | (?P<word>[^\s()"„“”«»]+)
    """,
    re.VERBOSE,
)
_CLOSING = '"“”»«'
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # what comes with words that are copied from a page
_NUMBER = re.compile(r"[0-9]{1,4}")
_SURROGATE = re.compile("[\ud800-\udfff]")  # bytes of the command line that are no UTF-8


def parse(query: str) -> Node | None:
    """Read a query; None for an empty one.

    Raises:
        QueryError: it cannot be read.

    >>> parse('oporavak -type:sjednica')
    Joined(how='and', parts=(Words(words=('oporavak',), ...), Not(part=Filter(name='type', value='sjednica', ...))))
    """
    query = _INVISIBLE.sub("", unicodedata.normalize("NFC", query))
    unwritable = _SURROGATE.search(query)
    if unwritable is not None:
        raise QueryError("This is no character.", query=_SURROGATE.sub("\ufffd", query), at=unwritable.start())
    if len(query) > _LONGEST:
        raise QueryError(f"A query has at most {_LONGEST:,} characters.", query=query[:80] + "…", at=80)
    if not query.strip():
        return None
    parser = _Parser(query)
    node = parser.either(0)
    if parser.at < len(query):
        raise QueryError("This bracket closes nothing.", query=query, at=parser.at)
    return node


class _Parser:
    """Goes through a query once, from left to right."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.at = 0
        self._conditions = 0
        self._words_read = 0
        self._skip_blanks()

    def _skip_blanks(self) -> None:
        while self.at < len(self.query) and self.query[self.at].isspace():
            self.at += 1

    def _peek(self) -> re.Match[str] | None:
        return _LEXER.match(self.query, self.at) if self.at < len(self.query) else None

    def _take(self, match: re.Match[str]) -> str:
        self.at = match.end()
        return match.group()

    def _operator(self, word: str) -> bool:
        """Whether the operator stands here; it is passed over."""
        match = self._peek()
        if match is None or match.lastgroup != "word" or match.group() != word:
            return False
        self.at = match.end()
        self._skip_blanks()
        return True

    def either(self, depth: int) -> Node:
        if depth > _DEPTH:
            raise QueryError("There are too many brackets in brackets.", query=self.query, at=self.at)
        parts = [self._all(depth)]
        while self._operator("OR"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Joined("or", tuple(parts))

    def _all(self, depth: int) -> Node:
        parts = [self._one(depth)]
        while True:
            self._skip_blanks()
            explicit = self._operator("AND")
            match = self._peek()
            ends = match is None or match.lastgroup == "close" or (match.lastgroup == "word" and match.group() == "OR")
            if ends and not explicit:
                break
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else Joined("and", tuple(parts))

    def _one(self, depth: int) -> Node:
        self._skip_blanks()
        begun = self.at
        self._conditions += 1
        if self._conditions > _MOST_CONDITIONS:
            raise QueryError(f"A query has at most {_MOST_CONDITIONS} conditions.", query=self.query, at=begun)
        match = self._peek()
        if match is None:
            raise QueryError("Something is missing here.", query=self.query, at=begun)
        kind = match.lastgroup
        if self._operator("NOT"):
            return self._negated(depth)
        if kind == "word" and match.group() in ("AND", "OR"):
            raise QueryError(f"Something is missing before {match.group()}.", query=self.query, at=begun)
        if kind == "minus":
            self._take(match)
            return self._negated(depth)
        if kind == "open":
            self._take(match)
            self._skip_blanks()
            node = self.either(depth + 1)
            self._skip_blanks()
            self._close(begun)
            return node
        if kind == "close":
            raise QueryError("This bracket closes nothing.", query=self.query, at=begun)
        if kind == "near":
            self._take(match)
            return self._near(begun)
        if kind == "filter" and match.group()[:-1].lower() in _KINDS:
            self._take(match)
            return self._filter(match.group()[:-1].lower(), begun)
        if kind == "filter" and match.group()[:-1].islower() and self.query[match.end() :][:2] != "//":
            raise QueryError(
                f"There is no filter {match.group()[:-1]!r}.",
                query=self.query,
                at=begun,
                remedy=f"Filters are {', '.join(FILTERS)}; a word with a colon goes in quotation marks.",
            )
        if kind == "exact":
            self._take(match)
            match = self._peek()
            assert match is not None
            return self._words(match, begun, exact=True)
        return self._words(match, begun, exact=False)

    def _negated(self, depth: int) -> Node:
        if depth > _DEPTH:
            raise QueryError("There are too many conditions in conditions.", query=self.query, at=self.at)
        part = self._one(depth + 1)
        return part.part if isinstance(part, Not) else Not(part)

    def _found_words(self, inside: str, begun: int) -> tuple[str, ...]:
        words = tuple(_WORD.findall(inside))
        self._words_read += len(words)
        if self._words_read > _MOST_WORDS:
            raise QueryError(f"A query has at most {_MOST_WORDS:,} words.", query=self.query, at=begun)
        return words

    def _close(self, opened: int) -> None:
        match = self._peek()
        if match is None or match.lastgroup != "close":
            raise QueryError("This bracket is not closed.", query=self.query, at=opened)
        self._take(match)

    def _quoted(self, begun: int) -> str:
        """The words inside quotation marks, of which the first was passed."""
        end = next((at for at in range(self.at, len(self.query)) if self.query[at] in _CLOSING), None)
        if end is None:
            raise QueryError("These quotation marks are not closed.", query=self.query, at=begun)
        inside = self.query[self.at : end]
        self.at = end + 1
        return inside

    def _words(self, match: re.Match[str], begun: int, *, exact: bool) -> Node:
        if match.lastgroup == "quote":
            self._take(match)
            inside = self._quoted(begun)
            prefix = inside.rstrip().endswith("*") or self.query[self.at : self.at + 1] == "*"
            if self.query[self.at : self.at + 1] == "*":
                self.at += 1
        elif match.lastgroup in ("word", "filter"):
            word = re.match(r"[^\s()\"„“”«»]+", self.query[self.at :])
            assert word is not None
            inside = word.group()
            self.at += word.end()
            prefix = inside.endswith("*")
        else:
            raise QueryError("Something is missing here.", query=self.query, at=begun)
        words = self._found_words(inside, begun)
        if not words:
            raise QueryError("There is no word in this.", query=self.query, at=begun)
        return Words(words, exact=exact, prefix=prefix)

    def _near(self, begun: int) -> Node:
        end = self.query.find(")", self.at)
        if end < 0:
            raise QueryError("This bracket is not closed.", query=self.query, at=begun)
        inside, comma, number = self.query[self.at : end].partition(",")
        words = self._found_words(inside, begun)
        if len(words) < 2:
            raise QueryError("NEAR needs two words or more.", query=self.query, at=begun, remedy="NEAR(sjednica budžet, 5)")
        if comma and not _NUMBER.fullmatch(number.strip()):
            raise QueryError("Behind the comma stands a number of words.", query=self.query, at=self.at + len(inside) + 1)
        self.at = end + 1
        return Words(words, near=int(number) if comma else _NEAR)

    def _filter(self, written: str, begun: int) -> Node:
        name, kind = _KINDS[written]
        match = self._peek()
        value_at = self.at
        if match is not None and match.lastgroup == "quote":
            self._take(match)
            value = self._quoted(value_at).strip()
        else:
            word = re.match(r"[^\s()\"„“”«»]+", self.query[self.at :])
            value = word.group() if word else ""
            self.at += len(value)
        if not value:
            raise QueryError(f"What {written}: should be is missing.", query=self.query, at=begun)
        if kind == "date":
            return _dated(name, value, self.query, value_at)
        choices = _CHOICES.get(name)
        if choices is not None:
            value = value.lower()
            if value not in choices:
                raise QueryError(
                    f"{written}: is one of {', '.join(choices)}.", query=self.query, at=value_at, remedy="Choose one of them."
                )
        elif kind == "label" and not _WORD.search(value):
            raise QueryError("There is no word in this.", query=self.query, at=value_at)
        return Filter(name, value)


_COMPARED = re.compile(r"(<=|>=|<|>)(.+)")


def _dated(name: str, value: str, query: str, at: int) -> Filter:
    """A value of EDTF, a range of two (`2022-06..2023`), or a comparison (`<2024-07`)."""
    if value in ("none", "nema"):
        return Filter(name, "none")
    compared = _COMPARED.fullmatch(value)
    if compared is not None:
        lower, upper = _days(compared[2], query, at + len(compared[1]))
        if compared[1].startswith("<"):
            return Filter(name, value, None, upper if compared[1] == "<=" else _before(lower))
        return Filter(name, value, lower if compared[1] == ">=" else _after(upper), None)
    if ".." in value and "/" not in value:
        first, _, last = value.partition("..")
        lower = _days(first, query, at)[0] if first else None
        upper = _days(last, query, at + len(first) + 2)[1] if last else None
        if lower is None and upper is None:
            raise QueryError("A range needs an end.", query=query, at=at, remedy="Write 2022-06..2023, 2022.. or ..2023.")
        if lower is not None and upper is not None and lower > upper:
            raise QueryError("This range runs backwards.", query=query, at=at)
        return Filter(name, value, lower, upper)
    lower, upper = _days(value, query, at)
    return Filter(name, value, lower, upper)


def _days(value: str, query: str, at: int) -> tuple[str | None, str | None]:
    try:
        lower, upper = edtf.bounds(value)
    except ValueError:
        raise QueryError(
            f"{value!r} is no date.",
            query=query,
            at=at,
            remedy="Dates are 2024, 2024-07, 2024-07-15, 2024-22 (summer), 2024-33 (quarter).",
        ) from None
    if lower is None and upper is None:
        raise QueryError(f"{value!r} is in no known year.", query=query, at=at)
    return lower.isoformat() if lower else None, upper.isoformat() if upper else None


def _before(day: str | None) -> str | None:
    return None if day is None else _shifted(day, -1)


def _after(day: str | None) -> str | None:
    return None if day is None else _shifted(day, 1)


def _shifted(day: str, days: int) -> str:
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return day


def words_of(node: Node | None) -> Sequence[Words]:
    """The words that are looked for, without those that must not be there."""
    if isinstance(node, Words):
        return [node]
    if isinstance(node, Joined):
        return [words for part in node.parts for words in words_of(part)]
    return []
