"""The files that entities are kept in: CSV for people, JSON Lines for programs, and the list of what is unsure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.authority.decisions import undecided
from pipeline.authority.entities import Entities, Entity, Pair
from pipeline.authority.identifiers import Known
from pipeline.errors import ZapisnikError
from pipeline.writing import write_atomically

ENTITIES_CSV = "entities.csv"
ENTITIES_JSONL = "entities.jsonl"
UNSURE_CSV = "unsure.csv"
#: between the values of one cell
SEPARATOR = "|"

COLUMNS = (
    "id", "name", "acronym", "type", "variants", "variant_mentions", "documents", "mentions", "first_date", "last_date", "towns",
    "name_only", "aliases", "records",
)  # fmt: skip
UNSURE_COLUMNS = ("decision", "kind", "id_a", "name_a", "id_b", "name_b", "score", "reason", "evidence_a", "evidence_b")


class EntitiesNotWritten(ZapisnikError):
    """A file of entities cannot be written."""

    code = "not-written"


class BadEntities(ZapisnikError):
    """The entities of an earlier run cannot be read, so that ids could not be kept."""

    code = "bad-entities"


class DecisionsWouldBeLost(ZapisnikError):
    """`unsure.csv` holds decisions and would be written anew."""

    code = "decisions-would-be-lost"


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a run."""

    entities_csv: Path
    entities_jsonl: Path
    unsure_csv: Path


def read_known(folder: Path) -> list[Known]:
    """The entities of an earlier run in a folder, without any where none was.

    Raises:
        BadEntities: if they are malformed, naming file and line.
    """
    file = folder / ENTITIES_JSONL
    if not file.exists():
        return []
    found: list[Known] = []
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    entity = json.loads(line)
                    found.append(Known(str(entity["id"]), frozenset(map(str, entity["aliases"])), int(entity["documents"])))
                except (ValueError, TypeError, KeyError) as error:
                    raise BadEntities(
                        f"{file}:{number}: this is no entity.", remedy="Take the file away; ids are made anew then."
                    ) from error
    except OSError as error:
        raise BadEntities(f"{file} cannot be read ({error.strerror}).", remedy="Check the permissions.") from error
    return found


def check_unsure(folder: Path) -> None:
    """Refuse to go on where decisions would be lost.

    Raises:
        DecisionsWouldBeLost: if the `unsure.csv` of the folder has been filled in.
    """
    file = folder / UNSURE_CSV
    if not undecided(file):
        raise DecisionsWouldBeLost(
            f"{file} holds decisions and would be written anew.",
            remedy="Rename it (to decisions.csv, say) and give it with --decisions.",
        )


def write(entities: Entities, folder: Path) -> Written:
    """Write entities and doubts; each file is written whole or not at all.

    Raises:
        DecisionsWouldBeLost: if the `unsure.csv` of the folder has been filled in.
        EntitiesNotWritten: if a file cannot be written.
    """
    check_unsure(folder)
    written = Written(folder / ENTITIES_CSV, folder / ENTITIES_JSONL, folder / UNSURE_CSV)
    contents = (
        (written.unsure_csv, unsure_csv(entities.unsure)),
        (written.entities_csv, entities_csv(entities.entities)),
        (written.entities_jsonl, entities_jsonl(entities.entities)),
    )
    for file, content in contents:
        try:
            write_atomically(file, content.encode("utf-8", errors="replace"))
        except OSError as error:
            raise EntitiesNotWritten(
                f"{file} cannot be written ({error.strerror or error}).", remedy="Make room, or choose another folder with --out."
            ) from error
    return written


def to_dict(entity: Entity) -> dict[str, object]:
    """An entity as it stands in the JSON Lines."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "acronym": entity.acronym,
        "type": entity.type,
        "variants": _named(entity.variants, "mentions"),
        "documents": entity.documents,
        "mentions": entity.mentions,
        "first_date": entity.first_date,
        "last_date": entity.last_date,
        "towns": _named(entity.towns, "documents"),
        "name_only": entity.name_only,
        "aliases": list(entity.aliases),
        "records": list(entity.records),
    }


def _named(counts: Mapping[str, int], what: str) -> list[dict[str, object]]:
    return [{"name": name, what: count} for name, count in counts.items()]


def entities_jsonl(entities: Iterable[Entity]) -> str:
    """One JSON object a line, fields in a fixed order."""
    return "".join(f"{json.dumps(to_dict(entity), ensure_ascii=False)}\n" for entity in entities)


def entities_csv(entities: Iterable[Entity]) -> str:
    """CSV in UTF-8 (RFC 4180, lines end in LF); several values in one cell are joined by `|`."""
    rows = (
        (
            entity.id,
            entity.name,
            entity.acronym or "",
            entity.type or "",
            _cell(entity.variants),
            _cell(map(str, entity.variants.values())),
            entity.documents,
            entity.mentions,
            entity.first_date or "",
            entity.last_date or "",
            _cell(entity.towns),
            "yes" if entity.name_only else "",
            _cell(entity.aliases),
            _cell(entity.records),
        )
        for entity in entities
    )
    return _csv(COLUMNS, rows)


def unsure_csv(pairs: Iterable[Pair]) -> str:
    """The pairs for a person to decide, with an empty column `decision`."""
    rows = (
        (
            "",
            pair.kind,
            pair.one.id,
            pair.one.name,
            pair.other.id,
            pair.other.name,
            f"{pair.score:.2f}",
            pair.reason,
            *pair.evidence,
        )
        for pair in pairs
    )
    return _csv(UNSURE_COLUMNS, rows)


def _cell(values: Iterable[str]) -> str:
    return SEPARATOR.join(value.replace(SEPARATOR, "/") for value in values)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return made.getvalue()
