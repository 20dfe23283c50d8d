"""Small faults put into an answer by changing its syntax tree, one at a time."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

SWAPPED_OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult}
SWAPPED_COMPARISONS = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq}
SWAPPED_NAMES = {
    "mean": "sum",
    "sum": "mean",
    "square": "abs",
    "abs": "square",
    "sqrt": "square",
    "rsqrt": "sqrt",
    "max": "min",
    "amax": "amin",
    "argmax": "argmin",
    "var": "std",
    "std": "var",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
}


@dataclass(frozen=True)
class Mutant:
    """One changed answer.

    Attributes:
        change: the statement before and after, as ``before -> after``; it identifies the mutant within its cell.
        source: the whole changed answer.
    """

    change: str
    source: str


def _changed_expressions(node: ast.AST) -> Iterator[ast.AST]:
    """Every way in which this one node, not its children, is changed."""
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPPED_OPERATORS:
        yield ast.BinOp(node.left, SWAPPED_OPERATORS[type(node.op)](), node.right)
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED_COMPARISONS:
        yield ast.Compare(node.left, [SWAPPED_COMPARISONS[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield node.operand
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield ast.Constant(node.value + 1)
    if isinstance(node, ast.Attribute) and node.attr in SWAPPED_NAMES:
        yield ast.Attribute(node.value, SWAPPED_NAMES[node.attr], node.ctx)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            yield node.func.value if not isinstance(node.func.value, ast.Name) or not node.args else node.args[0]
        for index in range(len(node.keywords)):
            yield ast.Call(node.func, node.args, node.keywords[:index] + node.keywords[index + 1 :])
    if isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse


class _Replace(ast.NodeTransformer):
    def __init__(self, target: ast.AST, replacement: ast.AST) -> None:
        self.target, self.replacement = target, replacement

    def visit(self, node: ast.AST) -> ast.AST:
        return self.replacement if node is self.target else super().generic_visit(node)


def _statements(tree: ast.AST) -> Iterator[tuple[list[ast.stmt], int]]:
    """Places of all simple statements except docstrings and placeholders such as ``x = ...``."""
    simple = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Return)
    for node in ast.walk(tree):
        for block in ("body", "orelse"):
            # the body of a lambda or of an `a if c else b` is an expression
            statements = getattr(node, block, None)
            for index, statement in enumerate(statements if isinstance(statements, list) else []):
                is_docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
                is_placeholder = isinstance(statement, simple) and ast.unparse(statement).endswith("= ...")
                if isinstance(statement, simple) and not is_docstring and not is_placeholder:
                    yield getattr(node, block), index


def _changed_statements(statement: ast.stmt) -> Iterator[ast.stmt]:
    for position, node in enumerate(ast.walk(statement)):
        for choice in range(len(list(_changed_expressions(node)))):
            changed = copy.deepcopy(statement)
            target = list(ast.walk(changed))[position]
            yield _Replace(target, list(_changed_expressions(target))[choice]).visit(changed)
    yield ast.Pass()


def mutants(source: str) -> list[Mutant]:
    """All changed versions of an answer that differ in one expression or lack one statement.

    Example:
        >>> [one.change for one in mutants("y = a + 1")]
        ['y = a + 1 -> y = a - 1', 'y = a + 1 -> y = a + 2', 'y = a + 1 -> pass']
    """
    tree = ast.parse(source)
    found: dict[str, Mutant] = {}
    for block, index in _statements(tree):
        before = block[index]
        for after in _changed_statements(before):
            block[index] = ast.fix_missing_locations(after)
            text = ast.unparse(tree)
            found.setdefault(text, Mutant(f"{ast.unparse(before)} -> {ast.unparse(after)}", text))
        block[index] = before
    return list(found.values())
