"""Widgets of the Train page, the loss plot among them."""
