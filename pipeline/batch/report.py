"""What a run tells: its progress while it goes, and its report at the end."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


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
    """Where a run stands, after each document.

    Attributes:
        done: documents read or failed so far.
        total: documents in all.
        tokens: tokens read so far.
        seconds: time since the first document was begun.
        file: the document just done.
        failure: why it failed, else None.
    """

    done: int
    total: int
    tokens: int
    seconds: float
    file: str
    failure: Failure | None = None


@dataclass(slots=True)
class RunReport:
    """What a run did; `run.json` is `to_dict`.

    Attributes:
        inputs: the inputs as given.
        out_dir: where the records are.
        documents: documents found.
        written: records written.
        failures: documents that gave no record, and inputs that are not there.
        skipped: files in folders that are no reports, by suffix.
        duplicates: documents whose text another one had before, with that one, by URI.
        warnings: warnings in the records written, by code.
        characters: of the documents written.
        sentences: of the documents written.
        tokens: of the documents written.
        items: extracted items in the records written, by field.
        interrupted: whether the run was stopped before the end.
        started: when it began, ISO 8601 with the offset of the time zone.
        seconds: how long it took, without loading.
        versions: of the programs at work.
    """

    inputs: list[str]
    out_dir: Path
    documents: int = 0
    written: int = 0
    failures: list[Failure] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    duplicates: dict[str, str] = field(default_factory=dict)
    warnings: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    sentences: int = 0
    tokens: int = 0
    items: Counter[str] = field(default_factory=Counter)
    interrupted: bool = False
    started: str = ""
    seconds: float = 0.0
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def documents_per_second(self) -> float:
        """Records written in a second; 0 where no time passed."""
        return self.written / self.seconds if self.seconds else 0.0

    @property
    def tokens_per_second(self) -> float:
        """Tokens of the records written in a second; 0 where no time passed."""
        return self.tokens / self.seconds if self.seconds else 0.0

    def to_dict(self) -> dict[str, Any]:
        """The content of `run.json`. All that differs between two runs over the same documents is in `time`."""
        return {
            "run": "zapisnik",
            "inputs": self.inputs,
            "interrupted": self.interrupted,
            "counts": {
                "documents": self.documents,
                "written": self.written,
                "failed": len(self.failures),
                "skipped": sum(self.skipped.values()),
                "characters": self.characters,
                "sentences": self.sentences,
                "tokens": self.tokens,
                **dict(sorted(self.items.items())),
            },
            "warnings": dict(sorted(self.warnings.items())),
            "failures": [asdict(failure) for failure in self.failures],
            "skipped": self.skipped,
            "duplicates": self.duplicates,
            "versions": self.versions,
            "time": {
                "started": self.started,
                "seconds": round(self.seconds, 3),
                "documents_per_second": round(self.documents_per_second, 1),
                "tokens_per_second": round(self.tokens_per_second),
            },
        }

    def to_json(self) -> str:
        """The text of `run.json`."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"
