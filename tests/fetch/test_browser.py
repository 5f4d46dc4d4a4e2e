"""Rendering: a browser that has no network of its own."""

from __future__ import annotations

import pytest

from senreport_check.errors import NotFound, Refused, Unreachable, Unreadable
from senreport_check.fetch.browser import NO_BROWSER, Browser
from senreport_check.fetch.settings import FetchSettings
from servers.browsers import needs_browser
from servers.farm import Farm

SCRIPT = """
<div id=root></div>
<img src=/picture.png>
<script>
  fetch('/words.json').then(answer => answer.json()).then(found => { root.textContent = found.text; });
  fetch('/post', {method: 'POST', body: 'x'}).catch(() => {});
  try { new WebSocket('wss://rendered.example.sch.uk/socket'); } catch (error) {}
  fetch('https://inside.example.org/secret').catch(() => {});
</script>
"""


@pytest.fixture
def rendered(farm: Farm, tmp_path) -> str:
    needs_browser()
    (tmp_path / "index.html").write_text(SCRIPT)
    (tmp_path / "words.json").write_text('{"text": "filled in by a script"}')
    (tmp_path / "robots.txt").write_text("User-agent: *\nDisallow: /closed\n")
    farm.requests.clear()
    return farm.folder("rendered.example.sch.uk", tmp_path)


def test_a_page_is_read_as_its_scripts_leave_it(farm: Farm, rendered: str) -> None:
    with farm.fetcher() as fetcher:
        budget = fetcher.settings.budget()
        fetched = fetcher.render(rendered, budget)
    assert b"filled in by a script" in fetched.content
    assert fetched.declared_type == "text/html; charset=utf-8"
    asked = [path for _, path in farm.requests]
    assert sorted(asked) == ["/", "/robots.txt", "/words.json"]
    assert budget.used == 4, "the address nobody serves is counted; picture, post and socket are not"


def test_what_is_rendered_is_kept_and_served_offline(farm: Farm, rendered: str, tmp_path_factory) -> None:
    cache = tmp_path_factory.mktemp("cache")
    with farm.fetcher(cache=cache) as fetcher:
        fetcher.render(rendered, fetcher.settings.budget())
    asked = len(farm.requests)
    with farm.fetcher(cache=cache, offline=True) as fetcher:
        assert b"filled in" in fetcher.render(rendered, fetcher.settings.budget()).content
    assert len(farm.requests) == asked


def test_guard_and_robots_hold_for_rendered_pages(farm: Farm, rendered: str) -> None:
    with farm.fetcher() as fetcher:
        with pytest.raises(Refused, match="forbids"):
            fetcher.render(rendered + "closed", fetcher.settings.budget())
        with pytest.raises(NotFound):
            fetcher.render(rendered + "missing", fetcher.settings.budget())
    with farm.fetcher(allow_private=False) as fetcher, pytest.raises(Refused, match="private"):
        fetcher.render(rendered, fetcher.settings.budget())


def test_a_page_that_never_lets_go_is_given_up(farm: Farm, tmp_path) -> None:
    needs_browser()
    (tmp_path / "index.html").write_text("<p>hello</p><script>setTimeout(() => { while (true) {} }, 50)</script>")
    (tmp_path / "fine.html").write_text("<p>fine</p>")
    address = farm.folder("endless.example.sch.uk", tmp_path)
    with farm.fetcher(browser_seconds=4.0) as fetcher:
        with pytest.raises(Unreachable):
            fetcher.render(address, fetcher.settings.budget())
        assert b"fine" in fetcher.render(address + "fine.html", fetcher.settings.budget()).content


def test_without_any_browser_the_advice_is_to_install_one(tmp_path) -> None:
    pytest.importorskip("playwright")
    browser = Browser(FetchSettings(browser_path=tmp_path / "none"))
    with pytest.raises(Unreadable) as raised:
        browser.render("https://a.example/", lambda _: pytest.fail("nothing should be loaded"))
    browser.close()
    assert str(raised.value) == NO_BROWSER
