"""A small class of made-up submissions, graded for real: it shows an instructor every kind of outcome."""

import shutil
from collections.abc import Collection
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI

from coursework.course import ROOT, open_nbgrader
from coursework.grading import Score, grade_class, read_scores
from coursework.release import release
from coursework.submissions import build_submission, read_notebooks, read_variant, write_submission

COURSE_DIR = ROOT / "_course" / "sample_class"
# Seconds; less than for a real class, so that the endless loop among the answers does not take minutes
CELL_TIMEOUT = 20
# Student id -> variant with the answers; the instructor's own answers and the untouched release need none
VARIANTS = {
    "partly-right": "wrong/partly_right.py",
    "wrong": "wrong/everything_wrong.py",
    "raises": "wrong/raises.py",
    "never-ends": "wrong/never_ends.py",
}


def open_sample_class(course_dir: Path = COURSE_DIR) -> NbGraderAPI:
    """nbgrader on the sample class's own gradebook, apart from that of a real class."""
    return open_nbgrader(course_dir, course_dir / "released", CELL_TIMEOUT)


def grade_sample_class(assignment: str, course_dir: Path = COURSE_DIR, without: Collection[str] = ()) -> list[Score]:
    """Hand in, grade and give feedback to the sample class, from nothing.

    Args:
        assignment: name of the exercise set.
        course_dir: where nbgrader keeps everything.
        without: students that are left out.

    Returns:
        The scores, by student.

    Raises:
        CourseError: a step of nbgrader failed.
    """
    shutil.rmtree(course_dir, ignore_errors=True)
    released_path = release(assignment, course_dir, course_dir / "released")
    released, instructor = read_notebooks(assignment, released_path)
    variants = ROOT / "solutions" / assignment / "variants"
    notebooks = {
        student: build_submission(released, instructor, read_variant(variants / name))
        for student, name in VARIANTS.items()
    }
    notebooks |= {"perfect": build_submission(released, instructor), "untouched": released}
    for student, notebook in notebooks.items():
        if student in without:
            continue
        write_submission(notebook, course_dir / "submitted", student, assignment)

    api = open_sample_class(course_dir)
    grade_class(api, assignment)
    return read_scores(api, assignment)
