"""Faults in the stabilizer: eps in another place, of another size, or not there."""

import torch
from torch import Tensor

from rmsnorm_lib.conventions import LLAMA, PAPER, TORCH
from rmsnorm_lib.faults.fault import Fault
from rmsnorm_lib.faults.measures import output_rms, share_of_output
from rmsnorm_lib.faults.parts import apply_gain, inverse_rms, root_mean_square, widen


def eps_dropped(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * torch.rsqrt(h.square().mean(dim=-1, keepdim=True)), weight, x.dtype)


def eps_outside(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h / (root_mean_square(h) + eps), weight, x.dtype)


def eps_inside(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * inverse_rms(h, eps), weight, x.dtype)


def eps_inside_and_outside(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    rms = torch.sqrt(h.square().mean(dim=-1, keepdim=True) + eps)
    return apply_gain(h / (rms + eps), weight, x.dtype)


def eps_added_twice(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = h.square().mean(dim=-1, keepdim=True) + eps
    return apply_gain(h * torch.rsqrt(mean_square + eps), weight, x.dtype)


def eps_squared(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * inverse_rms(h, eps**2), weight, x.dtype)


def eps_added_to_sum(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    total = h.square().sum(dim=-1, keepdim=True) + eps
    return apply_gain(h * torch.rsqrt(total / h.shape[-1]), weight, x.dtype)


def eps_added_to_input(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    rms = root_mean_square(h + eps)
    return apply_gain(h / rms, weight, x.dtype)


def eps_as_lower_bound(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    mean_square = h.square().mean(dim=-1, keepdim=True).clamp_min(eps)
    return apply_gain(h * torch.rsqrt(mean_square), weight, x.dtype)


def eps_scaled_by_max(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    largest = h.abs().amax(dim=-1, keepdim=True)
    h = h / torch.where(largest > 0, largest, 1.0)  # so that no square overflows
    return apply_gain(h * inverse_rms(h, eps), weight, x.dtype)


def eps_1e_6_hard_coded(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    normed = h * torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + 1e-6)
    return apply_gain(normed.to(x.dtype), weight, x.dtype)


def eps_1e_5_hard_coded(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    normed = h * torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + 1e-5)
    return apply_gain(normed.to(x.dtype), weight, x.dtype)


def eps_of_input_dtype(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * inverse_rms(h, torch.finfo(x.dtype).eps), weight, x.dtype)


def eps_in_input_dtype(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    rounded_eps = torch.tensor(eps, dtype=x.dtype, device=x.device)
    return apply_gain(h / (root_mean_square(h) + rounded_eps), weight, x.dtype)


FAULTS = (
    Fault(
        name="eps_dropped",
        family="eps",
        description="Adds no eps at all.",
        symptom="A row of zeros leaves as {share:.0f} % NaN.",
        measure=share_of_output(float("nan"), x=torch.zeros(1, 64)),
        fn=eps_dropped,
        convention=TORCH,
        caught_by="zero_rows",
        thread="https://github.com/tenstorrent/tt-metal/issues/55347",
    ),
    Fault(
        name="eps_outside",
        family="eps",
        description="Divides by rms + eps where eps belongs under the root.",
        symptom="Inputs of RMS 1e-3 leave with RMS {rms:.3f} instead of 0.302 at eps 1e-5.",
        measure=output_rms(4, 1024, scale=1e-3, eps=1e-5),
        fn=eps_outside,
        convention=TORCH,
        caught_by="small_inputs",
        thread="https://github.com/allenai/OLMo/issues/281",
    ),
    Fault(
        name="eps_inside",
        family="eps",
        description="Divides by sqrt(rms**2 + eps) where eps belongs outside the root.",
        symptom="Inputs of RMS 1e-3 leave with RMS {rms:.3f} instead of 0.990 at eps 1e-5.",
        measure=output_rms(4, 1024, scale=1e-3, eps=1e-5),
        fn=eps_inside,
        convention=PAPER,
        caught_by="small_inputs",
    ),
    Fault(
        name="eps_inside_and_outside",
        family="eps",
        description="Adds eps under the root and once more to the root.",
        symptom="At eps 0.1 inputs of RMS 1 leave with RMS {rms:.3f} instead of 0.953.",
        measure=output_rms(4, 1024, eps=0.1),
        fn=eps_inside_and_outside,
        convention=TORCH,
        caught_by="eps_argument",
    ),
    Fault(
        name="eps_added_twice",
        family="eps",
        description="Adds eps under the root twice.",
        symptom="Inputs of RMS 1e-3 leave with RMS {rms:.3f} instead of 0.707 at eps 1e-6.",
        measure=output_rms(4, 1024, scale=1e-3),
        fn=eps_added_twice,
        convention=TORCH,
        caught_by="small_inputs",
    ),
    Fault(
        name="eps_squared",
        family="eps",
        description="Adds eps**2 under the root.",
        symptom="Inputs of RMS 1e-3 leave with RMS {rms:.3f} instead of 0.707 at eps 1e-6.",
        measure=output_rms(4, 1024, scale=1e-3),
        fn=eps_squared,
        convention=TORCH,
        caught_by="small_inputs",
    ),
    Fault(
        name="eps_added_to_sum",
        family="eps",
        description="Adds eps to the sum of squares, before it is divided by the hidden size.",
        symptom="Inputs of RMS 1e-3 leave with RMS {rms:.4f} instead of 0.7071 at eps 1e-6.",
        measure=output_rms(4, 1024, scale=1e-3),
        fn=eps_added_to_sum,
        convention=TORCH,
        caught_by="small_inputs",
    ),
    Fault(
        name="eps_added_to_input",
        family="eps",
        description="Adds eps to the numbers of the row before they are squared.",
        symptom="Inputs of RMS 1e-6 leave with RMS {rms:.2f} instead of 0.50 at eps 1e-6.",
        measure=output_rms(4, 1024, scale=1e-6),
        fn=eps_added_to_input,
        convention=PAPER,
        caught_by="small_inputs",
    ),
    Fault(
        name="eps_as_lower_bound",
        family="eps",
        description="Raises the mean square to at least eps instead of adding eps.",
        symptom="Inputs of RMS 2e-3 leave with RMS {rms:.3f} instead of 0.894 at eps 1e-6.",
        measure=output_rms(4, 1024, scale=2e-3),
        fn=eps_as_lower_bound,
        convention=TORCH,
        caught_by="small_inputs",
    ),
    Fault(
        name="eps_scaled_by_max",
        family="eps",
        description="Divides the row by its largest magnitude first, so eps is multiplied by the square of it.",
        symptom="Inputs of RMS 1e-3 leave with RMS {rms:.3f} instead of 0.707 at eps 1e-6.",
        measure=output_rms(4, 1024, scale=1e-3),
        fn=eps_scaled_by_max,
        convention=TORCH,
        caught_by="small_inputs",
        thread="https://github.com/apple/coremltools/pull/2822",
    ),
    Fault(
        name="eps_1e_6_hard_coded",
        family="eps",
        description="Ignores the eps it is given and adds 1e-6.",
        symptom="At eps 1e-5 inputs of RMS 0.01 leave with RMS {rms:.3f} instead of 0.953.",
        measure=output_rms(4, 1024, scale=1e-2, eps=1e-5),
        fn=eps_1e_6_hard_coded,
        convention=LLAMA,
        caught_by="eps_argument",
        thread="https://github.com/ggml-org/llama.cpp/issues/2373",
    ),
    Fault(
        name="eps_1e_5_hard_coded",
        family="eps",
        description="Ignores the eps it is given and adds 1e-5.",
        symptom="At eps 1e-6 inputs of RMS 0.01 leave with RMS {rms:.3f} instead of 0.995.",
        measure=output_rms(4, 1024, scale=1e-2, eps=1e-6),
        fn=eps_1e_5_hard_coded,
        convention=LLAMA,
        caught_by="eps_argument",
        thread="https://github.com/paiml/aprender/pull/1606",
    ),
    Fault(
        name="eps_of_input_dtype",
        family="eps",
        description="Takes the machine epsilon of the input's dtype for eps, 0.0078 in bfloat16.",
        symptom="In bfloat16 inputs of RMS 0.058 leave with RMS {rms:.2f} instead of 1.00.",
        measure=output_rms(4, 1024, scale=0.058, dtype=torch.bfloat16),
        fn=eps_of_input_dtype,
        convention=TORCH,
        caught_by="eps_argument",
        thread="https://github.com/pytorch/pytorch/pull/142848",
    ),
    Fault(
        name="eps_in_input_dtype",
        family="eps",
        description="Rounds eps to the dtype of the input; 1e-8 is 0 in float16.",
        symptom="In float16 at eps 1e-8 a row of zeros leaves as {share:.0f} % NaN.",
        measure=share_of_output(float("nan"), x=torch.zeros(1, 64, dtype=torch.float16), eps=1e-8),
        fn=eps_in_input_dtype,
        convention=PAPER,
        caught_by="zero_rows",
        thread="https://github.com/pytorch/pytorch/pull/142848",
    ),
)
