from __future__ import annotations

import pytest

from pipeline.reading.formats import format_of_bytes, format_of_name, readable_formats


@pytest.mark.parametrize(
    ("name", "treatment"),
    [
        ("a.txt", "read"),
        ("2023/A.TXT", "read"),
        ("a.md", "read"),
        ("zapisnik", "read"),
        ("12. sjednica", "read"),
        ("a.docx", "refuse"),
        ("a.pdf", "refuse"),
        ("a.html", "refuse"),
        ("a.json", "skip"),
        ("slika.JPG", "skip"),
    ],
)
def test_suffix_says_what_becomes_of_a_file(name: str, treatment: str) -> None:
    assert format_of_name(name).treatment == treatment


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"PK\x03\x04rest", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"\xef\xbb\xbf <html>", "text/html"),
        (b"{\\rtf1\\ansi", "application/rtf"),
    ],
)
def test_first_bytes_show_a_format_whatever_the_name(data: bytes, media_type: str) -> None:
    found = format_of_bytes(data)
    assert found is not None and found.media_type == media_type


@pytest.mark.parametrize("data", [b"", b"Zapisnik", b"PKF je odrzao", b"<Zapisnik>", b"  %"])
def test_text_is_no_other_format(data: bytes) -> None:
    assert format_of_bytes(data) is None


def test_formats_that_are_read_are_listed_for_messages() -> None:
    assert readable_formats() == ".markdown, .md, .text, .txt"
