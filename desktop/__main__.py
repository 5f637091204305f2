"""The `maeari` command: a sub-command works in the terminal; without one the window opens."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_IMPORTED = time.time()

TERMINAL_OPTIONS = ("--help", "-h", "--version", "--install-completion", "--show-completion")
# Files that the window opens; every other word is a sub-command.
MAILS = (".eml", ".mbox", ".mbx")
TEXTS = (".txt", ".md", ".csv", ".tsv", ".jsonl", ".html", ".htm", ".pdf", ".docx", ".odt", ".rtf", ".hwp", ".hwpx")
FILE_SUFFIXES = frozenset((".maeari", *MAILS, *TEXTS))
# What Qt's own window system plugin loads at its start; without them it ends the process with an abort.
QT_LIBRARIES = ("libxcb-cursor.so.0", "libEGL.so.1", "libxkbcommon.so.0")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs Maeari with the given arguments (those of the process by default); returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    multiprocessing.freeze_support()
    if any(argument in TERMINAL_OPTIONS or _is_sub_command(argument) for argument in arguments[:1]):
        from engine.cli import main as terminal

        return int(terminal(arguments))
    options = _parser().parse_args(arguments)
    problem = display_problem()
    if problem:
        sys.stderr.write(problem + "\n")
        return 2

    files = [file.absolute() for file in options.files]
    instance = None
    if not options.exit_after_show:
        from desktop.system.instance import Instance, instance_folder

        instance = Instance(instance_folder())
        if not instance.claim():
            if instance.pass_on(files):
                return 0
            if not instance.take_over():
                sys.stderr.write("Maeari is already open but does not answer: close its window, then start it again.\n")
                return 2

    from desktop.app import run

    return run(
        models_dir=options.models_dir,
        exit_after_show=options.exit_after_show,
        started=process_started(),
        instance=instance,
        files=files,
    )


def _is_sub_command(argument: str) -> bool:
    if argument.startswith("-"):
        return False
    return Path(argument).suffix.lower() not in FILE_SUFFIXES


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="maeari", description="Opens the window of Maeari.", add_help=False)
    parser.add_argument("files", nargs="*", type=Path, help="models, mails and texts to open")
    parser.add_argument("--models-dir", type=Path, default=None, help="the folder of the models")
    parser.add_argument(
        "--exit-after-show", action="store_true", help="print the milliseconds to the first painted frame, and leave"
    )
    return parser


def display_problem() -> str:
    """One sentence where no window can open here; empty where one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return (
            "Maeari cannot open its window because there is no display here: "
            "run “maeari demo” to do the main job in the terminal."
        )
    missing = [name for name in QT_LIBRARIES if not _loads(name)]
    if missing:
        return (
            f"Maeari cannot open its window because the system library {missing[0]} is missing: "
            "“make run” installs it, and “maeari demo” does the main job in the terminal without it."
        )
    return ""


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def process_started() -> float:
    """When this process began, as seconds since the epoch; elsewhere than on Linux, when this module was imported."""
    try:
        ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
        uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
        return time.time() - (uptime - ticks / os.sysconf("SC_CLK_TCK"))
    except (OSError, ValueError, IndexError, AttributeError):
        return _IMPORTED


if __name__ == "__main__":
    sys.exit(main())
