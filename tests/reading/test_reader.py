from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ZapisnikError
from pipeline.reading import (
    MAX_CHARACTERS,
    BinaryDocument,
    DamagedDocument,
    EmptyDocument,
    FileNotFound,
    NotSouthSlavic,
    ReadingError,
    SeveralDocuments,
    Source,
    TooLarge,
    Unreadable,
    UnreadFormat,
    UnsupportedScript,
    read_bytes,
    read_file,
    read_text,
)
from pipeline.reading.reader import clean

REPORT = "Sastanak je održan u Žepču. Prisutni su čekali đake i šumare.\n"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def test_source_of_a_file_says_where_it_came_from(tmp_path: Path) -> None:
    file = tmp_path / "zapisnik 12.txt"
    file.write_bytes(REPORT.encode())
    source = read_file(file)
    assert source == Source(
        uri="zapisnik%2012.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(REPORT.encode()).hexdigest(),
        encoding="utf-8",
        text=REPORT,
        script="Latn",
        language="bs",
        language_confidence=0.8,
    )


def test_uri_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert read_file(tmp_path / "a.txt", uri="2023/a.txt").uri == "2023/a.txt"


def test_markdown_is_read_as_text() -> None:
    source = read_bytes(f"# Zapisnik\n\n{REPORT}".encode(), uri="a.md")
    assert (source.media_type, source.text) == ("text/markdown", f"# Zapisnik\n\n{REPORT}")


@pytest.mark.parametrize("name", ["A.TXT", "zapisnik", "zapisnik.2023", "a.text"])
def test_name_of_any_other_kind_is_plain_text_if_the_bytes_are(name: str) -> None:
    assert read_bytes(REPORT.encode(), uri=name).media_type == "text/plain"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\ufeffa\ufeff", "a"),
        ("a\x00b\x07c\x9fd\x7f", "abcd"),
        ("strana 1\n\x0cstrana 2", "strana 1\n\nstrana 2"),
        ("a\u2028b\u2029c\x85d\x0be", "a\nb\nc\nd\ne"),
        ("a\tb\u00a0c\u00add\u200be", "a\tb\u00a0c\u00add\u200be"),
        ("a\ud800b", "a\ufffdb"),
        ("", ""),
    ],
)
def test_clean_text_has_one_line_end_and_no_control_characters(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@settings(deadline=None)
@given(st.text())
def test_clean_takes_out_what_is_no_text_and_nothing_more(text: str) -> None:
    cleaned = clean(text)
    assert CONTROL.search(cleaned) is None
    assert clean(cleaned) == cleaned
    letters = [char for char in text if char.isalnum()]
    assert [char for char in cleaned if char.isalnum()] == letters


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_give_a_source_or_an_error_that_can_be_understood(data: bytes) -> None:
    try:
        source = read_bytes(data, uri="a.txt")
    except ReadingError as error:
        assert error.code and error.remedy and "a.txt" in str(error)
    else:
        assert source.text.strip()
        assert CONTROL.search(source.text) is None
        source.text.encode()


@settings(deadline=None)
@given(st.text())
def test_any_string_gives_a_source(text: str) -> None:
    source = read_text(text, uri="a")
    assert source.text == clean(text)
    source.text.encode()


GREEK = "Η συνεδρίαση του συμβουλίου πραγματοποιήθηκε στην αίθουσα του δημαρχείου"
ENGLISH = (
    "The meeting of the board was held in the town hall on the third of May and it was attended by the members of the council "
    "who agreed that the budget for the year has to be approved at the next session which will be in June"
)


@pytest.mark.parametrize(
    ("data", "name", "error", "code"),
    [
        (b"", "a.txt", EmptyDocument, "empty"),
        (b" \r\n\t\xef\xbb\xbf", "a.txt", EmptyDocument, "empty"),
        ("\ufeff \n\u200b".encode(), "a.txt", EmptyDocument, "empty"),
        (bytes(range(256)) * 20, "a.txt", BinaryDocument, "binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(50) + b"\x03\x00>\x00", "a.txt", BinaryDocument, "binary"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.txt", DamagedDocument, "damaged"),
        (b"PK\x03\x04\x14\x00", "zapisnik.zip", SeveralDocuments, "several-documents"),
        (b"PK\x03\x04\x14\x00", "zapisnik.docx", SeveralDocuments, "several-documents"),
        (b"\x89PNG\r\n", "a.txt", UnreadFormat, "format-not-read"),
        (b'{"a": 1}', "a.json", UnreadFormat, "format-not-read"),
        (b"\n<!DOCTYPE html><p> <br>", "a.txt", EmptyDocument, "empty"),
        (GREEK.encode(), "a.txt", UnsupportedScript, "unsupported-script"),
        ("会议于周三在市政厅举行".encode(), "a.txt", UnsupportedScript, "unsupported-script"),
        ("عقد الاجتماع يوم الأربعاء".encode(), "a.txt", UnsupportedScript, "unsupported-script"),
        (ENGLISH.encode(), "a.txt", NotSouthSlavic, "not-south-slavic"),
        (b"a " * (MAX_CHARACTERS // 2 + 1), "a.txt", TooLarge, "too-large"),
        (bytes(51_000_000), "a.txt", TooLarge, "too-large"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, name: str, error: type[ReadingError], code: str) -> None:
    with pytest.raises(error) as caught:
        read_bytes(data, uri=name)
    assert caught.value.code == code
    assert caught.value.remedy.endswith(".")
    assert isinstance(caught.value, ZapisnikError)


def test_refused_format_is_named_with_those_that_are_read() -> None:
    with pytest.raises(UnreadFormat, match=r"zapisnik\.ppt is in a format that is not read \(presentation.*\.docx.*\.txt"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le"), uri="2023/zapisnik.ppt")


def test_script_that_is_not_read_is_named() -> None:
    with pytest.raises(UnsupportedScript, match="Greek"):
        read_bytes(GREEK.encode(), uri="a.txt")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound) as caught:
        read_file(tmp_path / "none.txt")
    assert caught.value.code == "not-found"


def test_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read_file(tmp_path)


def test_name_that_no_file_can_have() -> None:
    with pytest.raises(ReadingError):
        read_file("a\0b.txt")


def test_file_that_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unreadable, match="Permission denied") as caught:
        read_file(tmp_path / "a.txt")
    assert caught.value.code == "unreadable"


def test_text_in_memory_is_never_refused() -> None:
    assert read_text("").text == ""
    assert [doubt.code for doubt in read_text(ENGLISH).warnings] == ["not-south-slavic"]
    assert [doubt.code for doubt in read_text(GREEK).warnings] == ["unsupported-script"]
    assert read_text(REPORT).warnings == ()


def test_lost_characters_are_warned_of() -> None:
    (doubt,) = read_text("Op\ufffdina").warnings
    assert doubt.code == "characters-lost"


def test_cyrillic_text_is_kept_as_it_came() -> None:
    text = "Састанак је одржан у Добоју.\n"
    source = read_bytes(text.encode(), uri="a.txt")
    assert (source.text, source.script, source.language) == (text, "Cyrl", "sr")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nici ministarstva i direktorica Muzeja u Donjoj Lipi Ana Kos.\nZapisnik vodi Lana Perić.", "text-truncated"),
        ("Sjednica je održana. Predsjednik je svima zahvalio i najavio da će se naredni sasta", "text-truncated"),
        ("Одржана је сједница. Предсједник је свима захвалио и најавио да ће се наредни саста", "text-truncated"),
        ("Vijeće donosi op ć e pravilo, a vije ć nici ga usvajaju, č ime je odlu č eno.", "words-torn"),
        ("Vijea je odr?alo sjednicu, a ovo je ne?to dru?tveno i ra?unato po?ev.", "characters-lost"),
    ],
)
def test_text_that_is_torn_or_lost_in_part_is_warned_of(text: str, code: str) -> None:
    assert code in [doubt.code for doubt in read_bytes(text.encode(), uri="a.txt").warnings]


@pytest.mark.parametrize(
    "text",
    [
        "Sjednica je održana u sali. Prisutni su bili svi.",
        "Sjednica je održana u sali. Prisutni su bili:\n- Emir Kos\n- Ana Hodžić",
        "Sjednica je održana u sali.\nZapisničar\nAna Kos, dipl. pravnik",
        "sastanak.\nU Donjoj Lipi je održan sastanak.",
        "Sjednica je održana. Zapisnik vodila: Ana Kos iz opće službe",
        "a) usvaja se izvještaj;\nb) usvaja se plan rada.",
        "www.primjer.ba donosi vijest da je održan sastanak.",
        "Ko je bio? Šta je rekao? Kada? Zašto?",
        "Slova č i ć razlikuju se.",
    ],
)
def test_whole_text_is_not_warned_of(text: str) -> None:
    assert not {doubt.code for doubt in read_bytes(text.encode(), uri="a.txt").warnings} & {
        "text-truncated",
        "words-torn",
        "characters-lost",
    }
