"""Faults that show for some sizes, dtypes, layouts, eps or uses of autograd alone, as fast paths have them.

Each is right everywhere else, and the check that is named must find it.
"""

from dataclasses import replace

import pytest
import torch
from torch import Tensor, nn

from rmsnorm_lib import GEMMA, PAPER, diagnose, rms_norm
from rmsnorm_lib.checks import CHECKS, check_all
from rmsnorm_lib.diagnosis.corners import CORNER_CHECKS
from rmsnorm_lib.faults.parts import apply_gain, gain_gradient, input_gradient, inverse_rms, widen, with_backward

HALF = (torch.float16, torch.bfloat16)


def right(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
    h = widen(x)
    return apply_gain(h * inverse_rms(h, eps), weight, x.dtype)


def where(condition, wrong):
    """``wrong(x, weight, eps)`` where the condition on the same arguments holds, right elsewhere."""
    return lambda x, weight, eps: (wrong if condition(x, weight, eps) else right)(x, weight, eps)


def statistic_of_first(count: int):
    def fn(x, weight, eps):
        h = widen(x)
        return apply_gain(h * inverse_rms(h[..., :count], eps), weight, x.dtype)

    return fn


def last_column_zero(x, weight, eps):
    return right(x, weight, eps) * (torch.arange(x.shape[-1]) < x.shape[-1] - 1)


def gain_left_out(x, weight, eps):
    return right(x, None, eps)


def contiguous_strides_assumed(tensor: Tensor) -> Tensor:
    return tensor.as_strided(tensor.shape, torch.empty(tensor.shape, device="meta").stride())


def rows_after(limit: int):
    def fn(x, weight, eps):
        y = right(x, weight, eps).reshape(-1, x.shape[-1])
        return torch.where(torch.arange(len(y))[:, None] < limit, y, 0).reshape(x.shape)

    return fn


def backward_where(condition, wrong):
    """The right forward pass; gradients as given by ``wrong``, a function of the right ones, where they differ."""

    def backward(grad, x, weight, inv_rms):
        found = input_gradient(grad, x, weight, inv_rms), gain_gradient(grad, x, weight, inv_rms)
        return wrong(found, grad, x, weight, inv_rms) if condition(grad, x, weight) else found

    return with_backward(backward)


def gradients(grad: Tensor, x: Tensor, weight: Tensor | None, inv_rms: Tensor) -> tuple[Tensor, Tensor | None, None]:
    """What the backward pass of a function of (x, weight, eps) gives back, rightly."""
    gain = torch.ones(x.shape[-1], dtype=x.dtype) if weight is None else weight
    dx, dweight = (one(widen(grad), widen(x), gain, inv_rms) for one in (input_gradient, gain_gradient))
    return dx.to(x.dtype), None if weight is None else dweight.to(weight.dtype), None


class KeepsOnTheClass(torch.autograd.Function):
    """Saves for the backward pass where a second call overwrites it."""

    saved = ()

    @staticmethod
    def forward(ctx, x, weight, eps):
        KeepsOnTheClass.saved = x, weight, inverse_rms(widen(x), eps)
        return right(x, weight, eps)

    @staticmethod
    def backward(ctx, grad):
        return gradients(grad, *KeepsOnTheClass.saved)


class KeepsWithoutVersion(torch.autograd.Function):
    """Keeps x as an attribute, so that PyTorch cannot see that it was overwritten before the backward pass."""

    @staticmethod
    def forward(ctx, x, weight, eps):
        ctx.kept = x, weight, inverse_rms(widen(x), eps)
        return right(x, weight, eps)

    @staticmethod
    def backward(ctx, grad):
        return gradients(grad, *ctx.kept)


class SpentBackward(torch.autograd.Function):
    """Multiplies what it saved in place, so that a second backward pass starts from other numbers."""

    @staticmethod
    def forward(ctx, x, weight, eps):
        ctx.kept = x.detach().clone(), weight, inverse_rms(widen(x), eps)
        return right(x, weight, eps)

    @staticmethod
    def backward(ctx, grad):
        found = gradients(grad, *ctx.kept)
        ctx.kept[2].mul_(2.0)
        return found


def gain_kept_by_identity():
    kept: dict[int, tuple[Tensor, Tensor]] = {}

    def fn(x, weight, eps):
        if weight is None or weight.requires_grad:
            return right(x, weight, eps)
        kept.setdefault(id(weight), (weight, weight.detach().clone()))
        return right(x, kept[id(weight)][1], eps)

    return fn


def frozen_gain_left_out(x, weight, eps):
    if weight is None or weight.requires_grad or not x.requires_grad:
        return right(x, weight, eps)
    y = right(x, None, eps)
    return y + (right(x, weight, eps) - y).detach()


WRONG = {
    "sizes": {
        **{f"row_cut_at_{n}": where(lambda x, w, e, n=n: x.shape[-1] > n, statistic_of_first(n)) for n in (1024, 8192)},
        "cut_at_128_in_three_dimensions": where(lambda x, w, e: x.ndim == 3, statistic_of_first(128)),
        "odd_tail_in_16_bits": where(lambda x, w, e: x.dtype in HALF and x.shape[-1] % 2, last_column_zero),
        "multiple_of_32_assumed": where(
            lambda x, w, e: x.shape[-1] > 64, lambda x, w, e: statistic_of_first(x.shape[-1] // 32 * 32)(x, w, e)
        ),
        "rows_beyond_2048": rows_after(2048),
        "eps_once_a_block": lambda x, w, e: right(x, w, e * max(1, -(-x.shape[-1] // 1024))),
        "projection_over_1024_columns": backward_where(
            lambda g, x, w: x.shape[-1] > 1024,
            lambda found, g, x, w, inv: (
                inv * (g * w - x * inv * (g * w * x * inv)[..., :1024].sum(-1, keepdim=True) / x.shape[-1]),
                found[1],
            ),
        ),
        "gain_gradient_of_256_columns": backward_where(
            lambda g, x, w: x.shape[-1] > 256,
            lambda found, *_: (found[0], found[1] * (torch.arange(len(found[1])) < 256)),
        ),
        "input_gradient_of_64_rows": backward_where(
            lambda g, x, w: x.ndim == 2 and len(x) > 64,
            lambda found, *_: (found[0] * (torch.arange(len(found[0])) < 64)[:, None], found[1]),
        ),
        "gain_gradient_of_2048_rows": backward_where(
            lambda g, x, w: x.ndim == 2 and len(x) > 2048,
            lambda found, g, x, w, inv: (found[0], gain_gradient(g[:2048], x[:2048], w, inv[:2048])),
        ),
    },
    "combinations": {
        "gain_left_out_in_one_dimension": where(lambda x, w, e: x.ndim == 1, gain_left_out),
        "gain_left_out_in_four_dimensions": where(lambda x, w, e: x.ndim == 4, gain_left_out),
        "gain_left_out_at_batch_1": where(lambda x, w, e: x.ndim == 3 and len(x) == 1, gain_left_out),
        "gain_of_the_row_in_a_square": where(
            lambda x, w, e: w is not None and x.ndim == 2 and len(x) == x.shape[1],
            lambda x, w, e: right(x, None, e) * w[:, None],
        ),
        "five_dimensions_halved": where(lambda x, w, e: x.ndim == 5, lambda x, w, e: right(x, w, e) / 2),
        "strides_ignored_in_16_bits": where(
            lambda x, w, e: x.dtype in HALF and x.ndim == 3,
            lambda x, w, e: right(contiguous_strides_assumed(x), w, e),
        ),
        "strides_of_the_gain_ignored": where(
            lambda x, w, e: w is not None and w.stride(0) == 0,
            lambda x, w, e: right(x, w[:1] * torch.ones(len(w)), e) * 2,
        ),
        "offset_of_the_gain_ignored": where(
            lambda x, w, e: w is not None and w.storage_offset() > 0,
            lambda x, w, e: right(x, w.as_strided(w.shape, w.stride(), 0), e),
        ),
        "float64_without_gain": where(
            lambda x, w, e: w is None and x.dtype == torch.float64, lambda x, w, e: x / x.norm(dim=-1, keepdim=True)
        ),
        "no_gain_gradient_beside_16_bits": lambda x, w, e: right(
            x, w if w is None or w.dtype == x.dtype else w.detach() + 0 * w, e
        ),
        "gradient_clamped": backward_where(
            lambda g, x, w: True,
            lambda found, g, x, w, inv: (input_gradient(g.clamp(-1e3, 1e3), x, w, inv), found[1]),
        ),
        "gain_clamped": lambda x, w, e: right(x, None if w is None else w.clamp(-1e4, 1e4), e),
        "doubled_where_expanded": where(
            lambda x, w, e: x.ndim == 3 and x.stride(0) == 0, lambda x, w, e: 2 * right(x, w, e)
        ),
    },
    "eps_range": {
        "eps_or_default": lambda x, w, e: right(x, w, e or 1e-6),
        "eps_at_least_1e-9": lambda x, w, e: right(x, w, max(e, 1e-9)),
        "eps_at_most_100": lambda x, w, e: right(x, w, min(e, 100.0)),
        "eps_rounded_to_float16": lambda x, w, e: right(x, w, float(torch.tensor(e, dtype=torch.float16))),
    },
    "not_a_number": {
        "nan_hidden": lambda x, w, e: right(torch.nan_to_num(x), w, e),
        "scaled_by_the_largest_of_all_rows": lambda x, w, e: right(
            x / (largest := x.abs().amax().clamp_min(1e-30)), w, e / float(largest) ** 2
        ),
    },
    "autograd": {
        "other_eps_in_training": where(
            lambda x, w, e: x.requires_grad and not w.requires_grad if w is not None else False,
            lambda x, w, e: right(x, w, 1e-2),
        ),
        "frozen_gain_left_out": frozen_gain_left_out,
        "no_gain_gradient_when_x_is_frozen": lambda x, w, e: right(
            x, w if w is None or x.requires_grad else w.detach() + 0 * w, e
        ),
        "kept_on_the_class": lambda x, w, e: KeepsOnTheClass.apply(x, w, e),
        "kept_without_version": lambda x, w, e: KeepsWithoutVersion.apply(x, w, e),
        "spent_by_the_first_backward": lambda x, w, e: SpentBackward.apply(x, w, e),
        "gain_kept_by_identity": gain_kept_by_identity(),
    },
}


@pytest.mark.parametrize(("check", "name"), [(check, name) for check, group in WRONG.items() for name in group])
def test_a_fault_of_some_inputs_alone_is_found(check, name):
    report = check_all(WRONG[check][name], only=[check], device="cpu")
    assert not report.passed, f"{name} passes {check}"


@pytest.mark.parametrize("name", [name for group in WRONG.values() for name in group])
def test_a_diagnosis_asks_the_corner_checks_as_well(name):
    (fn,) = [group[name] for group in WRONG.values() if name in group]
    assert not diagnose(fn).sound


def test_a_diagnosis_names_the_check_that_fails():
    diagnosis = diagnose(WRONG["sizes"]["rows_beyond_2048"])
    (finding,) = diagnosis.faults
    assert (finding.name, finding.kind) == ("sizes", "check")
    assert "any hidden size" in finding.description
    assert "expected" in finding.evidence
    assert "sizes, confidence 100%" in str(diagnosis)


def needs_a_gain(x, weight, eps):
    return right(x, weight + 0, eps)


def promotes(x, weight, eps):
    """As transformers' LlamaRMSNorm: a float32 gain makes the output float32."""
    normed = right(x, None, eps)
    return normed if weight is None else weight * normed


def partial_norm(x, weight, eps):
    return rms_norm(x, weight, eps=eps, convention=replace(PAPER, p=0.25))


def only_short_rows(x, weight, eps):
    if x.shape[-1] > 4096:
        raise ValueError("rows of at most 4096 elements")
    return right(x, weight, eps)


@pytest.mark.parametrize(("fn", "num_checks"), [(right, 5), (needs_a_gain, 5), (promotes, 5), (only_short_rows, 4)])
def test_a_diagnosis_of_right_code_says_what_the_checks_said(fn, num_checks):
    diagnosis = diagnose(fn)
    assert diagnosis.sound, str(diagnosis)
    assert diagnosis.num_checks == num_checks
    assert f"and in {num_checks} checks" in diagnosis.verdict
    refused = [line for line in diagnosis.limitations if line.startswith("check ")]
    assert refused == (["check sizes: ValueError: rows of at most 4096 elements"] if num_checks == 4 else [])


class CutAt1024(nn.RMSNorm):
    def forward(self, x):
        return statistic_of_first(1024)(x, self.weight, 2**-23 if self.eps is None else self.eps)


def test_a_class_is_constructed_in_the_sizes_of_the_checks():
    assert diagnose(nn.RMSNorm).num_checks == 5
    (finding,) = diagnose(CutAt1024).faults
    assert (finding.name, finding.kind) == ("sizes", "check")
    # Arguments that come with one size need not fit others
    assert diagnose(nn.RMSNorm, kwargs={"dtype": torch.float32}).num_checks == 0


@pytest.mark.parametrize(
    "fn", [lambda x: right(x, None, 1e-6), nn.RMSNorm(64), partial_norm], ids=["no gain", "module", "part of a row"]
)
def test_what_the_checks_cannot_be_asked_of_is_diagnosed_without_them(fn):
    diagnosis = diagnose(fn)
    assert diagnosis.sound
    assert diagnosis.num_checks == 0
    assert diagnosis.verdict.endswith("probes")


def test_each_corner_check_is_needed():
    """Without it some fault above would pass all checks that came before the corner checks."""
    others = [name for name in CHECKS if name not in CORNER_CHECKS]
    for check, group in WRONG.items():
        assert any(check_all(fn, only=others, explain=False, device="cpu").passed for fn in group.values()), check


@pytest.mark.parametrize("seed", range(5))
def test_what_they_start_from_is_right(seed):
    for fn in (right, with_backward(lambda *args: (input_gradient(*args), gain_gradient(*args)))):
        report = check_all(fn, seed=seed, device="cpu")
        assert report.passed, str(report)


@pytest.mark.parametrize("seed", range(5))
def test_a_gain_near_minus_1_may_cancel_the_1_that_is_added_to_it(seed):
    def gemma(x, weight, eps):
        normed = rms_norm(x.float(), eps=eps)
        return (normed if weight is None else normed + normed * weight.float()).to(x.dtype)

    report = check_all(gemma, GEMMA, seed=seed, device="cpu")
    assert report.passed, str(report)
