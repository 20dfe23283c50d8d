"""Statistics of what flows through a model, measured with hooks while the model runs.

A row of a tensor, its last dimension, belongs to one token. For every row the eight ``STATISTICS`` are computed in
float64 and then averaged over all tokens of all batches. Batches are merged by the formulas of Chan, Golub & LeVeque
(1979), so splitting the data in another way changes the results by rounding only, and the memory that is kept does not
grow with the number of tokens.

The statistics of a row ``x`` with ``d`` features:

================ ====================================================================================================
``mean``         mean of the features
``rms``          root mean square of the features
``std``          population standard deviation of the features
``negative``     share of the features below zero
``kurtosis``     mean of the fourth powers of the deviations over the squared variance; 3 for a normal distribution
``max_over_rms`` largest magnitude over the RMS, between 1 and ``sqrt(d)``
``near_zero``    share of the features whose magnitude is below ``near_zero`` times the RMS of the row
``saturated``    share of the features ``z`` with ``sigmoid(z)`` below ``saturation`` or above ``1 - saturation``; it is
                 meant for the numbers that a gate receives, and has no meaning for other tensors
================ ====================================================================================================

A row of zeros has no ``max_over_rms``, and a row whose std is below 1e-12 of its RMS has no ``kurtosis``; such rows are
left out of the average of that statistic. A row that holds an infinity or a NaN is not left out: the averages show it.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

STATISTICS = ("mean", "rms", "std", "negative", "kurtosis", "max_over_rms", "near_zero", "saturated")
SHARES = ("negative", "near_zero", "saturated")
NEAR_ZERO = 0.01
SATURATION = 0.01

# Rows are worked on in pieces of about this many elements, so that their float64 copies stay small
_PIECE = 2**20
# Below this ratio of std to RMS the deviations are rounding
_CONSTANT = 1e-12


def token_statistics(x: Tensor, near_zero: float = NEAR_ZERO, saturation: float = SATURATION) -> dict[str, Tensor]:
    """The ``STATISTICS`` of every row of ``x``, shape ``(*, d)``: for each name a float64 tensor of shape ``(*,)``.

    NaN stands for a statistic that a row does not have, and for one of a row that is not finite.

    Raises:
        TypeError: ``x`` is not a floating-point tensor.
        ValueError: ``x`` has no dimension or no features, or a threshold is out of range.
    """
    _check_thresholds(near_zero, saturation)
    _check_rows("x", x)
    values, _ = _row_statistics(x.detach().double().reshape(-1, x.shape[-1]), near_zero, saturation)
    return {name: column.reshape(x.shape[:-1]) for name, column in zip(STATISTICS, values.unbind(-1), strict=True)}


def _check_thresholds(near_zero: float, saturation: float) -> None:
    if not near_zero > 0:
        raise ValueError(f"near_zero must be above 0, got {near_zero}")
    if not 0 < saturation < 0.5:
        raise ValueError(f"saturation must lie between 0 and 0.5, got {saturation}")


def _check_rows(name: str, x: object) -> None:
    if not isinstance(x, Tensor) or not x.is_floating_point():
        given = f"dtype {x.dtype}" if isinstance(x, Tensor) else type(x).__name__
        raise TypeError(f"{name} must be a floating-point tensor, got {given}")
    if x.ndim == 0 or x.shape[-1] == 0:
        raise ValueError(f"{name} must have a last dimension with at least one feature, got shape {tuple(x.shape)}")


def _row_statistics(x: Tensor, near_zero: float, saturation: float) -> tuple[Tensor, Tensor]:
    """Statistics of rows ``(num_rows, d)``, shape ``(num_rows, 8)``, and which of them count."""
    mean = x.mean(-1, keepdim=True)
    deviations = x - mean
    variance = deviations.square().mean(-1)
    rms = x.square().mean(-1).sqrt()
    std = variance.sqrt()
    magnitude = x.abs()
    nan = torch.full_like(rms, torch.nan)
    kurtosis = torch.where(std > _CONSTANT * rms, (deviations / std[:, None]).pow(4).mean(-1), nan)
    columns = {
        "mean": mean[:, 0],
        "rms": rms,
        "std": std,
        "negative": (x < 0).double().mean(-1),
        "kurtosis": kurtosis,
        "max_over_rms": torch.where(rms > 0, magnitude.amax(-1) / rms, nan),
        "near_zero": (magnitude < near_zero * rms[:, None]).double().mean(-1),
        "saturated": (magnitude > math.log((1 - saturation) / saturation)).double().mean(-1),
    }
    values = torch.stack([columns[name] for name in STATISTICS], dim=-1)
    return values, ~values.isnan() | ~rms.isfinite()[:, None]


class Moments:
    """Count, mean, sum of squared deviations, lowest and highest value, each a float64 vector of one size.

    Args:
        values: float64, shape ``(num_rows, size)``.
        valid: which values count, same shape; all of them if None.
    """

    def __init__(self, values: Tensor, valid: Tensor | None = None) -> None:
        if valid is None:
            valid = torch.ones_like(values, dtype=torch.bool)
        self.count = valid.sum(0).double()
        self.mean = torch.where(valid, values, 0.0).sum(0) / self.count.clamp_min(1)
        self.m2 = torch.where(valid, (values - self.mean).square(), 0.0).sum(0)
        self.lowest = torch.where(valid, values, torch.inf).amin(0)
        self.highest = torch.where(valid, values, -torch.inf).amax(0)

    def merge(self, other: "Moments") -> None:
        """Add the data of ``other``, which has the same size."""
        count = self.count + other.count
        share = other.count / count.clamp_min(1)
        delta = other.mean - self.mean
        self.m2 = self.m2 + other.m2 + delta.square() * self.count * share
        self.mean = self.mean + delta * share
        self.count = count
        self.lowest = torch.minimum(self.lowest, other.lowest)
        self.highest = torch.maximum(self.highest, other.highest)

    def columns(self) -> dict[str, list[float]]:
        """Average, spread (population standard deviation), lowest and highest; NaN where nothing was counted."""
        empty = self.count == 0
        nan = torch.full_like(self.mean, torch.nan)
        return {
            "average": torch.where(empty, nan, self.mean).tolist(),
            "spread": torch.where(empty, nan, (self.m2 / self.count.clamp_min(1)).sqrt()).tolist(),
            "lowest": torch.where(empty, nan, self.lowest).tolist(),
            "highest": torch.where(empty, nan, self.highest).tolist(),
        }


class _Record:
    """What is kept of one tensor of one module: moments of the token statistics and moments of every feature."""

    def __init__(self, features: int) -> None:
        self.features = features
        self.tokens = 0
        self.by_token: Moments | None = None
        self.by_feature: Moments | None = None

    def add(self, rows: Tensor, near_zero: float, saturation: float) -> None:
        for piece in rows.split(max(1, _PIECE // self.features)):
            wide = piece.double()
            if self.by_token is not None:
                wide = wide.to(self.by_token.mean.device)
            by_token = Moments(*_row_statistics(wide, near_zero, saturation))
            by_feature = Moments(wide)
            if self.by_token is None:
                self.by_token, self.by_feature = by_token, by_feature
            else:
                self.by_token.merge(by_token)
                self.by_feature.merge(by_feature)
        self.tokens += len(rows)


class NormTelemetry:
    """Measures the tensors of a model while the model runs; a context manager.

    Inside ``with`` every forward pass of a chosen module is counted, in training and in evaluation, and with
    ``gradients=True`` every gradient that reaches the output of a chosen module. Hooks read and return nothing, so that
    outputs and gradients stay the same to the last bit. They are removed at the end, also after an exception.
    Entering once more goes on counting.

    Which tensor is taken: of a tuple, list or mapping that a module returns, or of the arguments that it receives, the
    first that is a floating-point tensor. Containers inside containers are not searched. A module that receives no such
    tensor, as an embedding does, has no input in the table; one that returns none raises a TypeError when it runs.

    Args:
        model: any module.
        modules: names, as in ``model.named_modules()``, and types, whose instances are all taken.
            None takes every module that has no children.
        inputs: measure the inputs of the modules as well.
        gradients: measure the gradients with respect to the outputs as well.
        near_zero: threshold of the statistic ``near_zero``, a share of the row's RMS.
        saturation: threshold of the statistic ``saturated``, a distance of the sigmoid from 0 and 1.

    Raises:
        TypeError: an argument has another type; in the forward pass, a module returns no floating-point tensor.
        ValueError: a name does not exist, a type does not occur, nothing is chosen, or a threshold is out of range; in
            the forward pass, the number of features of a tensor changes.

    Example:
        >>> model = nn.Sequential(nn.LayerNorm(4), nn.GELU())
        >>> with NormTelemetry(model) as telemetry:
        ...     _ = model(torch.tensor([[1.0, 2.0, 3.0, 6.0]]))
        >>> telemetry.value("0", "negative")
        0.5
    """

    def __init__(
        self,
        model: nn.Module,
        modules: Iterable[str | type] | None = None,
        *,
        inputs: bool = False,
        gradients: bool = False,
        near_zero: float = NEAR_ZERO,
        saturation: float = SATURATION,
    ) -> None:
        if not isinstance(model, nn.Module):
            raise TypeError(f"model must be a torch.nn.Module, got {type(model).__name__}")
        _check_thresholds(near_zero, saturation)
        self.near_zero, self.saturation = near_zero, saturation
        self._inputs, self._gradients = inputs, gradients
        self._modules = _choose(model, modules)
        self._records: dict[tuple[str, str], _Record] = {}
        self._handles: list = []
        self._tensor_handles: list = []

    def __enter__(self) -> "NormTelemetry":
        if self._handles:
            raise RuntimeError("this NormTelemetry is already measuring; use a second one for a nested measurement")
        for name, module in self._modules.items():
            if self._inputs:
                hook = self._input_hook(name)
                self._handles.append(module.register_forward_pre_hook(hook, with_kwargs=True))
            self._handles.append(module.register_forward_hook(self._output_hook(name)))
        return self

    def __exit__(self, *_) -> None:
        for handle in (*self._handles, *self._tensor_handles):
            handle.remove()
        self._handles.clear()
        self._tensor_handles.clear()

    def _input_hook(self, name: str):
        # Before the forward pass, because a module may overwrite its input
        def hook(_, args: tuple, kwargs: dict) -> None:
            x = _first_tensor((*args, *kwargs.values()))
            if x is not None:
                self._add(name, "input", x)

        return hook

    def _output_hook(self, name: str):
        def hook(module: nn.Module, _, output: object) -> None:
            x = _first_tensor(output)
            if x is None:
                raise TypeError(
                    f"module {name!r} must return a floating-point tensor, or a tuple, list or mapping that holds one, "
                    f"got {type(output).__name__} from {type(module).__name__}; leave it out with the argument modules"
                )
            self._add(name, "output", x)
            if self._gradients and x.requires_grad:
                self._watch_gradient(name, x)

        return hook

    def _watch_gradient(self, name: str, x: Tensor) -> None:
        # A hook on the tensor leaves the graph as it is; a backward hook on the module would insert nodes
        if len(self._tensor_handles) > 1000:
            self._tensor_handles = [one for one in self._tensor_handles if one.hooks_dict_ref() is not None]
        self._tensor_handles.append(x.register_hook(lambda gradient: self._add(name, "gradient", gradient)))

    @torch.no_grad()
    def _add(self, name: str, tensor: str, x: Tensor) -> None:
        _check_rows(f"the {tensor} of module {name!r}", x)
        record = self._records.setdefault((name, tensor), _Record(x.shape[-1]))
        if record.features != x.shape[-1]:
            raise ValueError(
                f"the {tensor} of module {name!r} must keep its number of features, got {x.shape[-1]} "
                f"after {record.features}; leave it out with the argument modules"
            )
        if x.numel():
            record.add(x.detach().reshape(-1, x.shape[-1]), self.near_zero, self.saturation)

    def rows(self) -> list[dict]:
        """One dict for each statistic of each measured tensor, in the order of the modules.

        Keys: ``module``, ``tensor`` ("input", "output" or "gradient"), ``statistic``, ``average`` over the tokens,
        ``spread`` (population standard deviation over the tokens), ``lowest``, ``highest`` and ``tokens``, the number
        of rows that were measured. A module that did not run has none.
        """
        result = []
        for name, tensor, record in self._measured():
            columns = record.by_token.columns()
            for index, statistic in enumerate(STATISTICS):
                row = {"module": name, "tensor": tensor, "statistic": statistic}
                row |= {column: values[index] for column, values in columns.items()}
                result.append(row | {"tokens": record.tokens})
        return result

    def table(self):
        """The :meth:`rows` as a pandas DataFrame where pandas is installed, otherwise as they are."""
        return _as_table(self.rows())

    def features(self, module: str, tensor: str = "output") -> list[dict]:
        """One dict for each feature of one tensor: ``feature``, ``average``, ``spread``, ``lowest``, ``highest``.

        They run over the tokens, so that a feature that is large for every token shows.

        Raises:
            ValueError: nothing was measured there.
        """
        columns = self._record(module, tensor).by_feature.columns()
        lines = zip(*columns.values(), strict=True)
        return [{"feature": k} | dict(zip(columns, line, strict=True)) for k, line in enumerate(lines)]

    def value(self, module: str, statistic: str, tensor: str = "output") -> float:
        """The average of one statistic over the tokens.

        Raises:
            ValueError: there is no such statistic, or nothing was measured there.
        """
        if statistic not in STATISTICS:
            raise ValueError(f"statistic must be one of {STATISTICS}, got {statistic!r}")
        return self._record(module, tensor).by_token.columns()["average"][STATISTICS.index(statistic)]

    def _measured(self):
        for name in self._modules:
            for tensor in ("input", "output", "gradient"):
                record = self._records.get((name, tensor))
                if record is not None and record.tokens:
                    yield name, tensor, record

    def _record(self, module: str, tensor: str) -> _Record:
        measured = {(name, kind): record for name, kind, record in self._measured()}
        if (module, tensor) not in measured:
            raise ValueError(f"module and tensor must be one of {list(measured)}, got {(module, tensor)}")
        return measured[module, tensor]

    def __str__(self) -> str:
        measured = list(self._measured())
        if not measured:
            return "nothing was measured"
        lines = [["module", "tensor", *STATISTICS]]
        for name, tensor, record in measured:
            lines.append([name, tensor, *map(_number, record.by_token.columns()["average"])])
        return _aligned(lines, left=2)


def _choose(model: nn.Module, modules: Iterable[str | type] | None) -> dict[str, nn.Module]:
    if isinstance(modules, (str, type)):
        raise TypeError(f"modules must be a collection of names and types, got the single {modules!r}")
    named = {name or type(module).__name__: module for name, module in model.named_modules(remove_duplicate=False)}
    unique = {name or type(module).__name__: module for name, module in model.named_modules()}
    if modules is None:
        return {name: module for name, module in unique.items() if next(module.children(), None) is None}
    chosen: dict[str, nn.Module] = {}
    for one in modules:
        if isinstance(one, str):
            if one not in named:
                raise ValueError(f"modules: the model has no module {one!r}, only {list(named)}")
            found = {one: named[one]}
        elif isinstance(one, type):
            found = {name: module for name, module in unique.items() if isinstance(module, one)}
            if not found:
                raise ValueError(f"modules: the model has no module of type {one.__name__}")
        else:
            raise TypeError(f"modules must hold names and types, got {type(one).__name__}")
        known = {id(module) for module in chosen.values()}
        chosen |= {name: module for name, module in found.items() if id(module) not in known}
    if not chosen:
        raise ValueError("modules must hold at least one name or type")
    return chosen


def _first_tensor(value: object) -> Tensor | None:
    if isinstance(value, Tensor):
        value = (value,)
    elif isinstance(value, Mapping):
        value = value.values()
    elif not isinstance(value, (tuple, list)):
        return None
    return next((one for one in value if isinstance(one, Tensor) and one.is_floating_point()), None)


@dataclass(frozen=True)
class Comparison:
    """Two measurements side by side; printing it shows what changed most first.

    Attributes:
        rows: dicts with ``module``, ``tensor``, ``statistic``, ``before``, ``after`` and ``change``, largest change
            first. ``change`` has no unit: for a mean it is the difference over the larger RMS, for a share the
            difference, for everything else the difference over the larger of the two. It is infinite where only one of
            the two is a finite number.
        only_before, only_after: module and tensor of what only one of the two measured.
    """

    rows: list[dict]
    only_before: list[tuple[str, str]]
    only_after: list[tuple[str, str]]

    def table(self):
        """The rows as a pandas DataFrame where pandas is installed, otherwise as they are."""
        return _as_table(self.rows)

    def text(self, limit: int | None = None) -> str:
        """The rows as lines of text, at most ``limit`` of them, then what only one side measured."""
        lines = [["module", "tensor", "statistic", "before", "after", "change"]]
        for row in self.rows[:limit]:
            lines.append([row["module"], row["tensor"], row["statistic"]])
            lines[-1] += [_number(row[key]) for key in ("before", "after", "change")]
        result = _aligned(lines, left=3)
        for side, keys in (("before", self.only_before), ("after", self.only_after)):
            if keys:
                result += f"\nonly {side}: " + ", ".join(f"{name} {tensor}" for name, tensor in keys)
        return result

    def __str__(self) -> str:
        return self.text()


def compare(before: NormTelemetry | list[dict], after: NormTelemetry | list[dict]) -> Comparison:
    """Two measurements side by side, matched by the names of modules and tensors.

    Args:
        before, after: a :class:`NormTelemetry`, or the list that its ``rows`` returned.

    Raises:
        TypeError: an argument has another type, or a row lacks a key.
        ValueError: the two have no module and tensor in common.
    """
    left, right = _averages("before", before), _averages("after", after)
    common = [key for key in left if key in right]
    if not common:
        raise ValueError(
            f"before and after must have a module and tensor in common, got {list(left)} and {list(right)}"
        )
    rows = []
    for module, tensor in common:
        one, other = left[module, tensor], right[module, tensor]
        for statistic in STATISTICS:
            change = _change(statistic, one, other)
            row = {"module": module, "tensor": tensor, "statistic": statistic}
            rows.append(row | {"before": one[statistic], "after": other[statistic], "change": change})
    rows.sort(key=lambda row: -row["change"])
    return Comparison(rows, [key for key in left if key not in right], [key for key in right if key not in left])


def _averages(name: str, given: NormTelemetry | list[dict]) -> dict[tuple[str, str], dict[str, float]]:
    if isinstance(given, NormTelemetry):
        given = given.rows()
    if not isinstance(given, list):
        raise TypeError(f"{name} must be a NormTelemetry or the list of its rows, got {type(given).__name__}")
    result: dict[tuple[str, str], dict[str, float]] = {}
    try:
        for row in given:
            result.setdefault((row["module"], row["tensor"]), {})[row["statistic"]] = row["average"]
    except (KeyError, TypeError) as error:
        raise TypeError(f"{name} must hold rows with module, tensor, statistic and average: {error!r}") from None
    for key, values in result.items():
        missing = [statistic for statistic in STATISTICS if statistic not in values]
        if missing:
            raise TypeError(f"{name} must hold every statistic of {key}, it lacks {missing}")
    return result


def _change(statistic: str, before: dict[str, float], after: dict[str, float]) -> float:
    a, b = before[statistic], after[statistic]
    if math.isnan(a) and math.isnan(b):
        return 0.0
    if statistic in SHARES:
        scale = 1.0
    elif statistic == "mean":
        scale = max(before["rms"], after["rms"])
    else:
        scale = max(abs(a), abs(b))
    if a == b:
        return 0.0
    change = abs(a - b) / scale
    return change if math.isfinite(change) else math.inf


def _as_table(rows: list[dict]):
    try:
        import pandas
    except ImportError:
        return rows
    return pandas.DataFrame(rows)


def _number(value: float) -> str:
    plain = value == 0 or 5e-4 <= abs(value) < 1e5 or not math.isfinite(value)
    return f"{value:.3f}" if plain else f"{value:.1e}"


def _aligned(lines: list[list[str]], left: int) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index < left else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
