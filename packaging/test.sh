#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test.sh   installs what is missing, builds with warnings as errors and runs every test; needs no display
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
root="$(dirname "$here")"

bash "$here/packages.sh" build test
# Nobody has written this file in a root that debootstrap made; the tests ask this computer by its name, too.
if [ "$(id -u)" -eq 0 ] && [ ! -e /etc/hosts ]; then
    printf '127.0.0.1 localhost\n' >/etc/hosts
fi
# shellcheck source-path=SCRIPTDIR
. "$here/sandbox.sh"

cd "$root"
# What takes less time where everything is built and nobody edits: line numbers are all a backtrace of a test needs, a
# dozen sources at a time, and a compiler that has done before it would tidy up its memory (kB).
cmake --preset dev -DSPILLWAY_UNITY=ON -DCMAKE_CXX_FLAGS_DEBUG='-g1 --param ggc-min-heapsize=500000'
cmake --build --preset dev -j"$(nproc)"
if ! ctest --preset dev; then
    printf 'Some tests failed. Everything they wrote: build/dev/Testing/Temporary/LastTest.log\n' >&2
    exit 1
fi
printf 'All tests passed.\n'
