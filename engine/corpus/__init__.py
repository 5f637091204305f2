"""Corpora: files and folders to clean text, what is in it, and the person's list of them."""

from engine.corpus.chunks import ReadingStoppedError
from engine.corpus.cleaning import (
    Cleaned,
    Cleaning,
    CleaningStep,
    clean_document,
    cleaned_document,
    compared_document,
)
from engine.corpus.corpus import Corpus, count_characters, read_corpus
from engine.corpus.encodings import decode
from engine.corpus.importing import ImportedFile, ImportReport, import_files
from engine.corpus.library import CorpusEntry, CorpusLibrary
from engine.corpus.messages import Message, speakers
from engine.corpus.readers import beginning_in, csv_columns, encoding_choices, read_suffixes
from engine.corpus.streams import StreamedDocument
from engine.corpus.summary import CorpusSummary, language_of, summarize
from engine.corpus.types import Document, Skipped
from engine.corpus.watching import FolderChanges, corpus_changes

__all__ = [
    "Cleaned",
    "Cleaning",
    "CleaningStep",
    "Corpus",
    "CorpusEntry",
    "CorpusLibrary",
    "CorpusSummary",
    "Document",
    "FolderChanges",
    "ImportReport",
    "ImportedFile",
    "Message",
    "ReadingStoppedError",
    "Skipped",
    "StreamedDocument",
    "beginning_in",
    "clean_document",
    "cleaned_document",
    "compared_document",
    "corpus_changes",
    "count_characters",
    "csv_columns",
    "decode",
    "encoding_choices",
    "import_files",
    "language_of",
    "read_corpus",
    "read_suffixes",
    "speakers",
    "summarize",
]
