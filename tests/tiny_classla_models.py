"""Models of classla's own classes with a few units, trained for a second on a few sentences, in the folder that classla expects.

They are what `classla.Pipeline` loads in earnest (`pretrain`, `pos`, `lemma`, `ner`, `resources.json`), only small and ignorant.
"""

from __future__ import annotations

import hashlib
import json
import logging
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from classla.models import lemmatizer, ner_tagger, tagger
from classla.models.common.doc import Document
from classla.models.common.pretrain import Pretrain, PretrainedWordVocab
from classla.models.lemma.data import DataLoader as LemmaLoader
from classla.models.lemma.trainer import Trainer as LemmaTrainer
from classla.models.ner.data import DataLoader as EntityLoader
from classla.models.ner.trainer import Trainer as EntityTrainer
from classla.models.pos.data import DataLoader as TagLoader
from classla.models.pos.trainer import Trainer as TagTrainer

from pipeline.language.classla_library import inference

ADDRESS = "https://models.example"
DIMENSION = 8

# word, lemma, part of speech, MULTEXT-East tag, features, entity
SENTENCES = """
Ministarstvo ministarstvo NOUN Ncnsn Case=Nom|Gender=Neut|Number=Sing B-org
pravde pravda NOUN Ncfsg Case=Gen|Gender=Fem|Number=Sing I-org
održalo održati VERB Vmp-sn Gender=Neut|Number=Sing|VerbForm=Part O
je biti AUX Var3s Mood=Ind|Number=Sing|Person=3|Tense=Pres O
sastanak sastanak NOUN Ncmsan Animacy=Inan|Case=Acc|Gender=Masc|Number=Sing O
u u ADP Sl Case=Loc O
Tuzli Tuzla PROPN Npfsl Case=Loc|Gender=Fem|Number=Sing B-loc
. . PUNCT Z _ O

Predsjednica predsjednica NOUN Ncfsn Case=Nom|Gender=Fem|Number=Sing O
Azra Azra PROPN Npfsn Case=Nom|Gender=Fem|Number=Sing B-per
Talić Talić PROPN Npmsn Case=Nom|Gender=Masc|Number=Sing I-per
je biti AUX Var3s Mood=Ind|Number=Sing|Person=3|Tense=Pres O
otvorila otvoriti VERB Vmp-sf Gender=Fem|Number=Sing|VerbForm=Part O
sjednicu sjednica NOUN Ncfsa Case=Acc|Gender=Fem|Number=Sing O
. . PUNCT Z _ O

Azrina Azrin ADJ Aspfsn Case=Nom|Gender=Fem|Number=Sing|Poss=Yes B-deriv-per
knjiga knjiga NOUN Ncfsn Case=Nom|Gender=Fem|Number=Sing O
Most most NOUN Ncmsn Case=Nom|Gender=Masc|Number=Sing B-misc
izašla izaći VERB Vmp-sf Gender=Fem|Number=Sing|VerbForm=Part O
je biti AUX Var3s Mood=Ind|Number=Sing|Person=3|Tense=Pres O
u u ADP Sl Case=Loc O
Travniku Travnik PROPN Npmsl Case=Loc|Gender=Masc|Number=Sing B-loc
. . PUNCT Z _ O
"""


def sentences() -> list[list[dict[str, Any]]]:
    """The sentences as classla's CoNLL-U dictionaries."""
    keys = ("text", "lemma", "upos", "xpos", "feats", "ner")
    return [
        [{"id": (number,), **dict(zip(keys, row.split(), strict=True))} for number, row in enumerate(block.splitlines(), 1)]
        for block in SENTENCES.strip().split("\n\n")
    ]


def build(folder: Path, language: str = "hr", *, steps: int = 30) -> Path:
    """Write `resources.json` and the models of a language below `folder`; with no `steps` they know some lemmas only."""
    logging.getLogger("classla").setLevel("CRITICAL")
    for task in ("pretrain", "pos", "lemma", "ner"):
        (folder / language / task).mkdir(parents=True)
    torch.manual_seed(1)
    random.seed(1)
    with inference(threads=1), torch.enable_grad():
        pretrain = _vectors(folder / language / "pretrain" / "standard.pt")
        _tagger(folder / language / "pos" / "standard.pt", pretrain, steps)
        _lemmatizer(folder / language / "lemma" / "standard.pt", language, steps)
        _entities(folder / language / "ner" / "standard.pt", pretrain, steps)
    write_resources(folder, language)
    return folder


def write_resources(folder: Path, language: str) -> None:
    """Write the list of the models that are in `folder`, in classla's format."""
    entries: dict[str, Any] = {"tokenize": {"standard": {"library": "reldi", "type": "standard"}}}
    for task in ("pretrain", "pos", "lemma", "ner"):
        content = (folder / language / task / "standard.pt").read_bytes()
        entries[task] = {"standard": {"link": f"{language}/{task}", "md5": hashlib.md5(content).hexdigest()}}
    dependencies = [{"model": "pretrain", "package": "standard"}]
    entries["pos"]["standard"]["dependencies"] = dependencies
    entries["default_processors"] = dict.fromkeys(("tokenize", "pos", "lemma", "ner"), "standard")
    entries["default_dependencies"] = {"pos": dependencies}
    (folder / "resources.json").write_text(json.dumps({language: entries, "url": ADDRESS}), encoding="utf-8")


def _vectors(path: Path) -> Pretrain:
    words = sorted({token["text"].lower() for sentence in sentences() for token in sentence})
    vocabulary = PretrainedWordVocab(words, lower=True)
    vectors = np.random.default_rng(1).normal(size=(len(vocabulary), DIMENSION)).astype(np.float32)
    torch.save({"vocab": vocabulary.state_dict(), "emb": vectors}, path)
    return Pretrain(str(path))


def _tagger(path: Path, pretrain: Pretrain, steps: int) -> None:
    sizes = ("hidden", "char_hidden", "deep_biaff_hidden", "composite_deep_biaff_hidden", "tag_emb", "transformed")
    options = vars(tagger.parse_args(["--shorthand", "hr_set", "--cpu"])) | {f"{size}_dim": 12 for size in sizes}
    options |= {"word_emb_dim": 6, "char_emb_dim": 6, "num_layers": 1, "dropout": 0, "word_dropout": 0, "lr": 0.02}
    batches = TagLoader(Document(sentences()), 100, options, pretrain)
    trainer = TagTrainer(options, batches.vocab, pretrain)
    _train(trainer, batches, steps)
    trainer.save(str(path))


def _lemmatizer(path: Path, language: str, steps: int) -> None:
    options = vars(lemmatizer.parse_args(["--lang", language, "--cpu"]))
    options |= {"hidden_dim": 12, "emb_dim": 8, "pos_dim": 4, "dropout": 0, "emb_dropout": 0, "pos_dropout": 0, "lr": 0.02}
    document = Document(sentences())
    batches = LemmaLoader(document, 50, options)
    options |= {"vocab_size": batches.vocab["char"].size, "pos_vocab_size": batches.vocab["pos"].size}
    trainer = LemmaTrainer(options, batches.vocab)
    trainer.train_dict([(word.lower(), tag, lemma) for word, tag, lemma in document.get(["text", "xpos", "lemma"])])
    _train(trainer, batches, steps)
    trainer.save(str(path))


def _entities(path: Path, pretrain: Pretrain, steps: int) -> None:
    options = vars(ner_tagger.parse_args(["--shorthand", "hr_set", "--cpu", "--scheme", "bio"]))
    options |= {"hidden_dim": 12, "char_hidden_dim": 6, "char_emb_dim": 6, "word_emb_dim": DIMENSION}
    options |= {"dropout": 0, "optim": "adam", "lr": 0.02, "charlm": False}
    batches = EntityLoader(Document(sentences()), 10, options, pretrain)
    trainer = EntityTrainer(options, batches.vocab, pretrain)
    _train(trainer, batches, steps)
    trainer.save(str(path))


def _train(trainer: Any, batches: Any, steps: int) -> None:
    for _ in range(steps):
        for batch in batches:
            trainer.update(batch)
