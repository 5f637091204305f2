"""Asks in which encoding a file is, and shows how it reads in each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from desktop.widgets.cards import muted
from desktop.widgets.forms import FormRow, choose, labelled
from desktop.widgets.small_dialogs import FormDialog


class EncodingDialog(FormDialog):
    """Offers encodings, each with the beginning of the file in it.

    Args:
        name: the file's name.
        samples: pairs of an encoding, empty for the recognised one, and the text; None where there is none.
        recognised: what the file is taken for now.
        chosen: the encoding chosen before; empty for none.
    """

    def __init__(
        self,
        name: str,
        samples: Sequence[tuple[str, str | None]],
        recognised: str,
        chosen: str,
        parent: QWidget,
    ) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Encoding of “{0}”").format(name))
        self.action.setText(self.tr("&Read it so"))
        self._samples = dict(samples)
        self.encoding = QComboBox(self)
        words = self._words()
        for encoding, _text in samples:
            if encoding:
                self.encoding.addItem(words.get(encoding, encoding), encoding)
            else:
                known = recognised if not chosen else ""
                as_is = self.tr("As recognised ({0})").format(known) if known else self.tr("As recognised")
                self.encoding.addItem(as_is, "")
        choose(self.encoding, chosen)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        labelled(self.text, self.tr("How the file begins in this encoding"))
        self.status = muted("", self)
        description = self.tr("The right one shows words that can be read. The file itself stays as it is.")
        self.column.addWidget(FormRow(self.tr("&Encoding"), self.encoding, description, self))
        self.column.addWidget(self.text, 1)
        self.column.addWidget(self.status)
        self.finish()
        self.encoding.currentIndexChanged.connect(self._show)
        self._show()
        self.fit(640, 460)
        self.encoding.setFocus()

    def _words(self) -> dict[str, str]:
        return {
            "utf-8": "UTF-8",
            "cp949": self.tr("Korean (CP949, EUC-KR)"),
            "johab": self.tr("Korean (Johab)"),
            "utf-16-le": "UTF-16 LE",
            "utf-16-be": "UTF-16 BE",
            "cp1252": self.tr("Western (Windows-1252)"),
            "mac-roman": self.tr("Western (Mac)"),
            "cp932": self.tr("Japanese (Shift JIS)"),
            "gb18030": self.tr("Chinese (GB 18030)"),
            "big5": self.tr("Chinese (Big5)"),
            "cp1251": self.tr("Cyrillic (Windows-1251)"),
        }

    @property
    def value(self) -> str:
        """The chosen encoding; empty for the recognised one."""
        return str(self.encoding.currentData())

    @Slot()
    def _show(self) -> None:
        text = self._samples.get(self.value)
        self.text.setPlainText(text or "")
        self.action.setEnabled(text is not None)
        if text is None:
            self.status.setText(self.tr("The encoding of this file is not recognised: choose another one."))
        elif count := text.count("\ufffd"):
            self.status.setText(self.tr("Characters that cannot be read here: {0}.").format(QLocale().toString(count)))
        else:
            self.status.setText(self.tr("Every character of the beginning can be read."))
