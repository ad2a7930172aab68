"""Transliteration, look-alike letters, the case of digraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.script import detect, digraph_case_edits, latin_edits, to_latin

CYRILLIC = [
    ("Сједница Скупштине општине Љубиње", "Sjednica Skupštine opštine Ljubinje"),
    ("ЉУБИЊЕ", "LJUBINJE"),
    ("Његова Екселенција", "Njegova Ekselencija"),
    ("ЗАКЉУЧАК", "ZAKLJUČAK"),
    ("ПРИЈАТЕЉ", "PRIJATELJ"),
    ("КОЊ", "KONJ"),
    ("Љ. Петровић", "Lj. Petrović"),
    ("Џемал Биједић", "Džemal Bijedić"),
    ("ЏЕМАЛ БИЈЕДИЋ", "DŽEMAL BIJEDIĆ"),
    ("Ђурђевик, Ћемаловић", "Đurđevik, Ćemalović"),
    ("МУП-а и UNICEF-а", "MUP-a i UNICEF-a"),
    ("путем платформе Zoom", "putem platforme Zoom"),
    ("одјељење IX-2", "odjeljenje IX-2"),
    ("њњњ.општина.ба", "www.opština.ba"),
    ("19. и 20. маја", "19. i 20. maja"),
    ("„Свети Сава“", "„Sveti Sava“"),
    ("ИЗВЈЕШТАЈ О РАДУ", "IZVJEŠTAJ O RADU"),
]


@pytest.mark.parametrize(("source", "expected"), CYRILLIC)
def test_cyrillic_becomes_latin(source: str, expected: str) -> None:
    assert to_latin(source) == expected


LOOK_ALIKES = [
    ("s\u0430st\u0430n\u0430k", "sastanak"),  # three Cyrillic а
    ("\u041aova\u010d", "Kovač"),  # Cyrillic К
    ("o\u0440\u0433\u0430\u043d\u0438\u0437\u0430\u0446\u0438\u0458\u0430", "organizacija"),  # Latin o
    ("\u0412i\u041d", "BiH"),  # Cyrillic В and Н
    ("zakl\u0458u\u010deno", "zaključeno"),  # Cyrillic ј
    ("op\u0161tin\u0435 Fo\u010d\u0430", "opštine Foča"),
    ("\u0421\u0415\u041d\u0422\u0410R", "CEHTAR"),  # a mixed word reads as what it prints like
    ("skup\u0161tin\u0430 \u0458e odr\u017eana", "skupština je održana"),
    ("\u0410", "A"),
    ("\u0441\u0435\u043b\u043e", "selo"),  # wholly Cyrillic, no look-alike: с is s
]


@pytest.mark.parametrize(("source", "expected"), LOOK_ALIKES)
def test_letters_of_the_other_script_are_read_as_the_word_needs(source: str, expected: str) -> None:
    assert to_latin(source) == expected


def test_a_lone_look_alike_word_follows_its_line_and_its_document() -> None:
    assert to_latin("Presjek sjednice, tačka \u0410\u0412\u0421") == "Presjek sjednice, tačka ABC"
    assert to_latin("Сједница је одржана, тачка \u0410\u0412\u0421") == "Sjednica je održana, tačka AVS"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Sjednica je održana", "Latn"),
        ("Сједница је одржана", "Cyrl"),
        ("", "Latn"),
        ("12.3.2024.", "Latn"),
        ("Zoom састанак", "Cyrl"),
    ],
)
def test_the_script_of_most_letters_is_the_script_of_the_text(text: str, script: str) -> None:
    assert detect(text) == script


DIGRAPHS = [
    ("LJiljana", "Ljiljana"),
    ("NJegova", "Njegova"),
    ("DŽemal", "Džemal"),
    ("UDRUŽENjA", "UDRUŽENJA"),
    ("ZAKLjUČAK", "ZAKLJUČAK"),
    ("PRIJATELj", "PRIJATELJ"),
    ("LjUBUŠKI", "LJUBUŠKI"),
    ("Ljubuški", "Ljubuški"),
    ("LJUBUŠKI", "LJUBUŠKI"),
    ("LJ. Babić", "LJ. Babić"),
    ("Konjic", "Konjic"),
    ("injekcija", "injekcija"),
]


@pytest.mark.parametrize(("source", "expected"), DIGRAPHS)
def test_digraphs_take_the_case_of_their_word(source: str, expected: str) -> None:
    result = source
    for start, end, replacement in reversed(digraph_case_edits(source)):
        result = result[:start] + replacement + result[end:]
    assert result == expected


@given(st.text(alphabet=st.sampled_from("абвгдђежзијклљмнњопрстћуфхцчџшАЉЊЏsoKa .-\n1"), max_size=80))
def test_edits_are_ordered_and_leave_no_cyrillic(text: str) -> None:
    done = 0
    for start, end, _ in latin_edits(text):
        assert done <= start < end <= len(text)
        done = end
    assert not any("\u0400" <= letter <= "\u04ff" for letter in to_latin(text))


@given(st.text(max_size=60))
def test_latin_text_stays(text: str) -> None:
    if not any("\u0400" <= letter <= "\u052f" for letter in text):
        assert to_latin(text) == text
