"""The process that reads foreign formats: limits hold, and after each fault the next document is read."""

# ruff: noqa: E501 - documents in one line
from __future__ import annotations

import io
import os
import signal
import time
import zipfile
from dataclasses import replace

import pytest
from making import REPORTS, archive, docx, odt, page, pdf, text_of

from pipeline.reading import Limits, Options, ReadingError, isolation, read_bytes

TEXT = text_of(REPORTS[1])


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    return written + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(written))


def code(data: bytes, uri: str, **limits: float) -> str:
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, uri=uri, options=Options(Limits(**limits)))  # type: ignore[arg-type]
    assert uri in str(caught.value) and caught.value.remedy
    return caught.value.code


def test_next_document_is_read_after_one_that_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_GRACE", 0.0)
    deep = b"<html><body>" + b"<div><p>Sastanak je odrzan u Tuzli." * 200_000
    assert code(deep, "a.html", seconds=0.001) == "too-slow"
    monkeypatch.undo()
    assert "poplava" in read_bytes(page(TEXT), uri="b.html").text


def test_next_document_is_read_after_the_process_died() -> None:
    read_bytes(page(TEXT), uri="a.html")
    process = isolation._READER._process
    assert process is not None
    os.kill(process.pid, signal.SIGTERM)
    process.wait()
    assert "poplava" in read_bytes(page(TEXT), uri="b.html").text


def test_entity_bomb_is_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(ReadingError, match="declares entities"):
        read_bytes(archive([("word/document.xml", bomb.encode())]), uri="a.docx")


@pytest.mark.parametrize("text", ["&e11;", "nothing of it"])
def test_entity_bomb_in_open_document_is_named(text: str) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    data = odt(TEXT)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        content = file.read("content.xml").decode()
    content = content.replace("?>", f'?><!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>', 1).replace("poplava", text)
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", content)
    bomb = saved.getvalue()
    with pytest.raises(ReadingError, match="declares entities"):
        read_bytes(bomb, uri="a.odt")


def test_external_entity_is_not_read() -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    assert code(archive([("word/document.xml", xml.encode())]), "a.docx") in ("empty", "damaged")


def test_part_that_unpacks_without_end_is_refused() -> None:
    bomb = archive([("word/document.xml", b"<a>" + b" " * 70_000_000)])
    assert code(bomb, "a.docx") == "too-large"


def test_pages_of_a_pdf_are_limited() -> None:
    assert code(pdf(TEXT * 3), "a.pdf", pages=1) == "too-large"


@pytest.mark.parametrize(
    "pages",
    [
        [b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 400>>"],
        [b"<</Type/Pages/Kids[3 0 R]/Count 300>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 2 0 R]/Count 299>>"],
    ],
    ids=["itself", "its parent"],
)
def test_page_tree_that_leads_to_itself_ends(pages: list[bytes]) -> None:
    assert code(raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", *pages), "a.pdf") == "damaged"


def test_pdf_of_a_hundred_thousand_pages_is_refused_at_once() -> None:
    kids = b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"3 0 R " * 100_000)
    begun = time.monotonic()
    data = raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", kids, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    assert code(data, "a.pdf") == "too-large"
    assert time.monotonic() - begun < 20


def test_form_that_draws_itself_ends_within_the_memory_of_the_process() -> None:
    page_of_form = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream"
    )
    data = raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page_of_form,
        b"<</Length 5>>stream\n/X Do\nendstream",
        form,
    )
    assert code(data, "a.pdf", memory=300_000_000, seconds=20.0) in ("too-much-memory", "too-slow", "damaged", "empty")
    assert "poplava" in read_bytes(pdf(TEXT), uri="b.pdf").text


@pytest.mark.parametrize("megabytes", [100, 130])
def test_want_of_memory_is_named_as_such_and_what_to_do(megabytes: int) -> None:
    with pytest.raises(ReadingError, match=rf"a\.html: reading it takes more than {megabytes} MB") as caught:
        read_bytes(b"<p>Sastanak</p>" * 600_000, uri="a.html", options=Options(Limits(memory=megabytes * 1_000_000)))
    assert (caught.value.code, "--read-memory" in caught.value.remedy) == ("too-much-memory", True)
    assert "poplava" in read_bytes(docx(TEXT), uri="b.docx").text


def test_long_text_and_long_line_are_refused() -> None:
    assert code(b"a" * 3_000_000, "a.txt") == "too-large"
    assert code(b"<p>" + b"a " * 1_000_000, "a.html") == "too-large"


def test_options_reach_the_process() -> None:
    options = replace(Options(), limits=Limits(pages=1))
    with pytest.raises(ReadingError):
        read_bytes(pdf(TEXT * 3), uri="a.pdf", options=options)
    assert read_bytes(pdf(TEXT * 3), uri="a.pdf").text
