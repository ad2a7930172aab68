"""Pseudonyms: persons' names replaced by codes, the same code for the same name wherever it stands.

A code is made of the name by a keyed hash (HMAC-SHA256, RFC 2104) with a key that only the user has. Whoever has records but not
the key cannot tell whom a code means, nor try out names; whoever has the key can make the code of a name again.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.corpus.redaction import Person, normalized, person, redacted
from pipeline.errors import ZapisnikError

_BYTES = 32
_HEADER = "zapisnik pseudonym key\n"
_LETTERS = 8  # of a code: 40 bits, so that a million names hardly ever share one
_LATIN, _CYRILLIC = "Osoba", "Особа"


class KeyFileError(ZapisnikError):
    """A key that cannot be read or made."""

    code = "key-file"


@dataclass(frozen=True, slots=True)
class Key:
    """A secret of 32 bytes."""

    secret: bytes

    def __repr__(self) -> str:
        return "Key(…)"


def read_key(path: str | Path, *, create: bool = False) -> Key:
    """Read a key file; with `create` make it where there is none, for its owner alone to read.

    Raises:
        KeyFileError: it is no key, cannot be read, or cannot be made.
    """
    place = Path(path)
    try:
        if create and not place.exists():
            place.touch(mode=0o600, exist_ok=False)
            place.write_text(f"{_HEADER}{secrets.token_hex(_BYTES)}\n", encoding="ascii")
        content = place.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise KeyFileError(
            f"{place} cannot be read as a key ({reason}).", remedy="Name a key file, or a new one to be made."
        ) from error
    lines = content.split()
    try:
        secret = bytes.fromhex(lines[-1]) if content.startswith(_HEADER) else b""
    except (ValueError, IndexError):
        secret = b""
    if len(secret) != _BYTES:
        raise KeyFileError(f"{place} is no key of zapisnik.", remedy="Name another file; a new one is made where there is none.")
    return Key(secret)


@lru_cache(maxsize=65536)
def code(name: str, key: Key) -> str:
    """The code of a name in the nominative, eight letters and digits; case, script and diacritics of the name do not matter."""
    digest = hmac.digest(key.secret, normalized(name).encode(), "sha256")
    return base64.b32encode(digest)[:_LETTERS].decode()


def pseudonym(name: str, key: Key) -> str:
    """What stands in the place of a name: `Osoba K7QMD2LX`."""
    return f"{_LATIN} {code(name, key)}"


def pseudonymize(record: Mapping[str, Any], key: Key) -> dict[str, Any]:
    """The record with codes in place of the persons that it lists, in fields, text and evidence; offsets stay right.

    Replaced are all forms of the names that stand in the text, also surnames and first names alone, possessives, initials.
    Names of
    organizations stay, also where they hold a person's name; so do persons whom the record does not list. `record_id` and
    `sha256` stay, by which somebody who has the document can find its record.
    """
    persons: dict[str, Person] = {}
    for item in record["participants"]:
        if item["kind"] == "person":
            of = _person(item["name"], key)
            if of is not None:
                persons[item["id"]] = of
    author = record["source"].get("author")
    made = redacted(record, persons, others=[of] if author and (of := _person(author, key)) is not None else [])
    return made


def _person(name: str, key: Key) -> Person | None:
    of = code(name, key)
    return person(name, f"{_LATIN} {of}", f"{_CYRILLIC} {of}")
