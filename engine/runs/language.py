"""A run that trains a language model on a person's texts, with the n-gram beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.config import SamplingConfig, TrainingJob
from engine.corpus import ReadingStoppedError, Skipped
from engine.errors import ConfigError, StoreError
from engine.events import CheckpointSaved, Event, Notice, TrainingFinished, TrainingStarted
from engine.inference.completer import Completer
from engine.models.companion import FINISHING, Beside, Companion
from engine.models.manifest import StoredModel
from engine.models.store import ModelStore
from engine.runs.budget import Settled, settled
from engine.runs.continuing import Start, extended_weights, read_start
from engine.runs.describing import Description, corpus_info, description
from engine.runs.resuming import checkpoints_of, fresh_checkpoints, identity
from engine.runs.seminar import Recipe
from engine.runs.tracing import traced
from engine.tokens.batching import id_counts
from engine.tokens.dataset import LanguageData, language_data
from engine.tokens.tokenizer import Tokenizer, tokenizer_from_json

if TYPE_CHECKING:
    from engine.training.progress import Control
    from engine.training.task import Best

_PREVIEW = {"char": 90, "word": 18}


def language_events(job: TrainingJob, entry: Recipe | None, control: Control) -> Iterator[Event]:
    """Reads the texts, counts the n-gram, trains the network, and keeps the texts beside the model; see `run_job`."""
    store = ModelStore.with_samples(job.models_dir)  # a sample may be what it begins with
    store.check_writable()
    start: Start | None = None
    known: Tokenizer | None = None
    if job.start_from is not None and job.resume:
        # The model it began with may have changed meanwhile: its own earlier save, if the names are the same.
        known = tokenizer_from_json(checkpoints_of(store, job.name).load().state["identity"].get("tokenizer"))
    elif job.start_from is not None:
        start = read_start(job, store)
        job, known = start.job, start.tokenizer
    prepare = entry.prepare if entry else None
    try:
        data = language_data(job, prepare=prepare, known=known, should_stop=lambda: control.stopped)
    except ReadingStoppedError:
        yield TrainingFinished("stopped", job.name, 0, 0.0, {})
        return
    yield from _left_out(data.corpus.skipped)
    if start is not None and not start.grows:
        yield Notice("This model's vocabulary cannot grow, so words that it does not know stay unknown to it.")
    events = _learned(job, entry, data, store, control, start)
    yield from traced(events, store, job, data, prepared=prepare is not None)


def _learned(
    job: TrainingJob, entry: Recipe | None, data: LanguageData, store: ModelStore, control: Control, start: Start | None
) -> Iterator[Event]:
    """The n-gram at once, where it is saved alone, and then the network."""
    from engine.training import cluster  # reads the environment, imports no TensorFlow

    # The recipes are what was taught: a network alone.
    companion = Companion.of(data) if entry is None else None
    first = companion is not None and not cluster.announced()[0] and not job.resume
    alone: CheckpointSaved | None = None
    if companion is not None and first and (job.instant or not store.has(job.name)):
        try:
            companion.save_alone(store, description(job, corpus_info(data))(None, {}, len(data.tokenizer)))
            alone = CheckpointSaved(0, companion.loss, 0.0)
        except StoreError:
            if job.instant:
                raise
            # A run that trains waits for room by itself.
    if job.instant:
        if alone is not None:
            yield alone
        yield _counted(companion, store, job.name)
        return
    own = settled(job, data)
    for event in trained(own.job, data, store, control, start=start, own=own, companion=companion):
        yield event
        if isinstance(event, TrainingStarted) and alone is not None:
            yield alone


def _counted(companion: Companion | None, store: ModelStore, name: str) -> TrainingFinished:
    """The end of a job without a network. Raises ConfigError where there is nothing to count."""
    if companion is None:
        raise ConfigError("A recipe trains a network, so it is not ready at once.", "Leave --instant out.")
    return TrainingFinished("completed", name, 0, 0.0, {**_plain_figures(companion), **companion.finish(store, name)})


def _left_out(skipped: Sequence[Skipped]) -> Iterator[Notice]:
    """Says which files were passed over; after five of them only how many more."""
    for item in skipped[:5]:
        yield Notice(f"“{item.path.name}” was left out. {item.reason}")
    if len(skipped) > 5:
        yield Notice(f"{len(skipped) - 5} more files were left out.")


def trained(
    job: TrainingJob,
    data: LanguageData,
    store: ModelStore,
    control: Control,
    *,
    resumable: bool = True,
    start: Start | None = None,
    own: Settled | None = None,
    companion: Companion | None = None,
) -> Iterator[Event]:
    """Trains the network of a job and saves its best state; the events of the trainer, with the figures of the n-gram.

    Args:
        resumable: whether checkpoints are kept, and gone on from where the job says so.
        start: the model whose weights it begins with, where it goes on from one.
        own: the size that was chosen for a time, with what that foresees.
        companion: the n-gram to be saved with the network; None saves a network alone.
    """
    # Imported here: everything that can be wrong with the person's files is said before TensorFlow is loaded.
    from engine.training import cluster
    from engine.training.language import LanguageTask
    from engine.training.trainer import Trainer

    task = LanguageTask(data, job.model, job.training)
    if start is not None:
        counts = id_counts(data.train, len(data.tokenizer))
        task.network.assign(extended_weights(start.weights, counts, job.model, seed=job.training.seed))
        task.optimizer.reset()
    describe = description(job, corpus_info(data))
    plain = companion or Companion.of(data)
    figures = _plain_figures(plain)
    expected = None if own is None else own.expected(data, figures.get("ngram_loss"))
    if expected is not None:
        figures |= {f"expected_{key}": getattr(expected, key) for key in ("loss", "low", "high")}

    def save(best: Best, metrics: dict[str, Any]) -> None:
        info = describe(best, {**metrics, **figures}, len(data.tokenizer))
        beside = Beside() if companion is None else companion.beside(info, best.arrays)
        info = info.model_copy(update={"metrics": {**info.metrics, **beside.figures}})
        store.save(
            info, tokenizer=data.tokenizer.to_json(), weights=best.arrays, extras=beside.extras, ngram=beside.ngram
        )

    checkpoints = fresh_checkpoints(store, job) if resumable else None
    trainer = Trainer(
        task,
        job.training,
        name=job.name,
        control=control,
        save=save,
        preview=None if cluster.index() else _previewer(job, data, describe),
        checkpoints=checkpoints,
        identity=identity(job, data.corpus.fingerprint, data.tokenizer if job.start_from else None),
        resume=checkpoints.load() if checkpoints is not None and job.resume else None,
        validates_first=start is not None,
        spent=0.0 if own is None or own.speed is None else own.seconds + (FINISHING if companion is not None else 0.0),
    )
    saved = False
    for event in trainer.run():
        saved = saved or isinstance(event, CheckpointSaved)
        if isinstance(event, TrainingFinished):
            if saved and companion is not None and not cluster.index():
                try:
                    figures |= companion.finish(store, job.name)
                except StoreError as error:
                    yield Notice(f"How sure suggestions are was not saved with the model. {error.message}")
            event = replace(event, metrics={**event.metrics, **figures})
        yield event
        if isinstance(event, TrainingStarted) and expected is not None:
            yield expected


def _plain_figures(companion: Companion | None) -> dict[str, float]:
    """What the n-gram reaches, for the metrics."""
    return {} if companion is None or companion.loss is None else {"ngram_loss": companion.loss}


def _previewer(job: TrainingJob, data: LanguageData, describe: Description) -> Callable[[dict[str, np.ndarray]], str]:
    """Writes a short sample with the weights of the moment, from the person's seed or the corpus' first words."""
    seed = job.preview_seed or _first_words(data, job.model.window)
    sampling = SamplingConfig(length=_PREVIEW[job.model.unit], temperature=0.6, finish_word=True, seed=0)
    info = describe(None, {}, len(data.tokenizer))
    tokenizer = data.tokenizer.to_json()

    def preview(arrays: dict[str, np.ndarray]) -> str:
        completer = Completer(StoredModel(info, tokenizer, arrays))
        return completer.complete(seed, sampling)[0].text

    return preview


def _first_words(data: LanguageData, window: int) -> str:
    """The beginning of the training text: as many tokens as a many-to-one network reads, or two words."""
    if window:
        return data.tokenizer.decode(data.train[:window])
    return " ".join(data.corpus.beginning(200).split()[:2])
