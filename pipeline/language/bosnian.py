"""The spaCy language `bs`: `spacy.blank("bs")`."""

from __future__ import annotations

from spacy.attrs import LIKE_NUM
from spacy.language import BaseDefaults, Language
from spacy.util import load_config_from_str

from pipeline.language import tokenizer  # noqa: F401 - registers the factory that the configuration names
from pipeline.language.lex_attrs import like_num
from pipeline.resources import read_table

_CONFIG = """
[nlp]

[nlp.tokenizer]
@tokenizers = "zapisnik.ClasslaTokenizer.v1"
"""


class BosnianDefaults(BaseDefaults):
    """What every Bosnian pipeline starts with: classla's tokenizer, stop words, numerals."""

    config = load_config_from_str(_CONFIG)
    stop_words = {row["word"] for row in read_table("pipeline.language", "stop_words.tsv", ("word",))}  # noqa: RUF012 - declared so by spaCy
    lex_attr_getters = {LIKE_NUM: like_num}  # noqa: RUF012 - declared so by spaCy


class Bosnian(Language):
    """Bosnian, and as far as tokens and sentences go Croatian and Serbian in Latin script."""

    lang = "bs"
    Defaults = BosnianDefaults


__all__ = ["Bosnian"]
