# ruff: noqa: E501 - sentences in one line
from __future__ import annotations

import textwrap

import pytest

from pipeline.reading import read_bytes
from pipeline.reading.languages import count_words, other_language, own_part, variety_of
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


# --- documents in two languages

HELD = "Vijeće mjesne zajednice Gornja Lipa održalo je u srijedu sjednicu, na kojoj je govorio i načelnik Amar Selak."
AGREED = "Dogovoreno je da se put do škole popravi do kraja jula."
MINUTES_IN_ENGLISH = """MINUTES of the 4th session of the Council
Date: 12 March 2024
Present: John Carver, director; Amar Selak, mayor
The session was opened by the chairman, who greeted all of the guests and presented the agenda for the day.
1. Report of the health centre
2. Budget
It was concluded that the road to the school is to be repaired by the end of July."""


def own(text: str) -> tuple[str, tuple[str, ...]]:
    return own_part(text, count_words(text))


@pytest.mark.parametrize("language", ["en", "de", "sl", "mk", "it"])
@pytest.mark.parametrize("width", [72, 1000], ids=["hard-wrapped", "a line a paragraph"])
@pytest.mark.parametrize("place", ["beneath", "above", "between", "without a blank line"])
def test_passage_in_another_language_is_left_out_and_named(language: str, width: int, place: str) -> None:
    ours = [textwrap.fill(HELD, width), textwrap.fill(AGREED, width)]
    other = textwrap.fill(f"{OTHERS[language]}.", width)
    parts, kept = {
        "beneath": ([*ours, other], "\n\n".join(ours)),
        "above": ([other, *ours], "\n\n".join(ours)),
        "between": ([ours[0], other, ours[1]], "\n\n".join(ours)),
        "without a blank line": ([f"{ours[0]}\n{other}"], ours[0]),
    }[place]
    text, languages = own("\n\n".join(parts))
    assert text.strip() == kept
    assert languages == (language,)


def test_names_and_dates_within_a_passage_go_with_it() -> None:
    text, languages = own(f"{HELD}\n\n{AGREED}\n\n{MINUTES_IN_ENGLISH}\n")
    assert text.strip() == f"{HELD}\n\n{AGREED}"
    assert languages == ("en",)


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_left_out_gives_no_values_and_is_warned_of(language: str) -> None:
    from pipeline import extract

    names = {"en": "It was attended by John Carver, director of the Carver Foundation, on 5 May 2024, with all of the members.",
             "de": "Anwesend war auch Klaus Weber, Direktor der Weber Stiftung, der am 5. Mai 2024 mit allen sprach und nicht ging."}  # fmt: skip
    text = f"{HELD}\n\n{OTHERS[language]}. {names[language]}\n\n{AGREED}\n"
    record = extract(read_bytes(text.encode(), uri="a.txt"))
    assert "foreign-parts-left-out" in [warning.code for warning in record.warnings]
    assert [person.name for person in record.participants] == ["Amar Selak"]
    assert not {date.value for date in record.dates} & {"2024-05-05", "2024-05"}
    assert len(record.conclusions) == 1


@pytest.mark.parametrize(
    "line",
    [
        "„We are here because the people of the valley asked for it, and we will be here with them until the road is built,” it says.",
        "“The work of the council is for the people and not for the parties, which all of us here have to bear in mind this year.”",
        "Support to the development of the local communities in the region",
        "Association for the Protection of the Rights of the Child and the Family",
        "Published by the Office of the Mayor",
        "Projekat „Strengthening of the role of the women in the peace process of the region and the world“ predstavila je Ana Kos.",
        "Naziv / Name | Mjesto i vrijeme / Place and time of the event | Tema / Subject of the talk | Ko vodi / Chair of the talk",
        "Članovi su i: The Institute of the Valley, Friends of the River and the Forest, Centre for the Study of the Town and the Land.",
    ],
)
def test_quotations_names_and_short_lines_in_english_stay(line: str) -> None:
    text = f"{HELD}\n\n{line}\n\n{AGREED}\n"
    assert own(text) == (text, ())


def test_list_of_titles_in_english_stays() -> None:
    titles = "\n".join(
        f"The role of the {what} in the life of the town and of the village\n{day}. juna, Tuzla"
        for day, what in enumerate(("school", "river", "press"), 3)
    )
    text = f"{HELD}\n\n{titles}\n\n{AGREED}\n"
    assert own(text) == (text, ())


@pytest.mark.parametrize("kind", OURS)
def test_text_of_ours_stays_whole(kind: str) -> None:
    text = f"{OURS[kind]}\n\n{HELD}\n"
    assert own(text) == (text, ())


def test_text_with_hardly_a_word_of_ours_stays_whole_and_is_refused_as_such() -> None:
    text = f"ZAPISNIK\n\n{OTHERS['en']}\n"
    assert own(text) == (text, ())
