"""A process killed in the middle of an import loses the file that it was at, and no other."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from format_samples import docx_of

from engine.corpus import import_files, read_corpus
from engine.corpus import importing as importing_module

ROOT = Path(__file__).resolve().parents[2]
FILES = 12

# Stays in the sixth file until it is killed.
SCRIPT = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from engine.corpus import importing
real = importing.read_document
def read(path, **options):
    found = real(path, **options)
    if path.name == "05.docx":
        print("there", flush=True)
        time.sleep(600)
    return found
importing.read_document = read
importing.import_files([Path(sys.argv[2])], Path(sys.argv[3]))
"""

# Writes entries until it is killed, of texts that take a while to write.
BUSY = """
import itertools, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from engine.corpus.cache import ExtractionCache, Facts
from engine.corpus.folders import stamp
from engine.corpus.types import Document
path = Path(sys.argv[2])
now = stamp(path)
cache = ExtractionCache(Path(sys.argv[3]))
for number in itertools.count():
    text = f"{number} " * 200_000
    cache.keep(path, None, Facts(now.size, now.changed, "docx", len(text)), Document(path, text, "docx"))
    if not number:
        print("there", flush=True)
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(FILES):
        body = f"<w:p><w:r><w:t>words of file {number}</w:t></w:r></w:p>"
        (folder / f"{number:02}.docx").write_bytes(docx_of(body=body))
    return folder


def killed(script: str, *arguments: Path, after: float = 0.0) -> None:
    """Runs a script until it says that it is there, and then kills it."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(ROOT), *map(str, arguments)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        time.sleep(after)
    finally:
        process.kill()
        process.communicate(timeout=30)


def test_a_killed_import_goes_on_where_it_was(tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "extracted"
    killed(SCRIPT, texts, cache)
    read: list[str] = []
    real = importing_module.read_document

    def noted(path: Path, **options: object) -> object:
        read.append(path.name)
        return real(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(importing_module, "read_document", noted)
    report = import_files([texts], cache)
    assert [file.status for file in report.files] == ["cached"] * 5 + ["read"] * 7
    assert read == [f"{number:02}.docx" for number in range(5, FILES)]
    assert read_corpus([texts], cache_folder=cache).text == read_corpus([texts]).text


@pytest.mark.parametrize("after", [0.0, 0.03, 0.07])
def test_an_entry_is_whole_whenever_its_writer_is_killed(tmp_path: Path, texts: Path, after: float) -> None:
    cache, path = tmp_path / "extracted", texts / "00.docx"
    killed(BUSY, path, cache, after=after)
    text = read_corpus([path], cache_folder=cache).text
    number = text.split(" ", 1)[0]
    assert text == f"{number} " * 200_000
    assert import_files([path], cache).count("cached") == 1
