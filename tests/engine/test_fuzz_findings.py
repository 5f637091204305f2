"""What the fuzzer begins with and what it has found (`make fuzz`), read again by every run of the tests."""

from __future__ import annotations

import pytest

from tests.fuzz_mail import MAILS, MOST_BYTES, SEEDS, check, check_one

FOUND: tuple[bytes, ...] = ()  # inputs that broke the parser once
MAIL_FILES = sorted(MAILS.glob("*.eml")) if MAILS.is_dir() else []


@pytest.mark.parametrize("data", [*SEEDS, *FOUND])
def test_seeds_and_findings_hold_together_in_every_form(data: bytes) -> None:
    check(data, data.decode("utf-8", "surrogateescape"), data.decode("latin-1"))
    check_one(data)


@pytest.mark.parametrize("cut", [1, 7, 40])
def test_seeds_that_are_cut_off_hold_together(cut: int) -> None:
    for data in SEEDS:
        check(data[:-cut], data[cut:])


@pytest.mark.skipif(not MAIL_FILES, reason="the mails are not here")
def test_real_mails_hold_together() -> None:
    for path in MAIL_FILES:
        check(path.read_bytes()[:MOST_BYTES])
