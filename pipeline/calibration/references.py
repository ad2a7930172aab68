"""Annotated texts: reference documents with a JSON file each, and texts with inline tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import ZapisnikError

_TAG = re.compile(r'<(?P<tag>org|per|loc|role|event|proj|date) [nv]="(?P<value>[^"]*)">(?P<words>.*?)</(?P=tag)>', re.DOTALL)
_HEADER = re.compile(r"#[^|\n]*\|[^|\n]*\|[^|\n]*\|\s*(?P<published>[^|\s]+)\s*\n")


class NotAReference(ZapisnikError):
    """A folder without annotated texts, or a file that is none."""

    code = "not-a-reference"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch `[start, end)` with an inline tag: `org`, `per`, `date`; `value` is the name or the EDTF value."""

    tag: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A text and what a careful reader would file of it.

    Attributes:
        name: of the file.
        expected: the content of its JSON file, or None for a text with inline tags.
        tagged: the inline tags.
        published: the date of publication, where it is known from elsewhere.
    """

    name: str
    text: str
    expected: Mapping[str, Any] | None = None
    tagged: tuple[Tagged, ...] = ()
    published: str | None = field(default=None)


def read_references(folder: Path) -> list[Reference]:
    """The documents `NAME.txt` of a folder that have `NAME.json` beside them.

    Raises:
        NotAReference: if there are none, or a JSON file is malformed.
    """
    found: list[Reference] = []
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt")
        if not text.is_file():
            continue
        try:
            expected = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise NotAReference(f"{path} is not JSON ({error}).") from error
        if not isinstance(expected, dict):
            raise NotAReference(f"{path} holds no object.")
        found.append(Reference(text.name, text.read_text(encoding="utf-8"), expected))
    if not found:
        raise NotAReference(f"{folder} holds no reference documents.", remedy="Each is NAME.txt with NAME.json beside it.")
    return found


def read_tagged(folder: Path) -> list[Reference]:
    """The texts with inline tags of a folder and its subfolders; the last field of the first line may give the publication.

    Raises:
        NotAReference: if there are none.
    """
    found = list(_tagged_texts(folder))
    if not found:
        raise NotAReference(
            f"{folder} holds no texts with inline tags.", remedy='Tags are <org n="…">, <per n="…">, <date v="…">.'
        )
    return found


def _tagged_texts(folder: Path) -> Iterator[Reference]:
    for path in sorted(folder.rglob("*.txt")):
        content = path.read_text(encoding="utf-8")
        header = _HEADER.match(content)
        body = content[header.end() :] if header else content
        text, tagged = without_tags(body)
        if tagged:
            published = header["published"] if header and header["published"] != "-" else None
            yield Reference(path.relative_to(folder.parent).as_posix(), text, None, tagged, published)


def without_tags(content: str) -> tuple[str, tuple[Tagged, ...]]:
    """The text without its tags, and what they say.

    >>> without_tags('Došla je <per n="Ana Kos">Ana Kos</per>.')
    ('Došla je Ana Kos.', (Tagged(tag='per', value='Ana Kos', start=9, end=16),))
    """
    text, last = "", 0
    tagged: list[Tagged] = []
    for match in _TAG.finditer(content):
        text += content[last : match.start()]
        tagged.append(Tagged(match["tag"], match["value"], len(text), len(text) + len(match["words"])))
        text += match["words"]
        last = match.end()
    return text + content[last:], tuple(tagged)
