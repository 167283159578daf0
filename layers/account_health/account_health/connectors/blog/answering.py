"""Who answers here? Decides what an answer is: the company's own content, or something that stands in its place.

Structure first: how much a page says of its own, whether its links lead to pages of its own, whether it is the same for
every address. A page with content of its own is content, whatever words it holds. Of the rest marks in headers and code
decide, and words last. Pure: it gets what was fetched and asks for nothing.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from html import unescape
from http import HTTPStatus
from typing import Final
from urllib.parse import urljoin, urlsplit

from account_health.connectors.blog import answer_marks as marks
from account_health.connectors.blog.answer_kinds import Answered, Kind
from account_health.connectors.blog.entrance import way_in
from account_health.connectors.blog.leading import HIDDEN, SHORT_PAGE, leads_to
from account_health.connectors.blog.page import Page
from account_health.text.hosts import host_of, same_site

LITTLE_TEXT: Final = 1_500
"""Characters; whoever says more has something of its own to say."""
FEW_CHARACTERS: Final = 60
ENOUGH_LINKS: Final = 3
"""Pages of its own that a page leads to, which make its text a site."""
_OWN_TEXT: Final = 250
_A_SENTENCE: Final = 25
_EARLY: Final = 12

_PASSWORD = re.compile(r"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_MAIL_FORM = re.compile(r"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?email\b", re.IGNORECASE)
_NO_PAGE = re.compile(
    r"impressum|imprint|legal|datenschutz|privacy|agb|terms|tos\b|contact|kontakt|login|anmelden|wp-admin|password|search|suche|mentions",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:impressum|imprint|legal notice|offenlegung|datenschutz(?!-?(?:einstellung|präferenz))\w*|privacy (?:policy|notice)|mentions légales"
    r"|politique de confidentialité)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_PARTS = re.compile(r"\s+[–—|·:»›-]\s+|\s*[|·»›]\s*|:\s+")


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
    if status == HTTPStatus.PAYMENT_REQUIRED:
        return Answered(Kind.EXPIRED)
    if seen.shows_advertising:
        return Answered(Kind.PARKED)
    leads = leads_to(page, html, headers) if seen.shows_little else None
    if leads is not None:
        return leads
    return _said(seen, status)


def _said(seen: "_Seen", status: int) -> Answered:
    """Decide what a page is that leads nowhere by itself; one that is nothing else may be the entrance of a site."""
    missing = seen.says_missing
    if missing:
        return Answered(Kind.BROKEN if marks.SERVER_ERROR.search(missing) else Kind.MISSING)
    way = way_in(seen.page)
    if not way and (seen.has_content or seen.is_legal):
        return Answered(Kind.CONTENT)
    rules = (
        (seen.is_challenge(status), Kind.CHALLENGE),
        (seen.is_expired, Kind.EXPIRED),
        (seen.is_parked, Kind.PARKED),
        (seen.is_consent, Kind.CONSENT),
        (seen.asks_for_age, Kind.AGE),
        (seen.is_of_a_machine, Kind.PLACEHOLDER),
        (seen.is_broken, Kind.BROKEN),
        (seen.is_in_the_making, Kind.MAINTENANCE),
        (seen.asks_for_login, Kind.LOGIN),
        (seen.is_maintenance, Kind.MAINTENANCE),
        (seen.is_placeholder, Kind.PLACEHOLDER),
        (seen.is_drawn, Kind.SCRIPT),
    )
    kind = next((kind for holds, kind in rules if holds), Kind.CONTENT)
    return Answered(Kind.ELSEWHERE, way) if way and kind is Kind.CONTENT else Answered(kind)


class _Seen:
    """One page under the question who answers; everything is read off once."""

    def __init__(self, page: Page, html: str) -> None:
        self.page = page
        self.html = html[:SHORT_PAGE] if len(html) > SHORT_PAGE else html
        self.short = len(html) < SHORT_PAGE
        self.texts = tuple(block.text for block in page.blocks)
        self.characters = sum(map(len, self.texts))
        self.heads = (page.title, *(block.text for block in page.blocks if block.heading))
        self.own_links = own_links(page)
        hidden = " ".join(HIDDEN.findall(self.html)) if self.short else ""
        self.words = " ".join((page.title, *self.texts, unescape(_TAG.sub(" ", hidden))))

    # --- structure --------------------------------------------------------------------------------

    @property
    def has_content(self) -> bool:
        """Whether the page says something of its own: much text, or text and pages that it leads to."""
        if self.characters >= LITTLE_TEXT or not self.short:
            return True
        return self.own_links >= ENOUGH_LINKS and self.characters >= _A_SENTENCE

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
    def says_missing(self) -> str:
        """How the page says that it is not there: its title as a whole, or a part of it and it says little else; "" where it does not."""
        parts = [part for head in self.heads for part in _PARTS.split(head)]
        said = [self.page.title, *(parts if self.characters < LITTLE_TEXT else ())]
        return next((part for part in said if marks.NOT_THERE.match(part)), "")

    @property
    def asks_for_login(self) -> bool:
        return bool(_PASSWORD.search(self.html))

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
        alone = not any(link.url for link in self.page.links)
        if alone and ((said and self.page.scripts > 0) or self._is_blocked):
            return True
        return status == HTTPStatus.ACCEPTED and self.page.scripts > 0 and self.shows_little

    @property
    def _is_blocked(self) -> bool:
        return self.characters < _OWN_TEXT and bool(marks.BLOCKED_WORDS.search(self.words))

    @property
    def _bare_name(self) -> bool:
        """Whether title or heading is the host's own name: what machines write over pages that nobody made."""
        return any(
            host_of(part) == host_of(self.page.url) for head in self.heads[:3] for part in head.split()[:1]
        )

    @property
    def shows_advertising(self) -> bool:
        """Whether it bears the code of those who park domains and a second sign: its links are advertising, on its own host, too."""
        if not self.short or self.characters >= LITTLE_TEXT:
            return False
        return self._bears_parking_code and any(self._parking_signs)

    @cached_property
    def _bears_parking_code(self) -> bool:
        return bool(marks.PARKING_CODE.search(self.html.lower()))

    @cached_property
    def _parking_signs(self) -> tuple[bool, ...]:
        return (
            any(marks.SALE_WORDS.search(text) for text in (self.page.title, *self.texts)),
            any(marks.RELATED_WORDS.search(text) for text in self.texts),
            self._bare_name,
        )

    @property
    def is_parked(self) -> bool:
        signs = self._parking_signs
        path = urlsplit(self.page.url).path.rstrip("/")
        return (
            sum((self._bears_parking_code, *signs)) > 1
            or (self._bears_parking_code and self.shows_little)
            or path == "/lander"
            or self._sold_in_a_heading
        )

    @property
    def _sold_in_a_heading(self) -> bool:
        """A heading offers the domain, or a sentence that begins so on a page with hardly another one."""
        sentences = [sentence for text in self.texts for sentence in _SENTENCES.split(text)]
        begun = [
            text for text in sentences if (found := marks.SALE_WORDS.search(text)) and found.start() < _EARLY
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
        named = any(marks.CONSENT_MATTERS.search(text) for text in about)
        acts = any(marks.CONSENT_ACTS.search(text) for text in about)
        # A page that leads to others of its site has a banner in it and needs less to say beside.
        most = FEW_CHARACTERS if self.own_links else FEW_CHARACTERS * 2
        return named and acts and asked and rest < most and sum(map(len, about)) > rest

    @property
    def asks_for_age(self) -> bool:
        """The page asks how old its reader is, and says hardly anything else."""
        rest = sum(len(text) for text in self.texts if not marks.AGE_WORDS.search(text))
        return rest < FEW_CHARACTERS * 2 and any(marks.AGE_WORDS.search(text) for text in self.texts)

    @property
    def is_in_the_making(self) -> bool:
        """A sentence says of the website that it is made, and hardly anything else stands there; a door may stand beside it."""
        said = any(marks.SITE_IN_THE_MAKING.search(text) for text in (self.page.title, *self.texts))
        return said and self._beside_heads < _OWN_TEXT

    @property
    def is_of_a_machine(self) -> bool:
        """A maker asks to be set up; or a page says that it is made, and is called by nothing but its host's name."""
        setting_up = bool(marks.INSTALLER_PATH.search(urlsplit(self.page.url).path))
        return setting_up or (self._bare_name and (self.is_in_the_making or self.is_maintenance))

    @property
    def is_broken(self) -> bool:
        return any(marks.BROKEN_WORDS.search(text) for text in (self.page.title, *self.texts))

    @property
    def is_maintenance(self) -> bool:
        parts = [part for head in self.heads for part in _PARTS.split(head)]
        whole = any(marks.MAINTENANCE_WORDS.fullmatch(part.strip()) for part in (*self.heads, *parts))
        return (whole or self._collects_addresses) and self._beside_heads < _OWN_TEXT

    @property
    def _beside_heads(self) -> int:
        return sum(len(text) for text in self.texts if text not in self.heads)

    @property
    def _collects_addresses(self) -> bool:
        """Whether a sentence says that it starts soon, beside a form for whoever wants to be told."""
        sentences = (sentence for text in self.texts for sentence in _SENTENCES.split(text))
        return bool(_MAIL_FORM.search(self.html)) and any(map(marks.MAINTENANCE_WORDS.fullmatch, sentences))

    @property
    def is_placeholder(self) -> bool:
        if any(marks.PLACEHOLDER_WORDS.search(text) for text in (self.page.title, *self.texts)):
            return True
        said = self.heads if self.characters >= _OWN_TEXT else (self.page.title, *self.texts)
        return any(marks.REGISTERED_WORDS.search(text) for text in said)


def own_links(page: Page) -> int:
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
