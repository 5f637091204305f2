"""Conversations as files: complete as .json, readable as .md and .txt; what comes in is hostile until it is checked."""

from __future__ import annotations

from desktop.exchange.files import FORMATS, read_file, write_file

__all__ = ["FORMATS", "read_file", "write_file"]
