"""Inputs that hold several documents, and inputs that are not files of this computer."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from pipeline import batch
from pipeline.batch import Settings, processing
from pipeline.batch.inputs import Task, plan
from pipeline.batch.sources import record_path, sources
from pipeline.errors import ZapisnikError
from pipeline.reading import Options, Source, Unread, read_text
from pipeline.reading.limits import DEFAULT

REPORT = "Sastanak je održan u Žepču.\n"


# --- several documents


@pytest.mark.parametrize(
    ("uri", "record"),
    [
        ("a/pismo.eml", "a/pismo.json"),
        ("a/pismo.eml/prilog.txt", "a/pismo/prilog.txt.json"),
        ("a/pismo.eml!/2023/prilog%20%C4%8D.txt", "a/pismo/2023/prilog č.txt.json"),
        ("a/pismo.eml/../../../etc/passwd", "a/pismo/etc/passwd.json"),
    ],
)
def test_document_within_an_input_has_its_record_in_a_folder_named_after_it(uri: str, record: str) -> None:
    task = Task(Path("a/pismo.eml"), "a/pismo.eml", PurePosixPath("a/pismo.json"))
    assert str(record_path(task, uri)) == record


@pytest.fixture
def three_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of a file whose name begins with `mnogo` is a document; `Kvar` cannot be read, and ends the input."""
    usual = processing.sources

    def sources(task: Task, data: bytes | None = None, options: Options = DEFAULT) -> Iterator[Source | Unread]:
        if task.path is None or not task.path.name.startswith("mnogo"):
            yield from usual(task, data, options)
            return
        for number, line in enumerate(task.path.read_text(encoding="utf-8").splitlines()):
            if line == "Kvar":
                raise ZapisnikError("The archive is damaged.", remedy="Pack it again.")
            yield replace(read_text(line), uri=f"{task.uri}/{number}.txt")

    monkeypatch.setattr(processing, "sources", sources)


@pytest.mark.usefixtures("three_in_one")
@pytest.mark.parametrize("formats", [("json",), ("jsonl",)])
def test_each_document_of_an_input_has_a_record_and_they_are_kept_together(
    run: Any, tmp_path: Path, formats: tuple[str, ...]
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "mnogo.txt").write_text(REPORT * 3, encoding="utf-8")
    (folder / "z.txt").write_text(REPORT, encoding="utf-8")
    settings = Settings(formats=formats)
    report = run([folder], out, settings=settings)
    assert (report.documents, report.written, report.failures) == (5, 5, [])
    again = run([folder], out, settings=settings)
    assert (again.reasons, again.documents, again.written, again.kept) == ({}, 5, 5, 5)
    run([folder], out, settings=Settings(formats=("json",)))
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.json"))
    assert [name for name in names if not name.startswith(".")] == [
        "a.json",
        "mnogo/0.txt.json",
        "mnogo/1.txt.json",
        "mnogo/2.txt.json",
        "run.json",
        "z.json",
    ]
    (folder / "mnogo.txt").write_text(REPORT, encoding="utf-8")
    run([folder], out, settings=Settings(formats=("json",)))
    assert [path.name for path in (out / "mnogo").iterdir()] == ["0.txt.json"]


@pytest.mark.usefixtures("three_in_one")
def test_documents_before_the_damage_have_their_records_and_the_input_is_read_again(run: Any, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "mnogo.txt").write_text(f"{REPORT}Kvar\n{REPORT}", encoding="utf-8")
    report = run([folder], out)
    (failure,) = report.failures
    assert (report.written, failure.message, failure.remedy) == (1, "The archive is damaged.", "Pack it again.")
    assert run([folder], out).reasons == {"failed": 1}


# --- addresses


@pytest.fixture
def store(tmp_path: Path) -> Path:
    pytest.importorskip("fsspec")
    folder = tmp_path / "store"
    for name in ("b.txt", "2023/a.txt", "2023/slika.jpg", ".skriveno/c.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{REPORT}{name}", encoding="utf-8")
    return folder


def names(inputs: list[str], out: Path) -> list[tuple[str, str]]:
    return [(task.uri, str(task.record)) for task in plan(inputs, out).tasks]


def test_folder_at_an_address_is_read_like_a_folder(store: Path, tmp_path: Path) -> None:
    work = plan([store.as_uri()], tmp_path / "out")
    assert [(task.uri, str(task.record)) for task in work.tasks] == [("2023/a.txt", "2023/a.json"), ("b.txt", "b.json")]
    assert work.skipped == {".jpg": 1, ".txt": 1}


def test_pattern_and_file_at_an_address(store: Path, tmp_path: Path) -> None:
    assert names([f"{store.as_uri()}/2023/*.txt"], tmp_path / "out") == [("a.txt", "a.json")]
    assert names([f"{store.as_uri()}/2023/a.txt"], tmp_path / "out") == [("a.txt", "a.json")]


def test_archive_within_a_file_is_an_address(store: Path, tmp_path: Path, run: Any) -> None:
    with zipfile.ZipFile(tmp_path / "arhiv.zip", "w") as packed:
        packed.write(store / "b.txt", "x/b.txt")
        packed.write(store / "2023/a.txt", "x/a.txt")
    report = run([f"zip://x::{(tmp_path / 'arhiv.zip').as_uri()}"], tmp_path / "out")
    assert (report.written, report.failures) == (2, [])
    record = json.loads((tmp_path / "out" / "b.json").read_bytes())
    assert record["text"] == f"{REPORT}b.txt"


@pytest.mark.parametrize("missing", ["nema", "nema/*.txt"])
def test_address_where_nothing_is_is_a_failure(store: Path, tmp_path: Path, missing: str) -> None:
    (failure,) = plan([f"{store.as_uri()}/{missing}"], tmp_path / "out").failures
    assert (failure.code, failure.remedy) == ("not-found", "Check the address.")


def test_address_is_read_again_only_if_it_changed(store: Path, tmp_path: Path, run: Any) -> None:
    run([store.as_uri()], tmp_path / "out")
    assert run([store.as_uri()], tmp_path / "out").reasons == {}
    (store / "b.txt").write_text("Sjednica je održana u Jajcu.", encoding="utf-8")
    assert run([store.as_uri()], tmp_path / "out").reasons == {"changed": 1}


def test_protocol_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(batch.MissingExtra) as caught:
        plan(["nepoznato://x"], tmp_path / "out")
    assert caught.value.remedy


def test_without_fsspec_an_address_is_an_error_that_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(batch.MissingExtra, match="fsspec") as caught:
        plan(["s3://bucket/reports"], tmp_path / "out")
    assert "zapisnik[remote]" in caught.value.remedy


def test_every_document_of_an_archive_is_read_and_what_cannot_be_is_named(tmp_path: Path) -> None:
    import zipfile

    from pipeline import batch
    from pipeline.batch import Settings

    with zipfile.ZipFile(tmp_path / "arhiva.zip", "w") as archive:
        archive.writestr("2023/zapisnik.txt", REPORT)
        archive.writestr("prazan.txt", "")
        archive.writestr("vijest.html", f"<html><body><article><p>{REPORT}</p></article></body></html>")
    report = batch.run([tmp_path / "arhiva.zip"], tmp_path / "out", settings=Settings(jobs=0, analyzer="rules"))
    assert (report.written, len(report.failures)) == (2, 1)
    assert "prazan.txt" in report.failures[0].file
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").glob("arhiva/**/*.json")) == [
        "arhiva/2023/zapisnik.txt.json",
        "arhiva/vijest.html.json",
    ]


def test_file_that_vanishes_between_listing_and_reading_is_a_failure_of_its_own(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    first, second = plan([tmp_path], tmp_path / "out").tasks
    (tmp_path / "a.txt").unlink()
    (gone,) = sources(first)
    assert isinstance(gone, Unread) and gone.error.code == "not-found" and "a.txt" in str(gone.error)
    (read,) = sources(second)
    assert isinstance(read, Source)
