"""Widgets of the Write page."""
