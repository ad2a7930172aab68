"""The spaCy components of a user's authority file: what is found first, then under whose names it is put."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.authority.matching import Matcher
from pipeline.extraction.authority.settling import settle_organizations, settle_participants
from pipeline.extraction.authority.user_file import read_authority
from pipeline.extraction.findings import Doubt
from pipeline.language import attributes as language_attributes
from pipeline.language.attributes import text_of


class AuthorityComponent:
    """Sets `doc._.authority`, and appends to `doc._.warnings` where several entries share a name."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher

    def __call__(self, doc: Doc) -> Doc:
        matches = self.matcher.find(text_of(doc), doc._.blocks or ())
        doc._.authority = matches
        doubts = [
            Doubt(
                "authority-ambiguous",
                f"{ambiguity.evidence.within(text_of(doc))} may be {' or '.join(entry.id for entry in ambiguity.entries)} of the "
                "authority file; it is filed as if it stood in none.",
            )
            for ambiguity in matches.ambiguous
        ]
        doc._.warnings = [*doc._.warnings, *doubts]
        return doc


class AuthorityOrganizationsComponent:
    """Sets `doc._.organizations` anew, with those of the authority file under their names."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.organizations = settle_organizations(text_of(doc), doc._.organizations, doc._.authority)
        return doc


class AuthorityParticipantsComponent:
    """Sets `doc._.participants` anew, with those of the authority file under their names."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.participants = settle_participants(doc._.participants, doc._.authority)
        return doc


def add_authority(nlp: Language, file: str) -> None:
    """Add the components of an authority file to a pipeline, each where it belongs.

    Raises:
        BadAuthorityFile: naming file and line of every fault.
    """
    nlp.add_pipe("zapisnik_authority", name="authority", before="organizations", config={"file": file})
    nlp.add_pipe("zapisnik_authority_organizations", name="authority_organizations", after="organizations")
    nlp.add_pipe("zapisnik_authority_participants", name="authority_participants", after="participants")


def _declare() -> None:
    language_attributes.declare()
    findings_attributes.declare()


@Language.factory("zapisnik_authority", assigns=["doc._.authority", "doc._.warnings"])
def create_authority(nlp: Language, name: str, file: str) -> AuthorityComponent:
    """Make the component `zapisnik_authority` of an authority file.

    Raises:
        BadAuthorityFile: naming file and line of every fault.
    """
    _declare()
    return AuthorityComponent(Matcher(read_authority(file)))


@Language.factory(
    "zapisnik_authority_organizations",
    requires=["doc._.authority", "doc._.organizations"],
    assigns=["doc._.organizations"],
)
def create_authority_organizations(nlp: Language, name: str) -> AuthorityOrganizationsComponent:
    """Make the component `zapisnik_authority_organizations`."""
    _declare()
    return AuthorityOrganizationsComponent()


@Language.factory(
    "zapisnik_authority_participants", requires=["doc._.authority", "doc._.participants"], assigns=["doc._.participants"]
)
def create_authority_participants(nlp: Language, name: str) -> AuthorityParticipantsComponent:
    """Make the component `zapisnik_authority_participants`."""
    _declare()
    return AuthorityParticipantsComponent()
