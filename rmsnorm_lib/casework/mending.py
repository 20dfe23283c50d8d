"""Fixes: shown code with some of its lines replaced."""

import ast
import builtins
import textwrap
from collections.abc import Callable, Collection, Mapping

from rmsnorm_lib.casework.choice import find_case
from rmsnorm_lib.casework.loading import load_source


def mend_case(task: str, student_id: object, fix: Mapping[int, str]) -> Callable:
    """The function of a student's case after some of its lines were replaced.

    Args:
        task: name of the task.
        student_id: text or number.
        fix: new text by the number of the line that it replaces. Lines of the text that begin without a space get the
            indentation of the old line. An empty text removes the line.

    Raises:
        TypeError: ``fix`` is not a dictionary of texts by line number.
        ValueError: a line number does not exist, or the mended code is not valid Python or uses an unknown name.
    """
    if not isinstance(fix, Mapping) or not all(
        isinstance(number, int) and isinstance(text, str) for number, text in fix.items()
    ):
        raise TypeError(f"the fix must be a dictionary such as {{9: 'y = h / rms'}}, got {fix!r}")
    shown = find_case(task, student_id).source
    lines = shown.splitlines()
    for number, text in fix.items():
        if not 1 <= number <= len(lines):
            raise ValueError(f"line numbers go from 1 to {len(lines)}, got {number}")
        old = lines[number - 1]
        indentation = old[: len(old) - len(old.lstrip())]
        lines[number - 1] = textwrap.indent(text, indentation, lambda line: not line[:1].isspace())
    source = "\n".join(lines) + "\n"
    mended = load_source(source, f"<{task} mended>")
    _check_names(source, shown, {*mended.__globals__, *vars(builtins)})
    return mended


def _check_names(mended: str, shown: str, names: Collection[str]) -> None:
    """Refuse a name that neither the shown nor the mended code defines; ``names`` are those of the module."""
    nodes = list(ast.walk(ast.parse(shown)))
    own = {node.arg for node in nodes if isinstance(node, ast.arg)} | {
        node.id for node in nodes if isinstance(node, ast.Name)
    }
    used = [node for node in ast.walk(ast.parse(mended)) if isinstance(node, ast.Name)]
    known = own | {node.id for node in used if isinstance(node.ctx, ast.Store)} | set(names)
    for node in used:
        if node.id not in known:
            has = ", ".join(sorted(own - set(names)))
            raise ValueError(f"the fix uses the name {node.id!r}, which the shown code does not have; it has {has}")
