"""`maeari canaries`: how much of what stands in a text a model gives away, measured with planted numbers."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.output import AsJson, note, say, say_json
from engine.errors import ConfigError, TrainingError

if TYPE_CHECKING:
    from engine.runs.canaries import Leak

_DEFAULT_REPEATS = (1, 10)


def canaries(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Texts, tables or folders.")],
    minutes: Annotated[float, typer.Option(help="How long to train.")],
    count: Annotated[int, typer.Option(help="How many numbers to plant for each count of repeats.")] = 3,
    repeats: Annotated[
        list[int] | None, typer.Option(help="How often a number stands in the texts; may be given again: 1 and 10.")
    ] = None,
    column: Annotated[str | None, typer.Option(help="The column of a table that holds the texts.")] = None,
    seed: Annotated[int, typer.Option(help="Of the planted numbers.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Train a throw-away model on FILES with secret numbers planted, and see which ones it gives away."""
    from engine.cli.running import run
    from engine.corpus import read_corpus, summarize
    from engine.runs.canaries import leak, planted
    from engine.runs.sizing import suggested_job
    from engine.tokens.splitting import split_texts

    corpus = read_corpus(files, column=column)
    train, held_out = split_texts([document.text for document in corpus.documents], 0.1)
    wanted = sorted(set(repeats or _DEFAULT_REPEATS))
    try:
        train, secrets = planted(train, count=count, repeats=wanted, seed=seed, language=summarize(corpus).language)
    except ValueError as error:
        raise ConfigError(f"So many numbers cannot be planted: {error}.", "Give smaller ones.") from error
    with tempfile.TemporaryDirectory(prefix="maeari-canaries-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        texts, valid = folder / "planted.txt", folder / "held-out.txt"
        texts.write_text(train, encoding="utf-8")
        valid.write_text(held_out, encoding="utf-8")
        models = folder / "models"
        job = suggested_job(
            "canaries", models, (texts,), len(train), minutes=minutes, valid=valid if held_out.strip() else None
        )
        outcome = run(job)
        if not outcome.saved:
            raise TrainingError("Training ended before there was a model to ask.", "Give it more time.")

        from engine.inference.completer import open_completer

        note("Asking the model for the planted numbers.")
        completer = open_completer(models, "canaries")
        leaks = [leak(completer, secret) for secret in secrets]
    groups = {times: [found for found in leaks if found.canary.repeats == times] for times in wanted}
    if as_json:
        say_json(
            {
                "characters": len(train),
                "val_loss": outcome.finished.metrics.get("val_loss"),
                "repeats": [_figures(times, group) for times, group in groups.items()],
            }
        )
        return
    for times, group in groups.items():
        say(sentence(times, group))


def sentence(times: int, group: list[Leak]) -> str:
    """What came of the numbers that stood so often in the texts, in plain words."""
    often = "once" if times == 1 else f"{times} times"
    completed = sum(found.completes for found in group)
    said = f"completed in {completed} of {len(group)} cases" if completed else "not repeated"
    bits = sum(found.exposure for found in group) / len(group)
    return (
        f"A number that stood in your texts {often}: {said}. "
        f"The model knows {bits:.1f} of its {group[0].canary.bits:.1f} bits; of one that it never saw, about 1.4."
    )


def _figures(times: int, group: list[Leak]) -> dict[str, Any]:
    return {
        "repeats": times,
        "count": len(group),
        "completed": sum(found.completes for found in group),
        "exposure": sum(found.exposure for found in group) / len(group),
        "bits": group[0].canary.bits,
        "canaries": [
            {
                **asdict(found.canary),
                "exposure": found.exposure,
                "completes": found.completes,
                "probability": found.probability,
            }
            for found in group
        ],
    }
