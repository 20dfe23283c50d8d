import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from coursework.course import CourseError, assignments
from coursework.submissions import (
    Variant,
    build_submission,
    read_notebooks,
    read_variant,
    variant_paths,
    write_submission,
)


def answer(name: str, source: str, cell_type=new_code_cell):
    cell = cell_type(source)
    cell.metadata["nbgrader"] = {"grade_id": name, "solution": True, "grade": False}
    return cell


@pytest.fixture
def instructor():
    return new_notebook(
        cells=[
            new_markdown_cell("# Title"),
            answer("t1", "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"),
            answer("t2", "### BEGIN SOLUTION\nx = 2\n### END SOLUTION"),
            new_code_cell("assert f() == 1"),
        ]
    )


@pytest.fixture
def released():
    return new_notebook(
        cells=[
            new_markdown_cell("# Title"),
            answer("t1", "def f():\n    raise NotImplementedError()"),
            answer("t2", "x = ..."),
            new_code_cell(""),
        ]
    )


def test_without_a_variant_the_instructors_answers_are_filled_in(released, instructor):
    before = nbformat.writes(released)
    submission = build_submission(released, instructor)
    assert [cell.source for cell in submission.cells] == ["# Title", "def f():\n    return 1\n", "x = 2\n", ""]
    assert nbformat.writes(released) == before


def test_a_variant_replaces_only_what_it_answers(released, instructor):
    submission = build_submission(released, instructor, Variant("wrong", "x", answers={"t2": "x = 3"}))
    assert submission.cells[1].source == "def f():\n    return 1\n"
    assert submission.cells[2].source == "x = 3"


def test_a_variant_with_an_unknown_cell_is_refused(released, instructor):
    with pytest.raises(CourseError, match=r"variant typo answers unknown cells \['t9'\]"):
        build_submission(released, instructor, Variant("typo", "x", answers={"t9": ""}))


def test_a_variant_file_is_read(tmp_path):
    path = tmp_path / "mean.py"
    path.write_text('"""The mean.\n\nLoses: t1-a, t1-b\n"""\n\n# %% t1\ndef f():\n    return 2\n\n\n# %% t2\nx = 3\n')
    assert read_variant(path) == Variant(
        "mean", "The mean.", ("t1-a", "t1-b"), {"t1": "def f():\n    return 2", "t2": "x = 3"}
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [("# %% t1\nx = 1\n", "must begin with a docstring"), ('"""Nothing."""\n', "at least one line")],
)
def test_a_variant_file_without_words_or_answers_is_refused(tmp_path, text, message):
    path = tmp_path / "bad.py"
    path.write_text(text)
    with pytest.raises(CourseError, match=message):
        read_variant(path)


def test_a_submission_is_written_where_nbgrader_looks(tmp_path, released):
    path = write_submission(released, tmp_path, "student-1", "ex")
    assert path == tmp_path / "student-1" / "ex" / "ex.ipynb"
    assert nbformat.read(path, 4) == released


@pytest.mark.parametrize("assignment", assignments())
def test_every_variant_fits_its_exercise_set(assignment):
    released, instructor = read_notebooks(assignment)
    graded = {
        cell.metadata.nbgrader.grade_id for cell in instructor.cells if cell.metadata.get("nbgrader", {}).get("grade")
    }
    wrong, right = ([read_variant(path) for path in variant_paths(assignment, kind)] for kind in ("wrong", "right"))
    assert len(wrong) >= 12
    assert len(right) >= 6
    for variant in wrong + right:
        build_submission(released, instructor, variant)
        assert set(variant.loses) <= graded, variant.name
    assert all(variant.loses for variant in wrong)
    assert not any(variant.loses for variant in right)
