"""Documents that announce: invitations, calendars and programmes, with a day before each event."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extraction.findings import DateFinding
from pipeline.extraction.meetings import times, towns
from pipeline.extraction.meetings.fields import announced_fields, reports
from pipeline.extraction.meetings.sentences import Reading
from pipeline.language.blocks import Block

_HEAD_BLOCKS = 3
_LONGEST_DAY = 40  # characters of a line that is only a day
_INVITATION = re.compile(
    r"(?:(?:obavjestenje|obavijest|oglas|najava) ?:?\s*(?:o (?:odrzavanju|sazivanju|terminu)\b|sjednic\w+|za )"
    r"|poziv(?:nica)?|saziv\w*)\b(?! na \w+ (?:konkurs|natjecaj))"
)
_INVITING = re.compile(
    r"\b(?:sazivam|saziva se|poziva(?:m|mo|te|ju)?(?: se| vas)+ na"
    r"|poziva(?:mo|ju se) (?:\w+ ){0,6}?da (?:\w+ ){0,3}?(?:prisustvuj|dodu|ucestvuj|sudjeluj|se odazovu|daju|iznesu|uzmu)\w*)\b"
)
_ANNOUNCING = re.compile(
    r"\A(?:preliminarni |okvirni )?program(?: rada)?\Z"
    r"|\A(?:godisnji |polugodisnji |mjesecni |okvirni )?plan (?:i program )?(?:aktivnosti|dogadaja|manifestacija|izleta)\b"
    r"[^.:]{0,60}\.?(?: godin\w+)?\Z|\b(?:najav\w+|kalendar\w*|raspored (?:odrzavanja )?"
    r"(?:dogadaja|zborova|sjednica|sastanaka|predavanja|radionica|tribina|aktivnosti|javnih rasprava|susreta)"
    r"|program\w* (?:obiljezavanja|dogadaja|aktivnosti|manifestacij\w*))\b"
)
# what a heading within a report says of the lines under it: `Naredne aktivnosti`, `Planirani događaji`, `Šta slijedi`
_COMING = re.compile(
    r"\A(?:\W|\d)*(?:(?:nared|sljedec|slijedec|sledec|iduc|predstojec|nadolazec|planira|najavlje|buduc|dalj)\w+ "
    r"(?:\w+ )?(?:aktivnost|dogadaj|desavanj|termin|susret|sastan|skup|manifestacij|korac|obavez|datum)\w*"
    r"|(?:plan|raspored|kalendar|najav\w+)(?: (?:narednih|sljedecih|buducih))?"
    r"(?: (?:aktivnosti|dogadaja|termina|desavanja|susreta))?"
    r"|(?:vazni|bitni|kljucni) datumi|(?:sta|sto) (?:nas )?(?:slijedi|sledi|ocekuje)|u najavi|uskoro)\W*\Z"
)
_HEADING_KINDS = frozenset(["heading", "label", "section", "title"])
_DAYS = "ponedjeljak|ponedeljak|utorak|srijed[au]|sred[au]|cetvrtak|petak|subot[au]|nedjelj[au]|nedelj[au]"
_WEEKDAY = re.compile(rf"(?:(?:u )?(?:{_DAYS}),? )?")
_CLOCK_SPAN = r"\d{1,2}(?:[.:]\d{2})?(?: ?(?:[–-]|do) ?\d{1,2}(?:[.:]\d{2})?)?"
_HOUR = rf"(?:,? (?:(?:u|od|sa pocetkom u|s pocetkom u) )?{_CLOCK_SPAN}(?: ?(?:sati|sata|casova|h))?)?"
_BEFORE_EVENT = re.compile(rf"[.,]?(?: godine)?(?: ?\([^)]{{0,20}}\))?(?P<hour>{_HOUR}) ?[–—:-] ")
_NAME_BEFORE_DAY = re.compile(rf"(?!.*\b(?:je|su|ce|se|do|od|rok)\b).{{3,120}}?\s*[,(:–—-]\s*(?:u )?(?:(?:{_DAYS}),? )?")
_UNIT = r"(?: ?(?:sati|sata|casova|h)\b)"
_CLOCK = re.compile(
    r"(?:(?P<town>[^\W\d_]+(?:[ -][^\W\d_]+){0,2}) ?[–—-] )?"
    rf"(?:u )?\d{{1,2}}(?:[.:]\d{{2}}(?: ?[–-] ?\d{{1,2}}[.:]\d{{2}})?{_UNIT}?|{_UNIT}),? ?(?:[–—:-] )?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A line of a calendar: the date of its event, the offset at which that begins, hour and town if the line opens with them."""

    date: DateFinding
    start: int
    hour: str | None = None
    town: str | None = None


def invites(reading: Reading) -> bool:
    """Whether the document is an invitation, by its first line or the verb of its first lines."""
    return any(
        (index == 0 and _INVITATION.match(reading.folded, block.content_start))
        or _INVITING.search(reading.folded, block.start, block.end)
        for index, block in enumerate(reading.blocks[:_HEAD_BLOCKS])
    )


def announces(reading: Reading) -> bool:
    """Whether the document is an invitation, a calendar, a programme or an announcement in fields."""
    return (
        invites(reading)
        or (bool(announced_fields(reading)) and not reports(reading))
        or any(
            _ANNOUNCING.search(reading.folded[block.start : block.end])
            for block in reading.blocks[:_HEAD_BLOCKS]
            if block.kind != "paragraph"
        )
    )


def calendar(reading: Reading) -> dict[int, Day]:
    """The lines of a calendar by their block: `Utorak, 7. 2. – Okrugli sto`, or `10.00 – Seminar` under a line with the day.

    A calendar is a whole document that announces, or what stands under a heading such as `Naredne aktivnosti`.
    """
    whole = announces(reading)
    under_heading = False
    lines: dict[int, Day] = {}
    day: DateFinding | None = None
    for index, block in enumerate(reading.blocks):
        if block.kind in _HEADING_KINDS or reading.text[block.end - 1] == ":":
            under_heading = _COMING.match(reading.folded[block.start : block.end]) is not None
        if not (whole or under_heading):
            day = None
            continue
        if block.kind in ("title", "heading") and (named := _day_of_heading(reading, block)) is not None:
            day = named
            continue
        start = _WEEKDAY.match(reading.folded, block.content_start, block.end).end()  # type: ignore[union-attr]
        date = next(iter(reading.dates_in(block.content_start, start + 1)), None)
        if date is not None:
            if block.end - block.content_start < _LONGEST_DAY and block.end - date.evidence.end < 4:
                day = date
                continue
            dash = _BEFORE_EVENT.match(reading.folded, date.evidence.end, block.end)
            if dash is not None:
                hour = times.labelled(reading.folded, *dash.span("hour"))
                lines[index] = Day(date, dash.end(), hour.start if hour else None)
        elif block.kind == "list_item" and (named := _named_first(reading, block)) is not None:
            lines[index] = Day(named, block.content_start)
        elif day is not None and block.kind in ("list_item", "paragraph", "label"):
            clock = _CLOCK.match(reading.folded, block.content_start, block.end)
            town = towns.nominative(reading.text[slice(*clock.span("town"))]) if clock is not None and clock["town"] else None
            if clock is not None and clock["town"] and town is None:
                clock = None
            if clock is not None or block.kind == "list_item":
                hour = times.labelled(reading.folded, clock.start(), clock.end()) if clock else None
                lines[index] = Day(day, clock.end() if clock else block.content_start, hour.start if hour else None, town)
            else:
                day = None
    return lines


def _day_of_heading(reading: Reading, block: Block) -> DateFinding | None:
    """The day with which the heading of a programme ends: `NAJAVA DOGAĐAJA ZA 19. MAJ`."""
    dates = reading.dates_in(block.content_start, block.end)
    if not dates or block.end - dates[-1].evidence.end >= _NEARLY_THE_END or "/" in dates[-1].value:
        return None
    return dates[-1] if _ANNOUNCING.search(reading.folded, block.start, dates[-1].evidence.start) else None


_NEARLY_THE_END = 4  # characters


def _named_first(reading: Reading, block: Block) -> DateFinding | None:
    """The day of a line that names its event first: `Sajam meda, 3. juna, Zenica`, `Turnir u šahu (3. 6. 2023.)`."""
    date = next(iter(reading.dates_in(block.content_start, block.end)), None)
    if date is None or date.role in ("deadline", "published", "meeting"):
        return None
    before = reading.folded[block.content_start : date.evidence.start]
    return date if _NAME_BEFORE_DAY.fullmatch(before) else None
