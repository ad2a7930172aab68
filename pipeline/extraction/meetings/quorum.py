"""Whether those present may decide: the words that say so."""

from __future__ import annotations

import re

from pipeline.extraction.meetings.sentences import Reading

_HEADS = r"(?:clan\w*|vijecni\w*|odborni\w*|poslani\w*|zastupni\w*|delega\w*|prisutn\w*|osob\w*)"
_QUORUM = re.compile(
    # `prisutno je 14 od 18 vijećnika`, `prisustvuje 21 vijećnik od ukupno 25`
    rf"\b(?:prisut\w+|nazoc\w+|prisustv\w+)(?: je| su)? (?:\w+ ){{0,2}}?\d{{1,4}}(?: {_HEADS})?,?"
    rf" od (?:\w+ ){{0,2}}?\d{{1,4}}(?: {_HEADS})?"
    # `od 212 članova prisustvovalo je 147`
    rf"|\bod (?:ukupno )?\d{{1,4}} {_HEADS},? (?:prisut\w+|prisustv\w+)(?: je| su)? (?:\w+ )?\d{{1,4}}"
    rf"|\b(?:ne )?postoji (?:potreb\w+ |natpolovic\w+ )?kvorum|\b(?:nema|nije bilo|nije postojao|nije postignut) kvorum\w*"
    rf"|\b(?:utvrden|postignut|potvrden) (?:je )?(?:potreb\w+ )?kvorum|\bkvorum (?:je )?(?:utvrden|postignut|postoji|ne postoji)"
    rf"|\b(?:cini|cine) (?:potreb\w+ )?kvorum|\bkvorum ?: ?\d{{1,4}}(?: ?/ ?| od )\d{{1,4}}"
)


def quorum(reading: Reading) -> str | None:
    """The words of a document that tell of the quorum, the first that give figures, else the first; None where none do."""
    found = list(_QUORUM.finditer(reading.folded))
    best = next((match for match in found if any(char.isdigit() for char in match.group())), found[0] if found else None)
    return reading.text[best.start() : best.end()] if best else None
