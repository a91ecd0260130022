"""A headless Chromium of the system, driven by Playwright, and pages opened from disk."""

import os
import shutil
from contextlib import contextmanager
from importlib import resources

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "Chromium is not installed, so the page is not opened in a browser; "
    "install it (Debian: apt-get install chromium) to run this test"
)


def program():
    """The path of Chromium; without it the test is skipped, under continuous integration it fails."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return found


@contextmanager
def started():
    """Start Chromium for some tests."""
    path = program()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser, path, *, width=1280, **options):
    """Open a file; what it says on the console and whatever it asks for from elsewhere is kept."""
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: page.said.append(f"error: {error}"))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(path.as_uri())
    try:
        yield page
        assert page.said == []
        assert [url for url in page.asked if not url.startswith(("data:", "blob:"))] == [
            path.as_uri()
        ]
    finally:
        page.close()


def violations(page):
    """The serious and critical violations that axe-core finds."""
    source = resources.files("axe_playwright_python").joinpath("axe.min.js")
    page.evaluate(source.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})"
        for one in found["violations"] if one["impact"] in ("serious", "critical")
    ]  # fmt: skip
