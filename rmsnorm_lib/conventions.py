"""The ways in which published implementations of RMS normalization differ, as data.

Every implementation computes ``gain * x / rms(x) + bias``.
They differ in where the small constant eps stands, in what a stored gain of zero means, in when a half-precision
result is rounded, in how much of the row is used to estimate the RMS, and in the value of eps.
A :class:`Convention` names one choice of each; the presets below record the choices of well-known code.
"""

import math
import numbers
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

EPS_PLACEMENTS = ("outside", "inside")
CASTS = ("before_weight", "after_weight")


def check_eps(eps: float) -> float:
    """Return ``eps`` as a float.

    Raises:
        TypeError: ``eps`` is not a real number.
        ValueError: ``eps`` is negative, infinite or NaN.
    """
    if isinstance(eps, bool) or not isinstance(eps, (int, float, numbers.Real)):
        raise TypeError(f"eps must be a real number or None, got {type(eps).__name__}")
    if not math.isfinite(eps) or eps < 0:
        raise ValueError(f"eps must be finite and at least 0, got {eps}")
    return float(eps)


@dataclass(frozen=True)
class Convention:
    """One complete choice of how RMS normalization is computed.

    Attributes:
        name: short name, used in reports.
        eps_placement: ``"outside"`` divides by ``rms + eps``; ``"inside"`` divides by ``sqrt(rms**2 + eps)``.
        weight_offset: 0 multiplies by ``weight``; 1 multiplies by ``1 + weight``, so that zeros mean "no gain".
        cast: when the input is float16 or bfloat16, ``"after_weight"`` rounds once, at the end;
            ``"before_weight"`` rounds the normalized row to the input's dtype and then multiplies by the gain.
        p: fraction of each row, ``0 < p <= 1``, from whose first ``ceil(p * hidden_size)`` elements the RMS is
            estimated (pRMSNorm, Zhang & Sennrich 2019).
        eps: default eps, or None for the machine epsilon that ``torch.nn.functional.rms_norm`` uses.
        source: where this choice was read.

    Raises:
        ValueError: a field holds a value that is not listed above.
        TypeError: ``eps`` or ``p`` is not a number.
    """

    name: str
    eps_placement: str = "inside"
    weight_offset: int = 0
    cast: str = "after_weight"
    p: float = 1.0
    eps: float | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.eps_placement not in EPS_PLACEMENTS:
            raise ValueError(f"eps_placement must be one of {EPS_PLACEMENTS}, got {self.eps_placement!r}")
        if not isinstance(self.weight_offset, numbers.Integral) or self.weight_offset not in (0, 1):
            raise ValueError(f"weight_offset must be 0 or 1, got {self.weight_offset!r}")
        if self.cast not in CASTS:
            raise ValueError(f"cast must be one of {CASTS}, got {self.cast!r}")
        if isinstance(self.p, bool) or not isinstance(self.p, (int, float, numbers.Real)):
            raise TypeError(f"p must be a real number, got {type(self.p).__name__}")
        if not 0 < self.p <= 1:
            raise ValueError(f"p must be above 0 and at most 1, got {self.p}")
        if self.eps is not None:
            check_eps(self.eps)

    def num_rms_elements(self, hidden_size: int) -> int:
        """Number of leading elements of a row that the RMS is estimated from, at least 1.

        The tiny subtraction keeps a product such as ``0.07 * 100 = 7.000000000000001`` from being rounded up to 8.
        """
        return max(1, math.ceil(self.p * hidden_size - 1e-9))


def check_convention(convention: Convention) -> None:
    """Raise a TypeError if ``convention`` is no :class:`Convention`, its name for example."""
    if not isinstance(convention, Convention):
        raise TypeError(f"convention must be a Convention, such as rmsnorm_lib.GEMMA, got {convention!r}")


PAPER = Convention(
    name="paper",
    eps_placement="outside",
    eps=1e-8,
    source="bzhangGo/rmsnorm, rmsnorm_torch.py, commit 2e726f1: the PyTorch code of Zhang & Sennrich 2019, "
    "arXiv:1910.07467, whose formula has no eps",
)
TORCH = Convention(
    name="torch",
    source="torch.nn.functional.rms_norm, PyTorch 2.13.0, aten/src/ATen/native/layer_norm.cpp",
)
LLAMA = Convention(
    name="llama",
    cast="before_weight",
    eps=1e-6,
    source="LlamaRMSNorm, Hugging Face transformers, models/llama/modeling_llama.py",
)
GEMMA = Convention(
    name="gemma",
    weight_offset=1,
    eps=1e-6,
    source="GemmaRMSNorm, Hugging Face transformers, models/gemma/modeling_gemma.py",
)
T5 = Convention(
    name="t5",
    cast="before_weight",
    eps=1e-6,
    source="T5LayerNorm, Hugging Face transformers, models/t5/modeling_t5.py",
)

CONVENTIONS: Mapping[str, Convention] = MappingProxyType(
    {convention.name: convention for convention in (PAPER, TORCH, LLAMA, GEMMA, T5)}
)
