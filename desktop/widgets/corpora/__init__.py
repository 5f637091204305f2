"""Widgets of the Corpora page."""
