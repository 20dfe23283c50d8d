"""Right implementations that look unusual: what a test of RMS normalization must not refuse.

Each is a function ``fn(x, weight, eps)`` over the last dimension, with the convention that it follows.
"""

import dataclasses
import functools
import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import torch
import torch.nn.functional as F
from torch import Tensor

from rmsnorm_lib.conventions import GEMMA, LLAMA, PAPER, T5, TORCH, Convention
from rmsnorm_lib.functional import rms_norm as library_rms_norm
from rmsnorm_lib.modules import RMSNorm

Norm = Callable[[Tensor, Tensor | None, float], Tensor]

QUARTER = dataclasses.replace(PAPER, name="paper, p=0.25", p=0.25)


def _widen(x: Tensor) -> Tensor:
    return x.to(torch.promote_types(x.dtype, torch.float32))


def _finish(normed: Tensor, weight: Tensor | None, dtype: torch.dtype) -> Tensor:
    """Multiply by the gain in the dtype of ``normed`` and round once."""
    return (normed if weight is None else normed * weight.to(normed.dtype)).to(dtype)


def rsqrt(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = _widen(x)
    return _finish(h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + eps), weight, x.dtype)


def division_by_root(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = _widen(x)
    return _finish(h / torch.sqrt((h * h).sum(dim=-1, keepdim=True) / h.shape[-1] + eps), weight, x.dtype)


def norm_over_root_of_size(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = _widen(x)
    rms = torch.linalg.vector_norm(h, dim=-1, keepdim=True) / math.sqrt(h.shape[-1])
    return _finish(h / (rms + eps), weight, x.dtype)


def norm_inside(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = _widen(x)
    return _finish(h / (h.norm(dim=-1, keepdim=True).square() / h.shape[-1] + eps).sqrt(), weight, x.dtype)


def masked_zero_rows(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = _widen(x)
    mean_square = h.square().mean(-1, keepdim=True)
    is_zero = mean_square == 0
    # The slope of the root is infinite at 0, so no row of zeros may reach it
    rms = torch.where(is_zero, 0.0, torch.where(is_zero, 1.0, mean_square).sqrt())
    return _finish(h / (rms + eps), weight, x.dtype)


def einsum(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = _widen(x)
    mean_square = torch.einsum("...i,...i->...", h, h) / h.shape[-1]
    normed = torch.einsum("...i,...->...i", h, torch.rsqrt(mean_square + eps))
    return _finish(normed, weight, x.dtype)


def matmul_with_ones(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = _widen(x)
    averaging = torch.full((h.shape[-1], 1), 1 / h.shape[-1], dtype=h.dtype, device=h.device)
    return _finish(h * ((h * h) @ averaging + eps) ** -0.5, weight, x.dtype)


def chunked_over_rows(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    rows = x.reshape(-1, x.shape[-1])
    # Widened once, so that the gain's gradient is added up over the chunks in float32
    weight = None if weight is None else _widen(weight)
    return torch.cat([rsqrt(chunk, weight, eps) for chunk in rows.split(7)]).reshape(x.shape)


def chunked_over_columns(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = _widen(x)
    chunks = h.split(3 if h.shape[-1] < 300 else 300, dim=-1)
    total = sum(chunk.square().sum(-1, keepdim=True) for chunk in chunks)
    scale = torch.rsqrt(total / h.shape[-1] + eps)
    return _finish(torch.cat([chunk * scale for chunk in chunks], dim=-1), weight, x.dtype)


def sharded_with_all_reduce(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    shards = _widen(x).tensor_split(min(4, x.shape[-1]), dim=-1)
    total = torch.stack([shard.square().sum(-1, keepdim=True) for shard in shards]).sum(0)
    scale = torch.rsqrt(total / x.shape[-1] + eps)
    return _finish(torch.cat([shard * scale for shard in shards], dim=-1), weight, x.dtype)


def row_by_row(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    gain = None if weight is None else _widen(weight)
    rows = [row / (row @ row / len(row) + eps).sqrt() for row in _widen(x).reshape(-1, x.shape[-1]).unbind(0)]
    return _finish(torch.stack(rows).reshape(x.shape), gain, x.dtype)


def vmap_over_rows(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = _widen(x)
    normalize_row = torch.vmap(lambda row: row * torch.rsqrt(row.dot(row) / row.shape[0] + eps))
    return _finish(normalize_row(h.reshape(-1, h.shape[-1])).reshape(h.shape), weight, x.dtype)


def float64_inside(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = x.double()
    return _finish(h / (h.square().mean(-1, keepdim=True) + eps).sqrt(), weight, x.dtype)


def welford(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    """A running mean of the squares, updated eight columns at a time."""
    h = _widen(x)
    mean_square = torch.zeros_like(h[..., :1])
    count = 0
    for columns in h.split(max(8, h.shape[-1] // 8), dim=-1):
        count += columns.shape[-1]
        mean_square = mean_square + (columns.square() - mean_square).sum(-1, keepdim=True) / count
    return _finish(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def pairwise(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    """Adds squares in pairs, then the sums in pairs, and so on."""
    h = _widen(x)
    sums = h.square()
    while sums.shape[-1] > 1:
        sums = F.pad(sums, (0, sums.shape[-1] % 2)).unflatten(-1, (-1, 2)).sum(-1)
    return _finish(h * torch.rsqrt(sums / h.shape[-1] + eps), weight, x.dtype)


def from_moments(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    """The mean square as variance plus squared mean."""
    h = _widen(x)
    variance, mean = torch.var_mean(h, dim=-1, correction=0, keepdim=True)
    return _finish(h * torch.rsqrt(variance + mean.square() + eps), weight, x.dtype)


def scaled_by_maximum(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    """No square overflows: the row is divided by its largest magnitude, and so is eps."""
    h = _widen(x)
    # The factor cancels, so it needs no gradient; the lower bound keeps eps / largest**2 finite
    largest = h.detach().abs().amax(-1, keepdim=True).clamp_min(1e-12)
    unit = h / largest
    return _finish(unit * torch.rsqrt(unit.square().mean(-1, keepdim=True) + eps / largest / largest), weight, x.dtype)


def normalize_with_eps_column(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    """``F.normalize`` of the row with one more column, whose square is ``hidden_size * eps``."""
    h = _widen(x)
    column = torch.full_like(h[..., :1], math.sqrt(h.shape[-1] * eps))
    unit = F.normalize(torch.cat([h, column], dim=-1), dim=-1, eps=0.0)[..., :-1]
    return _finish(unit * math.sqrt(h.shape[-1]), weight, x.dtype)


def torch_function(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    # Given two dtypes F.rms_norm is as exact, but warns
    dtype = x.dtype if weight is None else torch.promote_types(x.dtype, weight.dtype)
    return F.rms_norm(x.to(dtype), x.shape[-1:], weight, eps).to(x.dtype)


def torch_module(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    module = torch.nn.RMSNorm(x.shape[-1], eps=eps, elementwise_affine=weight is not None, device=x.device)
    parameters = {} if weight is None else {"weight": _widen(weight)}
    return torch.func.functional_call(module, parameters, (_widen(x),)).to(x.dtype)


class _ClosedForm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
        h = _widen(x)
        inv_rms = torch.rsqrt(h.square().mean(-1, keepdim=True) + eps)
        ctx.save_for_backward(x, weight, inv_rms)
        return _finish(h * inv_rms, weight, x.dtype)

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, grad: Tensor) -> tuple[Tensor, Tensor | None, None]:
        x, weight, inv_rms = ctx.saved_tensors
        x_hat, grad = _widen(x) * inv_rms, _widen(grad)
        upstream = grad if weight is None else grad * weight
        dx = inv_rms * (upstream - x_hat * (upstream * x_hat).mean(-1, keepdim=True))
        dweight = None if weight is None else (grad * x_hat).reshape(-1, x.shape[-1]).sum(0).to(weight.dtype)
        return dx.to(x.dtype), dweight, None


def closed_form_backward(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    return _ClosedForm.apply(x, weight, eps)


def library_module(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    module = RMSNorm(x.shape[-1], eps, elementwise_affine=weight is not None, device=x.device)
    return torch.func.functional_call(module, {} if weight is None else {"weight": weight}, (x,))


def _llama(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = x.to(torch.float32)
    normed = (h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + eps)).to(x.dtype)
    return (normed if weight is None else weight * normed).to(x.dtype)


def _gemma(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = x.float()
    normed = h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + eps)
    return (normed if weight is None else normed * (1.0 + weight.float())).type_as(x)


def first_quarter(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = _widen(x)
    k = math.ceil(h.shape[-1] * 0.25)
    return _finish(h / (h[..., :k].norm(dim=-1, keepdim=True) * k**-0.5 + eps), weight, x.dtype)


def library(convention: Convention, backend: str) -> Norm:
    """``rmsnorm_lib.rms_norm`` in one convention, by one backend."""

    def norm(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
        return library_rms_norm(x, weight, None, eps, convention=convention, backend=backend)

    return norm


@functools.cache
def compiled() -> Norm:
    """``rsqrt`` through ``torch.compile``; slow at its first calls, and it needs a C++ compiler on the CPU."""
    return torch.compile(rsqrt, dynamic=True)


SOUND: Mapping[str, tuple[Norm, Convention]] = MappingProxyType(
    {
        "rsqrt": (rsqrt, TORCH),
        "division by the root": (division_by_root, TORCH),
        "norm / sqrt(hidden_size), eps outside": (norm_over_root_of_size, PAPER),
        "squared norm, eps inside": (norm_inside, TORCH),
        "rows of zeros masked": (masked_zero_rows, PAPER),
        "einsum": (einsum, TORCH),
        "matmul with ones / hidden_size": (matmul_with_ones, TORCH),
        "chunks of rows": (chunked_over_rows, TORCH),
        "chunks of columns": (chunked_over_columns, TORCH),
        "shards with an all-reduce": (sharded_with_all_reduce, TORCH),
        "row by row": (row_by_row, TORCH),
        "vmap over rows": (vmap_over_rows, TORCH),
        "float64 inside": (float64_inside, TORCH),
        "running mean of squares": (welford, TORCH),
        "pairwise sums": (pairwise, TORCH),
        "variance plus squared mean": (from_moments, TORCH),
        "scaled by the maximum": (scaled_by_maximum, TORCH),
        "F.normalize with an eps column": (normalize_with_eps_column, TORCH),
        "F.rms_norm": (torch_function, TORCH),
        "torch.nn.RMSNorm": (torch_module, TORCH),
        "closed-form backward": (closed_form_backward, TORCH),
        "rmsnorm_lib.RMSNorm": (library_module, TORCH),
        "Llama, rounded before the gain": (_llama, LLAMA),
        "Llama, rounded once": (rsqrt, LLAMA),
        "T5, rounded before the gain": (_llama, T5),
        "Gemma": (_gemma, GEMMA),
        "first quarter of the row": (first_quarter, QUARTER),
        "rmsnorm_lib, paper, composite": (library(PAPER, "eager"), PAPER),
        "rmsnorm_lib, llama, composite": (library(LLAMA, "eager"), LLAMA),
        "rmsnorm_lib, gemma, best kernel": (library(GEMMA, "auto"), GEMMA),
        "rmsnorm_lib, p = 0.25, best kernel": (library(QUARTER, "auto"), QUARTER),
    }
)
