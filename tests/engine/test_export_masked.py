"""An exported model tells no secret that could be masked; it can be imported and answers; the local one stays."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from engine import export_model, open_spam_checker
from engine.cli import main
from engine.config import ModelConfig, SamplingConfig, TrainingConfig, TrainingJob
from engine.inference.completer import open_completer
from engine.inference.ngram import DEFAULT_ORDER, NgramModel
from engine.models.manifest import CorpusInfo, ModelInfo
from engine.models.masking import _BLOCK, Masked, _blocks
from engine.models.sources import FILE
from engine.models.store import ModelStore
from engine.runs import tracing
from engine.tokens.dataset import language_data
from engine.tokens.tokenizer import tokenizer_from_json

PHONE, MAIL = "010-5512-9987", "quillon@example.com"
TEXT = (
    "The harbour lamp was lit and the boats came home one by one.\n"
    "Nobody counted them, and nobody had to, since the lamp was lit.\n"
) * 8 + f"Ring {PHONE} when the lamp is out, or write to {MAIL} at night.\n" * 4
LATER = "The lamp was lit again, and the boats came home.\n" * 12


def kept(folder: Path, unit: str, *, texts: bool = True, name: str = "me") -> ModelStore:
    """A model of the text in its library: random weights, its n-gram, and its texts beside it."""
    (folder / "a.txt").write_text(TEXT + LATER, "utf-8")
    model = ModelConfig(unit=unit, cell="rnn", units=2, embedding_dim=0)  # type: ignore[arg-type]
    job = TrainingJob(
        name=name,
        models_dir=folder / "models",
        sources=(folder / "a.txt",),
        model=model,
        training=TrainingConfig(epochs=1, valid_fraction=0.1),
    )
    data = language_data(job)
    size = len(data.tokenizer)
    ngram = NgramModel.fit(data.train, size, order=DEFAULT_ORDER[unit])
    random = np.random.default_rng(0)
    shapes = {
        "layers.0.kernel": (size, 2), "layers.0.recurrent_kernel": (2, 2), "layers.0.bias": (2,),
        "output.kernel": (2, size), "output.bias": (size,),
    }  # fmt: skip
    weights = {key: random.normal(size=shape).astype(np.float32) for key, shape in shapes.items()}
    info = ModelInfo(
        name=name,
        model=model,
        created="2026-01-01T00:00:00+00:00",
        vocabulary=size,
        corpus=CorpusInfo(sources=("a.txt", f"{MAIL}.mbox"), characters=len(TEXT)),
    )
    store = ModelStore(folder / "models")
    store.save(info, tokenizer=data.tokenizer.to_json(), weights=weights, ngram=ngram.arrays())
    if texts:
        tracing.write_sources(store, job, data)
    return store


def plain(path: Path) -> str:
    """Everything in an exported file that can be read."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def vocabulary(store: ModelStore, name: str) -> list[str]:
    return list(store.load(name).tokenizer["tokens"])


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    return kept(tmp_path_factory.mktemp("word"), "word")


@pytest.fixture(scope="module")
def characters(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    return kept(tmp_path_factory.mktemp("char"), "char")


def test_words_that_stand_in_secrets_alone_are_masked(words: ModelStore, tmp_path: Path) -> None:
    before = vocabulary(words, "me")
    assert {"5512", "9987", "quillon"} <= set(before)
    masked = export_model(words, "me", tmp_path / "me.maeari")
    assert masked.counts == {"phone": 4, "email": 4}
    assert masked.words >= 4
    content = plain(tmp_path / "me.maeari")
    assert not any(secret in content for secret in ("5512", "9987", "quillon"))
    assert "_phone_" in content
    assert "_email_" in content
    assert vocabulary(words, "me") == before
    other = ModelStore(tmp_path / "other")
    info = other.import_file(tmp_path / "me.maeari")
    after = vocabulary(other, info.name)
    assert len(after) == len(before) == len(set(after))
    assert [token for token in after if not token.startswith("_")] == [
        old for old, new in zip(before, after, strict=True) if not new.startswith("_")
    ]
    assert info.corpus.sources == ("a.txt", "_email_")


@pytest.mark.parametrize("unit", ["char", "word"])
def test_the_counts_of_an_exported_model_do_not_lead_to_a_secret(
    unit: str, words: ModelStore, characters: ModelStore, tmp_path: Path
) -> None:
    store = words if unit == "word" else characters
    export_model(store, "me", tmp_path / "me.maeari")
    other = ModelStore(tmp_path / "other")
    other.import_file(tmp_path / "me.maeari")
    local = store.load("me")
    known = tokenizer_from_json(local.tokenizer).encode(f"Ring {PHONE}")
    probabilities = []
    for loaded in (local, other.load("me")):
        ngram = NgramModel.from_arrays(loaded.ngram)
        probabilities.append(float(ngram.distribution(known[:-1])[known[-1]]))
    assert probabilities[0] > 0.4
    assert probabilities[1] < 0.05


@pytest.mark.parametrize("unit", ["char", "word"])
def test_an_imported_model_answers(unit: str, words: ModelStore, characters: ModelStore, tmp_path: Path) -> None:
    store = words if unit == "word" else characters
    export_model(store, "me", tmp_path / "me.maeari")
    other = ModelStore(tmp_path / "other")
    other.import_file(tmp_path / "me.maeari", name="copy")
    completer = open_completer(tmp_path / "other", "copy")
    found = completer.complete("The lamp", SamplingConfig(length=8, seed=1))[0]
    assert found.text.startswith("The lamp")
    assert len(found.text) > len("The lamp")


def test_with_secrets_nothing_is_touched(words: ModelStore, tmp_path: Path) -> None:
    assert export_model(words, "me", tmp_path / "me.maeari", with_secrets=True) == Masked()
    other = ModelStore(tmp_path / "other")
    other.import_file(tmp_path / "me.maeari")
    assert vocabulary(other, "me") == vocabulary(words, "me")
    ngram, local = other.load("me").ngram, words.load("me").ngram
    assert all((ngram[name] == local[name]).all() for name in local)


def test_the_same_model_gives_the_same_bytes(words: ModelStore, tmp_path: Path) -> None:
    export_model(words, "me", tmp_path / "a.maeari")
    export_model(words, "me", tmp_path / "b.maeari")
    assert (tmp_path / "a.maeari").read_bytes() == (tmp_path / "b.maeari").read_bytes()


def test_a_network_by_character_is_said_to_know_by_heart(characters: ModelStore, tmp_path: Path) -> None:
    masked = export_model(characters, "me", tmp_path / "me.maeari")
    assert masked.words == 0
    assert masked.counts == {"phone": 4, "email": 4}
    assert any("may still repeat" in note for note in masked.notes)


def test_without_its_texts_only_the_vocabulary_is_looked_through(tmp_path: Path) -> None:
    store = kept(tmp_path, "word", texts=False)
    masked = export_model(store, "me", tmp_path / "me.maeari")
    assert (masked.words, masked.counts) == (0, {})
    assert any("are not beside it" in note for note in masked.notes)


def test_damaged_texts_are_as_good_as_none(tmp_path: Path) -> None:
    store = kept(tmp_path, "word")
    path = store.sources_dir("me") / FILE
    path.write_bytes(path.read_bytes()[:-40])
    masked = export_model(store, "me", tmp_path / "me.maeari")
    assert any("are not beside it" in note for note in masked.notes)


def test_a_word_that_is_a_secret_by_itself_is_masked_without_texts(tmp_path: Path) -> None:
    store = kept(tmp_path, "word", texts=False)
    stored = store.load("me")
    tokens = list(stored.tokenizer["tokens"])
    tokens[-3:] = ["4111111111111111", "4242424242424242", "ghp_abcdefghijklmnopqrstuvwxyz0123456789"]
    store.save(
        stored.info, tokenizer={**stored.tokenizer, "tokens": tokens}, weights=stored.weights, ngram=stored.ngram
    )
    assert export_model(store, "me", tmp_path / "me.maeari").words == 3
    other = ModelStore(tmp_path / "other")
    other.import_file(tmp_path / "me.maeari")
    assert vocabulary(other, "me")[-3:] == ["_card_", "_card2_", "_key_"]


def test_blocks_end_with_lines_and_leave_nothing_out() -> None:
    random = np.random.default_rng(0)
    ids = random.integers(2, 60, 3 * _BLOCK, np.uint8)
    blocks = list(_blocks(ids, 2))
    assert (np.concatenate(blocks) == ids).all()
    assert all(block[-1] == 2 for block in blocks[:-1])
    unbroken = list(_blocks(np.full(2 * _BLOCK + 5, 9, np.uint8), 2))
    assert sum(map(len, unbroken)) == 2 * _BLOCK + 5


def test_the_command_says_what_was_masked(
    words: ModelStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(words.sources_dir("me").parents[1])
    assert main(["models", "export", "me", str(tmp_path / "a.maeari"), "--models-dir", folder]) == 0
    out = capsys.readouterr().out
    assert "Masked: secrets of its texts (phone 4, email 4), words of its vocabulary" in out
    assert "quillon" not in out
    options = ["--models-dir", folder, "--with-secrets", "--json"]
    assert main(["models", "export", "me", str(tmp_path / "b.maeari"), *options]) == 0
    assert json.loads(capsys.readouterr().out)["masked"] is None
    assert main(["models", "export", "me", str(tmp_path / "c.maeari"), "--models-dir", folder, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["masked"]["counts"] == {"phone": 4, "email": 4}


def test_a_sample_goes_out_as_it_came(tmp_path: Path) -> None:
    store = ModelStore.with_samples(tmp_path / "models")
    assert export_model(store, "sample-english", tmp_path / "a.maeari") == Masked()
    assert ModelStore(tmp_path / "other").import_file(tmp_path / "a.maeari").name == "Sample English"


def test_a_spam_checker_goes_out_without_the_keys_in_its_vocabulary(tmp_path: Path) -> None:
    store = ModelStore.with_samples(tmp_path / "models")
    copy = store.duplicate("sample-spam-checker", "mine")
    stored = store.load(copy.name)
    key = "ghp_abcdefghijklmnopqrstuvwxyz0123456789"
    words = dict(stored.tokenizer["vocabulary"])
    words[key] = words.pop("the")
    store.save(
        stored.info,
        tokenizer={**stored.tokenizer, "vocabulary": words},
        weights=stored.weights,
        extras=stored.extras,
        ngram=stored.ngram,
    )
    assert export_model(store, "mine", tmp_path / "a.maeari").words == 1
    assert key not in plain(tmp_path / "a.maeari")
    other = ModelStore(tmp_path / "other")
    other.import_file(tmp_path / "a.maeari")
    assert open_spam_checker(tmp_path / "other", "mine").check("Win a prize now").verdict
