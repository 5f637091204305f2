"""The line above the transcript: whether words are shaded, the check of a draft, and the voice that is mixed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desktop import theme
from desktop.settings import Option, Settings
from desktop.widgets.cards import muted
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.keyed import show_keys
from desktop.widgets.tool_buttons import paint_tool, tool_button

CONFIDENCE = Option("write/confidence", "Shade the words that the model was unsure of", True)


class WriteTools(QWidget):
    """A row of quiet controls that goes on in the next line where there is no room."""

    confidence_toggled = Signal(bool)
    request_lens = Signal()
    request_mixer = Signal()
    request_one_voice = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        settings.register(CONFIDENCE)
        self._settings = settings
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.confidence = QCheckBox(self.tr("Show confidence"), self)
        self.confidence.setProperty("role", "tool")
        self.confidence.setToolTip(
            self.tr(
                "Unlikely words are shaded: dots under unlikely, dashes under more, a wave under very unlikely ones"
            )
        )
        self.confidence.setAccessibleDescription(self.confidence.toolTip())
        self.confidence.setChecked(settings.get(CONFIDENCE.key))
        self.confidence.toggled.connect(self._toggled)
        self.lens = tool_button(
            "lens",
            self.tr("Check a draft"),
            self.tr("Show which words of a text of yours the model did not expect"),
            self,
        )
        show_keys(self.lens, "lens", "toolTip", "accessibleDescription")
        self.lens.clicked.connect(self.request_lens)
        self.mix = tool_button("mix", self.tr("Mix voices…"), self.tr("Let two or three models write together"), self)
        self.mix.clicked.connect(self.request_mixer)
        self.voice = muted("", self)
        self.voice.setWordWrap(False)
        self.voice.setTextFormat(Qt.TextFormat.PlainText)
        self.one_voice = tool_button(
            "write", self.tr("One voice"), self.tr("Write with the model of the composer alone again"), self
        )
        self.one_voice.clicked.connect(self.request_one_voice)
        self._flow = FlowLayout(self, horizontal=theme.px(4), vertical=0)
        for widget in (self.confidence, self.lens, self.mix, self.voice, self.one_voice):
            self._flow.addWidget(widget)
        self.set_voice("")
        self.restyle()

    def set_voice(self, label: str) -> None:
        """Names the voice that is mixed; empty where one model writes."""
        self.voice.setText(self.tr("Writes: {0}").format(label) if label else "")
        self.voice.setVisible(bool(label))
        self.one_voice.setVisible(bool(label))
        self.updateGeometry()

    @Slot(bool)
    def _toggled(self, shown: bool) -> None:
        self._settings.set(CONFIDENCE.key, shown)
        self.confidence_toggled.emit(shown)

    def restyle(self) -> None:
        """Takes another theme or zoom."""
        side = theme.px(20)
        self._flow.setContentsMargins(side, theme.px(6), side, theme.px(2))
        for button in (self.lens, self.mix, self.one_voice):
            paint_tool(button)
        self.updateGeometry()
