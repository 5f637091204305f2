"""The words of the window in each language: catalogue, live switch, dates."""
