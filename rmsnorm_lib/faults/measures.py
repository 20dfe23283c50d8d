"""Numbers that a user of a faulty implementation sees, each taken on a small fixed case.

Every function here returns a measure: a function that takes an implementation and returns named numbers.
"""

from collections.abc import Callable, Mapping

import numpy as np
import torch
from torch import Tensor

from rmsnorm_lib import reference
from rmsnorm_lib.conventions import TORCH, Convention
from rmsnorm_lib.faults.fault import Norm

Measure = Callable[[Norm], Mapping[str, float]]
SHAPE = (4, 64)


def normal(
    *shape: int, scale: float | Tensor = 1.0, mean: float = 0.0, dtype: torch.dtype = torch.float32, seed: int = 0
) -> Tensor:
    """Normal numbers of the given mean and standard deviation 1, times ``scale``."""
    generator = torch.Generator().manual_seed(seed)
    return ((torch.randn(*shape, generator=generator, dtype=torch.float64) + mean) * scale).to(dtype)


def exact(tensor: Tensor) -> np.ndarray:
    """The values of a tensor as a float64 array."""
    return tensor.detach().double().numpy()


def row_scales(*shape: int) -> Tensor:
    """Scales from 0.25 to 4, one a row, so that rows differ; shape ``(..., 1)``."""
    num_rows = int(np.prod(shape[:-1]))
    return torch.logspace(-2, 2, num_rows, base=2, dtype=torch.float64).reshape(*shape[:-1], 1)


def output_rms(
    *shape: int,
    scale: float = 1.0,
    mean: float = 0.0,
    gain: float | None = None,
    eps: float = 1e-6,
    dtype: torch.dtype = torch.float32,
) -> Measure:
    """``rms``: the RMS of all numbers of the output. ``gain`` is the value of every gain, or None for no gain."""

    def measure(fn: Norm) -> dict[str, float]:
        x = normal(*(shape or SHAPE), scale=scale, mean=mean, dtype=dtype)
        weight = None if gain is None else torch.full(x.shape[-1:], gain, dtype=dtype)
        return {"rms": float(reference.rms(exact(fn(x, weight, eps)).ravel()))}

    return measure


def row_rms(*shape: int, eps: float = 1e-6) -> Measure:
    """``smallest`` and ``largest`` RMS of an output row, for input rows with RMS from 0.25 to 4."""

    def measure(fn: Norm) -> dict[str, float]:
        x = normal(*shape, scale=row_scales(*shape))
        per_row = reference.rms(exact(fn(x, None, eps)))
        return {"smallest": float(per_row.min()), "largest": float(per_row.max())}

    return measure


def output_mean(mean: float) -> Measure:
    """``before`` and ``after``: the mean of rows, divided by their RMS, before and after normalization."""

    def measure(fn: Norm) -> dict[str, float]:
        x = normal(4, 1024, mean=mean)
        expected = exact(x) / reference.rms(exact(x), keepdims=True)
        return {"before": float(expected.mean()), "after": float(exact(fn(x, None, 1e-6)).mean())}

    return measure


def output_error(
    *shape: int,
    convention: Convention = TORCH,
    scale: float = 1.0,
    mean: float = 0.0,
    eps: float = 1e-6,
    dtype: torch.dtype = torch.float32,
    weight: Tensor | None = None,
) -> Measure:
    """How far the output is from the exact one.

    ``error`` is the largest difference, ``percent`` the largest relative one in percent, ``ulps`` the largest
    difference in units of the last place of ``dtype``, ``share`` the percentage of numbers that are not the exact ones
    rounded to ``dtype``.
    """

    def measure(fn: Norm) -> dict[str, float]:
        x = normal(*(shape or SHAPE), scale=scale, mean=mean, dtype=dtype)
        got = exact(fn(x, weight, eps))
        expected = reference.rms_norm(
            exact(x), None if weight is None else exact(weight), eps=eps, convention=convention
        )
        difference = np.abs(got - expected)
        size = np.maximum(np.abs(expected), torch.finfo(dtype).smallest_normal)
        ulp = torch.finfo(dtype).eps * 2.0 ** np.floor(np.log2(size))
        rounded = exact(torch.from_numpy(expected).to(dtype))
        return {
            "error": float(difference.max()),
            "percent": float(100 * (difference / size).max()),
            "ulps": float((difference / ulp).max()),
            "share": float(100 * np.mean(got != rounded)),
        }

    return measure


def share_of_output(value: float, *, x: Tensor, weight: Tensor | None = None, eps: float = 1e-6) -> Measure:
    """``share``: the percentage of output numbers that are ``value``, which may be NaN."""

    def measure(fn: Norm) -> dict[str, float]:
        y = exact(fn(x.clone(), weight, eps))
        return {"share": float(100 * np.mean(np.isnan(y) if np.isnan(value) else y == value))}

    return measure


def _gradients(fn: Norm, x: Tensor, weight: Tensor, eps: float, grad: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Gradients for ``x`` and ``weight``; a gradient that is missing counts as zeros, as it does in a training step."""
    x, weight = x.clone().requires_grad_(), weight.clone().requires_grad_()
    y = fn(x, weight, eps)
    if y.requires_grad:
        y.backward(grad.clone())
    return tuple(np.zeros(tuple(leaf.shape)) if leaf.grad is None else exact(leaf.grad) for leaf in (x, weight))


def gradient_error(
    *shape: int,
    scale: float = 1.0,
    eps: float = 1e-6,
    dtype: torch.dtype = torch.float32,
    weight: Tensor | None = None,
    input_profile: Tensor | None = None,
) -> Measure:
    """Relative errors of the gradients, and their sizes compared with the right ones.

    ``dx`` and ``dweight`` are the norms of the errors divided by the norms of the right gradients; ``dx_ratio`` and
    ``dweight_ratio`` the norms of the gradients divided by the norms of the right ones.
    ``input_profile`` multiplies the columns of the input. The output gradient has a part along the input, as it does
    where a loss depends on the size of activations; without one the projection term would be close to 0.
    """

    def measure(fn: Norm) -> dict[str, float]:
        unit = normal(*(shape or SHAPE), dtype=torch.float64)
        if input_profile is not None:
            unit = unit * input_profile
        x = (unit * scale).to(dtype)
        grad = (unit + normal(*x.shape, seed=1, dtype=torch.float64)).to(dtype)
        gains = normal(x.shape[-1], scale=0.5, mean=2.0, seed=2, dtype=dtype) if weight is None else weight
        got = _gradients(fn, x, gains, eps, grad)
        right = reference.rms_norm_backward(exact(grad), exact(x), exact(gains), eps, TORCH)
        numbers = {}
        for name, value, expected in zip(("dx", "dweight"), got, right[:2], strict=True):
            numbers[name] = float(np.linalg.norm(value - expected) / np.linalg.norm(expected))
            numbers[f"{name}_ratio"] = float(np.linalg.norm(value) / np.linalg.norm(expected))
        return numbers

    return measure


def gradient_at(x: Tensor, *, weight: Tensor | None = None, eps: float = 1e-6) -> Measure:
    """``nan_dx`` and ``nan_dweight``: the percentage of NaN in the gradients of the sum of the output."""

    def measure(fn: Norm) -> dict[str, float]:
        gains = torch.ones(x.shape[-1], dtype=x.dtype) if weight is None else weight
        dx, dweight = _gradients(fn, x, gains, eps, torch.ones_like(x))
        return {"nan_dx": float(100 * np.mean(np.isnan(dx))), "nan_dweight": float(100 * np.mean(np.isnan(dweight)))}

    return measure
