# SPDX-License-Identifier: GPL-3.0-or-later
"""One object that holds all mutants of a file: which of them is in force says SPILLWAY_MUTANT while it runs. That is one
compilation and one link for hundreds of mutants, not one each."""

from operators import tokens_of

CHOICE = (
    "#include <cstdlib>\n"
    "namespace { inline bool mutantIs(int number) {\n"
    '    static const int chosen = std::getenv("SPILLWAY_MUTANT") ? std::atoi(std::getenv("SPILLWAY_MUTANT")) : 0;\n'
    "    return chosen == number;\n"
    "} }\n"
)


def mutated(text, mutant):
    """The whole file with one mutant."""
    return text[:mutant.start] + mutant.after + text[mutant.end:]


def alternative(text, mutant):
    """In one line, so that the line of an error is the mutant's number."""
    begin, end = mutant.span
    whole = text[begin:mutant.start] + mutant.after + text[mutant.end:end]
    return " ".join(token.text for token in tokens_of(whole))


def with_choice(text, numbered):
    """The file with the mutants (number, Mutant) side by side, and the numbers of those that do not fit in: their
    spans overlap others. Each stands on lines of its own, named mutant:NUMBER, so that errors can be told apart."""
    kept, left_out = [], []
    for number, mutant in sorted(numbered, key=lambda each: (each[1].span[0], -each[1].span[1])):
        begin, end = mutant.span
        overlaps = any(b < begin < e < end or begin < b < end < e for b, e in {m.span for _, m in kept})
        both = any(m.span == mutant.span and m.is_statement != mutant.is_statement for _, m in kept)
        (left_out if overlaps or both or mutant.start < begin or mutant.end > end else kept).append((number, mutant))
    groups = {}
    for number, mutant in kept:
        groups.setdefault(mutant.span, []).append((number, mutant))
    return rendered(text, 0, len(text), sorted(groups, key=lambda s: (s[0], -s[1])), groups), [n for n, _ in left_out]


def rendered(text, begin, end, spans, groups):
    parts, at, i = [], begin, 0
    while i < len(spans):
        span = spans[i]
        inner = i + 1
        while inner < len(spans) and spans[inner][1] <= span[1]:
            inner += 1
        parts.append(text[at:span[0]])
        parts.append(choice(text, span, groups[span], rendered(text, span[0], span[1], spans[i + 1:inner], groups)))
        at, i = span[1], inner
    parts.append(text[at:end])
    return "".join(parts)


def choice(text, span, mutants, original):
    if mutants[0][1].is_statement:
        parts = ["{"]
        for number, mutant in mutants:
            parts.append(f'\n#line {number} "mutant"\nif (mutantIs({number})) {{ {alternative(text, mutant)} }} else')
        closing = " }"
        parts.append(" {")
        original += " }"
    else:
        parts = []
        for number, mutant in mutants:
            parts.append(f'\n#line {number} "mutant"\n(mutantIs({number}) ? ({alternative(text, mutant)}) : ')
        # What is turned round is a bool; the original may be a pointer.
        parts.append("bool(" if any(mutant.operator == "condition" for _, mutant in mutants) else "(")
        closing = ")" * (len(mutants) + 1)
    line = text.count("\n", 0, span[0]) + 1
    return "".join(parts) + f'\n#line {line} "original"\n{original}{closing}'
