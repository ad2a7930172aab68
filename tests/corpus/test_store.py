"""The database: what it holds, how it is brought up to date, and that nothing is lost or left behind."""

from __future__ import annotations

import copy
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.corpus import Store, StoreError
from pipeline.corpus.migrations import MIGRATIONS
from pipeline.records.files import NoRecords


@pytest.fixture
def records(repository: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted((repository / "outputs").glob("0*.json"))]


def write(folder: Path, records: list[dict[str, Any]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, record in enumerate(records):
        (folder / f"{number}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return folder


def counts(store: Store) -> dict[str, int]:
    tables = ("documents", "contents", "meetings", "dates", "organizations", "participants", "conclusions", "events", "mentions")
    return {table: store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def test_records_come_back_as_they_were_given(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store:
        assert store.update(records).added == len(records)
        assert list(store.records()) == records


def test_every_item_has_a_row(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update(records)
        found = counts(store)
    tables = ("meetings", "dates", "organizations", "participants", "conclusions")
    for field, table in (*zip(tables, tables, strict=True), ("upcoming_events", "events")):
        assert found[table] == sum(len(record[field]) for record in records), table
    mentions = sum(len(item["mentions"]) for record in records for field in ("meetings", "organizations", "participants")
                   for item in record[field])  # fmt: skip
    assert found["mentions"] == mentions


def test_bounds_of_dates_can_be_sorted(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update(records)
        rows = store.connection.execute("SELECT value, lower, upper FROM dates").fetchall()
    assert rows
    for value, lower, upper in rows:
        assert (lower is None) == value.startswith("XXXX")
        if lower is not None:
            assert lower <= upper and value[:4] == lower[:4]


def test_a_second_update_reads_what_changed_and_removes_what_is_gone(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    folder = write(tmp_path / "out", records)
    other = write(tmp_path / "other", [records[0] | {"record_id": "r-0000000000000000"}])
    database = tmp_path / "c.db"
    with Store.open(database, create=True) as store:
        assert store.update_from([folder, other]).added == len(records) + 1
        again = store.update_from([folder])
        assert (again.added, again.changed, again.unchanged, again.removed) == (0, 0, len(records), 0)
        changed = copy.deepcopy(records[1])
        changed["source"]["title"] = "Drugi naslov"
        (folder / "1.json").write_text(json.dumps(changed), encoding="utf-8")
        (folder / "2.json").unlink()
        third = store.update_from([folder])
        assert (third.added, third.changed, third.removed) == (0, 1, 1)
        assert len(store) == len(records)  # the other folder's is still there
        assert store.check() == []
    with Store.open(database) as store:
        titles = {row[0] for row in store.connection.execute("SELECT title FROM documents")}
        assert "Drugi naslov" in titles


def test_nothing_is_removed_while_a_file_cannot_be_read(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    folder = write(tmp_path / "out", records)
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([folder])
        (folder / "0.json").write_text("{", encoding="utf-8")
        updated = store.update_from([folder])
        assert len(updated.unread) == 1 and updated.removed == 0
        assert len(store) == len(records)


def test_a_folder_and_one_inside_it_give_each_record_once(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    write(tmp_path / "out", records[:2])
    inner = write(tmp_path / "out" / "2024", records[2:])
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([tmp_path / "out"])
        again = store.update_from([inner])
        assert (again.added, again.unchanged, len(store)) == (0, len(records) - 2, len(records))
        (inner / "0.json").unlink()
        assert store.update_from([inner]).removed == 1
        assert store.update_from([tmp_path / "out"]).removed == 0
        assert len(store) == len(records) - 1
        assert store.check() == []


def test_a_record_of_two_folders_goes_when_it_is_in_none(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    one, other = write(tmp_path / "one", records[:3]), write(tmp_path / "other", records[:2])
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([one, other])
        assert len(store) == 3
        (one / "0.json").unlink()
        assert store.update_from([one]).removed == 0
        (other / "0.json").unlink()
        assert store.update_from([other]).removed == 1
        assert len(store) == 2


def test_a_changed_record_keeps_its_number_and_its_folders(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    one, other = write(tmp_path / "one", records[:1]), write(tmp_path / "other", records[:1])
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([one, other])
        numbers = store.connection.execute("SELECT id FROM documents").fetchall()
        changed = copy.deepcopy(records[0])
        changed["source"]["title"] = "Drugi naslov"
        (one / "0.json").write_text(json.dumps(changed), encoding="utf-8")
        assert store.update_from([one]).changed == 1
        assert store.connection.execute("SELECT id FROM documents").fetchall() == numbers
        assert store.drop(one) == 0
        assert store.drop(other) == 1


def test_an_empty_folder_removes_nothing(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    folder = write(tmp_path / "out", records[:1])
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([folder])
        (folder / "0.json").unlink()
        updated = store.update_from([folder])
        assert updated.removed == 0 and "--drop" in updated.unread[0].message
        assert len(store) == 1


def test_what_came_from_a_folder_that_was_moved_can_be_dropped(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    folder = write(tmp_path / "out", records)
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([folder])
        moved = folder.rename(tmp_path / "moved")
        (moved / "0.json").unlink()
        assert store.update_from([moved]).added == 0
        assert store.drop(folder) == 1
        assert len(store) == len(records) - 1
        with pytest.raises(StoreError, match="came from"):
            store.drop(folder)


def test_a_broken_folder_does_not_keep_what_is_gone_from_another(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    one, other = write(tmp_path / "one", records[:2]), write(tmp_path / "other", records[2:])
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update_from([one, other])
        (one / "0.json").write_text("{", encoding="utf-8")
        (other / "0.json").unlink()
        updated = store.update_from([one, other])
        assert (updated.removed, len(updated.unread)) == (1, 1)


def test_the_lists_of_entities_among_the_records_are_no_records(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    folder = write(tmp_path / "out", records)
    (folder / "entities").mkdir()
    (folder / "entities" / "entities.jsonl").write_text('{"id": "o1"}\n', encoding="utf-8")
    with Store.open(tmp_path / "c.db", create=True) as store:
        assert store.update_from([folder]).unread == []


def test_ctrl_c_in_the_middle_of_a_record_leaves_whole_records(
    tmp_path: Path, records: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store:
        monkeypatch.setattr("pipeline.corpus.store.rows.mentions", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.update(records)
        monkeypatch.undo()
        assert store.check() == []
        assert store.update(records).added == len(records)
        assert store.check() == []


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_ctrl_c_between_records_keeps_them(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    def some() -> Iterator[dict[str, Any]]:
        yield from records[:3]
        raise KeyboardInterrupt

    with Store.open(tmp_path / "c.db", create=True) as store:
        with pytest.raises(KeyboardInterrupt):
            store.update(some())
        assert len(store) == 3
        assert store.check() == []


def test_two_documents_with_the_same_bytes_are_two(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    twin = copy.deepcopy(records[0])
    twin["source"]["uri"] = "elsewhere.txt"
    with Store.open(tmp_path / "c.db", create=True) as store:
        assert store.update([records[0], twin]).added == 2
        assert len(store) == 2


def test_a_record_given_twice_is_one(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update([records[0], copy.deepcopy(records[0])])
        assert len(store) == 1
        assert store.check() == []


def test_removing_documents_empties_every_table(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update(records)
        ids = [row[0] for row in store.connection.execute("SELECT id FROM documents")]
        assert store.remove(ids) == len(records)
        store.compact()
        assert set(counts(store).values()) == {0}
        assert store.connection.execute("SELECT count(*) FROM labels").fetchone() == (0,)
        assert store.connection.execute("SELECT count(*) FROM more_keys").fetchone() == (0,)
        assert store.check() == []
        assert store.search("sjednica").total == 0


def test_keys_of_another_version_are_made_anew(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update(records)
        found = store.search("sastanak").total
        assert not store.is_outdated()
        store.connection.execute("UPDATE meta SET value = 'older' WHERE name = 'keys'")
        assert store.is_outdated()
        store.update(records)
        assert not store.is_outdated()
        assert store.search("sastanak").total == found > 0
        assert store.check() == []


def test_damage_is_found(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update(records)
        store.connection.execute("DELETE FROM contents WHERE document = 1")
        assert any("text_index" in line for line in store.check())


@pytest.mark.parametrize("content", [b"", b"This is no database, it is a letter." * 100])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Store.open(path, read_only=True)
    assert str(path) in str(caught.value)


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE letters (words TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="no corpus"):
        Store.open(path)


def test_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Store.open(path, create=True) as store:
        store.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="later version"):
        Store.open(path)


def test_a_database_of_the_first_version_is_brought_up_to_date(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    path = tmp_path / "c.db"
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        MIGRATIONS[0](connection)
        connection.execute("PRAGMA application_id = 0x7A61706E")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(StoreError, match="earlier version"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        sizes = [
            store.connection.execute(f"SELECT v FROM {index}_config WHERE k = 'hashsize'").fetchone()
            for index in ("text_index", "conclusion_index", "event_index", "label_index")
        ]
        assert sizes == [(32 << 20,)] * 4
        assert store.update(records).added == len(records)
        assert store.check() == []


def test_a_missing_database_says_how_it_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path / "c.db")
    assert "zapisnik index" in (caught.value.remedy or "")


def test_a_place_without_records_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store, pytest.raises(NoRecords):
        store.update_from([tmp_path / "nothing"])


_INDEXING = """
import json, sys
from pathlib import Path
from pipeline.corpus import Store, store as module
module._BATCH = 500  # several transactions without thousands of records for each
record = json.loads(Path(sys.argv[2]).read_bytes())
def many():
    for number in range(5000):
        yield record | {"record_id": f"r-{number:016x}"}
with Store.open(sys.argv[1], create=True) as store:
    print("open", flush=True)
    store.update(many(), on_record=lambda number: print(number, flush=True) if number % 100 == 0 else None)
"""


@pytest.mark.parametrize("after", [600, 1700])
def test_a_killed_index_is_whole_and_goes_on(tmp_path: Path, repository: Path, records: list[dict[str, Any]], after: int) -> None:
    source = sorted((repository / "outputs").glob("0*.json"))[0]
    database = tmp_path / "c.db"
    process = subprocess.Popen(
        [sys.executable, "-c", _INDEXING, str(database), str(source)], stdout=subprocess.PIPE, text=True, cwd=repository
    )
    assert process.stdout is not None
    deadline = time.monotonic() + 120
    for line in process.stdout:
        if line.strip().isdigit() and int(line) >= after:
            break
        assert time.monotonic() < deadline
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    record = json.loads(source.read_bytes())
    with Store.open(database) as store:
        assert store.check() == []
        kept = len(store)
        assert 0 < kept < 5000 and kept % 500 == 0
        rest = store.update(record | {"record_id": f"r-{number:016x}"} for number in range(3000))
        assert rest.unchanged == min(kept, 3000)
        assert len(store) == 3000
        assert store.check() == []


def test_a_record_given_twice_in_one_transaction_is_found_by_its_last_labels_alone(
    tmp_path: Path, records: list[dict[str, Any]]
) -> None:
    record = next(record for record in records if record["organizations"])
    other = copy.deepcopy(record)
    for organization in other["organizations"]:
        organization["name"] = f"Udruga {organization['id']}"
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update([record, other])
        found = store.connection.execute(
            "SELECT label FROM labels WHERE kind = 'organization' AND id IN (SELECT label FROM item_labels)"
        ).fetchall()
        assert {label for (label,) in found if label.startswith("Udruga ")} == {one["name"] for one in other["organizations"]}
        assert not {label for (label,) in found} & {one["name"] for one in record["organizations"]}
        assert store.check() == []
