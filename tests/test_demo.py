"""The demonstration site: found in the repository and in a wheel, served on loopback, and worth showing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from senreport_check import demo
from senreport_check.classify import classify
from senreport_check.discover import Readers, find
from senreport_check.errors import SettingsError
from senreport_check.extract import extract
from senreport_check.fetch import Fetcher, FetchSettings
from senreport_check.model import LinkState

SETTINGS = FetchSettings(allow_private=True, pause=0)


def loopback_alone(host: str, port: int) -> list[tuple[str, int]]:
    if host != "127.0.0.1":
        raise OSError(f"no such host: {host}")
    return [(host, port)]


def test_the_report_is_two_clicks_from_the_home_page() -> None:
    with demo.serve_demo() as home, Fetcher(SETTINGS, resolve=loopback_alone) as fetcher:
        found = find(home, fetcher, Readers(extract, classify), today=date(2026, 11, 21))
    assert found.chosen is not None, found.reason
    assert found.chosen.trail == ("home page", "Inclusion", "SEN Information Report")
    assert (found.chosen.clicks, found.placement.format) == (2, "PDF")
    states = {link.name: link.state for link in found.placement.links}
    assert states["sen-policy"] is LinkState.OK
    assert states["accessibility-plan"] is LinkState.NOT_FOUND
    assert (states["local-offer"], states["sendiass"]) == (LinkState.DEAD, LinkState.NOT_FOUND)


def test_the_site_is_found_in_a_wheel_first(tmp_path: Path, monkeypatch) -> None:
    packed = tmp_path / "sites" / "demo"
    packed.mkdir(parents=True)
    (packed / "index.html").write_text("<h1>packed</h1>")
    monkeypatch.setattr(demo, "_PLACES", (packed, *demo._PLACES))
    assert demo.demo_folder() == packed


def test_a_missing_site_is_said(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(demo, "_PLACES", (tmp_path / "none",))
    with pytest.raises(SettingsError, match="install the package again"):
        demo.demo_folder()


def test_the_server_stops_with_its_block() -> None:
    with demo.serve_demo() as home:
        pass
    with Fetcher(SETTINGS) as fetcher, pytest.raises(Exception, match="cannot be connected to"):
        fetcher.get(home)
