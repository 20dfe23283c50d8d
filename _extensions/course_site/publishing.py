"""What the site offers to take away, and where it is published.

Every executed page can be downloaded as a notebook.
``COURSE_URL`` is the address of the site, ``COURSE_REPOSITORY`` that of the repository, ``COURSE_BRANCH`` its branch;
the publishing workflow sets them. Without a repository there is no launch, source or issue button, so that no link
points nowhere.
"""

import os
import shutil
from pathlib import Path


def read_environment(app, config) -> None:
    url = os.environ.get("COURSE_URL", "")
    if url:
        config.html_baseurl = url.rstrip("/") + "/"
    repository = os.environ.get("COURSE_REPOSITORY", "").rstrip("/")
    config.html_theme_options["repository_url"] = repository
    config.html_theme_options["launch_buttons"] = {}
    if repository:
        config.html_theme_options |= {
            "repository_branch": os.environ.get("COURSE_BRANCH", "main"),
            "use_repository_button": True,
            "use_issues_button": True,
            "launch_buttons": {"notebook_interface": "jupyterlab", "colab_url": "https://colab.research.google.com"},
        }


def offer_executed_notebook(app, pagename, templatename, context, doctree) -> None:
    executed = Path(app.outdir).parent / "jupyter_execute" / f"{pagename}.ipynb"
    if executed.exists() and str(context.get("sourcename", "")).endswith(".md"):
        copy = Path(app.outdir) / "_sources" / f"{pagename}.ipynb"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(executed, copy)
        context["ipynb_source"] = f"{pagename}.ipynb"


def launch_only_notebooks(app, pagename, templatename, context, doctree) -> None:
    """Colab opens notebook files; a chapter is a text file in the repository."""
    if not str(context.get("sourcename", "")).endswith(".ipynb"):
        context["header_buttons"] = [
            button for button in context["header_buttons"] if button.get("label") != "launch-buttons"
        ]


def setup(app) -> None:
    app.connect("config-inited", read_environment, priority=100)
    app.connect("html-page-context", offer_executed_notebook, priority=450)
    app.connect("html-page-context", launch_only_notebooks, priority=600)
