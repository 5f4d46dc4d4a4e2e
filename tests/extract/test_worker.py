from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from senreport_check.errors import Crashed, Unreadable
from senreport_check.extract import Limits, extract, worker
from senreport_check.extract.worker import Extractor
from senreport_check.model import Fetched
from servers.hungry import hungry_pdf

from .making import Page

TEXT = Fetched(b"Our SENCO is Mrs Fennimore.")

ROGUE = """
import sys, time
from senreport_check.extract import extract, reading_process
from senreport_check.errors import Unreadable

def rogue(fetched, limits, progress):
    word = fetched.content.split()[0]
    if word == b"hang":
        time.sleep(60)
    if word == b"grow":
        hoard = []
        while True:
            hoard.append(bytearray(8_000_000))
            time.sleep(0.002)
    if word == b"die":
        import os
        os._exit(9)
    if word == b"scan":
        for done in range(4):
            progress(done, 3)
            time.sleep(0.7)
    if word == b"print":
        print("noise on the pipe")
    return extract(fetched, limits)

reading_process.extract = rogue
reading_process.main()
"""


@pytest.fixture
def rogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading process that misbehaves when the text asks it to."""
    script = tmp_path / "rogue.py"
    script.write_text(ROGUE)
    monkeypatch.setattr(worker, "COMMAND", (sys.executable, str(script)))


def text(words: str) -> Fetched:
    return Fetched(words.encode())


def test_a_document_comes_back_as_it_was_read() -> None:
    fetched = Fetched(Page().line(60, 100, "Who helps", bold=True).done(), url="https://larkfield.example.sch.uk/a.pdf")
    with Extractor() as extractor:
        assert extractor.extract(fetched) == extract(fetched)


def test_the_process_is_started_once_and_reused() -> None:
    with Extractor() as extractor:
        first = extractor._process
        extractor.extract(TEXT)
        with pytest.raises(Unreadable, match="JPEG"):
            extractor.extract(Fetched(b"\xff\xd8\xff\xe0"))
        extractor.extract(TEXT)
        assert extractor._process is first


@pytest.mark.usefixtures("rogue")
@pytest.mark.parametrize(
    ("word", "says"), [("hang", "longer than 1 seconds"), ("grow", "more than 300 MB"), ("die", "exit 9")]
)
def test_what_breaks_or_passes_its_limits_costs_only_itself(word: str, says: str) -> None:
    patient = Limits(seconds=20, memory_mb=300)
    with Extractor(patient) as extractor:
        extractor.extract(text("good words"))
        extractor.limits = Limits(seconds=1 if word == "hang" else 20, memory_mb=300)
        started = time.monotonic()
        with pytest.raises(Crashed, match=says):
            extractor.extract(text(word))
        assert time.monotonic() - started < 10
        extractor.limits = patient
        assert extractor.extract(text("good words again")).words == 3


@pytest.mark.usefixtures("rogue")
def test_progress_is_told_and_extends_the_deadline() -> None:
    told: list[tuple[int, int]] = []
    with Extractor(progress=lambda done, total: told.append((done, total))) as extractor:
        extractor.extract(text("good"))
        extractor.limits = Limits(seconds=2)
        assert extractor.extract(text("scan this")).words == 2
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.usefixtures("rogue")
def test_what_libraries_print_does_not_disturb_the_answers() -> None:
    with Extractor() as extractor:
        assert extractor.extract(text("print this")).words == 2


@pytest.mark.usefixtures("rogue")
def test_a_process_that_died_between_two_documents_is_replaced() -> None:
    with Extractor() as extractor:
        extractor.extract(TEXT)
        assert extractor._process is not None
        extractor._process._child.kill()
        extractor._process._child.wait()
        assert extractor.extract(TEXT).words == 5


def test_threads_take_turns() -> None:
    words: list[int] = []
    with Extractor() as extractor:
        threads = [
            threading.Thread(
                target=lambda count=count: words.append(extractor.extract(text("word " * count)).words)
            )
            for count in range(1, 9)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(words) == list(range(1, 9))


def test_nothing_is_left_running() -> None:
    with Extractor() as extractor:
        assert extractor._process is not None
        process = extractor._process._child
    assert process.poll() is not None


@pytest.mark.usefixtures("rogue")
def test_an_interrupt_leaves_no_half_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with Extractor() as extractor:
        extractor.extract(TEXT)

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(worker._Process, "next_message", interrupted)
            with pytest.raises(KeyboardInterrupt):
                extractor.extract(text("hang"))
        assert extractor.extract(TEXT).words == 5


def test_a_stray_module_beside_the_user_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "html.py").write_text("raise SystemExit('loaded the wrong html')")
    source = Path(worker.__file__).parents[2]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(source), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.chdir(tmp_path)
    with Extractor() as extractor:
        assert extractor.extract(Fetched(b"<html><p>Fine</p></html>")).words == 1


def test_a_pdf_that_unfolds_without_end_is_stopped() -> None:
    with Extractor(Limits(seconds=20, memory_mb=250)) as extractor:
        with pytest.raises(Crashed, match="more than 250 MB"):
            extractor.extract(Fetched(hungry_pdf()))
        assert extractor.extract(TEXT).words == 5
