"""The short way to the CPU kernel: the Python side of autograd.cpp.

The compiled file is optional. It is bound to the version of PyTorch that it was built with, which its name tells; with
any other version, calls take the longer way through :mod:`rmsnorm_lib.kernels.fused`, which gives the same results.
"""

import ctypes
import functools
import importlib
import re
from types import ModuleType

import torch

from rmsnorm_lib.conventions import Convention
from rmsnorm_lib.kernels import cpu, fused


def module_name(torch_version: str) -> str:
    """Name of the compiled file for a version of PyTorch; setup.py gives it the same name."""
    return "_autograd_" + re.sub(r"\W", "_", torch_version)


def _backward_as_operations(
    grad, x, weight, grad_total, eps, eps_outside, weight_offset, cast_before_weight, p, *needed
):
    convention = fused.operator_convention(
        "outside" if eps_outside else "inside",
        weight_offset,
        "before_weight" if cast_before_weight else "after_weight",
        p,
    )
    return fused.differentiable_backward(grad, x, weight, eps, convention, needed, grad_total)


@functools.cache
def load() -> ModuleType | None:
    """The compiled file for this PyTorch, connected to the kernel for this processor, or None without either."""
    kernel = cpu.load()
    if kernel is None:
        return None
    try:
        library = importlib.import_module(f"rmsnorm_lib.kernels.{module_name(torch.__version__)}")
    except ImportError:  # not built, or built for another system
        return None
    if library.INTERFACE != cpu.INTERFACE:  # built from other source
        return None
    addresses = [
        ctypes.cast(function, ctypes.c_void_p).value for function in (kernel.rms_norm_forward, kernel.rms_norm_backward)
    ]
    library.connect(*addresses, cpu.MIN_ELEMENTS_FOR_THREADS, Convention, _backward_as_operations)
    return library
