"""The public functions: arguments are checked here, then handed to a kernel."""

import torch
import torch.nn.functional as F
from torch import Tensor

from rmsnorm_lib.conventions import TORCH, Convention, check_convention, check_eps
from rmsnorm_lib.kernels import eager, fused, native
from rmsnorm_lib.kernels.eager import statistics_dtype

FLOAT_DTYPES = dict.fromkeys((torch.float16, torch.bfloat16, torch.float32, torch.float64))
BACKENDS = ("auto", "eager", "cpu", "triton")
FUSED_BACKEND = {"cpu": "cpu", "cuda": "triton"}
NATIVE_BACKENDS = ("auto", "cpu")


def _check_float_tensor(name: str, value: Tensor) -> None:
    if not isinstance(value, Tensor):
        raise TypeError(f"{name} must be a torch.Tensor, got {type(value).__name__}")
    if value.dtype not in FLOAT_DTYPES:
        allowed = ", ".join(str(dtype).removeprefix("torch.") for dtype in FLOAT_DTYPES)
        raise TypeError(f"{name} must have one of the dtypes {allowed}, got {value.dtype}")


def _check_input(name: str, x: Tensor) -> None:
    _check_float_tensor(name, x)
    if x.ndim == 0:
        raise ValueError(f"{name} must have at least one dimension, got a 0-dimensional tensor")
    if x.shape[-1] == 0:
        raise ValueError(f"{name} must have a last dimension of at least 1, got shape {tuple(x.shape)}")


def _check_parameter(name: str, parameter: Tensor | None, x: Tensor) -> None:
    if parameter is None:
        return
    _check_float_tensor(name, parameter)
    if parameter.ndim != 1 or parameter.shape[0] != x.shape[-1]:
        raise ValueError(
            f"{name} must have shape {tuple(x.shape[-1:])}, the last dimension of x, got {tuple(parameter.shape)}"
        )
    if parameter.device != x.device:
        raise ValueError(f"{name} must be on the device of x, {x.device}, got {parameter.device}")


def choose_backend(backend: str, x: Tensor, ordinary: bool = True) -> str:
    """The kernel that a call uses.

    ``"auto"`` takes a fused kernel for ordinary CPU and CUDA tensors. Under ``torch.compile``, in transforms of
    ``torch.func`` and for tensor subclasses (``ordinary=False``) it takes the composite: compilers fuse it and
    transforms see through it.

    Raises:
        ValueError: ``backend`` is unknown, or it cannot normalize ``x``; the message says why.
    """
    if backend not in BACKENDS:
        raise ValueError(f"backend must be one of {BACKENDS}, got {backend!r}")
    if backend == "auto":
        fused_backend = FUSED_BACKEND.get(x.device.type)
        if ordinary and fused_backend is not None and fused.can_run(fused_backend, x):
            return fused_backend
        return "eager"
    reason = None if backend == "eager" else fused.why_not(backend, x)
    if reason:
        raise ValueError(f"backend={backend!r} cannot be used: {reason}")
    return backend


def resolve_eps(eps: float | None, convention: Convention, dtype: torch.dtype) -> float:
    """The eps that a call uses.

    A given ``eps`` wins over the convention's default; where both are None it is the machine epsilon of float32
    (of float64 for float64 input), as in ``torch.nn.functional.rms_norm`` since PyTorch pull request 142848.

    Raises:
        TypeError, ValueError: ``eps`` is not a finite number of at least 0.
    """
    if eps is None:
        eps = convention.eps
    if eps is None:
        return torch.finfo(statistics_dtype(dtype)).eps
    return check_eps(eps)


def rms(x: Tensor, dim: int | tuple[int, ...] = -1, keepdim: bool = False) -> Tensor:
    """Root mean square of ``x`` over ``dim``.

    Args:
        x: floating-point tensor of any shape with at least one dimension.
        dim: dimension or dimensions to reduce, none of them empty.
        keepdim: keep reduced dimensions with size 1.

    Returns:
        Tensor of the dtype of ``x`` without ``dim`` (with size 1 there if ``keepdim``).
        Squares are summed in float32 at least.

    Raises:
        TypeError: ``x`` is not a floating-point tensor.
        ValueError: ``x`` has no dimension or ``dim`` has no elements.
        IndexError: ``dim`` is out of range.

    Example:
        >>> rms(torch.tensor([1.0, 2.0, 3.0, 6.0]))
        tensor(3.5355)
    """
    _check_float_tensor("x", x)
    if x.ndim == 0:
        raise ValueError("x must have at least one dimension, got a 0-dimensional tensor")
    dims = (dim,) if isinstance(dim, int) else tuple(dim)
    if not dims:
        raise ValueError("dim must name at least one dimension, got ()")
    if any(x.shape[d] == 0 for d in dims):
        raise ValueError(f"dim must name dimensions with at least one element, got {dim} for shape {tuple(x.shape)}")
    return x.to(statistics_dtype(x.dtype)).square().mean(dim=dims, keepdim=keepdim).sqrt().to(x.dtype)


def rms_norm(
    x: Tensor,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float | None = None,
    *,
    convention: Convention = TORCH,
    backend: str = "auto",
) -> Tensor:
    """RMS normalization over the last dimension: ``gain * x / rms(x) + bias``.

    Args:
        x: tensor of shape ``(..., hidden_size)`` in float16, bfloat16, float32 or float64, on any device.
        weight: gain of shape ``(hidden_size,)`` on the device of ``x``, or None for no gain.
        bias: tensor of shape ``(hidden_size,)`` on the device of ``x``, or None.
        eps: stabilizer; None takes the default of ``convention``.
        convention: where eps stands, the gain's offset, when rounding happens, the fraction p.
        backend: ``"auto"`` picks a kernel by device (:func:`choose_backend`); ``"eager"``, ``"cpu"`` or ``"triton"``
            forces one. ``"eager"`` repeats the operations of the implementation that ``convention`` names.

    Returns:
        Tensor with the shape, dtype and device of ``x``.
        Statistics are computed in float32 at least.

    Raises:
        TypeError: a tensor is not floating point, ``eps`` is not a number, or ``convention`` is no convention.
        ValueError: the last dimension is empty, ``weight`` or ``bias`` has another length or device, ``eps`` is
            negative or not finite, or ``backend`` is unknown or impossible for ``x``.

    Source:
        Zhang & Sennrich 2019, arXiv:1910.07467.

    Example:
        >>> from rmsnorm_lib import PAPER
        >>> rms_norm(torch.tensor([1.0, 5.0, 7.0]), convention=PAPER)
        tensor([0.2000, 1.0000, 1.4000])
    """
    # It checks arguments itself and takes ordinary ones only; the rest of this function is for all others
    if backend in NATIVE_BACKENDS and not torch.compiler.is_compiling() and native.load() is not None:
        output = native.load().rms_norm(x, weight, bias, eps, convention)
        if output is not None:
            return output
    _check_input("x", x)
    _check_parameter("weight", weight, x)
    _check_parameter("bias", bias, x)
    check_convention(convention)
    eps = resolve_eps(eps, convention, x.dtype)
    ordinary = fused.is_ordinary(x, weight, bias)
    backend = choose_backend(backend, x, ordinary)
    if backend == "eager":
        return eager.rms_norm(x, weight, bias, eps, convention)
    return fused.rms_norm(backend, ordinary, x, weight, bias, eps, convention)


def layer_norm(x: Tensor, weight: Tensor | None = None, bias: Tensor | None = None, eps: float = 1e-5) -> Tensor:
    """Layer normalization over the last dimension, for comparison with :func:`rms_norm`.

    Args:
        x: tensor of shape ``(..., hidden_size)`` in float16, bfloat16, float32 or float64.
        weight, bias: tensors of shape ``(hidden_size,)`` on the device of ``x``, or None.
        eps: stabilizer, added to the variance under the root.

    Returns:
        Tensor with the shape, dtype and device of ``x``, computed by ``torch.nn.functional.layer_norm`` in float32
        (float64 for float64 input).

    Raises:
        TypeError, ValueError: as :func:`rms_norm`.

    Source:
        Ba, Kiros & Hinton 2016, arXiv:1607.06450.
    """
    _check_input("x", x)
    _check_parameter("weight", weight, x)
    _check_parameter("bias", bias, x)
    dtype = statistics_dtype(x.dtype)
    weight, bias = (None if parameter is None else parameter.to(dtype) for parameter in (weight, bias))
    return F.layer_norm(x.to(dtype), x.shape[-1:], weight, bias, check_eps(eps)).to(x.dtype)


def add_rms_norm(
    x: Tensor,
    residual: Tensor,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float | None = None,
    *,
    convention: Convention = TORCH,
    backend: str = "auto",
) -> tuple[Tensor, Tensor]:
    """Add ``x`` to the residual stream and normalize the sum, as every pre-norm Transformer block does.

    Args:
        x: output of the previous sublayer, shape ``(..., hidden_size)``.
        residual: residual stream, with the shape, dtype and device of ``x``.
        weight, bias, eps, convention, backend: as for :func:`rms_norm`.

    Returns:
        ``(normed, new_residual)`` where ``new_residual = x + residual`` and ``normed = rms_norm(new_residual)``.

    Raises:
        TypeError, ValueError: as :func:`rms_norm`; also when ``residual`` does not match ``x``.
    """
    if backend in NATIVE_BACKENDS and not torch.compiler.is_compiling() and native.load() is not None:
        outputs = native.load().add_rms_norm(x, residual, weight, bias, eps, convention)
        if outputs is not None:
            return outputs
    _check_input("x", x)
    _check_float_tensor("residual", residual)
    for attribute in ("shape", "dtype", "device"):
        expected, given = getattr(x, attribute), getattr(residual, attribute)
        if expected != given:
            raise ValueError(f"residual must have the {attribute} of x, {expected}, got {given}")
    _check_parameter("weight", weight, x)
    _check_parameter("bias", bias, x)
    check_convention(convention)
    eps = resolve_eps(eps, convention, x.dtype)
    ordinary = fused.is_ordinary(x, weight, bias) and fused.is_ordinary(residual)
    backend = choose_backend(backend, x, ordinary)
    if backend == "eager":
        new_residual = x + residual
        return eager.rms_norm(new_residual, weight, bias, eps, convention), new_residual
    return fused.add_rms_norm(backend, ordinary, x, residual, weight, bias, eps, convention)
