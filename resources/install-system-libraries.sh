#!/bin/sh
# Installs what Qt and a Korean text need on Debian and Ubuntu, where it is missing; does nothing elsewhere.
set -eu
[ "$(uname -s)" = Linux ] && command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || exit 0

installed() {
    dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'
}

missing=
for package in libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 \
    libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 fontconfig; do
    installed "$package" || missing="$missing $package"
done
# Newer releases name this library with the suffix of their 64-bit time change.
installed libglib2.0-0 || installed libglib2.0-0t64 || missing="$missing libglib2.0-0"
# A virtual environment needs ensurepip, which Debian keeps apart from Python.
${PYTHON:-python3} -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
# Any font that has Hangul will do.
fc-list :lang=ko 2>/dev/null | grep -q . || missing="$missing fonts-nanum"
[ -n "$missing" ] || exit 0

root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "These system packages are missing; please install them as root: apt-get install$missing" >&2
        exit 1
    fi
    root=sudo
fi
echo "Installing system libraries:$missing"
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -qq
# shellcheck disable=SC2086
$root apt-get install -y -qq --no-install-recommends $missing >/dev/null
