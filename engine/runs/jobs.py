"""A training job from its files to the model in the library: where corpus, trainer, completer and spam checker meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from engine import paths
from engine.config import SamplingConfig, TrainingJob
from engine.corpus import CorpusLibrary, ReadingStoppedError, Skipped, read_corpus, summarize
from engine.errors import ConfigError, StoreError, TrainingError
from engine.events import CheckpointSaved, Event, FinishReason, Notice, TrainingFinished, TrainingStarted
from engine.inference.completer import Completer
from engine.models.companion import FINISHING, Beside, Companion
from engine.models.manifest import CorpusInfo, HistoryPoint, ModelInfo, StoredModel
from engine.models.store import ModelStore
from engine.runs.budget import Settled, settled
from engine.runs.continuing import Start, extended_weights, read_start
from engine.runs.seminar import Recipe, recipe
from engine.runs.tracing import traced
from engine.tokens.batching import id_counts
from engine.tokens.dataset import LanguageData, language_data
from engine.tokens.tokenizer import Tokenizer, tokenizer_from_json

if TYPE_CHECKING:
    from engine.training.checkpoint import Checkpoints
    from engine.training.process import TrainingRun
    from engine.training.progress import Control
    from engine.training.task import Best

_PREVIEW = {"char": 90, "word": 18}


def start_training(job: TrainingJob) -> TrainingRun:
    """Trains in a process of its own; see `engine.training.process.TrainingRun`."""
    from engine.training.process import TrainingRun

    return TrainingRun(job, run_job)


def run_job(job: TrainingJob, control: Control) -> Iterator[Event]:
    """Runs a job in this process.

    Yields the events of `engine.events`, ends after exactly one TrainingFinished. Raises EngineError where the data
    cannot be read, the settings exclude each other or the model cannot be written.
    """
    job = _interrupted(job) if job.resume else job
    entry = recipe(job.recipe) if job.recipe else None
    if job.start_from is not None and (entry is not None or job.model.kind != "language"):
        raise ConfigError("Only a language model of your own texts can go on from another model.", "Leave it out.")
    if job.model.kind == "classifier":
        return _classifier_events(job, control)
    if job.model.kind == "labels":
        from engine.labels.training import labels_events

        return labels_events(job, control)
    if not job.sources:
        raise ConfigError("There is no text to train on.", "Name at least one file or folder.")
    if entry is not None and entry.cells:
        return _comparison_events(job, entry, control)
    return _language_events(job, entry, control)


def _checkpoints(store: ModelStore, name: str) -> Checkpoints:
    from engine.training.checkpoint import Checkpoints

    return Checkpoints(store.training_dir(name))


def _fresh_checkpoints(store: ModelStore, job: TrainingJob) -> Checkpoints | None:
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
    checkpoints = _checkpoints(store, job.name)
    if not job.resume:
        checkpoints.clear()
    return checkpoints


def _identity(job: TrainingJob, fingerprint: str, tokenizer: Tokenizer | None = None) -> dict[str, Any]:
    """What must be the same for a run to go on: its settings, its data, and a vocabulary that does not follow from
    them."""
    own = {"job": job.model_dump(mode="json", exclude={"name", "resume", "models_dir"}), "data": fingerprint}
    return own if tokenizer is None else {**own, "tokenizer": tokenizer.to_json()}


def _interrupted(job: TrainingJob) -> TrainingJob:
    """The job of the interrupted run of that name, to be resumed. Raises TrainingError where there is none."""
    store = ModelStore(job.models_dir)
    state = _checkpoints(store, job.name).load().state
    stored = state.get("identity", {}).get("job", {})
    return TrainingJob.checked(**{**stored, "name": job.name, "models_dir": job.models_dir, "resume": True})


# -- language models -------------------------------------------------------------------------------------------------


def _language_events(job: TrainingJob, entry: Recipe | None, control: Control) -> Iterator[Event]:
    store = ModelStore.with_samples(job.models_dir)  # a sample may be what it begins with
    store.check_writable()
    start: Start | None = None
    known: Tokenizer | None = None
    if job.start_from is not None and job.resume:
        # The model it began with may have changed meanwhile: its own earlier save, if the names are the same.
        known = tokenizer_from_json(_checkpoints(store, job.name).load().state["identity"].get("tokenizer"))
    elif job.start_from is not None:
        start = read_start(job, store)
        job, known = start.job, start.tokenizer
    prepare = entry.prepare if entry else None
    try:
        data = language_data(job, prepare=prepare, known=known, should_stop=lambda: control.stopped)
    except ReadingStoppedError:
        yield TrainingFinished("stopped", job.name, 0, 0.0, {})
        return
    yield from left_out(data.corpus.skipped)
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
            companion.save_alone(store, _description(job, _corpus_info(data))(None, {}, len(data.tokenizer)))
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
    for event in _trained(own.job, data, store, control, start=start, own=own, companion=companion):
        yield event
        if isinstance(event, TrainingStarted) and alone is not None:
            yield alone


def _counted(companion: Companion | None, store: ModelStore, name: str) -> TrainingFinished:
    """The end of a job without a network. Raises ConfigError where there is nothing to count."""
    if companion is None:
        raise ConfigError("A recipe trains a network, so it is not ready at once.", "Leave --instant out.")
    return TrainingFinished("completed", name, 0, 0.0, {**_plain_figures(companion), **companion.finish(store, name)})


def left_out(skipped: Sequence[Skipped]) -> Iterator[Notice]:
    """Says which files were passed over; after five of them only how many more."""
    for item in skipped[:5]:
        yield Notice(f"“{item.path.name}” was left out. {item.reason}")
    if len(skipped) > 5:
        yield Notice(f"{len(skipped) - 5} more files were left out.")


def _trained(
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
    # Imported here: everything that can be wrong with the person's files is said before TensorFlow is loaded.
    from engine.training import cluster
    from engine.training.language import LanguageTask
    from engine.training.trainer import Trainer

    task = LanguageTask(data, job.model, job.training)
    if start is not None:
        counts = id_counts(data.train, len(data.tokenizer))
        task.network.assign(extended_weights(start.weights, counts, job.model, seed=job.training.seed))
        task.optimizer.reset()
    describe = _description(job, _corpus_info(data))
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

    checkpoints = _fresh_checkpoints(store, job) if resumable else None
    trainer = Trainer(
        task,
        job.training,
        name=job.name,
        control=control,
        save=save,
        preview=None if cluster.index() else _previewer(job, data, describe),
        checkpoints=checkpoints,
        identity=_identity(job, data.corpus.fingerprint, data.tokenizer if job.start_from else None),
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


def _corpus_info(data: LanguageData) -> CorpusInfo:
    corpus = data.corpus
    return CorpusInfo(
        sources=tuple(document.path.name for document in corpus.documents[:100]),
        characters=data.characters,
        tokens=len(data.train) + (0 if data.valid is None else len(data.valid)),
        fingerprint=corpus.fingerprint,
        language=summarize(corpus).language,
    )


Description = Callable[["Best | None", dict[str, Any], int], ModelInfo]


def _description(job: TrainingJob, corpus: CorpusInfo) -> Description:
    """How the job's model is described once a network is known."""
    created = datetime.now(UTC).isoformat(timespec="seconds")

    def describe(best: Best | None, metrics: dict[str, Any], vocabulary: int) -> ModelInfo:
        return ModelInfo(
            name=job.name,
            kind=job.model.kind,
            model=job.model,
            training=job.training,
            created=created,
            recipe=job.recipe,
            parameters=sum(int(a.size) for a in best.arrays.values()) if best else 0,
            vocabulary=vocabulary,
            corpus=corpus,
            metrics={key: value for key, value in metrics.items() if isinstance(value, (float, int, str))},
            history=tuple(HistoryPoint(**point) for point in best.history if point["loss"] is not None) if best else (),
        )

    return describe


def _previewer(job: TrainingJob, data: LanguageData, describe: Description) -> Callable[[dict[str, np.ndarray]], str]:
    """Writes a short sample with the weights of the moment, from the person's seed or the corpus' first words."""
    seed = job.preview_seed or first_words(data, job.model.window)
    sampling = SamplingConfig(length=_PREVIEW[job.model.unit], temperature=0.6, seed=0)
    info = describe(None, {}, len(data.tokenizer))
    tokenizer = data.tokenizer.to_json()

    def preview(arrays: dict[str, np.ndarray]) -> str:
        completer = Completer(StoredModel(info, tokenizer, arrays))
        return completer.complete(seed, sampling)[0].text

    return preview


def job_texts(job: TrainingJob) -> str:
    """The text of a job as its network reads it, prepared as its recipe says."""
    cache_folder = CorpusLibrary(paths.corpora_dir()).cache_folder
    corpus = read_corpus(job.sources, column=job.column, cleaning=job.cleaning, cache_folder=cache_folder)
    entry = recipe(job.recipe) if job.recipe else None
    return entry.prepare(corpus) if entry is not None and entry.prepare is not None else corpus.text


def first_words(data: LanguageData, window: int) -> str:
    """The beginning of the training text: as many tokens as a many-to-one network reads, or two words."""
    if window:
        return data.tokenizer.decode(data.train[:window])
    return " ".join(data.corpus.beginning(200).split()[:2])


def _comparison_events(job: TrainingJob, entry: Recipe, control: Control) -> Iterator[Event]:
    """Trains the same text with every cell and at every share of it; the last event holds the table of all runs."""
    store = ModelStore(job.models_dir)
    store.check_writable()
    rows: list[dict[str, Any]] = []
    finished: TrainingFinished | None = None
    for share in entry.shares:
        for cell in entry.cells:
            own = job.replaced(
                name=f"{job.name} {cell.upper()} {share:.0%}", model=job.model.replaced(cell=cell).model_dump()
            )
            data = language_data(own, prepare=entry.prepare, train_share=share)
            for event in _trained(own, data, store, control, resumable=False):
                if isinstance(event, TrainingFinished):
                    finished = event
                else:
                    yield event
            if finished is None:
                return
            metrics = finished.metrics
            rows.append(
                {
                    "model": own.name,
                    "cell": cell,
                    "share": share,
                    "characters": data.characters - data.valid_characters,
                    "val_loss": metrics.get("val_loss"),
                    "perplexity": metrics.get("perplexity"),
                    "seconds": metrics.get("seconds"),
                    "tokens_per_second": metrics.get("tokens_per_second"),
                    "epochs": metrics.get("epochs"),
                }
            )
            if finished.reason == "stopped":
                break
        if finished is not None and finished.reason == "stopped":
            break
    if finished is None:
        return
    reason: FinishReason = "stopped" if finished.reason == "stopped" else "completed"
    seconds = sum(row["seconds"] or 0.0 for row in rows)
    metrics = {"table": rows, "finding": comparison_finding(rows), "seconds": seconds}
    yield replace(finished, reason=reason, name=rows[-1]["model"], seconds=seconds, metrics=metrics)


def comparison_finding(rows: list[dict[str, Any]]) -> str:
    """Whether “little text: GRU; much text: LSTM” holds in these runs, in one sentence a share."""
    sentences = []
    for share in sorted({row["share"] for row in rows}):
        losses = {row["cell"]: row["val_loss"] for row in rows if row["share"] == share and row["val_loss"] is not None}
        if "gru" not in losses or "lstm" not in losses:
            continue
        better = "GRU" if losses["gru"] < losses["lstm"] else "LSTM"
        gap = abs(losses["gru"] - losses["lstm"])
        sentences.append(f"On {share:.0%} of the text the {better} is better by {gap:.3f} nats per token.")
    return " ".join(sentences)


# -- spam checkers ---------------------------------------------------------------------------------------------------


def _classifier_events(job: TrainingJob, control: Control) -> Iterator[Event]:
    from engine.spam.training import BesideNetwork, Parts, calibrated, labelled_data

    store = ModelStore(job.models_dir)
    store.check_writable()
    data = labelled_data(job)

    from engine.training import cluster
    from engine.training.classifier import ClassifierTask
    from engine.training.trainer import Trainer

    task = ClassifierTask(data, job.model, job.training)
    describe = _description(job, data.corpus_info())
    # The recipes are what was taught: a network alone.
    beside = BesideNetwork(data, seed=job.training.seed) if job.recipe is None and not cluster.announced()[0] else None
    final: dict[str, Any] = {}

    def save(best: Best, metrics: dict[str, Any]) -> None:
        if beside is None:
            calibration, figures = calibrated(best.arrays, job.model, data)
            parts = Parts(best.arrays, {"classifier": calibration}, {}, figures)
        else:
            parts = beside.parts(best.arrays, job.model)
        final.update(parts.figures)
        info = describe(best, {**metrics, **parts.figures}, len(data.vocabulary))
        store.save(
            info, tokenizer=data.tokenizer_json(), weights=parts.weights, extras=parts.extras, ngram=parts.columns
        )

    checkpoints = _fresh_checkpoints(store, job)
    trainer = Trainer(
        task,
        job.training,
        name=job.name,
        control=control,
        save=save,
        checkpoints=checkpoints,
        identity=_identity(job, data.fingerprint),
        resume=checkpoints.load() if checkpoints is not None and job.resume else None,
    )
    for event in trainer.run():
        if isinstance(event, TrainingFinished):
            event = replace(event, metrics={**event.metrics, **final})
        yield event
