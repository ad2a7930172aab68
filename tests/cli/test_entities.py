"""`zapisnik entities` from records to files, and back as an authority file."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.authority.writing import COLUMNS, UNSURE_COLUMNS

TEXTS = {
    "a.txt": "Dana 3. juna 2023. godine u Žepču je održan sastanak Udruženja „Izvor“. Došla je predsjednica Azra Talić.",
    "b.txt": "Dana 5. juna 2023. godine u Žepču je održan sastanak UG „Izvor“. Sastanku je prisustvovala Azra Talić.",
    "c.txt": "Dana 6. juna 2023. godine u Doboju je održan sastanak Udruge „Izvor“. Sastanku je prisustvovala Azra Talić.",
}


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the records of three reports."""
    from pipeline import batch

    reports = tmp_path_factory.mktemp("reports")
    for name, text in TEXTS.items():
        (reports / name).write_text(text, encoding="utf-8")
    out = reports.parent / f"{reports.name}-records"
    batch.run([reports], out, settings=batch.Settings(jobs=0))
    return out


def test_files_and_summary(zapisnik: Any, outputs: Path, tmp_path: Path) -> None:
    done = zapisnik("entities", outputs, "-o", tmp_path / "entities")
    assert done.exit_code == 0, done.stderr
    assert "2 organizations and 2 persons in 3 records" in done.stderr
    assert "2 pairs to decide" in done.stderr
    entities = rows(tmp_path / "entities" / "entities.csv")
    assert tuple(entities[0]) == COLUMNS
    (izvor,) = [entity for entity in entities if entity["name"] == "Udruženje Izvor"]
    assert (izvor["documents"], izvor["first_date"], izvor["last_date"], izvor["towns"]) == (
        "2",
        "2023-06-03",
        "2023-06-05",
        "Žepče",
    )
    assert izvor["variants"].split("|") == ["UG Izvor", "Udruženje Izvor"]
    assert len(izvor["records"].split("|")) == 2
    lines = [json.loads(line) for line in (tmp_path / "entities" / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [entity["id"] for entity in entities]
    assert [line["kind"] for line in lines] == ["organization"] * 2 + ["person"] * 2
    unsure = rows(tmp_path / "entities" / "unsure.csv")
    assert tuple(unsure[0]) == UNSURE_COLUMNS
    assert {row["decision"] for row in unsure} == {""}
    assert all("sastanak" in row["evidence_b"] for row in unsure)


def test_decisions_are_honoured_and_ids_stay(zapisnik: Any, outputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "entities"
    zapisnik("entities", outputs, "-o", out)
    before = {entity["id"] for entity in rows(out / "entities.csv")}
    unsure = rows(out / "unsure.csv")
    decisions = tmp_path / "decisions.csv"
    with decisions.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, UNSURE_COLUMNS)
        writer.writeheader()
        writer.writerows(row | {"decision": "same" if row["kind"] == "organization" else "different"} for row in unsure)
    done = zapisnik("entities", outputs, "-o", out, "--decisions", decisions)
    assert done.exit_code == 0, done.stderr
    assert "1 organization and 2 persons" in done.stderr
    assert "2 decisions honoured" in done.stderr
    after = rows(out / "entities.csv")
    assert before <= {identifier for entity in after for identifier in [entity["id"], *entity["aliases"].split("|")]}
    assert rows(out / "unsure.csv") == []


def test_the_same_run_twice_gives_the_same_bytes(zapisnik: Any, outputs: Path, tmp_path: Path) -> None:
    contents = []
    for _ in range(2):
        assert zapisnik("entities", outputs, "-o", tmp_path, "--quiet").stderr == ""
        contents.append([(tmp_path / name).read_bytes() for name in ("entities.csv", "entities.jsonl", "unsure.csv")])
    assert contents[0] == contents[1]


def test_what_it_writes_can_be_given_as_authority_file(zapisnik: Any, outputs: Path, tmp_path: Path) -> None:
    zapisnik("entities", outputs, "-o", tmp_path / "entities")
    entities = {entity["name"]: entity["id"] for entity in rows(tmp_path / "entities" / "entities.csv")}
    report = tmp_path / "d.txt"
    report.write_text("Predstavnici UG „Izvor“ su posjetili Žepče.", encoding="utf-8")
    done = zapisnik("run", report, "-o", tmp_path / "records", "--authority", tmp_path / "entities" / "entities.csv", "-j", 0)
    assert done.exit_code == 0, done.stderr
    record = json.loads((tmp_path / "records" / "d.json").read_text(encoding="utf-8"))
    assert [(one["name"], one["rule"]) for one in record["organizations"]] == [
        ("Udruženje Izvor", f"authority.{entities['Udruženje Izvor']}")
    ]
    run = json.loads((tmp_path / "records" / "run.json").read_text(encoding="utf-8"))
    assert run["versions"]["authority"] == record["provenance"]["models"]["authority"]
    done = zapisnik("entities", outputs, tmp_path / "records", "-o", tmp_path / "again")
    again = {entity["name"]: (entity["id"], entity["documents"]) for entity in rows(tmp_path / "again" / "entities.csv")}
    assert again["Udruženje Izvor"] == (entities["Udruženje Izvor"], "3")


def test_by_default_the_entities_lie_beside_the_records(zapisnik: Any, outputs: Path) -> None:
    for _ in range(2):  # the second run does not take the first one's files for records
        assert zapisnik("entities", outputs).exit_code == 0
    assert (outputs / "entities" / "entities.csv").exists()
    assert zapisnik("validate", outputs).exit_code == 0


def test_decisions_in_place_are_not_written_over(zapisnik: Any, outputs: Path, tmp_path: Path) -> None:
    zapisnik("entities", outputs, "-o", tmp_path)
    file = tmp_path / "unsure.csv"
    filled = file.read_text(encoding="utf-8").replace("\n,", "\nsame,", 1)
    file.write_text(filled, encoding="utf-8")
    done = zapisnik("entities", outputs, "-o", tmp_path)
    assert done.exit_code == 1
    assert "--decisions" in done.stderr
    assert file.read_text(encoding="utf-8") == filled


def test_contradicting_decisions_stop_the_run_before_anything_is_written(zapisnik: Any, outputs: Path, tmp_path: Path) -> None:
    zapisnik("entities", outputs, "-o", tmp_path / "first")
    pair = rows(tmp_path / "first" / "unsure.csv")[0]
    decisions = tmp_path / "decisions.csv"
    ids = f"{pair['id_a']},{pair['id_b']}"
    decisions.write_text(f"decision,id_a,id_b\nsame,{ids}\ndifferent,{ids}\n", encoding="utf-8")
    done = zapisnik("entities", outputs, "-o", tmp_path / "second", "--decisions", decisions)
    assert done.exit_code == 1
    assert "decisions.csv:3" in done.stderr
    assert "decisions.csv:2" in done.stderr
    assert not (tmp_path / "second").exists()


def test_a_file_that_is_no_record_is_told_of_and_the_rest_merged(zapisnik: Any, outputs: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{}", encoding="utf-8")
    done = zapisnik("entities", outputs, broken, "-o", tmp_path / "entities")
    assert done.exit_code == 1
    assert "broken.json: This is no valid record" in done.stderr
    assert "in 3 records" in done.stderr


@pytest.mark.parametrize("arguments", [["missing"], ["."]], ids=["missing", "empty"])
def test_no_records(zapisnik: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    done = zapisnik("entities", *arguments)
    assert done.exit_code == 1
    assert done.stderr.startswith("error: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("disk_full_after_one_file")
def test_a_full_disk_is_told_of(zapisnik: Any, outputs: Path, tmp_path: Path) -> None:
    done = zapisnik("entities", outputs, "-o", tmp_path)
    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert not list(tmp_path.glob(".zapisnik-*"))


@pytest.mark.parametrize("command", ["run", "show"])
def test_a_bad_authority_file_stops_before_anything_is_written(zapisnik: Any, tmp_path: Path, command: str) -> None:
    report = tmp_path / "a.txt"
    report.write_text(TEXTS["a.txt"], encoding="utf-8")
    names = tmp_path / "names.csv"
    names.write_text("name,id\nUdruženje Izvor,a\n,b\n", encoding="utf-8")
    out = ["-o", tmp_path / "records", "-j", 0] if command == "run" else []
    done = zapisnik(command, report, *out, "--authority", names)
    assert done.exit_code == 1
    assert "names.csv:3: the name is empty." in done.stderr
    assert not (tmp_path / "records").exists()


def test_show_with_an_authority_file(zapisnik: Any, outputs: Path, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(TEXTS["a.txt"], encoding="utf-8")
    names = tmp_path / "names.csv"
    names.write_text("name,variants\nUdruženje građana Izvor Žepče,Udruženje Izvor\n", encoding="utf-8")
    assert "Udruženje građana Izvor Žepče" in zapisnik("show", report, "--authority", names).stdout
    done = zapisnik("show", outputs / "a.json", "--authority", names)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "is a record, made already" in done.stderr
