"""Any labelled texts: the spam checker's linear branch, once for each label. NumPy only."""
