"""Whether pages can be rendered here."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

from senreport_check.fetch.browser import PROGRAMS


def needs_browser() -> None:
    """Skip the test where Playwright or every browser is missing."""
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("Playwright is not installed: pip install 'senreport-check[browser]'")
    if not any(shutil.which(name) for name in PROGRAMS):
        pytest.skip("no Chromium, Chrome or Edge is installed")
