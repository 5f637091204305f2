"""The command line as a person meets it: real commands, exit codes, one JSON object, sentences for mistakes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from engine.cli import main

TEXT = "가는 말이 고와야 오는 말이 곱다. the cat sat on the mat. " * 40


@pytest.fixture
def run(capsys):
    def call(*argv):
        code = main([str(a) for a in argv])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def text_file(tmp_path):
    path = tmp_path / "글 text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def as_json(out):
    assert out.count("\n") == 1
    return json.loads(out)


def test_train_complete_evaluate_and_the_library_work_in_one_go(run, text_file, tmp_path):
    code, out, err = run("train", text_file, "--name", "작은", "--epochs", 2, "--units", 16, "--json")
    assert code == 0, err
    trained = as_json(out)
    assert {"val_loss", "perplexity", "bits_per_char", "tokens_per_second", "seconds", "epochs"} <= set(trained)
    assert trained["epochs"] == 2

    code, out, _ = run("complete", "작은", "가는 말이", "--length", 12, "--count", 2, "--seed", 1, "--json")
    completions = as_json(out)["completions"]
    assert [len(c["text"]) for c in completions] == [17, 17]
    assert all(c["text"].startswith("가는 말이") for c in completions)
    code, out, _ = run("complete", "작은", "가는 말이", "--length", 12, "--seed", 1)
    assert out.strip("\n") == completions[0]["text"].strip("\n")

    code, out, _ = run("evaluate", "작은", text_file, "--json")
    figures = as_json(out)
    assert {"loss", "perplexity", "bits_per_char", "top_1", "top_3", "keystrokes_saved"} <= set(figures)

    assert "작은" in run("models", "list")[1]
    assert as_json(run("models", "show", "작은", "--json")[1])["name"] == "작은"
    file = tmp_path / "m.maeari"
    assert run("models", "export", "작은", file)[0] == 0
    assert as_json(run("models", "import", file, "--json")[1])["imported"] != "작은"
    assert run("models", "delete", "작은", "--yes")[0] == 0
    assert run("models", "show", "작은")[0] == 2


def test_unknown_characters_are_said_on_standard_error(run, bigram_model):
    bigram_model("tiny", "the cat sat")
    code, out, err = run("complete", "tiny", "the 힣", "--length", 3)
    assert code == 0
    assert out.startswith("the 힣")
    assert "힣" in err


@pytest.mark.parametrize(
    ("argv", "part"),
    [
        (["complete", "nothing", "x"], "no model named"),
        (["train", "missing.txt", "--name", "x"], "missing.txt"),
        (["train", "--name", "x"], "no text"),
        (["train", "missing.txt"], "name"),
        (["train", "--recipe", "nothing"], "no recipe"),
        (["train", "--resume", "--name", "x"], "no interrupted training"),
        (["frobnicate"], "frobnicate"),
        (["complete"], "MODEL"),
        (["complete", "x", "y", "--length", "many"], "--length"),
        (["models", "import", "missing.maeari"], "missing.maeari"),
        (["corpus", "inspect", "missing.txt"], "missing.txt"),
        (["spam", "check", "nothing", "missing.eml"], "no model named"),
        (["spam", "train", "--ham", "missing", "--spam", "missing"], "missing"),
    ],
)
def test_a_mistake_ends_with_2_and_one_sentence(run, argv, part):
    code, out, err = run(*argv)
    assert code == 2
    assert part in err
    assert "Traceback" not in err
    assert out == ""


def test_bad_settings_are_sentences(run, text_file, bigram_model):
    bigram_model("tiny", "the cat sat")
    for argv in (
        ["train", text_file, "--name", "x", "--cell", "transformer"],
        ["train", text_file, "--name", "x", "--layers", 99],
        ["train", text_file, "--name", "x", "--minutes", -1],
        ["complete", "tiny", "the", "--top-p", 7],
        ["complete", "tiny", "the", "--count", 0],
    ):
        code, _, err = run(*argv)
        assert code == 2, argv
        assert "setting" in err


def test_mistakes_in_json_are_json(run):
    code, out, _ = run("complete", "nothing", "x", "--json")
    assert code == 2
    assert "no model named" in as_json(out)["error"]


def test_corpus_inspect_and_recipes(run, text_file):
    summary = as_json(run("corpus", "inspect", text_file, "--json")[1])
    assert summary["characters"] == len(TEXT)
    assert summary["language"] == "mixed"
    assert "words" in run("corpus", "inspect", text_file)[1]
    names = [r["name"] for r in as_json(run("recipes", "--json")[1])["recipes"]]
    assert "proverbs-word-rnn" in names
    assert "gru-vs-lstm" in run("recipes")[1]


def test_a_table_needs_its_column(run, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("question,answer\n" + "how are you,very well thank you\n" * 30, encoding="utf-8")
    code, _, err = run("train", table, "--name", "x")
    assert code == 2
    assert "question" in err
    code, _, err = run("train", table, "--name", "x", "--column", "answer", "--epochs", 1, "--units", 8)
    assert code == 0, err


def test_help_and_version(run):
    assert "train" in run("--help")[1]
    assert run("--version")[1].startswith("maeari ")


def imported_after(statement):
    code = f"import sys\n{statement}\nprint(*(name in sys.modules for name in ('tensorflow', 'keras', 'PySide6')))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return result.stdout.split()


def test_only_training_imports_tensorflow_and_nothing_imports_qt():
    # All of them in one process: what imports it among others would import it alone.
    statement = (
        "import engine.inference.completer, engine.inference.evaluate\n"
        "import engine.spam.classifier, engine.spam.training, engine.spam.mailbox\n"
        "import engine.cli, engine.runs.jobs, engine.runs.seminar, engine.training.process\n"
        "[getattr(engine, name) for name in engine.__all__]"
    )
    assert imported_after(statement) == ["False", "False", "False"]


def test_completing_in_a_fresh_process_never_imports_tensorflow(bigram_model):
    bigram_model("tiny", "the cat sat on the mat")
    statement = "from engine.cli import main\nassert main(['complete', 'tiny', 'the ', '--length', '5']) == 0"
    assert imported_after(statement)[-3:] == ["False", "False", "False"]


def test_python_dash_m_engine_is_the_same_command_line():
    result = subprocess.run(
        [sys.executable, "-m", "engine", "complete", "nothing", "x"], capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 2
    assert "no model named" in result.stderr


def test_every_name_of_the_engine_is_what_it_says_whatever_was_imported_before():
    code = (
        "import engine.runs.jobs, engine.cli, engine.runs.showing, engine.runs.sizing, types, engine\n"
        "modules = [n for n in engine.__all__ if isinstance(getattr(engine, n), types.ModuleType)]\n"
        "print(modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout.strip() == "['paths']"
