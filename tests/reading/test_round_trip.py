"""The twelve reports in every format and encoding: text, layout and record come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import ENCODINGS, FORMATS, REPORTS, YUSCII, archive, encoded, mail, odt, text_of
from measuring import characters, f1, items, layout

from pipeline.reading import Source, open_bytes, read_bytes


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_comes_back_from_every_encoding_letter_for_letter(report: Path, encoding: str) -> None:
    text, data = encoded(text_of(report), encoding)
    assert read_bytes(data, uri="a.txt").text == text


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)
def test_seven_bits_come_back_and_are_named(report: Path) -> None:
    text = text_of(report)
    source = read_bytes(text.translate(YUSCII).encode(), uri="a.txt")
    assert source.text == text
    assert "letters-repaired" in [doubt.code for doubt in source.warnings]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)
@pytest.mark.parametrize("name", FORMATS)
def test_text_and_layout_come_back_from_every_format(report: Path, name: str) -> None:
    uri, make = FORMATS[name]
    text = text_of(report)
    found = read_bytes(make(text), uri=uri).text
    assert characters(found, text) >= 0.99
    assert f1(layout(found), layout(text)) >= 0.95


@pytest.fixture(scope="module")
def records() -> dict[str, list]:
    from pipeline import extract

    return {report.stem: items(extract(text_of(report)).to_dict()) for report in REPORTS}


@pytest.mark.parametrize("name", FORMATS)
def test_record_of_every_format_says_what_that_of_the_plain_text_says(name: str, records: dict[str, list]) -> None:
    from pipeline import extract

    uri, make = FORMATS[name]
    found, expected = [], []
    for report in REPORTS:
        record = extract(read_bytes(make(text_of(report)), uri=uri)).to_dict()
        found += [(report.stem, *item) for item in items(record)]
        expected += [(report.stem, *item) for item in records[report.stem]]
    assert f1(found, expected) >= 0.99


def test_archive_gives_each_of_its_documents() -> None:
    members = [
        (f"2024/{report.stem}{Path(uri).suffix}", make(text_of(report)))
        for report, (uri, make) in zip(REPORTS, FORMATS.values(), strict=False)
    ]
    opened = list(open_bytes(archive(members), uri="arhiva.zip"))
    assert [source.uri for source in opened] == [f"arhiva.zip/{name}" for name, _ in members]
    for source, report in zip(opened, REPORTS, strict=False):
        assert isinstance(source, Source)
        assert characters(source.text, text_of(report)) >= 0.99


def test_mail_gives_its_body_and_its_attachments() -> None:
    texts = [text_of(report) for report in REPORTS[:2]]
    data = mail(
        texts[0],
        [("prilog.odt", odt(texts[1]), "application/vnd.oasis.opendocument.text"), ("logo.png", b"\x89PNG", "image/png")],
    )
    body, attachment = open_bytes(data, uri="poruka.eml")
    assert isinstance(body, Source) and isinstance(attachment, Source)
    assert (body.title, body.author) == ("Zapisnik sa sjednice – završna verzija", "Služba za informisanje")
    assert (body.published, body.published_from) == ("2024-05-06", "mail")
    assert attachment.uri == "poruka.eml/prilog.odt"
    assert characters(attachment.text, texts[1]) >= 0.99
