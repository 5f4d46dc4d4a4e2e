"""Drawing on a terminal: widths, indents, and only characters that the terminal has and that do no harm."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from senreport_check.model import Verdict
from senreport_check.render.clean import drawable, one_line
from senreport_check.render.words import LABELS

STYLES = {
    Verdict.MET: "green",
    Verdict.PARTLY: "yellow",
    Verdict.ABSENT: "red",
    Verdict.UNSURE: "magenta",
    Verdict.NOT_APPLICABLE: "dim",
}
LONGEST_LINE = 96
WIDEST_TABLE = 180
_MARKS = "".join(label.mark for label in LABELS.values())


class Pen:
    """Writes to one console; `measure` is the width of running text, `width` that of tables, in columns."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._encoding = console.encoding or "ascii"
        self._ascii_marks = drawable(_MARKS, self._encoding) != _MARKS
        self.measure = min(console.width, LONGEST_LINE)
        self.width = min(console.width, WIDEST_TABLE)
        self.dash = self.plain("–")

    def plain(self, text: str) -> str:
        """The text as this console can draw it, on one line."""
        return drawable(one_line(text), self._encoding)

    def text(self, text: str, style: str = "") -> Text:
        """The text with no markup read in it."""
        return Text(self.plain(text), style, overflow="fold")

    def verdict(self, verdict: Verdict, *, word: bool = True) -> Text:
        """A verdict's mark, in colour where there is colour, with its word."""
        label = LABELS[verdict]
        mark = label.ascii if self._ascii_marks else label.mark
        return Text(f"{mark} {label.word}" if word else mark, STYLES[verdict])

    def title(self, main: str, below: str) -> None:
        """The head of an output: a bold line, a quieter one, and a rule under them."""
        self.gap()
        self.say(main, "bold")
        self.say(below, "dim")
        self.draw(Text(self.plain("─") * self.measure, "dim"))

    def heading(self, text: str) -> None:
        """A section's heading with a rule under it."""
        self.gap()
        self.gap()
        heading = self.text(text, "bold")
        self.draw(heading)
        self.draw(Text(self.plain("─") * heading.cell_len, "dim"))

    def say(self, text: str, style: str = "", *, indent: int = 0) -> None:
        """Running text, wrapped within the measure."""
        self.draw(self.text(text, style), indent=indent)

    def point(self, text: str, *, indent: int, mark: str = "→") -> None:
        """Running text after a mark, its further lines under its first word."""
        self._hang(Text(self.plain(mark)), self.text(text), indent)

    def judged(self, verdict: Verdict, text: str, *, bold: bool = False) -> None:
        """A verdict's mark and what was judged, in the verdict's colour when bold."""
        style = f"bold {STYLES[verdict]}" if bold else ""
        self._hang(self.verdict(verdict, word=False), self.text(text, style), 2)

    def _hang(self, mark: Text, text: Text, indent: int) -> None:
        table = self.table()
        table.padding = (0, 1, 0, 0)
        table.add_column(width=mark.cell_len)
        table.add_column(overflow="fold")
        table.add_row(mark, text)
        self.draw(table, indent=indent)

    def pairs(self, rows: Iterable[tuple[str, str]]) -> None:
        """Labels and their texts in two columns."""
        table = self.table()
        table.add_column(no_wrap=True, style="dim")
        table.add_column(overflow="fold")
        for label, text in rows:
            table.add_row(self.text(label), self.text(text))
        self.draw(table)

    def table(self) -> Table:
        """An empty table without lines."""
        return Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def draw(self, what: RenderableType, *, indent: int = 0, wide: bool = False) -> None:
        """Print something drawn already, indented, within the measure (`wide`: the whole width)."""
        options = self._console.options.update(width=self.width if wide else self.measure)
        for line in self._console.render_lines(Padding(what, (0, 0, 0, indent)), options, pad=False):
            text = Text.assemble(*((segment.text, segment.style or "") for segment in line))
            text.rstrip()
            self._console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)
