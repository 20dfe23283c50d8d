"""Grade submissions with nbgrader and report scores."""

import time
from dataclasses import dataclass
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI

from coursework.course import require_success


@dataclass(frozen=True)
class Score:
    """Result of one student.

    Attributes:
        student: id of the student.
        score: points so far.
        max_score: points that can be reached.
        waiting: points of answers that wait for a person.
        cells: points by name of the graded cell.
        feedback: the student's feedback page.
    """

    student: str
    score: float
    max_score: float
    waiting: float
    cells: dict[str, float]
    feedback: Path


def grade_student(api: NbGraderAPI, assignment: str, student: str, feedback: bool = True) -> None:
    """Autograde one submission and write its feedback page.

    Raises:
        CourseError: nbgrader could not grade it.
    """
    require_success(f"grading {student}", api.autograde(assignment, student))
    if feedback:
        require_success(f"feedback for {student}", api.generate_feedback(assignment, student))


def grade_class(api: NbGraderAPI, assignment: str, feedback: bool = True) -> None:
    """Grade every submission of an assignment, one line of progress each."""
    students = sorted(api.get_submitted_students(assignment))
    for number, student in enumerate(students, start=1):
        started = time.perf_counter()
        grade_student(api, assignment, student, feedback)
        print(f"  {number:3} of {len(students)}  {student:20} {time.perf_counter() - started:6.1f} s", flush=True)


def read_scores(api: NbGraderAPI, assignment: str) -> list[Score]:
    """Scores of all graded submissions, by student."""
    with api.gradebook as gradebook:
        return [
            Score(
                student=submission.student_id,
                score=submission.score,
                max_score=submission.max_score,
                waiting=sum(
                    grade.max_score
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                    if grade.needs_manual_grade
                ),
                cells={grade.name: grade.score for notebook in submission.notebooks for grade in notebook.grades},
                feedback=Path(
                    api.coursedir.format_path(api.coursedir.feedback_directory, submission.student_id, assignment)
                )
                / f"{assignment}.html",
            )
            for submission in sorted(gradebook.assignment_submissions(assignment), key=lambda one: one.student_id)
        ]


def format_scores(scores: list[Score]) -> str:
    """A table of students and scores for a terminal."""
    width = max((len(one.student) for one in scores), default=7)
    lines = [f"{'student':{width}}  points  of  waiting for a person"]
    for one in scores:
        lines.append(f"{one.student:{width}}  {one.score:6g}  {one.max_score:2g}  {one.waiting:g}")
    return "\n".join(lines)
