"""The window of Maeari: PySide6 on top of the engine."""
