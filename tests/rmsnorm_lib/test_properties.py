"""The property checks: what they accept and refuse, their words, their randomness, and how exercises use them."""

import contextlib
import dataclasses
import random
import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from torch import nn

import rmsnorm_lib
from rmsnorm_lib import CONVENTIONS, GEMMA, LLAMA, PAPER, TORCH, Convention, rms_norm
from rmsnorm_lib.checks import CHECKS, check_all, no_library_norms, run_check, run_public_checks
from rmsnorm_lib.checks.trial import copy_with_layout, ulp
from rmsnorm_lib.sound import SOUND

from .strategies import conventions, seeds

QUARTER = Convention("quarter", eps_placement="outside", p=0.25, eps=1e-6)
QUARTER_INSIDE = dataclasses.replace(QUARTER, eps_placement="inside")


def own_norm(x, weight, eps):
    """A student's function, right for the conventions torch and llama."""
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    h = h * torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)
    return (h if weight is None else h * weight).to(x.dtype)


def failures(fn, convention=TORCH, **kwargs) -> dict[str, str]:
    return {result.name: result.message for result in check_all(fn, convention, **kwargs).failed}


# --- what passes ---


@given(convention=conventions, seed=seeds)
@settings(max_examples=25)
def test_the_library_passes_in_every_convention(convention, seed):
    def norm(x, weight, eps):
        return rmsnorm_lib.rms_norm(x, weight, None, eps, convention=convention)

    report = check_all(norm, convention, seed=seed)
    assert report.passed, str(report)


@pytest.mark.parametrize("eps", [0.0, 1e-12, 1e-5, 0.1])
def test_another_eps_may_be_asked_for(eps):
    # eps = 0 divides zero rows by zero, in right code too
    only = [name for name in CHECKS if eps > 0 or name not in ("zero_rows", "small_inputs")]
    report = check_all(own_norm, eps=eps, only=only)
    assert report.passed, str(report)
    assert report.eps == eps


# --- one fault for each check, written here, independent of the bank ---


def change(before=None, after=None):
    """``own_norm`` with something done to its arguments or its result."""

    def fn(x, weight, eps):
        if before is not None:
            x, weight, eps = before(x, weight, eps)
        result = own_norm(x, weight, eps)
        return result if after is None else after(result)

    return fn


def in_place(x, weight, eps):
    result = own_norm(x, weight, eps)
    with torch.no_grad():
        x += 0.0625
    return result


def first_part(x, weight, eps):
    h = x.float()
    rms = h[..., : (h.shape[-1] + 1) // 2].square().mean(-1, keepdim=True).sqrt()
    return ((h / (rms + eps)) * (1.0 if weight is None else weight.float())).to(x.dtype)


def counting():
    calls = []

    def fn(x, weight, eps):
        calls.append(1)
        return own_norm(x, weight, eps) * (1.0 + 1e-3 * (len(calls) > 2))

    return fn


def reads_flat_memory(x, weight, eps):
    flat = x.as_strided(x.shape, torch.empty(x.shape).stride())
    return own_norm(flat, weight, eps)


def detached_gain(x, weight, eps):
    return own_norm(x, None if weight is None else weight.detach() + 0 * weight, eps)


def leaks(x, weight, eps):
    shift = x.float().reshape(-1, x.shape[-1]).mean(0)
    return (own_norm(x, weight, eps).float() + 1e-3 * shift * (x.ndim > 1)).to(x.dtype)


MISTAKES = {
    "values": change(after=lambda y: y * 1.0001),
    "small_inputs": change(before=lambda x, w, eps: (x, w, eps * 1.01)),
    "eps_argument": change(before=lambda x, w, eps: (x, w, min(eps, 1.0))),
    "zero_rows": change(before=lambda x, w, eps: (x, w, eps), after=lambda y: y / (y.abs() > 0)),
    "large_inputs": change(before=lambda x, w, eps: (x.clamp(-1e4, 1e4), w, eps)),
    "ranks": lambda x, w, eps: own_norm(x, w, eps) if x.ndim < 4 else own_norm(x.flatten(-2), None, eps).view(x.shape),
    "last_dimension": lambda x, w, eps: own_norm(x.mT, None, eps).mT * (1 if w is None else w),
    "row_independence": leaks,
    "strides": reads_flat_memory,
    "low_precision": change(after=lambda y: y * (1 + torch.finfo(y.dtype).eps)),
    "dtype": change(after=lambda y: y.to(torch.promote_types(y.dtype, torch.float32))),
    "input_unchanged": in_place,
    "gain": change(before=lambda x, w, eps: (x, None if w is None else w.abs(), eps)),
    "input_gradient": lambda x, w, eps: own_norm(x, w, eps) + 1e-3 * (x - x.detach()),
    "gain_gradient": detached_gain,
    "scale_behaviour": change(after=lambda y: y.abs()),
    "determinism": counting(),
    "partial": first_part,
    "eps_range": lambda x, w, eps: own_norm(x, w, eps or 1e-6),
    "not_a_number": change(before=lambda x, w, eps: (torch.nan_to_num(x), w, eps)),
    "sizes": change(after=lambda y: y * (torch.arange(y.shape[-1]) < 4096)),
    "combinations": lambda x, w, eps: own_norm(x, w, eps) if x.ndim < 5 else 2 * own_norm(x, w, eps),
    "autograd": lambda x, w, eps: own_norm(x, w if w is None or x.requires_grad else w.detach() + 0 * w, eps),
    "sharding": lambda x, w, eps: (
        torch.cat([own_norm(one, None, eps) for one in x.chunk(2, -1)], -1) * (1 if w is None else w)
    ),
}


def test_every_check_has_a_mistake_here():
    assert set(MISTAKES) == set(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_each_check_catches_a_mistake_and_names_its_property(name):
    convention = QUARTER if name == "partial" else TORCH
    message = failures(MISTAKES[name], convention, only=[name])[name]
    assert message.startswith(f"property: {CHECKS[name].property}")
    assert f"read: {CHECKS[name].read}" in message


@pytest.mark.parametrize(
    "name", ["input_unchanged", "dtype", "strides", "input_gradient", "gain_gradient", "zero_rows"]
)
def test_mistakes_that_values_do_not_show_are_left_to_their_check(name):
    assert "values" not in failures(MISTAKES[name], only=["values", name])


# --- the words ---


def test_a_message_names_input_numbers_cause_and_reading():
    lines = failures(lambda x, weight, eps: own_norm(x, None, eps), only=["gain"])["gain"].splitlines()
    assert lines[0].startswith("property: each component of the normalized row is multiplied by its own gain, once (")
    assert re.fullmatch(r"given: x \(3, 20\) float32 of RMS [\d.]+, gain float32, eps 1.19209e-07", lines[1])
    assert re.fullmatch(r"expected at \[\d+, \d+\]: .+", lines[2])
    assert re.fullmatch(r"got at \[\d+, \d+\]: .+", lines[3])
    assert re.fullmatch(r"wrong elements: \d+ of 60", lines[4])
    assert lines[5].startswith("likely cause: Does not multiply by the gain")
    assert lines[6] == "read: The RMSNorm formula, section Gain and bias"


@pytest.mark.parametrize(
    ("fn", "convention", "check", "cause"),
    [
        (lambda x, w, eps: own_norm(x, w, eps), GEMMA, "gain", "weight"),
        (lambda x, w, eps: own_norm(x, None if w is None else w + 1, eps), LLAMA, "gain", "1 + weight"),
        (lambda x, w, eps: own_norm(x, w, 1e-5), LLAMA, "eps_argument", "adds 1e-5"),
        (lambda x, w, eps: SOUND["rows of zeros masked"][0](x, w, 1e-5), PAPER, "eps_argument", "eps 1e-05 is used"),
        (
            lambda x, w, eps: SOUND["rows of zeros masked"][0](x, None if w is None else 1 + w, eps),
            GEMMA,
            "small_inputs",
            "eps stands outside the root instead of inside",
        ),
        (SOUND["first quarter of the row"][0], QUARTER_INSIDE, "small_inputs", "eps stands outside the root instead"),
        (SOUND["Gemma"][0], dataclasses.replace(GEMMA, p=0.5), "partial", "RMS is taken over the whole row"),
        (lambda x, w, eps: SOUND["Gemma"][0](x, None, eps), GEMMA, "gain", "the gain is not applied"),
        (lambda x, w, eps: own_norm(x, w, eps), PAPER, "small_inputs", "eps"),
        (lambda x, w, eps: own_norm(x, w, eps) * 3, TORCH, "values", "all elements are 3 times what they should be"),
        (lambda x, w, eps: own_norm(x, w, eps) / 0, TORCH, "values", "division by 0"),
        (lambda x, w, eps: own_norm(x, w, eps) * float("nan"), TORCH, "values", "0 / 0"),
        (lambda x, w, eps: own_norm(x, w, eps) * 0, TORCH, "values", "every element is 0"),
        (
            lambda x, w, eps: own_norm(x, w, eps) * x.abs().amax(-1, keepdim=True),
            TORCH,
            "values",
            "each row is wrong by one factor of its own",
        ),
    ],
)
def test_likely_causes(fn, convention, check, cause):
    message = failures(fn, convention, only=[check])[check]
    assert cause in message.partition("likely cause: ")[2], message


def test_a_lost_dimension_is_named():
    message = failures(lambda x, w, eps: own_norm(x, w, eps)[..., 0], only=["values"])["values"]
    assert "got: an output of shape (3,) for x of shape (3, 64); is keepdim=True missing" in message


def test_an_unknown_mistake_gets_no_cause():
    message = failures(change(after=lambda y: y + 0.25 * torch.sin(7 * y)), only=["values"])["values"]
    assert "likely cause" not in message


def test_an_error_is_quoted_with_what_was_called():
    def picky(x, weight, eps):
        if x.dtype == torch.bfloat16:
            raise TypeError("x must be float32, got torch.bfloat16")
        return own_norm(x, weight, eps)

    message = failures(picky, only=["dtype"])["dtype"]
    assert message.startswith(f"property: {CHECKS['dtype'].property}")
    assert "the function raised TypeError: x must be float32, got torch.bfloat16" in message
    assert "called with: x (3, 12) bfloat16" in message
    with pytest.raises(TypeError, match="x must be float32"):
        run_check("dtype", picky)


@pytest.mark.parametrize(
    ("result", "words"),
    [(None, "NoneType"), ("text", "str"), ((torch.ones(1), torch.ones(1)), "tuple"), (7, "int")],
)
@pytest.mark.parametrize("name", ["values", "ranks", "strides", "input_gradient", "determinism", "dtype"])
def test_results_that_are_no_tensor(name, result, words):
    message = failures(lambda x, weight, eps: result, only=[name])[name]
    assert f"got: an output of type {words}" in message


# --- applicability and arguments ---


def test_partial_does_not_apply_to_whole_rows():
    report = check_all(own_norm, only=["partial"])
    (result,) = report
    assert report.passed
    assert result.passed is None
    assert result.verdict == "not applicable"
    assert "not applicable: the torch convention" in result.message
    with pytest.raises(AssertionError, match="not applicable"):
        run_check("partial", own_norm)


@pytest.mark.parametrize(
    ("fn", "arguments", "left_out"),
    [
        (lambda x, weight: own_norm(x, weight, 1e-5), ["x", "weight"], {"eps_argument", "eps_range"}),
        (lambda x: own_norm(x, None, 1e-5), ["x"], {"eps_argument", "eps_range", "gain", "gain_gradient"}),
        (lambda x, eps: own_norm(x, None, eps), ["x", "eps"], {"gain", "gain_gradient"}),
        (lambda x, eps, weight: own_norm(x, weight, eps), ["x", "eps", "weight"], set()),
    ],
)
def test_functions_of_fewer_arguments(fn, arguments, left_out):
    report = check_all(fn, eps=1e-5, arguments=arguments)
    assert report.passed, str(report)
    assert {result.name for result in report if result.passed is None} == left_out | {"partial"}


def test_a_function_without_eps_argument_is_held_to_its_own_eps():
    assert "small_inputs" in failures(lambda x: own_norm(x, None, 1e-4), eps=1e-5, arguments=["x"])


@pytest.mark.parametrize("arguments", [[], ["weight", "x"], ["x", "bias"]])
def test_unknown_arguments(arguments):
    with pytest.raises(ValueError, match="arguments must be x, then any of"):
        check_all(own_norm, arguments=arguments)


@pytest.mark.parametrize(
    ("fn", "arguments", "words"),
    [
        (rms_norm, ["x", "weight", "eps"], "bias stands where eps is expected"),
        (rms_norm, ["x", "eps"], "weight stands where eps is expected"),
        (nn.RMSNorm(64), ["x", "weight", "eps"], "too many positional arguments"),
        (lambda x, norm_eps, gamma: x, ["x", "weight", "eps"], "norm_eps stands where weight is expected"),
        (lambda x, weight, *, eps: x, ["x", "weight", "eps"], "too many positional arguments"),
        (lambda x, size, weight, eps: x, ["x", "weight", "eps"], "missing a required argument: 'eps'"),
    ],
)
def test_a_function_with_other_arguments_is_refused_once_and_not_by_every_check(fn, arguments, words):
    with pytest.raises(TypeError, match=f"fn must take {', '.join(arguments)} by position, got .*{words}. Wrap it"):
        check_all(fn, arguments=arguments)


def test_arguments_of_unknown_name_and_hidden_signatures_are_tried():
    assert check_all(lambda *args: own_norm(*args), only=["values"]).passed
    assert check_all(lambda a, b, c: own_norm(a, b, c), only=["values"]).passed
    assert not check_all(torch.add, only=["values"]).passed


def test_unknown_check_and_impossible_eps():
    with pytest.raises(ValueError, match="there is no check 'value'; the checks are values, small_inputs"):
        check_all(own_norm, only=["value"])
    with pytest.raises(ValueError, match="there is no check 'value'"):
        run_check("value", own_norm)
    with pytest.raises(ValueError, match="eps must be finite"):
        check_all(own_norm, eps=-1.0)


# --- randomness ---


def test_the_same_seed_gives_the_same_calls_and_another_seed_others():
    def recorder(calls):
        def fn(x, weight, eps):
            calls.append((x.detach().clone(), eps))
            return own_norm(x, weight, eps)

        return fn

    recorded = []
    for seed, only in ((3, None), (3, None), (4, None), (3, ["ranks"])):
        calls = []
        check_all(recorder(calls), seed=seed, only=only)
        recorded.append(calls)
    first, again, other, alone = recorded
    assert all(torch.equal(one[0].nan_to_num(), two[0].nan_to_num()) for one, two in zip(first, again, strict=True))
    assert not any(torch.equal(one[0], two[0]) for one, two in zip(first, other, strict=True) if one[0].any())
    # a check alone draws the same numbers as among others
    assert any(torch.equal(alone[0][0], one[0]) for one in first if one[0].shape == alone[0][0].shape)


def test_global_random_states_are_left_alone():
    before = torch.get_rng_state(), np.random.get_state()[1].copy(), random.getstate()
    check_all(MISTAKES["values"])
    assert torch.equal(torch.get_rng_state(), before[0])
    assert (np.random.get_state()[1] == before[1]).all()
    assert random.getstate() == before[2]


def test_checks_work_under_no_grad_and_leave_it_on():
    with torch.no_grad():
        assert check_all(own_norm, only=["input_gradient", "zero_rows"]).passed
        assert not torch.is_grad_enabled()


# --- the report ---


def test_the_report_in_a_terminal_has_80_columns():
    report = check_all(lambda x, weight, eps: own_norm(x, None, eps), LLAMA)
    lines = str(report).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("<lambda>: 11 of 23 checks passed")
    assert [line.split()[1] for line in lines if line.startswith("FAILED")] == [one.name for one in report.failed]
    assert "passed         ranks" in lines
    assert "not applicable partial" in lines
    assert not report.passed
    assert len(report) == len(CHECKS)


def test_the_report_in_a_notebook_is_an_accessible_table():
    table = check_all(lambda x, weight, eps: own_norm(x, None, eps), only=["gain", "ranks", "partial"])._repr_html_()
    assert table.count('scope="col"') == 2
    assert table.count('scope="row"') == 3
    assert ">&lt;lambda&gt;: 1 of 2 checks passed" in table
    assert "gain: <strong>FAILED</strong></th>" in table
    assert "ranks: passed</th>" in table
    assert "partial: <strong>not applicable</strong></th>" in table
    assert set(re.findall('color: ([^";]*)', table)) == {"inherit"}
    assert "background" not in table


# --- exercises ---


@pytest.mark.parametrize(
    "fn",
    [
        lambda x, weight, eps: F.rms_norm(x, x.shape[-1:], weight, eps),
        lambda x, weight, eps: rmsnorm_lib.rms_norm(x, weight, None, eps),
        lambda x, weight, eps: torch.rms_norm(x, x.shape[-1:], weight, eps),
        SOUND["torch.nn.RMSNorm"][0],
    ],
)
@pytest.mark.parametrize("name", ["values", "input_gradient", "zero_rows"])
def test_a_function_that_delegates_is_refused(fn, name):
    with pytest.raises(AssertionError, match="write it yourself"):
        run_check(name, fn)
    with pytest.raises(AssertionError, match="write it yourself"), no_library_norms():
        run_check(name, fn)
    run_check(name, fn, allow_library_norms=True)


def test_delegating_in_the_backward_pass_is_refused():
    class Sly(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, weight, eps):
            ctx.save_for_backward(x, weight)
            ctx.eps = eps
            return own_norm(x, weight, eps)

        @staticmethod
        def backward(ctx, grad):
            x, weight = ctx.saved_tensors
            with torch.enable_grad():
                inputs = [one.detach().requires_grad_() for one in (x, weight) if one is not None]
                output = F.rms_norm(inputs[0], x.shape[-1:], *inputs[1:], eps=ctx.eps)
                found = torch.autograd.grad(output, inputs, grad)
            return (found[0], found[1] if weight is not None else None, None)

    with pytest.raises(AssertionError, match="write it yourself"):
        run_check("input_gradient", Sly.apply)
    run_check("input_gradient", Sly.apply, allow_library_norms=True)


@pytest.mark.parametrize("name", [name for name in CHECKS if name != "partial"])
def test_a_function_of_ones_own_passes_although_the_check_uses_the_library(name):
    run_check(name, own_norm)
    with no_library_norms():
        run_check(name, own_norm)


@pytest.mark.parametrize("fn", [own_norm, MISTAKES["values"]])
def test_the_watch_is_back_after_a_check(fn):
    def check_then_delegate():
        with contextlib.suppress(AssertionError):
            run_check("values", fn)
        F.rms_norm(torch.ones(1, 4), (4,))

    with pytest.raises(AssertionError, match="write it yourself"), no_library_norms():
        check_then_delegate()


def test_allowing_norms_has_no_effect_inside_a_watch():
    with pytest.raises(AssertionError, match="write it yourself"), no_library_norms():
        run_check("values", SOUND["F.rms_norm"][0], allow_library_norms=True)


def test_public_checks_of_an_exercise(capsys):
    def normalize(x, weight, eps):
        return x / x.square().mean(-1, keepdim=True).sqrt() * weight

    with pytest.raises(AssertionError, match="1 of 2 public checks failed"):
        run_public_checks(
            "task 3",
            {
                "rows of zeros": lambda: run_check("zero_rows", normalize, LLAMA),
                "large rows": lambda: run_check("sharding", normalize, LLAMA),
            },
        )
    printed = capsys.readouterr().out
    assert "FAILED: rows of zeros\n    property: a row of zeros gives zeros" in printed
    assert "likely cause:" in printed
    assert "passed: large rows" in printed


def test_public_checks_name_the_line_and_the_call_that_raised(capsys):
    def raises(x, weight, eps):
        return x + torch.ones(3)[: x.shape[-1] + 1]

    with pytest.raises(AssertionError):
        run_public_checks("task 3", {"values": lambda: run_check("values", raises)})
    printed = capsys.readouterr().out
    assert "your code raised RuntimeError" in printed
    assert "in raises, line" in printed
    assert "called with: x (3, 64) float32" in printed


def test_a_student_cannot_turn_to_the_reference_inside_a_check():
    def sly(x, weight, eps):
        exact = rmsnorm_lib.reference.rms_norm(x.detach().numpy(), weight.detach().numpy(), None, eps, TORCH)
        return torch.from_numpy(exact).to(x.dtype)

    with pytest.raises(AssertionError, match="write it yourself"), no_library_norms():
        run_check("values", sly)


# --- the tools ---


def test_copies_keep_strides_offset_and_sharing():
    base = torch.arange(24.0).view(4, 6)
    for view in (base, base.T, base[1:, ::2], base[:1].expand(5, 6), base[0, 0].expand(2, 3)):
        copy = copy_with_layout(view)
        assert torch.equal(copy, view)
        assert copy.stride() == view.stride()
        assert copy.storage_offset() == view.storage_offset()
        assert copy.untyped_storage().data_ptr() != view.untyped_storage().data_ptr()
    assert copy_with_layout(None) is None


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_ulp_is_the_distance_to_the_next_number(dtype):
    numbers = torch.tensor([1.0, 1.5, 3.0, 0.1, 1000.0, 0.0, -2.0]).to(dtype)
    above = torch.nextafter(numbers.abs(), torch.tensor(float("inf"), dtype=dtype))
    gaps = (above.double() - numbers.abs().double()).numpy()
    found = ulp(numbers.double().numpy(), dtype)
    nonzero = numbers.numpy(force=True) != 0 if dtype == torch.float16 else (numbers != 0).numpy()
    np.testing.assert_array_equal(found[nonzero], gaps[nonzero])


def test_every_preset_has_a_default_eps():
    for convention in CONVENTIONS.values():
        assert check_all(SOUND["rsqrt"][0], convention, only=["dtype"]).eps > 0
