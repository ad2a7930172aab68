"""Loading spaCy and classla without what nothing here uses, above all PyTorch, in processes that are ours.

spaCy imports PyTorch wherever it is installed, and so does classla, for models that nothing here uses: a second of every start,
and more than half of a worker's memory. A process of this program therefore calls `leave_torch_out` before anything else; spaCy
then believes that there is none, and `classla_tokenizer` reaches classla's tokenization, which needs none, without the rest of
classla. spaCy's own commands, with what they need to download and to build packages, and classla's tokenizer for Slovene are left
out as well, together a quarter of a second. In a process of somebody else (a notebook, a service) nothing is left out: they may
want it.
"""

from __future__ import annotations

import importlib.util
import sys
import warnings
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from pipeline.language.classla_library import library

_PACKAGES = ("classla", "classla.pipeline", "classla.models", "classla.models.common", "classla.models.ner", "classla.utils")


def leave_torch_out() -> bool:
    """Import spaCy so that it does without PyTorch; to be called before anything imports spaCy.

    Returns:
        Whether it could be done: not where PyTorch or spaCy is loaded already.
    """
    if "torch" in sys.modules or "spacy" in sys.modules or "thinc" in sys.modules:
        return False
    commands = ModuleType("spacy.cli.info")
    commands.info = _spacy_info  # type: ignore[attr-defined]
    sys.modules["torch"] = None  # type: ignore[assignment] # an import of it fails as if it were not installed
    sys.modules[commands.__name__] = commands
    try:
        import spacy  # noqa: F401, PLC0415
    finally:
        del sys.modules["torch"], sys.modules[commands.__name__]
    return True


def _spacy_info(*arguments: Any, **options: Any) -> Any:
    """`spacy.info`, which spaCy takes from its commands."""
    from spacy.cli.info import info  # noqa: PLC0415

    return info(*arguments, **options)


def classla_tokenizer(resources: Path) -> Any:
    """classla's tokenization for Croatian, the standard language.

    Args:
        resources: the folder with classla's `resources.json`.

    Returns:
        A function from a text to a `classla.models.common.doc.Document`; it holds no state of a document.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if "torch" in sys.modules or "classla" in sys.modules:
            return _whole_classla(resources)
        try:
            return _tokenization_alone()
        except (ImportError, AttributeError, TypeError):  # another version of classla, built otherwise
            for name in [name for name in sys.modules if name.split(".")[0] == "classla"]:
                del sys.modules[name]
            return _whole_classla(resources)


def _whole_classla(resources: Path) -> Any:
    return library().Pipeline("hr", dir=str(resources), processors="tokenize", use_gpu=False, logging_level="ERROR")


def _tokenization_alone() -> Any:
    """The processor that classla's pipeline calls, set up as that does it.

    classla's packages are entered by their folders, without running what they import for the sake of the models; they are taken
    out again, so that whoever imports classla later gets the whole of it.
    """
    specification = importlib.util.find_spec("classla")
    if specification is None or not specification.submodule_search_locations:
        raise ImportError("classla is not installed")
    root = Path(specification.submodule_search_locations[0])
    for name in _PACKAGES:
        package = ModuleType(name)
        package.__path__ = [str(root.joinpath(*name.split(".")[1:]))]
        sys.modules[name] = package
    slovene = ModuleType("classla.utils.obeliks")
    slovene.ObeliksTrainer = None  # type: ignore[attr-defined]
    sys.modules[slovene.__name__] = slovene
    try:
        from classla.pipeline.tokenize_processor import TokenizeProcessor  # noqa: PLC0415

        config = {"library": "reldi", "lang": "hr", "mode": "predict", "type": "standard"}
        pipeline = SimpleNamespace(load_list=[["tokenize", "standard", None]], processors={}, loaded_processors=[])
        processor = TokenizeProcessor(config=config, pipeline=pipeline, use_gpu=False)
        pipeline.processors["tokenize"] = processor
        return processor.process
    finally:
        for name in [name for name in sys.modules if name.split(".")[0] == "classla"]:
            del sys.modules[name]
