"""Fetches pages of a site, and refuses what is no page of it: other content, challenges, parked domains."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from account_health.connectors.answer import Answer
from account_health.connectors.blog.page import Page, read_page
from account_health.connectors.connector import Look
from account_health.errors import NotAPageError

_HTML = re.compile(r"^\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|title|div|p|a|h1)\b", re.IGNORECASE)
_FEED = re.compile(
    r"^\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:rdf|channel)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(r"^\s*\{[^{]{0,500}jsonfeed\.org/version", re.IGNORECASE | re.DOTALL)
_CHALLENGE = re.compile(
    r"<title>\s*(?:just a moment|attention required! \| cloudflare|checking your browser|ddos-guard|one moment, please"
    r"|are you a robot|robot challenge)|cf-browser-verification|/cdn-cgi/challenge-platform/h/|sgcaptcha|_incapsula_resource"
    r"|geo\.captcha-delivery\.com",
    re.IGNORECASE,
)
_PARKED = re.compile(
    r"(?:this )?domain (?:name )?(?:is|may be) for sale|(?:diese )?domain steht (?:zum|zu) verkauf|buy this domain"
    r"|sedoparking|parkingcrew|hugedomains\.com|bodis\.com|domain[^<>.]{0,40}\bist geparkt|domain is parked|parked free",
    re.IGNORECASE,
)
_WORDPRESS = re.compile(
    r"/wp-(?:content|includes|json)/|<meta[^>]{0,60}generator[^>]{0,40}WordPress", re.IGNORECASE
)
_START = 4_096
_SHORT_PAGE = 40_000
_FEW_WORDS = 60


@dataclass(frozen=True, slots=True, repr=False)
class Visited:
    """A page that was fetched: what it shows, its HTML, and the headers that came with it."""

    page: Page
    html: str
    headers: Mapping[str, str]
    answer: Answer

    @property
    def url(self) -> str:
        """The address that answered in the end."""
        return self.answer.url

    @property
    def wordpress(self) -> bool:
        """Whether the page looks like one of WordPress."""
        return bool(_WORDPRESS.search(self.html))

    @property
    def drawn_by_script(self) -> bool:
        """Whether scripts draw the page in the browser, so that its HTML shows nothing of it."""
        words = sum(len(block.text) for block in self.page.blocks)
        return self.page.scripts > 0 and words < _FEW_WORDS and not any(link.url for link in self.page.links)


def visit(look: Look, url: str) -> Visited:
    """Fetch a page. Raises CollectError, NotAPageError among them where the answer is no page of the site."""
    return read_visit(look.fetcher.get(url))


def read_visit(answer: Answer) -> Visited:
    """Return the page of an answer. Raises NotAPageError where it is empty, not HTML, a challenge or a parked domain."""
    if not answer.body.strip():
        raise NotAPageError("The site answers with an empty page.", empty=True)
    kind = answer.headers.get("content-type", "")
    if answer.headers.get("cf-mitigated") == "challenge":
        raise NotAPageError("The site asks whether we are a person (challenge page).")
    if (kind and not _HTML.match(kind)) or b"\x00" in answer.body[:_START]:
        raise NotAPageError(
            f"The site answers with {kind.partition(';')[0][:60] or 'binary data'}, not with a page."
        )
    html = answer.text()
    if not _MARKUP.search(html):
        raise NotAPageError("The site answers with something that is not HTML.")
    if len(html) < _SHORT_PAGE and _CHALLENGE.search(html):
        raise NotAPageError("The site asks whether we are a person (challenge page).")
    if len(html) < _SHORT_PAGE and _PARKED.search(html):
        raise NotAPageError("The site shows a page of a domain that is for sale or parked.")
    return Visited(read_page(html, answer.url), html, answer.headers, answer)


def is_feed(answer: Answer) -> bool:
    """Say whether an answer is a feed by its first characters, whatever its content type says."""
    start = answer.body[:_START].decode("utf-8", "replace").lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    return bool(_FEED.match(start) or _JSON_FEED.match(start))
