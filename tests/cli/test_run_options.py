"""Options of `zapisnik run`: going on, formats, workers, messages for machines."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import typer

from pipeline.batch.journal import Journal
from pipeline.cli.run import _engines
from pipeline.lines import read_lines

SENTENCE = "Dana 3. juna 2023. godine u Žepču je održan sastanak o obnovi mosta."


def test_second_run_says_that_nothing_had_to_be_done(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    zapisnik("run", reports, "-o", tmp_path / "out")
    done = zapisnik("run", reports, "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert "3 records in" in done.stderr and "--force" in done.stderr and "written" not in done.stderr
    done = zapisnik("run", reports, "-o", tmp_path / "out", "--force")
    assert "3 records written" in done.stderr


def test_dry_run_names_every_report_and_the_reason_and_writes_nothing(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    done = zapisnik("run", reports, "-o", tmp_path / "out", "--dry-run")
    assert (done.exit_code, (tmp_path / "out").exists()) == (0, False)
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["new"] * 3
    assert {Path(line.split("\t")[1]).name for line in done.stdout.splitlines()} == {"a.txt", "b.txt", "c.txt"}
    zapisnik("run", reports, "-o", tmp_path / "out")
    (reports / "a.txt").write_text("Sjednica.", encoding="utf-8")
    done = zapisnik("run", reports, "-o", tmp_path / "out", "-n")
    assert re.fullmatch(r"changed\t.*a\.txt\n", done.stdout)
    assert "1 report would be read, 2 have an up-to-date record." in done.stderr


def test_several_formats_at_once(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    done = zapisnik("run", reports, "-o", tmp_path / "out", "--format", "json, jsonl,parquet", "--shard-size", 2)
    assert done.exit_code == 0
    shards = sorted((tmp_path / "out" / "jsonl").iterdir())
    assert [len(list(read_lines(shard))) for shard in shards] == [2, 1]
    assert len(list((tmp_path / "out" / "parquet").rglob("*.parquet"))) == 14
    assert (tmp_path / "out" / "a.json").is_file()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "xml"], "Choose from json, jsonl, parquet"),
        (["--memory-limit", "much"], "is no size"),
        (["--read-memory", "20MB"], "at least 100MB"),
        (["--jobs", "-1"], "--jobs"),
        (["--compression", "rar"], "rar"),
    ],
)
def test_option_that_cannot_be_is_refused_and_nothing_is_written(
    zapisnik: Any, reports: Path, tmp_path: Path, options: list[str], words: str
) -> None:
    done = zapisnik("run", reports, "-o", tmp_path / "out", *options)
    assert done.exit_code in (1, 2)
    assert words in done.output
    assert not (tmp_path / "out").exists()


def test_limits_of_reading_are_options_and_their_errors_name_them(zapisnik: Any, tmp_path: Path) -> None:
    page = tmp_path / "velika.html"
    for paragraphs, options, code in (
        (600_000, ("--read-memory", "100MB"), "too-much-memory"),
        (1000, ("--max-size", "10KB"), "too-large"),
        (1000, ("--max-characters", 1000), "too-large"),
    ):
        page.write_bytes(b"<p>Sastanak</p>" * paragraphs)
        done = zapisnik("run", page, "-o", tmp_path / "out", "--log-format", "json", *options)
        (failure,) = [message for line in done.stderr.splitlines() if (message := json.loads(line))["event"] == "failure"]
        assert (done.exit_code, failure["code"]) == (1, code)
        assert options[0] in failure["remedy"] and "velika.html" in failure["file"]


def test_messages_for_machines_are_json_a_line_each(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "0.txt").write_bytes(b"")
    done = zapisnik("run", reports, tmp_path / "none.txt", "-o", tmp_path / "out", "--log-format", "json")
    assert done.exit_code == 1
    messages = [json.loads(line) for line in done.stderr.splitlines()]
    assert all({"time", "level", "event"} <= set(message) for message in messages)
    failures = {message["code"] for message in messages if message["event"] == "failure"}
    assert failures == {"empty", "not-found"}
    last_progress = [message for message in messages if message["event"] == "progress"][-1]
    assert (last_progress["done"], last_progress["total"], last_progress["failed"]) == (4, 4, 1)
    assert last_progress["seconds_left"] == 0 and last_progress["tokens_per_second"] > 0
    assert messages[-1]["event"] == "done"
    assert messages[-1]["errors"] == {"empty": 1, "not-found": 1}
    report = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert messages[-1]["counts"] == report["counts"]
    assert {"reading", "tokenizer", "organizations", "assembly", "validation", "writing"} <= set(report["time"]["stages"])


def test_output_in_use_is_a_clear_error(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    journal = Journal(tmp_path / "out")
    try:
        done = zapisnik("run", reports, "-o", tmp_path / "out")
    finally:
        journal.close()
    assert done.exit_code == 1
    assert f"process {os.getpid()}" in done.stderr and "choose another output folder" in done.stderr


def test_workers_write_what_one_process_writes(zapisnik: Any, start: Any, reports: Path, tmp_path: Path) -> None:
    zapisnik("run", reports, "-o", tmp_path / "one")
    process = start("run", reports, "-o", tmp_path / "two", "--jobs", 2)
    process.communicate(timeout=120)
    assert process.returncode == 0
    for name in ("a.json", "b.json", "2023/c.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_run_that_is_told_to_end_finishes_what_is_at_hand_and_goes_on_later(start: Any, tmp_path: Path) -> None:
    folder, out = tmp_path / "reports", tmp_path / "out"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(f"Sastanak broj {number}. {SENTENCE * 10}\n", encoding="utf-8")
    process = start("run", folder, "-o", out, "-j", 1)
    deadline = time.monotonic() + 60
    while len(list(out.glob("*.json"))) < 3 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)  # as a job scheduler does
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    written = len(list(out.glob("[0-9]*.json")))
    assert 3 <= written < 400
    process = start("run", folder, "-o", out, "--dry-run", stderr=subprocess.DEVNULL)
    assert len(process.communicate()[0].splitlines()) == 400 - written


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", (None, "local")),
        ("rules", ("rules", "local")),
        ("dask", (None, "dask")),
        ("classla, DASK", ("classla", "dask")),
        ("local,model", ("model", "local")),
    ],
)
def test_engine_names_what_analyzes_and_where(given: str, expected: tuple[str | None, str]) -> None:
    assert _engines(given) == expected


@pytest.mark.parametrize(
    ("given", "named"), [("spark", "'spark'"), ("rules,model", "rules and model"), ("dask,local", "dask and local")]
)
def test_engines_that_cannot_be_are_named(given: str, named: str) -> None:
    with pytest.raises(typer.BadParameter, match=named):
        _engines(given)
