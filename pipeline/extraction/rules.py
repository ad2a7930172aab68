"""Where a rule is written: the id in a record leads to the row of a word table, or to the function that applies it.

An id is `component.rule`, or `component.rule:cue` where one row of a word table fired; blanks of the cue are underscores
(`meetings.held:održati`, `conclusions.decided:<usvojiti:pp>`). What each rule finds, and where, stands in `rules.tsv`.

>>> source = locate("conclusions.agreed:zaključiti")
>>> source.place.file
'pipeline/extraction/conclusions/deciding_verbs.tsv'
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pipeline.errors import ZapisnikError
from pipeline.language.folding import fold
from pipeline.resources import read_table

_PACKAGE = "pipeline.extraction"
_FOLDER = "pipeline/extraction"


class UnknownRule(ZapisnikError):
    """A rule id that leads nowhere: of another version, or misspelt."""

    code = "unknown-rule"


@dataclass(frozen=True, slots=True)
class Place:
    """A line (from 1) of a file, as a path below the folder that holds the package."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        name: without the cue.
        cue: the row of a word table that fired, or empty.
        finds: what the rule finds, in a few words.
        code: the function that applies it.
        row: the row of the table that fired, where one did.
    """

    name: str
    cue: str
    finds: str
    code: Place
    row: Place | None

    @property
    def place(self) -> Place:
        """Where to mend it: the row, else the function."""
        return self.row or self.code


def name_of(rule: str) -> str:
    """The rule without its cue: `meetings.held` of `meetings.held:održati`."""
    return rule.partition(":")[0]


def with_cue(rule: str, cue: str | None) -> str:
    """The id of a rule whose row `cue` fired."""
    return f"{rule}:{'_'.join(cue.split())}" if cue else rule


def known_rules() -> Iterable[str]:
    """The names of all rules, without cues."""
    return _rules().keys()


def tables_of(name: str) -> tuple[str, ...]:
    """The word tables whose rows may stand in the ids of a rule, as paths below `pipeline/extraction`.

    Raises:
        UnknownRule: if there is no rule of that name.
    """
    return tuple(_row(name)["tables"].split())


def locate(rule: str) -> Rule:
    """Where a rule is written.

    Raises:
        UnknownRule: if there is no such rule, or no row with its cue.
    """
    name, _, cue = rule.partition(":")
    known = _row(name)
    module, _, function = known["code"].partition(":")
    line = _functions(module).get(function)
    if line is None:
        raise UnknownRule(f"{known['code']}, which applies {name}, is not there.", remedy=f"Mend {_FOLDER}/rules.tsv.")
    row = None
    if cue:
        lines = ((table, _line_of(table, cue)) for table in known["tables"].split())
        row = next((Place(f"{_FOLDER}/{table}", found) for table, found in lines if found is not None), None)
        if row is None:
            tables = known["tables"] or "its tables"
            raise UnknownRule(f"No row of {tables} is {cue!r}, as the rule {rule!r} says.", remedy=_OTHER_VERSION)
    return Rule(name, cue, known["finds"], Place(f"{_FOLDER}/{module.replace('.', '/')}.py", line), row)


_OTHER_VERSION = "The id may come from another version of zapisnik."


@cache
def _rules() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({row["rule"]: row for row in read_table(_PACKAGE, "rules.tsv", ("rule", "code", "tables", "finds"))})


def _row(name: str) -> Mapping[str, str]:
    try:
        return _rules()[name]
    except KeyError as error:
        raise UnknownRule(f"There is no rule {name!r}.", remedy=_OTHER_VERSION) from error


def _line_of(table: str, cue: str) -> int | None:
    """The line of the row whose first cell is the cue; that cell goes before one that differs in case or diacritics."""
    exact, folded = _lines(table)
    return exact.get(cue) or folded.get(fold(cue))


@cache
def _lines(table: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Lines of the rows of a table by their first cell, as it stands and folded; blanks are underscores."""
    exact: dict[str, int] = {}
    folded: dict[str, int] = {}
    header = False
    for number, line in enumerate(_text(table).split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if header:
            key = "_".join(line.split("\t")[0].split())
            exact.setdefault(key, number)
            folded.setdefault(fold(key), number)
        header = True
    return MappingProxyType(exact), MappingProxyType(folded)


@cache
def _functions(module: str) -> Mapping[str, int]:
    """Lines of the functions and methods of a module below `pipeline.extraction`, by their qualified name."""
    lines: dict[str, int] = {}

    def collect(body: Iterable[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                lines.setdefault(prefix + node.name, node.lineno)
                collect(node.body, f"{prefix}{node.name}.")

    try:
        collect(ast.parse(_text(f"{module.replace('.', '/')}.py")).body, "")
    except FileNotFoundError:
        return MappingProxyType({})
    return MappingProxyType(lines)


def _text(path: str) -> str:
    return files(_PACKAGE).joinpath(*path.split("/")).read_text(encoding="utf-8")
