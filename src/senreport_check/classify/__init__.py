"""What a document is, and whose: `classify` gives its kind with reasons, `guess_school` the school."""

from senreport_check.classify.kinds import classify
from senreport_check.classify.school import guess_school

__all__ = ["classify", "guess_school"]
