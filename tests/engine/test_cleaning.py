"""Cleaning: what each step takes out, that it says how much, and that the original stays."""

from __future__ import annotations

import hashlib
import importlib
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.config import Cleaning, TrainingJob
from engine.corpus import CorpusLibrary, Document, Message, clean_document, read_corpus
from engine.corpus.cleaning import Cleaned
from engine.corpus.duplicates import Duplicates
from engine.errors import ConfigError, CorpusError

NOTHING = Cleaning.nothing()
corpus_module = importlib.import_module("engine.corpus.corpus")
WHEN = datetime(2020, 6, 28, 1, 1)


def document(text: str = "", **fields: object) -> Document:
    return Document(Path("a.txt"), text, "utf-8", **fields)  # type: ignore[arg-type]


def only(text: str, **switches: bool) -> Cleaned:
    return clean_document(document(text), NOTHING.replaced(**switches))


def test_settings_go_to_json_and_back() -> None:
    cleaning = Cleaning(speaker="나", duplicates=True)
    assert Cleaning.model_validate_json(cleaning.model_dump_json()) == cleaning
    job = TrainingJob(name="a", models_dir=Path("m"), cleaning=cleaning)
    assert TrainingJob.model_validate_json(job.model_dump_json()) == job


def test_a_name_that_is_empty_is_refused() -> None:
    with pytest.raises(ConfigError, match="speaker"):
        Cleaning.checked(speaker="")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.just("\n")))
def test_nothing_chosen_changes_nothing(text: str) -> None:
    assert clean_document(document(text), NOTHING) == Cleaned(text)


def test_plain_prose_stays_as_it_is() -> None:
    text = (
        "  A hill - and a well-known one.\n\nA hill, twice.\n\nA hill, twice.\n\n\n> quoted by hand\n-- \nname\n사진\n"
    )
    cleaned = clean_document(document(text), Cleaning())
    assert cleaned.text == text
    assert sum(step.pieces for step in cleaned.steps) == 0


def test_addresses_go_and_the_sentence_stays_whole() -> None:
    cleaned = only("See https://a.example/b?c=1, then www.d.example.\nhttp://e.example\n끝", urls=True)
    assert cleaned.text == "See, then.\n끝"
    assert (cleaned.steps[0].name, cleaned.steps[0].pieces, cleaned.steps[0].characters) == ("urls", 3, 55)


def test_words_parted_at_a_line_end() -> None:
    assert only("An exam-\nple here.", hyphenation=True).text == "An example\nhere."
    kept = "A well-known well-\nknown thing."
    assert only(kept, hyphenation=True).text == "A well-known well-known\nthing."
    assert only("A dash -\nhere, and 10-\n20, 가-\n나.", hyphenation=True).steps[0].pieces == 0


def test_heads_and_feet_of_pages() -> None:
    pages = tuple(
        f"My Book\nThe {word} begins.\nIt goes on {word}.\nAnd it ends.\n{number}"
        for number, word in enumerate(("first", "second", "third", "fourth"), 1)
    )
    cleaned = clean_document(document("\n".join(pages), pages=pages), NOTHING.replaced(page_headers=True))
    assert "My Book" not in cleaned.text
    assert cleaned.text.startswith("The first begins.\nIt goes on first.\nAnd it ends.\nThe second")
    assert cleaned.steps[0].pieces == 8


def test_messages_lose_times_and_names() -> None:
    messages = (Message("Ann", WHEN, "Hello."), Message("벤", None, "안녕\n또"), Message("Ann", WHEN, "사진"))
    original = document("the export as it stands", messages=messages)
    assert clean_document(original, NOTHING).text == original.text
    cleaned = clean_document(original, Cleaning())
    assert cleaned.text == "Hello.\n안녕\n또"
    named = clean_document(original, Cleaning(timestamps_and_names=False, speaker="Ann"))
    assert named.text == "2020-06-28 01:01 Ann: Hello."
    assert {step.name: step.pieces for step in named.steps if step.pieces} == {"speaker": 1, "boilerplate": 1}
    assert original.messages == messages


def test_quotations_and_signatures_go() -> None:
    text = "Yes.\n> Shall we?\n-- \nAnn"
    mail = document(text, messages=(Message("Ann", WHEN, text, ((5, 17),), (17, len(text))),))
    assert clean_document(mail, NOTHING.replaced(timestamps_and_names=True)).text == text
    cleaned = clean_document(mail, Cleaning())
    assert cleaned.text == "Yes."
    assert {step.name: step.characters for step in cleaned.steps if step.pieces and "name" not in step.name} == {
        "quoted_replies": 12,
        "signatures": 7,
    }


@pytest.mark.parametrize(
    "text", ["<Media omitted>", "동영상", "image omitted", "IMG-1.jpg (file attached)", "삭제된 메시지입니다.", "Photo"]
)
def test_placeholders_are_boilerplate(text: str) -> None:
    cleaned = clean_document(document(text, messages=(Message("a", None, text), Message("a", None, "b"))), Cleaning())
    assert cleaned.text == "b"


def test_boilerplate_of_mails() -> None:
    text = "Bye.\n\nSent from my iPhone"
    assert clean_document(document(text, messages=(Message("a", None, text),)), Cleaning()).text == "Bye."


SENTENCE = "The miller went up the hill every morning and looked for his three goats"


def test_paragraphs_that_come_again() -> None:
    text = f"{SENTENCE}.\n\nShort.\n\nShort.\n\n{SENTENCE}.\n\nEnd."
    cleaned = only(text, duplicates=True)
    assert cleaned.text == f"{SENTENCE}.\n\nShort.\n\nShort.\n\nEnd."
    assert (cleaned.steps[0].pieces, cleaned.steps[0].characters) == (1, len(SENTENCE) + 3)


def test_paragraphs_that_nearly_come_again() -> None:
    other = "Nobody in the village had ever asked what became of the bell that hung there"
    text = f"{SENTENCE}.\n\n{SENTENCE}!\n\n{other}."
    assert only(text, duplicates=True).text == text
    assert only(text, near_duplicates=True).text == f"{SENTENCE}.\n\n{other}."


def test_duplicates_across_documents() -> None:
    known = Duplicates()
    chosen = NOTHING.replaced(duplicates=True)
    assert clean_document(document(SENTENCE), chosen, known).text == SENTENCE
    assert clean_document(document(f"{SENTENCE}\nnew"), chosen, known).text == "new"


@given(st.lists(st.text(max_size=60), max_size=12).map("\n".join))
def test_every_step_says_what_it_took(text: str) -> None:
    every = Cleaning(duplicates=True, near_duplicates=True)
    cleaned = clean_document(document(text), every)
    assert len(text) - sum(step.characters for step in cleaned.steps) == len(cleaned.text)


def test_a_corpus_is_cleaned_as_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SENTENCE} https://a.example\n")
    (tmp_path / "b.txt").write_text(f"{SENTENCE} https://b.example\nmore")
    whole = read_corpus([tmp_path])
    assert "https" in whole.text
    assert whole.steps == ()
    corpus = read_corpus([tmp_path], cleaning=Cleaning(duplicates=True))
    assert corpus.text == f"{SENTENCE}\n\nmore"
    assert {step.name: step.pieces for step in corpus.steps} == {"hyphenation": 0, "urls": 2, "duplicates": 1}


def test_cells_are_cleaned_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("n,text\n1,see https://a.example now\n2,https://b.example\n3,just words here\n")
    corpus = read_corpus([tmp_path], column="text", cleaning=Cleaning())
    assert corpus.documents[0].rows == ("see now", "just words here")


def test_what_has_nothing_left_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://a.example\n")
    with pytest.raises(CorpusError, match="nothing left after cleaning"):
        read_corpus([tmp_path], cleaning=Cleaning())


def test_a_large_corpus_is_cleaned_as_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "See https://a.example there, and a bro-\nken word.\n\nThe same paragraph stands here twice or more.\n\n"
    (tmp_path / "a.txt").write_text(line * 3)
    (tmp_path / "b.md").write_text("See https://b.example there.\n")
    (tmp_path / "c.txt").write_text("https://c.example\n")
    cleaning = Cleaning(duplicates=True)
    held = read_corpus([tmp_path / "a.txt"], cleaning=cleaning)
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 10)
    corpus = read_corpus([tmp_path], cleaning=cleaning)
    assert corpus.large
    assert corpus.text == f"{held.text}\nSee there."
    assert (corpus.characters, corpus.beginning(30)) == (len(corpus.text), corpus.text[:30])
    assert corpus.fingerprint == hashlib.sha256(corpus.text.encode()).hexdigest()
    assert {s.name: s.pieces for s in corpus.steps} == {s.name: s.pieces for s in held.steps} | {"urls": 4}
    assert corpus.notes == (corpus_module.LARGE_NOTE,)
    (left_out,) = corpus.skipped
    assert left_out.path.name == "c.txt"
    assert "nothing left after cleaning" in left_out.reason
    assert read_corpus([tmp_path], cleaning=Cleaning()).notes == ()
    untouched = read_corpus([tmp_path / "a.txt", tmp_path / "c.txt"], cleaning=Cleaning.nothing())
    assert untouched.text == f"{line * 3}\nhttps://c.example\n"


def test_the_library_remembers_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    library = CorpusLibrary(tmp_path / "library", samples=tmp_path / "none")
    entry = library.add("A", [tmp_path / "a.txt"])
    assert entry.cleaning == Cleaning()
    library.set_cleaning(entry.id, Cleaning(speaker="나", urls=False))
    assert library.get(entry.id).cleaning == Cleaning(speaker="나", urls=False)


def test_a_library_of_an_older_version_has_the_usual(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    library = CorpusLibrary(tmp_path / "library", samples=tmp_path / "none")
    entry = library.add("A", [tmp_path / "a.txt"])
    file = tmp_path / "library" / "corpora.json"
    text = file.read_text()
    start = text.index('"cleaning"')
    file.write_text(text[:start] + '"cleaning": {"unknown": 1}' + text[text.index("}", start) + 1 :])
    assert library.get(entry.id).cleaning == Cleaning()
    assert library.problem == ""
