"""PDF with a text layer, by PDFium; scanned pages through Tesseract where that is asked for and installed."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any

from pipeline.reading.errors import DamagedDocument, EncryptedDocument, MissingProgram, ReadingError, ScannedDocument, TooLarge
from pipeline.reading.extracted import Extracted
from pipeline.reading.limits import Options
from pipeline.reading.readers import ocr, page_layout, properties, tables
from pipeline.reading.readers.page_layout import Glyph

if TYPE_CHECKING:
    import pypdfium2

_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")
_LINE_END_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}  # how PDFium marks the hyphen of a split word
_MOST_GLYPHS = 200_000  # on one page
_SCANNED_LETTERS = 20  # a page with fewer, and a picture, is a scan


def read(data: bytes, options: Options) -> Extracted:
    """Read a PDF.

    Raises:
        ScannedDocument: its pages are pictures.
        TooLarge: it has more pages than the limit allows.
        ReadingError: it is damaged or encrypted, or PDFium is not installed.
    """
    try:
        import pypdfium2  # noqa: PLC0415 - in the process that reads PDF only
    except ImportError as error:
        raise MissingProgram(
            "reading PDF needs the package pypdfium2, which is not installed", remedy="pip install pypdfium2"
        ) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedDocument("the document asks for a password") from error
        raise DamagedDocument(f"the file is damaged ({error})") from error
    try:
        return _read(document, options)
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, options: Options) -> Extracted:
    count = len(document)
    limits = options.limits
    if count > limits.pages:
        raise TooLarge(f"it has {count:,} pages, more than {limits.pages:,}")
    pages: list[page_layout.Page] = []
    scans: list[int] = []
    failed: list[int] = []
    letters = 0
    for number in range(count):
        try:
            page, has_picture = _page(document, number)
        except ReadingError:
            raise
        except Exception:  # PDFium refuses single pages of damaged files
            failed.append(number)
            continue
        letters += len(page.glyphs)
        if letters > 4 * limits.characters:
            raise TooLarge(f"it is longer than {limits.characters:,} characters")
        if len(page.glyphs) < _SCANNED_LETTERS and has_picture:
            scans.append(number)
        pages.append(page)
    if failed and not pages:
        raise DamagedDocument("the file is damaged (no page can be read)")
    doubts: list[tuple[str, str]] = []
    if failed:
        doubts.append(("pages-lost", f"{_pages(failed)} could not be read and left out."))
    text = tables.join_lines(page_layout.lines(pages))
    if scans:
        text = _with_scans(document, pages, scans, options, doubts) if options.ocr else text
        if not options.ocr:
            _refuse_scans(scans, count)
            doubts.append(("pages-scanned", f"{_pages(scans)} are pictures without text and left out; --ocr reads them."))
    known = document.get_metadata_dict(skip_empty=True)
    said = properties.make(
        known.get("Title"), known.get("Author"), _moment(known.get("CreationDate")), _moment(known.get("ModDate"))
    )
    return Extracted(
        text=text,
        encoding="binary",
        title=said.title,
        author=said.author,
        published=said.published,
        published_from="properties" if said.published else None,
        doubts=doubts,
    )


def _refuse_scans(scans: list[int], count: int) -> None:
    if 2 * len(scans) > count:
        remedy = "Read it with --ocr." if ocr.is_installed() else f"Read it with --ocr. {ocr.HOW_TO_INSTALL}"
        raise ScannedDocument("its pages are pictures without text (a scan)", remedy=remedy)


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(str(number + 1) for number in numbers[:10])
    return f"{'Page' if len(numbers) == 1 else 'Pages'} {shown}{', …' if len(numbers) > 10 else ''}"


def _with_scans(
    document: pypdfium2.PdfDocument,
    pages: list[page_layout.Page],
    scans: list[int],
    options: Options,
    doubts: list[tuple[str, str]],
) -> str:
    """The text with the scanned pages recognised, page after page."""
    recognised = {number: ocr.recognise(_picture(document, number), options.limits.seconds) for number in scans}
    doubts.append(("text-recognised", f"{_pages(scans)} were read by optical character recognition; letters may be wrong."))
    parts: list[str] = []
    whole = {page.number for page in pages}
    for number in range(len(document)):
        if number in recognised:
            parts.append(recognised[number])
        elif number in whole:
            parts.append(tables.join_lines(page_layout.lines([page for page in pages if page.number == number])))
    return tables.join_lines("\n\n".join(parts).split("\n"))


def _picture(document: pypdfium2.PdfDocument, number: int) -> bytes:
    """A page as a grey picture (PGM) of 300 dots to the inch."""
    page = document[number]
    try:
        scale = min(300 / 72, 5000 / max(page.get_width(), page.get_height(), 1.0))
        bitmap = page.render(scale=scale, grayscale=True)
        rows = [bytes(bitmap.buffer)[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height)]
        return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
    finally:
        page.close()


def _moment(value: str | None) -> str | None:
    match = _DATE.match(value or "")
    return f"{match[1]}-{match[2]}-{match[3]}" if match else None


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[page_layout.Page, bool]:
    """The glyphs of a page, and whether a picture is on it."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    page = document[number]
    try:
        width, height = page.get_size()
        has_picture = any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        textpage = page.get_textpage()
        try:
            glyphs = _glyphs(textpage, pdfium)
        finally:
            textpage.close()
    finally:
        page.close()
    return page_layout.Page(number, width, height, glyphs), has_picture


def _glyphs(textpage: Any, pdfium: Any) -> list[Glyph]:
    raw = textpage.raw
    count = min(pdfium.FPDFText_CountChars(raw), _MOST_GLYPHS)
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs: list[Glyph] = []
    get_unicode, get_box, get_origin = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    get_size, get_angle = pdfium.FPDFText_GetFontSize, pdfium.FPDFText_GetCharAngle
    pending = 0
    for place in range(count):
        code = get_unicode(raw, place)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000 and pending:
            code = 0x10000 + ((pending - 0xD800) << 10) + code - 0xDC00
        pending = 0
        sign = _LINE_END_HYPHENS.get(code) or (chr(code) if code >= 0x20 and not 0xD800 <= code < 0xE000 else "")
        if not sign or not get_box(raw, place, ctypes.byref(box)):
            continue
        if not get_origin(raw, place, ctypes.byref(x), ctypes.byref(y)):
            continue
        angle = get_angle(raw, place)
        if 0.2 < angle < 6.08:
            continue  # text that stands askew is a stamp or a watermark
        size = abs(box.top - box.bottom) or get_size(raw, place) or 1.0
        glyphs.append(Glyph(sign, box.left, box.right, y.value, size))
    return glyphs
