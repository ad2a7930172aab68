"""Custom attributes of the Doc that the language room sets."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.language.folding import fold


def text_of(doc: Doc) -> str:
    """`doc.text`, put together once: spaCy joins the tokens anew at every call."""
    cached = doc.user_data.get("zapisnik.text")
    if cached is None:
        cached = doc.user_data["zapisnik.text"] = doc.text
    return cached


def _folded(doc: Doc) -> str:
    cached = doc.user_data.get("zapisnik.folded")
    if cached is None:
        cached = doc.user_data["zapisnik.folded"] = fold(text_of(doc))
    return cached


def declare() -> None:
    """Declare the attributes; calling it twice does no harm."""
    if not Doc.has_extension("folded"):
        Doc.set_extension("folded", getter=_folded)
        Doc.set_extension("blocks", default=None)
        Doc.set_extension("engine", default=None)
        Doc.set_extension("entity_scores", default={})
        Doc.set_extension("published", default=None)
        Doc.set_extension("published_hint", default=None)  # from the metadata: less to be trusted than the text
        Doc.set_extension("published_hinted", default=False)
        Doc.set_extension("warnings", default=[])
