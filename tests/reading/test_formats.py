from __future__ import annotations

import io
import zipfile

import pytest
from making import archive, docx, mail, odt, page, pdf, rtf

from pipeline.reading.formats import detect, format_of_bytes, format_of_name, readable_formats

TEXT = "Održan sastanak\n\nSastanak je održan u Žepču.\n"


@pytest.mark.parametrize(
    ("name", "treatment"),
    [
        ("a.txt", "read"),
        ("2023/A.TXT", "read"),
        ("a.md", "read"),
        ("zapisnik", "read"),
        ("12. sjednica", "read"),
        ("a.docx", "read"),
        ("a.pdf", "read"),
        ("a.html", "read"),
        ("a.zip", "read"),
        ("a.pptx", "refuse"),
        ("a.json", "skip"),
        ("slika.JPG", "skip"),
    ],
)
def test_suffix_says_what_becomes_of_a_file(name: str, treatment: str) -> None:
    assert format_of_name(name).treatment == treatment


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx(TEXT), "Word document"),
        (odt(TEXT), "OpenDocument text"),
        (pdf(TEXT), "PDF"),
        (rtf(TEXT), "Rich Text"),
        (page(TEXT), "web page"),
        (mail(TEXT), "e-mail"),
        (b"From ana@example.org Mon May  6 09:30:00 2024\n" + mail(TEXT), "mailbox"),
        (archive([("a.txt", b"a")]), "ZIP archive"),
        (archive([("xl/workbook.xml", b"a")]), "spreadsheet"),
        (archive([("ppt/presentation.xml", b"a")]), "presentation"),
        (archive([]), "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"), "Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"),
        (b"\xef\xbb\xbf <html>", "web page"),
        (b"<!-- saved from url=(0014)about:internet -->\r\n<HTML><HEAD>", "web page"),
        ("\ufeff<!DOCTYPE html><p>".encode("utf-16"), "web page"),
        (b"\r\n%PDF-1.4\n1 0 obj\0", "PDF"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"Rar!\x1a\x07", "RAR archive"),
    ],
)
def test_bytes_show_a_format_whatever_the_name(data: bytes, name: str) -> None:
    assert detect(data, "zapisnik.txt").name == name
    assert detect(data, "zapisnik.pdf").name == name


def test_open_document_spreadsheet_is_named() -> None:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    found = detect(saved.getvalue(), "a.ods")
    assert (found.name, found.treatment) == ("OpenDocument spreadsheet", "refuse")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Zapisnik",
        b"PKF je odrzao",
        b"<Zapisnik>",
        b"  %",
        b"From: Ana\nSubject: zapisnik\n\nOva poruka je prepisana rukom.",
        b"Format %PDF-1.4 je odrzan na sjednici.",
        b"Datum: 3. 5. 2023.\nMjesto: sala\nPrisutni: Ana",
    ],
)
def test_text_is_no_other_format(data: bytes) -> None:
    assert format_of_bytes(data) is None
    assert detect(data, "a.txt").media_type == "text/plain"


def test_text_with_the_suffix_of_another_format_is_read_as_the_text_it_is() -> None:
    assert detect(TEXT.encode(), "zapisnik.doc").media_type == "text/plain"
    assert detect(TEXT.encode(), "zapisnik.pdf").media_type == "text/plain"


def test_formats_that_are_read_are_listed_for_messages() -> None:
    listed = readable_formats().split(", ")
    assert {".txt", ".md", ".html", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".eml", ".mbox", ".zip"} <= set(listed)
    assert ".pptx" not in listed
