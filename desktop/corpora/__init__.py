"""The work behind the Corpora page: reading, cleaning, encodings, secrets, watching folders."""
