"""What students get holds no answer, and is what the instructor notebooks generate."""

import json
import re

import nbformat
import pytest

from coursework.course import ROOT, assignments, notebook_path
from coursework.release import release
from coursework.submissions import is_answer

CANARY = "rmsnorm-course-instructor-only"
SECRETS = (CANARY, "BEGIN SOLUTION", "BEGIN HIDDEN", "MARK SCHEME", "HIDDEN TESTS")
GRADED_END = re.compile(r"(assert\b|check_\w+\()")


def cells_by_id(folder: str, assignment: str) -> dict:
    notebook = nbformat.read(notebook_path(folder, assignment), as_version=4)
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


def test_there_is_an_exercise_set():
    assert "ex01_rms_computation" in assignments()


@pytest.mark.parametrize("assignment", assignments())
def test_exercises_are_what_solutions_generate(assignment, tmp_path):
    generated = release(assignment, tmp_path / "course", tmp_path / "released").parent
    committed = ROOT / "exercises" / assignment
    fresh = {path.relative_to(generated): path.read_bytes() for path in generated.rglob("*") if path.is_file()}
    stored = {
        path.relative_to(committed): path.read_bytes()
        for path in committed.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }
    assert fresh.keys() == stored.keys()
    assert [str(name) for name in fresh] == [f"{assignment}.ipynb"]
    assert fresh == stored, "exercises/ is out of date: run `make exercises` and commit the result"


@pytest.mark.parametrize("assignment", assignments())
def test_every_file_of_a_solution_carries_the_canary(assignment):
    folder = ROOT / "solutions" / assignment
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and ".ipynb_checkpoints" not in path.parts:
            assert CANARY in path.read_text(encoding="utf-8"), path
    for name, cell in cells_by_id("solutions", assignment).items():
        if is_answer(cell):
            assert CANARY in cell.source, name


@pytest.mark.parametrize("assignment", assignments())
def test_a_release_holds_no_answer(assignment):
    text = notebook_path("exercises", assignment).read_text(encoding="utf-8")
    for secret in SECRETS:
        assert secret not in text
    released, source = cells_by_id("exercises", assignment), cells_by_id("solutions", assignment)
    assert released.keys() == source.keys()
    for name, cell in source.items():
        if is_answer(cell):
            solution = re.search(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.DOTALL)
            assert solution, name
            for line in solution[1].splitlines():
                assert len(line.strip()) < 12 or line.strip() not in released[name].source, (name, line)


def test_the_site_holds_no_answer():
    html = ROOT / "_build" / "html"
    assert (html / "index.html").exists(), "the site is not built: run `make site` first"
    for path in html.rglob("*"):
        if path.suffix in {".html", ".js", ".ipynb", ".md", ".txt", ".json", ".inv"} and "mathjax" not in path.parts:
            assert CANARY not in path.read_text(encoding="utf-8", errors="replace"), path


@pytest.mark.parametrize("assignment", assignments())
def test_graded_cells_end_in_an_assertion_or_a_call_that_asserts(assignment):
    """nbgrader gives full marks to a cell whose last expression shows anything but a number."""
    for name, cell in cells_by_id("solutions", assignment).items():
        settings = cell.metadata.nbgrader
        if settings.grade and not settings.solution:
            code = [line for line in cell.source.splitlines() if line.strip() and not line.startswith("#")]
            assert GRADED_END.match(code[-1].strip()), name
            assert settings.points > 0, name
            assert settings.locked, name


@pytest.mark.parametrize("folder", ["solutions", "exercises"])
@pytest.mark.parametrize("assignment", assignments())
def test_notebooks_are_stored_without_outputs(folder, assignment):
    path = notebook_path(folder, assignment)
    nbformat.validate(json.loads(path.read_text(encoding="utf-8")))
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
    assert notebook.metadata.kernelspec.name == "python3"
