"""Feeds mutated mails to the mail parser of the spam checker: `make fuzz`, or SECONDS=600 make fuzz.

Needs atheris (pip install atheris), which is in no lock: its wheels are for Linux and macOS only. Begins with a few
mails of every kind, and with those beside the project where they are. What ends it is kept in the folder that it names;
mend it and put its bytes into tests/engine/test_fuzz_findings.py.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
MAILS = ROOT.parent / "shared" / "data" / "documents" / "eml"
MOST_BYTES = 8192
LONGEST_SECONDS = 2.0

SEEDS: tuple[bytes, ...] = (
    b"From: A <a@b.c>\nReply-To: x@y.z\nSubject: =?euc-kr?B?sKGzqg==?= =?utf-8?q?=EA=B0=80?=\n\nHello http://x.y/\n",
    b"Subject: x\nContent-Type: text/html; charset=ks_c_5601-1987\nContent-Transfer-Encoding: base64\n\n"
    b"PGRpdiBzdHlsZT0iZGlzcGxheTpub25lIj7BIDwvZGl2PjxhIGhyZWY9Imh0dHA6Ly9hIj5iPC9hPg==\n",
    b'From: a@b.c\nContent-Type: multipart/alternative; boundary="x"\n\n--x\nContent-Type: text/plain\n\nplain\n--x\n'
    b"Content-Type: text/html\n\n<p>other <img src=x> <b>words</b><!-- c --></p>\n--x--\n",
    b"Content-Type: multipart/mixed; boundary=a\nMIME-Version: 1.0\n\n--a\nContent-Type: message/rfc822\n\n"
    b"Subject: inner\n\nbody\n--a\nContent-Type: application/zip; name*0*=utf-8''%EA; name*1=b.zip\n\n"
    b"PK\x03\x04\n--a--\n",
    b"Subject: x\nContent-Type: text/plain; charset=iso-2022-kr\n\n\x1b$)C\x0e0!3*\x0f\n",
    b"Content-Transfer-Encoding: quoted-printable\nSubject: y\n\nsoft=\nbreak =EA=B0=80=3D=\n",
    b"\xff\xfeF\x00r\x00o\x00m\x00:\x00 \x00a\x00\n\x00\n\x00x\x00",
    b"From nobody Mon Jan  1 00:00:00 2026\nSubject: in an mbox\n\n>From here\n",
    (
        "보낸사람: 가나다 <a@b.kr>\n제목: (광고) 무료 ｖ１ａｇｒａ v.i.a.g.r.a fr\u200bee \u202egnp\n\n"
        "안녕하세요 080-000-0000 1,900원"
    ).encode(),
    b"-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n",
    b"\x00\x01\x02\x03binary\xff\xfe",
    b"",
)
WORDS = (
    "Content-Type: ", "multipart/mixed", "multipart/alternative", "message/rfc822", "text/html", "text/plain",
    "boundary=", "charset=", "Content-Transfer-Encoding: ", "base64", "quoted-printable", "=?utf-8?b?", "=?euc-kr?q?",
    "?=", "Subject: ", "From: ", "Reply-To: ", "<a href=", "<style>", "display:none", "</div>", "<!--", "-->", "&#x",
    "filename*0*=", "utf-8''%", "--x--", "http://", "www.", "name@host.kr", "iso-2022-kr", "utf-7", "utf-16",
    "multipart/signed", "multipart/encrypted", "application/pkcs7-mime", "begin 644 a",
)  # fmt: skip


def check_one(data: bytes) -> None:
    """`check` of one of the forms, which the length chooses: three times as many inputs a second."""
    forms = (data, data.decode("utf-8", "surrogateescape"), data.decode("latin-1"))
    check(forms[0] if len(data) % 4 > 1 else forms[1 + len(data) % 2])


def check(*sources: bytes | str) -> None:
    """Nothing is raised, each takes less than two seconds, and what comes out holds together."""
    from engine.spam.explain import word_kinds
    from engine.spam.facts import contradictions, fact_sentences
    from engine.spam.message import MAX_TEXT, parse_message
    from engine.spam.reading import read_message

    for source in sources:
        began = time.monotonic()
        message = parse_message(source)
        reading = read_message(message)
        facts = fact_sentences(message.facts)
        kinds = word_kinds(reading.found, message.text)
        seconds = time.monotonic() - began
        if seconds > LONGEST_SECONDS:
            raise AssertionError(f"It took {seconds:.1f} s.")
        if len(message.text) > MAX_TEXT or not all(isinstance(note, str) and note for note in message.notes):
            raise AssertionError("The text is too long, or a note is empty.")
        if not all(0 <= token.start <= token.end <= len(message.text) and token.text for token in reading.found):
            raise AssertionError("A token lies outside the text.")
        if not set(contradictions(message.facts)) <= set(facts):
            raise AssertionError("A contradiction is no fact.")
        if not all(0 <= kind.start <= kind.end <= len(message.text) for kind in kinds):
            raise AssertionError("A word lies outside the text.")
        message.text.encode("utf-8")
        if not (reading.look == reading.look).all():
            raise AssertionError("The look of a message is no number.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        import atheris
    except ImportError:
        raise SystemExit("atheris is not installed: pip install atheris, then try again.") from None
    with atheris.instrument_imports(include=["engine.spam"]):
        check(SEEDS[0])
    folder = Path(tempfile.mkdtemp(prefix="maeari-fuzz-"))
    corpus, found = folder / "corpus", folder / "found"
    corpus.mkdir()
    found.mkdir()
    mails = [path.read_bytes()[:MOST_BYTES] for path in sorted(MAILS.glob("*.eml"))] if MAILS.is_dir() else []
    for number, data in enumerate((*SEEDS, *mails)):
        (corpus / f"seed-{number:04d}").write_bytes(data)
    words = folder / "words.dict"
    words.write_text("".join('"' + word.replace('"', '\\"') + '"\n' for word in WORDS), encoding="ascii")
    sys.stderr.write(f"{len(SEEDS)} seeds and {len(mails)} mails; what is found is kept in {found}\n")
    arguments = [
        sys.argv[0], f"-max_total_time={options.seconds}", f"-max_len={MOST_BYTES}", f"-seed={options.seed}",
        "-timeout=10", "-rss_limit_mb=2048", f"-dict={words}", f"-artifact_prefix={found}/", str(corpus),
    ]  # fmt: skip
    atheris.Setup(arguments, check_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
