"""What students download: complete, free of solutions, and it works on a machine that has nothing but Python."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from coursework import student_bundle
from coursework.course import ROOT, CourseError, assignments
from coursework.student_bundle import CANARY, TOP, build_bundle, bundle_files

FIRST_CHECK = """
import sys
from pathlib import Path
import nbformat
cells = nbformat.read(sys.argv[1], 4).cells
space = {}
for cell in cells:
    if cell.cell_type == "code":
        exec(compile(cell.source, cell.metadata.get("nbgrader", {}).get("grade_id", "scratch"), "exec"), space)
"""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    return build_bundle(tmp_path_factory.mktemp("bundle") / "course.zip")


def test_it_holds_every_exercise_and_no_solution(bundle):
    with zipfile.ZipFile(bundle) as files:
        names = files.namelist()
        texts = {name: files.read(name) for name in names}
    for assignment in assignments():
        assert f"{TOP}/exercises/{assignment}/{assignment}.ipynb" in names
    for name in ("README.md", "requirements.txt", "constraints.txt", "LICENSE", "LICENSE-TEXT.md"):
        assert f"{TOP}/{name}" in names
    assert not any(CANARY.encode() in text for text in texts.values())
    assert not any("solutions" in name or "coursework" in name for name in names)


def test_a_leaking_solution_stops_the_bundle_and_nothing_is_written(tmp_path, monkeypatch):
    wheel = tmp_path / "rmsnorm_lib-0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as contents:
        contents.writestr("rmsnorm_lib/answers.py", f"# {CANARY}")
    with pytest.raises(CourseError, match=r"rmsnorm_lib/answers\.py holds a part of a solution"):
        bundle_files(wheel)
    monkeypatch.setattr(student_bundle, "build_wheel", lambda folder: wheel)
    with pytest.raises(CourseError):
        build_bundle(tmp_path / "course.zip")
    assert not (tmp_path / "course.zip").exists()


@pytest.mark.parametrize(
    ("url", "words"), [("", "ask your instructor"), ("https://example.org/x", "https://example.org/x.")]
)
def test_the_readme_says_where_the_chapters_are(tmp_path, monkeypatch, url, words):
    wheel = tmp_path / "rmsnorm_lib-0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w"):
        pass
    monkeypatch.setenv("COURSE_URL", url)
    assert words in bundle_files(wheel)[f"{TOP}/README.md"].decode()


def test_its_three_commands_work_in_an_empty_folder(bundle, tmp_path):
    with zipfile.ZipFile(bundle) as files:
        files.extractall(tmp_path)
    folder = tmp_path / TOP
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}

    def run(*command: str) -> subprocess.CompletedProcess:
        return subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)

    assert run(sys.executable, "-m", "venv", ".venv").returncode == 0
    python = str(folder / ".venv" / "bin" / "python")
    installed = run(python, "-m", "pip", "install", "-r", "requirements.txt")
    assert installed.returncode == 0, installed.stdout + installed.stderr
    doctor = run(python, "-m", "rmsnorm_lib", "doctor")
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert run(python, "-m", "jupyter", "lab", "--version").stdout.startswith("4.")

    notebook = str(ROOT / "exercises" / "ex01_rms_computation" / "ex01_rms_computation.ipynb")
    attempt = run(python, "-c", FIRST_CHECK, notebook)
    assert "NotImplementedError" in attempt.stderr
    assert "t1-answers" in attempt.stderr
