"""What the Write page shows, and where: conversations, transcript, composer, footer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.settings import Settings
from desktop.widgets.cards import EmptyState, MessageBar, muted
from desktop.widgets.current_stack import CurrentStack
from desktop.widgets.stacking import StackingSplitter
from desktop.widgets.writing.chat_rows import COLUMN
from desktop.widgets.writing.chat_view import ChatView
from desktop.widgets.writing.composer import Composer
from desktop.widgets.writing.conversation_list import ConversationList
from desktop.widgets.writing.editing_bar import EditingBar
from desktop.widgets.writing.find_bar import FindBar
from desktop.widgets.writing.lens_panel import LensPanel
from desktop.widgets.writing.write_tools import WriteTools


class WriteView(StackingSplitter):
    """The parts of the page, without what they do."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conversations = ConversationList(self)
        middle = QWidget(self)
        self.tools = WriteTools(settings, middle)
        self.bar = MessageBar(middle)
        self.chat = ChatView(middle)
        self.chat.set_hint(
            self.tr("Type a few words below. The model goes on in the voice of the texts that it was trained on.")
        )
        self.empty = EmptyState(self.tr("Write with your own voice"), "", self.tr("Train on the sample"), middle)
        self.chat.set_shaded(self.tools.confidence.isChecked())
        self.tools.confidence_toggled.connect(self.chat.set_shaded)
        self.empty.setProperty("role", "scrolled")
        scroll = QScrollArea(middle)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.empty)
        self.find_bar = FindBar(middle)
        self.stack = CurrentStack(middle)
        self.stack.addWidget(self.chat)
        self.stack.addWidget(scroll)
        self.lens = LensPanel(middle)
        self.stack.addWidget(self.lens)
        self._empty = False
        self.composer = Composer(settings, middle)
        self.footer = muted("", middle)
        self.footer.setAccessibleName(self.tr("Speed"))
        self.saved = muted("", middle)
        self.saved.setAccessibleName(self.tr("Saved by suggestions"))
        below = QHBoxLayout()
        below.addWidget(self.footer, 1)
        below.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignTop)
        self._composer_column = QVBoxLayout()
        self.editing = EditingBar(middle)
        self._composer_column.addWidget(self.editing)
        self._composer_column.addWidget(self.composer)
        self._composer_column.addLayout(below)
        self._composer_row = QHBoxLayout()
        self._composer_row.addStretch(1)
        self._composer_row.addLayout(self._composer_column, 1000)
        self._composer_row.addStretch(1)
        self._bar_row = QHBoxLayout()
        self._bar_row.addWidget(self.bar)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.find_bar)
        column.addLayout(self._bar_row)
        column.addWidget(self.stack, 1)
        column.addLayout(self._composer_row)
        self.addWidget(self.conversations)
        self.addWidget(middle)
        self.setStretchFactor(1, 1)
        self.setSizes([theme.px(240), 800])
        self.restoreState(settings.get("write/splitter"))
        self.restyle()

    def show_empty(self, empty: bool, *, sample: str = "") -> None:
        """The invitation to train a first model, or the transcript; `sample` is the name of a model that came with the
        program and can be tried until then."""
        self._empty = empty
        if empty and sample:
            told = self.tr(
                "“{0}” is a sample: it learned from a short text that comes with Maeari. Type a few words below and it "
                "goes on. A model of your own learns from texts that you choose, on this computer."
            )
            self.empty.text.setText(told.format(sample))
            self.empty.button.setText(self.tr("Train on my own texts"))
        elif empty:
            self.empty.text.setText(
                self.tr(
                    "A model learns from texts that you choose, on this computer, and then goes on where you stop. "
                    "There is no model yet: train a small one with the sample, it takes about a minute."
                )
            )
            self.empty.button.setText(self.tr("Train on the sample"))
        if not self.lens_shown:
            self.stack.setCurrentIndex(1 if empty else 0)

    @property
    def lens_shown(self) -> bool:
        """Whether the check of a draft is in front."""
        return self.stack.currentWidget() is self.lens

    def show_lens(self, shown: bool) -> None:
        """The check of a draft in the place of transcript and composer, or those."""
        if shown != self.lens_shown:
            self.stack.setCurrentIndex(2 if shown else int(self._empty))
            self.find_bar.close_bar()
            for part in (self.composer, self.footer, self.saved, self.tools):
                part.setVisible(not shown)

    @Slot()
    def restyle(self) -> None:
        """Takes another theme or zoom."""
        side = theme.px(20)
        self._composer_row.setContentsMargins(side, theme.px(4), side, theme.px(8))
        self._composer_column.setSpacing(theme.px(4))
        self._bar_row.setContentsMargins(side, theme.px(10), side, 0)
        self.composer.setMaximumWidth(theme.px(COLUMN))
        self.footer.setMaximumWidth(theme.px(COLUMN))
        self.editing.setMaximumWidth(theme.px(COLUMN))
        self.footer.setMinimumHeight(theme.px(18))
        self.composer.restyle()
        self.tools.restyle()
        self.find_bar.restyle()
        self.lens.restyle()
        self.conversations.restyle()
        self.chat.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Of what can be seen: in a page that scrolls the view is as high as it asks to be, and would ask for more.
        self.composer.set_room(min(self.height(), self.window().height()) // 4 - self.composer.strip.height())
