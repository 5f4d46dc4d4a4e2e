"""Where the program starts: `senreport-check`, and `python -m senreport_check` alike."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly, also while it is still loading."""
    from senreport_check.cli.exits import Exit  # noqa: PLC0415 - an interrupt may come at any import

    try:
        from senreport_check.cli.app import run  # noqa: PLC0415 - as above

        run()
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)


if __name__ == "__main__":
    main()
