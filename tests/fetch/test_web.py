"""Politeness: who we say we are, robots, pauses, busy servers, the cache, offline, share links."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from senreport_check.errors import Refused, SettingsError, Unreachable
from senreport_check.fetch import Budget, FetchSettings
from senreport_check.fetch.cache import FILE, Cache
from senreport_check.fetch.pace import Pace, retry_after
from senreport_check.fetch.settings import BudgetSpent
from servers.faults import PAGE, Faults, response

ROBOTS = b"User-agent: *\nDisallow: /private\nCrawl-delay: 3\nSitemap: http://x.example/map.xml\n"


def robots(faults: Faults, content: bytes = ROBOTS, status: str = "200 OK") -> None:
    faults.answer("robots.txt", response(status, content, content_type="text/plain"))


def test_we_say_who_we_are_and_whom_to_write_to(faults: Faults, fetcher) -> None:
    fetcher(contact="send.team@example.gov.uk").get(faults.url + "fine")
    agent = faults.headers[-1]["user-agent"]
    assert agent.startswith("senreport-check/")
    assert "send.team@example.gov.uk" in agent


@pytest.mark.parametrize("contact", ["a b", "x\r\nEvil: 1", "", "ü@example.org"])
def test_a_contact_that_fits_no_header_is_refused(contact: str) -> None:
    with pytest.raises(SettingsError, match="contact"):
        FetchSettings(contact=contact)


def test_robots_is_asked_once_and_obeyed(faults: Faults, fetcher) -> None:
    robots(faults)
    getter = fetcher()
    getter.get(faults.url + "fine")
    with pytest.raises(Refused, match=r"robots\.txt forbids"):
        getter.get(faults.url + "private")
    assert faults.requests == ["robots.txt", "fine"]


def test_robots_can_be_ignored_for_ones_own_site(faults: Faults, fetcher) -> None:
    robots(faults, b"User-agent: *\nDisallow: /\n")
    fetcher(ignore_robots=True).get(faults.url + "fine")
    assert faults.requests == ["fine"]


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_a_missing_robots_allows(faults: Faults, fetcher, status: str) -> None:
    robots(faults, b"", status)
    assert fetcher().get(faults.url + "fine").content == PAGE


@pytest.mark.parametrize("status", ["500 Oops", "503 Service Unavailable"])
def test_a_broken_robots_forbids(faults: Faults, fetcher, status: str) -> None:
    robots(faults, b"", status)
    with pytest.raises(Refused, match=r"robots\.txt cannot be had"):
        fetcher().get(faults.url + "fine")


def test_a_redirect_cannot_lead_round_robots(faults: Faults, fetcher) -> None:
    robots(faults)
    faults.answer("door", response("301 Moved", location="/private/report.pdf"))
    with pytest.raises(Refused, match="forbids"):
        fetcher().get(faults.url + "door")
    assert faults.requests == ["robots.txt", "door"]


def test_sitemaps_come_from_robots(faults: Faults, fetcher) -> None:
    robots(faults)
    getter = fetcher()
    assert getter.sitemaps(faults.url, getter.settings.budget()) == ("http://x.example/map.xml",)


def test_the_pause_is_the_sites_own_up_to_a_cap() -> None:
    waited: list[float] = []
    pace = Pace(0.5, 2.0, waited.append)
    for host in ("a", "a", "b"):
        with pace.turn(host):
            pass
    pace.slow_down("a", 60.0)
    for _ in range(2):
        with pace.turn("a"):
            pass
    assert [round(seconds, 1) for seconds in waited] == [0.5, 0.5, 2.0]


def test_one_host_is_asked_by_one_thread_at_a_time() -> None:
    pace, inside, most = Pace(0.0, 1.0), [0], [0]

    def work() -> None:
        with pace.turn("school"):
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0.01)
            inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_a_turn_after_the_deadline_is_not_waited_for() -> None:
    pace = Pace(30.0, 60.0)
    with pace.turn("a"):
        pass
    with pytest.raises(TimeoutError), pace.turn("a", time.monotonic() + 1):
        pass


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_busy_server_is_asked_again_after_the_pause_it_wants(faults: Faults, fetcher, status: str) -> None:
    answers = iter([response(status, retry_after="2"), response("200 OK", PAGE)])
    faults.faults["busy"] = lambda client: client.sendall(next(answers))
    waited: list[float] = []
    getter = fetcher(longest_pause=5.0, sleep=waited.append, ignore_robots=True)
    assert getter.get(faults.url + "busy").content == PAGE
    assert 1.5 < waited[-1] <= 2.0


def test_a_pause_beyond_our_patience_is_not_waited_for(faults: Faults, fetcher) -> None:
    faults.answer("busy", response("429 Too Many Requests", retry_after="86400"))
    with pytest.raises(Refused, match="429"):
        fetcher(longest_pause=5.0, ignore_robots=True).get(faults.url + "busy")
    assert faults.requests == ["busy"]


def test_retry_after_is_read_in_both_forms() -> None:
    assert retry_after("120", 0) == 120
    assert retry_after(None, 0) == 2
    assert retry_after("soon", 2) == 8
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    assert 25 < retry_after(later, 0) <= 30
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT", 0) == 0


def test_the_budget_ends_requests_and_time(faults: Faults, fetcher) -> None:
    getter = fetcher(ignore_robots=True)
    budget = Budget(requests=2, deadline=time.monotonic() + 60, seconds=60)
    getter.get(faults.url + "fine", budget)
    getter.get(faults.url + "fine", budget)
    assert budget.used == budget.requests
    with pytest.raises(BudgetSpent, match="2 requests"):
        getter.get(faults.url + "fine", budget)
    with pytest.raises(BudgetSpent, match="too slow"):
        getter.get(faults.url + "fine", Budget(requests=2, deadline=time.monotonic() - 1, seconds=60))


def test_the_deadline_of_a_request_holds_over_its_redirects(faults: Faults, fetcher) -> None:
    def slow(client) -> None:
        time.sleep(0.4)
        client.sendall(response("302 Found", location="/slow"))

    faults.faults["slow"] = slow
    with pytest.raises(Unreachable, match="in time"):
        fetcher(ignore_robots=True).get(faults.url + "slow")
    assert faults.requests.count("slow") <= 3


def test_successes_are_kept_and_failures_are_not(faults: Faults, fetcher, tmp_path) -> None:
    getter = fetcher(cache=tmp_path, ignore_robots=True)
    for _ in range(2):
        assert getter.get(faults.url + "fine").content == PAGE
        with pytest.raises(Unreachable):
            getter.get(faults.url + "500")
    assert faults.requests == ["fine", "500", "500"]


def test_an_old_answer_is_asked_after_with_its_validators(faults: Faults, fetcher, tmp_path) -> None:
    fresh = response("200 OK", PAGE, etag='"v1"', last_modified="Mon, 02 Sep 2024 09:00:00 GMT")
    faults.answer("page", fresh)
    getter = fetcher(cache=tmp_path, cache_hours=0, ignore_robots=True)
    getter.get(faults.url + "page")
    faults.answer("page", response("304 Not Modified", content_length="", content_type=""))
    again = getter.get(faults.url + "page")
    assert again.content == PAGE
    assert str(again.last_modified) == "2024-09-02"
    assert faults.headers[-1]["if-none-match"] == '"v1"'
    assert faults.headers[-1]["if-modified-since"] == "Mon, 02 Sep 2024 09:00:00 GMT"


def test_offline_reads_the_cache_alone(faults: Faults, fetcher, tmp_path) -> None:
    faults.answer("moved", response("302 Found", location="/fine"))
    fetcher(cache=tmp_path, ignore_robots=True).get(faults.url + "moved")
    asked = list(faults.requests)
    offline = fetcher(cache=tmp_path, cache_hours=0, offline=True)
    fetched = offline.get(faults.url + "moved")
    assert (fetched.content, fetched.url) == (PAGE, faults.url + "fine")
    with pytest.raises(Unreachable, match="not in the cache"):
        offline.get(faults.url + "other")
    assert faults.requests == asked


def test_a_broken_cache_is_as_good_as_an_empty_one(faults: Faults, fetcher, tmp_path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database" * 1000)
    getter = fetcher(cache=tmp_path, ignore_robots=True)
    for _ in range(2):
        assert getter.get(faults.url + "fine").content == PAGE
    assert faults.requests == ["fine", "fine"]


def test_a_folder_that_cannot_be_made_is_said(faults: Faults, fetcher, tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match="cannot hold the cache"):
        fetcher(cache=tmp_path / "file" / "cache").get(faults.url + "fine")


def test_threads_share_a_cache(tmp_path) -> None:
    cache = Cache(tmp_path)

    def work(number: int) -> bool:
        address = f"http://a.example/{number}"
        cache.put(address, address, {"etag": "x"}, bytes(number))
        kept = cache.get(address)
        return kept is not None and kept.content == bytes(number)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(40)))
    cache.close()


def test_offline_needs_a_cache() -> None:
    with pytest.raises(SettingsError, match="cache"):
        FetchSettings(offline=True)


def test_spaces_and_letters_of_other_alphabets_in_addresses(faults: Faults, fetcher) -> None:
    faults.answer("SEN%20Report%20%C3%A9t%C3%A9.pdf", response("200 OK", b"%PDF-1.4"))
    getter = fetcher(ignore_robots=True)
    assert getter.get(faults.url + "SEN Report été.pdf#page=2").content == b"%PDF-1.4"
    faults.answer("moved", response("302 Found", location="/SEN Report été.pdf"))
    assert getter.get(faults.url + "moved").content == b"%PDF-1.4"
