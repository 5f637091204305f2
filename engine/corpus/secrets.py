"""Secrets in texts: what they are, where they stand, and the same text with a mask in place of each.

A mask is one word for the tokenizer, such as `_email_`, so that a model learns that an address stood there and not
which. Numbers are recognised by their shape and their check digits, never by asking anybody.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.corpus.addresses import addresses
from engine.corpus.chunks import ReadingStoppedError
from engine.corpus.keys import emails, keys, labelled, private_keys
from engine.corpus.numbers import Span, cards, ibans, phones, residents
from engine.corpus.tracked import Edit, TrackedText
from engine.tokens.normalized import normalized

if TYPE_CHECKING:
    from engine.corpus.corpus import Corpus
    from engine.corpus.streams import StreamedDocument
    from engine.corpus.types import Document

KINDS = ("card", "iban", "phone", "resident", "email", "key", "address")
MASKS = {kind: f"_{kind}_" for kind in KINDS}
# What several finders claim is named by the first of them.
_FINDERS: tuple[Callable[[str], Iterator[Span]], ...] = (
    private_keys, emails, ibans, cards, residents, phones, labelled, keys, addresses,
)  # fmt: skip

# Full-width signs, and the hyphens, blanks and invisible marks that may part digits, one for one.
_FOLDED = {0xFF01 + i: 0x21 + i for i in range(94)}
_FOLDED |= dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0x2043, 0xFE58, 0xFE63, 0x30FC, 0x00AD], ord("-"))
_FOLDED |= dict.fromkeys([0xA0, *range(0x2000, 0x2010), 0x202A, 0x202C, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF], 0x20)
_FOLDED |= {0x30FB: ord("."), 0x00B7: ord("."), 0x3002: ord(".")}
_TO_FOLD = re.compile("[" + "".join(map(re.escape, map(chr, sorted(_FOLDED)))) + "]")

MOST_FINDINGS = 500
_AROUND = 30
_MASKED_AROUND = 300
_LONGEST_SHOWN = 40
# A text is looked through in pieces of about so many characters, cut at line ends, or at blanks where there are none.
_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret in a text: one of KINDS, and the characters `start` to before `end`."""

    kind: str
    start: int
    end: int

    def text(self, source: str) -> str:
        """The secret itself, out of the text that it was found in."""
        return source[self.start : self.end]


@dataclass(frozen=True, slots=True)
class SecretFinding:
    """A secret for a list to review: its kind, the file and the line (from 1) where it first stands, and how often.

    `excerpt` is what stands around it, with the secret partly hidden; `text` is the secret as it stands, which belongs
    on no screen unasked and in no log.
    """

    kind: str
    file: Path
    line: int
    excerpt: str
    text: str
    times: int = 1

    @property
    def digest(self) -> str:
        """What `Cleaning.kept_secrets` takes to keep it."""
        return secret_digest(self.text)


@dataclass(frozen=True, slots=True)
class SecretReport:
    """How many secrets a corpus has by kind (those that are kept are not counted), and the first different ones.

    `characters` were looked at; `whole` says whether that was all.
    """

    counts: dict[str, int]
    findings: tuple[SecretFinding, ...]
    characters: int
    whole: bool = True

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(self.counts.values())


def find_secrets(text: str) -> tuple[Secret, ...]:
    """The secrets in a text, in order and without overlaps; what overlaps is one, from the first to the last character.

    Takes linear time. Full-width digits and letters, other hyphens and blanks, and text that is not in NFC are read
    like plain ones; the places are those of the text as it is given.
    """
    if unicodedata.is_normalized("NFC", text):
        return _found(text)
    plain = normalized(text)
    return tuple(Secret(s.kind, plain.start(s.start), plain.end(s.end)) for s in _found(plain.text))


def _found(text: str) -> tuple[Secret, ...]:
    if not text.isascii() and _TO_FOLD.search(text):
        text = text.translate(_FOLDED)
    spans = [(start, rank, end, kind) for rank, find in enumerate(_FINDERS) for kind, start, end in find(text)]
    spans.sort()
    merged: list[tuple[int, int, int, str]] = []
    for start, rank, end, kind in spans:
        if merged and start < merged[-1][2]:
            before = merged[-1]
            first = min((before[1], before[3]), (rank, kind))
            merged[-1] = (before[0], first[0], max(end, before[2]), first[1])
        else:
            merged.append((start, rank, end, kind))
    return tuple(Secret(kind, start, end) for start, _, end, kind in merged)


def mask_secrets(
    text: str, kinds: Collection[str] | None = None, *, kept: Collection[str] = ()
) -> tuple[str, dict[str, int]]:
    """The text with a mask in place of each secret, and how many were masked, by kind.

    Args:
        kinds: of KINDS, those that are masked; None masks all.
        kept: the digests (`secret_digest`) of secrets that stay.

    A masked text has nothing more to mask.
    """
    masked = TrackedText(text)
    counts = put_masks(masked, kinds, kept=kept)
    return masked.text, counts


def put_masks(text: TrackedText, kinds: Collection[str] | None = None, *, kept: Collection[str] = ()) -> dict[str, int]:
    """Puts a mask in place of each secret; arguments and answer are those of `mask_secrets`."""
    edits: list[Edit] = []
    counts: Counter[str] = Counter()
    for secret in find_secrets(text.text):
        if (kinds is not None and secret.kind not in kinds) or (kept and secret_digest(secret.text(text.text)) in kept):
            continue
        edits.append((secret.start, secret.end, MASKS[secret.kind]))
        counts[secret.kind] += 1
    text.edit(edits)
    return dict(counts)


def secret_digest(text: str) -> str:
    """SHA-256 of a secret as 64 hexadecimal digits; the same however it is spaced, separated or capitalised."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return hashlib.sha256("".join(c for c in plain if c.isalnum() or c in "@._+").encode()).hexdigest()


def hidden(secret: str) -> str:
    """A secret for the eye: its first two and last two letters or digits, and dots between; shorter ones show less."""
    shown = 2 if len(secret) >= 9 else 1 if len(secret) >= 5 else 0
    inside = "".join("•" if character.isalnum() else character for character in secret[shown : len(secret) - shown])
    if len(inside) > _LONGEST_SHOWN:
        inside = inside[: _LONGEST_SHOWN // 2] + "…" + inside[-_LONGEST_SHOWN // 2 :]
    return (secret[:shown] + inside + secret[len(secret) - shown :]).replace("\n", " ")


def scan_secrets(
    texts: Corpus | Iterable[Document | StreamedDocument],
    *,
    limit: int = MOST_FINDINGS,
    kept: Collection[str] = (),
    most_characters: int | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> SecretReport:
    """Looks through a corpus, a megabyte at a time, and counts its secrets.

    Args:
        limit: so many different secrets are listed at most, each once, in the order of their first places.
        kept: digests (`secret_digest`, `Cleaning.kept_secrets`) that are passed over.
        most_characters: where to end; None looks at everything.
        should_stop: asked before each piece.

    Raises CorpusError where a file of a large corpus has changed, or `should_stop` answered True.
    """
    documents: tuple[Document | StreamedDocument, ...] = tuple(getattr(texts, "documents", texts))  # type: ignore[arg-type]
    counts: Counter[str] = Counter()
    findings: dict[tuple[str, str], SecretFinding] = {}
    looked = 0
    for document in documents:
        line = 1
        for piece in whole_lines(document.chunks(should_stop)):
            if should_stop is not None and should_stop():
                raise ReadingStoppedError
            if most_characters is not None and looked >= most_characters:
                return SecretReport(dict(counts), tuple(findings.values()), looked, False)
            place = 0
            for secret in find_secrets(piece):
                found = secret.text(piece)
                digest = secret_digest(found)
                if digest in kept:
                    continue
                counts[secret.kind] += 1
                known = findings.get((secret.kind, digest))
                line += piece.count("\n", place, secret.start)
                place = secret.start
                if known is not None:
                    findings[secret.kind, digest] = replace(known, times=known.times + 1)
                elif len(findings) < limit:
                    excerpt = _excerpt(piece, secret)
                    findings[secret.kind, digest] = SecretFinding(secret.kind, document.path, line, excerpt, found)
            line += piece.count("\n", place)
            looked += len(piece)
    return SecretReport(dict(counts), tuple(findings.values()), looked)


def _excerpt(text: str, secret: Secret) -> str:
    """The line around a secret, with other secrets near it hidden too: what is cut would be no secret any more."""
    start = max(text.rfind("\n", 0, secret.start) + 1, secret.start - _MASKED_AROUND)
    end = text.find("\n", secret.end)
    end = min(len(text) if end < 0 else end, secret.end + _MASKED_AROUND)
    before, _ = mask_secrets(text[start : secret.start])
    behind, _ = mask_secrets(text[secret.end : end])
    return f"{before[-_AROUND:]}{hidden(secret.text(text))}{behind[:_AROUND]}".strip()


def whole_lines(chunks: Iterable[str], *, size: int = _PIECE) -> Iterator[str]:
    """The same text in pieces of about `size` characters that end behind a line end, or without any behind a blank."""
    held: list[str] = []
    length = 0
    for chunk in chunks:
        held.append(chunk)
        length += len(chunk)
        if length < size:
            continue
        text = "".join(held)
        cut = (
            text.rfind("\n") + 1 or (text.rfind(" ") + 1 if length >= 2 * size else 0) or (length >= 4 * size) * length
        )
        if cut:
            yield text[:cut]
        held, length = [text[cut:]], length - cut
    if length:
        yield "".join(held)
