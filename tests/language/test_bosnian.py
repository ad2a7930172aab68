"""The language `bs` itself: registration, numerals, stop words."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.bosnian import Bosnian
from pipeline.language.lex_attrs import like_num
from pipeline.language.tokenizer import ClasslaTokenizer
from pipeline.resources import read_table


def test_spacy_knows_the_language() -> None:
    nlp = spacy.blank("bs")
    assert isinstance(nlp, Bosnian)
    assert (nlp.lang, nlp.vocab.lang) == ("bs", "bs")
    assert isinstance(nlp.tokenizer, ClasslaTokenizer)
    assert nlp.config["nlp"]["tokenizer"] == {"@tokenizers": "zapisnik.ClasslaTokenizer.v1"}


def test_language_is_made_without_its_registration() -> None:
    assert [token.text for token in Bosnian()("Dobar dan.")] == ["Dobar", "dan", "."]


def test_importing_the_room_imports_nothing_heavy() -> None:
    code = "import sys, pipeline.language\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"spacy", "classla", "torch", "numpy"}.isdisjoint(done.stdout.split())


@pytest.mark.parametrize(
    "word",
    [
        *("0", "5", "31.", "2023.", "31.12.2023.", "1.250,50", "4/08", "10:30", "-5", "+3", "12-og", "12-te", "1990-ih"),
        *("II", "XII", "XII.", "XXXIX", "VI."),
        *("nula", "jedan", "jedna", "jednog", "jednoga", "jednome", "jednu", "jednima", "dva", "dvije", "dve", "dvaju", "dvjema"),
        *(
            "tri",
            "triju",
            "trima",
            "četiri",
            "četirima",
            "pet",
            "Šest",
            "SEDAM",
            "jedanaest",
            "šesnaest",
            "devetnaest",
            "dvadeset",
        ),
        *(
            "četrdeset",
            "cetrdeset",
            "šezdeset",
            "sto",
            "dvjesto",
            "dvjesta",
            "tristo",
            "šeststo",
            "hiljada",
            "hiljadu",
            "hiljadama",
        ),
        *("tisuća", "tisuću", "milion", "milijun", "miliona", "milijuna", "milijarde", "stotinu"),
        *(
            "prvi",
            "prva",
            "prvog",
            "prvome",
            "drugim",
            "treći",
            "trećeg",
            "treće",
            "trećoj",
            "četvrti",
            "petoj",
            "šestih",
            "sedmi",
        ),
        *("osmog", "deveti", "desetom", "dvanaeste", "dvadeseti", "devedesetih", "stota", "hiljaditi", "tisućiti", "milioniti"),
        *("dvadesetprvi", "dvadesetprvoj", "dvadeset-prva", "tridesetpet"),
        *("dvoje", "troje", "četvero", "četvoro", "petero", "petoro", "dvojica", "trojicu", "petorici", "obje", "obojica"),
    ],
)
def test_numeral_is_like_a_number(word: str) -> None:
    assert like_num(word)


@pytest.mark.parametrize(
    "word",
    [
        *(
            "",
            ".",
            "-",
            "sastanak",
            "petak",
            "drugar",
            "druže",
            "sedmica",
            "sedmici",
            "jednina",
            "stol",
            "sto-lica",
            "MI",
            "I",
            "DI",
        ),
        *(
            "prvenstvo",
            "dvor",
            "trojka",
            "osmijeh",
            "hiljadarka",
            "desetak",
            "stotinjak",
            "petorka",
            "31.a.b",
            "a1",
            "u",
            "jedino",
        ),
    ],
)
def test_other_word_is_not_like_a_number(word: str) -> None:
    assert not like_num(word)


def test_attribute_is_that_of_the_tokens() -> None:
    doc = spacy.blank("bs")("Na 12. sjednici glasalo je dvadeset vijećnika.")
    assert [token.text for token in doc if token.like_num] == ["12.", "dvadeset"]


@given(st.text())
def test_any_string_is_like_a_number_or_not(text: str) -> None:
    assert like_num(text) in (True, False)


def test_stop_words_are_small_words() -> None:
    nlp = spacy.blank("bs")
    doc = nlp("Predsjednik je rekao da će se oni sastati u Tuzli.")
    assert [token.text for token in doc if token.is_stop] == ["je", "da", "će", "se", "oni", "u"]


def test_stop_words_are_in_small_letters() -> None:
    words = [row["word"] for row in read_table("pipeline.language", "stop_words.tsv", ("word",))]
    assert len(words) > 300
    assert all(word.islower() and word.isalpha() for word in words)
