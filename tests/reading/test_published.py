"""Where the date of publication comes from: text, page's metadata, mail's header, file's properties; the file's time if asked."""

from __future__ import annotations

import io
import os
from datetime import datetime
from pathlib import Path

import pytest
from making import mail, page, rtf

from pipeline import extract
from pipeline.reading import Options, Source, open_source, read_bytes, read_file
from pipeline.reading.limits import DEFAULT

BARE = "Održan sastanak o obnovi doma\n\nU Donjoj Lipi je održan sastanak o obnovi doma. Prisustvovao je direktor Emir Kos."
DATED = f"Donja Lipa, 3. maja 2024. godine\n\n{BARE}"
ASKED = Options(published_from_mtime=True)
LONG_AGO = datetime(2019, 7, 8, 12).timestamp()


def word(text: str) -> bytes:
    from docx import Document

    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.core_properties.author, document.core_properties.title = "Ana Kos", "Sastanak"
    document.core_properties.created = document.core_properties.modified = datetime(2024, 5, 4, 10)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def rich(text: str) -> bytes:
    return rtf(text).replace(b"\\pard", b"{\\info{\\creatim\\yr2024\\mo5\\dy4}{\\revtim\\yr2024\\mo5\\dy4}}\\pard", 1)


MAKERS = {
    "page": ("a.html", page, "2024-05-06", "metadata"),
    "mail": ("a.eml", mail, "2024-05-06", "mail"),
    "properties of DOCX": ("a.docx", word, "2024-05-04", "properties"),
    "properties of RTF": ("a.rtf", rich, "2024-05-04", "properties"),
}


def filed(path: Path, options: Options = DEFAULT) -> tuple[str | None, str | None]:
    source = extract(read_file(path, options=options)).source
    return source.published, source.published_from


@pytest.fixture(params=MAKERS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    return request.param, tmp_path


def written(folder: Path, name: str, text: str) -> Path:
    uri, make, *_ = MAKERS[name]
    path = folder / uri
    path.write_bytes(make(text))
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


@pytest.mark.parametrize("options", [Options(), ASKED], ids=["", "mtime asked for"])
def test_what_the_document_says_of_itself_goes_before_the_time_of_its_file(made: tuple[str, Path], options: Options) -> None:
    name, folder = made
    assert filed(written(folder, name, BARE), options) == MAKERS[name][2:]


@pytest.mark.parametrize("options", [Options(), ASKED], ids=["", "mtime asked for"])
def test_dateline_of_the_text_goes_before_everything_else(made: tuple[str, Path], options: Options) -> None:
    name, folder = made
    assert filed(written(folder, name, DATED), options) == ("2024-05-03", "text")


def test_metadata_of_a_page_within_a_mail_and_the_header_of_the_mail_keep_apart() -> None:
    from pipeline.reading import open_bytes

    data = mail(BARE, [("prilog.html", page(BARE).replace(b"2024-05-06T09", b"2024-04-01T09"), "text/html")])
    body, attachment = open_bytes(data, uri="a.eml")
    assert isinstance(body, Source) and isinstance(attachment, Source)
    assert (body.published, body.published_from) == ("2024-05-06", "mail")
    assert (attachment.published, attachment.published_from) == ("2024-04-01", "metadata")


def test_time_of_the_file_is_taken_only_if_asked_for_and_nothing_else_tells(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BARE, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert filed(path) == (None, None)
    assert filed(path, ASKED) == ("2019-07-08", "mtime")
    path.write_text(DATED, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert filed(path, ASKED) == ("2024-05-03", "text")


def test_time_of_the_file_settles_neither_years_nor_today(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Danas je u Donjoj Lipi održan sastanak, a naredni će biti 12. marta.", encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    record = extract(read_file(path, options=ASKED))
    assert not [date.value for date in record.dates if date.value.startswith("2019")]


def test_time_of_an_archive_is_not_that_of_its_documents(tmp_path: Path) -> None:
    from making import archive

    path = tmp_path / "a.zip"
    path.write_bytes(archive([("a.txt", BARE.encode())]))
    (source,) = open_source(path, options=ASKED)
    assert isinstance(source, Source) and source.published is None


def test_bytes_have_no_time() -> None:
    assert read_bytes(BARE.encode(), uri="a.txt", options=ASKED).published is None
