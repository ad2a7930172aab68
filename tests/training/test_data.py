"""Reading annotated text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.training.corpus import check
from pipeline.training.data import DataError, Entity, Tokenize, merge, read_conllu, read_iob, read_report

CONLLU = """# sent_id = 1
# text = Sastanak u Tuzli.
1\tSastanak\tsastanak\tNOUN\tNcmsn\tCase=Nom|Gender=Masc|Number=Sing\t_\t_\t_\tO
2\tu\tu\tADP\tSl\tCase=Loc\t_\t_\t_\tO
3\tTuzli\tTuzla\tPROPN\tNpfsl\tCase=Loc|Gender=Fem|Number=Sing\t_\t_\t_\tB-loc
4\t.\t.\tPUNCT\tZ\t_\t_\t_\t_\tO

"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_conllu_gives_tags_lemmas_and_entities(tmp_path: Path) -> None:
    (sentence,) = read_conllu(write(tmp_path, "a.conllu", CONLLU))
    assert sentence.words == ("Sastanak", "u", "Tuzli", ".")
    assert sentence.lemmas == ("sastanak", "u", "Tuzla", ".")
    assert sentence.tags is not None
    assert sentence.tags[2] == ("PROPN", "Npfsl", "Case=Loc|Gender=Fem|Number=Sing")
    assert sentence.entities == (Entity(2, 3, "LOC"),)


def test_conllu_with_the_two_tag_columns_exchanged_is_read_the_same(tmp_path: Path) -> None:
    rows = [row.split("\t") for row in CONLLU.splitlines()]
    exchanged = "\n".join("\t".join([*row[:3], row[4], row[3], *row[5:]]) if len(row) > 5 else row[0] for row in rows)
    (plain,) = read_conllu(write(tmp_path, "a.conllu", CONLLU))
    (other,) = read_conllu(write(tmp_path, "b.conllu", exchanged + "\n\n"))
    assert other.tags == plain.tags


def test_conllu_without_entities_says_nothing_of_them(tmp_path: Path) -> None:
    text = CONLLU.replace("\tO\n", "\t_\n").replace("\tB-loc\n", "\tSpaceAfter=No\n")
    (sentence,) = read_conllu(write(tmp_path, "a.conllu", text))
    assert sentence.entities is None
    assert sentence.types == frozenset()


def test_iob_gives_entities_and_leaves_out_types_that_the_model_does_not_know(tmp_path: Path) -> None:
    rows = ("Meša\tB-PER", "Selimović\tI-PER", "Derviš\tB-OTH", "u\tO", "BiH\tB-LOC", "UNA\tB-ORG")
    text = "# sent_id = 1\n" + "".join(f"{number}\t{row}\t-\n" for number, row in enumerate(rows, 1)) + "\n"
    (sentence,) = read_iob(write(tmp_path, "a.iob2", text))
    assert sentence.entities == (Entity(0, 2, "PER"), Entity(4, 5, "LOC"), Entity(5, 6, "ORG"))


def test_a_row_with_too_few_columns_is_named_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"a\.conllu"):
        read_conllu(write(tmp_path, "a.conllu", "1\tSastanak\tsastanak\n"))


def test_a_report_gives_entities_with_their_nominatives(tmp_path: Path) -> None:
    text = (
        "# x1 | bs | vijest | 2020-01-01\n"
        'U <loc n="Tuzla">Tuzli</loc> je <role n="direktor">direktor</role> <org n="Napredak">Napretka</org> '
        '<per n="Meša Kurtić">Meša Kurtić</per> dočekao goste <date v="2020-01-01">1. januara</date>.\n'
    )
    (sentence,) = read_report(write(tmp_path, "001.txt", text), Tokenize())
    assert [(sentence.words[e.start : e.end], e.label, e.nominative) for e in sentence.entities or ()] == [
        (("Tuzli",), "LOC", "Tuzla"),
        (("direktor",), "ROLE", "direktor"),
        (("Napretka",), "ORG", "Napredak"),
        (("Meša", "Kurtić"), "PER", "Meša Kurtić"),
    ]


def test_a_cyrillic_report_is_read_in_latin(tmp_path: Path) -> None:
    text = '# x1 | sr | вијест | -\nУ <loc n="Бијељина">Бијељини</loc> пада снијег.\n'
    (sentence,) = read_report(write(tmp_path, "001.txt", text), Tokenize())
    assert sentence.words[:2] == ("U", "Bijeljini")


def test_a_tag_over_two_lines_is_one_entity(tmp_path: Path) -> None:
    text = '# x1 | bs | vijest | -\nČlanovi <org n="Savjet mladih">Savjeta\nmladih</org> su došli.\n'
    (sentence,) = read_report(write(tmp_path, "001.txt", text), Tokenize())
    assert [e.label for e in sentence.entities or ()] == ["ORG"]


@pytest.mark.parametrize(
    "line", ['<org n="A">A', "A</org>", '<org n="A"><loc n="B">B</loc></org>'], ids=["open", "closed", "nested"]
)
def test_tags_that_do_not_match_are_named_with_their_file(tmp_path: Path, line: str) -> None:
    with pytest.raises(DataError, match=r"001\.txt"):
        read_report(write(tmp_path, "001.txt", f"# x | bs | vijest | -\n{line}\n"), Tokenize())


def test_the_same_sentence_of_two_sources_is_one_with_the_annotation_of_both(tmp_path: Path) -> None:
    bare = CONLLU.replace("\tO\n", "\t_\n").replace("\tB-loc\n", "\t_\n")
    iob = "1\tSastanak\tO\n2\tu\tO\n3\tTuzli\tB-LOC\n4\t.\tO\n\n"
    read = [*read_iob(write(tmp_path, "a.iob2", iob)), *read_conllu(write(tmp_path, "b.conllu", bare))]
    (sentence,) = merge(read)
    assert sentence.entities == (Entity(2, 3, "LOC"),)
    assert sentence.lemmas is not None


def test_every_report_of_the_corpus_passes_its_check(repository: Path) -> None:
    from collections import Counter

    counts: Counter[str] = Counter()
    problems = [
        f"{path.parent.name}/{path.name}: {problem}"
        for path in sorted((repository / "pipeline/training/corpus").glob("*/*.txt"))
        for problem in check.check(path, counts)
    ]
    assert problems == []
    assert counts["words"] >= 100_000


def test_a_sentence_of_foreign_words_keeps_its_columns(tmp_path: Path) -> None:
    (sentence,) = read_conllu(write(tmp_path, "a.conllu", "1\tOpen\tOpen\tX\tXf\tForeign=Yes\t_\t_\t_\t_\n\n"))
    assert sentence.tags == (("X", "Xf", "Foreign=Yes"),)
