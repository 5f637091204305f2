"""How a run goes on that was interrupted: where its checkpoints are, and what must be the same then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.config import TrainingJob
from engine.errors import TrainingError
from engine.models.store import ModelStore
from engine.tokens.tokenizer import Tokenizer

if TYPE_CHECKING:
    from engine.training.checkpoint import Checkpoints


def interrupted_job(job: TrainingJob) -> TrainingJob:
    """The job of the interrupted run of that name, to be resumed. Raises TrainingError where there is none."""
    store = ModelStore(job.models_dir)
    state = checkpoints_of(store, job.name).load().state
    stored = state.get("identity", {}).get("job", {})
    return TrainingJob.checked(**{**stored, "name": job.name, "models_dir": job.models_dir, "resume": True})


def checkpoints_of(store: ModelStore, name: str) -> Checkpoints:
    """Those of the run of that name; the folder is created where it is missing. StoreError where that fails."""
    from engine.training.checkpoint import Checkpoints

    return Checkpoints(store.training_dir(name))


def fresh_checkpoints(store: ModelStore, job: TrainingJob) -> Checkpoints | None:
    """Where the run keeps its checkpoints, without those of another run; None in a cluster, which has none.

    Raises TrainingError where a cluster should go on from one.
    """
    from engine.training import cluster

    if cluster.workers() > 1:
        if job.resume:
            raise TrainingError(
                "Several machines cannot go on with an interrupted training.", "Unset TF_CONFIG, or train anew."
            )
        return None
    checkpoints = checkpoints_of(store, job.name)
    if not job.resume:
        checkpoints.clear()
    return checkpoints


def identity(job: TrainingJob, fingerprint: str, tokenizer: Tokenizer | None = None) -> dict[str, Any]:
    """What must be the same for a run to go on: its settings, its data, and a vocabulary that does not follow from
    them."""
    own = {"job": job.model_dump(mode="json", exclude={"name", "resume", "models_dir"}), "data": fingerprint}
    return own if tokenizer is None else {**own, "tokenizer": tokenizer.to_json()}
