"""The reading text: what is mended, what stays, and the way back to the source."""

from __future__ import annotations

import pytest

from pipeline.language.reading_text import read

CHARACTERS = {
    "no-break space": ("Općina\u00a0Tešanj", "Općina Tešanj"),
    "thin space in a number": ("1\u2009200 KM", "1 200 KM"),
    "ideographic space": ("Vlada\u3000Kantona", "Vlada Kantona"),
    "soft hyphen": ("Udru\u00adženje Iz\u00advor", "Udruženje Izvor"),
    "zero width space": ("Mreža\u200b žena", "Mreža žena"),
    "zero width joiner": ("sje\u200ddnica", "sjednica"),
    "byte order mark": ("\ufeffZapisnik", "Zapisnik"),
    "direction marks": ("\u200eBroj: 12\u200f", "Broj: 12"),
    "ligature fi": ("ﬁnansije", "finansije"),
    "ligature fl": ("ﬂota", "flota"),
    "digraph letters": ("ǉudi, Ǌegoš, ǅemal, ǄAMIJA", "ljudi, Njegoš, Džemal, DŽAMIJA"),
    "combining caron": ("nac\u030celnik", "načelnik"),
    "combining acute": ("Hodz\u030cic\u0301", "Hodžić"),
    "Icelandic eth": ("MEÐUNARODNI, meðu", "MEĐUNARODNI, među"),
    "carriage returns": ("Prvi red.\r\nDrugi red.\rTreći red.", "Prvi red.\nDrugi red.\nTreći red."),
    "line separator": ("Prvi red.\u2028Drugi red.", "Prvi red.\nDrugi red."),
    "form feed": ("Kraj strane.\x0cNova strana.", "Kraj strane.\nNova strana."),
    "line break of a web page": ("Prvi red.<br />Drugi red.", "Prvi red.\nDrugi red."),
    "entities": ("Voda &amp; zrak&nbsp;d.o.o.", "Voda & zrak d.o.o."),
    "control characters": ("sjed\x02nica", "sjednica"),
    "runs of blanks": ("Vijeće   je  usvojilo   plan.", "Vijeće je usvojilo plan."),
    "tab in running text": ("Vijeće\tje usvojilo plan.", "Vijeće je usvojilo plan."),
    "indentation": ("    Vijeće je usvojilo plan.", "Vijeće je usvojilo plan."),
    "blanks at the end": ("Vijeće je usvojilo plan.   \n\nKraj.", "Vijeće je usvojilo plan.\n\nKraj."),
    "blank lines with blanks": ("Prvi.\n   \nDrugi.", "Prvi.\n\nDrugi."),
    "no-break hyphen": ("Bosansko\u2011podrinjski kanton", "Bosansko-podrinjski kanton"),
}


@pytest.mark.parametrize(("source", "expected"), CHARACTERS.values(), ids=CHARACTERS)
def test_characters_are_mended(source: str, expected: str) -> None:
    assert read(source).text == expected


SPACED = {
    "minutes": ("Z A P I S N I K", "ZAPISNIK"),
    "agenda": ("D N E V N I   R E D :", "DNEVNI RED :"),
    "agenda, narrow word gap": ("D N E V N I  R E D", "DNEVNI RED"),
    "agenda, no word gap": ("D N E V N I R E D", "DNEVNI RED"),
    "agenda, uneven gaps": ("D N  E V N I   R E D", "DNEVNI RED"),
    "body": ("O P Ć I N S K O   V I J E Ć E", "OPĆINSKO VIJEĆE"),
    "body, no word gap": ("O P Ć I N S K O V I J E Ć E", "OPĆINSKO VIJEĆE"),
    "conclusions": ("Z A K L J U Č C I", "ZAKLJUČCI"),
    "whole digraph": ("Z A K LJ U Č A K", "ZAKLJUČAK"),
    "digraph in title case": ("Z A K Lj U Č A K", "ZAKLJUČAK"),
    "lower case": ("d o n i j e l o   j e", "donijelo je"),
    "lower case, feminine": ("d o n i j e l a  j e", "donijela je"),
    "colon without gap": ("Z A K L J U Č C I:", "ZAKLJUČCI:"),
    "present": ("P R I S U T N I   V I J E Ć N I C I :", "PRISUTNI VIJEĆNICI :"),
    "three words": ("O P R A V D A N O   O D S U T N I   Č L A N O V I", "OPRAVDANO ODSUTNI ČLANOVI"),
    "decision": ("O D L U K U", "ODLUKU"),
    "decision with its object": ("O D L U K U\no visini članarine", "ODLUKU\no visini članarine"),
    "words behind": ("Z A P I S N I K   sa 5. sjednice", "ZAPISNIK sa 5. sjednice"),
    "Croatian": ("P R I O P Ć E N J E", "PRIOPĆENJE"),
    "convocation": ("S a z i v a m", "Sazivam"),
    "Cyrillic": ("З А П И С Н И К", "ZAPISNIK"),
    "Cyrillic digraph": ("З А К Љ У Ч А К", "ZAKLJUČAK"),
    "two lines": ("D N E V N I\nR E D :", "DNEVNI RED :"),
    "unknown word, two gaps": ("V A T R O G A S N A   Z A J E D N I C A", "VATROGASNA ZAJEDNICA"),
    "section": ("A d. 1", "Ad. 1"),
    "section, wide": ("A d  3.", "Ad 3."),
    "section in capitals": ("A D. 4", "AD. 4"),
}


@pytest.mark.parametrize(("source", "expected"), SPACED.values(), ids=SPACED)
def test_spaced_letters_are_closed_up(source: str, expected: str) -> None:
    assert read(source).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "Grupe A B C",
        "Prisutan je i A. B. Hodžić",
        "razredi a i b",
        "u kategoriji A ili B",
        "od A do Ž",
        "Plan A i B",
        "I a i b.",
        "x y z",
    ],
)
def test_single_letters_in_a_sentence_stay_apart(text: str) -> None:
    assert read(text).text == text


QUOTES = {
    "straight": ('Udruženje "Izvor" iz Zenice', "Udruženje „Izvor“ iz Zenice"),
    "English": ("Udruženje “Izvor” iz Zenice", "Udruženje „Izvor“ iz Zenice"),
    "Croatian": ("Udruga „Izvor” iz Usore", "Udruga „Izvor“ iz Usore"),
    "both the same": ("Udruženje ”Izvor” iz Zenice", "Udruženje „Izvor“ iz Zenice"),
    "guillemets": ("Društvo «Javor» Konjic", "Društvo „Javor“ Konjic"),
    "guillemets inward": ("Društvo »Javor« Konjic", "Društvo „Javor“ Konjic"),
    "typed guillemets": ("Društvo <<Javor>> Konjic", "Društvo „Javor“ Konjic"),
    "two apostrophes": ("Udruženje ''Izvor'' iz Zenice", "Udruženje „Izvor“ iz Zenice"),
    "two typographic apostrophes": ("Udruženje ’’Izvor’’ iz Zenice", "Udruženje „Izvor“ iz Zenice"),
    "two grave accents": ("Udruženje ``Izvor`` iz Zenice", "Udruženje „Izvor“ iz Zenice"),
    "two commas": ("Udruženje ,,Izvor'' iz Zenice", "Udruženje „Izvor“ iz Zenice"),
    "in brackets": ('(OŠ "Vrelo")', "(OŠ „Vrelo“)"),
    "before a case ending": ('u "Izvoru"-u i "Vrelu".', "u „Izvoru“-u i „Vrelu“."),
    "before a comma": ('"Izvor", "Vrelo" i "Lipa"', "„Izvor“, „Vrelo“ i „Lipa“"),
    "glued on": ('Udruženje"Izvor"Zenica', "Udruženje„Izvor“Zenica"),
    "after a dash": ('Tema –"Voda i mi"', "Tema –„Voda i mi“"),
    "unpaired opening": ('Udruženje "Izvor iz Zenice\ni "Lipa"', "Udruženje „Izvor iz Zenice\ni „Lipa“"),
    "unpaired closing": ('Udruženje Izvor" iz Zenice', "Udruženje Izvor“ iz Zenice"),
    "with blanks inside": ('Udruženje " Izvor " iz Zenice', "Udruženje „ Izvor “ iz Zenice"),
    "nested": ('"Naš „Izvor“ traje", kaže Alma.', "„Naš „Izvor“ traje“, kaže Alma."),
    "sentence in quotes": ('"Hvala svima." Tako je završila.', "„Hvala svima.“ Tako je završila."),
}


@pytest.mark.parametrize(("source", "expected"), QUOTES.values(), ids=QUOTES)
def test_double_quotation_marks_are_told_apart_by_place(source: str, expected: str) -> None:
    assert read(source).text == expected


SPLIT_WORDS = {
    "syllable": ("Vijeće je na-\nkon rasprave glasalo.", "Vijeće je nakon rasprave glasalo."),
    "syllable, indented": ("Vijeće je na-\n   kon rasprave glasalo.", "Vijeće je nakon rasprave glasalo."),
    "soft hyphen at the line's end": ("Sastanak Udru\u00ad\nženja je odgođen.", "Sastanak Udruženja je odgođen."),
    "typographic hyphen": ("Održan sas\u2010\ntanak mladih", "Održan sastanak mladih"),
    "in capitals": ("PREDSJEDA-\nVAJUĆI VIJEĆA", "PREDSJEDAVAJUĆI VIJEĆA"),
    "name": ("Govorio je Bajra-\nmović Refik.", "Govorio je Bajramović Refik."),
    "twice": ("Vije-\nćnici su raz-\nmatrali plan.", "Vijećnici su razmatrali plan."),
    "compound adjective": ("Prima se stručno-\nobrazovni kadar.", "Prima se stručno-obrazovni kadar."),
    "canton": ("Vlada Zeničko-\ndobojskog kantona je zasjedala.", "Vlada Zeničko-dobojskog kantona je zasjedala."),
    "canton in capitals": ("VLADA UNSKO-\nSANSKOG KANTONA", "VLADA UNSKO-SANSKOG KANTONA"),
    "educational": ("odgojno-\nobrazovne ustanove", "odgojno-obrazovne ustanove"),
    "acronym": ("Predstava KUD-\na „Lipa“ je odgođena.", "Predstava KUD-a „Lipa“ je odgođena."),
    "mixed acronym": ("Institucije BiH-\na su pozvane.", "Institucije BiH-a su pozvane."),
    "years": ("školske 2022-\n2023. godine", "školske 2022-2023. godine"),
    "ordinal": ("na 31-\noj sjednici", "na 31-oj sjednici"),
    "double surname": ("Ajla Strojilović-\nKlobo iz Vrela", "Ajla Strojilović-Klobo iz Vrela"),
    "hyphenated word": ("pozvani na press-\nkonferenciju u podne", "pozvani na press-konferenciju u podne"),
    "jednoglasno is one word": ("Odluka je jedno-\nglasno usvojena.", "Odluka je jednoglasno usvojena."),
}


@pytest.mark.parametrize(("source", "expected"), SPLIT_WORDS.values(), ids=SPLIT_WORDS)
def test_words_split_at_the_end_of_a_line_are_whole_again(source: str, expected: str) -> None:
    assert read(source).text == expected


JOINED = {
    "paragraph of even width": (
        "Sjednica je održana u srijedu u maloj sali zgrade Općine, a\n"
        "prisustvovalo joj je devet od jedanaest članova Savjeta, čime\n"
        "je postignut kvorum za rad. Dnevni red usvojen je bez izmjena.\n"
        "Nakon toga riječ je dobila direktorica ustanove, koja je\n"
        "iznijela podatke o radu.",
        "Sjednica je održana u srijedu u maloj sali zgrade Općine, a prisustvovalo joj je devet od jedanaest članova Savjeta, "
        "čime je postignut kvorum za rad. Dnevni red usvojen je bez izmjena. Nakon toga riječ je dobila direktorica ustanove, "
        "koja je iznijela podatke o radu.",
    ),
    "narrow column": (
        "Vijeće mladih poziva članove\nna sjednicu koja će biti\nu petak u Domu kulture u\nVrelu.",
        "Vijeće mladih poziva članove na sjednicu koja će biti u petak u Domu kulture u Vrelu.",
    ),
    "office below a name": (
        "Odbor je\nmolio sve članove\nda se jave.\nAlma Grabik\npredsjednica",
        "Odbor je molio sve članove da se jave.\nAlma Grabik\npredsjednica",
    ),
    "conjunction before a name": (
        "Prisutni su bili Hamo Krndelić, Vesna Grabik, Salih Klobo\ni Jasna Torlić, te načelnik Službe za opštu upravu Zijad\n"
        "Torlić i ostali.",
        "Prisutni su bili Hamo Krndelić, Vesna Grabik, Salih Klobo i Jasna Torlić, te načelnik Službe za opštu upravu Zijad "
        "Torlić i ostali.",
    ),
    "label that goes on": (
        "Prisutni: Alma Kurt, Ivo Barić,\nHuso Dedić; Vesna Grabik;\nSalih Klobo\nOdsutni: Lana Perkuša",
        "Prisutni: Alma Kurt, Ivo Barić, Huso Dedić; Vesna Grabik; Salih Klobo\nOdsutni: Lana Perkuša",
    ),
    "last word cannot end a line": ("Izvještaj o radu Centra za\nsocijalni rad", "Izvještaj o radu Centra za socijalni rad"),
    "auxiliary at the end": ("Vijećnici su\nprihvatili plan.", "Vijećnici su prihvatili plan."),
    "year on the next line": ("Izvještaj o realizaciji plana za\n2021. godinu", "Izvještaj o realizaciji plana za 2021. godinu"),
    "day and month apart": (
        "Naredna sjednica Savjeta bit će sazvana najkasnije do\n14. marta u prostorijama Doma.",
        "Naredna sjednica Savjeta bit će sazvana najkasnije do 14. marta u prostorijama Doma.",
    ),
    "item that goes on": (
        "1. Izvještaj o radu Biblioteke za prethodnu godinu i plan rada\n   za narednu godinu\n2. Razno",
        "1. Izvještaj o radu Biblioteke za prethodnu godinu i plan rada za narednu godinu\n2. Razno",
    ),
    "institution over two lines": (
        "Izlaganje je podnijela Ivona Brešić ispred JU\nCentar za kulturu.",
        "Izlaganje je podnijela Ivona Brešić ispred JU Centar za kulturu.",
    ),
    "page mark inside a sentence": ("Zadužuje se Služba\nStrana 3 od 7\nda radi plan.", "Zadužuje se Služba da radi plan."),
    "page number inside a sentence": ("Zadužuje se Služba\n- 3 -\nda pripremi plan.", "Zadužuje se Služba da pripremi plan."),
    "archive date on lines of its own": ("Maj\n18\nOdržan sastanak mladih", "Maj 18\nOdržan sastanak mladih"),
}


@pytest.mark.parametrize(("source", "expected"), JOINED.values(), ids=JOINED)
def test_hard_wrapped_lines_are_joined(source: str, expected: str) -> None:
    assert read(source).text == expected


KEPT = {
    "list items": "Zaključeno je:\n– da se plan usvoji\n– da se nabavi oprema\n– da se pozovu mladi",
    "unmarked items in lower case": "Dnevni red:\nusvajanje zapisnika\nplan rada\nrazno",
    "numbered items in lower case": "Dnevni red:\n1. usvajanje zapisnika\n2. plan rada\n3. razno",
    "lettered items": "a) nabaviti opremu\nb) pozvati mlade",
    "attendance, one a line": "Prisutni:\nEmina Halvadžić, direktorica\nHamo Krndelić, sekretar\nVesna Grabik",
    "address": "Udruženje „Izvor“\nUlica lipa 12\n75000 Tuzla",
    "letterhead": "BOSNA I HERCEGOVINA\nTUZLANSKI KANTON\nOPĆINA PODLIPA",
    "title chain": "ZAPISNIK\nsa 7. redovne sjednice Vijeća mladih",
    "fields": "Mjesto: sala 2\nVrijeme: 13:00\nZapisnik: Ajla Strojilović",
    "sections": "Ad. 1\nZapisnik je usvojen.\nAd. 2\nPlan je usvojen.",
    "sections by word": "Tačka 1.\nPlan je usvojen bez rasprave.",
    "verse": "Lipo moja, lipo,\nšto si uvenula,\nkad te niko nije\nza granu takao.",
    "heading over text": "Kratak pregled diskusije\nEmina Halvadžić je predstavila plan.",
    "title over lead": "Potpisan ugovor o saradnji\nNačelnik je danas potpisao ugovor.",
    "paragraphs": "Sjednica je održana u petak.\nPrisustvovali su svi članovi.",
    "semicolon list": "Vlada je donijela Odluku o zakupu prostora;\nOdluku o otpisu opreme;\nRješenje o imenovanju Komisije.",
    "blank line": "Vijećnici su\n\nprihvatili plan.",
    "roman numerals": "I\nUsvaja se plan.\nII\nZadužuje se Služba.",
    "table": "R.br. | Aktivnost | Rok\n1 | Plan | maj",
    "signature": "Zapisničar: Lana Perkuša\nPredsjedavajući: Zijad Torlić",
    "unmarked items that start alike": "Odlučeno je:\nda se članarina zadrži na istom iznosu,\nda se raspiše novi konkurs",
    "telephone below a name": "Alma Grabik, predsjednica Aktiva nastavnika\ntel. 035/555-014",
    "dateline": "Tuzla, 3. maj 2024. godine\nodržana je sjednica",
    "label under a line that could go on": "Sjednica počinje u 10 sati\nPrisutni: Alma i Zijad",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_lines_that_are_blocks_stay_apart(text: str) -> None:
    assert read(text).text == text


COLUMNS = {
    "signature in two columns": (
        "Zapisničar:          Predsjedavajući:\nLana Perkuša         Zijad Torlić",
        "Zapisničar: | Predsjedavajući:\nLana Perkuša | Zijad Torlić",
    ),
    "signature with names": (
        "Zapisničarka: Lana Perkuša        Predsjedavajući: Zijad Torlić",
        "Zapisničarka: Lana Perkuša | Predsjedavajući: Zijad Torlić",
    ),
    "signature in spaced letters": (
        "Z A P I S N I Č A R            P R E D S J E D N I K\nLana Perkuša                   Zijad Torlić",
        "ZAPISNIČAR | PREDSJEDNIK\nLana Perkuša | Zijad Torlić",
    ),
    "signature with tabs": (
        "SEKRETAR\tPREDSJEDNICA\nFuad Zeričan\tVesna Grabik",
        "SEKRETAR | PREDSJEDNICA\nFuad Zeričan | Vesna Grabik",
    ),
    "table with tabs": ("R.br.\tAktivnost\tRok\n1.\tNabavka\tmaj", "R.br. | Aktivnost | Rok\n1. | Nabavka | maj"),
    "table with blanks": (
        "Ime i prezime        Funkcija          Prisutan\n"
        "Vesna Grabik         članica           DA\n"
        "Salih Klobo          član              NE",
        "Ime i prezime | Funkcija | Prisutan\nVesna Grabik | članica | DA\nSalih Klobo | član | NE",
    ),
    "label and value": ("Mjesto:        sala 2\nVrijeme:       13:00", "Mjesto: sala 2\nVrijeme: 13:00"),
    "number and item": ("1.   Usvajanje zapisnika\n2.   Razno", "1. Usvajanje zapisnika\n2. Razno"),
    "justified paragraph": (
        "Sjednica  je  održana  u  maloj  sali   i   počela\nje   na   vrijeme   uz   sve   prisutne   članove.",
        "Sjednica je održana u maloj sali i počela je na vrijeme uz sve prisutne članove.",
    ),
}


@pytest.mark.parametrize(("source", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_column_gaps_become_marks_in_rows_only(source: str, expected: str) -> None:
    assert read(source).text == expected


CLEAN = [
    "Sjednica je održana 12. marta 2024. godine u 10:00 sati.",
    "JU „Centar za socijalni rad“ Podlipa (CSR) – Zeničko-dobojski kanton, br. 4/08; tel. 035/555-014.",
    "Odluka o izmjeni – 2022/2023. – usvojena je (za 11, protiv 2).",
    "Naslov vijesti\n\nPrvi pasus teksta.\n\nDrugi pasus teksta.\n",
    "odrzan sastanak sa nacelnikom, dogovoreno izmedju udruzenja",
    "d'Artagnan i 'mali' slučaj, c'e biti",
    "… i tako dalje • tačka * zvjezdica _ crta",
    "ĄĘÖüß 中文 emoji 🙂",
    "",
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_stays_as_it_is(text: str) -> None:
    reading = read(text)
    assert reading.text == text
    assert reading.to_source(0, len(text)) == (0, len(text))


@pytest.mark.parametrize(
    ("source", "words", "expected"),
    [
        ("Z A P I S N I K\nsa sjednice", "ZAPISNIK", "Z A P I S N I K"),
        ("odluka je na-\nkon rasprave", "nakon", "na-\nkon"),
        ("Udru\u00adženje Izvor", "Udruženje", "Udru\u00adženje"),
        ("Сједница у Љубињу", "Ljubinju", "Љубињу"),
        ("Сједница у Љубињу", "L", "Љ"),
        ("''Izvor'' Zenica", "„Izvor“", "''Izvor''"),
        ("nac\u030celnik Huso", "načelnik", "nac\u030celnik"),
        ("Vijeće   je  usvojilo", "je usvojilo", "je  usvojilo"),
        ("Služba\nStrana 3 od 7\nda pripremi", "Služba da", "Služba\nStrana 3 od 7\nda"),
        ("Zapisničar:     Predsjedavajući:\nA. B.           C. D.", "Predsjedavajući:", "Predsjedavajući:"),
    ],
)
def test_words_lead_back_to_their_place_in_the_source(source: str, words: str, expected: str) -> None:
    reading = read(source)
    start = reading.text.index(words)
    source_start, source_end = reading.to_source(start, start + len(words))
    assert source[source_start:source_end] == expected
    first, last = reading.from_source(source_start, source_end)
    assert first <= start and start + len(words) <= last


def test_what_was_taken_out_leads_to_an_empty_interval() -> None:
    reading = read("Udru\u00adženje")
    assert reading.from_source(4, 5) == (4, 4)


def test_intervals_outside_are_refused() -> None:
    reading = read("Sjednica")
    for start, end in [(-1, 2), (3, 2), (0, 9)]:
        with pytest.raises(ValueError):
            reading.to_source(start, end)
        with pytest.raises(ValueError):
            reading.from_source(start, end)


def test_script_and_folded_text() -> None:
    reading = read("Одржана сједница Вијећа у Ђурђевику")
    assert reading.script == "Cyrl"
    assert reading.folded == "odrzana sjednica vijeca u durdeviku"
    assert len(reading.folded) == len(reading.text)
    assert read("Sjednica").script == "Latn"


def test_a_word_of_one_letter_said_again_is_no_spaced_word() -> None:
    assert read("Danas u u u u u u.").text == "Danas u u u u u u."
