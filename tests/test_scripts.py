"""A missing tool is named in one line. The scripts run with a PATH that holds only what each test puts there."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run(tmp_path):
    """Run a script of the project with the given commands and nothing else on the PATH."""

    def run_script(name: str, **commands: str) -> subprocess.CompletedProcess:
        (tmp_path / "dirname").symlink_to(shutil.which("dirname"))
        for command, body in commands.items():
            path = tmp_path / command
            path.write_text(f"#!/bin/sh\n{body}\n")
            path.chmod(0o755)
        return subprocess.run(
            ["/bin/sh", str(ROOT / "scripts" / name)],
            env={"PATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run_script


def assert_one_line(result: subprocess.CompletedProcess, text: str) -> None:
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("error: ")
    assert text in result.stderr


def test_no_python(run):
    assert_one_line(run("setup.sh"), "no Python 3.11 or newer was found: install one")


def test_an_old_python(run):
    assert_one_line(run("setup.sh", python3="exit 1"), "no Python 3.11 or newer was found")


def test_a_python_without_venv(run):
    result = run("setup.sh", python3='case "$2" in *ensurepip*) exit 1;; esac')
    assert_one_line(result, "python3 has no venv module: install it")


def test_no_browser_and_no_right_to_install_one(run):
    assert_one_line(run("browser.sh", id="echo 1000"), "the tests need Chromium: install it")


def test_a_browser_that_is_there_is_enough(run):
    assert run("browser.sh", chromium="exit 0").returncode == 0


def test_a_failing_step_shows_its_output_and_its_exit_status(tmp_path):
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    result = subprocess.run(
        ["sh", "scripts/step.sh", "Trying", "sh", "-c", "echo the reason; exit 3"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 3
    assert result.stdout.startswith("Trying ")
    assert "failed after" in result.stdout
    assert "the reason" in result.stdout
