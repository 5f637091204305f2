"""`maeari corpus inspect`: what the corpus doctor sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine import paths
from engine.cli.cleaning import DropDuplicates, KeepUrls, MaskSecrets, OnlySpeaker, Uncleaned, chosen
from engine.cli.output import AsJson, ModelsDir, say, say_json

if TYPE_CHECKING:
    from engine.corpus import Corpus
    from engine.corpus.doctor import Diagnosis

_LISTED = 10
# More is looked through than in the window, where nobody waits for it: half a minute.
_SECRET_CHARACTERS = 50_000_000


def inspect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Texts, tables or folders.")],
    column: Annotated[str | None, typer.Option(help="The column of a table that holds the texts.")] = None,
    only_speaker: OnlySpeaker = None,
    keep_urls: KeepUrls = False,
    drop_duplicates: DropDuplicates = False,
    uncleaned: Uncleaned = False,
    mask_secrets: MaskSecrets = False,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """What is in the texts, whether it is enough to train on, and which secrets stand in them."""
    del models_dir  # every command takes it; this one reads no model
    from engine.corpus import CorpusLibrary, read_corpus, speakers
    from engine.corpus.doctor import examine

    cleaning = chosen(only_speaker, keep_urls, drop_duplicates, uncleaned, mask_secrets)
    cache_folder = CorpusLibrary(paths.corpora_dir()).cache_folder
    found = read_corpus(files, column=column, cleaning=cleaning, cache_folder=cache_folder)
    diagnosis = examine(found, secret_characters=_SECRET_CHARACTERS)
    if as_json:
        messages = [message for document in found.documents for message in getattr(document, "messages", ())]
        say_json(
            {
                **_plain(diagnosis),
                "skipped": [{"path": str(s.path), "reason": s.reason} for s in found.skipped],
                "speakers": speakers(messages),
                "cleaning": [asdict(step) for step in found.steps],
                "notes": list(found.notes),
            }
        )
        return
    _tell(_rows(diagnosis, found))
    for finding in diagnosis.secrets.findings[:_LISTED]:
        times = f" ({finding.times} times)" if finding.times > 1 else ""
        say(f"  {finding.kind}  {finding.file.name}, line {finding.line}: {finding.excerpt}{times}")
    more = len(diagnosis.secrets.findings) - _LISTED
    if more > 0:
        say(f"  ... and {more} more; --json lists them.")
    for note in found.notes:
        say(note)
    for item in found.skipped:
        say(f"Left out: {item.path.name}. {item.reason}")
    say()
    say(f"{diagnosis.verdict.capitalize()}. {diagnosis.advice}")


def _plain(diagnosis: Diagnosis) -> dict[str, object]:
    """As JSON, without the secrets themselves."""
    secrets = diagnosis.secrets
    return {
        **asdict(diagnosis.summary),
        "scripts": diagnosis.scripts,
        "duplicate_share": diagnosis.duplicate_share,
        "unknown_share": diagnosis.unknown_share,
        "looked_at": diagnosis.looked_at,
        "secrets": secrets.counts,
        "secrets_looked_at": secrets.characters,
        "findings": [
            {"kind": f.kind, "file": str(f.file), "line": f.line, "excerpt": f.excerpt, "times": f.times}
            for f in secrets.findings
        ],
        "network": diagnosis.network.model_dump() if diagnosis.network else None,
        "expected": asdict(diagnosis.expected) if diagnosis.expected else None,
        "memory_bytes": diagnosis.memory,
        "advice": diagnosis.advice,
    }


def _rows(diagnosis: Diagnosis, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """What is told of a corpus, a line each: its name and its value."""
    summary = diagnosis.summary
    encodings = ", ".join(f"{name} {count}" for name, count in summary.encodings.items())
    yield "files", f"{summary.files:,}, {summary.bytes:,} bytes ({encodings})"
    yield "not decodable", f"{summary.replaced:,} characters"
    yield "characters", f"{summary.characters:,}, {summary.distinct_characters:,} different"
    yield "words", f"{summary.words:,}, {summary.distinct_words:,} different, {summary.words_once:,} seen once"
    shares = ", ".join(f"{name.capitalize()} {share:.0%}" for name, share in diagnosis.scripts.items())
    yield "language", f"{summary.language} (letters: {shares})"
    yield "repeated", f"{diagnosis.duplicate_share:.1%} of the text, {summary.duplicate_lines:,} lines"
    yield "unknown at the end", f"{diagnosis.unknown_share:.1%} of the words in the last tenth"
    counts = ", ".join(f"{kind} {count:,}" for kind, count in diagnosis.secrets.counts.items())
    part = "" if diagnosis.secrets.whole else f" in the first {diagnosis.secrets.characters:,} characters"
    yield "secrets", (counts or "none found") + part
    if diagnosis.network is not None and diagnosis.training is not None:
        network, minutes = diagnosis.network, diagnosis.training.minutes
        memory = f"{diagnosis.memory / 2**30:.1f} GB of memory"
        yield "training here", f"{network.cell} {network.units}, by {network.unit}, about {minutes:g} min, {memory}"
    if diagnosis.expected is not None:
        low, high = diagnosis.expected.low, diagnosis.expected.high
        yield "expected", f"held-out loss {low:.2f} to {high:.2f}, {diagnosis.bits_per_character:.1f} bits a character"
    if diagnosis.looked_at:
        yield "looked at", f"{diagnosis.looked_at:,} characters, from the beginnings of the files"
    for step in corpus.steps:
        if step.pieces:
            done = "masked" if step.name == "mask_secrets" else f"taken out: {step.name.replace('_', ' ')}"
            yield done, f"{step.pieces:,} times, {step.characters:,} characters"


def _tell(rows: Iterable[tuple[str, str]]) -> None:
    listed = list(rows)
    width = max(len(name) for name, _ in listed)
    for name, value in listed:
        say(f"{name:<{width}}  {value}")
