"""RMS normalization by one fused pass over memory on the CPU: the Python side of cpu.cpp.

The compiled file is optional. It is called through ctypes, which needs no header of PyTorch when it is built and
releases the interpreter lock while it runs.
"""

import ctypes
import functools
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor

from rmsnorm_lib.conventions import Convention

DTYPE_CODES = {torch.float32: 0, torch.bfloat16: 1, torch.float16: 2}
# Instruction sets of setup.py, best first, by what PyTorch finds in the processor
BUILDS = {"AVX512": ("avx512", "avx2"), "AVX2": ("avx2",)}
# RMS_NORM_INTERFACE of cpu.h
INTERFACE = 3
# Below this number of elements starting threads costs more than it saves
MIN_ELEMENTS_FOR_THREADS = 1 << 15

_INT, _LONG, _DOUBLE, _POINTER = ctypes.c_int, ctypes.c_int64, ctypes.c_double, ctypes.c_void_p
_GAIN, _BIAS, _SIZES = [_INT, _POINTER, _INT], [_INT, _POINTER], [_LONG] * 3
_FORWARD = [_INT, *[_POINTER, _LONG] * 2, *[_POINTER] * 3, *_GAIN, *_BIAS, *_SIZES, _DOUBLE, _INT, _INT, _INT]
_BACKWARD = [_INT, *[_POINTER, _LONG] * 3, *[_POINTER] * 2, *_GAIN, *[_POINTER] * 2, *_SIZES, _DOUBLE, _INT, _INT]


@functools.cache
def load() -> ctypes.CDLL | None:
    """The compiled kernel for this processor, or None where it was not built or cannot run."""
    for name in BUILDS.get(torch.backends.cpu.get_cpu_capability(), ("generic",)):
        for path in Path(__file__).parent.glob(f"_cpu_{name}.*"):
            try:
                library = ctypes.CDLL(str(path))
            except OSError:  # built for another system, or without the OpenMP library it expects
                continue
            # Built from other source: what its functions take is not what is given here
            if not hasattr(library, "rms_norm_interface") or library.rms_norm_interface() != INTERFACE:
                continue
            for function, arguments in (("rms_norm_forward", _FORWARD), ("rms_norm_backward", _BACKWARD)):
                getattr(library, function).argtypes = arguments
                getattr(library, function).restype = _INT
            return library
    return None


def constant_for_compilers(fn: Callable[[], bool]) -> Callable[[], bool]:
    """As ``torch.compiler.assume_constant_result``, which would import the compiler: one more second at each import."""
    fn._dynamo_marked_constant = True
    return fn


@constant_for_compilers
def is_available() -> bool:
    """Whether the compiled kernel can be used."""
    return load() is not None


def _rows(x: Tensor) -> tuple[Tensor, int]:
    """A tensor whose rows are contiguous, without a copy where possible, and the distance between two rows."""
    if x.is_contiguous():
        return x, x.shape[-1]
    rows = x.reshape(-1, x.shape[-1])
    if rows.stride(-1) != 1:
        rows = rows.contiguous()
    return rows, rows.stride(0)


def _parameter(parameter: Tensor | None) -> Tensor | None:
    """A gain or a bias as the kernel can read it."""
    if parameter is None:
        return None
    if parameter.dtype not in DTYPE_CODES:
        parameter = parameter.to(torch.float32)
    return parameter if parameter.is_contiguous() else parameter.contiguous()


def _code(parameter: Tensor | None) -> int:
    return 0 if parameter is None else DTYPE_CODES[parameter.dtype]


def _pointer(tensor: Tensor | None) -> int | None:
    return None if tensor is None else tensor.data_ptr()


def _check_memory(failed: int) -> None:
    if failed:
        raise MemoryError("the CPU kernel found no memory for its buffers, a few float32 numbers for each column")


def _num_threads(num_elements: int) -> int:
    return torch.get_num_threads() if num_elements >= MIN_ELEMENTS_FOR_THREADS else 1


def forward(
    x: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    eps: float,
    convention: Convention,
    residual: Tensor | None = None,
    need_rms: bool = True,
) -> tuple[Tensor, Tensor | None, Tensor | None]:
    """Normalize the last dimension of ``x``, or of ``x + residual``; arguments are taken as checked.

    Returns:
        ``(y, rms, total)``: the output with the shape and dtype of ``x``; the RMS of every row, float32, shape
        ``(num_rows,)``, all that the backward pass needs besides its input, or None; ``x + residual``, or None.
    """
    hidden_size = x.shape[-1]
    num_elements = x.numel()
    num_rows = num_elements // hidden_size
    y = torch.empty_like(x, memory_format=torch.contiguous_format)
    rms = x.new_empty(num_rows, dtype=torch.float32) if need_rms else None
    x, x_stride = _rows(x)
    total, residual_stride = None, 0
    if residual is not None:
        residual, residual_stride = _rows(residual)
        total = torch.empty_like(y)
    weight, bias = _parameter(weight), _parameter(bias)
    failed = load().rms_norm_forward(
        DTYPE_CODES[x.dtype],
        x.data_ptr(),
        x_stride,
        _pointer(residual),
        residual_stride,
        _pointer(total),
        y.data_ptr(),
        _pointer(rms),
        _code(weight),
        _pointer(weight),
        convention.weight_offset,
        _code(bias),
        _pointer(bias),
        num_rows,
        hidden_size,
        convention.num_rms_elements(hidden_size),
        eps,
        convention.eps_placement == "outside",
        convention.cast == "before_weight",
        _num_threads(num_elements),
    )
    _check_memory(failed)
    return y, rms, total


def backward(
    grad: Tensor,
    x: Tensor,
    weight: Tensor | None,
    rms: Tensor,
    eps: float,
    convention: Convention,
    need_weight: bool,
    need_bias: bool,
    grad_residual: Tensor | None = None,
) -> tuple[Tensor, Tensor | None, Tensor | None]:
    """Gradients of :func:`forward`.

    Args:
        grad: gradient with respect to the output.
        x: what was normalized.
        rms: as returned by :func:`forward`.
        need_weight, need_bias: whether the gradients of gain and bias are wanted.
        grad_residual: gradient that reaches the sum ``x + residual`` directly; it is added to ``dx``.

    Returns:
        ``(dx, dweight, dbias)``; the last two are float32, None where not wanted.
    """
    hidden_size = x.shape[-1]
    num_rows = x.numel() // hidden_size
    dx = torch.empty_like(x, memory_format=torch.contiguous_format)
    x, x_stride = _rows(x)
    grad, grad_stride = _rows(grad)
    residual_stride = 0
    if grad_residual is not None:
        grad_residual, residual_stride = _rows(grad_residual)
    weight = _parameter(weight)
    dweight = x.new_empty(hidden_size, dtype=torch.float32) if need_weight else None
    dbias = x.new_empty(hidden_size, dtype=torch.float32) if need_bias else None
    failed = load().rms_norm_backward(
        DTYPE_CODES[x.dtype],
        grad.data_ptr(),
        grad_stride,
        x.data_ptr(),
        x_stride,
        _pointer(grad_residual),
        residual_stride,
        rms.data_ptr(),
        dx.data_ptr(),
        _code(weight),
        _pointer(weight),
        convention.weight_offset,
        _pointer(dweight),
        _pointer(dbias),
        num_rows,
        hidden_size,
        convention.num_rms_elements(hidden_size),
        eps,
        convention.eps_placement == "outside",
        _num_threads(dx.numel()),
    )
    _check_memory(failed)
    return dx, dweight, dbias
