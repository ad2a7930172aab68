from __future__ import annotations

import errno
import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import spacy

from pipeline import batch, writing
from pipeline.batch import Progress, processing, runner
from pipeline.records import Problem, Record, problems

REPORT = "Sastanak je održan u Žepču.\n"


def tree(folder: Path) -> list[str]:
    """All files below a folder but the journal."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in files if not name.startswith(".zapisnik/") or name.endswith(".tmp"))


def saved(out: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return report


def test_every_document_gets_its_record_in_the_tree_of_the_inputs(run: Any, reports: Path, tmp_path: Path) -> None:
    report = run([reports], tmp_path / "out")
    assert tree(tmp_path / "out") == ["2023/d.json", "2023/maj/c.json", "a.json", "b.json", "run.json"]
    assert (report.documents, report.written, report.failures, report.interrupted) == (4, 4, [], False)
    for name in ("2023/maj/c", "a"):
        record = json.loads((tmp_path / "out" / f"{name}.json").read_bytes())
        assert problems(record) == []
        assert record["source"]["uri"] == f"{name}.txt"
        assert record["text"] == f"{REPORT}{name}.txt\n"


def test_records_are_the_same_in_every_run(run: Any, reports: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run([reports], tmp_path / name)
    for name in tree(tmp_path / "one"):
        if name != "run.json":
            assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    one, two = saved(tmp_path / "one"), saved(tmp_path / "two")
    assert one | {"time": None, "work": None} == two | {"time": None, "work": None}


def test_report_counts_what_was_done(run: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "slika.jpg").write_bytes(b"")
    (reports / "prazan.txt").write_bytes(b"\n")
    (reports / "stari.txt").write_bytes("Sastanak je održan u Žepču, šumari.\n".encode("windows-1250"))
    report = run([reports, tmp_path / "none.txt"], tmp_path / "out")
    content = saved(tmp_path / "out")
    assert content == report.to_dict()
    counts = content["counts"]
    assert (counts["documents"], counts["written"], counts["failed"], counts["skipped"]) == (6, 5, 2, 1)
    assert counts["tokens"] == report.tokens > 30
    assert content["skipped"] == {".jpg": 1}
    assert content["warnings"] == {"encoding-guessed": 1}
    assert [failure["code"] for failure in content["failures"]] == ["not-found", "empty"]
    assert all(failure["message"] and failure["remedy"] for failure in content["failures"])
    assert set(content["versions"]) == {"zapisnik", "python", "classla", "spacy", "jsonschema"}
    assert content["errors"] == {"empty": 1, "not-found": 1}
    assert set(content["time"]) == {"started", "seconds", "documents_per_second", "tokens_per_second", "stages"}
    assert {"reading", "tokenizer", "validation", "writing"} <= set(content["time"]["stages"])


def test_documents_that_cannot_be_read_do_not_stop_the_others(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in {
        "a-prazan.txt": b"",
        "b-binaran.txt": bytes(range(256)) * 8,
        "c-pdf.pdf": b"%PDF-1.7",
        "d-grcki.txt": "Η συνεδρίαση του συμβουλίου".encode(),
        "e-dobar.txt": REPORT.encode(),
    }.items():
        (folder / name).write_bytes(content)
    (folder / "f-veza.txt").symlink_to(folder / "nema.txt")
    report = run([folder], tmp_path / "out")
    assert [(Path(failure.file).name, failure.code) for failure in report.failures] == [
        ("a-prazan.txt", "empty"),
        ("b-binaran.txt", "binary"),
        ("c-pdf.pdf", "damaged"),
        ("d-grcki.txt", "unsupported-script"),
        ("f-veza.txt", "not-found"),
    ]
    assert tree(tmp_path / "out") == ["e-dobar.json", "run.json"]


def faulty(**config: Any) -> Any:
    nlp = spacy.blank("xx")
    nlp.add_pipe("fails_at_word", config=config)
    return nlp


def test_fault_in_a_rule_costs_one_document(run: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "a.txt").write_text("Kvar na mreži.", encoding="utf-8")
    report = run([reports], tmp_path / "out", nlp=faulty())
    (failure,) = report.failures
    assert (failure.code, failure.message) == ("internal-error", "RuntimeError: a fault of two lines")
    assert report.written == 3
    assert "a.json" not in tree(tmp_path / "out")


def test_invalid_record_is_not_written(run: Any, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_fault(record: dict[str, Any]) -> list[Problem]:
        return [Problem("$.dates[0].value", "is no date")] * 2 if record["source"]["uri"] == "a.txt" else []

    monkeypatch.setattr(processing, "problems", find_fault)
    (failure,) = run([reports], tmp_path / "out").failures
    assert failure.code == "invalid-record"
    assert "$.dates[0].value: is no date (1 more problems)" in failure.message
    assert "a.json" not in tree(tmp_path / "out")


def test_interruption_keeps_what_is_done_and_says_so(run: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "b.txt").write_text("Kvar na mreži.", encoding="utf-8")
    report = run([reports], tmp_path / "out", nlp=faulty(interrupts=True))
    assert (report.interrupted, report.written, report.documents) == (True, 1, 4)
    assert saved(tmp_path / "out")["interrupted"] is True
    assert tree(tmp_path / "out") == ["a.json", "run.json"]


def test_interruption_while_progress_is_shown(run: Any, reports: Path, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    report = run([reports], tmp_path / "out", on_progress=stop)
    assert (report.interrupted, report.written) == (True, 1)


def test_progress_is_told_after_each_document(run: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "b.txt").write_bytes(b"")
    told: list[Progress] = []
    run([reports], tmp_path / "out", on_progress=told.append)
    assert [(p.done, p.total, Path(p.file).name) for p in told] == [
        (1, 4, "a.txt"),
        (2, 4, "b.txt"),
        (3, 4, "d.md"),
        (4, 4, "c.txt"),
    ]
    assert [p.failure.code if p.failure else None for p in told] == [None, "empty", None, None]
    assert told[-1].tokens > told[0].tokens > 0
    assert told[-1].seconds >= told[0].seconds > 0


def test_standard_input_is_read(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(REPORT.encode())))
    assert run(["-"], tmp_path / "out").failures == []
    record = Record.from_json((tmp_path / "out" / "stdin.json").read_bytes())
    assert (record.source.uri, record.text) == ("stdin", REPORT)


def test_empty_standard_input_is_a_failure(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO()))
    (failure,) = run(["-"], tmp_path / "out").failures
    assert (failure.file, failure.code) == ("-", "empty")


def test_own_records_are_not_read_and_are_renewed(run: Any, reports: Path) -> None:
    for _ in range(2):
        report = run([reports], reports)
        assert (report.written, report.failures) == (4, [])
    records = ["2023/d.json", "2023/maj/c.json", "a.json", "b.json"]
    assert tree(reports) == sorted([*records, "2023/d.md", "2023/maj/c.txt", "a.txt", "b.txt", "run.json"])


def test_file_of_somebody_else_is_not_overwritten(run: Any, reports: Path) -> None:
    (reports / "a.json").write_text('{"theirs": true}', encoding="utf-8")
    report = run([reports], reports)
    assert [failure.code for failure in report.failures] == ["not-overwritten"]
    assert (reports / "a.json").read_text(encoding="utf-8") == '{"theirs": true}'
    assert report.written == 3


def test_report_of_somebody_else_is_not_overwritten(run: Any, reports: Path) -> None:
    (reports / "run.json").write_text("[]", encoding="utf-8")
    with pytest.raises(runner.NotOverwritten):
        run([reports], reports)
    assert tree(reports)[-1] == "run.json" and (reports / "run.json").read_text(encoding="utf-8") == "[]"


def test_output_folder_that_is_a_file(run: Any, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(batch.OutputError) as caught:
        run([reports], tmp_path / "out")
    assert caught.value.code == "output" and caught.value.remedy


def test_record_whose_folder_is_a_file_is_one_failure(run: Any, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "2023").write_text("", encoding="utf-8")
    report = run([reports], tmp_path / "out")
    assert (report.written, [failure.code for failure in report.failures]) == (2, ["not-written", "not-written"])


@pytest.mark.usefixtures("disk_full_after_one_file")
def test_full_disk_stops_the_run_and_leaves_no_half_file(run: Any, reports: Path, tmp_path: Path) -> None:
    with pytest.raises(batch.OutputError, match="No space left on device"):
        run([reports], tmp_path / "out")
    assert tree(tmp_path / "out") == ["a.json", "run.json"]
    assert saved(tmp_path / "out")["interrupted"] is True


def test_failed_write_keeps_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.json"
    writing.write_atomically(file, b"old")

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(writing.os, "fsync", refuse)
    with pytest.raises(OSError, match="Input/output error"):
        writing.write_atomically(file, b"new")
    assert tree(tmp_path) == ["a.json"]
    assert file.read_bytes() == b"old"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_record_is_as_readable_as_any_other_file(tmp_path: Path) -> None:
    writing.write_atomically(tmp_path / "a", b"")
    (tmp_path / "b").write_bytes(b"")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "ab"}
    assert len(modes) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are Unicode elsewhere")
def test_names_that_are_no_utf_8_are_read_and_reported(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in (("č.txt", REPORT), ("š.txt", "")):
        (folder / os.fsdecode(name.encode("windows-1250"))).write_text(content, encoding="utf-8")
    report = run([folder], tmp_path / "out")
    assert (report.written, [failure.code for failure in report.failures]) == (1, ["empty"])
    assert saved(tmp_path / "out")["failures"][0]["file"].endswith("?.txt")


def test_nothing_to_do_is_a_report_too(run: Any, tmp_path: Path) -> None:
    report = run([], tmp_path / "out")
    assert (report.documents, report.tokens_per_second) == (0, 0)
    assert saved(tmp_path / "out")["counts"]["documents"] == 0


def test_importing_the_room_imports_nothing_heavy() -> None:
    code = "import sys, pipeline.batch; assert not {'spacy', 'classla', 'torch', 'pandas', 'jsonschema'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
