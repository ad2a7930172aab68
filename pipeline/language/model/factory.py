"""The spaCy component `zapisnik_model`: tags, lemmas and entities by one of the engines."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from pipeline.language.model.analysis import Annotator, Engine
from pipeline.language.model.lexicon import SHIPPED
from pipeline.language.model.tagger import Tagger, shipped


@Language.factory(
    "zapisnik_model",
    assigns=["token.pos", "token.tag", "token.morph", "token.lemma", "doc.ents"],
    default_config={"folder": None, "threads": 1},
)
def create_model(nlp: Language, name: str, folder: str | None, threads: int) -> Annotator:
    """Make the component with the model in `folder`, by default the one that ships with the package."""
    engine: Engine = shipped(threads) if folder is None or Path(folder) == SHIPPED else Tagger(Path(folder), threads=threads)
    return Annotator(nlp.vocab, engine)
