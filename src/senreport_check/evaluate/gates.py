"""The gate: figures pinned to the fingerprint of the corpus they were measured on.

The file holds, for each form of the corpus, the least allowed of each figure. `evaluate --pin FILE` writes
it; lowering a figure takes `--lower REASON`, and the reason stays in the file.
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
    if pinned["corpus"] != corpus:
        return f"{gate}: the figures are pinned to another state of the corpus: measure again, and --pin them anew."
    wanted = pinned["figures"].get(form or AS_IS)
    if wanted is None:
        raise SettingsError(f"{gate} pins no figures for the form {form or AS_IS}: add them with --pin.")
    low = _lower(_rounded(figures), wanted)
    return f"{gate}: {'; '.join(low)}." if low else None


def pin(gate: Path, corpus: str, figures: Figures, form: str | None, reason: str | None) -> None:
    """Write these figures into the gate; raises `SettingsError` when one would be lowered without a reason."""
    empty: dict[str, Any] = {"corpus": corpus, "figures": {}, "lowered": []}
    pinned = _read(gate) if gate.is_file() else empty
    now = _rounded(figures)
    low = _lower(now, pinned["figures"].get(form or AS_IS, {}))
    if low and not reason:
        raise SettingsError(f"{gate}: {'; '.join(low)}. To lower a figure, give the reason with --lower.")
    if low:
        pinned["lowered"].append({"form": form or AS_IS, "what": low, "reason": reason})
    pinned["corpus"] = corpus
    pinned["figures"][form or AS_IS] = now
    gate.write_text(json.dumps(pinned, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(figures: Figures) -> dict[str, float]:
    return {name: round(getattr(figures, name), 3) for name in HIGHER_IS_BETTER}


def _lower(now: dict[str, float], wanted: dict[str, float]) -> list[str]:
    return [
        f"{name} is {now[name]:.3f}, pinned at {wanted[name]:.3f}"
        for name in HIGHER_IS_BETTER
        if now[name] < wanted.get(name, 0.0)
    ]


def _read(gate: Path) -> dict[str, Any]:
    try:
        pinned = json.loads(gate.read_text(encoding="utf-8"))
        right = {"corpus", "figures", "lowered"} <= set(pinned) and all(
            set(HIGHER_IS_BETTER) <= set(each) for each in pinned["figures"].values()
        )
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise SettingsError(f"{gate} is no gate file ({error}): write one with --pin.") from error
    if not right:
        raise SettingsError(f"{gate} is no gate file: it needs corpus, lowered, and figures for each form.")
    return dict(pinned)
