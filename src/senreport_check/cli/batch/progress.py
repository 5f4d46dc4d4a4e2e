"""How far a run has come, on stderr: a live display on a terminal, else a plain line now and then."""

from __future__ import annotations

import heapq
import sys
import time
from collections import Counter, deque
from typing import TYPE_CHECKING, Self

from senreport_check.cli.batch.words import duration, outcomes, pace
from senreport_check.cli.console import TALK

if TYPE_CHECKING:
    from rich.live import Live
    from rich.table import Table

    from senreport_check.batch.jobs import Done
    from senreport_check.model import Outcome

EVERY = 30.0
"""Seconds between two plain lines."""

WINDOW = 200
"""How many of the latest results the rate is taken from."""

SLOWEST = 3
BAR = 60


class Tally:
    """What a run has done so far: `done` of `total` schools, by outcome, how fast, and the slowest hosts."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self.outcomes: Counter[Outcome] = Counter()
        self.slowest: list[tuple[float, str]] = []
        self._times = deque([time.monotonic()], maxlen=WINDOW)

    def add(self, result: Done, outcome: Outcome) -> None:
        """Count one result."""
        self.done += 1
        self.outcomes[outcome] += 1
        self._times.append(time.monotonic())
        self.slowest = heapq.nlargest(SLOWEST, {*self.slowest, (round(result.seconds, 1), result.host)})

    @property
    def rate(self) -> float:
        """Schools a second, lately; 0 as long as none is done."""
        return (len(self._times) - 1) / max(time.monotonic() - self._times[0], 0.001)

    def lines(self) -> list[str]:
        """Where things stand: how far and how fast, by outcome, the slowest hosts."""
        how_fast = f": {pace(self.rate)}, {duration((self.total - self.done) / self.rate)} left" if self.rate else ""
        hosts = ", ".join(f"{host} ({duration(seconds)})" for seconds, host in self.slowest)
        return [f"{self.done:,} of {self.total:,} schools{how_fast}", outcomes(self.outcomes), f"Slowest: {hosts}"]


class Progress:
    """Shows a run's tally while it works; a context manager, called with every result."""

    def __init__(self, total: int) -> None:
        self.tally = Tally(total)
        self._live: Live | None = None
        self._said = time.monotonic()

    def __enter__(self) -> Self:
        """Begin to show."""
        if sys.stderr.isatty() and not TALK.quiet:
            from rich.console import Console  # noqa: PLC0415 - start-up time
            from rich.live import Live  # noqa: PLC0415

            screen = Console(stderr=True, highlight=False)
            self._live = Live(console=screen, get_renderable=self._picture, refresh_per_second=2, transient=True)
            self._live.start()
        return self

    def __exit__(self, *failure: object) -> None:
        """Clear the screen of it."""
        if self._live is not None:
            self._live.stop()

    def __call__(self, result: Done, outcome: Outcome) -> None:
        """Take in one result that is kept."""
        self.tally.add(result, outcome)
        TALK.detail(f"{result.key} {result.host}: {outcome}, {duration(result.seconds)}")
        if self._live is None and time.monotonic() - self._said >= EVERY:
            self._said = time.monotonic()
            how_far, by_outcome, _ = self.tally.lines()
            TALK.note(f"{how_far}; {by_outcome}")

    def _picture(self) -> Table:
        from rich.progress_bar import ProgressBar  # noqa: PLC0415 - start-up time
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        from senreport_check.render.clean import one_line  # noqa: PLC0415

        how_far, *rest = self.tally.lines() if self.tally.done else [f"0 of {self.tally.total:,} schools"]
        picture = Table.grid()
        picture.add_row(Text(how_far, style="bold"))
        picture.add_row(ProgressBar(total=max(self.tally.total, 1), completed=self.tally.done, width=BAR))
        for line in rest:
            picture.add_row(Text(one_line(line)))
        picture.add_row(Text("Ctrl-C stops; the same command goes on from there.", style="dim"))
        return picture
