"""Exports of chats: who wrote what and when, of every program and way of writing dates."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.corpus import Message, read_corpus, speakers
from engine.corpus.chats import chat_messages, chatgpt, kakaotalk, telegram, whatsapp
from engine.corpus.chats.clock import moment

DATA = Path(__file__).parents[3] / "shared" / "data" / "documents"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the test data is not here")
TXT = Path("chat.txt")
NIGHT = datetime(2022, 1, 3, 21, 51)
HEAD = "친구 님과 카카오톡 대화\n저장한 날짜 : 2022-01-04 10:44:52\n\n"
ENGLISH = "KakaoTalk Chats with Friend\nDate Saved : 2022-01-04 10:44:52\n\n"


def found(text: str, path: Path = TXT) -> list[tuple[str, datetime | None, str]]:
    return [(message.speaker, message.when, message.text) for message in chat_messages(path, text) or ()]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "--------------- 2022년 1월 3일 월요일 ---------------\n[나] [오후 9:51] 안녕\n둘째 줄\n",
        ENGLISH + "--------------- Monday, January 3, 2022 ---------------\n[나] [9:51 PM] 안녕\n둘째 줄\n",
        HEAD + "2022년 1월 3일 오후 9:51\n2022년 1월 3일 오후 9:51, 나 : 안녕\n둘째 줄\n",
        ENGLISH + "January 3, 2022 at 9:51 PM, 나 : 안녕\n둘째 줄\n",
        ENGLISH + "Jan 3, 2022 at 21:51, 나 : 안녕\n둘째 줄\n",
        HEAD + "2022년 1월 3일 월요일\n2022. 1. 3. 오후 9:51, 나 : 안녕\n둘째 줄\n",
        HEAD + "2022. 1. 3. 21:51, 나 : 안녕\n둘째 줄\n",
    ],
)
def test_kakaotalk_of_every_system(text: str) -> None:
    assert found(text) == [("나", NIGHT, "안녕\n둘째 줄")]


def test_kakaotalk_leaves_out_what_the_program_says() -> None:
    text = HEAD + (
        "--------------- 2022년 1월 3일 월요일 ---------------\n친구님이 들어왔습니다.\n[나] [오후 9:51] 안녕\n"
        "친구님이 나갔습니다.\n--------------- 2022년 1월 4일 화요일 ---------------\n[친구] [오전 12:05] 응\n"
    )
    assert found(text) == [("나", NIGHT, "안녕"), ("친구", datetime(2022, 1, 4, 0, 5), "응")]
    phone = (
        HEAD + "2022. 1. 3. 21:50: 친구님이 들어왔습니다.\n2022. 1. 3. 21:51, 나 : 안녕\n2022. 1. 3. 21:52, 나갔음\n"
    )
    assert found(phone) == [("나", NIGHT, "안녕")]


def test_kakaotalk_of_a_mac() -> None:
    table = 'Date,User,Message\n2022-01-03 21:51:00,"나","안녕, 너\n둘째 줄"\n2022-01-03 21:52:00,"친구","응"\n'
    assert found(table, Path("chat.csv")) == [
        ("나", NIGHT, "안녕, 너\n둘째 줄"),
        ("친구", datetime(2022, 1, 3, 21, 52), "응"),
    ]


@pytest.mark.parametrize(
    "start",
    [
        "03/01/2022, 21:51 - ",
        "03/01/22, 9:51 pm - ",
        "03.01.22, 21:51 - ",
        "2022. 1. 3. 오후 9:51 - ",
        "2022년 1월 3일 오후 9:51 - ",
        "[03.01.22, 21:51:00] ",
        "[2022. 1. 3. 오후 9:51:00] ",
        "[03/01/2022, 9:51:00\u202fPM] ",
        "\u200e[03/01/2022, 9:51:00\u202fPM] ",
        "1/3/22, 9:51\u202fPM - ",
        "2022-01-03 21:51 - ",
    ],
)
def test_whatsapp_in_every_way_of_writing_dates(start: str) -> None:
    # Which of two numbers is the month shows on another day.
    later = start.replace("03/01/22", "13/01/22").replace("03/01/2022", "13/01/2022").replace("1/3/22", "1/13/22")
    text = f"{start}Ann: Hello: you\nsecond line\n{later}벤: 응\n"
    messages = found(text)
    assert messages[0] == ("Ann", NIGHT, "Hello: you\nsecond line")
    assert messages[1][::2] == ("벤", "응")


def test_whatsapp_leaves_out_what_the_program_says() -> None:
    text = (
        "[03.01.22, 21:50:00] Hill: \u200eMessages and calls are end-to-end encrypted. No one can read them.\n"
        "[03.01.22, 21:51:00] Ann: Hello\n\u200e[03.01.22, 21:52:00] Ann: \u200eimage omitted\n"
        "[03.01.22, 21:53:00] Ann: Bye \u200e<This message was edited>\n"
        "[03.01.22, 21:54:00] Ann: \u200eMissed voice call\n"
    )
    assert [message[2] for message in found(text)] == ["Hello", "image omitted", "Bye"]


@pytest.mark.parametrize(
    "text",
    [
        "Just prose: with a colon.\nAnd more: of it.",
        "2022-01-03 21:51:00 - INFO: started\n2022-01-03 21:51:02 - INFO: ended\n",
        "2022-01-03: went up the hill\n2022-01-04: came down\n",
        "[1] [2] notes\n[3] [4] notes\n",
        "",
    ],
)
def test_other_texts_are_no_chats(text: str) -> None:
    assert chat_messages(TXT, text) is None


def telegram_export(**more: Any) -> dict[str, Any]:
    def item(**fields: Any) -> dict[str, Any]:
        return {"type": "message", "date": "2022-01-03T21:51:00", "from": "Ann", "text": "Hello", **fields}

    pieces = ["See ", {"type": "bold", "text": "this"}, "."]
    items = [
        item(),
        item(text=pieces, **{"from": None}),
        item(type="service"),
        item(text=""),
        item(forwarded_from="Ben"),
    ]
    return {"name": "Ann", "type": "personal_chat", "id": 1, "messages": items, **more}


def test_telegram_of_one_chat_and_of_all() -> None:
    expected = [("Ann", NIGHT, "Hello"), ("Deleted Account", NIGHT, "See this."), ("Ann", NIGHT, "Hello")]
    one = telegram_export()
    assert found(json.dumps(one), Path("result.json")) == expected
    assert found(json.dumps({"about": "", "chats": {"list": [one, one]}}), Path("result.json")) == expected * 2
    assert (chat_messages(Path("a.json"), json.dumps(one)) or ())[2].quoted == ((0, 5),)


def gpt_node(role: str, text: Any, parent: str | None, **more: Any) -> dict[str, Any]:
    message = {"author": {"role": role}, "create_time": 1641246660.0, "content": {"parts": [text]}, **more}
    return {"message": message, "parent": parent, "children": []}


def test_chatgpt_follows_the_branch_that_was_shown() -> None:
    nodes = {
        "root": {"message": None, "parent": None, "children": ["a"]},
        "a": gpt_node("system", "be kind", "root"),
        "b": gpt_node("user", "Old question", "a"),
        "c": gpt_node("user", "New question", "a"),
        "t": gpt_node("assistant", "search()", "c", recipient="browser"),
        "d": gpt_node("assistant", "Answer\u0000", "t"),
    }
    export = [{"title": "T", "mapping": nodes, "current_node": "d"}]
    assert found(json.dumps(export), Path("conversations.json")) == [
        ("user", NIGHT, "New question"),
        ("assistant", NIGHT, "Answer"),
    ]


def test_chatgpt_in_a_circle_ends() -> None:
    nodes = {"a": gpt_node("user", "one", "b"), "b": gpt_node("user", "two", "a")}
    assert len(chatgpt.read(json.dumps([{"title": "", "mapping": nodes, "current_node": "a"}]))) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["messages", "chats", "list", "type", "from", "text", "date", "mapping", "current_node"])
        | st.sampled_from(["message", "author", "role", "content", "parts", "conversations", "parent"]),
        inner | st.sampled_from(["message", "user", "a"]),
        max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_any_json_is_read(content: Any) -> None:
    text = json.dumps(content)
    for message in [*telegram.read(text), *chatgpt.read(text)]:
        assert message.text


def test_json_too_deep_is_no_chat() -> None:
    text = '{"messages":' + "[" * 100_000
    assert chat_messages(Path("a.json"), text) is None


LINES = st.lists(
    st.sampled_from(
        ["[나] [오후 9:51] ", "--------------- 2022년 1월 3일 월요일 ---------------", "2022. 1. 3. 오후 9:51, 나 : "]
    )
    | st.sampled_from(["03/01/22, 21:51 - Ann: ", "99/99/99, 99:99 - Ann: x", "[03.01.22, 21:51:00] A:", HEAD, ""])
    | st.text(max_size=20),
    max_size=12,
).map("\n".join)


@given(LINES)
def test_any_text_is_read(text: str) -> None:
    for message in [*kakaotalk.read(text), *whatsapp.read(text), *(chat_messages(TXT, text) or ())]:
        assert message.text.strip()
        assert message.speaker


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.sampled_from(["", "PM"]))
def test_impossible_times_are_none(year: int, month: int, day: int, hour: int, half: str) -> None:
    when = moment(year, month, day, f"{hour}:00", half)
    assert when is None or when.month == month


def test_midnight_and_noon() -> None:
    assert [moment(2022, 1, 3, "12:05", half).hour for half in ("AM", "PM", "오전", "오후")] == [0, 12, 0, 12]  # type: ignore[union-attr]


@needs_data
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kakaotalk_uoneway_android_kr.txt", {"회원님": 6}),
        ("kakaotalk_uoneway_window_kr.txt", {"김한길": 5}),
        (
            "whatsapp_chatminer_ddmmyy_24hrs.txt",
            {"John Doe": 3, "Jahn Doe": 1, "John-John Doe": 1, "John Doe 🤓": 1, "🤓": 1},
        ),
        (
            "whatsapp_chatminer_mmddyyyy_12hrs.txt",
            {"John Doe": 3, "Jahn Doe": 1, "John-John Doe": 1, "John Doe 🤓": 1, "🤓": 1},
        ),
    ],
)
def test_real_exports(name: str, expected: dict[str, int]) -> None:
    messages: tuple[Message, ...] = read_corpus([DATA / name]).documents[0].messages  # type: ignore[union-attr]
    assert speakers(messages) == expected
    assert all(message.when for message in messages)


@needs_data
def test_both_ways_of_writing_the_same_chat_agree() -> None:
    names = ("whatsapp_chatminer_ddmmyy_24hrs.txt", "whatsapp_chatminer_mmddyyyy_12hrs.txt")
    one, other = (read_corpus([DATA / name]).documents[0].messages for name in names)  # type: ignore[union-attr]
    assert one == other
