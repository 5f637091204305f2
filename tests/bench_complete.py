"""What suggestions are worth and what they take: n-gram alone, network alone and both, on held-out text.

`make bench-complete`. Each corpus is trained on its first 90 % by `maeari train` (one LSTM layer of 256), then its last
10 % is scored, and the beginning of that is typed with the suggestions. Beside it stock Keras writes with a network of
the same shape in a loop of `model.predict`, as the recipes were taught. Needs the test data beside the project; what is
missing is skipped.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data" / "text"


@dataclass(frozen=True)
class Text:
    """A corpus, how long it is trained, and by which unit."""

    name: str
    read: Callable[[], str]
    minutes: float
    unit: str = "char"


def whole(path: Path) -> Callable[[], str]:
    """A file's text."""
    return lambda: path.read_text(encoding="utf-8-sig")


def headlines() -> str:
    """The headlines, one a line, without those that are unknown."""
    with (DATA / "en" / "nyt_headlines_2018_04.csv").open(encoding="utf-8") as file:
        return "\n".join(row["headline"] for row in csv.DictReader(file) if row["headline"] != "Unknown")


TEXTS = (
    Text("alice", whole(DATA / "en" / "alice.txt"), 2),
    Text("tinyshakespeare", whole(DATA / "en" / "tinyshakespeare.txt"), 5),
    Text("headlines", headlines, 3),
    Text("korean-story", whole(DATA / "ko" / "레디메이드인생.txt"), 1),
    Text("alice-words", whole(DATA / "en" / "alice.txt"), 2, "word"),
)


def trained(text: Text, folder: Path, *, minutes: float | None) -> tuple[str, dict[str, Any]]:
    """Trains on the first 90 %; the held-out rest and what the command said."""
    content = text.read()
    cut = len(content) * 9 // 10
    files = [folder / f"{text.name}-{part}.txt" for part in ("train", "valid", "test")]
    # What weights and confidence are fitted on is cut from the training part: the last 10 % is seen by nobody.
    inner = cut * 9 // 10
    for file, part in zip(files, (content[:inner], content[inner:cut], content[cut:]), strict=True):
        file.write_text(part, encoding="utf-8")
    command = [sys.executable, "-m", "engine", "train", str(files[0]), "--valid", str(files[1]), "--name", text.name]
    command += ["--minutes", str(minutes or text.minutes), "--units", "256", "--unit", text.unit]
    command += ["--json", "--models-dir", str(folder / "models")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    return content[cut:], json.loads(done.stdout)


def rss_mb() -> float:
    """Resident memory of this process, in MB."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def grown(completer: Any, text: str, count: int) -> float:
    """MB by which so many completions of five tokens let the process grow; the first tenth warms it up."""
    from engine import SamplingConfig

    before = 0.0
    for i in range(count + count // 10):
        if i == count // 10:
            gc.collect()
            before = rss_mb()
        seed = text[(i * 37) % (len(text) - 60) :][:40]
        completer.complete(seed, SamplingConfig(length=5, seed=i))
    gc.collect()
    return rss_mb() - before


def seconds_a_token(completer: Any, seed: str, tokens: int = 400) -> float:
    """Of a streamed completion."""
    from engine import SamplingConfig

    list(completer.stream(seed, SamplingConfig(length=5)))
    began = time.perf_counter()
    list(completer.stream(seed, SamplingConfig(length=tokens, seed=1)))
    return (time.perf_counter() - began) / tokens


def first_suggestion_seconds(files: tuple[Path, ...], models_dir: Path) -> float:
    """From choosing the files to the first suggestion by their n-gram, as the window does it: nothing is trained."""
    import engine
    from engine.training.progress import NoControl

    began = time.perf_counter()
    job = engine.suggested_job("at once", models_dir, files, engine.count_characters(files))
    for event in engine.run_job(job.replaced(instant=True), NoControl()):
        if isinstance(event, engine.CheckpointSaved):
            engine.Suggester(engine.open_completer(models_dir, "at once")).suggest("What is the ")
            return time.perf_counter() - began
    raise RuntimeError("the n-gram was not saved")


def report_first(folder: Path) -> None:
    """Prints how soon a corpus of one megabyte answers, in the middle of five rounds."""
    try:
        content = whole(DATA / "en" / "tinyshakespeare.txt")()[:1_000_000]
    except FileNotFoundError:
        print("a corpus of 1 MB: skipped, its text is not there")
        return
    file = folder / "megabyte.txt"
    file.write_text(content, encoding="utf-8")
    rounds = sorted(first_suggestion_seconds((file,), folder / f"first-{i}") for i in range(5))
    met = "met" if rounds[2] <= 2 else "MISSED"
    print(
        f"a corpus of 1 MB, from choosing it to its first suggestion: {rounds[2]:.2f} s "
        f"({rounds[0]:.2f} to {rounds[-1]:.2f}, target 2) {met}"
    )


def keras_seconds_a_token(vocabulary: int, tokens: int = 60) -> float:
    """Of a loop of `model.predict` over a window that grows to 60, with a network of the same shape."""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras
    import numpy as np

    model = keras.Sequential(
        [keras.layers.Embedding(vocabulary, 128), keras.layers.LSTM(256), keras.layers.Dense(vocabulary, "softmax")]
    )
    ids = [1]
    model.predict(np.array([[0] * 60]), verbose=0)
    began = time.perf_counter()
    for _ in range(tokens):
        window = [0] * (60 - len(ids[-60:])) + ids[-60:]
        ids.append(int(np.argmax(model.predict(np.array([window]), verbose=0)[0])))
    return (time.perf_counter() - began) / tokens


def report(text: Text, folder: Path, options: argparse.Namespace) -> None:
    """Trains, scores and prints one corpus."""
    from engine import evaluate, open_completer

    held_out, said = trained(text, folder, minutes=options.minutes)
    completer = open_completer(folder / "models", text.name)
    figures = evaluate(completer, held_out, replayed=options.typed)
    print(f"\n{text.name}: {said['seconds']:.0f} s of training, {figures['tokens']:,} held-out tokens by {text.unit}")
    print("           loss  bits/char  top-1  top-3  keys saved  at dial 5  precision  deleted   p50 ms   p95 ms")
    for mode, row in figures["modes"].items():
        precision, deleted = (
            "     –" if row[key] is None else f"{row[key]:6.1%}" for key in ("precision", "accepted_then_deleted")
        )
        print(
            f"  {mode:8} {row['loss']:.4f}   {row['bits_per_char']:.3f}    {row['top_1']:.1%}  {row['top_3']:.1%}"
            f"     {row['keystrokes_saved']:5.1f} %    {row['keystrokes_saved_at_dial']:5.1f} %     {precision}"
            f"   {deleted}   {row['p50_ms']:6.2f}   {row['p95_ms']:6.2f}"
        )
    modes = figures["modes"]
    both, others = modes["both"], [modes["network"], modes["ngram"]]
    better = all(both["loss"] < o["loss"] and both["keystrokes_saved"] > o["keystrokes_saved"] for o in others)
    points = both["keystrokes_saved"] - modes["ngram"]["keystrokes_saved"]
    print(f"  both better than each part in loss and keys saved: {'yes' if better else 'NO'}")
    print(f"  keys saved above the n-gram's: {points:+.1f} points (target 3) {'met' if points >= 3 else 'MISSED'}")
    met = "met" if both["p95_ms"] <= 16 else "MISSED"
    print(f"  a keystroke: p95 {both['p95_ms']:.1f} ms (target 16) {met}")
    if text is TEXTS[0]:
        grew = grown(completer, held_out, options.completions)
        met = "met" if grew <= 5 else "MISSED"
        print(f"  {options.completions:,} completions let the process grow by {grew:.1f} MB (target 5) {met}")
        ours = seconds_a_token(completer, held_out[:40])
        network = seconds_a_token(completer.restricted("network"), held_out[:40])
        theirs = keras_seconds_a_token(completer.info.vocabulary)
        print(
            f"  a token: {ours * 1000:.3f} ms with n-gram and cache, {network * 1000:.3f} ms the network alone, "
            f"{theirs * 1000:.1f} ms in a loop of model.predict: {theirs / ours:,.0f} and {theirs / network:,.0f} "
            f"times as fast (target 100) {'met' if theirs / ours >= 100 else 'MISSED'}"
        )


def main() -> None:
    """Prints every corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=[text.name for text in TEXTS])
    parser.add_argument("--minutes", type=float, help="train for so long instead")
    parser.add_argument("--typed", type=int, default=1500, help="characters that are typed")
    parser.add_argument("--completions", type=int, default=10_000)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="maeari-bench-") as folder:
        report_first(Path(folder))
        for text in TEXTS:
            if options.only and text.name not in options.only:
                continue
            try:
                report(text, Path(folder), options)
            except FileNotFoundError:
                print(f"{text.name}: skipped, its text is not there")


if __name__ == "__main__":
    main()
