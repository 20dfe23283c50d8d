"""Adapting functions, modules and classes to one signature, and the errors where that cannot be done."""

import functools

import pytest
import torch
from torch import nn

from rmsnorm_lib import rms_norm
from rmsnorm_lib.targets import TargetError, as_target, load_target

X = torch.linspace(-2.0, 3.0, 64).repeat(3, 1)
GAIN = torch.linspace(0.5, 1.5, 64)
EXPECTED = rms_norm(X, GAIN, None, 1e-3)


class OddNames(nn.Module):
    def __init__(self, width, epsilon=1e-5, *, start=1.0):
        super().__init__()
        self.a_2 = nn.Parameter(torch.full((1, width), start))
        self.register_buffer("calls", torch.zeros(1))
        self.epsilon = epsilon

    def forward(self, x):
        self.calls += 1
        return rms_norm(x, self.a_2.flatten(), None, self.epsilon)


class Callable:
    def __call__(self, h, g, epsilon):
        return rms_norm(h, g, None, epsilon)


@pytest.mark.parametrize(
    "target",
    [
        lambda x, weight, eps: rms_norm(x, weight, None, eps),
        lambda x, eps, gamma: rms_norm(x, gamma, None, eps),
        lambda gain, x, epsilon: rms_norm(x, gain, None, epsilon),
        lambda a, b, c: rms_norm(a, b, None, c),
        lambda hidden_states, g, variance_epsilon=1e-6: rms_norm(hidden_states, g, None, variance_epsilon),
        lambda x, /, w, *, eps: rms_norm(x, w, None, eps),
        lambda input, normalized_shape, scale, eps: torch.rms_norm(input, normalized_shape, scale, eps),
        functools.partial(rms_norm, backend="eager"),
        Callable(),
        OddNames,
        nn.RMSNorm,
        torch.compile(lambda x, weight, eps: rms_norm(x, weight, None, eps), backend="eager"),
    ],
)
def test_arguments_are_found(target):
    adapted = as_target(target)
    assert adapted.takes_weight
    assert adapted.takes_eps
    torch.testing.assert_close(adapted(X.clone(), GAIN, 1e-3), EXPECTED)


def test_a_module_is_left_as_it_was_and_gradients_reach_the_weight():
    module = OddNames(64)
    weight = GAIN.clone().requires_grad_()
    as_target(module)(X, weight).sum().backward()
    assert weight.grad is not None
    assert module.calls == 0
    assert torch.equal(module.a_2.detach(), torch.ones(1, 64))


def test_constructor_arguments():
    adapted = as_target(OddNames, 64, {"start": 2.0})
    torch.testing.assert_close(adapted(X, None, 1e-3), rms_norm(X, torch.full((64,), 2.0), None, 1e-3))


def needs_mode(x, weight, eps, mode):
    return x


class NeedsConfig(nn.Module):
    def __init__(self, config):
        super().__init__()


class Gated(nn.RMSNorm):
    def forward(self, x, gate):
        return super().forward(x) * gate


class Fails:
    def __init__(self, hidden_size):
        raise RuntimeError("no memory")


@pytest.mark.parametrize(
    ("target", "kwargs", "words"),
    [
        (3, None, "expected a function, a module or a class, got int"),
        (needs_mode, None, "requires mode"),
        (lambda: 0, None, "takes no positional argument"),
        (torch.sin, None, "no signature"),
        (NeedsConfig, None, "requires config"),
        (nn.RMSNorm, {"colour": 1}, "does not take colour"),
        (nn.RMSNorm(64), {"eps": 1.0}, "not a class"),
        (Fails, None, "raised RuntimeError: no memory"),
        (Gated(64), None, "requires gate"),
        (nn.Linear(64, 64), None, "several parameters|no parameter of hidden_size=64"),
        (nn.RMSNorm(32), None, "no parameter of hidden_size=64 elements, but weight of shape"),
        (nn.Sequential(nn.RMSNorm(64), nn.RMSNorm(64)), None, "several parameters of 64 elements"),
    ],
)
def test_what_cannot_be_adapted(target, kwargs, words):
    with pytest.raises(TargetError, match=words):
        as_target(target, 64, kwargs)


@pytest.mark.parametrize("hidden_size", [0, -1, 2.0, True])
def test_hidden_size_is_checked(hidden_size):
    with pytest.raises(ValueError, match="hidden_size"):
        as_target(rms_norm, hidden_size)


def test_a_file_and_a_module_of_the_current_folder_load(tmp_path, monkeypatch):
    (tmp_path / "my_norms_for_loading.py").write_text("class Outer:\n    def norm(x): return x\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", ["", *__import__("sys").path])
    assert load_target("my_norms_for_loading:Outer.norm")(3) == 3
    assert load_target(f"{tmp_path}/my_norms_for_loading.py:Outer.norm")(3) == 3


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("no_colon", "expected package.module:Name"),
        (":name", "expected package.module:Name"),
        ("there_is_no_such_module:x", "does not import: ModuleNotFoundError"),
        ("no_such_file.py:x", "no file no_such_file.py"),
        ("rmsnorm_lib:rmsnorm", "has no name 'rmsnorm'; it has"),
    ],
)
def test_what_cannot_be_loaded(spec, words):
    with pytest.raises(TargetError, match=words):
        load_target(spec)


def test_a_broken_module_is_quoted(tmp_path):
    file = tmp_path / "broken_norm_module.py"
    file.write_text("raise ZeroDivisionError('half written')\n", encoding="utf-8")
    with pytest.raises(TargetError, match="does not import: ZeroDivisionError: half written"):
        load_target(f"{file}:norm")
