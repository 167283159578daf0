"""Fetches pages of a site, and refuses what is no page of it: other content, challenges, parked domains."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from account_health.connectors.blog.page import Page, read_page
from account_health.connectors.connector import Look
from account_health.connectors.feeds.entry import absolute
from account_health.connectors.http.answer import Answer
from account_health.model.errors import NotAPageError
from account_health.text.hosts import same_site

_HTML = re.compile(r"^\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|title|div|p|a|h1)\b", re.IGNORECASE)
_FEED = re.compile(
    r"^\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:rdf|channel)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(r"^\s*\{[^{]{0,500}jsonfeed\.org/version", re.IGNORECASE | re.DOTALL)
_CHALLENGE = re.compile(
    r"<title>\s*(?:just a moment|attention required! \| cloudflare|checking your browser|ddos-guard|one moment, please"
    r"|are you a robot|robot challenge)|cf-browser-verification|_cf_chl_opt|sgcaptcha|_incapsula_resource"
    r"|geo\.captcha-delivery\.com",
    re.IGNORECASE,
)
_PARKED = re.compile(
    r"(?:this )?domain (?:name )?(?:is|may be) for sale|(?:diese )?domain steht (?:zum|zu) verkauf|buy this domain"
    r"|\bdomain k(?:ö|&ouml;)nnte zum verkauf stehen|\bdomain [\w.-]{1,80} is available for (?:purchase|sale)"
    r"|sedoparking|parkingcrew|hugedomains\.com|bodis\.com|domain[^<>.]{0,40}\bist geparkt|domain is parked|parked free",
    re.IGNORECASE,
)
_SERVER_PAGE = re.compile(
    r"welcome to nginx!|web server'?s default page|<title>\s*(?:apache2? \w+ (?:default|test) page|index of /)"
    r"|account (?:has been )?suspended|error establishing a database connection"
    r"|fehler beim aufbau einer datenbankverbindung|briefly unavailable for scheduled maintenance"
    r"|<(?:title|h1)>\s*(?:wartungsmodus|wartungsarbeiten|maintenance mode|site (?:is )?under maintenance)",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"\W*(?:(?:http\s*)?(?:error|fehler)[\s:–-]*[45]\d\d\b|[45]\d\d\W*(?:$|error|fehler|not found|nicht gefunden|forbidden"
    r"|bad gateway|service|internal server|gateway|page|seite|oops|ups)"
    r"|(?:(?:diese|die|the|this)\s+)?(?:angeforderte |requested )?(?:seite|page)\s+(?:(?:wurde|konnte|was|could)\s+)?"
    r"(?:(?:leider\s+)?nicht (?:gefunden|vorhanden)|existiert (?:leider )?nicht|not (?:be )?found|does not exist)"
    r"|not found\b|nicht gefunden\b)",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_WORDPRESS = re.compile(
    r"/wp-(?:content|includes|json)/|<meta[^>]{0,60}generator[^>]{0,40}WordPress", re.IGNORECASE
)
_INSTALLED = re.compile(r"[\"'(]([^\"'()\s<>]{0,200}?)/wp-(?:content|includes)/")
_START = 4_096
_SHORT_PAGE = 40_000
_LITTLE_TEXT = 1_500
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
    def wordpress_root(self) -> str:
        """Where WordPress is installed, by the addresses of its own files: a site may have it in a folder."""
        found = _INSTALLED.search(self.html)
        url = absolute(f"{found[1]}/", self.url) if found else ""
        return url if url and same_site(url, self.url) else urljoin(self.url, "/")

    @property
    def wordpress(self) -> bool:
        """Whether the page looks like one of WordPress."""
        return bool(_WORDPRESS.search(self.html))

    @property
    def words(self) -> int:
        """How many characters of text the page shows."""
        return sum(len(block.text) for block in self.page.blocks)

    @property
    def says_missing(self) -> bool:
        """Whether the page says that it is not there, or that something broke, though its status says otherwise."""
        if _NOT_THERE.match(self.page.title):
            return True
        heads = (block.text for block in self.page.blocks if block.heading)
        return self.words < _LITTLE_TEXT and any(_NOT_THERE.match(text) for text in heads)

    @property
    def asks_for_login(self) -> bool:
        """Whether the page is little more than a form that asks for a password."""
        return self.words < _LITTLE_TEXT and bool(_PASSWORD.search(self.html))

    @property
    def shows_little(self) -> bool:
        """Whether the page's HTML shows hardly a word."""
        return self.words < _FEW_WORDS

    @property
    def onward(self) -> str:
        """Where a page without anything on it sends its visitors by itself, "" where it does not."""
        return self.page.refresh if self.shows_little else ""

    @property
    def drawn_by_script(self) -> bool:
        """Whether scripts draw the page in the browser, or frames hold it, so that its HTML shows nothing of it."""
        linked = any(link.url for link in self.page.links)
        return self.page.scripts > 0 and self.shows_little and not linked


def visit(look: Look, url: str) -> Visited:
    """Fetch a page. Raises CollectError, NotAPageError among them where the answer is no page of the site."""
    return read_visit(look.fetcher.get(url))


def read_visit(answer: Answer) -> Visited:
    """Return the page of an answer.

    Raises NotAPageError where it is empty, not HTML, a challenge, a parked domain, or a page that says that it is none.
    """
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
    visited = Visited(read_page(html, answer.url), html, answer.headers, answer)
    if visited.words < _LITTLE_TEXT and len(html) < _SHORT_PAGE and _PARKED.search(html):
        raise NotAPageError("The site shows a page of a domain that is for sale or parked.")
    if visited.words < _LITTLE_TEXT and _SERVER_PAGE.search(html):
        raise NotAPageError("The site shows a page of its server in place of its own.")
    if visited.says_missing:
        raise NotAPageError("The page says that it is not there, or that something broke, with status 200.")
    return visited


def is_feed(answer: Answer) -> bool:
    """Say whether an answer is a feed by its first characters, whatever its content type says."""
    start = answer.body[:_START].decode("utf-8", "replace").lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    return bool(_FEED.match(start) or _JSON_FEED.match(start))
