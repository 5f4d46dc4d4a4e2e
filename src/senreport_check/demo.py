"""The demonstration: a fictional school's site on this machine, for trying the check without the internet."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from senreport_check.errors import SettingsError

_PACKAGE = Path(__file__).parent
_PLACES = (_PACKAGE / "sites" / "demo", _PACKAGE.parents[1] / "fixtures" / "sites" / "demo")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: standard error belongs to the check."""


def demo_folder() -> Path:
    """Where the site's files stand, in a wheel or the repository; raises `SettingsError` where in neither."""
    for folder in _PLACES:
        if (folder / "index.html").is_file():
            return folder
    raise SettingsError("The demonstration site is not part of this installation: install the package again.")


@contextmanager
def serve_demo() -> Iterator[str]:
    """Serve the site on the loopback address while the block runs; yields the home page's address.

    The address is a private one: check it with `FetchSettings(allow_private=True, pause=0)`.
    """
    handler = partial(_Quiet, directory=str(demo_folder()))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True, name="demo")
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
