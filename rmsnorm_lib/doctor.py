"""Does this environment run the course? A finding says what is there and, where something is missing, what to do."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import torch

from rmsnorm_lib import reference
from rmsnorm_lib.devices import get_device
from rmsnorm_lib.functional import rms_norm
from rmsnorm_lib.kernels import cpu, native

PACKAGES = {"numpy": "2.0", "torch": "2.13", "matplotlib": "3.9", "ipykernel": "6", "jupyterlab": "4"}


@dataclass(frozen=True)
class Finding:
    """One line of the report.

    Attributes:
        good: False where something must be mended before the exercises can be solved.
        text: what was found, and what to do about it.
    """

    good: bool
    text: str


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.partition("+")[0].split(".")[:2] if part.isdigit())


def _package(name: str, least: str) -> Finding:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(False, f"{name} is missing, which the exercises need: `pip install {name}`")
    if _numbers(found) < _numbers(least):
        return Finding(False, f"{name} {found} is too old: `pip install '{name}>={least}'`")
    return Finding(True, f"{name} {found}")


def _computes() -> Finding:
    device = get_device()
    x = torch.linspace(-2, 3, 24, device=device).reshape(4, 6)
    error = abs(rms_norm(x).double().cpu().numpy() - reference.rms_norm(x.double().cpu().numpy())).max()
    good = bool(error < 1e-6)
    return Finding(
        good, f"RMSNorm on {device} differs from float64 by at most {error:.1e}" + ("" if good else ": wrong")
    )


def _compiled_parts() -> Iterator[Finding]:
    if not cpu.is_available():
        yield Finding(
            True, "the compiled CPU kernel was not built; PyTorch's own operations are used, which are slower"
        )
        return
    yield Finding(True, "the compiled CPU kernel is used")
    yield Finding(
        True,
        f"the compiled autograd node for PyTorch {torch.__version__} "
        + (
            "is used"
            if native.load()
            else "was not built, so small tensors take longer; `pip install --no-build-isolation .` builds it"
        ),
    )


def examine() -> Iterator[Finding]:
    """Look at Python, the packages, the device and the library's kernels, one finding each."""
    least = (3, 11)
    yield Finding(sys.version_info >= least, f"Python {platform.python_version()}, at least 3.11 is needed")
    for name, oldest in PACKAGES.items():
        yield _package(name, oldest)
    yield _computes()
    yield from _compiled_parts()


def report(findings: list[Finding]) -> str:
    """The findings as lines, and a verdict."""
    lines = [f"{'ok     ' if one.good else 'MISSING'}  {one.text}" for one in findings]
    bad = sum(not one.good for one in findings)
    lines.append("This environment runs the course." if not bad else f"{bad} of {len(findings)} findings to mend.")
    return "\n".join(lines)
