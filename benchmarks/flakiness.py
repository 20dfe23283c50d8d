"""``python -m benchmarks.flakiness``: do the verdicts of the checks depend on the seed or on the number of threads?

A fault must be refused by the check that stands for it, a sound implementation must pass every check, whatever random
numbers the probes hold. A verdict that differs from this at any seed or number of threads counts as a change.
"""

import argparse
import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import torch

from benchmarks.measure import provenance
from rmsnorm_lib.checks import CHECKS, check_all
from rmsnorm_lib.faults import FAULTS
from rmsnorm_lib.sound import SOUND


def wrong_verdicts(seed: int, checks: Sequence[str] | None = None) -> list[str]:
    """Faults that pass the check that stands for them, and sound implementations that fail a check, at one seed."""
    wrong = [
        f"{name} passes {fault.caught_by}"
        for name, fault in FAULTS.items()
        if (checks is None or fault.caught_by in checks)
        and check_all(fault.fn, fault.convention, only=[fault.caught_by], seed=seed, explain=False).passed
    ]
    for name, (fn, convention) in SOUND.items():
        report = check_all(fn, convention, only=checks, seed=seed, explain=False)
        wrong += [f"{name} fails {result.name}" for result in report.failed]
    return wrong


def _run(job: tuple[int, int, Sequence[str] | None]) -> list[str]:
    num_threads, seed, checks = job
    torch.set_num_threads(num_threads)
    return wrong_verdicts(seed, checks)


def main(arguments: list[str] | None = None) -> None:
    """Count wrong verdicts over seeds and threads, print them, and write them with provenance where asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.flakiness", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000, help="number of seeds, starting at --first-seed")
    parser.add_argument("--first-seed", type=int, default=0, metavar="SEED")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2], metavar="N")
    parser.add_argument("--checks", nargs="+", choices=list(CHECKS), metavar="CHECK", help="only these checks")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="number of processes")
    parser.add_argument("--output", type=Path, help="also write everything to this JSON file")
    args = parser.parse_args(arguments)

    start = time.perf_counter()
    changes: Counter[str] = Counter()
    seeds = range(args.first_seed, args.first_seed + args.seeds)
    before = torch.get_num_threads()
    with multiprocessing.get_context("spawn").Pool(args.jobs) if args.jobs > 1 else nullcontext() as pool:
        for num_threads in args.threads:
            jobs = [(num_threads, seed, args.checks) for seed in seeds]
            for done, wrong in enumerate(pool.imap(_run, jobs) if pool else map(_run, jobs), start=1):
                changes.update(wrong)
                for text in wrong:
                    print(f"seed {args.first_seed + done - 1}, {num_threads} threads: {text}", flush=True)
                if done % 100 == 0 or done == args.seeds:
                    print(f"{num_threads} threads, {done} seeds: {sum(changes.values())} changes so far", flush=True)
    torch.set_num_threads(before)
    facts = provenance(torch.device("cpu")) | {"threads": args.threads}
    num_faults = sum(args.checks is None or fault.caught_by in args.checks for fault in FAULTS.values())
    num_verdicts = len(args.threads) * args.seeds * (num_faults + len(SOUND))
    document = {
        "provenance": facts,
        "seeds": [args.first_seed, args.first_seed + args.seeds - 1],
        "checks": args.checks or list(CHECKS),
        "faults": num_faults,
        "sound": len(SOUND),
        "verdicts": num_verdicts,
        "changes": dict(changes),
        "seconds": round(time.perf_counter() - start),
    }
    print(f"{sum(changes.values())} of {num_verdicts} verdicts changed")
    for text, count in changes.most_common():
        print(f"  {count} x {text}")
    if args.output:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        args.output.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
