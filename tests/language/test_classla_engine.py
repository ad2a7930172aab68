"""classla's models as an engine: every token has its analysis, whatever the text is and whatever classla says."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import pipeline
from pipeline.errors import ModelError
from pipeline.language import classla_engine
from pipeline.language.classla_engine import ClasslaEngine
from pipeline.language.model.analysis import Analysis

SENTENCE = "Ministarstvo pravde održalo je sastanak u Tuzli .".split()
UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
ODD = [
    "https://www.vlada.ba/sjednice?id=7&lang=bs#dnevni-red ured@vlada.ba",
    "Glasali smo 👍🏽 i 👨‍👩‍👧 .",
    "Sastanak " + "a" * 5000 + " je održan.",
    "_ __ | = <PAD> <UNK> # | a=b|c=d 1 2.3 ½ ² ٣ \u00ad \u200b",
    "Скупштина општине Љубиње одржала је сједницу.",
    "日本語 العربية ελληνικά",
    "\n\n \t \n",
    "",
    "Riječ\nriječ\n\nriječ",
    "start_char=3|end_char=9 MWT=Yes",
]


@pytest.fixture(scope="module")
def engine(tiny_models: Path) -> ClasslaEngine:
    return ClasslaEngine("hr", tiny_models)


@pytest.fixture(scope="module")
def ignorant(ignorant_models: Path) -> ClasslaEngine:
    return ClasslaEngine("hr", ignorant_models)


@pytest.fixture(scope="module")
def nlp(tiny_models: Path) -> Language:
    made = spacy.blank("bs")
    made.add_pipe("zapisnik_classla", config={"folder": str(tiny_models)})
    return made


@pytest.fixture(scope="module")
def ignorant_nlp(ignorant_models: Path) -> Language:
    made = spacy.blank("bs")
    made.add_pipe("zapisnik_classla", config={"folder": str(ignorant_models), "language": "hr"})
    return made


def assert_well_formed(words: list[str], analysis: Analysis) -> None:
    assert len(analysis.tags) == len(analysis.lemmas) == len(words)
    for upos, tag, features in analysis.tags:
        assert upos in UPOS
        assert tag
        assert "<" not in tag
        assert features == "_" or all(part.count("=") == 1 and "<" not in part for part in features.split("|"))
    end = 0
    for start, stop, label, _ in analysis.spans:
        assert end <= start < stop <= len(words)
        assert label in ("PER", "ORG", "LOC")
        end = stop


# --- what the models say


def test_tags_lemmas_and_entities_are_those_of_the_models(engine: ClasslaEngine) -> None:
    (analysis,) = engine.analyze([SENTENCE])
    assert analysis.tags[0] == ("NOUN", "Ncnsn", "Case=Nom|Gender=Neut|Number=Sing")
    assert analysis.tags[5:] == [
        ("ADP", "Sl", "Case=Loc"),
        ("PROPN", "Npfsl", "Case=Loc|Gender=Fem|Number=Sing"),
        ("PUNCT", "Z", "_"),
    ]
    assert analysis.lemmas == ["ministarstvo", "pravda", "održati", "biti", "sastanak", "u", "Tuzla", "."]
    assert analysis.spans == [(0, 2, "ORG", 1.0), (6, 7, "LOC", 1.0)]


def test_adjectives_of_persons_are_persons_and_other_names_are_none(engine: ClasslaEngine) -> None:
    (analysis,) = engine.analyze(["Azrina knjiga Most izašla je u Travniku .".split()])
    assert analysis.spans == [(0, 1, "PER", 1.0), (6, 7, "LOC", 1.0)]


def test_cyrillic_words_are_read_as_latin_ones(engine: ClasslaEngine) -> None:
    cyrillic = "Министарство правде одржало је састанак у Тузли .".split()
    assert engine.analyze([cyrillic]) == engine.analyze([SENTENCE])


def test_sentences_do_not_change_each_other_nor_their_order(engine: ClasslaEngine) -> None:
    other = "Azra Talić je otvorila sjednicu .".split()
    together = engine.analyze([SENTENCE, [], other, SENTENCE, []])
    assert [analysis.lemmas for analysis in together] == [
        engine.analyze([words])[0].lemmas for words in (SENTENCE, [], other, SENTENCE, [])
    ]
    assert together[0] == together[3]


def test_no_sentence_and_empty_sentences_have_no_analysis(engine: ClasslaEngine) -> None:
    assert engine.analyze([]) == []
    assert engine.analyze([[], []]) == [Analysis([], [], []), Analysis([], [], [])]


def test_result_is_the_same_every_time(engine: ClasslaEngine, tiny_models: Path) -> None:
    assert engine.analyze([SENTENCE]) == ClasslaEngine("hr", tiny_models).analyze([SENTENCE])


def test_provenance_names_classla_and_the_hash_of_each_model(engine: ClasslaEngine) -> None:
    assert engine.name == "classla"
    assert set(engine.models) == {"classla", "classla-hr-pretrain", "classla-hr-pos", "classla-hr-lemma", "classla-hr-ner"}
    assert all(len(version) == 64 for name, version in engine.models.items() if name != "classla")
    assert engine.models["classla"].split(".")[0].isdigit()


def test_threads_of_torch_are_as_before(engine: ClasslaEngine) -> None:
    import torch

    before = torch.get_num_threads(), torch.is_grad_enabled()
    engine.analyze([SENTENCE])
    assert (torch.get_num_threads(), torch.is_grad_enabled()) == before


# --- whatever it says


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("which", ["engine", "ignorant"])
def test_odd_words_keep_one_analysis_each(which: str, text: str, request: pytest.FixtureRequest) -> None:
    words = text.split()
    (analysis,) = request.getfixturevalue(which).analyze([words])
    assert_well_formed(words, analysis)


@pytest.mark.parametrize("which", ["engine", "ignorant"])
def test_words_that_no_tokenizer_makes_keep_one_analysis_each(which: str, request: pytest.FixtureRequest) -> None:
    words = ["", " ", "a b", "\n", "\x00", "\ud800"]
    (analysis,) = request.getfixturevalue(which).analyze([words])
    assert_well_formed(words, analysis)


@pytest.mark.parametrize("word", ["2023.", "12/08", "...", "👍", "%", "a" * 5000], ids=lambda word: word[:8])
def test_signs_numbers_and_endless_words_are_their_own_lemma(ignorant: ClasslaEngine, word: str) -> None:
    assert ignorant.analyze([[word]])[0].lemmas == [word]


@pytest.mark.parametrize("said", [None, "", " ", "a b", "<PAD>", "sa<UNK>ak", "<EOS>"])
def test_lemma_that_cannot_be_one_is_the_word(said: str | None) -> None:
    assert classla_engine._lemma("sastanaka", said) == "sastanaka"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("NOUN", "Ncmsn", "Case=Nom|Number=Sing"), ("NOUN", "Ncmsn", "Case=Nom|Number=Sing")),
        ((None, None, None), ("X", "X", "_")),
        (("<PAD>", "<UNK>", "<EMPTY>"), ("X", "X", "_")),
        (("CONJ", "Cc", "Case=<PAD>|Number=Sing"), ("X", "Cc", "Number=Sing")),
    ],
)
def test_tags_that_are_none_are_x(said: tuple[str | None, ...], kept: tuple[str, str, str]) -> None:
    assert classla_engine._tags(*said) == kept


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("", []),
        ("O O", []),
        ("B-PER I-PER O B-ORG", [(0, 2, "PER"), (3, 4, "ORG")]),
        ("B-LOC B-LOC", [(0, 1, "LOC"), (1, 2, "LOC")]),
        ("I-LOC I-LOC", [(0, 2, "LOC")]),
        ("B-ORG I-LOC I-LOC", [(0, 1, "ORG"), (1, 3, "LOC")]),
        ("B-MISC I-MISC B-PER", [(2, 3, "PER")]),
        ("B-ORG I-MISC I-ORG", [(0, 1, "ORG"), (2, 3, "ORG")]),
        ("B-DERIV-PER O", [(0, 1, "PER")]),
        ("b-per i-per", [(0, 2, "PER")]),
        ("B-ORG I-ORG E-ORG S-LOC S-LOC I-LOC", [(0, 3, "ORG"), (3, 4, "LOC"), (4, 5, "LOC"), (5, 6, "LOC")]),
        ("<PAD> B- -PER B-EVENT X-PER _", []),
    ],
)
def test_labels_become_entities(labels: str, spans: list[tuple[int, int, str]]) -> None:
    assert classla_engine._spans(labels.split()) == spans
    assert classla_engine._spans([None, *labels.split()]) == [(start + 1, end + 1, label) for start, end, label in spans]


@pytest.mark.parametrize("said", [[], [1, 1], [1, 2, 1], [1, 0, 1]], ids=str)
def test_sentence_that_classla_cut_otherwise_is_left_untold(
    engine: ClasslaEngine, said: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = SimpleNamespace(upos="NOUN", xpos="Nc", feats=None, lemma="most")
    sentence = SimpleNamespace(tokens=[SimpleNamespace(words=[reading] * count, ner="B-LOC") for count in said])
    monkeypatch.setattr(engine, "_pipeline", lambda given: SimpleNamespace(sentences=[sentence] if said else []))
    assert engine.analyze([["Stari", "most", "Мостар"]]) == [Analysis([("X", "X", "_")] * 3, ["Stari", "most", "Mostar"], [])]


def test_error_of_classla_is_told_with_a_remedy(engine: ClasslaEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(given: Any) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(engine, "_pipeline", fail)
    with pytest.raises(ModelError, match=r"classla failed \(RuntimeError: out of memory\)\. .*--engine rules"):
        engine.analyze([SENTENCE])


# --- the Doc


def test_component_annotates_the_doc(nlp: Language) -> None:
    doc = nlp("Ministarstvo pravde održalo je sastanak u Tuzli.\nAzra Talić je otvorila sjednicu.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Ministarstvo pravde", "ORG"), ("Tuzli", "LOC"), ("Azra Talić", "PER"),
    ]  # fmt: skip
    assert (doc[0].pos_, doc[0].tag_, doc[0].lemma_, str(doc[0].morph)) == (
        "NOUN", "Ncnsn", "ministarstvo", "Case=Nom|Gender=Neut|Number=Sing",
    )  # fmt: skip
    assert doc._.engine[0] == "classla"


def assert_aligned(doc: Doc, text: str) -> None:
    assert doc.text == text
    for token in doc:
        assert token.pos_
        assert token.lemma_
        assert token.is_space == (token.pos_ == "SPACE")
    assert all(0 <= ent.start < ent.end <= len(doc) and ent.label_ in ("PER", "ORG", "LOC") for ent in doc.ents)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_keep_their_tokens(nlp: Language, ignorant_nlp: Language, text: str) -> None:
    plain = [token.text for token in spacy.blank("bs")(text)]
    for pipe in (nlp, ignorant_nlp):
        doc = pipe(text)
        assert_aligned(doc, text)
        assert [token.text for token in doc] == plain


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_keeps_its_tokens(ignorant_nlp: Language, text: str) -> None:
    assert_aligned(ignorant_nlp(text), text)


def test_models_are_loaded_once_in_a_process(nlp: Language, tiny_models: Path) -> None:
    again = spacy.blank("bs")
    again.add_pipe("zapisnik_classla", config={"folder": str(tiny_models), "language": "hr"})
    assert again.get_pipe("zapisnik_classla").engine is nlp.get_pipe("zapisnik_classla").engine


def test_engine_goes_through_pickle_without_its_weights(engine: ClasslaEngine) -> None:
    packed = pickle.dumps(engine)
    assert len(packed) < 1000
    assert pickle.loads(packed).analyze([SENTENCE]) == engine.analyze([SENTENCE])


# --- which models


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty home, without variables that lead elsewhere."""
    for name in ("ZAPISNIK_MODELS", "XDG_DATA_HOME", "CLASSLA_RESOURCES_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def test_front_door_reads_with_the_models_that_the_variable_names(
    tiny_models: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZAPISNIK_MODELS", str(tiny_models))
    doc = pipeline.load("classla")("Azra Talić je otvorila sjednicu u Tuzli.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Azra Talić", "PER"), ("Tuzli", "LOC")]


def test_bosnian_is_read_by_the_croatian_models_and_serbian_by_its_own(tiny_models: Path, tmp_path: Path) -> None:
    assert ClasslaEngine("bs", tiny_models).language == "hr"
    with pytest.raises(ModelError, match=r"models for 'sr' are not in .*sr/pos/standard\.pt"):
        ClasslaEngine("sr", tiny_models)
    from tiny_classla_models import write_resources

    shutil.copytree(tiny_models / "hr", tmp_path / "sr")
    write_resources(tmp_path, "sr")
    assert "classla-sr-pos" in ClasslaEngine("sr", tmp_path).models


def test_unknown_language_is_an_error() -> None:
    with pytest.raises(ModelError, match=r"no classla models for 'de'\. Choose one of bs, hr, sr"):
        ClasslaEngine("de")


def test_missing_models_name_the_folder_and_the_command(home: Path) -> None:
    with pytest.raises(ModelError) as caught:
        spacy.blank("bs").add_pipe("zapisnik_classla")
    assert str(home) in str(caught.value)
    assert "zapisnik models download --language hr" in str(caught.value)
    assert "ZAPISNIK_MODELS" in str(caught.value)


@pytest.mark.parametrize("task", ["pretrain", "pos", "lemma", "ner"])
def test_damaged_model_names_the_folder_and_the_remedy(tiny_models: Path, tmp_path: Path, task: str) -> None:
    shutil.copytree(tiny_models, tmp_path / "models")
    (tmp_path / "models" / "hr" / task / "standard.pt").write_bytes(b"<html>404</html>")
    with pytest.raises(ModelError, match=r"cannot be loaded .*zapisnik models check --language hr") as caught:
        ClasslaEngine("hr", tmp_path / "models")
    assert str(tmp_path) in str(caught.value)
    assert caught.value.code == "no-model"


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"hr": {}}'], ids=repr)
def test_damaged_list_of_models_is_an_error(tiny_models: Path, tmp_path: Path, content: bytes) -> None:
    shutil.copytree(tiny_models, tmp_path / "models")
    (tmp_path / "models" / "resources.json").write_bytes(content)
    with pytest.raises(ModelError, match="cannot be loaded"):
        ClasslaEngine("hr", tmp_path / "models")
