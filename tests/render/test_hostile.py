"""Scripts and formulas in every text that is scraped: nothing runs in Chromium, nothing computes in LibreOffice."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

import pytest

from senreport_check.compare import compare_rounds, compare_runs
from senreport_check.model import Entry, Outcome, SchoolResult
from senreport_check.render import FORMATS, overview, runs
from senreport_check.render.overview.gather import Gathering

from .conftest import golden_report
from .office import converted
from .test_overview import facts

RAN = "window.__ran=1"
SCRIPTS = (
    f"<script>{RAN}</script>",
    f"</script><script>{RAN}</script>",
    f"</title></style></textarea></noscript><script>{RAN}</script>",
    f"<!--><script>{RAN}</script>-->",
    f"]]><script>{RAN}</script>",
    f"<img src=x onerror={RAN}>",
    f"\"><img src=x onerror='{RAN}'>",
    f"'><img src=x onerror=\"{RAN}\">",
    f"\" autofocus tabindex=0 onfocus={RAN} onmouseover={RAN} x=\"",
    f"' autofocus tabindex=0 onfocus={RAN} onmouseover={RAN} x='",
    f"<svg onload={RAN}></svg>",
    f"<svg><script href='data:text/javascript,{RAN}'></script></svg>",
    f"<svg><animate onbegin={RAN} attributeName=x dur=1s></svg>",
    f"<details open ontoggle={RAN}><summary>x</summary></details>",
    f"<iframe srcdoc=\"<script>parent.{RAN.removeprefix('window.')}</script>\"></iframe>",
    "<iframe src='javascript:parent.__ran=1'></iframe>",
    f"<object data='data:text/html,<script>parent.{RAN}</script>'></object>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RAN}'>",
    "<link rel=stylesheet href=https://evil.example/x.css><style>@import url(https://evil.example/y.css)</style>",
    "<base href=https://evil.example/><form action=https://evil.example/><input name=x></form>",
    "x; background: url(https://evil.example/z.png)",
    f"javascript:{RAN}",
    f" \tJaVa\nScRiPt:{RAN}",
    f"data:text/html,<script>{RAN}</script>",
    f"https://evil.example/\"onclick=\"{RAN}",
    f"vbscript:{RAN}",
    "{{ 7 * 7 }}{% import 'x' %}{# x #}${7*7}<%= 7*7 %>",
    f"\u2028{RAN}\u2029\u2028</script>\u2028<script>{RAN}</script>",
    f"\\\"}};{RAN};//",
    f"\\u003cscript\\u003e{RAN}\\u003c/script\\u003e",
    f"&lt;script&gt;{RAN}&lt;/script&gt;&#60;script&#62;{RAN}&#60;/script&#62;",
    f"\x00<scr\x00ipt>{RAN}</scr\x00ipt>",
    f"＜script＞{RAN}＜/script＞",
    f"+ADw-script+AD4-{RAN}+ADw-/script+AD4-",
    "__proto__",
)  # fmt: skip
FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://evil.example/","click")',
    '=WEBSERVICE("https://evil.example/")',
    "=cmd|' /C calc'!A0",
    "=DDE(\"soffice\";\"x\";\"y\")",
    "+1+1",
    "-1-1",
    "@SUM(1;1)",
    "\t=1+1",
    "\r\n=1+1",
    "\n=1+1",
    "\x00=1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    " =1+1",
    "＝1＋1",
    '"=1+1',
    '","=1+1',
    '"\r\n"=1+1',
    "{=1+1}",
    "x\r\n=1+1",
    "http://evil.example/",
)  # fmt: skip
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
EVENTS = ("click", "mouseover", "focus", "load", "error", "toggle", "input", "keydown", "pointerenter")
EVERYTHING_HAPPENS = f"""() => {{
    for (const element of document.querySelectorAll("*"))
        for (const name of {list(EVENTS)})
            element.dispatchEvent(new Event(name, {{bubbles: false}}));
}}"""


def tainted(value: Any, payload: str) -> Any:
    """The value with every text in it, however deep, made the payload; names of choices and dates stay."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return payload
    if isinstance(value, tuple):
        return tuple(tainted(each, payload) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: tainted(getattr(value, one.name), payload) for one in fields(value)})
    return value


def hostile(payloads: tuple[str, ...]) -> list[SchoolResult]:
    """For every payload a school with a report and one without, keys aside made of nothing but the payload."""
    found = []
    for number, payload in enumerate(payloads):
        for name in ("oakfield-2025", "st-swithins"):
            original = golden_report(name)
            report = tainted(original, payload)
            # Items are told apart by their ids, which a checklist's author and no website chooses.
            findings = (
                replace(new, item=old.item) for new, old in zip(report.findings, original.findings, strict=True)
            )
            report = replace(report, findings=tuple(findings))
            entry = tainted(Entry("", report.school, "x", "x", "x", "x", "x", "x"), payload)
            found.append(SchoolResult(replace(entry, key=f"{number}-{name}"), report))
    return found


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Every kind of page there is, made of payloads, by name; the pages of one run lie in a folder."""
    folder = tmp_path_factory.mktemp("run")
    results = hostile(SCRIPTS)
    overview.write(folder, facts(len(results)), lambda: results)
    reports = [result.report for result in results]
    before, after = Gathering(), Gathering()
    for result in results:
        before.add(result)
        after.add(replace(result, report=replace(result.report, outcome=Outcome.NOT_FOUND)))
    comparison = compare_runs(before.board(facts()), after.board(facts()))
    (folder / "report.html").write_bytes(FORMATS["html"].write(reports))
    (folder / "compare.html").write_bytes(FORMATS["html"].write_comparison(compare_rounds(reports, reports[::-1])))
    (folder / "runs.html").write_bytes(runs.write(comparison, "html"))
    return folder


def visit(browser, folder, name):
    """The page in a tab, without the policy that would stop scripts anyway; what went wrong is in `problems`."""
    tab = browser.new_page()
    tab.problems = []
    address = (folder / name).as_uri()
    tab.route("**/*", lambda route: route.fulfill(
        body=POLICY.sub("", (folder / name).read_text("utf-8")), content_type="text/html; charset=utf-8"
    ) if route.request.url == address else (tab.problems.append(route.request.url), route.abort()))  # fmt: skip
    tab.on("pageerror", lambda error: tab.problems.append(str(error)))
    tab.on("dialog", lambda dialog: (tab.problems.append(dialog.message), dialog.dismiss()))
    tab.goto(address)
    return tab


@pytest.mark.parametrize("name", ["report.html", "compare.html", "runs.html", "index.html"])
def test_no_script_runs_and_nothing_is_asked_for(browser, pages, name):
    tab = visit(browser, pages, name)
    if name == "index.html":
        tab.evaluate("document.getElementById('heat').scrollIntoView()")
        tab.wait_for_selector("#heat tbody th")
    tab.evaluate(EVERYTHING_HAPPENS)
    assert tab.evaluate("window.__ran") is None
    assert tab.problems == []
    strange = "iframe, object, embed, base, form:not(#filters), link, img, svg[onload], animate, [onerror], [onfocus]"
    assert tab.evaluate(f"document.querySelectorAll({strange!r}).length") == 0
    links = tab.evaluate("[...document.querySelectorAll('[href], [src]')].map((one) => one.href?.baseVal ?? one.href)")
    assert [link for link in links if not re.match("https?:|file:|$", link)] == []
    assert SCRIPTS[0] in tab.content().replace("&lt;", "<").replace("&gt;", ">")
    tab.close()


def test_the_pages_of_the_schools_are_as_harmless(browser, pages):
    names = sorted(path.name for path in (pages / "schools").glob("*.html"))
    assert len(names) == 2 * len(SCRIPTS)
    for name in names[::7]:
        tab = visit(browser, pages / "schools", name)
        tab.evaluate(EVERYTHING_HAPPENS)
        assert (name, tab.evaluate("window.__ran"), tab.problems) == (name, None, [])
        tab.close()


def test_the_payloads_would_run_where_nothing_is_escaped(browser, tmp_path):
    """What the tests above would miss without this: payloads that do nothing anywhere."""
    ran = 0
    for payload in SCRIPTS[:16]:
        (tmp_path / "raw.html").write_text(f'<!doctype html><p title="{payload}">{payload}</p>', encoding="utf-8")
        tab = visit(browser, tmp_path, "raw.html")
        tab.evaluate(EVERYTHING_HAPPENS)
        ran += tab.evaluate("window.__ran") == 1
        tab.close()
    assert ran >= 13


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """A run's folder whose schools are made of formulas."""
    folder = tmp_path_factory.mktemp("tables")
    results = hostile(FORMULAS)
    overview.write(folder, facts(len(results)), lambda: results)
    (folder / "one.csv").write_bytes(FORMATS["csv"].write([result.report for result in results]))
    (folder / "one.xlsx").write_bytes(FORMATS["xlsx"].write([result.report for result in results[:8]]))
    return folder


@pytest.mark.parametrize("name", ["summary.csv", "workbook.xlsx", "one.csv", "one.xlsx"])
def test_no_cell_computes_or_leads_anywhere_in_libreoffice(tables, tmp_path, name):
    path = tables / name
    opened = converted(path.read_bytes(), path.suffix, "fods", tmp_path).decode()
    assert "evil.example" in opened
    assert re.findall(r'table:formula="[^"]*"', opened) == []
    assert re.findall(r'xlink:href="(?!\.\.|#|$)[^"]*evil[^"]*"', opened) == []


def test_libreoffice_would_compute_what_is_not_guarded(tmp_path):
    rows = "\r\n".join(f'"{formula}",x' for formula in ("=1+1", "=2+2"))
    assert 'table:formula="of:=1+1"' in converted(rows.encode(), ".csv", "fods", tmp_path).decode()
