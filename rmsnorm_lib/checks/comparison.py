"""Comparisons whose failures explain themselves.

A comparison names a property that an implementation must have.
When the property does not hold, the message says what was expected, what came instead, which known mistake gives
that value, and where to read.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import torch


class NotNumbersError(Exception):
    """A result that holds no numbers to compare; the text says what it is."""


def message(prop: str, lines: Sequence[str], causes: Sequence[str] = (), read: str = "", given: str = "") -> str:
    lines = [f"property: {prop}", *([f"given: {given}"] if given else []), *lines]
    if causes:
        lines.append("likely cause: " + "; or: ".join(causes))
    if read:
        lines.append(f"read: {read}")
    return "\n".join(lines)


def is_tensor(value: object) -> bool:
    # type() and not isinstance(): an object may claim any class through its __class__ attribute
    return issubclass(type(value), torch.Tensor)


def to_float64(value: object) -> np.ndarray:
    """Copy the numbers of ``value`` into a plain float64 array.

    The comparison then runs on NumPy's own arrays, so nothing that a subclass overrides can take part in it.

    Raises:
        NotNumbersError: ``value`` holds no real numbers, or is a tensor of a class of its own.
    """
    if value is None:
        raise NotNumbersError("None; a function without a return statement gives None")
    if value is Ellipsis:
        raise NotNumbersError("... ; the placeholder has not been replaced yet")
    if is_tensor(value):
        # A tensor subclass decides itself what detach() and every other operation give back
        if type(value) not in (torch.Tensor, torch.nn.Parameter):
            raise NotNumbersError(
                f"an object of type {type(value).__name__}, a subclass of torch.Tensor; give back a plain torch.Tensor"
            )
        # A TorchFunctionMode that was left on would have a say as well
        with torch._C.DisableTorchFunction():
            if value.is_complex():
                raise NotNumbersError(f"complex numbers ({value.dtype})")
            return torch.Tensor.detach(value).cpu().to(torch.float64).numpy().copy()
    try:
        array = np.asarray(value)
    except Exception as error:
        raise NotNumbersError(
            f"an object of type {type(value).__name__} that cannot be read as numbers ({error})"
        ) from error
    if array.dtype.kind not in "iuf":
        raise NotNumbersError(
            f"an object of type {type(value).__name__}, which is not a real number or an array of real numbers"
        )
    return np.array(array, dtype=np.float64, subok=False)


Tolerance = float | np.ndarray


def is_close(got: np.ndarray, expected: np.ndarray, rtol: Tolerance, atol: Tolerance) -> np.ndarray:
    # equal_nan only matters where the expected value itself is NaN
    return np.isclose(got, expected, rtol=rtol, atol=atol, equal_nan=True)


def _matching_mistakes(
    got: np.ndarray, expected: np.ndarray, mistakes: Mapping[str, object] | None, rtol: Tolerance, atol: Tolerance
) -> list[str]:
    causes = []
    if got.shape != expected.shape:
        rtol, atol = float(np.max(rtol)), float(np.max(atol))
    for description, value in (mistakes or {}).items():
        mistake = to_float64(value)
        gives_the_right_result = mistake.shape == expected.shape and is_close(mistake, expected, rtol, atol).all()
        if not gives_the_right_result and got.shape == mistake.shape and is_close(got, mistake, rtol, atol).all():
            causes.append(description)
    return causes


def number(value: float) -> str:
    if math.isnan(value):
        return "NaN (not a number)"
    return f"{value:.7g}"


def worst_index(got: np.ndarray, expected: np.ndarray, rtol: Tolerance, atol: Tolerance) -> tuple[int, ...]:
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        excess = np.abs(got - expected) / (atol + rtol * np.abs(expected))
    excess = np.where(np.isnan(excess), np.inf, excess)
    excess = np.where(is_close(got, expected, rtol, atol), -1.0, excess)
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
        got_shape = to_float64(got).shape
    except NotNumbersError as problem:
        lines = [f"expected shape: {_describe_shape(tuple(shape))}", f"got: {problem}"]
        raise AssertionError(message(prop, lines, read=read)) from None
    if got_shape != tuple(shape):
        lines = [f"expected shape: {_describe_shape(tuple(shape))}", f"got shape: {_describe_shape(got_shape)}"]
        raise AssertionError(message(prop, lines, read=read))


def assert_dtype(got: object, dtype: torch.dtype, *, prop: str, read: str = "", given: str = "") -> None:
    """Check that a result is a tensor of the given dtype and nothing else about it.

    Args:
        got: the result.
        dtype: the expected dtype.
        prop: the property that is checked, in words.
        read: where to read about it.
        given: the input that the result was computed from, in words.

    Raises:
        AssertionError: ``got`` is no tensor, or its dtype differs.
    """
    __tracebackhide__ = True
    if not is_tensor(got):
        got_type = "None" if got is None else type(got).__name__
        lines = [f"expected type: torch.Tensor of dtype {dtype}", f"got type: {got_type}"]
        raise AssertionError(message(prop, lines, read=read, given=given))
    with torch._C.DisableTorchFunction():
        got_dtype = torch.Tensor.dtype.__get__(got)
    if got_dtype != dtype:
        lines = [f"expected dtype: {dtype}", f"got dtype: {got_dtype}"]
        raise AssertionError(message(prop, lines, read=read, given=given))


def assert_close(
    got: object,
    expected: object,
    *,
    prop: str,
    mistakes: Mapping[str, object] | None = None,
    read: str = "",
    given: str = "",
    rtol: Tolerance = 1e-5,
    atol: Tolerance = 1e-6,
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
        given: the input that the result was computed from, in words.
        rtol, atol: relative and absolute tolerance; arrays of the shape of ``expected`` give each element its own.

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
    wanted = to_float64(expected)
    if is_tensor(expected):
        assert_dtype(got, expected.dtype, prop=prop, read=read, given=given)
    try:
        numbers = to_float64(got)
    except NotNumbersError as problem:
        form = "a number" if wanted.shape == () else f"numbers of shape {wanted.shape}"
        lines = [f"expected: {form}", f"got: {problem}"]
        raise AssertionError(message(prop, lines, read=read, given=given)) from None

    if numbers.shape != wanted.shape:
        lines = [
            f"expected shape: {_describe_shape(wanted.shape)}",
            f"got shape: {_describe_shape(numbers.shape)}",
        ]
    else:
        close = is_close(numbers, wanted, rtol, atol)
        if close.all():
            return
        worst = worst_index(numbers, wanted, rtol, atol)
        place = f" at {list(worst)}" if worst else ""
        lines = [f"expected{place}: {number(wanted[worst])}", f"got{place}: {number(numbers[worst])}"]
        if close.size > 1:
            lines.append(f"wrong elements: {np.count_nonzero(~close)} of {close.size}")
    causes = _matching_mistakes(numbers, wanted, mistakes, rtol, atol)
    raise AssertionError(message(prop, lines, causes, read, given))
