"""The reference is compared with arithmetic done by hand, exact fractions and float64 autograd."""

from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rmsnorm_lib import LLAMA, PAPER, TORCH, Convention, reference

from .strategies import as_float64, conventions, eps_values, hidden_sizes, normal, seeds


def test_rms_of_a_vector_worked_by_hand():
    assert reference.rms([1, 2, 3, 6]) == pytest.approx(12.5**0.5, rel=1e-15)
    np.testing.assert_allclose(reference.rms([[3, 4], [0, 0]], keepdims=True), [[12.5**0.5], [0]], rtol=1e-15)


def test_formula_worked_by_hand():
    result = reference.rms_norm([1, 5, 7], weight=[1.5] * 3, bias=[0.5] * 3, eps=0.0)
    np.testing.assert_allclose(result, [0.8, 2.0, 2.6], rtol=1e-15)


@given(values=st.lists(st.integers(-1000, 1000), min_size=1, max_size=50).filter(any))
def test_rms_squared_equals_the_exact_mean_square(values):
    exact = Fraction(sum(value * value for value in values), len(values))
    assert reference.rms(values) ** 2 == pytest.approx(float(exact), rel=1e-14)


@pytest.mark.parametrize("scale", [1e-200, 1e-160, 1.0, 1e160, 1e200])
def test_rms_neither_overflows_nor_underflows(scale):
    assert reference.rms(np.array([3.0, -4.0]) * scale) == pytest.approx(12.5**0.5 * scale, rel=1e-14)


def test_eps_stands_where_the_convention_says():
    x = np.full(4, 1e-3)
    outside = reference.rms_norm(x, eps=1e-3, convention=PAPER)
    inside = reference.rms_norm(x, eps=1e-6, convention=LLAMA)
    np.testing.assert_allclose(outside, 0.5, rtol=1e-14)
    np.testing.assert_allclose(inside, 0.5**0.5, rtol=1e-14)


def test_gain_offset_makes_a_zero_gain_neutral():
    x = [1.0, 2.0]
    offset = Convention("offset", weight_offset=1, eps=0.0)
    np.testing.assert_array_equal(
        reference.rms_norm(x, weight=[0.0, 0.0], convention=offset), reference.rms_norm(x, eps=0.0)
    )


def test_partial_rms_looks_at_the_first_elements_only():
    half = Convention("half", p=0.5, eps=0.0)
    np.testing.assert_allclose(reference.rms_norm([2.0, 2.0, 100.0, 0.0], convention=half), [1, 1, 50, 0])


def test_missing_eps_and_missing_row_are_refused():
    with pytest.raises(ValueError, match="eps must be given"):
        reference.rms_norm([1.0], convention=TORCH)
    with pytest.raises(ValueError, match="last dimension"):
        reference.rms(3.0)
    with pytest.raises(ValueError, match="last dimension"):
        reference.rms(np.zeros((2, 0)))


@given(seed=seeds, hidden_size=hidden_sizes, convention=conventions, eps=eps_values, log_scale=st.floats(-3, 3))
def test_gradients_equal_float64_autograd(seed, hidden_size, convention, eps, log_scale):
    x = normal(3, hidden_size, seed=seed, scale=10**log_scale).requires_grad_()
    weight = normal(hidden_size, seed=seed + 1).requires_grad_()
    bias = normal(hidden_size, seed=seed + 2).requires_grad_()
    grad = normal(3, hidden_size, seed=seed + 3)

    measured = x[..., : convention.num_rms_elements(hidden_size)]
    mean_square = (measured**2).mean(-1, keepdim=True)
    if convention.eps_placement == "outside":
        normed = x / (mean_square.sqrt() + eps)
    else:
        normed = x / (mean_square + eps).sqrt()
    output = normed * (weight + convention.weight_offset) + bias
    output.backward(grad)

    arguments = as_float64(x), as_float64(weight)
    forward = reference.rms_norm(*arguments, as_float64(bias), eps, convention)
    np.testing.assert_allclose(forward, as_float64(output), rtol=1e-12, atol=1e-12)
    dx, dweight, dbias = reference.rms_norm_backward(as_float64(grad), *arguments, eps, convention)
    tolerance = 1e-11 * np.abs(as_float64(x.grad)).max() + 1e-13 * 10**-log_scale
    np.testing.assert_allclose(dx, as_float64(x.grad), rtol=1e-9, atol=tolerance)
    np.testing.assert_allclose(dweight, as_float64(weight.grad), rtol=1e-10, atol=1e-11)
    np.testing.assert_allclose(dbias, as_float64(bias.grad), rtol=1e-12, atol=1e-12)


def test_gradient_at_a_row_of_zeros_is_the_limit():
    grad, weight = np.array([[1.0, -2.0]]), np.array([3.0, 4.0])
    for convention, slope in ((PAPER, 1 / 1e-4), (LLAMA, 1 / 1e-4**0.5)):
        dx, dweight, _ = reference.rms_norm_backward(grad, np.zeros((1, 2)), weight, 1e-4, convention)
        np.testing.assert_allclose(dx, grad * weight * slope, rtol=1e-14)
        np.testing.assert_array_equal(dweight, 0)


@given(seed=seeds, hidden_size=hidden_sizes, eps=eps_values)
def test_radial_identity(seed, hidden_size, eps):
    """<x, dx> is eps times a positive factor: without eps the gradient is orthogonal to the input."""
    x, grad = as_float64(normal(hidden_size, seed=seed)), as_float64(normal(hidden_size, seed=seed + 1))
    r, g_dot_x = reference.rms(x), grad @ x
    for convention, factor in ((PAPER, eps / (r + eps) ** 2), (LLAMA, eps / (r**2 + eps) ** 1.5)):
        dx, _, _ = reference.rms_norm_backward(grad, x, eps=eps, convention=convention)
        assert x @ dx == pytest.approx(factor * g_dot_x, rel=1e-8, abs=1e-12 * hidden_size)


def test_statistics_ignore_torch_default_dtype():
    assert reference.rms(torch.tensor([3.0, 4.0], dtype=torch.float16)).dtype == np.float64
