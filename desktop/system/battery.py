"""Whether the computer runs on its battery, as its system says. No package, no bus: files, one call, or one command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
_SECONDS = 2.0  # for pmset


def on_battery(supplies: Path = SUPPLIES) -> bool | None:
    """Whether no power comes in from outside; None where there is no battery, or where the system does not say.

    `supplies`: the folder of Linux with one folder for each source of power.
    """
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return _mac()
        return _linux(supplies)
    except (OSError, ValueError, AttributeError, subprocess.SubprocessError):
        return None


def _linux(supplies: Path) -> bool | None:
    batteries = plugged = 0
    discharging = False
    for supply in supplies.iterdir():
        kind, scope = _line(supply / "type"), _line(supply / "scope")
        if kind == "Battery" and scope != "Device":  # a mouse has a battery too
            batteries += 1
            discharging |= _line(supply / "status") == "Discharging"
        elif kind != "Battery" and _line(supply / "online") == "1":
            plugged += 1
    if not batteries:
        return None
    return discharging and not plugged


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _windows() -> bool | None:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("line", ctypes.c_ubyte),
            ("flag", ctypes.c_ubyte),
            ("percent", ctypes.c_ubyte),
            ("saver", ctypes.c_ubyte),
            ("seconds", ctypes.c_uint32),
            ("full_seconds", ctypes.c_uint32),
        )

    status = Status()
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    if not kernel.GetSystemPowerStatus(ctypes.byref(status)) or status.flag & 128:
        return None
    return {0: True, 1: False}.get(status.line)


def _mac() -> bool | None:
    done = subprocess.run(["/usr/bin/pmset", "-g", "batt"], capture_output=True, text=True, timeout=_SECONDS)
    if "InternalBattery" not in done.stdout:
        return None
    return "Battery Power" in done.stdout
