import copy
import pickle

import numpy as np
import pytest
import torch
from torch import nn

from rmsnorm_lib import CONVENTIONS, GEMMA, PAPER, RMSNorm, rms_norm

from .strategies import normal


@pytest.mark.parametrize("shape", [8, (8,), (3, 8)])
@pytest.mark.parametrize("affine", [True, False])
def test_replaces_torch_and_exchanges_state_dicts(shape, affine):
    ours, theirs = RMSNorm(shape, eps=1e-4, elementwise_affine=affine), nn.RMSNorm(shape, 1e-4, affine)
    if affine:
        with torch.no_grad():
            theirs.weight.copy_(normal(*theirs.weight.shape, seed=0))
    ours.load_state_dict(theirs.state_dict())
    theirs.load_state_dict(ours.state_dict())
    x = normal(2, 3, 8, seed=1, dtype=torch.float32)
    torch.testing.assert_close(ours(x), theirs(x), rtol=2e-7, atol=2e-7)


@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=lambda one: one.name)
def test_a_new_module_only_normalizes(convention):
    module = RMSNorm(16, bias=True, convention=convention)
    x = normal(4, 16, seed=0, dtype=torch.float32)
    assert torch.equal(module(x), rms_norm(x, convention=convention))


def test_parameters_are_used_and_trained():
    module = RMSNorm(4, bias=True, convention=PAPER)
    with torch.no_grad():
        module.weight.fill_(1.5)
        module.bias.fill_(0.5)
    x = normal(3, 4, seed=0, dtype=torch.float32)
    assert torch.equal(module(x), rms_norm(x, module.weight, module.bias, convention=PAPER))
    module(x).square().sum().backward()
    assert module.weight.grad.abs().min() > 0
    assert module.bias.grad.abs().min() > 0


def test_survives_copying_pickling_and_the_meta_device():
    module = RMSNorm(4, eps=1e-3, bias=True, convention=GEMMA)
    x = normal(2, 4, seed=0, dtype=torch.float32)
    for twin in (copy.deepcopy(module), pickle.loads(pickle.dumps(module))):
        assert torch.equal(twin(x), module(x))
    assert RMSNorm(4, device="meta").weight.is_meta
    assert RMSNorm(4, dtype=torch.bfloat16).weight.dtype == torch.bfloat16


def test_says_what_it_is():
    assert "eps=1e-05" in repr(RMSNorm(4, eps=1e-5))
    assert "convention=gemma" in repr(RMSNorm(4, convention=GEMMA))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: RMSNorm(0), "normalized_shape must hold positive sizes, got 0"),
        (lambda: RMSNorm(()), "normalized_shape must hold positive sizes"),
        (lambda: RMSNorm((3, -1)), "normalized_shape must hold positive sizes"),
        (lambda: RMSNorm(3, eps=-1.0), "eps must be finite"),
        (lambda: RMSNorm(3, elementwise_affine=False, bias=True), "bias=True needs elementwise_affine=True"),
        (lambda: RMSNorm(3)(torch.ones(2, 4)), r"x must end in the sizes \(3,\), got shape \(2, 4\)"),
        (lambda: RMSNorm((2, 3))(torch.ones(3)), r"x must end in the sizes \(2, 3\)"),
    ],
)
def test_bad_arguments_are_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: RMSNorm(3, convention="gemma"),
            "convention must be a Convention, such as rmsnorm_lib.GEMMA, got 'gemma'",
        ),
        (lambda: RMSNorm(2.5), "normalized_shape must hold integers, got 2.5"),
        (lambda: RMSNorm(3)([1.0, 2.0, 3.0]), "x must be a torch.Tensor, got list"),
        # The fourth argument of torch.nn.RMSNorm is a device, that of torch.nn.LayerNorm is bias
        (lambda: RMSNorm(3, 1e-6, True, "cpu"), "positional arguments"),
    ],
)
def test_arguments_of_a_wrong_type_are_refused(call, message):
    with pytest.raises(TypeError, match=message):
        call()


def test_numbers_of_numpy_are_numbers():
    norm = RMSNorm(np.int64(4), eps=np.float32(0.5))
    assert (norm.normalized_shape, norm.eps) == ((4,), 0.5)
    assert type(norm.eps) is float
