"""Faults in the backward pass: the output is right, the gradients are not.

With ``x_hat = x * inv_rms`` and ``upstream = grad * weight`` the right gradients are
``dx = inv_rms * (upstream - x_hat * mean(upstream * x_hat))`` and ``dweight = sum over rows of grad * x_hat``.
"""

import torch
from torch import Tensor

from rmsnorm_lib.conventions import PAPER, TORCH
from rmsnorm_lib.faults.fault import Fault, Norm
from rmsnorm_lib.faults.measures import gradient_at, gradient_error, normal
from rmsnorm_lib.faults.parts import (
    apply_gain,
    gain_gradient,
    input_gradient,
    inverse_rms,
    sum_over_rows,
    widen,
    with_backward,
)

ONE_ZERO = torch.ones(64).index_fill(0, torch.tensor([3]), 0.0)


def rms_detached(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * inverse_rms(h, eps).detach(), weight, x.dtype)


@with_backward
def projection_not_averaged(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    upstream, x_hat = grad * weight, x * inv_rms
    dx = inv_rms * (upstream - x_hat * (upstream * x_hat).sum(dim=-1, keepdim=True))
    return dx, gain_gradient(grad, x, weight, inv_rms)


@with_backward
def projection_added(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    upstream, x_hat = grad * weight, x * inv_rms
    dx = inv_rms * (upstream + x_hat * (upstream * x_hat).mean(dim=-1, keepdim=True))
    return dx, gain_gradient(grad, x, weight, inv_rms)


@with_backward
def projection_power_wrong(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    upstream = grad * weight
    dx = inv_rms * upstream - inv_rms**2 * x * (upstream * x).mean(dim=-1, keepdim=True)
    return dx, gain_gradient(grad, x, weight, inv_rms)


@with_backward
def projection_over_all_rows(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    upstream, x_hat = grad * weight, x * inv_rms
    dx = inv_rms * (upstream - x_hat * (upstream * x_hat).mean())
    return dx, gain_gradient(grad, x, weight, inv_rms)


@with_backward
def gain_missing_in_dx(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    x_hat = x * inv_rms
    dx = inv_rms * (grad - x_hat * (grad * x_hat).mean(dim=-1, keepdim=True))
    return dx, gain_gradient(grad, x, weight, inv_rms)


@with_backward
def gain_missing_in_projection(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    x_hat = x * inv_rms
    dx = inv_rms * (grad * weight - x_hat * (grad * x_hat).mean(dim=-1, keepdim=True))
    return dx, gain_gradient(grad, x, weight, inv_rms)


@with_backward
def gain_squared_in_dx(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    return input_gradient(grad * weight, x, weight, inv_rms), gain_gradient(grad, x, weight, inv_rms)


@with_backward
def gain_twice_in_projection(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    upstream, x_hat = grad * weight, x * inv_rms
    dx = inv_rms * (upstream - weight * x_hat * (upstream * x_hat).mean(dim=-1, keepdim=True))
    return dx, gain_gradient(grad, x, weight, inv_rms)


@with_backward
def eps_missing_in_backward(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    recomputed = torch.rsqrt(x.square().mean(dim=-1, keepdim=True))
    return input_gradient(grad, x, weight, recomputed), gain_gradient(grad, x, weight, recomputed)


@with_backward
def inverse_rms_saved_in_bfloat16(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    saved = inv_rms.bfloat16()
    return input_gradient(grad, x, weight, saved), gain_gradient(grad, x, weight, saved)


def no_gradient_when_contiguous(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    # The fast path calls a kernel that autograd knows nothing of
    with torch.set_grad_enabled(torch.is_grad_enabled() and not x.is_contiguous()):
        h = widen(x)
        return apply_gain(h * inverse_rms(h, eps), weight, x.dtype)


@with_backward
def dx_overwrites_grad(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    grad = grad.contiguous()
    dweight = gain_gradient(grad, x, weight, inv_rms)
    return grad.copy_(input_gradient(grad, x, weight, inv_rms)), dweight


def nan_gradient_at_zero_row(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    rms = torch.sqrt(h.square().mean(dim=-1, keepdim=True))
    return apply_gain(h / (rms + eps), weight, x.dtype)


@with_backward
def grad_strides_ignored(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    strides_of_contiguous = torch.empty(grad.shape, device="meta").stride()
    grad = grad.as_strided(grad.shape, strides_of_contiguous)
    return input_gradient(grad, x, weight, inv_rms), gain_gradient(grad, x, weight, inv_rms)


@with_backward
def gain_gradient_none(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, None]:
    return input_gradient(grad, x, weight, inv_rms), None


@with_backward
def gain_gradient_zero(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    dweight = torch.zeros_like(weight)
    return input_gradient(grad, x, weight, inv_rms), dweight


@with_backward
def gain_gradient_averaged(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    dweight = (grad * x * inv_rms).reshape(-1, x.shape[-1]).mean(dim=0)
    return input_gradient(grad, x, weight, inv_rms), dweight


@with_backward
def gain_gradient_of_last_row(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    terms = (grad * x * inv_rms).reshape(-1, x.shape[-1])
    return input_gradient(grad, x, weight, inv_rms), terms[-1:].sum(dim=0)


@with_backward
def gain_gradient_drops_last_block(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    terms = (grad * x * inv_rms).reshape(-1, x.shape[-1])
    num_blocks = max(1, len(terms) // 8)  # blocks of eight rows
    return input_gradient(grad, x, weight, inv_rms), terms[: 8 * num_blocks].sum(dim=0)


@with_backward
def gain_gradient_of_half_the_columns(
    grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor
) -> tuple[Tensor, Tensor]:
    dweight = gain_gradient(grad, x, weight, inv_rms)
    # Blocks of 64 columns are launched on hardware that works on 32 at a time
    is_stored = torch.arange(len(dweight), device=dweight.device) % 64 < 32
    return input_gradient(grad, x, weight, inv_rms), torch.where(is_stored, dweight, 0)


@with_backward
def gain_gradient_in_gain_dtype(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    dweight = torch.zeros_like(weight)
    for row in (grad * x * inv_rms).reshape(-1, x.shape[-1]):
        dweight = (dweight + row).to(weight.dtype)
    return input_gradient(grad, x, weight, inv_rms), dweight


@with_backward
def gain_gradient_of_output(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    dweight = sum_over_rows(grad * weight * x * inv_rms)
    return input_gradient(grad, x, weight, inv_rms), dweight


@with_backward
def gain_gradient_of_input(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    dweight = sum_over_rows(grad * x)
    return input_gradient(grad, x, weight, inv_rms), dweight


@with_backward
def x_hat_from_output(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    y = weight * x * inv_rms  # kept in place of x, to save memory
    x_hat = y / weight
    upstream = grad * weight
    dx = inv_rms * (upstream - x_hat * (upstream * x_hat).mean(dim=-1, keepdim=True))
    return dx, sum_over_rows(grad * x_hat)


@with_backward
def x_hat_from_clamped_gain(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    y = weight * x * inv_rms  # kept in place of x, to save memory
    sign = torch.where(weight < 0, -1, 1)
    x_hat = y / (sign * weight.abs().clamp_min(1e-5))
    upstream = grad * weight
    dx = inv_rms * (upstream - x_hat * (upstream * x_hat).mean(dim=-1, keepdim=True))
    return dx, sum_over_rows(grad * x_hat)


def _grad_change(fn: Norm) -> dict[str, float]:
    x = normal(4, 64).requires_grad_()
    grad = normal(4, 64, seed=1)
    before = grad.clone()
    fn(x, torch.ones(64), 1e-6).backward(grad)
    return {"change": float((grad - before).abs().max())}


def _transposed_grad(fn: Norm) -> dict[str, float]:
    grad = normal(64, 4, seed=1).T
    gradients = []
    for one in (grad, grad.contiguous()):
        x = normal(4, 64).requires_grad_()
        fn(x, torch.ones(64), 1e-6).backward(one)
        gradients.append(x.grad)
    got, right = gradients
    return {"dx": float((got - right).norm() / right.norm())}


def _sum_of_ones(fn: Norm) -> dict[str, float]:
    x, weight = torch.ones(512, 8, dtype=torch.bfloat16), torch.ones(8, dtype=torch.bfloat16, requires_grad=True)
    fn(x, weight, 1e-6).sum().backward()
    return {"total": float(weight.grad[0])}


FAULTS = (
    Fault(
        name="rms_detached",
        family="gradient",
        description="Treats the RMS as a constant in the backward pass, so the projection term is missing.",
        symptom="The input gradient is off by {dx:.2f} of its size.",
        measure=gradient_error(),
        fn=rms_detached,
        convention=TORCH,
        caught_by="input_gradient",
        thread="https://github.com/ooples/AiDotNet/pull/695",
    ),
    Fault(
        name="projection_not_averaged",
        family="gradient",
        description="Sums over the row in the projection term where it should average.",
        symptom="The input gradient is {dx_ratio:.0f} times too large at hidden size 64.",
        measure=gradient_error(),
        fn=projection_not_averaged,
        convention=TORCH,
        caught_by="input_gradient",
    ),
    Fault(
        name="projection_added",
        family="gradient",
        description="Adds the projection term instead of subtracting it.",
        symptom="The input gradient is off by {dx:.2f} of its size.",
        measure=gradient_error(),
        fn=projection_added,
        convention=TORCH,
        caught_by="input_gradient",
    ),
    Fault(
        name="projection_power_wrong",
        family="gradient",
        description="Multiplies the projection term by the square of 1/rms instead of its cube.",
        symptom="For inputs of RMS 5 the input gradient is off by {dx:.2f} of its size.",
        measure=gradient_error(scale=5.0),
        fn=projection_power_wrong,
        convention=TORCH,
        caught_by="input_gradient",
    ),
    Fault(
        name="projection_over_all_rows",
        family="gradient",
        description="Averages the projection term over all rows instead of one.",
        symptom="The input gradient is off by {dx:.2f} of its size.",
        measure=gradient_error(),
        fn=projection_over_all_rows,
        convention=TORCH,
        caught_by="input_gradient",
    ),
    Fault(
        name="gain_missing_in_dx",
        family="gradient",
        description="Leaves the gain out of the input gradient.",
        symptom="The input gradient is off by {dx:.2f} of its size.",
        measure=gradient_error(),
        fn=gain_missing_in_dx,
        convention=TORCH,
        caught_by="input_gradient",
        thread="https://github.com/karpathy/llm.c/pull/763",
    ),
    Fault(
        name="gain_missing_in_projection",
        family="gradient",
        description="Leaves the gain out of the projection term of the input gradient.",
        symptom="The input gradient is off by {dx:.2f} of its size.",
        measure=gradient_error(),
        fn=gain_missing_in_projection,
        convention=TORCH,
        caught_by="input_gradient",
    ),
    Fault(
        name="gain_squared_in_dx",
        family="gradient",
        description="Multiplies by the gain twice in the input gradient.",
        symptom="The input gradient is {dx_ratio:.2f} times its right size.",
        measure=gradient_error(),
        fn=gain_squared_in_dx,
        convention=TORCH,
        caught_by="input_gradient",
    ),
    Fault(
        name="gain_twice_in_projection",
        family="gradient",
        description="Multiplies the projection term of the input gradient by the gain a second time.",
        symptom="The input gradient is off by {dx:.2f} of its size.",
        measure=gradient_error(),
        fn=gain_twice_in_projection,
        convention=TORCH,
        caught_by="input_gradient",
        thread="https://github.com/NVIDIA/Megatron-LM/pull/6859",
    ),
    Fault(
        name="eps_missing_in_backward",
        family="gradient",
        description="Recomputes 1/rms in the backward pass and forgets eps.",
        symptom="For inputs of RMS 1e-3 the input gradient is off by {dx:.2f} of its size at eps 1e-6.",
        measure=gradient_error(scale=1e-3),
        fn=eps_missing_in_backward,
        convention=TORCH,
        caught_by="zero_rows",
    ),
    Fault(
        name="inverse_rms_saved_in_bfloat16",
        family="gradient",
        description="Keeps 1/rms for the backward pass in bfloat16.",
        symptom="The float32 input gradient is off by {dx:.1e} of its size.",
        measure=gradient_error(),
        fn=inverse_rms_saved_in_bfloat16,
        convention=TORCH,
        caught_by="input_gradient",
        thread="https://github.com/pytorch/helion/pull/2273",
    ),
    Fault(
        name="no_gradient_when_contiguous",
        family="gradient",
        description="Takes a fast path without a backward pass when the input is contiguous.",
        symptom="No gradient reaches the input: its size is {dx_ratio:.0f} times the right one.",
        measure=gradient_error(),
        fn=no_gradient_when_contiguous,
        convention=TORCH,
        caught_by="input_gradient",
        thread="https://github.com/huggingface/candle/issues/2168",
    ),
    Fault(
        name="dx_overwrites_grad",
        family="gradient",
        description="Writes the input gradient over the output gradient, which a residual branch still needs.",
        symptom="The output gradient changes by up to {change:.2f} during the backward pass.",
        measure=_grad_change,
        fn=dx_overwrites_grad,
        convention=TORCH,
        caught_by="input_unchanged",
        thread="https://github.com/linkedin/Liger-Kernel/pull/376",
    ),
    Fault(
        name="nan_gradient_at_zero_row",
        family="gradient",
        description="Takes the square root of 0 at a row of zeros, where the slope of the root is infinite.",
        symptom="At a row of zeros {nan_dx:.0f} % of the input gradient is NaN; the output is right.",
        measure=gradient_at(torch.zeros(1, 64)),
        fn=nan_gradient_at_zero_row,
        convention=PAPER,
        caught_by="zero_rows",
        thread="https://github.com/RL-Align/RL-Kernel/pull/383",
    ),
    Fault(
        name="grad_strides_ignored",
        family="gradient",
        description="Reads the output gradient as if its rows lay one after the other in memory.",
        symptom="With a transposed output gradient the input gradient is off by {dx:.2f} of its size.",
        measure=_transposed_grad,
        fn=grad_strides_ignored,
        convention=TORCH,
        caught_by="strides",
        thread="https://github.com/flagos-ai/FlagGems/pull/1080",
    ),
    Fault(
        name="gain_gradient_none",
        family="gradient",
        description="Returns no gradient for the gain.",
        symptom="The gain gradient has {dweight_ratio:.0f} times its right size: the gains never move.",
        measure=gradient_error(),
        fn=gain_gradient_none,
        convention=TORCH,
        caught_by="gain_gradient",
        thread="https://github.com/unslothai/unsloth/issues/4533",
    ),
    Fault(
        name="gain_gradient_zero",
        family="gradient",
        description="Never writes the gain gradient, which stays at zero.",
        symptom="The gain gradient has {dweight_ratio:.0f} times its right size: the gains never move.",
        measure=gradient_error(),
        fn=gain_gradient_zero,
        convention=TORCH,
        caught_by="gain_gradient",
        thread="https://github.com/paiml/trueno/pull/178",
    ),
    Fault(
        name="gain_gradient_averaged",
        family="gradient",
        description="Averages the gain gradient over the rows instead of summing it.",
        symptom="With 64 rows the gain gradient has {dweight_ratio:.4f} times its right size.",
        measure=gradient_error(64, 64),
        fn=gain_gradient_averaged,
        convention=TORCH,
        caught_by="gain_gradient",
    ),
    Fault(
        name="gain_gradient_of_last_row",
        family="gradient",
        description="Overwrites the gain gradient row by row instead of adding to it.",
        symptom="With 64 rows the gain gradient has {dweight_ratio:.2f} times its right size.",
        measure=gradient_error(64, 64),
        fn=gain_gradient_of_last_row,
        convention=TORCH,
        caught_by="gain_gradient",
    ),
    Fault(
        name="gain_gradient_drops_last_block",
        family="gradient",
        description="Sums the gain gradient over whole blocks of eight rows and drops the rest.",
        symptom="With 15 rows the gain gradient is off by {dweight:.2f} of its size.",
        measure=gradient_error(15, 64),
        fn=gain_gradient_drops_last_block,
        convention=TORCH,
        caught_by="gain_gradient",
    ),
    Fault(
        name="gain_gradient_of_half_the_columns",
        family="gradient",
        description="Stores the gain gradient of the first 32 of every 64 columns only.",
        symptom="At hidden size 64 the gain gradient is off by {dweight:.2f} of its size.",
        measure=gradient_error(),
        fn=gain_gradient_of_half_the_columns,
        convention=TORCH,
        caught_by="gain_gradient",
        thread="https://github.com/pytorch/pytorch/pull/183864",
    ),
    Fault(
        name="gain_gradient_in_gain_dtype",
        family="gradient",
        description="Adds up the gain gradient in the dtype of the gain; in bfloat16 a sum of ones stops at 256.",
        symptom="The sum of 512 ones comes out as {total:.0f} in bfloat16.",
        measure=_sum_of_ones,
        fn=gain_gradient_in_gain_dtype,
        convention=TORCH,
        caught_by="gain_gradient",
        thread="https://github.com/linkedin/Liger-Kernel/pull/950",
    ),
    Fault(
        name="gain_gradient_of_output",
        family="gradient",
        description="Uses the output, gain included, in the gain gradient instead of the normalized row.",
        symptom="The gain gradient is off by {dweight:.2f} of its size.",
        measure=gradient_error(),
        fn=gain_gradient_of_output,
        convention=TORCH,
        caught_by="gain_gradient",
    ),
    Fault(
        name="gain_gradient_of_input",
        family="gradient",
        description="Uses the input in the gain gradient instead of the normalized row; right for rows of RMS 1.",
        symptom="For inputs of RMS 5 the gain gradient has {dweight_ratio:.2f} times its right size.",
        measure=gradient_error(scale=5.0),
        fn=gain_gradient_of_input,
        convention=TORCH,
        caught_by="gain_gradient",
    ),
    Fault(
        name="x_hat_from_output",
        family="gradient",
        description="Recovers the normalized row as output / gain, which is 0/0 at a gain of zero.",
        symptom="With one gain of 0 in 64, {nan_dx:.0f} % of the input gradient is NaN.",
        measure=gradient_at(normal(2, 64), weight=ONE_ZERO),
        fn=x_hat_from_output,
        convention=TORCH,
        caught_by="input_gradient",
        thread="https://github.com/ServiceNow/Fast-LLM/issues/220",
    ),
    Fault(
        name="x_hat_from_clamped_gain",
        family="gradient",
        description="Recovers the normalized row as output / gain with the gain kept away from zero.",
        symptom="With gains of 1e-6 the gain gradient has {dweight_ratio:.2f} times its right size.",
        measure=gradient_error(weight=torch.full((64,), 1e-6)),
        fn=x_hat_from_clamped_gain,
        convention=TORCH,
        caught_by="gain_gradient",
    ),
)
