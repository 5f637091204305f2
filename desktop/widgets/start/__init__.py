"""What is asked or shown before or at the start of the window."""
