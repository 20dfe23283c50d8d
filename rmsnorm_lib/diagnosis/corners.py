"""The last question of a diagnosis: does a function that answered all probes rightly also do so at the corners?

The probes are few and small, because every fault of the bank answers them as well. Code with a fast path may be right
on all of them and wrong for a hidden size, a layout or a dtype that none of them has. The checks of
:mod:`rmsnorm_lib.checks.corners` ask for those; they find such faults without naming them.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from rmsnorm_lib.checks.properties import find_check
from rmsnorm_lib.conventions import Convention
from rmsnorm_lib.diagnosis.report import Finding
from rmsnorm_lib.targets import Target

# In shorter rows too few elements take part to tell faults apart
MIN_HIDDEN_SIZE = 8
CORNER_CHECKS = ("sizes", "combinations", "eps_range", "not_a_number", "autograd")


def can_examine(target: Target, convention: Convention) -> bool:
    """Whether the checks can be asked: they choose the gain and eps, and rows of several sizes.

    A part of a row of another size is not known from the part of one size.
    """
    return target.takes_weight and target.takes_eps and convention.p == 1


def _as_checked(fn: Callable[..., object], convention: Convention, device: str, mixed_dtypes: bool) -> Callable:
    """``fn`` such that it takes a gain of None and gives back the dtype of ``x``, as checks expect."""

    def with_gain(x: Tensor, weight: Tensor | None, eps: float) -> object:
        if weight is None:
            weight = torch.full(x.shape[-1:], 1.0 - convention.weight_offset, dtype=x.dtype, device=x.device)
        return fn(x, weight, eps)

    try:
        fn(torch.ones(2, MIN_HIDDEN_SIZE, device=device), None, 1e-6)
    except Exception:
        callee = with_gain
    else:
        callee = fn
    if not mixed_dtypes:
        return callee

    def in_dtype_of_x(x: Tensor, weight: Tensor | None, eps: float) -> object:
        y = callee(x, weight, eps)
        return y.to(x.dtype) if isinstance(y, Tensor) else y

    return in_dtype_of_x


def examine_corners(
    fn: Callable[..., object], convention: Convention, device: str, mixed_dtypes: bool
) -> tuple[list[Finding], dict[str, str]]:
    """Findings, one for each check that fails, and what the function refuses, by the name of the check.

    Args:
        fn: function of (x, weight, eps) that is right on all probes.
        convention: what it computes.
        device: where it is called.
        mixed_dtypes: whether 16-bit numbers and a float32 gain give float32, as in transformers.
    """
    fn = _as_checked(fn, convention, device, mixed_dtypes)
    findings, refused = [], {}
    for name in CORNER_CHECKS:
        try:
            find_check(name).run(fn, convention, device=device, explain=False)
        except AssertionError as failure:
            description, *lines = str(failure).removeprefix("property: ").splitlines()
            evidence = "; ".join(line.strip() for line in lines if not line.startswith("read: "))
            findings.append(Finding(name, f"This does not hold: {description}.", 1.0, evidence, "check"))
        except Exception as error:
            refused[f"check {name}"] = f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
    return findings, refused
