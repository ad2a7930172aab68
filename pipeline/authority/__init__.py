"""The authority room: the organizations and persons of many records, each once, with ids that stay.

>>> from pipeline import authority
>>> entities = authority.merge(["outputs"])
>>> authority.write(entities, Path("entities"))  # doctest: +SKIP
"""

from __future__ import annotations

from pipeline.authority.decisions import BadDecisions, Decision, read_decisions
from pipeline.authority.entities import Entities, Entity, Pair, merge
from pipeline.authority.identifiers import Known
from pipeline.authority.writing import (
    BadEntities,
    DecisionsWouldBeLost,
    EntitiesNotWritten,
    Written,
    check_unsure,
    read_known,
    write,
)
from pipeline.records.files import NoRecords

__all__ = [
    "BadDecisions",
    "BadEntities",
    "Decision",
    "DecisionsWouldBeLost",
    "Entities",
    "EntitiesNotWritten",
    "Entity",
    "Known",
    "NoRecords",
    "Pair",
    "Written",
    "check_unsure",
    "merge",
    "read_decisions",
    "read_known",
    "write",
]
