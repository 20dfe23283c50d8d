"""Feed-forward blocks and token streams with chosen statistics, for experiments with norms and activations.

The blocks are those of :mod:`rmsnorm_lib.transformer`; here their weights and inputs are made so that the mean of the
normalized rows and the row sums of the first matrices have known values. Everything is seeded with generators of its
own, on the CPU, so that the numbers are the same on every device.
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rmsnorm_lib.devices import get_device
from rmsnorm_lib.transformer import FeedForward, Sublayer

INT8_MAX = 127


def make_block(
    norm: Callable[[int], nn.Module],
    activation: str,
    hidden_size: int = 96,
    *,
    lean: float = 0.0,
    gate_lean: float | None = None,
    seed: int = 0,
    device: torch.device | None = None,
) -> Sublayer:
    """A pre-norm feed-forward sublayer ``x + function(input_norm(x))`` with random weights and chosen mean row sums.

    Every weight is drawn from a normal distribution with variance one over the number of inputs of its matrix. Then
    ``lean / hidden_size`` is added to every weight of ``up``, so that every row sum grows by ``lean``.

    Args:
        norm: makes the norm, given the hidden size, for instance ``nn.LayerNorm`` or ``RMSNorm``.
        activation: ``"gelu"`` or ``"swiglu"``, see :class:`rmsnorm_lib.transformer.FeedForward`.
        hidden_size: size of the residual stream.
        lean: what every row sum of ``up`` grows by.
        gate_lean: the same for ``gate``, which "swiglu" alone has; ``lean`` if None.
        seed: of the weights. Blocks of one activation and one seed differ by their norm and their lean only.
        device: where the block is put; the course's device if None.

    Raises:
        ValueError: ``activation`` is not one of the two.
    """
    generator = torch.Generator().manual_seed(seed)
    function = FeedForward(hidden_size, activation)
    added = {"up.weight": lean, "gate.weight": lean if gate_lean is None else gate_lean}
    for name, weight in function.named_parameters():
        nn.init.normal_(weight, std=weight.shape[1] ** -0.5, generator=generator)
        weight.data += added.get(name, 0.0) / hidden_size
    return Sublayer(function, hidden_size, norm, "pre").to(device or get_device())


def shifted_stream(
    mean: float | Tensor,
    num_rows: int = 512,
    hidden_size: int = 96,
    *,
    seed: int = 1,
    device: torch.device | None = None,
) -> Tensor:
    """Tokens of very different sizes whose mean over RMS is ``mean``: float32, shape ``(num_rows, hidden_size)``.

    A row is ``size * (mean + sqrt(1 - mean**2) * e)``: ``e`` has mean 0 and RMS 1, and the sizes are log-normal with a
    median of 1. What RMSNorm without gain and bias makes of the row has mean ``mean``.

    Args:
        mean: between -1 and 1, a number or a tensor of shape ``(num_rows, 1)``.
        num_rows: number of tokens.
        hidden_size: number of features.
        seed: of the rows.
        device: where the rows are put; the course's device if None.

    Raises:
        ValueError: a mean lies outside -1 to 1, or ``mean`` is a tensor of another shape.
    """
    means = torch.as_tensor(mean, dtype=torch.float32, device="cpu")
    if means.ndim and means.shape != (num_rows, 1):
        raise ValueError(f"mean must be a number or have shape {(num_rows, 1)}, got shape {tuple(means.shape)}")
    if not bool((means.abs() <= 1).all()):
        raise ValueError(f"mean must lie between -1 and 1, got {mean}")
    generator = torch.Generator().manual_seed(seed)
    noise = torch.randn(num_rows, hidden_size, generator=generator)
    e = F.layer_norm(noise, (hidden_size,), eps=0.0)
    size = torch.randn(num_rows, 1, generator=generator).exp()
    return (size * (means + (1 - means.square()).sqrt() * e)).to(device or get_device())


def fake_int8(x: Tensor, per_row: bool) -> Tensor:
    """``x`` rounded to 255 evenly spaced values from minus to plus its largest magnitude, in its own dtype.

    Args:
        x: floating point, shape ``(num_rows, d)``, for instance the weight of a linear layer.
        per_row: one scale for each row ("per channel" for a weight, "per token" for activations); otherwise one scale
            for the whole tensor ("per tensor").

    A row or tensor of zeros stays as it is.
    """
    largest = x.abs().amax(-1, keepdim=True) if per_row else x.abs().max()
    step = torch.where(largest > 0, largest / INT8_MAX, 1.0)
    return (x / step).round() * step


@torch.no_grad()
def round_weights(module: nn.Module, per_row: bool) -> nn.Module:
    """Round every matrix of ``module`` in place by :func:`fake_int8`, as weight-only quantization does; return it.

    Gains, biases and everything else with one dimension stay as they are.
    """
    for weight in module.parameters():
        if weight.ndim == 2:
            weight.copy_(fake_int8(weight, per_row))
    return module


def relative_error(y: Tensor, exact: Tensor) -> float:
    """RMS over the tokens of ``y - exact`` over that of ``exact``, averaged over the features; shapes ``(*, d)``.

    Raises:
        ValueError: the shapes differ.
    """
    if y.shape != exact.shape:
        raise ValueError(f"y and exact must have the same shape, got {tuple(y.shape)} and {tuple(exact.shape)}")
    y, exact = (x.detach().double().reshape(-1, x.shape[-1]) for x in (y, exact))
    return ((y - exact).square().mean(0) / exact.square().mean(0)).sqrt().mean().item()
