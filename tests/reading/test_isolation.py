"""The process that reads foreign formats: limits hold, and after each fault the next document is read."""

# ruff: noqa: E501 - documents in one line
from __future__ import annotations

import os
import signal
from dataclasses import replace

import pytest
from making import REPORTS, archive, docx, page, pdf, text_of

from pipeline.reading import Limits, Options, ReadingError, isolation, read_bytes

TEXT = text_of(REPORTS[1])


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
    assert code(archive([("word/document.xml", bomb.encode())]), "a.docx") in ("empty", "damaged")


def test_external_entity_is_not_read() -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    assert code(archive([("word/document.xml", xml.encode())]), "a.docx") in ("empty", "damaged")


def test_part_that_unpacks_without_end_is_refused() -> None:
    bomb = archive([("word/document.xml", b"<a>" + b" " * 70_000_000)])
    assert code(bomb, "a.docx") == "too-large"


def test_pages_of_a_pdf_are_limited() -> None:
    assert code(pdf(TEXT * 3), "a.pdf", pages=1) == "too-large"


def test_memory_is_limited() -> None:
    assert code(b"<p>Sastanak</p>" * 1_000_000, "a.html", memory=300_000_000) in ("too-much-memory", "damaged")
    assert "poplava" in read_bytes(docx(TEXT), uri="b.docx").text


def test_long_text_and_long_line_are_refused() -> None:
    assert code(b"a" * 3_000_000, "a.txt") == "too-large"
    assert code(b"<p>" + b"a " * 1_000_000, "a.html") == "too-large"


def test_options_reach_the_process() -> None:
    options = replace(Options(), limits=Limits(pages=1))
    with pytest.raises(ReadingError):
        read_bytes(pdf(TEXT * 3), uri="a.pdf", options=options)
    assert read_bytes(pdf(TEXT * 3), uri="a.pdf").text
