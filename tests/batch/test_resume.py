"""A run that goes on: what is read again, what is kept, and what the output is at the end."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
import spacy

from pipeline import batch
from pipeline.batch import Settings, selection, versions
from pipeline.batch.journal import Journal, OutputInUse
from pipeline.lines import read_lines

REPORT = "Sastanak je održan u Žepču.\n"
SHARDED = Settings(formats=("jsonl",), shard_size=2)


def content(out: Path) -> dict[str, bytes]:
    """What a run leaves, without the journal and what may differ in its report."""
    files = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith(".zapisnik/journal") and name != ".zapisnik/owner.json":
            files[name] = path.read_bytes()
    report = json.loads(files["run.json"])
    del report["time"], report["work"]
    files["run.json"] = json.dumps(report).encode()
    return files


def age(folder: Path) -> None:
    """Let the files be an hour old, so that their time of change can be trusted."""
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - 3600, time.time() - 3600))


def reasons(run_report: batch.RunReport) -> dict[str, int]:
    return run_report.reasons


def test_second_run_reads_nothing_and_reports_the_same(run: Any, reports: Path, tmp_path: Path) -> None:
    first = run([reports], tmp_path / "out")
    before = content(tmp_path / "out")
    second = run([reports], tmp_path / "out")
    assert (reasons(first), reasons(second)) == ({"new": 4}, {})
    assert (second.written, second.kept, second.made, second.tokens) == (4, 4, 0, first.tokens)
    assert content(tmp_path / "out") == before


def test_new_changed_and_failed_inputs_are_read_and_no_others(run: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "b.txt").write_bytes(b"")
    run([reports], tmp_path / "out")
    (reports / "e.txt").write_text(REPORT, encoding="utf-8")
    (reports / "a.txt").write_text(f"{REPORT}{REPORT}", encoding="utf-8")
    report = run([reports], tmp_path / "out")
    assert reasons(report) == {"new": 1, "changed": 1, "failed": 1}
    assert (report.written, report.kept, len(report.failures)) == (4, 2, 1)
    run([reports], tmp_path / "fresh")
    assert content(tmp_path / "out") | {"run.json": b""} == content(tmp_path / "fresh") | {"run.json": b""}


def test_change_that_keeps_size_and_time_is_noticed_if_the_file_was_young(run: Any, reports: Path, tmp_path: Path) -> None:
    run([reports], tmp_path / "out")
    status = (reports / "a.txt").stat()
    (reports / "a.txt").write_text(
        (reports / "a.txt").read_text(encoding="utf-8").replace("Sastanak", "Sjednica"), encoding="utf-8"
    )
    os.utime(reports / "a.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert reasons(run([reports], tmp_path / "out")) == {"changed": 1}


def test_file_that_was_only_touched_is_not_read_again(run: Any, reports: Path, tmp_path: Path) -> None:
    age(reports)
    run([reports], tmp_path / "out")
    (reports / "a.txt").touch()
    assert reasons(run([reports], tmp_path / "out")) == {}


def test_content_of_files_that_rest_is_not_read_to_compare(
    run: Any, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(reports)
    run([reports], tmp_path / "out")
    monkeypatch.setattr(batch.Task, "digest", lambda _: pytest.fail("the content was read"))
    assert reasons(run([reports], tmp_path / "out")) == {}


@pytest.mark.parametrize("settings", [Settings(), SHARDED], ids=["json", "jsonl"])
def test_another_version_makes_all_records_again(
    run: Any, reports: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([reports], tmp_path / "out", settings=settings)
    monkeypatch.setattr(versions, "SCHEMA_VERSION", "9.9.9")
    assert reasons(run([reports], tmp_path / "out", settings=settings)) == {"version": 4}


def test_another_pipeline_makes_all_records_again(run: Any, reports: Path, tmp_path: Path) -> None:
    run([reports], tmp_path / "out")
    other = spacy.blank("xx")
    other.add_pipe("sentencizer")
    assert reasons(run([reports], tmp_path / "out", nlp=other)) == {"version": 4}


def test_force_makes_all_records_again(run: Any, reports: Path, tmp_path: Path) -> None:
    run([reports], tmp_path / "out")
    assert reasons(run([reports], tmp_path / "out", settings=Settings(force=True))) == {"forced": 4}


def test_record_that_somebody_removed_is_made_again(run: Any, reports: Path, tmp_path: Path) -> None:
    run([reports], tmp_path / "out")
    (tmp_path / "out" / "2023" / "d.json").unlink()
    assert reasons(run([reports], tmp_path / "out")) == {"missing": 1}
    assert (tmp_path / "out" / "2023" / "d.json").is_file()


def test_record_of_a_document_that_fails_now_is_removed(run: Any, reports: Path, tmp_path: Path) -> None:
    run([reports], tmp_path / "out")
    (reports / "a.txt").write_bytes(b"")
    report = run([reports], tmp_path / "out")
    assert [failure.code for failure in report.failures] == ["empty"]
    assert not (tmp_path / "out" / "a.json").exists()


def test_record_that_moves_leaves_nothing_at_its_old_place(run: Any, reports: Path, tmp_path: Path) -> None:
    run([reports], tmp_path / "out")
    (reports / "a.md").write_text(REPORT, encoding="utf-8")
    run([reports], tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").glob("a*")}
    assert names == {"a.txt.json", "a.md.json"}


def test_records_of_other_inputs_stay_and_are_pruned_if_asked_for(run: Any, reports: Path, tmp_path: Path) -> None:
    for settings, suffix in ((Settings(), ""), (SHARDED, "lines")):
        out = tmp_path / f"out{suffix}"
        run([reports], out, settings=settings)
        (reports / "b.txt").rename(tmp_path / "b.txt")
        run([reports], out, settings=settings)
        assert "b.txt" in uris(out)
        report = run([reports], out, settings=Settings(formats=settings.formats, shard_size=2, prune=True))
        assert "b.txt" not in uris(out)
        assert (len(uris(out)), report.written) == (3, 3)
        (tmp_path / "b.txt").rename(reports / "b.txt")


def uris(out: Path) -> list[str]:
    """The documents that have records, whichever format they are in."""
    records = [json.loads(path.read_bytes()) for path in out.rglob("*.json") if path.name not in ("run.json", "owner.json")]
    for path in sorted((out / "jsonl").glob("*")):
        records += [json.loads(line) for line in read_lines(path)]
    return [record["source"]["uri"] for record in records]


def test_dry_run_says_what_a_run_would_do_and_writes_nothing(tokenizer: Any, run: Any, reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _, chosen = batch.preview([reports], out, nlp=tokenizer)
    assert (chosen.reasons, out.exists()) == ({"new": 4}, False)
    run([reports], out)
    (reports / "a.txt").write_text("Sjednica.", encoding="utf-8")
    before = content(out)
    work, chosen = batch.preview([reports], out, nlp=tokenizer)
    assert [(work.tasks[number].uri, reason) for number, reason in chosen.todo.items()] == [("a.txt", "changed")]
    assert chosen.kept == 3
    assert content(out) == before
    assert set(selection.REASONS) >= set(chosen.reasons)


def test_two_runs_do_not_write_into_one_output(run: Any, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    journal = Journal(tmp_path / "out")
    for start in (lambda: run([reports], tmp_path / "out"), lambda: batch.preview([reports], tmp_path / "out")):
        with pytest.raises(OutputInUse, match=rf"process {os.getpid()} on "):
            start()
    journal.close()
    assert run([reports], tmp_path / "out").written == 4


def test_damaged_journal_is_said_to_be_damaged(run: Any, reports: Path, tmp_path: Path) -> None:
    run([reports], tmp_path / "out")
    (tmp_path / "out" / ".zapisnik" / "journal.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(batch.OutputError, match="damaged") as caught:
        run([reports], tmp_path / "out")
    assert ".zapisnik" in caught.value.remedy


def test_lost_journal_costs_time_only(run: Any, reports: Path, tmp_path: Path) -> None:
    run([reports], tmp_path / "out")
    before = content(tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / ".zapisnik")
    assert reasons(run([reports], tmp_path / "out")) == {"new": 4}
    assert content(tmp_path / "out") == before


def test_temporary_files_of_a_killed_run_are_removed(run: Any, reports: Path, tmp_path: Path) -> None:
    left = tmp_path / "out" / ".zapisnik" / "tmp" / ".zapisnik-x.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"{")
    run([reports], tmp_path / "out")
    assert not left.exists()
