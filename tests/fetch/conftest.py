"""A server of faults, the farm of sites, and fetchers that wait for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from senreport_check.fetch import Fetcher, FetchSettings
from servers.farm import Farm
from servers.faults import Faults

Make = Callable[..., Fetcher]
QUICK: dict[str, Any] = {
    "allow_private": True, "pause": 0.0, "longest_pause": 0.05, "request_seconds": 1.0, "school_seconds": 8.0,
}


@pytest.fixture
def faults() -> Iterator[Faults]:
    with Faults() as running:
        yield running


@pytest.fixture(scope="module")
def farm() -> Iterator[Farm]:
    with Farm() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Make]:
    """Makes fetchers for loopback with short deadlines; keyword arguments change the settings."""
    made: list[Fetcher] = []

    def make(**settings: Any) -> Fetcher:
        inject = {name: settings.pop(name) for name in ("away", "resolve", "sleep") if name in settings}
        made.append(Fetcher(FetchSettings(**(QUICK | settings)), **inject))
        return made[-1]

    yield make
    for one in made:
        one.close()
