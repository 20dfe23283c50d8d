"""Faults in the choice of the numbers that share one statistic: the wrong dimension, or a dropped one."""

import torch
from torch import Tensor

from rmsnorm_lib.conventions import TORCH
from rmsnorm_lib.faults.fault import Fault
from rmsnorm_lib.faults.measures import row_rms
from rmsnorm_lib.faults.parts import apply_gain, inverse_rms, widen


def statistic_over_sequence(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = h.square().mean(dim=(-2, -1), keepdim=True)
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def statistic_over_sample(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = h.square().mean(dim=tuple(range(1, x.ndim)), keepdim=True)
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def statistic_over_everything(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * torch.rsqrt(h.square().mean() + eps), weight, x.dtype)


def statistic_over_batch(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = h.square().mean(dim=0, keepdim=True)
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def next_to_last_dimension(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = h.square().mean(dim=-2, keepdim=True)
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def dimension_1_hard_coded(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = h.square().mean(dim=1, keepdim=True)
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def dimension_2_hard_coded(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    while h.ndim < 3:
        h = h.unsqueeze(0)
    mean_square = h.square().mean(dim=2, keepdim=True)
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype).reshape(x.shape)


def keepdim_missing(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = h.square().mean(dim=-1)
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def first_row_for_all(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    inv_rms = inverse_rms(h, eps)
    return apply_gain(h * inv_rms.flatten()[0], weight, x.dtype)


FAULTS = (
    Fault(
        name="statistic_over_sequence",
        family="axis",
        description="Averages the squares over the last two dimensions, so the tokens of a sequence share one RMS.",
        symptom="Tokens leave with RMS between {smallest:.2f} and {largest:.2f} instead of 1.",
        measure=row_rms(1, 8, 64),
        fn=statistic_over_sequence,
        convention=TORCH,
        caught_by="row_independence",
        thread="https://github.com/bkitano/llama-from-scratch/issues/4",
    ),
    Fault(
        name="statistic_over_sample",
        family="axis",
        description="Averages the squares over every dimension but the first; right for two dimensions only.",
        symptom="Tokens of a batch leave with RMS between {smallest:.2f} and {largest:.2f} instead of 1.",
        measure=row_rms(2, 4, 64),
        fn=statistic_over_sample,
        convention=TORCH,
        caught_by="ranks",
    ),
    Fault(
        name="statistic_over_everything",
        family="axis",
        description="Averages the squares over the whole tensor, so all rows share one RMS.",
        symptom="Rows leave with RMS between {smallest:.2f} and {largest:.2f} instead of 1.",
        measure=row_rms(8, 64),
        fn=statistic_over_everything,
        convention=TORCH,
        caught_by="row_independence",
    ),
    Fault(
        name="statistic_over_batch",
        family="axis",
        description="Averages the squares over the first dimension, feature by feature, as BatchNorm does.",
        symptom="Rows leave with RMS between {smallest:.2f} and {largest:.2f} instead of 1.",
        measure=row_rms(8, 64),
        fn=statistic_over_batch,
        convention=TORCH,
        caught_by="last_dimension",
    ),
    Fault(
        name="next_to_last_dimension",
        family="axis",
        description="Averages the squares over dimension -2, feature by feature.",
        symptom="Tokens leave with RMS between {smallest:.2f} and {largest:.2f} instead of 1.",
        measure=row_rms(2, 8, 64),
        fn=next_to_last_dimension,
        convention=TORCH,
        caught_by="last_dimension",
        thread="https://github.com/kyegomez/zeta/issues/180",
    ),
    Fault(
        name="dimension_1_hard_coded",
        family="axis",
        description="Averages the squares over dimension 1, which is the last one only of a two-dimensional input.",
        symptom="A batch of sequences leaves with token RMS between {smallest:.2f} and {largest:.2f} instead of 1.",
        measure=row_rms(2, 8, 64),
        fn=dimension_1_hard_coded,
        convention=TORCH,
        caught_by="ranks",
    ),
    Fault(
        name="dimension_2_hard_coded",
        family="axis",
        description="Averages the squares over dimension 2, which is the last one of up to three dimensions only.",
        symptom="Queries split into heads leave with RMS between {smallest:.2f} and {largest:.2f} instead of 1.",
        measure=row_rms(2, 4, 8, 16),
        fn=dimension_2_hard_coded,
        convention=TORCH,
        caught_by="ranks",
    ),
    Fault(
        name="keepdim_missing",
        family="axis",
        description="Drops the reduced dimension: an error, unless there are as many rows as columns.",
        symptom="16 rows of 16 leave with RMS between {smallest:.2f} and {largest:.2f} instead of 1, without an error.",
        measure=row_rms(16, 16),
        fn=keepdim_missing,
        convention=TORCH,
        caught_by="ranks",
    ),
    Fault(
        name="first_row_for_all",
        family="axis",
        description="Divides every row by the RMS of the first one.",
        symptom="Rows leave with RMS between {smallest:.2f} and {largest:.2f} instead of 1.",
        measure=row_rms(8, 64),
        fn=first_row_for_all,
        convention=TORCH,
        caught_by="row_independence",
    ),
)
