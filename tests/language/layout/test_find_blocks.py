"""Documents with the kind of each line in front of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.layout import find_blocks
from pipeline.language.reading_text import read

KINDS = {
    "A": "letterhead", "T": "title", "D": "dateline", "H": "heading", "S": "section", "P": "paragraph",
    "I": "list_item", "L": "label", "R": "table_row", "G": "signature", "F": "furniture",
}  # fmt: skip

DOCUMENTS = {
    "news item": """
T Potpisan sporazum o saradnji dvije škole

P U srijedu je u prostorijama Osnovne škole „Vrelo“ potpisan sporazum o saradnji sa školom iz Jasenika, a uz to i plan rada.

P Sporazum traje dvije godine.
""",
    "news item without a title": """
P U srijedu je u prostorijama Osnovne škole „Vrelo“ potpisan sporazum o saradnji sa školom iz Jasenika, a uz to i plan rada.
P Sporazum traje dvije godine.
""",
    "dateline over the title": """
D Podlipa, 16. siječnja 2023.

T Dogovor o zajedničkom radu

P U petak je u našim prostorijama održan sastanak na kojem smo ugostili volontere iz Vrela.
""",
    "category and date over the title": """
D Vijesti | 19.09.2024.

T Volonteri uredili park u Vrelu

P Volonteri su u subotu uredili gradski park.
""",
    "stamp of the editor": """
T Volonteri uredili park u Vrelu
D Objavio: urednik, 22.06.2021. 09:12
F Pregleda: 640

P Volonteri su u subotu uredili gradski park i postavili nove klupe.
""",
    "published under the title": """
T Komisija obišla odlagalište

D Objavljeno: 5. 4. 2019. | Služba za odnose s javnošću

P Komisija za okoliš jučer je obišla odlagalište otpada.
""",
    "date alone": """
D 11.12.2023.

T EKRAN NIJE PRIJATELJ: održana treća konferencija

P Dva dana i četiri panela – tako bi se mogla opisati konferencija.
""",
    "title twice, menu, sharing, comments": """
F Skip to content
F Naslovna
F O nama
F Kontakt
F Naslovna > Vijesti > Sastanak
T Održan radni sastanak u Vrelu
D 12.03.2024.
T Održan radni sastanak u Vrelu

P U Vrelu je održan radni sastanak predstavnika mjesnih zajednica i komunalnog preduzeća.
P Dogovoreno je da se sastanci održavaju svakog mjeseca.

F Podijeli sa:
F Facebook
F Viber
F NEMA KOMENTARA
F Vaša email adresa neće biti objavljena.
""",
    "other news below": """
T Skupština lovaca u Jaseniku

P Lovačko društvo iz Jasenika održalo je u nedjelju redovnu godišnju skupštinu u svojim prostorijama.

F Povezane vijesti
F Održan turnir u šahu 03.02.2024.
F Najavljena sjednica Vijeća
""",
    "other news in one line": """
T Skupština lovaca u Jaseniku

P Lovačko društvo iz Jasenika održalo je u nedjelju redovnu godišnju skupštinu u svojim prostorijama.
F Najnovije: Održan turnir u šahu… 03.02.2024.
F Održana akcija čišćenja
""",
    "footer": """
T Otvorena biblioteka

P Nova biblioteka otvorena je u ponedjeljak uz prisustvo načelnika i velikog broja građana Vrela.
F Tel: +387 30 555 014 | Fax: 030 555 015 | info@primjer.ba
F Sva prava pridržana
F Ova stranica koristi kolačiće
""",
    "author, photo, source": """
T Otvorena biblioteka

P Nova biblioteka otvorena je u ponedjeljak uz prisustvo načelnika.
F Foto: T. Grabić
F Izvor: RTV Lug
F (N. R.)
""",
    "press office on the last line": """
T Vlada o budžetu

P Vlada je u četvrtak razmatrala nacrt budžeta.

G Press-služba Kantona
""",
    "file name": """
T Sjednica odbora
F 8 sjednica odbora.jpg

P Odbor je održao osmu sjednicu i usvojio plan rada.
""",
    "press release with a headline of its own": """
T SAOPĆENJE ZA JAVNOST

T Vlada Kantona: usvojen Program podrške, rebalans će uslijediti

P Bihać, 14.09.2023. – Na današnjoj sjednici Vlada je usvojila Program podrške poljoprivrednicima.
""",
    "letterhead of a ministry": """
A Bosna i Hercegovina
A Federacija Bosne i Hercegovine
A TUZLANSKI KANTON
A Ministarstvo za rad i povratak

D Broj: 09/1-02-3114/24
D Tuzla, 21. februar 2024. godine

T SAOPĆENJE ZA JAVNOST

P Ministar je održao radni sastanak sa rukovodiocima ustanova.
""",
    "letterhead and minutes": """
A BOSNA I HERCEGOVINA
A ZENIČKO-DOBOJSKI KANTON
A OPĆINA PODLIPA
A OPĆINSKO VIJEĆE
D Broj: 02-05-187/24
D Podlipa, 11.03.2024. godine

T ZAPISNIK
T sa 7. redovne sjednice Općinskog vijeća Podlipa, održane dana 29.02.2024. godine u 10:00 sati

P Sjednicu je otvorio predsjedavajući Zijad Torlić.
""",
    "letterhead of two entities": """
A REPUBLIKA SRPSKA
A OPŠTINA JASENIK
A SKUPŠTINA OPŠTINE
D Broj: 01-022-14/20
D Dana, 14.10.2020.

T ZAPISNIK
T sa 5. vanredne sjednice Skupštine opštine Jasenik

P Sjednicom je predsjedavao Ognjen Trivunić.
""",
    "letterhead of an association": """
A UDRUŽENJE PČELARA „LIPA“ VRELO
F Ulica lipa 12, tel. 030/555-014

T ZAPISNIK
T sa godišnje skupštine, održane u nedjelju 19.02.2017. god. u Domu kulture

L Zapisničar: Midhat Kurpejić
P Skupštinu je pozdravio predsjednik.
""",
    "school, town, number and date over the title": """
A JU OSNOVNA ŠKOLA „6. MART“
A GORNJI LUG
D Djelovodni broj: 412/23
D Datum: 30. jun 2023. godine

T Zapisnik sa 8. sjednice Nastavničkog vijeća

P Sjednica je održana u utorak, 27. juna 2023. godine, u zbornici škole.
""",
    "blank number": """
A OPĆINA PODLIPA
D Broj: ________
D Podlipa, ________ 2021. godine

T IZVOD IZ ZAPISNIKA
T sa sastanka Komisije za stipendije

P Komisija je razmatrala prijave.
""",
    "spaced title": """
T ZAPISNIK
T o radu 18. sjednice Vijeća mladih Vrelo

P Sjednica je održana u petak.
""",
    "notes with a bracketed head": """
A RADNA SKUPINA ZA IZRADU STRATEGIJE
T Bilješke s 2. sastanka (3. prosinca 2025., Gradska vijećnica, 14,00 sati)

L Nazočni: Luka Pehar, voditelj; Maja Zovko
L Ispričana: Sanela Maslo
P Pehar je podsjetio na rokove.
""",
    "fields": """
T Sastanak radne grupe

L Datum: 12. 4. 2022.
L Vrijeme: 13:00 – 14:30
L Mjesto: sala 2
L Sastanak vodi: Emina Halvadžić
L Zapisnik: Ajla Strojilović
L Prisutni: Emina Halvadžić, Hamo Krndelić
L Odsutan: Danilo Bjelac
L Tema: priprema sajma

P Dogovorene su pripreme za sajam.
""",
    "attendance list, numbered": """
T ZAPISNIK

L PRISUTNI VIJEĆNICI :
I 1. Šahinović Hasan
I 2. Veladžić Nihada
I 3. Dervić Zlatan

L ODSUTNI VIJEĆNICI:
I 1. Emrić Mirsad

P Sjednicu je vodio predsjedavajući.
""",
    "attendance list without marks": """
T ZAPISNIK

L Prisutni:
I Naida Hadžović, pomoćnica ministrice
I Prof. dr. Vedran Šimić, Pedagoški fakultet
I Emir Lagumdžija, inspektor (online)

L Opravdano odsutni:
I Dženita Kurspahić, Zavod za javno zdravstvo

P Sjednicom je predsjedavala Naida Hadžović.
""",
    "attendance heading without a colon": """
T ZAPISNIK

H Lista prisutnih
I Terzić Rasim, MZ Vrelo
I Tunjić Domagoj, MZ Jasenik

H Tok sastanka
P Terzić je predstavio rezultate ankete provedene među mještanima.
""",
    "attendance list with blank lines": """
T ZAPISNIK

L Prisutni:

I Naida Hadžović, direktorica

I Emir Lagumdžija

P Sjednicom je predsjedavala Naida Hadžović.
""",
    "attendance list in two columns": """
T ZAPISNIK

L PRISUTNI:
I 1. Emina Halvadžić | predsjednica
I 2. Hamo Krndelić | član

P Sjednicom je predsjedavala Emina Halvadžić.
""",
    "headings with numbers": """
T Zapisnik sa sastanka

H I. UVOD
P Sastanak je otvorila Vesna Grabik.
H II. ZAKLJUČCI
I 1.1. Nabaviti opremu.
I 1.2. Pozvati škole.
H 3. Zaduženja
P Vesna Grabik priprema plan.
""",
    "entries without marks": """
T ZAPISNIK

H DNEVNI RED:
I Usvajanje zapisnika
I Plan takmičenja
I Razno

P Na sastanku je dogovoreno sljedeće:
I Udruženje „Izvor“ priprema plan do 5. maja.
I Općina osigurava salu.

P Sjednica je završena.
""",
    "archive date over the title": """
F Home / Vijesti / Sjednica Savjeta
D Maj 18 2023
T Održana sjednica Savjeta mladih
F By admin
T Održana sjednica Savjeta mladih

P Jučer je održana sjednica Savjeta mladih.
""",
    "office below the name": """
T ZAPISNIK

P Sjednica je završena u 14 sati.

G Alma Grabik
G predsjednica Mreže
""",
    "attendance sentence with a colon": """
T Radni sastanak u Ministarstvu

P Ministar je danas održao sastanak s direktorima.
L Sastanku su prisustvovali:
I - Azra Mulalić, direktorica Centra,
I - Nihad Ferhatović, v.d. direktora, te
I - predstavnici Zavoda.
P Direktor Zijad Bektić je odsustvovao.
""",
    "attendance in a row": """
T ZAPISNIK

L Pored vijećnika sjednici prisustvuju: Damir Šabanović, načelnik, i predstavnici Radija Vrelo.
L Ostali nazočni: Marko Tolić, načelnik
L GOSTI: dr. Radmila Pejakić
L Po pozivu: Munir Ždralović
L Nenazočni: Niko Miletić
L Nisu prisustvovali: Stjepan Kapularić
P Sjednica je počela u 10 sati.
""",
    "agenda and sections": """
T ZAPISNIK

H DNEVNI RED
I 1. Usvajanje zapisnika sa prethodne sjednice
I 2. Izvještaj o radu
I 3. Razno

S Ad. 1
P Zapisnik je usvojen.
S Ad. 2
P Izvještaj je obrazložila direktorica.
S Ad. 3
P Nije bilo diskusije.
""",
    "sections with their text": """
T ZAPISNIK

P Usvojen je sljedeći dnevni red:
I 1. Plan rada
I 2. Razno

S Ad. 1 – Plan rada usvojen je jednoglasno.

S Ad. 2 – Pod razno nije bilo prijava.
""",
    "sections by word": """
T ZAPISNIK

S PRVA TAČKA DNEVNOG REDA: Plan upisa
P Plan je obrazložila pedagogica.
S DRUGA TAČKA
P Nije bilo rasprave.
S Tačka 3.
P Usvojena je informacija.
S Točka 4
P Nije bilo rasprave.
S Tačka peta:
P Razno.
""",
    "numbered paragraphs": """
T ZAPISNIK

L Dnevni red: 1) zapisnik, 2) uspjeh učenika, 3) razno.

I 1) Zapisnik sa 7. sjednice usvojen je bez primjedbi.

I 2) Pedagog je saopštio podatke o uspjehu učenika.

I 3) Zadužuju se:
I - pedagog da obavijesti roditelje;
I - sekretar da uruči rješenja.
P Sjednica je završena u 14 sati.
""",
    "conclusions under a heading": """
T ZAPISNIK

P Nakon rasprave doneseni su sljedeći

H ZAKLJUČCI

I 1. Usvaja se informacija.
I 2. Zadužuje se Služba da pripremi plan.

P Idući sastanak planiran je za april.
""",
    "conclusions under a paragraph": """
T Sastanak u Vrelu

P Učesnici su na kraju donijeli sljedeće zaključke:
I • da se problem rješava zajednički;
I • da se formira radna grupa.
P Sastanak je završen u 12 sati.
""",
    "conclusions on Roman numerals": """
T ZAPISNIK

P Vijeće je donijelo

H ZAKLJUČAK

H I
I Nalaže se Komunalnom da očisti korito.
H II
I Zadužuje se načelnik da obavijesti Ministarstvo.
""",
    "conclusion as a label": """
T ZAPISNIK

S Ad. 1
P Raspravu je otvorila vijećnica Grabik.
L Glasanje: ZA 11, PROTIV 2.
L Zaključak: Usvaja se Odluka o komunalnom redu.
""",
    "tasks in a table": """
T Zapisnik sa 3. sastanka

H Zadaci
R R.br. | Aktivnost | Nosilac | Rok
R 1 | Dostaviti podatke | Šumarija | 31.05.2024.
R 2 | Izraditi kartu | JKP „Čistoća“ | 14.06.

P Sastanak je završen.
""",
    "numbered tasks as labels": """
T Zapisnik sa 3. sastanka

H DOGOVORENO
L Zadatak 1: izraditi upitnik // nositelj: Savez // rok: 19.12.2025.
L Zadatak 2: popisati objekte // nositelj: Odjel // rok: 15. siječnja
L Preporuka: uključiti i trenerice.
""",
    "discussion label is no label": """
T Sjednica odbora

P Predsjednik je otvorio sjednicu.
P Istakao je sljedeće: plan se mora završiti do kraja godine.
P Na kraju je dodao: „Hvala svima.“
P Direktor Kapić: „Radovi kreću u maju.“
""",
    "signature": """
T ZAPISNIK

P Sjednica je završena u 14:25 sati.

G Zapisničarka: Selma Kovačević | Predsjedavajući: Nermin Hadžajlić
""",
    "signature in columns": """
T ZAPISNIK

P Sjednica je završena u 14:25 sati.

G ZAPISNIČAR | PREDSJEDAVAJUĆI
G Lana Perkuša, s.r. | Zijad Torlić, s.r.
""",
    "signature one below the other": """
T ZAPISNIK

P Sjednica je završena u 14:25 sati.

G Zapisničar
G Lana Perkuša
G M.P.
G Predsjednica
G mr. sc. Rabija Mekotić
""",
    "signature with blanks": """
T ZAPISNIK

P Sjednica je završena u 14:25 sati.

G M.P.
G _______________
G Ovjerivači: 1. __________ 2. __________
""",
    "minute taker at the end": """
T Zapisnik br. 4/21

P Sljedeći sastanak je u nedjelju.

G Zapisala: D. Babić
""",
    "distribution list": """
T ODLUKA O ČLANARINI

P Skupština donosi odluku o visini članarine za narednu godinu.

F DOSTAVLJENO:
F 1. Načelniku
F 2. Službi za finansije
F 3. a/a
""",
    "annexes are a label": """
T ZAPISNIK

P Sjednica je završena u 15 sati.
L Prilozi: 1. spisak prisutnih, 2. Izvještaj o radu
""",
    "page marks": """
T ZAPISNIK

P Sjednica je počela u 10 sati.
F Strana 3 od 7
P Vijeće je usvojilo plan.
F - 4 -
""",
    "letter": """
P Poštovane kolegice,
P šaljem bilješku sa sastanka mreže održanog u Vrelu prošle sedmice.
G Srdačno,
G u ime Mreže, Alma Grabik
G viša savjetnica, MZ Vrelo
""",
    "legal basis is no title": """
P Na osnovu člana 24. Statuta, Skupština na sjednici održanoj 17.06.2021. godine donosi
H ODLUKU
P o visini članarine
""",
    "a dash that opens speech": """
T Sanacija puta

P Radovi na putu počinju u maju.
P – Nećemo čekati jesen – kazao je direktor i dodao da je ugovor potpisan.
P Put je dug tri kilometra.
""",
    "a date at the head of a paragraph is no number": """
T Obilježen dan škole

P 15. marta 2022. godine škola je obilježila svoj dan.
P 3. maj je dan planinara.
P 12.05.2022. godine održan je i turnir.
""",
    "an ordinal at the head of a paragraph is no number": """
T Sjednica Vlade

P 31. sjednica Vlade održana je u Podlipi.
P Vlada je usvojila budžet.
""",
    "Cyrillic minutes": """
A ОПШТИНА ЈАСЕНИК
A СКУПШТИНА ОПШТИНЕ
D Број: 01-022-14/20
D Јасеник, 14.10.2020. године

T ЗАПИСНИК
T са 5. ванредне сједнице Скупштине општине Јасеник

L Одсутни: Стјепан Капуларић
H ДНЕВНИ РЕД
I 1. Усвајање записника
I 2. Ребаланс буџета
S Тачка 1.
P Записник је усвојен.
""",
    "minutes without diacritics": """
T Zapisnik sa sastanka aktiva

L Prisutne clanice: Emina Halvadzic, Vesna Grabik
L Odsutna: Rabija Mekotic
H Zakljucci
I - nabaviti opremu
I - pozvati roditelje
""",
    "calendar of events": """
T KALENDAR ZA JUNI

H 1. juni
I – Ulična trka, start u Titovoj ulici
H 4. juni
I – Svečana akademija
""",
}


def parse(document: str) -> tuple[str, list[str]]:
    """The text of a document and the kinds of its lines."""
    lines, kinds = [], []
    for line in document.strip("\n").split("\n"):
        if line:
            kinds.append(KINDS[line[0]])
        lines.append(line[2:])
    return "\n".join(lines), kinds


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_lines_are_classified(document: str) -> None:
    source, kinds = parse(document)
    text = read(source).text
    blocks = find_blocks(text)
    shown = [f"{block.kind}: {text[block.start : block.end]}" for block in blocks]
    expected = [f"{kind}: {line}" for kind, line in zip(kinds, filter(None, text.split("\n")), strict=True)]
    assert shown == expected


@given(st.one_of(st.text(max_size=300), st.text(alphabet=st.sampled_from("Aa. :|\t\n-•1234)(IVXčŠ„“_,/"), max_size=300)))
@settings(max_examples=300, deadline=None)
def test_every_text_has_one_block_for_each_line(text: str) -> None:
    blocks = find_blocks(text)
    lines = [line for line in text.split("\n") if line.strip()]
    assert [text[block.start : block.end] for block in blocks] == [line.strip() for line in lines]
    for index, block in enumerate(blocks):
        assert block.start <= block.content_start <= block.end
        assert block.lead is None or 0 <= block.lead < index
        assert (block.list_id is not None) == (block.kind == "list_item")


LINES = st.sampled_from(
    [line[2:] for document in DOCUMENTS.values() for line in document.split("\n")]
    + ["", "", "I", "1.", "II", "|", "- ", "Ad", "Ad. ", "1) "]
)


@given(st.lists(LINES, max_size=25).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_any_order_of_lines_is_classified(text: str) -> None:
    reading = read(text)
    blocks = find_blocks(reading.text)
    assert len(blocks) == sum(1 for line in reading.text.split("\n") if line.strip())
    assert [block.start for block in blocks] == sorted(block.start for block in blocks)


def test_unread_text_is_classified_too() -> None:
    text = "  ZAPISNIK  \n\n\t• prva stavka \n\t• druga stavka\n"
    assert [(block.kind, text[block.content_start : block.end]) for block in find_blocks(text)] == [
        ("title", "ZAPISNIK"),
        ("list_item", "prva stavka"),
        ("list_item", "druga stavka"),
    ]
