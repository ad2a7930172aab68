"""Letters that earlier conversions have damaged: found, put right, and named.

Each kind of damage has its own proof, and a text without that proof stays as it is, character for character:

- UTF-8 that was read as an encoding of eight bits (`Å¡` for `š`): the sequences stand for nothing else;
- windows-1250 or ISO-8859-2 that was read as windows-1252 (`è` for `č`), and fonts of old PDFs (`ţ` for `ž`): letters that our
  alphabet does not have, several of them, where the letter they stand for is missing from the text;
- the seven bits of JUS I.B1.002 (`Op}ina`): brackets within words, several of them, in a text without diacritics;
- question marks for letters (`zaklju?ak`): several within words, in a text with hardly a diacritic, and then in known words only;
- letters that a scanner read for digits (`l2. marta 2O24.`): beside the name of a month;
- headings in capitals that ran into the next line (`DNEVNI REDZa sjednicu`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pipeline.reading.source import SourceDoubt
from pipeline.resources import read_table

_OURS = "čćđšžČĆĐŠŽ"
_CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
_PUNCTUATION = "„“”‘’‚–—…•«»·°§€\u00a0\u00ad"
_WORD_LETTER = "A-Za-zčćđšžČĆĐŠŽ"


def repair(text: str) -> tuple[str, tuple[SourceDoubt, ...]]:
    """Put damaged letters right.

    Returns:
        The text, and a doubt for each kind of damage that was found. Without damage it is the same text.

    >>> repair("OdrÅ¾an sastanak UdruÅ¾enja Å¾ena")[0]
    'Održan sastanak Udruženja žena'
    >>> repair("Opæina je veæ naèelno odluèila")[0]
    'Općina je već načelno odlučila'
    """
    doubts: list[SourceDoubt] = []
    for find, code in (
        (_twice_decoded, "utf-8 that was read as another encoding"),
        (_foreign_letters, ""),
        (_seven_bits, "seven-bit letters of JUS I.B1.002 (YUSCII)"),
        (_lost_letters, ""),
        (_scanned_digits, ""),
        (_glued_headings, ""),
    ):
        repaired, what, count = find(text)
        if count:
            text = repaired
            places = "1 place" if count == 1 else f"{count:,} places"
            doubts.append(SourceDoubt("letters-repaired", f"Damaged letters were put right in {places}: {what or code}."))
    return text, tuple(doubts)


# --- UTF-8 read as something else

_LEADS_OF_OURS = 3  # so many sequences of Cyrillic letters prove the damage; `Đ”` alone may be a letter and a quotation mark
_LOST_SECOND = re.compile("Ä[\u008d\u0081\ufffd?]?(?=[a-zčćđšž]|\\b|$)")


@cache
def _sequences() -> tuple[re.Pattern[str], dict[str, str]]:
    """What the UTF-8 bytes of our letters look like in other encodings, and a pattern of all of it."""
    meant: dict[str, str] = {}

    def add(chars: str, encodings: tuple[str, ...]) -> None:
        for char in chars:
            for encoding in encodings:
                seen = "".join(_decoded(byte, encoding) for byte in char.encode("utf-8"))
                if not all(sign in _OURS or sign.isascii() for sign in seen):
                    meant.setdefault(seen, char)

    add(_OURS, ("cp1252", "latin-1", "cp1250", "iso8859-2", "cp852"))
    add(_CYRILLIC + _PUNCTUATION, ("cp1252", "latin-1", "cp1250"))
    # damage done twice: the signs that damage itself consists of
    add("".join(sorted({sign for seen in list(meant) for sign in seen if not sign.isascii()} - set(_OURS))), ("cp1252",))
    ordered = sorted(meant, key=lambda seen: (-len(seen), seen))
    return re.compile("|".join(map(re.escape, ordered))), meant


def _decoded(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)  # as browsers and Windows do


def _twice_decoded(text: str) -> tuple[str, str, int]:
    name = "UTF-8 that was read as an encoding of eight bits"
    pattern, meant = _sequences()
    found = Counter(pattern.findall(text))
    latin = sum(count for sequence, count in found.items() if meant[sequence] in _OURS)
    cyrillic = sum(count for sequence, count in found.items() if meant[sequence] in _CYRILLIC)
    punctuation = sum(count for sequence, count in found.items() if meant[sequence] in _PUNCTUATION and len(sequence) > 2)
    twice = sum(count for sequence, count in found.items() if sequence[0] in "ÃÂ")
    if not latin and cyrillic < _LEADS_OF_OURS and not punctuation and twice < _LEADS_OF_OURS:
        return text, name, 0
    whole = 0
    for _ in range(3):  # damage that was done again and again
        text, count = pattern.subn(lambda match: meant[match.group()], text)
        whole += count
        if not count:
            break
    if latin >= _LEADS_OF_OURS or twice >= _LEADS_OF_OURS:  # the second byte of č and Đ is no sign in windows-1252, and got lost
        text, count = _LOST_SECOND.subn("č", text)
        whole += count
    return text, name, whole


# --- letters of other alphabets that stand for ours

# sign → letter; the family is what the damage is called
_FAMILIES: tuple[tuple[str, dict[str, str]], ...] = (
    ("windows-1250 that was read as windows-1252", {"è": "č", "È": "Č", "æ": "ć", "Æ": "Ć", "ð": "đ", "Ð": "Đ"}),
    (
        "ISO-8859-2 that was read as ISO-8859-1",
        {"è": "č", "È": "Č", "æ": "ć", "Æ": "Ć", "ð": "đ", "Ð": "Đ", "¹": "š", "©": "Š", "¾": "ž", "®": "Ž"},
    ),
    (
        "letters of a font of old PDFs",
        {"ĉ": "č", "Ĉ": "Č", "ţ": "ž", "Ţ": "Ž", "ď": "đ", "Ď": "đ", "ċ": "đ", "Ċ": "đ", "ñ": "đ", "Ñ": "Đ"},
    ),
)
_SPANISH = "ñÑ"  # proves nothing by itself
_LEAST_WORDS = 2  # different words that must be damaged


def _foreign_letters(text: str) -> tuple[str, str, int]:
    """Replace the letters of the family that explains the most, if enough words are damaged."""
    have = Counter(char for char in text if char in _OURS)
    best: tuple[int, str, dict[str, str]] = (0, "", {})
    for name, letters in _FAMILIES:
        # a sign is damage only where the letter that it stands for is missing (or all but missing)
        signs = {sign: letter for sign, letter in letters.items() if _is_missing(letter, have, text.count(sign))}
        if not signs:
            continue
        pattern = _in_word(signs)
        words = set(pattern.findall(text))
        count = sum(sum(char in signs for char in word) for word in words)
        proof = any(char in signs and char not in _SPANISH for word in words for char in word)
        if proof and len({word.lower() for word in words}) >= _LEAST_WORDS and count > best[0]:
            best = (count, name, signs)
    if not best[0]:
        return text, "", 0
    _, name, signs = best
    places = 0

    def put_right(match: re.Match[str]) -> str:
        nonlocal places
        word = match.group()
        places += sum(char in signs for char in word)
        return "".join(_with_case(signs[char], word, at) if char in signs else char for at, char in enumerate(word))

    return _in_word(signs).sub(put_right, text), name, places


def _is_missing(letter: str, have: Counter[str], damaged: int) -> bool:
    right = have[letter.lower()] + have[letter.upper()]
    return damaged > 0 and 10 * right <= damaged


def _in_word(signs: dict[str, str]) -> re.Pattern[str]:
    """Words of our alphabet with one of the signs in them; `½`, `©`, `®` and `¾` count only beside letters."""
    inside = re.escape("".join(signs))
    return re.compile(
        rf"(?<![\w{inside}])(?=[^\W\d_]|[{inside}])[{_WORD_LETTER}{inside}]*(?:[{inside}][{_WORD_LETTER}]|[{_WORD_LETTER}][{inside}])[{_WORD_LETTER}{inside}]*"
    )


def _with_case(letter: str, word: str, place: int) -> str:
    """`letter` in capitals where its neighbours are (signs of capitals stand for small letters in some fonts)."""
    if letter not in "đĐ":
        return letter
    beside = [char for char in word[max(0, place - 1) : place + 2] if char.isascii() and char.isalpha()]
    if word[place] in "ĎĊ" and place == 0:
        return "Đ"
    if word[place] in "ĎĊ":
        return "Đ" if beside and all(char.isupper() for char in beside) else "đ"
    return letter


# --- seven bits

_SMALL = {"{": "š", "}": "ć", "|": "đ", "~": "č", "`": "ž"}
_CAPITAL = {"[": "Š", "]": "Ć", "\\": "Đ", "^": "Č", "@": "Ž"}
_SEVEN = _SMALL | _CAPITAL
_SIGNS = re.escape("".join(_SEVEN))
_SEVEN_WORD = re.compile(rf"(?<![\w.:/+\-])[A-Za-z{_SIGNS}]*[A-Za-z][A-Za-z{_SIGNS}]*(?![\w.:/]*@)")
_INNER = re.compile(
    rf"(?:[a-z][{re.escape(''.join(_SMALL))}][a-z]|[A-Z][{re.escape(''.join(_CAPITAL))}][A-Z]|(?<![\w\[])\[[a-z]{{3}}|[a-z]{{2}}[}}~]\b|\b[a-z]+[}}~](?=[\s,.;:]))"
)
_ADDRESS = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+|(?:https?://|www\.)\S+|\\\\\S+|[A-Za-z]:\\\S*")
_LEAST_SEVEN_WORDS = 3


def _seven_bits(text: str) -> tuple[str, str, int]:
    name = "seven-bit letters of JUS I.B1.002 (YUSCII)"
    if not any(sign in text for sign in _SEVEN):
        return text, name, 0
    if sum(text.count(char) for char in _OURS):
        return text, name, 0
    damaged = {match.group() for match in _SEVEN_WORD.finditer(text) if _INNER.search(match.group())}
    letters = sum(char.isalpha() for char in text)
    signs = sum(text.count(sign) for sign in _SEVEN)
    if len(damaged) < _LEAST_SEVEN_WORDS or 200 * signs < letters:
        return text, name, 0
    places = 0
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    at = 0

    def put_right(match: re.Match[str]) -> str:
        nonlocal places, at
        while at < len(addresses) and addresses[at][1] <= match.start():
            at += 1
        if at < len(addresses) and addresses[at][0] < match.end():
            return match.group()
        word = match.group()
        letters = [_seven_bit_letter(word, place) for place in range(len(word))]
        if word[0] == "[" and word[-1] == "]" and not word.isupper():
            letters[0], letters[-1] = "[", "]"
        places += sum(new != old for new, old in zip(letters, word, strict=True))
        return "".join(letters)

    return _SEVEN_WORD.sub(put_right, text), name, places


def _seven_bit_letter(word: str, place: int) -> str:
    sign = word[place]
    if sign in _SMALL:
        before, after = word[place - 1 : place], word[place + 1 : place + 2]
        return _SMALL[sign] if before.islower() or after.islower() or before in _SEVEN or after in _SEVEN else sign
    if sign in _CAPITAL:
        before, after = word[place - 1 : place], word[place + 1 : place + 2]
        if before.islower() or before in _SMALL:
            return sign  # a bracket that closes
        return _CAPITAL[sign] if after.isalpha() or before.isupper() or after in _SEVEN else sign
    return sign


# --- letters lost

_LOST_IN_WORD = re.compile(rf"[{_WORD_LETTER}]+[?\ufffd](?=[{_WORD_LETTER}])")
_WORD_WITH_LOST = re.compile(rf"(?<![\w?\ufffd/&=])[{_WORD_LETTER}?\ufffd]*[?\ufffd][{_WORD_LETTER}][{_WORD_LETTER}?\ufffd]*")
# a first name and a surname in -ić
_SURNAME_WITH_LOST = re.compile(rf"(\b[A-ZČĆĐŠŽ][a-zčćđšž]+ [A-ZČĆĐŠŽ][a-zčćđšž]+i)[?\ufffd](?![{_WORD_LETTER}])")
_LEAST_LOST = 3


@cache
def _known_beginnings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How known beginnings look without their letters, each with the letters as they should be."""
    rows = (row["beginning"] for row in read_table("pipeline.reading", "lost_letters.tsv", ("beginning",)))
    longest_first = sorted(rows, key=lambda beginning: (-len(beginning), beginning))
    return tuple((re.compile("".join(f"[{c}?\ufffd]" if c in _OURS else c for c in b), re.I), b) for b in longest_first)


def _lost_letters(text: str) -> tuple[str, str, int]:
    name = "letters that were lost, in known words"
    lost = len(_LOST_IN_WORD.findall(text))
    if lost < _LEAST_LOST or sum(text.count(char) for char in _OURS) > lost:
        return text, name, 0
    places = 0

    def put_right(match: re.Match[str]) -> str:
        nonlocal places
        word = match.group()
        for pattern, beginning in _known_beginnings():
            if found := pattern.match(word):
                letters = zip(found.group(), beginning, strict=True)
                known = "".join(
                    (right.upper() if word[:2].isupper() or (at == 0 and word[1:2].islower() and _opens(match)) else right)
                    if sign in "?\ufffd"
                    else sign
                    for at, (sign, right) in enumerate(letters)
                )
                places += sum(sign in "?\ufffd" for sign in found.group())
                return known + word[found.end() :]
        return word

    text = _WORD_WITH_LOST.sub(put_right, text)
    text, surnames = _SURNAME_WITH_LOST.subn(r"\1ć", text)
    return text, name, places + surnames


def _opens(match: re.Match[str]) -> bool:
    """Whether a word opens a sentence."""
    return match.string[: match.start()].rstrip()[-1:] in ("", ".", "!", ":")


# --- what a scanner misread

_MONTH = r"(?:januar|februar|mart|april|maj|juni?|juli?|august|septemb|oktob|novemb|decemb)[a-z]*"
_DAY_MISREAD = re.compile(rf"(?<![\w.])(?=[\dlIO]*\d)(?=\d*[lIO])[\dlIO]{{1,2}}(?=\.\s?{_MONTH}\b)")
_YEAR_MISREAD = re.compile(r"(?<=\s)(?=[\dlIO]*\d[\dlIO]*)(?=\d*[lIO])[12lI][\dlIO]{3}(?=\.?\s?(?:god|g\.|,|\n|\)|$))")
_AFTER_MONTH = re.compile(rf"\b{_MONTH}\s$")
_DIGITS = str.maketrans("lIO", "110")


def _scanned_digits(text: str) -> tuple[str, str, int]:
    """Digits in dates; nothing else proves that a letter is one."""
    name = "letters that a scanner read for digits, in dates"
    if not re.search(r"[lIO]\d|\d[lIO]", text):
        return text, name, 0
    text, days = _DAY_MISREAD.subn(lambda match: match.group().translate(_DIGITS), text)
    places = days

    def year(match: re.Match[str]) -> str:
        nonlocal places
        if not _AFTER_MONTH.search(match.string, max(0, match.start() - 20), match.start()):
            return match.group()
        places += 1
        return match.group().translate(_DIGITS)

    return _YEAR_MISREAD.sub(year, text), name, places


_GLUED_HEADING = re.compile(
    r"\b(DNEVNI RED|DNEVNOG REDA|ZAPISNIK|ZAKLJUČAK|ZAKLJUČKE|ZAKLJUČCI|ODLUKU|ODLUKA|RJEŠENJE|IZVJEŠTAJ)(?=[A-ZČĆĐŠŽ][a-zčćđšž])"
)


def _glued_headings(text: str) -> tuple[str, str, int]:
    text, count = _GLUED_HEADING.subn(r"\1\n", text)
    return text, "headings that had run into the next line", count
