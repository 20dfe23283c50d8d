"""Small books built with the course's own extension: fresh outputs, failing cells, published address."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from .conftest import HTML, ROOT

TOC = "format: jb-book\nroot: page\nchapters:\n  - file: plain\n"
PAGE = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# Page

```{{code-cell}} ipython3
{code}
```
"""


@pytest.fixture
def book(tmp_path) -> Path:
    """A book with one executed page, this site's configuration, and a library of its own."""
    shutil.copytree(ROOT / "_extensions", tmp_path / "_extensions", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "_static", tmp_path / "_static")
    shutil.copy(ROOT / "_config.yml", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "references.bib").touch()
    (tmp_path / "_toc.yml").write_text(TOC)
    (tmp_path / "plain.md").write_text("# Plain\n\nText.\n")
    (tmp_path / "rmsnorm_lib").mkdir()
    (tmp_path / "rmsnorm_lib" / "__init__.py").write_text("def answer():\n    return 'old answer'\n")
    (tmp_path / "page.md").write_text(PAGE.format(code="from rmsnorm_lib import answer\nprint(answer())"))
    return tmp_path


def build(book: Path, **environment: str) -> subprocess.CompletedProcess:
    settings = {name: value for name, value in os.environ.items() if not name.startswith("COURSE_")}
    return subprocess.run(
        [Path(sys.executable).with_name("jupyter-book"), "build", book, "-n", "-W", "--keep-going"],
        env=settings | {"PYTHONPATH": str(book)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def page(book: Path, name: str = "page") -> BeautifulSoup:
    return BeautifulSoup((book / "_build" / "html" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def test_a_changed_library_changes_the_outputs_and_an_unchanged_one_runs_nothing(book):
    first = build(book)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "old answer" in page(book).get_text()
    assert "executing" in (first.stdout + first.stderr).lower()

    again = build(book)
    assert again.returncode == 0
    assert "executing" not in (again.stdout + again.stderr).lower()

    (book / "rmsnorm_lib" / "__init__.py").write_text("def answer():\n    return 'new answer'\n")
    changed = build(book)
    assert changed.returncode == 0, changed.stdout + changed.stderr
    assert "new answer" in page(book).get_text()
    assert "old answer" not in page(book).get_text()
    caches = list((book / "_build" / ".jupyter_cache").iterdir())
    assert len(caches) == 1, "outdated outputs are removed"


def test_a_failing_cell_fails_the_build(book):
    (book / "page.md").write_text(PAGE.format(code="raise RuntimeError('a cell failed')"))
    result = build(book)
    assert result.returncode != 0
    assert "a cell failed" in result.stdout + result.stderr


def test_a_broken_reference_fails_the_build(book):
    (book / "plain.md").write_text("# Plain\n\nSee {doc}`nowhere`.\n")
    result = build(book)
    assert result.returncode != 0
    assert "nowhere" in result.stdout + result.stderr


def test_missing_mathjax_is_said_in_one_line(book):
    (book / "node_modules").unlink()
    result = build(book)
    assert result.returncode != 0
    assert "MathJax was not found" in result.stdout + result.stderr


def test_without_a_repository_no_button_leads_elsewhere():
    for name in ("index.html", "chapters/02_rmsnorm_formula.html"):
        soup = BeautifulSoup((HTML / name).read_text(encoding="utf-8"), "html.parser")
        header = soup.select_one(".bd-header-article")
        assert [link["href"] for link in header.select("a[href*='://']")] == []
        assert soup.select_one("link[rel=canonical]") is None


def test_the_workflows_variables_give_address_and_buttons(book):
    result = build(book, COURSE_URL="https://example.org/course", COURSE_REPOSITORY="https://github.com/owner/name")
    assert result.returncode == 0, result.stdout + result.stderr
    soup = page(book)
    assert soup.select_one("link[rel=canonical]")["href"] == "https://example.org/course/page.html"
    links = [link["href"] for link in soup.select(".bd-header-article a[href]")]
    assert "https://github.com/owner/name" in links
    assert not any("colab" in link for link in links), "Colab cannot open a text file"


def test_every_executed_page_can_be_downloaded_as_a_notebook():
    for name in ("01_root_mean_square", "02_rmsnorm_formula"):
        soup = BeautifulSoup((HTML / "chapters" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        (link,) = (one["href"] for one in soup.select("a[href$='.ipynb']") if name in one["href"])
        assert (HTML / "chapters" / link).resolve().exists()
