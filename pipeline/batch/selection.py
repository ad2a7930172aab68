"""Which inputs a run has to read, and which have their records already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.inputs import Task
from pipeline.batch.journal import Entry, Journal
from pipeline.batch.outcome import Outcome
from pipeline.batch.settings import Settings
from pipeline.batch.shards import Place
from pipeline.corpus.corrections import Folder

# a file that changes twice within this time may keep its time of change; nanoseconds
_COARSEST_CLOCK = 2_000_000_000

#: why an input is read, and what that means
REASONS = {
    "new": "no record of it yet",
    "changed": "its content changed",
    "failed": "it failed before",
    "version": "another version made its record",
    "corrected": "its corrections by hand are new, changed or gone",
    "missing": "its record is gone or lies elsewhere",
    "forced": "all are read again",
}


@dataclass(slots=True)
class Selection:
    """What a run has to do.

    Attributes:
        todo: the inputs to read, as places in the plan, with the reason (see `REASONS`).
        kept: how many inputs have records that stand.
        to_copy: those of them whose files with one record each have to be written from the lines that are there: file of
            lines, number of the line, URI.
    """

    todo: dict[int, str] = field(default_factory=dict)
    kept: int = 0
    to_copy: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def reasons(self) -> dict[str, int]:
        """How many inputs are read for each reason."""
        counts = Counter(self.todo.values())
        return {reason: counts[reason] for reason in REASONS if counts[reason]}


class Selector:
    """Compares inputs with the journal of an output folder."""

    def __init__(self, out: Path, journal: Journal, settings: Settings, made_by: str) -> None:
        self._out, self._journal, self._settings, self._made_by = out, journal, settings, made_by
        self._there: dict[str, bool] = {}
        self._corrections = None if settings.corrections is None else Folder(settings.corrections)

    def select(self, tasks: Sequence[Task], on_kept: Callable[[Entry], None] | None = None) -> Selection:
        """Decide for every input; `on_kept` is called with each one whose records stand."""
        selection = Selection()
        for number, task in enumerate(tasks):
            entry = self._journal.entry(task.uri)
            reason = self.reason(task, entry)
            if reason:
                selection.todo[number] = reason
                continue
            assert entry is not None
            selection.kept += 1
            if on_kept:
                on_kept(entry)
            if "json" in self._settings.formats and not self._has_files(entry):
                selection.to_copy.append((entry.lines_file, entry.line, entry.uri))
        return selection

    def reason(self, task: Task, entry: Entry | None) -> str | None:
        """Why an input has to be read; None if its records stand."""
        if entry is None:
            return "new"
        if self._settings.force:
            return "forced"
        if entry.failed:
            return "failed"
        if entry.made_by != self._made_by:
            return "version"
        if self._is_changed(task, entry):
            return "changed"
        if any(outcome.corrections != self._corrections_of(outcome, entry) for outcome in entry.records):
            return "corrected"
        if not self._has_lines(entry) and not (self._has_files(entry) and self._lies_where_planned(task, entry)):
            return "missing"
        if "json" in self._settings.formats and not self._lies_where_planned(task, entry):
            return "missing"
        return None

    def _is_changed(self, task: Task, entry: Entry) -> bool:
        if not entry.digest:
            return True
        stamp = task.stamp()
        changed_at = task.changed_at(stamp)
        settled = changed_at is None or changed_at < entry.read_at - _COARSEST_CLOCK
        if stamp and stamp == entry.stamp and settled:
            return False
        return task.digest() != entry.digest

    def _corrections_of(self, outcome: Outcome, entry: Entry) -> str:
        if self._corrections is None:
            return ""
        # journals of earlier versions do not name the records; a document that is a whole input has the input's hash
        return self._corrections.digest(outcome.record_id or f"r-{entry.digest[:16]}")

    def _lies_where_planned(self, task: Task, entry: Entry) -> bool:
        first = entry.outcomes[0] if entry.outcomes else None
        return first is None or first.uri != task.uri or first.record == str(task.record)

    def _has_files(self, entry: Entry) -> bool:
        return all((self._out / outcome.record).is_file() for outcome in entry.records)

    def _has_lines(self, entry: Entry) -> bool:
        if entry.pending or not entry.records:
            return True
        name = entry.lines_file
        if name and name not in self._there:
            self._there[name] = (self._out / name).is_file()
        return bool(name) and self._there[name]

    def place(self, entry: Entry) -> Place:
        """Where the records of an input are."""
        if entry.pending:
            return Place("", 0, len(entry.records), lines=tuple(self._journal.pending_lines(entry.uri)))
        if entry.records and self._has_lines(entry):
            return Place(entry.lines_file, entry.line, len(entry.records))
        return Place("", 0, len(entry.records), files=tuple(outcome.record for outcome in entry.records))
