"""`maeari complete` and `maeari evaluate`: NumPy only, no TensorFlow."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.output import AsJson, ModelsDir, library, note, say, say_json


def complete(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="The name of a model.")],
    seed_text: Annotated[str, typer.Argument(metavar="SEED", help="The words to go on from.")],
    length: Annotated[int, typer.Option(help="How many tokens to write.")] = 100,
    count: Annotated[int, typer.Option(help="How many completions.")] = 1,
    temperature: Annotated[float, typer.Option(help="0: always the likeliest; 1: as the model believes.")] = 0.7,
    top_k: Annotated[int, typer.Option(help="Only the likeliest N tokens; 0: all.")] = 0,
    top_p: Annotated[float, typer.Option(help="Only the likeliest tokens that hold this share.")] = 1.0,
    repetition_penalty: Annotated[float, typer.Option(help="1: none; larger repeats less.")] = 1.0,
    greedy: Annotated[bool, typer.Option("--greedy", help="Always the likeliest token.")] = False,
    stop_at_sentence: Annotated[bool, typer.Option("--stop-at-sentence", help="End with the sentence.")] = False,
    seed: Annotated[int | None, typer.Option(help="Repeats the same random numbers.")] = None,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Continue SEED in the voice of MODEL."""
    from engine.config import SamplingConfig
    from engine.inference.completer import open_completer

    sampling = SamplingConfig.checked(
        length=length,
        count=count,
        temperature=temperature,
        top_k=top_k,
        top_p=top_p,
        repetition_penalty=repetition_penalty,
        greedy=greedy,
        stop_at_sentence=stop_at_sentence,
        seed=seed,
    )
    completer = open_completer(library(models_dir), model)
    results = completer.complete(seed_text, sampling)
    unknown = results[0].unknown if results else ()
    if as_json:
        say_json(
            {
                "model": completer.info.name,
                "seed": seed_text,
                "unknown": list(unknown),
                "completions": [
                    {
                        "text": result.text,
                        "mean_probability": math.exp(
                            sum(math.log(max(p.probability, 1e-12)) for p in result.pieces) / max(1, len(result.pieces))
                        ),
                        "tokens": len(result.pieces),
                    }
                    for result in results
                ],
            }
        )
        return
    if unknown:
        note(f"The model never saw this and skipped it: {' '.join(unknown[:20])}")
    for number, result in enumerate(results):
        if number:
            say("")
        say(result.text)


def evaluate(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="The name of a model.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text that the model never saw.")],
    column: Annotated[str | None, typer.Option(help="The column of a table that holds the texts.")] = None,
    typed: Annotated[int, typer.Option(help="How many characters are typed to count keystrokes; 0: none.")] = 1500,
    dial: Annotated[int, typer.Option(min=1, max=9, help="Suggestions that are right about N times in 10.")] = 5,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Score MODEL on a text: loss, hits, keystrokes saved; its network, its n-gram and both."""
    from engine.corpus import read_corpus
    from engine.inference.completer import open_completer
    from engine.inference.evaluate import evaluate as score

    completer = open_completer(library(models_dir), model)
    figures = score(completer, read_corpus([file], column=column).text, replayed=max(0, typed), right_in_ten=dial)
    if as_json:
        say_json({"model": completer.info.name, "file": file.name, **figures})
        return
    say(f"{figures['characters']:,} characters, {figures['tokens']:,} tokens, {figures['unknown_share']:.2%} unknown")
    titles = {"network": "network alone", "ngram": "n-gram alone", "both": "both together"}
    for mode, of in figures["modes"].items():
        say("")
        say(titles[mode] if len(figures["modes"]) > 1 else titles[mode].split()[0])
        say(f"  loss {of['loss']:.4f} nats per token, perplexity {of['perplexity']:.2f}")
        say(f"  {of['bits_per_char']:.3f} bits per character")
        say(f"  next token right {of['top_1']:.1%}, among the first three {of['top_3']:.1%}")
        if "keystrokes_saved" not in of:
            continue
        say(f"  keystrokes saved {of['keystrokes_saved']:.1f} %; at the dial {of['keystrokes_saved_at_dial']:.1f} %")
        if of["precision"] is not None:
            deleted = of["accepted_then_deleted"]
            say(
                f"  dial {dial} in 10: shown at {of['shown']:.0%} of the keys, right {of['precision']:.0%}"
                + ("" if deleted is None else f", taken and then deleted {deleted:.0%}")
            )
        say(f"  a suggestion takes {of['p50_ms']:.1f} ms, 95 of 100 at most {of['p95_ms']:.1f} ms")
