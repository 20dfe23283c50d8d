"""Reads the convention off the answers: where eps stands and how large it is, the gain's offset, the cast, p.

Rows of +1 and -1 in equal numbers have RMS 1 however many of their elements are used, and mean 0.
Multiplied by ``r``, they turn every formula into a function of one number, the denominator
``D(r) = r / (size of the output)``, which is ``sqrt(r**2 + eps)``, ``r + eps`` or ``max(r, eps)``.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor

from rmsnorm_lib.conventions import CONVENTIONS, T5, TORCH, Convention
from rmsnorm_lib.diagnosis.probes import Subject, gains, normal
from rmsnorm_lib.kernels import eager
from rmsnorm_lib.targets import FunctionTarget, Target

Call = Callable[..., Tensor]

TINY, LARGE = 1e-17, 100.0
GIVEN_EPS = (1e-5, 1e-3)
SHAPES = {"inside": math.sqrt(2.0), "outside": 2.0, "lower bound": 1.0}
DTYPES = (torch.float32, torch.float64, torch.bfloat16, torch.float16)


def short(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def tidy(value: float) -> float:
    """The number that was probably written in the code: two or three digits, or a machine epsilon."""
    candidates = [torch.finfo(dtype).eps for dtype in DTYPES]
    candidates += [float(f"{value:.1e}"), float(f"{value:.2e}")]
    return next((one for one in candidates if abs(one - value) < 2e-4 * value), float(f"{value:.3e}"))


@dataclass
class EpsCurve:
    """What the denominator does as a row shrinks; ``factor`` is ``D(r) / r`` of large rows."""

    placement: str | None = None
    eps: float | None = None
    factor: float = math.nan


@dataclass
class Measured:
    """What probing found; None where it could not be found."""

    curve: EpsCurve = field(default_factory=EpsCurve)
    default_eps: float | None = None
    default_eps_by_dtype: dict[str, float] = field(default_factory=dict)
    acts_as: dict[float, float | None] = field(default_factory=dict)
    offset: float | None = None
    gain_slope: float | None = None
    cast: str | None = None
    cast_shares: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    num_rms_elements: int | None = None
    group_size: int | None = None
    scale_exponent: float | None = None
    centred: bool = False
    bias_added: bool | None = None
    refused: dict[str, str] = field(default_factory=dict)
    mixed_dtypes: dict[str, str] = field(default_factory=dict)
    shared: list[str] = field(default_factory=list)

    @property
    def eps_honoured(self) -> bool | None:
        if not self.acts_as:
            return None
        return all(found is not None and abs(found / given - 1) < 0.01 for given, found in self.acts_as.items())


def signs(hidden_size: int, device: str) -> Tensor:
    """Equal numbers of +1 and -1 in random order; an odd row ends in a 0 that stays out of the mean."""
    row = torch.ones(hidden_size)
    row[: hidden_size // 2] = -1
    return row[torch.randperm(hidden_size, generator=torch.Generator().manual_seed(30))].to(device)


def _attempt(call: Call, *arguments, **named) -> Tensor | None:
    try:
        with torch.no_grad():
            y = call(*arguments, **named)
        return y if isinstance(y, Tensor) else None
    except Exception:
        return None


class Prober:
    """Calls a target with a gain of 1 on single rows."""

    def __init__(self, call: Call, hidden_size: int, takes_weight: bool, device: str) -> None:
        self.call, self.hidden_size, self.takes_weight, self.device = call, hidden_size, takes_weight, device
        self.row = signs(hidden_size, device)
        self.stored_one = 1.0

    def weight(self, value: float, dtype: torch.dtype) -> Tensor | None:
        return torch.full((self.hidden_size,), value, dtype=dtype, device=self.device) if self.takes_weight else None

    def size(self, x: Tensor, eps: float | None, stored: float | None = None) -> float:
        """How much of the row is in the output: the least-squares factor, NaN if the call fails."""
        weight = self.weight(self.stored_one if stored is None else stored, x.dtype)
        y = _attempt(self.call, x.clone()[None], weight, eps)
        if y is None or y.shape[-1:] != x.shape or y.numel() != x.numel():
            return math.nan
        x, y = x.double(), y.double().reshape(-1)
        return float(y @ x / (x @ x))

    def denominator(self, r: float, eps: float | None, dtype: torch.dtype = torch.float32) -> float:
        size = self.size((self.row.double() * r).to(dtype), eps)
        return math.inf if size == 0 else 1 / size

    def curve(self, eps: float | None, dtype: torch.dtype = torch.float32) -> EpsCurve:
        factor = self.denominator(LARGE, eps, dtype) / LARGE
        if not math.isfinite(factor) or factor == 0:
            return EpsCurve()
        plateau = self.denominator(TINY, eps, dtype)
        if not math.isfinite(plateau) or plateau < 3 * TINY * factor:
            return EpsCurve(factor=factor)
        # The size at which the row and eps weigh the same
        knee = self.denominator(plateau / factor, eps, dtype) / plateau
        placement = min(SHAPES, key=lambda name: abs(SHAPES[name] - knee))
        if abs(SHAPES[placement] - knee) > 0.03:
            placement = None
        value = plateau**2 if placement in ("inside", None) else plateau
        return EpsCurve(placement, tidy(value), factor)


def _find_offset(prober: Prober, eps: float | None) -> tuple[float | None, float | None]:
    if not prober.takes_weight:
        return None, None
    x = prober.row * 3.0
    at_zero, at_one = (3.0 * prober.size(x, eps, stored) for stored in (0.0, 1.0))
    slope = at_one - at_zero
    if not math.isfinite(slope):
        return None, None
    return (at_zero / slope if abs(slope) > 1e-6 else None), slope


def _affected(prober: Prober, index: int, eps: float | None) -> Tensor | None:
    """Which other elements change when one becomes 30 times as large."""
    weight = prober.weight(prober.stored_one, torch.float32)
    changed = prober.row.clone()
    changed[index] = 30.0 * (changed[index] if changed[index] != 0 else 1.0)
    before, after = (_attempt(prober.call, x.clone()[None], weight, eps) for x in (prober.row, changed))
    if before is None or after is None or before.shape != (1, prober.hidden_size) or after.shape != before.shape:
        return None
    found = ((after - before).abs() > 0.01 * before.abs())[0]
    found[index] = False
    return found.cpu()


def _find_extent(prober: Prober, eps: float | None, measured: Measured) -> None:
    n = prober.hidden_size
    first, last = _affected(prober, 0, eps), _affected(prober, n - 1, eps)
    if first is None or last is None or not first.any():
        return
    if last.any():
        if int(first.sum()) < n // 2 + 1 and not first[-1]:
            measured.group_size = int(first.sum()) + 1
        else:
            measured.num_rms_elements = n
        return
    inside, outside = 0, n - 1
    while outside - inside > 1:
        middle = (inside + outside) // 2
        found = _affected(prober, middle, eps)
        if found is not None and found.any():
            inside = middle
        else:
            outside = middle
    measured.num_rms_elements = inside + 1


def _find_sharing(subject: Subject, measured: Measured) -> None:
    """Which other rows an output depends on."""
    x = normal(subject, 2, 3, seed=31)
    y = _attempt(subject.values, x, gains(subject))
    if y is None or y.shape != x.shape:
        return
    for words, index in (("the sequence", (0, 1)), ("the batch", (1, 0))):
        other = x.clone()
        other[index] *= 50.0
        changed = _attempt(subject.values, other, gains(subject))
        if changed is not None and not torch.allclose(changed[0, 0], y[0, 0], rtol=1e-3, equal_nan=True):
            measured.shared.append(words)


def _find_centring(prober: Prober, eps: float | None) -> bool:
    x = prober.row + 2.0
    weight = prober.weight(prober.stored_one, torch.float32)
    one, other = (_attempt(prober.call, shifted[None].clone(), weight, eps) for shifted in (x, x + 10.0))
    if one is None or other is None or one.shape != other.shape:
        return False
    scale = float(one.abs().mean())
    return scale > 0 and float(one.mean().abs()) < 1e-3 * scale and bool(torch.allclose(one, other, atol=1e-3 * scale))


def _find_cast(subject: Subject, measured: Measured, placement: str, eps: float, num_elements: int) -> None:
    votes = {"before_weight": 0, "after_weight": 0}
    p = num_elements / subject.hidden_size
    for dtype in (torch.bfloat16, torch.float16):
        x, gain = normal(subject, 64, seed=32).to(dtype), gains(subject).to(dtype)
        y = _attempt(subject.values, x, gain)
        if y is None or y.shape != x.shape:
            continue
        candidates = {
            cast: eager.rms_norm(
                x, gain - subject.offset, None, eps, Convention("any", placement, subject.offset, cast, p)
            )
            for cast in votes
        }
        differ = candidates["before_weight"] != candidates["after_weight"]
        agree = {cast: int((y.to(dtype) == value)[differ].sum()) for cast, value in candidates.items()}
        measured.cast_shares[short(dtype)] = (agree["before_weight"], agree["after_weight"], int(differ.sum()))
        for cast, number in agree.items():
            votes[cast] += number
    total = sum(shares[2] for shares in measured.cast_shares.values())
    best = max(votes, key=votes.get)
    measured.cast = best if total and votes[best] > 0.75 * total else None


def _find_dtypes(subject: Subject, measured: Measured) -> None:
    for dtype in DTYPES[1:]:
        x, gain = normal(subject, 4, seed=33).to(dtype), gains(subject).to(dtype)
        try:
            subject.values(x, gain)
        except Exception as error:
            text = str(error).strip().splitlines()
            measured.refused[short(dtype)] = f"{type(error).__name__}: {text[0] if text else '(no message)'}"
    if subject.takes_weight:
        half, single = torch.bfloat16, torch.float32
        for x_dtype, gain_dtype in ((half, single), (single, half)):
            y = _attempt(subject.values, normal(subject, 4, seed=33).to(x_dtype), gains(subject).to(gain_dtype))
            if y is not None:
                measured.mixed_dtypes[short(x_dtype)] = short(y.dtype)


def measure(target: Target, device: str = "cpu") -> Measured:
    """Everything about a target that one number or one word can say.

    Args:
        target: what is probed.
        device: where the inputs are made.
    """
    measured = Measured()
    prober = Prober(target, target.hidden_size, target.takes_weight, device)
    eps = GIVEN_EPS[0] if target.takes_eps else None
    measured.offset, measured.gain_slope = _find_offset(prober, eps)
    offset = 1 if measured.offset is not None and measured.offset > 0.5 else 0
    prober.stored_one = 1.0 - offset
    if measured.offset is None:
        # A gain that does not scale the output: the one that a module starts with disturbs least
        prober.takes_weight = prober.takes_weight and isinstance(target, FunctionTarget)
    sizes = [abs(prober.size(prober.row * r, eps)) * r for r in (1.0, 100.0)]
    if all(math.isfinite(size) and size > 0 for size in sizes):
        measured.scale_exponent = math.log(sizes[1] / sizes[0]) / math.log(100.0)

    measured.curve = prober.curve(eps)
    if target.takes_eps:
        measured.acts_as = {given: prober.curve(given).eps for given in GIVEN_EPS}
    if target.has_default_eps:
        default = prober.curve(None)
        measured.default_eps = default.eps
        for dtype in (torch.float64, torch.bfloat16):
            other = prober.curve(None, dtype).eps
            if other is not None and default.eps is not None and abs(other / default.eps - 1) > 0.05:
                measured.default_eps_by_dtype[short(dtype)] = other
    _find_extent(prober, eps, measured)
    measured.centred = _find_centring(prober, eps)

    subject = Subject(
        target, hidden_size=target.hidden_size, offset=offset, takes_weight=target.takes_weight, eps=eps, device=device
    )
    _find_sharing(subject, measured)
    _find_dtypes(subject, measured)
    if target.takes_weight:
        used_eps = eps or measured.curve.eps or 1e-6
        placement = "outside" if measured.curve.placement == "outside" else "inside"
        _find_cast(subject, measured, placement, used_eps, measured.num_rms_elements or target.hidden_size)
    if target.takes_bias:
        bias = gains(subject)
        x, weight = normal(subject, 4, seed=34), subject.weight(gains(subject))
        without = _attempt(target, x.clone(), weight, eps, torch.zeros_like(bias))
        with_bias = _attempt(target, x.clone(), weight, eps, bias)
        if without is not None and with_bias is not None:
            measured.bias_added = bool(torch.allclose(with_bias - without, bias.expand_as(x), rtol=1e-4, atol=1e-4))
    return measured


def closest_convention(measured: Measured, hidden_size: int, takes_weight: bool) -> Convention:
    """The preset that matches what was found, or else a convention made of it.

    Where a choice could not be found it is taken as PyTorch makes it.
    """
    placement = "outside" if measured.curve.placement == "outside" else "inside"
    offset = 1 if takes_weight and measured.offset is not None and measured.offset > 0.5 else 0
    cast = measured.cast or "after_weight"
    num = measured.num_rms_elements or hidden_size
    # Both presets compute the same; only their classes treat a narrower gain differently
    narrowed = measured.mixed_dtypes.get("float32") == "bfloat16"
    for preset in sorted(CONVENTIONS.values(), key=lambda one: narrowed and one is not T5):
        fits = (placement, offset, cast) == (preset.eps_placement, preset.weight_offset, preset.cast)
        if fits and preset.num_rms_elements(hidden_size) == num:
            return preset
    parts = [f"eps {placement}", f"offset {offset}", f"cast {cast.replace('_', ' ')}"]
    if num < hidden_size:
        parts.append(f"p {num / hidden_size:.4g}")
    return Convention(", ".join(parts), placement, offset, cast, num / hidden_size, measured.default_eps or TORCH.eps)
