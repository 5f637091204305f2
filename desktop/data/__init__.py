"""The work on the person's data as a whole."""
