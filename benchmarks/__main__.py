"""``python -m benchmarks [--output FILE]``: time of this library's norms relative to PyTorch's, in one run."""

import argparse
import json
import platform
from datetime import UTC, datetime
from pathlib import Path

import torch
import torch.nn.functional as F
from torch.utils.benchmark import Timer

from rmsnorm_lib import get_device, rms_norm

SHAPES = ((1, 4096), (512, 768), (4096, 4096))
BASELINE = "F.rms_norm"


def candidates(x: torch.Tensor, weight: torch.Tensor) -> dict:
    """Functions that do the same work on the same input and each allocate their own output."""
    shape = weight.shape
    return {
        BASELINE: lambda: F.rms_norm(x, shape, weight, 1e-6),
        "rms_norm": lambda: rms_norm(x, weight, eps=1e-6),
        "F.layer_norm": lambda: F.layer_norm(x, shape, weight, None, 1e-6),
        "clone": lambda: x.clone(),
    }


def measure(shape: tuple[int, int], dtype: torch.dtype, device: torch.device, min_run_time: float) -> dict:
    """Median seconds of every candidate's forward pass."""
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(shape, generator=generator).to(device, dtype)
    weight = torch.ones(shape[-1], device=device, dtype=dtype)
    seconds = {}
    with torch.no_grad():
        for name, function in candidates(x, weight).items():
            timer = Timer("function()", globals={"function": function}, num_threads=torch.get_num_threads())
            seconds[name] = timer.blocked_autorange(min_run_time=min_run_time).median
    return seconds


def provenance(device: torch.device) -> dict:
    """Where and with what the numbers were measured."""
    facts = {
        "date": datetime.now(UTC).date().isoformat(),
        "device": torch.cuda.get_device_name(device) if device.type == "cuda" else platform.machine(),
        "threads": torch.get_num_threads(),
        "torch": torch.__version__,
        "python": platform.python_version(),
        "system": platform.system(),
    }
    if device.type == "cuda":
        facts["cuda"] = torch.version.cuda
    return facts


def main() -> None:
    """Measure, print a table of ratios, and write the seconds where asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--output", type=Path, help="also write seconds and provenance to this JSON file")
    parser.add_argument("--min-run-time", type=float, default=0.5, metavar="SECONDS", help="for each measurement")
    args = parser.parse_args()

    device = get_device()
    facts = provenance(device)
    print(", ".join(f"{key} {value}" for key, value in facts.items()))
    print(f"forward pass, times faster than {BASELINE} (above 1 is faster)\n")
    results = []
    for dtype in (torch.float32, torch.bfloat16):
        for shape in SHAPES:
            seconds = measure(shape, dtype, device, args.min_run_time)
            results.append({"shape": shape, "dtype": str(dtype).removeprefix("torch."), "seconds": seconds})
            ratios = "  ".join(f"{name} {seconds[BASELINE] / time:5.2f}" for name, time in seconds.items())
            print(f"{results[-1]['dtype']:9} {shape[0]:5} x {shape[1]:<5}  {ratios}", flush=True)
    if args.output:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        args.output.write_text(json.dumps({"provenance": facts, "results": results}, indent=2) + "\n")


if __name__ == "__main__":
    main()
