"""The process that reads foreign formats: started when it is needed, stopped when it takes too long, and started again.

Messages are JSON behind their length (eight bytes). The child may take only so much memory, cannot write files (its limit of
file size is zero) and ends when its parent does.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from pipeline.reading import errors
from pipeline.reading.extracted import Extracted
from pipeline.reading.limits import Options

_LENGTH = struct.Struct(">Q")
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from pipeline.reading.worker import main; main()"
_GRACE = 2.0  # seconds that starting may take beyond the limit of the document
_NEARLY = 0.6  # of the address space in use: a process that broke off with that much asked for more
_MOST_DOCUMENTS = 500  # read by one process; what libraries leak goes with it


def write_message(stream: IO[bytes], message: Any) -> None:
    """Send a message."""
    data = json.dumps(message, ensure_ascii=True).encode("ascii")
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def read_message(stream: IO[bytes]) -> Any | None:
    """Receive a message; None at the end."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return json.loads(data) if len(data) == length else None


class _Late(Exception):
    """The answer did not come in time."""


class Reader:
    """A process that reads documents one after another."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._memory = 0
        self._read = 0
        self._lock = threading.Lock()

    def read(self, data: bytes, media_type: str, options: Options) -> Extracted:
        """Read a document in a foreign format.

        Args:
            data: the document.
            media_type: its format.
            options: limits, and whether scans are recognised.

        Raises:
            ReadingError: the message does not name the document, so that the caller can put the name before it.
        """
        seconds = options.limits.seconds
        request = {
            "data": base64.b64encode(data).decode("ascii"),
            "media_type": media_type,
            "options": asdict(options),
        }
        with self._lock:
            process = self._running(options.limits.memory)
            try:
                answer = _ask(process, request, seconds + _GRACE)
            except _Late:
                self._stop()
                raise errors.TooSlow(
                    f"it was not read within {seconds:g} seconds", remedy="Raise --read-timeout, or split the document."
                ) from None
            except BaseException:
                self._stop()
                raise
            self._read += 1
            if answer is None:
                code, most = _ended(process)
                self._stop()
                if most > _NEARLY * options.limits.memory:
                    raise errors.TooMuchMemory(
                        f"reading it takes more than {options.limits.memory // 1_000_000:,} MB of memory",
                        remedy="Split the document, or raise --read-memory.",
                    )
                raise errors.DamagedDocument(
                    f"the program that reads this format broke off on it (exit code {code})",
                    remedy="Open it in the program it was made with and save it again; if it is large, raise --read-memory.",
                )
            if self._read >= _MOST_DOCUMENTS:
                self._stop()
        if "error" in answer:
            if answer["error"] == errors.TooMuchMemory.code:
                self.close()
            raise errors.BY_CODE.get(answer["error"], errors.DamagedDocument)(answer["message"], remedy=answer["remedy"])
        return Extracted.from_json(answer["extracted"])

    def close(self) -> None:
        """Stop the process; the next document starts another."""
        with self._lock:
            self._stop()

    def _running(self, memory: int) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # forked: the process is the parent's
            self._process, self._owner = None, os.getpid()
        if self._process is not None and (self._process.poll() is not None or memory != self._memory):
            self._stop()
        if self._process is None:
            path = [entry or str(Path.cwd()) for entry in sys.path]
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _START, json.dumps(path), str(memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=Path.cwd().anchor,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", **_tessdata()},
            )
            self._memory, self._read = memory, 0
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()
        process.wait()


def _ended(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """The exit code of a process that has closed its answers, and the most memory it had in use (bytes; 0 if not told)."""
    if sys.platform != "linux":  # the bound of memory is not held to everywhere, nor is the unit the same
        return process.wait(timeout=10), 0
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with contextlib.suppress(ChildProcessError):
            found, status, usage = os.wait4(process.pid, os.WNOHANG)
            if found:
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode, 1024 * usage.ru_maxrss
        if process.poll() is not None:
            return process.returncode, 0
        time.sleep(0.01)
    process.kill()
    return process.wait(), 0


def _tessdata() -> dict[str, str]:
    return {name: os.environ[name] for name in ("TESSDATA_PREFIX", "SYSTEMROOT") if name in os.environ}


def _ask(process: subprocess.Popen[bytes], request: Any, seconds: float) -> Any | None:
    """Send a request and wait for the answer; None where the process ended instead."""
    assert process.stdin is not None and process.stdout is not None
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    # the timer also ends a wait for a process that does not take its request
    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        write_message(process.stdin, request)
        answer = read_message(process.stdout)
    except (OSError, ValueError):
        answer = None
    finally:
        timer.cancel()
    if answer is None and late.is_set():
        raise _Late
    return answer


_READER = Reader()
atexit.register(_READER.close)


def read(data: bytes, media_type: str, options: Options) -> Extracted:
    """Read a document in the process that this one keeps for it, see `Reader.read`."""
    return _READER.read(data, media_type, options)


def close() -> None:
    """Stop the process that reads foreign formats, if there is one."""
    _READER.close()
