"""The gate: figures pinned to the fingerprint of the corpus they were measured on.

The file holds, for each form of the corpus, the least allowed of each figure. Lowering one takes
`"lowered": "the reason"` beside it; without a reason a lower figure fails.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from senreport_check.errors import SettingsError
from senreport_check.evaluate.figures import Figures

AS_IS = "blocks"
HIGHER_IS_BETTER = ("present_macro", "absent_macro", "kappa", "kind")


def fingerprint(corpus: Path) -> str:
    """One hash over the names and bytes of all files of the corpus, whatever their line endings."""
    found = hashlib.sha256()
    for path in sorted(path for path in corpus.rglob("*") if path.is_file()):
        found.update(path.relative_to(corpus).as_posix().encode())
        found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:16]


def hold(gate: Path, corpus: str, figures: Figures, form: str | None) -> str | None:
    """Why the gate does not hold, None when it does; raises `SettingsError` for a gate file that is wrong."""
    pinned = _read(gate)
    if pinned.get("corpus") != corpus:
        return f"{gate}: the corpus is {corpus}, the figures are pinned to {pinned.get('corpus')}: measure again and pin anew."
    wanted = pinned["figures"].get(form or AS_IS)
    if wanted is None:
        raise SettingsError(f"{gate} pins no figures for the form {form or AS_IS}.")
    low = [
        f"{name} is {getattr(figures, name):.3f}, pinned at {wanted[name]:.3f}"
        for name in HIGHER_IS_BETTER
        if getattr(figures, name) < wanted[name]
    ]
    return f"{gate}: {'; '.join(low)}." if low else None


def _read(gate: Path) -> dict[str, Any]:
    try:
        pinned = json.loads(gate.read_text(encoding="utf-8"))
        figures = pinned["figures"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{gate} is no gate file: it needs a corpus fingerprint and figures ({error}).") from error
    if not all(set(HIGHER_IS_BETTER) <= set(each) for each in figures.values()):
        raise SettingsError(f"{gate} must pin {', '.join(HIGHER_IS_BETTER)} for each form.")
    return dict(pinned)
