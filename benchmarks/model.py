"""The shipped model alone: words a second on one thread and on two, time to load, memory. `python -m benchmarks.model`.

Words are classla's tokens without blanks. Every figure is the median of `BENCH_RUNS` (five) runs, each in a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time

from benchmarks.reports import reports

RUNS = int(os.environ.get("BENCH_RUNS", "5"))
DOCUMENTS, WORDS = 40, 370


def measure(threads: int) -> dict[str, float]:
    """Load the model and analyze generated reports, in this process."""
    from pipeline.language.engines import leave_torch_out  # noqa: PLC0415 - in this order, each when it is needed

    leave_torch_out()
    import spacy  # noqa: PLC0415

    nlp = spacy.blank("bs")
    documents = [
        [[token.text for token in sentence if not token.is_space] for sentence in nlp.make_doc(text).sents]
        for text in reports(DOCUMENTS, WORDS)
    ]
    before = time.perf_counter()
    from pipeline.language.model.tagger import Tagger  # noqa: PLC0415

    tagger = Tagger(threads=threads)
    loaded = time.perf_counter() - before
    tagger.analyze(documents[0])
    begun = time.perf_counter()
    for document in documents:
        tagger.analyze(document)
    seconds = time.perf_counter() - begun
    words = sum(len(sentence) for document in documents for sentence in document)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"load": loaded, "words a second": words / seconds, "memory": memory}


def main() -> None:
    """Print the table."""
    print(f"{os.cpu_count()} processors, median of {RUNS} processes, {DOCUMENTS} reports of {WORDS} words")
    print("threads  words/s  load, s  memory, MB")
    for threads in (1, 2):
        command = [sys.executable, "-m", "benchmarks.model", str(threads)]
        made = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(RUNS)]
        middle = {name: statistics.median(one[name] for one in made) for name in made[0]}
        print(f"{threads:7}  {middle['words a second']:7.0f}  {middle['load']:7.2f}  {middle['memory']:10.0f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()
