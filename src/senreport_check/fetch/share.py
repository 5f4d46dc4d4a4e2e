"""Share links of Google, Microsoft and Dropbox: from the address people see to the file's own."""

from __future__ import annotations

import base64
import re
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit, urlunsplit

_GOOGLE_DOC = re.compile(r"/document/(?:u/\d+/)?d/([\w-]{10,})")
_GOOGLE_FILE = re.compile(r"/file/(?:u/\d+/)?d/([\w-]{10,})")
_ONEDRIVE = ("1drv.ms", "onedrive.live.com")


def download_address(address: str) -> str:
    """The address that gives the file behind a share link; any other address as it is."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if host == "docs.google.com":
        return _google_doc(address)
    if host == "drive.google.com":
        return _google_file(address)
    if host in _ONEDRIVE:
        return _onedrive(address)
    if host.endswith(".sharepoint.com") and re.match(r"/:[a-z]:/", parts.path):
        return _with_query(address, download="1")
    dropbox = host in ("dropbox.com", "www.dropbox.com") and parts.path.startswith(("/s/", "/scl/"))
    return _with_query(address, dl="1") if dropbox else address


def embedded_document(address: str) -> str | None:
    """The document an embedded viewer shows (Google's, Office's, pdf.js), None for other addresses."""
    parts = urlsplit(address)
    host, query = (parts.hostname or "").lower(), parse_qs(parts.query)
    viewer = host.endswith(("officeapps.live.com", "docs.google.com", "drive.google.com"))
    if not viewer and not re.search(r"viewer(?:\.html?)?$|/pdfjs/|flipbook|pdf-embedder", parts.path, re.I):
        return None
    for name in ("src", "url", "file", "pdf"):
        if query.get(name):
            return query[name][0]
    return None


def _google_doc(address: str) -> str:
    parts = urlsplit(address)
    found = _GOOGLE_DOC.search(parts.path)
    if found is None or "/d/e/" in parts.path or parts.path.endswith("/pub"):
        return _google_file(address) if "/file/" in parts.path else address
    return f"https://docs.google.com/document/d/{found[1]}/export?format=docx"


def _google_file(address: str) -> str:
    parts = urlsplit(address)
    found = _GOOGLE_FILE.search(parts.path)
    name = found[1] if found else (parse_qs(parts.query).get("id") or [""])[0]
    if not name or not (found or parts.path in ("/open", "/uc")):
        return address
    return f"https://drive.google.com/uc?export=download&id={quote(name)}"


def _onedrive(address: str) -> str:
    """OneDrive's own way: the share link itself, base64url-encoded, is the name of the shared thing."""
    parts = urlsplit(address)
    if "resid" in parse_qs(parts.query):
        return urlunsplit(parts._replace(path="/download"))
    token = base64.urlsafe_b64encode(address.encode()).decode().rstrip("=")
    return f"https://api.onedrive.com/v1.0/shares/u!{token}/root/content"


def _with_query(address: str, **more: str) -> str:
    parts = urlsplit(address)
    query = {**dict(parse_qsl(parts.query)), **more}
    return urlunsplit(parts._replace(query=urlencode(query)))
