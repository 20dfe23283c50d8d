"""``python -m rmsnorm_lib COMMAND``: diagnose or check an implementation, or examine this environment.

Exit status: 0 nothing is wrong, 1 faults were found, 2 it could not run (the reason is on stderr).
"""

import argparse
import contextlib
import json
import sys

from torch import nn

from rmsnorm_lib import doctor
from rmsnorm_lib.checks import check_all
from rmsnorm_lib.conventions import CONVENTIONS
from rmsnorm_lib.diagnosis import diagnose
from rmsnorm_lib.targets import TargetError, as_target, load_target, of_any_size

SOUND, FAULTY, COULD_NOT_RUN = 0, 1, 2


def _kwargs(text: str) -> dict:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise argparse.ArgumentTypeError(f"not valid JSON ({error}): {text!r}") from None
    if not isinstance(value, dict):
        raise argparse.ArgumentTypeError(f"expected a JSON object such as '{{\"bias\": false}}', got {text!r}")
    return value


def _add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="MODULE:NAME", help="package.module:Name or file.py:Name")
    parser.add_argument("--hidden-size", type=int, default=64, metavar="N", help="length of the rows (default 64)")
    parser.add_argument(
        "--kwargs", type=_kwargs, default={}, metavar="JSON", help="further constructor arguments of a class"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a report")


def _diagnose(args: argparse.Namespace) -> int:
    expected = CONVENTIONS[args.expect] if args.expect else None
    with contextlib.redirect_stdout(sys.stderr):  # what the target prints is no part of the report
        target = load_target(args.target)
        diagnosis = diagnose(target, hidden_size=args.hidden_size, kwargs=args.kwargs, expected=expected)
    print(json.dumps(diagnosis.to_dict(), indent=1) if args.json else diagnosis)
    return SOUND if diagnosis.sound else FAULTY


def _check(args: argparse.Namespace) -> int:
    with contextlib.redirect_stdout(sys.stderr):
        loaded = load_target(args.target)
    if isinstance(loaded, nn.Module):
        raise TargetError("check needs a function or a class: it calls with several hidden sizes, a module has one")
    first = as_target(loaded, args.hidden_size, args.kwargs)
    takes = {"x": True, "weight": first.takes_weight, "eps": first.takes_eps}
    arguments = tuple(name for name in takes if takes[name])
    of_size = of_any_size(loaded, args.kwargs)

    def fn(x, *given):
        return of_size(x, **dict(zip(arguments[1:], given, strict=False)))

    fn.__name__ = first.name
    with contextlib.redirect_stdout(sys.stderr):
        report = check_all(fn, CONVENTIONS[args.convention], eps=args.eps, device="cpu", arguments=arguments)
    if args.json:
        results = [vars(result) for result in report]
        print(json.dumps({"target": first.name, "passed": report.passed, "results": results}, indent=1))
    else:
        print(report)
    return SOUND if report.passed else FAULTY


def _doctor(args: argparse.Namespace) -> int:
    findings = list(doctor.examine())
    print(doctor.report(findings))
    return SOUND if all(one.good for one in findings) else FAULTY


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rmsnorm_lib", description=__doc__.partition(":")[2])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    diagnosis = commands.add_parser("diagnose", help="find the convention that it follows, and its faults")
    _add_target(diagnosis)
    diagnosis.add_argument("--expect", choices=list(CONVENTIONS), help="the convention that it should follow")
    diagnosis.set_defaults(run=_diagnose)

    check = commands.add_parser("check", help="check the properties that a convention asks for")
    _add_target(check)
    check.add_argument("--convention", choices=list(CONVENTIONS), default="torch", help="default: torch")
    check.add_argument("--eps", type=float, help="default: that of the convention")
    check.set_defaults(run=_check)

    examination = commands.add_parser("doctor", help="see whether this environment runs the course")
    examination.set_defaults(run=_doctor)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    args = _parser().parse_args(arguments)
    try:
        return args.run(args)
    except Exception as error:
        print(f"python -m rmsnorm_lib {args.command}: {error}", file=sys.stderr)
        return COULD_NOT_RUN


if __name__ == "__main__":
    sys.exit(main())
