"""The page of all schools in a browser, opened from its folder as a file."""

import io
from dataclasses import replace

import pytest

from senreport_check.model import Outcome
from senreport_check.render import overview
from senreport_check.render.overview.gather import Gathering
from senreport_check.render.overview.standing import LOOKS, standing

from .conftest import PAYLOADS, golden_report, poisoned
from .test_overview import facts, result

SCHOOLS, MANY = 130, 2_000
NAMES = "[...document.querySelectorAll('#heat tbody th')].map((cell) => cell.textContent)"
SETTLED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))"


@pytest.fixture(scope="module")
def run(made_up, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    overview.write(folder, made_up.facts(SCHOOLS), lambda: made_up.results(SCHOOLS))
    return folder


@pytest.fixture(scope="module")
def rows(made_up):
    gathering = Gathering()
    for found in made_up.results(SCHOOLS):
        gathering.add(found)
    return sorted(gathering.board(made_up.facts(SCHOOLS)).rows, key=lambda row: (row.name.casefold(), row.key))


@pytest.fixture
def opened(browser):
    """Open a run's page at a width; whatever goes outside its folder or to the console is a problem."""
    tabs = []

    def open_(folder, width=1366, height=900):
        tab = browser.new_page(viewport={"width": width, "height": height})
        tabs.append(tab)
        tab.problems = []
        home = folder.as_uri() + "/"
        tab.on("request", lambda request: request.url.startswith(home) or tab.problems.append(request.url))
        tab.on("console", lambda message: tab.problems.append(message.text))
        tab.on("pageerror", lambda error: tab.problems.append(str(error)))
        tab.on("dialog", lambda dialog: (tab.problems.append(dialog.message), dialog.dismiss()))
        tab.goto(home + "index.html")
        to_table(tab)
        return tab

    yield open_
    for tab in tabs:
        tab.close()


def to_table(tab):
    tab.evaluate("document.getElementById('heat').scrollIntoView()")
    tab.wait_for_selector("#heat tbody th")


def choose(tab, name, value):
    if name == "search":
        tab.fill("#search", value)
    else:
        tab.select_option(f"#{name}", value)
    tab.evaluate(SETTLED)


def shown(tab):
    """What the page says of how many schools it shows."""
    return tab.inner_text("[role=status]")


def test_the_table_has_a_row_a_school_and_a_cell_a_duty(opened, run, rows):
    tab = opened(run)
    assert tab.problems == []
    assert shown(tab) == f"All {SCHOOLS} schools"
    assert tab.get_attribute("#heat", "aria-rowcount") == str(SCHOOLS + 2)
    found = tab.evaluate("""[...document.querySelectorAll('#heat tbody tr:not(.space)')].map((line) => [
        line.querySelector('th').textContent, line.cells[2].lastElementChild.lastElementChild.textContent,
        [...line.querySelectorAll('td.v')].map((cell) => cell.dataset.letter).join('')])""")
    assert len(found) >= 40
    for (name, word, letters), row in zip(found, rows, strict=False):
        assert (name, word) == (row.name, LOOKS[standing(row)].word)
        assert letters == row.verdicts


def test_filters_narrow_what_is_shown_and_show_all_widens_it(opened, run, rows):
    tab = opened(run)
    cases = [
        ("search", "oak", lambda row: "oak" in f"{row.name} {row.trust}".lower()),
        ("search", "BEACON", lambda row: row.trust and "Beacon" in row.trust),
        ("search", rows[3].urn, lambda row: row.urn == rows[3].urn),
        ("sector", "special", lambda row: row.type == "special"),
        ("state", "out of date", lambda row: row.overdue),
        ("state", "in date", lambda row: row.overdue is False),
        ("state", "any report", lambda row: row.outcome == "checked"),
        ("state", "not seen, for any reason", lambda row: row.outcome not in ("checked", "not-found")),
        ("duty", "How to complain about the provision", lambda row: row.verdict(7) == "absent"),
    ]
    for name, value, wanted in cases:
        expected = [row.name for row in rows if wanted(row)]
        choose(tab, name, value)
        assert shown(tab) == f"{len(expected)} of {SCHOOLS} schools"
        assert tab.evaluate(NAMES)[:20] == expected[:20]
        tab.click("text=Show all")
        tab.evaluate(SETTLED)
        assert shown(tab) == f"All {SCHOOLS} schools"


def test_filters_work_together_and_the_verdict_can_be_chosen(opened, run, rows):
    tab = opened(run)
    assert tab.is_disabled("#verdict")
    choose(tab, "duty", "How to complain about the provision")
    choose(tab, "verdict", "missing or in part")
    choose(tab, "sector", "primary")
    expected = [row.name for row in rows if row.verdict(7) in ("absent", "partly") and row.phase == "primary"]
    assert tab.evaluate(NAMES) == expected[: len(tab.evaluate(NAMES))]
    assert shown(tab) == f"{len(expected)} of {SCHOOLS} schools"
    choose(tab, "search", "no such school")
    assert shown(tab) == f"0 of {SCHOOLS} schools"


def test_orders(opened, run, rows):
    tab = opened(run)
    choose(tab, "sort", "oldest review first")
    dated = sorted(row.reviewed for row in rows if row.reviewed)
    assert tab.evaluate("document.querySelector('#heat tbody tr').cells[3].textContent") == f"{dated[0]:%b %Y}"
    choose(tab, "sort", "whom to contact first")
    first = [row.name for row in rows if row.outcome is Outcome.NOT_FOUND and row.owed]
    assert tab.evaluate(NAMES)[: len(first)] == first


def test_the_shares_over_the_columns_are_of_the_schools_shown(opened, run, rows):
    tab = opened(run)
    choose(tab, "sector", "secondary")
    letters = [row.verdicts[0] for row in rows if row.phase == "secondary" and row.verdicts]
    share = round(100 * letters.count("m") / len([letter for letter in letters if letter in "mpau"]))
    assert tab.inner_text(".met-row td") == str(share)


def test_a_duty_of_the_rates_leads_to_the_schools_that_miss_it(opened, run, rows):
    tab = opened(run)
    tab.click(".rates a:has-text('How to complain')")
    assert shown(tab) == f"{sum(row.verdict(7) == 'absent' for row in rows)} of {SCHOOLS} schools"
    assert tab.locator(".groups h3 a").count() == 4
    for link in tab.locator(".groups h3 a").all():
        link.click()
        assert shown(tab) == f"{link.inner_text().split()[0]} of {SCHOOLS} schools"
        first = link.locator("xpath=../following-sibling::ul/li/a").all_inner_texts()
        assert tab.evaluate(NAMES)[: len(first)] == first


def test_every_school_can_be_scrolled_to_and_its_page_leads_back(opened, run, rows):
    tab = opened(run)
    tab.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    tab.wait_for_selector(f"#heat tbody a:text-is('{rows[-1].name}')")
    choose(tab, "search", rows[-1].name)
    tab.click(f"#heat tbody a:text-is('{rows[-1].name}') >> nth=-1")
    assert tab.inner_text("h1") == rows[-1].name
    tab.click("text=All schools")
    assert "index.html" in tab.url
    tab.go_back()
    tab.go_back()
    assert shown(tab).startswith(f"{sum(row.name == rows[-1].name for row in rows)} of")
    assert tab.problems == []


def test_the_keyboard_reaches_the_table_and_keeps_its_place(opened, run, rows):
    tab = opened(run)
    tab.evaluate("scrollTo(0, 0)")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Go to the table of schools"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "search"
    tab.focus("#heat tbody a")
    for _ in range(60):
        tab.keyboard.press("Tab")
    tab.evaluate(SETTLED)
    assert tab.evaluate("document.activeElement.textContent") == rows[60].name


@pytest.mark.parametrize("width", [320, 390, 820, 1024, 1366, 1920])
def test_nothing_is_cut_off_at_any_width(opened, run, width):
    tab = opened(run, width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    heights = tab.evaluate("""[...document.querySelectorAll('#heat tbody tr:not(.space)')].map(
        (line) => Math.round(line.getBoundingClientRect().height))""")
    assert max(heights) - min(heights) <= 1
    space = tab.evaluate("""(() => { const space = document.querySelector('tr.space');
        return space.getBoundingClientRect().height / getComputedStyle(space).getPropertyValue('--rows'); })()""")
    assert abs(space - heights[0]) <= 1


@pytest.mark.parametrize("width", [390, 1366])
def test_axe_finds_nothing(opened, run, width):
    name = "axe_playwright_python.sync_playwright"
    axe = pytest.importorskip(name, reason="needs axe-playwright-python").Axe()
    tab = opened(run, width)
    choose(tab, "sort", "most points of law missing")
    found = axe.run(tab).response
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_hostile_text_does_not_run_and_stands_there_as_text(opened, tmp_path, report):
    named = [payload for payload in PAYLOADS if "<" in payload or "javascript" in payload]
    hostile = [result(poisoned(report, payload), str(n), trust=payload) for n, payload in enumerate(PAYLOADS)]
    failed = [
        result(replace(found.report, outcome=Outcome.REFUSED, reason=payload, findings=(), document=None), f"f{n}")
        for n, (found, payload) in enumerate(zip(hostile, PAYLOADS, strict=True))
    ]
    everything = [*hostile, *failed]
    overview.write(tmp_path, facts(len(everything)), lambda: everything)
    tab = opened(tmp_path)
    tab.evaluate("document.querySelectorAll('#heat td.v').forEach((cell) => "
                 "cell.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})))")  # fmt: skip
    choose(tab, "search", "script")
    assert named[0] in tab.evaluate(NAMES)
    assert tab.problems == []
    assert tab.evaluate("window.__ran") is None
    assert tab.evaluate("document.querySelectorAll('img, iframe, object, link, #heat script, #heat svg').length") == 0
    links = tab.evaluate("[...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))")
    ours = ("schools/", "#schools", "workbook.", "summary.", "results.")
    assert [link for link in links if not link.startswith(ours)] == []


def test_without_javascript_the_figures_still_stand(browser, run):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((run / "index.html").as_uri())
    assert tab.is_visible(".rates >> nth=0")
    assert not tab.is_visible("#heat")
    assert not tab.is_visible("#filters")
    context.close()


def test_all_schools_shown_are_printed(opened, run, rows):
    pdfium = pytest.importorskip("pypdfium2")
    tab = opened(run)
    choose(tab, "sector", "primary")
    document = pdfium.PdfDocument(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
    said = "".join(page.get_textpage().get_text_range() for page in document)
    primary = [row.name for row in rows if row.phase == "primary"]
    assert sum(said.count(name) for name in set(primary)) >= len(primary)
    assert f"{len(primary)} of {SCHOOLS} schools" in said
    assert len(document) <= 4 + len(primary) / 15
    assert [round(side) for side in document[0].get_size()] == [842, 595]


def test_two_thousand_schools_load_filter_and_scroll_without_lag(browser, made_up, tmp_path, monkeypatch):
    """Counted in the page's own processor time, so that a busy machine does not count against it."""
    monkeypatch.setattr(overview.pages, "write_school", lambda *_: None)
    overview.write(tmp_path, made_up.facts(MANY), lambda: made_up.results(MANY))
    tab = browser.new_page(viewport={"width": 1366, "height": 900})
    client = tab.context.new_cdp_session(tab)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent(do):
        before = busy(client)
        do()
        tab.evaluate(SETTLED)
        return busy(client) - before

    loading = spent(lambda: tab.goto((tmp_path / "index.html").as_uri()))
    to_table(tab)
    filtering = [spent(lambda v=v: tab.fill("#search", v)) for v in ("oak", "o", "")]
    filtering.append(spent(lambda: tab.select_option("#sort", "urgency")))
    pages = 20
    down = f"async () => {{ for (let n = 0; n < {pages}; n += 1) {{ scrollBy(0, innerHeight); await {SETTLED}; }} }}"
    scrolling = spent(lambda: tab.evaluate(down)) / pages
    tab.close()
    assert loading < 1.5
    assert max(filtering) < 0.6
    assert scrolling < 0.3


def busy(client):
    """Seconds of processor time that the page's main thread has taken."""
    metrics = {metric["name"]: metric["value"] for metric in client.send("Performance.getMetrics")["metrics"]}
    return metrics["TaskDuration"]


def test_one_school_alone_makes_a_page_too(opened, tmp_path):
    overview.write(tmp_path, facts(), lambda: [result(golden_report("oakfield-2025"))])
    tab = opened(tmp_path)
    assert tab.evaluate(NAMES) == ["Oakfield Primary School"]
    assert tab.problems == []
