"""Sentences for a screen reader, said without moving the focus."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Has a screen reader say a sentence politely: after what it is saying now. Nothing where none listens."""
    if sentence:
        _send(QAccessibleAnnouncementEvent(widget, sentence))


def _send(event: QAccessibleAnnouncementEvent) -> None:
    QAccessible.updateAccessibility(event)
