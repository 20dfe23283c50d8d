"""Faults in the formula: another statistic than the root mean square, or the right one used wrongly."""

import dataclasses

import torch
import torch.nn.functional as F
from torch import Tensor

from rmsnorm_lib.conventions import PAPER, TORCH
from rmsnorm_lib.faults.fault import Fault
from rmsnorm_lib.faults.measures import normal, output_error, output_mean, output_rms
from rmsnorm_lib.faults.parts import apply_gain, inverse_rms, root_mean_square, widen

QUARTER = dataclasses.replace(PAPER, name="paper, p=0.25", p=0.25)


def sum_for_mean(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    total = h.square().sum(dim=-1, keepdim=True)
    return apply_gain(h * torch.rsqrt(total + eps), weight, x.dtype)


def l2_normalize(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    normed = F.normalize(widen(x), dim=-1, eps=eps)
    return apply_gain(normed, weight, x.dtype)


def scale_inverted(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    norm = torch.linalg.vector_norm(h, dim=-1, keepdim=True)
    return apply_gain(h / (norm + eps) * h.shape[-1] ** -0.5, weight, x.dtype)


def unbiased_mean_square(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = h.square().sum(dim=-1, keepdim=True) / (h.shape[-1] - 1)
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def std_for_rms(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h / (h.std(dim=-1, keepdim=True) + eps), weight, x.dtype)


def variance_for_mean_square(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    variance = h.var(dim=-1, keepdim=True, unbiased=False)
    return apply_gain(h * torch.rsqrt(variance + eps), weight, x.dtype)


def mean_subtracted(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    h = h - h.mean(dim=-1, keepdim=True)
    return apply_gain(h * inverse_rms(h, eps), weight, x.dtype)


def output_recentred(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    normed = h * inverse_rms(h, eps)
    return apply_gain(normed - normed.mean(dim=-1, keepdim=True), weight, x.dtype)


def mean_absolute_for_rms(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h / (h.abs().mean(dim=-1, keepdim=True) + eps), weight, x.dtype)


def max_for_rms(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h / (h.abs().amax(dim=-1, keepdim=True) + eps), weight, x.dtype)


def square_of_mean(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * torch.rsqrt(h.mean(dim=-1, keepdim=True).square() + eps), weight, x.dtype)


def square_root_missing(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h / (h.square().mean(dim=-1, keepdim=True) + eps), weight, x.dtype)


def square_root_twice(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * torch.rsqrt(root_mean_square(h) + eps), weight, x.dtype)


def divided_by_inverse(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h / torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps), weight, x.dtype)


def divided_twice(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    rms = root_mean_square(h) + eps
    return apply_gain(h / rms / rms, weight, x.dtype)


def normalized_twice(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    for _ in range(2):
        h = h * inverse_rms(h, eps)
    return apply_gain(h, weight, x.dtype)


def layer_applied_twice(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    for _ in range(2):
        h = widen(x)
        x = apply_gain(h * inverse_rms(h, eps), weight, x.dtype)
    return x


def hidden_size_hard_coded(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = h.square().sum(dim=-1, keepdim=True) / 768
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def partial_fraction_ignored(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h / (root_mean_square(h) + eps), weight, x.dtype)


def partial_sum_over_full_size(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    head = h[..., : QUARTER.num_rms_elements(h.shape[-1])]
    rms = torch.linalg.vector_norm(head, dim=-1, keepdim=True) / h.shape[-1] ** 0.5
    return apply_gain(h / (rms + eps), weight, x.dtype)


FAULTS = (
    Fault(
        name="sum_for_mean",
        family="formula",
        description="Sums the squares of a row and does not divide by their number.",
        symptom="The output has RMS {rms:.4f} instead of 1 at hidden size 4096.",
        measure=output_rms(1, 4096),
        fn=sum_for_mean,
        convention=TORCH,
        caught_by="values",
    ),
    Fault(
        name="l2_normalize",
        family="formula",
        description="Uses torch.nn.functional.normalize, which gives rows the length 1 and takes eps as a lower bound.",
        symptom="The output has RMS {rms:.4f} instead of 1 at hidden size 64.",
        measure=output_rms(),
        fn=l2_normalize,
        convention=TORCH,
        caught_by="values",
    ),
    Fault(
        name="scale_inverted",
        family="formula",
        description="Divides by the length of the row and then divides by sqrt(hidden_size) where it should multiply.",
        symptom="The output has RMS {rms:.4f} instead of 1 at hidden size 64.",
        measure=output_rms(),
        fn=scale_inverted,
        convention=PAPER,
        caught_by="values",
        thread="https://github.com/kyegomez/zeta/issues/180",
    ),
    Fault(
        name="unbiased_mean_square",
        family="formula",
        description="Divides the sum of squares by hidden_size - 1, as an unbiased variance does.",
        symptom="The output has RMS {rms:.3f} instead of 1 at hidden size 8.",
        measure=output_rms(4, 8),
        fn=unbiased_mean_square,
        convention=TORCH,
        caught_by="values",
    ),
    Fault(
        name="std_for_rms",
        family="formula",
        description="Divides by torch.std, which subtracts the mean first and divides by hidden_size - 1.",
        symptom="Inputs with mean 1 and standard deviation 1 leave with RMS {rms:.2f} instead of 1.",
        measure=output_rms(mean=1.0),
        fn=std_for_rms,
        convention=PAPER,
        caught_by="values",
        thread="https://github.com/stanford-cs336/assignment1-basics/issues/93",
    ),
    Fault(
        name="variance_for_mean_square",
        family="formula",
        description="Divides by the root of the variance around the mean, without subtracting the mean from the input.",
        symptom="Inputs with mean 1 and standard deviation 1 leave with RMS {rms:.2f} instead of 1.",
        measure=output_rms(4, 1024, mean=1.0),
        fn=variance_for_mean_square,
        convention=TORCH,
        caught_by="values",
        thread="https://github.com/huggingface/pytorch-image-models/issues/2380",
    ),
    Fault(
        name="mean_subtracted",
        family="formula",
        description="Subtracts the mean of the row before it normalizes, as LayerNorm does.",
        symptom="Rows whose normalized mean is {before:.2f} leave with mean {after:.2f}.",
        measure=output_mean(1.0),
        fn=mean_subtracted,
        convention=TORCH,
        caught_by="values",
    ),
    Fault(
        name="output_recentred",
        family="formula",
        description="Subtracts the mean of the row after it has normalized.",
        symptom="Inputs with mean 1 and standard deviation 1 leave with RMS {rms:.2f} instead of 1.",
        measure=output_rms(4, 1024, mean=1.0),
        fn=output_recentred,
        convention=TORCH,
        caught_by="scale_behaviour",
    ),
    Fault(
        name="mean_absolute_for_rms",
        family="formula",
        description="Divides by the mean of the absolute values instead of the root mean square.",
        symptom="Normal inputs leave with RMS {rms:.2f} instead of 1.",
        measure=output_rms(4, 1024),
        fn=mean_absolute_for_rms,
        convention=PAPER,
        caught_by="values",
    ),
    Fault(
        name="max_for_rms",
        family="formula",
        description="Divides by the largest magnitude of the row.",
        symptom="The output has RMS {rms:.2f} instead of 1 at hidden size 64.",
        measure=output_rms(),
        fn=max_for_rms,
        convention=PAPER,
        caught_by="values",
    ),
    Fault(
        name="square_of_mean",
        family="formula",
        description="Squares the mean of the row instead of taking the mean of its squares.",
        symptom="Inputs with mean 0 leave with RMS {rms:.0f} instead of 1 at hidden size 1024.",
        measure=output_rms(4, 1024),
        fn=square_of_mean,
        convention=TORCH,
        caught_by="values",
    ),
    Fault(
        name="square_root_missing",
        family="formula",
        description="Divides by the mean square, without its root.",
        symptom="Inputs of RMS 5 leave with RMS {rms:.2f} instead of 1.",
        measure=output_rms(4, 1024, scale=5.0),
        fn=square_root_missing,
        convention=TORCH,
        caught_by="scale_behaviour",
    ),
    Fault(
        name="square_root_twice",
        family="formula",
        description="Takes the root of the RMS: divides by sqrt(rms + eps).",
        symptom="Inputs of RMS 5 leave with RMS {rms:.2f} instead of 1.",
        measure=output_rms(4, 1024, scale=5.0),
        fn=square_root_twice,
        convention=TORCH,
        caught_by="scale_behaviour",
        thread="https://github.com/pytorch/pytorch/issues/136597",
    ),
    Fault(
        name="divided_by_inverse",
        family="formula",
        description="Divides by the result of rsqrt, so the row is multiplied by its RMS.",
        symptom="Inputs of RMS 5 leave with RMS {rms:.1f} instead of 1.",
        measure=output_rms(4, 1024, scale=5.0),
        fn=divided_by_inverse,
        convention=TORCH,
        caught_by="scale_behaviour",
        thread="https://github.com/mosaicml/llm-foundry/issues/371",
    ),
    Fault(
        name="divided_twice",
        family="formula",
        description="Divides by rms + eps two times.",
        symptom="Inputs of RMS 0.1 leave with RMS {rms:.1f} instead of 1.",
        measure=output_rms(4, 1024, scale=0.1),
        fn=divided_twice,
        convention=PAPER,
        caught_by="scale_behaviour",
    ),
    Fault(
        name="normalized_twice",
        family="formula",
        description="Normalizes the normalized row again before the gain; only rows of the size of sqrt(eps) show it.",
        symptom="Inputs of RMS 1e-3 leave with RMS {rms:.3f} instead of 0.707 at eps 1e-6.",
        measure=output_rms(4, 1024, scale=1e-3),
        fn=normalized_twice,
        convention=TORCH,
        caught_by="small_inputs",
        thread="https://github.com/ggml-org/llama.cpp/pull/1925",
    ),
    Fault(
        name="layer_applied_twice",
        family="formula",
        description="Applies the whole layer, gain included, to its own output.",
        symptom="With gains around 1 (standard deviation 0.5) outputs are off by up to {error:.2f}.",
        measure=output_error(weight=normal(64, scale=0.5, mean=2.0, seed=2)),
        fn=layer_applied_twice,
        convention=TORCH,
        caught_by="gain",
        thread="https://github.com/huggingface/pytorch-image-models/pull/2741",
    ),
    Fault(
        name="hidden_size_hard_coded",
        family="formula",
        description="Divides the sum of squares by 768 whatever the hidden size is.",
        symptom="The output has RMS {rms:.2f} instead of 1 at hidden size 1024, and 1 at hidden size 768.",
        measure=output_rms(4, 1024),
        fn=hidden_size_hard_coded,
        convention=TORCH,
        caught_by="values",
    ),
    Fault(
        name="partial_fraction_ignored",
        family="formula",
        description="Estimates the RMS from the whole row where the first quarter was asked for.",
        symptom="Outputs are off by up to {percent:.0f} % at hidden size 64.",
        measure=output_error(convention=QUARTER),
        fn=partial_fraction_ignored,
        convention=QUARTER,
        caught_by="partial",
    ),
    Fault(
        name="partial_sum_over_full_size",
        family="formula",
        description="Sums the squares of the first quarter of the row and divides by the size of the whole row.",
        symptom="The output has RMS {rms:.2f} instead of about 1 at hidden size 1024.",
        measure=output_rms(4, 1024),
        fn=partial_sum_over_full_size,
        convention=QUARTER,
        caught_by="partial",
    ),
)
