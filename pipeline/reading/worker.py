"""What the process that reads foreign formats does: see `pipeline.reading.isolation`."""

from __future__ import annotations

import base64
import os
import re
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.reading.errors import DamagedDocument, ReadingError, TooMuchMemory
from pipeline.reading.isolation import read_message, write_message
from pipeline.reading.limits import Limits, Options

_NEARLY = 0.8  # of the address space: who had that much and failed, failed for want of more


def main() -> None:
    """Serve on standard input and output until the parent closes them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which closes the pipe
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever libraries print does not go among the answers
    _bound(int(sys.argv[2]))
    while (request := read_message(sys.stdin.buffer)) is not None:
        try:
            write_message(answers, _answer(request))
        except BrokenPipeError:
            return


def _bound(memory: int) -> None:
    """Bound what this process may take; systems without such bounds have the time limit alone."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for name, value in (("RLIMIT_AS", memory), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
        with suppress(OSError, ValueError):
            number = getattr(resource, name)
            _, hard = resource.getrlimit(number)
            most = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(number, (most, hard))
    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def _bound_time(seconds: float) -> None:
    """End this process by itself should the parent be gone and the document never end."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 5, hard))


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    """Read one document; every error becomes an answer."""
    from pipeline.reading import readers  # noqa: PLC0415 - after the bounds are set

    plain = request["options"]
    options = Options(**{**plain, "limits": Limits(**plain["limits"])})
    _bound_time(options.limits.seconds)
    memory = options.limits.memory
    before = _most_memory()
    try:
        return {"extracted": readers.read(base64.b64decode(request["data"]), request["media_type"], options).to_json()}
    except MemoryError:
        return _too_much_memory(memory)
    except Exception as error:  # libraries raise what they like on damaged documents
        ours = error if isinstance(error, ReadingError) else None
        if ours is not None and ours.code != DamagedDocument.code:
            return {"error": ours.code, "message": str(ours.args[0]), "remedy": ours.remedy}
        if before < (most := _most_memory()) and most > _NEARLY * memory:  # they do so too where they get no memory
            return _too_much_memory(memory)
        if ours is not None:
            return {"error": ours.code, "message": str(ours.args[0]), "remedy": ours.remedy}
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return {
            "error": DamagedDocument.code,
            "message": f"the file is damaged ({reason})",
            "remedy": "Open it in the program it was made with and save it again.",
        }


def _too_much_memory(memory: int) -> dict[str, Any]:
    return {
        "error": TooMuchMemory.code,
        "message": f"reading it takes more than {memory // 1_000_000:,} MB of memory",
        "remedy": "Split the document, or raise --read-memory.",
    }


def _most_memory() -> int:
    """The most address space that this process has had, bytes; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"^VmPeak:\s+(\d+) kB", status, re.M)
    return 1024 * int(found[1]) if found else 0
