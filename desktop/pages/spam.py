"""The Spam check page: one message by paste or file, or many in a table; a verdict with its evidence, never without."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

import engine
from desktop.pages.base import AppContext, Page
from desktop.spam_work import MAILBOXES, SpamWork
from desktop.widgets.cards import EmptyState, MessageBar, heading, muted
from desktop.widgets.evidence_view import EvidenceView
from desktop.widgets.forms import choose, fill_choices, labelled
from desktop.widgets.message_table import CheckedMail, ManyMails
from desktop.widgets.path_picker import dropped_paths
from desktop.widgets.remember import SplitterMemory
from desktop.widgets.verdict_card import VerdictCard

if TYPE_CHECKING:
    from desktop.tasks import Control, TaskHandle
    from engine import SpamReport


class SpamPage(Page):
    """Pastes, opens and checks messages with one of the person's spam checkers."""

    name: ClassVar[str] = "spam"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self._work = SpamWork(context.models_dir)
        self._handle: TaskHandle | None = None
        self._opened: Path | None = None
        self.report: SpamReport | None = None
        self.message = MessageBar(self)
        self._build_input()
        self._build_result()
        self._build_many()
        work = QSplitter(Qt.Orientation.Vertical, self)
        work.addWidget(self._input)
        work.addWidget(self._lower)
        work.setStretchFactor(0, 1)
        work.setStretchFactor(1, 3)
        work.setSizes([190, 520])
        work.setChildrenCollapsible(False)
        self.splitter = work
        SplitterMemory(context.settings, "spam/splitter", work)
        self.empty = EmptyState(
            self.tr("No spam checker yet"),
            self.tr(
                "A checker learns from mails that are known to be spam or ordinary. Without one there is no verdict. "
                "The samples that come with Maeari take about a minute."
            ),
            self.tr("Train one from the samples"),
            self,
        )
        self.empty.activated.connect(self._train)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(work)
        self.model = QComboBox(self)
        self.model.setMinimumWidth(200)
        self.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        labelled(self.model, self.tr("Spam checker"))
        self._model_label = QLabel(self.tr("Chec&ker"), self)
        self._model_label.setBuddy(self.model)
        self.model.currentIndexChanged.connect(self._model_changed)
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Spam check"), self, level=1))
        top.addStretch(1)
        top.addWidget(self._model_label)
        top.addWidget(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.message)
        column.addWidget(self._stack, 1)
        context.models_changed.connect(self._models_changed)
        context.theme_changed.connect(self.evidence.apply_theme)

    def _build_input(self) -> None:
        self._input = QWidget(self)
        self.paste = QPlainTextEdit(self._input)
        self.paste.setTabChangesFocus(True)
        self.paste.setPlaceholderText(self.tr("Paste a mail or a message here, or drop an .eml or .mbox file."))
        labelled(self.paste, self.tr("Message to check"), self.tr("Ctrl+Return checks it"))
        self.paste.textChanged.connect(self._edited)
        self.check_button = QPushButton(self.tr("&Check"), self._input)
        self.check_button.setProperty("role", "primary")
        self.check_button.setToolTip(self.tr("Ctrl+Return"))
        self.check_button.clicked.connect(self.check)
        self.open_button = QPushButton(self.tr("&Open .eml or .mbox…"), self._input)
        self.open_button.clicked.connect(self._choose_files)
        self.folder_button = QPushButton(self.tr("Open fol&der…"), self._input)
        self.folder_button.clicked.connect(self._choose_folder)
        self.clear_button = QPushButton(self.tr("C&lear"), self._input)
        self.clear_button.setProperty("role", "flat")
        self.clear_button.clicked.connect(self.clear)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.check)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.check_button, self.open_button, self.folder_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.clear_button)
        column = QVBoxLayout(self._input)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(10)
        column.addWidget(self.paste, 1)
        column.addLayout(buttons)

    def _build_result(self) -> None:
        self._lower = QStackedWidget(self)
        self._nothing = muted(
            self.tr("The verdict appears here, with the words that speak for and against it. Links are never opened."),
            self._lower,
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._result = QWidget(self._lower)
        self.card = VerdictCard(self._result)
        self.evidence = EvidenceView(self._result)
        self.back_button = QPushButton(self.tr("← &All mails"), self._result)
        self.back_button.setProperty("role", "flat")
        self.back_button.clicked.connect(self._back)
        column = QVBoxLayout(self._result)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.card)
        column.addWidget(self.evidence, 1)
        self._lower.addWidget(self._nothing)
        self._lower.addWidget(self._result)

    def _build_many(self) -> None:
        self._opened_mail: CheckedMail | None = None
        self._many_model = ""
        self.many = ManyMails(self._lower)
        self.many.mail_opened.connect(self._open_mail)
        self.many.request_stop.connect(self.stop)
        self.table, self.count, self.stop_button = self.many.table, self.many.count, self.many.stop_button
        self._lower.addWidget(self.many)

    # -- models -------------------------------------------------------------------------------------------------------

    def shown(self, argument: object | None) -> None:
        """`argument`: the name of a spam checker to use, or None."""
        self._refresh_models()
        if isinstance(argument, str):
            choose(self.model, argument)

    @Slot()
    def _models_changed(self) -> None:
        self._work.forget()
        if self.isVisible():  # else `shown` does it
            self._refresh_models()

    def _refresh_models(self) -> None:
        try:
            names = [info.name for info in self.context.store.models() if info.kind == "classifier"]
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        fill_choices(self.model, [(name, name) for name in names])
        for widget in (self.model, self._model_label):
            widget.setVisible(bool(names))
        self._stack.setCurrentIndex(1 if names else 0)
        self._edited()

    @Slot()
    def _model_changed(self) -> None:
        if self.report is not None and self._lower.currentWidget() is self._result:
            self._show_nothing()

    @Slot()
    def _train(self) -> None:
        self.request_page.emit("train", "spam-sample")

    # -- one message --------------------------------------------------------------------------------------------------

    @property
    def checking(self) -> bool:
        """Whether a check goes on."""
        return self._handle is not None

    @Slot()
    def _edited(self) -> None:
        self._opened = None
        filled = bool(self.paste.toPlainText().strip())
        self.check_button.setEnabled(filled and bool(self.model.currentData()) and not self.checking)

    @Slot()
    def check(self) -> None:
        """Checks what stands in the box."""
        text = self.paste.toPlainText()
        if not text.strip() or self.checking:
            return
        self._start_one(text)

    def _start_one(self, source: str | Path) -> None:
        name = self.model.currentData()
        if not name:
            return
        self._opened_mail = None
        self.message.clear()
        self._begin(partial(self._work.check_one, str(name), source))

    def _begin(self, work: Callable[[Control], Any]) -> None:
        self._handle = self.context.tasks.run(
            "spam",
            work,
            on_success=self._checked,
            on_error=self._failed,
            on_progress=self._progress,
        )
        for button in (self.check_button, self.open_button, self.folder_button):
            button.setEnabled(False)

    def _ended(self) -> None:
        self._handle = None
        self.open_button.setEnabled(True)
        self.folder_button.setEnabled(True)
        self._edited()

    @Slot(object)
    def _checked(self, result: SpamReport | int) -> None:
        self._ended()
        if isinstance(result, int):
            self._many_done(result)
        else:
            self.back_button.hide()
            self.show_report(result)

    @Slot(object)
    def _failed(self, error: engine.EngineError) -> None:
        self._ended()
        self.many.end()
        self.message.show_error(error)

    def show_report(self, report: SpamReport, *, pending: bool = False) -> None:
        """Shows the verdict on a message and marks its evidence; `pending` where that is still being looked for."""
        self.report = report
        self.card.show_report(report)
        self.evidence.show_evidence(report.text, report.evidence, pending=pending)
        self._lower.setCurrentWidget(self._result)
        self.request_status.emit(self.card.verdict.text())

    def _show_nothing(self) -> None:
        self.report = None
        self.card.clear()
        self.evidence.clear()
        self._lower.setCurrentWidget(self._nothing)

    @Slot()
    def clear(self) -> None:
        """Empties the page."""
        self.stop()
        self.paste.clear()
        self.table.mails.clear()
        self.message.clear()
        self._show_nothing()

    # -- files --------------------------------------------------------------------------------------------------------

    @Slot()
    def _choose_files(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(
            self, self.tr("Open mails"), "", self.tr("Mails (*.eml *.mbox *.txt);;All files (*)")
        )
        self.open_paths([Path(name) for name in names])

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Open a folder of mails"))
        if name:
            self.open_paths([Path(name)])

    def open_paths(self, paths: list[Path]) -> None:
        """Checks one mail at once; an .mbox, a folder or several files become a table."""
        if not paths or self.checking or not self.model.currentData():
            return
        self.message.clear()
        if len(paths) == 1 and paths[0].is_file() and paths[0].suffix.lower() not in MAILBOXES:
            self._start_one(paths[0])
            return
        self.many.begin()
        self._opened_mail = None
        self._many_model = str(self.model.currentData())
        self._lower.setCurrentWidget(self.many)
        self._begin(partial(self._work.check_many, self._many_model, tuple(paths)))

    @Slot(object)
    def _progress(self, part: object) -> None:
        if isinstance(part, list):
            self.many.add(part)
        elif isinstance(part, str):
            before = self.message.text
            self.message.show_message("warning", f"{before}\n{part}".strip() if before.count("\n") < 4 else before)

    def _many_done(self, count: int) -> None:
        self.many.end()
        if not count and not self.message.text:
            self.message.show_message("info", self.tr("There is no mail in there."))

    @Slot()
    def stop(self) -> None:
        """Ends a check of many mails; what was checked stays in the table."""
        if self._handle is not None:
            self._handle.cancel()
            self.stop_button.setEnabled(False)

    @Slot(object)
    def _open_mail(self, mail: CheckedMail) -> None:
        """Shows one of many at once; its evidence follows."""
        self._opened_mail = mail
        self.back_button.show()
        self.show_report(mail.report, pending=not mail.explained)
        if not mail.explained:
            work = partial(self._work.explain, self._many_model, mail)
            self.context.tasks.run(
                "evidence", work, on_success=self._explained, on_error=self._not_explained, latest=True
            )

    @Slot(object)
    def _explained(self, mail: CheckedMail) -> None:
        self.table.mails.replace(mail)
        if mail.is_same(self._opened_mail) and mail.explained and self._lower.currentWidget() is self._result:
            self._opened_mail = mail
            self.show_report(mail.report)

    @Slot(object)
    def _not_explained(self, error: engine.EngineError) -> None:
        if self.report is not None:
            self.show_report(self.report)
        self.message.show_error(error)

    @Slot()
    def _back(self) -> None:
        self._opened_mail = None
        self._lower.setCurrentWidget(self.many)
        self.table.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.open_paths(paths)

    def close_page(self) -> None:
        """Ends a check that goes on."""
        self.stop()
