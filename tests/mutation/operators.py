# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong in a line of C++: the text of a file in, its mutants out. Knows tokens, not types."""

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:[^\n\\]|\\.)*)
      | (?P<string>(?:u8|[uUL])?R"(?P<raw>[^(\s]*)\(.*?\)(?P=raw)"\w*|(?:u8|[uUL])?"(?:[^"\\\n]|\\.)*"\w*)
      | (?P<char>(?:u8|[uUL])?'(?:[^'\\\n]|\\.)+')
      | (?P<number>\.?\d(?:[\w.]|'\w|[eEpP][+-])*)
      | (?P<name>[A-Za-z_]\w*)
      | (?P<mark><=>|<<=|>>=|->\*|\.\.\.|::|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
CLOSES = {"(": ")", "[": "]", "{": "}"}
OPENS = {close: opening for opening, close in CLOSES.items()}
LEVELS = [["*", "/", "%"], ["+", "-"], ["<<", ">>"], ["<", "<=", ">", ">="], ["==", "!="], ["&"], ["^"], ["|"], ["&&"],
          ["||"], ["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "?", ":"]]
LEVEL = {mark: level for level, marks in enumerate(LEVELS) for mark in marks}
OTHER = {
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
    "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"], "&": ["|"], "|": ["&"],
    "^": ["&"], "<<": [">>"], ">>": ["<<"], "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="], "|=": ["&="],
    "&=": ["|="],
}
FAMILY = {"<": "relational", "<=": "relational", ">": "relational", ">=": "relational", "==": "relational",
          "!=": "relational", "&&": "logical", "||": "logical"}
BOUNDARY = {"return", "else", "do", "case", "default", "goto", "co_return", "throw"}
# Words a statement to be deleted does not begin with: these are declarations, or have an operator of their own.
NOT_DELETED = BOUNDARY | {"if", "for", "while", "switch", "break", "continue", "using", "typedef", "const", "constexpr",
                          "static", "auto", "struct", "class", "enum", "namespace", "template", "public", "private",
                          "protected", "static_assert", "friend", "inline", "explicit", "virtual", "unsigned", "Q_OBJECT",
                          "Q_DECLARE_TR_FUNCTIONS", "Q_ASSERT", "void", "bool", "int", "char"}
ASSERTIONS = {"static_assert", "Q_ASSERT", "Q_ASSERT_X"}


@dataclass
class Token:
    kind: str
    text: str
    start: int
    end: int
    mate: int = -1  # the index of the bracket that belongs to it


@dataclass
class Mutant:
    """text[start:end] becomes `after`. If it can be chosen while the program runs: the expression or statement
    text[span[0]:span[1]] that then stands twice."""

    operator: str
    start: int
    end: int
    after: str
    span: tuple = None
    is_statement: bool = False
    line: int = 0
    key: str = ""


def tokens_of(text):
    tokens, opened = [], []
    for match in TOKEN.finditer(text):
        if match.lastgroup == "blank" or match.group("blank"):
            continue
        kind = next(k for k in ("string", "char", "number", "name", "mark") if match.group(k) is not None)
        token = Token(kind, match.group(), match.start(), match.end())
        if kind == "mark" and token.text in CLOSES:
            opened.append(len(tokens))
        elif kind == "mark" and token.text in OPENS and opened:
            token.mate = opened.pop()
            tokens[token.mate].mate = len(tokens)
        tokens.append(token)
    return tokens


class Mutator:
    def __init__(self, text):
        self.text = text
        self.tokens = tokens_of(text)
        self.mutants = []
        self.in_for = {k for i, token in enumerate(self.tokens) if token.text == "for" and self.at(i + 1) == "("
                       for k in range(i + 2, self.tokens[i + 1].mate)}

        self.fixed = {k for i, token in enumerate(self.tokens) for k in self.needed_by_compiler(i, token)}

    def needed_by_compiler(self, i, token):
        """The tokens of a constant or a label: nothing that could be chosen while the program runs. Of what stands in
        braces after a constant the bodies of functions can."""
        if token.text not in ("constexpr", "case"):
            return
        k = i + 1
        while k < len(self.tokens) and self.at(k) not in (";", ":"):
            if self.at(k) == "{" and self.at(k - 1) == ")":
                k = self.tokens[k].mate
            yield k
            k += 1

    def at(self, i):
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def is_spaced(self, i):
        """The format of the code tells a < b from a<b>, and a * b from a *b."""
        token = self.tokens[i]
        return self.text[token.start - 1].isspace() and self.text[token.end].isspace()

    def is_binary(self, i):
        token = self.tokens[i]
        if token.kind != "mark" or token.text not in LEVEL or token.text in "?:":
            return False
        before = self.tokens[i - 1]
        ends_operand = before.kind != "mark" or before.text in ")]}" or before.text == ">"
        return self.is_spaced(i) and ends_operand and before.text not in BOUNDARY and self.at(i + 1) not in ("", ")")

    # Where operands begin and end ------------------------------------------------------------------------------

    def left_of(self, i, level):
        """The first token of the operand that ends before token i."""
        first = i
        while first > 0:
            token, after = self.tokens[first - 1], self.tokens[first]
            if first < i:
                starts = after.kind != "mark" or after.text in ("!", "++", "--", "~") or (
                    after.text in ("*", "&", "-", "+") and not self.is_binary(first))
                if starts and (token.text in (")", "}", "]") or token.text in BOUNDARY or token.kind != "mark"):
                    break
            if token.text in ("(", "[", "{", ";", ",") or (token.text in BOUNDARY):
                break
            if LEVEL.get(token.text, -1) > level and (token.text in "?:" or self.is_binary(first - 1)):
                break
            first = token.mate if token.text in OPENS and token.mate >= 0 else first - 1
        return first

    def right_of(self, i, level):
        """The last token of the operand that begins after token i; what is assigned goes to the end."""
        last = i
        is_assigned = self.at(i) != "?" and level == len(LEVELS) - 1
        while last + 1 < len(self.tokens):
            token = self.tokens[last + 1]
            if token.text in (")", "]", "}", ";", ","):
                break
            if not is_assigned and LEVEL.get(token.text, -1) >= level and (
                    token.text in "?:" or self.is_binary(last + 1)):
                break
            last = token.mate if token.text in CLOSES and token.mate >= 0 else last + 1
        return last

    def unary_end(self, i):
        """The last token of the unary expression that begins at token i."""
        while self.at(i) in ("!", "*", "&", "-", "+", "++", "--", "~"):
            i += 1
        last = self.tokens[i].mate if self.at(i) in CLOSES else i
        while True:
            following = self.at(last + 1)
            if following in ("(", "[") or (following == "{" and self.text[self.tokens[last + 1].start - 1] != " "):
                last = self.tokens[last + 1].mate
            elif following in (".", "->", "::"):
                last += 2
            elif following == "<" and not self.is_spaced(last + 1):
                last = self.template_end(last + 1)
            else:
                return last

    def template_end(self, i):
        depth = 0
        while i < len(self.tokens):
            depth += {"<": 1, ">": -1, ">>": -2}.get(self.at(i), 0)
            if depth <= 0:
                return i
            i += 1
        return i - 1

    def statement_end(self, i):
        """The semicolon that ends what begins at token i; -1 if it is no such statement."""
        while i < len(self.tokens):
            text = self.at(i)
            if text == ";":
                return i
            if text in OPENS:
                return -1
            i = self.tokens[i].mate + 1 if text in CLOSES else i + 1
        return -1

    # Mutants ---------------------------------------------------------------------------------------------------

    def add(self, operator, first, last, after, span=None, is_statement=False):
        """Tokens first to last become `after`; span as tokens, too."""
        start, end = self.tokens[first].start, self.tokens[last].end
        bytes_span = (self.tokens[span[0]].start, self.tokens[span[1]].end) if span and first not in self.fixed else None
        self.mutants.append(Mutant(operator, start, end, after, bytes_span, is_statement))

    def all(self):
        skip_to = 0
        for i, token in enumerate(self.tokens):
            if i < skip_to:
                continue
            if token.text in ASSERTIONS or token.text == "using":
                skip_to = self.statement_end(i)
                continue
            if token.text == "template" and self.at(i + 1) == "<":
                skip_to = self.template_end(i + 1)
                continue
            self.marks(i)
            self.literals(i)
            self.words(i)
            self.statements(i)
            self.rows(i)
        self.name_mutants()
        return self.mutants

    def marks(self, i):
        token = self.tokens[i]
        if token.kind != "mark":
            return
        if token.text in OTHER and self.is_binary(i):
            level = LEVEL[token.text]
            span = (self.left_of(i, level), self.right_of(i, level))
            for other in OTHER[token.text]:
                self.add(FAMILY.get(token.text, "arithmetic"), i, i, other, span)
        elif token.text == "!":
            self.add("not", i, i, "!!", (i, self.unary_end(i)))
        elif token.text in ("++", "--"):
            other = "--" if token.text == "++" else "++"
            is_prefix = self.tokens[i + 1].kind == "name" or self.at(i + 1) in ("*", "(")
            span = (i, self.unary_end(i)) if is_prefix else (self.left_of(i, -1), i)
            self.add("arithmetic", i, i, other, span)
        elif token.text == "?":
            self.condition(self.left_of(i, LEVEL["||"]), i - 1)

    def condition(self, first, last):
        """A condition without an operator of its own, the other way round."""
        inner = range(first, last + 1)
        has_own = any(self.at(k) in FAMILY and self.is_binary(k) or self.at(k) == "!" for k in inner)
        declares = any(self.at(k) in (";", "=") for k in inner)
        if not has_own and not declares and first <= last:
            self.add("condition", first, last, "!(" + self.source(first, last) + ")", (first, last))

    def source(self, first, last):
        return self.text[self.tokens[first].start:self.tokens[last].end]

    def literals(self, i):
        token = self.tokens[i]
        whole = re.fullmatch(r"(0[xX][\da-fA-F']+|[\d']+)([uUlLzZ]*|s|ms)", token.text)
        if token.kind == "number" and whole:
            value = int(whole.group(1).replace("'", ""), 0 if whole.group(1) != "0" else 10)
            self.add("constant", i, i, f"{value + 1}{whole.group(2)}", (i, i))
            self.add("constant", i, i, f"{value - 1}{whole.group(2)}" if value else "-1", (i, i))
        elif token.kind == "number":
            self.add("constant", i, i, f"2 * {token.text}", (i, i))
        elif token.kind == "char":
            self.add("constant", i, i, f"char16_t({token.text} + 1)" if token.text[0] == "u"
                     else f"char({token.text} + 1)", (i, i))

    def words(self, i):
        token = self.tokens[i]
        if token.kind != "name":
            return
        if token.text in ("true", "false"):
            self.add("boolean", i, i, "false" if token.text == "true" else "true", (i, i))
        elif token.text in ("min", "max", "qMin", "qMax", "clamp") and self.at(i + 1) in ("(", "<"):
            first = i - 2 if self.at(i - 1) == "::" else i
            last = self.unary_end(i)
            if token.text == "clamp":
                stop = self.right_of(i + 1, 99)
                self.add("bounds", first, last, "(" + self.source(i + 2, stop) + ")", (first, last))
            else:
                swap = {"min": "max", "max": "min", "qMin": "qMax", "qMax": "qMin"}
                self.add("bounds", i, i, swap[token.text], (first, last))
        elif token.text in ("if", "while") and self.at(i + 1) == "(":
            self.condition(i + 2, self.tokens[i + 1].mate - 1)

    def starts_statement(self, i):
        before = self.at(i - 1)
        if before == ";":
            return i not in self.in_for
        if before in ("{", "}", "else", "do"):
            return True
        if before == ")":
            return self.at(self.tokens[i - 1].mate - 1) in ("if", "for", "while", "switch")
        return before == ":" and self.label_before(i - 1)

    def label_before(self, i):
        while i > 0 and self.at(i) not in (";", "{", "}", "?"):
            if self.at(i) in ("case", "default"):
                return True
            i -= 1
        return False

    def statements(self, i):
        token = self.tokens[i]
        if token.kind == "name" and token.text == "case":
            stop = i
            while self.at(stop) != ":":
                stop += 1
            self.add("case", i, stop, "")
        if not (token.kind == "name" or token.text in ("*", "(", "++", "--")) or not self.starts_statement(i):
            return
        end = self.statement_end(i)
        if end < 0:
            return
        span = (i, end)
        if token.text == "return":
            self.returns(i, end)
        elif token.text in ("break", "continue"):
            if self.at(end + 1) == "}" and self.ends_switch(end + 1):
                return  # nothing follows that it could run into
            self.add("jump", i, end, ";" if token.text == "break" else "break;", span, True)
        elif token.text not in NOT_DELETED and self.does_something(i, end):
            self.add("statement", i, end, ";", span, True)

    def ends_switch(self, i):
        before = self.tokens[self.tokens[i].mate - 1]
        return before.text == ")" and self.at(before.mate - 1) == "switch"

    def does_something(self, i, end):
        """Not a declaration: those begin with two names, or a template's and another; a constructor goes on with :."""
        if self.at(i + 1) == "(" and self.at(self.tokens[i + 1].mate + 1) == ":":
            return False
        k = i + 1
        while self.at(k) == "::":
            k += 2
        if self.at(k) == "<" and not self.is_spaced(k):
            k = self.template_end(k) + 1
        if self.tokens[i].kind == "name" and (self.tokens[k].kind == "name" or (
                self.at(k) in ("*", "&") and not self.is_binary(k))):
            return False
        return any(self.at(n) in ("(", "++", "--") or self.at(n) in LEVELS[-1] for n in range(i, end))

    def returns(self, i, end):
        span = (i, end)
        value = self.source(i + 1, end - 1) if end > i + 1 else ""
        if value not in ("", "true", "false", "{}", "nullptr", "std::nullopt", "0"):
            if re.fullmatch(r"(\w+::)+[A-Z]\w*", value):
                self.add("return", i, end, f"return decltype({value})(int({value}) + 1);", span, True)
            elif self.is_in_plain_lambda(i):
                self.add("return", i, end, f"return std::decay_t<decltype({value})>{{}};", span, True)
            else:
                self.add("return", i, end, "return {};", span, True)
        if self.at(i - 1) == ")":  # of an if: as if the condition never held
            self.add("statement", i, end, ";", span, True)

    def is_in_plain_lambda(self, i):
        """In a lambda that does not say what it returns, {} is nothing to go by."""
        while i > 0 and self.at(i) != "{":
            i = self.tokens[i].mate - 1 if self.at(i) in OPENS else i - 1
        before = self.tokens[i - 1]
        return before.text == ")" and self.at(before.mate - 1) == "]"

    def rows(self, i):
        """Rows of `constexpr std::array name{...}` and `T name[] = {...}`."""
        if self.at(i) != "{" or self.tokens[i].mate < 0:
            return
        k = i - 1 if self.at(i - 1) != "=" else i - 2
        is_array = self.at(k) == "]" and self.at(k - 1) == "["
        is_array = is_array or (self.tokens[k].kind == "name" and self.at(k - 1) in ("array", "const", ">"))
        if not is_array or not self.is_constant(k):
            return
        first = i + 1
        while first < self.tokens[i].mate:
            last = self.right_of(first - 1, 99)
            following = last + 1 if self.at(last + 1) == "," else last
            self.add("row", first, following, "")
            first = last + 2

    def is_constant(self, i):
        while i > 0 and self.at(i) not in (";", "{", "}"):
            if self.at(i) in ("constexpr", "const"):
                return True
            i -= 1
        return False

    def name_mutants(self):
        """A key by what stands in the line, so that it survives lines that move. Where that is not enough the line
        before goes with it, and where even that is not, a number."""
        shown = [self.shown(mutant) for mutant in self.mutants]
        longer = [text if shown.count(text) == 1 else f"{self.line_before(mutant)} ⏎ {text}"
                  for mutant, text in zip(self.mutants, shown)]
        seen = {}
        for mutant, text in zip(self.mutants, longer):
            seen[text] = seen.get(text, 0) + 1
            mutant.key = text if seen[text] == 1 else f"{text} #{seen[text]}"

    def shown(self, mutant):
        begin = self.text.rfind("\n", 0, mutant.start) + 1
        stop = self.text.find("\n", mutant.end)
        mutant.line = self.text.count("\n", 0, mutant.start) + 1
        head, tail = self.text[begin:mutant.start].lstrip(), self.text[mutant.end:stop].rstrip()
        return " ".join(f"{head}«{self.text[mutant.start:mutant.end]} → {mutant.after}»{tail}".split())

    def line_before(self, mutant):
        begin = self.text.rfind("\n", 0, mutant.start)
        return " ".join(self.text[self.text.rfind("\n", 0, begin) + 1:begin].split())
