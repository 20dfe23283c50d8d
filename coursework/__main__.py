"""Command line: ``python -m coursework release|sample|report|discrimination|bundle|instructor``."""

import argparse
import sys
from pathlib import Path

from coursework import discrimination, instructor_edition
from coursework.course import ROOT, CourseError, assignments
from coursework.execution import NotebookRunner
from coursework.grading import format_scores, read_scores
from coursework.release import release
from coursework.sample_class import COURSE_DIR, grade_sample_class, open_sample_class
from coursework.student_bundle import build_bundle


def _release(args: argparse.Namespace) -> None:
    for assignment in args.assignment or assignments():
        print(f"  {release(assignment).relative_to(ROOT)}", flush=True)


def _sample(args: argparse.Namespace) -> None:
    grade_sample_class(args.assignment)


def _report(args: argparse.Namespace) -> None:
    if not (COURSE_DIR / "gradebook.db").exists():
        raise CourseError("no sample class was graded yet: run `make course`")
    scores = read_scores(open_sample_class(), args.assignment)
    print(f"Sample class, {args.assignment}\n\n{format_scores(scores)}\n\nOpen in a browser:")
    for path in (ROOT / "_build" / "html" / "index.html", *(one.feedback for one in scores)):
        print(f"  {path.relative_to(ROOT)}")
    print(f"Released exercise: exercises/{args.assignment}/{args.assignment}.ipynb")


def _discrimination(args: argparse.Namespace) -> None:
    if args.write and (args.no_mutants or args.tasks):
        raise CourseError("--write stores full runs only: leave out --no-mutants and --tasks")
    missed = []
    with NotebookRunner(cell_seconds=args.cell_seconds) as runner:
        for assignment in args.assignment or assignments():
            rows = discrimination.measure(assignment, runner, with_mutants=not args.no_mutants, tasks=args.tasks)
            print(f"\n{assignment}\n{discrimination.format_rows(rows)}", flush=True)
            missed += [f"{assignment}: {name}" for name in discrimination.missed_bars(rows)]
            if args.write:
                discrimination.write_rows(assignment, rows)
    if missed:
        raise CourseError(f"bars not reached: {', '.join(missed)}")


def _bundle(args: argparse.Namespace) -> None:
    path = build_bundle(args.output)
    print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")


def _instructor(args: argparse.Namespace) -> None:
    print(instructor_edition.build())


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m coursework", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("release", help="generate exercises/ from solutions/")
    command.add_argument("assignment", nargs="*", help="exercise sets; all of them if none is named")
    command.set_defaults(run=_release)
    for name, run, text in (
        ("sample", _sample, "grade the sample class of an exercise set"),
        ("report", _report, "show the scores of the sample class"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("assignment", nargs="?", default="ex01_rms_computation", help="exercise set")
        command.set_defaults(run=run)
    command = commands.add_parser("discrimination", help="measure how well graded cells tell wrong from right")
    command.add_argument("assignment", nargs="*", help="exercise sets; all of them if none is named")
    command.add_argument("--no-mutants", action="store_true", help="only the variants that people wrote")
    command.add_argument("--tasks", nargs="+", metavar="TASK", help="only variants of these tasks, such as t3")
    command.add_argument("--cell-seconds", type=int, default=5, help="time limit of one cell")
    command.add_argument("--write", action="store_true", help="store the table in the set's folder")
    command.set_defaults(run=_discrimination)
    command = commands.add_parser("bundle", help="write the zip file for students")
    command.add_argument("--output", type=Path, default=ROOT / "_build" / "rmsnorm-course.zip", help="its path")
    command.set_defaults(run=_bundle)
    command = commands.add_parser("instructor", help="build the instructor edition of the book")
    command.set_defaults(run=_instructor)
    args = parser.parse_args(arguments)
    try:
        args.run(args)
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
