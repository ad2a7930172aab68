from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.encodings import decode

LATIN = "Općinsko vijeće Žepče održalo je sjednicu: šumari, đaci i učenici „Šehera“ – 5. točka dnevnog reda."
CYRILLIC = "Скупштина општине Љубиње одржала је сједницу: њива, џеп, ђак и ћуприја. Тачка 5."


def codes(data: bytes) -> tuple[str, str, list[str]]:
    decoded = decode(data)
    assert decoded is not None
    text, encoding, doubts = decoded
    return text, encoding, [doubt.code for doubt in doubts]


@pytest.mark.parametrize("text", [LATIN, CYRILLIC])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
)
def test_unicode_is_read_without_a_doubt(text: str, encoding: str, mark: bytes) -> None:
    found, _, doubts = codes(mark + text.encode(encoding))
    assert (found.removeprefix("\ufeff"), doubts) == (text, [])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (LATIN, "windows-1250"),
        (CYRILLIC, "windows-1251"),
        (LATIN.replace("„", '"').replace("“", '"').replace("–", "-"), "iso-8859-2"),
        (LATIN.replace("„", '"').replace("“", '"').replace("–", "-"), "cp852"),
        (CYRILLIC, "iso-8859-5"),
        ("Записник са сједнице", "iso-8859-5"),
        ("Prisutni: Đžana Šišić", "windows-1250"),
        ("ZAKLJUČAK", "windows-1250"),
        ("Записник", "windows-1251"),
    ],
)
def test_eight_bits_are_told_apart_by_their_letters_with_a_warning(text: str, encoding: str) -> None:
    assert codes(text.encode(encoding)) == (text, encoding, ["encoding-guessed"])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(encoding: str) -> None:
    assert codes(LATIN.encode(encoding)) == (LATIN, encoding, ["encoding-guessed"])


def test_damaged_place_does_not_make_utf_8_another_encoding() -> None:
    text, encoding, _ = codes(LATIN.encode()[:-3] + b"\xc4 kraj")
    assert encoding == "utf-8"
    assert text.startswith(LATIN[:60]) and "\ufffd" in text


@pytest.mark.parametrize("data", [bytes(100), b"\x01\x02\x03", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\x05\x06\x07"])
def test_bytes_that_are_no_text(data: bytes) -> None:
    assert decode(data + b"\x01" * 10) is None


def test_padding_at_the_end_of_a_text_does_not_make_it_binary() -> None:
    assert codes(b"Zapisnik sa sjednice\0\0\0\0\0\0\0\x1a")[1] == "utf-8"


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), min_size=1))
def test_whatever_is_valid_utf_8_is_read_as_it_is(text: str) -> None:
    data = text.encode()
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert codes(data) == (text, "utf-8", [])
