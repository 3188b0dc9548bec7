#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks the decision code in small ways and tells which of them no test sees. See README.md beside it."""

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from building import Builder, BuildError
from operators import Mutator
from results import Equivalents, Results, summary
from schema import mutated, with_choice

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Unit:
    """A line of files.tsv: a file to mutate, or one function of it, and the tests that hold it."""

    def __init__(self, line):
        place, tests, *source = line.split("\t")
        self.file, _, self.function = place.partition("#")
        self.tests = tests.split()
        self.sources = source[0].split() if source else [self.file]
        self.text = (ROOT / self.file).read_text(encoding="utf-8")

    def mutants(self):
        found = Mutator(self.text).all()
        if not self.function:
            return found
        lines = self.text.split("\n")
        first = next(n for n, text in enumerate(lines, 1) if text[:1].isalpha() and f"{self.function}(" in text)
        last = next(n for n, text in enumerate(lines, 1) if n > first and text == "}")
        return [mutant for mutant in found if first <= mutant.line <= last]


def units_of(names):
    lines = (HERE / "files.tsv").read_text(encoding="utf-8").splitlines()
    units = [Unit(line) for line in lines if line and not line.startswith("#")]
    return [unit for unit in units if not names or any(name in unit.file for name in names)]


def chosen(mutants, sample, share):
    """With a sample, as many of each file, the same in every run; of these the share k of n."""
    if sample and len(mutants) > sample:
        by_hash = sorted(mutants, key=lambda each: hashlib.sha256(each.key.encode()).digest())[:sample]
        mutants = sorted(by_hash, key=lambda each: each.start)
    k, n = share
    return [mutant for i, mutant in enumerate(mutants) if i % n == k]


class Run:
    def __init__(self, build, results, equivalents, sources, near, skips_alone):
        self.near = near
        self.sources = sources
        self.skips_alone = skips_alone
        self.build = build
        self.results = results
        self.equivalents = equivalents

    def unit(self, unit, mutants):
        todo = [mutant for mutant in mutants if not self.results.knows(unit.file, mutant.key)]
        say(f"{unit.file}: {len(mutants)} mutants, {len(todo)} to do")
        if not todo:
            return
        unit.tests = unit.tests[:self.near or None]
        with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
            builder = Builder(ROOT, self.build, Path(folder), unit.file, unit.sources, self.sources)
            alone = self.together(unit, builder, todo)
            for number in [] if self.skips_alone else alone:
                self.one(unit, builder, todo[number])

    def together(self, unit, builder, todo):
        """All that fit into one object. Returns the numbers of the others."""
        numbered = {number: mutant for number, mutant in enumerate(todo, 1) if mutant.span}
        while numbered:
            text, left_out = with_choice(unit.text, list(numbered.items()))
            for number in left_out:
                del numbered[number]
            failed = builder.compile(text, choice=True)
            if not failed:
                break
            bad = {number: is_nonsense for number, is_nonsense in failed.items() if number in numbered}
            if not bad: # a choice is no constant, where one has to be
                numbered.clear()
                if builder.compile(unit.text, choice=False):
                    raise BuildError(f"{unit.file} does not compile:\n{builder.errors[:2000]}")
            for number, is_nonsense in bad.items():
                mutant = numbered.pop(number)
                if is_nonsense:
                    self.results.add(unit.file, mutant, "not compiled", "", 0)
        if numbered:
            tests = [builder.link(test) for test in unit.tests]
            for test in tests:
                test.measure()
            for number, mutant in numbered.items():
                self.judge(unit, mutant, tests, number)
        return [i for i, mutant in enumerate(todo) if not self.results.knows(unit.file, mutant.key)
                and i + 1 not in numbered]

    def one(self, unit, builder, mutant):
        if builder.compile(mutated(unit.text, mutant), choice=False):
            self.results.add(unit.file, mutant, "not compiled", "", 0)
            return
        self.judge(unit, mutant, (builder.link(test) for test in unit.tests), 0)

    def judge(self, unit, mutant, tests, number):
        started = time.monotonic()
        for test in tests:
            verdict = test.run(number)
            if verdict != "passed":
                self.results.add(unit.file, mutant, verdict, test.name, time.monotonic() - started)
                return
        self.results.add(unit.file, mutant, "survived", "", time.monotonic() - started)
        known = " (known)" if self.equivalents.reason(unit.file, mutant.operator, mutant.key) else ""
        say(f"  survived{known}: {unit.file}:{mutant.line} {mutant.operator}: {mutant.key}")


def say(text):
    print(text, flush=True)


def share_of(text):
    k, _, n = text.partition("/")
    if not (k.isdigit() and n.isdigit() and 1 <= int(k) <= int(n)):
        raise argparse.ArgumentTypeError("a share is k/n, as in 1/2")
    return int(k) - 1, int(n)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default=ROOT / "build/dev", type=Path, help="where the tests are built")
    parser.add_argument("--results", type=Path, help="the tsv; BUILD/mutation.tsv if not given")
    parser.add_argument("--file", action="append", default=[], help="only files with this in their name")
    parser.add_argument("--list", action="store_true", help="print the mutants and do nothing")
    parser.add_argument("--tests", action="store_true", help="print the tests to build and do nothing")
    parser.add_argument("--summary", action="store_true", help="only the summary of what has been done")
    parser.add_argument("--share", type=share_of, default=(0, 1), help="part k of n, as 1/2")
    parser.add_argument("--sample", type=int, default=0, help="at most so many mutants of each file")
    parser.add_argument("--near", type=int, default=0, help="only the first so many tests of each file")
    parser.add_argument("--skip-alone", action="store_true", help="not those that have to be compiled one by one")
    parser.add_argument("--again", action="store_true", help="also those that survived before")
    parser.add_argument("--least", type=float, default=85, help="percent to be killed")
    return parser.parse_args()


def main():
    args = arguments()
    units = units_of(args.file)
    build = args.build.resolve()
    equivalents = Equivalents(HERE / "equivalents.tsv")
    if args.tests:
        say("\n".join(sorted({test for unit in units for test in unit.tests})))
        return 0
    picked = [(unit, chosen(unit.mutants(), args.sample, args.share)) for unit in units]
    if args.list:
        for unit, mutants in picked:
            for mutant in mutants:
                say(f"{unit.file}:{mutant.line}\t{mutant.operator}\t{mutant.key}")
        return 0
    results = Results(args.results or build / "mutation.tsv", again=args.again)
    if not args.summary:
        os.environ.update(QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8", TZ="UTC")
        sources = [source for unit in units_of([]) for source in unit.sources]
        run = Run(build, results, equivalents, sources, args.near, args.skip_alone)
        for unit, mutants in picked:
            run.unit(unit, mutants)
    wanted = {(unit.file, mutant.key) for unit, mutants in picked for mutant in mutants}
    text, percent = summary(results, wanted, [unit.file for unit in units], equivalents)
    say(text)
    return 0 if percent >= args.least else 1


if __name__ == "__main__":
    if not shutil.which("ninja"):
        sys.exit("mutate.py: there is no ninja.")
    try:
        sys.exit(main())
    except BuildError as error:
        sys.exit(f"mutate.py: {error}")
