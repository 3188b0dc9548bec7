# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of the mutants: a tsv that grows while it works, and a table."""

HEADER = ["file", "line", "operator", "result", "by", "seconds", "mutant"]


class Results:
    """(file, key) -> (operator, result). Appended line by line, so shares may write the same file; the last counts."""

    def __init__(self, path, again):
        self.path = path
        self.known = {}
        self.again = again
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines()[1:]:
                values = line.split("\t")
                if len(values) == len(HEADER):
                    self.known[(values[0], values[6])] = (values[2], values[3])
        else:
            path.write_text("\t".join(HEADER) + "\n", encoding="utf-8")

    def knows(self, file, key):
        result = self.known.get((file, key), ("", ""))[1]
        return bool(result) and not (self.again and result == "survived")

    def add(self, file, mutant, result, by, seconds):
        self.known[(file, mutant.key)] = (mutant.operator, result)
        values = [file, str(mutant.line), mutant.operator, result, by, f"{seconds:.1f}", mutant.key]
        with self.path.open("a", encoding="utf-8") as out:
            out.write("\t".join(values) + "\n")


class Equivalents:
    """Mutants that no test can see, and why: file, operator, mutant, reason."""

    def __init__(self, path):
        self.reasons = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                values = line.split("\t")
                if len(values) == 4 and not line.startswith("#"):
                    self.reasons[tuple(values[:3])] = values[3]

    def reason(self, file, operator, key):
        return self.reasons.get((file, operator, key), "")


def summary(results, wanted, files, equivalents):
    """The table, and the percentage killed of all that compiled, equivalents counted as survivors."""
    rows = [("file", "mutants", "not compiled", "killed", "survived", "of these equivalent", "killed %")]
    total = [0] * 5
    for file in dict.fromkeys(files):
        done = {key: each for key, each in results.known.items() if key[0] == file and key in wanted}
        broken = sum(result == "not compiled" for _, result in done.values())
        survived = [(key[1], operator) for key, (operator, result) in done.items() if result == "survived"]
        same = sum(bool(equivalents.reason(file, operator, key)) for key, operator in survived)
        killed = len(done) - broken - len(survived)
        counts = [len(done), broken, killed, len(survived), same]
        total = [a + b for a, b in zip(total, counts)]
        rows.append((file, *map(str, counts), share(killed, len(survived))))
    rows.append(("all", *map(str, total), share(total[2], total[3])))
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    missing = len(wanted) - total[0]
    if missing:
        lines.append(f"{missing} of {len(wanted)} mutants have not been tried.")
    whole = total[2] + total[3]
    return "\n".join(lines), 100 * total[2] / whole if whole else 0


def share(killed, survived):
    return f"{100 * killed / (killed + survived):.1f}" if killed + survived else "-"
