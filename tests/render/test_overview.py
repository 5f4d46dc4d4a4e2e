import csv
import gc
import io
import re
import subprocess
import sys
import zipfile
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from senreport_check.errors import UsageError
from senreport_check.model import (
    Entry,
    Force,
    Outcome,
    Phase,
    RunFacts,
    School,
    SchoolReport,
    SchoolResult,
    SchoolType,
    Verdict,
)
from senreport_check.model.rows import Board, Duty, Row
from senreport_check.render import json, overview
from senreport_check.render.overview import pages, standing, sums, tables, workbook
from senreport_check.render.overview.gather import Gathering
from senreport_check.render.overview.standing import Standing

from .conftest import PAYLOADS, golden_report, poisoned
from .office import converted, sheets

SCHOOLS = 40
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def run(made_up, tmp_path_factory):
    """The folder of a small run, written once."""
    folder = tmp_path_factory.mktemp("run")
    overview.write(folder, made_up.facts(SCHOOLS), lambda: made_up.results(SCHOOLS))
    return folder


@pytest.fixture(scope="module")
def board(made_up):
    gathering = Gathering()
    for result in made_up.results(SCHOOLS):
        gathering.add(result)
    return gathering.board(made_up.facts(SCHOOLS))


def result(report, key="999101", **entry):
    return SchoolResult(Entry(key, report.school, "oakfield.example.sch.uk", **entry), report)


def facts(count=1):
    return RunFacts("Northshire", TODAY, golden_report("oakfield-2025").tool, count)


def written(folder, *results):
    overview.write(folder, facts(len(results)), lambda: results)


def stamps(folder):
    return {path.relative_to(folder): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def small(**fields):
    return Row(**{"key": "1", "name": "A", "outcome": Outcome.CHECKED, "overdue": False, **fields})


def little_board(*rows):
    duties = (
        Duty("complaints", "How to complain", "Families", Force.MUST, "Sch 1 ¶9"),
        Duty("local-offer", "Where the Local Offer is", "Services", Force.MUST, "Sch 1 ¶13"),
        Duty("bullying", "Preventing bullying", "The Code", Force.SHOULD, "Code 6.79"),
    )
    return Board(facts(len(rows)), duties, rows)


class TestFiles:
    def test_every_file_is_there_and_a_page_a_school(self, run, made_up):
        assert {path.name for path in run.iterdir()} == {
            "index.html", "results.jsonl", "schools", "summary.csv", "workbook.xlsx",
        }  # fmt: skip
        keys = {found.entry.key for found in made_up.results(SCHOOLS)}
        assert {path.stem for path in (run / "schools").iterdir()} == keys

    def test_results_are_a_line_a_school_as_the_contract_has_them(self, run, made_up):
        lines = (run / "results.jsonl").read_bytes().splitlines(keepends=True)
        assert lines == [json.line(found.report) for found in made_up.results(SCHOOLS)]

    def test_a_page_leads_back(self, run):
        page = (run / "schools" / "990000.html").read_text("utf-8")
        assert '<a href="../index.html">← All schools</a>' in page

    def test_only_pages_of_schools_whose_result_changed_are_written_again(self, tmp_path, report, earlier, monkeypatch):
        results = [result(report, "1"), result(earlier, "2")]
        written(tmp_path, *results)
        before = stamps(tmp_path / "schools")
        written(tmp_path, results[0], result(replace(earlier, notes=("Something new.",)), "2"))
        after = stamps(tmp_path / "schools")
        assert [path.name for path in before if before[path] != after[path]] == ["2.html"]
        assert "Something new." in (tmp_path / "schools" / "2.html").read_text("utf-8")
        monkeypatch.setattr(pages, "_templates", lambda: b"another version's")
        written(tmp_path, *results)
        newest = stamps(tmp_path / "schools")
        assert [path.name for path in after if after[path] == newest[path]] == []

    def test_pages_of_schools_no_longer_in_the_run_go_and_other_files_stay(self, tmp_path, report, earlier):
        written(tmp_path, result(report, "1"), result(earlier, "2"))
        (tmp_path / "schools" / "notes.html").write_text("mine", "utf-8")
        written(tmp_path, result(report, "1"))
        assert {path.name for path in (tmp_path / "schools").iterdir()} == {"1.html", "notes.html"}

    def test_what_breaks_halfway_leaves_what_was_there(self, tmp_path, report):
        written(tmp_path, result(report))
        before = stamps(tmp_path)

        def broken():
            yield result(report)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            overview.write(tmp_path, facts(), broken)
        assert stamps(tmp_path) == before

    @pytest.mark.parametrize("name", ["summary.csv", "workbook.xlsx"])
    def test_a_file_that_cannot_be_written_does_not_keep_the_others_from_it(self, tmp_path, report, name):
        (tmp_path / name / "in the way").mkdir(parents=True)
        with pytest.raises(UsageError, match=rf"{name} cannot be written \(.*\): close it if it is open"):
            written(tmp_path, result(report))
        assert {"index.html", "summary.csv", "workbook.xlsx"} <= {path.name for path in tmp_path.iterdir()}
        assert [path.name for path in tmp_path.rglob("*.part")] == []

    def test_a_run_without_any_result_yet_can_be_written(self, tmp_path):
        overview.write(tmp_path, facts(5), lambda: [])
        assert b"0 of 0 schools have a report" in (tmp_path / "index.html").read_bytes()
        assert list(sheets((tmp_path / "workbook.xlsx").read_bytes())) == [
            "Schools", "Rates", "Contact first", "Look yourself",
        ]  # fmt: skip

    def test_a_full_disk_is_told_in_one_line(self, board, monkeypatch):
        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("xlsxwriter.packager.Packager._create_package", full)
        with pytest.raises(OSError, match="No space left"):
            workbook.write(io.BytesIO(), board)
        packages = [each for each in gc.get_objects() if isinstance(each, zipfile.ZipFile)]
        assert [each for each in packages if each.mode == "w" and each.fp] == []


class TestStanding:
    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            (small(), Standing.IN_DATE),
            (small(overdue=True, months_overdue=3), Standing.LATE),
            (small(overdue=None), Standing.UNDATED),
            (small(outcome=Outcome.NOT_FOUND), Standing.NONE),
            (small(outcome=Outcome.NOT_FOUND, type=SchoolType.OTHER), Standing.NOT_OWED),
            *((small(outcome=outcome), Standing.NOT_SEEN) for outcome in list(Outcome)[2:]),
        ],
    )
    def test_every_outcome_has_its_standing(self, row, expected):
        assert standing.standing(row) is expected

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"phase": Phase.SIXTEEN_PLUS}, "16 plus"),
            ({"type": SchoolType.SPECIAL, "phase": Phase.PRIMARY}, "special"),
            ({"type": SchoolType.OTHER, "phase": Phase.PRIMARY}, "outside s69"),
            ({}, "phase unknown"),
            *(({"phase": phase}, str(phase)) for phase in Phase if phase is not Phase.SIXTEEN_PLUS),
        ],
    )
    def test_every_kind_of_school_has_a_word_that_tables_know(self, fields, expected):
        assert standing.sector(small(**fields)) == expected
        assert expected in standing.SECTORS

    def test_schools_without_a_report_and_out_of_date_come_first(self):
        rows = (
            small(name="fine", verdicts="mmm"),
            small(name="gaps", verdicts="aam"),
            small(name="undated", overdue=None, verdicts="mmm"),
            small(name="late", overdue=True, months_overdue=2, verdicts="aam"),
            small(name="very late", overdue=True, months_overdue=30, verdicts="mmm"),
            small(name="none", outcome=Outcome.NOT_FOUND),
            small(name="another", outcome=Outcome.NOT_FOUND),
            small(name="owes none", outcome=Outcome.NOT_FOUND, type=SchoolType.OTHER),
            small(name="not seen", outcome=Outcome.UNREACHABLE),
            small(name="only the Code's", verdicts="mma"),
        )
        found = standing.contacts(little_board(*rows))
        names = [contact.row.name for contact in found]
        assert names == ["another", "none", "very late", "late", "undated", "gaps", "owes none"]
        why = {contact.row.name: contact.why for contact in found}
        assert why["late"] == "The report is out of date by 2 months. 2 points of law are missing."
        assert why["gaps"] == "2 points of law are missing."
        assert "expected locally at most" in why["owes none"]

    def test_the_headline_counts_every_school(self, board):
        counts = sums.standings(board.rows)
        assert sum(counts.values()) == SCHOOLS
        said = sums.headline(board)
        assert said.startswith(f"{sum(counts[s] for s in standing.HAVING_ONE)} of {SCHOOLS} schools have a report")

    def test_headlines_in_the_singular(self):
        assert sums.headline(little_board(small())) == "1 of 1 school has a report on the website."
        rows = (small(overdue=True), small(outcome=Outcome.NOT_FOUND), small(outcome=Outcome.CRASHED))
        assert sums.headline(little_board(*rows)) == (
            "1 of 3 schools has a report on the website. 1 report is out of date; "
            "1 school has none and 1 could not be looked at."
        )


class TestRates:
    def test_a_rate_counts_those_who_owe_a_report_and_were_read(self):
        rows = (
            small(verdicts="map"),
            small(verdicts="mun"),
            small(verdicts="a"),
            small(verdicts="aaa", type=SchoolType.OTHER),
            small(outcome=Outcome.NOT_FOUND),
        )
        complaints, offer, bullying = sums.rates(little_board().duties, rows)
        assert list(complaints.counts.values()) == [2, 0, 1, 0]
        assert complaints.met == pytest.approx(2 / 3)
        assert list(offer.counts.values()) == [0, 0, 1, 1]
        assert bullying.asked == 1
        assert sums.rates(little_board().duties, ())[0].met is None

    def test_they_are_those_of_the_reports(self, board, made_up):
        counted = Counter()
        for found in made_up.results(SCHOOLS):
            if found.report.school.type is not SchoolType.OTHER:
                counted.update((finding.item, finding.verdict) for finding in found.report.findings)
        for rate in sums.rates(board.duties, board.rows):
            for verdict, count in rate.counts.items():
                assert count == counted[rate.duty.item, verdict]

    def test_each_authority_has_rows_of_its_own_where_there_are_many(self):
        rows = (small(verdicts="m", la="East"), small(verdicts="a", la="West", phase=Phase.PRIMARY))
        found = list(tables.rates(little_board(*rows)))
        assert [row[0] for row in found] == ["all"] * 3 + ["East"] * 3 + ["West"] * 3
        head = [column.heading for column in tables.rate_columns(little_board(*rows))]
        assert head[-2:] == ["Met: primary", "Met: phase unknown"]
        first = dict(zip(head, found[0], strict=True))
        assert (first["Share met"], first["Met: primary"], first["Met: phase unknown"]) == (0.5, 0.0, 1.0)


class TestGathering:
    def test_rows_keep_what_the_tables_need(self, report):
        gathering = Gathering()
        gathering.add(result(report, trust="Beacon Trust"))
        [row] = gathering.board(facts()).rows
        assert row.name == "Oakfield Primary School"
        assert [row.verdict(number) for number in range(len(report.findings))] == [f.verdict for f in report.findings]
        assert row.verdict(len(report.findings)) is None
        assert row.senco.startswith(report.values.senco[0])
        assert (row.url, row.clicks, row.trust) == (report.source.url, report.source.clicks, "Beacon Trust")

    def test_another_checklists_items_have_columns_of_their_own(self, report):
        gathering = Gathering()
        other = replace(report.findings[0], item="extra", title="Something else", verdict=Verdict.ABSENT)
        gathering.add(result(report))
        gathering.add(result(replace(report, findings=(other, report.findings[0])), "2"))
        board = gathering.board(facts(2))
        assert [duty.item for duty in board.duties[-2:]] == [report.findings[-1].item, "extra"]
        assert [board.rows[1].verdict(number) for number in (0, 1, len(board.duties) - 1)] == [
            report.findings[0].verdict, None, Verdict.ABSENT,
        ]  # fmt: skip

    def test_a_school_without_a_name_is_called_by_what_is_known(self, report):
        gathering = Gathering()
        gathering.add(SchoolResult(Entry("key-1", School()), replace(report, school=School(), document=None)))
        assert gathering.board(facts()).rows[0].name == report.source.given

    def test_a_scraped_book_does_not_fill_the_memory(self, report):
        gathering = Gathering()
        gathering.add(result(poisoned(report, "x" * 100_000)))
        [row] = gathering.board(facts()).rows
        longest = max(len(getattr(row, name)) for name in Row.__slots__ if isinstance(getattr(row, name), str))
        assert longest <= 500

    def test_one_report_is_in_memory_at_a_time(self, made_up, tmp_path, monkeypatch):
        alive, add = [], Gathering.add

        def counting(self, found):
            add(self, found)
            gc.collect()
            alive.append(sum(type(thing) is SchoolReport for thing in gc.get_objects()))

        monkeypatch.setattr(Gathering, "add", counting)
        overview.write(tmp_path, made_up.facts(60), lambda: made_up.results(60))
        assert max(alive) <= 6

    def test_twenty_four_thousand_schools_fit_in_150_megabytes(self, repository):
        """Grown from 300 schools to 1,500: the growth a school, times 24,000, and what the program takes anyway."""
        pytest.importorskip("resource", reason="measures memory as Unix does")
        script = f"""
import sys, resource, tempfile; sys.path.insert(0, {str(repository / "docs")!r})
from pathlib import Path
import made_up_run
from senreport_check.render import overview
overview.pages.write_school = lambda *_: None
def peak():
    # On Linux the usual figure begins with what the parent held, here the whole of the tests.
    status = Path("/proc/self/status")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) if status.exists() else usage()
def usage():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for count in (300, 1500):
    with tempfile.TemporaryDirectory() as folder:
        overview.write(Path(folder), made_up_run.facts(count), lambda: made_up_run.results(count))
    print(peak())
"""
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=300, check=True)
        unit = 1 if sys.platform == "darwin" else 1024
        few, many = (int(line) * unit for line in done.stdout.split())
        assert few + (many - few) / 1200 * 24_000 < 150e6


def read_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


class TestTables:
    def test_the_csv_has_a_row_a_school_and_a_word_a_duty(self, run, made_up):
        rows = read_csv((run / "summary.csv").read_bytes())
        for row, found in zip(rows, made_up.results(SCHOOLS), strict=True):
            assert row["School"] == found.entry.school.name
            for finding in found.report.findings:
                assert row[finding.title]
            if found.report.outcome is Outcome.CHECKED:
                assert row["SENCO"].startswith(found.report.values.senco[0])
                assert row["Clicks from the start page"] == str(found.report.source.clicks)
                assert row["Link"] == found.report.source.url

    def test_the_workbook_says_the_same_and_more(self, run, board):
        book = sheets((run / "workbook.xlsx").read_bytes())
        assert list(book) == ["Schools", "Rates", "Contact first", "Look yourself"]
        assert [row[0] for row in book["Schools"][1:]] == [row.name for row in board.rows]
        titles = [duty.title for duty in board.duties]
        assert book["Schools"][0][tables.DUTY : tables.DUTY + len(titles)] == titles
        assert [row[1] for row in book["Rates"][1:]] == titles
        contacts = standing.contacts(board)
        assert [row[0] for row in book["Contact first"][1:]] == [contact.row.name for contact in contacts]
        unseen = [row.name for row in board.rows if standing.standing(row) is Standing.NOT_SEEN]
        assert [row[0] for row in book["Look yourself"][1 : 1 + len(unseen)]] == unseen

    def test_verdicts_and_reports_have_their_word_and_colour(self, run):
        with zipfile.ZipFile(run / "workbook.xlsx") as book:
            styles = book.read("xl/styles.xml").decode()
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        for colour in ("D5EDDE", "FCE8BF", "F9D2CE", "E5DAF6", "ECEEF2"):
            assert colour in styles
        assert '<pane xSplit="1" ySplit="1"' in sheet
        assert f'<autoFilter ref="A1:AU{SCHOOLS + 1}"' in sheet
        words = sheets((run / "workbook.xlsx").read_bytes())["Schools"]
        assert {row[tables.REPORT] for row in words[1:]} <= {look.word for look in standing.LOOKS.values()}

    def test_the_same_results_give_the_same_bytes(self, made_up, run, tmp_path):
        overview.write(tmp_path, made_up.facts(SCHOOLS), lambda: made_up.results(SCHOOLS))
        for name in ("index.html", "workbook.xlsx", "summary.csv"):
            assert (tmp_path / name).read_bytes() == (run / name).read_bytes()

    def test_no_payload_becomes_a_formula_or_a_link(self, report, tmp_path):
        hostile = [result(poisoned(report, payload), str(n), trust=payload) for n, payload in enumerate(PAYLOADS)]
        failed = replace(hostile[5].report, outcome=Outcome.REFUSED, reason=PAYLOADS[5], findings=())
        written(tmp_path, *hostile, result(failed, "failed"))
        book = sheets((tmp_path / "workbook.xlsx").read_bytes())
        cells = [text for rows in book.values() for row in rows for text in row]
        cells += [text for row in read_csv((tmp_path / "summary.csv").read_bytes()) for text in row.values()]
        assert [text for text in cells if text.startswith(("=", "+", "-", "@", "\t", "\0"))] == []

    def test_libreoffice_opens_it(self, run, tmp_path):
        csv_of_first_sheet = "csv:Text - txt - csv (StarCalc):44,34,76"
        text = converted((run / "workbook.xlsx").read_bytes(), ".xlsx", csv_of_first_sheet, tmp_path).decode()
        rows = list(csv.DictReader(io.StringIO(text)))
        said = read_csv((run / "summary.csv").read_bytes())
        assert [row["School"] for row in rows] == [row["School"] for row in said]
        assert "Err:" not in text


class Scripts(HTMLParser):
    """The scripts of a page, the tags, and every attribute."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.scripts, self._inside = Counter(), [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes += attrs
        self._inside = tag == "script"

    def handle_data(self, data):
        if self._inside:
            self.scripts.append(data)

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "script"


class TestPage:
    def test_it_says_without_a_script_what_a_director_asks(self, run, board):
        text = (run / "index.html").read_text("utf-8")
        assert sums.headline(board) in text
        for duty in board.duties:
            assert duty.title in text
        assert "The table needs JavaScript" in text
        assert 'href="workbook.xlsx"' in text

    def test_only_its_own_script_may_run(self, run):
        text = (run / "index.html").read_text("utf-8")
        _, code = Scripts(text).scripts
        [allowed] = re.findall(r"script-src 'sha256-([^']+)'", text)
        assert b64encode(sha256(code.encode()).digest()).decode() == allowed
        assert "default-src 'none'" in text

    def test_an_unfinished_run_says_so(self, tmp_path, report):
        overview.write(tmp_path, facts(12), lambda: [result(report)])
        assert "This run is not finished: 1 of 12 schools is shown." in (tmp_path / "index.html").read_text("utf-8")

    def test_no_text_from_a_website_becomes_markup(self, tmp_path, report):
        written(tmp_path / "harmless", *(result(report, str(n)) for n in range(len(PAYLOADS))))
        hostile = [result(poisoned(report, payload), str(n), trust=payload) for n, payload in enumerate(PAYLOADS)]
        written(tmp_path / "hostile", *hostile)
        tame, found = (
            Scripts((tmp_path / name / "index.html").read_text("utf-8")) for name in ("harmless", "hostile")
        )
        assert set(found.tags) == set(tame.tags)
        assert found.tags["script"] == 2
        assert {name for name, _ in found.attributes} <= {name for name, _ in tame.attributes}
        ours = re.compile(r"schools/\w+\.html$|#schools$|[a-z]+\.(xlsx|csv|jsonl)$")
        assert [value for name, value in found.attributes if name == "href" and not ours.match(value)] == []
