"""Conversations as files: complete as JSON, readable as text, and hostile until checked when they come in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange import FORMATS, checks, json_form, read_file, text_form, write_file
from desktop.exchange.checks import NoExportError
from desktop.history import History, HistoryError
from desktop.history.exchange import Part, Whole

PIECES = '{"unit":"word","pieces":[[" 고양이",0.5,[["개",0.25]]]]}'
TIME = "2026-11-24T10:05:07.000000+00:00"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path / "c.sqlite3")
    yield made
    made.close()


@pytest.fixture
def conversation(history: History) -> int:
    """With branches, variants, a deleted seed in between, and what could be taken for the lines of a format."""
    identity = history.new("오늘은 비가").id
    first = history.add_seed(identity, "오늘은 비가")
    history.add_completion(first, " 고양이", model="일기", sampling={"temperature": 0.7}, note="n", pieces=PIECES)
    history.add_completion(first, "\n# no title\n**2026-01-01 00:00**\n[2026-01-01 00:00] x\n\\# y\n\n", model="b")
    gone = history.add_seed(identity, "gone")
    after = history.add_seed(identity, "after it")
    history.add_seed(identity, "instead of it", beside=after.id)
    history.delete_message(gone.id)
    return identity


def shape(history: History, conversation: int) -> list[tuple[Any, ...]]:
    return [
        (
            turn.seed.text,
            turn.seed.created,
            len(turn.branches),
            [(a.text, a.model, a.sampling, a.note, a.pieces, a.created) for a in turn.completions],
        )
        for turn in history.turns(conversation)
    ]


def test_json_brings_back_everything(history: History, conversation: int, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    write_file(file, history.whole([conversation]))
    (made,) = history.add_whole(read_file(file))
    assert shape(history, made) == shape(history, conversation)
    assert len(shape(history, made)) == 2
    branches = history.turns(made)[1].branches
    assert len(branches) == 2
    history.choose(branches[0])
    assert history.turns(made)[1].seed.text == "after it"
    before, after = history.conversation(conversation), history.conversation(made)
    assert before is not None
    assert after is not None
    assert replace(before, id=0, draft="") == replace(after, id=0, draft="")
    assert any(found.conversation == made for found in history.search("고양이"))


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_text_brings_back_what_was_shown(history: History, conversation: int, tmp_path: Path, suffix: str) -> None:
    other = history.new("second").id
    history.add_seed(other, "")
    file = tmp_path / f"out{suffix}"
    write_file(file, history.whole([conversation, other]))
    text = file.read_text(encoding="utf-8")
    assert "오늘은 비가" in text
    assert "일기" in text
    assert "after it" not in text  # of another branch
    one, two = history.add_whole(read_file(file))
    plain = [[turn.seed.text, *((a.text, a.model) for a in turn.completions)] for turn in history.turns(one)]
    assert plain == [
        [turn.seed.text, *((a.text, a.model) for a in turn.completions)] for turn in history.turns(conversation)
    ]
    assert [turn.seed.text for turn in history.turns(two)] == [""]
    assert history.turns(one)[0].seed.created[:19] == history.turns(conversation)[0].seed.created[:19]


def test_a_deleted_conversation_is_not_exported(history: History, conversation: int) -> None:
    history.delete(conversation)
    assert history.whole([conversation, 99]) == []


def test_an_older_file_stays_where_the_new_one_cannot_be_written(history: History, conversation: int, tmp_path) -> None:
    with pytest.raises(HistoryError, match="could not be written"):
        write_file(tmp_path / "missing" / "out.md", history.whole([conversation]))
    target = tmp_path / "a folder.json"
    target.mkdir()
    with pytest.raises(HistoryError, match="could not be written"):
        write_file(target, history.whole([conversation]))
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".sqlite3-wal" and "out" in file.name] == []


def test_what_cannot_be_added_whole_is_not_added_at_all(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.history.exchange._BATCH", 1)
    fine = Whole("fine", TIME, TIME, (Part(1, "seed", "a"),))
    with pytest.raises(HistoryError):
        history.add_whole([fine, Whole("not fine", TIME, TIME, (Part(1, "nobody", "a"),))])
    assert history.conversations() == []
    assert len(history.add_whole([fine] * 3)) == 3


def good() -> dict[str, Any]:
    return json.loads(
        json_form.dump(
            [
                Whole(
                    "t",
                    TIME,
                    TIME,
                    (
                        Part(1, "seed", "a", created=TIME),
                        Part(2, "seed", "b", None, 1, created=TIME),
                        Part(3, "completion", "c", 1, created=TIME),
                    ),
                    (1, 2),
                )
            ]
        )
    )


def changed(*way: Any, to: Any) -> Any:
    value = good()
    place = value
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = to
    return value


def message(number: int, key: str) -> tuple[Any, ...]:
    return ("conversations", 0, "messages", number, key)


HOSTILE = {
    "a list": [],
    "another format": changed("format", to="x"),
    "another version": changed("version", to=2),
    "a version that is true": changed("version", to=True) | {"version": "1"},
    "conversations that are none": changed("conversations", to={}),
    "a conversation that is none": changed("conversations", 0, to=3),
    "no title": changed("conversations", 0, "title", to=None),
    "a long title": changed("conversations", 0, "title", to="x" * 2000),
    "a time that is none": changed("conversations", 0, "created", to="yesterday"),
    "messages that are none": changed("conversations", 0, "messages", to="x"),
    "a message that is none": changed("conversations", 0, "messages", 0, to=[]),
    "an unknown role": changed(*message(0, "role"), to="system"),
    "a text that is a number": changed(*message(0, "text"), to=7),
    "half a pair": changed(*message(0, "text"), to="\ud800"),
    "the same id twice": changed(*message(1, "id"), to=1),
    "an id below zero": changed(*message(0, "id"), to=-1),
    "a huge id": changed(*message(0, "id"), to=2**80),
    "an id that is true": changed(*message(0, "id"), to=True),
    "a seed above itself": changed(*message(0, "above"), to=1),
    "a seed below a later one": changed(*message(0, "above"), to=2),
    "a seed below a completion": changed(
        "conversations", 0, "messages", 1, to=good()["conversations"][0]["messages"][1] | {"above": 3}
    ),
    "a completion of nothing": changed(*message(2, "parent"), to=None),
    "a completion of itself": changed(*message(2, "parent"), to=3),
    "settings that are a list": changed(*message(2, "sampling"), to=[]),
    "settings too deep": changed(*message(2, "sampling"), to={"a": [[[[[1]]]]]}),
    "pieces that are no text": changed(*message(2, "pieces"), to={}),
}


@pytest.mark.parametrize("case", sorted(HOSTILE))
def test_hostile_files_are_refused_with_a_sentence(history: History, tmp_path: Path, case: str) -> None:
    file = tmp_path / "in.json"
    file.write_text(json.dumps(HOSTILE[case]))
    with pytest.raises(NoExportError, match="nothing was changed"):
        history.add_whole(read_file(file))
    assert history.conversations() == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        "NaN",
        '{"format": NaN}',
        "null",
        json.dumps(good()).replace('"sampling": {}', '"sampling": {"temperature": 1e999}'),
        json.dumps(good()).replace('"sampling": {}', '"sampling": ' + '{"a":' * 50 + "1" + "}" * 50),
        json.dumps(good()).replace(
            '"pieces": ""', '"pieces": ' + json.dumps('{"unit":"word","pieces":' + "[" * 50_000)
        ),
    ],
    ids=range(9),
)
def test_broken_json_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoExportError, match="nothing was changed"):
        json_form.load(text, "in.json")


@pytest.mark.parametrize("pieces", ["nonsense", '{"unit":"word","pieces":[["a","nan",[]]]}', '{"unit":[],"pieces":[]}'])
def test_a_completion_without_usable_pieces_is_still_whole(pieces: str) -> None:
    (whole,) = json_form.load(json.dumps(changed(*message(2, "pieces"), to=pieces)), "x")
    assert (whole.parts[2].text, whole.parts[2].pieces) == ("c", "")


def test_limits_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "in.json"
    file.write_text(json.dumps(good()))
    monkeypatch.setattr("desktop.exchange.files.FILE_BYTES", 100)
    with pytest.raises(NoExportError, match="larger than"):
        read_file(file)
    monkeypatch.setattr("desktop.exchange.json_form.MESSAGES", 2)
    with pytest.raises(NoExportError, match="damaged"):
        json_form.load(json.dumps(good()), "x")
    monkeypatch.setattr("desktop.exchange.json_form.CONVERSATIONS", 0)
    with pytest.raises(NoExportError, match="more than"):
        json_form.load(json.dumps(good()), "x")


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"# A note\n\nof mine\n", b"text", b"[2026-01-01 00:00] m\n", b"\x00" * 50]
)
def test_files_of_something_else_are_refused(tmp_path: Path, suffix: str, data: bytes) -> None:
    file = tmp_path / f"in{suffix}"
    file.write_bytes(data)
    with pytest.raises(NoExportError, match="is no export"):
        read_file(file)


def test_a_completion_before_any_seed_is_refused() -> None:
    with pytest.raises(NoExportError):
        text_form.load("# t\n\n**2026-01-01 00:00 · m**\n\nx\n\n", "x", text_form.MARKDOWN)
    with pytest.raises(NoExportError):
        text_form.load("# t\n\n**2026-99-01 00:00**\n\nx\n\n", "x", text_form.MARKDOWN)


def test_a_missing_file_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="could not be read"):
        read_file(tmp_path / "none.json")


TEXTS = st.text(
    st.one_of(st.sampled_from("#*[]= \\\n2026-01 00:"), st.characters(codec="utf-8", exclude_characters="\r"))
)


@pytest.mark.parametrize("form", [text_form.MARKDOWN, text_form.TEXT_FORM], ids=["md", "txt"])
@given(seed=TEXTS, answers=st.lists(TEXTS, max_size=3))
def test_any_text_survives_the_readable_forms(form: text_form.Form, seed: str, answers: list[str]) -> None:
    parts = [Part(1, "seed", seed, created=TIME)]
    parts += [Part(n, "completion", text, 1, variant=n, model="m", created=TIME) for n, text in enumerate(answers, 2)]
    text = text_form.dump([Whole("t", TIME, TIME, tuple(parts), (1,))] * 2, form)
    for whole in text_form.load(text, "x", form):
        assert [(part.text, part.model, part.created) for part in whole.parts] == [
            (part.text, part.model, TIME) for part in parts
        ]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
        max_leaves=12,
    ),
    st.sampled_from(["id", "role", "text", "created", "parent", "sampling", "pieces", "note", "variant"]),
)
def test_any_value_in_any_place_is_taken_or_refused(value: Any, key: str) -> None:
    with suppress(NoExportError):
        json_form.load(json.dumps(changed(*message(2, key), to=value)), "x")


def test_plain_values_have_bounds() -> None:
    assert checks.plain_of({"blend": [["a", 60], ["b", 40]]}) == {"blend": [["a", 60], ["b", 40]]}
    for value in (float("nan"), 2**60, "x" * 2000, [0] * 1000, object()):
        with pytest.raises(ValueError):  # noqa: PT011 - any of them
            checks.plain_of(value)
