"""Make the pictures in docs/pictures: `python docs/make_pictures.py [RESULT.json [EARLIER.json]]`.

Without a result the demonstration is checked. Pictures of pages need Playwright and a Chromium; without them
only the terminal is drawn.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import made_up_run
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from senreport_check.compare import compare_rounds
from senreport_check.model import SchoolReport
from senreport_check.render import FORMATS, overview
from senreport_check.render.json import load
from senreport_check.render.terminal import show
from senreport_check.render.terminal_changes import show_comparison

PICTURES = Path(__file__).parent / "pictures"
COLUMNS, LINES = 90, 46
SHOTS = {"desktop": (1000, 1250), "phone": (390, 1250)}
BROWSER = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
THEMES = {
    "light": ("ffffff", "1b2330", "1b2330 b31d1d 177042 8c5800 1d4f91 673ea5 005f5f 566071"),
    "dark": ("161b22", "e1e6ee", "161b22 ff7b72 56d364 e3b341 79b8ff d2a8ff 56d4dd b1bac4"),
}
MONOSPACE = "ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace"


def main(arguments: list[str], folder: Path = PICTURES) -> None:
    """Draw whatever can be drawn from the results."""
    folder.mkdir(exist_ok=True)
    reports = [load(Path(name).read_bytes(), name)[0] for name in arguments] or [demonstration()]
    draw_terminal(folder, "terminal", lambda console: show(reports[0], console))
    if len(reports) > 1:
        rounds = compare_rounds([reports[1]], [reports[0]])
        draw_terminal(folder, "compare", lambda console: show_comparison(rounds, console))
    photograph(folder, FORMATS["html"].write(reports[:1]).decode())
    photograph_run(folder)


def demonstration() -> SchoolReport:
    """The result of checking the made-up school that comes with the tool."""
    command = [sys.executable, "-m", "senreport_check", "demo", "--format", "json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=300, check=False)
    return load(done.stdout, "the demonstration's result")[0]


def draw_terminal(folder: Path, name: str, print_to: Callable[[Console], None]) -> None:
    """Write the first lines of what is printed as an SVG, once for a light and once for a dark page."""
    stream = io.StringIO()
    print_to(Console(file=stream, width=COLUMNS, force_terminal=True, color_system="standard"))
    lines = stream.getvalue().strip("\n").splitlines()
    shown = "\n".join(lines[:LINES]) + ("\n…" if len(lines) > LINES else "")
    for theme, (paper, ink, colours) in THEMES.items():
        console = Console(file=io.StringIO(), width=COLUMNS, record=True)
        console.print(Text.from_ansi(shown), soft_wrap=True)
        drawn = TerminalTheme(rgb(paper), rgb(ink), [rgb(colour) for colour in colours.split()])
        frame = svg_frame()
        svg = console.export_svg(title="senreport-check", theme=drawn, code_format=frame, unique_id=name)
        (folder / f"{name}-{theme}.svg").write_text(svg, "utf-8")


def rgb(colour: str) -> tuple[int, int, int]:
    """The three parts of a colour written as six hexadecimal digits."""
    red, green, blue = bytes.fromhex(colour)
    return red, green, blue


def svg_frame() -> str:
    """Rich's frame without its web font: a picture must not ask the network for anything."""
    frame = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return re.sub(r"font-family: [^;]+;", f"font-family: {MONOSPACE};", frame)


def photograph(folder: Path, page: str) -> None:
    """Write what a browser shows of the page on a desk and on a telephone."""
    with chromium() as browser:
        for name, (width, height) in SHOTS.items() if browser else ():
            tab = browser.new_page(viewport={"width": width, "height": height})
            tab.set_content(page)
            tab.screenshot(path=folder / f"page-{name}.png")


def photograph_run(folder: Path, schools: int = 500) -> None:
    """Write what a browser shows of a made-up run: the figures it begins with, and the table of schools."""
    with TemporaryDirectory() as run, chromium() as browser:
        if not browser:
            return
        overview.write(Path(run), made_up_run.facts(schools), lambda: made_up_run.results(schools))
        tab = browser.new_page(viewport={"width": 1366, "height": 1000})
        tab.goto((Path(run) / "index.html").as_uri())
        tab.screenshot(path=folder / "run-figures.png")
        tab.evaluate("document.getElementById('schools').scrollIntoView()")
        tab.wait_for_selector("#heat tbody th")
        tab.screenshot(path=folder / "run-schools.png")


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; None, after a word about it, where there is none."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        print("No Chromium here: no page was photographed.", file=sys.stderr)
        yield None
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra of the tests

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=BROWSER)
        yield browser
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
