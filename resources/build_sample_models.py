"""Rebuilds the sample models from the sample texts: `make sample-models`, ONLY=spam for those with that in their name.
Takes about two minutes.

Fixed numbers of rounds and fixed seeds: the same texts on the same machine give the same bytes. Nothing of the machine
or of the moment (times, speeds, dates) is kept in them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from engine import paths
from engine.config import TrainingJob
from engine.corpus import read_corpus
from engine.models.manifest import HistoryPoint, ModelInfo, StoredModel, pack
from engine.models.modelnames import folder_name
from engine.models.store import ModelStore
from engine.runs.jobs import run_job
from engine.runs.seminar import spam_job
from engine.runs.sizing import suggested_job
from engine.training.progress import NoControl

CREATED = "2026-01-01T00:00:00+00:00"
VERSION = "v-sample"
MOST_BYTES = 4_000_000  # a model
_OF_THE_MACHINE = ("seconds", "tokens_per_second")

ROUNDS = {"language": 16, "spam": 12}
UNITS = 128


def jobs(folder: Path) -> list[TrainingJob]:
    """What is trained, into a temporary library."""
    texts = paths.sample_dir()
    result = []
    for name, file in (("Sample English", "english_prose.txt"), ("Sample Korean", "korean_prose.txt")):
        characters = len(read_corpus([texts / file]).text)
        result.append(suggested_job(name, folder, (texts / file,), characters, units=UNITS, epochs=ROUNDS["language"]))
    messages = tuple(texts / f"{language}_messages.tsv" for language in ("english", "korean"))
    result.append(spam_job("Sample spam checker", folder, ham=messages, spam=messages, epochs=ROUNDS["spam"]))
    return result


def plain(stored: StoredModel) -> ModelInfo:
    """The description of a model without what the machine and the moment have put into it."""
    info = stored.info
    metrics = {key: value for key, value in info.metrics.items() if key not in _OF_THE_MACHINE}
    history = tuple(HistoryPoint(**{**point.model_dump(), "seconds": 0.0}) for point in info.history)
    return info.model_copy(update={"created": CREATED, "metrics": metrics, "history": history})


def write(stored: StoredModel, target: Path) -> int:
    """Writes a model as the store reads it; how many bytes it has."""
    files = pack(plain(stored), stored.tokenizer, stored.weights, stored.extras, stored.ngram)
    size = sum(map(len, files.values()))
    if size > MOST_BYTES:
        raise SystemExit(f"{stored.info.name} has {size:,} bytes, more than {MOST_BYTES:,}.")
    shutil.rmtree(target, ignore_errors=True)
    (target / VERSION).mkdir(parents=True)
    for name, data in files.items():
        (target / VERSION / name).write_bytes(data)
    (target / "current").write_text(VERSION, encoding="ascii")
    return size


def main() -> None:
    wanted = " ".join(sys.argv[1:]).casefold()
    with tempfile.TemporaryDirectory(prefix="maeari-samples-") as temporary:
        folder = Path(temporary)
        for job in jobs(folder):
            if wanted not in job.name.casefold():
                continue
            for _ in run_job(job, NoControl()):
                pass
            stored = ModelStore(folder).load(job.name)
            size = write(stored, paths.sample_models_dir() / folder_name(job.name))
            figures = {key: stored.info.metrics.get(key) for key in ("val_loss", "ngram_loss", "mixed_loss", "f1")}
            sys.stdout.write(f"{job.name}: {size / 1e6:.1f} MB {figures}\n")


if __name__ == "__main__":
    main()
