"""Checks of the numbers that come out: for ordinary, small, large, unequal and scaled inputs, and for the gain."""

import math

import torch

from rmsnorm_lib.checks.trial import FLOAT32_RTOL, HALF_DTYPES, Trial, as_float64, describe

# Odd sizes, powers of two and others; 768 is the size that code most often has built in
HIDDEN_SIZES = (64, 7, 96, 257, 768, 5, 2, 1)
OTHER_EPS = (0.1, 1e-3, 30.0, 1.0, 1e-5, 1e-6, 1e-8, 1e-12)


def values(trial: Trial) -> None:
    for hidden_size in HIDDEN_SIZES:
        for scale, mean in ((1.0, 0.0), (1.0, 1.5), (4.0, -0.5)):
            trial.output(trial.normal(3, hidden_size, scale=scale, mean=mean), trial.weight(hidden_size))


def small_inputs(trial: Trial) -> None:
    sizes = [math.sqrt(trial.eps) * factor for factor in (0.3, 10.0, 1.0, 0.05)]
    if trial.convention.eps_placement == "outside":
        sizes += [trial.eps * factor for factor in (3.0, 1.0, 0.1)]
    for size in sizes:
        # Code that squares in float32 is right as long as the squares do not underflow
        trial.output(trial.normal(4, 48, scale=max(size, 1e-15)), trial.unit_gain(48))
    for dtype in HALF_DTYPES:
        smallest = 64 * torch.finfo(dtype).smallest_normal
        for size in (max(sizes[1], smallest), max(sizes[2], smallest, 1e-15)):
            trial.output(trial.normal(4, 48, dtype=dtype, scale=size), trial.unit_gain(48, dtype))


def eps_argument(trial: Trial) -> None:
    weight = trial.unit_gain(24)
    for scale in (1.0, 0.01, 100.0):
        x = trial.normal(3, 24, scale=scale)
        # Several values in a row: code that keeps the first one does not get through
        for eps in OTHER_EPS:
            trial.output(x, weight, eps)


def zero_rows(trial: Trial) -> None:
    for dtype in (*HALF_DTYPES, torch.float32):
        x = trial.normal(3, 8, dtype=dtype)
        x[1] = 0.0
        weight, eps = trial.arguments(trial.unit_gain(8, dtype))
        with trial.clause("a row of zeros stays zero"):
            trial.compare(
                lambda call, x=x, weight=weight, eps=eps: call.tensor(x, weight, eps)[1],
                as_float64(x[1]),
                given=f"the row of zeros in {describe(x, weight, eps)}",
            )
    with trial.clause("its gradient is gain * gradient / eps, or / sqrt(eps) where eps is inside the root"):
        trial.input_gradient(torch.zeros(2, 8, device=trial.device), trial.unit_gain(8), trial.normal(2, 8))


def large_inputs(trial: Trial) -> None:
    for dtype, sizes in (
        (torch.float32, (1e6, 1e15)),
        (torch.float16, (300.0, 1000.0, 8000.0)),
        (torch.bfloat16, (1e3, 1e15)),
    ):
        for size in sizes:
            x = trial.normal(3, 160, dtype=dtype, mean=0.0, scale=size)
            trial.output(x, trial.unit_gain(160, dtype))
        # Equal magnitudes: the sum of squares is hidden_size times one square, with nothing to hide an overflow
        signs = torch.where(trial.normal(2, 160, mean=0.0) > 0, sizes[-1], -sizes[-1]).to(dtype)
        trial.output(signs, None)


def scale_behaviour(trial: Trial) -> None:
    # Rows far above eps, so that eps does not matter
    weight, eps = trial.arguments(None, 1e-12)
    size = 1000.0 * max(1.0, math.sqrt(eps), eps)
    x = trial.normal(4, 64, scale=size)
    k = trial.convention.num_rms_elements(64)
    ones = as_float64(torch.ones(4))
    with trial.clause("the normalized row has RMS 1"):
        trial.compare(
            lambda call: call.tensor(x, weight, eps)[..., :k].double().square().mean(-1).sqrt(),
            ones,
            given=describe(x, weight, eps),
        )
    for factor in (1e-2, 2.0, 1e4, -1.0, -3.0):
        with trial.clause(f"x multiplied by {factor:g} gives the result multiplied by {math.copysign(1, factor):g}"):
            trial.compare(
                lambda call, factor=factor: call.tensor(x * factor, weight, eps) * math.copysign(1, factor),
                trial.exact(x, weight, eps),
                rtol=2 * FLOAT32_RTOL + (eps / size if trial.convention.eps_placement == "outside" else 0.0),
                given=describe(x * factor, weight, eps),
            )


def gain(trial: Trial) -> None:
    x = trial.normal(3, 20)
    offset = trial.convention.weight_offset
    with trial.clause("None means no gain"):
        trial.output(x, None)
    for text, factors in (
        ("the factors 1 leave the normalized row", torch.ones(20)),
        ("each component has its own factor", torch.arange(1.0, 21.0)),
        ("factors may be negative", -torch.arange(20.0) - 1.5),
        ("factors may be far from 1", torch.logspace(-3, 3, 20)),
    ):
        with trial.clause(text):
            trial.output(x, (factors - offset).to(trial.device))
    zeros = torch.ones(20)
    zeros[::3] = 0.0
    with trial.clause("a factor of 0 gives 0"):
        trial.output(x, (zeros - offset).to(trial.device))
    with trial.clause("stored zeros mean " + ("factors 1" if offset else "factors 0")):
        trial.output(x, torch.zeros(20, device=trial.device))


def partial(trial: Trial) -> None:
    for hidden_size in (8, 50, 100, 101, 256):
        x = trial.normal(4, hidden_size)
        k = trial.convention.num_rms_elements(hidden_size)
        # The rest of the row is larger, so whatever reads it gives another RMS
        x[:, k:] *= 10.0
        trial.output(x, trial.unit_gain(hidden_size))
        x[:, :k] *= 100.0
        trial.output(x, trial.unit_gain(hidden_size))


def sharding(trial: Trial) -> None:
    for hidden_size in (16, 64, 512):
        x = trial.normal(4, hidden_size, mean=0.0)
        # Parts of the row differ in energy: statistics of a part are not those of the row
        x[:, : hidden_size // 4] *= 3.0
        trial.output(x, trial.weight(hidden_size))
        trial.output(x.flip(-1), trial.weight(hidden_size))
