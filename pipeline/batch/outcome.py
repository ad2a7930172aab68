"""What became of an input: for each of its documents a record or a failure."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.batch.report import Failure


@dataclass(slots=True)
class Outcome:
    """What became of one document.

    Attributes:
        uri: what the document is called in its record.
        record: path of its record below the output folder, with `/`.
        failure: why there is none, else None.
        characters: of the text.
        sentences: of the text.
        tokens: of the text.
        items: extracted items by field.
        warnings: warnings by code.
        left_out: items left out for their confidence, by field.
        record_id: of the record; empty where there is none.
        corrections: the hash of the corrections by hand that are in the record; empty where there are none.
        sketch: of its text, by which two documents with the same text are known, see `pipeline.reading.sketch`; hexadecimal.
        line: the record as compact JSON without a newline; empty where it was not asked for.
        pretty: the record as `Record.to_json` gives it; empty where it was not asked for.
    """

    uri: str
    record: str
    failure: Failure | None = None
    characters: int = 0
    sentences: int = 0
    tokens: int = 0
    items: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    record_id: str = ""
    corrections: str = ""
    sketch: str = ""
    line: bytes = b""
    pretty: bytes = b""


@dataclass(slots=True)
class Result:
    """What became of one input.

    Attributes:
        uri: of the input, by which the journal knows it.
        outcomes: of its documents, in order; usually one.
        digest: SHA-256 of the input's bytes, hexadecimal; empty where it could not be read, or changed while it was read.
        stamp: the input's size and time of change when it was read, see `inputs.stamp`.
        read_at: when it was read, nanoseconds since the epoch.
        seconds: time spent, by stage.
        memory: resident memory of the process after it, bytes; 0 where it is not known.
        lines_file: the file of lines below the output folder that holds the records, where a cluster's worker wrote one.
        line: number of the first of these lines, from 0.
    """

    uri: str
    outcomes: list[Outcome]
    digest: str = ""
    stamp: str = ""
    read_at: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    memory: int = 0
    lines_file: str = ""
    line: int = 0

    @property
    def failed(self) -> bool:
        """Whether any of its documents gave no record."""
        return any(outcome.failure for outcome in self.outcomes)


def to_json(outcomes: list[Outcome]) -> str:
    """The outcomes as the journal keeps them: without the records."""
    kept = []
    for outcome in outcomes:
        plain = {name: value for name, value in asdict(outcome).items() if value and name not in ("line", "pretty")}
        kept.append(plain)
    return json.dumps(kept, separators=(",", ":"))  # ASCII: names of files may hold what is no Unicode


def from_json(text: str) -> list[Outcome]:
    """What `to_json` gave."""
    outcomes = []
    for plain in json.loads(text):
        values: dict[str, Any] = dict(plain)
        if failure := values.get("failure"):
            values["failure"] = Failure(**failure)
        outcomes.append(Outcome(**values))
    return outcomes
