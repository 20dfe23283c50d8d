"""The compiled autograd node: which calls take it, what it leaves alone, and that both ways give the same bits."""

import gc
import importlib
import subprocess
import sys
import threading
import weakref

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.autograd.graph import saved_tensors_hooks

from rmsnorm_lib import PAPER, TORCH, Convention, RMSNorm, add_rms_norm, rms_norm
from rmsnorm_lib.kernels import cpu, native

from .strategies import HALF_DTYPES, conventions, hidden_sizes, normal, seeds

FUSED_DTYPES = (torch.float32, *HALF_DTYPES)


def is_native(output: torch.Tensor) -> bool:
    return "rmsnorm_lib::RMSNorm" in output.grad_fn.name()


def refused(*arguments) -> bool:
    return native.load().rms_norm(*arguments) is None


def leaves(*tensors):
    return [one.detach().clone().requires_grad_() for one in tensors]


def the_long_way(function):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(native, "load", lambda: None)
        return function()


@pytest.fixture(params=["native", "python"])
def each_way(request, monkeypatch):
    if request.param == "python":
        monkeypatch.setattr(native, "load", lambda: None)


def test_the_node_was_built():
    assert native.load() is not None, "the autograd node was not built: are a C++ compiler and Python's headers there?"


def test_ordinary_calls_take_the_node():
    x, weight = leaves(torch.ones(3, 8), torch.ones(8))
    assert is_native(rms_norm(x, weight))
    assert is_native(rms_norm(x, weight, backend="cpu"))
    assert is_native(RMSNorm(8)(x))
    assert all(is_native(one) for one in add_rms_norm(x, x, weight))
    assert not is_native(rms_norm(x, weight, backend="eager"))


@given(
    seed=seeds,
    hidden_size=hidden_sizes,
    dtype=st.sampled_from(FUSED_DTYPES),
    weight_dtype=st.sampled_from([None, *FUSED_DTYPES, torch.float64]),
    bias_dtype=st.sampled_from([None, *FUSED_DTYPES, torch.float64]),
    convention=conventions,
    needs=st.tuples(*[st.booleans()] * 4),
    add=st.booleans(),
)
def test_it_gives_the_bits_of_the_long_way(seed, hidden_size, dtype, weight_dtype, bias_dtype, convention, needs, add):
    def parameter(dtype, seed):
        # Every second element of a longer tensor, or all of it
        return None if dtype is None else normal(2 * hidden_size, seed=seed, dtype=dtype)[:: 1 + seed % 2][:hidden_size]

    x, residual, grad, grad_total = (normal(5, hidden_size, seed=seed + i, dtype=dtype) for i in range(4))
    parameters = parameter(weight_dtype, seed + 4), parameter(bias_dtype, seed + 5)

    def results():
        tensors = [
            None if one is None else one.detach().requires_grad_(need)  # a clone would be contiguous
            for one, need in zip((x, residual, *parameters), needs, strict=True)
        ]
        outputs = (
            add_rms_norm(*tensors, convention=convention)
            if add
            else (rms_norm(tensors[0], *tensors[2:], convention=convention),)
        )
        with_graph = [(one, g) for one, g in zip(outputs, (grad, grad_total), strict=False) if one.requires_grad]
        if with_graph:
            torch.autograd.backward(*zip(*with_graph, strict=True))
        return [*outputs, *(None if one is None else one.grad for one in tensors)]

    for ours, theirs in zip(results(), the_long_way(results), strict=True):
        assert (ours is None) == (theirs is None)
        if ours is not None:
            assert ours.dtype == theirs.dtype
            assert ours.requires_grad == theirs.requires_grad
            torch.testing.assert_close(ours, theirs, rtol=0, atol=0, equal_nan=True)


X, GAIN = torch.ones(2, 8), torch.ones(8)


@pytest.mark.parametrize(
    "arguments",
    [
        ([1.0, 2.0], None, None, None, TORCH),
        (None, None, None, None, TORCH),
        (X.double(), None, None, None, TORCH),
        (X.int(), None, None, None, TORCH),
        (X[0, 0], None, None, None, TORCH),
        (X[:0], None, None, None, TORCH),
        (X[:, :0], None, None, None, TORCH),
        (X.to("meta"), None, None, None, TORCH),
        (X.to_sparse(), None, None, None, TORCH),
        (torch._neg_view(X), None, None, None, TORCH),
        (torch._efficientzerotensor((2, 8)), None, None, None, TORCH),
        (X, GAIN[:7], None, None, TORCH),
        (X, X, None, None, TORCH),
        (X, GAIN.int(), None, None, TORCH),
        (X, GAIN.to("meta"), None, None, TORCH),
        (X, None, GAIN[:7], None, TORCH),
        (X, None, None, -1.0, TORCH),
        (X, None, None, float("nan"), TORCH),
        (X, None, None, 1, TORCH),
        (X, None, None, np.float32(1e-6), TORCH),
        (X, None, None, "1e-6", TORCH),
        (X, None, None, None, "paper"),
        (X, None, None, None, None),
    ],
)
def test_anything_unusual_is_left_to_the_python_code(arguments):
    assert refused(*arguments)


@pytest.mark.parametrize("residual", [None, X[:1], X.double(), X.to("meta"), [1.0], torch._neg_view(X)])
def test_an_unusual_residual_is_left_to_the_python_code(residual):
    assert native.load().add_rms_norm(X, residual, None, None, None, TORCH) is None


def test_a_wrong_number_of_arguments_is_an_error():
    with pytest.raises(TypeError, match="rms_norm takes x, weight, bias, eps, convention"):
        native.load().rms_norm(X)
    with pytest.raises(TypeError, match="add_rms_norm takes x, residual"):
        native.load().add_rms_norm(X)


@pytest.mark.usefixtures("each_way")
def test_rows_without_a_gradient_of_the_norm_pass_on_the_gradient_of_the_sum():
    x = torch.tensor([[0.0, 0.0], [1.0, 2.0], [float("inf"), 1.0]], requires_grad=True)
    _, total = add_rms_norm(x, torch.zeros(3, 2), eps=0.0)
    total.sum().backward()
    assert torch.equal(x.grad, torch.ones(3, 2))


@pytest.mark.usefixtures("each_way")
def test_gradients_of_the_sum_may_be_unusual_as_well():
    x, grad = *leaves(normal(3, 8, seed=0, dtype=torch.float32)), normal(3, 8, seed=1, dtype=torch.float32)
    normed, total = add_rms_norm(x, x.detach())
    loss = (normed * 0).sum()
    negated = torch.autograd.grad((loss, total), x, (None, torch._neg_view(grad)), retain_graph=True)[0]
    torch.testing.assert_close(negated, -grad)
    grads = normal(5, 3, 8, seed=2, dtype=torch.float32)
    batched = torch.autograd.grad(total, x, grads, is_grads_batched=True)[0]
    torch.testing.assert_close(batched, grads)


@pytest.mark.usefixtures("each_way")
def test_functional_tensors():
    """They have no memory: their numbers were left out, or reading them ended the process."""
    x, weight = normal(3, 8, seed=0, dtype=torch.float32), normal(8, seed=1, dtype=torch.float32)
    expected = rms_norm(x, weight)
    for one, gain in ((torch._to_functional_tensor(x), weight), (x, torch._to_functional_tensor(weight))):
        output = rms_norm(one, gain)
        torch._sync(output)
        torch.testing.assert_close(torch._from_functional_tensor(output), expected)


@pytest.mark.parametrize("module", [torch.nn.RMSNorm(8), RMSNorm(8)], ids=["torch", "ours"])
def test_callers_may_change_what_a_module_gives_back(module):
    x = torch.ones(3, 8)
    with torch.no_grad():
        frozen = module(x)
    frozen += torch.ones_like(x).requires_grad_()
    module(x.requires_grad_()).detach_()


def test_no_memory_is_an_error_and_not_the_end():
    code = """
import resource, torch
from rmsnorm_lib import rms_norm
from rmsnorm_lib.kernels import native
hidden_size = 4_000_000
x = torch.ones(1, hidden_size, dtype=torch.bfloat16)
rms_norm(x[:, :64]), torch.ones(1 << 16) * 2
for load in (native.load, lambda: None):
    native.load = load
    size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    for num_bytes in range(2, 50, 2):  # for each element, of 22 that are needed and are partly there already
        resource.setrlimit(resource.RLIMIT_AS, (size + num_bytes * hidden_size, resource.RLIM_INFINITY))
        x.neg_()  # so that memory of an earlier result does not hold this one
        try:
            y = rms_norm(x)
        except (RuntimeError, MemoryError) as error:
            print("refused", type(error).__name__, flush=True)
        else:
            resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            print("worked" if torch.equal(y, x) else "WRONG", flush=True)
            del y
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "refused MemoryError" in done.stdout
    assert "worked" in done.stdout
    assert "WRONG" not in done.stdout


@pytest.mark.parametrize("call", [rms_norm, lambda x, **kwargs: add_rms_norm(x, x, **kwargs)], ids=["norm", "add"])
@pytest.mark.parametrize("convention", ["paper", None, Convention])
def test_a_convention_that_is_none_is_named(call, convention):
    with pytest.raises(TypeError, match="convention must be a Convention, such as"):
        call(X, convention=convention)


def test_zeros_that_are_only_promised():
    """They have no memory: reading it ended the process."""
    promised = torch._efficientzerotensor((2, 8))
    assert torch.equal(rms_norm(promised), torch.zeros(2, 8))
    assert torch.equal(the_long_way(lambda: rms_norm(promised)), torch.zeros(2, 8))
    for way in (lambda call: call(), the_long_way):
        x, weight = leaves(normal(2, 8, seed=0, dtype=torch.float32), GAIN)
        found = way(lambda x=x, weight=weight: torch.autograd.grad(rms_norm(x, weight), (x, weight), promised))
        for one in found:
            assert torch.equal(one.abs(), torch.zeros_like(one))
            assert not one.requires_grad


@pytest.mark.usefixtures("each_way")
@pytest.mark.parametrize("dtype", [torch.float64, torch.float16])
def test_an_input_that_comes_back_in_another_dtype_is_not_read_as_what_it_was(dtype):
    (x,) = leaves(normal(3, 4, seed=0, dtype=torch.float32))
    grad = normal(3, 4, seed=1, dtype=torch.float32)
    with saved_tensors_hooks(lambda t: t, lambda t: t.to(dtype) if t.shape == x.shape else t):
        y = rms_norm(x, convention=PAPER)
    (found,) = torch.autograd.grad(y, x, grad)
    (expected,) = torch.autograd.grad(rms_norm(x, convention=PAPER), x, grad)
    torch.testing.assert_close(found, expected, rtol=1e-2, atol=1e-2)


@pytest.mark.usefixtures("each_way")
@pytest.mark.parametrize("unpack", [lambda t: t[:1], lambda t: torch.cat([t, t])], ids=["fewer", "more"])
def test_an_input_that_comes_back_with_other_rows_is_an_error(unpack):
    (x,) = leaves(normal(3, 4, seed=0, dtype=torch.float32))
    with saved_tensors_hooks(lambda t: t, unpack):
        y = rms_norm(x, convention=PAPER)
    with pytest.raises(RuntimeError, match="shape"):
        torch.autograd.grad(y, x, torch.ones_like(y))


@pytest.mark.usefixtures("each_way")
def test_errors_of_hooks_reach_the_caller():
    class HookError(Exception):
        pass

    def fail(_):
        raise HookError("unpacking failed")

    (x,) = leaves(X)
    with saved_tensors_hooks(lambda t: t, fail):
        y = rms_norm(x)
    with pytest.raises(HookError, match="unpacking failed"):
        y.sum().backward()


def test_errors_of_the_operations_reach_the_caller(monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("no gradient today")

    (x,) = leaves(X)
    y = rms_norm(x)
    monkeypatch.setattr("rmsnorm_lib.kernels.fused.differentiable_backward", fail)
    with pytest.raises(ZeroDivisionError, match="no gradient today"):
        torch.autograd.grad(y.sum(), x, create_graph=True)


@pytest.mark.usefixtures("each_way")
def test_what_was_saved_must_not_change_before_the_backward_pass():
    (x,) = leaves(normal(3, 8, seed=0, dtype=torch.float32))
    h = x * 1
    y = rms_norm(h)
    h.mul_(2)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.sum().backward()
    normed, total = add_rms_norm(x, x)
    total.mul_(2)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        normed.sum().backward()
    y = rms_norm(x)
    y.mul_(2)
    y.sum().backward()
    y = rms_norm(x)
    y.sum().backward()
    with pytest.raises(RuntimeError, match="backward through the graph a second time"):
        y.sum().backward()


@pytest.mark.usefixtures("each_way")
def test_only_the_outputs_that_are_used_have_a_gradient():
    x, residual, weight = leaves(*(normal(3, 8, seed=i, dtype=torch.float32) for i in range(2)), GAIN)
    normed, total = add_rms_norm(x, residual, weight)
    grads = torch.autograd.grad(total.sum(), (x, residual), retain_graph=True)
    assert all(torch.equal(one, torch.ones(3, 8)) for one in grads)
    x.grad = None
    total.sum().backward(retain_graph=True)
    assert residual.grad is not None
    assert weight.grad is None, "the gain had no part in it"
    (expected,) = torch.autograd.grad(rms_norm(x + residual).square().sum(), x)
    assert torch.equal(torch.autograd.grad(normed.square().sum(), residual)[0], expected)


def test_inference_mode():
    x, weight = leaves(normal(3, 8, seed=0, dtype=torch.float32), GAIN)
    with torch.inference_mode():
        assert rms_norm(x, weight).is_inference()
        assert not native.load().rms_norm(x, weight, None, None, TORCH).requires_grad
    assert not native.load().rms_norm(x, weight, None, None, TORCH).is_inference()


def test_nothing_is_kept_alive():
    objects = []
    before = sys.getrefcount(PAPER)
    for create_graph in (False, True):
        x, residual, weight = leaves(X, X, GAIN)
        outputs = add_rms_norm(x, residual, weight, convention=PAPER)
        torch.autograd.grad(sum(one.sum() for one in outputs), (x, weight), create_graph=create_graph)
        objects += [weakref.ref(one) for one in (x, residual, weight, *outputs)]
    del x, residual, weight, outputs
    gc.collect()
    assert all(one() is None for one in objects)
    assert sys.getrefcount(PAPER) == before


def test_threads_share_a_graph():
    x, weight = leaves(normal(64, 768, seed=0, dtype=torch.float32), torch.ones(768))
    y = rms_norm(x, weight)
    grad = torch.ones_like(y)
    expected = torch.autograd.grad(y, (x, weight), grad, retain_graph=True)
    failures = []

    def differentiate():
        for turn in range(20):
            found = torch.autograd.grad(y, (x, weight), grad, retain_graph=True, create_graph=turn % 2 == 1)
            failures.extend(
                turn for one, other in zip(found, expected, strict=True) if not torch.allclose(one, other, atol=1e-4)
            )

    threads = [threading.Thread(target=differentiate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


@pytest.mark.usefixtures("each_way")
def test_compiled_autograd():
    from torch._dynamo import compiled_autograd

    def loss(x, weight, bias):
        normed, total = add_rms_norm(x * 2, x, weight, bias, convention=PAPER)
        return rms_norm(normed, weight).square().sum() + total.sum()

    tensors = [normal(*shape, seed=i, dtype=torch.float32) for i, shape in enumerate([(3, 8), (8,), (8,)])]
    expected, compiled = leaves(*tensors), leaves(*tensors)
    loss(*expected).backward()
    value = loss(*compiled)
    with compiled_autograd._enable(torch.compile(backend="eager")):
        value.backward()
    for one, other in zip(compiled, expected, strict=True):
        torch.testing.assert_close(one.grad, other.grad, rtol=1e-5, atol=1e-5)


def test_a_build_for_another_version_is_not_loaded(monkeypatch):
    assert native.module_name("2.13.0+cpu") == "_autograd_2_13_0_cpu"
    monkeypatch.setattr(torch, "__version__", "2.12.1+cu128")
    assert native.load.__wrapped__() is None


def test_compiled_files_of_other_source_are_not_used(monkeypatch):
    monkeypatch.setattr(cpu, "INTERFACE", cpu.INTERFACE + 1)
    assert cpu.load.__wrapped__() is None
    assert native.load.__wrapped__() is None


def test_without_a_kernel_there_is_no_node(monkeypatch):
    monkeypatch.setattr(cpu, "load", lambda: None)
    monkeypatch.setattr(importlib, "import_module", lambda name: pytest.fail("the node was loaded"))
    assert native.load.__wrapped__() is None
