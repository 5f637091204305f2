"""`maeari spam check | mark | corrections`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from engine.cli.output import AsJson, ModelsDir, library, note, say, say_json
from engine.errors import MessageError

if TYPE_CHECKING:
    from engine.spam.batches import BatchRow
    from engine.spam.classifier import SpamChecker, SpamReport
    from engine.spam.corrections import Corrections
    from engine.spam.counterfactual import Counterfactual
    from engine.spam.marks import Label

Model = Annotated[str, typer.Argument(metavar="MODEL", help="The name of a spam checker.")]

EXPLAINED = 20  # of so many named files each verdict is explained; beyond, and in folders and mailboxes, a line each


def check(
    model: Model,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...|-", help="Mails, mailboxes or folders; - or none: standard input."),
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the verdicts as a table as well.")
    ] = None,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Say of each mail whether it is spam, and why; of folders and mailboxes, a line a mail and a summary."""
    from engine.spam.batches import rescored, row_of, write_csv
    from engine.spam.counterfactual import counterfactuals

    checker, corrections = _opened(models_dir, model)
    named = paths or [Path("-")]
    if _is_many(named):
        _check_many(checker, corrections, named, csv, as_json=as_json)
        return
    rows, results = [], []
    for file, source in _sources(named):
        own = checker.check(source)
        report = corrections.apply(own)
        results.append(_told("-" if str(file) == "-" else file.name, report, counterfactuals(checker, source, own)))
        rows += rescored(corrections, [row_of(own, file)])
        if not as_json:
            _tell(results[-1])
    if csv is not None:
        write_csv(csv, rows)
    if as_json:
        say_json(results[0] if len(results) == 1 else {"results": results})


def mark(
    model: Model,
    label: Annotated[str, typer.Argument(metavar="spam|normal", help="What the mail is.")],
    file: Annotated[Path, typer.Argument(metavar="FILE|-", help="A mail; - : standard input.")] = Path("-"),
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Say what a mail is: that counts at once for it and its near-duplicates, and teaches the checker."""
    if label not in ("spam", "normal"):
        raise MessageError(f"A mail is spam or normal, not “{label}”.", "Write spam or normal behind the model's name.")
    checker, corrections = _opened(models_dir, model)
    sources = list(_sources([file]))
    if len(sources) != 1:
        raise MessageError(f"“{file.name}” holds {len(sources):,} mails.", "Mark one mail at a time.")
    taught = corrections.mark(checker.check(sources[0][1], explain=False), cast("Label", label))
    if as_json:
        say_json({"marked": label, "learned": taught.learned, "refused": taught.refused, **_standing(corrections)})
        return
    say(f"Marked as {label}. {taught.refused}".rstrip())
    for sentence in corrections.advice():
        say(sentence)


def corrections(
    model: Model,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last mark, or a reset, back.")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Forget all marks; --undo brings them back.")] = False,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Show the marks that were made on a checker's mails, or take them back."""
    if undo and reset:
        raise MessageError("A reset and an undo exclude each other.", "Name one of them.")
    own = _opened(models_dir, model)[1]
    changed = own.undo() if undo else False
    if reset:
        own.reset()
        changed = True
    if as_json:
        say_json({"changed": changed, **_standing(own), "snapshots": [list(s) for s in own.snapshots()]})
        return
    if undo:
        say("The last mark was taken back." if changed else "There is no mark to undo.")
    if reset:
        say("All marks are forgotten; --undo brings them back.")
    say(f"{own.spam:,} marked as spam, {own.normal:,} as normal.")
    if own.active:
        say("The checker has learned from them.")
    for sentence in own.advice():
        say(sentence)


def _opened(models_dir: Path | None, model: str) -> tuple[SpamChecker, Corrections]:
    from engine.spam.classifier import open_spam_checker
    from engine.spam.corrections import open_corrections

    checker = open_spam_checker(library(models_dir), model)
    found = open_corrections(library(models_dir), checker)
    if found.problem:
        note(found.problem)
    return checker, found


def _standing(own: Corrections) -> dict[str, Any]:
    spam, normal = own.needed
    return {
        "spam": own.spam,
        "normal": own.normal,
        "needed": {"spam": spam, "normal": normal},
        "active": own.active,
        "lopsided": own.lopsided,
        "problem": own.problem,
    }


def _is_many(paths: list[Path]) -> bool:
    from engine.spam.batches import MAILBOXES

    return len(paths) > EXPLAINED or any(path.is_dir() or path.suffix.lower() in MAILBOXES for path in paths)


def _check_many(checker: SpamChecker, own: Corrections, paths: list[Path], csv: Path | None, *, as_json: bool) -> None:
    """A line a mail as it comes, and a summary. Only what goes into a file or a JSON object is kept."""
    from engine.spam.batches import Batch, Unread, mail_files, write_csv

    for path in paths:
        if str(path) != "-" and not path.exists():
            raise MessageError(f"“{path.name}” was not found.", "Check the name and the folder.")
    if not mail_files(paths):
        raise MessageError("There is no mail in the named files.", "Name an .eml file, an .mbox file or a folder.")
    batch = Batch(checker, paths, corrections=own)
    rows: list[BatchRow] = []
    unread: list[str] = []
    for found in batch:
        if isinstance(found, Unread):
            unread.append(found.sentence)
            note(found.sentence)
            continue
        if csv is not None or as_json:
            rows.append(found)
        if not as_json:
            say(f"{found.verdict:6} {found.probability:.2f}  {found.name}  {found.subject}".rstrip())
    if csv is not None:
        write_csv(csv, rows)
    if as_json:
        results = [_plain(row) for row in rows]
        say_json({"results": results, "summary": {**batch.counts, "mails": len(rows), "unread": unread}})
    else:
        say(batch.summary)


def _plain(row: BatchRow) -> dict[str, Any]:
    return {
        "file": row.name,
        "path": str(row.path),
        "place": row.place,
        "verdict": row.verdict,
        "probability": row.probability,
        "decided_by": row.decided_by,
        "subject": row.subject,
        "sender": row.sender,
        "date": row.date,
    }


def _sources(files: list[Path]) -> Iterator[tuple[Path, str | bytes]]:
    """Every mail of the named files: standard input is a pasted text or a raw mail, a .txt file a text."""
    from engine.spam.mailbox import iter_mailbox

    for file in files:
        if str(file) == "-":
            yield file, sys.stdin.buffer.read()
        elif file.suffix.lower() == ".txt" and file.is_file():
            from engine.corpus import read_corpus

            yield file, read_corpus([file]).text
        else:
            count = 0
            for mail in iter_mailbox(file):
                count += 1
                yield file, mail
            if not count:
                raise MessageError(f"There is no mail in “{file.name}”.", "Name an .eml file, an .mbox or a folder.")


def _told(label: str, report: SpamReport, sentences: tuple[Counterfactual, ...]) -> dict[str, Any]:
    """A report as plain data."""
    return {
        "file": label,
        "verdict": report.verdict,
        "probability": report.probability,
        "reason": report.reason,
        "decided_by": report.decided_by,
        "evidence": [{"text": e.text, "shown": e.shown, "weight": e.weight} for e in report.evidence],
        "without_sentence": [{"text": s.text, "before": s.before, "after": s.after} for s in sentences],
        "facts": list(report.facts),
        "contradictions": list(report.contradictions),
        "notes": list(report.notes),
    }


def _tell(told: dict[str, Any]) -> None:
    decided = {"mark": " You marked it so.", "similar": " You marked one that is nearly the same."}
    say(
        f"{told['file']}: {told['verdict']} ({told['probability']:.2f}) {told['reason']}".rstrip()
        + decided.get(told["decided_by"], "")
    )
    for sign, heading in ((1, "speaks for spam"), (-1, "speaks against")):
        words = [e for e in told["evidence"] if e["weight"] * sign > 0][:6]
        if words:
            say(f"  {heading}: " + ", ".join(f"{e['shown']} ({e['weight']:+.2f})" for e in words))
    for s in told["without_sentence"]:
        text = " ".join(s["text"].split())
        short = text if len(text) <= 60 else f"{text[:59]}…"
        moves = "falls" if s["after"] < s["before"] else "rises"
        say(f"  without “{short}” it {moves} from {s['before']:.2f} to {s['after']:.2f}")
    for line in (*told["facts"], *told["notes"]):
        say(f"  {'! ' if line in told['contradictions'] else ''}{line}")
