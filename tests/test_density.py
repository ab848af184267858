"""No function asks more questions than a reader can hold, and no long pattern is without names for its parts."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "quotecheck"
MOST_QUESTIONS = 12
"""Cyclomatic complexity of a function: one, and one for each branch, boolean operator, loop and condition of a
comprehension; its own nested functions are left to themselves."""
MOST_CHARACTERS = 200
"""Of a pattern that is written without blanks and names."""
STILL_LONG = 3
"""Long patterns there still are; the number only goes down."""
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a function is made of, without the functions inside it."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, Function):
            yield from _inside(child)


def questions(function: Function) -> int:
    """Return the cyclomatic complexity of a function, boolean operators and comprehensions counted.

    >>> questions(ast.parse("def f(a, b):\\n    return a and b or [c for c in a if c]").body[0])
    5
    """
    count = 1
    for node in _inside(function):
        if isinstance(node, BRANCHES):
            count += 1
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        if isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
    return count


def _functions() -> Iterator[tuple[str, int]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function):
                yield f"{path.relative_to(PACKAGE)}:{node.name}", questions(node)


def test_no_function_asks_more_than_a_reader_can_hold() -> None:
    dense = [(name, count) for name, count in _functions() if count > MOST_QUESTIONS]

    assert dense == []


def _patterns() -> Iterator[tuple[str, int]]:
    """Yield the expressions handed to `re.compile` as they are written, and their lengths without verbose ones."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile" and node.args):
                continue
            if any("VERBOSE" in ast.unparse(flag) for flag in (*node.args[1:], *(one.value for one in node.keywords))):
                continue
            yield f"{path.relative_to(PACKAGE)}:{node.lineno}", len(ast.unparse(node.args[0]))


def test_long_patterns_name_their_parts() -> None:
    long = [(place, length) for place, length in _patterns() if length > MOST_CHARACTERS]

    assert len(long) <= STILL_LONG, long
