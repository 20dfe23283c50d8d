"""Checks of rounding in 16 bits, and of the dtype that comes out."""

import torch

from rmsnorm_lib.checks.trial import HALF_DTYPES, Trial


def low_precision(trial: Trial) -> None:
    for dtype in HALF_DTYPES:
        for scale, mean in ((1.0, 0.0), (30.0, 0.5), (0.05, 2.0)):
            trial.output(trial.normal(64, 200, dtype=dtype, scale=scale, mean=mean), trial.weight(200, dtype))
        # Long rows of numbers near 1: a sum of squares in 16 bits stops growing
        trial.output(trial.normal(2, 2048, dtype=dtype, mean=1.0), trial.weight(2048, dtype))
        with trial.clause("without a gain"):
            trial.output(trial.normal(64, 200, dtype=dtype), None)


def dtype(trial: Trial) -> None:
    for one in (torch.float64, torch.float32, *HALF_DTYPES):
        x = trial.normal(3, 12, dtype=one)
        weight, eps = trial.arguments(trial.weight(12, one), None)
        for gain in dict.fromkeys((weight, None)):
            trial.has_dtype(x, gain, eps)
    weight, eps = trial.arguments(trial.weight(12), None)
    if weight is None:
        return
    with trial.clause("also with a float32 gain, whose values count"):
        for one in HALF_DTYPES:
            x = trial.normal(3, 12, dtype=one)
            trial.has_dtype(x, weight, eps)
            trial.output(x, weight)
