"""`zapisnik export` and `zapisnik correct`, from a folder of records to a corrected one."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.export import ExportFormat
from pipeline.corpus.exports import FORMATS


def test_command_knows_every_format() -> None:
    assert [each.value for each in ExportFormat] == list(FORMATS)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "conllu"])
def test_every_format_is_written_and_counted(zapisnik: Any, repository: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"out{FORMATS[name].suffix if FORMATS[name].shape == 'file' else ''}"
    result = zapisnik("export", repository / "outputs", "--format", name, "-o", out)
    assert result.exit_code == 0, result.output
    assert "8 records written to" in result.stderr and out.exists()


def test_source_may_be_lines_and_a_record_that_is_none_is_told(zapisnik: Any, repository: Path, tmp_path: Path) -> None:
    zapisnik("export", repository / "outputs", "-f", "jsonl", "-o", tmp_path / "all.jsonl")
    with (tmp_path / "all.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"record_id": "r-1"}\n')
    result = zapisnik("export", tmp_path / "all.jsonl", "-f", "popolo", "-o", tmp_path / "a.json")
    assert result.exit_code == 1 and "all.jsonl:9: This is no valid record" in result.stderr
    assert len(json.loads((tmp_path / "a.json").read_bytes())["persons"]) > 40


def test_source_may_be_a_database(zapisnik: Any, repository: Path, tmp_path: Path) -> None:
    assert zapisnik("index", repository / "outputs", "-d", tmp_path / "corpus.db").exit_code == 0
    for source, out in ((tmp_path / "corpus.db", "a.jsonl"), (repository / "outputs", "b.jsonl")):
        assert zapisnik("export", source, "-f", "jsonl", "-o", tmp_path / out).exit_code == 0
    one, other = ((tmp_path / name).read_bytes().splitlines() for name in ("a.jsonl", "b.jsonl"))
    assert sorted(one) == sorted(other) and len(one) == 8


@pytest.mark.parametrize("name", ["csv", "jsonl", "ics", "jsonld", "popolo", "tei", "docbin"])
def test_pseudonymized_export_names_nobody(zapisnik: Any, repository: Path, tmp_path: Path, name: str) -> None:
    source = repository / "outputs" / "02_zapisnik_vijeca_maglaj.json"
    out = tmp_path / f"out{FORMATS[name].suffix if FORMATS[name].shape != 'folder' else ''}"
    result = zapisnik("export", source, "-f", name, "-o", out, "--pseudonymize", tmp_path / "key")
    assert result.exit_code == 0, result.output
    names = {
        person["name"].split()[-1] for person in json.loads(source.read_bytes())["participants"] if person["kind"] == "person"
    }
    written = b"".join(path.read_bytes() for path in ([out] if out.is_file() else sorted(out.iterdir())))
    content = zlib.decompress(written) if name == "docbin" else written
    assert len(names) > 5 and not [one for one in names if one.encode() in content]


def test_what_is_to_be_corrected_is_not_pseudonymized(zapisnik: Any, repository: Path, tmp_path: Path) -> None:
    arguments = ("export", repository / "outputs", "-f", "label-studio", "-o", tmp_path / "t", "--pseudonymize", tmp_path / "key")
    assert zapisnik(*arguments).exit_code == 2 and not (tmp_path / "key").exists()


@pytest.mark.parametrize("there", [True, False])
def test_without_records_nothing_is_written(zapisnik: Any, tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "in").mkdir()
    result = zapisnik("export", tmp_path / "in", "-f", "ics", "-o", tmp_path / "a.ics")
    assert result.exit_code == 1 and "error" in result.stderr and not (tmp_path / "a.ics").exists()


def test_what_is_left_out_is_told_and_doubtful_items_may_be(zapisnik: Any, repository: Path, tmp_path: Path) -> None:
    zapisnik("export", repository / "outputs", "-f", "ics", "-o", tmp_path / "a.ics", "--min-confidence", "0.99")
    fewer = (tmp_path / "a.ics").read_bytes().count(b"BEGIN:VEVENT")
    result = zapisnik("export", repository / "outputs", "-f", "ics", "-o", tmp_path / "b.ics")
    assert "Left out: 2 events: no date." in result.stderr
    assert 0 < fewer < (tmp_path / "b.ics").read_bytes().count(b"BEGIN:VEVENT")


def test_from_records_to_label_studio_and_back_into_the_records(zapisnik: Any, reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    zapisnik("run", reports, "-o", out)
    zapisnik("export", out, "-f", "label-studio", "-o", tmp_path / "tasks")
    tasks = json.loads((tmp_path / "tasks" / "tasks.json").read_bytes())
    for number, task in enumerate(tasks):
        task["annotations"] = (
            [{"id": number, "was_cancelled": False, "result": task["predictions"][0]["result"]}] if number else []
        )
    place = next(entry for entry in tasks[1]["annotations"][0]["result"] if entry.get("from_name") == "place")
    place["value"]["text"] = ["Zavidovići"]
    (tmp_path / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    result = zapisnik("correct", tmp_path / "export.json", "-o", out / "corrections")
    assert result.exit_code == 0 and "2 documents corrected" in result.stderr
    result = zapisnik("run", reports, "-o", out)
    assert result.exit_code == 0 and "2 records as corrected by hand" in result.stderr
    uri = tasks[1]["data"]["uri"]
    record = json.loads((out / uri).with_suffix(".json").read_bytes())
    assert [(item["place"], item["rule"]) for item in record["meetings"]] == [("Zavidovići", "correction.changed")]
    assert zapisnik("validate", out).exit_code == 0
    assert zapisnik("export", out, "-f", "csv", "-o", tmp_path / "tables").exit_code == 0


def test_what_cannot_be_taken_over_is_told(zapisnik: Any, repository: Path, tmp_path: Path) -> None:
    zapisnik("export", repository / "outputs", "-f", "label-studio", "-o", tmp_path)
    tasks = json.loads((tmp_path / "tasks.json").read_bytes())[:1]
    result = tasks[0]["predictions"][0]["result"]
    next(entry for entry in result if entry.get("from_name") == "value")["value"]["text"] = ["jučer"]
    tasks[0]["annotations"] = [{"id": 1, "result": result}]
    (tmp_path / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    done = zapisnik("correct", tmp_path / "export.json", tmp_path / "label-config.xml", "-o", tmp_path / "c")
    assert done.exit_code == 1 and "'jučer' is no date" in done.stderr and "label-config.xml" in done.stderr
    assert "1 document corrected" in done.stderr
    assert zapisnik("correct", tmp_path / "export.json", "-o", tmp_path / "c", "--fields", "people").exit_code == 2
