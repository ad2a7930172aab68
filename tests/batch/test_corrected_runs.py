"""A run honours corrections by hand, and reads a report again when they change."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import batch
from pipeline.corpus import corrections
from pipeline.corpus.annotations import annotated
from pipeline.lines import read_lines
from pipeline.records import problems

REPORT = "Dana 5. juna 2023. godine u Žepču je održan sastanak Udruženja „Most“. Zaključeno je da Udruženje pripremi plan.\n"
HERE = batch.Settings(jobs=0)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Izvještaj {number}\n\n{REPORT}", encoding="utf-8")
    return folder


def correct(out: Path, name: str, folder: Path, meant: str) -> dict[str, Any]:
    """Put the first organization of a record right; gives the record as it was."""
    record: dict[str, Any] = json.loads((out / name).read_bytes())
    found, _ = corrections.of(annotated(record), "label-studio")
    next(item for item in found.items if item.label == "organization").values["name"] = meant
    corrections.write(found, folder)
    return record


def organizations(out: Path, name: str) -> list[tuple[str, str]]:
    record = json.loads((out / name).read_bytes())
    assert problems(record) == []
    return [(item["name"], item["rule"]) for item in record["organizations"]]


def test_corrections_win_and_only_their_documents_are_read_again(archive: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "out", tmp_path / "corrections"
    batch.run([archive], out, settings=HERE)
    before = correct(out, "1.json", folder, "Udruženje građana Most")
    corrected = replace(HERE, corrections=str(folder))
    _, selection = batch.preview([archive], out, settings=corrected)
    assert list(selection.todo.values()) == ["corrected"]
    report = batch.run([archive], out, settings=corrected)
    assert (report.reasons, report.corrected, report.failures) == ({"corrected": 1}, 1, [])
    assert organizations(out, "1.json") == [("Udruženje građana Most", "correction.changed")]
    after = json.loads((out / "1.json").read_bytes())
    assert {name for name in after if after[name] != before[name]} == {"organizations", "provenance"}
    again = batch.run([archive], out, settings=corrected)
    assert (again.made, again.corrected) == (0, 1)
    correct(out, "1.json", folder, "UG Most")
    assert batch.run([archive], out, settings=corrected).reasons == {"corrected": 1}
    assert organizations(out, "1.json") == [("UG Most", "correction.changed")]
    for file in folder.iterdir():
        file.unlink()
    assert batch.run([archive], out, settings=corrected).reasons == {"corrected": 1}
    assert json.loads((out / "1.json").read_bytes()) == before


def test_folder_in_the_output_folder_is_found_and_read_as_no_record(
    archive: Path, tmp_path: Path, zapisnik_validate: Any
) -> None:
    out = tmp_path / "out"
    batch.run([archive], out, settings=HERE)
    correct(out, "2.json", out / "corrections", "UG Most")
    report = batch.run([archive], out, settings=HERE)
    assert report.reasons == {"corrected": 1} and json.loads((out / "run.json").read_bytes())["counts"]["corrected"] == 1
    assert organizations(out, "2.json") == [("UG Most", "correction.changed")]
    assert zapisnik_validate(out) == 3


@pytest.fixture
def zapisnik_validate() -> Any:
    from pipeline.cli.validate import check

    def valid(folder: Path) -> int:
        results = list(check([folder]))
        assert not any(result.problems for result in results)
        return len(results)

    return valid


def test_shards_are_written_anew(archive: Path, tmp_path: Path) -> None:
    settings = replace(HERE, formats=("json", "jsonl"), compression="none")
    out = tmp_path / "out"
    batch.run([archive], out, settings=settings)
    correct(out, "0.json", out / "corrections", "UG Most")
    batch.run([archive], out, settings=settings)
    (shard,) = (out / "jsonl").iterdir()
    named = [json.loads(line)["organizations"][0]["name"] for line in read_lines(shard)]
    assert named.count("UG Most") == 1 and len(named) == 3


def test_workers_honour_them(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch.run([archive], out, settings=HERE)
    correct(out, "0.json", out / "corrections", "UG Most")
    batch.run([archive], out, settings=replace(HERE, jobs=1))
    assert organizations(out, "0.json") == [("UG Most", "correction.changed")]


def test_corrections_that_make_no_valid_record_fail_their_document_alone(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch.run([archive], out, settings=HERE)
    correct(out, "0.json", out / "corrections", "UG Most")
    (file,) = (out / "corrections").iterdir()
    content = file.read_text(encoding="utf-8")
    file.write_text(content.replace("2023-06-05", "5. juna"), encoding="utf-8")  # by hand
    report = batch.run([archive], out, settings=HERE)
    assert [(failure.code, failure.file) for failure in report.failures] == [("bad-corrections", str(archive / "0.txt"))]
    file.write_text("{", encoding="utf-8")
    (failure,) = batch.run([archive], out, settings=HERE).failures
    assert file.name in failure.message and "zapisnik correct" in failure.remedy
    assert report.written == 2


def test_doubtful_items_that_a_person_confirmed_by_changing_them_stay(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch.run([archive], out, settings=HERE)
    correct(out, "0.json", out / "corrections", "UG Most")
    batch.run([archive], out, settings=replace(HERE, min_confidence=1.0))
    assert organizations(out, "0.json") == [("UG Most", "correction.changed")]
    assert organizations(out, "1.json") == []


def test_folder_that_is_not_there_is_told_at_once(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(batch.WrongSetting, match="nowhere"):
        batch.run([archive], tmp_path / "out", settings=replace(HERE, corrections=str(tmp_path / "nowhere")))
