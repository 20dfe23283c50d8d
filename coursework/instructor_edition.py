"""The second book: solutions, rubrics and teaching notes, built with the settings of the public site."""

import subprocess
import sys
from pathlib import Path

import yaml

from coursework.course import ROOT, CourseError

TOC = ROOT / "solutions" / "_toc_instructor.yml"
OUTPUT = ROOT / "_build" / "instructor"


def settings(public: dict) -> dict:
    """Settings of the instructor edition, from those of the public site."""
    changed = public | {"title": f"{public['title']}: instructor edition"}
    changed["exclude_patterns"] = [
        pattern for pattern in public["exclude_patterns"] if not pattern.startswith("solutions")
    ] + ["index.md", "chapters/*", "exercises/*", "solutions/*/variants/*"]
    changed["execute"] = {name: value for name, value in public["execute"].items() if name != "exclude_patterns"}
    # paths of extensions are read from the place of the configuration file
    extensions = public.get("sphinx", {}).get("local_extensions", {})
    absolute = {name: str(ROOT / folder) for name, folder in extensions.items()}
    changed["sphinx"] = public.get("sphinx", {}) | {"local_extensions": absolute}
    return changed


def build(output: Path = OUTPUT) -> Path:
    """Build the book.

    Returns:
        Its first page.

    Raises:
        CourseError: jupyter-book failed or warned.
    """
    output.mkdir(parents=True, exist_ok=True)
    config = output / "_config.yml"
    public = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    config.write_text(yaml.safe_dump(settings(public), sort_keys=False), encoding="utf-8")
    command = ["jupyter-book", "build", ROOT, "-n", "-W", "--keep-going"]
    command += ["--toc", TOC, "--config", config, "--path-output", output]
    executable = Path(sys.executable).parent / command[0]
    if subprocess.run([executable, *command[1:]], cwd=ROOT, check=False).returncode:
        raise CourseError("building the instructor edition failed; the reason is printed above")
    return output / "_build" / "html" / "solutions" / "index.html"
