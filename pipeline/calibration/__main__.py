"""`python -m pipeline.calibration REFERENCES`: how far confidence can be trusted, and the table that it comes from."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language

from pipeline.calibration.fitting import (
    TAGGED,
    Observation,
    Prediction,
    expected_calibration_error,
    fit,
    log_loss,
    precision_and_recall,
    predict,
    rows,
)
from pipeline.calibration.matching import FIELDS, judge
from pipeline.calibration.references import Reference, read_references, read_tagged
from pipeline.document import load, process
from pipeline.errors import ZapisnikError
from pipeline.extraction.confidence import calibration as shipped_calibration
from pipeline.extraction.confidence.calibration import COLUMNS, TABLE, Calibration, joined
from pipeline.extraction.confidence.factory import judged
from pipeline.extraction.rules import name_of
from pipeline.reading import read_text
from pipeline.records.assembly import assemble

LEVELS = (0.5, 0.8, 0.9)


def observe(reference: Reference, nlp: Language) -> tuple[list[Observation], dict[str, int]]:
    """The judged items of a document, and how many items of each field its annotation expects.

    Args:
        nlp: the pipeline without its last component: signs go by the confidence that the rules themselves give.
    """
    source = read_text(reference.text, uri=reference.name)
    reading, doc = process(source, nlp, published=reference.published)
    record = assemble(source, reading, doc).to_dict()
    by_field: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for field, finding, signs in judged(doc):
        places = getattr(finding, "mentions", None) if field in ("organizations", "participants") else [finding.evidence]
        if places:
            by_field[field].append((min(places).start, name_of(finding.rule), joined(signs)))
    document = reference.name if reference.expected is not None else TAGGED + reference.name
    observations: list[Observation] = []
    expected: dict[str, int] = {}
    for field, judgement in judge(reference, record).items():
        found = sorted(by_field[field], key=lambda entry: entry[0])  # as the record has them
        expected[field] = judgement.expected
        for (_, rule, key), right, details in zip(found, judgement.right, judgement.details, strict=True):
            if right is not None:
                observations.append(Observation(document, field, rule, key, right, details))
    return observations, expected


def report(predictions: Sequence[Prediction], expected: dict[str, int]) -> str:
    """A table: of each field the items, those right, the error, and precision and recall at each level."""
    levels = "".join(f"  P at {level}  R at {level}" for level in LEVELS)
    lines = [f"{'field':18}{'items':>7}{'right':>7}{'ECE':>8}{levels}"]
    for field in FIELDS:
        own = [each for each in predictions if each.field == field]
        if not own:
            continue
        figures = [precision_and_recall(own, expected.get(field, 0), level) for level in LEVELS]
        cells = "".join(f"{precision:10.3f}{recall:10.3f}" for precision, recall in figures)
        share = sum(each.right for each in own)
        lines.append(f"{field:18}{len(own):7}{share:7}{expected_calibration_error(own):8.3f}{cells}")
    return "\n".join(lines)


def table(calibration: Calibration, documents: int) -> str:
    """The content of `calibration.tsv`."""
    head = [
        f"# How many items were right on {documents} annotated texts, by rule and signs.",
        "# Made by `python -m pipeline.calibration`.",
        "# rule, signs: * for any, - for none; right: of the items; confidence: the share as it is estimated.",
        "# Rows of `FIELD:details` count right items, and of these those of which everything else that is said is right too.",
        "# (weight): how many items the prior weighs.",
        "\t".join(COLUMNS),
        "\t".join(("(weight)", "*", "*", f"{calibration.weight:g}")),
    ]
    return "\n".join([*head, *("\t".join(row) for row in rows(calibration))]) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tool; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.calibration", description=__doc__)
    parser.add_argument("references", type=Path, nargs="+", help="folders with reference documents: NAME.txt and NAME.json")
    parser.add_argument("--tagged", type=Path, action="append", default=[], help="folder of texts with inline tags")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE}, which extraction reads, into this package")
    given = parser.parse_args(arguments)
    try:
        references = [each for folder in given.references for each in read_references(folder)]
        tagged = [each for folder in given.tagged for each in read_tagged(folder)]
    except ZapisnikError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    nlp = load()
    nlp.remove_pipe("confidence")
    seen: list[Observation] = []
    expected: dict[bool, dict[str, int]] = {True: defaultdict(int), False: defaultdict(int)}
    for reference in [*references, *tagged]:
        observations, of = observe(reference, nlp)
        seen += observations
        for field, number in of.items():
            expected[reference.expected is None][field] += number
    calibration = fit(seen)
    predictions = predict(seen, calibration.weight)
    documents = len(references) + len(tagged)
    weighs = f"the prior weighs {calibration.weight:g} items, log loss {log_loss(predictions):.3f}"
    print(f"{len(seen)} items of {documents} texts; {weighs}")
    order = _order(seen)
    for title, wanted in (("reference documents", False), ("texts with inline tags", True)):
        part = [each for each, document in zip(predictions, order, strict=True) if document.startswith(TAGGED) == wanted]
        if part:
            print(f"\n{title}, each by the other texts (leave one document out):\n{report(part, expected[wanted])}")
    if given.write:
        path = Path(shipped_calibration.__file__).with_name(TABLE)
        path.write_text(table(calibration, documents), encoding="utf-8")
        print(f"\n{path.name} written.")
    return 0


def _order(seen: Sequence[Observation]) -> list[str]:
    """The documents of the predictions, which come document by document."""
    by_document: dict[str, int] = defaultdict(int)
    for each in seen:
        by_document[each.document] += 1
    return [document for document, number in by_document.items() for _ in range(number)]


if __name__ == "__main__":
    sys.exit(main())
