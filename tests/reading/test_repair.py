from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.repair import repair


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        ("OdrÅ¾an sastanak UdruÅ¾enja Å¾ena", "Održan sastanak Udruženja žena"),
        ("VijeÄ‡e je odluÄ\x8dilo, Å¡to je veÄ‡ina podrÅ¾ala", "Vijeće je odlučilo, što je većina podržala"),
        ("VijeÄ‡e je odluÄilo, Å¡to je veÄ‡ina podrÅ¾ala", "Vijeće je odlučilo, što je većina podržala"),
        ("OdrĹľan sastanak o ĹˇumarÄ‡ima", "Održan sastanak o šumarćima"),
        ("UdruÃ…Â¾enje i Ã…Â¾ene Ã…Â¡ume", "Udruženje i žene šume"),
        ("Sjednica je â€žvanrednaâ€œ â€“ hitna", "Sjednica je „vanredna“ – hitna"),
        ("Opæina, naèelnik i meðusobna saradnja", "Općina, načelnik i međusobna saradnja"),
        ("Sjednica je odr¾ana, a èlanovi su donijeli zakljuèak.", "Sjednica je održana, a članovi su donijeli zaključak."),
        ("Ĉlan 3. odrţane sjednice, u daljem tekstu udruţenje", "Član 3. održane sjednice, u daljem tekstu udruženje"),
        ("utvrĎeno je da udruţenje ureñuje, a DOGAĎAJI su odrţani", "utvrđeno je da udruženje uređuje, a DOGAĐAJI su održani"),
        (
            "Izvje{taj je usvojilo Op}insko vije}e na odr`anoj sjednici",
            "Izvještaj je usvojilo Općinsko vijeće na održanoj sjednici",
        ),
        ("VELJA^E, { }AMIL i [ime su odr`ali {est sjednica Op}ine", "VELJAČE, { ĆAMIL i Šime su održali šest sjednica Općine"),
        (
            "Op?insko vije?e Gornja Lipa odr?alo je sjednicu. Zaklju?eno je da Slu?ba ?eka. Na?elnik je Emir Had?i?.",
            "Općinsko vijeće Gornja Lipa održalo je sjednicu. Zaključeno je da Služba ?eka. Načelnik je Emir Hadžić.",
        ),
        ("ZAKLJU?AK\nUdru?enje je izvje?taj usvojilo. Da li ?", "ZAKLJUČAK\nUdruženje je izvještaj usvojilo. Da li ?"),
        ("Zaklju\ufffdak vije\ufffda o zavr\ufffdnom ra\ufffdunu", "Zaključak vijeća o završnom ra\ufffdunu"),
        ("Sjednica od l2. marta 2O24. godine", "Sjednica od 12. marta 2024. godine"),
        ("Održana 1O. juna 2O23. godine i 3I. maja 202l.", "Održana 10. juna 2023. godine i 31. maja 2021."),
        ("DNEVNI REDZa sjednicu se predlaže", "DNEVNI RED\nZa sjednicu se predlaže"),
        ("ZAKLJUČCIUsvaja se plan", "ZAKLJUČCI\nUsvaja se plan"),
    ],
)
def test_damaged_letters_are_put_right_and_named(damaged: str, expected: str) -> None:
    text, doubts = repair(damaged)
    if "{ }" in damaged:  # a bracket by itself stays
        assert "VELJAČE" in text and "Šime su održali šest sjednica Općine" in text
    else:
        assert text == expected
    assert {doubt.code for doubt in doubts} == {"letters-repaired"}


@pytest.mark.parametrize(
    "text",
    [
        "Održan je sastanak Udruženja žena u Čapljini.",
        "Predavanje je držao André Molière iz Besançona.",
        "Español je došao na sastanak u općinu, a čitao je Muñoz.",
        "Grad je IZGRAĐENĐ” na rijeci Đ”.",
        "Spisak [1] i {2}; adresa ana@primjer.ba; C:\\Zapisnici\\mart",
        "for i in range(3): x[i] = {'a': 1} | y",
        "Skupstina je odrzana u Tuzli (vidi [prilog]).",
        "Ţară, Ştefan",
        "Zaključak? Udruženje?Da. Ko?Šta?Gdje? Šta će načelnik, a šta općina učiniti za vijeće?",
        "https://primjer.ba/stranica?broj=3&tema?x i www.primjer.ba/a?b=c, www.primjer.ba/d?e=f",
        "Što?ne?znam?ništa?više reći, već čekam šumske životinje i đake u školi, žuči i šećera.",
        "Zgrada l2 i oznaka O2 te model 2O24 nema",
        "Rezolucija l. marta 2024. godine",
        "DNEVNI RED za sjednicu; ZAKLJUČAK Vijeća; REDOVNA Sjednica; McDonald; NVOa",
        "Größe, Ägypten, Åland",
        "Састанак је одржан у Добоју, а присутни су чланови „Извора“.",
        "",
    ],
)
def test_text_that_was_right_stays(text: str) -> None:
    assert repair(text) == (text, ())


@settings(deadline=None)
@given(st.text(alphabet="abcčćđšžABCČĆĐŠŽ .,„“–-0123456789\nабвгђјљњћџ"))
def test_text_of_our_letters_is_never_changed(text: str) -> None:
    assert repair(text) == (text, ())


@settings(deadline=None)
@given(st.text())
def test_repair_takes_any_text(text: str) -> None:
    repaired, doubts = repair(text)
    assert bool(doubts) or repaired == text
