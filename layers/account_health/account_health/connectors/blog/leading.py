"""Where a page leads that does nothing but lead there: by header, script, click or frames."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Final

from account_health.connectors.blog import answer_marks as marks
from account_health.connectors.blog.answer_kinds import Answered, Kind
from account_health.connectors.blog.page import Page
from account_health.connectors.feeds.entry import absolute
from account_health.text.hosts import same_site

SHORT_PAGE: Final = 40_000
"""Characters of HTML; whoever writes more does more than lead elsewhere."""

_FRAME = re.compile(r"<i?frame\b[^<>]{0,1000}?\bsrc\s*=\s*[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^<>]{0,2000}>(.{0,4000}?)</script>", re.IGNORECASE | re.DOTALL)
_SENT_ON = re.compile(
    r"(?:\blocation(?:\.href)?\s*=(?!=)\s*|\blocation\.(?:replace|assign)\s*\(\s*|\bnavigate\s*\(\s*)[\"'`]([^\"'`\s<>]{1,2000})[\"'`]"
)
_CLICKED = re.compile(
    r"\bonclick\s*=\s*\"[^\"<>]{0,200}?location[^\"<>]{0,40}?'([^'<>]{1,2000})'", re.IGNORECASE
)
_FRAMESET = re.compile(r"<frameset\b", re.IGNORECASE)
_NOSCRIPT_LINK = re.compile(r"<a\b[^<>]{0,500}?\bhref\s*=\s*[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)
_REFRESH = re.compile(r"\s*\d{1,2}(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'\s]{1,2000})", re.IGNORECASE)
HIDDEN = re.compile(r"<noscript\b[^<>]{0,500}>(.{0,8000}?)</noscript>", re.IGNORECASE | re.DOTALL)
"""What a page shows to browsers without scripts."""


def leads_to(page: Page, html: str, headers: Mapping[str, str]) -> Answered | None:
    """Return where a page leads that shows hardly a word of its own, None where it leads nowhere.

    Args:
        page: what the HTML shows.
        html: the HTML itself, all of it.
        headers: the answer's, with lower-case names.
    """
    by_header = _REFRESH.match(headers.get("refresh", ""))
    by_itself = by_header[1] if by_header else page.refresh
    if by_itself:
        return _to(page, by_itself)
    if len(html) >= SHORT_PAGE:
        return None
    if _FRAMESET.search(html) and (framed := _frames(page, html)):
        return framed
    linked = [url for hidden in HIDDEN.findall(html) for url in _NOSCRIPT_LINK.findall(hidden)]
    if any(link.url and link.href not in linked for link in page.links):
        return None
    return _by_code(page, html) or _by_link(page, linked)


def _by_code(page: Page, html: str) -> Answered | None:
    """Return where a script, a click or frames lead; a gate's scripts come back to the page itself."""
    if marks.CHALLENGE_CODE.search(html):
        return None
    code = " ".join(script for script in _SCRIPT.findall(html) if _SENT_ON.search(script))
    sent = _SENT_ON.search(code) or _CLICKED.search(html)
    return _to(page, sent[1]) if sent else _frames(page, html)


def _by_link(page: Page, linked: list[str]) -> Answered | None:
    """Return where the link for browsers without scripts leads, on a page that has no other one and no script."""
    own = [url for url in linked if same_site(absolute(url, page.url), page.url)]
    return _to(page, own[0]) if own and not page.scripts else None


def _frames(page: Page, html: str) -> Answered | None:
    """Return the pages that a page shows inside of itself: all of a set, one alone, or several of the own site."""
    sources = [] if marks.CHALLENGE_CODE.search(html) else _FRAME.findall(html)
    if not sources or any("googletagmanager" in url for url in sources):
        return None
    urls = tuple(dict.fromkeys(found.onward for url in sources if (found := _to(page, url))))
    own = all(same_site(url, page.url) for url in urls)
    seen = urls if len(urls) == 1 or own or _FRAMESET.search(html) else ()
    return Answered(Kind.ELSEWHERE, frames=seen)


def _to(page: Page, url: str) -> Answered | None:
    to = absolute(unescape(url), page.url)
    return Answered(Kind.ELSEWHERE, to) if to and to != page.url else None
