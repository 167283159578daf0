"""Who answers here? Decides what an answer is: the company's own content, or something that stands in its place.

Structure first: how much a page says of its own, whether its links lead to pages of its own, whether it is the same for
every address. A page with content of its own is content, whatever words it holds. Of the rest marks in headers and code
decide, and words last. Pure: it gets what was fetched and asks for nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from html import unescape
from typing import Final
from urllib.parse import urljoin, urlsplit

from account_health.connectors.blog import answer_marks as marks
from account_health.connectors.blog.page import Page
from account_health.connectors.feeds.entry import absolute
from account_health.text.hosts import host_of, same_site

LITTLE_TEXT: Final = 1_500
"""Characters; whoever says more has something of its own to say."""
FEW_CHARACTERS: Final = 60
SHORT_PAGE: Final = 40_000
_OWN_LINKS: Final = 3
_OWN_TEXT: Final = 250
_A_SENTENCE: Final = 25
_EARLY: Final = 12

_PASSWORD = re.compile(r"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_NO_PAGE = re.compile(
    r"impressum|imprint|legal|datenschutz|privacy|agb|terms|tos\b|contact|kontakt|login|anmelden|wp-admin|password|search|suche|mentions",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:impressum|imprint|legal notice|offenlegung|datenschutz\w*|privacy (?:policy|notice)|mentions légales"
    r"|politique de confidentialité)\b",
    re.IGNORECASE,
)
_FRAME = re.compile(r"<i?frame\b[^<>]{0,1000}?\bsrc\s*=\s*[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^<>]{0,2000}>(.{0,4000}?)</script>", re.IGNORECASE | re.DOTALL)
_SENT_ON = re.compile(
    r"(?:\blocation(?:\.href)?\s*=(?!=)\s*|\blocation\.(?:replace|assign)\s*\(\s*|\bnavigate\s*\(\s*)[\"'`]([^\"'`\s<>]{1,2000})[\"'`]"
)
_CLICKED = re.compile(
    r"\bonclick\s*=\s*\"[^\"<>]{0,200}?location[^\"<>]{0,40}?'([^'<>]{1,2000})'", re.IGNORECASE
)
_NOSCRIPT = re.compile(r"<noscript\b[^<>]{0,500}>(.{0,8000}?)</noscript>", re.IGNORECASE | re.DOTALL)
_NOSCRIPT_LINK = re.compile(r"<a\b[^<>]{0,500}?\bhref\s*=\s*[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)
_REFRESH = re.compile(r"\s*\d{1,2}(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'\s]{1,2000})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_PARTS = re.compile(r"\s+[–—|·:»›-]\s+|\s*[|·»›]\s*|:\s+")


class Kind(Enum):
    """What an answer is. All but CONTENT and SCRIPT stand in the place of the company's page."""

    CONTENT = "content"
    SCRIPT = "script"
    CHALLENGE = "challenge"
    CONSENT = "consent"
    PARKED = "parked"
    EXPIRED = "expired"
    PLACEHOLDER = "placeholder"
    MAINTENANCE = "maintenance"
    LOGIN = "login"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"


DETAILS: Final[Mapping[Kind, str]] = {
    Kind.CHALLENGE: "The site asks whether we are a person (challenge page).",
    Kind.CONSENT: "The site shows a question about cookies in place of its page.",
    Kind.PARKED: "The site shows a page of a domain that is for sale or parked.",
    Kind.EXPIRED: "The site shows a page that says that the domain or its plan has expired.",
    Kind.PLACEHOLDER: "The site shows a page of its server in place of its own.",
    Kind.MAINTENANCE: "The site says that it is being worked on, or that it opens soon.",
    Kind.LOGIN: "The site asks for a password before it shows anything.",
    Kind.ELSEWHERE: "The page only leads to another one, by a frame or a script that we do not follow.",
    Kind.MISSING: "The page says that it is not there, or that something broke, with status 200.",
}
"""Kind -> what is told of it to whoever looks after the site."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What answered.

    `onward` is where the page only leads to, absolute, "" where nobody can say; `frame` says that it shows that address
    inside of itself.
    """

    kind: Kind
    onward: str = ""
    frame: bool = False

    @property
    def ours_to_judge(self) -> bool:
        """Whether something may be called missing here: only own content is judged."""
        return self.kind is Kind.CONTENT


CONTENT: Final = Answered(Kind.CONTENT)


def what_answers(page: Page, html: str, headers: Mapping[str, str], status: int = 200) -> Answered:
    """Decide what an answer is.

    Args:
        page: what the HTML shows, read with the address that answered.
        html: the HTML itself.
        headers: the answer's, with lower-case names.
        status: the answer's.
    """
    seen = _Seen(page, html)
    if any(value.search(headers.get(name, "")) for name, value in marks.CHALLENGE_HEADERS.items()):
        return Answered(Kind.CHALLENGE)
    if onward := seen.onward(headers):
        return onward
    if seen.says_missing:
        return Answered(Kind.MISSING)
    if seen.has_content or seen.is_legal:
        return Answered(Kind.CONTENT)
    rules = (
        (seen.is_challenge(status), Kind.CHALLENGE),
        (seen.is_expired, Kind.EXPIRED),
        (seen.is_parked, Kind.PARKED),
        (seen.is_consent, Kind.CONSENT),
        (seen.asks_for_login, Kind.LOGIN),
        (seen.is_maintenance, Kind.MAINTENANCE),
        (seen.is_placeholder, Kind.PLACEHOLDER),
        (seen.is_drawn, Kind.SCRIPT),
    )
    return Answered(next((kind for holds, kind in rules if holds), Kind.CONTENT))


def same_page(one: str, other: str) -> bool:
    """Say whether two addresses gave the same page, numbers aside: what a site answers to a made-up address is no page."""
    return _without_numbers(one) == _without_numbers(other)


def _without_numbers(html: str) -> str:
    return re.sub(r"[0-9a-f]{8,}|\d+", "", _TAG.sub(" ", html[:SHORT_PAGE]).lower())


class _Seen:
    """One page under the question who answers; everything is read off once."""

    def __init__(self, page: Page, html: str) -> None:
        self.page = page
        self.html = html[:SHORT_PAGE] if len(html) > SHORT_PAGE else html
        self.short = len(html) < SHORT_PAGE
        self.texts = tuple(block.text for block in page.blocks)
        self.characters = sum(map(len, self.texts))
        self.heads = (page.title, *(block.text for block in page.blocks if block.heading))
        self.own_links = _own_links(page)
        hidden = " ".join(_NOSCRIPT.findall(self.html)) if self.short else ""
        self.words = " ".join((page.title, *self.texts, unescape(_TAG.sub(" ", hidden))))

    # --- structure --------------------------------------------------------------------------------

    @property
    def has_content(self) -> bool:
        """Whether the page says something of its own: much text, or text and pages that it leads to."""
        if self.characters >= LITTLE_TEXT or not self.short:
            return True
        return self.own_links >= _OWN_LINKS and self.characters >= _A_SENTENCE

    @property
    def is_legal(self) -> bool:
        """Whether the page calls itself a legal notice or a privacy policy: these speak of cookies, too."""
        return any(_LEGAL.search(head) for head in self.heads)

    @property
    def shows_little(self) -> bool:
        return self.characters < FEW_CHARACTERS

    @property
    def is_drawn(self) -> bool:
        """Whether scripts draw the page in the browser, or frames hold it."""
        return self.page.scripts > 0 and self.shows_little and not any(link.url for link in self.page.links)

    @property
    def says_missing(self) -> bool:
        """Whether the page says that it is not there: its title as a whole, or a part of it and it says little else."""
        if marks.NOT_THERE.match(self.page.title):
            return True
        parts = [part for head in self.heads for part in _PARTS.split(head)]
        return self.characters < LITTLE_TEXT and any(marks.NOT_THERE.match(part) for part in parts)

    @property
    def asks_for_login(self) -> bool:
        return bool(_PASSWORD.search(self.html))

    def onward(self, headers: Mapping[str, str]) -> Answered | None:
        """Return where a page leads that does nothing but lead there."""
        if not self.shows_little:
            return None
        by_header = _REFRESH.match(headers.get("refresh", ""))
        by_itself = by_header[1] if by_header else self.page.refresh
        if by_itself:
            return self._to(by_itself)
        bare = self.html
        linked = [url for hidden in _NOSCRIPT.findall(bare) for url in _NOSCRIPT_LINK.findall(hidden)]
        if not self.short or any(link.url and link.href not in linked for link in self.page.links):
            return None
        frame = [] if marks.CHALLENGE_CODE.search(bare) else _FRAME.findall(bare)
        code = " ".join(script for script in _SCRIPT.findall(bare) if _SENT_ON.search(script))
        sent = _SENT_ON.search(code) or _CLICKED.search(bare)
        if sent and not marks.CHALLENGE_CODE.search(bare):
            return self._to(sent[1])
        if frame and all("googletagmanager" not in url for url in frame):
            found = self._to(frame[0])
            return Answered(Kind.ELSEWHERE, found.onward if len(frame) == 1 and found else "", frame=True)
        own = [url for url in linked if same_site(absolute(url, self.page.url), self.page.url)]
        return self._to(own[0]) if own and not self.page.scripts else None

    def _to(self, url: str) -> Answered | None:
        to = absolute(unescape(url), self.page.url)
        return Answered(Kind.ELSEWHERE, to) if to and to != self.page.url else None

    # --- marks and words --------------------------------------------------------------------------

    def is_challenge(self, status: int) -> bool:
        """A gate's own code and hardly anything else; or its words with a script; or an answer that is "not yet" one."""
        code = bool(marks.CHALLENGE_CODE.search(self.html))
        said = bool(marks.CHALLENGE_WORDS.search(self.words))
        asks = said or bool(marks.ENABLE_SCRIPTS.search(self.words))
        captcha = bool(marks.CAPTCHA_CODE.search(self.html))
        headed = any(marks.CHALLENGE_WORDS.search(head) for head in self.heads)
        if (code and (asks or self.shows_little)) or (captcha and asks) or headed:
            return True
        if said and self.page.scripts > 0 and not any(link.url for link in self.page.links):
            return True
        return status == 202 and self.page.scripts > 0 and self.shows_little  # noqa: PLR2004 - accepted, not done

    @property
    def _bare_name(self) -> bool:
        """Whether title or heading is the host's own name: what machines write over pages that nobody made."""
        return any(
            host_of(part) == host_of(self.page.url) for head in self.heads[:3] for part in head.split()[:1]
        )

    @property
    def is_parked(self) -> bool:
        signs = (
            bool(marks.PARKING_CODE.search(self.html)),
            any(marks.SALE_WORDS.search(text) for text in (self.page.title, *self.texts)),
            any(marks.RELATED_WORDS.search(text) for text in self.texts),
            self._bare_name,
        )
        path = urlsplit(self.page.url).path.rstrip("/")
        return (
            sum(signs) > 1 or (signs[0] and self.shows_little) or path == "/lander" or self._sold_in_a_heading
        )

    @property
    def _sold_in_a_heading(self) -> bool:
        """A heading offers the domain, or a sentence that begins so on a page with hardly another one."""
        begun = [
            text for text in self.texts if (found := marks.SALE_WORDS.search(text)) and found.start() < _EARLY
        ]
        if begun and self.characters < _OWN_TEXT:
            return True
        return self.characters < LITTLE_TEXT // 2 and any(
            marks.SALE_WORDS.search(head) for head in self.heads
        )

    @property
    def is_expired(self) -> bool:
        """A heading says so, or a sentence of a page that hardly says anything else."""
        said = [text for text in (self.page.title, *self.texts) if marks.EXPIRED_WORDS.search(text)]
        heads = any(marks.EXPIRED_WORDS.search(head) for head in self.heads)
        return heads or (bool(said) and (self._bare_name or self.characters < _OWN_TEXT))

    @property
    def is_consent(self) -> bool:
        """The page speaks of cookies and consent, and of nothing else."""
        about = [text for text in self.texts if marks.CONSENT_WORDS.search(text)]
        rest = sum(
            len(text)
            for text in self.texts
            if text not in about and len(text) > _A_SENTENCE and not _NO_PAGE.search(text)
        )
        asked = bool(marks.CONSENT_CODE.search(self.html)) or "<button" in self.html.lower()
        asked = asked or bool(marks.CONSENT_PATH.search(urlsplit(self.page.url).path))
        return bool(about) and asked and rest < FEW_CHARACTERS * 2 and sum(map(len, about)) > rest

    @property
    def is_maintenance(self) -> bool:
        parts = [part for head in self.heads for part in _PARTS.split(head)]
        whole = any(marks.MAINTENANCE_WORDS.fullmatch(part.strip()) for part in (*self.heads, *parts))
        rest = sum(len(text) for text in self.texts if text not in self.heads)
        return whole and rest < _OWN_TEXT

    @property
    def is_placeholder(self) -> bool:
        return any(marks.PLACEHOLDER_WORDS.search(text) for text in (self.page.title, *self.texts))


def _own_links(page: Page) -> int:
    """Return to how many further pages of its own site a page leads; legal pages and searches are no content."""
    here = urlsplit(urljoin(page.url, "/")).path
    paths = {
        parts.path.rstrip("/")
        for link in page.links
        if link.url and same_site(link.url, page.url)
        for parts in (urlsplit(link.url),)
        if parts.path not in ("", here, urlsplit(page.url).path) and not _NO_PAGE.search(parts.path)
    }
    return len(paths)
