"""A user's authority file takes precedence over what the rules read; see `docs/entities.md` for its columns."""

from __future__ import annotations

from pipeline.extraction.authority.user_file import AuthorityFile, BadAuthorityFile, Entry, read_authority

__all__ = ["AuthorityFile", "BadAuthorityFile", "Entry", "read_authority"]
