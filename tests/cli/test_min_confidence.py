from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

REPORT = "U Žepču je 3. juna 2023. godine održan sastanak o obnovi mosta. Govorilo se i o Kseniju Brmbulu.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "zepce.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


def test_run_leaves_out_doubtful_items_and_says_how_many(zapisnik: Any, report: Path, tmp_path: Path) -> None:
    done = zapisnik("run", report, "-o", tmp_path / "out", "--min-confidence", "0.999")
    assert done.exit_code == 0
    record = json.loads((tmp_path / "out" / "zepce.json").read_bytes())
    told = json.loads((tmp_path / "out" / "run.json").read_bytes())
    number = sum(told["left_out"].values())
    assert number >= 2
    assert told["min_confidence"] == 0.999
    assert f"{number} items left out for a confidence below 0.999" in " ".join(done.stderr.split())
    assert "items-left-out" in [warning["code"] for warning in record["warnings"]]
    kept = [item for field in ("meetings", "dates", "participants", "organizations") for item in record[field]]
    assert all(item["confidence"] >= 0.999 for item in kept)


def test_run_without_a_level_leaves_out_nothing(zapisnik: Any, report: Path, tmp_path: Path) -> None:
    done = zapisnik("run", report, "-o", tmp_path / "out")
    told = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert (told["min_confidence"], told["left_out"]) == (None, {})
    assert "left out" not in done.stderr


def test_show_leaves_out_the_same_of_a_report_and_of_its_record(zapisnik: Any, report: Path, tmp_path: Path) -> None:
    zapisnik("run", report, "-o", tmp_path / "out", "-q")
    of_report = zapisnik("show", report, "--min-confidence", "0.97").stdout
    assert zapisnik("show", tmp_path / "out" / "zepce.json", "--min-confidence", "0.97").stdout == of_report


@pytest.mark.parametrize("value", ["1.5", "-1", "much", "nan"])
@pytest.mark.parametrize("command", ["run", "show"])
def test_what_is_no_confidence_is_wrong_usage(zapisnik: Any, report: Path, tmp_path: Path, command: str, value: str) -> None:
    options = ["-o", tmp_path / "out"] if command == "run" else []
    done = zapisnik(command, report, *options, f"--min-confidence={value}")
    assert (done.exit_code, done.stdout) == (2, "")
