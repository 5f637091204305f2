"""The main job under a guard of sockets: `python tests/offline_job.py FOLDER` (run by tests/desktop/test_offline.py).

Trains a tiny model, writes with it, checks a mail, opens the window and closes it. Prints one JSON object: the network
interfaces, what asked for a socket to somewhere, and what each step brought.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

# What Python reports before it reaches for another machine, or offers itself to one.
EVENTS = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
    "urllib.Request",
    "http.client.connect",
    "ftplib.connect",
    "smtplib.connect",
)
asked: list[str] = []
MAIL = "Subject: You have won\n\nClaim your guaranteed cash prize now at http://prize.example.net before midnight!!!\n"


def guard(event: str, args: tuple[object, ...]) -> None:
    """Refuses and writes down every event of EVENTS."""
    if event not in EVENTS:
        return
    # urllib3, which Keras imports, tries whether this machine knows IPv6 by binding to its own loopback address.
    address = args[1] if len(args) > 1 else None
    if event == "socket.bind" and isinstance(address, tuple) and address[0] in ("::1", "127.0.0.1"):
        return
    asked.append(event)
    raise PermissionError(f"{event} under the guard")


def interfaces() -> list[str]:
    """The network interfaces beside the loopback one, and the routes; in an empty namespace none."""
    names = [line.split(":")[0].strip() for line in Path("/proc/net/dev").read_text(encoding="ascii").splitlines()[2:]]
    routes = Path("/proc/net/route").read_text(encoding="ascii").splitlines()[1:]
    return [name for name in names if name != "lo"] + [f"a route by {line.split()[0]}" for line in routes]


def train(folder: Path) -> str:
    """Trains an LSTM of eight units for an epoch; why it ended."""
    from engine.config import ModelConfig, TrainingConfig, TrainingJob
    from engine.events import TrainingFinished
    from engine.runs.jobs import run_job
    from engine.training.progress import NoControl

    text = folder / "text.txt"
    text.write_text("The lighthouse stood above the harbour, and the boats came home before the fog.\n" * 60, "utf-8")
    job = TrainingJob(
        name="tiny",
        models_dir=folder / "data" / "models",
        sources=(text,),
        model=ModelConfig(cell="lstm", units=8, embedding_dim=4),
        training=TrainingConfig(epochs=1),
    )
    ended = [event for event in run_job(job, NoControl()) if isinstance(event, TrainingFinished)]
    return ended[0].reason


def write(folder: Path) -> int:
    """Completes with the model; how many characters it wrote."""
    import engine

    completer = engine.open_completer(folder / "data" / "models", "tiny")
    (completion,) = completer.complete("The boats", engine.SamplingConfig(length=20))
    return len(completion.text)


def check() -> str:
    """Judges a mail with the sample model; the verdict."""
    import engine

    checker = engine.open_spam_checker(engine.paths.models_dir(), "Sample spam checker")
    return checker.check(MAIL).verdict


def window() -> bool:
    """Opens the whole window, lets every page be built, and closes it; whether that ended cleanly."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from desktop.app import Application
    from desktop.pages import PAGES

    application = Application(QApplication([]))
    application.window.show()
    for page in PAGES:
        application.window.show_page(page.name)
        loop = QEventLoop()
        QTimer.singleShot(100, loop.quit)
        loop.exec()
    return application.close()


def main(folder: Path) -> None:
    """Does the job and prints what it brought."""
    sys.addaudithook(guard)
    with contextlib.suppress(PermissionError):  # the guard works: this one is refused and not counted
        import socket

        socket.getaddrinfo("maeari.invalid", 80)
    guarded = asked == ["socket.getaddrinfo"]
    asked.clear()
    result = {
        "guarded": guarded,
        "interfaces": interfaces() if sys.platform.startswith("linux") else ["unknown"],
        "trained": train(folder),
        "written": write(folder),
        "verdict": check(),
        "closed": window(),
    }
    sys.stdout.write(json.dumps({**result, "asked": asked}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
