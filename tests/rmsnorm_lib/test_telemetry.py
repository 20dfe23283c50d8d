"""Telemetry: exact against direct computation, however the data are split, and invisible to the model."""

import copy
import math
import sys
import types

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from rmsnorm_lib import RMSNorm, telemetry
from rmsnorm_lib.plotting.feed_forward import plot_comparison
from rmsnorm_lib.telemetry import STATISTICS, Moments, NormTelemetry, compare, token_statistics
from rmsnorm_lib.transformer import Transformer, TransformerConfig

from .strategies import normal, seeds


def direct(x: np.ndarray, near_zero: float = 0.01, saturation: float = 0.01) -> dict[str, np.ndarray]:
    """The eight statistics of every row, one row at a time and from their definitions."""
    result = {name: [] for name in STATISTICS}
    for row in x.reshape(-1, x.shape[-1]):
        rms, mean, gate = math.sqrt(np.mean(row * row)), np.mean(row), (1 + np.tanh(row / 2)) / 2
        central = [np.mean((row - mean) ** power) for power in (2, 4)]
        result["mean"].append(mean)
        result["rms"].append(rms)
        result["std"].append(np.std(row))
        result["negative"].append(np.count_nonzero(row < 0) / len(row))
        result["kurtosis"].append(central[1] / central[0] ** 2)
        result["max_over_rms"].append(max(abs(row)) / rms)
        result["near_zero"].append(np.count_nonzero(abs(row) < near_zero * rms) / len(row))
        result["saturated"].append(np.count_nonzero((gate < saturation) | (gate > 1 - saturation)) / len(row))
    return {name: np.array(values) for name, values in result.items()}


def measure(batches, **options) -> NormTelemetry:
    """Telemetry of a module that returns what it is given."""
    with NormTelemetry(nn.Identity(), **options) as found:
        model = next(iter(found._modules.values()))
        for batch in batches:
            model(batch)
    return found


@given(seed=seeds, rows=st.integers(1, 20), size=st.integers(2, 40), scale=st.sampled_from([1e-6, 1.0, 4.0, 1e6]))
def test_token_statistics_are_those_of_their_definitions(seed, rows, size, scale):
    x = normal(rows, size, seed=seed, scale=scale)
    found = token_statistics(x)
    for name, expected in direct(x.numpy()).items():
        np.testing.assert_allclose(found[name].numpy(), expected, rtol=1e-9, atol=1e-12 * scale, err_msg=name)


def test_known_rows():
    found = token_statistics(torch.tensor([[7.0, -1, -1, 7], [3, -3, 3, -3]], dtype=torch.float64))
    expected = {
        "mean": [3, 0],
        "rms": [5, 3],
        "std": [4, 3],
        "negative": [0.5, 0.5],
        "kurtosis": [1, 1],
        "max_over_rms": [1.4, 1],
    }
    for name, values in expected.items():
        assert found[name].tolist() == pytest.approx(values), name


def test_thresholds_are_those_of_the_documentation():
    # Row RMS 1 up to 1e-4: near zero is a magnitude below 0.01; a sigmoid is saturated beyond log(99) = 4.595
    x = torch.tensor([[0.0099, -0.0099, 0.0101, math.sqrt(4)]])
    assert token_statistics(x)["near_zero"].item() == 0.5
    assert token_statistics(x, near_zero=0.02)["near_zero"].item() == 0.75
    assert token_statistics(1000 * x)["near_zero"].item() == 0.5
    z = torch.tensor([[4.6, -4.6, 4.59, 0.0]])
    assert token_statistics(z)["saturated"].item() == 0.5
    assert token_statistics(z, saturation=0.011)["saturated"].item() == 0.75


def test_shape_of_token_statistics_is_that_of_the_rows():
    for name, values in token_statistics(torch.randn(2, 3, 5).half()).items():
        assert values.shape == (2, 3), name
        assert values.dtype == torch.float64, name
    assert token_statistics(torch.randn(5))["rms"].shape == ()


@settings(deadline=None)
@given(
    seed=seeds,
    size=st.integers(2, 24),
    splits=st.lists(st.integers(0, 7), min_size=1, max_size=6).filter(any),
    shift=st.sampled_from([0.0, 1e4]),
)
def test_any_split_into_batches_gives_the_direct_averages(seed, size, splits, shift):
    x = normal(sum(splits), size, seed=seed) + shift
    found, expected = measure(x.split(splits)), direct(x.numpy())
    for row in found.rows():
        values = expected[row["statistic"]]
        assert row["tokens"] == sum(splits)
        np.testing.assert_allclose(row["average"], np.mean(values), rtol=1e-9, err_msg=row["statistic"])
        np.testing.assert_allclose(row["lowest"], np.min(values), rtol=1e-7)
        np.testing.assert_allclose(row["highest"], np.max(values), rtol=1e-7)
        # The spread of nearly equal numbers is a difference of the order of their rounding
        np.testing.assert_allclose(row["spread"], np.std(values), rtol=1e-6, atol=1e-9 * np.abs(values).max())


@given(seed=seeds, splits=st.lists(st.integers(1, 5), min_size=1, max_size=5))
def test_features_are_those_of_the_columns(seed, splits):
    x = normal(sum(splits), 6, seed=seed)
    found = measure(x.split(splits)).features("Identity")
    assert [line["feature"] for line in found] == list(range(6))
    for key, expected in (("average", x.mean(0)), ("spread", x.std(0, correction=0)), ("highest", x.amax(0))):
        np.testing.assert_allclose([line[key] for line in found], expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal([line["lowest"] for line in found], x.amin(0))


@given(seed=seeds, num_rows=st.integers(1, 12), size=st.integers(1, 5), data=st.data())
def test_moments_with_gaps_merge_to_those_of_all_rows(seed, num_rows, size, data):
    values = normal(num_rows, size, seed=seed)
    valid = torch.rand(num_rows, size, generator=torch.Generator().manual_seed(seed)) < 0.6
    cut = data.draw(st.integers(0, num_rows))
    parts = [(values[a:b], valid[a:b]) for a, b in ((0, cut), (cut, num_rows)) if b > a]
    found = Moments(*parts[0])
    for part in parts[1:]:
        found.merge(Moments(*part))
    for column in range(size):
        kept = values[valid[:, column], column].numpy()
        columns = {key: numbers[column] for key, numbers in found.columns().items()}
        assert found.count[column] == len(kept)
        if len(kept) == 0:
            assert all(math.isnan(number) for number in columns.values())
        else:
            expected = [kept.mean(), kept.std(), kept.min(), kept.max()]
            np.testing.assert_allclose(list(columns.values()), expected, rtol=1e-9, atol=1e-12)


def test_pieces_of_a_large_batch_are_merged(monkeypatch):
    x = normal(50, 8, seed=1)
    whole = measure([x]).rows()
    monkeypatch.setattr(telemetry, "_PIECE", 24)
    for row, expected in zip(measure([x]).rows(), whole, strict=True):
        assert row["average"] == pytest.approx(expected["average"], rel=1e-12)
        assert row["spread"] == pytest.approx(expected["spread"], rel=1e-9)


def test_the_state_does_not_grow_with_the_number_of_tokens():
    def elements(found):
        moments = (part for record in found._records.values() for part in (record.by_token, record.by_feature))
        return sum(value.numel() for part in moments for value in vars(part).values())

    few, many = measure([normal(3, 16, seed=0)]), measure([normal(40, 16, seed=n) for n in range(20)])
    assert elements(few) == elements(many) <= 5 * (16 + len(STATISTICS))


def test_rows_without_a_statistic_are_left_out_of_its_average():
    x = torch.tensor([[0.0, 0, 0, 0], [0.1, 0.1, 0.1, 0.1], [7.0, -1, -1, 7]], dtype=torch.float64)
    found = {row["statistic"]: row for row in measure([x[:1], x[1:2], x[2:]]).rows()}
    assert found["kurtosis"]["average"] == pytest.approx(1)
    assert found["max_over_rms"]["average"] == pytest.approx((1 + 1.4) / 2)
    assert found["rms"]["average"] == pytest.approx(5.1 / 3)
    empty = {row["statistic"]: row for row in measure([x[:1]]).rows()}
    assert math.isnan(empty["kurtosis"]["average"])
    assert math.isnan(empty["max_over_rms"]["lowest"])
    assert empty["near_zero"]["average"] == 0


@pytest.mark.parametrize("size", [3, 7, 10, 41, 768])
def test_rounding_of_equal_features_is_no_kurtosis(size):
    x = torch.full((1, size), 0.1, dtype=torch.float64)
    assert math.isnan(token_statistics(x)["kurtosis"].item())


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_row_that_is_not_finite_shows(bad):
    x = normal(4, 6, seed=0)
    x[2, 1] = bad
    found = measure([x[:2], x[2:]])
    for statistic in ("mean", "rms", "kurtosis"):
        assert not math.isfinite(found.value("Identity", statistic))


def model_and_tokens(norm=RMSNorm):
    config = TransformerConfig(11, context=6, hidden_size=12, num_layers=2, num_heads=3, activation="swiglu")
    tokens = torch.randint(11, (4, 6), generator=torch.Generator().manual_seed(0))
    return Transformer(config, norm), tokens


def outputs_and_gradients(model, tokens, context=None):
    model.zero_grad()
    with context or torch.enable_grad():
        logits = model(tokens)
        logits.square().mean().backward()
    return [logits.detach()] + [parameter.grad.clone() for parameter in model.parameters()]


def num_hooks(model) -> int:
    return sum(
        len(hooks)
        for module in model.modules()
        for hooks in (module._forward_hooks, module._forward_pre_hooks, module._backward_hooks)
    )


def test_outputs_and_gradients_are_the_same_to_the_last_bit():
    model, tokens = model_and_tokens()
    plain = outputs_and_gradients(model, tokens)
    found = NormTelemetry(model, inputs=True, gradients=True)
    watched = outputs_and_gradients(model, tokens, found)
    after = outputs_and_gradients(model, tokens)
    for expected, first, second in zip(plain, watched, after, strict=True):
        assert torch.equal(expected, first)
        assert torch.equal(expected, second)
    assert num_hooks(model) == 0
    assert found.value("final_norm", "rms") == pytest.approx(1, rel=1e-5)


def test_gradients_are_those_with_respect_to_the_output():
    model, tokens = model_and_tokens()
    seen = []

    def keep(_, __, output):
        output.retain_grad()
        seen.append(output)

    model.final_norm.register_forward_hook(keep)
    with NormTelemetry(model, ["final_norm"], gradients=True) as found:
        for part in tokens.split(2):
            model(part).square().sum().backward()
    gradients = torch.cat([output.grad.flatten(0, 1) for output in seen]).double().numpy()
    for name, values in direct(gradients).items():
        assert found.value("final_norm", name, "gradient") == pytest.approx(values.mean(), rel=1e-9), name


def test_gradient_of_an_output_that_the_next_module_overwrites():
    x, found = normal(4, 6, seed=0, dtype=torch.float32), {}
    for inplace in (False, True):
        model = nn.Sequential(nn.Linear(6, 5), nn.ReLU(inplace=inplace))
        nn.init.constant_(model[0].bias, 0.1)
        nn.init.eye_(model[0].weight)
        with NormTelemetry(model, ["0"], gradients=True) as telemetry:
            model(x).square().sum().backward()
        found[inplace] = [row for row in telemetry.rows() if row["tensor"] == "gradient"], model[0].weight.grad
    assert found[False][0] == found[True][0]
    assert torch.equal(found[False][1], found[True][1])


def test_inference_mode_and_another_mode_can_be_mixed():
    x, model = normal(6, 5, seed=0), nn.Identity()
    with NormTelemetry(model) as found:
        with torch.inference_mode():
            model(x[:3])
        model(x[3:])
    assert found.value("Identity", "rms") == pytest.approx(direct(x.numpy())["rms"].mean())


def test_without_a_graph_there_is_no_gradient():
    model, tokens = model_and_tokens()
    with torch.no_grad(), NormTelemetry(model, ["final_norm"], gradients=True) as found:
        model(tokens)
    assert {row["tensor"] for row in found.rows()} == {"output"}


def test_a_backward_pass_after_the_end_is_not_counted():
    x = normal(3, 4, seed=0).requires_grad_()
    model = nn.Identity()
    with NormTelemetry(model, gradients=True) as found:
        loss = model(x).sum()
    loss.backward()
    assert {row["tensor"] for row in found.rows()} == {"output"}
    assert not x._backward_hooks


def test_hooks_are_gone_after_an_exception():
    model, _ = model_and_tokens()
    found = NormTelemetry(model, inputs=True)
    with pytest.raises(ValueError, match="positions"), found:
        model(torch.zeros(1, 7, dtype=torch.int64))
    assert num_hooks(model) == 0
    with found:
        assert num_hooks(model) == 2 * len(found._modules)


def test_input_is_measured_before_the_module_overwrites_it():
    model, x = nn.ReLU(inplace=True), normal(5, 8, seed=3)
    share = (x < 0).double().mean().item()
    with NormTelemetry(model, inputs=True) as found:
        model(x)
    assert found.value("ReLU", "negative", "input") == pytest.approx(share)
    assert found.value("ReLU", "negative") == 0


def test_entering_again_goes_on_counting_and_nesting_is_refused():
    model, x = nn.Identity(), normal(6, 5, seed=0)
    found = NormTelemetry(model)
    for part in x.split(3):
        with found:
            model(part)
    model(100 * x)
    assert found.rows()[0]["tokens"] == 6
    with found, pytest.raises(RuntimeError, match="already measuring"):
        found.__enter__()
    assert num_hooks(model) == 0


def test_two_measurements_at_once_agree():
    model, x = nn.LayerNorm(5), normal(6, 5, seed=0, dtype=torch.float32)
    with NormTelemetry(model) as first, NormTelemetry(model) as second:
        model(x)
    assert first.rows() == second.rows()


class Returns(nn.Module):
    def __init__(self, make) -> None:
        super().__init__()
        self.make = make

    def forward(self, x=None, *, mask=None):
        return self.make(x if mask is None else mask)


@pytest.mark.parametrize(
    "make",
    [
        lambda x: (x, 2 * x),
        lambda x: [x],
        lambda x: {"ids": torch.arange(3), "hidden": x, "more": 2 * x},
        lambda x: (torch.arange(3), None, x),
    ],
    ids=["tuple", "list", "mapping", "not first"],
)
def test_the_first_floating_point_tensor_is_taken(make):
    x = normal(4, 6, seed=0)
    model = Returns(make)
    with NormTelemetry(model, inputs=True) as found:
        model(x)
        model(mask=x)
    assert found.value("Returns", "rms") == pytest.approx(direct(x.numpy())["rms"].mean())
    assert [row["tokens"] for row in found.rows()] == [8] * 16


def test_attention_that_returns_a_tuple_and_its_gradient():
    attention = nn.MultiheadAttention(8, 2, batch_first=True)
    x = normal(2, 5, 8, seed=0, dtype=torch.float32)
    with NormTelemetry(nn.Sequential(attention), ["0"], gradients=True) as found:
        output, weights = attention(x, x, x)
        output.sum().backward()
    assert weights is not None
    assert found.value("0", "mean", "gradient") == 1
    assert found.value("0", "rms") == pytest.approx(direct(output.detach().double().numpy())["rms"].mean())


@pytest.mark.parametrize("make", [lambda x: None, lambda x: torch.arange(3), lambda x: ((x,),)])
def test_a_module_without_such_a_tensor_is_an_error(make):
    with pytest.raises(TypeError, match=r"module 'Returns' must return a floating-point tensor"):
        with_model(Returns(make))


def with_model(model, x=None, **options):
    with NormTelemetry(model, **options):
        model(normal(4, 6, seed=0) if x is None else x)


def test_errors_in_the_forward_pass():
    with pytest.raises(ValueError, match=r"the output of module 'Returns' must have a last dimension"):
        with_model(Returns(lambda x: x.sum()))
    model = nn.Identity()
    with NormTelemetry(model) as found:
        model(torch.ones(2, 3))
        with pytest.raises(ValueError, match=r"must keep its number of features, got 4 after 3"):
            model(torch.ones(2, 4))
    assert found.rows()[0]["tokens"] == 2


def test_choice_of_modules():
    model, tokens = model_and_tokens(nn.LayerNorm)
    with NormTelemetry(model) as found:
        model(tokens)
    names = {row["module"] for row in found.rows()}
    assert {"token_embedding", "blocks.0.1.function.gate", "blocks.1.1.function.activation", "head"} <= names
    assert "blocks.0" not in names
    with NormTelemetry(model, [nn.LayerNorm, "blocks.1", "final_norm"], inputs=True) as found:
        model(tokens)
    names = list(dict.fromkeys(row["module"] for row in found.rows()))
    assert len(names) == 6
    assert names[-1] == "blocks.1"
    with NormTelemetry(model, ["token_embedding"], inputs=True) as found:
        model(tokens)
    assert {row["tensor"] for row in found.rows()} == {"output"}


def test_a_module_with_two_names_is_counted_once_a_call():
    shared = nn.Linear(4, 4)
    model = nn.Sequential(shared, nn.GELU(), shared)
    with NormTelemetry(model, ["0", "2"]) as found:
        model(torch.ones(3, 4))
    assert [row["tokens"] for row in found.rows()] == [6] * 8


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (([1],), TypeError, "modules must hold names and types, got int"),
        (("0",), TypeError, "collection"),
        ((nn.GELU,), TypeError, "collection"),
        (([],), ValueError, "at least one"),
        ((["norm"],), ValueError, "has no module 'norm'"),
        (([nn.LayerNorm],), ValueError, "no module of type LayerNorm"),
    ],
)
def test_errors_in_the_choice_of_modules(arguments, error, message):
    with pytest.raises(error, match=message):
        NormTelemetry(nn.Sequential(nn.GELU()), *arguments)


def test_errors_of_other_arguments():
    with pytest.raises(TypeError, match=r"model must be a torch.nn.Module, got list"):
        NormTelemetry([])
    for threshold in (0, -1, math.nan):
        with pytest.raises(ValueError, match="near_zero must be above 0"):
            NormTelemetry(nn.GELU(), near_zero=threshold)
        with pytest.raises(ValueError, match=r"saturation must lie between 0 and 0\.5"):
            token_statistics(torch.ones(2), saturation=threshold)
    with pytest.raises(TypeError, match=r"x must be a floating-point tensor, got dtype torch\.int64"):
        token_statistics(torch.arange(3))
    with pytest.raises(ValueError, match="at least one feature"):
        token_statistics(torch.ones(3, 0))
    found = measure([torch.ones(1, 2)])
    with pytest.raises(ValueError, match=r"statistic must be one of .*'skew'"):
        found.value("Identity", "skew")
    with pytest.raises(ValueError, match=r"must be one of \[\('Identity', 'output'\)\], got \('Identity', 'input'\)"):
        found.value("Identity", "mean", "input")
    with pytest.raises(ValueError, match="got \\('x', 'output'\\)"):
        found.features("x")


def test_nothing_measured():
    found = NormTelemetry(nn.GELU())
    assert found.rows() == []
    assert str(found) == "nothing was measured"
    assert measure([torch.ones(0, 3)]).rows() == []


def test_printing_gives_one_line_for_each_tensor():
    model = nn.Sequential(nn.LayerNorm(4), nn.GELU())
    with NormTelemetry(model, inputs=True) as found:
        model(normal(5, 4, seed=0, dtype=torch.float32))
    lines = str(found).splitlines()
    assert lines[0].split() == ["module", "tensor", *STATISTICS]
    assert [line.split()[:2] for line in lines[1:]] == [
        ["0", "input"],
        ["0", "output"],
        ["1", "input"],
        ["1", "output"],
    ]
    assert float(lines[4].split()[3]) == pytest.approx(found.value("1", "rms"), abs=5e-4)


def test_table_is_a_data_frame_where_pandas_is_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    found = measure([normal(3, 4, seed=0)])
    assert found.table() == found.rows()
    fake = types.ModuleType("pandas")
    fake.DataFrame = lambda rows: ("frame", rows)
    monkeypatch.setitem(sys.modules, "pandas", fake)
    assert found.table() == ("frame", found.rows())
    assert compare(found, found).table()[0] == "frame"


def test_compare_orders_by_change():
    rng = normal(400, 64, seed=0)
    centred = (rng - rng.mean(-1, keepdim=True)) / rng.std(-1, correction=0, keepdim=True)
    shifted = 0.35 + math.sqrt(1 - 0.35**2) * centred
    found = compare(measure([centred]), measure([shifted]))
    first, last = found.rows[0], {row["statistic"]: row for row in found.rows}
    assert (first["module"], first["tensor"], first["statistic"]) == ("Identity", "output", "mean")
    assert first["before"] == pytest.approx(0, abs=1e-12)
    assert first["after"] == pytest.approx(0.35)
    assert first["change"] == pytest.approx(0.35)
    assert last["rms"]["change"] < 1e-12
    assert last["std"]["change"] == pytest.approx(1 - math.sqrt(1 - 0.35**2))
    assert last["negative"]["change"] == pytest.approx(last["negative"]["before"] - last["negative"]["after"])
    changes = [row["change"] for row in found.rows]
    assert changes == sorted(changes, reverse=True)
    lines = str(found).splitlines()
    assert len(lines) == 9
    assert lines[1].split()[2:] == ["mean", lines[1].split()[3], "0.350", "0.350"]
    assert len(found.text(3).splitlines()) == 4


def test_compare_of_equal_measurements_finds_no_change():
    found = measure([normal(3, 4, seed=0), torch.zeros(1, 4)])
    assert all(row["change"] == 0 for row in compare(found, found.rows()).rows)


def test_compare_shows_what_only_one_side_has_and_a_nan_comes_first():
    before = nn.Sequential(nn.LayerNorm(4), nn.GELU())
    after = nn.Sequential(nn.LayerNorm(4), nn.GELU(), nn.Identity())
    x = normal(3, 4, seed=0, dtype=torch.float32)
    with NormTelemetry(before, inputs=True) as left:
        before(x)
    with NormTelemetry(after) as right:
        after(x)
        after[1](x * math.nan)
    found = compare(left, right)
    assert found.only_before == [("0", "input"), ("1", "input")]
    assert found.only_after == [("2", "output")]
    assert "only before: 0 input, 1 input\nonly after: 2 output" in str(found)
    assert (found.rows[0]["module"], found.rows[0]["change"]) == ("1", math.inf)


def test_compare_errors():
    left, right = measure([torch.ones(2, 3)]), copy.deepcopy(measure([torch.ones(2, 3)]).rows())
    with pytest.raises(TypeError, match="before must be a NormTelemetry or the list of its rows, got str"):
        compare("", right)
    with pytest.raises(TypeError, match=r"after must hold rows with module.*KeyError"):
        compare(left, [{"module": "x"}])
    with pytest.raises(TypeError, match=r"after must hold every statistic of \('Identity', 'output'\), it lacks"):
        compare(left, right[:3])
    for row in right:
        row["module"] = "other"
    with pytest.raises(ValueError, match="must have a module and tensor in common"):
        compare(left, right)


def test_the_figure_of_a_comparison_has_a_line_for_each_statistic():
    rows = compare(measure([normal(3, 4, seed=0)]), measure([normal(3, 4, seed=1)])).rows
    (ax,) = plot_comparison(rows, "Identity", "output").axes
    assert {label.get_text() for label in ax.get_yticklabels()} == set(STATISTICS)
    with pytest.raises(ValueError, match=r"must be one of \[\('Identity', 'output'\)\], got \('x', 'output'\)"):
        plot_comparison(rows, "x", "output")


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_on_a_gpu_the_numbers_are_those_of_the_cpu():
    x = normal(9, 16, seed=0)
    on_gpu, on_cpu = measure(x.cuda().split(4)), measure(x.split(4))
    for found, expected in zip(on_gpu.rows(), on_cpu.rows(), strict=True):
        assert found["average"] == pytest.approx(expected["average"], rel=1e-12)
