from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline.cli import page
from pipeline.cli.show import load, summary
from pipeline.records import problems

VALID = Path(__file__).parent.parent / "records" / "valid"
MINUTES = VALID / "minutes.json"
SENTENCE = "Dana 3. juna 2023. godine u Žepču je održan sastanak o obnovi mosta.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "zepce.txt"
    file.write_text(SENTENCE, encoding="utf-8")
    return file


def printed(record: dict[str, Any], width: int) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(summary(record))
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_report_is_read_and_shown(zapisnik: Any, report: Path) -> None:
    done = zapisnik("show", report)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] in {"zepce.txt", SENTENCE.strip()}
    assert "2023-06-03" in done.stdout


def test_record_is_shown_without_reading_the_report(zapisnik: Any) -> None:
    done = zapisnik("show", MINUTES)
    assert done.exit_code == 0
    record = json.loads(MINUTES.read_bytes())
    for title in ("Meetings", "Conclusions", "Participants", "Organizations", "Dates"):
        assert title in done.stdout
    assert record["organizations"][0]["name"] in done.stdout


def test_report_and_its_record_are_shown_alike(zapisnik: Any, report: Path, tmp_path: Path) -> None:
    record = tmp_path / "zepce.json"
    record.write_text(json.dumps(load(report)), encoding="utf-8")
    assert problems(json.loads(record.read_bytes())) == []
    assert zapisnik("show", report).stdout == zapisnik("show", record).stdout


@pytest.mark.parametrize("width", [40, 80, 200])
def test_summary_keeps_to_the_width_of_the_terminal(record: dict[str, Any], width: int) -> None:
    lines = printed(record, width).splitlines()
    assert max(map(len, lines)) <= width


def test_brackets_in_a_record_are_no_markup(record: dict[str, Any]) -> None:
    assert "The year of [red]one[/red] date is assumed." in printed(record, 200)


def test_html_writes_the_page(zapisnik: Any, tmp_path: Path) -> None:
    html = tmp_path / "minutes.html"
    done = zapisnik("show", MINUTES, "--html", html)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"{html} written.\n")
    assert html.read_text(encoding="utf-8") == page.render(json.loads(MINUTES.read_bytes()))


def test_page_that_cannot_be_written_is_a_failure_with_a_remedy(zapisnik: Any, tmp_path: Path) -> None:
    done = zapisnik("show", MINUTES, "--html", tmp_path / "none" / "minutes.html")
    assert done.exit_code == 1
    assert "cannot be written (No such file or directory). Choose another file." in done.stderr


def test_json_that_is_no_record_is_a_failure(zapisnik: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    for content, message in (("ZAPISNIK", "is not JSON"), ("{}", "is not a valid record: $: ")):
        file.write_text(content, encoding="utf-8")
        done = zapisnik("show", file)
        assert (done.exit_code, done.stdout) == (1, "")
        assert message in done.stderr


def test_report_that_cannot_be_read_is_a_failure(zapisnik: Any, report: Path) -> None:
    report.write_bytes(b"")
    done = zapisnik("show", report)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Nothing stands in zepce.txt." in done.stderr


def test_missing_file_is_wrong_usage(zapisnik: Any, tmp_path: Path) -> None:
    done = zapisnik("show", tmp_path / "none.txt")
    assert done.exit_code == 2
    assert "does not exist" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_reader_that_leaves_early_sees_no_traceback(start: Any) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start("show", MINUTES, stdout=writing)
    os.close(writing)
    _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (1, b"")
