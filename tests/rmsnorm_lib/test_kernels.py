"""Error budgets, bitwise properties and gradients of the kernels that run on the CPU."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from rmsnorm_lib import CONVENTIONS, LLAMA, PAPER, TORCH, Convention, add_rms_norm, reference, rms_norm
from rmsnorm_lib.kernels import cpu, native

from .strategies import FLOAT_DTYPES, HALF_DTYPES, as_float64, conventions, hidden_sizes, normal, seeds, ulp

pytestmark = pytest.mark.usefixtures("each_way_to_the_kernel")

BACKENDS = ("eager", "cpu")
FUSED_DTYPES = (torch.float32, *HALF_DTYPES)
HIDDEN_SIZES = (1, 7, 41, 64, 192, 760, 1128, 4096, 5120, 65536, 262144)
PARTIAL = Convention("partial", eps_placement="outside", weight_offset=1, p=0.3, eps=1e-5)
EVERY_CONVENTION = [*CONVENTIONS.values(), PARTIAL]


def name_of(value) -> str:
    return getattr(value, "name", str(value))


def assert_within_budget(result, x, weight, bias, eps, convention):
    """float32: relative error 4e-7. 16 bits: 0.51 ulp if rounded once, 1.51 ulp if also before the gain."""
    exact = reference.rms_norm(as_float64(x), as_float64(weight), as_float64(bias), eps, convention)
    error = np.abs(as_float64(result) - exact)
    if x.dtype == torch.float32:
        budget = 4e-7 * np.abs(exact) + np.finfo(np.float32).smallest_subnormal
    elif x.dtype == torch.float64:
        budget = 1e-14 * np.abs(exact) + np.finfo(np.float64).smallest_subnormal
    else:
        budget = (1.51 if convention.cast == "before_weight" else 0.51) * ulp(exact, x.dtype)
    assert (error <= budget).all(), f"worst: {(error / budget).max():.3f} of the budget"


def test_the_compiled_kernel_is_there():
    assert cpu.load() is not None, "the CPU kernel was not built: is there a C++ compiler?"


@pytest.mark.parametrize("convention", EVERY_CONVENTION, ids=name_of)
@pytest.mark.parametrize("hidden_size", HIDDEN_SIZES)
@pytest.mark.parametrize("backend", BACKENDS)
def test_every_hidden_size_is_within_its_error_budget(backend, hidden_size, convention):
    for dtype in FUSED_DTYPES:
        for num_rows in (1, 199 if hidden_size <= 5120 else 3):
            x = normal(num_rows, hidden_size, seed=hidden_size, dtype=dtype)
            weight = normal(hidden_size, seed=1, dtype=dtype)
            result = rms_norm(x, weight, eps=1e-5, convention=convention, backend=backend)
            assert_within_budget(result, x, weight, None, 1e-5, convention)


@given(
    seed=seeds,
    hidden_size=hidden_sizes,
    dtype=st.sampled_from(FUSED_DTYPES),
    convention=conventions,
    log_scale=st.floats(-20, 18),
    backend=st.sampled_from(BACKENDS),
)
def test_every_scale_is_within_its_error_budget(seed, hidden_size, dtype, convention, log_scale, backend):
    # the composite forms float32 sums of squares, which overflow above 1.8e19 / sqrt(hidden_size)
    log_scale = min(log_scale, 3 if dtype == torch.float16 else 18 if backend == "cpu" else 17)
    x = normal(3, hidden_size, seed=seed, dtype=dtype, scale=10.0**log_scale)
    weight = normal(hidden_size, seed=seed + 1, dtype=dtype)
    result = rms_norm(x, weight, eps=1e-6, convention=convention, backend=backend)
    assert torch.isfinite(result).all()
    assert_within_budget(result, x, weight, None, 1e-6, convention)


@pytest.mark.parametrize("scale", [1e-22, 1e-10, 1.0, 1e10, 1e18])
def test_the_fused_kernel_needs_no_eps(scale):
    x = normal(5, 4096, seed=0, dtype=torch.float32, scale=scale)
    for convention in (PAPER, TORCH):
        assert_within_budget(rms_norm(x, eps=0.0, convention=convention), x, None, None, 0.0, convention)


@pytest.mark.parametrize("backend", BACKENDS)
def test_float16_rows_of_thousands_do_not_overflow(backend):
    x = torch.where(torch.arange(512) % 2 == 0, 1000.0, -1000.0).to(torch.float16).expand(3, 512)
    assert torch.equal(rms_norm(x, eps=1e-6, backend=backend), torch.sign(x))


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("dtype", FUSED_DTYPES)
def test_bias_and_wider_parameters(backend, dtype):
    x = normal(9, 100, seed=0, dtype=dtype)
    weight, bias = normal(100, seed=1, dtype=torch.float32), normal(100, seed=2, dtype=torch.float64)
    result = rms_norm(x, weight, bias, eps=1e-6, convention=PAPER, backend=backend)
    exact = reference.rms_norm(as_float64(x), as_float64(weight), as_float64(bias), 1e-6, PAPER)
    assert result.dtype == dtype
    # gain times row and bias may cancel, so the error is measured against their size
    size = np.abs(exact - as_float64(bias)) + np.abs(as_float64(bias))
    np.testing.assert_array_less(np.abs(as_float64(result) - exact), torch.finfo(dtype).eps * 2 * size)


@given(seed=seeds, dtype=st.sampled_from(FUSED_DTYPES), convention=conventions)
def test_any_strides_give_the_same_bits(seed, dtype, convention):
    base = normal(4, 6, 41, seed=seed, dtype=dtype)
    weight = normal(41, seed=seed + 1, dtype=dtype)
    wide = normal(6, 82, seed=seed, dtype=dtype)
    views = (base.transpose(0, 1), base[1::2], wide[:, ::2], wide[:, 41:], wide[:1, :41].expand(5, 41), wide[:, :41])
    for view in (*views, normal(41, 5, seed=seed, dtype=dtype).T, weight):
        expected = rms_norm(view.contiguous(), weight, convention=convention)
        assert torch.equal(rms_norm(view, weight, convention=convention), expected)


@pytest.mark.parametrize("hidden_size", [41, 4096, 65536])
@pytest.mark.parametrize("dtype", FUSED_DTYPES)
@pytest.mark.parametrize("convention", EVERY_CONVENTION, ids=name_of)
def test_a_row_has_the_same_bits_wherever_it_stands(convention, dtype, hidden_size):
    num_rows = 199 if hidden_size < 65536 else 5
    x, weight = normal(num_rows, hidden_size, seed=0, dtype=dtype), normal(hidden_size, seed=1, dtype=dtype)
    together = rms_norm(x, weight, convention=convention)
    assert torch.equal(together, rms_norm(x, weight, convention=convention))
    assert torch.equal(together.flip(0), rms_norm(x.flip(0), weight, convention=convention))
    for row in (0, num_rows // 2, num_rows - 1):
        assert torch.equal(together[row], rms_norm(x[row], weight, convention=convention))
        assert torch.equal(together[row : row + 1], rms_norm(x[row : row + 1], weight, convention=convention))


def gradients(x, weight, bias, grad, convention, backend, eps=1e-5):
    tensors = [None if one is None else one.detach().clone().requires_grad_() for one in (x, weight, bias)]
    rms_norm(*tensors, eps=eps, convention=convention, backend=backend).backward(grad)
    return [None if one is None else one.grad for one in tensors]


def test_results_do_not_depend_on_the_number_of_threads():
    x, weight, grad = (
        normal(*shape, seed=s, dtype=torch.float32) for s, shape in enumerate([(300, 768), (768,), (300, 768)])
    )
    before = torch.get_num_threads()
    try:
        found = []
        for num_threads in (1, 2, 3):
            torch.set_num_threads(num_threads)
            found.append((rms_norm(x, weight), *gradients(x, weight, weight, grad, PAPER, "cpu")))
    finally:
        torch.set_num_threads(before)
    for other in found[1:]:
        for first, second in zip(found[0], other, strict=True):
            assert torch.equal(first, second)


@given(
    seed=seeds,
    num_rows=st.sampled_from([1, 2, 17, 199]),
    hidden_size=hidden_sizes,
    convention=conventions,
    log_scale=st.floats(-6, 6),
    backend=st.sampled_from(BACKENDS),
)
@settings(max_examples=200)
def test_float32_gradients_equal_the_closed_form(seed, num_rows, hidden_size, convention, log_scale, backend):
    x = normal(num_rows, hidden_size, seed=seed, dtype=torch.float32, scale=10.0**log_scale)
    weight, bias = (normal(hidden_size, seed=seed + i, dtype=torch.float32) for i in (1, 2))
    grad = normal(num_rows, hidden_size, seed=seed + 3, dtype=torch.float32)
    dx, dweight, dbias = gradients(x, weight, bias, grad, convention, backend)
    exact_dx, exact_dweight, exact_dbias = reference.rms_norm_backward(
        as_float64(grad), as_float64(x), as_float64(weight), 1e-5, convention
    )
    # dx is a difference of two terms; its error is a fraction of the terms, not of the difference
    gain = as_float64(weight) + convention.weight_offset
    ones = reference.rms_norm_backward(np.abs(as_float64(grad) * gain), np.abs(as_float64(x)), None, 1e-5, convention)[
        0
    ]
    r = reference.rms(as_float64(x)[..., : convention.num_rms_elements(hidden_size)], keepdims=True)
    scale = 1 / (r + 1e-5) if convention.eps_placement == "outside" else 1 / np.sqrt(r**2 + 1e-5)
    first_term = scale * np.abs(as_float64(grad) * gain)
    terms = first_term + np.abs(ones - first_term)
    np.testing.assert_array_less(np.abs(as_float64(dx) - exact_dx), 2e-6 * terms + 1e-30)
    size = np.abs(as_float64(grad) * as_float64(x) * scale).max()
    np.testing.assert_allclose(as_float64(dweight), exact_dweight, rtol=0, atol=5e-6 * np.sqrt(num_rows) * size + 1e-30)
    np.testing.assert_allclose(as_float64(dbias), exact_dbias, rtol=0, atol=5e-6 * np.sqrt(num_rows) * 6)


@pytest.mark.parametrize("dtype", HALF_DTYPES)
@pytest.mark.parametrize("convention", EVERY_CONVENTION, ids=name_of)
def test_half_precision_gradients_are_rounded_once(convention, dtype):
    x, weight, grad = (normal(*shape, seed=s, dtype=dtype) for s, shape in enumerate([(64, 256), (256,), (64, 256)]))
    dx, dweight, _ = gradients(x, weight, None, grad, convention, "cpu")
    exact_dx, exact_dweight, _ = reference.rms_norm_backward(
        as_float64(grad), as_float64(x), as_float64(weight), 1e-5, convention
    )
    tiny = 1e-5 * np.abs(exact_dx).max()
    assert (np.abs(as_float64(dx) - exact_dx) <= 0.51 * ulp(exact_dx, dtype) + tiny).all()
    assert (np.abs(as_float64(dweight) - exact_dweight) <= 0.51 * ulp(exact_dweight, dtype) + 1e-5).all()


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("convention", EVERY_CONVENTION, ids=name_of)
def test_zero_rows_have_finite_gradients(backend, convention):
    x = torch.zeros(3, 8)
    x[1] = torch.arange(8)
    weight, grad = normal(8, seed=0, dtype=torch.float32), normal(3, 8, seed=1, dtype=torch.float32)
    found = gradients(x, weight, None, grad, convention, backend, eps=1e-4)
    exact = reference.rms_norm_backward(as_float64(grad), as_float64(x), as_float64(weight), 1e-4, convention)
    for ours, theirs in zip(found[:2], exact[:2], strict=True):
        np.testing.assert_allclose(as_float64(ours), theirs, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("backend", BACKENDS)
def test_no_rows_at_all(backend):
    x = torch.zeros(0, 7, requires_grad=True)
    weight = torch.ones(7, requires_grad=True)
    result = rms_norm(x, weight, backend=backend)
    result.sum().backward()
    assert result.shape == x.grad.shape == (0, 7)
    assert torch.equal(weight.grad, torch.zeros(7))


@pytest.mark.parametrize("convention", EVERY_CONVENTION, ids=name_of)
def test_the_gradient_is_nearly_orthogonal_to_the_input(convention):
    """Radial identity: <x, dx> vanishes with eps, because the output does not change when the input is scaled."""
    x, grad = normal(20, 256, seed=0, dtype=torch.float32), normal(20, 256, seed=1, dtype=torch.float32)
    dx, _, _ = gradients(x, None, None, grad, convention, "cpu", eps=0.0)
    radial = (x.double() * dx.double()).sum(-1).abs()
    assert (radial / (x.norm(dim=-1) * dx.norm(dim=-1))).max() < 1e-5


@given(
    seed=seeds, dtype=st.sampled_from(FLOAT_DTYPES), convention=conventions, backend=st.sampled_from(["auto", "eager"])
)
def test_fused_addition_equals_adding_first(seed, dtype, convention, backend):
    x, residual = normal(5, 41, seed=seed, dtype=dtype), normal(5, 41, seed=seed + 1, dtype=dtype)
    weight, bias = normal(41, seed=seed + 2, dtype=dtype), normal(41, seed=seed + 3, dtype=dtype)
    results, found = [], []
    for fused in (True, False):
        tensors = [one.clone().requires_grad_() for one in (x, residual, weight, bias)]
        if fused:
            normed, total = add_rms_norm(*tensors, convention=convention, backend=backend)
        else:
            total = tensors[0] + tensors[1]
            normed = rms_norm(total, *tensors[2:], convention=convention, backend=backend)
        (normed.double().square().sum() + (3 * total.double()).sum()).backward()
        results.append((normed, total))
        found.append([one.grad for one in tensors])
    for first, second in zip(*results, strict=True):
        assert torch.equal(first, second)
    for first, second in zip(*found, strict=True):
        torch.testing.assert_close(first, second, rtol=4 * torch.finfo(dtype).eps, atol=8 * torch.finfo(dtype).eps)


def test_fused_addition_without_gradients_and_with_one():
    x, residual = normal(3, 8, seed=0, dtype=torch.float32), normal(3, 8, seed=1, dtype=torch.float32)
    with torch.no_grad():
        normed, total = add_rms_norm(x, residual)
    assert torch.equal(total, x + residual)
    assert torch.equal(normed, rms_norm(total))
    residual.requires_grad_()
    normed, total = add_rms_norm(x, residual)
    (normed.sum() + total.sum()).backward()
    assert residual.grad is not None
    assert x.grad is None


@pytest.mark.parametrize("convention", [PAPER, LLAMA, PARTIAL], ids=name_of)
def test_second_derivatives_are_those_of_the_composite(convention):
    found = []
    for backend in BACKENDS:
        tensors = [
            normal(*shape, seed=seed, dtype=torch.float32).requires_grad_()
            for seed, shape in enumerate([(4, 16), (16,), (16,)])
        ]
        output = rms_norm(*tensors, eps=1e-2, convention=convention, backend=backend)
        first = torch.autograd.grad(output.square().sum(), tensors, create_graph=True)
        found.append(torch.autograd.grad(sum(one.square().sum() for one in first), tensors))
    for ours, theirs in zip(*found, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("dtype", FUSED_DTYPES)
def test_the_backward_pass_keeps_little_more_than_the_input(dtype):
    x = normal(256, 1024, seed=0, dtype=dtype).requires_grad_()
    weight = torch.ones(1024, dtype=dtype, requires_grad=True)

    def saved_bytes(function) -> int:
        storages = {}
        with torch.autograd.graph.saved_tensors_hooks(
            lambda one: storages.setdefault(one.untyped_storage().data_ptr(), one.untyped_storage().nbytes()),
            lambda _: None,
        ):
            function()
        return sum(storages.values())

    input_bytes = x.numel() * x.element_size()
    assert saved_bytes(lambda: rms_norm(x, weight, eps=1e-6)) <= 1.01 * input_bytes
    assert saved_bytes(lambda: F.rms_norm(x, (1024,), weight, 1e-6)) >= 1.9 * input_bytes


def test_without_the_compiled_kernel_the_composite_is_used(monkeypatch):
    x = normal(3, 64, seed=0, dtype=torch.float32)
    expected = rms_norm(x, backend="eager")
    monkeypatch.setattr(cpu, "is_available", lambda: False)
    monkeypatch.setattr(native, "load", lambda: None)
    assert torch.equal(rms_norm(x), expected)
    with pytest.raises(ValueError, match=r"backend='cpu' cannot be used: the compiled kernel is missing"):
        rms_norm(x, backend="cpu")


def test_a_kernel_file_that_cannot_be_loaded_is_no_kernel(monkeypatch, tmp_path):
    (tmp_path / "_cpu_avx2.so").write_text("not a library")
    monkeypatch.setattr(cpu, "__file__", str(tmp_path / "cpu.py"))
    assert cpu.load.__wrapped__() is None


@pytest.mark.parametrize(
    ("backend", "x", "reason"),
    [
        ("cpu", torch.ones(3, dtype=torch.float64), "x must not be torch.float64"),
        ("cpu", torch.ones(3, device="meta"), "x must be on the CPU, got meta"),
        ("triton", torch.ones(3, dtype=torch.float64), "x must not be torch.float64"),
        ("triton", torch.ones(3, device="meta"), "x must be on a CUDA device, got meta"),
    ],
)
def test_an_impossible_backend_is_refused_with_its_reason(backend, x, reason):
    with pytest.raises(ValueError, match=f"backend='{backend}' cannot be used: .*{reason}"):
        rms_norm(x, backend=backend)
