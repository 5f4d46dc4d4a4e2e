"""A headless Chromium for the tests that look at pages, where Playwright and a browser are installed."""

import shutil
from contextlib import contextmanager

import pytest

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-dev-shm-usage"]


@contextmanager
def chromium():
    """A browser that may reach no network; skips the test where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the playwright package")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("needs Chromium or Chrome")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS, timeout=60_000)
        yield browser
        browser.close()
