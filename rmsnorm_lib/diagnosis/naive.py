"""The code that everybody writes first, as faults: no step is widened, so 16-bit inputs are rounded at each of them.

Where such code multiplies or divides first decides about its last bits, so each order has a fingerprint of its own.
"""

from collections.abc import Mapping

import torch
from torch import Tensor

from rmsnorm_lib.conventions import TORCH
from rmsnorm_lib.faults import Fault
from rmsnorm_lib.faults.measures import output_error


def _multiplied(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    normed = x * torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    return normed if weight is None else normed * weight


def _gain_first(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    inv_rms = torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    return (x if weight is None else weight * x) * inv_rms


def _divided(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    normed = x / torch.sqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    return normed if weight is None else normed * weight


_ORDERS = {
    "computed_in_input_dtype": _multiplied,
    "computed_in_input_dtype_gain_first": _gain_first,
    "computed_in_input_dtype_divided": _divided,
}
NAIVE_FAULTS: Mapping[str, Fault] = {
    name: Fault(
        name=name,
        family="precision",
        description="Widens nothing: squares, averages and multiplies in the dtype of the input.",
        symptom="In bfloat16 outputs are off by up to {error:.3f}.",
        measure=output_error(dtype=torch.bfloat16),
        fn=fn,
        convention=TORCH,
        caught_by="low_precision",
        thread="https://github.com/pytorch/pytorch/pull/133085",
    )
    for name, fn in _ORDERS.items()
}
