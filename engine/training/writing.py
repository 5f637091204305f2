"""Writing that does not give up: while the disk refuses, training pauses, says why, and tries again."""

from __future__ import annotations

from collections.abc import Callable, Generator

from engine.errors import EngineError, StoreError, TrainingError
from engine.events import Event, Paused, Resumed
from engine.training.progress import Control, Progress

# A paused run tries to write again after so many seconds, or at once when the person says to go on.
RETRY_SECONDS = 5.0


def patiently(
    write: Callable[[], None], *, progress: Progress, control: Control
) -> Generator[Event, None, EngineError | None]:
    """Writes, and while the system refuses yields one Paused, waits, and tries again; a Resumed once it is written.

    The clock of `progress` stands still meanwhile. Returns None once it is written, and the last error where the person
    stopped before. What writing again cannot mend, such as weights that are no numbers, is raised as it is.
    """
    error = _refusal(write)
    if error is None or control.stopped:
        return error
    with progress.standing_still():
        yield Paused(
            f"Training is paused. {error} What was saved before is intact, and training goes on by itself once writing "
            "works again."
        )
        while error is not None:
            control.wait(RETRY_SECONDS)
            if control.stopped:
                # The person may have made room before stopping.
                return _refusal(write)
            error = _refusal(write)
    yield Resumed()
    return None


def _refusal(write: Callable[[], None]) -> EngineError | None:
    """Tries to write. Returns what the system said against it."""
    try:
        write()
    except (StoreError, TrainingError) as error:
        if not isinstance(error.__cause__, OSError):
            raise
        return error
    return None
