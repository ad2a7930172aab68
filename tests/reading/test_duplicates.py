"""Documents with the same text are known, whatever their format, script and spelling."""

from __future__ import annotations

import random

import pytest

from pipeline.reading import Duplicates, sketch

_REPORT = (
    "U Žepču je u četvrtak održan sastanak predstavnika Općine i Udruženja pčelara. Razgovarali su o štetama koje je na"
    " košnicama napravilo prskanje voća. Načelnik je predložio da se voćari i pčelari dogovore o vremenu prskanja."
    " Dogovoreno je da Udruženje do kraja maja pripremi obavijest, a Općina je objavi na svojoj stranici."
)
_OTHER = (
    "Vijeće mladih Gradačac izabralo je novo rukovodstvo. Za predsjednicu je izabrana studentica prava, a za sekretara učenik"
    " mašinske škole. Nova uprava najavila je turnir u futsalu, čišćenje obale i radionicu o pisanju projekata."
)
_CYRILLIC = str.maketrans(
    "abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ", "абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ"
)


def cyrillic(text: str) -> str:
    for latin, letter in (("lj", "љ"), ("nj", "њ"), ("dž", "џ"), ("Lj", "Љ"), ("Nj", "Њ")):
        text = text.replace(latin, letter)
    return text.translate(_CYRILLIC)


@pytest.mark.parametrize(
    "same",
    [
        _REPORT,
        _REPORT.upper(),
        _REPORT.replace(" ", "\n"),
        cyrillic(_REPORT),
        _REPORT.translate(str.maketrans("čćšžđČĆŠŽ", "ccszdCCSZ")),
        _REPORT.replace(",", "").replace(".", " –"),
        f"Početna\nO nama\n{_REPORT}",
    ],
    ids=["same", "capitals", "lines", "Cyrillic", "bare", "marks", "menu"],
)
def test_the_same_text_is_known(same: str) -> None:
    seen = Duplicates()
    assert seen.add("a", sketch(_REPORT)) is None
    assert seen.add("b", sketch(same)) == "a"


@pytest.mark.parametrize(
    "other", [_OTHER, _REPORT[:150] + _OTHER, " ".join(reversed(_REPORT.split()))], ids=["another", "same beginning", "shuffled"]
)
def test_another_text_is_none(other: str) -> None:
    seen = Duplicates()
    seen.add("a", sketch(_REPORT))
    assert seen.add("b", sketch(other)) is None


def test_all_duplicates_lead_to_the_first() -> None:
    seen = Duplicates()
    assert [seen.add(name, sketch(_REPORT)) for name in "abc"] == [None, "a", "a"]


def test_short_texts_are_left_alone() -> None:
    seen = Duplicates()
    assert sketch("Sastanak je održan.") == b""
    assert [seen.add(name, sketch("Sastanak je održan.")) for name in "ab"] == [None, None]


def test_a_word_changed_here_and_there_is_the_same_text() -> None:
    chance = random.Random(2)
    words = (_REPORT + " " + _OTHER).split()
    long = [chance.choice(words) for _ in range(600)]
    changed = list(long)
    for at in (100, 300, 500):
        changed[at] = "drugačije"
    seen = Duplicates()
    seen.add("a", sketch(" ".join(long)))
    assert seen.add("b", sketch(" ".join(changed))) == "a"
