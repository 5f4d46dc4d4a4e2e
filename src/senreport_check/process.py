"""How a process that does nothing but check schools is set up; to be called before numpy is first imported."""

from __future__ import annotations

import gc
import os

COLLECT_EVERY = 100_000
_ALGEBRA = ("OPENBLAS", "OMP", "MKL", "VECLIB")


def tune() -> None:
    """One thread for linear algebra, whose matrices here are small, and a garbage collector that looks seldom.

    Threads would take the cores from other workers; the collector would walk the checklist's phrases again and
    again. What the user has set in the environment stays.
    """
    for library in _ALGEBRA:
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    gc.set_threshold(COLLECT_EVERY, 20, 20)
