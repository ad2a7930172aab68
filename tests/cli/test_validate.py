from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

VALID = Path(__file__).parent.parent / "records" / "valid"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder as a run leaves it: records, one in a subfolder, and `run.json`."""
    folder = tmp_path / "records"
    (folder / "2023").mkdir(parents=True)
    for name, file in (("a.json", "minutes.json"), ("b.json", "cyrillic.json"), ("2023/c.json", "empty.json")):
        (folder / name).write_bytes((VALID / file).read_bytes())
    (folder / "run.json").write_text('{\n  "run": "zapisnik"}', encoding="utf-8")
    return folder


def damage(file: Path, **fields: Any) -> None:
    record = json.loads(file.read_bytes())
    file.write_text(json.dumps(record | fields), encoding="utf-8")


def test_valid_records_in_a_folder_and_its_subfolders(zapisnik: Any, records: Path) -> None:
    done = zapisnik("validate", records)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "3 files checked, all valid.\n")


def test_files_by_name(zapisnik: Any, records: Path) -> None:
    done = zapisnik("validate", records / "a.json")
    assert (done.exit_code, done.stderr) == (0, "1 file checked, all valid.\n")


def test_every_problem_has_its_file_and_its_place_in_the_json(zapisnik: Any, records: Path) -> None:
    record = json.loads((records / "a.json").read_bytes())
    record["dates"][0]["value"] = "2023-13-01"
    damage(records / "a.json", dates=record["dates"], text=7)
    damage(records / "2023" / "c.json", record_id="r-0000000000000000")
    done = zapisnik("validate", records)
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert lines[-1] == "3 files checked: 3 problems in 2 of them."
    assert any(line.startswith(f"{records / 'a.json'}: $.dates[0].value: ") for line in lines)
    assert any(line.startswith(f"{records / 'a.json'}: $.text: ") for line in lines)
    assert any(line.startswith(f"{records / '2023' / 'c.json'}: $.record_id: ") for line in lines)


def test_quiet_prints_problems_only(zapisnik: Any, records: Path) -> None:
    assert zapisnik("validate", records, "--quiet").output == ""
    damage(records / "b.json", text=7)
    (line,) = zapisnik("validate", records, "-q").stderr.splitlines()
    assert line.startswith(f"{records / 'b.json'}: $.text: ")


@pytest.mark.parametrize(
    "content", [b"", b"ZAPISNIK", b'{"text": ', b"\xff\xfe\x00", b"[" * 200_000], ids=["empty", "text", "cut", "bytes", "deep"]
)
def test_file_that_is_no_json_is_a_problem(zapisnik: Any, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    done = zapisnik("validate", tmp_path)
    assert done.exit_code == 1
    assert f"{tmp_path / 'a.json'}: This is not JSON (" in done.stderr


@pytest.mark.parametrize("content", ["[]", "null", "7", "{}"])
def test_json_that_is_no_record_is_a_problem(zapisnik: Any, tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    done = zapisnik("validate", tmp_path / "a.json")
    assert done.exit_code == 1
    assert f"{tmp_path / 'a.json'}: $: " in done.stderr


def test_missing_file_is_a_problem_and_the_others_are_checked(zapisnik: Any, records: Path) -> None:
    done = zapisnik("validate", records / "none.json", records)
    assert done.exit_code == 1
    assert done.stderr == f"{records / 'none.json'}: There is no such file.\n4 files checked: 1 problem in 1 of them.\n"


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_file_that_the_system_does_not_let_be_read_is_a_problem(zapisnik: Any, records: Path) -> None:
    (records / "d.json").symlink_to("d.json")  # leads to itself, which stops the administrator too
    done = zapisnik("validate", records)
    assert done.exit_code == 1
    assert "The file cannot be read (" in done.stderr


def test_folder_without_records_is_a_problem(zapisnik: Any, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"run": "zapisnik"}', encoding="utf-8")
    done = zapisnik("validate", tmp_path)
    assert done.exit_code == 1
    assert "There are no records in this folder." in done.stderr


def test_report_of_a_run_is_no_record(zapisnik: Any, records: Path) -> None:
    done = zapisnik("validate", records / "run.json")
    assert done.exit_code == 1
    assert "This is the report of a run, no record." in done.stderr


def test_record_of_a_report_that_was_called_run_is_checked(zapisnik: Any, records: Path) -> None:
    (records / "2023" / "run.json").write_bytes((VALID / "minutes.json").read_bytes())
    assert zapisnik("validate", records).stderr == "4 files checked, all valid.\n"


def test_wrong_usage(zapisnik: Any) -> None:
    assert zapisnik("validate").exit_code == 2
    assert zapisnik("validate", "--all").exit_code == 2
