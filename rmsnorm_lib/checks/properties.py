"""The properties that every RMSNorm must have, each as a check that explains its failure."""

import inspect
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import torch

from rmsnorm_lib.checks import corners, gradients, layout, precision, state, values
from rmsnorm_lib.checks.report import Report, Result
from rmsnorm_lib.checks.trial import ARGUMENTS, Caller, Trial
from rmsnorm_lib.conventions import TORCH, Convention, check_eps
from rmsnorm_lib.devices import STANDARD, FactoryDefaults, get_device
from rmsnorm_lib.targets import role_of

FORMULA = "The RMSNorm formula"
RMS = "The root mean square"


@dataclass(frozen=True)
class Check:
    """One property of RMS normalization.

    Attributes:
        name: key in :data:`CHECKS`.
        property: the property in one sentence.
        read: where in the course to read about it.
        families: families of faults that it stands for.
        function: probes a :class:`~rmsnorm_lib.checks.trial.Trial`.
        needs: arguments without which the property cannot be checked.
    """

    name: str
    property: str
    read: str
    families: tuple[str, ...]
    function: Callable[[Trial], None]
    needs: tuple[str, ...] = ()

    def why_not(self, convention: Convention, arguments: Sequence[str] = ARGUMENTS) -> str:
        """Why the check does not apply; empty where it does."""
        missing = [name for name in self.needs if name not in arguments]
        if missing:
            return f"the function takes no {missing[0]}"
        if self.name == "partial" and convention.p == 1:
            return f"the {convention.name} convention takes the RMS over the whole row"
        return ""

    def run(
        self,
        fn: Callable[..., object],
        convention: Convention = TORCH,
        *,
        eps: float | None = None,
        seed: int = 0,
        device: torch.device | str | None = None,
        arguments: Sequence[str] = ARGUMENTS,
        watched: bool = False,
        explain: bool = True,
    ) -> None:
        """Check one function.

        Args:
            fn: normalizes the last dimension of its first argument; called with ``arguments``, by position.
            convention: what it should compute.
            eps: eps of the probes that do not choose one; None takes the default of ``convention``.
                For a function that takes no eps it is the one that the function uses.
            seed: of the probes' random numbers.
            device: where it is called; None takes :func:`rmsnorm_lib.get_device`.
            arguments: which of x, weight and eps it takes; x comes first.
            watched: call it under :func:`~rmsnorm_lib.checks.no_library_norms`.
            explain: look for the likely cause of a failure.

        Raises:
            AssertionError: the property does not hold. Also when the check does not apply.
            Exception: whatever ``fn`` raises, with a note that says what it was called with.
            ValueError: ``arguments`` holds other names.
        """
        __tracebackhide__ = True
        arguments = _check_arguments(arguments)
        reason = self.why_not(convention, arguments)
        if reason:
            raise AssertionError(f"property: {self.property}\nnot applicable: {reason}")
        trial = Trial(
            check=self.name,
            caller=Caller(fn, arguments, watched, FactoryDefaults.current()),
            convention=convention,
            eps=default_eps(convention) if eps is None else check_eps(eps),
            prop=self.property,
            read=self.read,
            # Every check has random numbers of its own, whatever runs before it
            generator=torch.Generator().manual_seed(seed + zlib.crc32(self.name.encode())),
            device=torch.device(get_device() if device is None else device),
            explain=explain,
        )
        with torch.enable_grad(), STANDARD.in_force():
            self.function(trial)


def default_eps(convention: Convention) -> float:
    """The eps of a convention in float32."""
    return torch.finfo(torch.float32).eps if convention.eps is None else convention.eps


def _check_arguments(arguments: Sequence[str]) -> tuple[str, ...]:
    arguments = tuple(arguments)
    if not arguments or arguments[0] != "x" or not set(arguments) <= set(ARGUMENTS):
        raise ValueError(f"arguments must be x, then any of {ARGUMENTS[1:]}, got {arguments}")
    return arguments


_ALL = (
    Check(
        "values",
        "every element is its gain times x divided by the root mean square of its row",
        f"{FORMULA}, section The formula",
        ("formula", "memory"),
        values.values,
    ),
    Check(
        "small_inputs",
        "rows as small as eps matter: eps stands where the convention has it, once and unscaled",
        f"{FORMULA}, section What eps does, and where it stands",
        ("eps",),
        values.small_inputs,
    ),
    Check(
        "eps_argument",
        "the eps that is passed is the eps that is used",
        f"{FORMULA}, section What eps does, and where it stands",
        ("eps",),
        values.eps_argument,
        needs=("eps",),
    ),
    Check(
        "eps_range",
        "every eps from 0 upward counts as it is, also next to rows as small as itself",
        f"{FORMULA}, section What eps does, and where it stands",
        ("eps",),
        corners.eps_range,
        needs=("eps",),
    ),
    Check(
        "zero_rows",
        "a row of zeros gives zeros and a finite gradient",
        f"{FORMULA}, section What eps does, and where it stands; Gradients",
        ("eps", "gradient"),
        values.zero_rows,
    ),
    Check(
        "large_inputs",
        "large numbers are squared where their squares fit",
        f"{RMS}, section Half precision: squares leave the range first",
        ("precision",),
        values.large_inputs,
    ),
    Check(
        "not_a_number",
        "a NaN or an infinity stays in its row, where it is not hidden",
        f"{RMS}, section One RMS for each token",
        ("axis",),
        corners.not_a_number,
    ),
    Check(
        "ranks",
        "inputs of one to four dimensions, also with as many rows as columns",
        f"{RMS}, section One RMS for each token",
        ("axis",),
        layout.ranks,
    ),
    Check(
        "last_dimension",
        "the RMS is taken over the last dimension and no other",
        f"{RMS}, section One RMS for each token",
        ("axis",),
        layout.last_dimension,
    ),
    Check(
        "row_independence",
        "each row is normalized by itself, whatever the other rows hold",
        f"{RMS}, section One RMS for each token",
        ("axis", "memory"),
        layout.row_independence,
    ),
    Check(
        "strides",
        "the result does not depend on how x, the gain or the gradient lie in memory",
        "Implementations",
        ("memory", "gradient"),
        layout.strides,
    ),
    Check(
        "sizes",
        "any hidden size and any number of rows, forward and backward",
        "Implementations",
        ("memory", "axis"),
        corners.sizes,
    ),
    Check(
        "combinations",
        "every dtype in every shape and memory layout, forward and backward",
        "Implementations",
        ("memory", "precision"),
        corners.combinations,
    ),
    Check(
        "low_precision",
        "16-bit results are as exact as the format allows: sums in float32, rounded where the convention rounds",
        "Numerics",
        ("precision",),
        precision.low_precision,
    ),
    Check(
        "dtype",
        "the output has the dtype of the input",
        "Numerics",
        ("precision",),
        precision.dtype,
    ),
    Check(
        "input_unchanged",
        "x, the gain and the incoming gradient are read and never written",
        "Implementations",
        ("memory", "gradient"),
        state.input_unchanged,
    ),
    Check(
        "gain",
        "each component of the normalized row is multiplied by its own gain, once",
        f"{FORMULA}, section Gain and bias",
        ("gain",),
        values.gain,
        needs=("weight",),
    ),
    Check(
        "input_gradient",
        "the gradient for x equals its closed form",
        "Gradients",
        ("gradient",),
        gradients.input_gradient,
    ),
    Check(
        "gain_gradient",
        "the gradient for the gain is the sum over all rows of gradient times normalized row",
        "Gradients",
        ("gradient", "sharding"),
        gradients.gain_gradient,
        needs=("weight",),
    ),
    Check(
        "autograd",
        "gradients are right whichever tensors need them, a second time, and after other calls",
        "Gradients",
        ("gradient", "memory"),
        corners.autograd,
    ),
    Check(
        "scale_behaviour",
        "the normalized row has RMS 1, whatever x is multiplied by; only a sign remains",
        "Scaling and invariance",
        ("formula",),
        values.scale_behaviour,
    ),
    Check(
        "determinism",
        "a result depends on the arguments of its call alone, not on earlier or later calls",
        "Implementations",
        ("memory",),
        state.determinism,
    ),
    Check(
        "partial",
        "the RMS is taken over the first part of the row that the convention names",
        f"{FORMULA}, section Conventions side by side",
        ("formula",),
        values.partial,
    ),
    Check(
        "sharding",
        "parts of a row that differ in size share one RMS",
        "RMSNorm in training",
        ("sharding",),
        values.sharding,
    ),
)

CHECKS: Mapping[str, Check] = MappingProxyType({check.name: check for check in _ALL})


def find_check(name: str) -> Check:
    """The check of that name.

    Raises:
        ValueError: there is none.
    """
    if name not in CHECKS:
        raise ValueError(f"there is no check {name!r}; the checks are {', '.join(CHECKS)}")
    return CHECKS[name]


def check_all(
    fn: Callable[..., object],
    convention: Convention = TORCH,
    *,
    only: Sequence[str] | None = None,
    eps: float | None = None,
    seed: int = 0,
    device: torch.device | str | None = None,
    arguments: Sequence[str] = ARGUMENTS,
    explain: bool = True,
) -> Report:
    """Check all properties of one implementation.

    Args:
        fn: normalizes the last dimension of its first argument: ``fn(x, weight, eps)``, where ``weight`` is a tensor of
            shape ``(hidden_size,)`` or None. It gives back a tensor of the shape and dtype of ``x``.
        convention: what it should compute.
        only: names of the checks to run; None runs all.
        eps: eps of the probes that do not choose one; None takes the default of ``convention``.
        seed: of the probes' random numbers, which are drawn from generators of their own.
        device: where it is called; None takes :func:`rmsnorm_lib.get_device`.
        arguments: which of x, weight and eps it takes, by position; a check that needs another one does not apply.
        explain: look for the likely cause of a failure.

    Returns:
        A report with one result for each check. An exception that ``fn`` raises is a failure that quotes it.

    Raises:
        ValueError: ``only`` names an unknown check, or ``eps`` or ``arguments`` is not allowed.
        TypeError: ``fn`` cannot be called with ``arguments``, or means something else by one of them.

    Example:
        >>> from rmsnorm_lib import LLAMA
        >>> def norm(x, weight, eps):
        ...     return x / (x.square().mean(-1, keepdim=True).sqrt() + eps) * (1.0 if weight is None else weight)
        >>> report = check_all(norm, LLAMA, only=["values", "small_inputs"])
        >>> print(report.failed[0].message)  # doctest: +ELLIPSIS
        property: rows as small as eps matter: eps stands where the convention has it, once and unscaled
        ...
        likely cause: ...
    """
    arguments = _check_arguments(arguments)
    _check_signature(fn, arguments)
    eps = default_eps(convention) if eps is None else check_eps(eps)
    device = torch.device(get_device() if device is None else device)
    results = []
    for name in CHECKS if only is None else only:
        check = find_check(name)
        reason = check.why_not(convention, arguments)
        if reason:
            results.append(Result(name, check.property, None, f"not applicable: {reason}"))
            continue
        try:
            check.run(fn, convention, eps=eps, seed=seed, device=device, arguments=arguments, explain=explain)
        except Exception as error:
            results.append(Result(name, check.property, False, _text(check, error)))
        else:
            results.append(Result(name, check.property, True))
    subject = getattr(fn, "__name__", type(fn).__name__)
    return Report(subject, convention.name, eps, tuple(results))


def _check_signature(fn: Callable[..., object], arguments: Sequence[str]) -> None:
    called = fn.forward if isinstance(fn, torch.nn.Module) else fn
    try:
        signature = inspect.signature(called)
    except (TypeError, ValueError):  # compiled code may hide its signature; the calls will show whether they fit
        return
    problem = ""
    try:
        bound = signature.bind(*arguments).arguments
    except TypeError as error:
        problem = str(error)
    else:
        for parameter, argument in bound.items():
            role = role_of(parameter)
            if argument in ("weight", "eps") and role not in (None, argument):
                problem = f"{parameter} stands where {argument} is expected"
                break
    if problem:
        name = getattr(fn, "__name__", type(fn).__name__)
        raise TypeError(
            f"fn must take {', '.join(arguments)} by position, got {name}{signature}: {problem}. Wrap it, for example "
            f"as `lambda x, weight, eps: {name}(x, weight, eps=eps)`, name what it takes with arguments=[...], "
            "or use diagnose, which finds out how to call functions and modules"
        )


def _text(check: Check, error: Exception) -> str:
    if isinstance(error, AssertionError) and str(error).startswith("property: "):
        return str(error)
    notes = getattr(error, "__notes__", [])
    first_line = (str(error).splitlines() or [""])[0]
    raised = f"the function raised {type(error).__name__}: {first_line}"
    return "\n".join([f"property: {check.property}", raised, *notes, f"read: {check.read}"])
