"""Ways through the blocks: lists and their lead-ins, sections, cells, offsets."""

from __future__ import annotations

import pytest

from pipeline.language.layout import (
    agency_dateline,
    block_at,
    blocks_of_section,
    cells,
    find_blocks,
    items_of,
    label_kind,
    lead_kind,
)

MINUTES = """ZAPISNIK

Prisutni:
- Alma Kurt
- Ivo Barić
Odsutan:
- Huso Dedić

DNEVNI RED
1. Plan rada
2. Razno

Ad. 1
Nakon rasprave doneseni su sljedeći zaključci:
a) plan se usvaja;
b) zadužuju se:
- Alma Kurt da nabavi opremu;
- Ivo Barić da obavijesti škole;
c) rok je maj.
Strana 1 od 2
Ad. 2
Pod razno nije bilo prijava.

Zapisničar: Alma Kurt | Predsjednik: Ivo Barić
"""


def words(text: str, numbers: list[int]) -> list[str]:
    blocks = find_blocks(text)
    return [text[blocks[number].content_start : blocks[number].end] for number in numbers]


def index_of(text: str, line: str) -> int:
    return next(index for index, block in enumerate(find_blocks(text)) if text[block.start : block.end] == line)


@pytest.mark.parametrize(
    ("lead", "items"),
    [
        ("Prisutni:", ["Alma Kurt", "Ivo Barić"]),
        ("Odsutan:", ["Huso Dedić"]),
        ("DNEVNI RED", ["Plan rada", "Razno"]),
        ("Nakon rasprave doneseni su sljedeći zaključci:", ["plan se usvaja;", "zadužuju se:", "rok je maj."]),
        ("b) zadužuju se:", ["Alma Kurt da nabavi opremu;", "Ivo Barić da obavijesti škole;"]),
        ("Ad. 1", []),
    ],
)
def test_items_are_reached_from_what_leads_in(lead: str, items: list[str]) -> None:
    assert words(MINUTES, items_of(find_blocks(MINUTES), index_of(MINUTES, lead))) == items


def test_items_of_one_list_share_their_list() -> None:
    blocks = find_blocks(MINUTES)
    lists: dict[int, list[str]] = {}
    for block in blocks:
        if block.list_id is not None:
            lists.setdefault(block.list_id, []).append(block.number or block.marker)
    assert list(lists.values()) == [["-", "-"], ["-"], ["1", "2"], ["a", "b", "c"], ["-", "-"]]


def test_a_section_ends_at_the_next_one_or_at_the_signature() -> None:
    blocks = find_blocks(MINUTES)
    first = words(MINUTES, blocks_of_section(blocks, index_of(MINUTES, "Ad. 1")))
    assert first[0].startswith("Nakon rasprave") and first[-1] == "rok je maj." and len(first) == 6
    assert words(MINUTES, blocks_of_section(blocks, index_of(MINUTES, "Ad. 2"))) == ["Pod razno nije bilo prijava."]


def test_what_a_heading_heads_ends_at_the_next_heading_or_section() -> None:
    blocks = find_blocks(MINUTES)
    assert words(MINUTES, blocks_of_section(blocks, index_of(MINUTES, "DNEVNI RED"))) == ["Plan rada", "Razno"]


def test_paragraphs_that_lead_in_have_a_kind() -> None:
    text = "Naslov\n\nUčesnici su donijeli sljedeće zaključke:\n- prvi\n- drugi\n\nVodila je Alma. Prisustvovali su:\n- Ivo Barić"
    blocks = find_blocks(text)
    leads = [lead_kind(text, block) for block in blocks if text[block.start : block.end].endswith(":")]
    assert leads == ["conclusions", "present"]
    assert lead_kind(text, blocks[0]) is None


def test_roman_numerals_alone_belong_to_the_line_below() -> None:
    text = "Vijeće je donijelo\n\nZAKLJUČAK\n\nI\nUsvaja se plan.\nII\nZadužuje se Služba."
    blocks = find_blocks(text)
    items = [(block.marker, block.number) for block in blocks if block.kind == "list_item"]
    assert items == [("I", "1"), ("II", "2")]
    assert words(text, items_of(blocks, index_of(text, "ZAKLJUČAK"))) == ["Usvaja se plan.", "Zadužuje se Služba."]


def test_the_block_of_an_offset() -> None:
    text = "Naslov vijesti\n\nDanas je održan sastanak."
    blocks = find_blocks(text)
    assert block_at(blocks, 0) == 0
    assert block_at(blocks, text.index("sastanak")) == 1
    assert block_at(blocks, text.index("\n")) is None
    assert block_at(blocks, len(text)) is None
    assert block_at([], 3) is None


def test_cells_of_a_row() -> None:
    text = "R.br. | Zadatak | Rok\n1 |  | maj\n2 | plan | juni"
    blocks = find_blocks(text)
    assert [block.kind for block in blocks] == ["table_row"] * 3
    assert [block.is_header for block in blocks] == [True, False, False]
    assert [text[start:end] for start, end in cells(text, blocks[1])] == ["1", "", "maj"]


def test_a_table_without_a_head() -> None:
    text = "Raspored dežurstava\n\nAlma | ponedjeljak | 8 sati\nIvo | utorak | 9 sati\n"
    assert [block.is_header for block in find_blocks(text)] == [False, False, False]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Bihać, 14.09.2023. – Na današnjoj sjednici usvojen je plan.", "Bihać, 14.09.2023."),
        ("SARAJEVO, 12. marta (AGENCIJA) – Vlada je usvojila budžet.", "SARAJEVO, 12. marta (AGENCIJA)"),
        ("Sarajevo, 25. novembra – U organizaciji Mreže održan je skup.", "Sarajevo, 25. novembra"),
        ("Danas je u Bihaću održana sjednica.", None),
        ("Alma, Ivo i Huso – troje volontera – uredili su park.", None),
    ],
)
def test_dateline_of_an_agency(paragraph: str, expected: str | None) -> None:
    text = f"Naslov vijesti\n\n{paragraph} Dalje slijedi ostatak vijesti o radu."
    block = find_blocks(text)[1]
    found = agency_dateline(text, block)
    assert block.kind == "paragraph"
    assert (text[found[0] : found[1]] if found else None) == expected


def test_label_kind_of_blocks_without_a_label() -> None:
    assert label_kind(find_blocks("Danas je održan sastanak.")[0]) is None
