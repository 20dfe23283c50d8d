"""A bank of faulty implementations of RMS normalization, one module a family.

Each is right in everything but its fault and is recorded as a :class:`Fault`: what it does wrong, what a user sees in
numbers, the check that catches it, and the public report of it where there is one.
"""

from collections.abc import Mapping
from types import MappingProxyType

from rmsnorm_lib.faults import axis, eps, formula, gain, gradient, memory, precision, sharding
from rmsnorm_lib.faults.fault import FAMILIES, Fault

FAULTS: Mapping[str, Fault] = MappingProxyType(
    {
        fault.name: fault
        for family in (formula, axis, eps, precision, gain, gradient, memory, sharding)
        for fault in family.FAULTS
    }
)

__all__ = ["FAMILIES", "FAULTS", "Fault"]
