"""Generated reports: news and minutes with ever new names, numbers and dates, so that no cache helps more than in an archive.

The same seed gives the same texts. What they tell is invented, and so is everybody in them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

MONTHS = (
    "januara", "februara", "marta", "aprila", "maja", "juna", "jula", "augusta", "septembra", "oktobra", "novembra", "decembra",
)  # fmt: skip
WEEKDAYS = ("u ponedjeljak", "u utorak", "u srijedu", "u četvrtak", "u petak")
# nominative, genitive, locative
TOWNS = (
    ("Travnik", "Travnika", "Travniku"), ("Maglaj", "Maglaja", "Maglaju"), ("Goražde", "Goražda", "Goraždu"),
    ("Livno", "Livna", "Livnu"), ("Doboj", "Doboja", "Doboju"), ("Visoko", "Visokog", "Visokom"),
    ("Jajce", "Jajca", "Jajcu"), ("Ključ", "Ključa", "Ključu"), ("Konjic", "Konjica", "Konjicu"),
    ("Žepče", "Žepča", "Žepču"), ("Zenica", "Zenice", "Zenici"), ("Tuzla", "Tuzle", "Tuzli"),
    ("Bugojno", "Bugojna", "Bugojnu"), ("Kakanj", "Kaknja", "Kaknju"), ("Bihać", "Bihaća", "Bihaću"),
    ("Trebinje", "Trebinja", "Trebinju"), ("Široki Brijeg", "Širokog Brijega", "Širokom Brijegu"),
    ("Gradačac", "Gradačca", "Gradačcu"), ("Sanski Most", "Sanskog Mosta", "Sanskom Mostu"), ("Foča", "Foče", "Foči"),
)  # fmt: skip
MEN = (
    "Adnan", "Amir", "Ante", "Bojan", "Damir", "Dario", "Dragan", "Edin", "Emir", "Fikret", "Goran", "Haris", "Ivan", "Jasmin",
    "Kemal", "Marko", "Mirza", "Nedim", "Nikola", "Ognjen", "Petar", "Samir", "Senad", "Tarik", "Zlatko",
)  # fmt: skip
WOMEN = (
    "Ajla", "Alma", "Amra", "Ana", "Azra", "Biljana", "Dijana", "Emina", "Fatima", "Ivana", "Jasna", "Jelena", "Lejla", "Maja",
    "Marija", "Merima", "Mirela", "Nermina", "Sabina", "Sanela", "Selma", "Snježana", "Vesna", "Zehra", "Željka",
)  # fmt: skip
SYLLABLES = (
    "ba", "be", "bo", "ča", "de", "do", "đu", "ga", "go", "ha", "he", "hu", "ja", "ka", "ko", "la", "le", "lu", "ma", "me", "mu",
    "na", "ne", "pe", "po", "ra", "re", "ru", "sa", "se", "su", "ša", "ta", "te", "tu", "va", "ve", "vu", "za", "ze", "žu",
)  # fmt: skip
NAME_ENDINGS = ("ović", "ević", "agić", "bašić", "spahić", "nović", "lija", "jak", "čić", "kić")
ROLES = ("direktor", "predsjednik", "sekretar", "pomoćnik ministra", "stručni saradnik", "načelnik", "koordinator", "savjetnik")
ROLES_F = (
    "direktorica", "predsjednica", "sekretarka", "pomoćnica ministra", "stručna saradnica", "načelnica", "koordinatorica",
)  # fmt: skip
# nominative, genitive
HEADS = (
    ("Udruženje", "Udruženja"), ("Fondacija", "Fondacije"), ("Zavod", "Zavoda"), ("Centar", "Centra"), ("Agencija", "Agencije"),
    ("Savez", "Saveza"), ("Institut", "Instituta"), ("Odbor", "Odbora"), ("Vijeće", "Vijeća"), ("Komora", "Komore"),
)  # fmt: skip
PURPOSES = (
    "za socijalni rad", "za zaštitu okoliša", "za razvoj turizma", "za javno zdravstvo", "mladih privrednika", "za obrazovanje",
    "penzionera", "za kulturnu baštinu", "sportskih ribolovaca", "za vode", "poljoprivrednika", "za ravnopravnost spolova",
    "za zapošljavanje", "planinara", "za statistiku", "studenata", "za civilnu zaštitu", "roditelja djece s teškoćama",
)  # fmt: skip
MATTERS = (
    "obnova gradskog vodovoda", "nabavka opreme za vatrogasce", "upis djece u vrtić", "sanacija puta prema naselju",
    "program rada za narednu godinu", "izvještaj o utrošku sredstava", "organizacija kulturnog ljeta",
    "stanje u osnovnim školama", "izgradnja nove sportske dvorane", "odvoz otpada u seoskim područjima",
    "stipendije za studente", "zimsko održavanje puteva",
    "rad dnevnog centra za starije", "uređenje obale rijeke", "zapošljavanje pripravnika", "saradnja sa susjednim općinama",
)  # fmt: skip
TASKS = (
    "pripremi prijedlog budžeta", "dostavi spisak učenika", "raspiše javni poziv za izvođača", "imenuje radnu grupu",
    "obavijesti mjesne zajednice", "izradi elaborat o stanju objekta", "uputi dopis nadležnom ministarstvu",
    "prikupi ponude za opremu", "objavi rezultate na internetskoj stranici", "sačini plan obilaska terena",
)  # fmt: skip
GATHERINGS = ("sastanak", "okrugli sto", "radni sastanak", "koordinacioni sastanak")
EVENTS = ("konferencija", "radionica", "tribina", "izložba", "javna rasprava", "sjednica")
FILLERS = (
    "Učesnici su razgovarali o tome kako da se poboljša {matter}, a posebno je naglašena potreba za boljom saradnjom.",
    "Istaknuto je da {matter} ostaje među najvažnijim zadacima, te da za to treba obezbijediti {money} KM.",
    "{person} kaže da je u posljednje dvije godine uloženo {money} KM i da se rezultati već vide.",
    "Prema podacima koje vodi {organization}, u prvom polugodištu zabilježeno je {number} zahtjeva.",
    "U raspravi je učestvovalo {number} predstavnika, a više njih je tražilo dodatna pojašnjenja.",
    "Podsjećamo da je prethodni sastanak održan {past_date} u {town_loc}.",
    "Domaćini su goste upoznali s radom ustanove i pokazali im nove prostorije od {number} kvadratnih metara.",
    "Na kraju je izražena zahvalnost svima koji su pomogli da {matter} krene s mrtve tačke.",
    "Projekat finansira {organization}, a njegova vrijednost iznosi {money} KM.",
    "Građani mogu svoja pitanja slati do {future_date} na adresu općinske službe u {town_loc}.",
)
CONCLUSIONS = (
    "Zaključeno je da {organization} {task} do {future_date}.",
    "Dogovoreno je da {person} {task}.",
    "Zadužuje se {organization} da {task} u roku od {days} dana.",
    "Usvojen je izvještaj za prethodnu godinu i odlučeno da se {matter} nastavi.",
    "Preporučeno je da {organization} {task} najkasnije do {future_date}.",
)


def reports(number: int, words: int, seed: int = 20240301) -> list[str]:
    """Texts of about `words` words each; two of three are news, the third is minutes."""
    chance = random.Random(seed)
    return [(_minutes if place % 3 == 2 else _news)(_Facts(chance), words) for place in range(number)]


def book(characters: int, seed: int = 20240302) -> str:
    """A minute book: minutes of one meeting after another, at least so many characters in all."""
    parts: list[str] = []
    length = 0
    chance = random.Random(seed)
    while length < characters:
        parts.append(_minutes(_Facts(chance), 350))
        length += len(parts[-1])
    return "\n\n".join(parts)


class _Facts:
    """What one report may tell: its day and town, and new names whenever one is asked for."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.day = date(2015, 1, 1) + timedelta(days=chance.randrange(3600))
        self.town, self.town_gen, self.town_loc = chance.choice(TOWNS)

    def written(self, day: date) -> str:
        if self.chance.random() < 0.3:
            return f"{day.day:02}.{day.month:02}.{day.year}. godine"
        return f"{day.day}. {MONTHS[day.month - 1]} {day.year}. godine"

    def surname(self) -> str:
        stem = "".join(self.chance.choices(SYLLABLES, k=self.chance.choice((1, 2, 2))))
        return f"{stem}{self.chance.choice('bdgklmnrstvz')}{self.chance.choice(NAME_ENDINGS)}".capitalize()

    def person(self) -> str:
        return f"{self.chance.choice(MEN + WOMEN)} {self.surname()}"

    def person_with_role(self) -> str:
        name, role = self.chance.choice([(MEN, ROLES), (WOMEN, ROLES_F)])
        organization = self.organization(genitive=True)
        return f"{self.chance.choice(role)} {organization} {self.chance.choice(name)} {self.surname()}"

    def organization(self, *, genitive: bool = False) -> str:
        head = self.chance.choice(HEADS)[genitive]
        name = f" „{''.join(self.chance.choices(SYLLABLES, k=3)).capitalize()}“" if self.chance.random() < 0.4 else ""
        return f"{head} {self.chance.choice(PURPOSES)}{name} {self.chance.choice(TOWNS)[0]}"

    def sentence(self, template: str) -> str:
        chance = self.chance
        values: dict[str, Callable[[], object]] = {
            "matter": lambda: chance.choice(MATTERS),
            "money": lambda: f"{chance.randrange(5, 900)}.{chance.randrange(1000):03}",
            "number": lambda: chance.randrange(6, 400),
            "days": lambda: chance.choice((8, 15, 30, 45)),
            "person": self.person,
            "organization": self.organization,
            "task": lambda: chance.choice(TASKS),
            "town_loc": lambda: chance.choice(TOWNS)[2],
            "past_date": lambda: self.written(self.day - timedelta(days=chance.randrange(20, 300))),
            "future_date": lambda: self.written(self.day + timedelta(days=chance.randrange(10, 200))),
        }
        return template.format_map({name: value() for name, value in values.items() if f"{{{name}}}" in template})

    def event(self) -> str:
        kind = self.chance.choice(EVENTS)
        day = self.written(self.day + timedelta(days=self.chance.randrange(5, 120)))
        hour = self.chance.randrange(9, 19)
        return f"Naredna {kind} održat će se {day} u {self.chance.choice(TOWNS)[2]} s početkom u {hour} sati."


def _news(facts: _Facts, words: int) -> str:
    chance = facts.chance
    lines = [
        f"{facts.town}: održan {chance.choice(GATHERINGS)} na temu „{chance.choice(MATTERS).capitalize()}“",
        "",
        f"{facts.town}, {facts.written(facts.day + timedelta(days=1))}",
        "",
        f"U prostorijama {facts.organization(genitive=True)} {chance.choice(WEEKDAYS)}, {facts.written(facts.day)}, održan je "
        f"{chance.choice(GATHERINGS)} kojem su prisustvovali {facts.person_with_role()}, {facts.person_with_role()} i "
        f"{facts.person_with_role()}, te predstavnici {facts.organization(genitive=True)}.",
    ]
    ends = [facts.sentence(chance.choice(CONCLUSIONS)) for _ in range(3)]
    ends.append(facts.event())
    return _filled(facts, lines, [" ".join(ends[:3]), ends[3]], words)


def _minutes(facts: _Facts, words: int) -> str:
    chance = facts.chance
    lines = [
        facts.organization(),
        f"Broj: {chance.randrange(1, 90):02}-{chance.randrange(100, 9999)}/{facts.day.year % 100}",
        f"{facts.town}, {facts.written(facts.day)}",
        "",
        "ZAPISNIK",
        f"sa {chance.randrange(2, 60)}. sjednice održane {facts.written(facts.day)} u {facts.town_loc} s početkom u "
        f"{chance.randrange(9, 18)}:{chance.choice(('00', '15', '30'))} sati",
        "",
        f"Prisutni: {', '.join(facts.person() for _ in range(5))}",
        f"Odsutni: {facts.person()}",
        f"Zapisničar: {facts.person()}",
        "",
        "DNEVNI RED",
        *(f"{number}. {chance.choice(MATTERS).capitalize()}" for number in range(1, 4)),
        "",
    ]
    points = [f"{number}. {facts.sentence(chance.choice(CONCLUSIONS))}" for number in range(1, 5)]
    return _filled(facts, lines, ["ZAKLJUČCI", "\n".join(points), facts.event()], words)


def _filled(facts: _Facts, lines: list[str], ends: list[str], words: int) -> str:
    """Beginning and end of a report with paragraphs of three sentences between them, until it is long enough."""
    length = sum(len(line.split()) for line in [*lines, *ends])
    while length < words:
        paragraph = " ".join(facts.sentence(template) for template in facts.chance.sample(FILLERS, 3))
        lines += ["", paragraph]
        length += len(paragraph.split())
    return "\n".join([*lines, "", "\n\n".join(ends), ""])
