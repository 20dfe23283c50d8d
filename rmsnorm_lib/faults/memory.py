"""Faults in memory and indexing: what is read, written, kept, counted or reached.

``output_buffer_reused`` and ``statistic_cached_by_shape`` keep something from call to call, which is their fault.
"""

import numpy as np
import torch
from torch import Tensor

from rmsnorm_lib import reference
from rmsnorm_lib.conventions import GEMMA, TORCH
from rmsnorm_lib.faults.fault import Fault, Norm
from rmsnorm_lib.faults.measures import exact, normal, output_error, output_rms, share_of_output
from rmsnorm_lib.faults.parts import apply_gain, inverse_rms, widen


def input_overwritten(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    x.mul_(inverse_rms(widen(x), eps).to(x.dtype))
    return apply_gain(x, weight, x.dtype)


def float32_input_overwritten(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)  # a copy of half-precision input, but float32 input itself
    h *= inverse_rms(h, eps)
    return apply_gain(h, weight, x.dtype)


def gain_offset_written_back(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    if weight is not None:
        weight.data += 1
    return apply_gain(h * inverse_rms(h, eps), weight, x.dtype)


_output_buffers: dict[tuple, Tensor] = {}


def output_buffer_reused(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    y = apply_gain(h * inverse_rms(h, eps), weight, x.dtype)
    buffer = _output_buffers.setdefault((y.shape, y.dtype, y.device), torch.empty_like(y))
    return buffer.detach().copy_(y)


_inv_rms_cache: dict[tuple[int, ...], Tensor] = {}


def statistic_cached_by_shape(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    if x.shape not in _inv_rms_cache:
        _inv_rms_cache[x.shape] = inverse_rms(h, eps).detach()
    return apply_gain(h * _inv_rms_cache[x.shape].to(h), weight, x.dtype)


def strides_ignored(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    strides_of_contiguous = torch.empty(x.shape, device="meta").stride()
    h = widen(x.as_strided(x.shape, strides_of_contiguous))
    return apply_gain(h * inverse_rms(h, eps), weight, x.dtype)


def stride_ignored_in_second_pass(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    inv_rms = inverse_rms(widen(x), eps)
    second_read = x.as_strided(x.shape, (*x.stride()[:-1], 1))
    return apply_gain(widen(second_read) * inv_rms, weight, x.dtype)


def rows_beyond_grid(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x).reshape(-1, x.shape[-1])
    scale = inverse_rms(h, eps)
    is_reached = torch.arange(len(h), device=x.device)[:, None] < 48  # the launch starts at most 48 programs
    normed = torch.where(is_reached, h * scale, 0)
    return apply_gain(normed.reshape(x.shape), weight, x.dtype)


def offset_wraps(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    num_rows, hidden_size = x.numel() // x.shape[-1], x.shape[-1]
    offsets = torch.arange(num_rows, device=x.device) * hidden_size % 2**16  # 16 bits stand in for 32
    h = widen(x).reshape(-1, hidden_size)[offsets // hidden_size].reshape(x.shape)
    return apply_gain(h * inverse_rms(h, eps), weight, x.dtype)


def padding_counted(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    block_size = 1 << (h.shape[-1] - 1).bit_length()
    mean_square = h.square().sum(dim=-1, keepdim=True) / block_size
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def next_row_read(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x).reshape(-1, x.shape[-1])
    block_size = 1 << (h.shape[-1] - 1).bit_length()
    memory = torch.cat([h.flatten(), h.new_zeros(block_size)])
    blocks = memory.unfold(0, block_size, h.shape[-1])[: len(h)]
    mean_square = blocks.square().sum(dim=-1, keepdim=True) / h.shape[-1]
    return apply_gain((h * torch.rsqrt(mean_square + eps)).reshape(x.shape), weight, x.dtype)


def prefix_of_power_of_two(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    block_size = 1 << (h.shape[-1].bit_length() - 1)
    return apply_gain(h * inverse_rms(h[..., :block_size], eps), weight, x.dtype)


def tail_not_written(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    is_written = torch.arange(h.shape[-1], device=x.device) < h.shape[-1] // 4 * 4  # vectors of four
    return apply_gain(torch.where(is_written, h * inverse_rms(h, eps), 0), weight, x.dtype)


def half_of_lanes_summed(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    half = (h.shape[-1] + 1) // 2
    mean_square = h[..., :half].square().sum(dim=-1, keepdim=True) / h.shape[-1]
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def chunk_sum_overwritten(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    for chunk in h.split(32, dim=-1):
        total = chunk.square().sum(dim=-1, keepdim=True)
    return apply_gain(h * torch.rsqrt(total / h.shape[-1] + eps), weight, x.dtype)


def _input_change(fn: Norm) -> dict[str, float]:
    x = normal(4, 64, scale=5.0)
    before = exact(x).copy()
    fn(x, None, 1e-6)
    return {"before": float(reference.rms(before.ravel())), "after": float(reference.rms(exact(x).ravel()))}


def _gain_change(fn: Norm) -> dict[str, float]:
    x, weight = normal(4, 64), torch.zeros(64)
    for _ in range(3):
        fn(x, weight, 1e-6)
    return {"weight": float(weight.mean())}


def _first_result_after_second_call(fn: Norm) -> dict[str, float]:
    first, second = normal(3, 37), normal(3, 37, seed=1)
    result = fn(first, None, 1e-6)
    before = exact(result).copy()
    fn(second, None, 1e-6)
    return {"change": float(np.abs(exact(result) - before).max())}


def _second_result(fn: Norm) -> dict[str, float]:
    _inv_rms_cache.clear()
    fn(normal(3, 37), None, 1e-6)
    return {"rms": float(reference.rms(exact(fn(normal(3, 37, scale=5.0), None, 1e-6)).ravel()))}


def _transposed_error(fn: Norm) -> dict[str, float]:
    x = normal(64, 8).T
    return {"error": float((fn(x, None, 1e-6) - fn(x.contiguous(), None, 1e-6)).abs().max())}


def _rows_of_zeros(fn: Norm) -> dict[str, float]:
    y = exact(fn(normal(64, 16), None, 1e-6))
    return {"zero_rows": int((y == 0).all(axis=1).sum())}


def _row_after_the_limit(fn: Norm) -> dict[str, float]:
    x = normal(2**10 + 1, 64)
    y = fn(x, None, 1e-6)
    return {"row": 2**10, "difference": float((y[-1] - y[0]).abs().max())}


def _neighbour(fn: Norm) -> dict[str, float]:
    x = normal(2, 48)
    before = fn(x, None, 1e-6)[0]
    x[1] *= 10
    return {"factor": float(fn(x, None, 1e-6)[0, 0] / before[0])}


FAULTS = (
    Fault(
        name="input_overwritten",
        family="memory",
        description="Normalizes the input in its own memory.",
        symptom="The caller's input of RMS {before:.1f} has RMS {after:.1f} after the call.",
        measure=_input_change,
        fn=input_overwritten,
        convention=TORCH,
        caught_by="input_unchanged",
    ),
    Fault(
        name="float32_input_overwritten",
        family="memory",
        description="Works in the memory that x.float() returns, which for float32 is that of the input.",
        symptom="The caller's float32 input of RMS {before:.1f} has RMS {after:.1f} after the call.",
        measure=_input_change,
        fn=float32_input_overwritten,
        convention=TORCH,
        caught_by="input_unchanged",
        thread="https://github.com/GeeeekExplorer/nano-vllm/issues/170",
    ),
    Fault(
        name="gain_offset_written_back",
        family="memory",
        description="Adds the 1 of 1 + weight to the stored gain itself, at every call.",
        symptom="After three calls a stored gain of 0 is {weight:.0f}.",
        measure=_gain_change,
        fn=gain_offset_written_back,
        convention=GEMMA,
        caught_by="input_unchanged",
    ),
    Fault(
        name="output_buffer_reused",
        family="memory",
        description="Writes every output of one shape into the same memory.",
        symptom="The result of a first call changes by up to {change:.2f} during a second one.",
        measure=_first_result_after_second_call,
        fn=output_buffer_reused,
        convention=TORCH,
        caught_by="determinism",
    ),
    Fault(
        name="statistic_cached_by_shape",
        family="memory",
        description="Keeps 1/rms of the first input of a shape and uses it for all later ones.",
        symptom="A second input, five times as large, leaves with RMS {rms:.2f} instead of 1.",
        measure=_second_result,
        fn=statistic_cached_by_shape,
        convention=TORCH,
        caught_by="determinism",
    ),
    Fault(
        name="strides_ignored",
        family="memory",
        description="Reads the input as if its rows lay one after the other in memory.",
        symptom="The outputs of a transposed input and of its contiguous copy differ by up to {error:.1f}.",
        measure=_transposed_error,
        fn=strides_ignored,
        convention=TORCH,
        caught_by="strides",
        thread="https://github.com/unslothai/unsloth/pull/10617",
    ),
    Fault(
        name="stride_ignored_in_second_pass",
        family="memory",
        description="Honours the stride of the last dimension for the statistic and ignores it when it scales the row.",
        symptom="The outputs of a transposed input and of its contiguous copy differ by up to {error:.1f}.",
        measure=_transposed_error,
        fn=stride_ignored_in_second_pass,
        convention=TORCH,
        caught_by="strides",
        thread="https://github.com/ModelTC/LightLLM/issues/1467",
    ),
    Fault(
        name="rows_beyond_grid",
        family="memory",
        description="Reaches the first 48 rows only and leaves the others at zero.",
        symptom="Of 64 rows, {zero_rows} leave as zeros.",
        measure=_rows_of_zeros,
        fn=rows_beyond_grid,
        convention=TORCH,
        caught_by="row_independence",
        thread="https://github.com/vllm-project/vllm-ascend/pull/5012",
    ),
    Fault(
        name="offset_wraps",
        family="memory",
        description="Computes row offsets in too few bits (16 stand in for 32), so late rows repeat early ones.",
        symptom="The outputs of rows 0 and {row} differ by {difference:.0f} although the inputs differ.",
        measure=_row_after_the_limit,
        fn=offset_wraps,
        convention=TORCH,
        caught_by="row_independence",
        thread="https://github.com/linkedin/Liger-Kernel/issues/1483",
    ),
    Fault(
        name="padding_counted",
        family="memory",
        description="Divides the sum of squares by the hidden size rounded up to a power of two.",
        symptom="The output has RMS {rms:.3f} instead of 1 at hidden size 760.",
        measure=output_rms(4, 760),
        fn=padding_counted,
        convention=TORCH,
        caught_by="values",
    ),
    Fault(
        name="next_row_read",
        family="memory",
        description="Sums squares up to the next power of two without a mask, into the row that follows in memory.",
        symptom="A row is multiplied by {factor:.2f} when the row after it grows ten times.",
        measure=_neighbour,
        fn=next_row_read,
        convention=TORCH,
        caught_by="row_independence",
    ),
    Fault(
        name="prefix_of_power_of_two",
        family="memory",
        description="Takes the statistic from the largest power of two of elements that fits the row.",
        symptom="Outputs are off by up to {percent:.0f} % at hidden size 48.",
        measure=output_error(4, 48),
        fn=prefix_of_power_of_two,
        convention=TORCH,
        caught_by="values",
    ),
    Fault(
        name="tail_not_written",
        family="memory",
        description="Writes vectors of four and leaves the last elements of other hidden sizes at zero.",
        symptom="The last of 41 outputs are zero: {share:.1f} % of all.",
        measure=share_of_output(0.0, x=normal(4, 41)),
        fn=tail_not_written,
        convention=TORCH,
        caught_by="values",
    ),
    Fault(
        name="half_of_lanes_summed",
        family="memory",
        description="Adds the partial sums of half of the lanes only, and divides by the full hidden size.",
        symptom="The output has RMS {rms:.2f} instead of 1.",
        measure=output_rms(4, 1024),
        fn=half_of_lanes_summed,
        convention=TORCH,
        caught_by="values",
        thread="https://github.com/Luce-Org/lucebox/pull/500",
    ),
    Fault(
        name="chunk_sum_overwritten",
        family="memory",
        description="Overwrites the sum of squares chunk by chunk instead of adding to it.",
        symptom="The output has RMS {rms:.2f} instead of 1 at hidden size 1024.",
        measure=output_rms(4, 1024),
        fn=chunk_sum_overwritten,
        convention=TORCH,
        caught_by="values",
    ),
)
