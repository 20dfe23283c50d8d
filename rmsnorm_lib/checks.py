"""Checks for exercises whose failures explain themselves.

A check names a property that an implementation must have.
When the property does not hold, the message says what was expected, what came instead, which known mistake gives
that value, and where to read.
"""

import math
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

import numpy as np
import torch

_LIBRARY_FOLDER = os.path.dirname(os.path.abspath(__file__)) + os.sep
_TORCH_FOLDER = os.path.dirname(os.path.abspath(torch.__file__)) + os.sep
# get_device chooses where to compute and computes nothing, so calling it takes no work off the student
_FILES_FREE_TO_CALL = {os.path.abspath(__file__), _LIBRARY_FOLDER + "devices.py"}
_TORCH_NORMS = {
    "rms_norm",
    "_fused_rms_norm",
    "layer_norm",
    "native_layer_norm",
    "_fused_layer_norm",
}
_WATCH_SWITCHES = {"setprofile", "setprofile_all_threads", "_setprofile_all_threads"}


class _NotNumbersError(Exception):
    """A result that holds no numbers to compare; the text says what it is."""


def _message(prop: str, lines: Sequence[str], causes: Sequence[str] = (), read: str = "") -> str:
    lines = [f"property: {prop}", *lines]
    if causes:
        lines.append("likely cause: " + "; or: ".join(causes))
    if read:
        lines.append(f"read: {read}")
    return "\n".join(lines)


def _is_tensor(value: object) -> bool:
    # type() and not isinstance(): an object may claim any class through its __class__ attribute
    return issubclass(type(value), torch.Tensor)


def _to_float64(value: object) -> np.ndarray:
    """Copy the numbers of ``value`` into a plain float64 array.

    The comparison then runs on NumPy's own arrays, so nothing that a subclass overrides can take part in it.

    Raises:
        _NotNumbersError: ``value`` holds no real numbers, or is a tensor of a class of its own.
    """
    if value is None:
        raise _NotNumbersError("None; a function without a return statement gives None")
    if value is Ellipsis:
        raise _NotNumbersError("... ; the placeholder has not been replaced yet")
    if _is_tensor(value):
        # A tensor subclass decides itself what detach() and every other operation give back
        if type(value) not in (torch.Tensor, torch.nn.Parameter):
            raise _NotNumbersError(
                f"an object of type {type(value).__name__}, a subclass of torch.Tensor; give back a plain torch.Tensor"
            )
        # A TorchFunctionMode that was left on would have a say as well
        with torch._C.DisableTorchFunction():
            if value.is_complex():
                raise _NotNumbersError(f"complex numbers ({value.dtype})")
            return torch.Tensor.detach(value).cpu().to(torch.float64).numpy().copy()
    try:
        array = np.asarray(value)
    except Exception as error:
        raise _NotNumbersError(
            f"an object of type {type(value).__name__} that cannot be read as numbers ({error})"
        ) from error
    if array.dtype.kind not in "iuf":
        raise _NotNumbersError(
            f"an object of type {type(value).__name__}, which is not a real number or an array of real numbers"
        )
    return np.array(array, dtype=np.float64, subok=False)


def _is_close(got: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    # equal_nan only matters where the expected value itself is NaN
    return np.isclose(got, expected, rtol=rtol, atol=atol, equal_nan=True)


def _matching_mistakes(
    got: np.ndarray, expected: np.ndarray, mistakes: Mapping[str, object] | None, rtol: float, atol: float
) -> list[str]:
    causes = []
    for description, value in (mistakes or {}).items():
        mistake = _to_float64(value)
        gives_the_right_result = mistake.shape == expected.shape and _is_close(mistake, expected, rtol, atol).all()
        if not gives_the_right_result and got.shape == mistake.shape and _is_close(got, mistake, rtol, atol).all():
            causes.append(description)
    return causes


def _number(value: float) -> str:
    if math.isnan(value):
        return "NaN (not a number)"
    return f"{value:.7g}"


def _worst_index(got: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> tuple[int, ...]:
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        excess = np.abs(got - expected) / (atol + rtol * np.abs(expected))
    excess = np.where(np.isnan(excess), np.inf, excess)
    excess = np.where(_is_close(got, expected, rtol, atol), -1.0, excess)
    return tuple(int(i) for i in np.unravel_index(np.argmax(excess), excess.shape))


def _describe_shape(shape: tuple[int, ...]) -> str:
    return "() (a single number)" if shape == () else str(shape)


def assert_shape(got: object, shape: tuple[int, ...], *, prop: str, read: str = "") -> None:
    """Check the shape of a result and nothing else about it.

    Args:
        got: number, array or tensor.
        shape: the expected shape; ``()`` for a single number.
        prop: the property that is checked, in words.
        read: where to read about it.

    Raises:
        AssertionError: the shape differs, or ``got`` holds no numbers.
    """
    __tracebackhide__ = True
    try:
        got_shape = _to_float64(got).shape
    except _NotNumbersError as problem:
        lines = [f"expected shape: {_describe_shape(tuple(shape))}", f"got: {problem}"]
        raise AssertionError(_message(prop, lines, read=read)) from None
    if got_shape != tuple(shape):
        lines = [f"expected shape: {_describe_shape(tuple(shape))}", f"got shape: {_describe_shape(got_shape)}"]
        raise AssertionError(_message(prop, lines, read=read))


def assert_dtype(got: object, dtype: torch.dtype, *, prop: str, read: str = "") -> None:
    """Check that a result is a tensor of the given dtype and nothing else about it.

    Args:
        got: the result.
        dtype: the expected dtype.
        prop: the property that is checked, in words.
        read: where to read about it.

    Raises:
        AssertionError: ``got`` is no tensor, or its dtype differs.
    """
    __tracebackhide__ = True
    if not _is_tensor(got):
        given = "None" if got is None else type(got).__name__
        lines = [f"expected type: torch.Tensor of dtype {dtype}", f"got type: {given}"]
        raise AssertionError(_message(prop, lines, read=read))
    with torch._C.DisableTorchFunction():
        got_dtype = torch.Tensor.dtype.__get__(got)
    if got_dtype != dtype:
        raise AssertionError(_message(prop, [f"expected dtype: {dtype}", f"got dtype: {got_dtype}"], read=read))


def assert_close(
    got: object,
    expected: object,
    *,
    prop: str,
    mistakes: Mapping[str, object] | None = None,
    read: str = "",
    rtol: float = 1e-5,
    atol: float = 1e-6,
) -> None:
    """Check that a result has the expected shape and values.

    Two values are close when ``abs(got - expected) <= atol + rtol * abs(expected)``.
    Set ``atol=0`` where the expected values are themselves as small as ``atol``.

    Args:
        got: number, nested list, array or tensor; any shape.
        expected: the right result. A tensor also asks for a tensor of its dtype;
            a number or an array only asks for its shape and values.
        prop: the property that is checked, in words.
        mistakes: what known mistakes give, as ``{description of the mistake: value}``. A description is reported
            when ``got`` is close to its value, unless that value is close to ``expected`` too.
        read: where to read about the property.
        rtol, atol: relative and absolute tolerance.

    Raises:
        AssertionError: the result differs. The message has one line each for the property, for what was expected
            and what came (at the worst index), for the likely cause where one is known, and for where to read.

    Example:
        >>> assert_close(2.5, 2.5, prop="halving 5")
        >>> assert_close(10.0, 2.5, prop="halving 5", mistakes={"multiplied by 2": 10.0}, read="chapter 0")
        Traceback (most recent call last):
            ...
        AssertionError: property: halving 5
        expected: 2.5
        got: 10
        likely cause: multiplied by 2
        read: chapter 0
    """
    __tracebackhide__ = True
    wanted = _to_float64(expected)
    if _is_tensor(expected):
        assert_dtype(got, expected.dtype, prop=prop, read=read)
    try:
        numbers = _to_float64(got)
    except _NotNumbersError as problem:
        form = "a number" if wanted.shape == () else f"numbers of shape {wanted.shape}"
        raise AssertionError(_message(prop, [f"expected: {form}", f"got: {problem}"], read=read)) from None

    if numbers.shape != wanted.shape:
        lines = [
            f"expected shape: {_describe_shape(wanted.shape)}",
            f"got shape: {_describe_shape(numbers.shape)}",
        ]
    else:
        close = _is_close(numbers, wanted, rtol, atol)
        if close.all():
            return
        worst = _worst_index(numbers, wanted, rtol, atol)
        place = f" at {list(worst)}" if worst else ""
        lines = [f"expected{place}: {_number(wanted[worst])}", f"got{place}: {_number(numbers[worst])}"]
        if close.size > 1:
            lines.append(f"wrong elements: {np.count_nonzero(~close)} of {close.size}")
    causes = _matching_mistakes(numbers, wanted, mistakes, rtol, atol)
    raise AssertionError(_message(prop, lines, causes, read))


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
        return _message(
            "your own implementation",
            [f"not allowed in this task: {self.violations[0]}", "reason: the task is to write it yourself"],
        )


def _runs_at_import(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_code.co_filename.startswith(_LIBRARY_FOLDER):
            return True
        frame = frame.f_back
    return False


def _forbidden_python_call(frame: FrameType) -> str | None:
    file, name = frame.f_code.co_filename, frame.f_code.co_name
    if file.startswith(_LIBRARY_FOLDER):
        if file in _FILES_FREE_TO_CALL or _runs_at_import(frame):
            return None
        return f"{name} of rmsnorm_lib was called"
    if file == threading.__file__ and name in _WATCH_SWITCHES:
        return _forbidden_switch(name, frame.f_back)
    if not file.startswith(_TORCH_FOLDER):
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


def _explain(error: Exception) -> str:
    if isinstance(error, AssertionError):
        return str(error) or "an assert statement without a message failed"
    if isinstance(error, NotImplementedError):
        return (
            "not written yet: replace `raise NotImplementedError()` in the task's answer cell by your code, "
            "then run that cell and this one"
        )
    if isinstance(error, NameError):
        return f"{error}: run the task's answer cell first, and keep the name that the task asks for"
    steps = [step for step in traceback.extract_tb(error.__traceback__) if "site-packages" not in step.filename]
    steps = [step for step in steps if not step.filename.startswith((_LIBRARY_FOLDER, _TORCH_FOLDER))]
    place = f"\nin {steps[-1].name}, line {steps[-1].lineno}: {steps[-1].line}" if steps else ""
    return f"your code raised {type(error).__name__}: {error}{place}"


def run_public_checks(
    task: str,
    checks: Mapping[str, Callable[[], object]],
    *,
    graded_later: Sequence[str] = (),
    allow_library_norms: bool = False,
) -> None:
    """Run every check, print one verdict for each, and fail at the end if any failed.

    Args:
        task: name of the task, such as ``"task 2"``.
        checks: what is checked, in words, and a function without arguments that raises when it does not hold.
        graded_later: names of the properties that are checked only when the work is graded.
        allow_library_norms: do not run the checks under :func:`no_library_norms`.

    Raises:
        AssertionError: at least one check failed; the reasons are printed above.

    Example:
        >>> run_public_checks("task 0", {"one is one": lambda: None}, graded_later=["two is two"])
        passed: one is one
        public checks of task 0: 1 of 1 passed; graded later: two is two
    """
    __tracebackhide__ = True
    num_passed = 0
    printed_reasons = set()
    for name, check in checks.items():
        try:
            if allow_library_norms:
                check()
            else:
                with no_library_norms():
                    check()
        except Exception as error:
            print(f"FAILED: {name}")
            reason = _explain(error)
            if reason not in printed_reasons:
                printed_reasons.add(reason)
                print("\n".join("    " + line for line in reason.splitlines()))
            else:
                print("    (same reason as above)")
        else:
            num_passed += 1
            print(f"passed: {name}")
    ending = f"; graded later: {', '.join(graded_later)}" if graded_later else ""
    print(f"public checks of {task}: {num_passed} of {len(checks)} passed{ending}")
    if num_passed < len(checks):
        failed = len(checks) - num_passed
        raise AssertionError(f"{task}: {failed} of {len(checks)} public checks failed; the reasons are printed above")
