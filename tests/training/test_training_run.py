"""A whole training run, on a network and a text small enough for a test."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("tokenizers")
torch = pytest.importorskip("torch")

from pipeline.training import __main__ as command  # noqa: E402
from pipeline.training import collection, lexicon, trainer  # noqa: E402
from pipeline.training.trainer import Settings  # noqa: E402

SENTENCE = """# sent_id = {n}
1\t{name}\t{name}\tPROPN\tNpmsn\tCase=Nom|Gender=Masc|Number=Sing\t_\t_\t_\tB-per
2\tje\tbiti\tAUX\tVar3s\tMood=Ind\t_\t_\t_\tO
3\t{verb}\t{lemma}\tVERB\tVmp-sm\tGender=Masc\t_\t_\t_\tO
4\tu\tu\tADP\tSl\tCase=Loc\t_\t_\t_\tO
5\t{town}\t{townlemma}\tPROPN\tNpfsl\tCase=Loc|Gender=Fem|Number=Sing\t_\t_\t_\tB-loc
6\t.\t.\tPUNCT\tZ\t_\t_\t_\t_\tO

"""
NAMES = ("Amir", "Goran", "Senad", "Ivan", "Mirza", "Zoran", "Damir", "Haris")
VERBS = (("radio", "raditi"), ("bio", "biti"), ("govorio", "govoriti"), ("stao", "stati"))
TOWNS = (("Zenici", "Zenica"), ("Tuzli", "Tuzla"), ("Banjaluci", "Banjaluka"), ("Neretvi", "Neretva"))
REPORT = """# {n} | bs | vijest | 2020-01-01
U <org n="Centar">Centru</org> je bio <role n="direktor">direktor</role> <per n="{name}">{name}</per>.
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    every = [
        SENTENCE.format(n=n, name=name, verb=verb, lemma=lemma, town=town, townlemma=townlemma)
        for n, name in enumerate(NAMES)
        for verb, lemma in VERBS
        for town, townlemma in TOWNS
    ]
    (folder / "x_train.conllu").write_text("".join(every[:120]), encoding="utf-8")
    (folder / "ud_hr_test.conllu").write_text("".join(every[112:]), encoding="utf-8")  # eight of them are learned from too
    corpus = tmp_path / "corpus" / "a"
    corpus.mkdir(parents=True)
    for n, name in enumerate(NAMES):
        (corpus / f"{n:03}.txt").write_text(REPORT.format(n=n, name=name), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "read_lookups", lambda: {"sastanci": "sastanak"})
    own = {"layers": 2, "batch": 200, "warmup": 5, "rate": 2e-3, "embedding_rate": 2e-3, "average": 0.9}
    monkeypatch.setattr(trainer.Settings, "__init__", _with(**own))


def _with(**own: object):
    plain = Settings.__init__

    def init(self: Settings, **given: object) -> None:
        plain(self, **{**own, **given})

    return init


def arguments(data: Path, weights: Path, output: Path, *more: str) -> list[str]:
    corpus = str(data.parent / "corpus")
    return [str(data), "-o", str(output), "--weights", str(weights), "--corpus", corpus, "--threads", "1", *more]


def test_nothing_of_a_test_file_is_learned_from(data: Path) -> None:
    found = collection.collect(data, data.parent / "corpus")
    tested = {sentence.key for sentences in found.tests.values() for sentence in sentences}
    learned = {sentence.key for sentence in (*found.train, *found.validation)}
    assert len(tested) == 16
    assert not tested & learned


def test_no_report_is_both_learned_from_and_held_back(data: Path) -> None:
    found = collection.collect(data, data.parent / "corpus")
    held_back = {sentence.document for sentence in found.reports}
    learned = {sentence.document for sentence in found.train if "/" in sentence.document}
    assert not held_back & learned
    assert len(held_back | learned) == len(NAMES)


def test_a_folder_without_text_is_named(tmp_path: Path, weights, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(arguments(tmp_path, weights.path, tmp_path / "out")) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_weights_that_are_missing_are_named(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(arguments(data, tmp_path / "none.bin", tmp_path / "out")) == 2
    assert "none.bin" in capsys.readouterr().err


def test_training_learns_and_writes_a_whole_model(data: Path, weights, tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    from pipeline.language.model.tagger import Tagger

    assert command.main(arguments(data, weights.path, tmp_path / "out", "--epochs", "14")) == 0
    tagger = Tagger(tmp_path / "out")
    (analysis,) = tagger.analyze([["Haris", "je", "stao", "u", "Neretvi", "."]])
    assert [tags[0] for tags in analysis.tags] == ["PROPN", "AUX", "VERB", "ADP", "PROPN", "PUNCT"]
    assert analysis.lemmas == ["Haris", "biti", "stati", "u", "Neretva", "."]
    assert (0, 1, "PER") in [span[:3] for span in analysis.spans]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["sha256"]) >= {"encoder.onnx", "pieces.json", "labels.json", "lexicon.tsv.gz"}
    assert "ud_hr_test.conllu" in (tmp_path / "out" / "MODEL_CARD.md").read_text(encoding="utf-8")


def weights_after(work: Path) -> dict[str, np.ndarray]:
    state = torch.load(work / "checkpoint.pt", weights_only=True)
    return {name: value.numpy() for name, value in state["network"].items()}


def test_a_run_that_was_stopped_goes_on_to_the_same_weights(
    data: Path, weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.training import run as runs

    monkeypatch.setattr(runs.export, "write", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        command.main(arguments(data, weights.path, tmp_path / "a", "--work", str(tmp_path / "one"), "--epochs", "3"))

    save = trainer.Trainer._save

    def stop_after_two(self: trainer.Trainer, optimizer: object, epoch: int, step: int, seconds: float) -> None:
        save(self, optimizer, epoch, step, seconds)
        if epoch == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(trainer.Trainer, "_save", stop_after_two)
        with pytest.raises(KeyboardInterrupt):
            command.main(arguments(data, weights.path, tmp_path / "b", "--work", str(tmp_path / "two"), "--epochs", "3"))
    with pytest.raises(KeyboardInterrupt):
        command.main(arguments(data, weights.path, tmp_path / "b", "--work", str(tmp_path / "two"), "--epochs", "3"))

    one, two = weights_after(tmp_path / "one"), weights_after(tmp_path / "two")
    assert one.keys() == two.keys()
    for name, value in one.items():
        np.testing.assert_allclose(value, two[name], atol=1e-5, err_msg=name)


def test_a_run_that_starts_from_another_finds_its_pieces_and_labels_by_name(tmp_path: Path) -> None:
    from dataclasses import replace as changed
    from types import SimpleNamespace

    from pipeline.training.labels import Labels
    from pipeline.training.network import Network

    old = Labels(("O", "B-PER"), (("NOUN", "Ncmsn", "_"), ("X", "Xf", "_")), {"upos": ("NOUN", "X")}, ("l0-0+",))
    new = changed(old, classes=(("ADJ", "Agpmsn", "_"), *old.classes), groups={"upos": ("ADJ", "NOUN", "X")})

    def made(labels: Labels, pieces: list[str], folder: Path) -> trainer.Trainer:
        network = Network(len(pieces), labels.heads, width=8, inner=16, attention_heads=2, layers=2, positions=9)
        encoder = SimpleNamespace(pieces=pieces)
        return trainer.Trainer(network, labels, encoder, settings=Settings(), folder=folder, report=print)

    one = made(old, ["<s>", "▁da", "ne"], tmp_path)
    one._save(one._optimizer(), 1, 9, 1.0)
    two = made(new, ["<s>", "▁ali", "ne", "▁da"], tmp_path / "other")
    before = {name: value.clone() for name, value in two.network.state_dict().items()}
    two.start_from(tmp_path)

    theirs, ours = one.network.state_dict(), two.network.state_dict()
    assert torch.equal(ours["embedding.weight"][[0, 2, 3]], theirs["embedding.weight"][[0, 2, 1]])
    assert torch.equal(ours["embedding.weight"][1], before["embedding.weight"][1])
    for row, name in enumerate(new.rows):
        known = name in old.rows
        expected = theirs["heads.weight"][old.rows.index(name)] if known else before["heads.weight"][row]
        assert torch.equal(ours["heads.weight"][row], expected), name
    assert torch.equal(ours["layers.1.widen.weight"], theirs["layers.1.widen.weight"])
    assert two.started["seed"] == Settings().seed


def test_a_run_that_is_not_there_to_start_from_is_named(
    data: Path, weights, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(arguments(data, weights.path, tmp_path / "out", "--start", str(tmp_path / "none"))) == 2
    assert "none" in capsys.readouterr().err
