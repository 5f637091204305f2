"""Checking messages on the spam lane: one, or all of the mails in files and folders."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import engine
from desktop.widgets.message_table import CheckedMail

if TYPE_CHECKING:
    from desktop.tasks import Control
    from engine import SpamReport

REPORT_SECONDS = 0.2
MAILBOXES = (".mbox", ".mbx")


class SpamWork:
    """Checks messages on the spam lane, explains one of many on the evidence lane; keeps the checker loaded last."""

    def __init__(self, models_dir: Path) -> None:
        self._models_dir = models_dir
        self._name = ""
        self._checker: engine.SpamChecker | None = None
        self._loading = threading.Lock()

    def forget(self) -> None:
        """The models have changed: load again next time."""
        self._name = ""

    def _load(self, name: str) -> engine.SpamChecker:
        with self._loading:
            if self._checker is None or self._name != name:
                self._checker = engine.open_spam_checker(self._models_dir, name)
                self._name = name
            return self._checker

    def check_one(self, name: str, source: str | Path, _control: Control) -> SpamReport:
        """Checks a pasted text, or the one mail of a file."""
        checker = self._load(name)
        return checker.check(_read_mail(source) if isinstance(source, Path) else source)

    def check_many(self, name: str, paths: tuple[Path, ...], control: Control) -> int:
        """Checks every mail of files and folders, without evidence; reports lists of CheckedMail and sentences.

        Returns the count.
        """
        checker = self._load(name)
        count, batch, last = 0, [], time.monotonic()
        for file in mail_files(paths):
            if control.stopped:
                break
            try:
                for number, raw in enumerate(engine.iter_mailbox(file), start=1):
                    if control.stopped:
                        break
                    box = number > 1 or file.suffix.lower() in MAILBOXES
                    source = f"{file.name} #{number}" if box else file.name
                    batch.append(CheckedMail(source, checker.check(raw, explain=False), file, number))
                    count += 1
                    if time.monotonic() - last > REPORT_SECONDS:
                        # Each report is a part of the result, so none may replace another.
                        control.report(batch, final=True)
                        batch, last = [], time.monotonic()
            except engine.EngineError as error:
                control.report(f"{file.name}: {error.message}", final=True)
        if batch:
            control.report(batch, final=True)
        return count

    def explain(self, name: str, mail: CheckedMail, control: Control) -> CheckedMail:
        """Reads one of many mails again and adds the evidence, which takes much longer than the verdict."""
        checker = self._load(name)
        for number, raw in enumerate(engine.iter_mailbox(mail.path), start=1):
            if control.stopped:
                return mail
            if number == mail.number:
                return replace(mail, report=checker.check(raw), explained=True)
        raise engine.MessageError(f"The mail is no longer in “{mail.path.name}”.", "Open the file again.")


def _read_mail(path: Path) -> bytes:
    """The first mail of a file; what is beyond the engine's limit of one mail is left out there."""
    mail = next(engine.iter_mailbox(path), None)
    if mail is None:
        raise engine.MessageError(f"There is no mail in “{path.name}”.", "Choose an .eml or .mbox file.")
    return mail


def mail_files(paths: tuple[Path, ...]) -> list[Path]:
    """The files of the paths: folders are searched to any depth, hidden files are left out, in a fixed order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.is_file())
            found += sorted(p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts))
        else:
            found.append(path)
    return found
