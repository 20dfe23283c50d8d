"""Generate the released exercises from the instructor notebooks."""

from pathlib import Path

from coursework.course import check_assignment, notebook_path, open_nbgrader, require_success


def release(assignment: str, course_dir: Path | None = None, release_dir: Path | None = None) -> Path:
    """Generate one released exercise set with nbgrader and record its cells in the gradebook.

    Args:
        assignment: name of a folder of ``solutions/``.
        course_dir: folder of the gradebook instead of ``_course``.
        release_dir: folder to write to instead of ``exercises``.

    Returns:
        Path of the released notebook.

    Raises:
        CourseError: the assignment does not exist, or nbgrader could not generate it.
    """
    check_assignment(assignment)
    api = open_nbgrader(course_dir, release_dir)
    require_success(f"generating {assignment}", api.generate_assignment(assignment))
    return notebook_path(api.coursedir.release_directory, assignment)
