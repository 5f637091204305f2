"""The command line: every job of the window in the terminal. Never imports Qt; imports TensorFlow only to train.

`--json` prints one JSON object on standard output and nothing else; progress goes to standard error. A mistake of the
user ends with exit code 2 and one sentence.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from engine import __version__
from engine.cli import canaries, corpus_import, data, demo, labels, library, spam, trace, train, write
from engine.cli.output import failed
from engine.errors import as_engine_error

app = typer.Typer(
    name="maeari",
    help="Train a language model on your own texts and write with it; everything stays on this machine. "
    "Without a command the window opens.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"maeari {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    del version


app.command("train")(train.train)
app.command("complete")(write.complete)
app.command("evaluate")(write.evaluate)
app.command("trace")(trace.trace)
app.command("canaries")(canaries.canaries)
app.add_typer(spam.app, name="spam")
app.add_typer(labels.app, name="labels")
app.add_typer(library.models, name="models")
library.corpus.command("import")(corpus_import.import_corpus)
library.corpus.command("list")(corpus_import.list_corpora)
app.add_typer(library.corpus, name="corpus")
app.add_typer(data.app, name="data")
app.command("recipes")(library.recipes)
app.command("demo")(demo.demo)

COMMANDS = (
    "train", "complete", "evaluate", "trace", "canaries", "spam", "labels", "models", "corpus", "data", "recipes",
    "demo",
)  # fmt: skip


def main(argv: list[str]) -> int:
    """Runs one command. Returns the exit code: 0, 2 for a mistake of the user, 130 when interrupted."""
    as_json = "--json" in argv
    _write_any_text()
    try:
        result = app(args=argv, prog_name="maeari", standalone_mode=False)
    except TyperException as error:
        return _misused(error, as_json=as_json)
    except typer.Exit as error:
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        print("Interrupted.", file=sys.stderr)  # noqa: T201
        return 130
    except BrokenPipeError:
        # The reader of our output, such as `head`, has left.
        sys.stderr.close()
        return 0
    except Exception as error:
        known = as_engine_error(error)
        if os.environ.get("MAEARI_DEBUG"):
            raise
        return failed(known.message, known.hint, as_json=as_json)
    return result if isinstance(result, int) else 0


def _write_any_text() -> None:
    """Lets every text be printed: UTF-8 into files and pipes, and an escape for what a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _misused(error: TyperException, *, as_json: bool) -> int:
    """Says what is wrong with the words of a command, and where help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "maeari"
    format_message = getattr(error, "format_message", lambda: str(error))
    return failed(format_message(), f"See {command} --help.", as_json=as_json)
