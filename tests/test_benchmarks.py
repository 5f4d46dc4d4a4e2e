"""The page of benchmarks: what was not measured anew stays, what failed is said, nothing is left out."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from loading import module_at

ACCURACY = """\
| | present micro | absent micro | kind |
|---|---|---|---|
| published documents | 0.9 | 0.8 | 1.0 |
| keyword search, published documents | 0.7 | 0.6 | – |
"""


@pytest.fixture
def benchmarks(repository: Path) -> ModuleType:
    return module_at(repository / "benchmarks" / "all.py")


def script(folder: Path, name: str, body: str) -> None:
    (folder / f"{name}.py").write_text(body, encoding="utf-8")


def run(benchmarks: ModuleType, monkeypatch: pytest.MonkeyPatch, page: Path, *names: str) -> int:
    monkeypatch.setattr(sys, "argv", ["all.py", "--page", str(page), "--only", *names])
    return int(benchmarks.main())


def test_one_is_measured_and_the_others_stay(
    benchmarks: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "benchmarks.md"
    monkeypatch.setattr(benchmarks, "HERE", tmp_path)
    monkeypatch.setattr(benchmarks, "DOCS", tmp_path)
    (tmp_path / "accuracy.md").write_text(ACCURACY, encoding="utf-8")
    script(tmp_path, "startup", "print('first  1.0'); print('rival  2.0')")
    script(tmp_path, "sites", "import sys; print('a site'); sys.exit(1)")
    assert run(benchmarks, monkeypatch, page, "startup") == 0
    assert run(benchmarks, monkeypatch, page, "sites") == 1
    text = page.read_text(encoding="utf-8")
    assert "Every bar is kept.\n\n```text\nfirst  1.0\nrival  2.0\n```\n\n## Matching" in text
    assert "**A bar is missed.**\n\n```text\na site\n```\n\n## Many schools" in text
    assert text.count(benchmarks.NEVER) == len(benchmarks.CATALOGUE) - 2
    assert "| published documents | 0.9 | 0.8 |\n| keyword search, published documents | 0.7 | 0.6 |\n" in text

    script(tmp_path, "startup", "import sys; sys.exit('no such library')")
    assert run(benchmarks, monkeypatch, page, "startup") == 1
    assert page.read_text(encoding="utf-8") == text


def test_every_benchmark_has_its_section(benchmarks: ModuleType, repository: Path) -> None:
    page = (repository / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    for name in benchmarks.CATALOGUE:
        assert (repository / "benchmarks" / f"{name}.py").exists()
        assert benchmarks.opening(name) in page
