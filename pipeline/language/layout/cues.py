"""The cues of the layout: word tables of this folder as regular expressions over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.language.folding import fold
from pipeline.resources import read_table

_PACKAGE = "pipeline.language.layout"


def _expression(cue: str) -> str:
    """A cue of a table: words, where a star stands for any ending, or alone for any word or none."""
    words = [r"[\w-]*" if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in fold(cue).split()]
    return r"\s+".join(words)


def _alternatives(cues: Iterable[str]) -> str:
    """The longest cue first, so that `nisu prisustvovali` is not read as `prisustvovali`."""
    return "|".join(_expression(cue) for cue in sorted(cues, key=lambda cue: (-len(cue.split()), -len(cue), cue)))


def _column(name: str, column: str) -> list[str]:
    return [row[column] for row in read_table(_PACKAGE, name, (column,))]


class Cues:
    """All tables, compiled; `cues()` gives the one instance."""

    def __init__(self) -> None:
        labels = read_table(_PACKAGE, "labels.tsv", ("cue", "match", "kind"))
        self._whole_labels = [
            (re.compile(_expression(row["cue"])), row["kind"]) for row in labels if row["match"] == "whole" and "*" in row["cue"]
        ]
        self._exact_labels = {fold(row["cue"]): row["kind"] for row in labels if row["match"] == "whole"}
        within = [row for row in labels if row["match"] == "within"]
        within.sort(key=lambda row: (-len(row["cue"].split()), -len(row["cue"]), row["cue"]))
        self._within_kinds = [row["kind"] for row in within]
        self._within = re.compile("|".join(rf"\b({_expression(row['cue'])})(?!\w)" for row in within))
        headings = read_table(_PACKAGE, "headings.tsv", ("heading", "kind"))
        self._exact_headings = {fold(row["heading"]): row["kind"] for row in headings}
        self._starred_headings = [
            (re.compile(_expression(row["heading"])), row["kind"]) for row in headings if "*" in row["heading"]
        ]
        records = read_table(_PACKAGE, "records.tsv", ("cue", "headline"))
        self.records = re.compile(rf"(?:{_alternatives(row['cue'] for row in records)})(?!\w)")
        self.announcing_records = re.compile(rf"(?:{_alternatives(row['cue'] for row in records if row['headline'])})(?!\w)")
        furniture = read_table(_PACKAGE, "furniture.tsv", ("phrase", "match", "cuts"))
        self.furniture_lines = frozenset(fold(row["phrase"]) for row in furniture if row["match"] == "line")
        self.furniture_starts = self._furniture(furniture, "start")
        self.furniture_openings = self._furniture(furniture, "open")
        self.furniture_within = self._furniture(furniture, "within")
        cuts = [row for row in furniture if row["cuts"]]
        self.cuts_lines = frozenset(fold(row["phrase"]) for row in cuts if row["match"] == "line")
        self.cuts_starts = self._furniture(cuts, "start")
        self.cuts_openings = self._furniture(cuts, "open")
        self.institutions = re.compile(
            rf"(?:{_alternatives(row['cue'] for row in read_table(_PACKAGE, 'institutions.tsv', ('cue', 'rank')))})(?!\w)"
        )
        self.headline_verbs = re.compile(rf"\b(?:{_alternatives(_column('headline_verbs.tsv', 'cue'))})(?!\w)")
        self.signatures = re.compile(rf"(?:{_alternatives(_column('signatures.tsv', 'cue'))})(?!\w)")
        self.continuing = frozenset(fold(word) if word.islower() else word for word in _column("continuing.tsv", "word"))
        self.hyphenated = frozenset(fold(word) for word in _column("hyphenated.tsv", "word"))
        self.spaced_words = frozenset(fold(word) for word in _column("spaced_words.tsv", "word"))
        self.columns = re.compile(rf"(?:{_alternatives(_column('columns.tsv', 'column'))})(?!\w)")
        self.closings = frozenset(fold(cue) for cue in _column("closings.tsv", "cue"))
        openings = read_table(_PACKAGE, "openings.tsv", ("cue", "place"))
        starts = _alternatives(row["cue"] for row in openings if row["place"] == "start")
        ends = _alternatives(row["cue"] for row in openings if row["place"] == "end")
        self.openings = re.compile(rf"(?:{starts})(?!\w)|.*\b(?:{ends})\W*$")
        bylines = read_table(_PACKAGE, "bylines.tsv", ("word", "part"))
        self.byline_openings = re.compile(
            rf"(?:{_alternatives(row['word'] for row in bylines if row['part'] == 'opening')})(?:/la)?(?!\w)[ :]*"
        )
        self.byline_authors = frozenset(fold(row["word"]) for row in bylines if row["part"] == "author")
        self.month = _alternatives(_column("months.tsv", "stem"))

    @staticmethod
    def _furniture(rows: Iterable[object], match: str) -> re.Pattern[str]:
        phrases = [row["phrase"] for row in rows if row["match"] == match]  # type: ignore[index]
        return re.compile(rf"(?:{_alternatives(phrases)})(?!\w)")

    def label_kind(self, label: str) -> str | None:
        """The kind of a folded label (`prisutni vijecnici` → `present`), or None where no table knows it."""
        label = label.strip(" .:-–—()").rstrip("0123456789. ")
        kind = self._exact_labels.get(label)
        if kind is not None:
            return kind
        for pattern, starred_kind in self._whole_labels:
            if pattern.fullmatch(label):
                return starred_kind
        match = self._within.search(label)
        return self._within_kinds[match.lastindex - 1] if match and match.lastindex else None

    def lead_kind(self, clause: str) -> str | None:
        """The kind of what a folded clause leads in to: its last cue decides (`ucesnici su donijeli zakljucke`)."""
        kind = None
        for match in self._within.finditer(clause):
            kind = self._within_kinds[(match.lastindex or 1) - 1]
        return kind or self.label_kind(clause)

    def heading_kind(self, line: str) -> str | None:
        """The kind of a folded line that is a known heading as a whole, or None."""
        line = line.strip(" .:-–—0123456789")
        kind = self._exact_headings.get(line)
        if kind is not None:
            return kind
        return next((kind for pattern, kind in self._starred_headings if pattern.fullmatch(line)), None)


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The tables, read once."""
    return Cues()
