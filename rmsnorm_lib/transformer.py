"""A small decoder-only Transformer over characters, to try norms in training.

It is made to be read and to run on a CPU in seconds, not to be fast or to reach a low loss.
What varies is the norm and where it stands; everything else is fixed: learned positions, causal attention, a
feed-forward block, no dropout, no bias in a linear layer, an output layer of its own.
"""

import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rmsnorm_lib.modules import RMSNorm

ACTIVATIONS = ("gelu", "swiglu")
NORM_PLACEMENTS = ("pre", "post", "sandwich")

# Pure-Python modules with long sources that every supported version of Python has
TEXT_MODULES = ("argparse", "difflib", "tarfile", "pickletools", "doctest", "optparse", "subprocess", "inspect")


@dataclass(frozen=True)
class TransformerConfig:
    """Sizes and choices of a :class:`Transformer`.

    Attributes:
        vocab_size: number of different tokens.
        context: largest number of tokens in a sequence.
        hidden_size: size of the residual stream, a multiple of ``num_heads``.
        num_layers: number of blocks; each holds an attention and a feed-forward sublayer.
        num_heads: number of attention heads.
        activation: ``"gelu"`` or ``"swiglu"``, see :class:`FeedForward`.
        norm_placement: with a sublayer ``f``, ``"pre"`` computes ``x + f(norm(x))``, ``"post"`` ``norm(x + f(x))`` and
            ``"sandwich"`` (also called peri) ``x + norm(f(norm(x)))``. "pre" and "sandwich" end in a final norm.
        qk_norm: normalize queries and keys of every head by an RMSNorm with a gain, whatever the model's norm is.

    Raises:
        TypeError: a size is not an integer.
        ValueError: a size is below 1, ``hidden_size`` is not a multiple of ``num_heads``, or a choice is not listed.
    """

    vocab_size: int
    context: int = 64
    hidden_size: int = 64
    num_layers: int = 4
    num_heads: int = 4
    activation: str = "gelu"
    norm_placement: str = "pre"
    qk_norm: bool = False

    def __post_init__(self) -> None:
        for name in ("vocab_size", "context", "hidden_size", "num_layers", "num_heads"):
            _check_count(name, getattr(self, name))
        if self.hidden_size % self.num_heads:
            raise ValueError(
                f"hidden_size must be a multiple of num_heads, got hidden_size {self.hidden_size} "
                f"and num_heads {self.num_heads}"
            )
        for name, allowed in (("activation", ACTIVATIONS), ("norm_placement", NORM_PLACEMENTS)):
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} must be one of {allowed}, got {getattr(self, name)!r}")


def _check_count(name: str, value: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be an integer, got {type(value).__name__}")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, got {value}")


class CausalSelfAttention(nn.Module):
    """Multi-head attention in which a token sees itself and earlier tokens: ``(*, length, hidden_size)`` to the same.

    A logit is the dot product of a query and a key, divided by the square root of the head's size.
    """

    def __init__(self, hidden_size: int, num_heads: int, qk_norm: bool = False) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.query_key_value = nn.Linear(hidden_size, 3 * hidden_size, bias=False)
        self.output = nn.Linear(hidden_size, hidden_size, bias=False)
        self.query_norm = RMSNorm(hidden_size // num_heads) if qk_norm else nn.Identity()
        self.key_norm = RMSNorm(hidden_size // num_heads) if qk_norm else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        heads = self.query_key_value(x).unflatten(-1, (3, self.num_heads, -1)).transpose(-4, -2)
        query, key, value = heads.unbind(-3)  # each (*, num_heads, length, head_size)
        query, key = self.query_norm(query), self.key_norm(key)
        mixed = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        return self.output(mixed.transpose(-3, -2).flatten(-2))


class FeedForward(nn.Module):
    """The sublayer that treats each token alone: ``(*, hidden_size)`` to the same.

    ``"gelu"`` computes ``down(gelu(up(x)))`` with an inner size of ``4 * hidden_size``.
    ``"swiglu"`` computes ``down(silu(gate(x)) * up(x))``; its inner size is ``8 / 3 * hidden_size``, rounded, so that
    its three matrices hold as many numbers as the two of ``"gelu"``, to within ``hidden_size``.
    """

    def __init__(self, hidden_size: int, activation: str = "gelu") -> None:
        super().__init__()
        if activation not in ACTIVATIONS:
            raise ValueError(f"activation must be one of {ACTIVATIONS}, got {activation!r}")
        gated = activation == "swiglu"
        inner_size = round(8 * hidden_size / 3) if gated else 4 * hidden_size
        self.up = nn.Linear(hidden_size, inner_size, bias=False)
        self.gate = nn.Linear(hidden_size, inner_size, bias=False) if gated else None
        self.activation = nn.SiLU() if gated else nn.GELU()
        self.down = nn.Linear(inner_size, hidden_size, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        if self.gate is None:
            return self.down(self.activation(self.up(x)))
        return self.down(self.activation(self.gate(x)) * self.up(x))


class Sublayer(nn.Module):
    """A function on the residual stream together with its norms; see ``norm_placement`` of the config."""

    def __init__(self, function: nn.Module, hidden_size: int, norm: Callable[[int], nn.Module], placement: str) -> None:
        super().__init__()
        self.function = function
        self.input_norm = norm(hidden_size) if placement in ("pre", "sandwich") else nn.Identity()
        self.output_norm = norm(hidden_size) if placement == "sandwich" else nn.Identity()
        self.stream_norm = norm(hidden_size) if placement == "post" else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        return self.stream_norm(x + self.output_norm(self.function(self.input_norm(x))))


class Transformer(nn.Module):
    """Token ids ``(batch, length)`` to logits ``(batch, length, vocab_size)``.

    Weights are drawn from a normal distribution: with standard deviation ``1 / sqrt(in_features)`` for a linear layer,
    so that it keeps the RMS of its input on average, and 1 for token and position embeddings. The draw depends on
    ``seed`` and the sizes alone, so models that differ in the norm start from the same matrices.

    Args:
        config: sizes and choices.
        norm: makes a norm for a given size: ``RMSNorm``, ``nn.LayerNorm``, or ``nn.Identity`` for none.
        seed: of the initial weights.

    Raises:
        TypeError: ``norm`` cannot be called.
        ValueError: in the forward pass, a sequence longer than ``config.context``.
    """

    def __init__(self, config: TransformerConfig, norm: Callable[[int], nn.Module] = RMSNorm, seed: int = 0) -> None:
        super().__init__()
        if not callable(norm):
            raise TypeError(f"norm must be a function from a size to a module, got {type(norm).__name__}")
        self.config = config
        size = config.hidden_size
        self.token_embedding = nn.Embedding(config.vocab_size, size)
        self.position_embedding = nn.Embedding(config.context, size)
        self.blocks = nn.ModuleList()
        for _ in range(config.num_layers):
            functions = (
                CausalSelfAttention(size, config.num_heads, config.qk_norm),
                FeedForward(size, config.activation),
            )
            self.blocks.append(
                nn.Sequential(*(Sublayer(function, size, norm, config.norm_placement) for function in functions))
            )
        # Every block of a post-norm model already ends in a norm
        self.final_norm = nn.Identity() if config.norm_placement == "post" else norm(size)
        self.head = nn.Linear(size, config.vocab_size, bias=False)
        self._reset_parameters(torch.Generator().manual_seed(seed))

    def _reset_parameters(self, generator: torch.Generator) -> None:
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=module.in_features**-0.5, generator=generator)
            elif isinstance(module, nn.Embedding):
                nn.init.normal_(module.weight, generator=generator)

    def forward(self, tokens: Tensor) -> Tensor:
        length = tokens.shape[-1]
        if length > self.config.context:
            raise ValueError(f"tokens must hold at most {self.config.context} positions, got {length}")
        x = self.token_embedding(tokens) + self.position_embedding.weight[:length]
        for block in self.blocks:
            x = block(x)
        return self.head(self.final_norm(x))


class CharTokenizer:
    """Numbers for characters: each character that occurs in ``text``, in the order of its code point."""

    def __init__(self, text: str) -> None:
        self.characters = sorted(set(text))
        self._ids = {character: index for index, character in enumerate(self.characters)}

    def __len__(self) -> int:
        return len(self.characters)

    def encode(self, text: str) -> Tensor:
        """Ids of the characters, int64, shape ``(len(text),)``; a ValueError names a character that is not known."""
        unknown = sorted(set(text) - self._ids.keys())
        if unknown:
            raise ValueError(f"text holds characters that the tokenizer does not know: {unknown}")
        return torch.tensor([self._ids[character] for character in text], dtype=torch.int64)

    def decode(self, ids: Tensor) -> str:
        """The text whose ids are given."""
        return "".join(self.characters[index] for index in ids.tolist())


def standard_library_text(num_characters: int) -> str:
    """The first characters of the sources of ``TEXT_MODULES``, from this Python's standard library, in ASCII.

    The sources change between versions of Python, and with them every number that is computed from the text.

    Raises:
        TypeError, ValueError: ``num_characters`` is not an integer of at least 1, or larger than what there is.
    """
    _check_count("num_characters", num_characters)
    folder = Path(sysconfig.get_path("stdlib"))
    text = ""
    for name in TEXT_MODULES:
        text += (folder / f"{name}.py").read_text(encoding="utf-8").encode("ascii", "ignore").decode("ascii")
        if len(text) >= num_characters:
            return text[:num_characters]
    raise ValueError(f"num_characters must be at most {len(text)}, got {num_characters}")


def parameter_groups(model: nn.Module, weight_decay: float) -> list[dict]:
    """Two groups for an optimizer: matrices with ``weight_decay``, vectors (gains and biases) without.

    The dimension decides, not the type or the name of a module, so that no norm can be missed: a gain over one
    dimension is a vector, whatever class holds it.
    """
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    return [
        {"params": [p for p in parameters if p.ndim >= 2], "weight_decay": weight_decay},
        {"params": [p for p in parameters if p.ndim < 2], "weight_decay": 0.0},
    ]


def _windows(tokens: Tensor, starts: Tensor, length: int) -> tuple[Tensor, Tensor]:
    windows = tokens[starts[:, None] + torch.arange(length + 1, device=tokens.device)]
    return windows[:, :-1], windows[:, 1:]


def _check_tokens(model: Transformer, tokens: Tensor) -> None:
    if tokens.ndim != 1 or len(tokens) < model.config.context + 1:
        raise ValueError(
            f"tokens must have one dimension and at least context + 1 = {model.config.context + 1} elements, "
            f"got shape {tuple(tokens.shape)}"
        )


def next_token_loss(model: Transformer, inputs: Tensor, targets: Tensor) -> Tensor:
    """Mean cross-entropy, in nats a token, of predicting ``targets`` from ``inputs``, both ``(batch, length)``."""
    return F.cross_entropy(model(inputs).flatten(0, -2), targets.flatten())


def train(
    model: Transformer,
    tokens: Tensor,
    steps: int,
    seed: int,
    *,
    batch_size: int = 8,
    learning_rate: float = 3e-3,
    weight_decay: float = 0.1,
) -> list[float]:
    """Train ``model`` in place with AdamW at a constant learning rate, without clipping, and return each step's loss.

    Args:
        model: is trained on the device where it is.
        tokens: ids, int64, shape ``(num_tokens,)``, more than ``model.config.context``.
        steps: number of updates.
        seed: of the order in which windows of the text are drawn; it alone decides on them, not the model.
        batch_size: windows of ``context`` tokens in a step.
        learning_rate, weight_decay: of AdamW; gains are not decayed, see :func:`parameter_groups`.

    Returns:
        The loss of every step before its update, in nats a token. On one machine, with one number of threads, the same
        arguments give the same numbers on a CPU.

    Raises:
        TypeError, ValueError: ``steps`` or ``batch_size`` is not an integer of at least 1, or ``tokens`` is too short.
    """
    _check_count("steps", steps)
    _check_count("batch_size", batch_size)
    _check_tokens(model, tokens)
    device = next(model.parameters()).device
    tokens, length = tokens.to(device), model.config.context
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.AdamW(parameter_groups(model, weight_decay), lr=learning_rate)
    model.train()
    losses = []
    for _ in range(steps):
        starts = torch.randint(len(tokens) - length, (batch_size,), generator=generator).to(device)
        loss = next_token_loss(model, *_windows(tokens, starts, length))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


@torch.no_grad()
def evaluate(model: Transformer, tokens: Tensor, num_windows: int = 64) -> float:
    """Mean loss in nats a token over ``num_windows`` evenly spaced windows of ``tokens``, shape ``(num_tokens,)``."""
    _check_count("num_windows", num_windows)
    _check_tokens(model, tokens)
    tokens, length = tokens.to(next(model.parameters()).device), model.config.context
    starts = torch.linspace(0, len(tokens) - length - 1, num_windows, device=tokens.device).long()
    return next_token_loss(model.eval(), *_windows(tokens, starts, length)).item()
