"""`maeari corpus import` and `maeari corpus list`."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine import paths
from engine.cli.output import AsJson, ModelsDir, note, plain_time, say, say_json
from engine.cli.running import InterruptControl
from engine.errors import CorpusError

if TYPE_CHECKING:
    from engine.corpus import CorpusEntry, CorpusLibrary, ImportReport

_SHOWN = 30  # files that are left out, by name
_STOPPED = 130  # as a program ends that Ctrl+C ended


def import_corpus(
    files: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Texts, tables, documents, chats or folders.")],
    name: Annotated[str | None, typer.Option(help="The corpus' name; without one, that of the first file.")] = None,
    column: Annotated[str | None, typer.Option(help="The column of a table that holds the texts.")] = None,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> int:
    """Read files and folders into the list of corpora and report on each file. Ctrl+C stops; the same again goes on."""
    del models_dir  # every command takes it; this one reads no model
    from engine.corpus import CorpusLibrary, import_files

    library = CorpusLibrary(paths.corpora_dir())
    entry, is_new = _entry(library, files, name, column)
    control, line = InterruptControl(), _ProgressLine()
    with control.listening():
        report = import_files(
            entry.paths,
            library.cache_folder,
            column=column,
            encodings=dict(entry.cleaning.encodings),
            progress=line.show,
            should_stop=lambda: control.stopped,
        )
    line.end()
    if not report.stopped and not report.characters:
        if is_new:
            library.remove(entry.id)
        raise _nothing(report)
    library.keep_report(entry.id, report)
    if as_json:
        listed = [{**asdict(file), "path": str(file.path)} for file in report.files]
        facts = {"id": entry.id, "name": entry.name, "characters": report.characters}
        say_json({**facts, **asdict(report), "files": listed})
    else:
        _say_report(report, entry)
    if report.stopped:
        note("Stopped; what was read is kept. The same command goes on from there.")
    return _STOPPED if report.stopped else 0


def list_corpora(models_dir: ModelsDir = None, as_json: AsJson = False) -> None:
    """The corpora of the list, and what changed in their files since they were imported."""
    del models_dir
    from engine.corpus import CorpusLibrary, corpus_changes

    library = CorpusLibrary(paths.corpora_dir())
    rows = []
    for entry in library.entries():
        report = library.report(entry.id)
        changes = corpus_changes(entry.paths, report) if report else None
        rows.append(
            {
                "id": entry.id,
                "name": entry.name,
                "sample": entry.sample,
                "paths": [str(path) for path in entry.paths],
                "column": entry.column,
                "missing": entry.missing,
                "imported": report is not None and not report.stopped,
                "characters": report.characters if report else None,
                "changed": changes.count if changes else None,
            }
        )
    if as_json:
        say_json({"corpora": rows, "problem": library.problem})
        return
    for row in rows:
        say(f"{row['name']}  ({_state(row)})")
    if library.problem:
        note(library.problem)


def _state(row: dict[str, object]) -> str:
    if row["missing"]:
        return "files are missing"
    if row["sample"]:
        return "a sample that comes with Maeari"
    if row["characters"] is None:
        return "not imported"
    words = f"{row['characters']:,} characters" + ("" if row["imported"] else ", not all imported")
    changed = row["changed"]
    return f"{words}, {changed} {'file' if changed == 1 else 'files'} changed since" if changed else words


def _entry(library: CorpusLibrary, files: list[Path], name: str | None, column: str | None) -> tuple[CorpusEntry, bool]:
    """The corpus of these files, which is put on the list where it is not yet; and whether it was."""
    places = tuple(Path(os.path.abspath(path)) for path in files)
    for entry in library.entries():
        if not entry.sample and (entry.paths, entry.column) == (places, column) and name in (None, entry.name):
            return entry, False
    title = name if name is not None else places[0].stem or places[0].name or "Corpus"
    return library.add(title, places, column=column), True


def _nothing(report: ImportReport) -> CorpusError:
    if not report.files:
        return CorpusError("There are no text files.", "Choose a folder with .txt, .md or .csv files.")
    first = report.files[0]
    reason = first.reason[:1].lower() + first.reason[1:]
    many = "" if len(report.files) == 1 else f"None of the {len(report.files)} files can be read; the first: "
    return CorpusError(f"{many}“{_shown(first.path)}” cannot be read: {reason}", first.hint)


def _say_report(report: ImportReport, entry: CorpusEntry) -> None:
    read, cached, skipped = (report.count(status) for status in ("read", "cached", "skipped"))
    say(f"“{entry.name}”: {read + cached:,} files, {report.characters:,} characters; {skipped:,} left out")
    if cached:
        say(f"known from before: {cached:,}")
    kinds: dict[str, int] = {}
    for file in report.files:
        if file.status != "skipped":
            kind = f"{file.encoding}, {file.language}"
            kinds[kind] = kinds.get(kind, 0) + 1
            if file.replaced:
                say(f"{_shown(file.path)}: {file.replaced:,} characters not decodable")
    if kinds:
        say("; ".join(f"{kind}: {count:,}" for kind, count in sorted(kinds.items(), key=lambda item: -item[1])))
    for file in report.skipped[:_SHOWN]:
        say(f"Left out: {_shown(file.path)}. {file.reason}")
    if skipped > _SHOWN:
        say(f"Left out: {skipped - _SHOWN:,} more; --json names all of them.")
    for sentence in report.notes:
        say(sentence)
    say(f"{report.bytes / 1e6:,.1f} MB in {plain_time(report.seconds)}")


def _shown(path: Path) -> str:
    """A file's name without signs that would move the cursor."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in path.name or str(path))


class _ProgressLine:
    """How far an import is: rewritten in place in a terminal, else a line every ten seconds."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = time.monotonic()
        self._open = False

    def show(self, done: int, total: int, files_done: int, files: int, path: Path) -> None:
        """Tells the progress of `import_files`."""
        now = time.monotonic()
        if not self._live and now - self._last < 10.0:
            return
        self._last = now
        share = done / total if total else 1.0
        text = f"{share:4.0%}  {files_done:,} of {files:,} files  {done / 1e6:,.1f} of {total / 1e6:,.1f} MB"
        if self._live:
            sys.stderr.write(f"\r\x1b[K{text}  {_shown(path)[:40]}")
            sys.stderr.flush()
            self._open = True
        else:
            note(text)

    def end(self) -> None:
        """Takes the line away."""
        if self._open:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
