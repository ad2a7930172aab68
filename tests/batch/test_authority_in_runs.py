"""A user's authority file counts in every worker, and the records do not depend on how many there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import batch

_REPORTS = {
    "1.txt": "Sastanak u Tuzli\n\nU Tuzli je 7. marta 2024. godine održan sastanak s Plavim mostom. Govorila je Azra Talić.\n",
    "2.txt": "Posjeta\n\nPredstavnici Plavog mosta posjetili su 8. marta 2024. godine školu u Kalesiji.\n",
    "3.txt": "Састанак\n\nУ Тузли је 9. марта 2024. године одржан састанак са Плавим мостом.\n",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for name, text in _REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def authority(tmp_path: Path) -> str:
    path = tmp_path / "names.csv"
    path.write_text("name,variants,acronym,type,id\nUdruženje „Plavi most“,Plavi most,UPM,udruženje,NGO-7\n", encoding="utf-8")
    return str(path)


def records(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("[0-9].json"))}


def test_each_worker_knows_the_names_of_the_file(archive: Path, authority: str, tmp_path: Path) -> None:
    made = {}
    for jobs in (0, 1, 2):
        settings = batch.Settings(jobs=jobs, analyzer="rules", authority=authority)
        report = batch.run([str(archive)], tmp_path / str(jobs), settings=settings)
        assert report.written == len(_REPORTS)
        made[jobs] = records(tmp_path / str(jobs))
    assert made[0] == made[1] == made[2]
    for content in made[2].values():
        record = json.loads(content)
        named = [item for item in record["organizations"] if item["rule"] == "authority.NGO-7"]
        assert [item["name"] for item in named] == ["Udruženje Plavi most"]


def test_a_changed_file_is_read_again(archive: Path, authority: str, tmp_path: Path) -> None:
    settings = batch.Settings(jobs=2, analyzer="rules", authority=authority)
    assert batch.run([str(archive)], tmp_path / "out", settings=settings).made == 3
    assert batch.run([str(archive)], tmp_path / "out", settings=settings).made == 0
    Path(authority).write_text("name,id\nPlavi most,NGO-8\n", encoding="utf-8")
    assert batch.run([str(archive)], tmp_path / "out", settings=settings).made == 3
    for content in records(tmp_path / "out").values():
        assert any(item["rule"] == "authority.NGO-8" for item in json.loads(content)["organizations"])
