"""The lexicon that goes with the model: lemmas that exist, and forms whose lemma the training data leave no doubt about.

The lemmas come from the training data and from hrLex and srLex (Ljubešić et al. 2016, *New Inflectional Lexicons and Training
Corpora*; Apache 2.0), as the package `spacy-lookups-data` (MIT) carries them.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files

from pipeline.errors import ZapisnikError
from pipeline.language.script import to_latin
from pipeline.training.data import Sentence

_FILES = ("hr_lemma_lookup.json.gz", "sr_lemma_lookup.json.gz")


class LexiconError(ZapisnikError):
    """The package that carries the lexicon is not there."""

    code = "no-lexicon"


def read_lookups() -> dict[str, str]:
    """Form to lemma, in Latin script; of several lemmas the lookup holds one.

    Raises:
        LexiconError: if `spacy-lookups-data` is not installed.
    """
    table: dict[str, str] = {}
    for name in _FILES:
        try:
            data = (files("spacy_lookups_data") / "data" / name).read_bytes()
        except (ModuleNotFoundError, FileNotFoundError) as error:
            raise LexiconError("The lexicon is not there.", remedy="pip install 'zapisnik[train]'") from error
        entries = json.loads(gzip.decompress(data))
        # all at once: transliteration looks at a whole text, and a million calls would take minutes
        forms = to_latin("\n".join(entries)).split("\n")
        lemmas = to_latin("\n".join(entries.values())).split("\n")
        for form, lemma in zip(forms, lemmas, strict=True):
            table.setdefault(form, lemma)
    return table


def known_lemmas(sentences: Iterable[Sentence], lookups: dict[str, str]) -> list[str]:
    """All lemmas, in lower case and sorted."""
    lemmas = {lemma.lower() for lemma in lookups.values()}
    lemmas |= {lemma.lower() for sentence in sentences for lemma in sentence.lemmas or ()}
    return sorted(lemma for lemma in lemmas if lemma.isalpha())


def certain_forms(sentences: Iterable[Sentence], *, least: int = 1, share: float = 0.9) -> dict[tuple[str, str], str]:
    """(form in lower case, tag) to the lemma that nearly all of its occurrences have."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag, lemma in zip(sentence.words, sentence.tags or (), sentence.lemmas or (), strict=False):
            if word.isalpha():
                counts[word.lower(), tag[1]][lemma] += 1
    result = {}
    for key, lemmas in counts.items():
        lemma, count = lemmas.most_common(1)[0]
        if count >= least and count >= share * lemmas.total():
            result[key] = lemma
    return result
