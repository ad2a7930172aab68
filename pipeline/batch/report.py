"""What a run tells: its progress while it goes, and its report at the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.batch.outcome import Outcome


def printable(text: str) -> str:
    """`text` so that it can be encoded: names of files may hold bytes that are no UTF-8, which Python keeps as surrogates."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that gave no record.

    Attributes:
        file: the input as it was named, or the path of the file.
        code: stable name of the kind of error (`not-found`, `empty`, `binary`, `internal-error`, …).
        message: what happened, one sentence.
        remedy: what can be done about it, or empty.
    """

    file: str
    code: str
    message: str
    remedy: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "file", printable(self.file))
        object.__setattr__(self, "message", printable(self.message))


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands, after each input.

    Attributes:
        done: inputs read or failed so far.
        total: inputs that this run has to read.
        tokens: tokens read so far.
        seconds: time since the first input was begun.
        file: the input just done.
        failure: why it failed, else None.
        failed: inputs that failed so far.
        kept: inputs that had their records already.
    """

    done: int
    total: int
    tokens: int
    seconds: float
    file: str
    failure: Failure | None = None
    failed: int = 0
    kept: int = 0

    @property
    def seconds_left(self) -> float:
        """How long the rest will take at the speed so far."""
        return self.seconds / self.done * (self.total - self.done) if self.done else 0.0


@dataclass(slots=True)
class RunReport:
    """What a run did; `run.json` is `to_dict`. Records that stood there before count as well.

    Attributes:
        inputs: the inputs as given.
        out_dir: where the records are.
        documents: documents found; an archive or a mailbox counts as those in it, as far as they were read.
        written: records of the documents in the output folder, whether made now or kept.
        kept: those of them that a run before made.
        failures: documents that gave no record, and inputs that are not there.
        skipped: files in folders that are no reports, by suffix.
        warnings: warnings in the records, by code.
        characters: of the documents with records.
        sentences: of the documents with records.
        tokens: of the documents with records.
        items: extracted items in the records, by field.
        min_confidence: items of a lower confidence are left out of the records; None for none.
        left_out: items left out for their confidence, by field.
        corrected: records that a person corrected, see `pipeline.corpus.corrections`.
        duplicates: documents with the text of one before them, with that one, by URI.
        interrupted: whether the run was stopped before the end.
        reasons: why inputs were read, see `selection.REASONS`, with their number.
        jobs: worker processes at a time; 0 where there were none.
        restarts: how often a worker was replaced.
        peak_memory: the most resident memory of a worker, bytes; 0 where it is not known.
        tokens_read: tokens of the records made now.
        started: when it began, ISO 8601 with the offset of the time zone.
        seconds: how long it took, from the first input on.
        stages: time spent by stage, in seconds, added up over all workers.
        versions: of the programs at work.
        outputs: number of files by format; of `json` the records.
    """

    inputs: list[str]
    out_dir: Path
    documents: int = 0
    written: int = 0
    kept: int = 0
    failures: list[Failure] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    warnings: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    sentences: int = 0
    tokens: int = 0
    items: Counter[str] = field(default_factory=Counter)
    min_confidence: float | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    corrected: int = 0
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    interrupted: bool = False
    reasons: dict[str, int] = field(default_factory=dict)
    jobs: int = 0
    restarts: int = 0
    peak_memory: int = 0
    tokens_read: int = 0
    started: str = ""
    seconds: float = 0.0
    stages: Counter[str] = field(default_factory=Counter)
    versions: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, int] = field(default_factory=dict)

    @property
    def made(self) -> int:
        """Records that this run made."""
        return self.written - self.kept

    @property
    def documents_per_second(self) -> float:
        """Records made in a second; 0 where no time passed."""
        return self.made / self.seconds if self.seconds else 0.0

    @property
    def tokens_per_second(self) -> float:
        """Tokens of the records made in a second; 0 where no time passed."""
        return self.tokens_read / self.seconds if self.seconds else 0.0

    def count(self, outcomes: Iterable[Outcome], *, kept: bool) -> None:
        """Count the documents of an input."""
        for outcome in outcomes:
            if outcome.failure is not None:
                continue
            self.written += 1
            self.kept += kept
            self.corrected += bool(outcome.corrections)
            self.characters += outcome.characters
            self.sentences += outcome.sentences
            self.tokens += outcome.tokens
            self.tokens_read += 0 if kept else outcome.tokens
            self.warnings.update(outcome.warnings)
            self.items.update(outcome.items)
            self.left_out.update(outcome.left_out)

    def to_dict(self) -> dict[str, Any]:
        """The content of `run.json`. All that differs between two runs that end with the same records is in `work` and `time`."""
        return {
            "run": "zapisnik",
            "inputs": self.inputs,
            "interrupted": self.interrupted,
            "counts": {
                "documents": self.documents,
                "written": self.written,
                "corrected": self.corrected,
                "duplicates": len(self.duplicates),
                "failed": len(self.failures),
                "skipped": sum(self.skipped.values()),
                "characters": self.characters,
                "sentences": self.sentences,
                "tokens": self.tokens,
                **{name: self.items[name] for name in sorted(self.items)},
            },
            "min_confidence": self.min_confidence,
            "left_out": dict(sorted(self.left_out.items())),
            "warnings": dict(sorted(self.warnings.items())),
            "errors": dict(sorted(Counter(failure.code for failure in self.failures).items())),
            "failures": [asdict(failure) for failure in self.failures],
            "duplicates": [{"uri": uri, "of": other} for uri, other in self.duplicates],
            "skipped": self.skipped,
            "outputs": self.outputs,
            "versions": self.versions,
            "work": {
                "kept": self.kept,
                "made": self.made,
                "reasons": self.reasons,
                "jobs": self.jobs,
                "restarts": self.restarts,
                "peak_memory_of_a_worker": self.peak_memory,
            },
            "time": {
                "started": self.started,
                "seconds": round(self.seconds, 3),
                "documents_per_second": round(self.documents_per_second, 1),
                "tokens_per_second": round(self.tokens_per_second),
                "stages": {stage: round(seconds, 3) for stage, seconds in self.stages.items()},
            },
        }

    def to_json(self) -> str:
        """The text of `run.json`."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"
