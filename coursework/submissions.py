"""Build submissions from a released notebook and a file of answers.

A *variant* is a Python file with answers to some of an exercise set's tasks: a known mistake or an unusual but right
solution. Its docstring says what is special about it. Each block of code after a line ``# %% <grade_id>`` replaces the
answer cell of that name; all other tasks are answered as in the instructor notebook::

    '''The sum of squares instead of their mean.

    Loses: t2-values
    Says: the root of the sum
    '''
    # %% t2-rms
    def rms(h): ...

``Loses`` names the graded cells that must notice a wrong answer, ``Says`` words of a message the student must read,
and ``Contains`` other wrong variants whose mistakes this one has together. ``Mutants: yes`` marks a right variant from
which mutants are made.
"""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from coursework.course import ROOT, CourseError, check_assignment, notebook_path

CELL_LINE = re.compile(r"^# %% ([a-zA-Z0-9_-]+)[ \t]*$", re.MULTILINE)
LABEL_LINE = re.compile(r"^(Loses|Says|Contains|Mutants):(.*)$", re.MULTILINE)
SOLUTION_MARK = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION[ \t]*\n?", re.MULTILINE)


@dataclass(frozen=True)
class Variant:
    """Answers that differ from the instructor's.

    Attributes:
        name: file name without its ending.
        summary: first line of the docstring.
        loses: names of the graded cells that must not get full points.
        answers: source code by the name of the answer cell.
        says: words that a message to the student must hold; empty if no message is expected.
        contains: names of wrong variants whose mistakes are all in this one.
        has_mutants: whether mutants are made of these answers.
    """

    name: str
    summary: str
    loses: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    says: str = ""
    contains: tuple[str, ...] = ()
    has_mutants: bool = False


def read_variant(path: Path) -> Variant:
    """Read a variant file.

    Raises:
        CourseError: it has no docstring or no answer.
    """
    text = path.read_text(encoding="utf-8")
    first_cell = CELL_LINE.search(text)
    docstring = ast.get_docstring(ast.parse(text[: first_cell.start()] if first_cell else text))
    if not docstring:
        raise CourseError(f"{path}: a variant must begin with a docstring that says what is special about it")
    if first_cell is None:
        raise CourseError(f"{path}: a variant must hold at least one line '# %% <grade_id>' followed by an answer")
    pieces = CELL_LINE.split(text)
    answers = {name: source.strip("\n") for name, source in zip(pieces[1::2], pieces[2::2], strict=True)}
    labels = dict(LABEL_LINE.findall(docstring))
    names = {label: tuple(labels.get(label, "").replace(",", " ").split()) for label in ("Loses", "Contains")}
    return Variant(
        name=path.stem,
        summary=docstring.splitlines()[0],
        loses=names["Loses"],
        answers=answers,
        says=labels.get("Says", "").strip(),
        contains=names["Contains"],
        has_mutants=labels.get("Mutants", "").strip() == "yes",
    )


def variant_paths(assignment: str, kind: str, root: Path = ROOT) -> list[Path]:
    """Variant files of an exercise set; ``kind`` is ``"wrong"`` or ``"right"``."""
    return sorted((root / "solutions" / check_assignment(assignment, root) / "variants" / kind).glob("*.py"))


def is_answer(cell: NotebookNode) -> bool:
    """Whether a student is meant to change this cell."""
    return cell.metadata.get("nbgrader", {}).get("solution", False)


def reference_answers(instructor: NotebookNode) -> dict[str, str]:
    """The instructor's answers by the name of the answer cell."""
    return {
        cell.metadata.nbgrader.grade_id: SOLUTION_MARK.sub("", cell.source)
        for cell in instructor.cells
        if is_answer(cell)
    }


def build_submission(released: NotebookNode, instructor: NotebookNode, variant: Variant | None = None) -> NotebookNode:
    """A copy of the released notebook with every answer cell filled in.

    Args:
        released: the notebook students get.
        instructor: the notebook it was generated from, whose answers are used where ``variant`` has none.
        variant: answers that replace the instructor's.

    Raises:
        CourseError: ``variant`` answers a cell that the released notebook does not have.
    """
    answers = reference_answers(instructor) | (variant.answers if variant else {})
    submission = nbformat.from_dict(released)
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in submission.cells if is_answer(cell)}
    unknown = sorted(set(answers) - set(cells))
    if unknown:
        raise CourseError(f"variant {variant.name if variant else 'solution'} answers unknown cells {unknown}")
    for name, source in answers.items():
        cells[name].source = source
    return submission


def read_notebooks(assignment: str, released_path: Path | None = None) -> tuple[NotebookNode, NotebookNode]:
    """The released and the instructor notebook of an exercise set.

    Args:
        assignment: name of the set.
        released_path: the released notebook, where it is not in ``exercises/``.
    """
    paths = (released_path or notebook_path("exercises", assignment), notebook_path("solutions", assignment))
    released, instructor = (nbformat.read(path, as_version=4) for path in paths)
    return released, instructor


def write_submission(notebook: NotebookNode, submitted_dir: Path, student: str, assignment: str) -> Path:
    """Write a submission where nbgrader looks for it."""
    path = submitted_dir / student / assignment / f"{assignment}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path
