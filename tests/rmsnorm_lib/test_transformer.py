"""The small Transformer: shapes, causality, sizes, placements, determinism, grouping and errors."""

import math
from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from rmsnorm_lib import GEMMA, TORCH, RMSNorm, rms
from rmsnorm_lib.transformer import (
    NORM_PLACEMENTS,
    CausalSelfAttention,
    CharTokenizer,
    FeedForward,
    Transformer,
    TransformerConfig,
    evaluate,
    parameter_groups,
    standard_library_text,
    train,
)

CONFIG = TransformerConfig(vocab_size=11, context=12, hidden_size=24, num_layers=2, num_heads=3)
NORMS = {
    "none": nn.Identity,
    "layer": nn.LayerNorm,
    "torch": nn.RMSNorm,
    "rms": RMSNorm,
    "bias": lambda size: RMSNorm(size, bias=True),
    "gemma": lambda size: RMSNorm(size, convention=GEMMA),
    "partial": lambda size: RMSNorm(size, convention=replace(TORCH, p=0.25)),
}
norms = pytest.mark.parametrize("norm", NORMS.values(), ids=NORMS)
placements = pytest.mark.parametrize("placement", NORM_PLACEMENTS)


def random_tokens(*shape, seed=0):
    return torch.randint(CONFIG.vocab_size, shape, generator=torch.Generator().manual_seed(seed))


def num_parameters(module):
    return sum(parameter.numel() for parameter in module.parameters())


@norms
@placements
def test_shapes_and_gradients(norm, placement):
    model = Transformer(replace(CONFIG, norm_placement=placement, qk_norm=True, activation="swiglu"), norm)
    for length in (1, 5, CONFIG.context):
        assert model(random_tokens(4, length)).shape == (4, length, CONFIG.vocab_size)
    model(random_tokens(4, 12)).square().mean().backward()
    for name, parameter in model.named_parameters():
        assert torch.isfinite(parameter.grad).all(), name
        assert parameter.grad.any(), name


@placements
@pytest.mark.parametrize("qk_norm", [False, True])
def test_a_later_token_never_changes_an_earlier_logit(placement, qk_norm):
    model = Transformer(replace(CONFIG, norm_placement=placement, qk_norm=qk_norm)).double()
    tokens = random_tokens(3, 12)
    before = model(tokens)
    for position in range(1, 12):
        changed = tokens.clone()
        changed[:, position] = (changed[:, position] + 1) % CONFIG.vocab_size
        after = model(changed)
        torch.testing.assert_close(after[:, :position], before[:, :position], rtol=1e-12, atol=1e-12)
        assert (after[:, position:] - before[:, position:]).abs().amax(dim=(0, 2)).min() > 1e-6


@pytest.mark.parametrize("qk_norm", [False, True])
def test_attention_is_the_masked_softmax_of_scaled_dot_products(qk_norm):
    attention = CausalSelfAttention(24, 3, qk_norm).double()
    x = torch.randn(2, 7, 24, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    query, key, value = (part.unflatten(-1, (3, 8)) for part in attention.query_key_value(x).split(24, dim=-1))
    if qk_norm:
        eps = torch.finfo(torch.float64).eps
        query, key = (t / (t.square().mean(-1, keepdim=True) + eps).sqrt() for t in (query, key))
    logits = torch.einsum("bihd,bjhd->bhij", query, key) / math.sqrt(8)
    logits = logits.masked_fill(torch.ones(7, 7).triu(1).bool(), -math.inf)
    expected = attention.output(torch.einsum("bhij,bjhd->bihd", logits.softmax(-1), value).flatten(-2))
    torch.testing.assert_close(attention(x), expected, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("hidden_size", [3, 24, 64, 96, 100, 256])
def test_both_activations_have_the_same_number_of_parameters_to_within_one_row(hidden_size):
    gelu, swiglu = (num_parameters(FeedForward(hidden_size, name)) for name in ("gelu", "swiglu"))
    assert gelu == 8 * hidden_size**2
    assert abs(swiglu - gelu) <= hidden_size


def test_feed_forward_computes_its_formulas():
    x = torch.randn(5, 6, generator=torch.Generator().manual_seed(0))
    plain, gated = FeedForward(6), FeedForward(6, "swiglu")
    torch.testing.assert_close(plain(x), F.gelu(x @ plain.up.weight.T) @ plain.down.weight.T)
    gate = x @ gated.gate.weight.T
    torch.testing.assert_close(gated(x), (gate * gate.sigmoid() * (x @ gated.up.weight.T)) @ gated.down.weight.T)


@placements
def test_every_placement_computes_its_formula(placement):
    model = Transformer(replace(CONFIG, norm_placement=placement)).double()
    sublayer = model.blocks[0][0]
    x = 3 * torch.randn(2, 5, 24, dtype=torch.float64, generator=torch.Generator().manual_seed(2))
    f = sublayer.function

    def unit(rows):
        return F.rms_norm(rows, (24,))

    expected = {"pre": x + f(unit(x)), "post": unit(x + f(x)), "sandwich": x + unit(f(unit(x)))}[placement]
    torch.testing.assert_close(sublayer(x), expected)


@pytest.mark.parametrize(("placement", "num_norms"), [("pre", 5), ("post", 4), ("sandwich", 9)])
def test_number_of_norms_and_the_final_one(placement, num_norms):
    model = Transformer(replace(CONFIG, norm_placement=placement))
    assert sum(isinstance(module, RMSNorm) for module in model.modules()) == num_norms
    assert isinstance(model.final_norm, nn.Identity if placement == "post" else RMSNorm)
    seen = []
    model.head.register_forward_pre_hook(lambda module, inputs: seen.append(rms(inputs[0])))
    model(random_tokens(2, 12))
    torch.testing.assert_close(seen[0], torch.ones(2, 12), rtol=1e-4, atol=1e-4)


def test_initial_weights_depend_on_the_seed_and_not_on_the_norm_or_the_global_state():
    def weights(norm, seed):
        torch.manual_seed(int(torch.randint(1000, ())))
        model = Transformer(CONFIG, norm, seed)
        return {name: p for name, p in model.named_parameters() if p.ndim >= 2}

    first, other_norm, other_seed = weights(RMSNorm, 0), weights(nn.LayerNorm, 0), weights(RMSNorm, 1)
    assert first.keys() == other_norm.keys()
    for name in first:
        assert torch.equal(first[name], other_norm[name]), name
        assert not torch.equal(first[name], other_seed[name]), name


def test_initial_linear_layers_keep_the_size_of_their_input():
    model = Transformer(replace(CONFIG, hidden_size=240))
    for module in model.modules():
        if isinstance(module, nn.Linear):
            assert module.weight.std().item() == pytest.approx(module.in_features**-0.5, rel=0.05)


def test_standard_library_text_is_a_prefix_of_one_fixed_ascii_text():
    text = standard_library_text(300_000)
    assert len(text) == 300_000
    assert text.isascii()
    assert text.startswith(standard_library_text(1000))
    assert "def " in text[:30_000]
    with pytest.raises(ValueError, match=r"num_characters must be at most \d+, got 1000000000"):
        standard_library_text(10**9)
    with pytest.raises(ValueError, match="num_characters must be at least 1, got 0"):
        standard_library_text(0)


def test_tokenizer_round_trip():
    tokenizer = CharTokenizer("banana split")
    assert len(tokenizer) == len(set("banana split"))
    ids = tokenizer.encode("spinal tab")
    assert ids.dtype == torch.int64
    assert ids.max() < len(tokenizer)
    assert tokenizer.decode(ids) == "spinal tab"
    with pytest.raises(ValueError, match=r"does not know: \['x'\]"):
        tokenizer.encode("banana x")


@norms
def test_every_gain_and_bias_is_in_the_group_without_decay(norm):
    model = Transformer(replace(CONFIG, qk_norm=True, norm_placement="sandwich"), norm)
    decayed, free = parameter_groups(model, 0.1)
    assert decayed["weight_decay"] == 0.1
    assert free["weight_decay"] == 0.0
    expected = {
        id(parameter)
        for module in model.modules()
        if isinstance(module, (nn.LayerNorm, nn.RMSNorm, RMSNorm))
        for parameter in module.parameters()
    }
    assert expected
    assert {id(parameter) for parameter in free["params"]} == expected
    assert len(decayed["params"]) + len(free["params"]) == len(list(model.parameters()))


def test_training_does_not_decay_a_gain_that_has_no_gradient():
    model = Transformer(CONFIG)
    for parameter in model.parameters():
        parameter.register_hook(torch.zeros_like)
    before = model.head.weight.detach().clone()
    train(model, random_tokens(200), steps=5, seed=0, learning_rate=0.1, weight_decay=0.5)
    assert all((p == 1).all() for p in model.parameters() if p.ndim == 1)
    torch.testing.assert_close(model.head.weight.detach(), before * 0.95**5)


def pattern_tokens():
    return torch.arange(400) % CONFIG.vocab_size


@norms
@placements
def test_loss_falls_on_a_pattern_that_can_be_learned(norm, placement):
    model = Transformer(replace(CONFIG, norm_placement=placement), norm)
    losses = train(model, pattern_tokens(), steps=60, seed=0, batch_size=8)
    assert len(losses) == 60
    assert losses[-1] < 0.3 * losses[0]
    assert losses[-1] < 0.5 * math.log(CONFIG.vocab_size)
    assert evaluate(model, pattern_tokens()) < losses[0]


def test_training_is_deterministic_given_the_seed():
    runs = [train(Transformer(CONFIG), pattern_tokens(), steps=5, seed=seed) for seed in (3, 3, 4)]
    assert runs[0] == runs[1] != runs[2]


def test_the_windows_do_not_depend_on_the_model_and_targets_are_the_next_tokens():
    seen = []

    class Recorder(Transformer):
        def forward(self, tokens):
            seen.append(tokens)
            return super().forward(tokens)

    tokens = random_tokens(100)
    for norm in (RMSNorm, nn.LayerNorm):
        train(Recorder(CONFIG, norm), tokens, steps=2, seed=5)
    assert torch.equal(seen[0], seen[2])
    assert torch.equal(seen[1], seen[3])
    assert not torch.equal(seen[0], seen[1])
    windows = tokens.unfold(0, CONFIG.context, 1)
    assert all((windows == row).all(dim=1).any() for row in seen[0])


def test_first_loss_is_the_cross_entropy_of_next_tokens():
    tokens = random_tokens(CONFIG.context + 1)  # one window only
    model = Transformer(CONFIG)
    log_probabilities = model(tokens[None, :-1])[0].log_softmax(-1)
    expected = -log_probabilities[torch.arange(CONFIG.context), tokens[1:]].mean().item()
    assert evaluate(model, tokens, num_windows=1) == pytest.approx(expected, rel=1e-5)
    assert train(model, tokens, steps=1, seed=0, batch_size=2)[0] == pytest.approx(expected, rel=1e-5)


def test_evaluate_changes_nothing():
    model = Transformer(CONFIG)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    evaluate(model, random_tokens(50))
    assert all(torch.equal(before[name], value) for name, value in model.state_dict().items())
    assert all(parameter.grad is None for parameter in model.parameters())


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"vocab_size": 0}, ValueError, "vocab_size must be at least 1, got 0"),
        ({"num_layers": 2.0}, TypeError, "num_layers must be an integer, got float"),
        ({"context": True}, TypeError, "context must be an integer, got bool"),
        (
            {"num_heads": 5},
            ValueError,
            "hidden_size must be a multiple of num_heads, got hidden_size 24 and num_heads 5",
        ),
        ({"activation": "relu"}, ValueError, r"activation must be one of \('gelu', 'swiglu'\), got 'relu'"),
        ({"norm_placement": "peri"}, ValueError, "norm_placement must be one of .*'sandwich'.*, got 'peri'"),
    ],
)
def test_bad_configurations(change, error, message):
    with pytest.raises(error, match=message):
        replace(CONFIG, **change)


def test_other_bad_arguments():
    with pytest.raises(TypeError, match="norm must be a function from a size to a module, got str"):
        Transformer(CONFIG, "rms")
    with pytest.raises(ValueError, match="activation must be one of"):
        FeedForward(8, "relu")
    model = Transformer(CONFIG)
    with pytest.raises(ValueError, match="tokens must hold at most 12 positions, got 13"):
        model(random_tokens(1, 13))
    for bad in (random_tokens(12), random_tokens(2, 50)):
        with pytest.raises(ValueError, match=r"at least context \+ 1 = 13 elements, got shape"):
            train(model, bad, steps=1, seed=0)
        with pytest.raises(ValueError, match=r"at least context \+ 1 = 13 elements, got shape"):
            evaluate(model, bad)
    with pytest.raises(ValueError, match="steps must be at least 1, got 0"):
        train(model, random_tokens(50), steps=0, seed=0)
    with pytest.raises(ValueError, match="batch_size must be at least 1, got 0"):
        train(model, random_tokens(50), steps=1, seed=0, batch_size=0)
    with pytest.raises(ValueError, match="num_windows must be at least 1, got 0"):
        evaluate(model, random_tokens(50), 0)
