"""Faults of norms over several devices: four shards of a row, or of the rows, simulated in one process."""

import torch
from torch import Tensor

from rmsnorm_lib import reference
from rmsnorm_lib.conventions import TORCH
from rmsnorm_lib.faults.fault import Fault, Norm
from rmsnorm_lib.faults.measures import exact, gradient_error, normal, output_error, output_rms
from rmsnorm_lib.faults.parts import (
    apply_gain,
    gain_gradient,
    input_gradient,
    inverse_rms,
    sum_over_rows,
    widen,
    with_backward,
)

NUM_SHARDS = 4


def shards(h: Tensor) -> list[Tensor]:
    """The parts of the last dimension that the devices hold; of a row shorter than 4, one number each."""
    return list(h.tensor_split(min(NUM_SHARDS, h.shape[-1]), dim=-1))


def sum_of_squares(h: Tensor) -> Tensor:
    return h.square().sum(dim=-1, keepdim=True)


def statistic_not_reduced(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    normed = [shard * inverse_rms(shard, eps) for shard in shards(widen(x))]
    return apply_gain(torch.cat(normed, dim=-1), weight, x.dtype)


def count_not_reduced(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    total = sum(sum_of_squares(shard) for shard in shards(h))
    normed = [shard * torch.rsqrt(total / shard.shape[-1] + eps) for shard in shards(h)]
    return apply_gain(torch.cat(normed, dim=-1), weight, x.dtype)


def rms_averaged(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_rms = torch.stack([1 / inverse_rms(shard, eps) for shard in shards(h)]).mean(dim=0)
    return apply_gain(h / mean_rms, weight, x.dtype)


def inverse_rms_averaged(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_inv_rms = torch.stack([inverse_rms(shard, eps) for shard in shards(h)]).mean(dim=0)
    return apply_gain(h * mean_inv_rms, weight, x.dtype)


def statistic_of_first_shard(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * inverse_rms(shards(h)[0], eps), weight, x.dtype)


def replicated_shard_counted_twice(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    held = [*shards(h), shards(h)[-1]]  # a fifth device holds a copy of the last shard
    mean_square = sum(sum_of_squares(shard) for shard in held) / sum(shard.shape[-1] for shard in held)
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def eps_added_on_every_shard(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = sum(sum_of_squares(shard) / h.shape[-1] + eps for shard in shards(h))
    return apply_gain(h * torch.rsqrt(mean_square), weight, x.dtype)


def sums_reduced_in_input_dtype(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    total = sum(sum_of_squares(shard).to(x.dtype) for shard in shards(h))
    return apply_gain(h * torch.rsqrt(widen(total) / h.shape[-1] + eps), weight, x.dtype)


def gain_of_first_shard(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    normed = shards(h * inverse_rms(h, eps))
    if weight is not None:
        normed = [part * shards(weight)[0][: part.shape[-1]] for part in normed]
    return torch.cat(normed, dim=-1).to(x.dtype)


@with_backward
def projection_not_reduced(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    upstream, x_hat = grad * weight, x * inv_rms
    dx = [
        inv_rms * (g - u * (g * u).sum(dim=-1, keepdim=True) / x.shape[-1])
        for g, u in zip(shards(upstream), shards(x_hat), strict=True)
    ]
    return torch.cat(dx, dim=-1), gain_gradient(grad, x, weight, inv_rms)


@with_backward
def gain_gradient_not_reduced(grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor) -> tuple[Tensor, Tensor]:
    rows_of_first_device = (grad * x * inv_rms).reshape(-1, x.shape[-1]).tensor_split(NUM_SHARDS)[0]
    return input_gradient(grad, x, weight, inv_rms), rows_of_first_device.sum(dim=0)


@with_backward
def gain_gradient_averaged_over_devices(
    grad: Tensor, x: Tensor, weight: Tensor, inv_rms: Tensor
) -> tuple[Tensor, Tensor]:
    dweight = sum_over_rows(grad * x * inv_rms) / NUM_SHARDS
    return input_gradient(grad, x, weight, inv_rms), dweight


# The first quarter of the row has three times the scale of the others, so shards differ
UNEQUAL = torch.ones(64).index_fill(0, torch.arange(16), 3.0)


def _shard_rms(fn: Norm) -> dict[str, float]:
    y = exact(fn(normal(16, 64) * UNEQUAL, None, 1e-6))
    return {"whole": float(reference.rms(y.ravel())), "first": float(reference.rms(y[:, :16].ravel()))}


FAULTS = (
    Fault(
        name="statistic_not_reduced",
        family="sharding",
        description="Normalizes every shard by its own RMS.",
        symptom="A shard three times as large as the others leaves with RMS {first:.2f} instead of 1.73.",
        measure=_shard_rms,
        fn=statistic_not_reduced,
        convention=TORCH,
        caught_by="sharding",
        thread="https://github.com/sgl-project/sglang/pull/38230",
    ),
    Fault(
        name="count_not_reduced",
        family="sharding",
        description="Adds the sums of squares of all shards and divides by the size of one.",
        symptom="The output has RMS {whole:.2f} instead of 1 on four devices.",
        measure=_shard_rms,
        fn=count_not_reduced,
        convention=TORCH,
        caught_by="sharding",
    ),
    Fault(
        name="rms_averaged",
        family="sharding",
        description="Averages the RMS of the shards instead of their mean squares.",
        symptom="Shards of unequal size give an output of RMS {whole:.2f} instead of 1.",
        measure=_shard_rms,
        fn=rms_averaged,
        convention=TORCH,
        caught_by="sharding",
    ),
    Fault(
        name="inverse_rms_averaged",
        family="sharding",
        description="Averages 1/rms of the shards.",
        symptom="Shards of unequal size give an output of RMS {whole:.2f} instead of 1.",
        measure=_shard_rms,
        fn=inverse_rms_averaged,
        convention=TORCH,
        caught_by="sharding",
    ),
    Fault(
        name="statistic_of_first_shard",
        family="sharding",
        description="Uses the RMS of the first shard for all of them.",
        symptom="Shards of unequal size give an output of RMS {whole:.2f} instead of 1.",
        measure=_shard_rms,
        fn=statistic_of_first_shard,
        convention=TORCH,
        caught_by="sharding",
    ),
    Fault(
        name="replicated_shard_counted_twice",
        family="sharding",
        description="Counts a shard that two devices hold twice, in the sum and in the number of elements.",
        symptom="Shards of unequal size give an output of RMS {whole:.2f} instead of 1.",
        measure=_shard_rms,
        fn=replicated_shard_counted_twice,
        convention=TORCH,
        caught_by="sharding",
    ),
    Fault(
        name="eps_added_on_every_shard",
        family="sharding",
        description="Adds eps on every device before the sum over devices.",
        symptom="Inputs of RMS 1e-3 leave with RMS {rms:.3f} instead of 0.707 at eps 1e-6 on four devices.",
        measure=output_rms(4, 1024, scale=1e-3),
        fn=eps_added_on_every_shard,
        convention=TORCH,
        caught_by="small_inputs",
    ),
    Fault(
        name="sums_reduced_in_input_dtype",
        family="sharding",
        description="Rounds the sums of squares to the dtype of the input before they are added over devices.",
        symptom="In bfloat16 {share:.0f} % of the outputs are not the nearest bfloat16 numbers.",
        measure=output_error(16, 256, dtype=torch.bfloat16),
        fn=sums_reduced_in_input_dtype,
        convention=TORCH,
        caught_by="low_precision",
    ),
    Fault(
        name="gain_of_first_shard",
        family="sharding",
        description="Multiplies every shard by the gains of the first one.",
        symptom="With gains around 1 (standard deviation 0.5) outputs are off by up to {error:.2f}.",
        measure=output_error(weight=normal(64, scale=0.5, mean=2.0, seed=2)),
        fn=gain_of_first_shard,
        convention=TORCH,
        caught_by="gain",
    ),
    Fault(
        name="projection_not_reduced",
        family="sharding",
        description="Takes the projection term of the input gradient from each shard alone.",
        symptom="The input gradient is off by {dx:.2f} of its size.",
        measure=gradient_error(input_profile=UNEQUAL),
        fn=projection_not_reduced,
        convention=TORCH,
        caught_by="input_gradient",
    ),
    Fault(
        name="gain_gradient_not_reduced",
        family="sharding",
        description="Keeps the gain gradient of the rows of one of four devices and does not add the others.",
        symptom="With 64 rows the gain gradient has {dweight_ratio:.2f} times its right size.",
        measure=gradient_error(64, 64),
        fn=gain_gradient_not_reduced,
        convention=TORCH,
        caught_by="gain_gradient",
    ),
    Fault(
        name="gain_gradient_averaged_over_devices",
        family="sharding",
        description="Averages the gain gradient over the four devices that hold the rows instead of summing it.",
        symptom="The gain gradient has {dweight_ratio:.2f} times its right size.",
        measure=gradient_error(64, 64),
        fn=gain_gradient_averaged_over_devices,
        convention=TORCH,
        caught_by="gain_gradient",
        thread="https://github.com/EleutherAI/gpt-neox/pull/1259",
    ),
)
