"""What a person gets for their minutes: held-out loss after fixed times, by the defaults of `maeari train`.

`make bench-quality`. Each run is the command itself in a process of its own; nothing but the time, the unit and, for a
text that is split at blanks already, that fact is told. Needs the test data beside the project; what is missing is
skipped. `--only NAME ...` chooses runs, `--long` adds the two hours of Penn Treebank. The targets were set on a machine
of 351 GFLOP/s; `--equal` gives each run as many minutes as this machine takes for as many operations.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from engine import machine
from engine.inference.completer import open_completer
from engine.inference.evaluate import SCORED, evaluate

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
SHAKESPEARE = DATA / "text" / "en" / "tinyshakespeare.txt"

Parts = tuple[str, str]


@dataclass(frozen=True)
class Run:
    """One training: its texts (training, held out), minutes, further words of the command, and what it is held to."""

    name: str
    parts: Callable[[], Parts]
    minutes: float
    options: tuple[str, ...] = ()
    target: float | None = None
    metric: str = "val_loss"
    peer: str = ""


def shakespeare() -> Parts:
    """The published split."""
    text = SHAKESPEARE.read_text(encoding="utf-8")
    return text[:1_003_854], text[1_003_854:]


def ptb() -> Parts:
    """Training and test part of Penn Treebank; the end of a line is the token <eos>, the blanks around it are none."""
    texts = ((DATA / "ptb" / f"ptb.{part}.txt").read_text(encoding="utf-8") for part in ("train", "test"))
    train, test = ("".join(f"{line.strip()}\n" for line in text.splitlines()) for text in texts)
    return train, test


def tail(path: Path, *, encoding: str = "utf-8-sig") -> Callable[[], Parts]:
    """The first 90 % of a file and the rest."""

    def parts() -> Parts:
        text = path.read_text(encoding=encoding)
        cut = len(text) * 9 // 10
        return text[:cut], text[cut:]

    return parts


def reviews() -> Parts:
    """The first 40,000 Korean film reviews, and 4,000 others."""
    lines = (DATA / "text" / "ko" / "nsmc_ratings_train.tsv").read_text(encoding="utf-8").split("\n")[1:]
    texts = [line.split("\t")[1] for line in lines if line.count("\t") == 2]
    return "\n".join(texts[:40_000]), "\n".join(texts[40_000:44_000])


# Matrix products on two cores of the machine that the targets come from, operations a second.
PEER_FLOPS = 351e9
NANOGPT = "nanoGPT on a CPU: 1.886 in 82 s"
PTB = ("--unit", "word", "--words", "space")
RUNS = (
    Run("shakespeare-80s", shakespeare, 80 / 60, target=1.47, peer=NANOGPT),
    Run("shakespeare-300s", shakespeare, 5, target=1.43, peer=NANOGPT),
    Run("shakespeare-600s", shakespeare, 10, target=1.41, peer=NANOGPT),
    Run("alice-2min", tail(DATA / "text" / "en" / "alice.txt"), 2),
    Run("alice-words-2min", tail(DATA / "text" / "en" / "alice.txt"), 2, ("--unit", "word")),
    Run("korean-story-1min", tail(DATA / "text" / "ko" / "레디메이드인생.txt"), 1),
    Run("korean-reviews-5min", reviews, 5),
    Run("ptb-30min", ptb, 30, PTB, target=100, metric="perplexity", peer="Kneser-Ney 141.2, Zaremba small 115.9"),
    Run("ptb-2h", ptb, 120, PTB, target=82, metric="perplexity", peer="Zaremba medium 82.1"),
)


def run(one: Run, folder: Path) -> None:
    """Trains and prints one line."""
    try:
        train, valid = one.parts()
    except OSError:
        print(f"{one.name:20} skipped: its text is not there", flush=True)
        return
    files = [folder / f"{one.name}-{part}.txt" for part in ("train", "valid")]
    for file, text in zip(files, (train, valid), strict=True):
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "engine", "train", str(files[0]), "--valid", str(files[1]), "--name", one.name]
    command += ["--minutes", f"{one.minutes:.4f}", "--json", "--models-dir", str(folder / "models"), *one.options]
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    wall = time.monotonic() - start
    if done.returncode:
        print(f"{one.name:20} failed: {done.stderr.strip().splitlines()[-1:]}", flush=True)
        return
    result = json.loads(done.stdout)
    told = line(one, result, wall)
    if one.metric == "val_loss":
        told += "; " + answered(folder / "models", one.name, valid)
    print(told, flush=True)


def answered(models: Path, name: str, valid: str) -> str:
    """What the model reaches as it answers, with its n-gram and its cache, on the first 50,000 held-out tokens."""
    modes = evaluate(open_completer(models, name), valid, replayed=0)["modes"]
    losses = ", ".join(f"{mode} {modes[mode]['loss']:.4f}" for mode in ("network", "ngram", "both") if mode in modes)
    return f"on the first {SCORED:,} tokens {losses}"


def line(one: Run, result: dict[str, float], wall: float) -> str:
    """What is printed of a run."""
    value = result[one.metric]
    parts = [f"{one.name:20} {one.metric} {value:.4f}"]
    if one.metric == "val_loss":
        parts.append(f"{result['bits_per_char']:.3f} bits per character")
    if one.target is not None:
        parts.append(f"target {one.target} {'met' if value <= one.target else 'MISSED'}")
    ngram = result.get("ngram_loss")
    if ngram is not None:
        shown = math.exp(ngram) if one.metric == "perplexity" else ngram
        parts.append(f"Kneser-Ney n-gram {shown:.4f}")
    if result.get("expected_loss") is not None:
        low, mid, high = (result[f"expected_{key}"] for key in ("low", "loss", "high"))
        inside = low <= result["val_loss"] <= high
        parts.append(f"expected {mid:.3f} ({low:.3f} to {high:.3f}) {'inside' if inside else 'OUTSIDE'}")
    late = result["seconds"] / (one.minutes * 60) - 1
    parts.append(f"{result['seconds']:.1f} s of {one.minutes * 60:.0f} ({late:+.1%}), {wall:.0f} s in all")
    parts.append(f"{result['tokens_per_second']:,.0f} tokens/s, {result['epochs']:.1f} passes")
    parts.append(f"{result['parameters']:,} parameters")
    if one.peer:
        parts.append(one.peer)
    return "; ".join(parts)


def main() -> None:
    """Prints every run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=[one.name for one in RUNS])
    parser.add_argument("--long", action="store_true", help="also the two hours of Penn Treebank")
    parser.add_argument("--equal", action="store_true", help="equal computation, not equal time")
    options = parser.parse_args()
    here = machine.flops() * machine.cores()
    print(
        f"matrix products here {here / 1e9:.0f} GFLOP/s, where the targets come from {PEER_FLOPS / 1e9:.0f}", flush=True
    )
    longer = max(1.0, PEER_FLOPS / here) if options.equal else 1.0
    with tempfile.TemporaryDirectory(prefix="maeari-bench-") as folder:
        for one in RUNS:
            if one.name in options.only if options.only else options.long or one.minutes <= 60:
                run(replace(one, minutes=one.minutes * longer), Path(folder))


if __name__ == "__main__":
    main()
