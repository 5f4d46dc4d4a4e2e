"""Known weaknesses of the locked libraries: `python .ci/audit.py`, where pip-audit is installed.

Exit 1 on a finding. Where the advisory service gives no answer nothing is known: that is said, and fails nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.lock"
COMMAND = [
    sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes", "--disable-pip",
    "--format", "json", "--progress-spinner", "off",
]  # fmt: skip
SECONDS = 240


def main() -> int:
    """Ask, print what is known, and tell whether it may land."""
    try:
        asked = subprocess.run(COMMAND, capture_output=True, text=True, timeout=SECONDS, check=False)
        answer, trouble = asked.stdout, asked.stderr.strip().rpartition("\n")[2]
    except subprocess.TimeoutExpired:
        answer, trouble = "", f"no answer within {SECONDS} seconds"
    lines, findings = judge(json.loads(answer)["dependencies"] if answer.strip() else [], trouble)
    print(*lines, sep="\n")
    return int(findings > 0)


def judge(libraries: list[dict[str, Any]], trouble: str) -> tuple[list[str], int]:
    """Lines to print and the number of findings, of the libraries in pip-audit's answer."""
    known = [library for library in libraries if "vulns" in library]
    if not known:
        why = "it knows none of the libraries" if libraries else trouble
        return [f"NOT AUDITED: the advisory service cannot be reached ({why})."], 0
    findings = [
        f"{library['name']} {library['version']}: {found['id']}, "
        f"mended in {', '.join(found['fix_versions']) or 'no release yet'}"
        for library in known
        for found in library["vulns"]
    ]
    unknown = [library["name"] for library in libraries if "vulns" not in library]
    lines = [f"{len(known)} libraries audited, {len(findings)} known weaknesses.", *findings]
    return lines + [f"Not known to the service: {', '.join(unknown)}."] * bool(unknown), len(findings)


if __name__ == "__main__":
    sys.exit(main())
