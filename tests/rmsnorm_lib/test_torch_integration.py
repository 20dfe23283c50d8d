"""The norms inside torch.compile, torch.func, autocast, opcheck and state dicts."""

import copy

import pytest
import torch
from torch import nn

from rmsnorm_lib import CONVENTIONS, PAPER, RMSNorm, add_rms_norm, rms_norm

from .strategies import FLOAT_DTYPES, normal


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
