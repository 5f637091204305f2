#!/bin/sh
# The systems' own checkers of the menu entry and of the description for software centres, where they are installed.
# tests/desktop/test_packaging_files.py reads both files in any case.
set -eu
cd "$(dirname "$0")"
if command -v desktop-file-validate >/dev/null; then
    desktop-file-validate maeari.desktop
    echo "desktop-file-validate accepts maeari.desktop."
else
    echo "desktop-file-validate is not installed: maeari.desktop is checked by the tests alone."
fi
if command -v appstreamcli >/dev/null; then
    appstreamcli validate --no-net app.maeari.Maeari.metainfo.xml
else
    echo "appstreamcli is not installed: the metainfo file is checked by the tests alone."
fi
