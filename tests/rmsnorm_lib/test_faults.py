import dataclasses
import inspect
import math
import re
import string
from itertools import combinations, zip_longest

import numpy as np
import pytest
import torch

from rmsnorm_lib import Convention, reference
from rmsnorm_lib.checks import CHECKS
from rmsnorm_lib.faults import FAMILIES, FAULTS, Fault
from rmsnorm_lib.faults.parts import gain_gradient, input_gradient, with_backward
from rmsnorm_lib.kernels import eager

from .strategies import as_float64, normal

THREAD = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+/(issues|pull|discussions)/\d+")
EPS = 1e-3
ALL = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())


def right(convention: Convention):
    return lambda x, weight, eps: eager.rms_norm(x, weight, None, eps, convention)


def some_gain(hidden_size: int, dtype: torch.dtype) -> torch.Tensor:
    """Gains of both signs, with zeros and a tiny one among them."""
    weight = normal(hidden_size, seed=3, dtype=dtype)
    weight[1::5], weight[2] = 0.0, 1e-6
    return weight


def inputs() -> dict[str, torch.Tensor]:
    """Small inputs, each of which shows other faults."""
    sloped = normal(2, 3, 4, 64, seed=5, dtype=torch.float32) * torch.logspace(-1, 1, 4)[:, None]
    sloped[..., :16] *= 3
    return {
        "ordinary": normal(11, 65, seed=1, dtype=torch.float32),
        "square": normal(8, 8, seed=2, dtype=torch.float32),
        "small": normal(4, 64, seed=3, dtype=torch.float32, scale=math.sqrt(EPS)),
        "tiny": normal(4, 64, seed=4, dtype=torch.float32, scale=EPS),
        "rank 4, unequal rows and columns": sloped,
        "rank 3": sloped[0],
        "rank 1": normal(760, seed=6, dtype=torch.float32, scale=5.0),
        "transposed": normal(64, 6, seed=7, dtype=torch.float32).T,
        "a row of zeros": torch.zeros(2, 64),
        "float16 row of zeros": torch.zeros(1, 64, dtype=torch.float16),
        "many elements": normal(1030, 64, seed=8, dtype=torch.float32),
        "bfloat16": normal(64, 257, seed=9, dtype=torch.bfloat16),
        "float16, large": normal(4, 64, seed=10, dtype=torch.float16, scale=1000.0),
        "float16": normal(4, 260, seed=11, dtype=torch.float16),
    }


def gradients(fn, x: torch.Tensor, weight: torch.Tensor, grad: torch.Tensor) -> list:
    leaves = x.clone().requires_grad_(), weight.clone().requires_grad_()
    y = fn(*leaves, EPS)
    if not y.requires_grad:
        return ["no graph", "no graph"]
    y.backward(grad)
    return [leaf.grad for leaf in leaves]


def attempt(observe, count: int = 1) -> list:
    """The ``count`` things seen, or the name of the error in their place; a fault may show as an error."""
    try:
        return observe()
    except (RuntimeError, IndexError, ValueError, TypeError) as error:
        return [type(error).__name__] * count


def observations(fn) -> list:
    """What the outside sees of an implementation: outputs, gradients, and what it does to its arguments."""
    seen = []
    for x in inputs().values():
        eps = 1e-8 if x.dtype is torch.float16 else EPS
        for weight in (None, some_gain(x.shape[-1], x.dtype), some_gain(x.shape[-1], torch.float32)):
            x_given, weight_given = (x if x.stride(-1) != 1 else x.clone()), None if weight is None else weight.clone()
            with torch.no_grad():
                seen += attempt(lambda: [fn(x_given, weight_given, eps).clone()])  # noqa: B023
            seen += [x_given.clone(), weight_given]
    for eps in (1e-6, 1e-5, 10.0):
        seen += attempt(lambda: [fn(inputs()["small"], None, eps)])  # noqa: B023
    first, second = normal(5, 21, seed=1, dtype=torch.float32), normal(5, 21, seed=2, dtype=torch.float32)
    seen += attempt(lambda: (lambda result: [fn(second, None, EPS).clone(), result])(fn(first, None, EPS)), 2)
    weight = some_gain(65, torch.float32)
    x, grad = normal(11, 65, seed=1, dtype=torch.float32), normal(65, 11, seed=2, dtype=torch.float32).T
    contiguous = grad.contiguous()
    seen += [*attempt(lambda: gradients(fn, x, weight, contiguous), 2), contiguous]
    seen += attempt(lambda: gradients(fn, x, weight, grad), 2)
    seen += attempt(lambda: gradients(fn, x.bfloat16(), weight.bfloat16(), grad.bfloat16().contiguous()), 2)
    seen += attempt(lambda: gradients(fn, torch.zeros(2, 65), weight, torch.ones(2, 65)), 2)
    return seen


def are_equal(one, other) -> bool:
    if not isinstance(one, torch.Tensor) or not isinstance(other, torch.Tensor):
        return one is None and other is None if None in (one, other) else isinstance(one, str) and one == other
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    exact = one.dtype in (torch.bfloat16, torch.float16)
    return torch.allclose(one, other, rtol=0 if exact else 3e-5, atol=0 if exact else 1e-6, equal_nan=True)


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Threads cost more than they save on inputs of this size."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def seen_of() -> dict[str, list]:
    return {name: observations(fault.fn) for name, fault in FAULTS.items()}


@pytest.fixture(scope="module")
def wrong_at(seen_of) -> dict[str, tuple[int, ...]]:
    """For every fault, the numbers of the observations that the right implementation answers otherwise."""
    expected = {fault.convention: observations(right(fault.convention)) for fault in FAULTS.values()}
    return {
        name: tuple(
            index
            for index, (one, other) in enumerate(zip_longest(seen_of[name], expected[fault.convention]))
            if not are_equal(one, other)
        )
        for name, fault in FAULTS.items()
    }


def test_the_bank_is_large_and_uses_every_family():
    assert len(FAULTS) >= 45
    assert {fault.family for fault in FAULTS.values()} == set(FAMILIES)


def test_the_bank_cannot_be_changed():
    with pytest.raises(TypeError):
        FAULTS["new"] = FAULTS["sum_for_mean"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        FAULTS["sum_for_mean"].family = "gain"


def test_an_unknown_family_is_refused_by_name():
    with pytest.raises(ValueError, match=r"family must be one of .* got 'style'"):
        dataclasses.replace(FAULTS["sum_for_mean"], family="style")


@ALL
def test_the_record_is_complete(fault: Fault):
    assert re.fullmatch(r"[a-z][a-z0-9_]+", fault.name)
    assert FAULTS[fault.name] is fault
    assert fault.caught_by in CHECKS
    for text in (fault.description, fault.symptom):
        assert text.endswith(".")
        assert "\n" not in text
    assert fault.thread is None or THREAD.fullmatch(fault.thread)


def test_descriptions_are_unique():
    descriptions = [fault.description for fault in FAULTS.values()]
    assert len(set(descriptions)) == len(descriptions)


@ALL
def test_the_code_shown_to_a_reader_is_short_and_is_that_of_the_fault(fault: Fault):
    source = inspect.getsource(fault.fn)
    assert f"def {fault.name}(" in source
    assert len([line for line in source.splitlines() if line.strip()]) <= 12
    assert list(inspect.signature(fault.fn).parameters) == ["x", "weight", "eps"]


@ALL
def test_a_fault_runs_on_ordinary_input(fault: Fault):
    x = normal(8, 8, seed=1, dtype=torch.float32)
    for weight in (torch.ones(8), None):
        y = fault.fn(x.clone(), None if weight is None else weight.clone(), EPS)
        assert y.shape == x.shape


@ALL
def test_the_symptom_is_measured_and_is_not_what_the_right_code_shows(fault: Fault):
    state = torch.get_rng_state()
    numbers = fault.measure(fault.fn)
    names = {name for _, name, _, _ in string.Formatter().parse(fault.symptom) if name}
    assert names
    assert names <= set(numbers)
    assert all(math.isfinite(numbers[name]) for name in names)
    text = fault.symptom_text()
    assert text == fault.symptom_text()
    assert text != fault.symptom.format(**fault.measure(right(fault.convention)))
    assert torch.equal(torch.get_rng_state(), state)


INSTEAD = re.compile(r"\{(\w+)(?::[^}]+)?\} instead of (?:about )?([\d.]*\d)")


@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS.values() if " instead of " in fault.symptom], ids=lambda fault: fault.name
)
def test_the_right_number_that_a_symptom_states_is_what_the_right_code_shows(fault: Fault):
    name, stated = INSTEAD.search(fault.symptom).groups()
    assert fault.measure(right(fault.convention))[name] == pytest.approx(float(stated), rel=0.03, abs=0.02)


@ALL
def test_a_fault_differs_from_the_right_implementation(fault: Fault, wrong_at):
    assert wrong_at[fault.name]


@pytest.mark.parametrize(
    "convention", dict.fromkeys(one.convention for one in FAULTS.values()), ids=lambda one: one.name
)
def test_the_right_implementation_agrees_with_the_reference_on_the_same_inputs(convention: Convention):
    for name, x in inputs().items():
        weight = some_gain(x.shape[-1], x.dtype)
        expected = reference.rms_norm(as_float64(x), as_float64(weight), eps=EPS, convention=convention)
        got = as_float64(right(convention)(x, weight, EPS))
        tolerance = {torch.float32: 2e-6, torch.float16: 2e-3, torch.bfloat16: 2e-2}[x.dtype]
        np.testing.assert_allclose(got, expected, rtol=tolerance, atol=tolerance, err_msg=name)


def test_no_two_faults_of_a_convention_are_the_same_from_outside(seen_of, wrong_at):
    same = [
        (one, other)
        for one, other in combinations(FAULTS, 2)
        if FAULTS[one].convention == FAULTS[other].convention
        and wrong_at[one] == wrong_at[other]
        and all(are_equal(seen_of[one][index], seen_of[other][index]) for index in wrong_at[one])
    ]
    assert not same


@with_backward
def right_backward(grad, x, weight, inv_rms):
    return input_gradient(grad, x, weight, inv_rms), gain_gradient(grad, x, weight, inv_rms)


@pytest.mark.parametrize("weight", [some_gain(65, torch.float64), None], ids=["gain", "no gain"])
def test_the_frame_of_the_gradient_faults_is_right(weight):
    x, grad = normal(2, 5, 65, seed=1), normal(2, 5, 65, seed=2)
    leaf, gain = x.clone().requires_grad_(), None if weight is None else weight.clone().requires_grad_()
    y = right_backward(leaf, gain, EPS)
    y.backward(grad)
    convention = FAULTS["gain_gradient_none"].convention
    np.testing.assert_allclose(
        as_float64(y), reference.rms_norm(x, weight, eps=EPS, convention=convention), rtol=1e-12, atol=1e-12
    )
    dx, dweight, _ = reference.rms_norm_backward(grad, x, weight, EPS, convention)
    np.testing.assert_allclose(leaf.grad, dx, rtol=1e-12, atol=1e-12)
    if weight is not None:
        np.testing.assert_allclose(gain.grad, dweight, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.family == "gradient"])
def test_the_output_of_a_gradient_fault_is_right(name):
    fault = FAULTS[name]
    x, weight = normal(11, 65, seed=1, dtype=torch.float32), some_gain(65, torch.float32)
    torch.testing.assert_close(fault.fn(x, weight, EPS), right(fault.convention)(x, weight, EPS))


@pytest.mark.parametrize("name", [name for name in FAULTS if name.startswith("gain_gradient_")])
def test_a_fault_in_the_gain_gradient_leaves_the_input_gradient_right(name):
    x, grad = normal(11, 65, seed=1, dtype=torch.float32), normal(11, 65, seed=2, dtype=torch.float32)
    weight = some_gain(65, torch.float32)
    got, _ = gradients(FAULTS[name].fn, x, weight, grad)
    expected, _, _ = reference.rms_norm_backward(grad, x, weight, EPS, FAULTS[name].convention)
    np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    "name", [name for name in FAULTS if name.startswith(("projection_", "gain_missing_in", "gain_squared_in_dx"))]
)
def test_a_fault_in_the_input_gradient_leaves_the_gain_gradient_right(name):
    x, grad = normal(11, 65, seed=1, dtype=torch.float32), normal(11, 65, seed=2, dtype=torch.float32)
    weight = some_gain(65, torch.float32)
    _, got = gradients(FAULTS[name].fn, x, weight, grad)
    _, expected, _ = reference.rms_norm_backward(grad, x, weight, EPS, FAULTS[name].convention)
    np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-5)
