"""Faults in the gain: ignored, applied in another way, or with the wrong offset."""

import torch
from torch import Tensor

from rmsnorm_lib.conventions import GEMMA, TORCH
from rmsnorm_lib.faults.fault import Fault
from rmsnorm_lib.faults.measures import normal, output_error, output_rms
from rmsnorm_lib.faults.parts import apply_gain, inverse_rms, widen

GAINS = normal(64, scale=0.5, mean=2.0, seed=2)


def gain_ignored(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return (h * inverse_rms(h, eps)).to(x.dtype)


def gain_added(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    normed = h * inverse_rms(h, eps)
    return (normed if weight is None else normed + weight).to(x.dtype)


def gain_squared(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    gain = None if weight is None else weight * weight
    return apply_gain(h * inverse_rms(h, eps), gain, x.dtype)


def gain_divides(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    gain = None if weight is None else 1 / weight
    return apply_gain(h * inverse_rms(h, eps), gain, x.dtype)


def gain_before_statistic(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x) if weight is None else widen(x) * weight
    return (h * inverse_rms(h, eps)).to(x.dtype)


def gain_averaged(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    gain = None if weight is None else weight.mean()
    return apply_gain(h * inverse_rms(h, eps), gain, x.dtype)


def gain_absolute(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    gain = None if weight is None else weight.abs()
    return apply_gain(h * inverse_rms(h, eps), gain, x.dtype)


def zero_gain_replaced(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    gain = None if weight is None else torch.where(weight == 0, 1, weight)
    return apply_gain(h * inverse_rms(h, eps), gain, x.dtype)


def gain_offset_added(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    gain = None if weight is None else 1 + widen(weight)
    return apply_gain(h * inverse_rms(h, eps), gain, x.dtype)


def gain_offset_missing(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * inverse_rms(h, eps), weight, x.dtype)


def gain_offset_twice(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    gain = None if weight is None else 1 + (1 + widen(weight))
    return apply_gain(h * inverse_rms(h, eps), gain, x.dtype)


def no_gain_as_zero(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    gain = 0 if weight is None else 1 + widen(weight)
    return apply_gain(h * inverse_rms(h, eps), gain, x.dtype)


FAULTS = (
    Fault(
        name="gain_ignored",
        family="gain",
        description="Does not multiply by the gain.",
        symptom="Gains of 3 give an output of RMS {rms:.2f} instead of 3.",
        measure=output_rms(gain=3.0),
        fn=gain_ignored,
        convention=TORCH,
        caught_by="gain",
    ),
    Fault(
        name="gain_added",
        family="gain",
        description="Adds the gain to the normalized row instead of multiplying by it.",
        symptom="Gains of 1, which should change nothing, give an output of RMS {rms:.2f} instead of 1.",
        measure=output_rms(gain=1.0),
        fn=gain_added,
        convention=TORCH,
        caught_by="gain",
    ),
    Fault(
        name="gain_squared",
        family="gain",
        description="Multiplies by the gain twice.",
        symptom="Gains of 3 give an output of RMS {rms:.2f} instead of 3.",
        measure=output_rms(gain=3.0),
        fn=gain_squared,
        convention=TORCH,
        caught_by="gain",
    ),
    Fault(
        name="gain_divides",
        family="gain",
        description="Divides by the gain.",
        symptom="Gains of 3 give an output of RMS {rms:.2f} instead of 3.",
        measure=output_rms(gain=3.0),
        fn=gain_divides,
        convention=TORCH,
        caught_by="gain",
    ),
    Fault(
        name="gain_before_statistic",
        family="gain",
        description="Multiplies by the gain first and normalizes the product.",
        symptom="Gains of 3 give an output of RMS {rms:.2f} instead of 3.",
        measure=output_rms(gain=3.0),
        fn=gain_before_statistic,
        convention=TORCH,
        caught_by="gain",
    ),
    Fault(
        name="gain_averaged",
        family="gain",
        description="Multiplies all components by the mean of the gains.",
        symptom="With gains around 1 (standard deviation 0.5) outputs are off by up to {error:.2f}.",
        measure=output_error(weight=GAINS),
        fn=gain_averaged,
        convention=TORCH,
        caught_by="gain",
    ),
    Fault(
        name="gain_absolute",
        family="gain",
        description="Multiplies by the magnitude of the gain.",
        symptom="With gains around 0 (standard deviation 1) outputs are off by up to {percent:.0f} %.",
        measure=output_error(weight=normal(64, seed=2)),
        fn=gain_absolute,
        convention=TORCH,
        caught_by="gain",
    ),
    Fault(
        name="zero_gain_replaced",
        family="gain",
        description="Takes a gain of zero for a gain that was not given, and multiplies by 1.",
        symptom="Gains of 0 give an output of RMS {rms:.2f} instead of 0.",
        measure=output_rms(gain=0.0),
        fn=zero_gain_replaced,
        convention=TORCH,
        caught_by="gain",
    ),
    Fault(
        name="gain_offset_added",
        family="gain",
        description="Multiplies by 1 + weight where the stored weight is the gain itself.",
        symptom="Gains of 1, which should change nothing, give an output of RMS {rms:.2f} instead of 1.",
        measure=output_rms(gain=1.0),
        fn=gain_offset_added,
        convention=TORCH,
        caught_by="gain",
    ),
    Fault(
        name="gain_offset_missing",
        family="gain",
        description="Multiplies by weight where the gain is 1 + weight.",
        symptom="Stored gains of 0, which should change nothing, give an output of RMS {rms:.2f} instead of 1.",
        measure=output_rms(gain=0.0),
        fn=gain_offset_missing,
        convention=GEMMA,
        caught_by="gain",
        thread="https://github.com/linkedin/Liger-Kernel/issues/74",
    ),
    Fault(
        name="gain_offset_twice",
        family="gain",
        description="Adds 1 to a gain to which 1 was added before, as when a converter has already done it.",
        symptom="Stored gains of 0, which should change nothing, give an output of RMS {rms:.2f} instead of 1.",
        measure=output_rms(gain=0.0),
        fn=gain_offset_twice,
        convention=GEMMA,
        caught_by="gain",
        thread="https://github.com/utensils/mold/issues/1074",
    ),
    Fault(
        name="no_gain_as_zero",
        family="gain",
        description="Treats a gain that is not given as 0 instead of as no gain.",
        symptom="Without a gain the output has RMS {rms:.2f} instead of 1.",
        measure=output_rms(),
        fn=no_gain_as_zero,
        convention=GEMMA,
        caught_by="gain",
    ),
)
