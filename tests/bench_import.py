"""How fast each format of documents is read, and how much memory that takes; then one large table of each kind, and a
folder of all of them together, which is imported, stopped half-way, resumed, and read again.

`make bench-import`, or `python tests/bench_import.py --text 4 --table 512 --folder 500` for other sizes in MB: of the
text in each file, of a table, and of the folder's files. Every figure is of a process of its own, and its memory is
what it took at most beyond a process that only imports the readers. The texts are the sample prose, its words in
another order.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "engine"))
_LINE_WORDS = 12
_PAGE_LINES = 40


def make_lines(megabytes: float, sample: Path, seed: int) -> list[str]:
    """Lines of shuffled sample prose, of so many MB together."""
    chance = random.Random(seed).random
    words = [word for word in sample.read_text(encoding="utf-8").split() if not set(word) & set("()<>&\\{}\"'")]
    lines = []
    left = megabytes * 1_000_000
    while left > 0:
        at = int((len(words) - _LINE_WORDS) * chance())
        lines.append(" ".join(words[at : at + _LINE_WORDS]))
        left -= len(lines[-1].encode()) + 1
    return lines


def _tagged(lines: list[str], begin: str, end: str) -> str:
    return "".join(f"{begin}{line}{end}" for line in lines)


def _rtf(lines: list[str]) -> bytes:
    escaped = ("".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in line) for line in lines)
    return b"{\\rtf1\\ansi " + "\\par\n".join(escaped).encode("latin-1", errors="replace") + b"}"


def _cues(lines: list[str], mark: str) -> str:
    def at(number: int) -> str:
        return f"{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}{mark}000"

    return "".join(f"{n}\n{at(n)} --> {at(n + 1)}\n{line}\n\n" for n, line in enumerate(lines, start=1))


def _pdf(lines: list[str]) -> bytes:
    from format_samples import pdf_of

    # Its simple font has no other signs.
    plain = [line.encode("ascii", errors="ignore").decode() for line in lines]
    pages = (plain[at : at + _PAGE_LINES] for at in range(0, len(plain), _PAGE_LINES))
    return pdf_of(*(") Tj 0 -14 Td (".join(page) for page in pages))


def _epub(lines: list[str]) -> bytes:
    from format_samples import epub_of

    chapters = (lines[at : at + 1000] for at in range(0, len(lines), 1000))
    return epub_of({f"{number}.xhtml": _tagged(part, "<p>", "</p>") for number, part in enumerate(chapters)})


def _hwp(lines: list[str]) -> bytes:
    from format_samples import hwp_of, record

    return hwp_of(b"".join(record(67, 1, (line + "\r").encode("utf-16-le")) for line in lines))


def _mbox(lines: list[str]) -> bytes:
    mails = []
    for number, at in enumerate(range(0, len(lines), 20)):
        head = f"From a@b Thu Jan 1 00:00:00 2026\nFrom: Ann <a@b>\nSubject: Mail {number}\nContent-Type: text/plain"
        mails.append(f"{head}; charset=utf-8\n\n" + "\n".join(lines[at : at + 20]) + "\n\n> quoted\n\n-- \nAnn\n\n")
    return "".join(mails).encode()


def makers() -> dict[str, Callable[[list[str]], bytes]]:
    """What writes a file of each format, by its ending."""
    from format_samples import docx_of, hwpx_of, odt_of

    return {
        ".txt": lambda lines: "\n".join(lines).encode(),
        ".csv": lambda lines: ("number,text\n" + "".join(f'{n},"{line}"\n' for n, line in enumerate(lines))).encode(),
        ".jsonl": lambda lines: "".join(json.dumps({"id": 1, "text": line}) + "\n" for line in lines).encode(),
        ".md": lambda lines: "".join(f"## A *title*\n\n- {line}\n\n" for line in lines).encode(),
        ".html": lambda lines: f"<!doctype html><title>t</title>{_tagged(lines, '<p class=a>', '</p>')}".encode(),
        ".rtf": _rtf,
        ".srt": lambda lines: _cues(lines, ",").encode(),
        ".vtt": lambda lines: f"WEBVTT\n\n{_cues(lines, '.')}".encode(),
        ".docx": lambda lines: docx_of(body=_tagged(lines, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>")),
        ".odt": lambda lines: odt_of(_tagged(lines, "<text:p>", "</text:p>")),
        ".epub": _epub,
        ".pdf": _pdf,
        ".mbox": _mbox,
        ".hwp": _hwp,
        ".hwpx": lambda lines: hwpx_of(_tagged(lines, "<hp:p><hp:run><hp:t>", "</hp:t></hp:run></hp:p>")),
    }


def measure(path: str, cache: str) -> None:
    """In a process of its own: reads a file or folder, prints the figures as JSON. No path: imports only."""
    from engine.corpus import read_corpus

    if not path:
        print(json.dumps({"peak": _peak()}))
        return
    began = time.perf_counter()
    corpus = read_corpus([Path(path)], column="text", cache_folder=Path(cache) if cache else None)
    seconds = time.perf_counter() - began
    print(
        json.dumps(
            {
                "seconds": seconds,
                "peak": _peak(),
                "characters": corpus.characters,
                "files": len(corpus.documents),
                "skipped": len(corpus.skipped),
            }
        )
    )


def measure_import(path: str, cache: str, stop_at: float) -> None:
    """In a process of its own: imports a folder until so many bytes of it are done, prints the figures as JSON."""
    from engine.corpus import import_files

    done = [0.0]
    report = import_files(
        [Path(path)],
        Path(cache),
        column="text",
        progress=lambda *now: done.__setitem__(0, now[0]),
        should_stop=lambda: done[0] > stop_at,
    )
    kept = sum(file.stat().st_size for file in Path(cache).iterdir()) / 1_000_000
    figures = {"seconds": report.seconds, "peak": _peak(), "bytes": report.bytes, "kept": kept}
    counts = {status: report.count(status) for status in ("read", "cached", "skipped")}
    print(json.dumps({**figures, **counts, "characters": report.characters}))


def _peak() -> float:
    """The most memory that this process ever took, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # the other figure holds what the process that started this one took
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 2**10
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


def _measured(path: str, cache: str = "", *, stop_at: float | None = None) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", path, cache]
    if stop_at is not None:
        command = [sys.executable, __file__, "--import", path, cache, str(stop_at)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    output = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    found: dict[str, float] = json.loads(output.splitlines()[-1])
    return found


def fill(folder: Path, files: dict[str, bytes], megabytes: float) -> float:
    """Writes the files again and again, in sub-folders, until there are so many MB; returns how many it wrote."""
    written = 0.0
    number = 0
    while written < megabytes * 1_000_000:
        number += 1
        place = folder / f"{number:04}"
        place.mkdir()
        for suffix, data in files.items():
            (place / f"text{suffix}").write_bytes(data)
            written += len(data)
    return written / 1_000_000


def measure_tables(tables: dict[str, bytes], megabytes: float, folder: Path, idle: float) -> None:
    """Prints a line a kind of table, made of the same rows again and again."""
    for suffix, data in tables.items():
        path = folder / f"table{suffix}"
        head, _, rows = data.partition(b"\n") if suffix == ".csv" else (b"", b"", data)
        with open(path, "wb") as file:
            file.write(head + b"\n" if head else b"")
            while file.tell() < megabytes * 1_000_000:
                file.write(rows)
        row = _measured(str(path))
        size = path.stat().st_size / 1_000_000
        path.unlink()
        print(
            f"{suffix:6} {size:6.0f} MB {row['seconds']:7.1f} s {size / row['seconds']:7.1f} MB/s  "
            f"memory +{row['peak'] - idle:4.0f} MB",
            flush=True,
        )


def main(text: float, table: float, folder: float) -> None:
    """Prints a line a format, in English and in Korean, and one for each table and for the folder."""
    samples = ROOT / "resources" / "corpora"
    idle = _measured("")["peak"]
    print(f"a process that only imports the readers takes {idle:.0f} MB")
    with tempfile.TemporaryDirectory(prefix="maeari-bench-") as temporary:
        made: dict[str, bytes] = {}
        for language in ("korean", "english"):
            lines = make_lines(text, samples / f"{language}_prose.txt", seed=1)
            print(f"\n{language}, {text:g} MB of text")
            for suffix, maker in makers().items():
                if language == "korean" and suffix == ".pdf":
                    continue
                made[suffix] = maker(lines)
                path = Path(temporary) / f"text{suffix}"
                path.write_bytes(made[suffix])
                row = _measured(str(path))
                path.unlink()
                size = len(made[suffix]) / 1_000_000
                print(
                    f"{suffix:6} {size:6.2f} MB {row['seconds']:7.2f} s {size / row['seconds']:7.1f} MB/s of the file "
                    f"{row['characters'] / row['seconds'] / 1e6:6.2f} million characters/s  "
                    f"memory +{row['peak'] - idle:4.0f} MB",
                    flush=True,
                )
        if table:
            print(f"\none table of {table:g} MB")
            measure_tables({suffix: made[suffix] for suffix in (".csv", ".jsonl")}, table, Path(temporary), idle)
        if folder:
            mixed = Path(temporary) / "mixed"
            mixed.mkdir()
            size = fill(mixed, made, folder)
            cache = str(Path(temporary) / "extracted")
            print(f"\na folder of {size:.0f} MB")
            for title, stop_at in (
                ("imported, stopped half-way", size * 500_000),
                ("the rest of it", math.inf),
                ("imported again", math.inf),
            ):
                row = _measured(str(mixed), cache, stop_at=stop_at)
                print(
                    f"{title}: {row['read']:.0f} files read, {row['cached']:.0f} known, {row['skipped']:.0f} left out, "
                    f"{row['seconds']:.1f} s, {row['bytes'] / 1e6 / row['seconds']:.1f} MB/s, "
                    f"memory +{row['peak'] - idle:.0f} MB; kept {row['kept']:.0f} MB",
                    flush=True,
                )
            for title, place in (("read as a corpus, from what was kept", cache), ("read without it", "")):
                row = _measured(str(mixed), place)
                print(
                    f"{title}: {row['files']:.0f} files, {row['characters'] / 1e6:.0f} million characters, "
                    f"{row['seconds']:.1f} s, {size / row['seconds']:.1f} MB/s, memory +{row['peak'] - idle:.0f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(*sys.argv[2:])
    elif sys.argv[1:2] == ["--import"]:
        measure_import(sys.argv[2], sys.argv[3], float(sys.argv[4]))
    else:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("--text", type=float, default=4, help="MB of text in each file")
        parser.add_argument("--table", type=float, default=512, help="MB of one table; 0 for none")
        parser.add_argument("--folder", type=float, default=500, help="MB of the mixed folder; 0 for none")
        parser.add_argument("--quick", action="store_true", help="0.5 MB of text, a table and a folder of 40 MB")
        chosen = parser.parse_args()
        main(*((0.5, 40, 40) if chosen.quick else (chosen.text, chosen.table, chosen.folder)))
