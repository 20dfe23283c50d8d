"""Mend the markup that the theme and its extensions emit, where axe-core finds a violation of WCAG or ARIA."""

from pathlib import Path

from bs4 import BeautifulSoup


def mend(soup: BeautifulSoup) -> None:
    """Change one page in place. Applying it twice changes nothing more."""
    # A label that differs from the visible text hides that text from speech control: let the text be the name
    for element in soup.select("summary[aria-label], .search-button-field[aria-label]"):
        del element["aria-label"]
    for icon in soup.select(".theme-switch-button [title]"):
        del icon["title"]
    # The logo stands outside every landmark
    for sidebar in soup.select("#pst-primary-sidebar"):
        sidebar["role"], sidebar["aria-label"] = "navigation", "Course"
    # docutils gives bibliography entries a role that ARIA 1.2 no longer has, inside a list without list items
    for entry in soup.select('[role="doc-biblioentry"]'):
        entry["role"] = "listitem"
    # A block that scrolls sideways must be reachable with the keyboard
    for block in soup.select("div.math, .highlight > pre, .cell_output pre, .pst-scrollable-table-container"):
        block["tabindex"] = "0"
    # A Markdown table must have a header row; an empty one is announced as a header without a name
    for head in soup.select("thead"):
        if not head.get_text(strip=True):
            head.decompose()
    # Sphinx sets the parameters of a long signature as a list of definitions without terms
    for parameters in soup.select("dt.sig dl"):
        parameters.name, parameters["class"] = "div", "sig-params"
        for parameter in parameters.find_all("dd"):
            parameter.name = "div"
    # Settings of a kernel service that this site does not offer
    for script in soup.find_all("script"):
        if script.get("type") == "text/x-thebe-config" or (script.string or "").strip().startswith("kernelName"):
            script.decompose()


def remember_page(app, pagename, templatename, context, doctree) -> None:
    app.course_pages_written.append(pagename)


def mend_written_pages(app, exception) -> None:
    if exception or app.builder.format != "html":
        return
    for pagename in app.course_pages_written:
        path = Path(app.builder.get_outfilename(pagename))
        if path.suffix == ".html" and path.exists():
            soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            mend(soup)
            path.write_text(soup.decode(formatter="html5"), encoding="utf-8")


def setup(app) -> None:
    app.course_pages_written = []
    app.connect("html-page-context", remember_page)
    app.connect("build-finished", mend_written_pages)
