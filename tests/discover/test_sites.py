"""Discovery on every fixture site: the right document, the way there, and what it cost."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from senreport_check.discover import Discovery, Readers, find
from senreport_check.errors import Unreadable
from senreport_check.model import DocumentKind, LinkState, Placement, School
from servers.browsers import needs_browser
from servers.farm import SITES, Farm

EXPECTED = tomllib.loads((SITES / "expected.toml").read_text("utf-8"))
TODAY = date(2026, 11, 21)


def discover(farm: Farm, readers: Readers, site: str, *, path: str = "", **school: str) -> Discovery:
    home = farm.site(site)
    with farm.fetcher() as fetcher:
        return find(home + path, fetcher, readers, replace(School(), **school), TODAY)


def states(placement: Placement, name: str) -> list[LinkState]:
    return [link.state for link in placement.links if link.name == name]


def test_every_site_has_an_expectation() -> None:
    folders = {folder.name for folder in SITES.iterdir() if folder.is_dir() and folder.name != "sources"}
    assert folders == set(EXPECTED)
    assert len(folders) >= 14


@pytest.mark.parametrize("site", [name for name, wanted in EXPECTED.items() if "report" in wanted])
def test_the_report_is_found(farm: Farm, readers: Readers, site: str, record_property) -> None:
    wanted = EXPECTED[site]
    if wanted.get("browser"):
        needs_browser()
    found = discover(farm, readers, site)
    record_property("requests", found.requests)
    assert found.chosen is not None, found.reason
    address = wanted["report"]
    home = f"https://{site}.example.sch.uk"
    assert found.chosen.fetched.url == (address if address.startswith("https:") else home + address)
    assert (found.chosen.clicks, found.placement.format) == (wanted["clicks"], wanted["format"])
    assert found.requests <= wanted["requests"]
    assert found.chosen.trail[0] == "home page"


@pytest.mark.parametrize("site", [name for name, wanted in EXPECTED.items() if "nearest" in wanted])
def test_no_report_is_said_with_the_nearest(farm: Farm, readers: Readers, site: str) -> None:
    wanted = EXPECTED[site]
    found = discover(farm, readers, site)
    assert found.chosen is None
    assert found.nearest is not None
    assert str(found.nearest.fetched.url).endswith(wanted["nearest"])
    assert wanted["reason"] in str(found.reason)
    assert found.requests <= wanted["requests"]


def test_parts_are_joined_with_an_address_per_block(farm: Farm, readers: Readers) -> None:
    found = discover(farm, readers, "pdf-a-question").chosen
    assert found is not None
    addresses = {block.url for block in found.document.blocks if block.url}
    assert sum(str(address).endswith(".pdf") for address in addresses) == 14
    assert "19. The local" not in found.document.text
    assert found.document.words > 900


def test_the_newest_of_several_years_is_taken_and_the_others_named(farm: Farm, readers: Readers) -> None:
    found = discover(farm, readers, "three-years")
    assert found.placement.link_text == "2024-2025"
    assert [link.text for link in found.placement.years] == ["2023-2024", "2022-2023"]


def test_a_second_address_of_the_report_is_a_copy(farm: Farm, readers: Readers) -> None:
    placement = discover(farm, readers, "landing-twice").placement
    assert [copy.rpartition("/")[2] for copy in placement.copies] == ["SENIR.pdf?copy=2"]
    assert placement.years == ()


def test_linked_policies_are_found_and_classified(farm: Farm, readers: Readers) -> None:
    placement = discover(farm, readers, "landing-twice").placement
    by_name = {link.name: link for link in placement.links}
    assert by_name["sen-policy"].kind is DocumentKind.POLICY
    assert by_name["accessibility-plan"].kind is DocumentKind.ACCESSIBILITY_PLAN
    assert by_name["accessibility-plan"].text == "Acessibility plan"
    assert states(placement, "sendiass") == [LinkState.NOT_FOUND]


def test_a_confusing_name_and_dead_links_are_named(farm: Farm, readers: Readers) -> None:
    placement = discover(farm, readers, "word").placement
    assert placement.confusing_name == "Our Local Offer"
    assert states(placement, "report") == [LinkState.OK, LinkState.DEAD]
    assert states(placement, "accessibility-plan") == [LinkState.DEAD]


def test_links_outside_the_school_are_tried(farm: Farm, readers: Readers) -> None:
    placement = discover(farm, readers, "nothing").placement
    assert states(placement, "local-offer") == [LinkState.DEAD]
    assert states(placement, "sendiass") == [LinkState.DEAD]
    assert states(placement, "report") == [LinkState.NOT_FOUND]


@pytest.mark.parametrize("how", [{"name": "Pebble Brook Infant School"}, {"path": "pebble-brook/"}])
def test_one_school_of_a_trust_is_chosen_by_name_or_by_address(
    farm: Farm, readers: Readers, how: dict[str, str]
) -> None:
    found = discover(farm, readers, "trust", **how)
    assert found.chosen is not None, found.reason
    assert str(found.chosen.fetched.url).endswith("/pebble-brook/report.pdf")


def test_a_document_given_is_taken_as_it_is(farm: Farm, readers: Readers) -> None:
    found = discover(farm, readers, "nothing", path="docs/send-policy.pdf")
    assert found.chosen is not None
    assert found.chosen.kind.kind is DocumentKind.POLICY
    assert (found.chosen.clicks, found.requests) == (0, 2)


def test_a_report_page_given_is_taken_as_it_is(farm: Farm, readers: Readers) -> None:
    found = discover(farm, readers, "accordion", path="something-extra.html")
    assert found.chosen is not None
    assert (found.chosen.clicks, found.requests) == (0, 2)


def test_a_page_of_questions_given_is_joined(farm: Farm, readers: Readers) -> None:
    found = discover(farm, readers, "sub-pages", path="inclusion/")
    assert found.chosen is not None, found.reason
    assert (found.chosen.trail, found.chosen.clicks) == (("home page",), 0)
    assert len({block.url for block in found.chosen.document.blocks}) == 19


def test_forty_other_policies_are_left_alone(farm: Farm, readers: Readers) -> None:
    farm.requests.clear()
    discover(farm, readers, "forty-policies")
    asked = [path for _, path in farm.requests if path.endswith(".pdf")]
    assert asked == ["/docs/sen-report.pdf"]


def test_the_limit_on_requests_holds_and_is_said(farm: Farm, readers: Readers) -> None:
    home = farm.site("sub-pages")
    with farm.fetcher(requests=12) as fetcher:
        farm.requests.clear()
        found = find(home, fetcher, readers, today=TODAY)
    assert 8 < len(farm.requests) <= 12
    best = found.chosen or found.nearest
    assert best is not None
    assert len({block.url for block in best.document.blocks}) > 5, "what was read before the end is kept"


def test_an_end_of_requests_is_said(farm: Farm, readers: Readers) -> None:
    home = farm.site("landing-twice")
    with farm.fetcher(requests=4) as fetcher:
        found = find(home, fetcher, readers, today=TODAY)
    assert (found.chosen, found.requests) == (None, 4)
    assert "requests" in str(found.reason)


@pytest.mark.parametrize("site", ["sitemap", "landing-twice", "sub-pages"])
def test_offline_finds_the_same_without_a_request(farm: Farm, readers: Readers, site: str, tmp_path: Path) -> None:
    home = farm.site(site)
    with farm.fetcher(cache=tmp_path) as fetcher:
        online = find(home, fetcher, readers, today=TODAY)
    farm.requests.clear()
    with farm.fetcher(cache=tmp_path, offline=True) as fetcher:
        offline = find(home, fetcher, readers, today=TODAY)
    assert farm.requests == []
    assert offline.requests == 0
    assert offline.chosen is not None
    assert online.chosen is not None
    assert offline.chosen.document == online.chosen.document


def test_without_a_browser_the_advice_is_to_install_it(farm: Farm, readers: Readers) -> None:
    home = farm.site("javascript")
    advice = pytest.raises(Unreadable, match=r"senreport-check\[browser\]")
    with farm.fetcher(browser=False) as fetcher, advice:
        find(home, fetcher, readers, today=TODAY)
