"""Which tests were skipped: `python .ci/skipped.py RESULTS` (the file of `pytest --junitxml`).

Exit 1 when one was that must run in CI: the browser, OCR, office and cluster parts are installed there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lxml import etree

ALLOWED = (
    "the published documents are not beside this repository",
    "mounting a disk takes the rights of an administrator",
)


def unexpected(results: Path) -> list[str]:
    """The skipped tests whose reason is none of those allowed, with the reason."""
    cases = etree.parse(results).iterfind(".//testcase[skipped]")
    skipped = {f"{case.get('classname')}.{case.get('name')}": case.find("skipped").get("message") for case in cases}
    return [f"{name}: {reason}" for name, reason in skipped.items() if not str(reason).endswith(ALLOWED)]


def main() -> int:
    """Print them."""
    found = unexpected(Path(sys.argv[1]))
    print(*found, f"{len(found)} tests skipped that must run", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
