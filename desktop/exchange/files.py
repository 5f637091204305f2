"""Files of conversations: written whole or not at all, and read with a limit. Work for a lane."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QIODevice, QSaveFile

from desktop.exchange import json_form, text_form
from desktop.exchange.checks import FILE_BYTES, refused
from desktop.history import HistoryError
from desktop.history.exchange import Whole

FORMATS = (".md", ".txt", ".json")
_FORMS = {".md": text_form.MARKDOWN, ".txt": text_form.TEXT_FORM}


def write_file(path: Path, conversations: Sequence[Whole]) -> None:
    """Writes conversations in the format of the file's ending, one of FORMATS; another file there is replaced.

    Raises HistoryError where the file cannot be written; an older one is then as it was.
    """
    suffix = path.suffix.lower()
    text = text_form.dump(conversations, _FORMS[suffix]) if suffix in _FORMS else json_form.dump(conversations)
    file = QSaveFile(str(path))
    data = text.encode("utf-8", errors="surrogatepass")
    if not file.open(QIODevice.OpenModeFlag.WriteOnly) or file.write(data) != len(data) or not file.commit():
        file.cancelWriting()
        translate = QCoreApplication.translate
        raise HistoryError(
            translate("Exchange", "The conversations could not be written to “{0}”; nothing was changed.").format(
                path.name
            ),
            translate("Exchange", "Choose another folder, or free some space on the disk."),
        )


def read_file(path: Path) -> list[Whole]:
    """The conversations of an exported file, checked.

    Raises HistoryError where it cannot be read, is too large, or holds something else.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(FILE_BYTES + 1)
    except OSError as error:
        translate = QCoreApplication.translate
        raise HistoryError(
            translate("Exchange", "“{0}” could not be read; nothing was changed.").format(path.name),
            translate("Exchange", "Check that the file is there and may be read."),
        ) from error
    if len(data) > FILE_BYTES:
        limit = QCoreApplication.translate("Exchange", "it is larger than {0} MB")
        raise refused(path.name, limit.format(FILE_BYTES // 1024 // 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(path.name) from error
    suffix = path.suffix.lower()
    if suffix in _FORMS:
        return text_form.load(text, path.name, _FORMS[suffix])
    return json_form.load(text, path.name)
