import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st

from rmsnorm_lib import (
    CONVENTIONS,
    GEMMA,
    LLAMA,
    PAPER,
    TORCH,
    Convention,
    add_rms_norm,
    get_device,
    layer_norm,
    reference,
    rms,
    rms_norm,
)
from rmsnorm_lib.functional import resolve_eps
from rmsnorm_lib.kernels import eager

from .strategies import (
    FLOAT_DTYPES,
    HALF_DTYPES,
    as_float64,
    conventions,
    eps_values,
    hidden_sizes,
    leading_shapes,
    log10_scales,
    normal,
    seeds,
)

# Half an ulp of rounding at the end plus what float32 statistics add; one rounding more when the cast comes first
RELATIVE_ERROR = {torch.float64: 1e-14, torch.float32: 4e-7, torch.float16: 2**-11, torch.bfloat16: 2**-8}


@given(
    seed=seeds,
    leading_shape=leading_shapes,
    hidden_size=hidden_sizes,
    dtype=st.sampled_from(FLOAT_DTYPES),
    convention=conventions,
    eps=st.one_of(st.none(), eps_values),
    log_scale=log10_scales,
)
def test_rms_norm_equals_the_reference(seed, leading_shape, hidden_size, dtype, convention, eps, log_scale):
    scale = min(10**log_scale, 1e3) if dtype == torch.float16 else 10**log_scale
    x = normal(*leading_shape, hidden_size, seed=seed, dtype=dtype, scale=scale)
    weight = normal(hidden_size, seed=seed + 1, dtype=dtype)
    before = x.clone()

    result = rms_norm(x, weight, eps=eps, convention=convention)

    assert result.shape == x.shape
    assert result.dtype == dtype
    torch.testing.assert_close(x, before, rtol=0, atol=0)
    used_eps = resolve_eps(eps, convention, dtype)
    expected = reference.rms_norm(as_float64(x), as_float64(weight), None, used_eps, convention)
    roundings = 2 if convention.cast == "before_weight" and dtype in HALF_DTYPES else 1
    tiny = torch.finfo(dtype).smallest_normal * 2
    tolerance = roundings * RELATIVE_ERROR[dtype] * 1.01
    np.testing.assert_allclose(as_float64(result), expected, rtol=tolerance, atol=tiny * 4)


@given(seed=seeds, hidden_size=hidden_sizes, dtype=st.sampled_from(FLOAT_DTYPES), use_weight=st.booleans())
def test_torch_convention_equals_torch(seed, hidden_size, dtype, use_weight):
    x = normal(5, hidden_size, seed=seed, dtype=dtype)
    weight = normal(hidden_size, seed=seed + 1, dtype=dtype) if use_weight else None
    for eps in (None, 1e-3):
        expected = F.rms_norm(x, (hidden_size,), weight, eps)
        ulp = torch.finfo(dtype).eps
        torch.testing.assert_close(rms_norm(x, weight, eps=eps, backend="eager"), expected, rtol=ulp, atol=0)
        # both round the exact value, in float32 after two or three operations
        torch.testing.assert_close(rms_norm(x, weight, eps=eps), expected, rtol=4 * ulp, atol=0)


@pytest.mark.parametrize("dtype", FLOAT_DTYPES)
def test_default_eps_is_that_of_torch(dtype):
    tiny_row = torch.full((4,), 1e-4, dtype=dtype)
    torch.testing.assert_close(rms_norm(tiny_row), F.rms_norm(tiny_row, (4,)), rtol=torch.finfo(dtype).eps, atol=0)
    assert (
        resolve_eps(None, TORCH, dtype) == torch.finfo(torch.float64 if dtype == torch.float64 else torch.float32).eps
    )


@pytest.mark.parametrize("dtype", HALF_DTYPES)
def test_cast_order_is_that_of_the_convention(dtype):
    x, weight = normal(64, 256, seed=0, dtype=dtype), normal(256, seed=1, dtype=dtype)
    h = x.float()
    normed = h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + 1e-6)
    before = weight * normed.to(dtype)
    after = (normed * weight.float()).to(dtype)
    one_plus = (normed * (1 + weight.float())).to(dtype)
    assert not torch.equal(before, after)
    for convention, expected in ((LLAMA, before), (TORCH, after), (GEMMA, one_plus)):
        assert torch.equal(rms_norm(x, weight, eps=1e-6, convention=convention, backend="eager"), expected)
        # A fused kernel's statistics are more exact; that moves a few values to the other side of a tie
        fused = rms_norm(x, weight, eps=1e-6, convention=convention)
        assert (fused != expected).float().mean() < 0.001


@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=lambda one: one.name)
def test_a_wider_gain_does_not_widen_the_output(convention):
    x, weight = normal(2, 8, seed=0, dtype=torch.bfloat16), normal(8, seed=1, dtype=torch.float32)
    assert rms_norm(x, weight, weight, convention=convention).dtype == torch.bfloat16


def test_half_precision_squares_do_not_overflow():
    x = torch.tensor([1000.0, -1000.0, 500.0, 0.0], dtype=torch.float16)
    expected = reference.rms_norm(as_float64(x), eps=1e-6, convention=LLAMA)
    np.testing.assert_allclose(as_float64(rms_norm(x, eps=1e-6)), expected, rtol=2**-11)
    assert rms(x).item() == pytest.approx(reference.rms(as_float64(x)), rel=2**-11)


@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=lambda one: one.name)
@pytest.mark.parametrize("dtype", FLOAT_DTYPES)
def test_a_row_of_zeros_gives_the_bias_and_finite_gradients(convention, dtype):
    x = torch.zeros(2, 4, dtype=dtype, requires_grad=True)
    weight = torch.ones(4, dtype=dtype, requires_grad=True)
    bias = torch.arange(4, dtype=dtype)
    result = rms_norm(x, weight, bias, eps=1e-3, convention=convention)
    assert torch.equal(result, bias.expand(2, 4))
    result.sum().backward()
    gain = 1 + convention.weight_offset
    slope = gain / (1e-3 if convention.eps_placement == "outside" else 1e-3**0.5)
    expected = torch.full_like(x, slope)
    torch.testing.assert_close(x.grad, expected, rtol=2 * torch.finfo(dtype).eps, atol=0)
    assert torch.equal(weight.grad, torch.zeros_like(weight))


@pytest.mark.parametrize("placement", ["outside", "inside"])
@pytest.mark.parametrize("p", [1.0, 0.4])
@pytest.mark.parametrize("offset", [0, 1])
def test_gradcheck(placement, p, offset):
    convention = Convention("any", eps_placement=placement, p=p, weight_offset=offset)
    tensors = [normal(*shape, seed=seed).requires_grad_() for seed, shape in enumerate([(3, 5), (5,), (5,)])]

    def call(x, weight, bias):
        return rms_norm(x, weight, bias, eps=1e-3, convention=convention)

    assert torch.autograd.gradcheck(call, tensors)
    assert torch.autograd.gradgradcheck(call, tensors)


@given(seed=seeds, hidden_size=hidden_sizes, convention=conventions, eps=eps_values)
def test_gradients_equal_the_reference(seed, hidden_size, convention, eps):
    x = normal(4, hidden_size, seed=seed, dtype=torch.float32).requires_grad_()
    weight = normal(hidden_size, seed=seed + 1, dtype=torch.float32).requires_grad_()
    grad = normal(4, hidden_size, seed=seed + 2, dtype=torch.float32)
    rms_norm(x, weight, eps=eps, convention=convention).backward(grad)
    dx, dweight, _ = reference.rms_norm_backward(as_float64(grad), as_float64(x), as_float64(weight), eps, convention)
    # the input's gradient is a difference of two terms; its error is measured against the larger of them
    r = reference.rms(as_float64(x)[..., : convention.num_rms_elements(hidden_size)], keepdims=True)
    size = (
        np.abs(as_float64(grad) * (as_float64(weight) + convention.weight_offset)).max() * np.abs(as_float64(x)).max()
    )
    floor = eps if convention.eps_placement == "outside" else eps**0.5
    np.testing.assert_allclose(
        as_float64(x.grad), dx, rtol=1e-4, atol=2e-5 * size * hidden_size / (r.min() + floor) ** 2
    )
    np.testing.assert_allclose(as_float64(weight.grad), dweight, rtol=1e-5, atol=1e-5 * np.abs(dweight).max())


@given(seed=seeds, num_rows=st.integers(1, 9), convention=conventions)
def test_a_row_does_not_depend_on_its_neighbours(seed, num_rows, convention):
    x, weight = normal(num_rows, 41, seed=seed, dtype=torch.float32), normal(41, seed=seed + 1, dtype=torch.float32)
    together = rms_norm(x, weight, convention=convention)
    for row in range(num_rows):
        alone = rms_norm(x[row], weight, convention=convention)
        torch.testing.assert_close(together[row], alone, rtol=3e-7, atol=1e-7)


def test_strides_do_not_matter():
    base = normal(6, 5, 8, seed=3, dtype=torch.float32)
    for view in (base.transpose(0, 1), base[::2, :, ::2], base[:1].expand(6, 5, 8), base.flip(-1)):
        torch.testing.assert_close(rms_norm(view), rms_norm(view.contiguous()), rtol=3e-7, atol=1e-7)


@given(
    seed=seeds,
    dtype=st.sampled_from(FLOAT_DTYPES),
    dim=st.sampled_from([-1, 0, 1, (0, 2), (-1, 1), (0, 1, 2)]),
    keepdim=st.booleans(),
)
def test_rms_reduces_any_dimension(seed, dtype, dim, keepdim):
    x = normal(3, 4, 5, seed=seed, dtype=dtype)
    axes = dim if isinstance(dim, tuple) else (dim,)
    expected = np.sqrt(np.mean(as_float64(x) ** 2, axis=axes, keepdims=keepdim))
    result = rms(x, dim, keepdim)
    assert result.dtype == dtype
    assert result.shape == expected.shape
    np.testing.assert_allclose(as_float64(result), expected, rtol=1.01 * RELATIVE_ERROR[dtype])


@pytest.mark.parametrize("dtype", FLOAT_DTYPES)
def test_layer_norm_removes_the_mean(dtype):
    x, weight, bias = (
        normal(7, 64, seed=0, dtype=dtype),
        normal(64, seed=1, dtype=dtype),
        normal(64, seed=2, dtype=dtype),
    )
    h = as_float64(x)
    centred = h - h.mean(-1, keepdims=True)
    expected = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5) * as_float64(weight) + as_float64(bias)
    result = layer_norm(x, weight, bias)
    assert result.dtype == dtype
    np.testing.assert_allclose(
        as_float64(result), expected, rtol=4 * RELATIVE_ERROR[dtype], atol=4 * RELATIVE_ERROR[dtype]
    )


def test_add_rms_norm_normalizes_the_sum_and_differentiates_both_outputs():
    tensors = [normal(*shape, seed=seed).requires_grad_() for seed, shape in enumerate([(3, 5), (3, 5), (5,), (5,)])]
    x, residual, weight, bias = tensors
    normed, new_residual = add_rms_norm(x, residual, weight, bias, convention=PAPER)
    assert torch.equal(new_residual, x + residual)
    assert torch.equal(normed, rms_norm(x + residual, weight, bias, convention=PAPER))
    assert torch.autograd.gradcheck(lambda *given: add_rms_norm(*given, eps=1e-2, convention=PAPER), tensors)


X = torch.ones(2, 4)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: rms_norm([1.0, 2.0]), TypeError, r"x must be a torch.Tensor, got list"),
        (lambda: rms_norm(torch.ones(4, dtype=torch.int64)), TypeError, r"x must have one of the dtypes .*torch.int64"),
        (lambda: rms_norm(torch.ones(4, dtype=torch.complex64)), TypeError, r"x must .*torch.complex64"),
        (lambda: rms_norm(torch.tensor(1.0)), ValueError, "x must have at least one dimension"),
        (lambda: rms_norm(torch.ones(3, 0)), ValueError, r"x must have a last dimension of at least 1.*\(3, 0\)"),
        (lambda: rms_norm(X, torch.ones(3)), ValueError, r"weight must have shape \(4,\).*got \(3,\)"),
        (lambda: rms_norm(X, torch.ones(2, 4)), ValueError, r"weight must have shape \(4,\)"),
        (lambda: rms_norm(X, torch.ones(4, dtype=torch.int32)), TypeError, "weight must have one of the dtypes"),
        (lambda: rms_norm(X, None, torch.ones(5)), ValueError, "bias must have shape"),
        (
            lambda: rms_norm(X, torch.ones(4, device="meta")),
            ValueError,
            "weight must be on the device of x, cpu, got meta",
        ),
        (lambda: rms_norm(X, eps=-1e-6), ValueError, "eps must be finite and at least 0, got -1e-06"),
        (lambda: rms_norm(X, eps=math.inf), ValueError, "eps must be finite"),
        (lambda: rms_norm(X, eps=math.nan), ValueError, "eps must be finite"),
        (lambda: rms_norm(X, eps="small"), TypeError, "eps must be a real number"),
        (lambda: rms_norm(X, backend="magic"), ValueError, r"backend must be one of \(.*\), got 'magic'"),
        (lambda: rms(torch.arange(4)), TypeError, "x must have one of the dtypes"),
        (lambda: rms(torch.tensor(1.0)), ValueError, "x must have at least one dimension"),
        (lambda: rms(torch.ones(3, 0)), ValueError, "dim must name dimensions with at least one element"),
        (lambda: rms(X, dim=()), ValueError, "dim must name at least one dimension"),
        (lambda: rms(X, dim=2), IndexError, "out of range"),
        (lambda: layer_norm(X, torch.ones(3)), ValueError, "weight must have shape"),
        (lambda: layer_norm(X, eps=-1.0), ValueError, "eps must be finite"),
        (lambda: add_rms_norm(X, torch.ones(4)), ValueError, "residual must have the shape of x"),
        (lambda: add_rms_norm(X, X.double()), ValueError, "residual must have the dtype of x"),
        (lambda: add_rms_norm(X, X.to("meta")), ValueError, "residual must have the device of x"),
    ],
)
def test_bad_input_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_backend_can_be_forced():
    x = normal(33, 192, seed=0, dtype=torch.float32)
    composite = eager.rms_norm(x, None, None, 1e-6, TORCH)
    assert torch.equal(rms_norm(x, eps=1e-6, backend="eager"), composite)
    assert not torch.equal(rms_norm(x, eps=1e-6, backend="cpu"), composite)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
@pytest.mark.parametrize("dtype", FLOAT_DTYPES)
def test_cuda_input_is_normalized_on_its_device(dtype):
    assert get_device().type == "cuda"
    x, weight = normal(33, 192, seed=0, dtype=dtype).cuda(), normal(192, seed=1, dtype=dtype).cuda()
    for convention in CONVENTIONS.values():
        result = rms_norm(x, weight, eps=1e-5, convention=convention)
        assert result.device == x.device
        expected = reference.rms_norm(as_float64(x), as_float64(weight), None, 1e-5, convention)
        np.testing.assert_allclose(as_float64(result), expected, rtol=2.1 * RELATIVE_ERROR[dtype], atol=1e-6)


def test_device_is_the_cpu_where_there_is_no_gpu(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert get_device() == torch.device("cpu")
