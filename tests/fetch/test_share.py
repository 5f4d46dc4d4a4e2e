"""Share links and embedded viewers, disguised pages, files and standard input."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from senreport_check.errors import NotFound, Refused, Unreachable, Unreadable
from senreport_check.fetch import Fetcher, FetchSettings
from senreport_check.fetch.disguise import refuse_disguised, visible_words
from senreport_check.fetch.share import download_address, embedded_document
from senreport_check.model import Fetched, Source, SourceKind

NAME = "1AbCdEfGhIjKlMnOp"


@pytest.mark.parametrize(("given", "wanted"), [
    (f"https://docs.google.com/document/d/{NAME}/edit?usp=sharing",
     f"https://docs.google.com/document/d/{NAME}/export?format=docx"),
    (f"https://docs.google.com/document/u/0/d/{NAME}/view",
     f"https://docs.google.com/document/d/{NAME}/export?format=docx"),
    (f"https://docs.google.com/document/d/e/2PACX-{NAME}/pub",
     f"https://docs.google.com/document/d/e/2PACX-{NAME}/pub"),
    (f"https://drive.google.com/file/d/{NAME}/view", f"https://drive.google.com/uc?export=download&id={NAME}"),
    (f"https://drive.google.com/open?id={NAME}", f"https://drive.google.com/uc?export=download&id={NAME}"),
    ("https://drive.google.com/drive/folders/abc", "https://drive.google.com/drive/folders/abc"),
    ("https://www.dropbox.com/s/abc/Report.pdf?dl=0", "https://www.dropbox.com/s/abc/Report.pdf?dl=1"),
    ("https://www.dropbox.com/scl/fi/a/R.pdf?rlkey=k", "https://www.dropbox.com/scl/fi/a/R.pdf?rlkey=k&dl=1"),
    ("https://school.sharepoint.com/:b:/s/Web/EQx?e=1", "https://school.sharepoint.com/:b:/s/Web/EQx?e=1&download=1"),
    ("https://www.example.sch.uk/document/d/abc", "https://www.example.sch.uk/document/d/abc"),
])  # fmt: skip
def test_share_links_become_downloads(given: str, wanted: str) -> None:
    assert download_address(given) == wanted
    assert download_address(wanted) == wanted


def test_a_onedrive_link_is_its_own_name_encoded() -> None:
    found = download_address("https://1drv.ms/b/s!Ak")
    assert found == "https://api.onedrive.com/v1.0/shares/u!aHR0cHM6Ly8xZHJ2Lm1zL2IvcyFBaw/root/content"


@pytest.mark.parametrize(("given", "wanted"), [
    ("https://docs.google.com/gview?url=https://a.example/r.pdf&embedded=true", "https://a.example/r.pdf"),
    ("https://view.officeapps.live.com/op/embed.aspx?src=https%3A%2F%2Fa.example%2Fr.docx", "https://a.example/r.docx"),
    ("/pdfjs/web/viewer.html?file=%2Fmedia%2Fr.pdf", "/media/r.pdf"),
    ("https://a.example/page?file=r.pdf", None),
    ("https://www.youtube.com/embed/x?url=y", None),
])  # fmt: skip
def test_the_document_in_a_viewer_is_known(given: str, wanted: str | None) -> None:
    assert embedded_document(given) == wanted


def page(content: str, url: str = "https://a.example/x") -> Fetched:
    return Fetched(content.encode(), url=url, declared_type="text/html")


@pytest.mark.parametrize("content", [
    "<title>404 - Page not found</title><p>Oops</p>", "<h1>The page you want cannot be found</h1>",
    "<title>School</title><h1>This page no longer exists</h1>",
])
def test_a_page_that_says_not_found_is_not_found(content: str) -> None:
    with pytest.raises(NotFound, match="not there"):
        refuse_disguised(page(content))


def test_a_login_page_is_refused() -> None:
    with pytest.raises(Refused, match="log in"):
        refuse_disguised(page("<title>Sign in</title><input name=u><input type='password'>"))
    with pytest.raises(Refused, match="asks to sign in"):
        refuse_disguised(page("<p>x</p>", "https://accounts.google.com/v3/signin?continue=x"))


@pytest.mark.parametrize("content", [
    "<title>SEND</title>" + "<p>word</p>" * 500 + "<h1>Not found what you wanted?</h1>",
    "<title>SEND</title><h1>SEND</h1><p>Lost property can be found in the hall.</p>",
    "<title>Parents</title>" + "<p>word </p>" * 100 + "<form>Staff <input type=password></form>",
])
def test_an_honest_page_passes(content: str) -> None:
    assert refuse_disguised(page(content)).content


def test_words_of_scripts_are_not_visible() -> None:
    assert visible_words(b"<p>one two</p><script>a b c d</script><style>e f</style><b>three</b>") == 3
    assert visible_words(b"<script" * 50_000) == 0


def test_files_and_standard_input(tmp_path, monkeypatch) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(b"text")
    with Fetcher(FetchSettings(max_bytes=10)) as fetcher:
        fetched = fetcher.get(Source(str(file), SourceKind.FILE, path=file))
        assert (fetched.content, fetched.path) == (b"text", file)
        assert fetched.last_modified is not None
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"piped")))
        assert fetcher.get(Source("-", SourceKind.STDIN)).content == b"piped"
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"x" * 11)))
        with pytest.raises(Unreadable, match="larger than"):
            fetcher.get(Source("-", SourceKind.STDIN))
        missing = tmp_path / "gone.pdf"
        with pytest.raises(Unreachable, match="cannot be read"):
            fetcher.get(Source(str(missing), SourceKind.FILE, path=missing))


@pytest.mark.parametrize("seconds", [10**12, -(10**12)])
def test_a_file_from_beyond_the_calendar_is_read(tmp_path, monkeypatch, seconds: int) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(b"text")
    monkeypatch.setattr(type(file), "stat", lambda _: SimpleNamespace(st_mtime=seconds))
    with Fetcher(FetchSettings()) as fetcher:
        fetched = fetcher.get(Source(str(file), SourceKind.FILE, path=file))
    assert (fetched.content, fetched.last_modified) == (b"text", None)
