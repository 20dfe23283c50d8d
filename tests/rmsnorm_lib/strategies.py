"""Hypothesis strategies and tensors shared by the library's tests."""

import numpy as np
import torch
from hypothesis import strategies as st

from rmsnorm_lib import CONVENTIONS, Convention
from rmsnorm_lib.conventions import CASTS, EPS_PLACEMENTS

HALF_DTYPES = (torch.float16, torch.bfloat16)
FLOAT_DTYPES = (torch.float64, torch.float32, *HALF_DTYPES)

hidden_sizes = st.sampled_from([1, 2, 3, 7, 41, 64, 192, 760])
leading_shapes = st.lists(st.integers(0, 4), max_size=3).map(tuple)
seeds = st.integers(0, 2**32 - 1)
log10_scales = st.floats(-6, 6)
eps_values = st.one_of(st.sampled_from([1e-12, 1e-8, 1e-6, 1e-5, 1e-3]), st.floats(1e-12, 1.0))
conventions = st.one_of(
    st.sampled_from(list(CONVENTIONS.values())),
    st.builds(
        Convention,
        name=st.just("any"),
        eps_placement=st.sampled_from(EPS_PLACEMENTS),
        weight_offset=st.sampled_from([0, 1]),
        cast=st.sampled_from(CASTS),
        p=st.floats(0.01, 1.0),
        eps=eps_values,
    ),
)


def normal(*shape: int, seed: int, dtype: torch.dtype = torch.float64, scale: float = 1.0) -> torch.Tensor:
    """Normal numbers with a mean other than zero, so that centring or a wrong axis shows."""
    generator = torch.Generator().manual_seed(seed)
    return ((torch.randn(*shape, generator=generator, dtype=torch.float64) + 0.5) * scale).to(dtype)


def as_float64(tensor: torch.Tensor | None) -> np.ndarray | None:
    """The exact values of a tensor as a NumPy array."""
    return None if tensor is None else tensor.detach().cpu().double().numpy()


def ulp(exact: np.ndarray, dtype: torch.dtype) -> np.ndarray:
    """Distance between neighbouring numbers of ``dtype`` at the size of ``exact``."""
    info = torch.finfo(dtype)
    exponent = np.floor(np.log2(np.maximum(np.abs(exact), info.smallest_normal)))
    return info.eps * 2.0**exponent
