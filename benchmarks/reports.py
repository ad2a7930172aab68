"""Reports made by chance from templates, so that a benchmark has as many as it wants without two alike."""

from __future__ import annotations

import random
from collections.abc import Iterator

_TOWNS = (
    "Tuzla/Tuzli", "Zenica/Zenici", "Bihać/Bihaću", "Mostar/Mostaru", "Travnik/Travniku", "Livno/Livnu", "Goražde/Goraždu",
    "Doboj/Doboju", "Trebinje/Trebinju", "Brčko/Brčkom", "Gradačac/Gradačcu", "Konjic/Konjicu", "Visoko/Visokom", "Foča/Foči",
)  # fmt: skip
_HEADS = ("Udruženje", "Fondacija", "Savez", "Centar", "Zavod", "Društvo", "Mreža", "Klub")
_SUBJECTS = (
    "penzionera", "pčelara", "izviđača", "roditelja", "žena", "slijepih", "planinara", "volontera", "poljoprivrednika",
    "studenata",
)  # fmt: skip
_WORDS = ("Izvor", "Most", "Horizont", "Lipa", "Korak", "Nada", "Sunce", "Putokaz", "Vidik", "Zrno", "Krila", "Kamen", "Breza")
_FIRST = ("Amra", "Senad", "Jasna", "Mirza", "Ivana", "Stjepan", "Dragan", "Lejla", "Emir", "Snježana", "Haris", "Marija")
_ROOTS = ("Had", "Beg", "Kov", "Sul", "Per", "Mark", "Tab", "Zuk", "Lov", "Jur", "Del", "Mem", "Šeh", "Čeng")
_ENDS = ("žić", "ović", "ačević", "ejmanović", "ić", "anović", "aković", "ić-Tomić")
_ROLES = ("direktor", "predsjednik", "načelnik", "sekretar", "koordinator", "stručni saradnik", "predstavnik")
_TOPICS = (
    "zaštite od poplava", "zapošljavanja mladih", "rada dnevnog centra", "obnove škole", "javnog prevoza", "čišćenja rijeke",
    "podrške osobama s invaliditetom", "turističke sezone", "vakcinacije djece", "digitalnih udžbenika",
)  # fmt: skip
_MONTHS = (
    "januara", "februara", "marta", "aprila", "maja", "juna", "jula", "augusta", "septembra", "oktobra", "novembra", "decembra",
)  # fmt: skip
_DATELINE = "{town}, {day}. {month} {year}. godine – U {town_loc} je jučer održan sastanak organizacije {org} i Općine {town}."
_SENTENCES = (
    "{person} je istakao da je tema {topic} važna za cijelu zajednicu i da institucije moraju raditi zajedno.",
    "Prema riječima {role}a {person_gen}, u {year}. godini izdvojeno je {money} KM, a radovi su trajali {days} dana.",
    "U raspravi su učestvovali i uposlenici organizacije {org}, koji su podsjetili na ranije dogovore i na nedostatak prostora.",
    "Posebna pažnja posvećena je pitanju {topic}, jer se broj korisnika od {day}. {month} {year}. godine udvostručio.",
    "{person}, {role} organizacije {org}, zahvalio je domaćinu na gostoprimstvu i najavio nastavak saradnje.",
    "Zaključeno je da {org} do {day}. {month} pripremi prijedlog plana i dostavi ga svim učesnicima.",
    "Na kraju je dogovoreno da se o temi {topic} održi javna rasprava, te da se o tome obavijesti Općinsko vijeće {town}.",
    "Zadužuje se {org} da u roku od {days} dana izradi izvještaj o stanju u oblasti {topic}.",
    "Usvojen je izvještaj o radu za {year}. godinu, a prijedlog odluke o izmjeni budžeta je odgođen.",
    "Naredni sastanak bit će održan {day}. {month} {next}. godine u {hour} sati u {town_loc}.",
)
_BULLETS = (
    "Da {org} nastavi aktivnosti u oblasti {topic} i o tome izvještava javnost;",
    "Obavezuje se {org} da do {day}. {month} {next}. godine dostavi finansijski plan;",
    "Preporučuje se općinama da obezbijede prostor za rad organizacije {org};",
)


def reports(count: int, words: int, *, seed: int = 7) -> Iterator[str]:
    """`count` reports of about `words` words each; the same seed gives the same reports."""
    chance = random.Random(seed)
    for _ in range(count):
        yield _report(chance, words)


def _report(chance: random.Random, words: int) -> str:
    parts = [_filled("Održan sastanak o pitanju {topic} u {town_loc}", chance), ""]
    parts.append(_filled(_DATELINE, chance))
    paragraph: list[str] = []
    size = 0
    while size < words * 0.8:
        sentence = _filled(chance.choice(_SENTENCES), chance)
        paragraph.append(sentence)
        size += sentence.count(" ") + 1
        if len(paragraph) == 4:
            parts += ["", " ".join(paragraph)]
            paragraph = []
    parts += ["", " ".join(paragraph), "", "Zaključci sa sastanka:"]
    while size < words:
        bullet = _filled(chance.choice(_BULLETS), chance)
        parts.append(f"• {bullet}")
        size += bullet.count(" ") + 1
    return "\n".join(parts) + "\n"


def _filled(template: str, chance: random.Random) -> str:
    town, town_loc = chance.choice(_TOWNS).split("/")
    first, last = chance.choice(_FIRST), chance.choice(_ROOTS) + chance.choice(_ENDS)
    year = chance.randrange(2004, 2026)
    return template.format(
        town=town,
        town_loc=town_loc,
        org=f"{chance.choice(_HEADS)} {chance.choice(_SUBJECTS)} „{chance.choice(_WORDS)} {chance.randrange(100)}“ {town}",
        person=f"{first} {last}",
        person_gen=f"{chance.choice(('Senada', 'Harisa', 'Emira', 'Dragana'))} {last}a",
        role=chance.choice(_ROLES),
        topic=chance.choice(_TOPICS),
        month=chance.choice(_MONTHS),
        day=chance.randrange(1, 29),
        year=year,
        next=year + 1,
        hour=chance.randrange(8, 20),
        days=chance.randrange(3, 60),
        money=f"{chance.randrange(1, 900)}.000",
    )
