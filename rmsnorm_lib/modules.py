"""Modules that hold the parameters."""

import operator

import torch
from torch import Tensor, nn

from rmsnorm_lib.conventions import TORCH, Convention, check_convention, check_eps
from rmsnorm_lib.functional import rms_norm


class RMSNorm(nn.Module):
    """Drop-in replacement for ``torch.nn.RMSNorm`` with a bias and a choice of convention.

    With the default arguments it computes what ``torch.nn.RMSNorm`` computes, and each loads the other's state dict.
    Do not put either into ``torch.nn.TransformerEncoderLayer``: its fast path for inference takes gain, bias and eps
    of any norm and computes a layer normalization with them.

    Args:
        normalized_shape: size, or trailing sizes, that the statistics are taken over.
        eps: stabilizer; None takes the default of ``convention``.
        elementwise_affine: learn a gain of shape ``normalized_shape``.
        bias: also learn a bias of that shape, as in the original paper's code; needs ``elementwise_affine``.
        convention: where eps stands, the gain's offset, when rounding happens, the fraction p.
        device, dtype: of the parameters.

    Shapes:
        input ``(*, *normalized_shape)`` -> output of the same shape, dtype and device.

    Raises:
        TypeError, ValueError: ``normalized_shape`` is empty or not positive, ``eps`` is negative or not finite,
            ``bias`` without ``elementwise_affine``, or an input whose trailing sizes are not ``normalized_shape``.

    Example:
        >>> norm = RMSNorm(4)
        >>> norm(torch.tensor([1.0, 2.0, 3.0, 6.0])).detach()
        tensor([0.2828, 0.5657, 0.8485, 1.6971])
    """

    def __init__(
        self,
        normalized_shape: int | tuple[int, ...],
        eps: float | None = None,
        elementwise_affine: bool = True,
        *,
        bias: bool = False,
        convention: Convention = TORCH,
        device: torch.device | str | None = None,
        dtype: torch.dtype | None = None,
    ) -> None:
        super().__init__()
        sizes = normalized_shape if isinstance(normalized_shape, (tuple, list, torch.Size)) else (normalized_shape,)
        try:
            shape = tuple(operator.index(size) for size in sizes)
        except TypeError:
            raise TypeError(f"normalized_shape must hold integers, got {normalized_shape!r}") from None
        check_convention(convention)
        if not shape or any(size < 1 for size in shape):
            raise ValueError(f"normalized_shape must hold positive sizes, got {normalized_shape}")
        if bias and not elementwise_affine:
            raise ValueError("bias=True needs elementwise_affine=True, as in torch.nn.LayerNorm")
        self.normalized_shape = shape
        self.eps = None if eps is None else check_eps(eps)
        self.elementwise_affine = elementwise_affine
        self.convention = convention
        factory = {"device": device, "dtype": dtype}
        self.weight = nn.Parameter(torch.empty(shape, **factory)) if elementwise_affine else None
        self.bias = nn.Parameter(torch.empty(shape, **factory)) if bias else None
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Set the gain so that it multiplies by 1, and the bias to 0."""
        if self.weight is not None:
            nn.init.constant_(self.weight, 1 - self.convention.weight_offset)
        if self.bias is not None:
            nn.init.zeros_(self.bias)

    def forward(self, x: Tensor) -> Tensor:
        """Normalize the trailing ``normalized_shape`` of ``x``."""
        if not isinstance(x, Tensor):
            raise TypeError(f"x must be a torch.Tensor, got {type(x).__name__}")
        num_dims = len(self.normalized_shape)
        if x.shape[x.ndim - num_dims :] != self.normalized_shape:
            raise ValueError(f"x must end in the sizes {self.normalized_shape}, got shape {tuple(x.shape)}")
        if num_dims == 1:  # without a reshape, whose view autograd would not let callers change in place
            return rms_norm(x, self.weight, self.bias, self.eps, convention=self.convention)
        weight, bias = (None if parameter is None else parameter.flatten() for parameter in (self.weight, self.bias))
        rows = rms_norm(x.flatten(-num_dims), weight, bias, self.eps, convention=self.convention)
        return rows.reshape(x.shape)

    def extra_repr(self) -> str:
        return (
            f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}, "
            f"bias={self.bias is not None}, convention={self.convention.name}"
        )
