import copy

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from rmsnorm_lib import GEMMA, PAPER, RMSNorm
from rmsnorm_lib.conversion import center_output, convert_pre_layer_norm, fold_gain, layer_norm_to_rms_norm

from .strategies import conventions, normal, seeds

VOCABULARY, LENGTH = 11, 5
sizes = st.sampled_from([1, 2, 3, 8, 17, 64])


class Block(nn.Module):
    """A Pre-LN attention sublayer and a Pre-LN feed-forward sublayer, with one head and no mask."""

    def __init__(self, size: int, bias: bool) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(size, bias=bias), nn.LayerNorm(size, bias=bias)
        self.qkv, self.out = nn.Linear(size, 3 * size, bias), nn.Linear(size, size, bias)
        self.up, self.down = nn.Linear(size, 2 * size, bias), nn.Linear(2 * size, size, bias)

    def forward(self, h):
        q, k, v = self.qkv(self.norm1(h)).chunk(3, -1)
        h = h + self.out((q @ k.mT / q.shape[-1] ** 0.5).softmax(-1) @ v)
        return h + self.down(torch.tanh(self.up(self.norm2(h))))


class Stack(nn.Module):
    def __init__(self, size: int, num_blocks: int = 2, bias: bool = True) -> None:
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, size)
        self.positions = nn.Parameter(torch.zeros(LENGTH, size))
        self.blocks = nn.ModuleList(Block(size, bias) for _ in range(num_blocks))
        self.norm = nn.LayerNorm(size, bias=bias)
        self.head = nn.Linear(size, VOCABULARY, bias)

    def forward(self, tokens):
        h = self.tokens(tokens) + self.positions
        for block in self.blocks:
            h = block(h)
        return self.head(self.norm(h))


def make_stack(size: int, seed: int, **kwargs) -> Stack:
    """Every parameter random with a mean other than zero, gains and biases of the norms included."""
    model = Stack(size, **kwargs).double()
    with torch.no_grad():
        for index, parameter in enumerate(model.parameters()):
            scale = parameter.shape[-1] ** -0.5 if parameter.ndim == 2 else 1.0
            parameter.copy_(normal(*parameter.shape, seed=seed % 2**20 + index, scale=scale))
    return model


def writers_of(model: Stack) -> list[str]:
    sublayers = [f"blocks.{i}.{name}" for i in range(len(model.blocks)) for name in ("out", "down")]
    return ["tokens", "positions", *sublayers]


def random_tokens(seed: int) -> torch.Tensor:
    return torch.randint(VOCABULARY, (3, LENGTH), generator=torch.Generator().manual_seed(seed))


def snapshot(*modules: nn.Module) -> list[dict[str, torch.Tensor]]:
    return [copy.deepcopy(module.state_dict()) for module in modules]


def assert_unchanged(before, *modules: nn.Module) -> None:
    for state, module in zip(before, modules, strict=True):
        after = module.state_dict()
        assert list(state) == list(after)
        assert all(torch.equal(state[name], after[name]) for name in state)


def assert_equal_functions(left, right, x) -> None:
    torch.testing.assert_close(left(x), right(x), rtol=1e-12, atol=1e-12)


# fold_gain


@given(conventions, st.booleans(), st.booleans(), sizes, sizes, seeds)
def test_folding_keeps_the_function(convention, norm_bias, linear_bias, size, outputs, seed):
    norm = RMSNorm(size, bias=norm_bias, convention=convention, dtype=torch.float64)
    linear = nn.Linear(size, outputs, linear_bias, dtype=torch.float64)
    with torch.no_grad():
        for index, parameter in enumerate((*norm.parameters(), *linear.parameters())):
            parameter.copy_(normal(*parameter.shape, seed=seed % 2**20 + index))
    before = snapshot(norm, linear)
    plain, folded = fold_gain(norm, linear)
    assert_equal_functions(lambda x: folded(plain(x)), lambda x: linear(norm(x)), normal(4, size, seed=seed))
    assert list(plain.parameters()) == []
    assert (folded.bias is not None) == (norm_bias or linear_bias)
    assert_unchanged(before, norm, linear)


@pytest.mark.parametrize("kind", [nn.RMSNorm, nn.LayerNorm])
def test_folding_serves_the_norms_of_torch_and_several_readers(kind):
    norm = kind(8, dtype=torch.float64)
    linears = [nn.Linear(8, outputs, dtype=torch.float64) for outputs in (3, 5)]
    with torch.no_grad():
        for index, parameter in enumerate(norm.parameters()):
            parameter.copy_(normal(8, seed=index))
    plain, *folded = fold_gain(norm, *linears)
    assert type(plain) is kind
    x = normal(4, 8, seed=9)
    for new, old in zip(folded, linears, strict=True):
        assert_equal_functions(lambda x, new=new: new(plain(x)), lambda x, old=old: old(norm(x)), x)


def test_gemma_folds_one_plus_the_stored_weight():
    norm = RMSNorm(4, convention=GEMMA)
    linear = nn.Linear(4, 2)
    assert torch.equal(fold_gain(norm, linear)[1].weight, linear.weight)


def test_a_folded_layer_keeps_its_dtype_and_trains():
    norm, linear = RMSNorm(8, convention=PAPER, bias=True), nn.Linear(8, 4, bias=False).bfloat16()
    plain, folded = fold_gain(norm, linear)
    assert {parameter.dtype for parameter in folded.parameters()} == {torch.bfloat16}
    folded(plain(normal(3, 8, seed=0, dtype=torch.bfloat16))).sum().backward()
    assert all(parameter.grad.abs().max() > 0 for parameter in folded.parameters())


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: fold_gain(nn.BatchNorm1d(4), nn.Linear(4, 2)), TypeError, "norm must be one of .*got BatchNorm1d"),
        (lambda: fold_gain(RMSNorm(4), nn.ReLU()), TypeError, r"linears\[0\] must be one of torch.Linear, got ReLU"),
        (lambda: fold_gain(RMSNorm(4)), ValueError, "linears must hold at least one"),
        (lambda: fold_gain(RMSNorm(4), nn.Linear(4, 4), nn.Linear(5, 4)), ValueError, r"linears\[1\] must read the 4"),
        (lambda: fold_gain(RMSNorm((2, 2)), nn.Linear(2, 4)), ValueError, "norm must normalize one dimension"),
        (lambda: fold_gain(RMSNorm(4, elementwise_affine=False), nn.Linear(4, 2)), ValueError, "norm has no gain"),
        (
            lambda: fold_gain(RMSNorm(4), nn.utils.parametrizations.weight_norm(nn.Linear(4, 2))),
            TypeError,
            r"linears\[0\] must hold its weight as a plain parameter",
        ),
    ],
)
def test_impossible_folding_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_a_gain_cannot_be_folded_twice():
    plain, folded = fold_gain(RMSNorm(4), nn.Linear(4, 2))
    with pytest.raises(ValueError, match="norm has no gain"):
        fold_gain(plain, folded)


# center_output, layer_norm_to_rms_norm


@given(size=sizes, seed=seeds)
def test_centred_outputs_lose_their_mean_and_nothing_else(size, seed):
    linear = nn.Linear(3, size, dtype=torch.float64)
    embedding = nn.Embedding(VOCABULARY, size, dtype=torch.float64)
    with torch.no_grad():
        for index, parameter in enumerate((*linear.parameters(), *embedding.parameters())):
            parameter.copy_(normal(*parameter.shape, seed=seed % 2**20 + index))
    before = snapshot(linear, embedding)
    for module, x in ((linear, normal(4, 3, seed=seed)), (embedding, torch.arange(VOCABULARY))):
        given_, expected = center_output(module)(x), module(x)
        torch.testing.assert_close(given_, expected - expected.mean(-1, keepdim=True), rtol=1e-12, atol=1e-12)
    assert_unchanged(before, linear, embedding)


@given(size=sizes, seed=seeds, eps=st.sampled_from([1e-12, 1e-5, 0.3]))
def test_both_norms_agree_on_centred_rows_for_every_eps(size, seed, eps):
    norm = nn.LayerNorm(size, eps, dtype=torch.float64)
    with torch.no_grad():
        norm.weight.copy_(normal(size, seed=seed % 2**20))
        norm.bias.copy_(normal(size, seed=seed % 2**20 + 1))
    x = normal(4, size, seed=seed)
    # rounding leaves a mean of about 1e-17 in a row of one element, which a tiny eps would blow up
    x = torch.zeros_like(x) if size == 1 else x - x.mean(-1, keepdim=True)
    converted = layer_norm_to_rms_norm(norm)
    assert_equal_functions(converted, norm, x)
    if size > 1:
        assert (converted(x + 1) - norm(x + 1)).abs().max() > 1e-3
    assert converted.weight is not norm.weight


@pytest.mark.parametrize("affine", [{"elementwise_affine": False}, {"bias": False}, {}])
def test_the_new_norm_has_the_parameters_of_the_old_one(affine):
    norm = nn.LayerNorm(4, dtype=torch.bfloat16, **affine).eval()
    norm.requires_grad_(False)
    converted = layer_norm_to_rms_norm(norm)
    assert converted.state_dict().keys() == norm.state_dict().keys()
    assert not converted.training
    assert all(one.dtype == torch.bfloat16 and not one.requires_grad for one in converted.parameters())


# convert_pre_layer_norm


@given(size=sizes, num_blocks=st.integers(0, 3), bias=st.booleans(), seed=seeds)
def test_conversion_keeps_the_function_of_a_transformer(size, num_blocks, bias, seed):
    model = make_stack(size, seed, num_blocks=num_blocks, bias=bias)
    before = snapshot(model)
    converted = convert_pre_layer_norm(model, writers_of(model))
    assert_equal_functions(converted, model, random_tokens(seed))
    assert not any(isinstance(module, nn.LayerNorm) for module in converted.modules())
    assert_unchanged(before, model)


@given(size=st.sampled_from([3, 8, 64]), seed=seeds)
def test_without_centring_the_swap_changes_the_function(size, seed):
    model = make_stack(size, seed)
    swapped = copy.deepcopy(model)
    for name, module in model.named_modules():
        if isinstance(module, nn.LayerNorm):
            swapped.set_submodule(name, layer_norm_to_rms_norm(module))
    tokens = random_tokens(seed)
    assert (swapped(tokens) - model(tokens)).abs().max() > 1e-3


def test_the_encoder_of_torch_can_be_converted():
    torch.manual_seed(0)
    layer = nn.TransformerEncoderLayer(16, 2, 32, dropout=0.0, norm_first=True, batch_first=True)
    encoder = nn.TransformerEncoder(layer, 2, nn.LayerNorm(16), enable_nested_tensor=False)
    model = nn.Sequential(nn.Embedding(VOCABULARY, 16), encoder, nn.Linear(16, 3)).double()
    writers = ["0", *(f"1.layers.{i}.{name}" for i in range(2) for name in ("self_attn.out_proj", "linear2"))]
    converted = convert_pre_layer_norm(model, writers, example=(random_tokens(0),))
    assert_equal_functions(converted, model, random_tokens(1))


def test_gradients_reach_every_parameter_and_agree_for_the_readers():
    model = make_stack(8, 0)
    converted = convert_pre_layer_norm(model, writers_of(model))
    for one in (model, converted):
        one(random_tokens(0)).square().sum().backward()
    assert all(parameter.grad is not None for parameter in converted.parameters())
    for name in ("blocks.0.qkv", "blocks.1.up", "head"):
        left, right = (one.get_submodule(name).weight.grad for one in (converted, model))
        torch.testing.assert_close(left, right, rtol=1e-10, atol=1e-12)


def test_a_converted_model_can_be_folded():
    model = make_stack(8, 0)
    converted = convert_pre_layer_norm(model, writers_of(model))
    converted.norm, converted.head = fold_gain(converted.norm, converted.head)
    for block in converted.blocks:
        block.norm1, block.qkv = fold_gain(block.norm1, block.qkv)
        block.norm2, block.up = fold_gain(block.norm2, block.up)
    assert_equal_functions(converted, model, random_tokens(0))


def test_a_norm_that_is_not_named_stays_and_does_no_harm():
    model = make_stack(8, 0)
    converted = convert_pre_layer_norm(model, writers_of(model), ["blocks.0.norm1"], example=(random_tokens(0),))
    assert isinstance(converted.blocks[0].norm1, RMSNorm)
    assert isinstance(converted.norm, nn.LayerNorm)


def test_one_norm_under_two_names_stays_one_norm():
    model = make_stack(8, 0)
    model.blocks[1].norm1 = model.blocks[0].norm1
    converted = convert_pre_layer_norm(model, writers_of(model), example=(random_tokens(0),))
    assert converted.blocks[1].norm1 is converted.blocks[0].norm1


def test_float32_models_agree_within_rounding():
    model = make_stack(64, 0).float()
    converted = convert_pre_layer_norm(model, writers_of(model), example=(random_tokens(0),))
    torch.testing.assert_close(converted(random_tokens(1)), model(random_tokens(1)), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("missing", range(6))
def test_the_example_finds_a_forgotten_writer(missing):
    model = make_stack(8, 0)
    writers = writers_of(model)
    forgotten = writers.pop(missing)
    before = snapshot(model)
    first_reader = {"tokens": "blocks.0.norm1", "positions": "blocks.0.norm1", "blocks.0.out": "blocks.0.norm2"}
    first_reader |= {"blocks.0.down": "blocks.1.norm1", "blocks.1.out": "blocks.1.norm2", "blocks.1.down": "norm"}
    with pytest.raises(ValueError, match=f"the input of '{first_reader[forgotten]}' is not centred"):
        convert_pre_layer_norm(model, writers, example=(random_tokens(0),))
    assert_unchanged(before, model)


def test_the_example_finds_a_reader_without_a_norm():
    model = make_stack(8, 0)
    model.norm = nn.Identity()
    with pytest.raises(ValueError, match="must read the residual stream through the named norms only"):
        convert_pre_layer_norm(model, writers_of(model), example=(random_tokens(0),))


def tied() -> Stack:
    model = make_stack(8, 0)
    model.head.weight = model.tokens.weight
    return model


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"writers": ["nothing"]}, ValueError, "writers: the model has no module 'nothing'"),
        ({"writers": []}, ValueError, "writers must name at least one"),
        ({"writers": "tokens"}, TypeError, "writers must be a collection of names, got the single string 'tokens'"),
        ({"writers": ["blocks.0.up"]}, ValueError, "'blocks.0.up.weight' must write 8 features"),
        ({"writers": ["norm"]}, TypeError, "writers: 'norm' must be one of torch.Linear, torch.Embedding"),
        ({"writers": ["blocks.0.out.weight"]}, ValueError, "must name the module of 'blocks.0.out.weight'"),
        ({"norms": ["nothing"]}, ValueError, "norms: the model has no module 'nothing'"),
        ({"norms": []}, ValueError, "norms must name at least one LayerNorm"),
        ({"norms": ["head"]}, TypeError, "norms: 'head' must be one of torch.LayerNorm, got Linear"),
        ({"model": tied(), "writers": ["tokens"]}, ValueError, "'tokens.weight' is shared with 'head.weight'"),
        (
            {"model": nn.Sequential(nn.Embedding(4, 8, max_norm=1.0), nn.LayerNorm(8)), "writers": ["0"]},
            ValueError,
            "max_norm",
        ),
        (
            {"model": nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.LayerNorm(4)), "writers": ["0"]},
            ValueError,
            "must all have the size of the residual stream",
        ),
        (
            {"model": nn.Sequential(nn.Linear(4, 8), nn.LayerNorm((2, 8))), "writers": ["0"]},
            ValueError,
            "must normalize one dimension",
        ),
    ],
)
def test_impossible_conversions_are_refused_and_leave_the_model_alone(change, error, message):
    model = change.get("model") or make_stack(8, 0)
    before = snapshot(model)
    writers = change["writers"] if "writers" in change else writers_of(model)
    with pytest.raises(error, match=message):
        convert_pre_layer_norm(model, writers, change.get("norms"))
    assert_unchanged(before, model)
