"""The folders of a model library by the names of its models."""

from __future__ import annotations

from pathlib import Path

from engine import atomic
from engine.errors import ModelNotFoundError, StoreError
from engine.models import versions
from engine.models.modelnames import MAX_NAME, checked_name, folder_name, name_key, plain_name, same_folder


class ModelFolders:
    """Which folder a name means; names that differ only in capitals or in Unicode form mean the same one.

    Errors are StoreError: a name cannot be used, or the folder of the models cannot be read.
    """

    def __init__(self, models_dir: Path) -> None:
        self._dir = models_dir

    def all(self) -> list[Path]:
        """Every folder of a model, in order of their names; empty before there is any."""
        try:
            return [entry for entry in sorted(self._dir.iterdir()) if not entry.name.startswith(".") and entry.is_dir()]
        except FileNotFoundError:
            return []
        except OSError as error:
            reason, hint = atomic.why(error)
            raise StoreError(f"The folder of the models cannot be read: {reason}.", hint) from error

    def find(self, name: str) -> Path | None:
        """The folder of a name, whether or not it holds a model yet."""
        name = checked_name(name)
        wanted = folder_name(name)
        for folder in self.all():
            if same_folder(folder.name, wanted):
                return folder
            by_hand = not same_folder(folder_name(plain_name(folder.name)), folder.name)
            if by_hand and name_key(folder.name) == name_key(name):
                return folder
        return None

    def place(self, name: str) -> Path:
        """The folder of a name, or where it would be made."""
        return self.find(name) or self._dir / folder_name(checked_name(name))

    def existing(self, name: str) -> Path:
        """The folder of a model, sound or not. Raises ModelNotFoundError."""
        folder = self.find(name)
        if folder is None:
            raise not_found(name)
        if not versions.has_current(folder):
            hint = "Train it until its first checkpoint, or choose another model."
            raise ModelNotFoundError(f"The folder of “{name}” holds no model.", hint)
        return folder

    def refuse_taken(self, name: str) -> None:
        """Raises StoreError where the name is in use."""
        if self.find(name) is not None:
            raise StoreError(f"There is already a model named “{name}”.", "Choose another name.")

    def unused(self, name: str) -> str:
        """The name, or where it is in use the first of “name (2)”, “name (3)”, ... that is not."""
        result, number = name, 2
        while self.find(result) is not None:
            suffix = f" ({number})"
            result, number = name[: MAX_NAME - len(suffix)].rstrip() + suffix, number + 1
        return result


def not_found(name: str) -> ModelNotFoundError:
    """What to say where no model has a name."""
    return ModelNotFoundError(f"There is no model named “{name}”.", "Choose one from the list of models.")
