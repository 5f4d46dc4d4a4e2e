"""Where nobody answers at an address, the same is asked with the other scheme."""

from __future__ import annotations

import pytest

from senreport_check.discover import Readers, find
from senreport_check.discover.links import other_scheme
from senreport_check.errors import CouldNotCheck, NotFound, Refused, Unreachable, Unreadable
from senreport_check.fetch import Budget, Fetcher
from senreport_check.model import Fetched, Outcome, Source

ADDRESS = "https://school.example.sch.uk/"
PLAIN = "http://school.example.sch.uk/"


class Answering(Fetcher):
    """Gives an empty page at one address and fails at all others."""

    def __init__(self, page: str | None, error: CouldNotCheck) -> None:
        super().__init__()
        self.page, self.error = page, error
        self.asked: list[str] = []

    def get(self, wanted: Source | str, budget: Budget | None = None) -> Fetched:  # noqa: ARG002 - as `Fetcher` has it
        self.asked.append(str(wanted))
        if wanted == self.page:
            return Fetched(b"<html><body></body></html>", url=str(wanted))
        raise self.error

    def sitemaps(self, address: str, budget: Budget) -> tuple[str, ...]:  # noqa: ARG002 - as above
        return ()


def test_the_school_is_found_at_the_other_scheme(readers: Readers) -> None:
    fetcher = Answering(PLAIN, Unreachable("Nobody there."))
    assert find(ADDRESS, fetcher, readers).outcome is Outcome.NOT_FOUND
    assert fetcher.asked[:2] == [ADDRESS, PLAIN]


def test_where_neither_answers_the_first_is_told(readers: Readers) -> None:
    fetcher = Answering(None, Unreachable("Nobody there."))
    with pytest.raises(Unreachable, match="Nobody there"):
        find(ADDRESS, fetcher, readers)
    assert fetcher.asked == [ADDRESS, PLAIN]


@pytest.mark.parametrize("answer", [Refused("No."), NotFound("Gone."), Unreadable("Too large.")])
def test_an_answer_is_taken_as_it_is(readers: Readers, answer: CouldNotCheck) -> None:
    fetcher = Answering(PLAIN, answer)
    with pytest.raises(type(answer)):
        find(ADDRESS, fetcher, readers)
    assert fetcher.asked == [ADDRESS]


@pytest.mark.parametrize("address", ["https://school.example.sch.uk:8443/", "http://127.0.0.1:8000/a"])
def test_an_address_with_a_port_has_no_other_scheme(address: str) -> None:
    assert other_scheme(address) is None
