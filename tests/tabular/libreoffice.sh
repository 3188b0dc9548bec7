#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# libreoffice.sh [BUILD]   whether LibreOffice keeps every character of an Excel export, and runs nothing of it
#
# BUILD is a build directory, by default build/dev. Needs the package libreoffice-calc. No gate: it takes a while.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
build="${1:-$root/build/dev}"
if ! command -v soffice >/dev/null; then
    printf 'Please install libreoffice-calc.\n' >&2
    exit 2
fi
cmake --build "$build" --target hostilecells >&2
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/back"
"$build/tests/hostilecells" write "$work/cells.csv"
# Read as a person would have it read: UTF-8, commas, quotes do not make text, numbers and dates are looked for.
# Written back as shown on screen.
soffice "-env:UserInstallation=file://$work/profile" --headless --infilter='CSV:44,34,76,1,,1033,false,true' \
    --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false' \
    --outdir "$work/back" "$work/cells.csv" >&2
"$build/tests/hostilecells" compare "$work/cells.csv" "$work/back/cells.csv"
