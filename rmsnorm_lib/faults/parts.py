"""The right parts that faulty implementations share, so that each shows little more than its fault."""

import functools
import inspect
from collections.abc import Callable

import torch
from torch import Tensor

from rmsnorm_lib.faults.fault import Norm
from rmsnorm_lib.kernels.eager import statistics_dtype

# backward(grad, x, weight, inv_rms) -> (dx, dweight); all but weight are in float32 at least
Backward = Callable[[Tensor, Tensor, Tensor, Tensor], tuple[Tensor, Tensor | None]]


def widen(x: Tensor) -> Tensor:
    """``x`` in float32, or in float64 if it is float64. Float32 input is returned itself, not a copy."""
    return x.to(statistics_dtype(x.dtype))


def inverse_rms(h: Tensor, eps: float) -> Tensor:
    """One over the RMS of each row, eps inside the root; shape ``(..., 1)``."""
    return torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)


def root_mean_square(h: Tensor) -> Tensor:
    """RMS of each row, shape ``(..., 1)``. ``vector_norm`` has a finite gradient at a row of zeros."""
    return torch.linalg.vector_norm(h, dim=-1, keepdim=True) / h.shape[-1] ** 0.5


def apply_gain(normed: Tensor, weight: Tensor | None, dtype: torch.dtype) -> Tensor:
    """Multiply by the gain, if there is one, and round to ``dtype`` once."""
    return (normed if weight is None else normed * weight).to(dtype)


def sum_over_rows(terms: Tensor) -> Tensor:
    """Sum over all dimensions but the last."""
    return terms.reshape(-1, terms.shape[-1]).sum(dim=0)


def input_gradient(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> Tensor:
    """Gradient of ``weight * x * inv_rms`` with respect to ``x``."""
    upstream, x_hat = grad * weight, x * inv_rms
    return inv_rms * (upstream - x_hat * (upstream * x_hat).mean(dim=-1, keepdim=True))


def gain_gradient(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> Tensor:
    """Gradient of ``weight * x * inv_rms`` with respect to ``weight``."""
    return sum_over_rows(grad * x * inv_rms)


def with_backward(backward: Backward) -> Norm:
    """The right forward pass, eps inside the root, together with the given backward pass.

    ``inspect.getsource`` of the result shows ``backward``.
    """

    class HandWritten(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
            inv_rms = inverse_rms(widen(x), eps)
            ctx.save_for_backward(x, weight, inv_rms)
            return apply_gain(widen(x) * inv_rms, weight, x.dtype)

        @staticmethod
        @torch.autograd.function.once_differentiable
        def backward(ctx, grad: Tensor) -> tuple[Tensor, Tensor | None, None]:
            x, weight, inv_rms = ctx.saved_tensors
            gain = x.new_ones(x.shape[-1]) if weight is None else weight
            dx, dweight = backward(widen(grad), widen(x), gain, inv_rms)
            dweight = None if weight is None or dweight is None else dweight.to(weight.dtype)
            return dx.to(x.dtype), dweight, None

    def fn(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
        return HandWritten.apply(x, weight, eps)

    signature = inspect.signature(fn)
    functools.update_wrapper(fn, backward, assigned=("__module__", "__name__", "__qualname__", "__doc__"))
    fn.__signature__ = signature
    return fn
