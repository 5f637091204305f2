"""The soak (`make soak`) notices what grows and what is left behind."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

SOAK = Path(__file__).resolve().parents[1] / "soak.py"


@pytest.fixture
def soak(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("soak", SOAK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "soak", module)  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, ""),
        ({"memory": 249.0}, ""),
        ({"memory": 251.0}, "Memory grew by 51.0 MB."),
        ({"threads": 11}, "There were 8 threads and are 11."),
        ({"files": 25}, "There were 20 files and are 25."),
        ({"windows": 2}, "There were 1 windows and are 2."),
        ({"widgets": 1041}, "There were 1000 widgets and are 1041."),
        ({"children": 1}, "There were 0 children and are 1."),
    ],
)
def test_what_grew_after_the_warm_up_is_said(soak: ModuleType, change: dict[str, float], sentence: str) -> None:
    first = soak.Figures(200.0, 8, 20, 1, 1000, 0)
    warming = [replace(first, memory=150.0, widgets=400)] * 2 + [first]
    assert soak.compared(warming + [replace(first, **change)] * 3) == ([sentence] if sentence else [])


def test_one_round_that_holds_more_for_a_moment_is_no_growth(soak: ModuleType) -> None:
    first = soak.Figures(200.0, 8, 20, 1, 1000, 0)
    assert soak.compared([first, first, first, first, replace(first, memory=300.0), first]) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the figures come from /proc")
def test_the_figures_are_those_of_this_process(soak: ModuleType, qapp: object) -> None:
    before = soak.Figures.now()
    with SOAK.open(encoding="utf-8"):
        assert soak.Figures.now().files == before.files + 1
    assert before.memory > 20
    assert before.threads >= 1
