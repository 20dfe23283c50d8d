"""RMS normalization as a readable composite of torch operations, differentiable by autograd."""

import torch
from torch import Tensor

from rmsnorm_lib.conventions import Convention


def statistics_dtype(dtype: torch.dtype) -> torch.dtype:
    """Dtype in which sums of squares are formed: float64 for float64, float32 for everything narrower."""
    return torch.promote_types(dtype, torch.float32)


def rms_norm(x: Tensor, weight: Tensor | None, bias: Tensor | None, eps: float, convention: Convention) -> Tensor:
    """Normalize the last dimension of ``x``; arguments are taken as checked. Returns the shape and dtype of ``x``."""
    h = x.to(statistics_dtype(x.dtype))
    mean_square = h[..., : convention.num_rms_elements(h.shape[-1])].square().mean(dim=-1, keepdim=True)
    if convention.eps_placement == "outside":
        # The slope of the root is infinite at 0, where autograd would give NaN; the root is taken of 1 instead
        is_zero = mean_square == 0
        rms = mean_square.masked_fill(is_zero, 1.0).sqrt().masked_fill(is_zero, 0.0)
        normed = h / (rms + eps)
    else:
        normed = h * torch.rsqrt(mean_square + eps)

    if convention.cast == "before_weight":
        normed = normed.to(x.dtype)
    if weight is not None:
        normed = normed * (weight.to(h.dtype) + convention.weight_offset if convention.weight_offset else weight)
    if bias is not None:
        normed = normed + bias
    return normed.to(x.dtype)
