"""The norms inside torch.compile, torch.func, autocast, opcheck and state dicts."""

import copy
import subprocess
import sys

import pytest
import torch
from torch import nn
from torch.autograd import forward_ad
from torch.fx.experimental.proxy_tensor import make_fx
from torch.utils._python_dispatch import TorchDispatchMode

from rmsnorm_lib import CONVENTIONS, PAPER, RMSNorm, add_rms_norm, rms_norm

from .strategies import FLOAT_DTYPES, normal

pytestmark = pytest.mark.usefixtures("each_way_to_the_kernel")


def name_of(value) -> str:
    return getattr(value, "name", str(value))


@pytest.fixture(autouse=True)
def forget_compiled_code():
    torch.compiler.reset()


def operator_arguments(dtype, convention, requires_grad=True):
    tensors = [normal(*shape, seed=seed, dtype=dtype) for seed, shape in enumerate([(3, 16), (16,), (16,)])]
    if requires_grad:
        tensors = [one.requires_grad_() for one in tensors]
    fields = convention.eps_placement, convention.weight_offset, convention.cast, convention.p
    return (*tensors, 1e-5, "cpu", *fields)


@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=name_of)
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_the_operator_passes_opcheck(dtype, convention):
    operator = torch.ops.rmsnorm_lib.rms_norm.default
    torch.library.opcheck(operator, operator_arguments(dtype, convention))
    x, _, bias, *settings = operator_arguments(dtype, convention)
    torch.library.opcheck(operator, (x, None, None, *settings))
    torch.library.opcheck(operator, (x, None, bias, *settings))


def test_the_backward_operator_passes_opcheck():
    x, weight, _, *settings = operator_arguments(torch.float32, PAPER, requires_grad=False)
    arguments = (torch.ones_like(x), x, weight, torch.ones(3), *settings)
    torch.library.opcheck(torch.ops.rmsnorm_lib.rms_norm_backward.default, arguments)


def test_the_operator_refuses_second_derivatives():
    arguments = operator_arguments(torch.float32, PAPER)
    output, _ = torch.ops.rmsnorm_lib.rms_norm(*arguments)
    (first,) = torch.autograd.grad(output.square().sum(), arguments[0], create_graph=True)
    with pytest.raises((RuntimeError, NotImplementedError), match=r"rms_norm_backward"):
        torch.autograd.grad(first.sum(), arguments[0])


@pytest.mark.parametrize("backend", ["auto", "eager", "cpu"])
@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=name_of)
def test_compiles_without_graph_breaks(convention, backend):
    def step(x, weight, bias):
        return rms_norm(x * 2, weight, bias, eps=1e-5, convention=convention, backend=backend) + 1

    tensors = [normal(*shape, seed=seed, dtype=torch.float32) for seed, shape in enumerate([(3, 16), (16,), (16,)])]
    found = []
    for function in (step, torch.compile(step, fullgraph=True, backend="aot_eager")):
        inputs = [one.clone().requires_grad_() for one in tensors]
        output = function(*inputs)
        found.append((output, *torch.autograd.grad(output.square().sum(), inputs)))
    for plain, compiled in zip(*found, strict=True):
        torch.testing.assert_close(compiled, plain, rtol=1e-5, atol=1e-5)


def test_a_model_compiles_with_the_default_compiler():
    model = nn.Sequential(nn.Linear(16, 16), RMSNorm(16, bias=True, convention=PAPER))
    compiled = torch.compile(copy.deepcopy(model), fullgraph=True)
    x = normal(4, 16, seed=0, dtype=torch.float32)
    for one in (model, compiled):
        one(x).square().sum().backward()
    torch.testing.assert_close(compiled(x), model(x), rtol=1e-5, atol=1e-5)
    theirs = dict(compiled.named_parameters())
    for name, parameter in model.named_parameters():
        torch.testing.assert_close(theirs[f"_orig_mod.{name}"].grad, parameter.grad, rtol=1e-4, atol=1e-5)


def test_function_transforms():
    x, weight = normal(5, 3, 16, seed=0, dtype=torch.float32), normal(16, seed=1, dtype=torch.float32)

    def norm(x, weight):
        return rms_norm(x, weight, eps=1e-5, convention=PAPER)

    def loss(x, weight):
        return norm(x, weight).square().sum()

    expected = norm(x, weight)
    torch.testing.assert_close(torch.func.vmap(norm, (0, None))(x, weight), expected)
    torch.testing.assert_close(torch.func.vmap(norm, (1, None), 1)(x, weight), expected)
    weights = torch.stack([weight * i for i in range(5)])
    torch.testing.assert_close(
        torch.func.vmap(norm)(x, weights), torch.stack([norm(x[i], weights[i]) for i in range(5)])
    )
    x.requires_grad_()
    (plain,) = torch.autograd.grad(loss(x, weight), x)
    torch.testing.assert_close(torch.func.grad(loss)(x.detach(), weight), plain, rtol=1e-5, atol=1e-5)
    per_sample = torch.func.vmap(torch.func.grad(loss, argnums=1), (0, None))(x.detach(), weight)
    torch.testing.assert_close(per_sample.sum(0), torch.func.grad(loss, 1)(x.detach(), weight), rtol=1e-5, atol=1e-5)


def test_added_residuals_compile_and_transform():
    x, residual = normal(4, 16, seed=0, dtype=torch.float32), normal(4, 16, seed=1, dtype=torch.float32)
    expected = add_rms_norm(x, residual)
    for function in (
        torch.compile(add_rms_norm, fullgraph=True, backend="aot_eager"),
        torch.func.vmap(add_rms_norm),
    ):
        for ours, theirs in zip(function(x, residual), expected, strict=True):
            torch.testing.assert_close(ours, theirs, rtol=1e-6, atol=1e-6)


def test_function_transforms_refuse_a_forced_kernel():
    with pytest.raises(ValueError, match=r"backend='cpu' cannot be used: the transforms of torch.func"):
        torch.func.vmap(lambda x: rms_norm(x, backend="cpu"))(torch.ones(2, 3))


@pytest.mark.parametrize("dtype", FLOAT_DTYPES)
@pytest.mark.parametrize("weight_dtype", [torch.float32, torch.bfloat16])
def test_autocast_keeps_the_dtype_of_the_input(dtype, weight_dtype):
    x, weight = normal(3, 16, seed=0, dtype=dtype), normal(16, seed=1, dtype=weight_dtype)
    for backend in ("auto", "eager"):
        plain = rms_norm(x, weight, backend=backend)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            inside = rms_norm(x, weight, backend=backend)
        assert inside.dtype == plain.dtype == dtype
        assert torch.equal(inside, plain)


def test_the_meta_device_gives_shapes():
    x = torch.empty(3, 16, device="meta", dtype=torch.bfloat16)
    output = rms_norm(x, torch.empty(16, device="meta"))
    assert (output.shape, output.dtype, output.device.type) == (x.shape, x.dtype, "meta")


def test_a_training_step_moves_gain_and_bias():
    model = nn.Sequential(nn.Linear(8, 8), RMSNorm(8, bias=True), nn.Linear(8, 1))
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
    before = copy.deepcopy(model.state_dict())
    model(normal(4, 8, seed=0, dtype=torch.float32)).square().mean().backward()
    optimizer.step()
    assert all(not torch.equal(before[name], value) for name, value in model.state_dict().items())


def assert_close(got, expected):
    torch.testing.assert_close(got, expected, rtol=1e-5, atol=1e-5)


def looped(norm, x, weight):
    """The gain has a part in how the input of the second call came about."""
    return norm(norm(x, weight).tanh(), weight).pow(3).sum()


@pytest.mark.parametrize("norm", [rms_norm, lambda x, w: sum(add_rms_norm(x, x.sin(), w))], ids=["norm", "add"])
def test_a_gain_that_also_made_the_input_has_the_same_gradient_with_and_without_a_graph(norm):
    weight = torch.linspace(0.5, 2, 8).requires_grad_()
    loss = looped(norm, normal(4, 8, seed=0, dtype=torch.float32).requires_grad_(), weight)
    (plain,) = torch.autograd.grad(loss, weight, retain_graph=True)
    (with_graph,) = torch.autograd.grad(loss, weight, create_graph=True)
    assert_close(with_graph, plain)
    exact = weight.detach().double().requires_grad_()
    x = normal(4, 8, seed=0, dtype=torch.float32).double()
    second = torch.autograd.grad(with_graph.square().sum(), weight)[0]
    (first,) = torch.autograd.grad(looped(norm, x, exact), exact, create_graph=True)
    torch.testing.assert_close(
        second, torch.autograd.grad(first.square().sum(), exact)[0].float(), rtol=1e-4, atol=1e-3
    )


@pytest.mark.filterwarnings("ignore:.*:torch.jit.TracerWarning", "ignore:`torch.jit:DeprecationWarning")
@pytest.mark.parametrize("with_gradients", [False, True])
def test_a_traced_norm_computes_what_it_computed(with_gradients, tmp_path):
    norm, x = RMSNorm(8, convention=PAPER), normal(3, 8, seed=0, dtype=torch.float32)
    other = normal(5, 8, seed=1, dtype=torch.float32)
    with torch.set_grad_enabled(with_gradients):
        traced = torch.jit.trace(norm, (x,))
        as_graph = make_fx(lambda x: rms_norm(x), tracing_mode="symbolic")(x)
    torch.jit.save(traced, tmp_path / "norm.pt")
    for graph in (traced, torch.jit.load(tmp_path / "norm.pt")):
        assert_close(graph(other), norm(other))
    assert_close(as_graph(other), rms_norm(other))


def test_a_dispatch_mode_sees_the_norm():
    class Recorder(TorchDispatchMode):
        def __torch_dispatch__(self, func, types, args=(), kwargs=None):
            seen.append(str(func))
            return func(*args, **(kwargs or {}))

    seen: list[str] = []
    with Recorder():
        rms_norm(torch.ones(2, 8))
    assert any("rsqrt" in name or "rms_norm" in name for name in seen), seen
    x = torch.ones(2, 8, requires_grad=True)
    y = rms_norm(x)
    seen.clear()
    with Recorder():
        y.backward(torch.ones(2, 8))
    assert any("rsqrt" in name or "rms_norm" in name for name in seen), seen


@pytest.mark.parametrize("strategy", ["reverse-mode", "forward-mode"])
def test_vectorized_jacobians(strategy):
    x = normal(8, seed=0, dtype=torch.float32)
    found = torch.autograd.functional.jacobian(rms_norm, x, vectorize=True, strategy=strategy)
    assert_close(found, torch.autograd.functional.jacobian(lambda x: nn.functional.rms_norm(x, (8,)), x))


def test_forward_mode_differentiation_has_a_tangent():
    x, tangent = normal(3, 8, seed=0, dtype=torch.float32), normal(3, 8, seed=1, dtype=torch.float32)
    with forward_ad.dual_level():
        dual = forward_ad.make_dual(x, tangent)
        outputs = [rms_norm(dual), *add_rms_norm(dual, x)]
        tangents = [forward_ad.unpack_dual(one).tangent for one in outputs]
    assert_close(tangents[0], torch.func.jvp(rms_norm, (x,), (tangent,))[1])
    assert_close(tangents[1], torch.func.jvp(lambda h: rms_norm(h + x), (x,), (tangent,))[1])
    assert_close(tangents[2], tangent)


def test_batches_of_gradients():
    x, weight = (normal(*shape, seed=0, dtype=torch.float32).requires_grad_() for shape in ((3, 8), (8,)))
    grads, y = normal(5, 3, 8, seed=1, dtype=torch.float32), rms_norm(x, weight)
    batched = torch.autograd.grad(y, (x, weight), grads, is_grads_batched=True, retain_graph=True)
    for i in range(5):
        for one, other in zip(batched, torch.autograd.grad(y, (x, weight), grads[i], retain_graph=True), strict=True):
            assert_close(one[i], other)


@pytest.mark.parametrize("backend", ["auto", "eager", "cpu"])
def test_numbers_that_count_as_negated(backend):
    x, weight = normal(3, 8, seed=0, dtype=torch.float32), normal(8, seed=1, dtype=torch.float32)
    for one, gain in ((torch._neg_view(x), weight), (x, torch._neg_view(weight))):
        assert one.is_neg() or gain.is_neg()
        assert_close(rms_norm(one, gain, backend=backend), -rms_norm(x, weight, backend="eager"))


def test_the_import_leaves_the_compiler_alone():
    code = "import sys, rmsnorm_lib; print('torch._dynamo' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
