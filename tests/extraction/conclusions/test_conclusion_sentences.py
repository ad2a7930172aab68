"""What a sentence decides: the words of each point, its kind, and what is no conclusion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

DECIDED = [
    (
        "Zaključeno je da škola i biblioteka zajednički vode radionice.",
        [("conclusion", "škola i biblioteka zajednički vode radionice")],
    ),
    ("Zaključeno je da oprema nije ispravna.", [("conclusion", "oprema nije ispravna")]),
    ("Dogovoreno je da se izlet odgodi za proljeće.", [("decision", "se izlet odgodi za proljeće")]),
    ("Dogovorena je izrada zajedničkog plana obuka.", [("action", "Dogovorena je izrada zajedničkog plana obuka")]),
    (
        "Dogovoreno je da se održi obuka, te da Općina obezbijedi prostor, kao i da se izradi letak.",
        [("action", "se održi obuka"), ("action", "Općina obezbijedi prostor"), ("action", "se izradi letak")],
    ),
    (
        "Usaglašeno je da se formira radna grupa i da se plan objavi na oglasnoj ploči.",
        [("action", "se formira radna grupa"), ("action", "se plan objavi na oglasnoj ploči")],
    ),
    ("Prisutni su se složili da se javni čas održi u parku.", [("action", "se javni čas održi u parku")]),
    ("Učesnici su se saglasili da zajednički apliciraju na konkurs.", [("action", "zajednički apliciraju na konkurs")]),
    ("Odlučeno je da se članarina ne povećava.", [("decision", "se članarina ne povećava")]),
    ("Usvojen je Finansijski plan za 2023. godinu.", [("decision", "Usvojen je Finansijski plan za 2023. godinu")]),
    ("Jednoglasno je usvojen izvještaj o radu.", [("decision", "je usvojen izvještaj o radu")]),
    ("Izvještaj je jednoglasno usvojen.", [("decision", "Izvještaj je jednoglasno usvojen")]),
    ("Nakon kraće rasprave usvojen je program kulture.", [("decision", "usvojen je program kulture")]),
    ("Sa 12 glasova za i dva suzdržana usvojen je prijedlog plana.", [("decision", "usvojen je prijedlog plana")]),
    ("Donesena je odluka o kupovini kombija.", [("decision", "Donesena je odluka o kupovini kombija")]),
    ("Donijeta je odluka o visini članarine.", [("decision", "Donijeta je odluka o visini članarine")]),
    ("Vijeće je prihvatilo informaciju o radu biblioteke.", [("decision", "Vijeće je prihvatilo informaciju o radu biblioteke")]),
    ("Vlada je formirala radnu grupu za zaštitu voda.", [("decision", "Vlada je formirala radnu grupu za zaštitu voda")]),
    ("Imenovana je komisija za popis imovine.", [("decision", "Imenovana je komisija za popis imovine")]),
    ("Za predsjednika je izabran Tomo Grabić.", [("decision", "Za predsjednika je izabran Tomo Grabić")]),
    ("Data je saglasnost na pravilnik o radu.", [("decision", "Data je saglasnost na pravilnik o radu")]),
    ("Odbijen je zahtjev za produženje roka.", [("decision", "Odbijen je zahtjev za produženje roka")]),
    ("Amandman kluba nije prihvaćen.", [("decision", "Amandman kluba nije prihvaćen")]),
    ("Inicijativa nije dobila podršku većine prisutnih.", [("decision", "Inicijativa nije dobila podršku većine prisutnih")]),
    (
        "Prijedlog da se trg zatvori za saobraćaj nije podržan.",
        [("decision", "Prijedlog da se trg zatvori za saobraćaj nije podržan")],
    ),
    ("Prijedlog odluke vraćen je predlagaču na doradu.", [("decision", "Prijedlog odluke vraćen je predlagaču na doradu")]),
    ("Zadužuje se sekretar da dostavi spisak članova.", [("action", "Zadužuje se sekretar da dostavi spisak članova")]),
    ("Obavezuje se izvođač da otkloni nedostatke.", [("action", "Obavezuje se izvođač da otkloni nedostatke")]),
    ("Nalaže se Službi za puteve da očisti propuste.", [("action", "Nalaže se Službi za puteve da očisti propuste")]),
    ("Komisija je dužna podnijeti izvještaj.", [("action", "Komisija je dužna podnijeti izvještaj")]),
    (
        "Sekretar je zadužen da pripremi dopis, a blagajnica da prikupi članarine.",
        [("action", "Sekretar je zadužen da pripremi dopis"), ("action", "blagajnica da prikupi članarine")],
    ),
    ("Preporučuje se nošenje maski u čekaonicama.", [("recommendation", "Preporučuje se nošenje maski u čekaonicama")]),
    ("Preporučeno je da se uvede besplatan prevoz.", [("recommendation", "se uvede besplatan prevoz")]),
    ("Vijeće je preporučilo školi da izradi plan.", [("recommendation", "Vijeće je preporučilo školi da izradi plan")]),
    (
        "Usvojen je plan rada, a izvještaj blagajnika je odbijen.",
        [("decision", "Usvojen je plan rada"), ("decision", "izvještaj blagajnika je odbijen")],
    ),
    (
        "Za sekretara je imenovan Fuad Zeričan; za blagajnicu je izabrana Lana Perkuša.",
        [("decision", "Za sekretara je imenovan Fuad Zeričan"), ("decision", "za blagajnicu je izabrana Lana Perkuša")],
    ),
    ("Održan je sastanak na kojem je dogovoreno da se nabavi kombi.", [("action", "se nabavi kombi")]),
    (
        "Vlada je utvrdila Nacrt zakona o muzejima i uputila ga Skupštini.",
        [("decision", "Vlada je utvrdila Nacrt zakona o muzejima i uputila ga Skupštini")],
    ),
    ("Zakljuceno je da je stanje objekta lose.", [("conclusion", "je stanje objekta lose")]),
    ("Odluceno je da se nabavi novi kombi.", [("decision", "se nabavi novi kombi")]),
]

NOT_DECIDED = [
    "Direktor je istakao da je potrebno pojačati nadzor.",
    "Načelnica je naglasila da su usvojeni svi planovi.",
    "Vijećnica Brešić istakla je da put treba sanirati do jeseni.",
    "Bjelac je predložio da se zaduži Služba da do maja izradi elaborat.",
    "Ministar je najavio da će radovi početi 1. jula.",
    "Ukazano je na potrebu redovnog čišćenja korita.",
    "Istaknuto je da je saradnja dobra.",
    "Naglašeno je da mladi odlaze.",
    "Konstatovano je da postoji kvorum.",
    "Prozivkom je utvrđeno da je prisutno 14 vijećnika.",
    "Sjednica je zaključena u 13,15 sati.",
    "Zaključeno u 14:30 sati.",
    "Ugovor je zaključen sa izvođačem radova.",
    "Kako je dnevni red iscrpljen, predsjedavajuća je zaključila sjednicu.",
    "Konačna odluka o tome još nije donesena.",
    "Odbor je formiran na osnovu člana 7. Statuta.",
    "Predsjedatelj je pozvao vijećnike na svečanu akademiju.",
    "Direktor je odlučio da otputuje ranije.",
    "Skupština je održana dana 7.3.2021. uz podršku općine.",
    "Izražena je nada da će se saradnja nastaviti.",
    "Zakon koji je usvojen prošle godine ne primjenjuje se.",
    "Ako bude usvojen budžet, radovi mogu početi.",
    "Plan treba biti usvojen do kraja godine.",
    "Rasprave po ovoj tački nije bilo.",
    "Zaključak sa 9. sjednice realizovan je u cijelosti.",
    "Primili smo donaciju od tri računara.",
    "Komisija traži odgovor od direktora.",
    "Usvojene aktivnosti provode volonteri.",
    "Ugovor sa dobavljačem potpisan je 12. februara.",
    "Izvještaj je podnijela predsjednica.",
]


def _points(doc: Doc) -> list[tuple[str, str]]:
    return [(point.kind, point.evidence.within(doc.text)) for point in doc._.conclusions]


@pytest.mark.parametrize(("text", "expected"), DECIDED)
def test_a_deciding_sentence_gives_its_points(analyse: Callable[..., Doc], text: str, expected: list) -> None:
    assert _points(analyse(f"Naslov vijesti\n\nU Olovu je održan sastanak odbora udruženja.\n\n{text}")) == expected


@pytest.mark.parametrize("text", NOT_DECIDED)
def test_what_is_only_said_or_told_is_no_conclusion(analyse: Callable[..., Doc], text: str) -> None:
    assert _points(analyse(f"Naslov vijesti\n\nU Olovu je održan sastanak odbora udruženja.\n\n{text}")) == []
