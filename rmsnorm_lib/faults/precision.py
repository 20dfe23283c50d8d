"""Faults in the number formats: what is squared, summed, multiplied or returned in which dtype."""

import torch
from torch import Tensor

from rmsnorm_lib.conventions import GEMMA, LLAMA, TORCH
from rmsnorm_lib.faults.fault import Fault, Norm
from rmsnorm_lib.faults.measures import normal, output_error, share_of_output
from rmsnorm_lib.faults.parts import apply_gain, inverse_rms, widen


def statistic_in_input_dtype(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    mean_square = x.square().mean(dim=-1, keepdim=True)
    return apply_gain(widen(x) * torch.rsqrt(mean_square + eps), weight, x.dtype)


def squared_in_input_dtype(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    mean_square = widen(x.square()).mean(dim=-1, keepdim=True)
    return apply_gain(widen(x) * torch.rsqrt(mean_square + eps), weight, x.dtype)


def summed_in_input_dtype(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    total = torch.zeros_like(x[..., :1])
    for square in h.square().split(1, dim=-1):
        total = (total + square).to(x.dtype)
    return apply_gain(h * torch.rsqrt(widen(total) / h.shape[-1] + eps), weight, x.dtype)


def inverse_rms_rounded(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    inv_rms = inverse_rms(h, eps).to(x.dtype)
    return apply_gain(h * inv_rms, weight, x.dtype)


def computed_in_input_dtype(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    normed = x * torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    return normed if weight is None else normed * weight


def computed_in_input_dtype_gain_first(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    inv_rms = torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    return (x if weight is None else weight * x) * inv_rms


def divided_in_input_dtype(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    normed = x / torch.sqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    return normed if weight is None else normed * weight


def rounded_before_gain(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    normed = (h * inverse_rms(h, eps)).to(x.dtype)
    return apply_gain(normed, weight, x.dtype)


def gemma_rounded_before_gain(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    normed = (h * inverse_rms(h, eps)).to(x.dtype)
    gain = None if weight is None else 1 + widen(weight)
    return apply_gain(normed, gain, x.dtype)


def gain_offset_in_input_dtype(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    gain = None if weight is None else 1 + weight.to(x.dtype)
    return apply_gain(h * inverse_rms(h, eps), gain, x.dtype)


def output_truncated(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    y = apply_gain(h * inverse_rms(h, eps), weight, h.dtype)
    if x.dtype is torch.bfloat16:
        upper_half = (y.detach().view(torch.int32) & -(1 << 16)).view(torch.float32)
        y = y + (upper_half - y).detach()  # the value of the upper half, the gradient of y
    return y.to(x.dtype)


def output_promoted_by_gain(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    normed = (h * inverse_rms(h, eps)).to(x.dtype)
    return normed if weight is None else weight * normed


def output_left_wide(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * inverse_rms(h, eps), weight, h.dtype)


def gain_bits_misread(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    # A kernel that is told one dtype for all pointers reads the first bytes of the gain as numbers of that dtype
    gain = None if weight is None else weight.view(x.dtype)[: x.shape[-1]]
    return apply_gain(h * inverse_rms(h, eps), gain, x.dtype)


def _bytes_of_output(fn: Norm) -> dict[str, float]:
    x = normal(4, 64, dtype=torch.bfloat16)
    y = fn(x, torch.ones(64), 1e-6)
    return {"given": x.element_size(), "returned": y.element_size()}


def _misread(fn: Norm) -> dict[str, float]:
    x = normal(4, 64, dtype=torch.bfloat16)
    y = fn(x, torch.full((64,), 1.1), 1e-6)
    return {"largest": float(y[:, ::2].abs().max())}


FAULTS = (
    Fault(
        name="statistic_in_input_dtype",
        family="precision",
        description="Squares and averages in the dtype of the input; in float16 squares overflow from 256 on.",
        symptom="{share:.0f} % of the outputs of float16 rows of 1000s are exactly 0.",
        measure=share_of_output(0.0, x=torch.full((2, 64), 1000.0, dtype=torch.float16)),
        fn=statistic_in_input_dtype,
        convention=TORCH,
        caught_by="large_inputs",
        thread="https://github.com/pytorch/pytorch/pull/133085",
    ),
    Fault(
        name="squared_in_input_dtype",
        family="precision",
        description="Squares in the dtype of the input and widens the squares only then.",
        symptom="{share:.0f} % of the outputs of float16 rows of 300s are exactly 0.",
        measure=share_of_output(0.0, x=torch.full((2, 64), 300.0, dtype=torch.float16)),
        fn=squared_in_input_dtype,
        convention=TORCH,
        caught_by="large_inputs",
    ),
    Fault(
        name="summed_in_input_dtype",
        family="precision",
        description="Adds the squares one by one in the dtype of the input; in bfloat16 a sum of ones stops at 256.",
        symptom="In bfloat16 outputs are up to {percent:.0f} % too large at hidden size 512.",
        measure=output_error(2, 512, dtype=torch.bfloat16),
        fn=summed_in_input_dtype,
        convention=TORCH,
        caught_by="low_precision",
        thread="https://github.com/Xilinx/mlir-air/pull/1679",
    ),
    Fault(
        name="inverse_rms_rounded",
        family="precision",
        description="Rounds 1/rms to the dtype of the input, which scales a whole row by the same error.",
        symptom="In bfloat16 {share:.0f} % of the outputs are not the nearest bfloat16 numbers.",
        measure=output_error(16, 256, dtype=torch.bfloat16),
        fn=inverse_rms_rounded,
        convention=TORCH,
        caught_by="low_precision",
        thread="https://github.com/amd/IRON/pull/139",
    ),
    Fault(
        name="computed_in_input_dtype",
        family="precision",
        description="Widens nothing: squares, averages and multiplies by the inverse in the dtype of the input.",
        symptom="In bfloat16 outputs are off by up to {error:.3f}, {ulps:.1f} units of the last place.",
        measure=output_error(16, 256, dtype=torch.bfloat16),
        fn=computed_in_input_dtype,
        convention=TORCH,
        caught_by="low_precision",
        thread="https://github.com/pytorch/pytorch/pull/133085",
    ),
    Fault(
        name="computed_in_input_dtype_gain_first",
        family="precision",
        description="Widens nothing, and multiplies by the gain before the inverse root mean square.",
        symptom="In bfloat16 outputs are off by up to {error:.3f}, {ulps:.1f} units of the last place.",
        measure=output_error(16, 256, dtype=torch.bfloat16),
        fn=computed_in_input_dtype_gain_first,
        convention=TORCH,
        caught_by="low_precision",
        thread="https://github.com/pytorch/pytorch/pull/133085",
    ),
    Fault(
        name="divided_in_input_dtype",
        family="precision",
        description="Widens nothing: squares, averages and divides by the root in the dtype of the input.",
        symptom="In bfloat16 outputs are off by up to {error:.3f}, {ulps:.1f} units of the last place.",
        measure=output_error(16, 256, dtype=torch.bfloat16),
        fn=divided_in_input_dtype,
        convention=TORCH,
        caught_by="low_precision",
        thread="https://github.com/pytorch/pytorch/pull/133085",
    ),
    Fault(
        name="rounded_before_gain",
        family="precision",
        description="Rounds the normalized row to the dtype of the input before the gain, and once more after it.",
        symptom="In bfloat16 {share:.0f} % of the outputs are not the nearest bfloat16 numbers.",
        measure=output_error(
            16, 256, dtype=torch.bfloat16, weight=normal(256, scale=0.5, mean=2.0, seed=2, dtype=torch.bfloat16)
        ),
        fn=rounded_before_gain,
        convention=TORCH,
        caught_by="low_precision",
        thread="https://github.com/pytorch/pytorch/pull/147203",
    ),
    Fault(
        name="gemma_rounded_before_gain",
        family="precision",
        description="Rounds the normalized row before it multiplies by 1 + weight, in the order of Llama.",
        symptom="In bfloat16 {share:.0f} % of the outputs are not the nearest bfloat16 numbers.",
        measure=output_error(
            16,
            256,
            convention=GEMMA,
            dtype=torch.bfloat16,
            weight=normal(256, scale=0.5, seed=2, dtype=torch.bfloat16),
        ),
        fn=gemma_rounded_before_gain,
        convention=GEMMA,
        caught_by="low_precision",
        thread="https://github.com/google/gemma_pytorch/pull/67",
    ),
    Fault(
        name="gain_offset_in_input_dtype",
        family="precision",
        description="Adds 1 to the stored gain in the dtype of the input, where 1 + weight loses the digits of weight.",
        symptom="In bfloat16 outputs are off by up to {error:.3f}, {ulps:.1f} units of the last place.",
        measure=output_error(
            16,
            256,
            convention=GEMMA,
            dtype=torch.bfloat16,
            weight=normal(256, scale=0.5, seed=2, dtype=torch.bfloat16),
        ),
        fn=gain_offset_in_input_dtype,
        convention=GEMMA,
        caught_by="low_precision",
        thread="https://github.com/linkedin/Liger-Kernel/pull/1462",
    ),
    Fault(
        name="output_truncated",
        family="precision",
        description="Makes bfloat16 of float32 by dropping the lower 16 bits, which always rounds towards zero.",
        symptom="In bfloat16 {share:.0f} % of the outputs are not the nearest bfloat16 numbers.",
        measure=output_error(16, 256, dtype=torch.bfloat16),
        fn=output_truncated,
        convention=TORCH,
        caught_by="low_precision",
        thread="https://github.com/ROCm/aiter/issues/5151",
    ),
    Fault(
        name="output_promoted_by_gain",
        family="precision",
        description="Multiplies by the gain last and does not round, so a float32 gain makes a float32 output.",
        symptom="A bfloat16 input with a float32 gain: {given} bytes a number in, {returned} bytes out.",
        measure=_bytes_of_output,
        fn=output_promoted_by_gain,
        convention=LLAMA,
        caught_by="dtype",
        thread="https://github.com/huggingface/transformers/issues/30236",
    ),
    Fault(
        name="output_left_wide",
        family="precision",
        description="Returns the float32 result without rounding it to the dtype of the input.",
        symptom="A bfloat16 input: {given} bytes a number in, {returned} bytes out.",
        measure=_bytes_of_output,
        fn=output_left_wide,
        convention=TORCH,
        caught_by="dtype",
    ),
    Fault(
        name="gain_bits_misread",
        family="precision",
        description="Reads the memory of a gain of another dtype as if it had the dtype of the input.",
        symptom="A bfloat16 input with float32 gains of 1.1: every second column grows up to {largest:.2g}.",
        measure=_misread,
        fn=gain_bits_misread,
        convention=TORCH,
        caught_by="dtype",
    ),
)
