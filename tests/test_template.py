import io
from datetime import date

import docx
import pytest

from senreport_check.check import Examiner
from senreport_check.checklist import builtin_ids, find
from senreport_check.checklist.items import ValueName
from senreport_check.extract import extract
from senreport_check.match.judge import Matcher
from senreport_check.model import Fetched, Phase, School, SchoolType, Verdict
from senreport_check.template import write_template

SCHOOLS = [
    (SchoolType.MAINSTREAM, Phase.PRIMARY),
    (SchoolType.MAINSTREAM, Phase.SECONDARY),
    (SchoolType.MAINSTREAM, None),
    (SchoolType.NURSERY, Phase.NURSERY),
    (SchoolType.SPECIAL, None),
]
REPORT = "sen-information-report"


def paragraphs(checklist, school_type=SchoolType.MAINSTREAM, phase=None):
    document = docx.Document(io.BytesIO(write_template(find(checklist), school_type, phase)))
    return [(block.style.name, block.text) for block in document.paragraphs]


def headings(*arguments):
    return [text for style, text in paragraphs(*arguments) if style == "Heading 2"]


@pytest.mark.parametrize(("school_type", "phase"), SCHOOLS)
@pytest.mark.parametrize("checklist", builtin_ids())
def test_every_question_is_a_heading_with_its_advice(checklist, school_type, phase):
    school = School(type=school_type, phase=phase)
    asked = [item for item in find(checklist).items if item.applies.to(school)]
    found = paragraphs(checklist, school_type, phase)
    apart = (ValueName.REVIEWED, ValueName.READING_EASE)
    questions = sorted(item.question for item in asked if item.value not in apart)
    assert sorted(headings(checklist, school_type, phase)) == questions
    for item in asked:
        assert any(item.advice.replace("[", "(").replace("]", ")") in text for _, text in found)


def test_a_primary_is_not_asked_about_adulthood_and_a_special_school_not_about_the_senco():
    adult = find(REPORT).item("adulthood").question
    assert adult in headings(REPORT, SchoolType.MAINSTREAM, Phase.SECONDARY)
    assert adult not in headings(REPORT, SchoolType.MAINSTREAM, Phase.PRIMARY)
    assert find(REPORT).item("senco-name").question not in headings(REPORT, SchoolType.SPECIAL)


@pytest.mark.parametrize("checklist", builtin_ids())
def test_whatever_is_no_heading_is_a_placeholder(checklist):
    for style, text in paragraphs(checklist):
        if style == "Normal" and text:
            placeholder = text.removeprefix("Date of this review: ").removeprefix("Date of the next review: ")
            assert placeholder.startswith("[")
            assert placeholder.endswith("]")
            assert placeholder.count("[") == placeholder.count("]") == 1


@pytest.mark.parametrize(("school_type", "phase"), SCHOOLS)
def test_the_untouched_template_answers_nothing(school_type, phase):
    document = extract(Fetched(write_template(find(REPORT), school_type, phase)))
    school = School(type=school_type, phase=phase)
    findings = Examiner(Matcher(find(REPORT)), date(2026, 11, 21)).examine(document, school).findings
    assert {finding.verdict for finding in findings} <= {Verdict.ABSENT, Verdict.NOT_APPLICABLE}
