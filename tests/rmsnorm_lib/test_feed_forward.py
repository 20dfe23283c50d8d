import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from rmsnorm_lib import RMSNorm
from rmsnorm_lib.feed_forward import fake_int8, make_block, relative_error, round_weights, shifted_stream

CPU = torch.device("cpu")


@pytest.mark.parametrize("mean", [-1.0, -0.3, 0.0, 0.35, 1.0])
def test_rows_of_a_stream_have_the_mean_over_rms_that_was_asked_for(mean):
    rows = shifted_stream(mean, 20, 64, device=CPU).double().numpy()
    rms = np.sqrt(np.mean(rows**2, axis=-1))
    np.testing.assert_allclose(rows.mean(-1) / rms, mean, atol=1e-6)
    assert rms.max() / rms.min() > 3


def test_every_token_may_have_its_own_mean():
    means = torch.linspace(-0.5, 0.5, 7)[:, None]
    rows = shifted_stream(means, 7, 32, device=CPU).double()
    found = rows.mean(-1) / rows.square().mean(-1).sqrt()
    torch.testing.assert_close(found, means[:, 0].double(), atol=1e-6, rtol=0)


def test_streams_depend_on_the_seed_alone():
    torch.manual_seed(3)
    state = torch.get_rng_state()
    first = shifted_stream(0.2, device=CPU)
    assert torch.equal(first, shifted_stream(0.2, device=CPU))
    assert not torch.equal(first, shifted_stream(0.2, seed=2, device=CPU))
    assert torch.equal(torch.get_rng_state(), state)


@pytest.mark.parametrize("mean", [1.2, float("nan"), torch.tensor([[0.1], [-1.5]])])
def test_a_mean_out_of_range_is_refused(mean):
    with pytest.raises(ValueError, match="mean must lie between -1 and 1"):
        shifted_stream(mean, 2, device=CPU)


def test_a_tensor_of_means_of_another_shape_is_refused():
    with pytest.raises(ValueError, match=r"shape \(5, 1\), got shape \(5,\)"):
        shifted_stream(torch.zeros(5), 5, device=CPU)


def test_lean_moves_every_row_sum_and_nothing_else():
    plain = make_block(RMSNorm, "swiglu", device=CPU).function
    leaning = make_block(RMSNorm, "swiglu", lean=2.0, gate_lean=-1.0, device=CPU).function
    for name, moved in (("up", 2.0), ("gate", -1.0)):
        before, after = (getattr(one, name).weight.double() for one in (plain, leaning))
        torch.testing.assert_close(after.sum(1) - before.sum(1), torch.full((256,), moved).double(), atol=1e-5, rtol=0)
        torch.testing.assert_close(
            after - after.mean(1, keepdim=True), before - before.mean(1, keepdim=True), atol=1e-7, rtol=0
        )
    assert torch.equal(plain.down.weight, leaning.down.weight)


def test_without_gate_lean_the_gate_leans_as_up_does():
    a, b = (make_block(RMSNorm, "swiglu", lean=2.0, gate_lean=g, device=CPU).function for g in (None, 2.0))
    assert torch.equal(a.gate.weight, b.gate.weight)


def test_a_block_computes_norm_then_feed_forward_then_adds():
    block = make_block(nn.LayerNorm, "gelu", 16, seed=4, device=CPU)
    x = shifted_stream(0.5, 6, 16, device=CPU)
    inner = F.gelu(F.layer_norm(x, (16,)) @ block.function.up.weight.T)
    torch.testing.assert_close(block(x), x + inner @ block.function.down.weight.T)


def test_an_unknown_activation_is_refused():
    with pytest.raises(ValueError, match="activation must be one of"):
        make_block(RMSNorm, "relu")


@pytest.mark.parametrize("per_row", [True, False])
def test_rounding_gives_the_nearest_of_255_values(per_row):
    x = torch.randn(5, 200, generator=torch.Generator().manual_seed(0)) * torch.logspace(-2, 2, 5)[:, None]
    found = fake_int8(x, per_row).double().numpy()
    for row, rounded in zip(x.double().numpy(), found, strict=True):
        largest = np.abs(row).max() if per_row else x.abs().max().item()
        values = np.arange(-127, 128) * largest / 127
        nearest = values[np.abs(row[:, None] - values).argmin(1)]
        np.testing.assert_allclose(rounded, nearest, rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("per_row", [True, False])
def test_zeros_stay_zeros(per_row):
    assert torch.equal(fake_int8(torch.zeros(2, 3), per_row), torch.zeros(2, 3))


def test_matrices_are_rounded_and_gains_are_not():
    block = make_block(RMSNorm, "gelu", 16, device=CPU)
    with torch.no_grad():
        block.input_norm.weight.uniform_(generator=torch.Generator().manual_seed(0))
    gain, up = block.input_norm.weight.clone(), block.function.up.weight.clone()
    assert round_weights(block, per_row=True) is block
    assert torch.equal(block.input_norm.weight, gain)
    assert torch.equal(block.function.up.weight, fake_int8(up, True))
    assert not torch.equal(block.function.up.weight, up)


def test_relative_error_is_taken_feature_by_feature():
    exact = torch.tensor([[1.0, 100.0], [-1.0, 100.0]])
    y = exact + torch.tensor([[0.1, 0.0], [0.1, 0.0]])
    assert relative_error(y, exact) == pytest.approx(0.05)
    with pytest.raises(ValueError, match="same shape"):
        relative_error(y, exact[:1])
