"""Which addresses belong to a school's site, and which are worth a request."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from senreport_check.discover import names
from senreport_check.discover.links import DOCUMENT, SiteLink
from senreport_check.fetch.company import bare_host
from senreport_check.fetch.share import download_address

_PICTURE = re.compile(
    r"\.(?:gif|svg|webp|ico|bmp|css|js|json|xml|rss|mp3|mp4|mov|avi|wav|ics|exe|woff2?)$", re.I
)
_NO_PAGE = re.compile(rf"\.(?:jpe?g|png|zip|xlsx?|pptx?)$|{_PICTURE.pattern}", re.I)
_TRAP = re.compile(
    r"/(?:wp-login|wp-admin|wp-json|feed|login|logout|signin|search|calendar|events?|diary|news|blog|galler(?:y|ies)"
    r"|tag|author|basket|cart|print)(?:/|\.|$)", re.I
)
_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|youtube|linkedin|tiktok|pinterest|whatsapp|vimeo|google|goo|apple"
    r"|parentpay|bing)\.\w+$|^translate\.|^maps\."
)
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_\w+|replytocom|sessionid|phpsessid)$", re.I)
_STAYS = ("drive.google.com", "docs.google.com")


def key(address: str) -> str:
    """One name for the many spellings of an address: scheme, www, trailing slash and tracking left out."""
    parts = urlsplit(address)
    host = bare_host(address)
    path = re.sub(r"/(?:index|default)\.(?:html?|php|aspx?)$", "/", unquote(parts.path)).rstrip("/")
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])))
    return f"{host}{path}" + (f"?{query}" if query else "")


def is_web(address: str) -> bool:
    """Whether an address is a web address at all, and a sound one."""
    try:
        return urlsplit(address).scheme.lower() in ("http", "https")
    except ValueError:
        return False


def belongs(address: str, home: str) -> bool:
    """Whether an address is on the home page's host or one below it."""
    host, own = bare_host(address), bare_host(home)
    return host == own or host.endswith(f".{own}")


def is_shared(address: str) -> bool:
    """Whether an address is a share link of one of the big document hosts."""
    return download_address(address) != address or urlsplit(address).hostname in _STAYS


def worth_asking(link: SiteLink, home: str, *, promising: bool) -> bool:
    """Whether a link may be followed: on the site, or one elsewhere that promises a report."""
    parts = urlsplit(link.url)
    if _NO_PAGE.search(parts.path):
        return names.promise(link.text) >= names.OFFER and not _PICTURE.search(parts.path)
    if belongs(link.url, home):
        return not _TRAP.search(parts.path) or bool(DOCUMENT.search(link.url)) or promising
    if not promising or DOCUMENT.search(link.url) or is_shared(link.url):
        return promising
    named = link.embedded or names.promise(link.text) >= names.REPORT
    return named and not _SOCIAL.search(parts.hostname or "")
