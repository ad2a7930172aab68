"""Numbers of automatic lists, which Office formats keep apart from the text."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
BULLET = "•"


def roman(number: int) -> str:
    """Roman numeral of a positive number.

    >>> roman(14)
    'XIV'
    """
    if not 0 < number < 4000:
        return str(number)
    digits: list[str] = []
    for value, sign in _ROMAN:
        while number >= value:
            digits.append(sign)
            number -= value
    return "".join(digits)


def letters(number: int) -> str:
    """`a` to `z`, then `aa`, `bb`, … as word processors count.

    >>> letters(3), letters(28)
    ('c', 'bb')
    """
    if not 0 < number < 26 * 20:
        return str(number)
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "1": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": roman,
    "I": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "i": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number).upper(),
    "A": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "a": letters,
    "ordinal": lambda number: f"{number}.",
}


def written(number: int, style: str) -> str:
    """`number` in a style of Office Open XML (`upperRoman`) or OpenDocument and HTML (`I`); an unknown style counts in digits."""
    return _STYLES.get(style, str)(number)
