"""Run by the packaged program before anything else: programs of the system are started without our libraries.

PyInstaller's loader puts its folder before those of the system's libraries, for this process and all that it starts;
`notify-send` and its like must find their own. Copies of ourselves are told to begin anew and find ours again.
"""

import os

_original = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
if _original:
    os.environ["LD_LIBRARY_PATH"] = _original
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
