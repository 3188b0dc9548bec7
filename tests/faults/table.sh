#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# table.sh [--check] [LOG]   writes tests/FAULTS.md from a run of the tests: every row of rows.tsv, its cases, its result
#
# LOG is what ctest wrote (build/dev/Testing/Temporary/LastTest.log). A case is a data row whose name begins with the
# number of its fault, or of several ("F188 F191 http ..."), in whichever test it is. --check writes nothing and fails if the table would be another one, if a
# case failed, or if a row has neither a case nor a reason.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
root="$(cd "$here/../.." && pwd -P)"
target="$root/tests/FAULTS.md"

check=false
if [ "${1-}" = --check ]; then
    check=true
    shift
fi
log="${1:-$root/build/dev/Testing/Temporary/LastTest.log}"
if [ ! -s "$log" ]; then
    printf 'table.sh: there is no log of a run at %s; packaging/test.sh makes one.\n' "$log" >&2
    exit 2
fi

rows() {
    awk -F '\t' '
        # 1st file: the log. "PASS   : Class::function(F049 https what)"
        FNR == NR {
            if (!match($0, /^(PASS|FAIL!|SKIP|XFAIL|XPASS) *: [A-Za-z0-9_:]+\((F[0-9][0-9][0-9][ )])+/)) next
            verdict = substr($0, 1, 4)
            start = index($0, "(")
            rest = substr($0, RSTART + RLENGTH - 1)
            way = rest ~ /^ https / ? "https" : rest ~ /^ http / ? "http" : "other"
            for (at = start + 1; at < RSTART + RLENGTH - 1; at += 5) {
                row = substr($0, at, 4)
                if (verdict == "PASS" || verdict == "SKIP") ++cases[row, way]
                else ++failed[row]
            }
            next
        }
        /^#/ || NF == 0 { next }
        /^=/ {
            printf "\n## %s\n\n| row | fault | http | https | elsewhere | result |\n|---|---|---:|---:|---:|---|\n", substr($1, 3)
            next
        }
        {
            ++rows
            row = $1
            reason = $3
            sum = cases[row, "http"] + cases[row, "https"] + cases[row, "other"]
            http += cases[row, "http"]; https += cases[row, "https"]; other += cases[row, "other"]
            if (failed[row]) { result = "**FAILED**: " failed[row]; ++bad }
            else if (sum && reason != "") { result = "held; " reason; ++held }
            else if (sum) { result = "held"; ++held }
            else if (reason != "") { result = reason; ++apart }
            else { result = "**NO CASE**"; ++bad }
            printf "| %s | %s | %s | %s | %s | %s |\n", row, $2, shown(row, "http"), shown(row, "https"), shown(row, "other"), result
        }
        function shown(row, way) { return cases[row, way] ? cases[row, way] : "" }
        END {
            printf "\n%d rows: %d held by %d cases (%d over http, %d over https, %d elsewhere), %d with a reason instead, %d bad.\n", \
                rows, held, http + https + other, http, https, other, apart, bad
        }
    ' "$log" "$here/rows.tsv"
}

page() {
    cat <<'END'
# Faults

What can go wrong, and what holds that nothing bad comes of it. Made by `packaging/test.sh` and then
`tests/faults/table.sh`; not written by hand, but for the last chapter. A case over http or https goes through the whole
program, window included, against a scripted server, and is followed by nine invariants (`tests/faults/faultrig.h`): it
ends in time, no secret comes out anywhere, the rows on screen stay, *OK* is only what is whole and about the task asked
for, the window never stops, nothing is asked more often than planned, the person is told what happened and what comes
next in plain text, and everything goes on once the fault is gone.
END
    printf '%s\n' "$table"
    cat "$here/figures.md"
}

table="$(rows)"
if $check; then
    printf '%s\n' "$table" | tail -n 1
    if ! diff <(page) "$target"; then
        printf 'table.sh: tests/FAULTS.md is not what this run says; run tests/faults/table.sh.\n' >&2
        exit 1
    fi
else
    page >"$target.new"
    mv "$target.new" "$target"
fi
if grep -nE '\*\*(FAILED|NO CASE)\*\*' <<<"$table" >&2; then
    exit 1
fi
