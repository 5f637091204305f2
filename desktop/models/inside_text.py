"""What the states and gates of a recurrent network are called, and what one value of them says."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

import engine
from desktop.models.model_text import CELLS

if TYPE_CHECKING:
    from engine import Inside

# In the order in which they are shown; the place of each one's formula in `Inside.formulas`.
FORMULA_OF: dict[str, dict[str, int]] = {
    "rnn": {"hidden": 0},
    "lstm": {"hidden": 5, "cell": 4, "input": 0, "forget": 1, "candidate": 2, "output": 3},
    "gru": {"hidden": 3, "update": 0, "reset": 1, "candidate": 2},
}
UNBOUNDED, SHARES = ("cell",), ("input", "forget", "output", "update", "reset")
_SIGNS = str.maketrans({" ": "\N{OPEN BOX}", "\n": "\N{RETURN SYMBOL}", "\t": "\N{RIGHTWARDS ARROW TO BAR}"})
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def value_title(name: str) -> str:
    """The name of a state or gate."""
    translate = QCoreApplication.translate
    return {
        "hidden": translate("inside", "Hidden state"),
        "cell": translate("inside", "Cell state"),
        "input": translate("inside", "Input gate"),
        "forget": translate("inside", "Forget gate"),
        "candidate": translate("inside", "Candidate"),
        "output": translate("inside", "Output gate"),
        "update": translate("inside", "Update gate"),
        "reset": translate("inside", "Reset gate"),
    }[name]


def value_meaning(name: str, cell: str) -> str:
    """What a state or gate does, in one sentence."""
    translate = QCoreApplication.translate
    if name == "candidate":
        return (
            translate("inside", "The candidate is what this step would write into the cell.")
            if cell == "lstm"
            else translate("inside", "The candidate is the state that this step would like to have.")
        )
    return {
        "hidden": translate("inside", "The hidden state goes on to the next step and to the layer above."),
        "cell": translate("inside", "The cell state is the long memory, which only the gates change."),
        "input": translate("inside", "The input gate says how much of the candidate is written: 0 nothing, 1 all."),
        "forget": translate("inside", "The forget gate says how much of the cell is kept: 0 nothing, 1 all."),
        "output": translate("inside", "The output gate says how much of the cell is shown: 0 nothing, 1 all."),
        "update": translate(
            "inside",
            "The update gate says how much of the old state is kept: 0 nothing, 1 all. Some texts write 1 − z for it.",
        ),
        "reset": translate("inside", "The reset gate says how much of the old state the candidate sees."),
    }[name]


def formula_html(formula: str) -> str:
    """A formula with its indices below the line."""
    text = html.escape(formula, quote=False).replace("h~", "h\N{COMBINING TILDE}").replace("-", "\N{MINUS SIGN}")
    return re.sub(r"_(\{([^}]*)\}|(\w))", lambda match: f"<sub>{match[2] or match[3]}</sub>", text)


def value_range(name: str, values: np.ndarray) -> tuple[float, float]:
    """The ends of the scale of (steps, units): 0..1 for a gate, -1..1 for a state, and for the cell state, which has no
    bounds, the least whole tenths that hold every value."""
    if name in SHARES:
        return 0.0, 1.0
    if name not in UNBOUNDED:
        return -1.0, 1.0
    most = float(np.ceil(np.abs(values).max(initial=0.1) * 10) / 10)
    return -most, most


def number(value: float, decimals: int = 2) -> str:
    """A value as it is read out, with a true minus sign."""
    return QLocale().toString(float(value), "f", decimals).replace("-", "\N{MINUS SIGN}")


def token_label(token: str, *, unknown: bool = False) -> str:
    """A token as it stands under its column: blanks and line ends get a sign."""
    if unknown:
        return UNKNOWN
    return token.translate(_SIGNS)


def token_name(token: str, *, unknown: bool = False) -> str:
    """A token as it is read out."""
    translate = QCoreApplication.translate
    if unknown:
        return translate("inside", "an unknown token")
    names = {
        " ": translate("inside", "a blank"),
        "\n": translate("inside", "a line end"),
        "\t": translate("inside", "a tab"),
    }
    return names.get(token) or f"“{token}”"


def shape_text(steps: int, units: int) -> str:
    """The shape of an array of states."""
    locale = QLocale()
    text = QCoreApplication.translate("inside", "(steps {0} × units {1})")
    return text.format(locale.toString(steps), locale.toString(units))


def layer_text(number_of_layer: int, layers: int) -> str:
    """The name of a layer, counted from 0 at the text."""
    translate = QCoreApplication.translate
    text = (
        translate("inside", "Layer {0} of {1}, next to the text")
        if number_of_layer == 0
        else translate("inside", "Layer {0} of {1}")
    )
    return text.format(number_of_layer + 1, layers)


def network_sentence(found: Inside) -> str:
    """What a shown network is; one that has learned nothing says so first."""
    translate = QCoreApplication.translate
    units = found.layers[0].shape[1]
    cell = CELLS[found.cell]
    if not found.name:
        return translate("inside", "{0}, units: {1}, random weights: only the shapes mean something").format(
            cell, units
        )
    text = translate("inside", "{0}, layers: {1}, units: {2}").format(cell, len(found.layers), units)
    if found.unknown:
        more = translate("inside", "Unknown to this model: {0} of {1} tokens.")
        text = f"{text}. {more.format(len(found.unknown), len(found.tokens))}"
    return text


def reading(found: Inside, layer: int, name: str, step: int, unit: int) -> str:
    """One value in words: its step with the token, its unit, what it is, and the value."""
    value = found.layers[layer].values[name][step, unit]
    sentence = QCoreApplication.translate("inside", "Step {0}, {1}: {2} of unit {3} is {4}.")
    token = token_name(found.tokens[step], unknown=step in found.unknown)
    return sentence.format(step + 1, token, value_title(name), unit + 1, number(value, 3))


def as_csv(tokens: Sequence[str], values: np.ndarray) -> str:
    """Values (steps, units) as a table: a row a step, with the token, and a column a unit."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(["step", "token", *(f"unit {unit + 1}" for unit in range(values.shape[1]))])
    for step, (token, row) in enumerate(zip(tokens, values, strict=True), start=1):
        writer.writerow([step, engine.safe_cell(token), *(f"{value:.6g}" for value in row)])
    return buffer.getvalue()
