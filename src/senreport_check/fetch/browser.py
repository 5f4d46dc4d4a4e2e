"""Pages that show nothing without JavaScript, rendered in an installed browser: the home of Playwright.

The browser never touches the network: each of its requests is answered by us, so that guard, robots, pace
and limits hold for them all, and whatever escapes is sent to a proxy that does not exist.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psutil

from senreport_check.errors import CouldNotCheck, Unreachable, Unreadable
from senreport_check.fetch.settings import FetchSettings
from senreport_check.fetch.wire import Answer

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chrome
    from playwright.sync_api import Playwright, Route

INSTALL = (
    "The page shows nothing without JavaScript: install the part that renders it with "
    "pip install 'senreport-check[browser]', or save the page from your browser and check that."
)
NO_BROWSER = (
    "The page shows nothing without JavaScript, and no browser was found to render it: install Edge, Chrome "
    "or Chromium, or name its program in the settings."
)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
CHANNELS = ("msedge", "chrome")
NEEDED = ("document", "script", "xhr", "fetch")
PATIENCE = 2.5
NOWHERE = "http://127.0.0.1:9"

Load = Callable[[str], Answer]
"""From an address to what stands there; raises `CouldNotCheck`."""


class Browser:
    """An installed browser, started at the first page and kept, in a thread of its own."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="browser")
        self._turn = threading.Lock()
        self._playwright: Playwright | None = None
        self._chrome: Chrome | None = None
        self._drivers: list[psutil.Process] = []

    def render(self, address: str, load: Load) -> tuple[str, str]:
        """A page's final address and its HTML once its scripts have run.

        Raises `Unreadable` where nothing can render it, `Unreachable` when it does not load in time, and
        what `load` raises for the page itself.
        """
        with self._turn:
            work = self._thread.submit(self._render, address, load)
            try:
                return work.result(timeout=self._settings.browser_seconds * PATIENCE)
            except TimeoutError:
                self._kill()
                work.exception()
                raise Unreachable(f"{address} keeps a browser busy for ever: save it and check that.") from None

    def close(self) -> None:
        """Stop the browser."""
        self._thread.submit(self._stop).result()
        self._thread.shutdown()

    def _stop(self) -> None:
        if self._chrome is not None and self._chrome.is_connected():
            self._chrome.close()
        if self._playwright is not None:
            self._playwright.stop()

    def _kill(self) -> None:
        """End a browser that no longer answers, which ends the wait for it; its driver lives on."""
        for driver in self._drivers:
            with suppress(psutil.Error):
                for process in driver.children(recursive=True):
                    process.kill()

    def _render(self, address: str, load: Load) -> tuple[str, str]:
        from playwright.sync_api import Error  # noqa: PLC0415 - optional, and slow to import

        chrome = self._started()
        context = chrome.new_context(
            service_workers="block", accept_downloads=False, user_agent=self._settings.user_agent
        )
        failed: list[CouldNotCheck] = []
        try:
            page = context.new_page()
            page.route("**/*", lambda route: _answer(route, load, failed))
            page.route_web_socket("**/*", lambda socket: socket.close())
            page.goto(address, wait_until="domcontentloaded", timeout=self._settings.browser_seconds * 1000)
            with suppress(Error):
                page.wait_for_load_state("networkidle", timeout=self._settings.browser_seconds * 500)
            return page.url, page.content()
        except Error as error:
            if failed:
                raise failed[0] from error
            raise Unreachable(f"{address} did not load in a browser: save it and check that.") from error
        finally:
            with suppress(Error):
                context.close()

    def _started(self) -> Chrome:
        if self._chrome is not None and self._chrome.is_connected():
            return self._chrome
        try:
            from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - optional
        except ImportError:
            raise Unreadable(INSTALL) from None
        if self._playwright is None:
            before = set(psutil.Process().children())
            self._playwright = sync_playwright().start()
            self._drivers = [child for child in psutil.Process().children() if child not in before]
        for program in self._programs():
            with suppress(Error):
                self._chrome = self._playwright.chromium.launch(
                    **program, headless=True, chromium_sandbox=not _is_root(),
                    args=["--disable-background-networking", "--disable-component-update"],
                    proxy={"server": NOWHERE, "bypass": "<-loopback>"},
                )
                return self._chrome
        raise Unreadable(NO_BROWSER)

    def _programs(self) -> Iterator[dict[str, Any]]:
        if self._settings.browser_path is not None:
            yield {"executable_path": self._settings.browser_path}
            return
        for name in PROGRAMS:
            if found := shutil.which(name):
                yield {"executable_path": found}
        for channel in CHANNELS:
            yield {"channel": channel}


def _is_root() -> bool:
    """The superuser, as in containers, for whom the browser's own sandbox cannot start."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _answer(route: Route, load: Load, failed: list[CouldNotCheck]) -> None:
    """Answer one of the browser's requests, or break it off; a failure of the page itself is noted."""
    request = route.request
    if request.method != "GET" or request.resource_type not in NEEDED:
        route.abort()
        return
    try:
        answer = load(request.url)
    except CouldNotCheck as error:
        if request.resource_type == "document" and request.frame.parent_frame is None:
            failed.append(error)
        route.abort()
        return
    kind = answer.headers.get("content-type", "text/html")
    headers = {"content-type": kind, "access-control-allow-origin": "*"}
    route.fulfill(status=answer.status, headers=headers, body=answer.content)
