"""What the tests of importing share: a folder with a file of each format, and what a report says."""

from __future__ import annotations

from pathlib import Path

from format_samples import samples

from engine.corpus import ImportReport

MAILBOX = b"".join(
    b"From a@b Thu Jan 1 00:00:00 2026\nFrom: Ann <a@b>\nDate: Thu, 1 Jan 2026 10:00:00 +0000\nSubject: x\n\n"
    b"Hello number %d.\n\n> quoted words\n\n-- \nAnn\n\n" % number
    for number in range(600)
)


def make_folder(place: Path) -> Path:
    """A file of each format, a mailbox without an ending, a plain text and a table."""
    place.mkdir()
    for suffix, data in samples().items():
        (place / f"a{suffix}").write_bytes(data)
    (place / "Inbox").write_bytes(MAILBOX)
    (place / "b.txt").write_text("plain 글", encoding="utf-8")
    (place / "c.csv").write_text("name,text\n1,some words here\n2,other words there\n", encoding="utf-8")
    return place


def statuses(report: ImportReport) -> dict[str, str]:
    """What became of each file, by its name."""
    return {file.path.name: file.status for file in report.files}


def reasons(report: ImportReport) -> dict[str, str]:
    """Why files are left out, by their names."""
    return {file.path.name: file.reason for file in report.skipped}
