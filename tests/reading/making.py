"""The twelve reports of `reports/` made into the formats of an archive, as other programs would save them."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from pathlib import Path

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))
NUMBERED = re.compile(r"(\d+)\. (.*)")

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8 with mark": "utf-8-sig",
    "utf-16": "utf-16",
    "windows-1250": "cp1250",
    "iso-8859-2": "iso8859-2",
    "cp852": "cp852",
    "windows-1251": "cp1251",
    "iso-8859-5": "iso8859-5",
}
YUSCII = str.maketrans("ŠšĐđĆćČčŽž", "[{\\|]}^~@`")
PLAIN_SIGNS = str.maketrans("„“–", '""-')

_DIGRAPHS = (("dž", "џ"), ("lj", "љ"), ("nj", "њ"), ("Dž", "Џ"), ("Lj", "Љ"), ("Nj", "Њ"), ("DŽ", "Џ"), ("LJ", "Љ"), ("NJ", "Њ"))
_TO_CYRILLIC = str.maketrans(
    "abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ", "абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ"
)


def text_of(report: Path) -> str:
    return report.read_text(encoding="utf-8")


def cyrillic(text: str) -> str:
    """Latin text in Cyrillic, all but Roman numbers and foreign letters."""
    parts = re.split(r"(\b[IVX]+\b|\b\w*[qwxyQWXY]\w*\b)", text)
    for number in range(0, len(parts), 2):
        for latin, letter in _DIGRAPHS:
            parts[number] = parts[number].replace(latin, letter)
        parts[number] = parts[number].translate(_TO_CYRILLIC)
    return "".join(parts)


def encoded(text: str, encoding: str) -> tuple[str, bytes]:
    """What can be written in an encoding, and its bytes; Cyrillic encodings get Cyrillic text."""
    codec = ENCODINGS[encoding]
    if encoding in ("windows-1251", "iso-8859-5"):
        text = cyrillic(text)
    if encoding in ("iso-8859-2", "cp852", "iso-8859-5"):
        text = text.translate(PLAIN_SIGNS)
    return text, text.encode(codec)


def paragraphs(text: str) -> list[list[str]]:
    return [part.split("\n") for part in text.strip().split("\n\n")]


# --- HTML

# ruff: noqa: E501 - a page as it comes
PAGE = """<!DOCTYPE html>
<html lang="bs"><head><meta charset="utf-8"><title>{title} | Portal Podgaj</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="2024-05-06T09:30:00+02:00">
<meta name="author" content="Služba za odnose s javnošću"><style>body {{ color: #333 }}</style><script>var a = "<p>ne</p>";</script></head>
<body class="home page"><a class="skip-link" href="#main">Preskoči na sadržaj</a>
<header id="masthead"><div class="site-branding"><a href="/">Portal Podgaj</a></div>
<nav><ul><li><a href="/">Početna</a></li><li><a href="/vijesti">Vijesti</a></li><li><a href="/kontakt">Kontakt</a></li></ul></nav></header>
<div class="breadcrumbs"><a href="/">Početna</a> &raquo; <a href="/vijesti">Vijesti</a></div>
<div id="wrap"><div class="td-main"><div class="post-box"><div class="entry-content">
{content}
</div><div class="sharedaddy">Podijeli: <a href="#">Facebook</a> <a href="#">Viber</a></div>
<div class="related-posts"><h3>Povezane vijesti</h3><ul><li><a href="/a">Održan sajam knjiga u Podgaju 3. 2. 2021.</a></li></ul></div>
<div id="comments"><p>Vaša email adresa neće biti objavljena. Obavezna polja su označena zvjezdicom, a komentar čeka odobrenje urednika.</p></div>
</div></div><aside class="sidebar"><div class="widget"><h3>Najnovije</h3><ul><li><a href="/b">Skupština lovaca 12. 1. 2020.</a></li></ul></div></aside></div>
<footer><p>© 2024 Portal Podgaj. Sva prava pridržana. Tel: 030 555 014</p></footer>
<div class="cookie-notice">Ova stranica koristi kolačiće.</div></body></html>
"""


def page(text: str) -> bytes:
    """The report inside a page with menus, sharing, other news and a footer; its numbered items are an ordered list."""
    parts: list[str] = []
    lines = paragraphs(text)
    for paragraph in lines:
        items: list[str] = []
        loose: list[str] = []
        for line in paragraph:
            if match := NUMBERED.fullmatch(line):
                items.append(f"<li>{html.escape(match[2])}</li>")
            else:
                loose.append(html.escape(line))
        parts.append(f"<p>{'<br>'.join(loose)}</p>" if loose else "")
        if items:
            parts.append(f"<ol>{''.join(items)}</ol>")
    return PAGE.format(title=html.escape(" ".join(lines[0])), content="\n".join(parts)).encode()


# --- Office formats


def docx(text: str) -> bytes:
    """A Word document whose list numbers are automatic."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    numbering = document.part.numbering_part.element
    abstract = next(
        e
        for e in numbering.findall(qn("w:abstractNum"))
        if any(level.find(qn("w:numFmt")).get(qn("w:val")) == "decimal" for level in e.findall(qn("w:lvl")))
    )
    for paragraph in paragraphs(text):
        identifier = None
        for line in paragraph:
            match = NUMBERED.fullmatch(line)
            if match is None:
                document.add_paragraph(line)
                continue
            if identifier is None:
                number = OxmlElement("w:num")
                identifier = str(100 + len(numbering.findall(qn("w:num"))))
                number.set(qn("w:numId"), identifier)
                target = OxmlElement("w:abstractNumId")
                target.set(qn("w:val"), abstract.get(qn("w:abstractNumId")))
                override = OxmlElement("w:lvlOverride")
                override.set(qn("w:ilvl"), "0")
                start = OxmlElement("w:startOverride")
                start.set(qn("w:val"), match[1])
                override.append(start)
                number.append(target)
                number.append(override)
                numbering.append(number)
            made = document.add_paragraph(match[2])
            properties = made._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = int(identifier)
        document.add_paragraph("")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


_ODT_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def odt_file(body: str, extra: str = "") -> bytes:
    """An OpenDocument text with a body of XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODT_NAMES}><office:automatic-styles>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>'
        '<text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/></text:list-style>'
        f"{extra}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return saved.getvalue()


def odt(text: str) -> bytes:
    """An OpenDocument text whose list numbers are automatic."""
    parts: list[str] = []
    for paragraph in paragraphs(text):
        items: list[str] = []
        for line in paragraph:
            if match := NUMBERED.fullmatch(line):
                items.append(f"<text:list-item><text:p>{html.escape(match[2])}</text:p></text:list-item>")
            else:
                parts.append(f"<text:p>{html.escape(line)}</text:p>")
        if items:
            parts.append(f'<text:list text:style-name="L1">{"".join(items)}</text:list>')
        parts.append("<text:p/>")
    return odt_file("".join(parts))


def rtf(text: str) -> bytes:
    """Rich Text as Word writes it: letters of windows-1250 as `\\'9a`, numbers of lists in groups of their own."""

    def escaped(line: str) -> str:
        signs = []
        for char in line:
            if char in "\\{}":
                signs.append("\\" + char)
            elif char.isascii():
                signs.append(char)
            else:
                signs.append(f"\\'{char.encode('cp1250')[0]:02x}")
        return "".join(signs)

    lines = []
    for line in text.split("\n"):
        if match := NUMBERED.fullmatch(line):
            lines.append(f"{{\\listtext\\pard\\plain {match[1]}.\\tab}}{escaped(match[2])}\\par")
        else:
            lines.append(f"{escaped(line)}\\par")
    head = "{\\rtf1\\ansi\\ansicpg1250\\deff0{\\fonttbl{\\f0\\froman\\fcharset238 Times New Roman;}}\\pard\\plain\\f0\\fs24\n"
    return (head + "\n".join(lines) + "}").encode("ascii")


# --- PDF


def register_font() -> str:
    """A font of the standard ones with our letters, which reportlab's own encodings lack."""
    from reportlab.pdfbase import _fontdata, pdfmetrics

    encoding = pdfmetrics.Encoding("cp1250", "WinAnsiEncoding")
    for char, name, width in (
        ("č", "ccaron", 500), ("ć", "cacute", 500), ("đ", "dcroat", 556), ("Č", "Ccaron", 722), ("Ć", "Cacute", 722), ("Đ", "Dcroat", 722),
    ):  # fmt: skip
        encoding[char.encode("cp1250")[0]] = name
        _fontdata.widthsByFontGlyph["Helvetica"].setdefault(name, width)
    pdfmetrics.registerEncoding(encoding)
    pdfmetrics.registerFont(pdfmetrics.Font("Bosnian", "Helvetica", "cp1250"))
    return "Bosnian"


def _wrapped(line: str, width: float, font: str, size: float) -> Iterable[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    words: list[str] = []
    for word in line.split(" "):
        if words and stringWidth(" ".join([*words, word]), font, size) > width:
            # a long word is split at the line's end, as typesetting programs do
            split = next(
                (
                    at
                    for at in range(len(word) - 3, 2, -1)
                    if word.isalpha()
                    and len(word) > 8
                    and word[at - 1] in "aeiou"
                    and word[at] not in "aeiou"
                    and stringWidth(" ".join([*words, word[:at]]) + "-", font, size) <= width
                ),
                0,
            )
            if split:
                yield " ".join([*words, word[:split]]) + "-"
                words = [word[split:]]
            else:
                yield " ".join(words)
                words = [word]
        else:
            words.append(word)
    yield " ".join(words)


def pdf(
    text: str,
    columns: int = 1,
    *,
    head: str = "Službeni glasnik Podgaj",
    size: float = 10.0,
    height: float = 310.0,
    compressed: bool = True,
) -> bytes:
    """Pages with a running head and page numbers, in columns; long words are split at line ends."""
    from reportlab.pdfgen.canvas import Canvas

    font = register_font()
    saved = io.BytesIO()
    page_width, margin, gutter = 595.0, 60.0, 24.0
    canvas = Canvas(saved, pagesize=(page_width, height), pageCompression=int(compressed))
    width = (page_width - 2 * margin - (columns - 1) * gutter) / columns
    top, bottom, leading = height - 70.0, 62.0, 1.25 * size
    lines = sum(len(list(_wrapped(line, width, font, size))) for paragraph in paragraphs(text) for line in paragraph)
    framed = lines * leading > columns * (top - bottom)  # a single page bears neither head nor number
    number = 0
    column, base = columns, bottom
    for paragraph in paragraphs(text):
        for line in paragraph:
            for part in _wrapped(line, width, font, size):
                if base < bottom or column == columns:
                    column, base = column + 1, top
                    if column >= columns:
                        if number:
                            canvas.showPage()
                        number, column = number + 1, 0
                        canvas.setFont(font, size)
                        if framed:
                            canvas.drawString(margin, height - 32, head)
                            canvas.drawCentredString(page_width / 2, 28, f"Strana {number}")
                canvas.drawString(margin + column * (width + gutter), base, part)
                base -= leading
        base -= 0.8 * leading
    canvas.showPage()
    canvas.save()
    return saved.getvalue()


# --- mail and archive


def mail(text: str, attachments: Iterable[tuple[str, bytes, str]] = ()) -> bytes:
    """A mail with the report as its text."""
    message = EmailMessage()
    message["From"] = "Služba za informisanje <info@example.org>"
    message["To"] = "arhiva@example.org"
    message["Subject"] = "Zapisnik sa sjednice – završna verzija"
    message["Date"] = "Mon, 06 May 2024 09:30:00 +0200"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(text)
    for name, data, media_type in attachments:
        kind, _, subtype = media_type.partition("/")
        message.add_attachment(data, maintype=kind, subtype=subtype, filename=name)
    return message.as_bytes()


def archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return saved.getvalue()


FORMATS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "HTML": ("izvjestaj.html", page),
    "PDF in one column": ("izvjestaj.pdf", pdf),
    "PDF in two columns": ("izvjestaj.pdf", lambda text: pdf(text, 2, size=9.0, height=300.0)),
    "DOCX": ("izvjestaj.docx", docx),
    "ODT": ("izvjestaj.odt", odt),
    "RTF": ("izvjestaj.rtf", rtf),
    "EML": ("izvjestaj.eml", mail),
}
