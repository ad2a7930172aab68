"""Readers of foreign formats: bytes in, `Extracted` out. They run in a process of their own, see `pipeline.reading.isolation`."""

from __future__ import annotations

from importlib import import_module

from pipeline.reading import formats
from pipeline.reading.extracted import Extracted
from pipeline.reading.limits import Options

# media type → module; imported when the first document of the format comes
_MODULES = {
    formats.HTML: "web",
    "application/xhtml+xml": "web",
    formats.SAVED_PAGE: "mail",
    formats.MAIL: "mail",
    formats.PDF: "pdf",
    formats.DOCX: "docx",
    "application/vnd.ms-word.document.macroenabled.12": "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template": "docx",
    formats.ODT: "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    formats.RTF: "rtf",
}


def has_reader(media_type: str) -> bool:
    """Whether documents of a media type are read by this package."""
    return media_type in _MODULES


def read(data: bytes, media_type: str, options: Options) -> Extracted:
    """Read a document.

    Args:
        data: the document, whole.
        media_type: one for which `has_reader` is true.
        options: limits, and whether scanned pages are to be recognised.

    Raises:
        ReadingError: the document cannot be read.
        Exception: whatever a library raises on a damaged document.
    """
    module = import_module(f"pipeline.reading.readers.{_MODULES[media_type]}")
    extracted: Extracted = module.read(data, options)
    return extracted
