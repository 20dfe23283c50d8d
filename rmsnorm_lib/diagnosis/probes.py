"""Small inputs that tell right and wrong implementations apart, and what came out of them.

A probe runs one implementation and keeps all numbers that came back.
Two implementations are told apart by a probe when what it kept differs by more than rounding can explain.
Gains are multiples of 1/32, so that a stored weight of ``gain - 1`` is exact in every dtype, too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

Norm = Callable[[Tensor, Tensor | None, float | None], Tensor]

# Rounding of float32 arithmetic in any order stays far below; no fault of interest does
CLOSE_RTOL, CLOSE_ATOL = 2e-4, 1e-5
# Two ways of computing in float32 round differently to 16 bits in well under 1 % of all elements
SAME_BITS_SHARE = 0.97
HALF_RTOL = {torch.float16: 2e-3, torch.bfloat16: 1.6e-2}
ROUGH_RTOL = 3e-2


@dataclass(frozen=True)
class Failure:
    """An implementation raised; two failures are the same if the exceptions have the same type."""

    error: str
    message: str

    def __str__(self) -> str:
        return f"{self.error}: {self.message}"


Observation = tuple[Tensor, ...] | Failure


class Subject:
    """One implementation, called in terms of the factor that multiplies the normalized row.

    Args:
        fn: ``fn(x, weight, eps)``.
        offset: what the implementation adds to its stored weight.
        takes_weight: False to call it without one.
        eps: the eps it is called with where a probe asks for none in particular.
        acts_as: the eps it then uses, by which the sizes of inputs are chosen.
        second_eps: another one, for probes of the argument; None where eps cannot be set.
    """

    def __init__(
        self,
        fn: Norm,
        *,
        hidden_size: int,
        offset: int = 0,
        takes_weight: bool = True,
        eps: float | None = None,
        acts_as: float = 1e-6,
        second_eps: float | None = None,
        device: str = "cpu",
    ) -> None:
        self.fn, self.hidden_size, self.offset, self.takes_weight = fn, hidden_size, offset, takes_weight
        self.eps, self.acts_as, self.second_eps, self.device = eps, acts_as, second_eps, device

    def weight(self, gain: Tensor | None) -> Tensor | None:
        return None if gain is None or not self.takes_weight else gain - self.offset

    def values(self, x: Tensor, gain: Tensor | None, eps: float | None = None) -> Tensor:
        """Output for copies of the arguments."""
        with torch.no_grad():
            return self.fn(x.clone(), self.weight(gain), self.eps if eps is None else eps)

    def gradients(self, x: Tensor, gain: Tensor | None, upstream: Tensor) -> tuple[Tensor, ...]:
        """Gradients of ``(output * upstream).sum()`` for the input and, where there is one, the weight."""
        x = x.clone().requires_grad_()
        weight = self.weight(gain)
        leaves = [x] if weight is None else [x, weight.requires_grad_()]
        y = self.fn(x, weight, self.eps)
        found = torch.autograd.grad(y, leaves, upstream.to(y.dtype), allow_unused=True)
        # A gradient that never arrives is told apart from zeros by its shape
        return tuple(torch.empty(0) if one is None else one for one in found)


@dataclass(frozen=True)
class Probe:
    """One question put to an implementation.

    Attributes:
        name: what is looked at, in words.
        rule: how results are compared: ``"close"``, ``"bits"``, ``"rough"`` or ``"exact"``.
        run: takes a :class:`Subject` and returns tensors.
        needs: ``"weight"``, ``"eps"`` or ``""``: what the implementation must take.
        optional: a failure here is a limitation, not a wrong answer.
    """

    name: str
    rule: str
    run: Callable[[Subject], tuple[Tensor, ...]]
    needs: str = ""
    optional: bool = False


def normal(subject: Subject, *leading: int, seed: int, scale: float = 1.0, mean: float = 0.5, size: int = 0) -> Tensor:
    """float32 normal numbers around ``mean``, so that centring or a wrong axis shows; rows of different size."""
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(*leading, size or subject.hidden_size, generator=generator) + mean
    if leading:
        x = x * torch.linspace(0.5, 2.0, leading[-1])[:, None]
    return (scale * x).to(subject.device)


def gains(subject: Subject, size: int = 0) -> Tensor:
    """float32 multiples of 1/32 between -1.75 and 1.75, every fifth negative."""
    size = size or subject.hidden_size
    steps = torch.randint(8, 57, (size,), generator=torch.Generator().manual_seed(7))
    sign = torch.where(torch.arange(size) % 5 == 3, -1.0, 1.0)
    return (sign * steps / 32).to(subject.device)


def _values(*leading: int, scale: float = 1.0, dtype: torch.dtype = torch.float32, mean: float = 0.5, seed: int = 1):
    def run(subject: Subject) -> tuple[Tensor, ...]:
        x = normal(subject, *leading, seed=seed, scale=scale, mean=mean).to(dtype)
        return (subject.values(x, gains(subject).to(dtype)),)

    return run


def _mixed(x_dtype: torch.dtype, gain_dtype: torch.dtype):
    def run(subject: Subject) -> tuple[Tensor, ...]:
        return (subject.values(normal(subject, 16, seed=1).to(x_dtype), gains(subject).to(gain_dtype)),)

    return run


def _square(subject: Subject) -> tuple[Tensor, ...]:
    return (subject.values(normal(subject, subject.hidden_size, seed=2), gains(subject)),)


def _other_size(size: int):
    def run(subject: Subject) -> tuple[Tensor, ...]:
        return (subject.values(normal(subject, 6, seed=2, size=size), gains(subject, size)),)

    return run


def rows_of_rms(subject: Subject, sizes: Tensor, seed: int = 3) -> Tensor:
    """One row for every wanted RMS, each of the same direction; shape ``(len(sizes), hidden_size)``."""
    x = normal(subject, seed=seed).double()
    return (x / x.square().mean().sqrt() * sizes.double().to(x.device)[:, None]).float()


def _around_sqrt_eps(subject: Subject) -> tuple[Tensor, ...]:
    sizes = subject.acts_as**0.5 * torch.tensor([0.03, 0.3, 1.0, 3.0, 30.0])
    return (subject.values(rows_of_rms(subject, sizes), gains(subject)),)


def _around_eps(subject: Subject) -> tuple[Tensor, ...]:
    sizes = subject.acts_as * torch.tensor([0.1, 1.0, 3.0, 30.0])
    return (subject.values(rows_of_rms(subject, sizes), gains(subject)),)


def _other_eps(subject: Subject) -> tuple[Tensor, ...]:
    sizes = subject.second_eps**0.5 * torch.tensor([0.1, 1.0, 3.0])
    return (subject.values(rows_of_rms(subject, sizes), gains(subject), subject.second_eps),)


def _zero_row(dtype: torch.dtype):
    def run(subject: Subject) -> tuple[Tensor, ...]:
        x = normal(subject, 3, seed=4)
        x[1] = 0
        return (subject.values(x.to(dtype), gains(subject).to(dtype)),)

    return run


def _zero_row_tiny_eps(subject: Subject) -> tuple[Tensor, ...]:
    """An eps of 1e-8 is 0 in float16."""
    x = normal(subject, 3, seed=4)
    x[1] = 0
    return (subject.values(x.half(), gains(subject).half(), 1e-8),)


def _all_zero(subject: Subject) -> tuple[Tensor, ...]:
    return (subject.values(torch.zeros(2, subject.hidden_size, device=subject.device), gains(subject)),)


def _spike(subject: Subject) -> tuple[Tensor, ...]:
    x = normal(subject, 4, seed=5)
    x[:, 1] = 1000.0
    return (subject.values(x, gains(subject)),)


def _small_half(dtype: torch.dtype, factor: float = 1.0):
    def run(subject: Subject) -> tuple[Tensor, ...]:
        sizes = max(subject.acts_as**0.5, 1e-4) * factor * torch.tensor([0.5, 1.0, 2.0, 4.0])
        return (subject.values(rows_of_rms(subject, sizes).to(dtype), gains(subject).to(dtype)),)

    return run


def _constant_gain(value: float):
    def run(subject: Subject) -> tuple[Tensor, ...]:
        return (subject.values(normal(subject, 5, seed=6), torch.full_like(gains(subject), value)),)

    return run


def _fine_gain(dtype: torch.dtype):
    """Stored weights with all bits of their format, as training leaves them."""

    def run(subject: Subject) -> tuple[Tensor, ...]:
        generator = torch.Generator().manual_seed(8)
        weight = 0.2 * torch.randn(subject.hidden_size, generator=generator) + (1 - subject.offset)
        x = normal(subject, 16, seed=1).to(dtype)
        with torch.no_grad():
            return (subject.fn(x, weight.to(subject.device, dtype), subject.eps),)

    return run


def _transposed(subject: Subject) -> tuple[Tensor, ...]:
    x = normal(subject, 6, seed=9).t().contiguous().t()
    with torch.no_grad():
        return (subject.fn(x, subject.weight(gains(subject)), subject.eps),)


def _sliced(subject: Subject) -> tuple[Tensor, ...]:
    wide = normal(subject, 12, seed=10, size=2 * subject.hidden_size)
    weight = subject.weight(gains(subject))
    if weight is not None:
        weight = torch.stack((weight, weight + 1), dim=1)[:, 0]
    with torch.no_grad():
        every_other = subject.fn(wide[::2, ::2], weight, subject.eps)
        half = subject.fn(wide[::2, : subject.hidden_size], weight, subject.eps)
    return every_other, half


def _permuted(subject: Subject) -> tuple[Tensor, ...]:
    x = normal(subject, 2, 3, 4, seed=11).transpose(1, 2)
    with torch.no_grad():
        return (subject.fn(x, subject.weight(gains(subject)), subject.eps),)


def _expanded(subject: Subject) -> tuple[Tensor, ...]:
    x = normal(subject, 1, seed=12).expand(5, -1)
    with torch.no_grad():
        return (subject.fn(x, subject.weight(gains(subject)), subject.eps),)


def _no_rows(subject: Subject) -> tuple[Tensor, ...]:
    return (subject.values(normal(subject, 0, seed=1), gains(subject)),)


def _upstream(x: Tensor, seed: int = 20) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return (torch.randn(x.shape, generator=generator) + 0.3).to(x.device, x.dtype)


def _gradients(*leading: int, dtype: torch.dtype = torch.float32, gain_dtype: torch.dtype | None = None):
    def run(subject: Subject) -> tuple[Tensor, ...]:
        x = normal(subject, *leading, seed=13).to(dtype)
        return subject.gradients(x, gains(subject).to(gain_dtype or dtype), _upstream(x))

    return run


def _gradients_small(subject: Subject) -> tuple[Tensor, ...]:
    x = rows_of_rms(subject, subject.acts_as**0.5 * torch.tensor([0.3, 1.0, 3.0]))
    return subject.gradients(x, gains(subject), _upstream(x))


def _gradients_zero_row(subject: Subject) -> tuple[Tensor, ...]:
    x = normal(subject, 3, seed=14)
    x[1] = 0
    return subject.gradients(x, gains(subject), _upstream(x))


def _gradients_of_zero_gain(subject: Subject) -> tuple[Tensor, ...]:
    x, gain = normal(subject, 4, seed=15), gains(subject)
    gain[2] = 0
    gain[5] = 1 / 1024
    return subject.gradients(x, gain, _upstream(x))


def _gradients_of_sum(subject: Subject) -> tuple[Tensor, ...]:
    x = normal(subject, 4, seed=16)
    return subject.gradients(x, gains(subject), torch.ones(1, 1, device=x.device).expand(x.shape))


def _gradients_strided(subject: Subject) -> tuple[Tensor, ...]:
    x = normal(subject, 6, seed=17)
    return subject.gradients(x, gains(subject), _upstream(x).t().contiguous().t())


def _many_rows_half(subject: Subject) -> tuple[Tensor, ...]:
    x = normal(subject, 2048, seed=18, mean=1.0).bfloat16()
    upstream = torch.ones_like(x)
    return subject.gradients(x, torch.ones_like(gains(subject)).bfloat16(), upstream)


def _many_rows(subject: Subject) -> tuple[Tensor, ...]:
    """More rows than a launch may have programs, and more elements than 16 bits count."""
    x = normal(subject, 2**16 // subject.hidden_size + 76, seed=19)
    return (subject.values(x, gains(subject)), *subject.gradients(x, gains(subject), _upstream(x)))


def _second_call(subject: Subject) -> tuple[Tensor, ...]:
    """Two calls with other numbers: what an implementation remembers shows in the second answer."""
    first = subject.values(normal(subject, 37, seed=21, scale=3.0), -gains(subject)).clone()
    return first, subject.values(normal(subject, 37, seed=22), gains(subject))


def _own_gain(subject: Subject) -> tuple[Tensor, ...]:
    with torch.no_grad():
        return (subject.fn(normal(subject, 5, seed=28), None, subject.eps),)


def _arguments_after(subject: Subject) -> tuple[Tensor, ...]:
    x, weight = normal(subject, 4, seed=23), subject.weight(gains(subject))
    with torch.no_grad():
        subject.fn(x, weight, subject.eps)
    return (x,) if weight is None else (x, weight)


def _arguments_after_half(subject: Subject) -> tuple[Tensor, ...]:
    x, gain = normal(subject, 4, seed=23).bfloat16(), gains(subject)
    weight = subject.weight(gain.bfloat16())
    with torch.no_grad():
        subject.fn(x, weight, subject.eps)
    return (x,) if weight is None else (x, weight)


def _arguments_after_backward(subject: Subject) -> tuple[Tensor, ...]:
    """The input, the weight and the gradient that was handed in, after a backward pass."""
    x, weight = normal(subject, 4, seed=24).requires_grad_(), subject.weight(gains(subject))
    leaves = [x] if weight is None else [x, weight.requires_grad_()]
    upstream = _upstream(x)
    y = subject.fn(x, weight, subject.eps)
    torch.autograd.grad(y, leaves, upstream, allow_unused=True)
    return (upstream, *leaves)


def _shared_memory(subject: Subject) -> tuple[Tensor, ...]:
    """Whether writing to the output reaches the input or a later output."""
    x, gain = normal(subject, 4, seed=25), gains(subject)
    before = x.clone()
    first = subject.fn(x, subject.weight(gain), subject.eps).detach()
    kept = first.clone()
    subject.values(normal(subject, 4, seed=26), gain)
    overwritten = not torch.equal(first, kept)
    first.fill_(3.0)
    return (torch.tensor([not torch.equal(x, before), overwritten]),)


def _strides(subject: Subject) -> tuple[Tensor, ...]:
    y = subject.values(normal(subject, 2, 3, seed=27), gains(subject))
    return (torch.tensor(y.shape),)


# Shapes of no other probe: what a fault remembers from elsewhere cannot reach it
INITIAL_GAIN_PROBE = "no gain, or the initial one"
STATE_PROBE = "a second call"
MIXED_PROBES = frozenset(
    {"bfloat16 rows, float32 gain", "float32 rows, bfloat16 gain", "gradients, bfloat16 rows, float32 gain"}
)
_HALF = (torch.bfloat16, torch.float16)
_SHORT = {torch.bfloat16: "bfloat16", torch.float16: "float16", torch.float32: "float32", torch.float64: "float64"}

PROBES: tuple[Probe, ...] = (
    Probe("8 rows", "close", _values(8)),
    Probe("8 large rows", "close", _values(8, scale=1e3)),
    Probe("rows of mean 0", "close", _values(8, mean=0.0, scale=5.0)),
    Probe("3 dimensions", "close", _values(3, 5)),
    Probe("4 dimensions", "close", _values(2, 3, 4), optional=True),
    Probe("one row, 1 dimension", "close", _values(), optional=True),
    Probe("one row, 3 dimensions", "close", _values(1, 1)),
    Probe("as many rows as columns", "close", _square),
    Probe("no rows", "close", _no_rows, optional=True),
    Probe("float64 rows", "close", _values(8, dtype=torch.float64), optional=True),
    Probe("one element of 1000", "close", _spike),
    Probe("very large rows", "close", _values(4, scale=1e15)),
    Probe("rows around sqrt(eps)", "close", _around_sqrt_eps),
    Probe("rows around eps", "close", _around_eps),
    Probe("another eps", "close", _other_eps, needs="eps"),
    Probe("a row of zeros", "close", _zero_row(torch.float32)),
    Probe("float16 row of zeros, eps 1e-8", "bits", _zero_row_tiny_eps, needs="eps", optional=True),
    Probe("only zeros", "close", _all_zero),
    Probe("gain 1", "close", _constant_gain(1.0), needs="weight"),
    Probe("gain 0", "close", _constant_gain(0.0), needs="weight"),
    Probe("gain 2", "close", _constant_gain(2.0), needs="weight"),
    *(
        probe
        for dtype in _HALF
        for probe in (
            Probe(f"{_SHORT[dtype]} rows", "bits", _values(32, dtype=dtype), optional=True),
            Probe(f"{_SHORT[dtype]} rows of RMS 600", "bits", _values(16, scale=500, dtype=dtype), optional=True),
            Probe(f"{_SHORT[dtype]} rows around sqrt(eps)", "bits", _small_half(dtype), optional=True),
            Probe(f"{_SHORT[dtype]} row of zeros", "bits", _zero_row(dtype), optional=True),
            Probe(f"{_SHORT[dtype]} weights of full precision", "bits", _fine_gain(dtype), "weight", optional=True),
        )
    ),
    Probe("bfloat16 rows, float32 gain", "bits", _mixed(torch.bfloat16, torch.float32), "weight", optional=True),
    Probe("float32 rows, bfloat16 gain", "close", _mixed(torch.float32, torch.bfloat16), "weight", optional=True),
    Probe("columns in memory order", "close", _transposed),
    Probe("slices", "close", _sliced),
    Probe("permuted dimensions", "close", _permuted, optional=True),
    Probe("one row expanded to 5", "close", _expanded),
    Probe("gradients", "close", _gradients(5)),
    Probe("gradients, 3 dimensions", "close", _gradients(2, 3)),
    Probe("gradients around sqrt(eps)", "close", _gradients_small),
    Probe("gradients at a row of zeros", "close", _gradients_zero_row),
    Probe("gradients of a sum", "close", _gradients_of_sum),
    Probe("gradients, upstream in column order", "close", _gradients_strided),
    Probe("gradients where a gain is 0", "close", _gradients_of_zero_gain, needs="weight"),
    Probe("bfloat16 gradients", "rough", _gradients(16, dtype=torch.bfloat16), optional=True),
    Probe("bfloat16 gradients of 2048 rows", "rough", _many_rows_half, optional=True),
    Probe(
        "gradients, bfloat16 rows, float32 gain",
        "rough",
        _gradients(8, dtype=torch.bfloat16, gain_dtype=torch.float32),
        needs="weight",
        optional=True,
    ),
    Probe(INITIAL_GAIN_PROBE, "close", _own_gain, optional=True),
    Probe("many rows, with gradients", "close", _many_rows),
    Probe(STATE_PROBE, "close", _second_call),
    Probe("arguments after a call", "exact", _arguments_after),
    Probe("bfloat16 arguments after a call", "exact", _arguments_after_half, optional=True),
    Probe("arguments after a backward pass", "exact", _arguments_after_backward),
    Probe("shared memory", "exact", _shared_memory),
    Probe("shape of the output", "exact", _strides),
)
# Only implementations that can be made for another hidden size are asked
SIZE_PROBES: tuple[Probe, ...] = (
    Probe("hidden size 41", "close", _other_size(41)),
    Probe("hidden size 1100", "close", _other_size(1100)),
)


def observe(probe: Probe, subject: Subject) -> Observation:
    """Run one probe; an exception is an answer, too."""
    try:
        found = probe.run(subject)
        for one in found:
            if not isinstance(one, Tensor):
                return Failure("TypeError", f"returned {type(one).__name__}, not a tensor")
        return tuple(one.detach().cpu() for one in found)
    except Exception as error:
        text = str(error).strip().splitlines()
        return Failure(type(error).__name__, text[0] if text else "(no message)")


def observe_all(subject: Subject, probes: tuple[Probe, ...]) -> dict[str, Observation]:
    """Answers of one implementation, by name of the probe."""
    return {probe.name: observe(probe, subject) for probe in probes}


def applicable(takes_weight: bool, takes_eps: bool, any_size: bool, is_new: bool) -> tuple[Probe, ...]:
    """The probes that can be put to an implementation; what a trained gain should be, nobody can say."""
    has: Mapping[str, bool] = {"": True, "weight": takes_weight, "eps": takes_eps}
    probes = (*PROBES, *(SIZE_PROBES if any_size else ()))
    return tuple(probe for probe in probes if has[probe.needs] and (is_new or probe.name != INITIAL_GAIN_PROBE))


def same(rule: str, one: Observation, other: Observation) -> bool:
    """Whether two answers to a probe differ by no more than rounding."""
    if isinstance(one, Failure) or isinstance(other, Failure):
        return isinstance(one, Failure) and isinstance(other, Failure) and one.error == other.error
    return len(one) == len(other) and all(_same_tensor(rule, a, b) for a, b in zip(one, other, strict=True))


def _same_tensor(rule: str, a: Tensor, b: Tensor) -> bool:
    if a.shape != b.shape or a.dtype != b.dtype:
        return False
    if rule == "exact":
        return torch.equal(a, b)
    if a.numel() == 0 or torch.equal(a, b):
        return True
    dtype, a, b = b.dtype, a.double(), b.double()
    if not torch.equal(a.isfinite(), b.isfinite()):
        return False
    finite = b.isfinite()
    if not torch.equal(a[~finite].nan_to_num(nan=123.0), b[~finite].nan_to_num(nan=123.0)):
        return False
    a, b = a[finite], b[finite]
    if b.numel() == 0:
        return True
    largest = b.abs().max()
    difference = (a - b).abs()
    if rule == "bits" and dtype in HALF_RTOL:
        few_differ = (difference == 0).double().mean() >= SAME_BITS_SHARE
        return bool(few_differ and (difference <= HALF_RTOL[dtype] * b.abs() + 1e-7).all())
    if rule == "rough":
        return bool((difference <= ROUGH_RTOL * (b.abs() + 0.1 * largest)).all())
    return bool((difference <= CLOSE_RTOL * b.abs() + CLOSE_ATOL * largest).all())
