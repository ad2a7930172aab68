"""Every form in which authors write dates, with its span and value; reckoned from Thursday, 18 May 2023 where it needs a day."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

from pipeline.extraction.dates import find_dates
from pipeline.extraction.dates.lexicon import forms
from pipeline.resources import read_table

WEEK = "2023-05-08/2023-05-14"
# sentence, then what is found: (span, value)
FORMS: list[tuple[str, list[tuple[str, str]]]] = [
    # full dates
    ("Skup je održan 7. marta 2023. godine.", [("7. marta 2023. godine", "2023-03-07")]),
    ("Skup je održan 7. marta 2023 godine.", [("7. marta 2023 godine", "2023-03-07")]),
    ("Skup je održan 07.03.2023. god. u Tuzli.", [("07.03.2023. god.", "2023-03-07")]),
    ("Skup je održan 7.3.2023.godine u Tuzli.", [("7.3.2023.godine", "2023-03-07")]),
    ("Skup je održan 7. 3. 2023. u Tuzli.", [("7. 3. 2023.", "2023-03-07")]),
    ("Plan sa sjednice od 07.03.2023.g. je usvojen.", [("07.03.2023.g.", "2023-03-07")]),
    ("Dana, 07.03.2023. godine, sačinjena je zabilješka.", [("07.03.2023. godine", "2023-03-07")]),
    ("Rok: 2023-03-07", [("2023-03-07", "2023-03-07")]),
    ("Dana 7/3/2023 potpisan je ugovor.", [("7/3/2023", "2023-03-07")]),
    ("Dana 7-3-2023. potpisan je ugovor.", [("7-3-2023.", "2023-03-07")]),
    ("Ugovor od 07.03.23. godine je istekao.", [("07.03.23. godine", "2023-03-07")]),
    ("Skup je održan 31. Januara 2023. godine.", [("31. Januara 2023. godine", "2023-01-31")]),
    ("Skup je održan 5. IV 2022. u Foči.", [("5. IV 2022.", "2022-04-05")]),
    ("Obrazac dostaviti do 30.XI 2022. godine.", [("30.XI 2022. godine", "2022-11-30")]),
    ("Skup je održan 9. maja/svibnja 2023. godine.", [("9. maja/svibnja 2023. godine", "2023-05-09")]),
    ("Skup je zakazan za utorak, 23. maj 2023.", [("23. maj 2023.", "2023-05-23")]),
    ("Skup je održan 9 maja 2023.", [("9 maja 2023.", "2023-05-09")]),
    ("Skup je održan 12. sep. 2022. godine.", [("12. sep. 2022. godine", "2022-09-12")]),
    ("Skup je održan 24-og februara 2023. u Brčkom.", [("24-og februara 2023.", "2023-02-24")]),
    ("Skup je održan 30. (tridesetog) marta 2023. godine.", [("30. (tridesetog) marta 2023. godine", "2023-03-30")]),
    ("Skup je održan dvadeset trećeg marta.", [("dvadeset trećeg marta", "2023-03-23")]),
    ("Prvi april dvije hiljade dvadeset treće godine", [("Prvi april dvije hiljade dvadeset treće godine", "2023-04-01")]),
    ("Osnovani su hiljadu devetsto devedeset pete godine.", [("hiljadu devetsto devedeset pete godine", "1995")]),
    ("Osnovani su dvije tisuće i treće godine.", [("dvije tisuće i treće godine", "2003")]),
    # without the year
    ("Skup je održan 9. maja.", [("9. maja", "2023-05-09")]),
    ("Skup je održan 22.04. u Tuzli.", [("22.04.", "2023-04-22")]),
    ("Skup je održan dana 15/02 u Tuzli.", [("15/02", "2023-02-15")]),
    ("Poziv je upućen 5. 10., ali odgovora nema.", [("5. 10.", "2022-10-05")]),
    ("Skup je održan 16. marta o.g. u Vrelu.", [("16. marta o.g.", "2023-03-16")]),
    ("Sjednica je bila 5. januara naredne godine.", [("5. januara naredne godine", "2024-01-05")]),
    ("Povod je tuča iz decembra prošle godine.", [("decembra prošle godine", "2022-12")]),
    ("Rok je 15. ovog mjeseca.", [("15. ovog mjeseca", "2023-05-15")]),
    # months, years, parts of a year
    ("Poplave su bile u julu 2022. godine.", [("julu 2022. godine", "2022-07")]),
    ("Radionice su bile u aprilu mjesecu.", [("aprilu mjesecu", "2023-04")]),
    ("Radovi su počeli krajem marta.", [("marta", "2023-03")]),
    ("Radovi su počeli u drugoj polovini aprila.", [("aprila", "2023-04")]),
    ("Izvještaj o radu za 2022. godinu", [("2022. godinu", "2022")]),
    ("Naknade su porasle u odnosu na 2021. te su isplaćene.", [("2021.", "2021")]),
    ("Dozvolu je 2009. izdalo ministarstvo.", [("2009.", "2009")]),
    ("Cesta će biti gotova u proljeće 2024.", [("proljeće 2024.", "2024-21")]),
    ("Društvo ove jeseni slavi godišnjicu.", [("ove jeseni", "2023-23")]),
    ("Bilo je to u zimu 2020/2021.", [("zimu 2020/2021.", "2020-24")]),
    ("Podaci su za posljednji kvartal 2022. godine.", [("posljednji kvartal 2022. godine", "2022-36")]),
    ("Podaci su za II kvartal 2022.", [("II kvartal 2022.", "2022-34")]),
    ("Usvajanje je u prvom tromjesečju 2024. godine.", [("prvom tromjesečju 2024. godine", "2024-33")]),
    ("Podaci su za drugo polugodište 2022. godine.", [("drugo polugodište 2022. godine", "2022-41")]),
    ("U školskoj 2022/2023. godini", [("2022/2023. godini", "2022/2023")]),
    ("Upis školske 2021/22. godine", [("2021/22. godine", "2021/2022")]),
    ("Strategija razvoja 2021–2027.", [("2021–2027.", "2021/2027")]),
    ("Program za razdoblje 2022.-2027. godine", [("2022.-2027. godine", "2022/2027")]),
    ("Analiza ulaganja od 2020. do 2024. godine", [("od 2020. do 2024. godine", "2020/2024")]),
    # intervals and lists
    ("Obuka je trajala od 3. do 5. maja.", [("od 3. do 5. maja", "2023-05-03/2023-05-05")]),
    ("Sajam je bio 7–8. aprila.", [("7–8. aprila", "2023-04-07/2023-04-08")]),
    ("Obuka je trajala od 16-18.oktobra 2022.godine.", [("od 16-18.oktobra 2022.godine", "2022-10-16/2022-10-18")]),
    ("Obuka je bila 19/20.04.2023. u Foči.", [("19/20.04.2023.", "2023-04-19/2023-04-20")]),
    ("Zapisnik, Mostar, 27-28.03.2023.", [("27-28.03.2023.", "2023-03-27/2023-03-28")]),
    ("Obuka je trajala od 29.4. do 3.5.2023. godine.", [("od 29.4. do 3.5.2023. godine", "2023-04-29/2023-05-03")]),
    ("Za period 01.01.–31.03.2023. godine", [("01.01.–31.03.2023. godine", "2023-01-01/2023-03-31")]),
    ("Od 28. decembra do 3. januara 2023. ne radimo.", [("Od 28. decembra do 3. januara 2023.", "2022-12-28/2023-01-03")]),
    (
        "Kamp je od petka, 12. maja 2023. do utorka, 16. maja.",
        [("od petka, 12. maja 2023. do utorka, 16. maja", "2023-05-12/2023-05-16")],
    ),
    ("Akcija traje od marta do juna 2024.", [("od marta do juna 2024.", "2024-03/2024-06")]),
    ("Akcija traje maj–juni 2024.", [("maj–juni 2024.", "2024-05/2024-06")]),
    ("Sajam je bio 24. i 25. februara.", [("24. i 25. februara", "2023-02-24/2023-02-25")]),
    ("Sajam je bio 24., 25. i 26. februara.", [("24., 25. i 26. februara", "2023-02-24/2023-02-26")]),
    ("Sajam je bio 30. aprila i 1. maja 2023.", [("30. aprila i 1. maja 2023.", "2023-04-30/2023-05-01")]),
    ("Obuke su bile 19. i 21. aprila 2023.", [("19.", "2023-04-19"), ("21. aprila 2023.", "2023-04-21")]),
    ("Bilo je u noći sa 5. na 6. maj.", [("5. na 6. maj", "2023-05-05/2023-05-06")]),
    ("Od 1. aprila 2023. nadalje važi cjenovnik.", [("Od 1. aprila 2023. nadalje", "2023-04-01/..")]),
    ("Susret će biti oko 20. oktobra.", [("20. oktobra", "2023-10-20~")]),
    # clock times
    ("Skup je 24. maja u 10 sati.", [("24. maja u 10 sati", "2023-05-24T10:00")]),
    ("Skup je 24. maja 2023. u 10,00 sati.", [("24. maja 2023. u 10,00 sati", "2023-05-24T10:00")]),
    ("Skup je 24.05.2023. u 9.30 časova.", [("24.05.2023. u 9.30 časova", "2023-05-24T09:30")]),
    ("Skup je 24. maja u 16,30 h.", [("24. maja u 16,30 h", "2023-05-24T16:30")]),
    ("Skup je 24. maja u 11h.", [("24. maja u 11h", "2023-05-24T11:00")]),
    ("Skup je 24. maja u podne.", [("24. maja u podne", "2023-05-24T12:00")]),
    ("Skup je 24. maja od 14:14 do 14:26 sati.", [("24. maja od 14:14 do 14:26 sati", "2023-05-24T14:14/2023-05-24T14:26")]),
    ("Skup je 24. maja s početkom u 10 sati.", [("24. maja", "2023-05-24")]),
    # relative
    ("Danas je održan skup.", [("Danas", "2023-05-18")]),
    ("Jučer je održan skup.", [("Jučer", "2023-05-17")]),
    ("Juče je odrzan skup.", [("Juče", "2023-05-17")]),
    ("Sinoć je održan skup.", [("Sinoć", "2023-05-17")]),
    ("Skup će biti održan sutra u 10 sati.", [("sutra u 10 sati", "2023-05-19T10:00")]),
    ("Skup će biti održan prekosutra.", [("prekosutra", "2023-05-20")]),
    ("Na današnjoj sjednici usvojen je plan.", [("današnjoj", "2023-05-18")]),
    ("Jučerašnji skup je okupio mlade.", [("Jučerašnji", "2023-05-17")]),
    ("Skup je održan prošle sedmice.", [("prošle sedmice", WEEK)]),
    ("Skup je održan protekloga tjedna.", [("protekloga tjedna", WEEK)]),
    ("Posjeta je najavljena za naredni mjesec.", [("naredni mjesec", "2023-06")]),
    ("Prihodi su pali prošle godine.", [("prošle godine", "2022")]),
    ("Sredstva dostaviti do kraja mjeseca.", [("mjeseca", "2023-05")]),
    ("U utorak je održan skup.", [("utorak", "2023-05-16")]),
    ("U utorak će biti održan skup.", [("utorak", "2023-05-23")]),
    ("Spisak poslati do petka.", [("petka", "2023-05-19")]),
    ("Skup je održan prošlog petka.", [("prošlog petka", "2023-05-12")]),
    ("Skup će biti održan narednog četvrtka.", [("narednog četvrtka", "2023-05-25")]),
    ("Sjednica će se održati za sedam dana.", [("za sedam dana", "2023-05-25")]),
    ("Sjednica će se održati prvi utorak u oktobru.", [("prvi utorak u oktobru", "2023-10-03")]),
    ("Sjednica će se održati posljednjeg petka u junu 2023.", [("posljednjeg petka u junu 2023.", "2023-06-30")]),
    ("Naknada se plaća zadnji dan u mjesecu.", [("zadnji dan u mjesecu", "2023-05-31")]),
    ("Sjednica će biti posljednju sedmicu juna.", [("posljednju sedmicu juna", "2023-06-26/2023-07-02")]),
    ("Skup je održan 5. maja. Istog dana je održan i prijem.", [("5. maja", "2023-05-05"), ("Istog dana", "2023-05-05")]),
    ("Skup je održan 5. maja. Sutradan je održan prijem.", [("5. maja", "2023-05-05"), ("Sutradan", "2023-05-06")]),
    ("Skup je održan 5. maja. Dan ranije održan je prijem.", [("5. maja", "2023-05-05"), ("Dan ranije", "2023-05-04")]),
    (
        "Skup je održan 5. maja. Dva dana kasnije održan je prijem.",
        [("5. maja", "2023-05-05"), ("Dva dana kasnije", "2023-05-07")],
    ),
    ("Skup je održan 5. maja. 3 dana kasnije održan je prijem.", [("5. maja", "2023-05-05"), ("3 dana kasnije", "2023-05-08")]),
    (
        "Kamp je održan od 5. do 7. maja. Prvog dana stigli su gosti, drugi dan bio je za rad, a posljednjeg dana za izlet.",
        [
            ("od 5. do 7. maja", "2023-05-05/2023-05-07"),
            ("Prvog dana", "2023-05-05"),
            ("drugi dan", "2023-05-06"),
            ("posljednjeg dana", "2023-05-07"),
        ],
    ),
    (
        "Obnova je održana od petka 5. do nedjelje 7. maja 2023. godine.",
        [("od petka 5. do nedjelje 7. maja 2023. godine", "2023-05-05/2023-05-07")],
    ),
    (
        "Takmičenje će biti u našoj školi 16. juna.",
        [("16. juna", "2023-06-16")],
    ),
    (
        "Gosti borave u Foči, a sutra se vraćaju kući.",
        [("sutra", "2023-05-19")],
    ),
    (
        "Skup je održan 5. maja. Dan ranije stigli su gosti, a sutradan je održan prijem.",
        [("5. maja", "2023-05-05"), ("Dan ranije", "2023-05-04"), ("sutradan", "2023-05-06")],
    ),
    (
        "Skup je održan 5. maja. Dva dana kasnije, 7. maja, održan je prijem.",
        [("5. maja", "2023-05-05"), ("7. maja", "2023-05-07")],
    ),
    ("Skup je pomjeren sa 25. maja na 1. juni.", [("25. maja", "2023-05-25"), ("1. juni", "2023-06-01")]),
    ("Skup je prebačen s 25. na 26. maj.", [("25.", "2023-05-25"), ("26. maj", "2023-05-26")]),
    ("Noću s 25. na 26. maj bit će dežurstvo.", [("25. na 26. maj", "2023-05-25/2023-05-26")]),
    ("Večeras je koncert hora.", [("Večeras", "2023-05-18")]),
    # a weekday or a word beside its day is no date of its own
    ("U utorak je, 16. maja, održan skup.", [("16. maja", "2023-05-16")]),
    ("Jučer, 17. maja, održan je skup.", [("17. maja", "2023-05-17")]),
    ("Skup je održan 16. maja, u utorak, u Foči.", [("16. maja", "2023-05-16")]),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_each_form_is_found_with_its_span_and_value(text: str, expected: list[tuple[str, str]], thursday: datetime.date) -> None:
    found = find_dates(text, reference=thursday)
    assert [(date.text, date.value) for date in found] == expected
    assert all(text[date.start : date.end] == date.text for date in found)


NONE = [
    "(„Službeni glasnik BiH“, broj 80/20 i 3/2015, br. 4/08, 14/12, 3/15 i 22/19)",
    "Broj: 02-05-187/24 i 02/1-05-1187/21",
    "Na osnovu člana 24. stav 1. tačka 28. i čl. 12. i 14. Statuta",
    "k.č. 512/71 k.o. Vrelo",
    "Iznosi su 12.450,00 KM, 2.318 učenika i 15,00 KM.",
    "Telefon 033/555-014, mob. 061/123-456, fax 035 281-144",
    "Rezultat je 28:24 (12:11).",
    "Pacijent ima 45 godina, a radi tri dana u sedmici.",
    "Stranke se primaju radnim danom od 9 do 14 sati.",
    "Sjednica je počela u 10,15 sati i završena u 12.30.",
    "Ulica 25. novembra, Trg 1. maja i Bulevar 8. marta",
    "JU OŠ „9. maj“ i Fond „1. mart“",
    "1. Maja Kolak\n2. Marta Hodžić\n3. Juna Begić",
    "Maja Kolak je govorila, a Marta ju je pozdravila.",
    "Delegacija je stigla iz Travnika i Lipnice.",
    "na 31. sjednici, 34. redovna sjednica, na današnjoj, 31-oj po redu",
    "Prisutno je 17.članova od ukupno 21.",
    "Sastaju se svakog petka i svakog 5. u mjesecu.",
    "Probe su petkom i subotom.",
    "u roku od 15 dana od dana objave; na period od četiri godine",
    "Dana je saglasnost. Dan općine je praznik. Dana Kolak je odsutna.",
    "Odluka stupa na snagu osmog dana od dana objavljivanja.",
    "2.1. Usvajanje zapisnika\n3.2. Razno",
    "Rast je 3.4 posto, a verzija 2.10. je nova.",
    "Društvo danas okuplja 40 članova.",
    "Mreža „Žene danas“ djeluje u gradu.",
    "Okrugli sto „Voćarstvo juče, danas, sutra“ je završen.",
    "Izložba „Grad jučer i danas“ je otvorena.",
    "ZAJEDNICA VLASNIKA „1. MAJA 17“ I SAVJET „8. marta 5“",
    "Sanacija kolovoza je pri kraju, a lipanj nema veze s lipom.",
    "u proteklim godinama i narednih mjeseci",
    "Skup je počeo dan kasnije nego što je planirano.",
    "Prijave su stigle dan ranije od roka.",
    "Od prvog dana tražimo isto.",
    "Radimo za bolje sutra.",
    "Dan ranije bilo je oblačno.",
    "Bila je to godina kasnije i dani ranije.",
    "na sjednici održanoj dana godine, sa početkom u 10, sati",
]


@pytest.mark.parametrize("text", NONE)
def test_decoys_stay_out(text: str, thursday: datetime.date) -> None:
    assert find_dates(text, reference=thursday) == []


@pytest.mark.parametrize(
    "text", ["„Danas počinje nova sezona“, rekla je.", "„Sutra počinje berba“, kazao je.", "„Jučer smo potpisali ugovor.“"]
)
def test_what_somebody_says_is_no_title(text: str, thursday: datetime.date) -> None:
    assert len(find_dates(text, reference=thursday)) == 1


MONTHS = list(read_table("pipeline.extraction.dates", "months.tsv", ("name", "month", "stem", "declension", "kind")))


@pytest.mark.parametrize("row", [row for row in MONTHS if row["kind"] == "name"], ids=lambda row: row["name"])
def test_months_in_every_case_with_and_without_diacritics(row) -> None:
    for form in sorted(set(forms(row["name"], row["stem"], row["declension"]))):
        for month in (form, form.upper(), row["name"]):
            (date,) = find_dates(f"Skup je održan 5. {month} 2021. godine.")
            assert date.value == f"2021-{int(row['month']):02d}-05"


def test_cyrillic_text_keeps_its_words() -> None:
    text = "Састанак је одржан 22. маја 2024. године у 10,00 сати у Теслићу."
    (date,) = find_dates(text)
    assert (date.text, date.value, date.type) == ("22. маја 2024. године у 10,00 сати", "2024-05-22T10:00", "time")


def test_hard_wrapped_dates_are_whole() -> None:
    text = (
        "Vijećnica je upozorila da se isti kvar desio i u augustu 2021.\n"
        "godine, a sjednica je zakazana za 30. mar-\nta 2022. godine u općini."
    )
    assert [date.value for date in find_dates(text)] == ["2021-08", "2022-03-30"]
    for date in find_dates(text):
        assert text[date.start : date.end] == date.text


def test_types() -> None:
    found = find_dates("Bilo je 1. marta 2024. u 10 sati, u maju 2024. i od 1. do 3. juna 2024. godine.")
    assert [date.type for date in found] == ["time", "date", "interval"]


def test_nothing_settles_a_bare_date() -> None:
    assert [d.value for d in find_dates("Skup je održan 15. novembra, a uzvratna posjeta planirana je za mart.")] == [
        "XXXX-11-15",
        "XXXX-03",
    ]
    assert find_dates("Jučer je održan skup, a prošle sedmice prijem.") == []


def test_importing_costs_no_spacy() -> None:
    code = (
        "import sys, pipeline; pipeline.find_dates('5. maja 2023.'); sys.exit('spacy' in sys.modules or 'torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
