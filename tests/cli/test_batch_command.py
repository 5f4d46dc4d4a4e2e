"""The command that goes on with a run, also after its documents were judged anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from senreport_check.cli.batch.command import judged_anew

from .batching import batch

DEFAULT = "sen-information-report"


@pytest.mark.parametrize(
    ("command", "checklist", "anew"),
    [
        ("s batch run a.csv --out x", DEFAULT, "s batch run a.csv --out x"),
        ("s batch run a.csv --out x", "sen-policy", "s batch run a.csv --out x --checklist sen-policy"),
        ("s batch run a.csv --checklist sen-policy --out x", DEFAULT, "s batch run a.csv --out x"),
        ("s run a.csv --checklist=old.toml --today 2026-10-05", DEFAULT, "s run a.csv --today 2026-11-21"),
        ("s run '--checklist=my old.toml' --out x", "new.toml", "s run --out x --checklist new.toml"),
        ("s run --checklist 'my old.toml' --out x", "new.toml", "s run --out x --checklist new.toml"),
        ('s run --checklist "my old.toml" --out x', "new.toml", "s run --out x --checklist new.toml"),
        ("s run --today=2026-10-05 --out x", "new.toml", "s run --out x --checklist new.toml --today 2026-11-21"),
    ],
)
def test_a_command_judged_anew(command: str, checklist: str, anew: str) -> None:
    assert judged_anew(command, checklist, "2026-11-21") == anew
    assert judged_anew(anew, checklist, "2026-11-21") == anew


def test_status_after_recheck_goes_on_with_the_new_checklist(
    out: Path, tmp_path: Path, repository: Path
) -> None:
    own = tmp_path / "our own.toml"
    own.write_bytes((repository / "checklists" / f"{DEFAULT}.toml").read_bytes() + b"\n# ours\n")
    assert batch("recheck", out, "--checklist", own, "--workers", 0).exit_code == 0
    [line] = [line for line in batch("status", out).stdout.splitlines() if line.startswith("To go on: ")]
    assert "our own.toml" in line
    assert batch("recheck", out, "--checklist", DEFAULT, "--workers", 0).exit_code == 0
    assert "our own.toml" not in batch("status", out).stdout
