#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [ARGUMENTS...]   installs what is missing, builds a release and starts it; without arguments on the demo service
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
root="$(dirname "$here")"

# Standard output belongs to the program: --export - writes a table there.
{
    bash "$here/packages.sh" build run
    mkdir -p "$root/build"
    export CCACHE_DIR="${CCACHE_DIR:-$root/build/.ccache}"
    (
        cd "$root"
        log=build/run-build.log
        if ! { cmake --preset release -DSPILLWAY_TESTS=OFF && cmake --build --preset release -j"$(nproc)"; } >"$log" 2>&1; then
            cat "$log"
            printf 'Building Spillway failed; the reason is above.\n'
            exit 1
        fi
    )
} >&2 </dev/null

if [ "$#" -eq 0 ]; then
    set -- --demo
fi
exec "$root/build/release/bin/spillway" "$@"
