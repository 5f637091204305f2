from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.errors import StoreError
from engine.models.modelnames import checked_name, folder_name, name_key, plain_name, same_folder

NAMES = st.text(max_size=200) | st.text("aA.ß%~ <:/\u0301\u0345éÉ가 ", max_size=8) | st.sampled_from(
    ["con", "CON.txt", "Nul", "com1", "LPT9.a", "ſtraße", "STRASSE", "K", "k", "Å", "İ", "ı", "", ".", "..", " "]
)  # fmt: skip
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(10)), *(f"LPT{n}" for n in range(10))}


@given(NAMES)
def test_every_name_gives_a_folder_that_all_systems_take(name: str) -> None:
    folder = folder_name(name)
    assert folder
    assert len(folder.encode("utf-8")) <= 200
    assert not set(folder) & set('<>:"/\\|?*~')
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in folder)
    assert folder == folder.strip(". ")
    assert folder.split(".")[0].rstrip().upper() not in RESERVED


@given(NAMES, NAMES)
@example("<\u0345", "<ι")
@example("<\u0301", "%3Ć")
@example("con", "CON")
@example("ß" * 60, "SS" * 60)
@example("a" * 101, "A" * 101)
def test_two_names_share_a_folder_exactly_if_they_mean_the_same(first: str, second: str) -> None:
    assert same_folder(folder_name(first), folder_name(second)) == (name_key(first) == name_key(second))


@given(NAMES, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_capitals_and_unicode_forms_make_no_other_folder(name: str, change: object) -> None:
    assert same_folder(folder_name(name), folder_name(unicodedata.normalize("NFD", name)))
    changed = change(name)  # type: ignore[operator]
    if name_key(changed) == name_key(name):
        assert same_folder(folder_name(changed), folder_name(name))


@given(NAMES)
def test_a_folder_gives_its_name_back_unless_it_is_hashed(name: str) -> None:
    folder = folder_name(name)
    if "%-" in folder:
        assert plain_name(folder) == folder
    elif not any("\ud800" <= character <= "\udfff" for character in name):
        assert name_key(plain_name(folder)) == name_key(name)


@given(st.text(max_size=60))
def test_any_folder_stands_for_some_name(folder: str) -> None:
    plain_name(folder)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("alice", "alice"),
        ("나의 일기", "나의 일기"),
        ("a/b: c?", "a%2Fb%3A c%3F"),
        ("nul", "%4Eul"),
        ("notes.", "notes%2E"),
        ("100%", "100%25"),
        ("version 1.2", "version 1.2"),
    ],
)
def test_ordinary_names_stay_readable(name: str, folder: str) -> None:
    assert folder_name(name) == folder


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x00", "\ud800", "x" * 121, "a\u2028b"])
def test_names_that_nobody_can_read_are_refused(name: str) -> None:
    with pytest.raises(StoreError) as caught:
        checked_name(name)
    assert caught.value.hint


def test_a_checked_name_is_composed_and_stripped() -> None:
    assert checked_name(unicodedata.normalize("NFD", " 메아리 ")) == "메아리"
