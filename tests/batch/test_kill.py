"""A run that is killed at any moment loses nothing: the next one ends with what an undisturbed run gives."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

KILLS = 20
DOCUMENTS = 60
# the run, from the arguments: inputs, output, how many workers
RUN = """
import sys
sys.path[:0] = [{tests!r}]
from pipeline import batch
settings = batch.Settings(
    formats=("json", "jsonl") if sys.argv[3] == "files" else ("jsonl",), shard_size=7, jobs=int(sys.argv[4]),
    load="faulty_pipelines:load_slowly",
)
report = batch.run([sys.argv[1]], sys.argv[2], settings=settings)
print(report.made)
"""


def content(out: Path) -> dict[str, bytes]:
    files = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith((".zapisnik/journal", ".zapisnik/owner")):
            files[name] = path.read_bytes()
    summary = json.loads(files["run.json"])
    del summary["time"], summary["work"]
    return files | {"run.json": json.dumps(summary).encode()}


def start(*arguments: object) -> subprocess.Popen[bytes]:
    code = RUN.format(tests=str(Path(__file__).parent))
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("formats", "jobs"), [("files", 2), ("lines", 0)])
def test_killed_run_goes_on_and_ends_with_the_same_bytes(tmp_path: Path, formats: str, jobs: int) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for number in range(DOCUMENTS):
        text = "" if number % 17 == 5 else f"Sastanak broj {number} je održan u Žepču.\n" * (1 + number % 3)
        (archive / f"{number:03}.txt").write_text(text, encoding="utf-8")
        os.utime(archive / f"{number:03}.txt", (1e9, 1e9))
    undisturbed = start(archive, tmp_path / "undisturbed", formats, jobs)
    undisturbed.communicate()
    assert undisturbed.returncode == 0
    chance = random.Random(20261125)
    out = tmp_path / "out"
    kept: list[int] = []
    for _ in range(KILLS // 2):
        process = start(archive, out, formats, jobs)
        before = progress(out)
        wait_for_progress(out, process, before, beyond=chance.randrange(5))
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        check_whole(out)
        kept.append(progress(out))
    process = start(archive, out, formats, jobs)
    printed = process.communicate()[0]
    assert process.returncode == 0
    assert 0 <= int(printed) < DOCUMENTS, "nothing of the killed runs was kept"
    assert content(out) == content(tmp_path / "undisturbed")


def progress(out: Path) -> int:
    """How much the journal and the folder hold, in whatever unit: it grows while a run works."""
    sizes = 0
    for path in out.rglob("*") if out.exists() else ():
        try:
            sizes += 1 if path.name.endswith(".json") else 0
            sizes += path.stat().st_size // 4096 if path.name.startswith("journal") else 0
        except OSError:
            continue
    return sizes


def wait_for_progress(out: Path, process: subprocess.Popen[Any], before: int, *, beyond: int) -> None:
    """Wait until the run did something, or ended."""
    deadline = time.monotonic() + 60
    while progress(out) <= before + beyond and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)


def check_whole(out: Path) -> None:
    """Every file that can be seen is whole."""
    from pipeline.lines import read_lines

    for path in out.rglob("*.json"):
        json.loads(path.read_bytes())
    for path in (out / "jsonl").glob("*"):
        for line in read_lines(path):
            json.loads(line)
