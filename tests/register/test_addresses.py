"""What stands in website columns becomes an address, or the reason why there is none."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.fetch.guard import check_address
from senreport_check.register.addresses import address_of

OAK = "www.oak.example.sch.uk"


@pytest.mark.parametrize(
    ("cell", "url"),
    [
        (OAK, f"https://{OAK}/"),
        ("oak.example.sch.uk", "https://oak.example.sch.uk/"),
        (f"http://{OAK}", f"http://{OAK}/"),
        (f"https://{OAK}/", f"https://{OAK}/"),
        ("HTTPS://WWW.Oak.example.sch.uk/Home", f"https://{OAK}/Home"),
        (f"http//{OAK}", f"http://{OAK}/"),
        (f"htttp://{OAK}", f"http://{OAK}/"),
        (f"htttp:{OAK}", f"http://{OAK}/"),
        (f"htps://{OAK}", f"https://{OAK}/"),
        (f"http:/{OAK}", f"http://{OAK}/"),
        (f"http;//{OAK}", f"http://{OAK}/"),
        (f"http.//{OAK}", f"http://{OAK}/"),
        (f"http:\\\\{OAK}", f"http://{OAK}/"),
        (f"https:///{OAK}", f"https://{OAK}/"),
        (f"http://http://{OAK}", f"http://{OAK}/"),
        (f"http://https://{OAK}", f"https://{OAK}/"),
        (f"http:// {OAK}", f"http://{OAK}/"),
        (f"  {OAK}  ", f"https://{OAK}/"),
        ("www. oak.example.sch.uk", f"https://{OAK}/"),
        ("www.oak .example.sch.uk", f"https://{OAK}/"),
        ("www.oak hill.example.sch.uk", "https://www.oakhill.example.sch.uk/"),
        ("wwww.oak.example.sch.uk", f"https://{OAK}/"),
        ("www,oak.example.sch.uk", f"https://{OAK}/"),
        ("www..oak.example.sch.uk", f"https://{OAK}/"),
        (f"{OAK}.", f"https://{OAK}/"),
        (f"{OAK}./", f"https://{OAK}/"),
        (f"{OAK},", f"https://{OAK}/"),
        (f"'{OAK}", f"https://{OAK}/"),
        (f"{OAK}\u200b\x00", f"https://{OAK}/"),
        (f"Website: {OAK} (new)", f"https://{OAK}/"),
        (f'=HYPERLINK("https://{OAK}","Our site")', f"https://{OAK}/"),
        (f"https://{OAK}/send?page=1&part=2", f"https://{OAK}/send?page=1&part=2"),
        (f"office@oak.example.sch.uk {OAK}", f"https://{OAK}/"),
        ("www.siân.example.sch.uk", "https://www.siân.example.sch.uk/"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
        ("http://localhost:8000", "http://localhost:8000/"),
    ],
)
def test_addresses_are_put_right(cell: str, url: str) -> None:
    assert address_of(cell).url == url
    assert address_of(cell).problem is None


@pytest.mark.parametrize(
    "cell", ["", "  ", "N/A", "n.a.", "none", "-", "TBC", "http://", "www.", "http://n/a", "Website under construction"]
)
def test_nothing_is_said_to_be_nothing(cell: str) -> None:
    found = address_of(cell)
    assert found.url is None
    assert found.problem is not None
    assert found.problem.startswith("The list gives no website")


@pytest.mark.parametrize(
    "cell", ["office@oak.example.sch.uk", "http://office@oak.example.sch.uk", "mailto:a@oak.example"]
)
def test_an_email_address_is_no_website(cell: str) -> None:
    found = address_of(cell)
    assert found.url is None
    assert f"e-mail address ({cell})" in str(found.problem)


@pytest.mark.parametrize(
    "cell",
    [
        "see our site", "ftp://oak.example.sch.uk", "javascript:alert(1)", "C:\\site\\home.html", "127.0.0.1",
        "http://oak", "http://oak.example:99999/", "http://[::1", "www.oakexample", "policy.pdf", "St Mary's",
        f"https://{'a' * 2500}.uk",
    ],
)  # fmt: skip
def test_what_is_no_address_is_quoted_as_such(cell: str) -> None:
    found = address_of(cell)
    assert found.url is None
    assert "is no web address" in str(found.problem)
    assert len(str(found.problem)) < 200


@pytest.mark.parametrize("between", [" ", ", ", "; ", " / ", " or ", "/", " and http://"])
def test_of_two_addresses_the_first_is_taken(between: str) -> None:
    found = address_of(f"{OAK}{between}www.elm.example.sch.uk")
    assert found.url == f"https://{OAK}/"
    assert [urlsplit(other).hostname for other in found.others] == ["www.elm.example.sch.uk"]


def test_the_same_address_twice_is_one() -> None:
    assert address_of(f"{OAK} http://oak.example.sch.uk/").others == ()


PIECES = [
    "http", "https", "://", "//", "www.", ".", " ", "@", "oak", "example", "sch.uk", "/", ",", ":", "[", "]", "\\", "é",
    "80",
]  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
def test_any_cell_gives_an_address_that_may_be_asked_or_a_reason(cell: str) -> None:
    found = address_of(cell)
    assert (found.url is None) != (found.problem is None)
    for url in [*([found.url] if found.url else []), *found.others]:
        parts = check_address(url)
        assert parts.path.startswith("/")
        assert not any(letter.isspace() for letter in url)
        assert address_of(url).url == url
    assert "\n" not in str(found.problem)
