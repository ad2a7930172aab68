"""Custom attributes of the Doc that the extraction room sets; see `docs/architecture.md`."""

from __future__ import annotations

from spacy.tokens import Doc

FINDINGS = ("dates", "organizations", "participants", "meetings", "conclusions", "upcoming_events")


def declare() -> None:
    """Declare the attributes; calling it twice does no harm."""
    for name in FINDINGS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    if not Doc.has_extension("authority"):  # where names of a user's authority file stand; None where there is no such file
        Doc.set_extension("authority", default=None)
