"""Which encoding bytes are in: UTF-8 where they are valid UTF-8, else by the letters they would give."""

from __future__ import annotations

import codecs
from collections import Counter

from pipeline.reading.source import SourceDoubt

# the longer mark first: that of UTF-32 begins like that of UTF-16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# tried in this order where no mark is there; of two that fit equally well the first is taken
_LATIN = ("windows-1250", "iso-8859-2", "cp852")
_CYRILLIC = ("windows-1251", "iso-8859-5")
_LETTERS = frozenset("čćđšžČĆĐŠŽабвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ")
_COMMON = frozenset("аеиоунрстјвдкмпл")  # the commonest letters of Serbian Cyrillic
_SIGNS = frozenset("„“”‘’‚»«–—…•·°§×\u00a0\u00ad€")
_ASCII = bytes(range(0x80))
_ASCII_LETTERS = bytes(byte for byte in _ASCII if chr(byte).isalpha())
# Python's name of a codec → IANA's
_NAMES = {
    "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252", "iso8859-1": "iso-8859-1",
    "iso8859-2": "iso-8859-2", "iso8859-5": "iso-8859-5", "utf-8-sig": "utf-8", "ascii": "us-ascii", "koi8-r": "koi8-r",
}  # fmt: skip
_CONTROL = bytes(byte for byte in range(0x20) if byte not in b"\t\n\v\f\r\x1b")


def decode(data: bytes) -> tuple[str, str, tuple[SourceDoubt, ...]] | None:
    """The text, the name of the encoding and what is doubtful about it; None for bytes that are no text.

    A byte order mark decides. Without one the bytes are UTF-8 if they are valid UTF-8 (or nearly so: damaged places become
    U+FFFD), else the encoding of eight bits that gives the most letters of the Latin and Cyrillic alphabets.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding, ()
    if (wide := _wide_without_mark(data)) is not None:
        return data.decode(wide, errors="replace"), wide, (_guessed(wide),)
    if _is_binary(data):
        return None
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) > 5 * damaged:
        return text, "utf-8", ()
    encoding = _likeliest(data)
    return data.decode(encoding, errors="replace"), encoding, (_guessed(encoding),)


def standard_name(name: str) -> str:
    """IANA's name of an encoding that Python knows by `name`, lower case.

    >>> standard_name("cp1250"), standard_name("UTF8")
    ('windows-1250', 'utf-8')

    Raises:
        LookupError: Python does not know it.
    """
    known = codecs.lookup(name).name
    return _NAMES.get(known, known)


def _guessed(encoding: str) -> SourceDoubt:
    return SourceDoubt("encoding-guessed", f"The file is not UTF-8; it was read as {encoding} because of its letters.")


def _is_binary(data: bytes) -> bool:
    data = data.rstrip(b"\0\x1a")  # old systems fill up the end of a text
    control = len(data) - len(data.translate(None, _CONTROL))
    return 50 * control > len(data)


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Latin text is zero."""
    half = len(data) // 2
    if half < 2:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    if 10 * odd > 6 * half and 20 * even < half:
        return "utf-16-le"
    if 10 * even > 6 * half and 20 * odd < half:
        return "utf-16-be"
    return None


def _likeliest(data: bytes) -> str:
    """The encoding of eight bits that gives the most letters.

    In Latin text letters of ASCII prevail. The two encodings of Cyrillic give letters for nearly the same bytes, and are
    told apart
    by how common the letters are and how many of them are small.
    """
    histogram = Counter(data.translate(None, _ASCII))
    latin = 2 * histogram.total() <= len(data) - len(data.translate(None, _ASCII_LETTERS))

    def likeness(encoding: str) -> int:
        score = 0
        for byte, count in histogram.items():
            char = bytes([byte]).decode(encoding, errors="replace")
            if char in _LETTERS:
                score += count * (1 + (char in _COMMON) + char.islower() if encoding in _CYRILLIC else 1)
            elif char not in _SIGNS:
                score -= count
        return score

    return max(_LATIN if latin else (*_LATIN[:1], *_CYRILLIC, *_LATIN[1:]), key=likeness)
