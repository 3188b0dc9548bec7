#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# update.sh LUPDATE [FOLDER]   brings the catalogues (those in FOLDER, or beside this file) up to date with the sources
set -euo pipefail

lupdate="$1"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
folder="${2:-$root/resources/i18n}"
# Places in the sources are left out: they would change with every line of code.
options=(-locations none -no-obsolete -no-ui-lines -I "$root" -I "$root/app")

cd "$root"
"$lupdate" "${options[@]}" app ui -ts "$folder/spillway_zh_CN.ts"
# English is written in the sources; only its plural forms need a catalogue.
"$lupdate" "${options[@]}" -pluralonly -source-language en -target-language en app ui -ts "$folder/spillway_en.ts"
