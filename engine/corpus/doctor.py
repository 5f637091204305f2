"""The corpus doctor: what is in a corpus, what a model of it can be expected to reach here, and one piece of advice.

Bounded for corpora of any size: what needs the text is counted on the beginnings of the files, secrets up to a limit,
and the diagnosis says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.config import ModelConfig, TrainingConfig, TrainingJob, Unit
from engine.corpus.corpus import LARGE_BYTES, Corpus
from engine.corpus.duplicates import Duplicates
from engine.corpus.secrets import SecretReport, scan_secrets
from engine.corpus.summary import CorpusSummary, Language, Verdict, sample_texts, script_shares, summarize
from engine.corpus.tracked import TrackedText
from engine.events import Expectation
from engine.inference.ngram import DEFAULT_ORDER, NgramModel
from engine.runs.expecting import expectation
from engine.runs.sizing import Size, Speed, passes, suggested_model, suggested_training, training_memory
from engine.tokens.splitting import split_texts
from engine.tokens.tokenizer import CharTokenizer, WordTokenizer

HELD_OUT = 0.1
# Secrets are looked for in so many characters, which takes some seconds.
SECRET_CHARACTERS = 8_000_000
# So many characters say how hard the text is to predict, and so many of the held-out part.
_COUNTED, _SCORED = 400_000, 40_000
# A network has learned the most of a text after some eight passes; nobody is advised to wait longer than this for it.
_PASSES = 8.0
_MINUTES = (1, 2, 3, 5, 8, 12, 20, 30, 45, 60)
# From here on it is worth a word: shares of characters not decodable, of repeated paragraphs, of unknown words, and of
# each of two languages.
_BROKEN, _REPEATED, _UNKNOWN, _MIXED = 0.001, 0.2, 0.15, 0.25


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the doctor found. Shares are in 0..1.

    `summary` holds the counts. `scripts` are the shares of Latin, Hangul and other letters; `duplicate_share` is how
    much of the text stands in paragraphs that stood before already; `unknown_share` how many of the words at the ends
    of the texts (their last tenth, which a training holds out) a model by word would not know.
    `network` and `training` are what would be trained here, `expected` the held-out loss in nats per token and after
    how many seconds, `memory` the bytes that takes; all None or 0 where there is too little text.
    `looked_at` is how many characters were counted where that is not all, else 0; `secrets` says for itself.
    `advice` is one sentence.
    """

    summary: CorpusSummary
    scripts: dict[str, float]
    duplicate_share: float
    unknown_share: float
    secrets: SecretReport
    network: ModelConfig | None
    training: TrainingConfig | None
    expected: Expectation | None
    memory: int
    looked_at: int
    advice: str

    @property
    def verdict(self) -> Verdict:
        """Too little, will recite, fair or good."""
        return self.summary.verdict

    @property
    def language(self) -> Language:
        """Which language most letters are of."""
        return self.summary.language

    @property
    def minutes(self) -> float:
        """How long a training is worth its while here; 0 where there is too little text."""
        return self.expected.seconds / 60 if self.expected else 0.0

    @property
    def bits_per_character(self) -> float:
        """The expected loss of a model by character in bits; 0 where nothing is expected."""
        return self.expected.loss / float(np.log(2)) if self.expected else 0.0


def examine(
    corpus: Corpus,
    *,
    unit: Unit = "char",
    kept_secrets: Collection[str] = (),
    secret_characters: int | None = SECRET_CHARACTERS,
    should_stop: Callable[[], bool] | None = None,
) -> Diagnosis:
    """Examines a corpus; some seconds for a large one.

    Args:
        corpus: as `read_corpus` gives it; cleaned, where the cleaned text is meant.
        unit: of the model that would be trained.
        kept_secrets: digests (`SecretFinding.digest`) of secrets that are not counted.
        secret_characters: how much is looked through for secrets; None looks at everything.
        should_stop: asked between the parts.

    Raises CorpusError where a file of a large corpus has changed, or `should_stop` answered True.
    """
    summary = summarize(corpus)
    texts = sample_texts(corpus)
    train, held_out = split_texts(texts, HELD_OUT)
    looked_at = sum(map(len, texts)) + max(0, len(texts) - 1)
    secrets = scan_secrets(
        corpus, kept=kept_secrets, most_characters=secret_characters, limit=100, should_stop=should_stop
    )
    network: ModelConfig | None = None
    training: TrainingConfig | None = None
    expected: Expectation | None = None
    memory = 0
    if summary.verdict != "too little":
        size = _size(summary, unit)
        network, training, speed = _plan(size, unit)
        job = TrainingJob(name="doctor", models_dir=Path(), model=network, training=training)
        loss = _ngram_loss(train, held_out, network)
        expected = expectation(job, size, speed, loss) if loss is not None else None
        held = min(summary.bytes, LARGE_BYTES)
        memory = round(training_memory(size, network, training, text_bytes=held))
    scripts = script_shares("\n".join(texts))
    repeated, unknown = _duplicate_share(texts), _unknown_share(train, held_out)
    minutes = training.minutes or 0.0 if training else 0.0
    return Diagnosis(
        summary=summary,
        scripts=scripts,
        duplicate_share=repeated,
        unknown_share=unknown,
        secrets=secrets,
        network=network,
        training=training,
        expected=expected,
        memory=memory,
        looked_at=looked_at if looked_at < corpus.characters else 0,
        advice=_advice(summary, secrets, scripts, repeated, unknown, minutes),
    )


def _size(summary: CorpusSummary, unit: Unit) -> Size:
    estimated = Size.estimated(round(summary.characters * (1 - HELD_OUT)), unit)
    return estimated._replace(vocabulary=summary.distinct_characters + 2) if unit == "char" else estimated


def _plan(size: Size, unit: Unit) -> tuple[ModelConfig, TrainingConfig, Speed]:
    """The network that learns most of the text here, in the fewest minutes that suffice."""
    speed = Speed.estimated()
    for minutes in _MINUTES:
        network = suggested_model(size, minutes, speed=speed, unit=unit)
        if passes(size, network, minutes, speed) >= _PASSES:
            break
    return network, suggested_training(size, network, minutes=minutes, epochs=None, speed=speed), speed


def _ngram_loss(train: str, held_out: str, model: ModelConfig) -> float | None:
    """How hard the text is to predict, nats per token; None where nothing can be held out."""
    train, held_out = train[-_COUNTED:], held_out[:_SCORED]
    tokenizer = CharTokenizer.fit(train) if model.unit == "char" else _words(train)
    ids, unseen = tokenizer.encode(train), tokenizer.encode(held_out)
    if len(unseen) < 2 or not len(ids):
        return None
    return NgramModel.fit(ids, len(tokenizer), order=DEFAULT_ORDER[model.unit]).loss(unseen)


def _words(train: str) -> WordTokenizer:
    return WordTokenizer.fit(train, min_count=2 if len(train) > 20_000 else 1)


def _duplicate_share(texts: list[str]) -> float:
    known = Duplicates()
    repeated = sum(known.cut(TrackedText(text), exact=True, near=False)[0][1] for text in texts)
    return repeated / max(1, sum(map(len, texts)))


def _unknown_share(train: str, held_out: str) -> float:
    """Of the words, without marks and blanks."""
    tokenizer = _words(train)
    words = [piece for piece, _, _ in tokenizer.pieces(held_out[: 5 * _SCORED]) if piece[0].isalnum()]
    known = set(tokenizer.tokens)
    return sum(word not in known for word in words) / max(1, len(words))


def _advice(
    summary: CorpusSummary,
    secrets: SecretReport,
    scripts: dict[str, float],
    duplicate_share: float,
    unknown_share: float,
    minutes: float,
) -> str:
    """The one thing that helps most, in one sentence."""
    if summary.verdict == "too little":
        return summary.advice
    if secrets.total > 1:
        count = f"{secrets.total:,}"
        return f"{count} secrets were found: mask or review them before you train, since a model repeats what it read."
    if secrets.total:
        return "A secret was found: mask or review it before you train, since a model repeats what it read."
    if summary.replaced > _BROKEN * summary.characters:
        return "Many characters could not be decoded: save these files as UTF-8 and add them again."
    if duplicate_share >= _REPEATED:
        share = round(100 * duplicate_share)
        return f"{share} % of the text repeats itself: take the duplicates out, or a model will recite them."
    if summary.verdict != "good":
        return summary.advice
    if min(scripts["latin"], scripts["hangul"]) >= _MIXED:
        return "Two languages share this text: a model learns each of them better from a corpus of its own."
    if unknown_share >= _UNKNOWN:
        unknown = f"{100 * unknown_share:.0f} %"
        return f"Train by character for about {minutes:g} min: by word, {unknown} of what comes next would be unknown."
    return f"This is enough for a model that writes sentences of its own: train it for about {minutes:g} min."
