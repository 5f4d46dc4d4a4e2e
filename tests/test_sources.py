"""What a person types, drags or pastes becomes what is to be checked, or one line that helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from senreport_check.errors import UsageError
from senreport_check.model import SourceKind
from senreport_check.sources import RUN, passed_over, resolve, there

NAME = "SEN Information Report.pdf"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / NAME).write_bytes(b"%PDF-")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("typed", [NAME, f"{NAME} ", f"'{NAME}'", f'"{NAME}"', f"“{NAME}”", NAME.replace(" ", "\\ ")])
def test_what_a_drag_leaves_on_a_name_is_taken_off(typed: str) -> None:
    assert [source.path for source in resolve([typed])] == [Path(NAME)]


def test_a_file_address_is_a_file(folder: Path) -> None:
    assert [source.path for source in resolve([(folder / NAME).as_uri()])] == [folder / NAME]


def test_an_address_in_quotation_marks_is_an_address() -> None:
    [source] = resolve(["“https://www.larch.example.sch.uk/” "])
    assert (source.kind, source.url) == (SourceKind.URL, "https://www.larch.example.sch.uk/")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["SEN Information Report"], f"did you mean “{NAME}”"),
        (["sen informaton report.PDF"], f"did you mean “{NAME}”"),
        (["SEN", "Information", "Report.pdf"], "quotation marks"),
        (["larch.example.sch.uk/send"], "write https://larch.example.sch.uk/send"),
        (["https:/www.larch.example.sch.uk"], "write https://www.larch.example.sch.uk"),
        (["htps://www.larch.example.sch.uk"], "begin with https://"),
        (["—evidence"], "--evidence"),
        (["nothing.pdf"], "drag the file"),
        ([" "], "empty name"),
        (["result.json"], "result.json is a result, not a report: senreport-check compare takes it"),
        (["schools.csv"], "schools.csv is a table, not a report: senreport-check batch run takes"),
        (["autumn"], "autumn holds a run over many schools, no reports: senreport-check batch status"),
    ],
)
def test_a_mistake_is_answered_with_what_to_do(folder: Path, typed: list[str], said: str) -> None:
    (folder / "autumn").mkdir()
    for name in ("result.json", "schools.csv", f"autumn/{RUN}"):
        (folder / name).touch()
    with pytest.raises(UsageError) as caught:
        resolve(typed)
    assert said in str(caught.value)


def test_what_is_hidden_is_left_alone_and_what_is_no_document_is_named(folder: Path) -> None:
    for name in (".venv/licence.txt", "~$draft.docx", ".DS_Store", "draft.pages", "saved.mhtml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    assert [source.path.name for source in resolve(["."]) if source.path] == [NAME, "saved.mhtml"]
    assert [path.name for path in passed_over([".", NAME])] == ["draft.pages"]


def test_the_folder_of_a_run_beside_reports_is_left_aside(folder: Path) -> None:
    (folder / "autumn" / "schools").mkdir(parents=True)
    for name in (RUN, "index.html", "schools/100001.html"):
        (folder / "autumn" / name).touch()
    assert [source.path.name for source in resolve(["."]) if source.path] == [NAME]
    assert passed_over(["."]) == []


@pytest.mark.parametrize("name", ["x" * 5000, "nul\0", "."])
def test_what_cannot_be_a_name_is_not_there(name: str) -> None:
    assert there(Path(name)) is (name == ".")
