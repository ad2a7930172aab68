"""What a document says of a meeting: time, place, mode, platform, agenda."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evidence import Evidence
from pipeline.extraction.findings import AgendaItem, MeetingFinding, OrganizationFinding
from pipeline.extraction.meetings import places, times, towns
from pipeline.extraction.meetings.addresses import address
from pipeline.extraction.meetings.fields import town_of_field
from pipeline.extraction.meetings.gatherings import distance
from pipeline.extraction.meetings.quorum import quorum
from pipeline.extraction.meetings.sentences import Reading, Sentence, trimmed
from pipeline.extraction.meetings.words import is_predicate
from pipeline.language.blocks import Block
from pipeline.language.folding import fold
from pipeline.language.layout import cells, items_of, label_kind, lead_kind

Mentions = Sequence[tuple[Evidence, OrganizationFinding]]
_FIELDS = ("label", "dateline")
_LONGEST_TOPIC = 7  # words from `o` to the place
_HOURS = re.compile(r"\d{1,2}(?:[.:,]\d{2})?(?: ?[–-] ?\d{1,2}(?:[.:,]\d{2})?)? ?(?:h|sati|sata|časova)\b")
_SAME = ("ist", "toj ", "tom ", "tim ")  # `istoj zgradi`
_REMOTE_KIND = re.compile(r"\b(?:telefonsk|elektronsk|on-?line|onlajn|virtu[ae]ln)")  # `2. vanredna (telefonska) sjednica`
_CELL_LABEL = re.compile(r"[^\W\d_][\w ]{2,24}: ?")
_REPORTED_FROM = re.compile(r"([A-ZČĆĐŠŽ][\w-]+(?: [A-ZČĆĐŠŽ][\w-]+){0,2})(?:, [^–—\n]{3,30})? ?[–—] ")
# some were there and others took part from afar: `online su učestvovali`, `ostali su se uključili putem linka`
_PARTLY = re.compile(
    r"\bdio (?:ucesnika|clanova|sudionika|prisutnih|vijecnika) (?:online|putem|preko|na daljinu)"
    r"|\b(?:ucestvuj|sudjeluj|prisustvuj)\w* (?:u radu )?(?:putem|preko|online)\b"
    r"|(?:online|on-line|onlajn|linka|video-?vez[eu]|zooma?|aplikacije),? (?:je |su |se )*(?:i )?"
    r"(?:ucestv|sudjel|ukljuc|pridruz|prisustv|javi)"
    r"|(?:ukljuci|prikljuci|pridruzi|prati|javi)\w* (?:su |je |se |nam |sjednicu |sastanak )*(?:iz [^.;,]{3,30} )?"
    r"(?:online|on-line|onlajn|putem|preko|video-?poziv|video-?vez|telefon|na daljinu)"
)
# of one who is named: `N. N. (putem Vibera)`
_FROM_AFAR = re.compile(
    r"\b\w+ \((?:(?:prisut|ucestv|sudjel|ukljuc|prikljuc)\w* )?(?:se )?(?:on-?line|onlajn|(?:putem|preko) [^()\d]{2,30})\)"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of the meeting; `anchor` is the word of its noun or verb, `passing` that it only refers to it."""

    sentence: Sentence
    anchor: int
    visit: bool
    passing: bool


def fill(
    finding: MeetingFinding,
    reading: Reading,
    organizations: Mentions,
    tellings: Sequence[Telling],
    *,
    before: MeetingFinding | None,
) -> None:
    """Set time, place, mode and platform of a meeting, and agenda and quorum of the main one.

    Args:
        tellings: the most telling first.
        before: the meeting told before it; None for the main one, of which the fields and the heading of the document speak.
    """
    main = before is None
    _fill_times(finding, reading, tellings)
    if main:
        _times_of_fields(finding, reading)
        finding.agenda = agenda(reading)
        finding.quorum = quorum(reading)
    _fill_place(finding, reading, organizations, tellings, main)
    # `u istoj zgradi`, `u svom kabinetu`: in the town of the meeting before
    venue = finding.venue
    if before is not None and before.place and venue is not None and finding.place == venue and venue.islower():
        if venue.startswith(_SAME):
            finding.venue, finding.address = before.venue, before.address
        finding.place = before.place


# --- times


def _fill_times(finding: MeetingFinding, reading: Reading, tellings: Sequence[Telling]) -> None:
    joined = next((date.value for date in finding.dates if "T" in date.value), "")
    start, _, end = joined.partition("/")
    finding.start_time = start.partition("T")[2] or None
    finding.end_time = end.partition("T")[2] or None
    for telling in tellings:
        sentence = telling.sentence
        ended = times.ending(reading.folded, sentence.start, sentence.end)
        finding.end_time = finding.end_time or ended
        if finding.start_time is not None:
            continue
        for heard in _begun_first(reading, times.spoken(reading.folded, sentence.start, sentence.end)):
            if heard.start != ended and not _of_another(reading, sentence, telling.anchor, heard.at):
                finding.start_time, finding.end_time = heard.start, finding.end_time or heard.end
                break


def _begun_first(reading: Reading, heard: list[times.Times]) -> list[times.Times]:
    """The times, that at which the meeting is said to have begun first: `zakazana za 9:00, počela je u 9:25`."""

    def begun(time: times.Times) -> bool:
        word = reading.word_at(time.at)
        return any(reading.words[index].startswith(("poce", "zapoce")) for index in range(max(0, word - 4), word))

    return sorted(heard, key=lambda time: not begun(time))


def _of_topic(reading: Reading, anchor: int, at: int) -> bool:
    """Whether the place is part of what was talked about: `razgovarao o stanju kuća u Prači`."""
    place = reading.word_at(at)
    topic = next((word for word in range(place - 1, max(anchor, place - _LONGEST_TOPIC), -1) if reading.words[word] == "o"), None)
    if topic is None or reading.dates_in(reading.starts[topic], at):
        return False
    between = reading.words[topic:place]
    return not {",", "je", "su", "na"} & set(between) and not any(map(is_predicate, between)) and between.count("u") <= 1


def _of_another(reading: Reading, sentence: Sentence, anchor: int, at: int) -> bool:
    """Whether a time or place stands nearer to the date of an event or deadline than to the meeting."""
    word = reading.word_at(at)
    nearest = distance(reading, anchor, word)
    return any(
        distance(reading, reading.word_at(date.evidence.start), word) < nearest
        for date in reading.dates_in(sentence.start, sentence.end)
        if date.role in ("event", "deadline")
    )


def _times_of_fields(finding: MeetingFinding, reading: Reading) -> None:
    """`Vrijeme: 13:00 – 14:30`, and the end that a later sentence tells (`Sjednica je završena u 15,40 sati`)."""
    for block in _fields(reading):
        kind = label_kind(block)
        heard: times.Times | None = None
        if kind == "time":
            days = reading.dates_in(block.content_start, block.end)  # `Vrijeme: petak, 16.02.2024., 7:45 – 8:30`
            after = days[-1].evidence.end if days and "T" not in days[-1].value else block.content_start
            heard = times.labelled(reading.folded, after, block.end)
        elif kind in ("date", "place"):
            heard = next(iter(times.spoken(reading.folded, block.content_start, block.end)), None)
        elif kind == "end_time":
            ended = times.labelled(reading.folded, block.content_start, block.end)
            finding.end_time = finding.end_time or (ended.start if ended else None)
        if heard is not None and finding.start_time is None:
            finding.start_time, finding.end_time = heard.start, finding.end_time or heard.end
    for sentence in reversed(reading.sentences):
        if finding.end_time:
            break
        finding.end_time = times.ending(reading.folded, sentence.start, sentence.end)
    for sentence in reading.sentences:
        if finding.start_time:
            break
        finding.start_time = times.beginning(reading.folded, sentence.start, sentence.end)


# --- place


def _fill_place(
    finding: MeetingFinding, reading: Reading, organizations: Mentions, tellings: Sequence[Telling], main: bool
) -> None:
    """The town of the meeting's sentence, else the venue; where people met in person, also the town of a name or the dateline."""
    town: str | None = None
    venue: str | None = None
    remote = False
    for telling in tellings:
        sentence = telling.sentence
        remote = remote or places.online(reading, sentence.first, sentence.last)
        finding.platform = finding.platform or places.platform(reading, sentence.start, sentence.end)
        for spot in _by_day(reading, telling, places.spots(reading, sentence.first, sentence.last, organizations)):
            if telling.passing and reading.word_at(spot.at) != telling.anchor + 2:  # `sastanku u Tuzli prisustvovali su`
                continue
            if _of_another(reading, sentence, telling.anchor, spot.at):
                continue
            if spot.kind == "town":
                town = town or (None if _of_topic(reading, telling.anchor, spot.at) else spot.name)
            else:
                venue = venue or spot.name
    if town is None and venue is None:
        visits = [telling for telling in tellings if telling.visit and not telling.passing]
        town = next((seen for telling in visits if (seen := towns.visited(reading, telling.anchor, telling.sentence.last))), None)
    if main and town is None and venue is None:
        town, venue = _place_of_fields(reading)
        for block in _place_fields(reading):
            remote = remote or places.online(reading, reading.word_at(block.content_start), reading.word_at(block.end))
            finding.platform = finding.platform or places.platform(reading, block.content_start, block.end)
    remote = remote or finding.platform is not None or _REMOTE_KIND.search(fold(finding.title or "")) is not None
    beside = [reading.blocks[block] for block in {telling.sentence.block for telling in tellings}]
    partly = any(_PARTLY.search(reading.folded, block.start, block.end) for block in beside)
    partly = partly and (remote or main)
    if main and not remote and (town is not None or venue is not None) and (attendance := _with_one_from_afar(reading)):
        partly, beside = True, [*beside, attendance]
    remote = remote or partly
    if partly and finding.platform is None:
        finding.platform = next(filter(None, (places.platform(reading, block.start, block.end) for block in beside)), None)
    present = partly or town is not None or venue is not None or any(telling.visit for telling in tellings)
    finding.mode = "hybrid" if remote and present else "online" if remote else "in_person" if present else None
    if finding.mode in ("in_person", "hybrid"):
        finding.place = town or _town_of_names(reading, organizations, tellings, venue)
        if main:
            finding.place = finding.place or _town_of_address(reading, tellings) or _town_of_head(reading)
            finding.place = finding.place or _town_of_letterhead(reading)
        finding.place = finding.place or venue
        finding.venue = _room(venue) if venue and venue != town else None
        intervals = [(telling.sentence.start, telling.sentence.end) for telling in tellings if not telling.passing]
        if main:
            intervals += [(block.content_start, block.end) for block in _place_fields(reading)]
        finding.address = next((found for place in intervals if (found := address(reading.text, *place))), None)


def _with_one_from_afar(reading: Reading) -> Block | None:
    """The line or paragraph that says in brackets behind a name that somebody took part from afar."""
    for block in reading.blocks:
        for match in _FROM_AFAR.finditer(reading.folded, block.start, block.end):
            if reading.capital(reading.word_at(match.start())):
                return block
    return None


_TOWN_AFTER = re.compile(r" u [A-ZČĆĐŠŽ]\w+$")


def _room(venue: str) -> str:
    """The venue without the street and the town that stand after it."""
    return _TOWN_AFTER.sub("", venue.partition(", ")[0])


def _by_day(reading: Reading, telling: Telling, spots: list[places.Spot]) -> list[places.Spot]:
    """Of several gatherings in a sentence the place of each day: `4. maja u Foči i 9. maja na Palama`."""
    anchor = reading.starts[telling.anchor]
    days = reading.dates_in(telling.sentence.start, telling.sentence.end)
    if len(days) < 2 or not spots or all(day.evidence.start != anchor for day in days):
        return spots
    follows = spots[0].at > days[0].evidence.start  # the place behind its day, else before it
    return sorted(spots, key=lambda spot: ((spot.at > anchor) != follows, abs(spot.at - anchor)))


def _place_of_fields(reading: Reading) -> tuple[str | None, str | None]:
    """Town and venue of the field `Mjesto: …`."""
    for block in _place_fields(reading):
        start, end = trimmed(reading.text, block.content_start, block.end)
        if places.platform(reading, start, end) and not places.AND_ONLINE.search(reading.folded, start, end):
            return None, None  # `Mjesto: Zoom`
        told = [date.evidence.end for date in reading.dates_in(start, end)]
        told += [match.end() for match in _HOURS.finditer(reading.text, start, end)]
        venue = reading.text[max([start, *told]) : end].partition(";")[0].strip(" ,–-")  # `12. 5. 2023., 10.00–11.30 h, sala 2`
        return town_of_field(reading, block), venue or None
    return None, None


def _place_fields(reading: Reading) -> list[Block]:
    return [block for block in _fields(reading) if label_kind(block) in ("place", "platform") and block.content_start < block.end]


def _fields(reading: Reading) -> list[Block]:
    """The labelled lines, and the labelled cells of a row: `Datum: 12. 4. 2022. | Vrijeme: 13:00 | Mjesto: sala 2`."""
    found: list[Block] = []
    for block in reading.blocks:
        if block.kind in _FIELDS:
            found.append(block)
        elif block.kind == "table_row":
            for start, end in cells(reading.text, block):
                label = _CELL_LABEL.match(reading.text, start, end)
                if label:
                    found.append(Block("label", start, end, label.end(), label=fold(label.group().rstrip(": "))))
    return found


def _town_of_names(reading: Reading, organizations: Mentions, tellings: Sequence[Telling], venue: str | None) -> str | None:
    """The town in the name of the venue or of a body in the meeting's sentence: `u sali Općinskog vijeća Jablanica`."""
    town = towns.of_name(venue) if venue else None
    if town:
        return town
    for telling in tellings:
        if telling.passing:
            continue
        for evidence, organization in organizations:
            # who is visited is named after the visit
            start = reading.starts[telling.anchor] if telling.visit else telling.sentence.start
            if start <= evidence.start < telling.sentence.end and _holds_it(reading, telling, evidence.start):
                town = towns.of_name(organization.name)
                if town:
                    return town
    return None


def _holds_it(reading: Reading, telling: Telling, at: int) -> bool:
    """Whether the organization named there is where or whose the meeting is, no guest's: after `u`, a room, or the noun."""
    word = reading.word_at(at)
    if telling.visit or word < telling.sentence.first + 3:
        return True
    before = reading.words[max(telling.sentence.first, word - 3) : word]
    return bool({"u", "na", "kod"} & set(before)) or 0 < word - telling.anchor <= 3 or places.is_venue(reading.words[word - 1])


def _town_of_address(reading: Reading, tellings: Sequence[Telling]) -> str | None:
    """The town behind a street: `u Ulici Moštre br. 14, Ilijaš`."""
    for telling in tellings:
        words = reading.text[telling.sentence.start : telling.sentence.end].rstrip(" .").rpartition(", ")
        town = towns.nominative(words[2]) if words[1] else None
        if town is not None:
            return town
    return None


def _town_of_head(reading: Reading) -> str | None:
    """The town of the title, else of the dateline."""
    for sentence in reading.sentences:
        if reading.blocks[sentence.block].kind == "title":
            for spot in places.spots(reading, sentence.first, sentence.last, ()):
                if spot.kind == "town":
                    return spot.name
    return next(filter(None, (_town_of_dateline(reading, block) for block in reading.blocks)), None)


def _town_of_letterhead(reading: Reading) -> str | None:
    """The town of the author above the title: with which its name ends (`Planinarsko društvo „Javor“ Maglaj`), or its address.

    Of several the last, as a letterhead goes from the state to the office.
    """
    found: str | None = None
    for number, block in enumerate(reading.blocks[:_LONGEST_LETTERHEAD]):
        if block.kind == "dateline":
            continue
        if block.kind not in (_OWN_LINE if number == 0 else _HEAD_LINE):
            break
        line = reading.text[block.start : block.end]
        named = towns.of_name(line) if number == 0 or block.kind == "letterhead" else None
        found = towns.alone(line) or _town_beside_street(line) or named or found
    return found


def _town_beside_street(line: str) -> str | None:
    """The town of an address on a line of its own: `Lukavac, Ulica Branilaca Bosne 14`, `Trg slobode 2, 75000 Tuzla`."""
    first, _, rest = line.partition(", ")
    before, _, last = line.rpartition(", ")
    if rest and address(rest, 0, len(rest)) is not None and (town := towns.alone(first)):
        return town
    return towns.alone(last) if before and address(before, 0, len(before)) is not None else None


_LONGEST_LETTERHEAD = 6  # lines
_OWN_LINE = ("letterhead", "title", "heading", "paragraph")
_HEAD_LINE = ("letterhead", "title")


def _town_of_dateline(reading: Reading, block: Block) -> str | None:
    """The town of a dateline, or of an agency's report: `Goražde – Ambasador je posjetio …`."""
    if block.kind == "paragraph":
        opening = _REPORTED_FROM.match(reading.text, block.start, block.end)
        return towns.nominative(opening[1]) if opening else None
    if block.kind != "dateline" or block.label:
        return None
    return towns.nominative(reading.text[block.start : block.end])


# --- agenda


def agenda(reading: Reading) -> list[AgendaItem]:
    """The items of the first list that an agenda's heading or label leads in to; the adopted one before a proposed one."""
    blocks, text = reading.blocks, reading.text
    proposed: list[AgendaItem] = []
    for index, block in enumerate(blocks):
        if block.kind not in ("label", "heading", "paragraph", "section") or lead_kind(text, block) != "agenda":
            continue
        items = []
        for number, item in enumerate(items_of(blocks, index), start=1):
            start, end = trimmed(text, blocks[item].content_start, blocks[item].end)
            if start < end:
                items.append(AgendaItem(blocks[item].number or str(number), text[start:end], Evidence(start, end)))
        if items and not proposed and _PROPOSED.search(reading.folded, block.start, block.end):
            proposed = items  # the one that was adopted may follow
        elif items:
            return items
    if proposed:
        return proposed
    return next(filter(None, (_agenda_in_line(reading, block) for block in blocks)), [])


_PROPOSED = re.compile(r"\bpredlo[zž](?!.*\b(?:usvoj|prihvac|prihvat))\w*")
_IN_LINE = re.compile(r"dnevn(?:i|im|og|om) red(?:om|a|u)?\b[^:\n]{0,40}: ?(?=1[.)] ?[^\W\d_])")
_NUMBER = re.compile(r"(?:(?<=[:;,.] )|(?<=:))(\d{1,2})[.)] ?(?=[^\W\d_])")
_STOP = re.compile(r"[.;] (?=[^\W\d_])")


def _agenda_in_line(reading: Reading, block: Block) -> list[AgendaItem]:
    """`Dnevni red: 1. Izvještaj; 2. Plan rada; 3. Razno.`: numbered items within a line, two at least."""
    opened = _IN_LINE.search(reading.folded, block.start, block.end)
    if opened is None:
        return []
    numbers: list[re.Match[str]] = []
    for match in _NUMBER.finditer(reading.folded, opened.end() - 1, block.end):
        if int(match[1]) == len(numbers) + 1:
            numbers.append(match)
    if len(numbers) < 2:
        return []
    items: list[AgendaItem] = []
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        end = following.start() if following else block.end
        if following is None:  # the last one ends with its sentence
            stop = _STOP.search(reading.text, number.end(), end)
            end = stop.start() if stop else end
        start, end = trimmed(reading.text, number.end(), end)
        if start < end:
            items.append(AgendaItem(number[1], reading.text[start:end], Evidence(start, end)))
    return items
