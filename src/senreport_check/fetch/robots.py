"""What a site's robots.txt allows (RFC 9309): the home of Protego."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from protego import Protego

from senreport_check.fetch.wire import Answer

AGENT = "senreport-check"
LARGEST = 500_000


@dataclass(frozen=True)
class Rules:
    """One site's rules: the `text` of its robots.txt; `closed` where none could be had: nobody may enter."""

    text: str = ""
    closed: bool = False

    @cached_property
    def _protego(self) -> Protego:
        return Protego.parse(self.text)

    def allow(self, address: str) -> bool:
        """Whether an address may be read."""
        return not self.closed and bool(self._protego.can_fetch(address, AGENT))

    @property
    def delay(self) -> float | None:
        """Seconds the site wants between two requests, None where it does not say."""
        delay = self._protego.crawl_delay(AGENT)
        return None if delay is None else float(delay)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps the site names."""
        return tuple(self._protego.sitemaps)


def rules_from(answer: Answer) -> Rules:
    """The rules an answer means: 4xx allows everything, 5xx nothing, as RFC 9309 has it."""
    if answer.status == 200:
        return Rules(answer.content[:LARGEST].decode("utf-8", errors="replace"))
    return Rules(closed=answer.status >= 500 or answer.status == 429)
