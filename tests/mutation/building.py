# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiling a mutated copy of one file, linking it into tests in place of the right one, and running these."""

import hashlib
import json
import os
import re
import resource
import select
import shlex
import signal
import subprocess
import time
from pathlib import Path

from schema import CHOICE

BAD_NEWS = re.compile(rb"^(FAIL!|XPASS|QFATAL)", re.MULTILINE)
NONSENSE = re.compile(r"^mutant:(\d+):\d+: error: (?:no match for|returning initializer list|invalid operands)",
                      re.MULTILINE)
MEMORY = 4 << 30  # bytes: a mutant may allocate for ever


class BuildError(Exception):
    pass


def quiet(command, folder):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)


def includes_of(text):
    lines = text.split("\n")
    last = max(i for i, line in enumerate(lines) if line.startswith("#include"))
    return lines[:last + 1]


class Builder:
    """Of one file: `sources` are what is compiled, `file` what is mutated in it (the source itself, or a header that all
    of them include). What a source includes is read once, together with what the `others` include that are compiled in
    the same way."""

    def __init__(self, root, build, folder, file, sources, others):
        self.root, self.build, self.folder = root, build, folder
        self.is_header = sources != [file]
        self.sources = [(root / source).read_text(encoding="utf-8") for source in sources]
        self.place = folder / ("include/" + file.split("/", 1)[1] if self.is_header else "mutant.cpp")
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self.objects = [folder / f"mutant{i}.o" for i in range(len(sources))]
        self.compiler = self.command_for(root / sources[0])
        self.head = includes_of(self.sources[0])
        alike = [root / other for other in others if self.command_for(root / other) == self.compiler]
        self.precompile([line for path in alike for line in includes_of(path.read_text(encoding="utf-8"))])

    def command_for(self, source):
        entries = json.loads((self.build / "compile_commands.json").read_text())
        words = next((shlex.split(each["command"]) for each in entries if each["file"] == str(source)), None)
        if not words:
            raise BuildError(f"{source} is not in compile_commands.json")
        words = words[:words.index("-o")]
        if Path(words[0]).name == "ccache":
            words = words[1:]
        own = [f"-I{self.folder}/include"] if self.is_header else []
        kept = [word for word in words[1:] if not re.match(r"-(g\d?|O.|W.*|MD)$", word)]
        # An empty optional that is read, or an index beyond the end, is a mutant killed and not one that had luck.
        return [words[0], *own, *kept, "-O0", "-g0", "-D_GLIBCXX_ASSERTIONS"]

    def precompile(self, lines):
        """Reading headers is most of the work."""
        text = "\n".join(dict.fromkeys(line for line in lines if line.startswith("#include"))) + "\n" + CHOICE
        name = hashlib.sha256("\0".join([text, *self.compiler]).encode()).hexdigest()[:16]
        self.header = header = self.build / "mutation" / f"{name}.h"
        header.parent.mkdir(exist_ok=True)
        if self.is_header or self.is_fresh(Path(f"{header}.gch")):
            return
        header.write_text(text, encoding="utf-8")
        done = quiet([*self.compiler, "-w", "-x", "c++-header", "-MMD", "-MF", f"{header}.d", str(header), "-o",
                      f"{header}.part"], self.build)
        if done.returncode:
            raise BuildError(done.stderr[:2000])
        os.replace(f"{header}.part", f"{header}.gch")

    @staticmethod
    def is_fresh(made):
        """Whether none of the headers in it was changed since."""
        rule = made.with_suffix(".d")
        if not made.exists() or not rule.exists():
            return False
        read = [Path(word) for word in rule.read_text(encoding="utf-8").split() if word.endswith((".h", ".hpp"))]
        return all(path.exists() and path.stat().st_mtime < made.stat().st_mtime for path in read)

    def compile(self, text, choice):
        """Nothing if it compiled, or the numbers of the mutants that errors are about ({0}: of none that is known), and
        whether they would not compile alone either."""
        if self.is_header:
            head = CHOICE.replace("namespace {", "namespace mutation {").replace("} }", "} } using mutation::mutantIs;")
            self.place.write_text(text.replace("#pragma once\n", "#pragma once\n" + head), encoding="utf-8")
            main, texts, own = self.folder / "mutant.cpp", self.sources, []
        else:
            lines = text.split("\n")
            lines[:len(self.head)] = [""] * len(self.head)
            main, texts, own = self.place, ["\n".join(lines)], ["-include", str(self.header)]
        # A case that is missing never gets past the compiler; of the rest it is not to complain.
        command = [*self.compiler, "-w" if choice else "-Werror=switch", *own, "-c", str(main), "-o"]
        for source, made in zip(texts, self.objects):
            main.write_text(source, encoding="utf-8")
            done = quiet([*command, str(made)], self.build)
            if done.returncode:
                break
        else:
            return {}
        self.errors = done.stderr
        failed = {int(number): False for number in re.findall(r"\bmutant:(\d+)", done.stderr)} or {0: False}
        for number in NONSENSE.findall(done.stderr):
            failed[int(number)] = True
        return failed

    def link(self, test):
        out = self.folder / test
        listed = quiet(["ninja", "-t", "commands", f"tests/{test}"], self.build).stdout.splitlines()
        command = next((line for line in reversed(listed) if f" -o tests/{test} " in line), None)
        if not command or not (self.build / "tests" / test).exists():
            raise BuildError(f"{test} is not built in {self.build}")
        # First of all: what is defined here is not looked for in the libraries, and inline functions are those with
        # assertions.
        command = command.replace(f" -o tests/{test} ", f" -fuse-ld=lld -Wl,-S -o {out} ", 1)
        command = command.replace("c++ ", f"c++ {' '.join(map(str, self.objects))} ", 1)
        done = quiet(["sh", "-c", command], self.build)
        if done.returncode:
            raise BuildError(f"{test}: {done.stderr[:2000]}")
        return Test(test, out, self.folder)


class Test:
    usual = {}  # seconds, by name

    def __init__(self, name, program, folder):
        self.name, self.program, self.folder = name, program, folder

    def measure(self):
        """How long it takes where nothing is changed; it has to pass then."""
        started = time.monotonic()
        if self.run(0, 300) != "passed":
            raise BuildError(f"{self.name} fails without a mutant")
        Test.usual[self.name] = time.monotonic() - started

    def run(self, number, limit=0):
        """passed, killed (at the first failure, or by a crash) or timeout."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        names = {"HOME": str(home), "TMPDIR": str(home), "SPILLWAY_MUTANT": str(number)}
        names |= {f"XDG_{word}_HOME": f"{home}/{word.lower()}" for word in ("CONFIG", "CACHE", "DATA", "STATE")}
        child = subprocess.Popen([self.program], cwd=self.folder, env=os.environ | names, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
                                 preexec_fn=bounded)
        try:
            return verdict_of(child, time.monotonic() + (limit or 20 + 5 * Test.usual.get(self.name, 10)))
        finally:
            try:
                os.killpg(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            child.wait()
            child.stdout.close()


def bounded():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def verdict_of(child, deadline):
    said = b""
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            return "timeout"
        if not select.select([child.stdout], [], [], left)[0]:
            continue
        piece = os.read(child.stdout.fileno(), 1 << 16)
        if not piece:
            return "passed" if child.wait() == 0 else "killed"
        said = said[-16:] + piece
        if BAD_NEWS.search(said):
            return "killed"
