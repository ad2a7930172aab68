"""A record built by hand, so that showing it can be tested without making it; the command in this process and in its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

TEXT = (
    "Sastanak u Brodu\n\nDana 3. juna 2024. udruženje „Vir & <b>sin</b>“ primilo je Anu Kraljević.\n"
    "Dogovoreno je da se obnovi most."
)


def place(words: str, start: int = 0) -> dict[str, int]:
    """Offsets of `words` in the text of the record."""
    start = TEXT.index(words, start)
    return {"start": start, "end": start + len(words)}


@pytest.fixture
def record() -> dict[str, Any]:
    found = {"confidence": 0.9, "rule": "example.rule"}
    organization = "Vir & <b>sin</b>"
    return {
        "schema_version": "1.0.0",
        "record_id": "r-1",
        "source": {
            "uri": "brod.txt",
            "media_type": "text/plain",
            "sha256": "0" * 64,
            "encoding": "utf-8",
            "language": "bs",
            "language_confidence": 0.67,
            "script": "Latn",
            "title": "Sastanak u Brodu",
            "author": None,
            "published": None,
            "published_from": None,
            "characters": len(TEXT),
            "sentences": 3,
            "tokens": 24,
        },
        "text": TEXT,
        "meetings": [
            {
                "id": "m1",
                "type": "sastanak",
                "title": None,
                "date": "2024-06-03",
                "start_time": None,
                "place": "Brod",
                "mode": "in_person",
                "platform": None,
                "agenda": [],
                "organizations": ["o1"],
                "participants": ["p1"],
                "conclusions": ["c1"],
                **place("Sastanak u Brodu"),
                **found,
            }
        ],
        "dates": [
            {
                "id": "d1",
                "text": "3. juna 2024.",
                "value": "2024-06-03",
                "type": "date",
                "role": "meeting",
                **place("3. juna 2024."),
                **found,
            }
        ],
        "organizations": [
            {
                "id": "o1",
                "name": organization,
                "acronym": None,
                "type": "udruženje",
                "mentions": [place(f"udruženje „{organization}“")],
                **found,
            }
        ],
        "participants": [
            {
                "id": "p1",
                "kind": "person",
                "name": "Ana Kraljević",
                "role": None,
                "organization": None,
                "status": "present",
                "mentions": [place("Anu Kraljević")],
                **found,
            }
        ],
        "conclusions": [
            {
                "id": "c1",
                "text": "se obnovi most",
                "kind": "action",
                "responsible": ["o1", "općina"],
                "deadline": None,
                "deadline_text": "u roku od 15 dana",
                "meeting": "m1",
                **place("se obnovi most"),
                **found,
            }
        ],
        "upcoming_events": [],
        "warnings": [{"code": "year-assumed", "message": "The year of [red]one[/red] date is assumed."}],
        "provenance": {"pipeline": {"name": "zapisnik", "version": "0.1.0"}},
    }


@pytest.fixture
def zapisnik() -> Callable[..., Any]:
    """Run the command in this process, without workers; standard output, standard error and exit code are in what it returns."""

    def call(*arguments: object, **options: Any) -> Any:
        runner = CliRunner(env={"COLUMNS": "200", "TERMINAL_WIDTH": "200", "ZAPISNIK_JOBS": "0"})
        return runner.invoke(app, [str(argument) for argument in arguments], catch_exceptions=False, **options)

    return call


@pytest.fixture
def start() -> Callable[..., Any]:
    """Start the command in a process of its own; what is not asked for otherwise goes to pipes."""

    def popen(*arguments: object, **options: Any) -> subprocess.Popen[Any]:
        code = "from pipeline.cli import main; main()"
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], **(pipes | options))

    return popen


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with three reports, one in a subfolder."""
    folder = tmp_path / "reports"
    for name, day in (("a.txt", 3), ("b.txt", 4), ("2023/c.txt", 5)):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Dana {day}. juna 2023. godine u Žepču je održan sastanak o obnovi mosta.\n", encoding="utf-8")
    return folder
