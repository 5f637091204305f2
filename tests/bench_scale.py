"""How reading and encoding grow with the text: seconds, megabytes a second and memory for 1 MB to 1 GB.

`make bench-scale`, or `python tests/bench_scale.py 1 10 100` for other sizes in MB. Every figure is of a process of its
own, and its memory is what it took at most beyond a process that imports the same modules. The texts are the sample
prose, its words in another order and some of them made anew, so that they have as many different words as real ones.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (1, 10, 100, 1000)
_LINES = 5000
_INVENTED = 0.03  # of all words; the rarer half of them stands once in the text, as in real ones


def make_text(path: Path, megabytes: int, sample: Path, seed: int) -> None:
    """Writes so many MB of shuffled sample prose with invented words."""
    chance = random.Random(seed).random
    words = sample.read_text(encoding="utf-8").split()
    syllables = sorted({word[i : i + 2] for word in words for i in range(0, len(word) - 1, 2) if word.isalpha()})

    def invented() -> str:
        # Squared chances: some invented words are frequent, most are seen once.
        return "".join(syllables[int(len(syllables) * chance() ** 2)] for _ in range(2 + int(3 * chance())))

    left = megabytes * 1_000_000
    with path.open("wb") as file:
        while left > 0:
            lines = []
            for _ in range(_LINES):
                at, length = int((len(words) - 60) * chance()), 20 + int(40 * chance())
                line = words[at : at + length]
                for _ in range(1 + int(length * _INVENTED)):
                    line[int(length * chance())] = invented()
                lines.append(" ".join(line) + "\n")
            data = "".join(lines).encode()[:left]
            file.write(data)
            left -= len(data)


def measure(path: str, unit: str, models: str) -> None:
    """In a process of its own: reads and encodes a text, prints the figures as JSON. No path: imports only."""
    from engine.config import ModelConfig, TrainingJob
    from engine.tokens.dataset import language_data

    if not path:
        print(json.dumps({"peak": _peak()}))
        return
    job = TrainingJob(name="bench", models_dir=Path(models), sources=(Path(path),), model=ModelConfig(unit=unit))
    before, began = time.process_time(), time.perf_counter()
    data = language_data(job)
    seconds, busy = time.perf_counter() - began, time.process_time() - before
    print(
        json.dumps(
            {
                "seconds": seconds,
                "busy": busy,
                "peak": _peak(),
                "tokens": len(data.train),
                "vocabulary": len(data.tokenizer),
                "unknown": data.unknown_share,
                "mapped": data.corpus.large,
            }
        )
    )


def _peak() -> float:
    """The most memory that this process ever took, in MB."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


def _measured(*arguments: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    output = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    found: dict[str, float] = json.loads(output.splitlines()[-1])
    return found


def main(sizes: tuple[int, ...]) -> None:
    """Prints a table a language and unit."""
    samples = Path(__file__).resolve().parent.parent / "resources" / "corpora"
    idle = _measured("", "char", "")["peak"]
    print(f"a process that imports the same modules takes {idle:.0f} MB")
    with tempfile.TemporaryDirectory(prefix="maeari-bench-") as folder:
        for number, language in enumerate(("english", "korean")):
            rows: dict[str, list[tuple[int, dict[str, float]]]] = {"char": [], "word": []}
            for size in sizes:
                path = Path(folder) / f"{language}.txt"
                make_text(path, size, samples / f"{language}_prose.txt", seed=size + number)
                for unit in rows:
                    rows[unit].append((size, _measured(str(path), unit, folder)))
                path.unlink()
            for unit, found in rows.items():
                # What is asked is whether ten times the text takes ten times as long.
                base = next((pair for pair in found if pair[0] >= 10), found[0])
                print(f"\n{language}, by {'character' if unit == 'char' else 'word'}")
                for size, row in found:
                    growth = (row["seconds"] / base[1]["seconds"]) / (size / base[0])
                    print(
                        f"{size:6,} MB {row['seconds']:7.2f} s {size / row['seconds']:6.1f} MB/s  "
                        f"processor {row['busy']:6.2f} s  memory +{row['peak'] - idle:4.0f} MB  "
                        f"a MB takes {growth:5.2f} times that of {base[0]} MB  "
                        f"{row['tokens']:13,} tokens of {row['vocabulary']:,.0f}, {row['unknown']:.1%} unknown"
                    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(*sys.argv[2:5])
    else:
        main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
