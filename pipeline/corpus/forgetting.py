"""Forgetting a person: every trace goes out of the database, and does not come back with the next update.

The name is remembered as a hash (HMAC-SHA256 with a salt of the database), so that records that hold it are cleaned as they come.
The hash keeps the name from being read off the file; whoever has the file and a list of names can still try them out, for
the salt
lies beside it.
"""

from __future__ import annotations

import hmac
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from pipeline.corpus import conflation
from pipeline.corpus.redaction import Person, cuts, normalized, person, redacted
from pipeline.errors import ZapisnikError

if TYPE_CHECKING:
    from pipeline.corpus.store import Store

MARK, CYRILLIC_MARK = "[izbrisano]", "[избрисано]"
_LONGEST_NAME = 3  # words of a name that is looked for by its hash


class NotForgotten(ZapisnikError):
    """A name that nobody can be found by."""

    code = "not-forgotten"


@dataclass(frozen=True, slots=True)
class Trace:
    """A document that holds a name.

    Attributes:
        document: `documents.id`; `uri`: of the record.
        listed: how many participants bear the name; `places`: how often it stands in the text.
    """

    document: int
    uri: str
    listed: int
    places: int


def traces(store: Store, name: str) -> list[Trace]:
    """The documents that hold a person's name, in the participants or in the text in any form.

    Raises:
        NotForgotten: the name is no first name and surname.
    """
    wanted = _wanted(name)
    phrase = '"' + " ".join(token.form for token in conflation.tokens(name)) + '"'
    from pipeline.corpus.search import matching_documents  # noqa: PLC0415 - it imports the store

    found = set(matching_documents(store, phrase))
    # the other way round as well: `Halilović Mirza`
    found |= set(matching_documents(store, '"' + " ".join(token.form for token in reversed(conflation.tokens(name))) + '"'))
    for document, bearer in store.connection.execute("SELECT document, name FROM participants WHERE kind = 'person'"):
        if _bears(bearer, name):
            found.add(document)
    result = []
    for document in sorted(found):
        record = next(store.records([document]))
        listed = [item for item in record["participants"] if item["kind"] == "person" and _bears(item["name"], name)]
        mentions = [(place["start"], place["end"], wanted) for item in listed for place in item["mentions"]]
        places = len(cuts(record["text"], [wanted], mentions=mentions))
        result.append(Trace(document, record["source"]["uri"], len(listed), places))
    return result


def forget(store: Store, name: str) -> list[Trace]:
    """Take a person out of all tables and indexes, and remember (as a hash) not to let them in again.

    Participants of that name go; in texts, titles and names of items `[izbrisano]` stands in their place. The database is written
    anew without what was removed, so that nothing is left in free pages or in its log.

    Returns:
        Where the name was.

    Raises:
        NotForgotten: the name is no first name and surname.
        StoreError: the database cannot be written.
    """
    found = traces(store, name)
    remember(store, name)
    for trace in found:
        record = next(store.records([trace.document]))
        store.replace(trace.document, erased(record, [name]), keep_hash=True)
    store.compact()
    return found


def erased(record: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    """A record without the persons of these names: no participants, no words of theirs."""
    persons: dict[str, Person] = {}
    wanted = [_wanted(name) for name in names]
    for item in record["participants"]:
        if item["kind"] == "person":
            bearer = next((each for name, each in zip(names, wanted, strict=True) if _bears(item["name"], name)), None)
            if bearer is not None:
                persons[item["id"]] = bearer
    made = redacted(record, persons, others=wanted)
    made["participants"] = [item for item in made["participants"] if item["id"] not in persons]
    for field in ("meetings", "conclusions", "upcoming_events"):
        for item in made[field]:
            for listed in ("participants", "responsible", "organizers"):
                if item.get(listed):
                    item[listed] = [other for other in item[listed] if other not in persons and other != MARK]
    return made


# --- names that must not come back


def remember(store: Store, name: str) -> None:
    """Keep the hash of a name."""
    digest = _hash(_salt(store.connection, create=True), _key(name))
    store.connection.execute("INSERT OR IGNORE INTO forgotten VALUES (?)", (digest,))


class Forgotten:
    """The names that must not come into a database again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._hashes = {bytes(row[0]) for row in connection.execute("SELECT hash FROM forgotten")}
        self._salt = _salt(connection, create=False)

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def cleaned(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """The record without forgotten names; itself where it holds none."""
        if not self._hashes:
            return record
        names = {item["name"] for item in record["participants"] if item["kind"] == "person" and self._is_one(item["name"])}
        for words, keys in _name_like(record["text"]):
            if _hash(self._salt, " ".join(sorted(keys))) in self._hashes:
                names.add(words)
        return erased(record, sorted(names)) if names else record

    def _is_one(self, name: str) -> bool:
        return _hash(self._salt, _key(name)) in self._hashes


def _key(name: str) -> str:
    """The keys of a name's words, in the order of the alphabet, for either may stand first."""
    words = []
    for token in conflation.tokens(name):
        own = conflation.folded_key(token.form)
        words.append(own if own in token.keys else token.keys[0])
    return " ".join(sorted(words))


def _name_like(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Two or three words in a row with capitals, with each choice of the keys that they may have."""
    tokens = conflation.tokens(text)
    for at in range(len(tokens)):
        for size in range(2, _LONGEST_NAME + 1):
            run = tokens[at : at + size]
            if len(run) < size or not all(text[token.start].isupper() for token in run):
                break
            words = text[run[0].start : run[-1].end]
            for keys in product(*(conflation.bare_keys(token.form) for token in run)):
                yield words, keys


def _salt(connection: sqlite3.Connection, *, create: bool) -> bytes:
    found = connection.execute("SELECT value FROM meta WHERE name = 'salt'").fetchone()
    if found is None and create:
        connection.execute("INSERT INTO meta VALUES ('salt', ?)", (secrets.token_hex(16),))
        found = connection.execute("SELECT value FROM meta WHERE name = 'salt'").fetchone()
    return bytes.fromhex(found[0]) if found else b""


def _hash(salt: bytes, name: str) -> bytes:
    return hmac.digest(salt, name.encode(), "sha256")


def _wanted(name: str) -> Person:
    words = [token for token in conflation.tokens(name) if len(token.form) > 1]
    made = person(name, MARK, CYRILLIC_MARK)
    if made is None or len(words) < 2:
        raise NotForgotten(f"{name!r} is no first name and surname.", remedy='Write the whole name: "Ime Prezime".')
    return made


def _bears(bearer: str, name: str) -> bool:
    """Whether a participant's name is this one: the same words, in any order."""
    return sorted(normalized(bearer).split()) == sorted(normalized(name).split())
