"""What goes on around a training: the computer stays awake, the battery is spared, the end is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.announcing import announce
from desktop.system.awake import Awake
from desktop.system.battery import SUPPLIES, on_battery
from desktop.system.notifying import notify

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

LOOK_MS = 5000  # between two looks at the battery
STEP = 10  # percent between two announcements


class Attending(QObject):
    """Follows the training of one window by what its chip says. `supplies`: as `battery.on_battery` takes it."""

    def __init__(self, window: MainWindow, *, supplies: Path = SUPPLIES) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._supplies = supplies
        self._awake = Awake()
        self._running = False
        self._holding = False  # whether the run was asked to wait for power
        self._said = 0
        self._asked = self._told = False  # the system to stay awake, and the person that it does not
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._context.training_changed.connect(self._changed)
        self._context.training_ended.connect(self._ended)
        self._context.settings.changed.connect(self._setting_changed)

    @property
    def awake(self) -> bool:
        """Whether the computer is kept from falling asleep."""
        return self._awake.held

    @Slot(object, str)
    def _changed(self, progress: object, _text: str) -> None:
        running = isinstance(progress, int | float)
        if running and not self._running:
            self._running, self._said = True, 0
            self._timer.start()
            QTimer.singleShot(0, self.look)
        elif not running and self._running:
            self.stop()
        if isinstance(progress, int | float):
            self._say(int(progress * 100) // STEP * STEP)

    def _say(self, percent: int) -> None:
        if self._said < percent < 100:
            self._said = percent
            announce(self._window, self.tr("Training {0} %").format(percent))

    @Slot()
    def look(self) -> None:
        """Looks at the battery, and sees to the sleep."""
        if not self._running:
            return
        settings = self._context.settings
        if settings.get("training/keep_awake"):
            if self._asked and not self._awake.held and not self._told:
                self._told = True
                self._window.show_status(
                    self.tr(
                        "This system does not let Maeari keep the computer awake: it may sleep, and then trains on."
                    )
                )
            self._awake.begin()
            self._asked = True
        else:
            self._awake.end()
        empty = settings.get("training/pause_on_battery") and on_battery(self._supplies) is True
        if empty and not self._holding:
            self._holding = True
            self._context.request_hold.emit(
                self.tr(
                    "The computer runs on its battery: the training waits, nothing of it is lost, and it goes on by "
                    "itself when you plug the computer in. Continue does not wait."
                )
            )
        elif not empty and self._holding:
            self._holding = False
            self._context.request_hold.emit("")

    @Slot(str, object)
    def _setting_changed(self, key: str, _value: object) -> None:
        if key in ("training/keep_awake", "training/pause_on_battery"):
            self.look()

    @Slot(str, str)
    def _ended(self, title: str, sentence: str) -> None:
        announce(self._window, f"{title}. {sentence}" if sentence else title)
        if self._context.settings.get("training/notify") and not self._window.isActiveWindow():
            notify(self._window, title, sentence)

    @Slot()
    def stop(self) -> None:
        """Nothing trains any more. May be called again."""
        self._running = self._holding = self._asked = False
        self._timer.stop()
        self._awake.end()
