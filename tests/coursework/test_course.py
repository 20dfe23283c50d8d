import os
import subprocess
import sys
from pathlib import Path

import pytest

from coursework.__main__ import main
from coursework.course import ROOT, CourseError, assignments, check_assignment, open_nbgrader, require_success


def test_assignments_are_the_folders_with_a_notebook_of_their_name(tmp_path):
    for name in ("one", "two"):
        (tmp_path / "solutions" / name).mkdir(parents=True)
        (tmp_path / "solutions" / name / f"{name}.ipynb").touch()
    (tmp_path / "solutions" / "two" / "draft.ipynb").touch()
    (tmp_path / "solutions" / "notes").mkdir()
    assert assignments(tmp_path) == ["one", "two"]


def test_an_unknown_assignment_is_refused_with_the_known_ones():
    with pytest.raises(CourseError, match=r"one of \['ex01_rms_computation'.*got 'ex99'"):
        check_assignment("ex99")


def test_nbgrader_is_opened_on_the_folders_of_the_design(tmp_path):
    course = open_nbgrader().coursedir
    assert (course.source_directory, course.release_directory) == ("solutions", "exercises")
    assert course.db_url == f"sqlite:///{ROOT / '_course' / 'gradebook.db'}"
    elsewhere = open_nbgrader(tmp_path, tmp_path / "released").coursedir
    assert str(tmp_path) in elsewhere.db_url
    for directory in (elsewhere.release_directory, elsewhere.submitted_directory, elsewhere.autograded_directory):
        assert directory.startswith(str(tmp_path))


def test_a_failed_step_is_reported_with_nbgraders_own_words():
    require_success("step", {"success": True})
    with pytest.raises(CourseError, match=r"(?s)grading s1 failed.*the log.*the traceback"):
        require_success("grading s1", {"success": False, "log": "the log", "error": "the traceback"})


def test_the_command_line_reports_errors_in_one_line(capsys):
    assert main(["release", "ex99"]) == 1
    assert "error: assignment must be one of" in capsys.readouterr().err


def test_a_report_without_grades_says_what_to_do(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("coursework.__main__.COURSE_DIR", tmp_path)
    assert main(["report"]) == 1
    assert "run `make course`" in capsys.readouterr().err


def test_nbgraders_own_command_reads_the_configuration():
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "ex01_rms_computation", "--help"]
    # nbgrader finds the programs of its subcommands on the PATH
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    assert subprocess.run(command, cwd=ROOT, env=os.environ | {"PATH": path}, capture_output=True, check=True).stdout
