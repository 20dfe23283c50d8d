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
    num_elements = convention.num_rms_elements(h.shape[-1])
    measured = h[..., :num_elements]
    if convention.eps_placement == "outside":
        # vector_norm has gradient 0 at a row of zeros, where sqrt(mean(h**2)) would make it NaN
        rms = torch.linalg.vector_norm(measured, dim=-1, keepdim=True) / num_elements**0.5
        normed = h / (rms + eps)
    else:
        mean_square = measured.square().mean(dim=-1, keepdim=True)
        normed = h * torch.rsqrt(mean_square + eps)

    if convention.cast == "before_weight":
        normed = normed.to(x.dtype)
    if weight is not None:
        normed = normed * (weight.to(h.dtype) + convention.weight_offset if convention.weight_offset else weight)
    if bias is not None:
        normed = normed + bias
    return normed.to(x.dtype)
