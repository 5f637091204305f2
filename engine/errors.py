"""Errors that a person reads: one sentence on what happened, one hint on what to do."""

from __future__ import annotations


class EngineError(Exception):
    """Base of every error the engine raises on purpose.

    Args:
        message: one sentence on what happened, with what is safe where that matters.
        hint: one thing to do about it; empty where there is nothing to do.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[type[EngineError], tuple[str, str]]:
        """Errors cross the pipe from the training process, so both parts must survive pickling."""
        return type(self), (self.message, self.hint)


class ConfigError(EngineError):
    """A setting is out of its range, or two settings exclude each other."""


class CorpusError(EngineError):
    """A text could not be read, or there is not enough of it."""


class StoreError(EngineError):
    """The models folder cannot be read or written."""


class ModelNotFoundError(StoreError):
    """No model of that name."""


class ModelDamagedError(StoreError):
    """The files of a model are incomplete, altered, or no model at all."""


class ModelTooNewError(StoreError):
    """The model was written by a newer version of Maeari."""


class TrainingError(EngineError):
    """Training could not begin or go on."""


class MemoryShortError(TrainingError):
    """Memory ran out; a smaller size may do."""


class MessageError(EngineError):
    """A mail or a labelled text could not be read at all."""


# TensorFlow's names for what Python calls MemoryError; its module may not be imported here.
_MEMORY = ("MemoryError", "ResourceExhaustedError")


def as_engine_error(error: Exception) -> EngineError:
    """Any error as one with a sentence: the engine's own as it is, others by their kind, without their text."""
    if isinstance(error, EngineError):
        return error
    kind = type(error).__name__
    if kind in _MEMORY:
        return MemoryShortError(
            "There is not enough memory for this.", "Choose a smaller network, or close other programs."
        )
    if isinstance(error, ImportError):
        return EngineError(
            f"A part of the program cannot be loaded ({error.name or kind}).",
            "Install Maeari again, as the README says.",
        )
    if isinstance(error, OSError):
        return EngineError(
            f"A file cannot be used: {error.strerror or kind}.", "Check that it is there and may be read."
        )
    return EngineError(
        f"The work ended by an error in the program ({kind}).", "Your files and models are as they were."
    )
