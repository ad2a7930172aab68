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

from pipeline import batch
from pipeline.records import problems

SENTENCE = "Dana 3. juna 2023. godine u Žepču je održan sastanak o obnovi mosta."
ENGLISH = "The council met on Monday and agreed that the bridge over the river will be repaired before the winter comes.\n"


def tree(folder: Path) -> list[str]:
    """All files below a folder, temporary ones too, but the journal."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in files if not name.startswith(".zapisnik/") or name.endswith(".tmp"))


def saved(out: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((out / "run.json").read_bytes())
    return report


def test_every_report_becomes_a_valid_record_in_the_tree_of_the_inputs(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    done = zapisnik("run", reports, "-o", tmp_path / "out")
    assert (done.exit_code, done.stdout) == (0, "")
    assert tree(tmp_path / "out") == ["2023/c.json", "a.json", "b.json", "run.json"]
    record = json.loads((tmp_path / "out" / "2023" / "c.json").read_bytes())
    assert problems(record) == []
    assert "2023-06-05" in [date["value"] for date in record["dates"]]


def test_closing_lines_say_what_was_done(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "slika.jpg").write_bytes(b"")
    (reports / "stari.txt").write_bytes(f"{SENTENCE} Došli su i šumari.".encode("windows-1250"))
    done = zapisnik("run", reports, "-o", tmp_path / "out")
    report = saved(tmp_path / "out")
    assert f"4 records written to {tmp_path / 'out'}: {report['counts']['tokens']} tokens in " in done.stderr
    assert "tokens/s" in done.stderr
    assert "encoding-guessed 1" in done.stderr
    assert "1 file left out because the names are not those of reports (.jpg 1)." in done.stderr
    assert "failed" not in done.stderr


def test_nothing_moves_where_there_is_no_terminal(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    done = zapisnik("run", reports, "-o", tmp_path / "out")
    assert "Loading" not in done.output and "\x1b" not in done.output and "\r" not in done.output


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_progress_is_shown_on_a_terminal_and_failures_do_not_break_it(start: Any, reports: Path, tmp_path: Path) -> None:
    import pty

    (reports / "0.txt").write_bytes(b"")
    terminal, end = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    process = start("run", "reports", "-o", "out", stderr=end, env=environment, cwd=tmp_path)
    os.close(end)
    shown = b""
    try:
        while piece := os.read(terminal, 4096):
            shown += piece
    except OSError:  # the other end is closed
        pass
    os.close(terminal)
    assert process.communicate()[0] == b""
    assert process.returncode == 1
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode()).replace("\r", "\n").split("\n")
    assert any(line.startswith("Loading…") for line in lines)
    assert any(re.search(r"Reading .* 4/4 +[\d,]+ tokens/s", line) for line in lines)
    told = " ".join(" ".join(lines).split())
    assert "0.txt" in told and "Check whether the file was saved." in told


def test_quiet_prints_failures_only(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    done = zapisnik("run", reports, "-o", tmp_path / "out", "--quiet")
    assert (done.exit_code, done.output) == (0, "")
    (reports / "0.txt").write_bytes(b"")
    done = zapisnik("run", reports, "-o", tmp_path / "out", "-q")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.endswith("0.txt: Nothing stands in 0.txt. Check whether the file was saved.")


def test_reports_that_cannot_be_read_are_told_of_and_the_others_are_read(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    for name, content in {
        "empty.txt": b" \n",
        "binary.txt": bytes(range(256)) * 8,
        "english.txt": ENGLISH.encode() * 5,
        "scan.pdf": b"%PDF-1.7",
    }.items():
        (reports / name).write_bytes(content)
    done = zapisnik("run", reports, tmp_path / "none.txt", "-o", tmp_path / "out")
    assert done.exit_code == 1
    codes = {Path(failure["file"]).name: failure["code"] for failure in saved(tmp_path / "out")["failures"]}
    assert codes == {
        "empty.txt": "empty",
        "binary.txt": "binary",
        "english.txt": "not-south-slavic",
        "scan.pdf": "damaged",
        "none.txt": "not-found",
    }
    for name in codes:
        (line,) = [line for line in done.stderr.splitlines() if f"{name}: " in line]
        assert line.endswith(".")
    assert f"5 inputs failed; {tmp_path / 'out' / 'run.json'} says which and why." in done.stderr
    assert tree(tmp_path / "out") == ["2023/c.json", "a.json", "b.json", "run.json"]


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_file_that_the_system_does_not_let_be_read_is_a_failure(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "d.txt").symlink_to("d.txt")  # leads to itself, which stops the administrator too
    done = zapisnik("run", reports, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "cannot be read (Too many levels of symbolic links)" in done.stderr
    assert saved(tmp_path / "out")["counts"]["written"] == 3


def test_input_that_is_not_there_is_a_failure_and_no_wrong_usage(zapisnik: Any, tmp_path: Path) -> None:
    done = zapisnik("run", tmp_path / "*.txt", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert f"Nothing matches {tmp_path / '*.txt'}." in done.stderr
    assert [failure["code"] for failure in saved(tmp_path / "out")["failures"]] == ["not-found"]


def test_folder_without_reports_is_said_to_be_empty(zapisnik: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = zapisnik("run", tmp_path / "in", "-o", tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "There was no report to read.\n")


@pytest.mark.parametrize("arguments", [["reports"], ["-o", "out"], ["reports", "-o", "out", "--fast"]], ids=" ".join)
def test_wrong_usage(zapisnik: Any, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert zapisnik("run", *arguments).exit_code == 2
    assert tree(tmp_path) == []


def test_output_folder_that_is_a_file_is_wrong_usage(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert zapisnik("run", reports, "-o", tmp_path / "out").exit_code == 2
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_standard_input_is_a_report(zapisnik: Any, tmp_path: Path) -> None:
    done = zapisnik("run", "-", "-o", tmp_path / "out", input=SENTENCE.encode())
    assert done.exit_code == 0
    assert json.loads((tmp_path / "out" / "stdin.json").read_bytes())["text"] == SENTENCE


def test_empty_standard_input_is_a_failure(zapisnik: Any, tmp_path: Path) -> None:
    done = zapisnik("run", "-", "-o", tmp_path / "out", input=b"")
    assert done.exit_code == 1
    assert done.stderr.startswith("-: Nothing stands in stdin.")


@pytest.mark.usefixtures("disk_full_after_one_file")
def test_full_disk_ends_the_run_with_a_remedy_and_without_half_a_file(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    done = zapisnik("run", reports, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert re.search(r"^error: .*No space left on device.*Make room", done.stderr, re.M)
    assert tree(tmp_path / "out") == ["a.json", "run.json"]
    assert saved(tmp_path / "out")["interrupted"] is True


def test_fault_of_the_program_is_one_line_and_a_traceback_only_if_asked_for(
    zapisnik: Any, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise LookupError("a fault")

    monkeypatch.setattr(batch, "run", break_down)
    done = zapisnik("run", reports, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "LookupError: a fault" in done.stderr and "--debug" in done.stderr and "Traceback" not in done.stderr
    with pytest.raises(LookupError):
        zapisnik("run", reports, "-o", tmp_path / "out", "--debug")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_interrupted_run_keeps_whole_records_and_says_how_to_go_on(start: Any, tmp_path: Path) -> None:
    folder, out = tmp_path / "reports", tmp_path / "out"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number:04}.txt").write_text(f"Sastanak broj {number}. {SENTENCE * 20}\n", encoding="utf-8")
    process = start("run", folder, "-o", out, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    deadline = time.monotonic() + 60
    while len(list(out.glob("*.json"))) < 3 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (130, b"")
    last = stderr.decode().splitlines()[-1]
    assert re.fullmatch(r"interrupted: stopped after \d+ of 1,500 reports\. What is written stays; .*", last)
    report = saved(out)
    assert report["interrupted"] is True
    names = tree(out)
    assert all(re.fullmatch(r"\d+\.json|run\.json", name) for name in names)
    assert 3 <= len(names) - 1 < 1500
    assert report["counts"]["written"] == len(names) - 1
    for name in names[:-1]:
        assert problems(json.loads((out / name).read_bytes())) == []


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_run_goes_on_when_nobody_reads_its_messages(start: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "0.txt").write_bytes(b"")
    reading, writing_end = os.pipe()
    os.close(reading)
    process = start("run", reports, "-o", tmp_path / "out", stdout=subprocess.DEVNULL, stderr=writing_end)
    os.close(writing_end)
    assert process.wait(timeout=60) == 1
    assert tree(tmp_path / "out") == ["2023/c.json", "a.json", "b.json", "run.json"]
