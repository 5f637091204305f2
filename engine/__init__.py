"""Maeari's engine: corpora, training, completion and spam checking, without any window.

The names below are what the window and other programs use. They are imported when first touched, so that importing
`engine` costs nothing and never imports TensorFlow.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# NumPy's products on one thread: those of a recurrent step are too small to share out, and where anything else runs its
# threads wait for each other. Explaining 51 mails on a busy machine took 4.8 s this way and over 25 s on two threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_HOMES: dict[str, tuple[str, ...]] = {
    "engine.userdata.backup": ("BackupInfo", "write_backup"),
    "engine.config": ("ModelConfig", "SamplingConfig", "TrainingConfig", "TrainingJob"),
    "engine.runs.continuing": ("CONTINUED_RATE_SHARE", "continuing_job"),
    "engine.corpus": (
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
        "Skipped",
        "beginning_in",
        "clean_document",
        "cleaned_document",
        "compared_document",
        "corpus_changes",
        "count_characters",
        "csv_columns",
        "encoding_choices",
        "import_files",
        "language_of",
        "read_corpus",
        "read_suffixes",
        "speakers",
        "summarize",
    ),
    "engine.corpus.doctor": ("Diagnosis", "examine"),
    "engine.corpus.secrets": (
        "Secret",
        "SecretFinding",
        "SecretReport",
        "find_secrets",
        "mask_secrets",
        "scan_secrets",
    ),
    "engine.userdata.datafolder": ("DataFolder", "data_folder", "free_bytes", "megabytes", "use_folder"),
    "engine.userdata.datamove": ("MovePlan", "move_data", "plan_move", "remove_left_behind"),
    "engine.errors": (
        "ConfigError",
        "CorpusError",
        "EngineError",
        "MemoryShortError",
        "MessageError",
        "ModelDamagedError",
        "ModelNotFoundError",
        "ModelTooNewError",
        "StoreError",
        "TrainingError",
    ),
    "engine.events": (
        "CheckpointSaved",
        "EpochEnd",
        "Event",
        "Expectation",
        "Notice",
        "Paused",
        "Resumed",
        "StepEnd",
        "TrainingFinished",
        "TrainingStarted",
    ),
    "engine.inference.blend": ("open_blend",),
    "engine.inference.completer": ("Completer", "Completion", "Piece", "open_completer"),
    "engine.inference.evaluate": ("evaluate",),
    "engine.inference.inside": ("INSIDE_TOKENS", "Inside", "LayerInside", "inside", "untrained_inside"),
    "engine.inference.provenance": ("Copied",),
    "engine.inference.suggester": ("Suggester",),
    "engine.inference.suggestion": ("Suggestion", "Suggestions"),
    "engine.inference.surprise": ("CHECKED_CHARACTERS", "Surprise", "surprises"),
    "engine.runs.jobs": ("run_job", "start_training"),
    "engine.labels.batches": ("LabelBatch", "LabelRow", "text_at", "write_label_csv"),
    "engine.labels.checker": ("LabelChecker", "LabelReport", "open_label_checker"),
    "engine.labels.table": ("TableColumns", "table_columns"),
    "engine.labels.training": ("labels_job",),
    "engine.machine": ("flops",),
    "engine.models.manifest": ("CorpusInfo", "HistoryPoint", "ModelInfo", "StoredModel"),
    "engine.models.masking": ("Masked", "export_model"),
    "engine.models.modelbin": ("BinnedModel",),
    "engine.userdata.restoring": ("check_backup", "finish_restore", "restore_backup", "restore_problem"),
    "engine.runs.seminar": ("Recipe", "recipe", "recipe_job", "recipes", "spam_job"),
    "engine.runs.showing": ("shown_results",),
    "engine.runs.sizing": ("suggested_job",),
    "engine.models.sources": ("Sources", "open_sources"),
    "engine.spam.batches": ("Batch", "BatchRow", "Unread", "mail_at", "rescored", "row_of", "safe_cell", "write_csv"),
    "engine.spam.classifier": ("Evidence", "SpamChecker", "SpamReport", "open_spam_checker"),
    "engine.spam.corrections": ("Corrections", "Taught", "open_corrections"),
    "engine.spam.counterfactual": ("Counterfactual", "counterfactuals"),
    "engine.spam.mailbox": ("LabelledMessage", "iter_mailbox", "read_labelled"),
    "engine.models.store": ("ModelStore",),
    "engine.userdata.stored": ("StoredThing", "erase_everything", "erase_thing", "stored_things"),
    "engine.training.process": ("TrainingRun",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = ["__version__", "paths", *_HOME]

if TYPE_CHECKING:
    from engine import paths
    from engine.config import ModelConfig, SamplingConfig, TrainingConfig, TrainingJob
    from engine.corpus import (
        Cleaned,
        Cleaning,
        CleaningStep,
        Corpus,
        CorpusEntry,
        CorpusLibrary,
        CorpusSummary,
        Document,
        FolderChanges,
        ImportedFile,
        ImportReport,
        Message,
        Skipped,
        beginning_in,
        clean_document,
        cleaned_document,
        compared_document,
        corpus_changes,
        count_characters,
        csv_columns,
        encoding_choices,
        import_files,
        language_of,
        read_corpus,
        read_suffixes,
        speakers,
        summarize,
    )
    from engine.corpus.doctor import Diagnosis, examine
    from engine.corpus.secrets import (
        Secret,
        SecretFinding,
        SecretReport,
        find_secrets,
        mask_secrets,
        scan_secrets,
    )
    from engine.errors import (
        ConfigError,
        CorpusError,
        EngineError,
        MemoryShortError,
        MessageError,
        ModelDamagedError,
        ModelNotFoundError,
        ModelTooNewError,
        StoreError,
        TrainingError,
    )
    from engine.events import (
        CheckpointSaved,
        EpochEnd,
        Event,
        Expectation,
        Notice,
        Paused,
        Resumed,
        StepEnd,
        TrainingFinished,
        TrainingStarted,
    )
    from engine.inference.blend import open_blend
    from engine.inference.completer import Completer, Completion, Piece, open_completer
    from engine.inference.evaluate import evaluate
    from engine.inference.inside import INSIDE_TOKENS, Inside, LayerInside, inside, untrained_inside
    from engine.inference.provenance import Copied
    from engine.inference.suggester import Suggester
    from engine.inference.suggestion import Suggestion, Suggestions
    from engine.inference.surprise import CHECKED_CHARACTERS, Surprise, surprises
    from engine.labels.batches import LabelBatch, LabelRow, text_at, write_label_csv
    from engine.labels.checker import LabelChecker, LabelReport, open_label_checker
    from engine.labels.table import TableColumns, table_columns
    from engine.labels.training import labels_job
    from engine.machine import flops
    from engine.models.manifest import CorpusInfo, HistoryPoint, ModelInfo, StoredModel
    from engine.models.masking import Masked, export_model
    from engine.models.modelbin import BinnedModel
    from engine.models.sources import Sources, open_sources
    from engine.models.store import ModelStore
    from engine.runs.continuing import CONTINUED_RATE_SHARE, continuing_job
    from engine.runs.jobs import run_job, start_training
    from engine.runs.seminar import Recipe, recipe, recipe_job, recipes, spam_job
    from engine.runs.showing import shown_results
    from engine.runs.sizing import suggested_job
    from engine.spam.batches import Batch, BatchRow, Unread, mail_at, rescored, row_of, safe_cell, write_csv
    from engine.spam.classifier import Evidence, SpamChecker, SpamReport, open_spam_checker
    from engine.spam.corrections import Corrections, Taught, open_corrections
    from engine.spam.counterfactual import Counterfactual, counterfactuals
    from engine.spam.mailbox import LabelledMessage, iter_mailbox, read_labelled
    from engine.training.process import TrainingRun
    from engine.userdata.backup import BackupInfo, write_backup
    from engine.userdata.datafolder import DataFolder, data_folder, free_bytes, megabytes, use_folder
    from engine.userdata.datamove import MovePlan, move_data, plan_move, remove_left_behind
    from engine.userdata.restoring import check_backup, finish_restore, restore_backup, restore_problem
    from engine.userdata.stored import StoredThing, erase_everything, erase_thing, stored_things


def __getattr__(name: str) -> Any:
    if name == "paths":
        return import_module("engine.paths")
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value
