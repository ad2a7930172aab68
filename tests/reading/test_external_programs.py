"""Scans through Tesseract and old Word documents through LibreOffice, where these programs are installed."""

from __future__ import annotations

import difflib
import shutil
import subprocess
import textwrap
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.reading import Limits, MissingProgram, Options, ReadingError, read_bytes
from pipeline.reading.readers import ocr

_TEXT = (
    "U Travniku je u četvrtak održan sastanak o praktičnoj nastavi učenika srednjih škola. Sazvala ga je Služba.\n"
    "Dogovoreno je da škole do kraja marta pošalju spisak učenika, a Komora da objavi javni poziv za poslodavce.\n"
)


def likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, " ".join(one.split()), " ".join(other.split()), autojunk=False).ratio()


def scan() -> bytes:
    """A PDF of one page that is a picture of the text."""
    picture = pytest.importorskip("PIL.Image")
    drawing = pytest.importorskip("PIL.ImageDraw")
    fonts = pytest.importorskip("PIL.ImageFont")
    page = picture.new("L", (1240, 700), 255)
    try:
        font = fonts.truetype("DejaVuSans.ttf", 28)
    except OSError:
        pytest.skip("there is no font with Bosnian letters to draw a scan with")
    for number, line in enumerate(textwrap.wrap(_TEXT, 70)):
        drawing.Draw(page).text((60, 60 + 50 * number), line, fill=0, font=font)
    out = BytesIO()
    page.save(out, "PDF", resolution=150)
    return out.getvalue()


def test_a_scan_is_named_as_such_with_the_remedy() -> None:
    with pytest.raises(ReadingError) as caught:
        read_bytes(scan(), uri="scan.pdf")
    assert "--ocr" in (caught.value.remedy or "")


@pytest.mark.skipif(not ocr.is_installed(), reason="Tesseract is not installed")
def test_a_scan_is_read_by_tesseract() -> None:
    try:
        source = read_bytes(scan(), uri="scan.pdf", options=Options(ocr=True))
    except MissingProgram as error:
        pytest.skip(str(error))
    assert likeness(source.text, _TEXT) >= 0.97
    assert "text-recognised" in {warning.code for warning in source.warnings}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_old_word_document_is_read_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(_TEXT, encoding="utf-8")
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "doc:MS Word 97",
    ]
    subprocess.run(
        [*command, "doc:MS Word 97", "--infilter=Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "report.txt")],
        capture_output=True,
        timeout=120,
        check=False,
    )
    document = tmp_path / "report.doc"
    if not document.is_file():
        pytest.skip("LibreOffice does not write .doc here")
    source = read_bytes(document.read_bytes(), uri="report.doc", options=Options(limits=Limits(seconds=120)))
    assert source.media_type == "application/msword"
    assert likeness(source.text, _TEXT) >= 0.99
