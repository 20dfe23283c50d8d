"""What is recorded about one faulty implementation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from torch import Tensor

from rmsnorm_lib.conventions import Convention

FAMILIES = ("formula", "axis", "eps", "precision", "gain", "gradient", "memory", "sharding")

Norm = Callable[[Tensor, Tensor | None, float], Tensor]


@dataclass(frozen=True)
class Fault:
    """One wrong implementation of RMS normalization, and what is known about it.

    Attributes:
        name: snake_case key in :data:`rmsnorm_lib.faults.FAULTS`.
        family: one of :data:`FAMILIES`: the part of the computation that is wrong.
        description: one line that says what the code does wrong.
        symptom: format string of what a user sees; the names in braces are keys of what ``measure`` returns.
        measure: takes an implementation, runs it on a small fixed case and returns the numbers of ``symptom``.
        fn: the faulty code, ``fn(x, weight, eps)`` over the last dimension. ``weight`` is None for no gain.
            It is right in everything but its fault.
        convention: the convention of which ``fn`` is a faulty version.
        caught_by: the check of :mod:`rmsnorm_lib.checks` that catches it for the right reason.
        thread: URL of a public GitHub thread about this fault: a report, a fix or a review comment; None where none
            was found.
    """

    name: str
    family: str
    description: str
    symptom: str
    measure: Callable[[Norm], Mapping[str, float]]
    fn: Norm
    convention: Convention
    caught_by: str
    thread: str | None = None

    def __post_init__(self) -> None:
        if self.family not in FAMILIES:
            raise ValueError(f"family must be one of {FAMILIES}, got {self.family!r}")

    def symptom_text(self) -> str:
        """``symptom`` with the numbers filled in; they are measured at every call."""
        return self.symptom.format(**self.measure(self.fn))
