"""The shipped model: whole, deterministic, right on plain sentences; what is missing or damaged is named."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ModelError
from pipeline.language.model.lexicon import SHIPPED, read_lexicon, write_lexicon
from pipeline.language.model.tagger import FILES, Tagger, shipped
from pipeline.training.vocabulary import _CYRILLIC, _FOREIGN, _LETTERS, _SIGNS


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return shipped()


def test_every_file_is_the_one_that_the_manifest_names() -> None:
    manifest = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["sha256"]) == {*FILES, "MODEL_CARD.md"}
    for name, digest in manifest["sha256"].items():
        assert sha256((SHIPPED / name).read_bytes()).hexdigest() == digest, name


def test_the_model_is_no_larger_than_promised() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) <= 60e6


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path, name: str) -> None:
    for file in (*FILES, "manifest.json"):
        if file != name:
            (tmp_path / file).write_bytes((SHIPPED / file).read_bytes() if file != "encoder.onnx" else b"")
    with pytest.raises(ModelError, match=name) as caught:
        Tagger(tmp_path)
    assert "--engine rules" in caught.value.remedy


@pytest.mark.parametrize("name", ["encoder.onnx", "lexicon.tsv.gz", "pieces.json", "labels.json", "manifest.json"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "model")
    path = tmp_path / "model" / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ModelError, match=name):
        Tagger(tmp_path / "model")


def test_no_letter_digit_or_sign_of_a_report_is_unknown(tagger: Tagger) -> None:
    from pipeline.language.model.pieces import UNKNOWN

    unknown = [sign for sign in _LETTERS + _CYRILLIC + _FOREIGN + _SIGNS if UNKNOWN in tagger.pieces(sign)]
    assert unknown == []


SENTENCES = [
    "Sa [PER Mevludinom Joldićem] razgovarali su predstavnici [ORG Općine Kalesija] .",
    "Direktorica [ORG Doma zdravlja Zenica] [PER Amra Begić] boravila je u [LOC Mostaru] .",
    "[ORG Ministarstvo prosvjete Republike Srpske] pozvalo je [PER Milana Kovača] u [LOC Banjaluku] .",
    "[PER Ivana Marić] iz [LOC Livna] obratila se [ORG Vijeću ministara BiH] .",
]


def unmarked(marked: str) -> tuple[list[str], list[tuple[int, int, str]]]:
    """The words without brackets, and the intervals that the brackets mark."""
    words: list[str] = []
    spans: list[tuple[int, int, str]] = []
    for part in marked.replace("[", "\n[").replace("]", "]\n").split("\n"):
        label, _, inner = part.strip("[] ").partition(" ") if part.startswith("[") else ("", "", part.strip())
        start = len(words)
        words += inner.split()
        if label:
            spans.append((start, len(words), label))
    return words, spans


@pytest.mark.parametrize("marked", SENTENCES)
def test_plain_names_are_found(tagger: Tagger, marked: str) -> None:
    words, expected = unmarked(marked)
    (analysis,) = tagger.analyze([words])
    assert [span[:3] for span in analysis.spans if span[2] in ("PER", "ORG", "LOC")] == expected


def test_cyrillic_is_analyzed_as_latin_is(tagger: Tagger) -> None:
    texts = ("Sastanak je održan u Bijeljini .", "Састанак је одржан у Бијељини .")
    latin, cyrillic = tagger.analyze([text.split() for text in texts])
    assert latin == cyrillic


LEMMAS = [
    ("Zaključci oporavka privrede", "zaključak oporavak privreda"),
    ("O oporavkom pogođenim područjima", "o oporavak pogoditi područje"),
    ("Na sastancima sa načelnicima", "na sastanak sa načelnik"),
    ("Tuzlanskom kantonu", "tuzlanski kanton"),
    ("Članovi odbora su prisustvovali sjednici", "član odbor biti prisustvovati sjednica"),
    ("Ministrica je posjetila djecu", "ministrica biti posjetiti dijete"),
    ("Prijedlozi vijećnika usvojeni su jednoglasno", "prijedlog vijećnik usvojiti biti jednoglasno"),
    ("Ljudi iz udruženja došli su s roditeljima", "čovjek iz udruženje doći biti s roditelj"),
]


def test_lemmas_of_plain_sentences_are_right(tagger: Tagger) -> None:
    right = total = 0
    misses = []
    for text, lemmas in LEMMAS:
        (analysis,) = tagger.analyze([text.split()])
        for word, lemma, expected in zip(text.split(), analysis.lemmas, lemmas.split(), strict=True):
            total += 1
            right += lemma == expected
            if lemma != expected:
                misses.append(f"{word}: {lemma}, not {expected}")
    assert right / total >= 0.9, misses


def test_a_long_sentence_is_analyzed_whole_and_as_well_as_its_part(tagger: Tagger) -> None:
    part = ["Predsjednik", "Amir", "Kurtić", "je", "u", "Tuzli", "otvorio", "sjednicu", ",", "a", "zatim", "je"]
    (analysis,) = tagger.analyze([part * 80])
    assert len(analysis.tags) == len(analysis.lemmas) == len(part) * 80
    names = [span for span in analysis.spans if span[2] == "PER"]
    assert len(names) == 80


def test_the_same_text_gives_the_same_scores_again(tagger: Tagger) -> None:
    words = "Odluku je donijelo Općinsko vijeće Jajce .".split()
    together = tagger.scores([words, words])
    assert np.array_equal(together[0], together[1])
    assert np.array_equal(tagger.scores([words])[0], tagger.scores([words])[0])
    assert np.array_equal(Tagger().scores([words])[0], tagger.scores([words])[0])


def test_the_scores_of_a_sentence_do_not_depend_on_those_beside_it(tagger: Tagger) -> None:
    sentences = [words for words, _ in map(unmarked, SENTENCES)] + [text.split() for text, _ in LEMMAS] + [["Da", "."] * 60]
    together = tagger.scores(sentences)
    for words, scores in zip(sentences, together, strict=True):
        assert np.array_equal(tagger.scores([words])[0], scores), words


def test_what_is_said_again_is_computed_once(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[int] = []
    run = Tagger._run
    monkeypatch.setattr(Tagger, "_run", lambda self, groups: (computed.append(len(groups)), run(self, groups))[1])
    one, other = "Dnevni red je usvojen .".split(), "Dnevni red je dopunjen .".split()
    (alone,) = tagger.analyze([one])
    computed.clear()
    analyses = tagger.analyze([one, other, one, one])
    assert sum(computed) == 2
    assert [analyses[0], *analyses[2:]] == [alone] * 3
    computed.clear()
    tagger.analyze([["a", ","] * 500] * 8)
    assert sum(computed) < 10


def test_scores_are_held_for_a_portion_of_the_words_at_a_time(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [words for words, _ in map(unmarked, SENTENCES)] + [[], ["Da", "."] * 30] + [text.split() for text, _ in LEMMAS]
    whole = tagger.analyze(sentences)
    sizes: list[int] = []
    scores = Tagger._scores
    monkeypatch.setattr("pipeline.language.model.tagger._AT_ONCE", 20)
    monkeypatch.setattr(Tagger, "_scores", lambda self, given: (sizes.append(sum(map(len, given))), scores(self, given))[1])
    assert tagger.analyze(sentences) == whole
    assert sum(sizes) == sum(map(len, sentences))
    assert all(size <= 20 or size == 60 for size in sizes)  # one sentence is not parted


def test_any_number_of_threads_gives_the_same_scores(tagger: Tagger) -> None:
    sentences = [text.split() for text, _ in LEMMAS]
    for one, two in zip(tagger.scores(sentences), Tagger(threads=2).scores(sentences), strict=True):
        assert np.array_equal(one, two)


def test_a_graph_of_another_version_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.language.model.tagger._INPUTS", {"pieces", "mask"})
    with pytest.raises(ModelError, match="another version") as caught:
        Tagger()
    assert "--export-only" in caught.value.remedy


def test_nothing_gives_nothing(tagger: Tagger) -> None:
    assert tagger.analyze([]) == []
    (analysis,) = tagger.analyze([[]])
    assert (analysis.tags, analysis.lemmas, analysis.spans) == ([], [], [])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=40), max_size=30))
def test_any_words_get_a_tag_and_a_lemma_each(words: list[str]) -> None:
    (analysis,) = shipped().analyze([words])
    assert len(analysis.tags) == len(analysis.lemmas) == len(words)
    assert all(0 <= start < end <= len(words) and 0 <= score <= 1 for start, end, _, score in analysis.spans)
    assert all(a[1] <= b[0] for a, b in zip(analysis.spans, analysis.spans[1:], strict=False))


def test_a_lexicon_is_read_as_it_was_written(tmp_path: Path) -> None:
    lemmas, forms = ["rok", "sastanak"], {("ljudi", "Ncmpn"): "čovjek"}
    write_lexicon(tmp_path / "one.gz", lemmas, forms)
    write_lexicon(tmp_path / "two.gz", lemmas[::-1], forms)
    assert read_lexicon(tmp_path / "one.gz") == (frozenset(lemmas), forms)
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()
