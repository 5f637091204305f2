"""The corpus doctor: counts, what a model can be expected to reach, and one sentence of advice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import Diagnosis, examine
from engine.cli import main
from engine.corpus import Corpus, Document, ReadingStoppedError, doctor, read_corpus, summary
from engine.runs.sizing import Size, suggested_model, suggested_training, training_memory

TEXT = "the old harbour lamp gives its light to every boat that comes home late and nobody counts them"
WORDS = TEXT.split()


def prose(words: int, *, seed: int = 1) -> str:
    """Sentences that differ, without any secret."""
    state, out = seed, []
    for number in range(words):
        state = (state * 1103515245 + 12345) % 2**31
        out.append(WORDS[state // 7 % len(WORDS)] + (".\n" if number % 11 == 10 else ""))
    return " ".join(out)


def corpus_of(*texts: str, replaced: int = 0) -> Corpus:
    return Corpus(
        tuple(
            Document(Path(f"{i}.txt"), text, "utf-8", replaced=replaced, size=len(text.encode()))
            for i, text in enumerate(texts)
        )
    )


@pytest.fixture(scope="module")
def diagnosis() -> Diagnosis:
    return examine(corpus_of(prose(8_000), "나는 오늘 아침에 바다를 보았다. " * 20))


def test_counts_shares_and_expectations(diagnosis: Diagnosis) -> None:
    assert diagnosis.summary.files == 2
    assert sum(diagnosis.scripts.values()) == pytest.approx(1)
    assert diagnosis.scripts["latin"] > diagnosis.scripts["hangul"] > 0
    assert 0 <= diagnosis.unknown_share <= 1
    assert diagnosis.verdict == "fair"
    assert diagnosis.expected is not None
    assert diagnosis.expected.low < diagnosis.expected.loss < diagnosis.expected.high
    assert diagnosis.bits_per_character > 0
    assert diagnosis.minutes > 0
    assert diagnosis.network is not None
    assert diagnosis.memory > 500 * 2**20
    assert (diagnosis.secrets.counts, diagnosis.looked_at) == ({}, 0)


def test_too_little_is_all_that_is_said_of_a_few_words() -> None:
    found = examine(corpus_of("Only this, and call 010-1234-5678."))
    assert (found.verdict, found.network, found.expected, found.memory, found.minutes) == (
        "too little", None, None, 0, 0,
    )  # fmt: skip
    assert found.advice.startswith("This is too little")
    assert found.secrets.counts == {"phone": 1}


@pytest.mark.parametrize(
    ("corpus", "words"),
    [
        (corpus_of(prose(5_000) + " anna@example.com"), "A secret was found"),
        (corpus_of(prose(5_000) + " anna@example.com, 010-1234-5678"), "2 secrets were found"),
        (corpus_of(prose(5_000), replaced=500), "could not be decoded"),
        (corpus_of("\n\n".join([prose(600)] * 6)), "repeats itself"),
        (corpus_of(prose(700)), "word for word"),
        (corpus_of(prose(24_000), "바다가 조용하다 배가 돌아온다 " * 6_500), "Two languages"),
        (corpus_of(prose(44_000)), "train it for about"),
    ],
)
def test_the_advice_is_one_sentence_on_what_helps_most(corpus: Corpus, words: str) -> None:
    advice = examine(corpus).advice
    assert words in advice
    assert advice.endswith(".")
    assert ". " not in advice


def test_words_that_only_the_end_has_are_unknown() -> None:
    unseen = " ".join(f"neverseen{i}x" for i in range(400))
    found = examine(corpus_of(prose(6_000) + unseen))
    assert found.unknown_share > 0.5


def test_secrets_that_are_kept_are_not_counted() -> None:
    corpus = corpus_of(prose(5_000) + " anna@example.com")
    kept = [finding.digest for finding in examine(corpus).secrets.findings]
    assert examine(corpus, kept_secrets=kept).secrets.total == 0


def test_of_much_text_a_sample_is_looked_at_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "_SHORTEST_SAMPLE", 1_000)
    monkeypatch.setattr(doctor, "sample_texts", lambda corpus: summary.sample_texts(corpus, 30_000))
    found = examine(corpus_of(prose(6_000), prose(6_000, seed=2)), secret_characters=1_000)
    assert 25_000 < found.looked_at <= 30_000
    assert not found.secrets.whole


def test_a_stop_is_heard() -> None:
    with pytest.raises(ReadingStoppedError):
        examine(corpus_of(prose(500)), should_stop=lambda: True)


def test_larger_networks_and_batches_take_more_memory() -> None:
    size = Size(1e6, 90)
    small, large = (suggested_model(size, 5, units=units) for units in (64, 512))
    training = suggested_training(size, small, minutes=5, epochs=None)
    wide = training.replaced(batch_size=4 * training.batch_size)
    amounts = [training_memory(size, *pair) for pair in ((small, training), (large, training), (large, wide))]
    assert amounts == sorted(amounts)
    assert training_memory(size, small, training, text_bytes=1e7) > amounts[0]


def test_the_command_tells_an_aligned_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(prose(5_000) + "\nanna@example.com\n", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    assert main(["corpus", "inspect", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("files               1, ")
    assert any(line.startswith("secrets             email 1") for line in lines)
    assert any(line.startswith("training here       lstm ") and " of memory" in line for line in lines)
    assert any("a.txt, line " in line and "an••@•••••••.•om" in line for line in lines)
    assert any(line.startswith("Left out: b.txt.") for line in lines)
    assert lines[-1].startswith("Fair. A secret was found")
    assert "anna@" not in "\n".join(lines)


def test_the_command_masks_and_speaks_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(prose(500) + "\nanna@example.com\n", "utf-8")
    assert main(["corpus", "inspect", str(tmp_path), "--json"]) == 0
    out = capsys.readouterr().out
    found = json.loads(out)
    assert found["secrets"] == {"email": 1}
    assert found["findings"][0]["line"] > 40
    assert "anna@" not in out
    assert main(["corpus", "inspect", str(tmp_path), "--mask-secrets", "--json"]) == 0
    masked = json.loads(capsys.readouterr().out)
    assert masked["secrets"] == {}
    assert [step["pieces"] for step in masked["cleaning"] if step["name"] == "mask_secrets"] == [1]


def test_the_command_says_how_far_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("engine.cli.corpus_inspect._SECRET_CHARACTERS", 100)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(prose(50), "utf-8")
    assert main(["corpus", "inspect", str(tmp_path)]) == 0
    assert "none found in the first" in capsys.readouterr().out


def test_the_command_says_in_a_sentence_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "inspect", str(tmp_path / "missing.txt")]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_a_table_is_examined_by_its_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,n\n" + "".join(f"row {prose(6, seed=i)!r},{i}\n" for i in range(40)), "utf-8")
    assert examine(read_corpus([tmp_path / "a.csv"], column="text")).summary.files == 1
