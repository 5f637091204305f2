"""Brings the Korean translation up to date: `make translations`.

Qt's own lupdate collects the words of the window, this file the sentences of the engine (context “Engine”), whose
values stand as {0}, {1}, ...; lrelease then compiles what is translated. With --check nothing is written: the exit
code says whether anything is missing or left over.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
_TOOLS = Path(PySide6.__file__).parent
_NAMES = ("title", "summary", "teaches", "needs", "advice")
_SENTENCE = re.compile(r"^[A-Z“{].* .*[.?!)]$", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]{3}")  # “{0}: {1}.” says the same in every language


def template(node: ast.AST) -> str | None:
    """A string or an f-string with its values numbered; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        numbers = iter(range(100))
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else f"{{{next(numbers)}}}" for part in node.values
        )
    return None


def engine_sentences() -> list[str]:
    """Every sentence of the engine that a person may read in the window, in order of the files."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "engine").rglob("*.py")):
        if "cli" not in path.parts:
            found.update(dict.fromkeys(_sentences(ast.parse(path.read_text(encoding="utf-8")))))
    return list(found)


def _sentences(tree: ast.AST) -> Iterator[str]:
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    named: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            named |= {id(keyword.value) for keyword in node.keywords if keyword.arg in _NAMES}
    for node in ast.walk(tree):
        text = None if id(node) in inside or id(node) in docstrings else template(node)
        if (
            text
            and " " in text
            and "(?" not in text
            and _WORD.search(text)
            and (id(node) in named or _SENTENCE.match(text))
        ):
            yield text


def _run(tool: str, *arguments: str) -> str:
    done = subprocess.run([str(_TOOLS / tool), *arguments], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"{tool} failed:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def update(target: Path) -> None:
    """Adds new words to a .ts file and drops those that are gone."""
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "engine_sentences.py"
        calls = "\n".join(f"QT_TRANSLATE_NOOP({'Engine'!r}, {_quoted(text)})" for text in engine_sentences())
        listing.write_text(calls.replace("'Engine'", '"Engine"'), encoding="utf-8")
        sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "desktop").rglob("*.py"))
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "ko"]
        _run("lupdate", *options, *sources, str(listing), "-ts", str(target))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> None:
    target = FOLDER / "maeari_ko.ts"
    if "--check" in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / target.name
            copy.write_bytes(target.read_bytes())
            update(copy)
            same = copy.read_bytes() == target.read_bytes()
        raise SystemExit(0 if same else "The translation is not up to date: run make translations.")
    update(target)
    print(_run("lrelease", str(target), "-qm", str(target.with_suffix(".qm"))).strip())  # noqa: T201


if __name__ == "__main__":
    main()
