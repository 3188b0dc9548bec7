#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test.sh   installs what is missing, builds with warnings as errors and runs every test; needs no display
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
root="$(dirname "$here")"

bash "$here/packages.sh" build test
# shellcheck source-path=SCRIPTDIR
. "$here/sandbox.sh"

cd "$root"
# Line numbers are all a backtrace of a test needs; full debug information takes a fifth more time to build.
cmake --preset dev -DCMAKE_CXX_FLAGS_DEBUG=-g1
cmake --build --preset dev -j"$(nproc)"
if ! ctest --preset dev; then
    printf 'Some tests failed. Everything they wrote: build/dev/Testing/Temporary/LastTest.log\n' >&2
    exit 1
fi
printf 'All tests passed.\n'
