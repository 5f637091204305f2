"""Corpora: files and folders to clean text, what is in it, and the person's list of them."""

from engine.corpus.corpus import Corpus, read_corpus
from engine.corpus.encodings import decode
from engine.corpus.library import CorpusEntry, CorpusLibrary
from engine.corpus.readers import csv_columns
from engine.corpus.summary import CorpusSummary, summarize
from engine.corpus.types import Document, Skipped

__all__ = [
    "Corpus",
    "CorpusEntry",
    "CorpusLibrary",
    "CorpusSummary",
    "Document",
    "Skipped",
    "csv_columns",
    "decode",
    "read_corpus",
    "summarize",
]
