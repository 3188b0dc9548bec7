#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [SIZES [OPTION...]]   builds the benchmarks, runs them and prints a table; the same as JSON is in build/bench.json
#
# SIZES: how many partitions, as in 1000,10000,100000,1000000 (all of these if left out). OPTIONs are Google Benchmark's,
# such as --benchmark_filter=decode.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
sizes="${1:-1000,10000,100000,1000000}"

bash "$root/packaging/packages.sh" build test bench
# shellcheck source-path=SCRIPTDIR source=../../packaging/sandbox.sh
. "$root/packaging/sandbox.sh"

cd "$root"
cmake --preset bench >/dev/null
cmake --build --preset bench --target spillway spillway_bench -- --quiet
exec build/bench/bin/spillway_bench "--sizes=$sizes" \
    --benchmark_out=build/bench.json --benchmark_out_format=json "${@:2}"
