from pathlib import Path
from xml.etree import ElementTree

import pytest

from loading import module_at

ROOT = Path(__file__).parents[1]
RESULTS = [str(ROOT / "tests" / "golden" / f"oakfield-{year}.json") for year in (2025, 2024)]


@pytest.fixture(scope="module")
def make_pictures():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "docs")
        return module_at(ROOT / "docs" / "make_pictures.py")


def test_the_terminal_is_drawn_for_light_and_dark_pages(make_pictures, monkeypatch, tmp_path):
    monkeypatch.setattr(make_pictures.shutil, "which", lambda _: None)
    make_pictures.main(RESULTS, tmp_path)
    drawn = {path.stem: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert set(drawn) == {"terminal-light", "terminal-dark", "compare-light", "compare-dark"}
    assert drawn["terminal-light"] != drawn["terminal-dark"]
    for svg in drawn.values():
        assert "url(http" not in svg
        said = "".join(ElementTree.fromstring(svg).itertext()).replace("\xa0", " ")
        assert "Oakfield Primary School" in said
        assert "How to complain about the provision" in said


def test_the_page_is_photographed_at_both_sizes(make_pictures, tmp_path):
    pytest.importorskip("playwright")
    if not any(map(make_pictures.shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("needs Chromium or Chrome")
    make_pictures.photograph(tmp_path, "<h1>A page</h1>")
    assert {path.name for path in tmp_path.iterdir()} == {"page-desktop.png", "page-phone.png"}


def test_a_run_is_photographed(make_pictures, tmp_path):
    pytest.importorskip("playwright")
    if not any(map(make_pictures.shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("needs Chromium or Chrome")
    make_pictures.photograph_run(tmp_path, schools=20)
    assert {path.name for path in tmp_path.iterdir()} == {"run-figures.png", "run-schools.png"}
