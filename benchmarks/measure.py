"""Timing on CPU and GPU, and where the numbers come from."""

import platform
import statistics
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import torch
from torch.utils.benchmark import Timer

from rmsnorm_lib.kernels import native

NUM_ROUNDS = 5


def _cpu_seconds(function: Callable[[], object], min_run_time: float) -> float:
    timer = Timer("function()", globals={"function": function}, num_threads=torch.get_num_threads())
    return timer.blocked_autorange(min_run_time=min_run_time).median


def _cuda_seconds(function: Callable[[], object], min_run_time: float) -> float:
    from triton.testing import do_bench

    # do_bench clears the second-level cache before every run, so that input comes from memory
    milliseconds = do_bench(function, rep=1000 * min_run_time, return_mode="median", grad_to_none=None)
    return milliseconds / 1000


def time_side_by_side(
    candidates: dict[str, Callable[[], object]], device: torch.device, min_run_time: float, with_gradients: bool
) -> dict[str, float]:
    """Median seconds of every candidate, measured in turns so that a busy moment hits all of them alike."""
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    measure = _cuda_seconds if device.type == "cuda" else _cpu_seconds
    with torch.set_grad_enabled(with_gradients):
        for _ in range(NUM_ROUNDS):
            for name, function in candidates.items():
                seconds[name].append(measure(function, min_run_time / NUM_ROUNDS))
    return {name: statistics.median(times) for name, times in seconds.items()}


def _cpu_name() -> str:
    info = Path("/proc/cpuinfo")
    for line in info.read_text().splitlines() if info.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _driver() -> str:
    command = ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().splitlines()[0]


def provenance(device: torch.device) -> dict:
    """Where, when and with what versions the numbers were measured."""
    facts = {
        "date": datetime.now(UTC).date().isoformat(),
        "device": torch.cuda.get_device_name(device) if device.type == "cuda" else _cpu_name(),
        "instruction set": torch.backends.cpu.get_cpu_capability(),
        "threads": torch.get_num_threads(),
        "torch": torch.__version__,
        "python": platform.python_version(),
        "system": platform.system(),
    }
    if device.type == "cpu":
        facts |= {"autograd node": "compiled" if native.load() else "Python"}
    if device.type == "cuda":
        import triton

        facts |= {"cuda": torch.version.cuda, "driver": _driver(), "triton": triton.__version__}
    return facts
