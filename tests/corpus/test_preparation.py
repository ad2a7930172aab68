"""Records made ready by another process: the database is the same, and nothing is lost when that process is."""

from __future__ import annotations

import copy
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.corpus import Store, preparation
from pipeline.corpus.forgetting import forget
from pipeline.corpus.preparation import Place, Prepared, ReaderDied, identified, prepared
from pipeline.records.files import size_of

Record = dict[str, Any]
STARTED = "pipeline.corpus.preparation.subprocess.Popen"


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every place is worth a process; the list holds those that were started."""
    monkeypatch.setattr(preparation, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(preparation, "available_processors", lambda: 2)
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(STARTED, start)
    return started


def lines(path: Path, records: list[Record]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def content(path: Path) -> dict[str, list[Any]]:
    """All that a database holds, but the salt and the paths that differ."""
    with Store.open(path) as store:
        assert store.check() == []
        tables = [
            name
            for (name,) in store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if name not in ("meta", "sqlite_stat1", "sqlite_stat4", "origins") and not name.endswith("_index")
        ]
        return {name: sorted(store.connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in tables}


def test_the_database_is_the_same_with_and_without_the_process(
    tmp_path: Path, samples: list[Record], made: Record, ahead: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lines(tmp_path / "records.jsonl", [*samples, made])
    with Store.open(tmp_path / "with.db", create=True) as store:
        assert store.update_from([file]).added == len(samples) + 1
    assert len(ahead) == 1
    monkeypatch.setattr(preparation, "available_processors", lambda: 1)
    with Store.open(tmp_path / "without.db", create=True) as store:
        store.update_from([file])
    assert len(ahead) == 1
    found = content(tmp_path / "with.db")
    assert found == content(tmp_path / "without.db")
    assert len(found["documents"]) == len(samples) + 1 and found["text_index_data"] and found["more_keys"]


def test_updates_find_what_changed_and_what_is_gone(
    tmp_path: Path, samples: list[Record], ahead: list[subprocess.Popen[bytes]]
) -> None:
    file = lines(tmp_path / "records.jsonl", samples)
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([file])
        again = store.update_from([file])
        assert (again.added, again.changed, again.unchanged, again.removed) == (0, 0, len(samples), 0)
        changed = copy.deepcopy(samples[1])
        changed["source"]["title"] = "Drugi naslov"
        lines(file, [samples[0], changed])
        later = store.update_from([file])
        assert (later.added, later.changed, later.unchanged, later.removed) == (0, 1, 1, len(samples) - 2)
        assert list(store.records()) == [samples[0], changed]
    assert len(ahead) == 3


def test_a_record_that_is_stored_already_stands_again_when_it_comes_last(
    tmp_path: Path, samples: list[Record], ahead: list[subprocess.Popen[bytes]]
) -> None:
    first = samples[0]
    other = copy.deepcopy(first)
    other["source"]["title"] = "Drugi naslov"
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([lines(tmp_path / "records.jsonl", [first])])
        # its digest is known, so that it comes without rows; by then the other has taken its place
        store.update_from([lines(tmp_path / "records.jsonl", [other, first])])
        assert list(store.records()) == [first]
        assert store.check() == []
    assert len(ahead) == 2


def test_what_cannot_be_read_is_told(tmp_path: Path, samples: list[Record], ahead: list[subprocess.Popen[bytes]]) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    lines(folder / "a.jsonl", samples[:2])
    (folder / "b.json").write_text("{", encoding="utf-8")
    (folder / "c.json").write_text("{}", encoding="utf-8")
    with Store.open(tmp_path / "c.db", create=True) as store:
        updated = store.update_from([folder])
    assert updated.added == 2
    assert [Path(one.where).name for one in updated.unread] == ["b.json", "c.json"]
    assert "no valid record" in updated.unread[1].message
    assert len(ahead) == 1


def test_who_was_forgotten_does_not_come_back(tmp_path: Path, made: Record, ahead: list[subprocess.Popen[bytes]]) -> None:
    file = lines(tmp_path / "records.jsonl", [made])
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([file])
        assert forget(store, "Ana Kraljević")
        (tmp_path / "other").mkdir()
        store.update_from([lines(tmp_path / "other" / "records.jsonl", [made | {"record_id": "r-0000000000000000"}])])
        assert len(store) == 2
        assert all("Kraljević" not in json.dumps(record, ensure_ascii=False) for record in store.records())
    assert len(ahead) == 1


def test_a_record_that_was_made_ready_is_cleaned_too(tmp_path: Path, made: Record) -> None:
    one = identified(made)
    ready = prepared(made, one.content, one.digest)
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update([made])
        forget(store, "Ana Kraljević")
        store._update([("", ready._replace(record_id="r-0000000000000000"))], "", None, lambda: False)
        assert all("Kraljević" not in json.dumps(record, ensure_ascii=False) for record in store.records())


@pytest.mark.parametrize(
    "code",
    [
        "import os; os._exit(3)",
        "import os, sys; sys.stdin.buffer.read(); os._exit(3)",
        "import os, sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(b'\\x80\\x05\\x95'); sys.stdout.flush(); os._exit(3)",
    ],
)
def test_a_process_that_dies_is_told_and_removes_nothing(
    tmp_path: Path, samples: list[Record], ahead: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    file = lines(tmp_path / "records.jsonl", samples)
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([file])
        monkeypatch.setattr(preparation, "command", lambda _: [sys.executable, "-c", code])
        with pytest.raises(ReaderDied, match=r"records\.jsonl ended with code 3") as caught:
            store.update_from([file])
        assert "again" in caught.value.remedy
        assert len(store) == len(samples)
        assert store.check() == []
    assert all(process.poll() is not None for process in ahead)


def test_an_error_of_the_process_is_the_callers(
    tmp_path: Path, samples: list[Record], ahead: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lines(tmp_path / "records.jsonl", samples)
    broken = """
import sys
sys.path[:] = {path}
from pipeline.corpus import preparation
def fail(*_):
    raise OSError("the disk is gone")
preparation.prepared = fail
preparation.main()
"""
    code = broken.replace("{path}", repr(sys.path))
    monkeypatch.setattr(preparation, "command", lambda _: [sys.executable, "-c", code])
    with Store.open(tmp_path / "c.db", create=True) as store, pytest.raises(OSError, match="the disk is gone"):
        store.update_from([file])
    assert len(ahead) == 1


def test_ctrl_c_ends_the_process_and_keeps_what_was_stored(
    tmp_path: Path, samples: list[Record], ahead: list[subprocess.Popen[bytes]]
) -> None:
    def interrupt(number: int) -> None:
        if number == 2:
            raise KeyboardInterrupt

    with Store.open(tmp_path / "c.db", create=True) as store:
        with pytest.raises(KeyboardInterrupt):
            store.update_from([lines(tmp_path / "records.jsonl", samples)], on_record=interrupt)
        assert len(store) == 2
    assert [process.poll() is not None for process in ahead] == [True]


def test_the_process_is_started_where_it_pays(tmp_path: Path, samples: list[Record], monkeypatch: pytest.MonkeyPatch) -> None:
    file = lines(tmp_path / "records.jsonl", samples)
    size = file.stat().st_size
    for processors, least, worth in ((2, size, True), (2, size + 1, False), (1, size, False)):
        monkeypatch.setattr(preparation, "_WORTH_A_PROCESS", least)
        monkeypatch.setattr(preparation, "available_processors", lambda processors=processors: processors)
        assert Place(file).is_worth_a_process() is worth
    (tmp_path / "notes.txt").write_text("no record", encoding="utf-8")
    lines(tmp_path / "more.jsonl", samples)
    assert size_of(tmp_path, enough=10**9) == 2 * size
    assert size <= size_of(tmp_path, enough=1) <= size


def test_a_record_made_ready_can_be_sent_and_gives_the_record_back(samples: list[Record]) -> None:
    for record in samples:
        one = identified(record)
        ready = prepared(record, one.content, one.digest)
        sent = pickle.loads(pickle.dumps(ready))
        assert isinstance(sent, Prepared) and sent == ready and sent.prepared() is sent
        assert sent.record() == record
        assert one._replace(given=None).record() == record


_INDEXING = """
import json, subprocess, sys, time
from pipeline.corpus import Store, preparation
preparation._WORTH_A_PROCESS = 0
preparation.available_processors = lambda: 2
popen = subprocess.Popen
def start(*arguments, **options):
    process = popen(*arguments, **options)
    print(process.pid, flush=True)
    return process
preparation.subprocess.Popen = start
def wait(number):
    print("reading", flush=True)
    time.sleep(60)
with Store.open(sys.argv[1], create=True) as store:
    store.update_from([sys.argv[2]], on_record=wait)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_the_process_ends_with_the_one_that_started_it(tmp_path: Path, repository: Path, samples: list[Record]) -> None:
    many = [
        record | {"record_id": f"r-{number:016x}"} for number in range(400) for record in samples[:3]
    ]  # more than a pipe holds
    file = lines(tmp_path / "records.jsonl", many)
    process = subprocess.Popen(
        [sys.executable, "-c", _INDEXING, str(tmp_path / "c.db"), str(file)], stdout=subprocess.PIPE, text=True, cwd=repository
    )
    assert process.stdout is not None
    with process.stdout as out:
        reader = int(out.readline())
        assert out.readline() == "reading\n"
        process.kill()
        process.wait()
    for _ in range(600):
        try:
            state = Path(f"/proc/{reader}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except FileNotFoundError:
            break
        if state == "Z":
            break
        time.sleep(0.1)
    else:
        os.kill(reader, signal.SIGKILL)
        pytest.fail("The process goes on.")
