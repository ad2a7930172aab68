"""XML out of ZIP-based formats, read so that neither entities nor sizes can do harm."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from pipeline.reading.errors import DamagedDocument, EncryptedDocument, TooLarge

_LARGEST_PART = 64_000_000  # bytes of one XML part; some ten thousand pages
_STORED_OR_DEFLATED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Package:
    """A ZIP file of XML parts."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            DamagedDocument: it is no ZIP file.
        """
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedDocument(f"the file is damaged ({error})") from error
        self._names = {name.lower(): name for name in self._archive.namelist()}

    def has(self, name: str) -> bool:
        """Whether there is a part of that name; case does not count."""
        return name.lower() in self._names

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._names.values())

    def part(self, name: str) -> Any | None:
        """The root element of a part, None where it is not there.

        Raises:
            DamagedDocument: it is no XML.
            EncryptedDocument: it asks for a password.
            TooLarge: it is larger than any report.
        """
        data = self.bytes(name)
        return None if data is None else parse(data)

    def bytes(self, name: str) -> bytes | None:
        """The bytes of a part, None where it is not there."""
        known = self._names.get(name.lower())
        if known is None:
            return None
        info = self._archive.getinfo(known)
        if info.flag_bits & 1:
            raise EncryptedDocument("the document asks for a password")
        if info.compress_type not in _STORED_OR_DEFLATED:
            raise DamagedDocument("the document is compressed in an unusual way")
        try:
            with self._archive.open(info) as file:
                data = file.read(_LARGEST_PART + 1)
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise DamagedDocument(f"the file is damaged ({error})") from error
        except Exception as error:  # zlib.error
            raise DamagedDocument(f"the file is damaged ({error})") from error
        if len(data) > _LARGEST_PART:
            raise TooLarge(f"its text unpacks to more than {_LARGEST_PART:,} bytes")
        return data


def parse(data: bytes) -> Any:
    """The root element of an XML document; entities are not expanded, nothing is fetched.

    Raises:
        DamagedDocument: it is no XML, or declares entities, as no program does that writes documents.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocument(f"the file is damaged ({error})") from error
    if root is None:
        raise DamagedDocument("the file is damaged (it is no XML)")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise DamagedDocument(
            "its XML declares entities, which may stand for endless text",
            remedy="Do not trust it; open it in the program it was made with and save it again.",
        )
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its name without the namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def text_of(element: Any) -> str:
    """All text below an element."""
    return "".join(part for part in element.itertext() if isinstance(part, str))
