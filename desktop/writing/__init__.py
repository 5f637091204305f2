"""The work behind the Write page: conversations, completions, suggestions, voices, the lens."""
