"""Tokens, and that the text is never changed. In the cases a blank parts the tokens, `_` stands for a blank of the text."""

from __future__ import annotations

import ast
import itertools
import pickle
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import tokenizer
from pipeline.language.tokens import repair


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("bs")


CASES = [
    # words and their stop
    "Sjednica _ je _ održana .",
    "Ko _ je _ za ?! _ Svi .",
    "Čekali _ su ... _ i _ čekali …",
    "održan . U _ utorak",
    "završen . No _ nije _ gotovo",
    "stručno-konsultativni _ sastanak",
    "članovi _ CROPS-a _ i _ UKC-a",
    "Plaćeno _ je _ 50 _ KM .",
    "Udaljeno _ je _ 5 _ km .",
    "Visina _ je _ 5 _ cm .",
    "Općina _ Maglaj : _ Ured , _ sala _ ( sprat _ 2 )",
    '„ Izvor “ _ i _ » Most « _ i _ " Put "',
    "Došli _ smo _ mi .",
    "Neka _ vidi .",
    "To _ nije _ civil .",
    "I _ vi .",
    # numbers and ordinals keep their stop
    "31. _ januara _ 2023. _ godine",
    "31.12.2023. _ godine",
    "31. _ 12. _ 2023.",
    "u _ 10. _ i _ 11. _ razredu",
    "od _ 10. - 12. _ maja",
    "od _ 10 - 12 _ sati",
    "10:30 - 12:00",
    "1.250,50 _ KM",
    "temperatura _ -5 _ i _ +3",
    "XII. _ sjednica",
    "XII _ sjednica",
    "ii. _ dio",
    "VI. _ razred",
    "20.00 h",
    "2021. g.",
    "12-godišnji _ dječak",
    "1 ) _ Usvaja _ se",
    "( 5. )",
    # abbreviations keep their stop
    "dr. _ Kulenović",
    "Prof. _ dr. _ Hodžić",
    "mr. sc. _ Begić",
    "dipl. _ ing. _ Suljić",
    "hfz. _ Alić _ i _ prim. _ Mujić",
    "br. 4/08",
    "br. _ 4/08",
    "tač. _ 3. _ i _ čl. _ 5.",
    "tac. 3.",
    "TAČ. _ 3",
    "Ad. _ 3",
    "Ad _ 3",
    "ul. _ Maršala _ Tita _ bb.",
    "d.o.o. _ Tuzla",
    "d.d. _ Sarajevo",
    "tj. _ Hadžić , _ npr. _ Begić _ itd.",
    "itd. , _ i _ sl. ;",
    "M. _ Selimović",
    "M. Selimović",
    "tel. _ 035/123 - 456",
    "sa _ engl. _ jezika",
    # addresses
    "www.zapisnik.ba",
    "https://www.zapisnik.ba/a?b=1",
    "ured@opcina.ba .",
    "#sastanak",
    "5 _ % _ i _ 3 %",
    "a | b _ | _ c",
]


@pytest.mark.parametrize("case", CASES)
def test_tokens(nlp: Language, case: str) -> None:
    expected = [token for token in case.split() if token != "_"]
    text = case.replace(" _ ", "\0").replace(" ", "").replace("\0", " ")
    doc = nlp(text)
    assert [token.text for token in doc] == expected
    assert doc.text == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        (" ", [" "]),
        ("a b", ["a", "b"]),
        ("a ", ["a"]),
        ("a  b", ["a", " ", "b"]),
        (" a", [" ", "a"]),
        ("a\nb", ["a", "\n", "b"]),
        ("a \n b", ["a", "\n ", "b"]),
        ("a\t b", ["a", "\t ", "b"]),
        ("a\u00a0b", ["a", "\u00a0", "b"]),
        ("\n\n", ["\n\n"]),
        ("a\n", ["a", "\n"]),
    ],
)
def test_white_space_beyond_a_single_blank_is_a_token(nlp: Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in nlp(text)] == tokens


@given(st.text(alphabet=" \n\t\u00a0ab", max_size=20))
def test_white_space_is_parted_as_by_spacy(nlp: Language, text: str) -> None:
    expected = [(token.text, token.whitespace_) for token in spacy.blank("xx").tokenizer(text)] if text else []
    assert [(token.text, token.whitespace_) for token in nlp(text)] == expected


ODDITIES = st.sampled_from(
    [
        *(
            "\x00",
            "\x01",
            "\x1c",
            "\x85",
            "\u2028",
            "\r",
            "\r\n",
            "\x0b",
            "\u00ad",
            "\ufeff",
            "\u200b",
            "\u200d",
            "\u0301",
            "\ufffd",
        ),
        *(
            "e\u0301",
            "🙂",
            "👩\u200d👧",
            "🇧🇦",
            "\U0010ffff",
            "ǆ",
            "ﬁ",
            "İ",
            "ß",
            "ſ",
            "K",
            ".",
            "…",
            "dr.",
            "31.",
            "&nbsp;",
            "<b>",
            ":)",
        ),
        *(" ", "  ", "\n", "\t", "**", "--", "а", "Састанак", "會議", "x" * 600, "([" * 400),
    ]
)
STRINGS = st.text() | st.lists(ODDITIES | st.text(max_size=3), max_size=12).map("".join)


@given(STRINGS)
def test_text_is_never_changed(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    place = 0
    for token in doc:
        assert token.idx == place
        assert text.startswith(token.text, token.idx)
        assert token.text
        assert token.is_space == token.text.isspace()
        place += len(token.text_with_ws)
    assert place == len(text)
    assert doc.has_annotation("SENT_START") or not text


@given(STRINGS)
def test_tokens_hold_no_white_space_unless_they_are_nothing_else(nlp: Language, text: str) -> None:
    for token in nlp(text):
        assert token.text.isspace() or not any(char.isspace() for char in token.text)


def test_lone_surrogate_is_refused_as_by_spacy(nlp: Language) -> None:
    with pytest.raises(UnicodeEncodeError):
        nlp("a\ud800")


# --- an engine that alters the text


def classla_saying(*sentences: list[tuple[str, int]]) -> Any:
    return SimpleNamespace(
        sentences=[
            SimpleNamespace(tokens=[SimpleNamespace(text=text, start_char=start) for text, start in tokens])
            for tokens in sentences
        ]
    )


@pytest.mark.parametrize(
    ("text", "said", "tokens"),
    [
        ("ab cd", [[("ab", 0), ("cd", 3)]], ["ab", "cd"]),
        ("ab ﬁx cd", [[("ab", 0), ("fix", 3), ("cd", 6)]], ["ab", "ﬁx", "cd"]),  # replaced
        ("ab-x, cd", [[("ab", 0), ("cd", 6)]], ["ab", "-", "x", ",", "cd"]),  # left out
        ("ab cd", [], ["ab", "cd"]),
        ("ab cd", [[("ab", 0)]], ["ab", "cd"]),
        ("ab cd", [[("cd", 3)]], ["ab", "cd"]),
        ("ab cd", [[("ab", 0), ("b", 1), ("cd", 3)]], ["ab", "cd"]),  # twice
        ("ab cd", [[("ab", 0), ("", 2), ("cd", 3)]], ["ab", "cd"]),
        ("ab\ncd", [[("ab", 0)], [("cd", 0)]], ["ab", "cd"]),
        ("ab\n \n cd", [[("ab", 0)], [("cd", 0)]], ["ab", "cd"]),
        ("ab\ncd", [[("ab", 0)], [("cd", 0)], [("ef", 0)]], ["ab", "cd"]),  # more lines than there are
        ("ab\ncd", [[("xx", 0)], [("cd", 0)]], ["ab", "cd"]),
    ],
)
def test_where_tokens_do_not_fit_a_plain_pattern_cuts(text: str, said: list[list[tuple[str, int]]], tokens: list[str]) -> None:
    found, _ = tokenizer._align(text, text, classla_saying(*said))
    assert [text[start:end] for start, end in found] == tokens


@given(STRINGS, st.lists(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 20)), max_size=4), max_size=4))
def test_whatever_the_engine_says_every_character_has_its_token(text: str, said: list[list[tuple[str, int]]]) -> None:
    found, firsts = tokenizer._align(text, text, classla_saying(*said))
    tokens = repair(text, found)
    covered = "".join(text[start:end] for start, end in tokens)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(tokens))
    assert firsts <= {start for start, _ in found}


def test_text_survives_an_engine_that_alters_it(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokenizer, "_classla", lambda: lambda text: classla_saying([("Ovo", 0), ("je", 4), ("drukčije", 7)]))
    doc = nlp("Ovo je, drugačije.")
    assert doc.text == "Ovo je, drugačije."
    assert [token.text for token in doc] == ["Ovo", "je", ",", "drugačije", "."]


# --- serialization


TEXT = "Sjednica je održana 31. Januara 2023.\nVodio ju je M. Hadžić. Zatim je zaključena."


def shape(doc: Doc) -> list[tuple[str, bool]]:
    return [(token.text_with_ws, bool(token.is_sent_start)) for token in doc]


def test_pickled_pipeline_reads_the_same(nlp: Language) -> None:
    copy = pickle.loads(pickle.dumps(nlp))
    assert shape(copy(TEXT)) == shape(nlp(TEXT))
    assert copy.tokenizer.vocab is copy.vocab


def test_pipeline_goes_to_bytes_and_back(nlp: Language) -> None:
    copy = spacy.blank("bs").from_bytes(nlp.to_bytes())
    assert shape(copy(TEXT)) == shape(nlp(TEXT))


def test_pipeline_goes_to_disk_and_back(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    copy = spacy.load(tmp_path)
    assert copy.lang == "bs"
    assert shape(copy(TEXT)) == shape(nlp(TEXT))


def test_several_processes_read_the_same(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT] * 4, n_process=2, batch_size=2))
    assert [shape(doc) for doc in docs] == [shape(nlp(TEXT))] * 4


def test_doc_goes_to_bytes_and_back(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert shape(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == shape(doc)


# --- classla


def test_two_modules_import_classla(repository: Path) -> None:
    importing: list[str] = []
    for path in (repository / "pipeline").rglob("*.py"):
        if "training" in path.parts:  # it makes the model with torch, and no run needs it
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in ("classla", "reldi_tokeniser", "torch", "stanza") for name in names):
                importing.append(path.relative_to(repository).as_posix())
    trained = {name for name in importing if name.startswith("pipeline/training/")}  # training needs torch, work does not
    assert set(importing) - trained == {"pipeline/language/classla_library.py", "pipeline/language/engines.py"}


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")


def test_classla_is_imported_when_a_tokenizer_is_made() -> None:
    code = (
        "import sys, spacy, pipeline.language.bosnian\n"
        "assert 'classla' not in sys.modules\n"
        "spacy.blank('bs')\n"
        "print('classla' in sys.modules)"
    )
    assert run(code).stdout == "True\n"


def test_classla_says_nothing_and_reaches_for_no_network() -> None:
    code = (
        "import socket, spacy\n"
        "def refuse(*arguments, **options): raise OSError('the network is out of bounds')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "spacy.blank('bs')('Sjednica je održana. Zatim je zaključena.')\n"
    )
    done = run(code)
    assert (done.stdout, done.stderr) == ("", "")


def test_process_of_the_program_does_without_torch_and_finds_the_same_tokens(repository: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "if sys.argv[1] == 'without':\n"
        "    from pipeline.language.engines import leave_torch_out\n"
        "    assert leave_torch_out()\n"
        "import spacy\n"
        "nlp = spacy.blank('bs')\n"
        "for path in sorted(pathlib.Path(sys.argv[2]).glob('*.txt')):\n"
        "    doc = nlp(path.read_text(encoding='utf-8'))\n"
        "    print([(token.idx, token.text, token.is_sent_start) for token in doc])\n"
        "assert ('torch' in sys.modules) == (sys.argv[1] == 'with'), 'torch'\n"
        "import classla\n"
        "assert classla.Pipeline\n"
    )
    with_it, without = (
        subprocess.run(
            [sys.executable, "-c", code, how, str(repository / "samples")],
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for how in ("with", "without")
    )
    assert with_it.count("\n") == len(list((repository / "samples").glob("*.txt")))
    assert with_it == without


def test_classla_that_is_built_otherwise_is_used_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.language import engines

    def other() -> None:
        raise ImportError("no such module in this version")

    monkeypatch.setattr(engines, "_tokenization_alone", other)
    monkeypatch.setattr(engines, "_whole_classla", lambda resources: resources)
    for name in [name for name in sys.modules if name.split(".")[0] in ("classla", "torch")]:
        monkeypatch.delitem(sys.modules, name)
    assert engines.classla_tokenizer(Path("resources")) == Path("resources")
