"""Every page of the table of contents, looked at in a real browser."""

import json
from urllib.parse import urlsplit

import pytest

from .conftest import OTHER_PAGES, PAGES, ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
EVERY_PAGE = PAGES + OTHER_PAGES


class Visit:
    """A page opened in the browser, with everything it asked for and complained about."""

    def __init__(self, browser, address: str, width: int = 1280, scheme: str = "light") -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.failures: list[str] = []
        self.console: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.failures.append(request.url))
        self.page.on("response", lambda response: response.status >= 400 and self.failures.append(response.url))
        self.page.on("console", lambda line: line.type in ("error", "warning") and self.console.append(line.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.goto(address, wait_until="networkidle")
        self.page.evaluate("() => window.MathJax?.startup?.promise")

    def __enter__(self):
        return self

    def __exit__(self, *error) -> None:
        self.context.close()

    def open_what_is_folded(self) -> None:
        self.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.fixture(scope="module", params=EVERY_PAGE)
def visit(request, site, browser):
    """A page in a wide window in light colours, opened once for all tests that look at it so."""
    with Visit(browser, f"{site}/{request.param}") as opened:
        yield opened


def test_everything_comes_from_the_site_itself_without_errors(site, visit):
    # what a reader does: scroll to the end, open what is folded
    visit.open_what_is_folded()
    visit.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    visit.page.wait_for_load_state("networkidle")
    hosts = {urlsplit(url).netloc for url in visit.requests if not url.startswith("data:")}
    assert hosts == {urlsplit(site).netloc}
    assert visit.failures == []
    assert visit.console == []


def assert_axe_finds_nothing(visit: Visit, scheme: str) -> None:
    assert visit.page.evaluate("document.documentElement.dataset.theme") == scheme
    visit.open_what_is_folded()
    visit.page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = visit.page.evaluate("async () => (await axe.run()).violations")
    found = [
        f"{one['id']} ({one['impact']}): {node['html'][:300]} -- {node['failureSummary']}"
        for one in violations
        for node in one["nodes"]
    ]
    assert not found, "\n".join(found)


def test_axe_finds_no_violation(visit):
    assert_axe_finds_nothing(visit, "light")


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_axe_finds_no_violation_in_dark_colours(site, browser, name):
    with Visit(browser, f"{site}/{name}", scheme="dark") as visit:
        assert_axe_finds_nothing(visit, "dark")


def assert_nothing_scrolls_sideways(visit: Visit, width: int) -> None:
    visit.open_what_is_folded()
    # a block that scrolls on its own is fine; content that sticks out of the page is not
    sticking_out = visit.page.evaluate(
        """width => {
            const scrolls = one => one && (['auto', 'scroll'].includes(getComputedStyle(one).overflowX)
                || scrolls(one.parentElement));
            return [...document.querySelectorAll('main *')]
                .filter(one => one.getBoundingClientRect().right > width + 1 && !scrolls(one.parentElement)
                    && !one.closest('mjx-assistive-mml') && getComputedStyle(one).visibility !== 'hidden')
                .slice(0, 5).map(one => one.outerHTML.slice(0, 200))
        }""",
        width,
    )
    total = visit.page.evaluate("document.documentElement.scrollWidth")
    assert (total, sticking_out) == (width, []), json.dumps(sticking_out, indent=1)


def test_nothing_scrolls_sideways(visit):
    assert_nothing_scrolls_sideways(visit, 1280)


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_nothing_scrolls_sideways_on_a_phone(site, browser, name):
    with Visit(browser, f"{site}/{name}", width=360) as visit:
        assert_nothing_scrolls_sideways(visit, 360)


def test_mathematics_is_typeset_by_the_sites_own_mathjax(visit):
    formulas = visit.page.locator(".math").count()
    typeset = visit.page.locator("mjx-container").count()
    assert typeset >= formulas
    assert visit.page.locator("mjx-merror").count() == 0


def test_every_figure_says_what_it_shows(visit):
    for image in visit.page.locator("article img").all():
        alternative = image.get_attribute("alt") or ""
        assert len(alternative.split()) >= 5, f"alt text too short: {alternative!r} of {image.get_attribute('src')}"
    for output in visit.page.locator(".cell_output img").all():
        caption = output.locator("xpath=ancestor::figure//figcaption")
        assert caption.count() == 1, f"no caption: {output.get_attribute('src')}"
        assert len(caption.inner_text().split()) >= 5
