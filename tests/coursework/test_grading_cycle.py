"""The instructor's page of commands is run as it stands."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from coursework.course import ROOT
from coursework.submissions import build_submission, read_notebooks

SET = "ex01_rms_computation"
# They prepare a terminal or open a window
NOT_RUN = (". .venv/bin/activate", "jupyter lab")


def page_commands() -> list[str]:
    text = (ROOT / "solutions" / "grading_cycle.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line not in NOT_RUN]


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    for name in ("coursework", f"solutions/{SET}"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("nbgrader_config.py", "_config.yml"):
        shutil.copy(ROOT / name, folder)
    return folder


def submit_as_a_student(course: Path, run) -> None:
    """Fetch, fill in the instructor's answers, submit."""
    desk = course.parent / "desk"
    desk.mkdir()
    exchange = f"--Exchange.root={course / '_course' / 'exchange'}"
    run(f"nbgrader fetch_assignment {SET} --course rmsnorm {exchange}", desk)
    path = desk / SET / f"{SET}.ipynb"
    nbformat.write(build_submission(nbformat.read(path, 4), read_notebooks(SET)[1]), path)
    run(f"nbgrader submit {SET} --course rmsnorm {exchange}", desk)


def test_the_commands_of_the_page_work_in_order(course):
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    home = course.parent / "home"
    home.mkdir()
    env = os.environ | {"PATH": tools, "HOME": str(home), "JUPYTER_DATA_DIR": str(home / "data")}

    def run(command: str, folder: Path = course) -> str:
        done = subprocess.run(command, shell=True, cwd=folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    for command in page_commands():
        if command.startswith("nbgrader collect"):
            submit_as_a_student(course, run)
        if command.startswith("nbgrader zip_collect"):
            untouched = course / "exercises" / SET / f"{SET}.ipynb"
            shutil.copy(untouched, course / "_course" / "downloaded" / SET / "archive" / f"bitdiddle_{SET}.ipynb")
        if command.startswith("nbgrader release_feedback"):
            # as the page says: it stops at submissions that did not come through the exchange
            shutil.move(course / "_course" / "feedback" / "bitdiddle", course / "_course" / "sent")
        output = run(command)
        if command == "nbgrader list":
            assert SET in output

    with (course / "_course" / "grades.csv").open() as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores.pop("bitdiddle") == 0
    assert list(scores.values()) == [24]
    pages = [
        *(course / "_course" / "feedback").glob(f"*/{SET}/{SET}.html"),
        course / "_course" / "sent" / SET / f"{SET}.html",
    ]
    assert len(pages) == 2
    for page in pages:
        assert "check_t2_values" not in page.read_text(encoding="utf-8")


def test_the_page_names_every_step():
    commands = " ".join(page_commands())
    steps = ("generate_assignment", "release_assignment", "collect", "zip_collect", "autograde", "generate_feedback")
    for step in (*steps, "release_feedback", "export"):
        assert f"nbgrader {step}" in commands
