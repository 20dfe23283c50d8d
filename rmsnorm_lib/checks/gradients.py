"""Checks of the gradients, against their closed form."""

import torch

from rmsnorm_lib.checks.trial import HALF_DTYPES, Trial


def input_gradient(trial: Trial) -> None:
    for shape in ((1, 8), (5, 32), (2, 3, 65)):
        x, grad = trial.normal(*shape), trial.normal(*shape)
        trial.input_gradient(x, trial.weight(shape[-1]), grad)
        trial.input_gradient(x, None, grad)
    with trial.clause("where eps matters"):
        for eps in (0.5, 1e-3):
            trial.input_gradient(trial.normal(4, 32), trial.weight(32), trial.normal(4, 32), eps)
    with trial.clause("where the gain is 0 or tiny"):
        weight = trial.weight(32)
        weight[::4], weight[1::4] = -trial.convention.weight_offset, 1e-6 - trial.convention.weight_offset
        trial.input_gradient(trial.normal(4, 32), weight, trial.normal(4, 32))
    with trial.clause("in 16 bits"):
        for dtype in HALF_DTYPES:
            x, grad = trial.normal(8, 64, dtype=dtype), trial.normal(8, 64, dtype=dtype)
            trial.input_gradient(x, trial.weight(64, dtype), grad)


def gain_gradient(trial: Trial) -> None:
    for shape in ((1, 8), (300, 16), (2, 3, 65)):
        trial.gain_gradient(trial.normal(*shape), trial.weight(shape[-1]), trial.normal(*shape))
    with trial.clause("where eps matters"):
        trial.gain_gradient(trial.normal(4, 32), trial.weight(32), trial.normal(4, 32), 0.5)
    with trial.clause("where the gain is 0 or tiny"):
        weight = trial.weight(32)
        weight[::4], weight[1::4] = -trial.convention.weight_offset, 1e-6 - trial.convention.weight_offset
        trial.gain_gradient(trial.normal(4, 32), weight, trial.normal(4, 32))
    with trial.clause("summed over many rows in 16 bits"):
        for dtype in HALF_DTYPES:
            # All terms have one sign, so that a sum which stops growing shows; none is so large that the sum overflows
            x, grad = (
                trial.normal(1024, 4, dtype=dtype).abs() + 0.5,
                torch.ones(1024, 4, device=trial.device, dtype=dtype),
            )
            trial.gain_gradient(x, trial.weight(4, dtype), grad)
