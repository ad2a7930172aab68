"""Pipelines that worker processes load in tests: they need no rules, and break at words."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from pipeline.language.engines import leave_torch_out

leave_torch_out()

import spacy  # noqa: E402 - much faster without PyTorch
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

MEMORY = 700_000_000


@Language.component("breaks_at_words")
def breaks_at_words(doc: Doc) -> Doc:
    """`Pad` kills the process, `Pad jednom` only once, `Izlaz` ends it, `Glad` takes memory, `San` sleeps, `Ispis` prints."""
    text = doc.text
    if "Pad jednom" in text:
        mark = Path(text.split("Pad jednom: ")[1].split()[0])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif "Pad" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "Izlaz" in text:
        os.write(2, b"Fatal: the stack is full\n")
        os._exit(3)
    if "Glad" in text:
        taken = bytearray(MEMORY)
        time.sleep(30)
        del taken
    if "San" in text:
        time.sleep(30)
    if "Ispis" in text:
        print("a library prints to standard output")
        os.write(1, b"and so does its C code\n")
    return doc


def load() -> Language:
    """A tokenizer that breaks at words."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("breaks_at_words")
    return nlp


def load_slowly() -> Language:
    """The same, a little slower for each document."""
    nlp = load()
    nlp.add_pipe("breathes")
    return nlp


@Language.component("breathes")
def breathes(doc: Doc) -> Doc:
    """Takes a moment."""
    time.sleep(0.01)
    return doc


def load_with_a_fault() -> Language:
    """Ends the process before there is a pipeline."""
    os._exit(4)


def load_with_an_error() -> Language:
    """Finds a word table that is malformed."""
    from pipeline.errors import TableError

    raise TableError("months.tsv:3: 'maj' stands twice.", remedy="Mend the table.")
