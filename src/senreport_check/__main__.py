"""`python -m senreport_check` does what `senreport-check` does."""

from senreport_check.cli.app import main

if __name__ == "__main__":
    main()
