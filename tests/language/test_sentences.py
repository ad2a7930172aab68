"""Sentence starts. In the cases `¦` stands where a sentence starts; where none stands nothing is broken."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from pipeline.language.abbreviations import abbreviations, kind_of
from pipeline.language.folding import fold
from pipeline.language.sentences import LONGEST_SENTENCE
from pipeline.resources import read_table


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("bs")


def marked(nlp: Language, text: str) -> str:
    """`text` with a mark before every sentence but the first."""
    doc = nlp(text)
    starts = [token.idx for token in doc if token.is_sent_start and not token.is_space]
    return "¦".join(text[start:end] for start, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True))


DATES = [
    "Sjednica je održana 31. Januara 2023. godine u Tuzli.",
    "Sjednica je održana 31. januara 2023. godine. ¦Prisustvovalo je 12 vijećnika.",
    "Ugovor je potpisan 5. Maja. ¦Potpisao ga je načelnik.",
    "Rok je 31.12.2023. ¦Izvještaj podnosi direktor.",
    "Rok je 31. 12. 2023. ¦Izvještaj podnosi direktor.",
    "U 2023. Vijeće je održalo devet sjednica.",
    "Krajem januara 2023. Općina Maglaj je raspisala poziv.",
    "U petak, 5. maja 2023. Općina Ilijaš je potpisala ugovor.",
    "Dana 14.03.2022. Komisija je obišla teren.",
    "Udruženje je osnovano 1998. ¦Ima stotinu članova.",
    "Udruženje je osnovano 1998. ¦U njemu radi deset ljudi.",
    "Sarajevo, 12. marta 2024. Godine",
    "Radni odnos traje od 1. 9. do 31. 12. 2024. godine.",
    "Sastanak je bio 12.3. u Zenici. ¦Idući je 15.4. u Travniku.",
    "Objavljeno 2020. godine.",
    "Mostar, 18. ožujka 2008. – Načelnik je primio goste.",
    "• Utorak, 28.2. – Sajam volontiranja",
    "Susret je održan 19. VIII. ¦Ugovor još nije potpisan.",
    "Festival traje od 19. V. do 10. VI. i slijedi izložba.",
]
YEARS = [
    "Centar je otvoren 2008. god. ¦Sarajevo je tada dobilo prvu takvu ustanovu.",
    "U 2008. god. Sarajevo je dobilo novi centar.",
    "Tokom 2019. god. Ministarstvo je izdvojilo sredstva.",
    "U školskoj 2022/23. god. upisano je 300 učenika.",
    "Plan je usvojen za 2021.g. ¦Izvještaj još nije.",
    "Prihvaćen je izvještaj za prošlu god. i plan za iduću.",
]
TITLES = [
    "Skup je otvorila dr. Kulenović.",
    "Prisustvovali su prof. dr. Emir Hodžić i mr. sc. Lejla Begić.",
    "Prisustvovali su mr. Sc. Lejla Begić i dipl. ing. Mirza Suljić.",
    "Govorio je hfz. Ahmed Alić, a zatim prim. dr. Senad Mujić.",
    "Pozdravio ih je ing. Mirza Suljić.",
    "Prim. Dr. Senad Mujić je uvodno obrazložio izvještaj.",
    "Predavač je bio akad. Enver Redžić.",
    "Mr. ph. Amra Delić vodi apoteku.",
    "Poštovani gosp. Hadžiću, pozivamo vas na sjednicu.",
    "Crkva sv. Ante je obnovljena.",
    "Direktor je Mirza Suljić, dipl. ing. ¦Sastanak je počeo u 10 sati.",
    "Prisutni su Hadžić, Begić i dr. ¦Nakon toga je usvojen dnevni red.",
    "Potpisnik je mr. Hadžić, a ne dr. Begić.",
    "Govorio je doc. dr. Samir Alić. ¦Poslije njega riječ je uzela Ana Babić.",
]
NUMBERED = [
    "Odluka br. 4/08 je stavljena van snage.",
    "Odluka je objavljena u Službenom glasniku br. 4/08. ¦Stupa na snagu danas.",
    "Prema tač. 3. Zaključka rok je istekao.",
    "Prema tac. 3 odluke rok je istekao.",
    "Na osnovu čl. 5. Zakona i st. 2. Uredbe donosi se odluka.",
    "Na osnovu čl. 12. i 14. Statuta Skupština donosi odluku.",
    "Vidi str. 15 izvještaja.",
    "Vidi Str. 15. Izvještaja.",
    "Prijave na tel. 035 123-456 do petka.",
    "Pozvati na tel. 035/123-456. ¦Prijave traju do petka.",
    "Toč. 3. O kreditu je govorio Dinko Lovrić.",
    "Pozvati na 033 775 640. ¦Prijave traju do petka.",
    "Od 44 člana prisutan je 41. ¦Odsutni su Hadžić i Begić.",
    "Ad. 3 Usvajanje budžeta",
    "Ad. 3. Usvajanje budžeta za 2024. godinu",
    "Ad 3. Usvajanje budžeta za 2024. godinu",
    "AD. 1. USVAJANJE ZAPISNIKA",
    "Tačka 2. Usvajanje zapisnika sa prošle sjednice.",
    "Član 5. Ova odluka stupa na snagu osmog dana.",
    "Vijeće je usvojilo tačku 5. ¦Nakon toga je određena pauza.",
    "Prijave se podnose u P.F. 12 do petka.",
]
LISTS = [
    "1. Usvaja se izvještaj o radu.",
    "1. Usvaja se izvještaj. ¦2. Zadužuje se direktor da pripremi plan.",
    "12. Zadužuje se služba za finansije.",
    "• 3. Usvaja se plan.",
    "a. Usvaja se plan.",
    "A. Usvajanje zapisnika",
    "II. Izvještaj o radu",
    "IV. U skladu sa zakonom donosi se plan.",
    "1) Usvaja se plan. ¦2) Odbija se prijedlog.",
    "2.1. Usvajanje zapisnika",
    "1. Na prijedlog komisije bira se predsjednik.",
]
ORDINALS = [
    "Održana je 32. redovna sjednica Općinskog vijeća.",
    "Na 12. Sjednici Skupštine usvojen je budžet.",
    "12. Sjednica Skupštine je zakazana za petak.",
    "Održana je XII. sjednica Skupštine.",
    "Održana je XII. Sjednica Skupštine.",
    "Predstavljene su 15. Međunarodne igre mladih.",
    "Učenici iz 10. i 11. razreda posjetili su muzej.",
    "U 10. i 11. razredu nastava je počela ranije.",
    "Za prijedlog je glasalo 12. ¦Protiv nije bio niko.",
    "Usvojena je tačka 7. ¦Zatim je određena pauza.",
    "Obnova je koštala 100.000. ¦Grad je platio pola.",
    "Sastanak je trajao do 14.30. ¦Zaključci su usvojeni.",
    "Radovi traju od 10.-12. Maja.",
    "Tako je vladao Franjo Josip I. ¦Nakon njega došao je Karlo.",
    "Stigli smo do 5. 6. i 7. Brigade.",
]
INITIALS = [
    "Pjesme M. Selimovića čitali su učenici.",
    "Roman je napisao M. Selimović. ¦Preveden je na mnoge jezike.",
    "Osnovna škola „S. S. Kranjčević“ slavi jubilej.",
    "Zapisnik vodio A.B. Hadžić.",
    "Usvojen je plan B. ¦Zatim je sjednica zaključena.",
    "Predsjednik g. Hadžić je odsutan.",
    "Potpisali su E. H. i S. K. ¦Nakon toga su otišli.",
]
JOINING = [
    "Svi članovi, tj. Hadžić i Begić, bili su prisutni.",
    "Bilo je i gostiju, npr. Amra Delić iz Bihaća.",
    "Posjetili su tzv. Zeleni dom.",
    "Kupljene su stolice, stolovi itd. ¦Sve je plaćeno iz budžeta.",
    "Kupljene su stolice, stolovi itd. i sve je plaćeno.",
    "Nabavljeni su papir, olovke i sl. ¦Troškove snosi škola.",
    "Odluka se objavljuje u Sl. novinama FBiH.",
    "Odluka se objavljuje u Sl. Novinama FBiH.",
    "Sjedište je u ul. Maršala Tita 5 u Tuzli.",
    "Adresa: Ul. Maršala Tita bb. Tuzla",
    "Radove izvodi Inženjering d.o.o. Tuzla.",
    "Radove izvodi Inženjering d.o.o. ¦U toku je prva faza.",
    "Radove izvodi Inženjering d.o.o. ¦Sastanak sa izvođačem je u petak.",
    "Banka d.d. Sarajevo je odobrila kredit.",
    "Prijevod sa engl. Amra Delić.",
    "Pauza je trajala 15 min. ¦Rasprava je potom nastavljena.",
    "Naselje je udaljeno 5 km. ¦Put je asfaltiran.",
    "Izgrađeno je 200 m. ¦Radovi se nastavljaju.",
    "Sastanak zakazan za 20.00h. ¦Dođite na vrijeme.",
    "Blv. Meše Selimovića je zatvoren.",
    "Pismo je napisala Lj. Kosijer.",
    "Pismo je napisala Dž. Kosijer. ¦Zatim ga je poslala.",
    "Tri mil. Dinara je uplaćeno.",
]
ENDS = [
    "Sastanak je održan.¦U utorak je novi.",
    "Sastanak je održan . ¦Novi je u utorak.",
    "Ko je za? ¦Svi su za!",
    "Ko je za?! ¦Niko.",
    "Usvojeno! ¦Sjednica je zaključena.",
    "Kazao je: „Usvojeno.“ ¦Zatim je zaključio sjednicu.",
    'Kazao je: "Usvojeno." ¦Zatim je zaključio sjednicu.',
    "Kazao je: »Usvojeno.« ¦Zatim je zaključio sjednicu.",
    "Kazao je: „Usvojeno!“ ¦Zatim je zaključio sjednicu.",
    "„Je li usvojeno?“ upitao je predsjednik.",
    "„Usvojeno.“, kazao je predsjednik.",
    "Kazao je „usvojeno“. ¦Zatim je otišao.",
    "Sjednica je zaključena. ¦„Hvala svima“, kazao je.",
    "Sjednica je zaključena. ¦– Hvala svima, kazao je.",
    "Sjednica je zaključena. ¦(Zapisnik je u prilogu.) ¦Potpisi slijede.",
    "Zapisnik je usvojen (jednoglasno). ¦Potpisi slijede.",
    "Ponavljam (!) Hadžić nije bio prisutan.",
    "Navodi se da (...) Vijeće usvaja plan.",
    "Razmišljali su… ¦Zatim su glasali.",
    "Razmišljali su... ¦Zatim su glasali.",
    "Razmišljali su... pa su glasali.",
    "Iznos od ... 5 maraka",
    "Sadržaj ........ 3",
    "Prisustvovalo je mnogo ljudi. ¦15 članova je glasalo.",
    "Posjetite www.zapisnik.ba. ¦Tamo je sve.",
    "Pišite na ured@opcina.ba. ¦Odgovor stiže brzo.",
    "Koristi se Microsoft .NET i Java.",
    "Došli su mi. ¦Onda su otišli.",
    "To ćete da vidi. ¦Onda odlučite.",
    "Plaćeno je 50 KM. ¦Račun je u prilogu.",
    "Dijalog je završen.¦No nije sve gotovo.",
    "Otvoren je Dom zdravlja BiH. ¦Svečanosti su prisustvovali građani.",
    "Sastanak nema zaključaka",
    "Bez kraja. bez velikog slova.",
]
LINES = [
    "ZAPISNIK\n¦sa sjednice\n¦DNEVNI RED",
    "Prisutni:\n¦Amra Delić\n¦Emir Hodžić",
    "Rečenica bez tačke\n\n¦Druga rečenica.",
    "Na osnovu čl.\n¦5. Zakona",
    "Skup je otvorila dr.\n¦Kulenović.",
    "„Usvojeno.“\n¦„Hvala.“",
    "Prva.\r\n¦Druga.\r¦Treća.",
    "Prva \t \n  ¦druga",
    "\n\nPrva.\n",
]


@pytest.mark.parametrize("text", DATES + YEARS + TITLES + NUMBERED + LISTS + ORDINALS + INITIALS + JOINING + ENDS + LINES)
def test_sentence_starts_where_a_reader_expects_it(nlp: Language, text: str) -> None:
    assert marked(nlp, text.replace("¦", "")) == text


@pytest.mark.parametrize("text", TITLES + NUMBERED + ORDINALS + JOINING)
def test_diacritics_are_optional(nlp: Language, text: str) -> None:
    plain = text.translate(str.maketrans("čćđšžČĆĐŠŽ", "ccdszCCDSZ"))
    assert marked(nlp, plain.replace("¦", "")) == plain


@pytest.mark.parametrize(
    "text",
    ["ODRŽANA JE 12. SJEDNICA VIJEĆA.", "SKUP JE OTVORILA DR. KULENOVIĆ.", "UL. MARŠALA TITA 5", "NA OSNOVU ČL. 5. ZAKONA"],
)
def test_capitals_break_nothing(nlp: Language, text: str) -> None:
    assert marked(nlp, text) == text


def test_table_of_sentence_words_names_known_uses_only() -> None:
    rows = read_table("pipeline.language", "sentence_words.tsv", ("word", "uses"))
    assert {use for row in rows for use in row["uses"].split()} == {"opens", "noun", "time", "heads"}
    assert all(row["word"] == row["word"].lower() for row in rows)


def test_abbreviation_is_found_without_diacritics_and_in_capitals() -> None:
    assert kind_of("Tač.") == kind_of("tac.") == kind_of("TAČ.") == "number"
    assert kind_of("dr") is None
    assert all(not key.endswith(".") and key == fold(key) for key in abbreviations())


PIECES = st.sampled_from(
    [
        "31.",
        "Januara",
        "dr.",
        "M.",
        "1.",
        "XII.",
        "Sjednica",
        "je",
        "itd.",
        "god.",
        "2008.",
        "U",
        "!",
        "?",
        "…",
        ".",
        "“",
        "„",
        '"',
        "(",
        ")",
    ]
)


@given(st.lists(PIECES, max_size=25), st.sampled_from([" ", "", "\n"]))
def test_sentences_follow_each_other_and_hold_every_token(nlp: Language, pieces: list[str], joint: str) -> None:
    doc = nlp(joint.join(pieces))
    sentences = list(doc.sents) if len(doc) else []
    assert "".join(sentence.text_with_ws for sentence in sentences) == doc.text
    for line in doc.text.split("\n"):
        if line.strip():
            assert nlp(line)[0].is_sent_start


@given(st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map(" ".join))
def test_what_stands_in_another_line_changes_nothing(nlp: Language, above: str, below: str) -> None:
    offset = len(above) + 1
    together = {token.idx for token in nlp(f"{above}\n{below}") if token.is_sent_start and not token.is_space}
    apart = {token.idx for token in nlp(above) if token.is_sent_start}
    apart |= {token.idx + offset for token in nlp(below) if token.is_sent_start}
    assert together == apart


@pytest.mark.parametrize("text", ["1. " * 20_000, '."x' * 20_000, "! " * 20_000, ".“" * 20_000, "5. A ( " * 20_000])
def test_strange_texts_take_their_time_in_proportion(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def lengths(nlp: Language, text: str) -> list[int]:
    return [len(sentence) for sentence in nlp(text).sents]


@pytest.mark.parametrize(
    "text", ["riječ " * 30_000, "a," * 15_000, "17 " * 30_000, "(" * 30_000, "Amra Begić – " * 10_000, "и" * 30_000]
)
def test_sentence_longer_than_any_person_writes_is_cut(nlp: Language, text: str) -> None:
    assert max(lengths(nlp, text)) <= LONGEST_SENTENCE + 1  # and a blank


@pytest.mark.parametrize(
    "text", ["Prisutni: " + "Emina Hodžić, tajnica; " * 166, "riječ " * LONGEST_SENTENCE, "a," * (LONGEST_SENTENCE // 2)]
)
def test_long_list_that_a_person_may_write_stays_one_sentence(nlp: Language, text: str) -> None:
    assert len(lengths(nlp, text.strip())) == 1


@pytest.mark.parametrize(
    ("part", "final"), [("jedna dva, tri četiri; ", ";"), ("jedna dva, tri četiri ", ","), ("jedna dva tri | ", "|")]
)
def test_endless_sentence_is_cut_behind_a_pause(nlp: Language, part: str, final: str) -> None:
    sentences = list(nlp((part * 500).strip()).sents)
    assert len(sentences) > 1
    assert all(sentence.text.endswith(final) for sentence in sentences[:-1])


def test_endless_sentence_leaves_those_beside_it_as_they_are(nlp: Language) -> None:
    doc = nlp("Sjednica je održana. Riječ " + "riječ " * 2500 + "kraj. Vodio ju je načelnik.")
    sentences = [sentence.text for sentence in doc.sents]
    assert (sentences[0], sentences[-1], len(sentences)) == ("Sjednica je održana.", "Vodio ju je načelnik.", 5)
