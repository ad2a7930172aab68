"""The run: documents one after another, a record for each, and a report at the end."""

from __future__ import annotations

import errno
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from platform import python_version
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipeline import __version__
from pipeline.batch.inputs import RUN_FILE, STANDARD_INPUT, Task, plan
from pipeline.batch.report import Failure, Progress, RunReport, printable
from pipeline.batch.writing import write_atomically
from pipeline.errors import ZapisnikError
from pipeline.reading import Duplicates, Options, Source, Unread, open_bytes, open_source
from pipeline.reading.documents import safe_path
from pipeline.records import Record, problems

if TYPE_CHECKING:
    from spacy.language import Language

# how our own files begin; no other file in the output folder is overwritten
_RECORD_BEGINS = b'{\n  "schema_version": '
_REPORT_BEGINS = b'{\n  "run": "zapisnik"'
# errors of writing that every further record would meet as well
_HOPELESS = frozenset(getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO"))
_ENGINES = ("classla", "spacy", "jsonschema")


class OutputError(ZapisnikError):
    """The output folder cannot be written to."""

    code = "output"


class NotWritten(ZapisnikError):
    """One record cannot be written; others may."""

    code = "not-written"


class NotOverwritten(ZapisnikError):
    """Somebody else's file is where a file of ours should go."""

    code = "not-overwritten"


def run(
    inputs: Sequence[str | Path],
    out_dir: str | Path,
    *,
    pattern: str | None = None,
    options: Options | None = None,
    nlp: Language | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> RunReport:
    """Read documents and write a record for each, and the report of the run to `run.json`.

    A document that fails in any way does not stop the others. Every record is validated before it is written, and written
    whole or not at all. After Ctrl-C what is done stays, `run.json` is written, and the report says `interrupted`.

    Args:
        inputs: files, folders, glob patterns, `-` for standard input; see `plan`.
        out_dir: where the records go; made if it is not there.
        pattern: of the files in folders only those whose name matches (`*.txt`) are read.
        options: limits, and what the reading room is asked for; without it the defaults.
        nlp: a pipeline made by `pipeline.load`; without it one is made and kept.
        on_progress: called after each document.

    Returns:
        The report, with all failures.

    Raises:
        OutputError: if the output folder cannot be written to, or the disk is full (`run.json` is written if that is possible).
        NotOverwritten: if it holds a `run.json` that is not ours.
    """
    out = Path(out_dir)
    work = plan(inputs, out, pattern=pattern)
    report = RunReport(
        inputs=[printable(str(given)) for given in inputs],
        out_dir=out,
        documents=len(work.tasks),
        failures=work.failures,
        skipped=work.skipped,
        started=datetime.now().astimezone().isoformat(timespec="seconds"),
        versions=_versions(),
    )
    _prepare(out)
    try:
        with _interruptible() as interrupted:
            _work_through(work.tasks, out, report, options or Options(), nlp, on_progress=on_progress, interrupted=interrupted)
    except KeyboardInterrupt:
        report.interrupted = True
    except OutputError:
        report.interrupted = True
        with suppress(OSError):
            write_atomically(out / RUN_FILE, report.to_json().encode())
        raise
    try:
        write_atomically(out / RUN_FILE, report.to_json().encode())
    except OSError as error:
        raise _output_error(out / RUN_FILE, error) from error
    return report


@contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """Let the document at hand be finished when Ctrl-C is pressed; pressed again it stops at once.

    Python's own handler raises wherever the program is at that moment, also where an exception gets lost. It is left alone
    outside the main thread, and where somebody has put another in its place.
    """
    pressed: list[int] = []

    def note(number: int, _: object) -> None:
        pressed.append(number)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    ours = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours:
        signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _work_through(
    tasks: Sequence[Task],
    out: Path,
    report: RunReport,
    options: Options,
    nlp: Language | None,
    *,
    on_progress: Callable[[Progress], None] | None,
    interrupted: Callable[[], bool],
) -> None:
    if not tasks:
        return
    from pipeline.document import default, extract  # noqa: PLC0415 - spaCy is slow to import

    engine = nlp or default()
    duplicates = Duplicates()
    begun = time.perf_counter()
    try:
        for done, task in enumerate(tasks, start=1):
            if interrupted():
                raise KeyboardInterrupt
            failures = _all(
                task, out, report, options, extract=lambda source: extract(source, engine), duplicates=duplicates
            )
            report.failures += failures
            if on_progress:
                seconds = time.perf_counter() - begun
                on_progress(Progress(done, len(tasks), report.tokens, seconds, _name(task), failures[0] if failures else None))
    finally:
        report.seconds = time.perf_counter() - begun


def _all(
    task: Task,
    out: Path,
    report: RunReport,
    options: Options,
    *,
    extract: Callable[[Source], Record],
    duplicates: Duplicates,
) -> list[Failure]:
    """File every document of an input: one, or those of an archive or a mail.

    Raises:
        OutputError: if no further record can be written either.
    """
    failures: list[Failure] = []
    documents = _documents(task, options)
    while True:
        try:
            opened = next(documents, None)
        except Exception as error:
            return [*failures, _fault(_name(task), "internal-error", " ".join(f"{type(error).__name__}: {error}".split()))]
        if opened is None:
            return failures
        name = _name(task) + unquote(opened.uri.removeprefix(task.uri), errors="replace")
        if opened.uri != task.uri:
            report.documents += 1
        if isinstance(opened, Unread):
            failures.append(Failure(name, opened.error.code, str(opened.error.args[0]), opened.error.remedy))
        elif failure := _file(opened, name, out / _record_path(task, opened.uri), report, extract):
            failures.append(failure)
        elif first := duplicates.add(opened.uri, opened.text):
            report.duplicates[opened.uri] = first


def _record_path(task: Task, uri: str) -> PurePosixPath:
    """Where a record goes: that of a document within an input into a folder named after the input."""
    if uri == task.uri:
        return task.record
    below = PurePosixPath(safe_path(unquote(uri.removeprefix(task.uri), errors="replace")))
    folder = task.record.parent / PurePosixPath(unquote(task.uri, errors="replace")).name
    return folder / below.with_name(f"{below.name}.json")


def _file(source: Source, name: str, path: Path, report: RunReport, extract: Callable[[Source], Record]) -> Failure | None:
    """Extract, validate and write one document, and count it; whatever goes wrong becomes a failure.

    Raises:
        OutputError: if no further record can be written either.
    """
    try:
        record = extract(source)
        found = problems(record.to_dict())
        if found:
            more = f" ({len(found) - 1} more problems)" if len(found) > 1 else ""
            return _fault(name, "invalid-record", f"The record does not keep to the schema: {found[0]}{more}")
        _write(record, path)
    except OutputError:
        raise
    except ZapisnikError as error:
        return Failure(name, error.code, str(error.args[0]), error.remedy)
    except Exception as error:  # a fault in a rule must not cost the other documents
        return _fault(name, "internal-error", " ".join(f"{type(error).__name__}: {error}".split()))
    report.written += 1
    report.characters += record.source.characters
    report.sentences += record.source.sentences
    report.tokens += record.source.tokens
    report.warnings.update(warning.code for warning in record.warnings)
    report.items.update({field: len(getattr(record, field)) for field in Record.ITEM_FIELDS})
    return None


def _fault(name: str, code: str, message: str) -> Failure:
    return Failure(name, code, message, "This is a fault of zapisnik. Please report it with the document if you may.")


def _documents(task: Task, options: Options) -> Iterator[Source | Unread]:
    if task.path is None:
        return open_bytes(sys.stdin.buffer.read(options.limits.bytes + 1), uri=task.uri, options=options)
    return open_source(task.path, uri=task.uri, options=options)


def _write(record: Record, path: Path) -> None:
    try:
        if not _is_ours(path, _RECORD_BEGINS):
            raise NotOverwritten(f"{path} is there already and is no record.", remedy="Choose another output folder.")
        write_atomically(path, record.to_json().encode())
    except OSError as error:
        if error.errno in _HOPELESS:
            raise _output_error(path, error) from error
        raise NotWritten(f"{path} cannot be written ({error.strerror}).", remedy="Choose another output folder.") from error


def _prepare(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        ours = _is_ours(out / RUN_FILE, _REPORT_BEGINS)
    except OSError as error:
        raise _output_error(out, error) from error
    if not ours:
        raise NotOverwritten(f"{out / RUN_FILE} is there already and is no report.", remedy="Choose another output folder.")


def _is_ours(path: Path, begins: bytes) -> bool:
    """Whether a file may be written at `path`: none is there, or one that we wrote."""
    try:
        with path.open("rb") as file:
            return file.read(len(begins)) == begins
    except FileNotFoundError:
        return True


def _output_error(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{path} cannot be written ({error.strerror or error}).", remedy="Make room, or choose a folder that can be written to."
    )


def _name(task: Task) -> str:
    """What to call a document in messages: its path, relative to the working folder where it is below it."""
    if task.path is None:
        return STANDARD_INPUT
    here = Path.cwd()
    return printable(str(task.path.relative_to(here) if task.path.is_relative_to(here) else task.path))


def _versions() -> dict[str, str]:
    return {"zapisnik": __version__, "python": python_version(), **{name: version(name) for name in _ENGINES}}
