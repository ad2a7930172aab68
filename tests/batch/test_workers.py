"""Worker processes: what one that dies, hangs or takes too much costs, and that their number changes nothing."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline import batch
from pipeline.batch import Settings
from pipeline.batch.inputs import Task
from pipeline.batch.worker import WorkerSettings
from pipeline.batch.workers import Pool, Worker
from pipeline.processes import available_processors

REPORT = "Sastanak je održan u Žepču.\n"
FAULTY = Settings(jobs=1, load="faulty_pipelines:load", memory_limit=600_000_000)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"{REPORT}{number}\n", encoding="utf-8")
    return folder


def records(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*.json") if path.name != "run.json"}


def test_input_that_kills_its_worker_is_left_out_after_the_second_try_and_nothing_else_is_lost(
    archive: Path, tmp_path: Path
) -> None:
    (archive / "2.txt").write_text("Pad", encoding="utf-8")
    (archive / "3.txt").write_text(f"Pad jednom: {tmp_path / 'mark'} \n", encoding="utf-8")
    (archive / "4.txt").write_text("Izlaz", encoding="utf-8")
    (archive / "5.txt").write_text("Ispis", encoding="utf-8")
    report = batch.run([archive], tmp_path / "out", settings=FAULTY)
    assert [(Path(failure.file).name, failure.code) for failure in report.failures] == [
        ("2.txt", "worker-died"),
        ("4.txt", "worker-died"),
    ]
    assert "SIGKILL" in report.failures[0].message
    assert "status 3: Fatal: the stack is full" in report.failures[1].message
    assert all("tried twice" in failure.remedy for failure in report.failures)
    assert sorted(records(tmp_path / "out")) == ["0.json", "1.json", "3.json", "5.json"]
    assert (report.written, report.restarts) == (4, 5)
    saved = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert saved["errors"] == {"worker-died": 2}
    assert saved["work"]["restarts"] == 5


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere psutil tells how much memory a process has")
def test_worker_beyond_its_limit_of_memory_is_replaced(archive: Path, tmp_path: Path) -> None:
    (archive / "1.txt").write_text("Glad", encoding="utf-8")
    report = batch.run([archive], tmp_path / "out", settings=FAULTY)
    (failure,) = report.failures
    assert (failure.code, report.written, report.restarts) == ("out-of-memory", 5, 2)
    assert "0.6 GB" in failure.message and "--memory-limit" in failure.remedy
    assert 50_000_000 < report.peak_memory < 600_000_000


def test_worker_that_hangs_is_replaced_and_its_input_has_its_time_once(archive: Path, tmp_path: Path) -> None:
    (archive / "1.txt").write_text("San", encoding="utf-8")
    report = batch.run([archive], tmp_path / "out", settings=replace(FAULTY, time_limit=3.0))
    (failure,) = report.failures
    assert (failure.code, report.written, report.restarts) == ("timeout", 5, 1)
    assert "twice" not in failure.remedy and "--timeout" in failure.remedy


def test_second_try_has_what_the_first_left_of_the_time(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    send = Worker.send

    def noted(self: Worker, task: Task, data: bytes | None, *, spent: float = 0.0) -> None:
        given.append(spent)
        send(self, task, data, spent=spent)

    monkeypatch.setattr(Worker, "send", noted)
    (archive / "0.txt").write_text(f"Pad jednom: {tmp_path / 'mark'} \n", encoding="utf-8")
    assert batch.run([archive / "0.txt"], tmp_path / "out", settings=FAULTY).written == 1
    first, second = given
    assert first == 0 < second


def test_limit_that_the_pipeline_alone_exceeds_is_an_error(archive: Path, tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("memory is not known")
    with pytest.raises(batch.WorkerError, match="memory limit"):
        batch.run([archive], tmp_path / "out", settings=replace(FAULTY, memory_limit=10_000_000))


@pytest.mark.parametrize(("load", "words"), [("load_with_a_fault", "status 4"), ("load_with_an_error", "'maj' stands twice")])
def test_pipeline_that_cannot_be_loaded_ends_the_run_and_says_why(archive: Path, tmp_path: Path, load: str, words: str) -> None:
    with pytest.raises(batch.WorkerError, match=words) as caught:
        batch.run([archive], tmp_path / "out", settings=replace(FAULTY, load=f"faulty_pipelines:{load}"))
    assert caught.value.remedy
    assert records(tmp_path / "out") == {}


def test_standard_input_reaches_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = REPORT * 10_000  # more than a pipe holds
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    report = batch.run(["-"], tmp_path / "out", settings=FAULTY)
    assert report.failures == []
    assert json.loads((tmp_path / "out" / "stdin.json").read_bytes())["text"] == text


def test_output_is_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for number in range(70):
        words = "" if number == 33 else REPORT * (1 + number * 7 % 5)
        (archive / f"{number:02}.txt").write_text(f"{words}{number}\n" if words else "", encoding="utf-8")
    (archive / "40.txt").write_text("Pad", encoding="utf-8")
    made = []
    for jobs in (0, 1, 3):
        out = tmp_path / str(jobs)
        settings = replace(FAULTY, jobs=jobs, formats=("json", "jsonl"), shard_size=25)
        if not jobs:  # in this process the document that kills would kill the test
            (archive / "40.txt").rename(tmp_path / "40.txt")
        report = batch.run([archive], out, settings=settings)
        if not jobs:
            (tmp_path / "40.txt").rename(archive / "40.txt")
            report = batch.run([archive], out, settings=replace(settings, jobs=1))
        assert [Path(failure.file).name for failure in report.failures] == ["33.txt", "40.txt"]
        files = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*.json*") if ".zapisnik" not in p.parts}
        summary = json.loads(files.pop("run.json"))
        del summary["time"], summary["work"]
        made.append((files, summary))
    assert made[0] == made[1] == made[2]


def test_further_worker_is_started_only_for_enough_inputs() -> None:
    pool = Pool(WorkerSettings("faulty_pipelines:load"), 4, inputs_a_worker=2)
    with pool:
        assert list(pool.process([], lambda _: None, lambda _: None)) == []
    assert pool.restarts == 0 and all(place._worker is None for place in pool._places)


def test_all_processors_are_used_unless_told_otherwise() -> None:
    assert Settings().workers == available_processors() >= 1
    assert Settings(jobs=3).workers == 3


@pytest.mark.usefixtures("disk_full_after_one_file")
def test_full_disk_stops_the_workers_and_the_next_run_goes_on(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(batch.OutputError, match="No space left on device"):
        batch.run([archive], tmp_path / "out", settings=FAULTY)
    assert len(records(tmp_path / "out")) == 1
    assert list((tmp_path / "out").rglob("*.tmp")) == []
    report = batch.run([archive], tmp_path / "out", settings=FAULTY)
    assert (report.written, report.kept) == (6, 1)
