"""Which elements of a web page are furniture, margins or controls: one place for all the names."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

SILENT = frozenset({
    "script", "style", "noscript", "template", "svg", "canvas", "head", "select", "option", "input",
    "textarea", "datalist", "audio", "video", "map", "object", "math", "meta", "link", "title", "nav",
    "progress", "menu",
})
BLOCK = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    }
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BOLD = frozenset({"b", "strong"})
FURNITURE_ROLES = frozenset({"navigation", "menu", "menubar", "search", "alertdialog", "toolbar"})
MARGIN_TAGS = frozenset({"footer", "header", "aside"})
MARGIN_ROLES = frozenset({"contentinfo", "banner", "complementary"})
FURNITURE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|cookies?|consent|gdpr|skip|share|social|"
    r"translate|pagination|pager|search|login|quicklinks?|sitemap|lightbox|modal)(?:$|[-_ ])", re.I
)
COOKIE_NAMES = re.compile(r"cookie|consent|gdpr|onetrust|CybotCookiebot|skip-?(?:to|link)", re.I)
MARGIN_NAMES = re.compile(
    r"(?:^|[-_ ])(?:footer|sidebar|masthead|site-?header|page-?header|topbar)(?:$|[-_ ])", re.I
)
CONTROL_NAMES = re.compile(
    r"(?:accordion|toggle|collaps\w*|expand\w*|faq|tabs?|panel)[-_]*"
    r"(?:title|head|header|heading|btn|button|question|trigger|label|link|name)", re.I
)
PROSE_WORDS = 40


def names(element: HtmlElement) -> str:
    """The element's classes and id, as one string."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def is_furniture(element: HtmlElement) -> bool:
    """Whether the element is navigation, a cookie banner or the like: never its content, hidden or not."""
    role = element.get("role") or ""
    if role in FURNITURE_ROLES or _skips(element):
        return True
    own = names(element)
    if not own or element.tag in ("body", "html", "main", "article"):
        return False
    if COOKIE_NAMES.search(own):
        return len((element.text_content() or "").split()) < 400
    return bool(FURNITURE_NAMES.search(own)) and _unlinked_words(element) < PROSE_WORDS


def is_margin(element: HtmlElement) -> bool:
    """Whether the element is the page's header, footer or sidebar rather than its content."""
    if element.tag in ("body", "html", "main", "article", "a", "span"):
        return False
    marked = element.tag in MARGIN_TAGS or (element.get("role") or "") in MARGIN_ROLES
    if not marked and not MARGIN_NAMES.search(names(element)):
        return False
    if element.tag == "header" or element.get("role") == "banner" or "header" in names(element).lower():
        return next(element.iterancestors("main", "article", "section", "table"), None) is None
    return element.tag != "aside" or next(element.iterancestors("article"), None) is None


def is_control(element: HtmlElement) -> bool:
    """Whether the element is the visible head of an accordion panel or a tab."""
    if element.tag == "summary" or element.get("aria-expanded") is not None:
        return True
    if element.get("role") == "tab" or (element.tag == "button" and element.get("aria-controls")):
        return True
    return bool(CONTROL_NAMES.search(names(element))) and element.find(".//p") is None


def is_title(element: HtmlElement) -> bool:
    """Whether Word marked the element as the document's title before it became a web page."""
    return "MsoTitle" in (element.get("class") or "")


def _skips(element: HtmlElement) -> bool:
    jumps = element.tag == "a" and (element.get("href") or "").startswith("#")
    return jumps and element.text_content().strip().lower().startswith("skip")


def _unlinked_words(element: HtmlElement) -> int:
    linked = sum(len(link.text_content().split()) for link in element.iter("a"))
    return len(element.text_content().split()) - linked
