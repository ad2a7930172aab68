"""The work on a real Dask cluster of several processes: the same bytes as on one computer, also when a worker is lost."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import batch
from pipeline.batch import Settings

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")

LOCAL = Settings(jobs=2, load="faulty_pipelines:load_slowly", formats=("jsonl",), shard_size=10)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, memory_limit=0, dashboard_address=":0", silence_logs=50
    ) as started:
        yield started


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(36):
        text = "" if number == 7 else f"Sastanak broj {number} je održan u Žepču.\n" * (1 + number % 3)
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "20.txt").write_text("Pad", encoding="utf-8")
    return folder


def content(out: Path) -> dict[str, bytes]:
    files = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith((".zapisnik/journal", ".zapisnik/owner")):
            files[name] = path.read_bytes()
    summary = json.loads(files["run.json"])
    del summary["time"], summary["work"]
    return files | {"run.json": json.dumps(summary).encode()}


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_cluster_that_loses_a_worker_writes_the_same_bytes(cluster: Any, archive: Path, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill_one(progress: batch.Progress) -> None:
        if not killed and progress.done >= 5:
            with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
                process = next(iter(client.run(os.getpid).values()))
            os.kill(process, signal.SIGKILL)
            killed.append(process)

    clustered = replace(LOCAL, engine="dask", scheduler=cluster.scheduler_address)
    report = batch.run([archive], tmp_path / "cluster", settings=clustered, on_progress=kill_one)
    assert killed
    batch.run([archive], tmp_path / "local", settings=LOCAL)
    assert [(Path(failure.file).name, failure.code) for failure in report.failures] == [
        ("07.txt", "empty"),
        ("20.txt", "worker-died"),
    ]
    assert (report.written, report.jobs >= 2) == (34, True)
    assert content(tmp_path / "cluster") == content(tmp_path / "local")
    # either engine goes on where the other stopped
    (archive / "40.txt").write_text("Sastanak je održan u Žepču.", encoding="utf-8")
    again = batch.run([archive], tmp_path / "cluster", settings=LOCAL)
    assert again.reasons == {"new": 1, "failed": 2}


def test_cluster_of_this_computer_reads_an_address(archive: Path, tmp_path: Path) -> None:
    (archive / "20.txt").unlink()
    settings = replace(LOCAL, engine="dask", formats=("json",))
    report = batch.run([archive.as_uri()], tmp_path / "cluster", settings=settings)
    assert [failure.code for failure in report.failures] == ["empty"]
    batch.run([archive], tmp_path / "local", settings=replace(LOCAL, formats=("json",)))
    names = [path.name for path in (tmp_path / "local").glob("[0-9]*.json")]
    assert len(names) == 34
    for name in names:
        assert (tmp_path / "cluster" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()


def test_scheduler_that_is_not_there_is_named(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.batch import cluster as module

    monkeypatch.setattr(module, "_PATIENCE", 0.5)
    settings = replace(LOCAL, engine="dask", scheduler="tcp://127.0.0.1:9")
    with pytest.raises(batch.WorkerError, match=r"127\.0\.0\.1:9 does not answer") as caught:
        batch.run([archive], tmp_path / "out", settings=settings)
    assert "--scheduler" in caught.value.remedy
