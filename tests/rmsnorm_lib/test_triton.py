"""The Triton kernels: on a GPU where there is one, otherwise in Triton's interpreter, which runs them in NumPy."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
import triton.language as tl
from hypothesis import given, settings
from hypothesis import strategies as st
from triton.runtime.interpreter import InterpreterBuilder, TensorHandle

from rmsnorm_lib import CONVENTIONS, GEMMA, LLAMA, PAPER, T5, TORCH, Convention, add_rms_norm, reference, rms_norm
from rmsnorm_lib.kernels import eager
from rmsnorm_lib.kernels import triton as kernels

from .strategies import HALF_DTYPES, as_float64, conventions, eps_values, log10_scales, normal, seeds, ulp

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
DTYPES = (torch.float32, *HALF_DTYPES)

hidden_sizes = st.sampled_from([1, 7, 41, 192, 1128])
nums_rows = st.sampled_from([1, 2, 17])
parameter_dtypes = st.sampled_from([None, *DTYPES])
by_name = pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=lambda one: one.name)


@pytest.fixture(autouse=True, scope="module")
def interpreter_rounds_as_a_gpu():
    """The interpreter cuts float32 off to bfloat16, where a GPU rounds to the nearest."""
    original = InterpreterBuilder.cast_impl

    def cast_impl(self, source, dtype):
        if (source.dtype.scalar, dtype.scalar) == (tl.float32, tl.bfloat16):
            rounded = torch.from_numpy(np.array(source.data, dtype=np.float32)).bfloat16()
            return TensorHandle(rounded.view(torch.uint16).numpy(), tl.bfloat16)
        return original(self, source, dtype)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(InterpreterBuilder, "cast_impl", cast_impl)
        yield


def tensor(*shape: int, seed: int, dtype: torch.dtype | None, scale: float = 1.0) -> torch.Tensor | None:
    return None if dtype is None else normal(*shape, seed=seed, dtype=dtype, scale=scale).to(DEVICE)


def assert_within(got: torch.Tensor, expected: np.ndarray, tolerance: np.ndarray) -> None:
    excess = np.abs(as_float64(got) - expected) - tolerance
    assert got.shape == expected.shape
    assert np.isfinite(as_float64(got)).all()
    assert (excess <= 0).all(), f"beyond the tolerance by {excess.max()}"


def assert_forward(y, x, weight, bias, eps, convention) -> None:
    """float32 within 4e-7; halves within 0.51 ulp, or 1.51 where the row is rounded before the gain."""
    product = reference.rms_norm(as_float64(x), as_float64(weight), None, eps, convention)
    expected = product + (0.0 if bias is None else as_float64(bias))
    assert y.dtype == x.dtype
    if x.dtype == torch.float32:
        tolerance = 4e-7 * (np.abs(product) + np.abs(expected - product))
    else:
        tolerance = 0.51 * ulp(expected, x.dtype)
        if bias is not None:
            tolerance += 4e-7 * (np.abs(product) + np.abs(expected - product))
        if convention.cast == "before_weight" and weight is not None:
            tolerance += (1.0 if bias is None else 1.5) * ulp(product, x.dtype)
        elif convention.cast == "before_weight" and bias is not None:
            tolerance += 0.51 * ulp(product, x.dtype)
    assert_within(y, expected, tolerance + 4 * torch.finfo(torch.float32).smallest_normal)


def assert_backward(gradients, grad, x, weight, eps, convention, grad_residual=None) -> None:
    """Errors are measured against the sum of the magnitudes of the terms that each gradient is a sum of."""
    dx, dweight, dbias = gradients
    expected_dx, expected_dweight, expected_dbias = reference.rms_norm_backward(
        as_float64(grad), as_float64(x), as_float64(weight), eps, convention
    )
    x64, grad64 = as_float64(x), as_float64(grad)
    normed = reference.rms_norm(x64, None, None, eps, convention)
    gain = 1.0 if weight is None else as_float64(weight) + convention.weight_offset
    k = convention.num_rms_elements(x.shape[-1])
    r = reference.rms(x64[..., :k], keepdims=True)
    scale = 1 / (r + eps) if convention.eps_placement == "outside" else 1 / np.sqrt(r**2 + eps)
    direction = x64 / np.where(r > 0, r, 1) if convention.eps_placement == "outside" else normed
    slope = np.sum(np.abs(grad64 * gain * normed), axis=-1, keepdims=True) / k
    size = scale * (np.abs(grad64 * gain) + np.abs(direction) * slope)
    if grad_residual is not None:
        expected_dx = expected_dx + as_float64(grad_residual)
        size += np.abs(as_float64(grad_residual))
    assert dx.dtype == x.dtype
    assert_within(dx, expected_dx, 1e-6 * size + 0.51 * ulp(expected_dx, x.dtype))
    if dweight is not None:
        size = np.abs(grad64 * normed).reshape(-1, x.shape[-1]).sum(0)
        assert_within(dweight, expected_dweight, 1e-6 * size + 0.51 * ulp(expected_dweight, dweight.dtype))
    if dbias is not None:
        size = np.abs(grad64).reshape(-1, x.shape[-1]).sum(0)
        assert_within(dbias, expected_dbias, 1e-6 * size + 0.51 * ulp(expected_dbias, dbias.dtype))


def run_both(x, weight, bias, grad, eps, convention) -> list[torch.Tensor]:
    """Every tensor that the two kernels compute."""
    y, rms, _ = kernels.forward(x, weight, bias, eps, convention)
    gradients = kernels.backward(grad, x, weight, rms, eps, convention, weight is not None, bias is not None)
    return [one for one in (y, rms, *gradients) if one is not None]


@given(
    seed=seeds,
    num_rows=nums_rows,
    hidden_size=hidden_sizes,
    dtype=st.sampled_from(DTYPES),
    weight_dtype=parameter_dtypes,
    bias_dtype=parameter_dtypes,
    convention=conventions,
    eps=eps_values,
    log_scale=log10_scales,
)
@settings(max_examples=200)
def test_forward_equals_the_reference(
    seed, num_rows, hidden_size, dtype, weight_dtype, bias_dtype, convention, eps, log_scale
):
    scale = min(10**log_scale, 1e3) if dtype == torch.float16 else 10**log_scale
    x = tensor(num_rows, hidden_size, seed=seed, dtype=dtype, scale=scale)
    weight = tensor(hidden_size, seed=seed + 1, dtype=weight_dtype)
    bias = tensor(hidden_size, seed=seed + 2, dtype=bias_dtype)
    y, rms, new_residual = kernels.forward(x, weight, bias, eps, convention)
    assert new_residual is None
    assert_forward(y, x, weight, bias, eps, convention)
    expected_rms = reference.rms(as_float64(x)[..., : convention.num_rms_elements(hidden_size)])
    assert rms.dtype == torch.float32
    np.testing.assert_allclose(as_float64(rms), expected_rms, rtol=3e-7)


@given(
    seed=seeds,
    num_rows=nums_rows,
    hidden_size=hidden_sizes,
    dtype=st.sampled_from(DTYPES),
    weight_dtype=parameter_dtypes,
    convention=conventions,
    eps=st.floats(1e-8, 1.0),
    log_scale=st.floats(-2, 2),
    need_weight=st.booleans(),
    need_bias=st.booleans(),
    with_residual=st.booleans(),
)
@settings(max_examples=200)
def test_backward_equals_the_reference(
    seed,
    num_rows,
    hidden_size,
    dtype,
    weight_dtype,
    convention,
    eps,
    log_scale,
    need_weight,
    need_bias,
    with_residual,
):
    x = tensor(num_rows, hidden_size, seed=seed, dtype=dtype, scale=10**log_scale)
    weight = tensor(hidden_size, seed=seed + 1, dtype=weight_dtype)
    # Small gradients, so that those of tiny rows stay within float16
    grad = tensor(num_rows, hidden_size, seed=seed + 2, dtype=dtype, scale=1e-2)
    grad_residual = tensor(num_rows, hidden_size, seed=seed + 3, dtype=dtype) if with_residual else None
    need_weight = need_weight and weight is not None
    _, rms, _ = kernels.forward(x, weight, None, eps, convention)
    gradients = kernels.backward(grad, x, weight, rms, eps, convention, need_weight, need_bias, grad_residual)
    assert (gradients[1] is not None) == need_weight
    assert (gradients[2] is not None) == need_bias
    assert all(one is None or one.dtype == torch.float32 for one in gradients[1:])
    assert_backward(gradients, grad, x, weight, eps, convention, grad_residual)


@given(seed=seeds, num_rows=nums_rows, hidden_size=hidden_sizes, dtype=st.sampled_from(DTYPES), convention=conventions)
def test_fused_add_normalizes_the_rounded_sum(seed, num_rows, hidden_size, dtype, convention):
    x, residual = (tensor(num_rows, hidden_size, seed=seed + i, dtype=dtype) for i in range(2))
    weight, bias = (tensor(hidden_size, seed=seed + i, dtype=dtype) for i in (2, 3))
    y, rms, new_residual = kernels.forward(x, weight, bias, 1e-5, convention, residual)
    assert torch.equal(new_residual, x + residual)
    assert_forward(y, x + residual, weight, bias, 1e-5, convention)
    expected_y, expected_rms, _ = kernels.forward(x + residual, weight, bias, 1e-5, convention)
    assert torch.equal(y, expected_y)
    assert torch.equal(rms, expected_rms)
    without_rms = kernels.forward(x, weight, bias, 1e-5, convention, residual, need_rms=False)
    assert torch.equal(without_rms[0], y)
    assert without_rms[1] is None


@pytest.mark.parametrize("dtype", HALF_DTYPES)
@pytest.mark.parametrize("weight_dtype", [*HALF_DTYPES, torch.float32])
@pytest.mark.parametrize("with_bias", [False, True])
def test_rounding_happens_where_the_eager_kernel_rounds(dtype, weight_dtype, with_bias):
    x, weight = tensor(16, 256, seed=0, dtype=dtype), tensor(256, seed=1, dtype=weight_dtype)
    bias = tensor(256, seed=2, dtype=dtype) if with_bias else None
    expected = {}
    for convention in (TORCH, LLAMA, GEMMA, T5, Convention("any", weight_offset=1, cast="before_weight")):
        expected[convention] = eager.rms_norm(x, weight, bias, 1e-6, convention)
        y, _, _ = kernels.forward(x, weight, bias, 1e-6, convention)
        # Sums in another order may tip a rounding now and then; rounding elsewhere changes every fifth element
        assert (y != expected[convention]).double().mean() < 0.005
    assert (expected[TORCH] != expected[LLAMA]).double().mean() > 0.05


@by_name
@pytest.mark.parametrize("dtype", DTYPES)
def test_long_rows_are_taken_block_by_block(convention, dtype, monkeypatch):
    monkeypatch.setattr(kernels, "LARGEST_FORWARD_BLOCK", 64)
    monkeypatch.setattr(kernels, "LARGEST_BACKWARD_BLOCK", 32)
    for num_rows, hidden_size, p in ((1, 65, 1.0), (17, 192, 0.4), (5, 300, 1.0)):
        partial = Convention("any", convention.eps_placement, convention.weight_offset, convention.cast, p)
        x, residual, grad, grad_residual = (
            tensor(num_rows, hidden_size, seed=seed, dtype=dtype) for seed in range(hidden_size, hidden_size + 4)
        )
        weight, bias = (tensor(hidden_size, seed=seed, dtype=dtype) for seed in (4, 5))
        y, rms, new_residual = kernels.forward(x, weight, bias, 1e-5, partial, residual)
        assert torch.equal(new_residual, x + residual)
        assert_forward(y, new_residual, weight, bias, 1e-5, partial)
        gradients = kernels.backward(grad, new_residual, weight, rms, 1e-5, partial, True, True, grad_residual)
        assert_backward(gradients, grad, new_residual, weight, 1e-5, partial, grad_residual)


@pytest.mark.parametrize("hidden_size", [8193, 40000])
def test_rows_longer_than_the_largest_block(hidden_size):
    x, grad = (tensor(3, hidden_size, seed=seed, dtype=torch.bfloat16) for seed in (0, 1))
    weight, bias = (tensor(hidden_size, seed=seed, dtype=torch.bfloat16) for seed in (2, 3))
    y, rms, _ = kernels.forward(x, weight, bias, 1e-5, PAPER)
    assert_forward(y, x, weight, bias, 1e-5, PAPER)
    assert_backward(kernels.backward(grad, x, weight, rms, 1e-5, PAPER, True, True), grad, x, weight, 1e-5, PAPER)


LAYOUTS = {
    "transposed": lambda base: base.transpose(0, 1),
    "row slice": lambda base: base[:, 1:3],
    "every other row": lambda base: base[0, ::2],
    "column slice": lambda base: base[1, :, :-16],
    "column slice that starts unaligned": lambda base: base[1, :, 1:-15],
    "first columns": lambda base: base[1, :, :32],
    "every other column": lambda base: base[..., ::2],
    "one row expanded": lambda base: base[:1, :1].expand(3, 4, -1),
    "one number expanded": lambda base: base[:1, :1, :1].expand(3, 4, 48),
    "columns as rows": lambda base: base[0].t(),
    "one row": lambda base: base[1, 2],
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("hidden_size", [64, 41])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_layouts_give_the_bits_of_contiguous_rows(layout, hidden_size, dtype):
    views = [layout(tensor(3, 4, hidden_size, seed=seed, dtype=dtype)) for seed in range(4)]
    wide = [tensor(2, 3, 2 * views[0].shape[-1], seed=seed, dtype=dtype)[1, 2, ::2] for seed in (4, 5)]
    before = [one.clone() for one in (*views, *wide)]

    def compute(x, residual, grad, grad_residual, weight, bias):
        y, rms, new_residual = kernels.forward(x, weight, bias, 1e-5, PAPER, residual)
        return y, rms, new_residual, *kernels.backward(grad, x, weight, rms, 1e-5, PAPER, True, True, grad_residual)

    copies = [one.contiguous() for one in before]
    results = compute(*views, *wide)
    for given_tensor, copy in zip((*views, *wide), before, strict=True):
        assert torch.equal(given_tensor, copy)
    # Contiguous tensors beside others, so that no tensor is read at the strides of another
    mixed = compute(views[0], copies[1], copies[2], views[3], wide[0], copies[5])
    other = compute(copies[0], views[1], views[2], copies[3], copies[4], wide[1])
    for expected, *others in zip(compute(*copies), results, mixed, other, strict=True):
        assert all(torch.equal(expected, one) for one in others)
    assert results[0].shape == results[3].shape == views[0].shape


def test_rows_at_one_distance_are_not_copied():
    base = tensor(6, 8, 64, seed=0, dtype=torch.float32)
    for view in (base, base[1:], base[:, 0], base[2, :, :48], base[:1, 0].expand(9, 64), base[1, 2]):
        rows, stride = kernels._rows(view, 16)
        assert rows.data_ptr() == view.data_ptr()
        assert view.ndim == 1 or stride * 16 == view.stride(-2)


@given(seed=seeds, hidden_size=hidden_sizes, dtype=st.sampled_from(DTYPES), convention=conventions)
@settings(max_examples=25)
def test_a_row_does_not_depend_on_the_rows_around_it(seed, hidden_size, dtype, convention):
    x, grad = (tensor(70, hidden_size, seed=seed + i, dtype=dtype) for i in range(2))
    weight = tensor(hidden_size, seed=seed + 2, dtype=dtype)
    y, rms, dx, _ = run_both(x, weight, None, grad, 1e-5, convention)
    for rows in (slice(0, 1), slice(69, 70), slice(3, 20)):
        for part, whole in zip(run_both(x[rows], weight, None, grad[rows], 1e-5, convention), (y, rms, dx)):  # noqa: B905
            assert torch.equal(part, whole[rows])


def test_launch_policy_takes_no_number_of_rows():
    assert kernels.launch_policy(4096, torch.bfloat16, kernels.LARGEST_FORWARD_BLOCK) == (1, 4096, 8, 16)
    for hidden_size in (1, 41, 1128, 8192, 262144):
        for largest in (kernels.LARGEST_FORWARD_BLOCK, kernels.LARGEST_BACKWARD_BLOCK):
            tile_rows, block, num_warps, alignment = kernels.launch_policy(hidden_size, torch.float32, largest)
            assert hidden_size % alignment == 0
            assert tile_rows & (tile_rows - 1) == block & (block - 1) == num_warps & (num_warps - 1) == 0
            assert tile_rows * block // (32 * num_warps) <= 32


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_same_call_gives_the_same_bits(dtype):
    x, grad = (tensor(200, 192, seed=seed, dtype=dtype) for seed in range(2))
    weight, bias = (tensor(192, seed=seed, dtype=dtype) for seed in (2, 3))
    for first, second in zip(*(run_both(x, weight, bias, grad, 1e-5, PAPER) for _ in range(2)), strict=True):
        assert torch.equal(first, second)


@pytest.mark.parametrize("num_rows", [3, 4 * 21 + 1, 1000])
def test_every_row_counts_in_the_sums_over_rows(num_rows):
    x = tensor(num_rows, 1024, seed=0, dtype=torch.float32)
    grad = tensor(num_rows, 1024, seed=1, dtype=torch.float32)
    _, rms, _ = kernels.forward(x, None, None, 1e-5, PAPER)
    weight = torch.ones(1024, device=DEVICE)
    gradients = kernels.backward(grad, x, weight, rms, 1e-5, PAPER, True, True)
    assert_backward(gradients, grad, x, weight, 1e-5, PAPER)


@pytest.mark.parametrize("shape", [(0, 8), (3, 0, 41), (8,), (1, 8), (2, 3, 1), (17, 1)])
@by_name
def test_shapes(shape, convention):
    x, grad = (tensor(*shape, seed=seed, dtype=torch.float32) for seed in range(2))
    weight, bias = (tensor(shape[-1], seed=seed, dtype=torch.float32) for seed in (2, 3))
    y, rms, new_residual = kernels.forward(x, weight, bias, 1e-3, convention, x)
    assert y.shape == new_residual.shape == shape
    assert rms.shape == (x.numel() // shape[-1],)
    assert_forward(y, 2 * x, weight, bias, 1e-3, convention)
    gradients = kernels.backward(grad, 2 * x, weight, rms, 1e-3, convention, True, True)
    assert_backward(gradients, grad, 2 * x, weight, 1e-3, convention)


def test_no_rows_launch_nothing(monkeypatch):
    # A GPU refuses an empty grid; the interpreter does not
    monkeypatch.setattr(kernels, "_forward_kernel", None)
    monkeypatch.setattr(kernels, "_backward_kernel", None)
    x, weight = torch.empty(3, 0, 8, device=DEVICE), torch.ones(8, device=DEVICE)
    y, rms, new_residual = kernels.forward(x, weight, weight, 1e-5, PAPER, x)
    assert (y.shape, rms.shape, new_residual.shape) == (x.shape, (0,), x.shape)
    dx, dweight, dbias = kernels.backward(x, x, weight, rms, 1e-5, PAPER, True, True)
    assert dx.shape == x.shape
    assert torch.equal(dweight, torch.zeros_like(weight))
    assert torch.equal(dbias, torch.zeros_like(weight))


@by_name
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("largest_block", [8192, 32])
def test_rows_of_zeros(convention, dtype, largest_block, monkeypatch):
    monkeypatch.setattr(kernels, "LARGEST_FORWARD_BLOCK", largest_block)
    monkeypatch.setattr(kernels, "LARGEST_BACKWARD_BLOCK", largest_block)
    x, grad = torch.zeros(3, 41, dtype=dtype, device=DEVICE), torch.ones(3, 41, dtype=dtype, device=DEVICE)
    weight, bias = (tensor(41, seed=seed, dtype=dtype) for seed in range(2))
    y, rms, _ = kernels.forward(x, weight, bias, 1e-3, convention)
    assert torch.equal(y, bias.expand(3, 41))
    assert torch.equal(rms, torch.zeros_like(rms))
    dx, dweight, dbias = kernels.backward(grad, x, weight, rms, 1e-3, convention, True, True)
    assert_backward((dx, dweight, dbias), grad, x, weight, 1e-3, convention)
    assert torch.equal(dweight, torch.zeros_like(weight))
    assert torch.equal(dbias, torch.full_like(bias, 3))


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # from what the interpreter computes and does not store
def test_rows_that_do_not_exist_leave_no_trace_with_eps_zero():
    x, grad = tensor(1, 41, seed=0, dtype=torch.float32), tensor(1, 41, seed=1, dtype=torch.float32)
    weight = tensor(41, seed=2, dtype=torch.float32)
    for convention in (PAPER, TORCH):
        y, rms, _ = kernels.forward(x, weight, weight, 0.0, convention)
        assert_forward(y, x, weight, weight, 0.0, convention)
        assert_backward(
            kernels.backward(grad, x, weight, rms, 0.0, convention, True, True), grad, x, weight, 0.0, convention
        )


@by_name
def test_half_precision_squares_do_not_overflow(convention):
    x = torch.tensor([1000.0, -1000.0, 500.0, 0.0], dtype=torch.float16, device=DEVICE)
    y, rms, _ = kernels.forward(x, None, None, 1e-6, convention)
    assert_forward(y, x, None, None, 1e-6, convention)
    assert rms.item() == pytest.approx(750, rel=1e-6)


@by_name
@pytest.mark.parametrize("scale", [1e18, 1e12, 1e-12, 1e-20])
def test_very_large_and_very_small_rows(convention, scale):
    # At 1e18 the squares of 1128 elements fit float32 and their sum would not
    x, grad = tensor(3, 1128, seed=0, dtype=torch.float32, scale=scale), tensor(3, 1128, seed=1, dtype=torch.float32)
    weight = tensor(1128, seed=2, dtype=torch.float32)
    y, rms, _ = kernels.forward(x, weight, None, 1e-8, convention)
    assert_forward(y, x, weight, None, 1e-8, convention)
    gradients = kernels.backward(grad, x, weight, rms, 1e-8, convention, True, False)
    assert_backward(gradients, grad, x, weight, 1e-8, convention)


def test_offsets_beyond_32_bits(tmp_path):
    stride = 2**31 + 16
    if DEVICE.type == "cuda":
        memory = torch.empty(stride + 64, dtype=torch.float16, device=DEVICE)
    else:  # a sparse file takes no room
        memory = torch.from_file(str(tmp_path / "rows"), shared=True, size=stride + 64, dtype=torch.float16)
    x = memory.as_strided((2, 64), (stride, 1))
    x.copy_(tensor(2, 64, seed=0, dtype=torch.float16))
    weight = tensor(64, seed=1, dtype=torch.float16)
    for far, near in zip(
        run_both(x, weight, None, x, 1e-5, TORCH),
        run_both(x.contiguous(), weight, None, x.contiguous(), 1e-5, TORCH),
        strict=True,
    ):
        assert torch.equal(far, near)


def test_float64_is_refused():
    x = torch.ones(2, 4, dtype=torch.float64, device=DEVICE)
    with pytest.raises(ValueError, match=r"got torch\.float64"):
        kernels.forward(x, None, None, 1e-5, TORCH)
    with pytest.raises(ValueError, match=r"got torch\.float64"):
        kernels.backward(x, x, None, torch.ones(2, device=DEVICE), 1e-5, TORCH, False, False)


def test_sums_over_rows_keep_the_dtype_of_a_wider_parameter():
    """A float32 bias beside a bfloat16 gain gets a float32 gradient, not one that passed through bfloat16."""
    x, weight = tensor(17, 41, seed=0, dtype=torch.bfloat16), tensor(41, seed=1, dtype=torch.bfloat16)
    grad = tensor(17, 41, seed=2, dtype=torch.bfloat16)
    bias = tensor(41, seed=3, dtype=torch.float32).requires_grad_()
    rms_norm(x, weight, bias, backend="triton").backward(grad)
    np.testing.assert_allclose(as_float64(bias.grad), as_float64(grad).sum(0), rtol=1e-5, atol=1e-5)


COMPILE = """
import torch
from triton import compile
from triton.backends.compiler import GPUTarget
from triton.compiler import ASTSource
from rmsnorm_lib.kernels import triton as kernels

def machine_code(kernel, hidden_size, type, placement, cast, offset, with_all, largest_block):
    tile_rows, block, num_warps, alignment = kernels.launch_policy(hidden_size, torch.float32, largest_block)
    constants = dict(hidden_size=hidden_size, num_rms_elements=hidden_size // 2, eps_placement=placement,
                     weight_offset=offset, cast=cast, shrink=2**-7, tile_rows=tile_rows, block=block,
                     alignment=alignment)
    floats = ("rms_ptr", "dweight_ptr", "dbias_ptr")
    optional = ("residual_ptr", "new_residual_ptr", "grad_residual_ptr", "bias_ptr", "dbias_ptr")
    signature, values, attributes = {}, {}, {}
    for position, name in enumerate(kernel.arg_names):
        if name in constants or (name in optional and not with_all):
            signature[name], values[(position,)] = "constexpr", constants.get(name)
        elif name.endswith("_ptr"):
            signature[name] = "*fp32" if name in floats else type
            attributes[(position,)] = [["tt.divisibility", 16]]
        else:
            signature[name] = "fp32" if name == "eps" else "i32"
    source = ASTSource(kernel, signature, values, attributes)
    options = {"num_warps": num_warps, "enable_fp_fusion": True}
    return compile(source, target=GPUTarget("cuda", 90, 32), options=options).asm["ptx"]

for kernel in (kernels._forward_kernel, kernels._backward_kernel):
    for hidden_size, type, placement, cast, offset, with_all, largest_block in (
        (1128, "*bf16", "inside", "before_weight", 0, False, 8192),
        (41, "*fp16", "outside", "after_weight", 1, True, 8192),
        (4096, "*fp32", "outside", "before_weight", 0, True, 1024),
    ):
        code = machine_code(kernel, hidden_size, type, placement, cast, offset, with_all, largest_block)
        assert "div.rn.f32" in code and "div.full" not in code and ".approx" not in code, "approximate arithmetic"
        assert "atom." not in code and "red.global" not in code, "atomic additions"
        if hidden_size % 8 == 0:
            assert "ld.global.v4.b32" in code and "st.global.v4.b32" in code, "narrow loads or stores"
"""


def test_kernels_compile_for_a_gpu_without_one(tmp_path):
    root = Path(__file__).parents[2]
    environment = {**os.environ, "TRITON_INTERPRET": "0", "TRITON_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", COMPILE], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@by_name
def test_the_public_functions_use_the_kernels_and_their_gradients(convention):
    tensors = [
        tensor(*shape, seed=seed, dtype=torch.float32) for seed, shape in enumerate([(5, 41), (5, 41), (41,), (41,)])
    ]
    found = []
    for backend in ("triton", "eager"):
        x, residual, weight, bias = (one.clone().requires_grad_() for one in tensors)
        output = rms_norm(x, weight, bias, eps=1e-3, convention=convention, backend=backend)
        normed, total = add_rms_norm(x, residual, weight, bias, eps=1e-3, convention=convention, backend=backend)
        loss = output.square().sum() + normed.sin().sum() + total.square().sum()
        found.append((output, normed, total, *torch.autograd.grad(loss, (x, residual, weight, bias))))
    for ours, theirs in zip(*found, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-4)
