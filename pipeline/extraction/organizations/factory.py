"""The spaCy component `organizations`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.extraction import attributes as findings_attributes
from pipeline.extraction.organizations.finder import Recognized, find
from pipeline.language import attributes as language_attributes
from pipeline.language import morphology
from pipeline.language.attributes import text_of

# measured on reports that the model never saw: below these, what no rule knows is as often wrong as right
_SURE, _SURE_OF_ONE_WORD = 0.9, 0.99
_DECLINED = frozenset(["ADJ", "NOUN", "PROPN"])
_NAMED = frozenset(["NOUN", "PROPN"])


class OrganizationsComponent:
    """Sets `doc._.organizations`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.organizations = find(text_of(doc), doc._.folded, doc._.blocks or (), list(_recognized(doc)))
        return doc


def _recognized(doc: Doc) -> Iterator[Recognized]:
    """The organizations among `doc.ents` of which the engine is sure."""
    for span in doc.ents:
        one_word = len(span) == 1 and not span[0].is_upper
        if (
            span.label_ == "ORG"
            and doc._.entity_scores.get((span.start, span.end), 1.0) >= (_SURE_OF_ONE_WORD if one_word else _SURE)
            and not (one_word and span[0].pos_ not in _NAMED)
        ):
            yield Recognized(span.start_char, span.end_char, _nominative(span))


def _nominative(span: Span) -> str:
    """The name in the nominative: by the lexicon, where that knows its head, else by the lemmas of the words in its case."""
    case = next((token.morph.get("Case", []) for token in span if token.pos_ in _DECLINED), [])
    if not case or case == ["Nom"]:
        return span.text
    made = morphology.nominative_phrase(span.text, cases=frozenset([case[0].lower()]))
    if made != span.text:
        return made
    return "".join(_in_nominative(token, case) + token.whitespace_ for token in span).strip()


def _in_nominative(token: Token, case: list[str]) -> str:
    """The word in the nominative if it stands in the case of the name, else as it is."""
    if token.morph.get("Case", []) != case or token.pos_ not in _DECLINED:
        return token.text
    lemma = token.lemma_
    if token.pos_ == "ADJ":
        number, gender = (next(iter(token.morph.get(name, [])), "").lower() for name in ("Number", "Gender"))
        forms = morphology.adjective_forms(lemma).get(("nom", _NUMBERS.get(number, "sg"), gender[:1]), ())
        lemma = forms[0] if forms else token.text
    return lemma[:1].upper() + lemma[1:] if token.text[:1].isupper() else lemma


_NUMBERS = {"sing": "sg", "plur": "pl"}


@Language.factory("zapisnik_organizations", assigns=["doc._.organizations"])
def create_organizations(nlp: Language, name: str) -> OrganizationsComponent:
    language_attributes.declare()
    findings_attributes.declare()
    return OrganizationsComponent()
