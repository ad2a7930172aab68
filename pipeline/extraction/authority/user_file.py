"""Reading a user's authority file: the names that take precedence, with their variants, acronyms, types and ids."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import ZapisnikError
from pipeline.extraction.authority.csv_files import CsvError, Row, read_csv
from pipeline.extraction.organizations.lexicon import prefix_forms, territory_letters
from pipeline.language.folding import fold
from pipeline.language.script import to_latin
from pipeline.resources import read_table

REQUIRED = ("name",)
OPTIONAL = ("variants", "acronym", "type", "id")
#: columns that `zapisnik entities` writes beside these; they are left alone here
WRITTEN_BY_ENTITIES = (
    "variant_mentions", "documents", "mentions", "first_date", "last_date", "towns", "name_only", "aliases", "records",
)  # fmt: skip
_SEPARATOR = "|"
_MOST_TOLD = 10  # faults that a message names before it counts the rest
_LETTER = re.compile(r"[^\W\d_]")
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


class BadAuthorityFile(ZapisnikError):
    """An authority file is malformed; the message names file and line of every fault."""

    code = "bad-authority-file"


@dataclass(frozen=True, slots=True)
class Entry:
    """One organization or person of an authority file, in Latin script.

    Attributes:
        id: as the user has it, else made of the name (`Udruženje Plavi most` → `udruzenje-plavi-most`).
        name: what is filed, whatever form stands in the text.
        variants: other names in the nominative; an acronym among them unless it is that of a kind (`CSR`) or a canton.
        acronym: what is filed as the acronym, None to take the text's.
        type: what is filed as the type, None to take the text's.
        is_person: whether the type says that it is a person.
        line: where it stands in the file.
    """

    id: str
    name: str
    variants: tuple[str, ...]
    acronym: str | None
    type: str | None
    is_person: bool
    line: int

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its variants, each once."""
        return tuple(dict.fromkeys((self.name, *self.variants)))


@dataclass(frozen=True, slots=True)
class AuthorityFile:
    """An authority file: its entries, and the SHA-256 of its bytes for the provenance of records."""

    entries: tuple[Entry, ...]
    sha256: str


def read_authority(file: str | Path) -> AuthorityFile:
    """Read an authority file: CSV in UTF-8 with the columns `name`, `variants`, `acronym`, `type`, `id`; only `name` is needed.

    Several variants in a cell are separated by `|`. Columns of other names are left alone, so what `zapisnik entities` writes may
    be read here, and a user's own notes may stand beside.

    Raises:
        BadAuthorityFile: naming file and line of every fault, with what can be done.
    """
    path = Path(file)
    try:
        rows = read_csv(path, required=REQUIRED, known=(*OPTIONAL, *WRITTEN_BY_ENTITIES))
        content = path.read_bytes()
    except CsvError as error:
        raise BadAuthorityFile(str(error.args[0]), remedy=error.remedy) from error
    except OSError as error:
        raise BadAuthorityFile(f"{path} cannot be read ({error.strerror}).", remedy="Check the permissions.") from error
    entries: list[Entry] = []
    faults: list[str] = []
    seen: dict[str, Entry] = {}
    for row in rows:
        try:
            entry = _entry(row)
        except ValueError as error:
            faults.append(f"{row.where}: {error}")
            continue
        if entry.id in seen:
            own = "" if row["id"] else " (made of the name)"
            first = seen[entry.id].line
            faults.append(f"{row.where}: the id {entry.id!r}{own} stands in line {first} already. Give one of them another.")
            continue
        seen[entry.id] = entry
        entries.append(entry)
    if faults:
        more = f"\n… and {len(faults) - _MOST_TOLD} more" if len(faults) > _MOST_TOLD else ""
        raise BadAuthorityFile("\n".join(faults[:_MOST_TOLD]) + more)
    if not entries:
        raise BadAuthorityFile(f"{path} names nobody.", remedy="Add a line with a name under the names of the columns.")
    return AuthorityFile(tuple(entries), hashlib.sha256(content).hexdigest())


def _entry(row: Row) -> Entry:
    """The entry of a row.

    Raises:
        ValueError: saying what is wrong and what to do.
    """
    name = _tidy(row["name"])
    if not name:
        raise ValueError("the name is empty. Write it in the nominative, or remove the line.")
    acronym = _tidy(row["acronym"]) or None
    variants = [_tidy(variant) for variant in row["variants"].split(_SEPARATOR) if variant.strip()]
    kind = row["type"] or None
    is_person = kind is not None and fold(kind) in _person_types()
    if acronym and not is_person and not _is_common_acronym(acronym):
        variants.append(acronym)
    for variant in (name, *variants):
        if len(_LETTER.findall(variant)) < 2:
            raise ValueError(f"{variant!r} is no name: it has fewer than two letters. Correct or remove it.")
    identifier = row["id"] or _NOT_IN_AN_ID.sub("-", fold(name)).strip("-")
    if not identifier or len(identifier.split()) != 1:
        raise ValueError(f"the id {identifier!r} holds a blank. Write it without.")
    return Entry(identifier, name, tuple(dict.fromkeys(variants)), acronym, kind, is_person, row.line)


def _tidy(name: str) -> str:
    """The name in Latin script on one line, without the quotation marks that a record leaves out."""
    return " ".join(to_latin(name).translate(_QUOTATION_MARKS).split())


_QUOTATION_MARKS = str.maketrans("", "", '„“”‟«»"')


def _is_common_acronym(acronym: str) -> bool:
    """Letters that many organizations of a kind bear (`CSR`), or a canton."""
    return acronym in prefix_forms() or fold(acronym) in territory_letters()


@cache
def _person_types() -> Sequence[str]:
    rows = read_table("pipeline.extraction.authority", "person_types.tsv", ("type",))
    return [fold(row["type"]) for row in rows]
