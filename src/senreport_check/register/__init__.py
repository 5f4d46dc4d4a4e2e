"""Lists of schools: the Department's register (GIAS) as downloaded, or a list of one's own.

    register = read(Path("edubasealldata20261101.csv"))
    for note in register.notes:
        print(note)
    schools = select(register.entries, Selection(la=("West Fen",), sample=20))
"""

from senreport_check.register.kinds import is_expected, is_open
from senreport_check.register.reading import Register, read
from senreport_check.register.selection import Selection, select

__all__ = ["Register", "Selection", "is_expected", "is_open", "read", "select"]
