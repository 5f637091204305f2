"""Reports of imports on the disk: data only, and worth no more than the import that made them."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from engine import atomic
from engine.corpus.importing import ImportedFile, ImportReport

_FORMAT = 1
_FILE_FIELDS = tuple(field.name for field in fields(ImportedFile))
_KINDS: dict[str, type] = {
    "path": str, "status": str, "reason": str, "encoding": str, "characters": int, "replaced": int, "language": str,
    "seconds": float, "size": int, "changed": int, "hint": str,
}  # fmt: skip
_STATUSES = ("read", "cached", "skipped")


def write_report(file: Path, report: ImportReport) -> None:
    """Writes a report, whole or not at all. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    atomic.write_json(
        file,
        {
            "version": _FORMAT,
            "stopped": report.stopped,
            "bytes": report.bytes,
            "seconds": report.seconds,
            "notes": list(report.notes),
            "fields": list(_FILE_FIELDS),
            "files": [[str(one.path), *(getattr(one, name) for name in _FILE_FIELDS[1:])] for one in report.files],
        },
    )


def read_report(file: Path) -> ImportReport | None:
    """A report; None where there is none, or none that this version can read."""
    try:
        content = json.loads(file.read_bytes().decode("utf-8", "surrogatepass"))
        if content["version"] != _FORMAT or content["fields"] != list(_FILE_FIELDS):
            return None
        return ImportReport(
            tuple(_file(values) for values in content["files"]),
            bool(content["stopped"]),
            int(content["bytes"]),
            float(content["seconds"]),
            tuple(map(str, content["notes"])),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _file(values: list[Any]) -> ImportedFile:
    found = dict(zip(_FILE_FIELDS, values, strict=True))
    if any(type(value) is not _KINDS[name] for name, value in found.items()) or found["status"] not in _STATUSES:
        raise ValueError("another kind of value")
    return ImportedFile(Path(found.pop("path")), **found)
