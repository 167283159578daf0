"""Fetches pages of a site, and refuses what is no page of it: other content, challenges, parked domains."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from account_health.connectors.blog.answer_kinds import CONTENT, DETAILS, Answered, Kind
from account_health.connectors.blog.answering import FEW_CHARACTERS, what_answers
from account_health.connectors.blog.page import Page
from account_health.connectors.blog.page_reader import read_page
from account_health.connectors.connector import Look
from account_health.connectors.feeds.entry import absolute
from account_health.connectors.http.answer import Answer
from account_health.model.errors import NotAPageError
from account_health.text.hosts import same_site

_HTML = re.compile(r"^\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|meta|script|body|title|div|p|a|b|br|h1|center|table|img|frameset|iframe)\b",
    re.IGNORECASE,
)
_FEED = re.compile(
    r"^\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:rdf|channel)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(r"^\s*\{[^{]{0,500}jsonfeed\.org/version", re.IGNORECASE | re.DOTALL)
_WORDPRESS = re.compile(
    r"/wp-(?:content|includes|json)/|<meta[^>]{0,60}generator[^>]{0,40}WordPress", re.IGNORECASE
)
_INSTALLED = re.compile(r"[\"'(]([^\"'()\s<>]{0,200}?)/wp-(?:content|includes)/")
_START = 4_096
_WALLS = frozenset(
    kind.value for kind in (Kind.CHALLENGE, Kind.CONSENT, Kind.AGE, Kind.LOGIN, Kind.MAINTENANCE)
)


@dataclass(frozen=True, slots=True, repr=False)
class Visited:
    """A page that was fetched: what it shows, its HTML, and the headers that came with it.

    `shown_at` is the address of the page that shows this one inside of itself, "" where none does.
    """

    page: Page
    html: str
    headers: Mapping[str, str]
    answer: Answer
    answered: Answered = CONTENT
    shown_at: str = ""

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
    def shows_little(self) -> bool:
        """Whether the page's HTML shows hardly a word."""
        return self.words < FEW_CHARACTERS

    @property
    def drawn_by_script(self) -> bool:
        """Whether scripts draw the page in the browser, or frames hold it, so that its HTML shows nothing of it."""
        return self.answered.kind in {Kind.SCRIPT, Kind.ELSEWHERE}


def visit(look: Look, url: str) -> Visited:
    """Fetch a page. Raises CollectError, NotAPageError among them where the answer is no page of the site."""
    return read_visit(look.fetcher.get(url))


def read_visit(answer: Answer) -> Visited:
    """Return the page of an answer.

    Raises NotAPageError where it is empty, not HTML, a challenge, a parked domain, or a page that says that it is none.
    """
    if not answer.body.strip():
        raise NotAPageError("The site answers with an empty page.", "empty")
    content = answer.headers.get("content-type", "")
    if (content and not _HTML.match(content)) or b"\x00" in answer.body[:_START]:
        raise NotAPageError(
            f"The site answers with {content.partition(';')[0][:60] or 'binary data'}, not with a page."
        )
    if not _MARKUP.search(answer.text()):
        raise NotAPageError("The site answers with something that is not HTML.")
    shown = read_as_shown(answer)
    kind = shown.answered.kind
    if kind in DETAILS and kind is not Kind.ELSEWHERE:
        raise NotAPageError(DETAILS[kind], kind.value)
    return shown


def read_as_shown(answer: Answer) -> Visited:
    """Return what an answer shows, whatever it is and whatever its status."""
    html = answer.text()
    page = read_page(html, answer.url)
    answered = what_answers(page, html, answer.headers, answer.status)
    return Visited(page, html, answer.headers, answer, answered)


def refuse_wall(answer: Answer) -> None:
    """Raise NotAPageError where an answer is what stands before a site: behind it may be what was asked for."""
    try:
        read_visit(answer)
    except NotAPageError as error:
        if error.kind in _WALLS:
            raise


def is_feed(answer: Answer) -> bool:
    """Say whether an answer is a feed by its first characters, whatever its content type says."""
    start = answer.body[:_START].decode("utf-8", "replace").lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    return bool(_FEED.match(start) or _JSON_FEED.match(start))
