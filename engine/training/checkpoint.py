"""What a killed or stopped run needs to go on exactly where it was: weights, moments, carried states, random state.

Data only: safetensors and JSON, written as a new version and then named, so that a kill leaves the old one or the new.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine import atomic
from engine.errors import TrainingError
from engine.models import versions

# At most so much training is lost to a kill.
CHECKPOINT_SECONDS = 20.0
_ARRAYS, _STATE = "state.safetensors", "state.json"


class Snapshot(NamedTuple):
    """Named float arrays, and plain JSON with everything else."""

    arrays: dict[str, np.ndarray]
    state: dict[str, Any]

    def part(self, prefix: str) -> dict[str, np.ndarray]:
        """The arrays whose names begin with `prefix` and a dot, without it."""
        start = prefix + "."
        return {name.removeprefix(start): a for name, a in self.arrays.items() if name.startswith(start)}


class Checkpoints:
    """The checkpoint of one run, in the training folder of its model."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last = time.monotonic()
        self._cost = 0.0

    @property
    def exists(self) -> bool:
        """Whether there is one to go on from."""
        return versions.has_current(self._folder)

    def due(self, *, ahead: float = 0.0) -> bool:
        """Whether the last one is old enough for a new one, or will be after `ahead` more seconds. Writing never takes
        more than half of the time."""
        age = time.monotonic() - self._last
        return age >= 2 * self._cost and age + ahead >= CHECKPOINT_SECONDS

    def save(self, snapshot: Snapshot) -> None:
        """Replaces the checkpoint. Raises TrainingError where the disk does not take it; the one before is intact."""
        began = time.monotonic()
        arrays = {name: np.array(array, order="C") for name, array in snapshot.arrays.items()}
        try:
            state = json.dumps(snapshot.state).encode()  # ASCII: names of files may hold any bytes
            versions.write(self._folder, {_ARRAYS: save(arrays), _STATE: state})
        except OSError as error:
            reason, hint = atomic.why(error)
            raise TrainingError(f"The checkpoint cannot be written: {reason}.", hint) from error
        self._last, self._cost = began, time.monotonic() - began

    def load(self) -> Snapshot:
        """The last checkpoint. Raises TrainingError where there is none or it cannot be read."""
        try:
            version = versions.current(self._folder)
            if version is None:
                raise FileNotFoundError
            state = json.loads((version / _STATE).read_bytes())
            return Snapshot(load((version / _ARRAYS).read_bytes()), state)
        except FileNotFoundError as error:
            raise TrainingError(
                "There is no interrupted training of that name.", "Leave --resume out and train from the beginning."
            ) from error
        except (OSError, ValueError, SafetensorError) as error:
            raise TrainingError(
                "The checkpoint of the interrupted training cannot be read.",
                "Leave --resume out and train from the beginning.",
            ) from error

    def clear(self) -> None:
        """Removes the checkpoint of a run that is complete, and the model's folder where nothing else is in it."""
        shutil.rmtree(self._folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self._folder.parent.rmdir()
