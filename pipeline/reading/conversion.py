"""Old Word documents become DOCX, by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from pipeline.reading.errors import DamagedDocument, MissingProgram, TooSlow

_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")


def to_docx(data: bytes, seconds: float) -> bytes:
    """Convert a document of the old Word format.

    Args:
        data: the document.
        seconds: how long LibreOffice may take.

    Raises:
        MissingProgram: LibreOffice is not installed.
        TooSlow: it took longer.
        DamagedDocument: it cannot read the document.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise MissingProgram(
            "old Word documents (.doc) are read through LibreOffice, which is not installed",
            remedy="Install LibreOffice, or save the document as .docx.",
        )
    with tempfile.TemporaryDirectory(prefix="zapisnik-") as folder:
        place = Path(folder)
        document = place / "document.doc"
        document.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx",
            "--outdir",
            str(place / "out"),
            str(document),
        ]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise TooSlow(
                f"LibreOffice did not convert it within {seconds:g} seconds", remedy="Save it as .docx, or raise --read-timeout."
            ) from error
        finally:
            if process.poll() is None:
                with suppress(ProcessLookupError, PermissionError, AttributeError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.kill()
                process.wait()
        converted = place / "out" / "document.docx"
        if not converted.is_file():
            raise DamagedDocument("LibreOffice cannot read it", remedy="Open it in Word and save it as .docx.")
        return converted.read_bytes()
