"""A watch over a block of code that refuses calls of ready-made norms."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import torch

from rmsnorm_lib.checks.comparison import message

_CHECKS_FOLDER = os.path.dirname(os.path.abspath(__file__)) + os.sep
LIBRARY_FOLDER = os.path.dirname(os.path.dirname(_CHECKS_FOLDER)) + os.sep
TORCH_FOLDER = os.path.dirname(os.path.abspath(torch.__file__)) + os.sep
# They compute no norm, so calling them takes no work off the student
_FILES_FREE_TO_CALL = {
    *(_CHECKS_FOLDER + name for name in ("comparison.py", "exercises.py", "watch.py")),
    LIBRARY_FOLDER + "devices.py",
}
_TORCH_NORMS = {
    "rms_norm",
    "_fused_rms_norm",
    "layer_norm",
    "native_layer_norm",
    "_fused_layer_norm",
}
# Only the runner of exercises may call pause() and resume()
_PAUSING_FILE = _CHECKS_FOLDER + "exercises.py"
_WATCH_SWITCHES = {"setprofile", "setprofile_all_threads", "_setprofile_all_threads"}


class _Watch:
    """Profile function that notes every call of a norm that somebody else wrote."""

    def __init__(self, previous: object) -> None:
        self.previous = previous
        # A watch inside a watch shares its list, so that a caught error of the inner one still reaches the outer one
        self.violations: list[str] = previous.violations if isinstance(previous, _Watch) else []

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        violation = None
        if event == "call":
            violation = _forbidden_python_call(frame)
        elif event == "c_call":
            violation = _forbidden_c_call(frame, argument)
        if violation is not None:
            self.violations.append(violation)
            raise AssertionError(self.message())

    def message(self) -> str:
        return message(
            "your own implementation",
            [f"not allowed in this task: {self.violations[0]}", "reason: the task is to write it yourself"],
        )


def _runs_at_import(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_code.co_filename.startswith(LIBRARY_FOLDER):
            return True
        frame = frame.f_back
    return False


def _forbidden_python_call(frame: FrameType) -> str | None:
    file, name = frame.f_code.co_filename, frame.f_code.co_name
    if file.startswith(LIBRARY_FOLDER):
        if frame.f_code in (pause.__code__, resume.__code__) and frame.f_back.f_code.co_filename != _PAUSING_FILE:
            return f"{name} was called, which would end the watch over library calls"
        if file in _FILES_FREE_TO_CALL or _runs_at_import(frame):
            return None
        return f"{name} of rmsnorm_lib was called"
    if file == threading.__file__ and name in _WATCH_SWITCHES:
        return _forbidden_switch(name, frame.f_back)
    if not file.startswith(TORCH_FOLDER):
        return None
    if name == "__call__" and file.endswith("_ops.py"):  # torch.ops.aten.rms_norm and its like
        name = getattr(frame.f_locals.get("self"), "__name__", "").partition(".")[0]
    return f"{name} of torch was called" if name in _TORCH_NORMS else None


def _forbidden_c_call(frame: FrameType, function: object) -> str | None:
    name = getattr(function, "__name__", None)
    if name in _TORCH_NORMS:
        return f"{name} of torch was called"
    return _forbidden_switch(name, frame) if name in _WATCH_SWITCHES else None


def _forbidden_switch(name: str, caller: FrameType) -> str | None:
    if caller.f_code.co_filename in (*_FILES_FREE_TO_CALL, threading.__file__):
        return None
    return f"{name} was called, which would end the watch over library calls"


@contextmanager
def no_library_norms() -> Iterator[None]:
    """Refuse calls of ready-made norms inside the ``with`` block.

    Refused are torch's RMS norms and layer norms and every function of ``rmsnorm_lib`` except those of this file and
    ``get_device``, also through a name that was bound earlier.
    Importing the library is not refused.

    The watch is a profile function (``sys.setprofile``). It sees calls made by Python code, in this thread and in
    threads started inside the block; it does not see a call that C code makes of C code, such as
    ``list(map(torch.rms_norm, ...))``, nor compiled (``torch.jit``) code.

    Raises:
        AssertionError: at the refused call, and again at the end of the block, so that code which catches the first
            one does not pass. Also when the watch was switched off inside the block.

    Example:
        >>> with no_library_norms():
        ...     torch.nn.functional.rms_norm(torch.ones(2), (2,))
        Traceback (most recent call last):
            ...
        AssertionError: property: your own implementation
        not allowed in this task: rms_norm of torch was called
        reason: the task is to write it yourself
    """
    __tracebackhide__ = True
    watch = _Watch(sys.getprofile())
    previous_for_threads = threading.getprofile()
    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        yield
    finally:
        # Python itself takes a profile function off once it has raised, so its absence means nothing after that
        if sys.getprofile() is not watch and not watch.violations:
            watch.violations.append("the watch over library calls was switched off")
        sys.setprofile(watch.previous)
        threading.setprofile(previous_for_threads)
        if watch.violations:
            raise AssertionError(watch.message()) from None


def pause() -> _Watch | None:
    """Take off the watch that is on in this thread, for a check of the library that must use the library.

    Returns:
        The watch for :func:`resume`, or None where there was none. The check watches the student's function itself.
    """
    watch = sys.getprofile()
    if not isinstance(watch, _Watch):
        return None
    sys.setprofile(None)
    return watch


def resume(watch: _Watch | None) -> None:
    """Put the watch back on that :func:`pause` took off."""
    if watch is not None:
        sys.setprofile(watch)
