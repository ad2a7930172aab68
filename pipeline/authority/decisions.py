"""What a person decided about pairs of entities: `same` or `different`, in CSV files."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.authority.clusters import Clusters
from pipeline.errors import ZapisnikError
from pipeline.extraction.authority.csv_files import CsvError, Row, read_csv

COLUMNS = ("decision", "id_a", "id_b")
_WORDS = ("same", "different")
_MOST_TOLD = 10  # faults that a message names before it counts the rest

Decided = Literal["same", "different"]


class BadDecisions(ZapisnikError):
    """A file of decisions is malformed, or its rows contradict each other; the message names file and line."""

    code = "bad-decisions"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row that a person filled in.

    Attributes:
        decided: `same` or `different`.
        one, other: ids of two entities, of today or of before.
        where: file and line, for messages.
    """

    decided: Decided
    one: str
    other: str
    where: str


def read_decisions(files: Sequence[str | Path]) -> list[Decision]:
    """Read decisions from CSV files with the columns `decision`, `id_a`, `id_b`; others are for the reader's eye.

    Rows whose `decision` is empty are left out: `unsure.csv` can be filled in row by row.

    Raises:
        BadDecisions: naming every fault with its file and line.
    """
    found: list[Decision] = []
    faults: list[str] = []
    for file in files:
        try:
            rows = read_csv(Path(file), required=COLUMNS)
        except CsvError as error:
            raise BadDecisions(str(error.args[0]), remedy=error.remedy) from error
        for row in rows:
            try:
                decision = _decision(row)
            except ValueError as error:
                faults.append(f"{row.where}: {error}")
                continue
            if decision is not None:
                found.append(decision)
    _raise(faults, "Write same or different, and the ids of two entities.")
    return found


def _decision(row: Row) -> Decision | None:
    """The decision of a row, None for one that is left open.

    Raises:
        ValueError: for a row that says no decision.
    """
    decided = row["decision"].lower()
    if not decided:
        return None
    if decided not in _WORDS:
        raise ValueError(f"{row['decision']!r} is no decision.")
    one, other = row["id_a"], row["id_b"]
    if not one or not other:
        raise ValueError("an id is missing.")
    if one == other:
        raise ValueError(f"both ids are {one}.")
    return Decision("same" if decided == "same" else "different", one, other, row.where)


def _raise(faults: Sequence[str], remedy: str) -> None:
    if faults:
        more = f" ({len(faults) - _MOST_TOLD} more)" if len(faults) > _MOST_TOLD else ""
        raise BadDecisions("\n".join(faults[:_MOST_TOLD]) + more, remedy=remedy)


@dataclass(slots=True)
class Applied:
    """What became of decisions.

    Attributes:
        used: how many took effect.
        unknown: those that name an entity which is not there, each with file and line.
    """

    used: int = 0
    unknown: list[str] = field(default_factory=list)


def apply(
    decisions: Iterable[Decision], clusters: Clusters, names_of: Callable[[str], Sequence[int]], *, others: set[str]
) -> Applied:
    """Let decisions take effect, before anything else joins the names.

    Args:
        names_of: the names that an id means, empty for an id that is not known.
        others: ids of entities of the other kind (persons, where organizations are joined), which are not unknown.

    Raises:
        BadDecisions: if decisions contradict each other or the user's own ids, naming the file and line of all that take part.
    """
    applied = Applied()
    known: list[tuple[Decision, int, int]] = []
    for decision in decisions:
        ones, two = names_of(decision.one), names_of(decision.other)
        if ones and two:
            known.append((decision, ones[0], two[0]))
            applied.used += 1
            continue
        pair = (decision.one, decision.other)
        missing = [identifier for identifier in pair if not names_of(identifier)]
        if len(missing) < 2 and missing[0] in others:
            raise BadDecisions(
                f"{decision.where}: {decision.one} and {decision.other} are an organization and a person.",
                remedy="Remove the row.",
            )
        if len(missing) < 2 or others.isdisjoint(pair):
            applied.unknown.append(f"{decision.where}: there is no entity {' and none '.join(missing)}.")
    same = [entry for entry in known if entry[0].decided == "same"]
    different = [entry for entry in known if entry[0].decided == "different"]
    faults = [
        f"{decision.where}: {decision.one} and {decision.other} are two entries of your authority file."
        for decision, one, other in same
        if not clusters.join(one, other)
    ]
    neighbours = _neighbours(same)
    for decision, one, other in different:
        if clusters.find(one) == clusters.find(other):
            path = _path(neighbours, one, other)
            because = ", ".join(step.where for step in path)
            faults.append(
                f"{decision.where}: {decision.one} and {decision.other} are to be different, but the same by {because}."
                if path
                else f"{decision.where}: {decision.one} and {decision.other} are names of one entity in your authority file."
            )
        else:
            clusters.keep_apart(one, other)
    _raise(faults, "Remove one of the rows that contradict each other.")
    return applied


_Neighbours = Mapping[int, Sequence[tuple[int, Decision]]]


def _neighbours(same: Iterable[tuple[Decision, int, int]]) -> _Neighbours:
    found: dict[int, list[tuple[int, Decision]]] = {}
    for decision, one, other in same:
        found.setdefault(one, []).append((other, decision))
        found.setdefault(other, []).append((one, decision))
    return found


def _path(neighbours: _Neighbours, start: int, goal: int) -> list[Decision]:
    """The fewest decisions that make two names the same."""
    came: dict[int, tuple[int, Decision] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        if place == goal:
            path: list[Decision] = []
            step = came[place]
            while step is not None:
                path.append(step[1])
                step = came[step[0]]
            return path[::-1]
        for other, decision in neighbours.get(place, ()):
            if other not in came:
                came[other] = (place, decision)
                waiting.append(other)
    return []


def undecided(file: Path) -> bool:
    """Whether a list of doubts holds no decision that would be lost if it were written anew."""
    if not file.exists():
        return True
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return all(not (row.get("decision") or "").strip() for row in csv.DictReader(lines))
    except (OSError, ValueError, csv.Error):
        return False
