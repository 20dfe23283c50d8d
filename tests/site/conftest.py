"""The built site, served on loopback, and a browser to look at it with."""

import functools
import http.server
import os
import shutil
import threading
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
BROWSERS = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
# The first two let Chromium run as root in a container; the others keep it from calling home
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def toc_documents() -> list[str]:
    """Names of all pages of the table of contents, the landing page first."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [toc["root"], *(chapter["file"] for part in toc["parts"] for chapter in part["chapters"])]


PAGES = [f"{document}.html" for document in toc_documents()]
OTHER_PAGES = ["search.html", "genindex.html"]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> str:
    """Address of the built site."""
    if not (HTML / "index.html").exists():
        pytest.fail("the site is not built: run `make site` first")
    handler = functools.partial(QuietHandler, directory=str(HTML))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium."""
    path = next((found for name in BROWSERS if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no Chromium was found: run `sh scripts/browser.sh` first")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield browser
        browser.close()
