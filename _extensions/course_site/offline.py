"""Serve everything from the site itself.

MathJax comes from the npm package and is copied into the built site.
Scripts that the theme loads from other hosts serve features this site does not offer and are left out.
"""

import shutil
from pathlib import Path

from sphinx.errors import ExtensionError

# The combined component, and what it loads on demand: fonts, TeX extensions, menu, screen-reader support
MATHJAX_PARTS = ("tex-mml-chtml.js", "output/chtml/fonts", "input/tex/extensions", "a11y", "sre", "ui")


def is_foreign(asset) -> bool:
    """Whether a script or style sheet is fetched from another host, itself or by the code in its body."""
    text = f"{getattr(asset, 'filename', '') or asset} {getattr(asset, 'attributes', {}).get('body', '')}"
    return "://" in text or "thebe" in text


def drop_foreign_scripts(app, pagename, templatename, context, doctree) -> None:
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context[kind] if not is_foreign(asset)]


def copy_mathjax(app, exception) -> None:
    if exception or app.builder.format != "html":
        return
    source = Path(app.confdir) / "node_modules" / "mathjax" / "es5"
    if not source.is_dir():
        raise ExtensionError(f"MathJax was not found in {source}: run `make setup` first")
    target = Path(app.outdir) / "_static" / "mathjax"
    for part in MATHJAX_PARTS:
        origin, copy = source / part, target / part
        if copy.exists():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, copy)
        else:
            shutil.copy2(origin, copy)


def setup(app) -> None:
    app.connect("html-page-context", drop_foreign_scripts, priority=900)
    app.connect("build-finished", copy_mathjax)
