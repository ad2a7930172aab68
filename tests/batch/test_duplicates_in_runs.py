"""`run.json` links documents with the same text, the same way however the run went."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import batch

_REPORT = (
    "Sastanak o vodovodu\n\nU Žepču je u četvrtak, 7. marta 2024. godine, održan sastanak predstavnika Općine i Udruženja pčelara."
    " Razgovarali su o štetama koje je na košnicama napravilo prskanje voća.\n\nDogovoreno je da Udruženje pripremi obavijest.\n"
)
_OTHER = (
    "Izabrana nova uprava\n\nVijeće mladih Gradačac izabralo je 9. marta 2024. godine novo rukovodstvo. Za predsjednicu je izabrana"
    " studentica prava, a za sekretara učenik mašinske škole. Najavljen je i turnir u futsalu.\n"
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "1.txt").write_text(_REPORT, encoding="utf-8")
    (folder / "2.txt").write_text(_OTHER, encoding="utf-8")
    (folder / "3.html").write_text(
        f"<html><body><article><p>{'</p><p>'.join(_REPORT.split(chr(10) * 2))}</p></article></body></html>"
    )
    (folder / "4.txt").write_text(_REPORT, encoding="cp1250")
    return folder


def duplicates(out: Path) -> list[dict[str, str]]:
    report = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert report["counts"]["duplicates"] == len(report["duplicates"])
    found: list[dict[str, str]] = report["duplicates"]
    return found


@pytest.mark.parametrize("jobs", [0, 2])
def test_documents_with_the_same_text_are_linked(archive: Path, tmp_path: Path, jobs: int) -> None:
    out = tmp_path / "out"
    settings = batch.Settings(jobs=jobs, analyzer="rules")
    report = batch.run([str(archive)], out, settings=settings)
    assert report.written == 4
    linked = duplicates(out)
    assert [(one["uri"].rpartition("/")[2], one["of"].rpartition("/")[2]) for one in linked] == [
        ("3.html", "1.txt"),
        ("4.txt", "1.txt"),
    ]
    # a second run, which reads nothing, says the same
    again = batch.run([str(archive)], out, settings=settings)
    assert again.made == 0
    assert duplicates(out) == linked
