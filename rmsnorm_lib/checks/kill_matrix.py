"""Which check catches which fault, and whether any check refuses a sound implementation."""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from rmsnorm_lib.checks.properties import CHECKS, check_all
from rmsnorm_lib.checks.report import Report, two_column_table
from rmsnorm_lib.conventions import Convention
from rmsnorm_lib.faults import FAMILIES, FAULTS
from rmsnorm_lib.functional import rms_norm
from rmsnorm_lib.sound import SOUND


@dataclass(frozen=True)
class KillMatrix:
    """The verdicts of all checks on all faults and on all sound implementations.

    Attributes:
        faults: for each fault of the bank its report.
        sound: for each sound implementation its report.
    """

    faults: Mapping[str, Report]
    sound: Mapping[str, Report]

    def caught_by(self, fault: str) -> list[str]:
        """Names of the checks that a fault fails."""
        return [result.name for result in self.faults[fault].failed]

    @property
    def survivors(self) -> list[str]:
        """Faults that pass every check."""
        return [name for name, report in self.faults.items() if report.passed]

    @property
    def missed(self) -> list[str]:
        """Faults that pass the check that should catch them."""
        return [name for name in self.faults if FAULTS[name].caught_by not in self.caught_by(name)]

    @property
    def false_alarms(self) -> dict[str, list[str]]:
        """Sound implementations that fail a check, with the checks."""
        return {name: [one.name for one in report.failed] for name, report in self.sound.items() if not report.passed}

    @property
    def kill_rate(self) -> float:
        """Fraction of the faults that at least one check catches."""
        return 1 - len(self.survivors) / len(self.faults)

    def __str__(self) -> str:
        return (
            f"{len(self.faults)} faults, {len(self.faults) - len(self.survivors)} caught; "
            f"{len(self.sound)} sound implementations, {len(self.false_alarms)} refused"
        )

    def _repr_html_(self) -> str:
        return "".join(self._family_table(family) for family in FAMILIES)

    def _family_table(self, family: str) -> str:
        names = [name for name in self.faults if FAULTS[name].family == family]
        if not names:
            return ""
        return two_column_table(
            f"{family}: {len(names)} faults", ("fault", "caught by"), [self._row(name) for name in names]
        )

    def _row(self, name: str) -> tuple[str, str]:
        fault, caught = FAULTS[name], self.caught_by(name)
        # The check that stands for the fault comes first, in bold
        codes = [f"<strong>{CODES[fault.caught_by]}</strong>"] if fault.caught_by in caught else []
        codes += [CODES[one] for one in caught if one != fault.caught_by]
        title = html.escape(name.replace("_", " "))
        return f"<strong>{title}</strong><br>{html.escape(fault.description)}", " ".join(codes) or "none"


@dataclass(frozen=True)
class Legend:
    """What the codes of the matrix stand for."""

    rows: tuple[tuple[str, str], ...]

    def _repr_html_(self) -> str:
        return two_column_table("Codes of the checks", ("check", "property"), self.rows)


def check_legend() -> Legend:
    """The checks with their codes and properties, as a table for a notebook."""
    return Legend(
        tuple(
            (f"<strong>{CODES[name]}</strong> {name.replace('_', ' ')}", html.escape(check.property))
            for name, check in CHECKS.items()
        )
    )


# What the page's legend explains
CODES: Mapping[str, str] = {
    "values": "Va",
    "small_inputs": "Sm",
    "eps_argument": "Ep",
    "eps_range": "Er",
    "zero_rows": "Ze",
    "large_inputs": "La",
    "not_a_number": "Na",
    "ranks": "Ra",
    "last_dimension": "Di",
    "row_independence": "Ro",
    "strides": "St",
    "sizes": "Si",
    "combinations": "Co",
    "low_precision": "Pr",
    "dtype": "Dt",
    "input_unchanged": "Un",
    "gain": "Ga",
    "input_gradient": "Gx",
    "gain_gradient": "Gw",
    "autograd": "Au",
    "scale_behaviour": "Sc",
    "determinism": "De",
    "partial": "Pa",
    "sharding": "Sh",
}


def kill_matrix(*, seed: int = 0, explain: bool = False) -> KillMatrix:
    """Run every check on every fault of the bank and on every sound implementation.

    It takes about half a minute.

    Args:
        seed: of the checks' random numbers.
        explain: also look for the likely cause of every failure, which takes several times as long.

    Returns:
        All reports, each against the convention that the implementation claims.
    """

    def reports(implementations: Mapping[str, tuple[Callable, Convention]]) -> dict[str, Report]:
        return {
            name: check_all(fn, convention, seed=seed, explain=explain)
            for name, (fn, convention) in implementations.items()
        }

    return KillMatrix(
        faults=reports({name: (fault.fn, fault.convention) for name, fault in FAULTS.items()}), sound=reports(SOUND)
    )


def passes_typical_test(fn: Callable[..., Tensor], convention: Convention, *, seed: int = 0) -> bool:
    """What a common test of RMSNorm says of an implementation: whether it passes.

    One float32 input and a gain of normal numbers, eps 1e-6, compared with a right implementation (``F.rms_norm`` for
    its convention) at the tolerances of ``torch.allclose``; the gradients must not be None.

    Args:
        fn: ``fn(x, weight, eps)`` over the last dimension.
        convention: what it should compute.
        seed: of the input.

    Example:
        >>> from rmsnorm_lib import TORCH
        >>> passes_typical_test(FAULTS["eps_dropped"].fn, TORCH)
        True
        >>> passes_typical_test(FAULTS["sum_for_mean"].fn, TORCH)
        False
    """
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(2, 8, 64, generator=generator, requires_grad=True)
    weight = torch.randn(64, generator=generator, requires_grad=True)
    try:
        output = fn(x, weight, 1e-6)
        right = torch.allclose(output, rms_norm(x, weight, None, 1e-6, convention=convention))
        output.sum().backward()
    except RuntimeError:
        return False
    return right and x.grad is not None and weight.grad is not None
