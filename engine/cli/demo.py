"""`maeari demo`: the main job in the terminal, on the bundled samples."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from engine import paths
from engine.cli.output import note, say

# Not in the samples: a stranger's offer and a colleague's question.
_MAILS = (
    "Congratulations! You have been selected to receive a guaranteed cash prize. Claim your reward now at "
    "http://prize.example.net before midnight!!!",
    "Hi, are we still on for lunch tomorrow? I can bring the papers you asked for and we look at them together.",
)


def demo(
    seconds: Annotated[float, typer.Option(help="How long to train the language model.")] = 25.0,
) -> None:
    """Train on the bundled samples for half a minute, write three completions, check two mails."""
    from engine.cli.running import run
    from engine.config import SamplingConfig
    from engine.corpus import read_corpus
    from engine.runs.seminar import spam_job
    from engine.runs.sizing import suggested_job

    prose = paths.sample_dir() / "english_prose.txt"
    messages = paths.sample_dir() / "english_messages.tsv"
    with tempfile.TemporaryDirectory(prefix="maeari-demo-") as folder:
        models = Path(folder)
        say(f"Training a small LSTM on {prose.name}, character by character, for {seconds:.0f} seconds.")
        note("(Loading TensorFlow takes some seconds the first time.)")
        characters = len(read_corpus([prose]).text)
        job = suggested_job("demo", models, (prose,), characters, minutes=seconds / 60)
        finished = run(job).finished
        loss = finished.metrics.get("val_loss")
        if isinstance(loss, float):
            say(f"Held-out loss {loss:.3f} nats per character after {finished.metrics['epochs']:.1f} epochs.\n")

        from engine.inference.completer import open_completer

        completer = open_completer(models, "demo")
        for number, seed in enumerate(("The lighthouse ", "In the morning ", "She said ")):
            sampling = SamplingConfig(length=110, temperature=0.5, finish_word=True, avoid_loops=True, seed=number)
            say(f"  {completer.complete(seed, sampling)[0].text.strip()}\n")

        say("Training a small spam checker on the sample messages.")
        run(spam_job("demo spam", models, ham=(messages,), spam=(messages,), epochs=10))

        from engine.spam.classifier import open_spam_checker

        checker = open_spam_checker(models, "demo spam")
        for mail in _MAILS:
            report = checker.check(mail)
            say(f"\n  {mail}")
            say(f"  → {report.verdict}, {report.probability:.0%} spam {report.reason}".rstrip())
            words = ", ".join(f"{e.shown} ({e.weight:+.2f})" for e in report.evidence[:6])
            say(f"    because of: {words}")
    say("\nNothing was kept and nothing left this machine. Train on your own: maeari train FILE --name NAME")
