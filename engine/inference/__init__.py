"""Completion with a saved model, on NumPy alone."""
