"""`maeari models ...`, `maeari corpus` and `maeari recipes`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.corpus_inspect import inspect
from engine.cli.output import AsJson, ModelsDir, library, say, say_json
from engine.models.store import ModelInfo, ModelStore

models = typer.Typer(help="List, show, delete, export and import models.", no_args_is_help=True, rich_markup_mode=None)
corpus = typer.Typer(help="Look at texts before training.", no_args_is_help=True, rich_markup_mode=None)
corpus.command()(inspect)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a model.")]


def _score(info: ModelInfo) -> str:
    """The figure by which a model of its kind is known."""
    for key, text in (
        ("f1", "F1 {:.3f}"),
        ("macro_f1", "macro F1 {:.3f}"),
        ("val_loss", "held-out loss {:.3f}"),
        ("train_accuracy", "training accuracy {:.3f}"),
    ):
        value = info.metrics.get(key)
        if isinstance(value, (int, float)):
            return text.format(value)
    return ""


@models.command("list")
def list_models(models_dir: ModelsDir = None, as_json: AsJson = False) -> None:
    """Every model of the library, newest first."""
    store = ModelStore.with_samples(library(models_dir))
    every, damaged = store.models(), store.damaged()
    found = [info for info in every if not info.sample]
    samples = [info for info in every if info.sample]
    if as_json:
        say_json(
            {
                "models": [info.model_dump(mode="json", exclude={"history"}) for info in found],
                "damaged": [{"name": name, "reason": reason} for name, reason in damaged],
                "samples": [info.model_dump(mode="json", exclude={"history"}) for info in samples],
            }
        )
        return
    if not found and not damaged:
        say("There is no model of your own yet. Train one: maeari train FILE --name NAME")
    for info in every:
        shape = f"{info.model.cell} {info.model.units}×{info.model.num_layers}, {info.model.unit}"
        if info.kind == "labels":
            shape = f"linear, {info.metrics.get('labels', '?')} labels"
        kind = {"language": "writes", "classifier": "spam checker", "labels": "labels"}[info.kind]
        kind = f"sample, {kind}" if info.sample else kind
        say(f"{info.name}  ({kind}; {shape}; {info.size_bytes / 2**20:.1f} MB; {info.created[:10]})  {_score(info)}")
    for name, reason in damaged:
        say(f"{name}  cannot be used: {reason}")


@models.command()
def show(name: Name, models_dir: ModelsDir = None, as_json: AsJson = False) -> None:
    """What is known of one model."""
    info = ModelStore.with_samples(library(models_dir)).info(name)
    if as_json:
        say_json(info.model_dump(mode="json"))
        return
    say(info.name)
    for key, value in {
        "kind": info.kind,
        "cell": info.model.cell,
        "layers": info.model.num_layers,
        "units": info.model.units,
        "unit": info.model.unit,
        "parameters": f"{info.parameters:,}",
        "vocabulary": f"{info.vocabulary:,}",
        "corpus": f"{', '.join(info.corpus.sources[:5])} ({info.corpus.characters:,} characters)",
        "recipe": info.recipe or "",
        "created": info.created,
        **info.metrics,
    }.items():
        say(f"  {key}: {value:.4f}" if isinstance(value, float) else f"  {key}: {value}")


@models.command()
def delete(
    name: Name,
    to_bin: Annotated[bool, typer.Option("--to-bin", help="Put it into the bin instead.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Delete a model for good, or put it into the bin."""
    store = ModelStore.with_samples(library(models_dir))
    if to_bin:
        entry = store.discard(name)
        if as_json:
            say_json({"discarded": name, "id": entry.identity})
        else:
            say(f"“{name}” is in the bin. Bring it back: maeari models restore {entry.identity}")
        return
    if not yes:
        typer.confirm(f"Delete “{name}” for good?", abort=True, err=True)
    store.delete(name)
    if as_json:
        say_json({"deleted": name})
    else:
        say(f"“{name}” is deleted.")


@models.command("bin")
def show_bin(models_dir: ModelsDir = None, as_json: AsJson = False) -> None:
    """What lies in the bin, last discarded first."""
    found = ModelStore(library(models_dir)).binned()
    if as_json:
        say_json({"bin": [asdict(entry) for entry in found]})
        return
    for entry in found:
        say(f"{entry.identity}  {entry.name}  ({entry.size_bytes / 2**20:.1f} MB; {entry.discarded[:10]})")
    if not found:
        say("The bin is empty.")


@models.command()
def restore(
    identity: Annotated[str, typer.Argument(metavar="ID", help="As `maeari models bin` shows it.")],
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Take a model out of the bin."""
    name = ModelStore(library(models_dir)).restore(identity)
    if as_json:
        say_json({"restored": name})
    else:
        say(f"“{name}” is back.")


@models.command("empty")
def empty_bin(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Delete for good what lies in the bin."""
    if not yes:
        typer.confirm("Delete everything in the bin for good?", abort=True, err=True)
    count = ModelStore(library(models_dir)).empty_bin()
    if as_json:
        say_json({"deleted": count})
    else:
        say(f"The bin is empty; models deleted: {count}.")


@models.command()
def export(
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the .maeari file.")],
    with_secrets: Annotated[
        bool, typer.Option("--with-secrets", help="Leave card numbers, phones, e-mail addresses and the like in it.")
    ] = False,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Write a model as one file that travels, with the secrets in it masked."""
    from engine.models.masking import export_model

    masked = export_model(ModelStore.with_samples(library(models_dir)), name, file, with_secrets=with_secrets)
    if as_json:
        found = None if with_secrets else asdict(masked)
        say_json({"exported": name, "file": str(file), "bytes": file.stat().st_size, "masked": found})
        return
    say(f"“{name}” is written to {file}. It can repeat what it learned: share it as you would share the texts.")
    if masked.words or masked.counts:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in masked.counts.items()) or "none in its texts"
        say(f"Masked: secrets of its texts ({kinds}), words of its vocabulary ({masked.words:,}).")
    for note in masked.notes:
        say(note)


@models.command("import")
def import_model(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .maeari file.")],
    name: Annotated[str | None, typer.Option(help="Another name for the model.")] = None,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Check a .maeari file and take its model into the library."""
    info = ModelStore(library(models_dir)).import_file(file, name=name)
    if as_json:
        say_json({"imported": info.name})
    else:
        say(f"“{info.name}” is imported.")


@corpus.callback()
def _corpus() -> None:
    """Look at texts before training."""


def recipes(models_dir: ModelsDir = None, as_json: AsJson = False) -> None:
    """The named recipes: networks of a seminar on recurrent networks, as they were taught."""
    del models_dir  # every command takes it; this one reads no model
    from engine.runs.seminar import recipes as every

    if as_json:
        say_json(
            {
                "recipes": [
                    {"name": r.name, "title": r.title, "summary": r.summary, "teaches": r.teaches, "needs": r.needs}
                    for r in every()
                ]
            }
        )
        return
    for entry in every():
        say(f"{entry.name}\n    {entry.title}. {entry.summary}\n    {entry.teaches} {entry.needs}".rstrip())
    say("\nRun one: maeari train --recipe NAME [FILE...]")
