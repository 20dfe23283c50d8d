"""Source code as functions."""

import inspect
import linecache
from collections.abc import Callable


def load_source(source: str, name: str) -> Callable:
    """Execute source code and return the last function that it defines.

    Args:
        source: Python code.
        name: file name in error messages, which then quote the line.

    Raises:
        ValueError: the code is not valid Python, or defines no function.
    """
    lines = source.splitlines(keepends=True)
    linecache.cache[name] = (len(source), None, lines, name)
    namespace: dict[str, object] = {"__name__": name}
    try:
        exec(compile(source, name, "exec"), namespace)
    except SyntaxError as error:
        raise ValueError(f"line {error.lineno} is no valid Python: {(error.text or '').strip()}") from error
    functions = [value for value in namespace.values() if inspect.isfunction(value) and value.__module__ == name]
    if not functions:
        raise ValueError("the code defines no function")
    return functions[-1]
