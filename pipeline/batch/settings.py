"""How a run goes about its work."""

from __future__ import annotations

import os
from dataclasses import dataclass

from pipeline import lines
from pipeline.batch.shards import Layout
from pipeline.batch.worker import DEFAULT_LOAD
from pipeline.batch.workers import MEMORY_LIMIT, TIME_LIMIT
from pipeline.corpus import tables
from pipeline.errors import ZapisnikError
from pipeline.processes import available_processors
from pipeline.reading.limits import DEFAULT, Options

FORMATS = ("json", "jsonl", "parquet")
ENGINES = ("local", "dask")
SHARD_SIZE = 10_000


class WrongSetting(ZapisnikError):
    """A setting that cannot be."""

    code = "wrong-setting"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run goes about its work. The records do not depend on `jobs`, the limits, or the engine.

    Attributes:
        formats: which outputs are written: `json` (a file a record), `jsonl` (a record a line, in shards), `parquet` (tables, in
            shards); any of them together.
        compression: of `jsonl`: `gzip`, `zstd` or `none`.
        shard_size: inputs in a shard.
        jobs: worker processes at a time; None for as many as there are processors, 0 to work in this process, where a document
            that kills it or takes too much memory ends the run. Ignored by a cluster.
        memory_limit: of a worker, bytes.
        time_limit: for one input, seconds.
        force: make all records again, whatever the journal says.
        prune: remove the records of inputs that the run does not name.
        analyzer: what sets tags and entities, the argument of `pipeline.load` (`rules`, `classla`, …); None for its default.
        options: limits of reading, and what the reading room is asked for.
        min_confidence: items of a lower confidence (0 to 1) are left out of the records; None for none.
        authority: path of a user's authority file, see `pipeline.load`; the workers of a cluster must find it there too.
        corrections: folder with corrections by hand that win over extraction, see `pipeline.corpus.corrections`; the workers of a
            cluster must find it there too. None for the folder `corrections` in the output folder, if there is one.
        load: another function without arguments that makes the pipeline, as `module:function`.
        engine: `local`, or `dask` for the workers of a Dask cluster.
        scheduler: address of the cluster's scheduler; without it a local cluster is started.
    """

    formats: tuple[str, ...] = ("json",)
    compression: str = "gzip"
    shard_size: int = SHARD_SIZE
    jobs: int | None = None
    memory_limit: int = MEMORY_LIMIT
    time_limit: float = TIME_LIMIT
    force: bool = False
    prune: bool = False
    analyzer: str | None = None
    min_confidence: float | None = None
    options: Options = DEFAULT
    authority: str | None = None
    corrections: str | None = None
    load: str = DEFAULT_LOAD
    engine: str = "local"
    scheduler: str | None = None

    @property
    def layout(self) -> Layout:
        """Which files are written."""
        return Layout(self.formats, self.compression)

    @property
    def pipeline(self) -> str:
        """What names the pipeline and what is left out of its records, for `versions.made_by`."""
        asked = "" if self.options == DEFAULT else f" {self.options}"
        named = f"{self.load}({self.analyzer or ''}){asked}"
        return f"{named} {self.authority_hash}{self.leaving_out}" if self.authority else named + self.leaving_out

    @property
    def leaving_out(self) -> str:
        """What is left out of the records, in words; empty if nothing is."""
        return "" if self.min_confidence is None else f" from confidence {self.min_confidence:g}"

    @property
    def authority_hash(self) -> str:
        """The SHA-256 of the authority file, as it stands in the provenance of records; empty where there is none."""
        if self.authority is None:
            return ""
        from pipeline.extraction.authority import read_authority  # noqa: PLC0415 - most runs have none

        return f"sha256:{read_authority(self.authority).sha256}"

    @property
    def workers(self) -> int:
        """Worker processes at a time; 0 for none."""
        return available_processors() if self.jobs is None else self.jobs

    def check(self) -> None:
        """Find out early what cannot work.

        Raises:
            WrongSetting: a value that cannot be.
            MissingExtra: a library that is not installed.
            BadAuthorityFile: naming file and line of every fault.
        """
        _ = self.authority_hash
        for name in self.formats:
            _one_of("format", name, FORMATS)
        if not self.formats:
            raise WrongSetting("No format is named.", remedy=f"Name one of {', '.join(FORMATS)}.")
        _one_of("compression", self.compression, tuple(lines.SUFFIXES))
        _one_of("engine", self.engine, ENGINES)
        if self.shard_size < 1:
            raise WrongSetting("A shard holds at least one input.", remedy="Give a larger shard size.")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise WrongSetting(f"{self.min_confidence} is no confidence.", remedy="Give a number from 0 to 1.")
        if self.jobs is not None and self.jobs < 0:
            raise WrongSetting(f"There cannot be {self.jobs} jobs.", remedy="Give 0 or more.")
        if self.corrections is not None and not os.path.isdir(self.corrections):  # noqa: PTH112
            raise WrongSetting(f"{self.corrections} is no folder.", remedy="Name one that `zapisnik correct` wrote.")
        if "jsonl" in self.formats:
            lines.check_compression(self.compression)
        if "parquet" in self.formats:
            tables.check_library()


def _one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise WrongSetting(f"There is no {what} {value!r}.", remedy=f"Choose from {', '.join(known)}.")
