"""How well the graded cells of an exercise set tell wrong answers from right ones.

Every variant and mutant is put into the notebook that nbgrader would execute, its cells are run, and nbgrader's own
rule turns their outputs into points. Per task:

* K: share of wrong answers that lose points on what they break (named mistakes and, apart, mutants),
* A: share of right answers with full marks,
* H: share of named mistakes whose message says which mistake it is,
* L: messages to students that hold a number of a hidden test,
* M: answers with two mistakes that score more than one with a single one of them.
"""

import hashlib
import json
import platform
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.utils import determine_grade

from coursework.course import ROOT, CourseError
from coursework.execution import NotebookRunner
from coursework.mutation import mutants
from coursework.preprocessors import WarningsAreNotErrors, public_message
from coursework.submissions import (
    Variant,
    build_submission,
    read_notebooks,
    read_variant,
    reference_answers,
    variant_paths,
)

TASK_NAME = re.compile(r"t\d+-")
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


@dataclass(frozen=True)
class Outcome:
    """What became of one made-up submission.

    Attributes:
        points: points by graded test cell.
        messages: what the student reads about each graded cell that gave an error.
        public: what the public checks printed.
    """

    points: dict[str, float]
    messages: dict[str, str]
    public: str


@dataclass
class TaskRow:
    """One line of the table; the attributes are counts, or names of the variants in question."""

    task: str
    named: int = 0
    named_missed: list[str] = field(default_factory=list)
    mutants: int = 0
    mutants_missed: list[str] = field(default_factory=list)
    right: int = 0
    right_refused: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    not_monotone: list[str] = field(default_factory=list)


def _graded(cell: NotebookNode) -> bool:
    settings = cell.metadata.get("nbgrader", {})
    return bool(settings.get("grade")) and not settings.get("solution") and cell.cell_type == "code"


def read_outcome(executed: NotebookNode) -> Outcome:
    """Points and messages of an executed notebook, by nbgrader's rule."""
    WarningsAreNotErrors().preprocess(executed, {})
    points, messages, public = {}, {}, []
    for cell in executed.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if _graded(cell):
            points[name] = determine_grade(cell)[0]
            errors = [output for output in cell.outputs if output.output_type == "error"]
            if errors:
                messages[name] = "\n".join(public_message(error) for error in errors)
        elif name.endswith("public"):
            public += [output.get("text", output.get("evalue", "")) for output in cell.outputs]
    return Outcome(points, messages, "\n".join(public))


def task_of(name: str) -> str:
    """Task that a cell belongs to: ``"t3"`` for ``"t3-values"``."""
    return name.partition("-")[0]


def keep_tasks(notebook: NotebookNode, tasks: set[str]) -> NotebookNode:
    """A copy without the text and without the named cells of all other tasks.

    Tasks of a set do not depend on each other, so their cells need not run to judge an answer to one of them.
    """
    kept = nbformat.from_dict(notebook)
    names = [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in kept.cells]
    kept.cells = [
        cell
        for cell, name in zip(kept.cells, names, strict=True)
        if cell.cell_type == "code" and (not TASK_NAME.match(name) or task_of(name) in tasks)
    ]
    return kept


def accepted_mutants(assignment: str) -> dict[tuple[str, str], str]:
    """Mutants that stay right answers, with the reason: ``variants/accepted_mutants.toml``, by cell and change."""
    path = ROOT / "solutions" / assignment / "variants" / "accepted_mutants.toml"
    if not path.exists():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]
    return {(entry["cell"], entry["change"]): entry["reason"] for entry in entries}


def make_mutants(assignment: str, instructor: NotebookNode, right: Iterable[Variant]) -> Iterator[Variant]:
    """Mutants of the instructor's answers and of the right variants that ask for them, the accepted ones left out."""
    accepted = accepted_mutants(assignment)
    code = {
        cell.metadata.nbgrader.grade_id
        for cell in instructor.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader")
    }
    sources = {name: source for name, source in reference_answers(instructor).items() if name in code}
    references = [Variant("instructor", "", answers=sources), *(one for one in right if one.has_mutants)]
    for reference in references:
        for cell, source in reference.answers.items():
            if cell in code:
                for mutant in mutants(source):
                    if (cell, mutant.change) not in accepted:
                        yield Variant(f"{reference.name}: {cell}: {mutant.change}", "", answers={cell: mutant.source})


def make_pairs(wrong: list[Variant], number: int) -> list[Variant]:
    """Pairs of wrong variants that answer different cells, spread evenly over all such pairs."""
    pairs = [
        Variant(f"{a.name} + {b.name}", "", answers=a.answers | b.answers, contains=(a.name, b.name))
        for index, a in enumerate(wrong)
        for b in wrong[index + 1 :]
        if not a.answers.keys() & b.answers.keys()
    ]
    return pairs[:: max(1, len(pairs) // number)][:number]


def _add_wrong(rows: dict[str, TaskRow], variant: Variant, lost: set[str], outcome: Outcome) -> None:
    for task in sorted({task_of(name) for name in (*variant.loses, *lost)}):
        rows[task].named += 1
        if {name for name in lost if task_of(name) == task} != {
            name for name in variant.loses if task_of(name) == task
        }:
            rows[task].named_missed.append(variant.name)
    said = "\n".join([outcome.public, *outcome.messages.values()])
    if not variant.says or variant.says not in said:
        rows[task_of(variant.loses[0])].unsaid.append(variant.name)


def _spread(items: list, number: int | None) -> list:
    """At most ``number`` of the items, spread evenly."""
    if number is None or len(items) <= number:
        return items
    return [items[index * len(items) // number] for index in range(number)]


def _read_variants(assignment: str, kind: str) -> list[Variant]:
    return [read_variant(path) for path in variant_paths(assignment, kind)]


def _tasks(variant: Variant) -> set[str]:
    return {task_of(name) for name in (*variant.answers, *variant.loses)}


def _check_instructor(assignment: str, instructor: NotebookNode, full: dict, runner: NotebookRunner) -> None:
    whole = build_submission(instructor, instructor)
    alone = [keep_tasks(whole, {task}) for task in sorted({task_of(name) for name in full})]
    for executed in runner.run([whole, *alone]):
        points = read_outcome(executed).points
        if points != {name: full[name] for name in points}:
            raise CourseError(f"{assignment}: the instructor's answers get {points}, not {full}")


def measure(
    assignment: str,
    runner: NotebookRunner,
    with_mutants: bool = True,
    num_pairs: int = 20,
    num_variants: int | None = None,
    tasks: Iterable[str] | None = None,
) -> list[TaskRow]:
    """Run all variants of an exercise set and judge its graded cells.

    Args:
        assignment: name of the set.
        runner: runs the notebooks.
        with_mutants: also run the mutants.
        num_pairs: how many pairs of mistakes are run for M.
        num_variants: how many variants of each kind are run, spread over all; None runs all.
        tasks: only variants that answer one of these tasks; None takes every variant.

    Returns:
        One row a task with points given by test cells, by name.

    Raises:
        CourseError: the instructor's own answers do not get full marks, be it all together or one task alone; or a
            task does not exist.
    """
    released, instructor = read_notebooks(assignment)
    full = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points for cell in instructor.cells if _graded(cell)
    }
    names = sorted({task_of(name) for name in full}, key=lambda task: (len(task), task))
    rows = {task: TaskRow(task) for task in names}
    chosen = set(rows) if tasks is None else set(tasks)
    if chosen - rows.keys():
        raise CourseError(f"{assignment}: tasks must be among {list(rows)}, got {sorted(chosen)}")
    wrong, right = (
        _spread([one for one in _read_variants(assignment, kind) if _tasks(one) & chosen], num_variants)
        for kind in ("wrong", "right")
    )
    changed = list(make_mutants(assignment, instructor, right)) if with_mutants else []
    pairs = make_pairs(wrong, num_pairs)
    changed = [one for one in changed if _tasks(one) & chosen]

    _check_instructor(assignment, instructor, full, runner)
    variants = [*wrong, *right, *pairs, *changed]
    notebooks = (keep_tasks(build_submission(instructor, instructor, one), _tasks(one)) for one in variants)
    outcomes = [read_outcome(executed) for executed in runner.run(notebooks)]
    for outcome in outcomes:
        outcome.points.update({name: points for name, points in full.items() if name not in outcome.points})

    public_text = nbformat.writes(released)
    totals = {one.name: sum(outcome.points.values()) for one, outcome in zip(variants, outcomes, strict=True)}
    for variant, outcome in zip(variants, outcomes, strict=True):
        lost = {name for name, points in outcome.points.items() if points < full[name]}
        first = next(iter(rows.values())) if not variant.answers else rows.get(task_of(next(iter(variant.answers))))
        if variant in changed:
            first.mutants += 1
            if not lost:
                first.mutants_missed.append(variant.name)
        elif variant in right:
            for task in {task_of(name) for name in variant.answers} & rows.keys():
                rows[task].right += 1
                if {name for name in lost if task_of(name) == task}:
                    rows[task].right_refused.append(variant.name)
        elif variant in wrong:
            _add_wrong(rows, variant, lost, outcome)
        for other in variant.contains:
            if totals[variant.name] > totals.get(other, sum(full.values())):
                rows[task_of(variant.loses[0]) if variant.loses else first.task].not_monotone.append(variant.name)
        for name, message in outcome.messages.items():
            if any(number not in public_text for number in NUMBER.findall(message)):
                rows[task_of(name)].leaks.append(f"{variant.name}, {name}")
    return [row for task, row in rows.items() if task in chosen]


def total(rows: list[TaskRow]) -> dict[str, float]:
    """K of named mistakes, K over all wrong answers, A and H as shares, L and M as counts."""
    count = Counter()
    for row in rows:
        for name, value in asdict(row).items():
            if name != "task":
                count[name] += value if isinstance(value, int) else len(value)
    wrong = count["named"] + count["mutants"]
    return {
        "K named": 1 - count["named_missed"] / max(count["named"], 1),
        "K": 1 - (count["named_missed"] + count["mutants_missed"]) / max(wrong, 1),
        "A": 1 - count["right_refused"] / max(count["right"], 1),
        "H": 1 - count["unsaid"] / max(count["named"], 1),
        "L": count["leaks"],
        "M": count["not_monotone"],
    }


BARS = {"K named": 1.0, "K": 0.98, "A": 1.0, "H": 0.9}


def missed_bars(rows: list[TaskRow]) -> list[str]:
    """Names of the figures that miss their bar; L and M must be 0."""
    figures = total(rows)
    return [name for name, figure in figures.items() if (figure < BARS[name] if name in BARS else figure > 0)]


def format_rows(rows: list[TaskRow]) -> str:
    """The table for a terminal, followed by the names behind every figure that is not perfect."""
    lines = ["task  wrong  lose  mutants  lose  right  full  named  leaks  not monotone"]
    for row in rows:
        lines.append(
            f"{row.task:4}  {row.named:5}  {row.named - len(row.named_missed):4}  "
            f"{row.mutants:7}  {row.mutants - len(row.mutants_missed):4}  "
            f"{row.right:5}  {row.right - len(row.right_refused):4}  "
            f"{row.named - len(row.unsaid):5}  {len(row.leaks):5}  {len(row.not_monotone):12}"
        )
    shares = (f"{name} {figure:.1%}" if name in BARS else f"{name} {figure}" for name, figure in total(rows).items())
    lines.append(", ".join(shares))
    for row in rows:
        for name, cases in asdict(row).items():
            if isinstance(cases, list):
                lines += [f"{row.task} {name}: {case}" for case in cases]
    return "\n".join(lines)


def results_path(assignment: str) -> Path:
    """Where the measured table of an exercise set is stored."""
    return ROOT / "solutions" / assignment / "discrimination.json"


def digest(assignment: str) -> str:
    """Fingerprint of what a stored table was measured from: the notebook's code cells and the variants."""
    folder = ROOT / "solutions" / assignment
    result = hashlib.sha256()
    notebook = folder / f"{assignment}.ipynb"
    if notebook.exists():
        cells = nbformat.read(notebook, as_version=4).cells
        result.update("\0".join(cell.source for cell in cells if cell.cell_type == "code").encode())
    for path in sorted((folder / "variants").rglob("*.py")):
        result.update(path.name.encode() + b"\0" + path.read_bytes())
    return result.hexdigest()[:16]


def write_rows(assignment: str, rows: list[TaskRow]) -> None:
    """Store the table with where it comes from."""
    document = {
        "about": "canary: rmsnorm-course-instructor-only-7f3a",
        "provenance": {
            "sources": digest(assignment),
            "date": datetime.now(UTC).date().isoformat(),
            "python": platform.python_version(),
            **{name: version(name) for name in ("torch", "numpy", "nbgrader")},
        },
        "rows": [asdict(row) for row in rows],
    }
    results_path(assignment).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
