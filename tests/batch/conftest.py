"""Runs without rules: what is tested is how documents are found and records written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import batch

REPORT = "Sastanak je održan u Žepču.\n"


class FailsAtWord:
    """A component with a fault: it breaks at one word."""

    def __init__(self, word: str, error: BaseException) -> None:
        self.word, self.error = word, error

    def __call__(self, doc: Doc) -> Doc:
        if self.word in doc.text:
            raise self.error
        return doc


@Language.factory("fails_at_word", default_config={"word": "Kvar", "interrupts": False})
def create_fails_at_word(nlp: Language, name: str, word: str, interrupts: bool) -> FailsAtWord:
    return FailsAtWord(word, KeyboardInterrupt() if interrupts else RuntimeError("a fault\nof two lines"))


@pytest.fixture(scope="session")
def tokenizer() -> Language:
    """A tokenizer that needs no model."""
    return spacy.blank("xx")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with reports in subfolders."""
    folder = tmp_path / "reports"
    for name in ("b.txt", "a.txt", "2023/maj/c.txt", "2023/d.md"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{REPORT}{name}\n", encoding="utf-8")
    return folder


@pytest.fixture
def run(tokenizer: Language) -> Any:
    """`batch.run` without rules."""

    def without_rules(inputs: list[Any], out: Path, **options: Any) -> batch.RunReport:
        return batch.run(inputs, out, **{"nlp": tokenizer, **options})

    return without_rules
