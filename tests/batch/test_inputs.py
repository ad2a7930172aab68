from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch import plan
from pipeline.batch.inputs import _record_paths


def planned(inputs: list[str | Path], out: Path, **options: str) -> list[tuple[str, str]]:
    return [(task.uri, str(task.record)) for task in plan(inputs, out, **options).tasks]


def touch(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Sastanak", encoding="utf-8")


def test_folder_is_read_in_order_with_its_subfolders(reports: Path, tmp_path: Path) -> None:
    assert planned([reports], tmp_path / "out") == [
        ("a.txt", "a.json"),
        ("b.txt", "b.json"),
        ("2023/d.md", "2023/d.json"),
        ("2023/maj/c.txt", "2023/maj/c.json"),
    ]


def test_one_file_goes_straight_into_the_output_folder(reports: Path, tmp_path: Path) -> None:
    assert planned([reports / "2023" / "maj" / "c.txt"], tmp_path / "out") == [("c.txt", "c.json")]


def test_several_inputs_keep_their_place_below_the_folder_that_holds_them_all(reports: Path, tmp_path: Path) -> None:
    touch(tmp_path, "more/a.txt")
    assert planned([reports / "2023", tmp_path / "more"], tmp_path / "out") == [
        ("reports/2023/d.md", "reports/2023/d.json"),
        ("reports/2023/maj/c.txt", "reports/2023/maj/c.json"),
        ("more/a.txt", "more/a.json"),
    ]


def test_relative_and_absolute_inputs_are_the_same(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reports)
    expected = planned([reports], tmp_path / "out")
    assert planned(["."], tmp_path / "out") == planned(["2023/.."], tmp_path / "out") == expected


def test_pattern_of_the_user_is_expanded(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reports)
    assert planned(["*.txt"], tmp_path / "out") == [("a.txt", "a.json"), ("b.txt", "b.json")]
    assert planned(["**/*.txt"], tmp_path / "out")[0] == ("2023/maj/c.txt", "2023/maj/c.json")
    assert planned([str(reports / "20?3" / "*.md")], tmp_path / "out") == [("d.md", "d.json")]


def test_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    touch(tmp_path, "a[1].txt", "a1.txt")
    assert planned([tmp_path / "a[1].txt"], tmp_path / "out") == [("a%5B1%5D.txt", "a[1].json")]


def test_document_that_is_given_twice_is_read_once(reports: Path, tmp_path: Path) -> None:
    assert len(planned([reports, reports / "a.txt", reports / "2023" / ".." / "a.txt"], tmp_path / "out")) == 4


def test_uri_is_percent_encoded(tmp_path: Path) -> None:
    touch(tmp_path / "in", "maj 2023/sjednica č#1.txt")
    assert planned([tmp_path / "in"], tmp_path / "out") == [
        ("maj%202023/sjednica%20%C4%8D%231.txt", "maj 2023/sjednica č#1.json")
    ]


def test_hidden_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    touch(tmp_path / "in", ".git/a.txt", ".a.txt", "b.txt")
    assert planned([tmp_path / "in"], tmp_path / "out") == [("b.txt", "b.json")]


def test_output_folder_within_the_input_is_not_read(reports: Path) -> None:
    touch(reports, "out/a.txt", "out/old/b.txt")
    assert len(planned([reports], reports / "out")) == 4


def test_output_folder_may_be_the_input_folder(reports: Path) -> None:
    touch(reports, "run.json", "a.json")
    assert len(planned([reports], reports)) == 4


def test_what_is_no_report_is_counted_and_left_out_and_documents_of_other_formats_are_not(tmp_path: Path) -> None:
    touch(tmp_path / "in", "a.txt", "a.json", "b.json", "slika.JPG", "zapisnik.pdf", "zapisnik")
    work = plan([tmp_path / "in"], tmp_path / "out")
    assert [task.uri for task in work.tasks] == ["a.txt", "zapisnik", "zapisnik.pdf"]
    assert work.skipped == {".jpg": 1, ".json": 2}


def test_file_that_is_named_is_never_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "a.json")
    assert planned([tmp_path / "a.json"], tmp_path / "out") == [("a.json", "a.json")]


def test_files_of_folders_can_be_limited_to_a_pattern(reports: Path, tmp_path: Path) -> None:
    assert planned([reports], tmp_path / "out", pattern="*.md") == [("2023/d.md", "2023/d.json")]


@pytest.mark.parametrize("given_input", ["none.txt", "none/*.txt"])
def test_input_that_is_not_there_is_a_failure(given_input: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (failure,) = plan([given_input], tmp_path / "out").failures
    assert (failure.file, failure.code) == (given_input, "not-found")


def test_folder_that_cannot_be_listed_is_a_failure(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(place: str) -> Any:
        if str(place).endswith("maj"):
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refuse)
    work = plan([reports], tmp_path / "out")
    assert [(Path(failure.file).name, failure.code) for failure in work.failures] == [("maj", "unreadable")]
    assert len(work.tasks) == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_pipe_in_a_folder_is_not_waited_for(reports: Path, tmp_path: Path) -> None:
    os.mkfifo(reports / "cijev.txt")
    assert len(planned([reports], tmp_path / "out")) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are Unicode elsewhere")
def test_name_that_is_no_utf_8(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode("sjednica č.txt".encode("windows-1250"))).write_bytes(b"Sastanak")
    assert [task.uri for task in plan([folder], tmp_path / "out").tasks] == ["sjednica%20%E8.txt"]
    (failure,) = plan([folder / os.fsdecode(b"\xe8.txt")], tmp_path / "out").failures
    failure.message.encode()


def test_standard_input_is_a_document(reports: Path, tmp_path: Path) -> None:
    assert planned(["-", reports / "a.txt", "-"], tmp_path / "out") == [("stdin", "stdin.json"), ("a.txt", "a.json")]


@pytest.mark.parametrize(
    ("names", "records"),
    [
        (["a.txt", "a.md", "b.txt"], ["a.txt.json", "a.md.json", "b.json"]),
        (["A.txt", "a.txt"], ["A.txt.json", "a.txt-2.json"]),
        (["run.txt", "x/run.txt"], ["run.txt.json", "x/run.json"]),
        (["a.txt", "a.md", "a.txt.txt"], ["a.txt-2.json", "a.md.json", "a.txt.json"]),
        (["12. sjednica", "13. sjednica"], ["12.json", "13.json"]),
        (["a", "x/a"], ["a.json", "x/a.json"]),
    ],
)
def test_documents_that_would_share_a_record_keep_their_suffix(tmp_path: Path, names: list[str], records: list[str]) -> None:
    touch(tmp_path, *names)
    assert [str(task.record) for task in plan([tmp_path / name for name in names], tmp_path / "out").tasks] == records


NAMES = st.lists(
    st.tuples(st.sampled_from(["a", "A", "run", "a.txt", "x/a", "č"]), st.sampled_from(["", ".txt", ".md", ".TXT", ".json"])).map(
        "".join
    ),
    unique=True,
    max_size=12,
)


@given(NAMES)
def test_no_two_documents_share_a_record(names: list[str]) -> None:
    from pathlib import PurePosixPath

    records = [str(record).casefold() for record in _record_paths([PurePosixPath(name) for name in names])]
    assert len(set(records)) == len(records)
    assert "run.json" not in records


def test_folders_that_lead_in_circles_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "x.txt").write_text("Sastanak.", encoding="utf-8")
    (tmp_path / "a" / "b" / "krug").symlink_to("..")
    (tmp_path / "a" / "sve").symlink_to(tmp_path)
    found = plan([tmp_path], tmp_path / "out")
    assert [task.uri for task in found.tasks] == ["a/b/x.txt"]
    assert found.failures == []


def test_link_to_a_folder_that_is_not_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "drugdje").mkdir()
    (tmp_path / "drugdje" / "x.txt").write_text("Sastanak.", encoding="utf-8")
    (tmp_path / "in" / "veza").symlink_to(tmp_path / "drugdje")
    (failure,) = plan([tmp_path / "in"], tmp_path / "out").failures
    assert (failure.code, Path(failure.file).name) == ("link-not-followed", "veza")
    assert str(tmp_path / "drugdje") in failure.remedy
    assert plan([tmp_path / "in", tmp_path / "drugdje"], tmp_path / "out").failures == []
