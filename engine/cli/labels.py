"""`maeari labels train | check | evaluate`: any labelled texts, two labels or more."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.output import AsJson, ModelsDir, library, note, plain_time, say, say_json
from engine.errors import CorpusError

if TYPE_CHECKING:
    from engine.labels.checker import LabelChecker, LabelReport
    from engine.spam.counterfactual import Counterfactual

app = typer.Typer(
    help="Train on any labelled texts, such as film reviews, and ask for the label of others.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Table = Annotated[Path, typer.Argument(metavar="TABLE", help="A .csv, .tsv or .jsonl file, a text a row.")]
Model = Annotated[str, typer.Argument(metavar="MODEL", help="The name of a model of labels.")]
Limit = Annotated[int, typer.Option(min=0, help="At most so many texts, drawn at random; 0: 20,000.")]


@app.command()
def train(
    table: Table,
    label: Annotated[str, typer.Option(metavar="COLUMN", help="The column of the labels.")],
    text: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column of the texts; without it the only one.")
    ] = None,
    name: Annotated[str, typer.Option(help="The name of the model.")] = "labels",
    limit: Limit = 0,
    seed: Annotated[int, typer.Option(min=0, help="Of all random numbers.")] = 0,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Learn the labels of a table."""
    from engine.cli.running import run
    from engine.labels.training import labels_job

    outcome = run(labels_job(name, library(models_dir), table, text=text, label=label, limit=limit, seed=seed))
    finished = outcome.finished
    if as_json:
        say_json({"name": finished.name, "reason": finished.reason, "saved": outcome.saved, **finished.metrics})
        return
    if not outcome.saved:
        return
    figures = _figures(finished.metrics)
    say(f"{figures} on the held-out part." if figures else "Too few texts were held out to say how good it is.")
    say(f'“{finished.name}” is ready after {plain_time(finished.seconds)}: maeari labels check "{finished.name}" FILE')


@app.command()
def check(
    model: Model,
    file: Annotated[
        Path, typer.Argument(metavar="FILE|-", help="A text, mail, table or folder; - or none: standard input.")
    ] = Path("-"),
    text: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="The texts of a table; as it was trained without it."),
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the labels as a table as well.")
    ] = None,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Say which label a text has, and why; of a table, folder or mailbox, a line a text and a summary."""
    from engine.labels.checker import open_label_checker
    from engine.spam.counterfactual import counterfactuals

    checker = open_label_checker(library(models_dir), model)
    if csv is not None or text is not None or _is_many(file):
        _check_many(checker, file, text, csv, as_json=as_json)
        return
    source = _source(file)
    report = checker.check(source)
    told = _told("-" if str(file) == "-" else file.name, report, counterfactuals(checker, source, report))
    if as_json:
        say_json(told)
    else:
        _tell(told)


@app.command()
def evaluate(
    model: Model,
    table: Table,
    text: Annotated[str | None, typer.Option(metavar="COLUMN", help="As it was trained without it.")] = None,
    label: Annotated[str | None, typer.Option(metavar="COLUMN", help="As it was trained without it.")] = None,
    limit: Limit = 0,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Score a model of labels on a table that it never saw."""
    from engine.labels.checker import open_label_checker
    from engine.labels.table import read_labelled_texts

    checker = open_label_checker(library(models_dir), model)
    own_text, own_label = checker.columns
    data = read_labelled_texts(table, text=text or own_text, label=label or own_label, limit=limit, names=checker.names)
    figures, each = checker.evaluate(data.texts, data.labels)
    if as_json:
        say_json({"model": checker.info.name, **figures, "left_out": data.left_out, "each": each})
        return
    if data.left_out:
        note(f"Rows without a text or with an unknown label were left out: {data.left_out:,}.")
    say(_figures(figures) + ".")
    for name, row in each.items():
        say(f"{name}: {row['texts']:,} texts, precision {row['precision']:.3f}, recall {row['recall']:.3f}")


def _is_many(file: Path) -> bool:
    from engine.labels.table import TABLES
    from engine.spam.batches import MAILBOXES

    return file.is_dir() or file.suffix.lower() in (*TABLES, *MAILBOXES)


def _check_many(checker: LabelChecker, file: Path, text: str | None, csv: Path | None, *, as_json: bool) -> None:
    """A line a text as it comes, and a summary."""
    from engine.labels.batches import LabelBatch, LabelRow, write_label_csv
    from engine.spam.batches import Unread

    if not file.exists():
        raise CorpusError(f"“{file.name}” was not found.", "Check the name and the folder.")
    batch = LabelBatch(checker, [file], column=text)
    rows: list[LabelRow] = []
    unread: list[str] = []
    for found in batch:
        if isinstance(found, Unread):
            unread.append(found.sentence)
            note(found.sentence)
            continue
        rows.append(found)
        if not as_json:
            sign = "?" if found.unsure else " "
            say(f"{sign} {found.probability:.2f}  {found.label}  {found.name}  {found.title[:80]}")
    if csv is not None:
        write_label_csv(csv, rows)
    if as_json:
        results = [{**asdict(row), "path": str(row.path)} for row in rows]
        summary = {"texts": len(rows), "unsure": batch.unsure, "labels": dict(batch.counts), "unread": unread}
        say_json({"results": results, "summary": summary})
    elif rows or not unread:
        say(batch.summary)
    if unread and not rows:
        raise CorpusError("No text could be read.", "Choose a table, a text or a folder of them.")


def _source(file: Path) -> str | bytes:
    """What is judged: standard input and mails as they are, anything else as the text of its file."""
    if str(file) == "-":
        return sys.stdin.buffer.read()
    if file.suffix.lower() == ".eml":
        from engine.spam.mailbox import iter_mailbox

        return next(iter_mailbox(file), b"")
    from engine.corpus import read_corpus

    return read_corpus([file]).text


def _figures(metrics: dict[str, Any]) -> str:
    """The figures that people ask for, in one line."""
    texts = {
        "accuracy": "accuracy {:.4f}",
        "majority_share": "always the commonest label {:.4f}",
        "macro_f1": "macro F1 {:.4f}",
        "ece": "calibration error {:.4f}",
        "unsure": "unsure {:.1%}",
        "sure_accuracy": "accuracy where it is sure {:.4f}",
    }
    return ", ".join(text.format(metrics[key]) for key, text in texts.items() if isinstance(metrics.get(key), float))


def _told(name: str, report: LabelReport, sentences: tuple[Counterfactual, ...]) -> dict[str, Any]:
    """A report as plain data."""
    return {
        "file": name,
        "label": report.label,
        "probability": report.probability,
        "unsure": report.unsure,
        "reason": report.reason,
        "scores": dict(report.scores),
        "evidence": {
            label: [{"text": e.text, "shown": e.shown, "weight": e.weight} for e in found]
            for label, found in report.reasons.items()
        },
        "without_sentence": [{"text": s.text, "before": s.before, "after": s.after} for s in sentences],
        "notes": list(report.notes),
    }


def _tell(told: dict[str, Any]) -> None:
    unsure = "unsure, perhaps " if told["unsure"] else ""
    say(f"{told['file']}: {unsure}{told['label']} ({told['probability']:.2f}) {told['reason']}".rstrip())
    others = [f"{name} {p:.2f}" for name, p in list(told["scores"].items())[1:6]]
    say("  others: " + ", ".join(others))
    for sign, heading in ((1, "speaks for it"), (-1, "speaks against it")):
        words = [e for e in told["evidence"].get(told["label"], ()) if e["weight"] * sign > 0][:6]
        if words:
            say(f"  {heading}: " + ", ".join(f"{e['shown']} ({e['weight']:+.2f})" for e in words))
    for s in told["without_sentence"]:
        text = " ".join(s["text"].split())
        short = text if len(text) <= 60 else f"{text[:59]}…"
        say(f"  without “{short}” it {'falls' if s['after'] < s['before'] else 'rises'} from {s['before']:.2f} to "
            f"{s['after']:.2f}")  # fmt: skip
    for line in told["notes"]:
        say(f"  {line}")
