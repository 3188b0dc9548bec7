#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [POLLS]   the soak of a year at 30 s, 1 000 000 polls, or as many as you say; builds as installed, not sanitized
#
# What the process holds is written every 10 000 polls to build/release/soak.csv. No gate: it takes as long as it takes.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
cd "$root"
# shellcheck source-path=SCRIPTDIR source=../../packaging/sandbox.sh
. packaging/sandbox.sh

cmake --preset release >/dev/null
cmake --build --preset release --target tst_soak
# Qt Test would end a function after five minutes.
export QTEST_FUNCTION_TIMEOUT=2147483647 # ms
export SPILLWAY_SOAK_POLLS="${1:-1000000}" SPILLWAY_SOAK_TABLE="$root/build/release/soak.csv"
build/release/tests/tst_soak -maxwarnings 0
tail -n 1 "$SPILLWAY_SOAK_TABLE"
