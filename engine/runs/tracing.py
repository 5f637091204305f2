"""A training that keeps its texts beside the model, and measures at its end how much the model recites of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

import numpy as np

from engine.config import SamplingConfig, TrainingJob
from engine.corpus import Document, StreamedDocument
from engine.errors import EngineError
from engine.events import CheckpointSaved, Event, Notice, TrainingFinished
from engine.inference.completer import Completer
from engine.models.manifest import StoredModel
from engine.models.sources import Sources, Text, line_end, open_sources, write_texts
from engine.models.store import ModelStore
from engine.tokens.dataset import LanguageData
from engine.tokens.splitting import Span, split_spans
from engine.tokens.tokenizer import UNK, CharTokenizer

# What the score is measured on: written from so many places of the held-out text, of as many characters together.
_SEEDS = 8
_CHARACTERS = 2_000
_SEED_TOKENS = {"char": 40, "word": 8}
_BLOCK = 2**20


def traced(
    events: Iterator[Event], store: ModelStore, job: TrainingJob, data: LanguageData, *, prepared: bool
) -> Iterator[Event]:
    """The events of a run; its texts are kept as soon as there is a model to keep them beside.

    The metrics of the end, and of the model, get `copied_share`: see `recitation_score`; those of an n-gram alone do
    not, which is to be ready at once. What goes wrong with that is said and ends no training.

    Args:
        prepared: whether a recipe has changed the text.
    """
    kept = job.resume and _opened(job) is not None
    tried = kept
    for event in events:
        if isinstance(event, TrainingFinished) and kept and not job.instant:
            event = replace(event, metrics={**event.metrics, **_measured(store, job, data)})
        yield event
        if isinstance(event, CheckpointSaved) and not tried:
            tried = True
            try:
                write_sources(store, job, data, prepared=prepared)
                kept = True
            except EngineError as error:
                yield Notice(str(error))


def write_sources(store: ModelStore, job: TrainingJob, data: LanguageData, *, prepared: bool = False) -> None:
    """Keeps the training part of a job's texts beside its model.

    Raises StoreError where the disk does not take them, CorpusError where a large file has changed meanwhile.
    """
    texts = training_texts(job, data, prepared=prepared)
    write_texts(store.sources_dir(job.name), data.train, texts, data.tokenizer)


def recitation_score(completer: Completer, sources: Sources, data: LanguageData) -> float:
    """The share, 0..1, of what a model writes that stands in its texts in runs of 30 characters or 8 words or more.

    It goes on from eight places of the held-out text (of the texts themselves, where nothing was held out), about 2,000
    characters in all at a temperature of 0.7; of a shorter corpus, as many as that has. The same model gives the same
    score.
    """
    ids = data.train if data.valid is None else data.valid
    kind = data.tokenizer.kind
    a_token = max(1.0, data.characters / (len(data.train) + (0 if data.valid is None else len(data.valid))))
    length = math.ceil(min(_CHARACTERS, data.characters) / _SEEDS / a_token)
    written = []
    for number, start in enumerate(np.linspace(0, max(0, len(ids) - _SEED_TOKENS[kind]), _SEEDS).astype(int)):
        seed = data.tokenizer.decode(i for i in ids[start : start + _SEED_TOKENS[kind]] if i != UNK)
        sampling = SamplingConfig(length=length, temperature=0.7, seed=number)
        written.append(completer.complete(seed, sampling)[0].text[len(seed) :])
    return sources.recitation(written)


def _opened(job: TrainingJob) -> Sources | None:
    """The texts beside a model; None where they cannot be read either."""
    try:
        return open_sources(job.models_dir, job.name)
    except EngineError:
        return None


def _measured(store: ModelStore, job: TrainingJob, data: LanguageData) -> dict[str, float]:
    """The recitation score as a metric, which the model gets too; nothing where it cannot be measured."""
    try:
        stored, sources = store.load(job.name), open_sources(job.models_dir, job.name)
        if sources is None:
            return {}
        found = {"copied_share": recitation_score(Completer(stored), sources, data)}
        info = stored.info.model_copy(update={"metrics": {**stored.info.metrics, **found}})
        store.save(info, **{f.name: getattr(stored, f.name) for f in fields(StoredModel) if f.name != "info"})
    except EngineError:
        return {}
    return found


# -- which text a token is of ----------------------------------------------------------------------------------------


def training_texts(job: TrainingJob, data: LanguageData, *, prepared: bool) -> tuple[Text, ...]:
    """The texts of the training part, in order, with the token that each begins with.

    They stand one behind the other, joined by line ends, so that the line ends tell where a text begins. Where a recipe
    has changed them, or the vocabulary lacks the line end, there is one text without lines.
    """
    documents = data.corpus.documents
    token = line_end(data.tokenizer)
    spans, _ = split_spans([d.characters for d in documents], 0 if job.valid else job.training.valid_fraction)
    changed = prepared or job.training.layout == "lines"
    if not changed and token < 0 and len(spans) == 1 and not data.corpus.large and "\n" not in documents[0].text:
        return (Text(documents[0].path.name, 0),)
    starts = None if changed or token < 0 else _starts(documents, spans, data, token)
    if starts is None:
        more = f" and {len(documents) - 1} more" if len(documents) > 1 else ""
        return (Text(documents[0].path.name + more, 0, lines=False),)
    return tuple(Text(documents[span.text].path.name, start) for span, start in zip(spans, starts, strict=True))


def _starts(
    documents: Sequence[Document | StreamedDocument], spans: Sequence[Span], data: LanguageData, token: int
) -> list[int] | None:
    """The first token of each text; None where the ids do not have the line ends of the texts."""
    if isinstance(data.tokenizer, CharTokenizer):
        starts = np.cumsum([0, *(span.stop + 1 for span in spans[:-1])]).tolist()
        return starts if starts[-1] <= len(data.train) else None
    # The line ends that join texts, counted from the first one of all.
    joints = np.cumsum([_line_ends(documents[span.text], span.stop) + 1 for span in spans[:-1]]) - 1
    found, seen = [0], 0
    for start in range(0, len(data.train), _BLOCK):
        places = np.flatnonzero(data.train[start : start + _BLOCK] == token)
        here = joints[(joints >= seen) & (joints < seen + len(places))].astype(np.int64)
        found += (start + places[here - seen] + 1).tolist()
        seen += len(places)
    return found if len(found) == len(spans) else None


def _line_ends(document: Document | StreamedDocument, stop: int) -> int:
    """How many line ends the first `stop` characters of a text have."""
    count = place = 0
    for text in document.chunks():
        count += text.count("\n", 0, max(0, stop - place))
        place += len(text)
        if place >= stop:
            break
    return count
