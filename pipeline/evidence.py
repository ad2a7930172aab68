"""Half-open intervals in a text: where a finding stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The interval `[start, end)` in Unicode code points, so that `text[start:end]` is the evidence.

    Raises:
        ValueError: if the interval is empty or runs backwards.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not an interval: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Evidence) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Evidence) -> bool:
        return self.start <= other.start and other.end <= self.end

    def within(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]
