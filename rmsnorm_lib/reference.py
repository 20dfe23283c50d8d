"""The definition everything else is measured against: NumPy, float64, closed-form gradients.

Rounding conventions (``Convention.cast``) have no effect here, because float64 stands in for exact arithmetic.
All functions normalize over the last dimension and accept anything ``numpy.asarray`` accepts.
"""

import numpy as np

from rmsnorm_lib.conventions import PAPER, Convention, check_eps


def _resolve_eps(eps: float | None, convention: Convention) -> float:
    eps = convention.eps if eps is None else eps
    if eps is None:
        raise ValueError(
            f"eps must be given: the {convention.name!r} convention takes it from the dtype of the input, "
            "and the reference always computes in float64"
        )
    return check_eps(eps)


def _rows(x) -> np.ndarray:
    x = np.asarray(x, dtype=np.float64)
    if x.ndim == 0 or x.shape[-1] == 0:
        raise ValueError(f"x must have a last dimension of at least one element, got shape {x.shape}")
    return x


def _gain(weight, convention: Convention) -> np.ndarray | float:
    return 1.0 if weight is None else np.asarray(weight, dtype=np.float64) + convention.weight_offset


def _rms_and_scale(x: np.ndarray, eps: float, convention: Convention) -> tuple[np.ndarray, np.ndarray]:
    """RMS of each row and the factor that the row is multiplied by, both with shape ``(..., 1)``."""
    row_rms = rms(x[..., : convention.num_rms_elements(x.shape[-1])], keepdims=True)
    with np.errstate(divide="ignore"):
        if convention.eps_placement == "outside":
            return row_rms, 1.0 / (row_rms + eps)
        return row_rms, 1.0 / np.sqrt(row_rms**2 + eps)


def rms(x, keepdims: bool = False) -> np.ndarray:
    """Root mean square over the last dimension, in float64.

    Each row is divided by its largest magnitude before it is squared, so that no square overflows or underflows.

    Args:
        x: array of shape ``(..., hidden_size)``.
        keepdims: keep the reduced dimension with size 1.

    Returns:
        float64 array of shape ``(...)``, or ``(..., 1)`` with ``keepdims``.

    Raises:
        ValueError: the last dimension is missing or empty.
    """
    x = _rows(x)
    largest = np.max(np.abs(x), axis=-1, keepdims=True)
    unit = np.where((largest > 0) & np.isfinite(largest), largest, 1.0)
    result = unit * np.sqrt(np.mean((x / unit) ** 2, axis=-1, keepdims=True))
    return result if keepdims else result[..., 0]


def rms_norm(x, weight=None, bias=None, eps: float | None = None, convention: Convention = PAPER) -> np.ndarray:
    """RMS normalization over the last dimension, in float64.

    Source: Zhang & Sennrich 2019 (arXiv:1910.07467), with the eps and bias of the authors' code.

    Args:
        x: array of shape ``(..., hidden_size)``.
        weight: gain of shape ``(hidden_size,)``, or None for no gain.
        bias: array of shape ``(hidden_size,)``, or None.
        eps: stabilizer; None takes the convention's default.
        convention: where eps stands, the gain's offset and the fraction p are read from it.

    Returns:
        float64 array of the shape of ``x``.

    Raises:
        ValueError: ``eps`` is negative, not finite, or missing from both the call and the convention;
            the last dimension is missing or empty.
    """
    x = _rows(x)
    _, scale = _rms_and_scale(x, _resolve_eps(eps, convention), convention)
    with np.errstate(invalid="ignore"):
        return x * scale * _gain(weight, convention) + (0.0 if bias is None else np.asarray(bias, dtype=np.float64))


def rms_norm_backward(
    grad, x, weight=None, eps: float | None = None, convention: Convention = PAPER
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of :func:`rms_norm`, in closed form.

    With row RMS ``r``, scale ``s`` (``1/(r+eps)`` outside, ``1/sqrt(r**2+eps)`` inside), ``k`` elements in the RMS
    and ``G = gain * grad``, the product rule gives for every row::

        dx = s * G + (G . x) * ds/dx,    ds/dx[i] = -s**2 * x[i] / (k * r)   outside,   -s**3 * x[i] / k   inside

    for the first ``k`` elements and ``dx = s * G`` for the others.
    At a row of zeros ``ds/dx`` is taken as 0, the limit of ``(G . x) * ds/dx``.

    Args:
        grad: gradient of the loss with respect to the output, shape ``(..., hidden_size)``.
        x, weight, eps, convention: as given to :func:`rms_norm`.

    Returns:
        ``(dx, dweight, dbias)`` of shapes ``(..., hidden_size)``, ``(hidden_size,)``, ``(hidden_size,)``, float64.

    Raises:
        ValueError: as :func:`rms_norm`.
    """
    x = _rows(x)
    grad = np.asarray(grad, dtype=np.float64)
    hidden_size = x.shape[-1]
    num_elements = convention.num_rms_elements(hidden_size)
    row_rms, scale = _rms_and_scale(x, _resolve_eps(eps, convention), convention)

    if convention.eps_placement == "outside":
        safe_rms = np.where(row_rms > 0, row_rms, 1.0)
        scale_slope = -(scale**2) * (x / safe_rms) / num_elements
    else:
        scale_slope = -(scale**3) * x / num_elements
    scale_slope[..., num_elements:] = 0.0

    upstream = grad * _gain(weight, convention)
    dx = scale * upstream + np.sum(upstream * x, axis=-1, keepdims=True) * scale_slope
    dweight = (grad * x * scale).reshape(-1, hidden_size).sum(axis=0)
    dbias = grad.reshape(-1, hidden_size).sum(axis=0)
    return dx, dweight, dbias
