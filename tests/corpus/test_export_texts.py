"""CoNLL-U, TEI and DocBin, read by conllu, lxml and spaCy: texts and offsets are those of the record."""

from __future__ import annotations

import importlib.util
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from lxml import etree
from record_making import organization, place, record, records
from spacy.tokens import DocBin

from pipeline.corpus import exports
from pipeline.corpus.exports import conllu as writer
from pipeline.corpus.exports import docbin, tei
from pipeline.language.reading_text import read

RULES = exports.Options(engine="rules")
TEI = "{http://www.tei-c.org/ns/1.0}"
LENIENT = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# --- CoNLL-U


def unescaped(words: str) -> str:
    meant = {"s": " ", "t": "\t", "n": "\n", "r": "\r", "p": "|", "\\": "\\"}
    return re.sub(r"\\(.)", lambda match: meant[match[1]], words)


def sentences(written: str) -> Any:
    return pytest.importorskip("conllu").parse(written)


def test_samples_have_lemmas_tags_and_entities(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    exports.export(samples[:2], "conllu", tmp_path / "a.conllu")
    read_back = sentences((tmp_path / "a.conllu").read_text(encoding="utf-8"))
    assert [s.metadata["newdoc id"] for s in read_back if "newdoc id" in s.metadata] == [r["record_id"] for r in samples[:2]]
    assert len({s.metadata["sent_id"] for s in read_back}) == len(read_back) > 20
    tokens = [token for sentence in read_back for token in sentence]
    assert all(token["lemma"] != "_" and token["upos"] != "_" for token in tokens)
    assert any(token["feats"] and token["feats"].get("Case") == "Gen" for token in tokens)
    assert {"B-ORG", "I-ORG", "B-PER"} <= {token["misc"]["NER"] for token in tokens}


def test_items_of_the_record_stand_at_their_tokens(made: dict[str, Any]) -> None:
    nlp = writer.analyzer("rules")
    tokens = [token for sentence in sentences(writer.document(made, nlp)) for token in sentence]
    tagged = [token["form"] for token in tokens if "o1" in ((token["misc"] or {}).get("Item") or "")]
    assert tagged == ["Udruženje", "„", "Vir", "“", "Vir"]
    (ana,) = (token for token in tokens if token["form"] == "Anu")
    assert ana["misc"]["Item"] == "B-p1"


def test_cyrillic_and_split_words_lead_to_the_original() -> None:
    text = "Састанак је одр-\nжан у Брчком."
    made = record(text, organizations=[organization(1, "Brčko", place(text, "Брчком"))])
    tokens = [t for s in sentences(writer.document(made, writer.analyzer("rules"))) for t in s]
    assert [t["form"] for t in tokens] == ["Sastanak", "je", "održan", "u", "Brčkom", "."]
    assert unescaped(tokens[2]["misc"]["Orig"]) == "одр-\nжан" and tokens[4]["misc"]["Item"] == "B-o1"


@LENIENT
@given(records())
def test_offsets_lead_to_the_record_and_texts_fit_together(record: dict[str, Any]) -> None:
    written = writer.document(record, writer.analyzer("rules"))
    reading = read(record["text"])
    rebuilt = ""
    for sentence in sentences(written):
        text = ""
        for token in sentence:
            misc = token["misc"]
            start, end = int(misc["start_char"]), int(misc["end_char"])
            assert record["text"][start:end] == unescaped(misc["Orig"]) if "Orig" in misc else token["form"]
            space = "" if misc.get("SpaceAfter") == "No" else unescaped(misc.get("SpacesAfter", " "))
            rebuilt += token["form"] + space
            text += token["form"] + (" " if space else "")
        assert sentence.metadata["text"] == text.rstrip()
    assert rebuilt == reading.text.lstrip() or not reading.text.strip()


# --- TEI


def schema() -> Any:
    return etree.RelaxNG(etree.fromstring(files("pipeline.corpus.exports").joinpath(tei.SCHEMA).read_bytes()))


SCHEMA = schema()


@pytest.fixture(scope="module")
def whole_tei() -> Any:
    """The document type of all of TEI P5 4.8, which trafilatura carries."""
    found = importlib.util.find_spec("trafilatura")
    if found is None or found.origin is None:
        pytest.skip("trafilatura, which carries TEI's document type, is not installed")
    with (Path(found.origin).parent / "data" / "tei_corpus.dtd").open("rb") as file:
        return etree.DTD(file)


@pytest.mark.parametrize("number", [1, 8])
def test_minutes_are_valid_by_our_schema_and_by_that_of_all_of_tei(
    samples: list[dict[str, Any]], tmp_path: Path, whole_tei: Any, number: int
) -> None:
    exports.export(samples[:number], "tei", tmp_path / "a.xml")
    tree = etree.parse(tmp_path / "a.xml")
    assert tree.getroot().tag == (f"{TEI}TEI" if number == 1 else f"{TEI}teiCorpus")
    assert SCHEMA.validate(tree), SCHEMA.error_log
    assert whole_tei.validate(tree.getroot()), whole_tei.error_log
    bodies = ["".join(body.itertext()) for body in tree.iter(f"{TEI}body")]
    assert bodies == [record["text"] for record in samples[:number]]


def test_folder_has_a_file_for_each_record(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    exports.export(samples, "tei", tmp_path / "tei")
    assert {path.stem for path in (tmp_path / "tei").iterdir()} == {record["record_id"] for record in samples}
    assert all(schema().validate(etree.parse(path)) for path in (tmp_path / "tei").iterdir())


def test_names_are_marked_and_point_to_who_they_are(made: dict[str, Any]) -> None:
    root = etree.fromstring(tei.to_bytes(tei.document(made)))
    identified = {element.get("{http://www.w3.org/XML/1998/namespace}id"): element for element in root.iter(f"{TEI}*")}
    (person,) = root.find(f".//{TEI}body").iter(f"{TEI}persName")
    assert person.text == "Anu Kraljević"
    assert identified[person.get("ref")[1:]].find(f"{TEI}persName").text == "Ana Kraljević"
    pointers = " ".join(
        value for element in root.iter() for name, value in element.attrib.items() if name in ("ref", "active", "passive")
    )
    assert all(pointer[1:] in identified for pointer in pointers.split())


def evidence(root: Any) -> list[str]:
    """What the string ranges of the annotations point to."""
    text = "".join(root.find(f".//{TEI}body").itertext())
    found = []
    for annotation in root.iter(f"{TEI}annotation"):
        for start, length in re.findall(r"string-range\([^,]+,(\d+),(\d+)\)", annotation.get("target")):
            found.append(text[int(start) : int(start) + int(length)])
    return sorted(found)


@LENIENT
@given(records())
def test_any_text_is_the_content_of_the_body_and_every_pointer_finds_its_words(record: dict[str, Any]) -> None:
    root = etree.fromstring(tei.to_bytes(tei.document(record)))
    assert SCHEMA.validate(root), SCHEMA.error_log
    legal = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    text = legal.sub("\ufffd", record["text"])
    assert "".join(root.find(f".//{TEI}body").itertext()) == text
    items = [item for field in ("organizations", "participants", "dates", "conclusions") for item in record[field]]
    places = [place for item in items for place in item.get("mentions", [item])]
    assert evidence(root) == sorted(text[place["start"] : place["end"]] for place in places)


@LENIENT
@given(records())
def test_any_record_is_valid_by_all_of_tei(whole_tei: Any, record: dict[str, Any]) -> None:
    assert whole_tei.validate(etree.fromstring(tei.to_bytes(tei.document(record)))), whole_tei.error_log


@pytest.mark.parametrize(
    ("value", "attributes"),
    [
        ("2024-06-15", {"when": "2024-06-15"}),
        ("2024-06-15T10:30", {"when": "2024-06-15T10:30:00"}),
        ("2022-06~", {"when": "2022-06", "cert": "low"}),
        ("XXXX-06-26", {"when": "--06-26"}),
        ("XXXX-06", {"when": "--06"}),
        ("2023-33", {"notBefore": "2023-01-01", "notAfter": "2023-03-31"}),
        ("2023-05-03/..", {"from": "2023-05-03"}),
        ("../2023-05", {"to": "2023-05"}),
        ("2023-21/2023-22", {"from": "2023-03-01", "to": "2023-08-31"}),
        ("XXXX-21", {}),
    ],
)
def test_dates_are_those_of_w3c(value: str, attributes: dict[str, str]) -> None:
    assert tei._datable(value) == attributes


# --- DocBin


def test_docbin_is_read_by_spacy_with_its_spans(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    exports.export(samples, "docbin", tmp_path / "a.spacy")
    nlp = spacy.blank("bs")
    docs = list(DocBin(store_user_data=True).from_disk(tmp_path / "a.spacy").get_docs(nlp.vocab))
    assert [doc.text for doc in docs] == [record["text"] for record in samples]
    for doc, record_ in zip(docs, samples, strict=True):
        for field in ("organizations", "participants", "dates", "conclusions", "meetings", "upcoming_events"):
            places = {(item["id"], p["start"], p["end"]) for item in record_[field] for p in item.get("mentions", [item])}
            spans = list(doc.spans[field])
            assert {span.id_ for span in spans} == {identifier for identifier, _, _ in places}
            exact = {(span.id_, span.start_char, span.end_char) for span in spans}
            assert len(exact & places) >= 0.9 * len(places)
            assert {span.label_ for span in spans} <= {field}
        assert doc.user_data["record"]["record_id"] == record_["record_id"]


def test_docbin_folder_is_cut_into_files_that_spacys_corpus_reads(
    made: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spacy.training import Corpus

    monkeypatch.setattr(docbin, "_DOCUMENTS_A_FILE", 2)
    copies = [{**made, "record_id": f"r-{number:016x}"} for number in range(5)]
    exported = exports.export(copies, "docbin", tmp_path / "docs")
    assert len(exported.files) == 3
    assert len(list(Corpus(tmp_path / "docs")(spacy.blank("bs")))) == 5


@LENIENT
@given(records())
def test_spans_hold_the_mentions_in_any_text(record: dict[str, Any]) -> None:
    doc = docbin.document(record, spacy.blank("bs"))
    assert doc.text == record["text"]
    for field in ("organizations", "participants", "dates"):
        spans = [(span.id_, span.start_char, span.end_char) for span in doc.spans[field]]
        for item in record[field]:
            for where in item.get("mentions", [item]):
                words = doc.text[where["start"] : where["end"]]
                start, end = where["start"] + len(words) - len(words.lstrip()), where["start"] + len(words.rstrip())
                assert not words.strip() or any(one == item["id"] and a <= start and end <= b for one, a, b in spans)
