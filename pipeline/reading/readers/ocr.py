"""Optical character recognition of scanned pages, by the program Tesseract where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

from pipeline.reading.errors import MissingProgram, TooSlow

LANGUAGES = ("bos", "hrv", "srp", "srp_latn")
HOW_TO_INSTALL = "It needs Tesseract with the languages bos, hrv, srp and srp_latn (https://tesseract-ocr.github.io)."


def is_installed() -> bool:
    """Whether the program is there."""
    return shutil.which("tesseract") is not None


@cache
def _languages() -> tuple[str, ...]:
    """Those of our languages that Tesseract has data for."""
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    listed = set((done.stdout + done.stderr).split())
    return tuple(language for language in LANGUAGES if language in listed)


def recognise(picture: bytes, seconds: float) -> str:
    """The text of a picture of a page.

    Args:
        picture: PGM, PNG or TIFF.
        seconds: how long the program may take.

    Raises:
        MissingProgram: Tesseract, or its data for our languages, is not installed.
        TooSlow: it took longer.
    """
    if not is_installed():
        raise MissingProgram("the pages are scans, and Tesseract, which reads them, is not installed", remedy=HOW_TO_INSTALL)
    languages = _languages()
    if not languages:
        raise MissingProgram("Tesseract has no data for Bosnian, Croatian or Serbian", remedy=HOW_TO_INSTALL)
    command = ["tesseract", "stdin", "stdout", "-l", "+".join(languages), "--dpi", "300"]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise TooSlow(f"recognising one page took longer than {seconds:g} seconds") from error
    if done.returncode:
        reason = " ".join(done.stderr.decode("utf-8", errors="replace").split())[:200]
        raise MissingProgram(f"Tesseract failed ({reason})", remedy=HOW_TO_INSTALL)
    return done.stdout.decode("utf-8", errors="replace").replace("\x0c", "\n")
