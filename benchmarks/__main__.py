"""``python -m benchmarks [--output FILE]``: every normalization side by side, in one run on one machine."""

import argparse
import json
from pathlib import Path

import torch

from benchmarks.cases import DTYPES, SHAPES, make_cases, saved_memory
from benchmarks.measure import provenance, time_side_by_side
from rmsnorm_lib import get_device
from rmsnorm_lib.kernels import native


def _report(case: dict) -> str:
    seconds = case["seconds"]
    baseline = seconds[case["baseline"]]
    input_bytes = case["shape"][0] * case["shape"][1] * torch.finfo(getattr(torch, case["dtype"])).bits // 8
    lines = [f"\n{case['case']}, {case['shape'][0]} x {case['shape'][1]}, {case['dtype']}"]
    for name, time in seconds.items():
        rate = case["num_bytes"] * input_bytes / time / 1e9
        lines.append(
            f"  {name:20} {1e6 * time:11.1f} us  {baseline / time:6.2f} x {case['baseline']}  {rate:8.1f} GB/s"
        )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Measure, print the tables, and write seconds with provenance where asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--output", type=Path, help="also write everything to this JSON file")
    parser.add_argument("--min-run-time", type=float, default=1.0, metavar="SECONDS", help="for each candidate")
    parser.add_argument(
        "--shape", type=int, nargs=2, action="append", metavar=("ROWS", "HIDDEN"), help="instead of all"
    )
    parser.add_argument(
        "--without-node", action="store_true", help="measure the library as without its compiled autograd node"
    )
    args = parser.parse_args(arguments)
    if args.without_node:
        native.load = lambda: None

    device = get_device()
    facts = provenance(device)
    print(", ".join(f"{key} {value}" for key, value in facts.items()))
    print("GB/s: bytes that must move at least, per second; the column before: times faster than the baseline")
    results, memory = [], []
    for shape in [tuple(one) for one in args.shape or SHAPES[device.type]]:
        for dtype in DTYPES:
            name = str(dtype).removeprefix("torch.")
            memory.append({"shape": shape, "dtype": name, "saved": saved_memory(shape, dtype, device)})
            for case in make_cases(shape, dtype, device):
                result = {"case": case.name, "shape": shape, "dtype": name, "num_bytes": case.num_bytes}
                result |= {"baseline": case.baseline}
                result["seconds"] = time_side_by_side(case.candidates, device, args.min_run_time, case.with_gradients)
                results.append(result)
                print(_report(result), flush=True)
    print("\nmemory kept for the backward pass, as a multiple of the input")
    for one in memory:
        saved = "  ".join(f"{name} {factor:.3f}" for name, factor in one["saved"].items())
        print(f"  {one['shape'][0]} x {one['shape'][1]}, {one['dtype']}: {saved}")
    if args.output:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        document = {"provenance": facts, "results": results, "saved_memory": memory}
        args.output.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
