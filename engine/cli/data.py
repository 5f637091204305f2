"""`maeari data ...`: where the data is, moving it, a backup and its way back, and erasing everything."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine import paths
from engine.cli.output import AsJson, ModelsDir, note, say, say_json
from engine.userdata import backup, datafolder, datamove, restoring, stored

app = typer.Typer(
    help="Where the data is; move it, back it up, restore it, erase it.", no_args_is_help=True, rich_markup_mode=None
)
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


class _Percent:
    """How far it is, on standard error: rewritten in place in a terminal, else nothing."""

    def __init__(self) -> None:
        self._last = 0.0
        self._live = sys.stderr.isatty()

    def show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._live and (now - self._last > 0.1 or done == total):
            self._last = now
            sys.stderr.write(f"\r\x1b[K{done / max(1, total):4.0%}" if done < total else "\r\x1b[K")
            sys.stderr.flush()


@app.command()
def where(models_dir: ModelsDir = None, as_json: AsJson = False) -> None:
    """The data folder, its state, and every file that is kept."""
    state = datafolder.data_folder()
    things = stored.stored_things(models_dir)
    free = datafolder.free_bytes(state.folder)
    if as_json:
        say_json(
            {
                **asdict(state),
                "config": str(paths.config_dir()),
                "log": str(paths.log_dir()),
                "free_bytes": free,
                "stored": [asdict(thing) for thing in things],
            }
        )
        return
    say(f"{state.folder}  ({state.state}; {datafolder.megabytes(free)} free)")
    for sentence in (state.problem, state.hint):
        if sentence:
            say(sentence)
    if state.left_behind is not None:
        say(f"The folder before the last move still stands: {state.left_behind} (maeari data remove-old)")
    for thing in things:
        say(f"  {thing.kind}: {thing.name}  ({thing.size_bytes:,} bytes; {thing.changed[:10]})  {thing.path}")


@app.command()
def move(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="An empty folder, or one to be made.")],
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Copy the data to another folder, compare it, and use it from there."""
    del models_dir  # every command takes it; what is moved is the data folder
    old = paths.data_dir()
    plan = datamove.move_data(folder, report=_Percent().show)
    if plan is None:
        return
    if as_json:
        say_json({"moved": str(plan.target), "from": str(old), "files": plan.files, "bytes": plan.size_bytes})
    else:
        say(f"The data is in {plan.target} now. The old folder still stands: maeari data remove-old")


@app.command("remove-old")
def remove_old(yes: Yes = False, models_dir: ModelsDir = None, as_json: AsJson = False) -> None:
    """Remove the folder that the last move has left."""
    del models_dir
    old = datafolder.data_folder().left_behind
    if old is not None and not yes:
        typer.confirm(f"Remove the old data in {old}?", abort=True, err=True)
    removed = datamove.remove_left_behind()
    if as_json:
        say_json({"removed": str(removed) if removed else None})
    else:
        say(f"{removed} is removed." if removed else "There is no old folder.")


@app.command()
def use(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder with data of Maeari, or an empty one.")],
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Use a data folder that is there already; nothing is copied."""
    del models_dir
    datafolder.use_folder(folder)
    if as_json:
        say_json({"folder": str(paths.data_dir())})
    else:
        say(f"The data is in {paths.data_dir()} now.")


@app.command("backup")
def write_backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=f"Where to write it, such as mine{backup.SUFFIX}.")],
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Write models, pasted texts, conversations and settings into one file."""
    del models_dir
    info = backup.write_backup(file, report=_Percent().show)
    if info is None:
        return
    if as_json:
        say_json(asdict(info))
    else:
        say(f"{info.files} files are in {info.path}. They are your texts: keep the file as you keep those.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=f"A {backup.SUFFIX} file.")],
    yes: Yes = False,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Check a backup and put it in the place of the present data, which is kept."""
    del models_dir
    info = restoring.check_backup(file)
    if not yes:
        typer.confirm(f"Put the backup of {info.created[:10]} in the place of the present data?", abort=True, err=True)
    aside = restoring.restore_backup(file, report=_Percent().show)
    kept = str(aside) if aside is not None and aside.exists() else None
    if as_json:
        say_json({"restored": str(file), "files": info.files, "kept": kept})
    else:
        say(f"The backup of {info.created[:10]} is restored." + (f" What was there is in {kept}." if kept else ""))


@app.command()
def erase(yes: Yes = False, models_dir: ModelsDir = None, as_json: AsJson = False) -> None:
    """Erase models, pasted texts, conversations, settings and logs for good."""
    things = stored.stored_things(models_dir)
    if not yes:
        for thing in things:
            note(f"  {thing.kind}: {thing.name}")
        typer.confirm("Erase all of this for good? Files that are only linked stay.", abort=True, err=True)
    left = stored.erase_everything(models_dir)
    if as_json:
        say_json({"erased": len(things), "left": [str(path) for path in left]})
    else:
        say("Everything is erased." + "".join(f" Left, with files of yours: {path}." for path in left))
