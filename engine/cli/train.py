"""`maeari train`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from engine import paths
from engine.cli.cleaning import DropDuplicates, KeepUrls, MaskSecrets, OnlySpeaker, Uncleaned, chosen
from engine.cli.output import AsJson, ModelsDir, library, plain_time, say, say_json
from engine.cli.running import Outcome, run
from engine.config import Cell, Cleaning, TrainingJob, Unit, WordStyle
from engine.errors import ConfigError, CorpusError


def train(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE...", help="Texts, tables or folders.")] = None,
    name: Annotated[str, typer.Option(help="The name of the model.")] = "",
    unit: Annotated[str | None, typer.Option(help="char or word; char unless told.")] = None,
    words: Annotated[
        str | None, typer.Option(help="What a word is: text (marks apart) or space (between blanks); text unless told.")
    ] = None,
    cell: Annotated[str | None, typer.Option(help="rnn, lstm or gru; lstm unless told.")] = None,
    layers: Annotated[int | None, typer.Option(help="Recurrent layers; 1 unless told.")] = None,
    units: Annotated[
        int | None, typer.Option(help="Width of a layer; text, time and machine decide unless told.")
    ] = None,
    recipe: Annotated[str | None, typer.Option(help="A named recipe; see `maeari recipes`.")] = None,
    minutes: Annotated[float | None, typer.Option(help="How long to train.")] = None,
    epochs: Annotated[int | None, typer.Option(help="How many passes over the text.")] = None,
    seed: Annotated[int | None, typer.Option(help="Of all random numbers; 0 unless told.")] = None,
    valid: Annotated[Path | None, typer.Option(metavar="FILE", help="A held-out text.")] = None,
    valid_fraction: Annotated[float | None, typer.Option(help="The share held out, 0..0.9; 0.1 unless told.")] = None,
    column: Annotated[str | None, typer.Option(help="The column of a table that holds the texts.")] = None,
    only_speaker: OnlySpeaker = None,
    keep_urls: KeepUrls = False,
    drop_duplicates: DropDuplicates = False,
    uncleaned: Uncleaned = False,
    mask_secrets: MaskSecrets = False,
    ham: Annotated[list[Path] | None, typer.Option(help="Ordinary messages, for a classifier recipe.")] = None,
    spam: Annotated[list[Path] | None, typer.Option(help="Spam, for a classifier recipe.")] = None,
    dropout: Annotated[float | None, typer.Option(help="Share of dropped outputs while training.")] = None,
    learning_rate: Annotated[float | None, typer.Option(help="Highest learning rate.")] = None,
    batch_size: Annotated[int | None, typer.Option(help="Sequences a step.")] = None,
    seq_length: Annotated[int | None, typer.Option(help="Tokens a sequence.")] = None,
    start_from: Annotated[
        str | None, typer.Option("--from", metavar="MODEL", help="A finished model that learns on with these texts.")
    ] = None,
    instant: Annotated[
        bool, typer.Option("--instant", help="Only count the texts: suggestions in seconds, without a network.")
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the interrupted run of that name.")] = False,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Train a language model on FILES, or follow a recipe."""
    sources = tuple(file.absolute() for file in files or ())
    training: dict[str, Any] = {
        "valid_fraction": valid_fraction,
        "dropout": dropout,
        "learning_rate": learning_rate,
        "batch_size": batch_size,
        "seq_length": seq_length,
        "seed": seed,
    }
    training = _given(training)
    shape = _given({"unit": unit, "words": words, "cell": cell, "layers": layers, "units": units})
    data = _given({"column": column, "valid": valid.absolute() if valid else None})
    cleaning = chosen(only_speaker, keep_urls, drop_duplicates, uncleaned, mask_secrets)
    if cleaning != Cleaning():
        data["cleaning"] = cleaning
    end = _given({"minutes": minutes, "epochs": epochs})
    labelled = {"ham": tuple(p.absolute() for p in ham or ()), "spam": tuple(p.absolute() for p in spam or ())}
    if resume:
        if sources or training or shape or data or end or recipe or start_from or any(labelled.values()):
            raise ConfigError(
                "An interrupted run goes on with its own texts and settings.", "Give only --name and --resume."
            )
        job = TrainingJob.checked(name=_named(name), models_dir=library(models_dir), resume=True)
    elif recipe is not None:
        if start_from is not None:
            raise ConfigError("A recipe begins with a new network.", "Leave --from out, or leave --recipe out.")
        if shape:
            raise ConfigError(
                "A recipe has its own network.", f"Leave --{next(iter(shape))} out, or leave --recipe out."
            )
        job = _recipe_job(recipe, name or recipe, library(models_dir), sources, labelled, {**data, **end}, training)
    elif start_from is not None:
        if shape:
            raise ConfigError("A model that learns on keeps its own network.", f"Leave --{next(iter(shape))} out.")
        job = _continuing_job(_named(name), library(models_dir), sources, start_from, {**data, **end, **training})
    else:
        job = _own_job(_named(name), library(models_dir), sources, {**shape, **data, **end}, training)
        job = job.replaced(instant=instant)
    outcome = run(job)
    shown = _shown(job) if outcome.saved else []
    if as_json:
        say_json(
            {
                "name": outcome.finished.name,
                "reason": outcome.finished.reason,
                "saved": outcome.saved,
                "models_dir": str(job.models_dir),
                **outcome.finished.metrics,
                "parameters": outcome.started.parameters if outcome.started else 0,
                "history": [asdict(record) for record in outcome.epochs],
                "shown": shown,
            }
        )
        return
    _tell(outcome, shown)


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The options that were named."""
    return {key: value for key, value in options.items() if value is not None}


def _named(name: str) -> str:
    if not name:
        raise ConfigError("The model needs a name.", "Add --name NAME.")
    return name


def _recipe_job(
    recipe: str,
    name: str,
    models_dir: Path,
    sources: tuple[Path, ...],
    labelled: dict[str, tuple[Path, ...]],
    options: dict[str, Any],
    training: dict[str, Any],
) -> TrainingJob:
    from engine.runs.seminar import recipe_job

    if sources:
        _refuse_missing(sources)
    valid = options.pop("valid", None)
    cleaning = options.pop("cleaning", Cleaning())
    job = recipe_job(
        recipe,
        job_name=name,
        models_dir=models_dir,
        sources=sources,
        ham=labelled["ham"],
        spam=labelled["spam"],
        **options,
    )
    if sources and job.model.kind == "classifier":
        raise ConfigError("This recipe learns from labelled messages.", "Name them with --ham and --spam.")
    if not training and valid is None and cleaning == Cleaning():
        return job
    return job.replaced(cleaning=cleaning, training=job.training.replaced(**training).model_dump(), valid=valid)


def _own_job(
    name: str, models_dir: Path, sources: tuple[Path, ...], options: dict[str, Any], training: dict[str, Any]
) -> TrainingJob:
    from engine.runs.sizing import suggested_job

    _refuse_missing(sources)
    options["unit"] = cast(Unit, options.get("unit", "char"))
    options["cell"] = cast(Cell, options.get("cell", "lstm"))
    options["word_style"] = cast(WordStyle, options.pop("words", "text"))
    characters = _characters(sources, options)
    return suggested_job(name, models_dir, sources, characters, **options, **training)


def _continuing_job(
    name: str, models_dir: Path, sources: tuple[Path, ...], start_from: str, options: dict[str, Any]
) -> TrainingJob:
    from engine.runs.continuing import continuing_job

    _refuse_missing(sources)
    characters = _characters(sources, options)
    return continuing_job(name, models_dir, sources, characters, start_from=start_from, **options)


def _refuse_missing(sources: tuple[Path, ...]) -> None:
    """A misspelt name must not be passed over because others are there."""
    if not sources:
        raise ConfigError("There is no text to train on.", "Name at least one file or folder.")
    for path in sources:
        try:
            path.stat()
        except OSError as error:
            raise CorpusError(
                f"“{path.name}” cannot be read: {error.strerror}.", "Check the name of the file."
            ) from error


def _characters(sources: tuple[Path, ...], options: dict[str, Any]) -> int:
    """How much text there is, so that the network fits it."""
    from engine.corpus import CorpusLibrary, count_characters

    return count_characters(
        sources,
        column=options.get("column"),
        cleaning=options.get("cleaning", Cleaning()),
        cache_folder=CorpusLibrary(paths.corpora_dir()).cache_folder,
    )


def _shown(job: TrainingJob) -> list[dict[str, Any]]:
    """What the recipe shows once it is trained: its seeds completed, or its messages judged."""
    from engine.runs.showing import shown_results

    return shown_results(job)


def _tell(outcome: Outcome, shown: list[dict[str, Any]]) -> None:
    """The result for people."""
    finished = outcome.finished
    metrics = finished.metrics
    for row in metrics.get("table", ()):
        loss, perplexity = (f"{row[key]:.3f}" if row[key] is not None else "–" for key in ("val_loss", "perplexity"))
        say(
            f"{row['cell'].upper():5} {row['share']:4.0%} of the text  held-out loss {loss}  "
            f"perplexity {perplexity}  {plain_time(row['seconds'])}"
        )
    classifier = "ham_loss" in metrics
    labels = {
        "val_loss": "held-out loss {:.3f} nats per " + ("message" if classifier else "token"),
        "ngram_loss": "plain n-gram {:.3f}",
        "mixed_loss": ("both together" if "val_loss" in metrics else "with what was just typed") + " {:.3f}",
        "perplexity": "perplexity {:.2f}",
        "bits_per_char": "{:.3f} bits per character",
        "copied_share": "{:.0%} of what it writes is copied",
        "train_accuracy": "training accuracy {:.4f}",
        "accuracy": "held-out accuracy {:.4f}",
        "f1": "F1 {:.3f}",
        "ham_loss": "ham loss {:.2%}",
    }
    figures = [text.format(metrics[key]) for key, text in labels.items() if isinstance(metrics.get(key), (int, float))]
    if figures:
        say("; ".join(figures) + ".")
    if metrics.get("finding"):
        say(metrics["finding"])
    for row in shown:
        said = f"{row['verdict']} ({row['probability']:.2f})" if "verdict" in row else row["text"]
        say(f"{row['seed']}  →  {said}")
    if outcome.saved:
        use = f'spam check "{finished.name}" FILE' if classifier else f'complete "{finished.name}" SEED'
        say(f"“{finished.name}” is ready after {plain_time(finished.seconds)}: maeari {use}")
