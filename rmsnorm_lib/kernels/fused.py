"""The fused kernels as differentiable PyTorch functions.

There are two doors to the same kernels. Ordinary calls go through :class:`FusedRMSNorm` and :class:`FusedAddRMSNorm`,
whose overhead is small. ``torch.compile``, ``torch.export``, tracers and tensor subclasses need to see an operator:
they go through ``torch.ops.rmsnorm_lib.rms_norm``, which has a fake implementation and an autograd formula.

Saved for the backward pass are the input, which the caller holds anyway, the gain, and one float32 number a row.
"""

import functools
import importlib.util
import os

import torch
from torch import Tensor
from torch.autograd import forward_ad

from rmsnorm_lib.conventions import Convention
from rmsnorm_lib.kernels import cpu, eager


@cpu.constant_for_compilers
@functools.cache
def has_triton() -> bool:
    """Whether the triton package is installed."""
    return importlib.util.find_spec("triton") is not None


def why_not(backend: str, x: Tensor) -> str | None:
    """Why a fused backend cannot normalize ``x``, or None if it can."""
    if x.dtype not in cpu.DTYPE_CODES:
        return f"it computes in float32, so x must not be {x.dtype}"
    if not torch.compiler.is_compiling() and torch._C._are_functorch_transforms_active():
        return "the transforms of torch.func need the composite, which backend='auto' takes"
    if backend == "cpu":
        if x.device.type != "cpu":
            return f"x must be on the CPU, got {x.device}"
        return None if cpu.is_available() else "the compiled kernel is missing; building it takes a C++ compiler"
    if x.device.type != "cuda" and not (x.device.type == "cpu" and os.environ.get("TRITON_INTERPRET") == "1"):
        return f"x must be on a CUDA device, got {x.device}"
    return None if has_triton() else "the triton package is not installed"


def can_run(backend: str, x: Tensor) -> bool:
    """Whether the fused backend of the device of ``x``, an ordinary tensor, can normalize it."""
    return x.dtype in cpu.DTYPE_CODES and (cpu.is_available() if backend == "cpu" else has_triton())


@functools.cache
def kernel(backend: str):
    """The module that holds a fused backend's ``forward`` and ``backward``."""
    if backend == "cpu":
        return cpu
    from rmsnorm_lib.kernels import triton

    return triton


def differentiable_backward(grad, x, weight, eps, convention, needed, grad_residual):
    """The backward pass as PyTorch operations, which derivatives and transforms of it can see through."""
    create_graph = torch.is_grad_enabled()
    with torch.enable_grad():
        # Other names for the same numbers: the gain may also have had a part in how x came about, and a derivative
        # with respect to the gain itself would follow that way as well
        x, weight = (None if tensor is None else tensor.view_as(tensor) for tensor in (x, weight))
        inputs = [tensor for tensor, wanted in zip((x, weight), needed, strict=False) if wanted]
        output = eager.rms_norm(x, weight, None, eps, convention)
        found = iter(torch.autograd.grad(output, inputs, grad, create_graph=create_graph) if inputs else ())
    dx, dweight = (next(found) if wanted else None for wanted in needed[:2])
    if dx is not None and grad_residual is not None:
        dx = dx + grad_residual
    return dx, dweight, grad.reshape(-1, grad.shape[-1]).sum(0) if needed[2] else None


def _fit(grad: Tensor, x: Tensor, weight: Tensor | None, rms: Tensor) -> bool:
    """Whether a kernel may read these; hooks on saved tensors can return anything."""
    return (
        x.shape == grad.shape
        and x.dtype is grad.dtype
        and (weight is None or weight.shape == x.shape[-1:])
        and rms.dtype is torch.float32
        and rms.numel() == x.numel() // x.shape[-1]
        and rms.is_contiguous()
    )


def _backward(backend, grad, x, weight, rms, eps, convention, needed, grad_residual=None):
    """Gradients of x, gain and bias; autograd converts the last two to the dtypes of the parameters."""
    readable = _fit(grad, x, weight, rms) and is_ordinary(grad, x, weight, rms, grad_residual)
    if torch.is_grad_enabled() or not readable:
        return differentiable_backward(grad, x, weight, eps, convention, needed, grad_residual)
    dx, *others = kernel(backend).backward(grad, x, weight, rms, eps, convention, *needed[1:], grad_residual)
    return dx if needed[0] else None, *others


class FusedRMSNorm(torch.autograd.Function):
    """``apply(backend, x, weight, bias, eps, convention)`` -> output."""

    @staticmethod
    def forward(ctx, backend, x, weight, bias, eps, convention):
        y, rms, _ = kernel(backend).forward(x, weight, bias, eps, convention)
        ctx.save_for_backward(x, weight, rms)
        ctx.settings = backend, eps, convention
        return y

    @staticmethod
    def backward(ctx, grad):
        x, weight, rms = ctx.saved_tensors
        backend, eps, convention = ctx.settings
        needed = ctx.needs_input_grad[1:4]
        gradients = _backward(backend, grad, x, weight, rms, eps, convention, needed)
        return None, *gradients, None, None


class FusedAddRMSNorm(torch.autograd.Function):
    """``apply(backend, x, residual, weight, bias, eps, convention)`` -> (output, x + residual)."""

    @staticmethod
    def forward(ctx, backend, x, residual, weight, bias, eps, convention):
        y, rms, total = kernel(backend).forward(x, weight, bias, eps, convention, residual)
        ctx.set_materialize_grads(False)
        ctx.save_for_backward(total, weight, rms)
        ctx.settings = backend, eps, convention
        return y, total

    @staticmethod
    def backward(ctx, grad, grad_total):
        total, weight, rms = ctx.saved_tensors
        backend, eps, convention = ctx.settings
        needs_x, needs_residual, *needs_parameters = ctx.needs_input_grad[1:5]
        if grad is None:  # nothing was computed from the output
            return None, grad_total if needs_x else None, grad_total if needs_residual else None, *[None] * 4
        needed = (needs_x or needs_residual, *needs_parameters)
        dtotal, *gradients = _backward(backend, grad, total, weight, rms, eps, convention, needed, grad_total)
        return None, dtotal if needs_x else None, dtotal if needs_residual else None, *gradients, None, None


@functools.cache
def operator_convention(eps_placement: str, weight_offset: int, cast: str, p: float) -> Convention:
    """A convention from the fields that an operator can take."""
    return Convention("operator", eps_placement, weight_offset, cast, p)


@torch.library.custom_op("rmsnorm_lib::rms_norm", mutates_args=())
def rms_norm_operator(
    x: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    eps: float,
    backend: str,
    eps_placement: str,
    weight_offset: int,
    cast: str,
    p: float,
) -> tuple[Tensor, Tensor]:
    """The fused forward pass as an operator; returns the output and the RMS of each row, shape ``x.shape[:-1]``."""
    convention = operator_convention(eps_placement, weight_offset, cast, p)
    y, rms, _ = kernel(backend).forward(x, weight, bias, eps, convention)
    return y, rms.view(x.shape[:-1])


@rms_norm_operator.register_fake
def _(x, weight, bias, eps, backend, eps_placement, weight_offset, cast, p):
    return torch.empty_like(x, memory_format=torch.contiguous_format), x.new_empty(x.shape[:-1], dtype=torch.float32)


@torch.library.custom_op("rmsnorm_lib::rms_norm_backward", mutates_args=())
def rms_norm_backward_operator(
    grad: Tensor,
    x: Tensor,
    weight: Tensor | None,
    rms: Tensor,
    eps: float,
    backend: str,
    eps_placement: str,
    weight_offset: int,
    cast: str,
    p: float,
) -> tuple[Tensor, Tensor, Tensor]:
    """The fused backward pass as an operator; the gradients of gain and bias are float32."""
    convention = operator_convention(eps_placement, weight_offset, cast, p)
    dx, dweight, dbias = kernel(backend).backward(
        grad, x, weight, rms.reshape(-1), eps, convention, weight is not None, True
    )
    return dx, grad.new_empty(0, dtype=torch.float32) if dweight is None else dweight, dbias


@rms_norm_backward_operator.register_fake
def _(grad, x, weight, rms, eps, backend, eps_placement, weight_offset, cast, p):
    parameter = x.new_empty(x.shape[-1:], dtype=torch.float32)
    dweight = x.new_empty(0, dtype=torch.float32) if weight is None else parameter
    return torch.empty_like(x, memory_format=torch.contiguous_format), dweight, torch.empty_like(parameter)


def _setup_context(ctx, inputs, output):
    x, weight, bias, *settings = inputs
    ctx.save_for_backward(x, weight, output[1])
    ctx.mark_non_differentiable(output[1])
    ctx.settings, ctx.bias_dtype = settings, None if bias is None else bias.dtype


def _operator_backward(ctx, grad, _):
    x, weight, rms = ctx.saved_tensors
    dx, dweight, dbias = torch.ops.rmsnorm_lib.rms_norm_backward(grad, x, weight, rms, *ctx.settings)
    return (
        dx,
        None if weight is None else dweight.to(weight.dtype),
        None if ctx.bias_dtype is None else dbias.to(ctx.bias_dtype),
        *[None] * len(ctx.settings),
    )


rms_norm_operator.register_autograd(_operator_backward, setup_context=_setup_context)


def is_ordinary(*tensors: Tensor | None) -> bool:
    """Whether memory can be read directly.

    It cannot where something must see the operations, such as a compiler, a tracer, a dispatch mode, a transform of
    ``torch.func`` or forward-mode differentiation, nor in tensor subclasses, in tensors without memory of their own
    (batches of gradients, zeros that are only promised, functional tensors) and in those whose numbers count as
    negated.
    """
    if (
        torch.compiler.is_compiling()
        or torch._C._are_functorch_transforms_active()
        or torch._C._is_tracing()
        or torch._C._len_torch_dispatch_stack()
        or forward_ad._current_level >= 0
    ):
        return False
    for tensor in tensors:  # a loop, because this runs in every call and any() takes three times as long
        if tensor is None:
            continue
        if type(tensor) is not Tensor and type(tensor) is not torch.nn.Parameter:
            return False
        if tensor.is_neg() or tensor._is_zerotensor() or torch._is_functional_tensor(tensor):
            return False
        if not torch._C._has_storage(tensor):
            return False
    return True


def _needs_grad(x: Tensor, weight: Tensor | None, bias: Tensor | None) -> bool:
    return torch.is_grad_enabled() and (
        x.requires_grad or (weight is not None and weight.requires_grad) or (bias is not None and bias.requires_grad)
    )


def rms_norm(
    backend: str,
    ordinary: bool,
    x: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    eps: float,
    convention: Convention,
) -> Tensor:
    """Normalize with a fused backend that :func:`why_not` does not rule out; ``ordinary`` is :func:`is_ordinary`."""
    if not ordinary:
        fields = convention.eps_placement, convention.weight_offset, convention.cast, convention.p
        return torch.ops.rmsnorm_lib.rms_norm(x, weight, bias, eps, backend, *fields)[0]
    if _needs_grad(x, weight, bias):
        return FusedRMSNorm.apply(backend, x, weight, bias, eps, convention)
    return kernel(backend).forward(x, weight, bias, eps, convention, need_rms=False)[0]


def add_rms_norm(
    backend: str,
    ordinary: bool,
    x: Tensor,
    residual: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    eps: float,
    convention: Convention,
) -> tuple[Tensor, Tensor]:
    """Add and normalize with a fused backend that :func:`why_not` does not rule out."""
    if not ordinary:
        total = x + residual
        return rms_norm(backend, ordinary, total, weight, bias, eps, convention), total
    if _needs_grad(x, weight, bias) or _needs_grad(residual, None, None):
        return FusedAddRMSNorm.apply(backend, x, residual, weight, bias, eps, convention)
    y, _, total = kernel(backend).forward(x, weight, bias, eps, convention, residual, need_rms=False)
    return y, total
