"""The one place where a device is chosen, and where PyTorch's defaults for new tensors are set aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch


def get_device() -> torch.device:
    """The device that course code runs on: the current CUDA device where there is one, otherwise the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@dataclass(frozen=True)
class FactoryDefaults:
    """What ``torch.ones(3)`` and its like make where nothing else is asked for.

    Attributes:
        dtype: as set by ``torch.set_default_dtype``.
        device: as set by ``torch.set_default_device`` or by ``with torch.device(...)``.
    """

    dtype: torch.dtype = torch.float32
    device: torch.device = torch.device("cpu")

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
