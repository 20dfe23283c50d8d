"""Figures that readers move, without a kernel: the directive ``live-figure``.

``rmsnorm_lib.plotting.live`` gives a still picture and a table of values for each figure.
The page holds both; a script module of ``_static/live/`` puts an interactive board in the picture's place.
So the page says the same without JavaScript.
JSXGraph, which draws the boards, is served from the site itself, and only pages with such a figure load scripts.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

SCRIPTS = "live/"
# Kept under a name that every server sends with the type of a script, which module scripts need
JSXGRAPH_FILES = {
    "distrib/jsxgraphcore.mjs": "jsxgraphcore.js",
    "distrib/jsxgraph.css": "jsxgraph.css",
    "LICENSE.MIT": "LICENSE.MIT",
}


class live_board(nodes.General, nodes.Element):  # noqa: N801 (docutils names visitors after node classes)
    """The place of the interactive board; its children are what is shown without JavaScript."""


class live_numbers(nodes.General, nodes.Element):  # noqa: N801
    """A folded table of values."""


def make_table(header: list[str], rows: list[list[str]]) -> nodes.table:
    group = nodes.tgroup(cols=len(header))
    group += [nodes.colspec(colwidth=1) for _ in header]
    for part, lines in ((nodes.thead(), [header]), (nodes.tbody(), rows)):
        for line in lines:
            part += nodes.row("", *(nodes.entry("", nodes.paragraph(text=text)) for text in line))
        group += part
    return nodes.table("", group, classes=["live-table"])


def save_svg(figure, path: Path) -> None:
    """Write a matplotlib figure; the same figure gives the same bytes."""
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": path.stem}):
        figure.savefig(path, metadata={"Date": None})


def as_source_uri(path: Path, source: Path) -> str:
    """Address of a produced file as Sphinx wants it: from the folder of the sources, also where it lies outside."""
    return "/" + Path(os.path.relpath(path, source)).as_posix()


class LiveFigure(SphinxDirective):
    """``live-figure NAME`` with alternative text and a caption that states the conclusion, both required."""

    required_arguments = 1
    option_spec = {  # noqa: RUF012 (the base class declares it)
        "alt": directives.unchanged_required,
        "caption": directives.unchanged_required,
        "name": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        # Imported here, because a build that reads no such page needs no library
        from rmsnorm_lib.plotting.live import NAMES, make_live_figure

        (name,) = self.arguments
        if name not in NAMES:
            raise self.error(f"live-figure must be one of {', '.join(NAMES)}, got {name!r}")
        for option in ("alt", "caption"):
            if option not in self.options:
                raise self.error(f"live-figure {name!r} needs the option :{option}:")

        root = Path(self.env.app.confdir)
        results = sorted((root / "benchmarks" / "results").glob("*.json"))
        live = make_live_figure(name, [json.loads(path.read_text(encoding="utf-8")) for path in results])

        folder = Path(self.env.app.outdir).parent / "live_figures"
        folder.mkdir(parents=True, exist_ok=True)
        picture = folder / f"live-{name}.svg"
        save_svg(live.figure, picture)

        alt = " ".join(self.options["alt"].split())
        board = live_board(name=name, alt=alt, data=json.dumps(live.data))
        board += nodes.image(uri=as_source_uri(picture, Path(self.env.srcdir)), alt=alt)
        board += live_numbers("", make_table(live.header, live.rows))
        text, messages = self.parse_inline(" ".join(self.options["caption"].split()))
        figure = nodes.figure("", board, nodes.caption("", "", *text))
        self.set_source_info(figure)
        self.options.setdefault("name", f"live-{name}")
        self.add_name(figure)
        return [figure, *messages]


def visit_board(translator, node) -> None:
    # A closing tag in the data would end the script element early
    data = node["data"].replace("<", "\\u003c")
    translator.body.append(
        f'<div class="live-figure" data-live-figure="{node["name"]}">'
        f'<script type="application/json" class="live-data">{data}</script>'
    )


def depart_board(translator, node) -> None:
    translator.body.append("</div>")


def visit_numbers(translator, node) -> None:
    translator.body.append('<details class="live-numbers"><summary>The numbers</summary>')


def depart_numbers(translator, node) -> None:
    translator.body.append("</details>")


def keep_children(translator, node) -> None:
    """Formats other than HTML show the still picture and the table as they are."""


def scripts_fingerprint(root: Path) -> str:
    """Digest of the scripts and styles; pages are written anew when it changes, without running their cells."""
    digest = hashlib.sha256()
    for path in sorted((root / "_static" / SCRIPTS).rglob("*.*")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def load_nothing_on_other_pages(app, config) -> None:
    """Jupyter Book names every script and style sheet below ``_static`` on every page; these are for a few pages."""
    config.html_js_files = [name for name in config.html_js_files if not str(name).startswith(SCRIPTS)]
    config.html_css_files = [name for name in config.html_css_files if not str(name).startswith(SCRIPTS)]
    config.live_figures_fingerprint = scripts_fingerprint(Path(app.confdir))


def load_on_this_page(app, pagename, templatename, context, doctree) -> None:
    if doctree is not None and any(doctree.findall(live_board)):
        app.add_css_file("jsxgraph/jsxgraph.css")
        app.add_css_file(f"{SCRIPTS}live.css", priority=600)
        app.add_js_file(f"{SCRIPTS}main.js", type="module")


def copy_jsxgraph(app, exception) -> None:
    if exception or app.builder.format != "html":
        return
    source = Path(app.confdir) / "node_modules" / "jsxgraph"
    if not source.is_dir():
        raise ExtensionError(f"JSXGraph was not found in {source}: run `make setup` first")
    target = Path(app.outdir) / "_static" / "jsxgraph"
    target.mkdir(parents=True, exist_ok=True)
    for origin, copy in JSXGRAPH_FILES.items():
        shutil.copyfile(source / origin, target / copy)


def setup(app) -> None:
    app.add_config_value("live_figures_fingerprint", "", "html", types=[str])
    app.add_node(live_board, html=(visit_board, depart_board), latex=(keep_children, keep_children))
    app.add_node(live_numbers, html=(visit_numbers, depart_numbers), latex=(keep_children, keep_children))
    app.add_directive("live-figure", LiveFigure)
    app.connect("config-inited", load_nothing_on_other_pages)
    app.connect("html-page-context", load_on_this_page)
    app.connect("build-finished", copy_jsxgraph)
