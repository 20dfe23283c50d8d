"""Which mistake gives the result that was seen: a fault of the bank, another convention, or what the numbers say."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from rmsnorm_lib import reference
from rmsnorm_lib.checks.comparison import Tolerance, is_close, to_float64
from rmsnorm_lib.conventions import Convention
from rmsnorm_lib.faults import FAULTS, Fault

MAX_CAUSES = 2
# Two sound ways to round in float32 differ by about this much
NEAR = 2e-7
OTHER_EPS = (0.0, 1e-8, 1e-6, 1e-5)

Variations = Callable[[], Mapping[str, np.ndarray]]


def same_formula(one: Convention, other: Convention) -> bool:
    """Whether two conventions compute the same where nothing is rounded."""
    return (one.eps_placement, one.weight_offset, one.p) == (other.eps_placement, other.weight_offset, other.p)


def convention_mistakes(
    x: np.ndarray, weight: np.ndarray | None, eps: float, convention: Convention
) -> dict[str, np.ndarray]:
    """Outputs that are right but for one choice of the convention, by the description of that choice."""

    def output(weight=weight, eps=eps, **changes):
        return reference.rms_norm(x, weight, None, eps, replace(convention, **changes))

    placement = convention.eps_placement
    other_placement = "inside" if placement == "outside" else "outside"
    mistakes = {f"eps stands {other_placement} the root instead of {placement}": output(eps_placement=other_placement)}
    for other_eps in OTHER_EPS:
        mistakes[f"eps {other_eps:g} is used instead of {eps:g}"] = output(eps=other_eps)
    if weight is not None:
        used, wanted = ("weight", "1 + weight") if convention.weight_offset else ("1 + weight", "weight")
        mistakes["the gain is not applied"] = output(weight=None)
        mistakes[f"{used} is applied instead of {wanted}"] = output(weight_offset=1 - convention.weight_offset)
    if convention.p < 1:
        mistakes["the RMS is taken over the whole row instead of its first part"] = output(p=1.0)
    return mistakes


def find_causes(
    got: np.ndarray,
    expected: np.ndarray,
    observe: Callable[[Callable], object],
    convention: Convention,
    check: str,
    *,
    variations: Variations | None,
    rtol: Tolerance,
    atol: Tolerance,
) -> list[str]:
    """Descriptions of the mistakes that explain ``got``, at most two.

    Args:
        got, expected: what was observed and what should have been, of the same shape.
        observe: makes the same observation of another implementation.
        convention: what the implementation should compute; faulty versions of other formulas are left out.
        check: name of the check; of faults that look alike those that it stands for come first.
        variations: gives what further mistakes would give, by description.
        rtol, atol: how near two results are that count as the same.
    """

    def same(one: np.ndarray, other: np.ndarray) -> bool:
        return one.shape == other.shape and bool(is_close(one, other, rtol, atol).all())

    def nearest(candidates: Iterable[tuple[str, np.ndarray]]) -> list[str]:
        distances = {
            description: _distance(result, got)
            for description, result in candidates
            if same(result, got) and not same(result, expected)
        }
        # Several mistakes may be alike within the tolerance; those about as near as the nearest are reported
        least = min(distances.values(), default=0.0)
        return [one for one, distance in distances.items() if distance <= 3 * least + NEAR][:MAX_CAUSES]

    return (
        nearest(_results_of_faults(observe, convention, check))
        or nearest(variations().items() if variations else ())
        or _read_off(got, expected)
    )


def _distance(one: np.ndarray, other: np.ndarray) -> float:
    """Root mean square of the difference, relative to the numbers."""
    finite = np.isfinite(one) & np.isfinite(other)
    size = float(np.sqrt(np.mean(other[finite] ** 2))) if finite.any() else 0.0
    return float(np.sqrt(np.mean((one[finite] - other[finite]) ** 2))) / size if size else 0.0


def faults_that_raise(
    error: Exception, observe: Callable[[Callable], object], convention: Convention, check: str
) -> list[str]:
    """Descriptions of the faults that raise the same error when observed, at most two."""
    causes = []
    for fault in _faults_of(convention, check):
        try:
            observe(fault.fn)
        except Exception as other:
            if type(other) is type(error) and str(other) == str(error):
                causes.append(_as_cause(fault))
    return causes[:MAX_CAUSES]


def _results_of_faults(
    observe: Callable[[Callable], object], convention: Convention, check: str
) -> Iterator[tuple[str, np.ndarray]]:
    for fault in _faults_of(convention, check):
        try:
            result = to_float64(observe(fault.fn))
        except Exception:
            # A faulty implementation may fail in any way on an input that it was not written for
            continue
        yield _as_cause(fault), result


def _faults_of(convention: Convention, check: str) -> list[Fault]:
    """The faulty versions of the convention's formula, first those that the check stands for."""
    faults = [fault for fault in FAULTS.values() if same_formula(fault.convention, convention)]
    return sorted(faults, key=lambda fault: fault.caught_by != check)


def _as_cause(fault: Fault) -> str:
    return fault.description.removesuffix(".")


def _read_off(got: np.ndarray, expected: np.ndarray) -> list[str]:
    """What the numbers alone say."""
    if np.isnan(got).any() and not np.isnan(expected).any():
        return ["0 / 0 or infinity / infinity: a row of zeros without eps, or a square that overflowed"]
    if np.isinf(got).any() and not np.isinf(expected).any():
        return ["a division by 0, or a product that overflowed"]
    if not got.any():
        return ["every element is 0: the sum of squares overflowed to infinity, or a part of the result was never set"]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(expected != 0, got / expected, np.nan)
    if np.isnan(ratio).all():
        return []
    if np.nanmax(ratio) - np.nanmin(ratio) < 1e-3 * abs(np.nanmean(ratio)):
        return [f"all elements are {np.nanmean(ratio):.4g} times what they should be"]
    if ratio.ndim > 1:
        spread = np.nanmax(ratio, axis=-1) - np.nanmin(ratio, axis=-1)
        if (spread < 1e-3 * np.abs(np.nanmean(ratio, axis=-1))).all():
            return ["each row is wrong by one factor of its own: look at the RMS of a row"]
    return []
