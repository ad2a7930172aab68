"""`zapisnik index`, `query`, `stats`, `plot`, `forget`: what they print, and how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

runner = CliRunner()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "corpus.db"
    result = runner.invoke(app, ["index", str(repository / "outputs"), "-d", str(path), "--check"])
    assert result.exit_code == 0, result.output
    assert "8 added" in result.stderr
    assert "is whole" in result.stderr
    return path


def ask(*arguments: str) -> str:
    result = runner.invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_index_again_says_that_nothing_changed(database: Path, repository: Path) -> None:
    result = runner.invoke(app, ["index", str(repository / "outputs"), "-d", str(database)])
    assert "8 unchanged" in result.stderr


def test_index_without_records_is_wrong_usage() -> None:
    assert runner.invoke(app, ["index"]).exit_code == 2


def test_index_names_files_that_hold_no_record(tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text('{"a": 1}')
    result = runner.invoke(app, ["index", str(tmp_path), "-d", str(tmp_path / "c.db")])
    assert result.exit_code == 1
    assert "no.json" in result.stderr


def test_index_with_a_key_stores_no_names(tmp_path: Path, repository: Path) -> None:
    key = tmp_path / "key"
    database = tmp_path / "c.db"
    result = runner.invoke(app, ["index", str(repository / "outputs"), "-d", str(database), "--pseudonymize", str(key)])
    assert result.exit_code == 0, result.output
    assert key.is_file()
    people = ask("query", str(database), "--count-by", "person", "-f", "csv", "-n", "0").splitlines()[1:]
    assert people
    assert all(line.startswith("Osoba ") for line in people)


def test_export_with_a_key_holds_no_names(tmp_path: Path, repository: Path) -> None:
    out = tmp_path / "records.jsonl"
    key = str(tmp_path / "key")
    result = runner.invoke(app, ["export", str(repository / "outputs"), "-f", "jsonl", "-o", str(out), "--pseudonymize", key])
    assert result.exit_code == 0, result.output
    for line in out.read_text(encoding="utf-8").splitlines():
        assert all(
            person["name"].startswith("Osoba ") for person in json.loads(line)["participants"] if person["kind"] == "person"
        )


def test_query_prints_hits_and_how_many_there_are(database: Path) -> None:
    result = runner.invoke(app, ["query", str(database), "sjednica", "-n", "1"])
    assert result.exit_code == 0
    assert ".txt" in result.stdout or ".pdf" in result.stdout
    assert "found" in result.stderr and "more (--offset 1)" in result.stderr


def test_query_prints_what_machines_read(database: Path) -> None:
    hits = json.loads(ask("query", str(database), "sastanak", "--format", "json", "-n", "0"))
    lines = [json.loads(line) for line in ask("query", str(database), "sastanak", "--format", "jsonl", "-n", "0").splitlines()]
    rows = list(csv.DictReader(io.StringIO(ask("query", str(database), "sastanak", "--format", "csv", "-n", "0"))))
    table = ask("query", str(database), "sastanak", "--format", "md", "-n", "0").splitlines()
    assert hits == lines
    assert len(hits) == len(rows) == len(table) - 2 > 1
    assert [row["record_id"] for row in rows] == [hit["record_id"] for hit in hits]
    assert set(hits[0]) == {"record_id", "uri", "date", "field", "item", "start", "end", "snippet", "score"}


def test_a_concordance_lines_up_what_was_looked_for(database: Path) -> None:
    lines = [line for line in ask("query", str(database), "sjednica", "--kwic", "--sort", "left").splitlines() if line.strip()]
    assert len(lines) > 1
    rows = [json.loads(line) for line in ask("query", str(database), "sjednica", "--kwic", "-f", "jsonl").splitlines()]
    assert all(set(row) == {"record_id", "uri", "start", "end", "left", "match", "right"} for row in rows)


@pytest.mark.parametrize("by", ["organization", "person", "place", "type", "role", "kind", "year", "month", "language", "script"])
def test_documents_are_counted(database: Path, by: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("query", str(database), "--count-by", by, "-f", "csv", "-n", "0"))))
    assert rows
    assert all(int(row["documents"]) > 0 and row[by] for row in rows)


@pytest.mark.parametrize("query", ['"sjednica', "boja:plava", "date:juče", "(sjednica"])
def test_a_wrong_query_is_told_with_its_place(database: Path, query: str) -> None:
    result = runner.invoke(app, ["query", str(database), query])
    assert result.exit_code == 1
    assert "^" in result.stderr


def test_a_missing_corpus_says_how_it_is_made(tmp_path: Path) -> None:
    result = runner.invoke(app, ["query", str(tmp_path / "c.db"), "sud"])
    assert result.exit_code == 1
    assert "zapisnik index" in result.stderr


def test_stats_in_every_format(database: Path) -> None:
    assert "records" in ask("stats", str(database), "--today", "2024-06-01")
    tables = json.loads(ask("stats", str(database), "--today", "2024-06-01", "-f", "json"))
    assert {"title", "columns", "rows"} == set(tables[0])
    assert ["records", 8] in tables[0]["rows"]
    assert ask("stats", str(database), "-f", "md").startswith("## In all")
    assert ask("stats", str(database), "-f", "csv").startswith("table,label,column,number")


def test_a_chart_is_written(database: Path, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    out = tmp_path / "timeline.svg"
    result = runner.invoke(app, ["plot", str(database), "timeline", "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"<svg")
    assert runner.invoke(app, ["plot", str(database), "timeline", "-o", str(tmp_path / "a.txt")]).exit_code == 1


def test_forget_asks_before_it_removes(tmp_path: Path, repository: Path) -> None:
    database = tmp_path / "c.db"
    runner.invoke(app, ["index", str(repository / "outputs"), "-d", str(database)])
    name = json.loads(ask("query", str(database), "--count-by", "person", "-f", "json", "-n", "1"))[0]["person"]
    dry = runner.invoke(app, ["forget", str(database), name, "--dry-run"])
    assert "1 records hold the name" in dry.stderr
    assert runner.invoke(app, ["forget", str(database), name], input="n\n").exit_code == 1
    assert json.loads(ask("query", str(database), f'person:"{name}"', "-f", "json"))
    done = runner.invoke(app, ["forget", str(database), name, "--yes"])
    assert done.exit_code == 0, done.output
    assert json.loads(ask("query", str(database), f'person:"{name}" OR "{name}"', "-f", "json")) == []
    assert runner.invoke(app, ["forget", str(database), "Prezime", "--yes"]).exit_code == 1
