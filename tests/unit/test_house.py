"""The rules of the house that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

import graphmem
from graphmem import errors

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(
    path
    for folder in ("graphmem", "training", "examples")
    for path in (ROOT / folder).rglob("*.py")
)
ALL = sorted([*CODE, *(ROOT / "tests").rglob("*.py")])


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring."""
    length = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        length -= (first.end_lineno or 0) - first.lineno + 1
    return length


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_no_file_is_over_350_lines(path: Path):
    assert len(path.read_text("utf-8").splitlines()) <= 350


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_function_is_over_40_lines(path: Path):
    long = {
        node.name: lines_of(node)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > 40
    }
    assert not long


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_query_stands_in_a_string(path: Path):
    query = re.compile(r"\b(SELECT .+ FROM|INSERT INTO|DELETE FROM|MATCH \(|MERGE \(|UNWIND)\b")
    tree = ast.parse(path.read_text("utf-8"))
    strings = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant))
    assert not [s for s in strings if isinstance(s, str) and query.search(s)]


def test_the_public_names_are_sorted_and_exist():
    assert list(graphmem.__all__) == sorted(graphmem.__all__)
    assert all(getattr(graphmem, name) for name in graphmem.__all__)


def test_every_public_name_says_what_it_is():
    assert not [name for name in graphmem.__all__ if not getattr(graphmem, name).__doc__]


def test_every_error_is_of_one_tree_and_drawn_in_it():
    classes = [c for c in vars(errors).values() if isinstance(c, type)]
    assert all(issubclass(c, errors.GraphmemError) for c in classes)
    assert all(c.__name__ in (errors.__doc__ or "") for c in classes)
