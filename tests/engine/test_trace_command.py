"""`maeari trace` as a person meets it."""

from __future__ import annotations

import io
import json

import pytest

from engine.cli import main
from engine.models.sources import Text, write_texts
from engine.models.store import ModelStore
from engine.tokens.tokenizer import tokenizer_from_json

LINES = [
    "Herons stood in the reeds at first light.",
    "그날 저녁 우리는 강가를 오래 걸었고 아무도 먼저 말을 꺼내지 않았으며 물소리만 들렸다.",
    "She counted nine boats before the fog came in.",
]
TEXT = "\n".join(LINES)


@pytest.fixture
def model(bigram_model, home):
    name = bigram_model("me", TEXT)
    store = ModelStore(home / "data" / "models")
    tokenizer = tokenizer_from_json(store.load(name).tokenizer)
    write_texts(store.sources_dir(name), tokenizer.encode(TEXT), [Text("diary.txt", 0)], tokenizer)
    return name


@pytest.fixture
def run(capsys):
    def call(*argv):
        code = main([str(a) for a in argv])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_a_text_is_traced_to_file_and_line(run, model):
    code, out, err = run("trace", model, f"QQQQ {LINES[2]} QQQQ")
    assert code == 0
    assert out.splitlines() == [f"diary.txt:3  ({len(LINES[2])} characters)", f"    {LINES[2]}"]
    assert "82% of the text is copied, counting runs of 30 characters or more" in err


def test_as_json(run, model):
    code, out, _ = run("trace", model, f"Q{LINES[1]}", "--json")
    said = json.loads(out)
    assert code == 0
    assert said["copied"] == [
        {
            "start": 1,
            "end": 1 + len(LINES[1]),
            "file": "diary.txt",
            "line": 2,
            "tokens": len(LINES[1]),
            "text": LINES[1],
        }
    ]
    assert said["share"] == pytest.approx(len(LINES[1]) / (1 + len(LINES[1])))


def test_a_file_and_standard_input(run, model, tmp_path, monkeypatch):
    path = tmp_path / "written.txt"
    path.write_bytes(LINES[0].encode())
    assert run("trace", model, path)[1].startswith("diary.txt:1")
    for argv in (("trace", model, "-"), ("trace", model)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LINES[2].encode())))
        assert run(*argv)[1].startswith("diary.txt:3")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert run("trace", model)[0] == 0


def test_shorter_runs(run, model):
    part = LINES[0][:24]
    assert run("trace", model, part)[1] == ""
    assert run("trace", model, part, "--min-tokens", 20)[1].startswith("diary.txt:1")
    code, _, err = run("trace", model, part, "--min-tokens", 3)
    assert code == 2
    assert "fewer than 20 characters" in err


def test_a_model_without_texts_is_said(run, bigram_model):
    name = bigram_model("bare", "the cat sat on the mat")
    code, _, err = run("trace", name, "the cat")
    assert code == 2
    assert "“bare” does not have its texts beside it" in err
    code, _, err = run("trace", "nobody", "the cat")
    assert code == 2
    assert "no model named" in err
