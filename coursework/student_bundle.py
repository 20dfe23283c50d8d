"""One zip file with everything a student needs and nothing that belongs to the instructors."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from coursework.course import ROOT, CourseError, assignments

CANARY = "rmsnorm-course-instructor-only"
TOP = "rmsnorm-course"
# What the notebooks import and what shows them; everything else follows from constraints.txt
REQUIREMENTS = ("numpy", "torch", "matplotlib", "ipykernel", "jupyterlab")

README = """# RMS layer normalization: exercises

You need Python 3.11 or newer. In this folder, run three commands.

Linux and macOS:

    python3 -m venv .venv
    .venv/bin/python -m pip install -r requirements.txt
    .venv/bin/python -m jupyter lab exercises

Windows:

    py -m venv .venv
    .venv\\Scripts\\python -m pip install -r requirements.txt
    .venv\\Scripts\\python -m jupyter lab exercises

To see whether everything is in place, run `python -m rmsnorm_lib doctor` with the Python of `.venv`.

Each folder of `exercises` holds one notebook. Its first page says how the tasks and the checks work.
Submit the notebooks in the way that your course asks for. Keep their names.

{chapters}
"""


def _readme() -> str:
    url = os.environ.get("COURSE_URL", "")
    where = f"stand on {url}" if url else "stand on the course's website; ask your instructor for its address"
    return README.format(chapters=f"The chapters that the notebooks refer to {where}.")


def _pinned(constraints: str) -> str:
    """The lines of constraints.txt for what is installed directly."""
    pins = dict(line.split("==") for line in constraints.splitlines() if "==" in line)
    return "".join(f"{name}=={pins[name]}\n" for name in REQUIREMENTS)


def build_wheel(folder: Path) -> Path:
    """Build a wheel of the library that every platform can install, without the compiled kernel.

    Raises:
        CourseError: pip failed.
    """
    source = folder / "source"
    skip = shutil.ignore_patterns("__pycache__", "*.so", "*.dylib")
    shutil.copytree(ROOT / "rmsnorm_lib", source / "rmsnorm_lib", ignore=skip)
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", folder, source],
        env=os.environ | {"RMSNORM_LIB_PURE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    wheels = list(folder.glob("rmsnorm_lib-*-py3-none-any.whl"))
    if done.returncode or len(wheels) != 1:
        raise CourseError(f"building the library's wheel failed\n{done.stdout}\n{done.stderr}")
    return wheels[0]


def bundle_files(wheel: Path) -> dict[str, bytes]:
    """Contents of the zip file by name. The README names the address of the chapters that ``COURSE_URL`` holds.

    Raises:
        CourseError: a file holds something of an instructor's.
    """
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    files = {
        "README.md": _readme().encode(),
        "requirements.txt": f"-c constraints.txt\n{_pinned(constraints)}./{wheel.name}\n".encode(),
        "constraints.txt": constraints.encode(),
        wheel.name: wheel.read_bytes(),
    }
    for name in ("LICENSE", "LICENSE-TEXT.md"):
        files[name] = (ROOT / name).read_bytes()
    for assignment in assignments():
        path = ROOT / "exercises" / assignment / f"{assignment}.ipynb"
        files[f"exercises/{assignment}/{path.name}"] = path.read_bytes()
    with zipfile.ZipFile(wheel) as contents:
        inside = {f"{wheel.name}/{name}": contents.read(name) for name in contents.namelist()}
    for name, content in (inside | files).items():
        if CANARY.encode() in content:
            raise CourseError(f"{name} holds a part of a solution and must not reach students")
    return {f"{TOP}/{name}": content for name, content in files.items()}


def build_bundle(path: Path) -> Path:
    """Write the zip file for students.

    Raises:
        CourseError: the wheel could not be built, or a solution would leak; nothing is written then.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = bundle_files(build_wheel(Path(folder)))
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return path
