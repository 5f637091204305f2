"""Tells spam from ordinary mail: parsing, undisguising, tokens, verdict, evidence. NumPy only, no network."""
