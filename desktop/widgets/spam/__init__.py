"""Widgets of the Spam check page."""
