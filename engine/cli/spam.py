"""`maeari spam train | check | evaluate`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.cli.output import AsJson, ModelsDir, library, plain_time, say, say_json
from engine.errors import MessageError

app = typer.Typer(
    help="Train a spam checker on your own mails and ask it.", no_args_is_help=True, rich_markup_mode=None
)

Ham = Annotated[list[Path], typer.Option("--ham", metavar="PATH", help="Ordinary mails: folder, .mbox, .eml, table.")]
Spam = Annotated[list[Path], typer.Option("--spam", metavar="PATH", help="Spam; a table may be named by both.")]


@app.command()
def train(
    ham: Ham,
    spam: Spam,
    name: Annotated[str, typer.Option(help="The name of the spam checker.")] = "spam",
    epochs: Annotated[int | None, typer.Option(help="How many passes over the messages.")] = None,
    minutes: Annotated[float | None, typer.Option(help="How long to train.")] = None,
    seed: Annotated[int, typer.Option(help="Of all random numbers.")] = 0,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Train a spam checker."""
    from engine.cli.running import run
    from engine.seminar import spam_job

    job = spam_job(
        name, library(models_dir), ham=tuple(ham), spam=tuple(spam), epochs=epochs, minutes=minutes, seed=seed
    )
    outcome = run(job)
    finished = outcome.finished
    if as_json:
        say_json({"name": finished.name, "reason": finished.reason, "saved": outcome.saved, **finished.metrics})
        return
    figures = _figures(finished.metrics)
    say(f"{figures} on the held-out part." if figures else "Too few messages were held out to say how good it is.")
    if not outcome.saved:
        return
    say(f'“{finished.name}” is ready after {plain_time(finished.seconds)}: maeari spam check "{finished.name}" FILE')


@app.command()
def check(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="The name of a spam checker.")],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...|-", help="Mails; - or none: standard input.")
    ] = None,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Say of each mail whether it is spam, and why."""
    from engine.spam.classifier import open_spam_checker

    checker = open_spam_checker(library(models_dir), model)
    results: list[dict[str, Any]] = []
    for label, source in _sources(files or [Path("-")]):
        report = checker.check(source)
        evidence = [{"text": e.text, "shown": e.shown, "weight": e.weight} for e in report.evidence]
        row = {"file": label, "verdict": report.verdict, "probability": report.probability, "reason": report.reason}
        results.append({**row, "evidence": evidence, "facts": list(report.facts), "notes": list(report.notes)})
        if not as_json:
            _tell(results[-1])
    if as_json:
        say_json(results[0] if len(results) == 1 else {"results": results})


def _sources(files: list[Path]) -> list[tuple[str, str | bytes]]:
    """Every mail of the named files: mailboxes are taken apart, standard input is a pasted text or a raw mail."""
    from engine.spam.mailbox import iter_mailbox

    found: list[tuple[str, str | bytes]] = []
    for file in files:
        if str(file) == "-":
            found.append(("-", sys.stdin.buffer.read()))
        elif file.suffix.lower() == ".txt" and os.path.isfile(file):
            from engine.corpus import read_corpus

            found.append((file.name, read_corpus([file]).text))
        else:
            mails = list(iter_mailbox(file))
            found += [(file.name if len(mails) == 1 else f"{file.name} {i}", m) for i, m in enumerate(mails, 1)]
    if not found:
        raise MessageError("There is no mail in the named files.", "Name an .eml file, an .mbox file or a folder.")
    return found


def _tell(row: dict[str, Any]) -> None:
    say(f"{row['file']}: {row['verdict']} ({row['probability']:.2f}) {row['reason']}".rstrip())
    for sign, heading in ((1, "speaks for spam"), (-1, "speaks against")):
        words = [e for e in row["evidence"] if e["weight"] * sign > 0][:6]
        if words:
            say(f"  {heading}: " + ", ".join(f"{e['shown']} ({e['weight']:+.2f})" for e in words))
    for line in (*row["facts"], *row["notes"]):
        say(f"  {line}")


@app.command()
def evaluate(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="The name of a spam checker.")],
    ham: Ham,
    spam: Spam,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Score a spam checker on labelled mails."""
    from engine.spam.classifier import open_spam_checker
    from engine.spam.mailbox import read_labelled

    checker = open_spam_checker(library(models_dir), model)
    figures = checker.evaluate(read_labelled(ham, spam))
    if as_json:
        say_json({"model": checker.info.name, **figures})
        return
    say(_figures(figures) + ".")
    for kind in ("ham", "spam"):
        counts = ", ".join(
            f"{verdict} {figures[f'verdict_{kind}_{verdict}']}" for verdict in ("spam", "unsure", "normal")
        )
        say(f"{kind} called: {counts}")


def _figures(metrics: dict[str, Any]) -> str:
    """The figures that people ask for, in one line."""
    names = {"accuracy": "accuracy", "precision": "precision", "recall": "recall", "f1": "F1"}
    parts = [f"{shown} {metrics[key]:.4f}" for key, shown in names.items() if isinstance(metrics.get(key), float)]
    if isinstance(metrics.get("ham_loss"), float):
        parts.append(f"ham loss {metrics['ham_loss']:.2%}")
    return ", ".join(parts)
