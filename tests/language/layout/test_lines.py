"""Single lines in the middle of a document: markers, sections, labels, datelines."""

from __future__ import annotations

import pytest

from pipeline.language.blocks import Block
from pipeline.language.layout import find_blocks, label_kind

BEFORE = "Naslov vijesti o radu udruženja\n\nPrvi pasus je dug i govori o radu udruženja u prethodnoj godini.\n\n"
AFTER = "\n\nZadnji pasus je dug i govori o planovima udruženja za narednu godinu."


def block_of(line: str) -> tuple[Block, str]:
    text = BEFORE + line + AFTER
    block = next(block for block in find_blocks(text) if block.start >= len(BEFORE))
    return block, text[block.content_start : block.end]


SECTIONS = [
    ("Ad. 1", "1", ""),
    ("Ad 1", "1", ""),
    ("AD-1", "1", ""),
    ("Ad-2.", "2", ""),
    ("Ad/3", "3", ""),
    ("Ad1/ Plan rada", "1", "Plan rada"),
    ("AD. IV", "4", ""),
    ("Ad. 3a", "3a", ""),
    ("Ad. A", "A", ""),
    ("A d. 1", "1", ""),
    ("Ad. 1 – Zapisnik je usvojen.", "1", "Zapisnik je usvojen."),
    ("AD-4 Informacija o stanju puteva", "4", "Informacija o stanju puteva"),
    ("Ad 2) Izvještaj je obrazložio direktor.", "2", "Izvještaj je obrazložio direktor."),
    ("Ad. 5. i 6.", "5", ""),
    ("Tačka 1.", "1", ""),
    ("Tačka 1", "1", ""),
    ("TAČKA 2.", "2", ""),
    ("Točka 3.", "3", ""),
    ("Tacka 4.", "4", ""),
    ("Toč. 2. Plan rada", "2", "Plan rada"),
    ("Tačka 5. Izvještaj o radu", "5", "Izvještaj o radu"),
    ("Tačka 5: Izvještaj o radu", "5", "Izvještaj o radu"),
    ("Tačka 6 – Razno", "6", "Razno"),
    ("Tačka prva", "1", ""),
    ("Točka druga:", "2", ""),
    ("PRVA TAČKA", "1", ""),
    ("Treća točka dnevnog reda", "3", ""),
    ("PRVA TAČKA DNEVNOG REDA: Plan upisa", "1", "Plan upisa"),
    ("2. tačka dnevnog reda", "2", ""),
    ("Po tački 3.", "3", ""),
    ("PO PRVOJ TAČKI DNEVNOG REDA", "1", ""),
    ("Uz točku 4.", "4", ""),
    ("Tačka 3a.", "3a", ""),
]


@pytest.mark.parametrize(("line", "number", "content"), SECTIONS)
def test_agenda_sections_are_told_by_their_mark(line: str, number: str, content: str) -> None:
    block, words = block_of(line)
    assert (block.kind, block.number, words) == ("section", number, content)
    assert block.marker


@pytest.mark.parametrize(
    "line",
    [
        "Prva točka odnosila se na sezonu cijepljenja.",
        "Tačka 3. dnevnog reda povučena je na prijedlog načelnika.",
        "Tačke 5. i 6. razmatrane su objedinjeno.",
        "Adnan Šehić je predložio dopunu.",
        "Ada Hodžić je predložila dopunu.",
        "Adi je uručena nagrada za volonterski rad.",
        "Pod tačkom Razno dogovoren je raspored dežurstava.",
        "Tačka je skinuta sa dnevnog reda.",
        "Administracija je preselila u novu zgradu.",
    ],
)
def test_sentences_are_no_sections(line: str) -> None:
    assert block_of(line)[0].kind == "paragraph"


ITEMS = [
    ("• prva stavka", "•", "", "prva stavka"),
    ("· prva stavka", "·", "", "prva stavka"),
    ("- prva stavka", "-", "", "prva stavka"),
    ("– prva stavka", "–", "", "prva stavka"),
    ("— prva stavka", "—", "", "prva stavka"),
    ("-prva stavka", "-", "", "prva stavka"),
    ("* prva stavka", "*", "", "prva stavka"),
    ("➢ prva stavka", "➢", "", "prva stavka"),
    ("1. Prva stavka", "1.", "1", "Prva stavka"),
    ("1) prva stavka", "1)", "1", "prva stavka"),
    ("1.Prva stavka", "1.", "1", "Prva stavka"),
    ("(1) prva stavka", "(1)", "1", "prva stavka"),
    ("1.1. Prva stavka", "1.1.", "1.1", "Prva stavka"),
    ("a) prva stavka", "a)", "a", "prva stavka"),
    ("A) Prva stavka", "A)", "a", "Prva stavka"),
    ("(b) prva stavka", "(b)", "b", "prva stavka"),
]


@pytest.mark.parametrize(("line", "marker", "number", "content"), ITEMS)
def test_markers_make_list_items(line: str, marker: str, number: str, content: str) -> None:
    block, words = block_of(line)
    assert (block.kind, block.marker, block.number, words) == ("list_item", marker, number, content)


@pytest.mark.parametrize(
    "line",
    [
        "15. marta održan je sastanak mladih.",
        "3. V 2022. održan je sastanak mladih.",
        "12. 4. 2022. održan je sastanak mladih.",
        "12.04.2022. godine održan je sastanak.",
        "7. redovna sjednica održana je u Vrelu.",
        "22. Festival folklora održan je u Vrelu.",
        "2023. godina bila je uspješna.",
        "120 učenika dobilo je knjige.",
        "A. Hodžić je predložio dopunu.",
        "I. Brešić je predložila dopunu.",
        "I ovaj put okupili su se planinari.",
        "U Vrelu je održan sastanak.",
        "o tome je bilo riječi i ranije.",
        "-5 stepeni izmjereno je u Vrelu.",
        "V. d. direktora je pozdravio goste.",
    ],
)
def test_what_only_looks_like_a_marker_is_none(line: str) -> None:
    assert block_of(line)[0].kind == "paragraph"


LABELS = [
    ("Prisutni: Alma Kurt i Zijad Torlić", "present"),
    ("Prisutne članice: Alma Kurt", "present"),
    ("Prisutni vijećnici: Alma Kurt", "present"),
    ("Nazočni: Alma Kurt", "present"),
    ("Sastanku su prisustvovali: Alma Kurt, Zijad Torlić", "present"),
    ("Sjednici prisustvuju: Alma Kurt", "present"),
    ("Na sastanku su učestvovali: Alma Kurt", "present"),
    ("U radu su sudjelovali: Alma Kurt", "present"),
    ("Učesnici: Alma Kurt", "present"),
    ("Odsutni: Alma Kurt", "absent"),
    ("Odsutna: Alma Kurt", "absent"),
    ("Opravdano odsutni: Alma Kurt", "absent"),
    ("Odsutni uz najavu: Alma Kurt", "absent"),
    ("Nisu prisustvovali: Alma Kurt", "absent"),
    ("Sastanku nisu prisustvovali: Alma Kurt", "absent"),
    ("Nije nazočan: Ilija Faletar", "absent"),
    ("Nenazočni: Ilija Faletar", "absent"),
    ("Ispričali se: Ilija Faletar", "absent"),
    ("Opravdali izostanak: Alma Kurt", "absent"),
    ("Nisu se odazvali: Alma Kurt", "absent"),
    ("Izostali: Alma Kurt", "absent"),
    ("Ostali prisutni: Alma Kurt", "guests"),
    ("Gosti: Alma Kurt", "guests"),
    ("Po pozivu: Alma Kurt", "guests"),
    ("Pored članova, sjednici prisustvuju: Alma Kurt", "guests"),
    ("Sredstva javnog informisanja: Radio Vrelo", "guests"),
    ("Predsjedava: Alma Kurt", "chair"),
    ("Sjednicu vodi: Alma Kurt", "chair"),
    ("Predsjedavajuća: Alma Kurt", "chair"),
    ("Predsjedatelj: Ivo Barić", "chair"),
    ("Zapisničarka: Alma Kurt", "minute_taker"),
    ("Zapisnik vodila: Alma Kurt", "minute_taker"),
    ("Zapisnik: Alma Kurt", "minute_taker"),
    ("Bilješku sačinila: Alma Kurt", "minute_taker"),
    ("Ovjerivači zapisnika: Alma Kurt i Ivo Barić", "verifier"),
    ("Mjesto: mala sala", "place"),
    ("Mesto održavanja: mala sala", "place"),
    ("Datum: 3.3.2023.", "date"),
    ("Datum i vrijeme: 3.3.2023. u 13:00", "date"),
    ("Datum održavanja: 3.3.2023.", "date"),
    ("Vrijeme: 13:00", "time"),
    ("Početak: 13:00", "time"),
    ("Završetak: 15:00", "end_time"),
    ("Dnevni red: 1) plan, 2) razno", "agenda"),
    ("Teme: plan, proba", "agenda"),
    ("Tema: plan rada", "topic"),
    ("Zaključak: Plan se usvaja.", "conclusions"),
    ("ZAKLJUČAK: Plan se usvaja.", "conclusions"),
    ("Zaključci: 1. Plan se usvaja.", "conclusions"),
    ("Zaključak br. 2: Plan se usvaja.", "conclusions"),
    ("Dogovoreno: nabaviti opremu", "conclusions"),
    ("Odluka: plan se usvaja", "conclusions"),
    ("Preporuka: uključiti mlade", "recommendations"),
    ("Zadatak 3: izraditi plan", "tasks"),
    ("Zaduženja: Alma – plan, Ivo – sala", "tasks"),
    ("Rok: 31.10.2022.", "deadline"),
    ("Rok za izvršenje: odmah", "deadline"),
    ("Nosilac: Alma Kurt", "holder"),
    ("Nositelj aktivnosti: Športski savez", "holder"),
    ("Odgovorna osoba: Alma Kurt", "holder"),
    ("Glasanje: ZA 11, PROTIV 2", "vote"),
    ("Sljedeći sastanak: 27. juni u 13:00", "next_meeting"),
    ("Naredna sjednica: 24.2.", "next_meeting"),
    ("Prilog: ugovor", "annex"),
    ("Organizator: Udruženje „Izvor“", "organizer"),
]


@pytest.mark.parametrize(("line", "kind"), LABELS)
def test_labels_are_known_by_their_cue(line: str, kind: str) -> None:
    block, words = block_of(line)
    assert block.kind == "label"
    assert label_kind(block) == kind
    assert words == line.split(": ", 1)[1]
    assert block.label and ":" not in block.label


def test_numbered_labels_keep_their_number() -> None:
    assert block_of("Zadatak 3: izraditi plan")[0].number == "3"
    assert block_of("Zaključak br. 2: Plan se usvaja.")[0].number == "2"


@pytest.mark.parametrize(
    "line",
    [
        "Istakao je sljedeće: plan mora biti gotov.",
        "Alma Kurt: „Radovi kreću u maju.“",
        "Rezultat je bio očekivan: pobjeda domaćina.",
        "Sastanak je počeo u 10:30 sati i trajao je dva sata.",
        "Dogovoreno je sljedeće: plan se usvaja.",
        "Zaključeno u 14:30 sati.",
        "Vrijedi ponoviti: članarina se ne mijenja.",
        "Predsjednik Vijeća je, nakon duge rasprave, zaključio: plan se ne mijenja.",
    ],
)
def test_colons_in_sentences_make_no_labels(line: str) -> None:
    assert block_of(line)[0].kind == "paragraph"


HEADINGS = [
    ("DNEVNI RED", "agenda"),
    ("DNEVNI RED :", "agenda"),
    ("Dnevni red:", "agenda"),
    ("Predloženi dnevni red", "agenda"),
    ("ZAKLJUČAK", "conclusions"),
    ("Zaključci", "conclusions"),
    ("Zaključci:", "conclusions"),
    ("DOGOVORENO", "conclusions"),
    ("ODLUKU", "conclusions"),
    ("PREPORUKE", "recommendations"),
    ("Zadaci", "tasks"),
    ("Naredni koraci", "tasks"),
    ("Kratak pregled diskusije", "discussion"),
    ("Razno", "other"),
]


@pytest.mark.parametrize(("line", "kind"), HEADINGS)
def test_headings_are_known_by_their_words(line: str, kind: str) -> None:
    block, words = block_of(line)
    assert (block.kind, label_kind(block), words) == ("heading", kind, "")


@pytest.mark.parametrize(
    "line",
    [
        "PROBLEMI U RADU",
        "Najvažnije aktivnosti",
        "Šta dalje",
        "Plan za ljeto",
        "Najnovije informacije o putu",
        "Izvor Bosne i turizam",
    ],
)
def test_short_lines_over_text_are_headings(line: str) -> None:
    assert block_of(line)[0].kind == "heading"


DATELINES = [
    "Tuzla, 21. februar 2024. godine",
    "Tuzla, 21.02.2024.",
    "Tuzla, 21. 2. 2024. god.",
    "Bosanska Krupa, 3. mart 2022.",
    "U Tuzli, 21.02.2024. godine",
    "Žepče, 16. siječnja 2023.",
    "19.09.2024.",
    "2024-03-12",
    "12/03/2024",
    "srijeda, 12. mart 2024.",
    "Tuzla, srijeda, 12. mart 2024. godine",
    "Tuzla, 12. III 2024.",
    "12.03.2024. 10:15",
    "12.03.2024. | 10:15 | Redakcija",
    "Vijesti | 19.09.2024.",
    "Vijesti, 19.09.2024.",
    "Objavljeno: 5. 4. 2019.",
    "Datum objave: 5.4.2019.",
    "Sarajevo, 12.03.2024. godine (AGENCIJA)",
    "Vrelo, mart 2024. godine",
    "Mart 12, 2024",
    "Ponedjeljak, 12 Mart 2024 09:15",
    "Objavljeno u Vijesti dana 12.3.2024.",
    "Objavio urednik 22.06.2021.",
    "Posted on 12/03/2024",
    "Ažurirano: 12.03.2024. u 10:15",
    "by admin | On 12 Marta, 2024",
    "by admin | Mar 12, 2024 | Vijesti | 0 komentara",
    "By urednik On 12. marta 2024.",
    "12/03/2024 by Amra Hodo",
    "12. marta 2024. admin Novosti",
    "Autor: Redakcija - 12. Mart 2024",
    "Napisao/la admin dana 12. marta 2024.",
    "Objavljeno od admin | mar 12, 2024 | Aktuelnosti",
    "Written by Administrator on 12 March 2024",
    "Piše: Jasna Kolar, 12.03.2024. u 10:15",
    "Broj: 02/1-05-1187/21",
    "Klasa: 023-05/21-01/12",
    "Urbroj: 2158-01-21-1",
    "Djelovodni broj: 412/23",
    "Dana, 14.10.2020. godine",
    "Podlipa, ________ 2021. godine",
]


@pytest.mark.parametrize("line", DATELINES)
def test_place_and_date_at_the_head_are_the_documents_own(line: str) -> None:
    text = f"{line}\n\nVolonteri uredili park\n\nVolonteri su u subotu uredili park u Vrelu."
    assert [block.kind for block in find_blocks(text)] == ["dateline", "title", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Vidimo se 18. veljače u dvorani!",
        "Sastanak je održan 21.02.2024.",
        "Sajam meda, 21. i 22. maja u Vrelu, okuplja izlagače.",
        "Do 15.03.2024. dostaviti podatke.",
        "12 učenika, 3 nastavnika",
        "Urednik lista predstavio knjigu u Vrelu 12. marta 2024.",
        "Redakcija posjetila školu 12. marta 2024.",
        "Od 12. marta 2024. nova pravila",
        "Objavio roman 12. marta 2024., a potom i pjesme",
    ],
)
def test_sentences_with_a_date_are_no_datelines(line: str) -> None:
    assert block_of(line)[0].kind != "dateline"


FURNITURE = [
    "Strana 3 od 7",
    "Stranica 2/5",
    "- 4 -",
    "Naslovna",
    "Naslovna / Vijesti / Sjednica",
    "Početna O nama Kontakt",
    "Facebook Twitter Viber",
    "Podijeli na Facebooku",
    "Učitavanje...",
    "Broj pregleda: 1204",
    "Pregleda: 640",
    "Tel: 035/555-014",
    "tel./fax: 035 555 014, e-mail: info@primjer.ba",
    "www.primjer.ba",
    "https://www.primjer.ba/vijesti/12",
    "E-mail: info@primjer.ba",
    "Foto: Arhiva",
    "Izvor: Radio Vrelo",
    "Tagovi: park, volonteri",
    "Sva prava pridržana",
    "© 2024 Sva prava zadržana.",
    "Kontakt za medije: 035/555-014",
    "________________",
    "zapisnik_8.pdf",
    "Pročitajte i: Novi park u Vrelu",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_set_apart(line: str) -> None:
    assert block_of(line)[0].kind == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "Naslovna strana lista bila je posvećena volonterima iz Vrela.",
        "Foto-klub iz Vrela izložio je radove članova.",
        "Prijave se primaju na tel. 035/555-014 do petka, a radionica se održava u Vrelu.",
        "Više informacija građani mogu dobiti na telefon 035/555-014 svakog radnog dana.",
        "Izvor Bosne posjetilo je ove godine hiljadu gostiju.",
        "Komentari građana bili su pozitivni i odnosili su se na čistoću.",
        "Share fondacija je organizovala radionicu o privatnosti.",
        "Kontakt sa školama uspostavila je Alma Kurt.",
        "Strana delegacija posjetila je Vrelo.",
        "Oznake na stazama obnovili su planinari.",
        "Najnovije informacije o sanaciji puta iznio je načelnik.",
        "Više od polovine učesnika podržalo je prijedlog.",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert block_of(line)[0].kind == "paragraph"
