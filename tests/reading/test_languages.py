from __future__ import annotations

import pytest

from pipeline.reading.languages import count_words, other_language, variety_of
from pipeline.reading.scripts import other_script, script_of

OTHERS = {
    "en": (
        "The council held its regular session in the town hall on Tuesday and it was agreed that the members of the working "
        "group will prepare a report for the next meeting which is to be held in June with all of the partners"
    ),
    "de": (
        "Die Sitzung des Gemeinderates fand am Dienstag statt und es wurde beschlossen, dass der Bericht der Arbeitsgruppe bei "
        "der nächsten Sitzung im Juni vorgestellt wird, die auch für die Bürger und die Vertreter der Vereine offen ist"
    ),
    "sl": (
        "Seja občinskega sveta je potekala v torek v dvorani, kjer so člani sveta sprejeli sklep, ki ga bo župan izvedel do "
        "konca leta, in tudi poročilo nadzornega odbora, ki je bilo predstavljeno ob koncu seje, pri čemer so bili vsi za, "
        "kot je zapisal"
    ),
    "mk": (
        "Седницата на советот се одржа во вторник во општината, каде што членовите на советот го усвоија извештајот со "
        "мнозинство гласови и беше одлучено дека градоначалникот ќе ги извести сите кои се заинтересирани за проектот, како "
        "и медиумите"
    ),
    "ru": (
        "Заседание совета состоялось во вторник в здании администрации, где члены совета приняли отчет о работе и решили, что "
        "следующее заседание будет в июне, а все документы, как это было и раньше, не позднее чем за неделю будут у них"
    ),
    "it": (
        "La riunione del consiglio comunale si è tenuta martedì nella sala del municipio e i membri del consiglio hanno "
        "approvato il bilancio per il prossimo anno con una larga maggioranza, che non era prevista da tutti, per la gioia "
        "di una parte"
    ),
}
OURS = {
    "news": (
        "U prostorijama Doma kulture u Olovu održan je sastanak predstavnika mjesnih zajednica i općinskih službi, na kojem je "
        "dogovoreno da se do kraja mjeseca pripremi plan čišćenja korita rijeke Krivaje i da se o njemu obavijeste svi mještani"
    ),
    "without diacritics": (
        "U prostorijama Doma kulture u Olovu odrzan je sastanak predstavnika mjesnih zajednica i opcinskih sluzbi, na kojem je "
        "dogovoreno da se do kraja mjeseca pripremi plan ciscenja korita rijeke Krivaje i da se o njemu obavijeste svi mjestani"
    ),
    "cyrillic": (
        "У просторијама Дома културе у Рогатици одржан је састанак представника мјесних заједница и општинских служби, на којем "
        "је договорено да се до краја мјесеца припреми план чишћења корита ријеке и да се о њему обавијесте сви мјештани"
    ),
    "list of names": "Prisutni: " + ", ".join(f"Emir Hodžić {n}, Ivana Marić, Sandra Kos" for n in range(12)),
    "with a quotation in English": (
        "Projekat „Support to the development of the local communities in the region“ predstavljen je u četvrtak u Banovićima. "
        "Kako je rečeno, on će trajati do kraja godine, a u njega su uključene sve mjesne zajednice i škole iz ovog kraja."
    ),
}


@pytest.mark.parametrize("language", OTHERS)
def test_text_in_another_language_is_recognised(language: str) -> None:
    assert other_language(count_words(OTHERS[language])) == language


@pytest.mark.parametrize("kind", OURS)
def test_our_own_text_is_never_refused(kind: str) -> None:
    assert other_language(count_words(OURS[kind])) is None


@pytest.mark.parametrize("language", OTHERS)
def test_short_text_proves_nothing(language: str) -> None:
    assert other_language(count_words(" ".join(OTHERS[language].split()[:20]))) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Općinsko vijeće Ilijaš održalo je sjednicu u januaru. Prisutno je bilo 15 vijećnika.", "bs"),
        ("Opcinsko vijece Ilijas odrzalo je sjednicu u januaru, a hiljadu gradjana ceka tacku o historiji.", "bs"),
        ("Tijekom siječnja povjerenstvo je održalo tri sjednice. Tajnik je podnio izvješće nazočnima.", "hr"),
        ("Tijekom sijecnja povjerenstvo je odrzalo tri sjednice. Tajnik je podnio izvjesce nazocnima.", "hr"),
        ("Sastanak je održan u prostorijama Udruge u Kiseljaku.", "bs"),
        ("Predsednik opštine je otvorio sednicu. Posle rasprave usvojen je izveštaj i doneto rešenje.", "sr"),
        ("Скупштина општине Невесиње одржала је сједницу. Приједлог рјешења усвојен је послије расправе.", "sr"),
        ("Председник општине отворио је седницу.", "sr"),
        ("Општина и град. Опћинско вијеће одржало је сједницу. Такођер, опћенито о хисторији и саопћењу.", "bs"),
        ("", "bs"),
    ],
)
def test_variety(text: str, language: str) -> None:
    found, confidence = variety_of(count_words(text), script_of(text))
    assert found == language
    assert 0 <= confidence <= 1


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Zapisnik", "Latn"),
        ("Записник", "Cyrl"),
        ("Записник, Zoom", "Cyrl"),
        ("Sastanak u МЗ", "Latn"),
        ("1. 2. 3.", "Latn"),
        ("", "Latn"),
    ],
)
def test_script(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "script"),
    [("Η συνεδρίαση", "Greek"), ("会议", "Chinese"), ("Sastanak s firmom 会议", None), ("α i β", "Greek"), ("12. 3.", None)],
)
def test_other_script_is_named_only_where_it_prevails(text: str, script: str | None) -> None:
    assert other_script(text) == script
