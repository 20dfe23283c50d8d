"""The one place where a device is chosen, and where PyTorch's defaults for new tensors are set aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import torch


def get_device() -> torch.device:
    """The device that course code runs on: the current CUDA device where there is one, otherwise the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


class FactoryDefaults(NamedTuple):
    """What ``torch.ones(3)`` and its like make where nothing else is asked for.

    Attributes:
        dtype: as set by ``torch.set_default_dtype``.
        device: as set by ``torch.set_default_device`` or by ``with torch.device(...)``.
    """

    dtype: torch.dtype
    device: torch.device

    @classmethod
    def current(cls) -> "FactoryDefaults":
        """The defaults that are in force."""
        return cls(torch.get_default_dtype(), torch.get_default_device())

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Inside the block these defaults are in force, whatever they were outside."""
        before = self.current()
        if before == self:  # a device context slows every PyTorch call down, so none is entered without need
            yield
            return
        torch.set_default_dtype(self.dtype)
        try:
            with self.device:
                yield
        finally:
            torch.set_default_dtype(before.dtype)


# What PyTorch itself starts with
STANDARD = FactoryDefaults(torch.float32, torch.device("cpu"))
