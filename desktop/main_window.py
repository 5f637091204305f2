"""The window: the rail of sections, the menus, the status bar, and an orderly end."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import assets, theme
from desktop.context import AppContext
from desktop.keymap import key_rows, shown
from desktop.menus import Menus
from desktop.pages import NEW_CONVERSATION, PAGES, build_page, import_page, page_spec, page_title
from desktop.pages.base import Page
from desktop.system.start_problems import StartProblems
from desktop.widgets.areas import PageArea
from desktop.widgets.cards import MessageBar
from desktop.widgets.keyed import follow, renew

STEP_MS = 10  # between the steps of the first page; with 0 they follow each other before anything else is answered


class MainWindow(QMainWindow):
    """Shows one page at a time; a page is built when it is first wanted, the first one after the first paint."""

    painted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.pages: dict[str, Page] = {}
        self.ended_cleanly = True
        self._first_paint_done = False
        self._closed = False
        self._wanted: tuple[str, object] | None = None
        self.setWindowTitle("Maeari")
        self._build_center()
        self.menus = Menus(self)
        self._build_status()
        context.theme_changed.connect(self._restyle)
        context.model_selected.connect(self._show_model)
        context.training_changed.connect(self._show_training)
        context.keymap.changed.connect(self._keys_changed)
        self._restyle()
        self._restore()

    # Building

    def _build_center(self) -> None:
        central = QWidget(self)
        central.setObjectName("central")
        self.rail = QWidget(central)
        self.rail.setObjectName("rail")
        self.rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rail.setAccessibleName(self.tr("Sections"))
        column = QVBoxLayout(self.rail)
        self._buttons = QButtonGroup(self)
        self.rail_buttons: dict[str, QToolButton] = {}
        for number, spec in enumerate(PAGES, start=1):
            button = QToolButton(self.rail)
            button.setProperty("role", "rail")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._buttons.addButton(button, number)
            self.rail_buttons[spec.name] = button
            column.addWidget(button)
        column.addStretch(1)
        self._buttons.idClicked.connect(self._rail_clicked)
        self.message = MessageBar(central)
        self.area = PageArea(central)
        self.stack = self.area.stack
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.message)
        right.addWidget(self.area, 1)
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(central)

    def _build_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self.model_label = QLabel("", self)
        self.training_chip = QPushButton("", self)
        self.training_chip.setProperty("role", "chip")
        self.training_chip.setToolTip(self.tr("Show the training"))
        self.training_chip.clicked.connect(self.show_train)
        self.training_chip.hide()
        self.offline_chip = QPushButton(self.tr("Offline"), self)
        self.offline_chip.setProperty("role", "chip")
        self.offline_chip.setToolTip(self.tr("Nothing leaves this computer; see where your data is"))
        self.offline_chip.clicked.connect(self.show_offline)
        for widget in (self.model_label, self.training_chip, self.offline_chip):
            bar.addPermanentWidget(widget)
        self._show_model(self.context.settings.get("write/model"))

    def _restore(self) -> None:
        geometry = self.context.settings.get("window/geometry")
        if not geometry or not self.restoreGeometry(geometry):
            self.resize(1180, 780)
        names = [spec.name for spec in PAGES]
        name = self.context.settings.get("window/page")
        self._wanted = (name if name in names else "write", None)
        self.rail_buttons[self._wanted[0]].setChecked(True)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._first_paint_done:
            self._first_paint_done = True
            QTimer.singleShot(0, self._first_painted)

    @Slot()
    def _first_painted(self) -> None:
        self.painted.emit()
        QTimer.singleShot(0, self._import_first)  # not at all where the signal has ended the application

    # The first page comes in steps, between which the window answers: imported on a lane, built, shown.

    @Slot()
    def _import_first(self) -> None:
        if self._closed or self._wanted is None:
            return
        StartProblems(self).look()
        work = partial(import_page, self._wanted[0])
        self.context.tasks.run("import", work, on_success=self._build_first, on_error=self._build_first)

    @Slot(object)
    def _build_first(self, _result: object) -> None:
        if not self._closed and self._wanted is not None:
            self._built(self._wanted[0])
            QTimer.singleShot(STEP_MS, self._show_first)

    @Slot()
    def _show_first(self) -> None:
        if not self._closed and self._wanted is not None:
            self.show_page(*self._wanted)

    def build_ahead(self) -> bool:
        """Builds one page that nobody has asked for yet, so that its first look takes no time; False where none is
        left."""
        missing = [spec.name for spec in PAGES if spec.name not in self.pages]
        if missing and not self._closed:
            self._built(missing[0])
        return len(missing) > 1 and not self._closed

    @Slot()
    def _restyle(self) -> None:
        for name, button in self.rail_buttons.items():
            button.setIcon(assets.icon(page_spec(name).icon))
            button.setIconSize(QSize(theme.px(20), theme.px(20)))
        layout = self.rail.layout()
        if layout is not None:
            layout.setContentsMargins(theme.px(10), theme.px(14), theme.px(10), theme.px(10))
            layout.setSpacing(theme.px(4))
        self.fit_rail()
        self.offline_chip.setIcon(assets.icon("offline", theme.colors().muted))
        self.offline_chip.setIconSize(QSize(theme.px(15), theme.px(15)))

    @Slot()
    def fit_rail(self) -> None:
        """Its words in the language in use, and as wide as the widest of them in the size in use."""
        for name, button in self.rail_buttons.items():
            title, keys = page_title(name), shown(f"page_{name}")
            button.setText(f"\N{EN SPACE}{title}")
            button.setAccessibleName(title)
            button.setToolTip(f"{title} ({keys})" if keys else title)
        widest = max(button.sizeHint().width() for button in self.rail_buttons.values())
        self.rail.setFixedWidth(max(theme.px(188), widest + 2 * theme.px(10)))

    # Keys

    @Slot(str)
    def _keys_changed(self, name: str) -> None:
        follow(self, name)
        self.fit_rail()

    @Slot()
    def language_changed(self) -> None:
        """The keys, too, are called otherwise in another language."""
        renew(self)
        self.fit_rail()

    # Pages

    @property
    def page(self) -> Page | None:
        """The page in front; None before the first is shown."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Page) and self._wanted is None else None

    @Slot(str, object)
    def show_page(self, name: str, argument: object = None) -> None:
        """Brings a page to the front, and builds it the first time."""
        page = self._built(name)
        self._wanted = None
        if self.stack.currentWidget() is not page:
            self.statusBar().clearMessage()  # it spoke of the page before
        self.rail_buttons[name].setChecked(True)
        self.stack.setCurrentWidget(page)
        self.setWindowTitle(f"{page_title(name)} – Maeari")
        self.context.settings.set("window/page", name)
        page.shown(argument)

    def _built(self, name: str) -> Page:
        """The page of that name. Raises KeyError where there is none."""
        if name not in self.pages:
            page = build_page(page_spec(name).name, self.context, self.stack)
            page.request_page.connect(self.show_page)
            page.request_status.connect(self.show_status)
            self.pages[name] = page
            self.stack.addWidget(page)
        return self.pages[name]

    @Slot(int)
    def _rail_clicked(self, number: int) -> None:
        self.show_page(PAGES[number - 1].name)

    @Slot()
    def show_train(self) -> None:
        """Brings Train to the front."""
        self.show_page("train")

    @Slot()
    def show_corpora(self) -> None:
        """Brings Corpora to the front."""
        self.show_page("corpora")

    @Slot()
    def new_conversation(self) -> None:
        """Opens an empty conversation on the Write page."""
        self.show_page("write", NEW_CONVERSATION)

    # Status bar

    @Slot(str)
    def show_status(self, sentence: str) -> None:
        """Shows a sentence for some seconds."""
        self.statusBar().showMessage(sentence, 10_000)

    @Slot(str)
    def _show_model(self, name: str) -> None:
        self.model_label.setText(self.tr("Model: {0}").format(name) if name else self.tr("No model yet"))

    @Slot(object, str)
    def _show_training(self, progress: object, text: str) -> None:
        running = isinstance(progress, int | float)
        self.training_chip.setVisible(running or bool(text))
        share = (
            self.tr("Training {0} %").format(round(float(progress) * 100)) if isinstance(progress, int | float) else ""
        )
        self.training_chip.setText(" · ".join(part for part in (share, text) if part))
        self.training_chip.setAccessibleName(self.training_chip.text())

    # Help

    @Slot()
    def show_first_steps(self) -> None:
        """The three cards of the first start."""
        from desktop.first_steps import SampleTry
        from desktop.widgets.start.first_steps_dialog import FirstStepsDialog

        self.first_steps = FirstStepsDialog(self)
        self.first_steps.request_sample.connect(SampleTry(self).begin)
        self.first_steps.request_files.connect(self.show_corpora)
        self.first_steps.show()

    @Slot()
    def show_commands(self) -> None:
        """The list of everything that can be done, found by typing."""
        from desktop.widgets.command_list import CommandList

        self.commands = CommandList(self)
        self.commands.show()
        self.commands.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def show_keys(self) -> None:
        """The list of keys."""
        from desktop.widgets.dialogs import TableDialog

        self._open(TableDialog(self.tr("Keys"), "", key_rows(), self))

    @Slot()
    def show_offline(self) -> None:
        """What offline means, and every file that is kept."""
        self.show_page("settings", "privacy")

    @Slot()
    def show_about(self) -> None:
        """Version and licences."""
        from desktop.about import about_text, licence_rows
        from desktop.widgets.dialogs import TableDialog

        self._open(TableDialog(self.tr("About Maeari"), about_text(), licence_rows(), self))

    def _open(self, dialog: QWidget) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closed:
            event.accept()
            return
        for name, page in self.pages.items():
            if not page.can_close():
                self.show_page(name)
                event.ignore()
                return
        self._closed = True
        for page in self.pages.values():
            page.close_page()
        self.context.settings.set("window/geometry", self.saveGeometry().data())
        self.context.settings.save()
        self.ended_cleanly = self.context.close()
        event.accept()
