"""`maeari trace`: which parts of a text stand in the texts that a model learned from. NumPy only."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.output import AsJson, ModelsDir, library, note, say, say_json
from engine.errors import ConfigError, StoreError


def trace(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="The name of a model.")],
    text: Annotated[
        str, typer.Argument(metavar="TEXT|FILE|-", help="A text, a file, or standard input, which is read unless told.")
    ] = "-",
    min_tokens: Annotated[
        int | None, typer.Option(help="The shortest run: 30 characters or 8 words unless told.")
    ] = None,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Show which parts of a text were copied from the texts of MODEL, with file and line."""
    from engine.models.sources import open_sources

    sources = open_sources(library(models_dir), model)
    if sources is None:
        from engine.models.store import ModelStore

        name = ModelStore.with_samples(library(models_dir)).info(model).name
        raise StoreError(
            f"“{name}” does not have its texts beside it, so nothing can be traced.",
            "Train it again; imported and duplicated models come without their texts.",
        )
    if min_tokens is not None and min_tokens < sources.shortest_tokens:
        raise ConfigError(
            f"Runs of fewer than {sources.shortest_tokens} {sources.unit} are not looked for.",
            f"Give --min-tokens {sources.shortest_tokens} or more.",
        )
    given = _given(text)
    copied = sources.copied(given, min_tokens=min_tokens)
    share = sources.recitation([given], min_tokens=min_tokens)
    if as_json:
        found = [{**asdict(run), "text": given[run.start : run.end]} for run in copied]
        say_json({"model": model, "copied": found, "share": share})
        return
    for run in copied:
        where = f"{run.file}:{run.line}" if run.line else run.file
        say(f"{where}  ({run.tokens} {sources.unit})")
        say(f"    {' '.join(given[run.start : run.end].split())}")
    shortest = min_tokens or sources.default_tokens
    note(f"{share:.0%} of the text is copied, counting runs of {shortest} {sources.unit} or more.")


def _given(text: str) -> str:
    """The text that is meant: as it stands, of a file, or of standard input."""
    if text == "-":
        from engine.corpus import decode

        data = sys.stdin.buffer.read()
        return decode(data).text if data else ""
    try:
        is_file = Path(text).is_file()
    except (OSError, ValueError):  # too long for a name
        is_file = False
    if not is_file:
        return text
    from engine.corpus import read_corpus

    return read_corpus([Path(text)]).text
