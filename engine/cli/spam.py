"""`maeari spam train | check | mark | corrections | evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from engine.cli import spam_check
from engine.cli.output import AsJson, ModelsDir, library, plain_time, say, say_json

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
    from engine.runs.seminar import spam_job

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


for _command in (spam_check.check, spam_check.mark, spam_check.corrections):
    app.command()(_command)


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
    for branch, shown in (("network", "network"), ("linear", "linear branch")):
        if f"{branch}_errors" in figures:
            lost, missed = figures[f"{branch}_ham_errors"], figures[f"{branch}_spam_errors"]
            say(f"the {shown} alone: {lost} ordinary messages called spam, {missed} spam missed")
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
