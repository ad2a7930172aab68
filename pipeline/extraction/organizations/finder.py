"""Finding organizations: every mention is read, then mentions of the same organization are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.evidence import Evidence
from pipeline.extraction import trace
from pipeline.extraction.findings import OrganizationFinding
from pipeline.extraction.organizations import grammar, naming
from pipeline.extraction.organizations.capitals import restore_case
from pipeline.extraction.organizations.companies import company, domain_name, shaped_company
from pipeline.extraction.organizations.lexicon import (
    business_forms,
    head_forms,
    heads,
    known_name_forms,
    other_name_forms,
    place_forms,
    prefix_forms,
    with_diacritics,
    words_of,
)
from pipeline.extraction.organizations.matching import (
    acronym,
    legal_suffix,
    looks_like_surname,
    match,
    place,
    quotation,
    territory,
)
from pipeline.extraction.organizations.name import Name
from pipeline.extraction.organizations.phrases import bare_name, quoted_after_letters, read_known_name, read_name
from pipeline.extraction.organizations.words import Words, bare_letters, read_words
from pipeline.extraction.rules import with_cue
from pipeline.language import morphology
from pipeline.language.blocks import Block
from pipeline.language.folding import fold

_CONFIDENCE = {
    "letters": 0.9,
    "head": 0.85,
    "known": 0.85,
    "company": 0.85,
    "quotation": 0.8,
    "domain": 0.8,
    "list": 0.8,
    "generic": 0.75,
    "acronym": 0.7,
    "model": 0.7,
    "shape": 0.7,
    "brackets": 0.6,
    "series": 0.6,
}
_ROMAN = re.compile(r"[IVX]+")
_CLASS = re.compile(r"[IVX]+[-/–](?:\d|[a-hA-H])")  # `VI-2`, of a school
_WITHOUT_DIACRITICS = str.maketrans("čćšžđČĆŠŽĐ", "ccszdCCSZD")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-–][^\W\d_]+)*")


@dataclass(slots=True, eq=False)
class Mention:
    """A name in the text with what is needed to compare it."""

    words: tuple[int, int]
    name: str
    key: tuple[str, ...]
    quote: tuple[str, ...]
    head: str
    acronym: str | None
    rule: str
    fired: str  # the row of a word table that the rule goes by, or empty
    full: bool  # may found an organization of its own
    whole: bool = False  # stands only inside another name
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognized:
    """An interval of the text that a model holds for an organization, and its name in the nominative."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class Organization:
    """Mentions that name the same organization."""

    mentions: list[Mention] = field(default_factory=list)
    acronyms: set[str] = field(default_factory=set)

    @property
    def head(self) -> str:
        return next((mention.head for mention in self.mentions if mention.head), "")


def find(text: str, folded: str, blocks: Sequence[Block], recognized: Sequence[Recognized] = ()) -> list[OrganizationFinding]:
    """The organizations of a text in the order of their first mention.

    Args:
        text, folded, blocks: the text and its layout.
        recognized: what a model holds for organizations; where no rule finds a name, it may be one.

    Returns:
        Findings with offsets in `text`.
    """
    words = restore_case(read_words(text, folded, blocks))
    mentions = _mentions(words)
    mentions += _recognized_mentions(words, recognized, mentions)
    mentions.sort(key=lambda mention: mention.words)
    organizations, left = _put_together(mentions)
    for mention in left:
        _reject(words, *mention.words, "quotation-alone" if mention.rule == "quotation" else "short-form-alone", mention.fired)
    return [_finding(words, organization) for organization in organizations]


def _finding(words: Words, organization: Organization) -> OrganizationFinding:
    best = max(
        (mention for mention in organization.mentions if mention.full),
        key=lambda mention: (len(mention.key), not mention.whole, len(mention.name), -mention.words[0]),
    )
    name = _restored(best.name) if words.bare else best.name
    letters = next((mention.acronym for mention in organization.mentions if mention.acronym), None)
    if letters and naming.key(letters) == naming.key(name) and fold(letters) == fold(name):
        letters = None
    spans = sorted({(words.starts[mention.words[0]], words.ends[mention.words[1] - 1]) for mention in organization.mentions})
    return OrganizationFinding(
        name=name,
        rule=with_cue(f"organizations.{best.rule}", best.fired),
        confidence=_CONFIDENCE.get(best.rule, 0.7),
        acronym=letters,
        type=best.head or None,
        mentions=[Evidence(start, end) for start, end in spans],
    )


def _restored(name: str) -> str:
    """The name from a text without diacritics: with them where every word is settled, else as the text has it."""
    bare = name.translate(_WITHOUT_DIACRITICS)
    words = {word: with_diacritics(word) for word in _NAME_WORD.findall(bare)}
    if None in words.values():
        return bare
    return _NAME_WORD.sub(lambda match: words[match.group()] or match.group(), bare)


# --- reading the mentions ------------------------------------------------------------------------------------------


def _mentions(words: Words) -> list[Mention]:
    found: list[Mention] = []
    index = 0
    covered = 0
    skip_until = 0
    while index < len(words):
        kind = words.kinds[index]
        if kind in "CAl" and index >= skip_until:
            other = match(other_name_forms(), words, index)
            if other is not None and not _is_owned_business(words, index) and read_known_name(words, index) is None:
                skip_until = _after_other_name(words, index + other.size)
                if skip_until > index + other.size:
                    _reject(words, index, skip_until, "name-of-something-else")
                    index = skip_until
                    continue
            names = _names_at(words, index, covered)
            if names:
                for name in (*names, *_series(words, names[-1])):
                    found += _as_mentions(words, name)
                    covered = max(covered, name.end)
                index = covered
                continue
        elif kind == "Q":
            quoted = _quoted_company(words, index)
            if quoted is not None:
                found += _as_mentions(words, quoted)
                covered = index = quoted.end
                continue
            found += _quoted_mention(words, index)
        index += 1
    return found


def _reject(words: Words, first: int, last: int, reason: str, fired: str = "") -> None:
    """Note that the words `[first, last)` are taken for no organization."""
    if trace.tracing() and first < last:
        rule = with_cue("organizations.head", fired) if fired in heads() else ""
        trace.rejected("organizations", words.starts[first], words.ends[last - 1], reason, rule=rule)


def _series(words: Words, first: Name) -> list[Name]:
    """What is listed after a company or well-known name: a word with a capital that means nothing else (`Meggle i Dukat`)."""
    found: list[Name] = []
    at = first.end
    while first.rule in _SERIES and words.surfaces[at : at + 1] in ([","], ["i"], ["te"]) and _stands_alone(words, at + 1):
        found.append(Name(at + 1, at + 2, proper=True, complement=True, rule="series"))
        at += 2
    return found


_SERIES = frozenset(["company", "shape", "known", "quotation", "domain"])


def _stands_alone(words: Words, at: int) -> bool:
    if words.kind(at) != "C" or words.is_name(at + 1):
        return False
    if words.surfaces[at + 1 : at + 2] == ["."] and words.kind(at + 2) not in "BC":
        return False
    surface = words.surfaces[at]
    if place(words, at) or territory(words, at) or morphology.is_first_name(surface) or looks_like_surname(surface):
        return False
    if morphology.is_nominal(surface.lower()) or match(head_forms(), words, at) or match(known_name_forms(), words, at):
        return False
    return len(surface) > 3 and shaped_company(words, at) is None and words.folded[at].endswith(tuple("bcdfghjklmnprstvzx"))


def _after_other_name(words: Words, at: int) -> int:
    """The word after the name of a law, project, street…: `Zakon o Crvenom križu`, `projekat „Zrno“`."""
    closing = quotation(words, at)
    if closing is not None:
        return closing
    following = territory(words, at)
    if following is not None:
        return following
    if words.folded[at : at + 1] == ["o"] and words.is_word(at + 1):
        return at + 3 if words.kind(at + 1) == "C" else at
    return at


def _names_at(words: Words, index: int, covered: int) -> list[Name]:
    """The names that begin at the word or whose head stands there (none that begins before `covered`)."""
    name = read_name(words, index)
    if name is None:
        other = (
            _firm_with_head(words, index)
            or company(words, index)
            or _domain(words, index)
            or shaped_company(words, index)
            or _in_brackets(words, index)
        )
        return [other] if other is not None else _acronym_at(words, index)
    firm = company(words, index) if name.start == index and name.head is not None and not name.quote else None
    if firm is not None and firm.end > name.end:
        return [firm]  # `Vodovod i kanalizacija d.o.o.`
    if name.known:
        return [name]
    if name.start < covered:
        name.start = max(name.start, covered)
        if name.start > name.head_at and name.head is not None:
            return []
    reason = _refusal(words, name)
    if reason:
        if name.end > name.head_end or name.start < name.head_at:  # a bare `škola` is no near miss
            _reject(words, name.start, name.end, reason, _fired(name))
        return []
    return _shared_head(words, name)


def _firm_with_head(words: Words, index: int) -> Name | None:
    """`Dubrovačka razvojna agencija DURA d.o.o.`: declined as a name with a head, not as that of a company."""
    firm = company(words, index)
    if firm is None:
        return None
    for at in range(index + 1, firm.end):
        if match(head_forms(), words, at):
            name = read_name(words, at)
            return name if name is not None and name.start == index and name.end >= firm.end else None
    return None


def _recognized_mentions(words: Words, recognized: Sequence[Recognized], found: Sequence[Mention]) -> list[Mention]:
    """What a model recognized where no rule found anything."""
    taken = {at for mention in found for at in range(*mention.words)}
    places = {start: at for at, start in enumerate(words.starts)}
    mentions: list[Mention] = []
    for each in recognized:
        name = _recognized(words, places[each.start], each.end) if each.start in places else None
        if name is not None and taken.isdisjoint(range(name.start, name.end)):
            written = _QUOTATION_MARKS.sub("", each.name)
            mentions.append(Mention((name.start, name.end), written, naming.key(written), (), "", None, name.rule, "", full=True))
    return mentions


_QUOTATION_MARKS = re.compile('[„“”«»"]')


def _recognized(words: Words, index: int, end: int) -> Name | None:
    """The name that a model recognized, where nothing speaks against it: no place, person, bare common noun or law."""
    stop = next((at for at in range(index, min(index + _LONGEST_NAME, len(words))) if words.ends[at] >= end), None)
    if stop is None or words.ends[stop] != end or not words.is_name(index) or "B" in words.kinds[index : stop + 1]:
        return None
    stop += 1
    surface = words.surfaces[index]
    last_is_person = words.kinds[stop - 1] == "l" and grammar.is_people(words.surfaces[stop - 1])
    if stop == index + 2 and last_is_person and not match(head_forms(), words, stop - 1):
        return None  # `a u ime Općine načelnica N. N.`
    if (place(words, index) or territory(words, index) or 0) >= stop or match(other_name_forms(), words, index):
        return None
    if morphology.is_first_name(surface) and stop - index > 1 and looks_like_surname(words.surfaces[stop - 1]):
        return None
    if stop == index + 1:
        if words.kinds[index] == "A":
            if fold(bare_letters(surface)) in words_of("other_acronyms.tsv", "letters") or _ROMAN.fullmatch(surface):
                return None
        elif morphology.is_nominal(surface.lower()) or looks_like_surname(surface) or morphology.is_first_name(surface):
            return None
    return Name(index, stop, proper=True, complement=True, rule="model")


_LONGEST_NAME = 16  # words


def _domain(words: Words, index: int) -> Name | None:
    """A medium by its address: `Hercegovina.info`."""
    end = domain_name(words, index) if words.kind(index) == "C" else None
    return Name(index, end, proper=True, complement=True, rule="domain") if end is not None else None


def _acronym_at(words: Words, index: int) -> list[Name]:
    """A bare acronym that is known to name an organization, or one with a case ending; a party with its state."""
    end = acronym(words, index)
    if end is None:
        return []
    letters = bare_letters(words.surfaces[index])
    folded = fold(letters)
    if (
        folded in words_of("other_acronyms.tsv", "letters")
        or _ROMAN.fullmatch(letters)
        or _CLASS.fullmatch(words.surfaces[index])
    ):
        _reject(words, index, end, "letters-of-something-else")
        return []
    if words.kind(end) == "l" and match(head_forms(), words, end):
        return []  # `sa ABCD mrežom`
    party = folded in words_of("parties.tsv", "letters")
    closing = None if party or folded in words_of("known_acronyms.tsv", "acronym") else quotation(words, end)
    if closing is not None and words.kind(end + 1) in "CA":  # `PPK „Ravnica“`: letters of a kind that no table knows
        return [quoted_after_letters(words, index, letters, closing)]
    listed = party or folded in words_of("known_acronyms.tsv", "acronym")
    known = listed or _acts(words, index)
    name = Name(index, end, proper=known, complement=known, rule="acronym", known_letters=letters if listed else "")
    following = territory(words, end)
    if (following is not None and words.kinds[end] == "A") or words.folded[end : end + 1] == ["bih"]:
        name.end = following or end + 1
    return [name]


def _acts(words: Words, index: int) -> bool:
    """Whether letters stand where an organization would: with a case ending, or after a preposition or noun that asks for one."""
    surface = words.surfaces[index]
    if bare_letters(surface) != surface and len(bare_letters(surface)) >= 3:
        return True
    before = words.folded[index - 1] if index else ""
    if before == "(" and index > 1 and words.kinds[index - 2] == "C" and words.surfaces[index + 1 : index + 2] == [")"]:
        return looks_like_surname(words.surfaces[index - 2]) and len(surface) >= 3
    return before in words_of("before_acronyms.tsv", "word")


def _refusal(words: Words, name: Name) -> str:
    """Why what was read names no organization, as a reason of the trace; empty if it does or may be the short form of a name."""
    head = name.head
    if head is None:
        return "" if name.end > name.start + 1 or name.letters else "bare-head"
    use = head.use
    if "state" in use:
        return "state-or-town"
    first = words.kinds[name.start]
    capital = first in "CA"
    if _is_governed_away(words, name):
        return "only-tells-where"
    if "generic" in use:
        if name.nested is not None:
            if name.start < name.head_at and capital:
                return "" if name.nested.rule == "known" else "generic-head"  # `Gradska organizacija Crvenog krsta`
            named = capital and not words.initial[name.start] and name.nested.start > name.head_end
            return "" if named else "generic-head"  # `Organizacija žena SDA`
        if capital and name.complement and (name.quote is not None or not words.initial[name.start]):
            return ""
        return "" if _drops_head(words, name) else "generic-head"
    if "area" in use:
        acts = name.proper and (words.kinds[name.head_at] == "C" or _after_office(words, name.start)) and not name.quote
        return "" if acts else "state-or-town"
    if name.form is not None and name.form.plural and (name.in_town or _are_of_territory(words, name)):
        return "several-unnamed"  # `Sudovi u Republici Srpskoj`, `osnovne škole Tuzle`
    if head.lemma == "organizacija" and not capital and words.folded[name.start - 1 : name.start] == ["u"]:
        return "generic-head"  # `u organizaciji Saveza`
    if "event" in use and (words.kinds[name.head_at] == "l" and name.start == name.head_at):
        return "a-gathering"
    numbered = name.end == name.head_end + 1 and words.surfaces[name.head_end][-1].isdigit()
    if head.lemma in ("odjeljenje", "odeljenje") and numbered:
        return "a-class"
    if not capital and name.nested is not None:
        return "lower-case"
    if not capital and _several(words, name) and not name.quote and not _shared_places(words, name):
        return "several-unnamed"  # `srednjih škola SBŽ`
    if not capital:
        named = name.quote is not None or (name.proper and words.is_name(name.head_end)) or _shared_places(words, name)
        return "" if named else "lower-case"
    if "event" in use and (_is_session(words, name) or (head.lemma == "forum" and not name.complement)):
        return "a-gathering"
    if (
        "whole" in use
        and name.end > name.head_end
        and name.start == name.head_at
        and not name.quote
        and territory(words, name.head_end)
    ):
        return "state-or-town"
    if words.initial[name.start] and not (name.proper or name.letters or name.quote or name.nested):
        if name.form is not None and name.form.plural:
            return "several-unnamed"  # `Centri za socijalni rad nemaju psihologa`
        purpose = words.folded[name.head_end : name.head_end + 1] == ["za"]
        if "everyday" in use and name.complement and name.start == name.head_at and not purpose:
            return "everyday-word"
    if not name.complement and name.start < name.head_at and words.initial[name.start]:
        return "" if not ({"modified", "generic", "venue"} & use) or name.letters else "everyday-word"
    return ""


def _several(words: Words, name: Name) -> bool:
    """Whether an adjective before the lower-case head tells the plural (`srednjih škola`, where `škola` alone may be one)."""
    before = name.head_at - 1
    if words.kind(name.head_at) != "l" or words.kind(before) != "l" or name.form is None:
        return False
    readings = morphology.readings(words.surfaces[before], "adj")
    fitting = {(case, number) for case, number, _ in readings} & set(name.form.readings)
    return bool(fitting) and all(number == "pl" for _, number in fitting)


def _shared_places(words: Words, name: Name) -> bool:
    """`centri za socijalni rad Kakanj, Breza i Vareš`: a plural before places."""
    if name.form is None or not name.form.plural or not name.proper or name.in_town:
        return False
    return name.quote is not None or territory(words, name.head_end) is None


def _after_office(words: Words, at: int) -> bool:
    """`načelnik općine Kreševo`: an office before the unit makes it an authority."""
    return at > 0 and words.folded[at - 1].startswith(("nacelni", "gradonacelni", "vijec", "sluzb", "zamjeni"))


def _is_governed_away(words: Words, name: Name) -> bool:
    """`na području Općine Breza`, `Zakon o Crvenom križu`, `Dan Općine`: the name only tells where or of what."""
    before = words.folded[name.start - 1] if name.start else ""
    if name.head is not None and "area" in name.head.use:
        return before in words_of("area_nouns.tsv", "form")
    return False


def _is_session(words: Words, name: Name) -> bool:
    """`Redovna godišnja skupština Udruženja`: a gathering."""
    plain = words_of("plain_adjectives.tsv", "adjective") | words_of("session_adjectives.tsv", "adjective")
    before = name.head_at - 1
    return before >= 0 and words.is_word(before) and grammar.adjective_lemma(words.surfaces[before]) in plain


def _are_of_territory(words: Words, name: Name) -> bool:
    """Whether no more than a town or unit of government follows, which all of them lie in; in a row it is the name of one."""
    following = territory(words, name.head_end) or place(words, name.head_end)
    in_row = words.surfaces[name.end : name.end + 1] in ([","], ["i"], ["te"]) and words.is_name(name.end + 1)
    return following == name.end and not in_row and "everyday" in name.use


def _shared_head(words: Words, name: Name) -> list[Name]:
    """The name, or one for each that shares a head: `organizacijama Preporod iz Crne Gore i Izlazak iz Srbije`."""
    head, form = name.head, name.form
    if head is None or form is None or ("generic" not in head.use and not form.plural):
        return [name]
    generic = "generic" in head.use
    names = [name]
    if generic:
        name.rule = "generic"
    if form.plural or (generic and ("nom", "pl") in form.readings):
        at = _after_aside(words, name.end)
        while words.surfaces[at : at + 1] in ([","], ["i"], ["te"]):
            following = _next_shared(words, at + 1, name)
            if following is None:
                break
            names.append(following)
            at = _after_aside(words, following.end)
        if len(names) > 1 or not generic:
            for each in names:
                each.towns = [(each.start, each.end)]
    return names


def _next_shared(words: Words, at: int, first: Name) -> Name | None:
    assert first.head is not None
    closing = quotation(words, at)
    if closing is not None and first.quote is not None:
        end = legal_suffix(words, closing) or closing
        end = place(words, end) or end
        return Name(
            at, end, first.head, first.form, at, at, quote=(at + 1, closing - 1), proper=True, complement=True, rule="list"
        )
    if first.quote is not None or not words.is_name(at):
        return None
    own = (read_known_name(words, at) or company(words, at)) if "generic" in first.head.use else None
    if own is not None:
        return own
    if first.proper and place(words, first.head_end) is None and not first.complement:
        return None
    following = place(words, at) or territory(words, at)
    if following is None and "area" not in first.head.use:
        following = bare_name(words, at)
    if following is None or following == at:
        return None
    end = following
    shared_end = first.head_end
    while words.kind(shared_end) == "l":
        shared_end += 1
    shared = (first.head_end, shared_end if shared_end < first.end else first.head_end)
    return Name(at, end, first.head, first.form, at, at, proper=True, complement=True, shared=shared, rule="list")


def _after_aside(words: Words, at: int) -> int:
    """After `iz Crne Gore` or a bracket."""
    if words.folded[at : at + 1] in (["iz"], ["sa"], ["s"]):
        return territory(words, at + 1) or place(words, at + 1) or at
    if words.surfaces[at : at + 1] == ["("]:
        close = next((step for step in range(at, min(at + 8, len(words))) if words.surfaces[step] == ")"), None)
        return close + 1 if close is not None else at
    return at


def _in_brackets(words: Words, index: int) -> Name | None:
    """`Željko Pavlić (Margina Tuzla)`: after a person, in brackets, words with capitals that are no place."""
    if words.surfaces[index - 1 : index] != ["("] or words.kind(index - 2) != "C" or words.kinds[index] != "C":
        return None
    end = index
    while words.is_name(end) and end - index < 4:
        end += 1
    if words.surfaces[end : end + 1] != [")"] or place(words, index) or territory(words, index):
        return None
    word = words.surfaces[index]
    named = looks_like_surname(words.surfaces[index - 2]) or morphology.is_first_name(words.surfaces[index - 2])
    if not named or morphology.is_first_name(word) or looks_like_surname(word) or _CLASS.fullmatch(words.between(index, end)):
        return None
    if grammar.is_people(word.lower()) or (end == index + 1 and morphology.is_nominal(word.lower(), "adj")):
        return None
    return Name(index, end, proper=True, complement=True, rule="brackets")


def _quoted_company(words: Words, index: int) -> Name | None:
    """A quotation that stands for an organization by itself.

    `„Una-trans“ d.o.o. Bosanski Petrovac` by its legal form, `„Malinex“ Bugojno` by the town after it, `direktor „Komunalca“`,
    `Rijad Hadžić („Eko-forum“)` by what stands before it.
    """
    closing = quotation(words, index)
    if closing is None:
        return None
    quote = (index + 1, closing - 1)
    known = read_known_name(words, index + 1)
    if known is not None and known.end >= closing - 1:
        return None
    end = legal_suffix(words, closing)
    if end is not None:
        return Name(index, place(words, end) or end, quote=quote, proper=True, complement=True, rule="quotation")
    if words.kinds[index + 1] not in "CA" or closing - index > 6:
        return None
    if _is_owned_business(words, index - 1):
        return Name(index, closing, quote=quote, proper=True, complement=True, rule="quotation")
    if _names_something_else(words, index):
        return None
    town = match(place_forms(), words, closing) if words.is_name(closing) and not territory(words, closing) else None
    if town is not None and town.may_be("nom"):
        return Name(index, closing + town.size, quote=quote, proper=True, complement=True, rule="quotation")
    if _asks_for_organization(words, index):
        return Name(index, closing, quote=quote, proper=True, complement=True, rule="quotation")
    return None


def _names_something_else(words: Words, index: int) -> bool:
    """Whether a noun before the quotation says that it is no organization (`projekat „Zrno“`, `film „Most“`)."""
    return any(
        at >= 0 and words.kinds[at] in "Cl" and match(other_name_forms(), words, at) is not None for at in (index - 1, index - 2)
    )


def _asks_for_organization(words: Words, index: int) -> bool:
    """After `direktor`, `uposlenici`, `ispred`; after a person and a bracket or comma where the line ends with it."""
    before = words.folded[index - 1] if index else ""
    if before in words_of("before_quotes.tsv", "word"):
        return True
    person = index >= 3 and words.kinds[index - 3 : index - 1] == "CC" and looks_like_surname(words.surfaces[index - 2])
    closing = quotation(words, index) or index
    return person and (before == "(" or (before == "," and words.kind(closing) == "B"))


def _is_owned_business(words: Words, noun: int) -> bool:
    """Whether a business is named that somebody owns or runs: `vlasnica salona`, `osnivač frizerskog salona`."""
    if words.kind(noun) != "l" or words.folded[noun] not in business_forms():
        return False
    adjective = words.kind(noun - 1) == "l" and morphology.is_nominal(words.surfaces[noun - 1], "adj")
    owner = noun - 2 if adjective else noun - 1
    return owner >= 0 and words.folded[owner] in words_of("before_quotes.tsv", "word")


def _quoted_mention(words: Words, index: int) -> list[Mention]:
    """A quotation alone: only ever another mention of an organization with that name."""
    closing = quotation(words, index)
    if closing is None:
        return []
    text = words.between(index + 1, closing - 1)
    quote = naming.key(text)
    return [Mention((index, closing), text, quote, quote, "", None, "quotation", "", full=False)]


def _as_mentions(words: Words, name: Name) -> list[Mention]:
    """The mention, and the whole inside it as one that founds nothing."""
    head = name.head
    generic = head is not None and "generic" in head.use and _drops_head(words, name)
    written = _generic_name(words, name) if generic else naming.nominative(words, name)
    if not written:
        return []
    quote = naming.key(words.between(*name.quote)) if name.quote is not None else ()
    full = name.complement or name.proper or (name.start < name.head_at and head is not None)
    if (
        name.letters
        and name.end == name.start + 1
        and fold(bare_letters(name.letters)) not in words_of("known_acronyms.tsv", "acronym")
    ):
        full = False
    mention = Mention(
        (name.start, name.end),
        written,
        naming.key(written),
        quote,
        _type(words, name),
        name.acronym,
        name.rule,
        _fired(name),
        full=full,
        aliases=tuple(name.aliases),
    )
    found = [mention]
    if name.nested is not None:
        for inner in _as_mentions(words, name.nested):
            inner.full = inner.full and False
            inner.whole = True
            found.append(inner)
    return found


def _fired(name: Name) -> str:
    """The row of a word table by which the name was found."""
    if name.rule in ("head", "generic", "list"):
        return name.form.lemma if name.form is not None else name.letters if name.letters in prefix_forms() else ""
    if name.rule == "letters":
        return name.letters if name.letters in prefix_forms() else ""
    if name.rule == "acronym":
        return name.known_letters
    return name.known


def _drops_head(words: Words, name: Name) -> bool:
    """Whether the name proper follows a head that only says what it is (`firma „Vez“`, `organizacija Izlazak`)."""
    if name.nested is not None:
        return False
    if name.quote is not None and name.rule != "list":
        return name.quote[0] <= name.head_end + 1 or words.is_name(name.head_end)  # not in `Organizacija žena „Lara“`
    return name.rule == "list" or (name.proper and words.is_name(name.head_end))


def _generic_name(words: Words, name: Name) -> str:
    """Without the head that only says what it is; a trade with an adjective stays (`Zanatska radnja Vez`)."""
    if name.rule == "list" or name.start == name.head_at:
        bare = Name(name.head_end, name.end, quote=name.quote, proper=True, rule=name.rule)
        return naming.nominative(words, bare)
    return naming.nominative(words, name)


def _type(words: Words, name: Name) -> str:
    if name.head is None and name.quote is not None and name.letters:
        form = match(head_forms(), words, name.quote[0])
        if form is not None:
            return form.lemma.split()[0] if form.lemma.startswith("dom ") else form.lemma.split()[-1]
    if name.known:
        return next((word for word in (fold(part) for part in name.known.split()) if word in heads()), "")
    if name.head is not None and "prefix" not in name.head.use:
        return name.head.lemma.split()[0] if name.head.lemma.startswith("dom ") else name.head.lemma.split()[-1]
    meaning = prefix_forms().get(name.letters, ("", ""))[0]
    if not meaning:
        return ""
    return next((word for word in meaning.split() if word in heads()), meaning.split()[-1])


# --- putting mentions together -------------------------------------------------------------------------------------


def _put_together(mentions: list[Mention]) -> tuple[list[Organization], list[Mention]]:
    """The organizations, and the short forms whose full name the text does not tell."""
    organizations: list[Organization] = []
    left: list[Mention] = []
    by_key: dict[tuple[str, ...], Organization] = {}
    by_quote: dict[tuple[str, ...], list[Organization]] = {}
    by_letters: dict[str, Organization] = {}
    by_head: dict[str, list[Organization]] = {}

    def join(organization: Organization, mention: Mention) -> None:
        organization.mentions.append(mention)
        by_key.setdefault(mention.key, organization)
        if len(mention.key) == 2:
            by_key.setdefault(mention.key[::-1], organization)  # `ABCD mreža` is `Mreža ABCD`
        if mention.quote and organization not in by_quote.setdefault(mention.quote, []):
            by_quote[mention.quote].append(organization)
        if (head := _kind_of(mention)) and organization not in by_head.setdefault(head, []):
            by_head[head].append(organization)
        for letters in _letters_of(mention):
            by_letters.setdefault(letters, organization)
        for alias in mention.aliases:
            by_key.setdefault(naming.key(alias), organization)

    full = [mention for mention in mentions if mention.full]
    for mention in sorted(full, key=lambda mention: (-len(mention.key), mention.words)):
        organization = by_key.get(mention.key) or _same_quote(mention, by_quote) or _same_letters(mention, by_letters)
        organization = organization or _longer(mention, by_head)
        if organization is None:
            organization = Organization()
            organizations.append(organization)
        join(organization, mention)
    for mention in mentions:
        if not mention.full:
            organization = by_key.get(mention.key) or _same_quote(mention, by_quote) or _same_letters(mention, by_letters)
            organization = organization or _longer(mention, by_head)
            if organization is None and not mention.whole and (promoted := _promoted(mention, mentions)) is not None:
                promoted.full = True
                organization = Organization()
                organizations.append(organization)
                join(organization, promoted)
            if organization is not None:
                organization.mentions.append(mention)
            elif not mention.whole:
                left.append(mention)
    organizations = _by_acronym(organizations)
    organizations.sort(key=lambda organization: min(mention.words for mention in organization.mentions))
    return organizations, left


def _by_acronym(organizations: list[Organization]) -> list[Organization]:
    """One organization where the letters in brackets behind a name are read as a name elsewhere: `TZ HBŽ`."""
    by_letters = {fold(mention.acronym): one for one in organizations for mention in one.mentions if mention.acronym}
    kept: list[Organization] = []
    for one in organizations:
        whole = next((by_letters[key] for mention in one.mentions if (key := fold(mention.name)) in by_letters), None)
        if whole is None or whole is one or any(mention.acronym for mention in one.mentions):
            kept.append(one)
        else:
            whole.mentions += one.mentions
    return kept


def _promoted(mention: Mention, mentions: list[Mention]) -> Mention | None:
    """A whole that stands inside another name becomes an organization when the text names it by a short form too."""
    return next(
        (
            other
            for other in mentions
            if other.whole and other.head == mention.head and len(other.key) > len(mention.key) and _holds(other.key, mention.key)
        ),
        None,
    )


def _letters_of(mention: Mention) -> list[str]:
    letters = []
    if mention.acronym:
        # `PPK Trebinje` is called `PPK` too
        letters = [fold(bare_letters(mention.acronym)), fold(bare_letters(mention.acronym.split()[0]))]
    if mention.rule in ("acronym", "letters"):
        letters += [fold(part) for part in mention.name.split() if part.isupper() and fold(part).upper() not in prefix_forms()]
    return letters


def _same_letters(mention: Mention, by_letters: dict[str, Organization]) -> Organization | None:
    if mention.rule not in ("acronym", "letters"):
        return None
    return by_letters.get(fold(mention.name))


def _same_quote(mention: Mention, by_quote: dict[tuple[str, ...], list[Organization]]) -> Organization | None:
    """An organization with the same name in quotation marks and a head that does not contradict."""
    if not mention.quote:
        return None
    for organization in by_quote.get(mention.quote, ()):
        if (
            not mention.head
            or not organization.head
            or mention.head == organization.head
            or _kind_alike(mention.head, organization.head)
        ):
            return organization
    return None


_ALIKE = (
    {"udruženje", "udruga", "društvo", "organizacija"},
    {"preduzeće", "poduzeće", "tvrtka", "firma", "kompanija"},
    {"škola", "gimnazija"},
)


def _kind_of(mention: Mention) -> str:
    """What may be called for short by its first words: the head, or the well-known name (`Caritas` of `Caritas Švicarske`)."""
    return mention.head or (mention.fired if mention.rule == "known" else "")


def _kind_alike(one: str, other: str) -> bool:
    return any(one in kinds and other in kinds for kinds in _ALIKE)


def _longer(mention: Mention, by_head: dict[str, list[Organization]]) -> Organization | None:
    """The organization of the same head whose name holds this one's words in order; of several the nearest before."""
    area = mention.head in heads() and "area" in heads()[mention.head].use
    if area and len(mention.key) > 1:
        return None  # `Općina Pale` is not `Općina Pale-Prača`
    fitting = [
        organization
        for organization in by_head.get(_kind_of(mention), ())
        if any(_holds(other.key, mention.key) for other in organization.mentions if other.full)
    ]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    before = [organization for organization in fitting if min(m.words for m in organization.mentions) < mention.words]
    if not before:
        return fitting[0]
    return max(before, key=lambda organization: max(m.words for m in organization.mentions if m.words < mention.words))


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the shorter name begins like the longer one and its words stand there in order."""
    if not shorter or longer[:1] != shorter[:1]:
        return False
    rest = iter(longer)
    return all(part in rest for part in shorter)
