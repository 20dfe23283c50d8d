"""The one place where a device is chosen."""

import torch


def get_device() -> torch.device:
    """The device that course code runs on: the current CUDA device where there is one, otherwise the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
