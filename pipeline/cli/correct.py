"""`zapisnik correct`: what people corrected in an annotation program, for later runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import FAILED, DebugOption, errors_reported, messages, prepare_engines, print_failure, print_line

if TYPE_CHECKING:
    from pipeline.corpus.annotations import Annotated as AnnotatedDocument


def _fields(text: str) -> list[str]:
    """The fields of `--fields`; `typer` makes a usage error of a `BadParameter`."""
    from pipeline.corpus.corrections import FIELDS  # noqa: PLC0415 - `--help` needs nothing of it

    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in FIELDS:
            raise typer.BadParameter(f"There is no field {name!r}; choose from {', '.join(FIELDS)}.")
    return names


def correct(
    exports: Annotated[
        list[Path],
        typer.Argument(
            show_default=False,
            help="What you exported: of Label Studio [bold]JSON[/bold], of INCEpTION [bold]UIMA CAS XMI (XML 1.0)[/bold] "
            "(.xmi or .zip), or the archive of a whole INCEpTION project.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            file_okay=False,
            show_default=False,
            metavar="FOLDER",
            help="Where the corrections go, a file a document. [bold]corrections[/bold] in the folder of the records is found by "
            "[bold]zapisnik run[/bold] without being named.",
        ),
    ],
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields",
            metavar="FIELDS",
            show_default="all",
            help="Which fields you looked at (organizations,participants, …); the others stay as extracted.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")] = False,
    debug: DebugOption = False,
) -> None:
    """Take over what you corrected in Label Studio or INCEpTION.

    What you left in a document is what its record says from then on: what you
    removed is gone, what you changed or added stands with the rule correction.…
    and confidence 1, and what you left as it was stays as it is. Documents that
    nobody annotated give no corrections.

    The next [bold]zapisnik run[/bold] reads the documents again whose corrections changed.

    [bold]Examples[/bold]

    zapisnik correct project-3.json -o outputs/corrections

    zapisnik run samples -o outputs

    zapisnik correct document.zip -o corrections --fields organizations
    """
    with errors_reported(debug):
        from pipeline.corpus import corrections  # noqa: PLC0415 - `--help` needs nothing of it
        from pipeline.corpus.annotations import NotAnExport  # noqa: PLC0415
        from pipeline.corpus.exports import NotExported  # noqa: PLC0415

        console = messages()
        spoken = _fields(fields) if fields is not None else list(corrections.FIELDS)
        failed = False
        documents: set[str] = set()
        items = 0
        for file in exports:
            program, read = _reader(file)
            try:
                for document in read(file):
                    made, problems = corrections.of(document, program, spoken)
                    corrections.write(made, out)
                    documents.add(made.record_id)
                    items += len(made.items)
                    for problem in problems:
                        failed = True
                        print_failure(document.uri or document.record_id, f"left to the rules: {problem}", console=console)
            except NotAnExport as error:
                failed = True
                print_failure(str(file), str(error.args[0]), error.remedy, console=console)
            except OSError as error:
                raise NotExported(
                    f"{out} cannot be written ({error.strerror or error}).", remedy="Make room, or choose another folder with -o."
                ) from error
        if not quiet:
            number = "1 document" if len(documents) == 1 else f"{len(documents):,} documents"
            print_line(f"{number} corrected, with {items:,} items, written to {out}.", console)
        if failed:
            raise typer.Exit(FAILED)


def _reader(file: Path) -> tuple[str, Callable[[Path], Iterator[AnnotatedDocument]]]:
    """The name of the program whose export this is, and what reads it."""
    if file.suffix.lower() in (".xmi", ".zip"):
        prepare_engines()
        from pipeline.corpus.exports import inception  # noqa: PLC0415 - spaCy is slow to import

        return "inception", inception.read
    from pipeline.corpus.exports import label_studio  # noqa: PLC0415

    return "label-studio", label_studio.read
