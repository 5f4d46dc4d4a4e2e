"""The farm of fixture sites, and the readers discovery is given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from senreport_check.classify import classify
from senreport_check.discover import Readers
from senreport_check.extract import extract
from servers.farm import Farm


@pytest.fixture(scope="module")
def farm() -> Iterator[Farm]:
    with Farm() as running:
        yield running


@pytest.fixture(scope="session")
def readers() -> Readers:
    return Readers(extract, classify)
