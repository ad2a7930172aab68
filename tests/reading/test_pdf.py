"""Printed pages as programs set them: tables of attendance, two columns, running heads, split words."""

# ruff: noqa: E501 - sentences in one line
from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from making import register_font

from pipeline.reading import read_bytes

OPENING = (
    "Predsjedavajuća je otvorila sjednicu i pozdravila prisutne vijećnike, predstavnike mjesnih zajednica i novinare. Utvrđeno je da "
    "sjednici prisustvuje devetnaest vijećnika, što čini potrebnu većinu za odlučivanje, pa je predloženi dnevni red usvojen."
)
HEADS = ("Općina Donja Lipa", "Zapisnik 4/2024")
SUBJECTS = (
    "Načelnica Amra Selak",
    "Direktor komunalnog preduzeća",
    "Predstavnica mjesne zajednice",
    "Član komisije za prostor",
    "Vijećnik",
)
VERBS = (
    "obrazložila je prijedlog o",
    "govorio je o",
    "upoznala je prisutne sa stanjem u oblasti",
    "postavio je pitanje o",
    "naveo je podatke o",
)
MATTERS = (
    "održavanju lokalnih puteva u zimskom periodu i nabavci soli", "vodovodnoj mreži u gornjem dijelu naselja i kvarovima na njoj",
    "radu područne škole i prijevozu učenika iz udaljenih sela", "uređenju obale rijeke i uklanjanju divljih deponija",
    "javnoj rasvjeti uz magistralni put i troškovima električne energije", "pripremama za sajam poljoprivrede i domaće radinosti",
    "zakupu poslovnih prostora u staroj tržnici",
)  # fmt: skip


def discussion(number: int) -> str:
    """A paragraph unlike that of any other number."""
    parts = [
        f"{SUBJECTS[(number + at) % 5]} {VERBS[(2 * number + at) % 5]} {MATTERS[(number * number + 3 * at) % 7]}, uz iznos od {number}{at}50 maraka."
        for at in range(2 + number % 3)
    ]
    return f"{number}. {' '.join(parts)}"


ATTENDANCE = [
    ["R. br.", "Ime i prezime", "Funkcija", "Potpis"],
    ["1.", "Senada Kurt", "predsjedavajuća Općinskog vijeća", "_______"],
    ["2.", "Damir Perković", "direktor Javnog preduzeća „Izvorište“ Donja Lipa i član Savjeta za komunalne poslove", "_______"],
    ["3.", "Ivana Kos", "zapisničar", ""],
    ["4.", "Nedim Alić-Hodžić", "vijećnik", "_______"],
]


def styles() -> tuple[str, Callable[..., Any]]:
    from reportlab.lib.fonts import addMapping
    from reportlab.lib.styles import ParagraphStyle

    font = register_font()
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(font, bold, italic, font)

    def style(size: float = 10, **more: Any) -> Any:
        return ParagraphStyle("made", fontName=font, fontSize=size, leading=1.25 * size, spaceAfter=0.6 * size, **more)

    return font, style


def printed(flowables: Sequence[Any], *, columns: int = 1, heads: tuple[str, str] = ("", "")) -> str:
    """The text of a document set by a typesetting program, with heads for left and right pages, and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
    from reportlab.platypus.frames import Frame

    font, _ = styles()

    def frame_page(canvas: Any, document: Any) -> None:
        canvas.setFont(font, 8)
        canvas.drawString(60, 805, heads[document.page % 2])
        canvas.line(60, 800, 540, 800)
        canvas.drawCentredString(300, 30, f"Strana {document.page}")

    width = (480 - 30 * (columns - 1)) / columns
    frames = [Frame(60 + column * (width + 30), 60, width, 725, id=f"f{column}") for column in range(columns)]
    saved = io.BytesIO()
    document = BaseDocTemplate(saved, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=frame_page))
    document.build(list(flowables))
    return read_bytes(saved.getvalue(), uri="a.pdf").text


def attendance(grid: bool) -> Any:
    from reportlab.lib.colors import black
    from reportlab.platypus import Paragraph
    from reportlab.platypus.tables import Table

    font, style = styles()
    cell = style(9)
    cell.spaceAfter = 0
    rows = [[Paragraph(text, cell) for text in row] for row in ATTENDANCE]
    look = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONT", (0, 0), (-1, -1), font, 9)]
    return Table(rows, colWidths=[45, 130, 205, 95], style=look + ([("GRID", (0, 0), (-1, -1), 0.5, black)] if grid else []))


@pytest.mark.parametrize("grid", [True, False], ids=["ruled", "unruled"])
def test_table_of_attendance_is_a_row_a_person_with_wrapped_cells_whole(grid: bool) -> None:
    from reportlab.platypus import Paragraph

    _, style = styles()
    lines = printed([Paragraph("Prisutni:", style()), attendance(grid), Paragraph(OPENING, style())]).split("\n")
    for row in ATTENDANCE:
        assert " | ".join(filter(None, row)) in lines


def test_record_of_a_table_of_attendance_has_everybody_with_the_function() -> None:
    from reportlab.platypus import Paragraph

    from pipeline import extract

    _, style = styles()
    title = Paragraph("ZAPISNIK sa 4. sjednice Općinskog vijeća Donja Lipa, održane 12. marta 2024. godine", style(12))
    text = printed([title, Paragraph("Prisutni:", style()), attendance(grid=True), Paragraph(OPENING, style())])
    people = {person.name: (person.role, person.status) for person in extract(text).participants if person.kind == "person"}
    assert people["Damir Perković"] == ("direktor", "present")
    assert people["Ivana Kos"] == ("zapisničar", "present")
    assert people["Nedim Alić-Hodžić"] == ("vijećnik", "present")
    assert people["Senada Kurt"][1] == "present"


@pytest.mark.parametrize("alignment", [0, 4], ids=["ragged", "justified"])
@pytest.mark.parametrize("columns", [1, 2])
def test_columns_are_read_one_after_another_and_paragraphs_are_whole(columns: int, alignment: int) -> None:
    from reportlab.platypus import Paragraph

    _, style = styles()
    paragraphs = [discussion(number) for number in range(1, 49)]
    text = printed(
        [Paragraph(paragraph, style(9, alignment=alignment)) for paragraph in paragraphs], columns=columns, heads=HEADS
    )
    assert [line for line in text.split("\n") if line.strip()] == paragraphs


def test_heads_of_left_and_right_pages_and_page_numbers_are_left_out() -> None:
    from reportlab.platypus import Paragraph

    _, style = styles()
    paragraphs = [discussion(number) for number in range(1, 60)]
    text = printed([Paragraph(paragraph, style(12)) for paragraph in paragraphs], heads=HEADS)
    assert "Zapisnik 4/2024" not in text and "Općina Donja Lipa" not in text and "Strana" not in text
    assert [line for line in text.split("\n") if line.strip()] == paragraphs


def test_words_split_at_line_ends_are_whole_again_and_compounds_keep_their_hyphen() -> None:
    from reportlab.platypus import Preformatted

    _, style = styles()
    lines = (
        "Na sjednici je razmotren izvještaj o radu centra, koji je obrazložila predsje-\n"
        "davajuća i koji su vijećnici usvojili jednoglasno, uz primjedbu da je dječije igra-\n"
        "lište bez ograde. Preporučeno je i da se nastavi rad na pripremi tehničko-\n"
        "ekonomske studije, a o svemu će se izvijestiti na narednoj sjednici vijeća."
    )
    text = printed([Preformatted(lines, style())])
    assert "predsjedavajuća" in text and "igralište" in text and "tehničko-ekonomske" in text
    assert text.strip().count("\n") == 0
