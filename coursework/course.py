"""Where the course lies on disk, and nbgrader opened on it."""

import logging
import os
import sys
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI
from traitlets.config.loader import PyFileConfigLoader

ROOT = Path(__file__).resolve().parent.parent


class CourseError(Exception):
    """A step of the course's machinery failed; the message says which and why."""


def assignments(root: Path = ROOT) -> list[str]:
    """Names of all exercise sets: folders of ``solutions/`` that hold a notebook of the same name."""
    return sorted(path.parent.name for path in (root / "solutions").glob("*/*.ipynb") if path.stem == path.parent.name)


def check_assignment(assignment: str, root: Path = ROOT) -> str:
    """Return ``assignment`` if it exists.

    Raises:
        CourseError: there is no such exercise set.
    """
    if assignment not in assignments(root):
        raise CourseError(f"assignment must be one of {assignments(root)}, got {assignment!r}")
    return assignment


def notebook_path(folder: str, assignment: str, root: Path = ROOT) -> Path:
    """Path of an assignment's notebook below ``folder`` (``"solutions"`` or ``"exercises"``)."""
    return root / folder / assignment / f"{assignment}.ipynb"


def open_nbgrader(
    course_dir: Path | None = None, release_dir: Path | None = None, cell_timeout: int | None = None
) -> NbGraderAPI:
    """nbgrader with the configuration of this course.

    Args:
        course_dir: folder for submissions, grades and feedback instead of ``_course``.
        release_dir: folder for released notebooks instead of ``exercises``.
        cell_timeout: seconds that one cell may run, instead of the configuration's.
    """
    # nbgrader starts `alembic`, which lies beside this interpreter
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    course = config.CourseDirectory
    course_dir = (course_dir or ROOT / "_course").resolve()
    course_dir.mkdir(parents=True, exist_ok=True)
    course.db_url = f"sqlite:///{course_dir / 'gradebook.db'}"
    for step in ("submitted", "autograded", "feedback"):
        setattr(course, f"{step}_directory", str(course_dir / step))
    if release_dir is not None:
        course.release_directory = str(release_dir.resolve())
    if cell_timeout is not None:
        config.Execute.timeout = cell_timeout
    api = NbGraderAPI(config=config)
    api.log.setLevel(logging.ERROR)
    return api


def require_success(step: str, result: dict) -> None:
    """Turn nbgrader's result dictionary into an exception.

    Raises:
        CourseError: the step did not succeed; the message holds nbgrader's log and traceback.
    """
    if not result["success"]:
        raise CourseError(f"{step} failed\n{result.get('log', '')}\n{result.get('error', '')}")
