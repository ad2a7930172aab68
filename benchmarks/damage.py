"""What damage of encodings, letters and scripts costs: `make damage GOLD=FOLDER`.

The folder holds reference documents (`dev/*.txt` with `dev/*.json`) and their scorer `score.py`. Each document is damaged in
each of the ways below, read from its bytes, and the records are scored against the same references: the places of a record are
carried over to the undamaged text word by word. Names in documents without diacritics are compared without diacritics, for it
is the extraction that is measured and not the spelling.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline import extract
from pipeline.errors import ZapisnikError
from pipeline.language.script import to_latin
from pipeline.reading import read_bytes

_PLAIN = str.maketrans("čćšžČĆŠŽ", "ccszCCSZ")
_SIGNS = str.maketrans("„“”‘’‚–—…•·", "\"\"\"'''--.**")
_YUSCII = str.maketrans("ŠšĐđĆćČčŽž", "[{\\|]}^~@`")
_PDF_FONT = str.maketrans("čČžŽđĐ", "ĉĈţŢĎĎ")
_DIGRAPHS = {"dž": "џ", "lj": "љ", "nj": "њ", "Dž": "Џ", "Lj": "Љ", "Nj": "Њ", "DŽ": "Џ", "LJ": "Љ", "NJ": "Њ"}
_CYRILLIC = str.maketrans(
    "abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ", "абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ"
)
# Roman numbers, addresses and words with letters that Cyrillic does not have stay Latin
_STAYS_LATIN = re.compile(r"(\b[IVX]+\b|\S*@\S*|(?:https?://|www\.)\S+|\b\w*[qwxyQWXY]\w*\b)")


def cyrillic(text: str) -> str:
    """`text` in Cyrillic; a text that is Cyrillic already in Latin and back."""
    parts = _STAYS_LATIN.split(to_latin(text))
    for number in range(0, len(parts), 2):
        part = re.sub("|".join(_DIGRAPHS), lambda match: _DIGRAPHS[match.group()], parts[number])
        parts[number] = part.translate(_CYRILLIC)
    return "".join(parts)


def _read_as(encoding: str) -> Callable[[str], bytes]:
    """UTF-8 bytes that were read as another encoding and saved again."""

    def damage(text: str) -> bytes:
        def decoded(byte: int) -> str:
            try:
                return bytes([byte]).decode(encoding)
            except UnicodeDecodeError:
                return chr(byte)

        return "".join(map(decoded, text.encode())).encode()

    return damage


def _to(encoding: str, *, plain_signs: bool = False) -> Callable[[str], bytes]:
    return lambda text: (text.translate(_SIGNS) if plain_signs else text).encode(encoding, errors="replace")


DAMAGES: dict[str, Callable[[str], bytes]] = {
    "none": _to("utf-8"),
    "UTF-8 with byte order mark": _to("utf-8-sig"),
    "UTF-16": _to("utf-16"),
    "windows-1250": _to("cp1250"),
    "ISO-8859-2": _to("iso8859-2", plain_signs=True),
    "cp852": _to("cp852", plain_signs=True),
    "YUSCII (seven bits)": lambda text: text.translate(_YUSCII).encode(),
    "UTF-8 read as windows-1252": _read_as("cp1252"),
    "windows-1250 read as windows-1252": lambda text: (
        text.encode("cp1250", errors="replace").decode("cp1252", errors="replace").encode()
    ),
    "font of old PDFs": lambda text: text.translate(_PDF_FONT).encode(),
    "Cyrillic, UTF-8": lambda text: cyrillic(text).encode(),
    "Cyrillic, windows-1251": lambda text: cyrillic(text).encode("cp1251", errors="replace"),
    "Cyrillic, ISO-8859-5": lambda text: cyrillic(text.translate(_SIGNS)).encode("iso8859-5", errors="replace"),
    "no diacritics": lambda text: text.translate(_PLAIN).replace("đ", "d").replace("Đ", "D").encode(),
    "no diacritics, dj for đ": lambda text: text.translate(_PLAIN).replace("đ", "dj").replace("Đ", "Dj").encode(),
}
_LATIN_ONLY = frozenset(name for name in DAMAGES if not name.startswith("Cyrillic") and "UTF" not in name and name != "none")


def headline(gold: Path, damage: str) -> tuple[float, Counter[str]]:
    """The headline figure of all documents after a damage, and the warnings and errors by code."""
    codes: Counter[str] = Counter()
    bare = damage.startswith("no diacritics")

    def spelled(text: str) -> str:
        return text.translate(_PLAIN).replace("đ", "d").replace("Đ", "D").replace("dj", "d").replace("Dj", "D") if bare else text

    with tempfile.TemporaryDirectory() as folder:
        records, references = Path(folder) / "records", Path(folder) / "references"
        records.mkdir()
        references.mkdir()
        for document in sorted((gold / "dev").glob("*.txt")):
            text = document.read_text(encoding="utf-8")
            (references / document.name).write_text(spelled(text), encoding="utf-8")
            reference = document.with_suffix(".json")
            (references / reference.name).write_text(spelled(reference.read_text(encoding="utf-8")), encoding="utf-8")
            damaged = to_latin(text) if damage in _LATIN_ONLY else text
            try:
                record = extract(read_bytes(DAMAGES[damage](damaged), uri=document.name)).to_dict()
            except ZapisnikError as error:
                codes[error.code] += 1
                continue
            codes.update({warning["code"] for warning in record["warnings"]})
            _carry_over(record, text)
            (records / reference.name).write_text(spelled(json.dumps(record, ensure_ascii=False)), encoding="utf-8")
            if bare:  # `dj` is one letter there
                _shorten(records / reference.name, record["text"], spelled(record["text"]))
        command = [sys.executable, str(gold / "score.py"), str(records), str(references), "--json"]
        scored = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(scored.stdout)["headline"]), codes


def _places(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def _carry_over(record: dict[str, Any], original: str) -> None:
    """Put the places and words of the undamaged text into a record of the damaged one; both have the same words in order."""
    mine, theirs = _places(record["text"]), _places(original)
    if len(mine) != len(theirs):
        raise ValueError("the damage changed the number of words")

    def start(offset: int) -> int:
        at = max(0, bisect_right(mine, (offset, len(record["text"]))) - 1)
        return min(theirs[at][1], theirs[at][0] + offset - mine[at][0])

    def end(offset: int) -> int:
        at = max(0, bisect_right(mine, (offset - 1, len(record["text"]))) - 1)
        return max(theirs[at][0], theirs[at][1] - max(0, mine[at][1] - offset))

    for item in _items(record):
        item["start"], item["end"] = start(item["start"]), end(item["end"])
        if "text" in item:
            item["text"] = original[item["start"] : item["end"]]
    record["text"] = original


def _shorten(file: Path, before: str, after: str) -> None:
    """Move the places of a saved record from one spelling of its text to another."""
    record = json.loads(file.read_text(encoding="utf-8"))
    record["text"] = before
    _carry_over(record, after)
    file.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


def _items(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything in a record that has a place."""
    stack: list[Any] = [value for key, value in record.items() if key not in ("source", "provenance")]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, dict):
            if "start" in value:
                yield value
            stack += value.values()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="folder with dev/ and score.py")
    parser.add_argument("--only", nargs="*", choices=sorted(DAMAGES), help="these damages only")
    arguments = parser.parse_args()
    print("| damage | headline F1 | difference | named in `warnings` |\n|---|---|---|---|")
    whole, _ = headline(arguments.gold, "none")
    print(f"| none | {whole:.3f} | | |", flush=True)
    for damage in arguments.only or [name for name in DAMAGES if name != "none"]:
        figure, warnings = headline(arguments.gold, damage)
        named = ", ".join(
            f"`{code}` {warnings[code]}"
            for code in ("encoding-guessed", "letters-repaired", "diacritics-missing", "characters-lost")
            if warnings[code]
        )
        print(f"| {damage} | {figure:.3f} | {figure - whole:+.3f} | {named} |", flush=True)


if __name__ == "__main__":
    main()
