"""What stands on the legal pages and at the foot of the home page: sentences that name law, and what a notice states."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

from account_health.connectors.blog.contacts import emails_on, made_up_emails_on
from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.legal import LegalPages
from account_health.connectors.blog.legal_marks import calls_itself_legal
from account_health.connectors.blog.page import Block, Page
from account_health.connectors.blog.strangers import own_part
from account_health.connectors.blog.structured import owner_data
from account_health.model import (
    LegalPlace,
    LegalSentence,
    LegalWording,
    NoticeContent,
    NotOffered,
    Unavailable,
)
from account_health.model.company import Company
from account_health.text.hosts import same_site
from account_health.text.legal_wording import legal_sentences, sample_text, sentence_of_link
from account_health.text.normalise import company_key, words
from account_health.text.profile_keys import profile_of

MOST: Final = 60
LEAST: Final = 300
"""Characters of a notice that is whole."""
_REGISTER: Final = re.compile(
    r"\b(?:HR[AB]|GnR|PR|VR|GsR)\b[\s:.-]*(?:nr\.?|nummer)?[\s:.-]*\d|amtsgericht|registergericht|\w*register\b|\w*registernummer|register(?:-nr|nummer|eintrag)|\bHR\b[^\n]{0,40}\b[AB]\b[\s:.-]*(?:nr\.?)?\s*\d"
    r"|\bFN\s?:?\s?\d|firmenbuch|landesgericht|handelsgericht|\bFL-\d{4}",
    re.IGNORECASE,
)
_AT_SIGN: Final = re.compile(
    r"[\[({<‹]\s?(?:at|ät|a|@|klammeraffe)\s?[\])}>›]|\bmailto:|&#0*64;|@", re.IGNORECASE
)
_EMPTY_LINK: Final = re.compile(r"\s*mailto:\s*(?:\?|$)", re.IGNORECASE)
_VARIABLE: Final = re.compile(r"\{\{[^{}]{1,60}\}\}|\$\{[\w.]{1,60}\}|<%=?[^%]{1,60}%>")
"""What a template fills in: on the server, where it was forgotten, or in the visitor's browser."""
_MAIL_LABEL: Final = re.compile(r"\be-?mail(?:-?adresse)?\s*[:.]?\s*$|^\W*(?:e-?)?mail\b\W*$", re.IGNORECASE)
_MAIL_PICTURE: Final = re.compile(
    r"<img\b[^<>]{0,400}(?:mail|kontakt|contact|adress)|<script\b[^<>]*>[^<]{0,3000}(?:mail|@|fromCharCode)|javascript:[^\"'<>]{0,200}mail",
    re.IGNORECASE,
)
"""What may show an address that no program reads."""
_APPLIES: Final = re.compile(
    r"\bgilt (?:eben(?:so|falls) |auch |ferner |zugleich )+(?:für|auf)\b|\bimpressum (?:gilt )?(?:auch )?für\b|\balso applies to\b|\bapplies (?:also )?to\b"
    r"|\bs['’]applique (?:aussi|également)\b",
    re.IGNORECASE,
)
_WRITTEN: Final = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:[\w-]+\.)?(?:facebook|fb|instagram|x|twitter)\.com/[^\s<>\"'|,;)]{2,200}",
    re.IGNORECASE,
)
_PLATFORMS: Final = MappingProxyType(
    {
        "facebook": re.compile(r"\bfacebook(?!\.\w|[\w/-])", re.IGNORECASE),
        "instagram": re.compile(r"\binstagram(?!\.\w|[\w/-])", re.IGNORECASE),
        "x": re.compile(r"\b(?:X|Twitter|twitter)(?!\.\w|[\w/-])"),
    }
)
"""Platforms by name, where no address follows."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A page and those of its blocks and links that count at one place."""

    place: LegalPlace
    page: Page


def wording(home: Visited, legal: LegalPages, company: Company) -> LegalWording:
    """Return the sentences of the legal pages and of the home page's foot that name law or services, each once."""
    found: dict[str, LegalSentence] = {}
    texts = [*_texts(home, legal), _Text("footer", _foot(home.page))]
    for text in texts:
        for sentence in _sentences(own_part(text.page, company.facts).page):
            found.setdefault(sentence, LegalSentence(sentence, text.page.url, text.place))
    read = tuple(dict.fromkeys(text.place for text in texts))
    return LegalWording(tuple(found.values())[:MOST], read, legal.unread)


def notice_content(
    home: Visited, legal: LegalPages, company: Company
) -> NoticeContent | Unavailable | NotOffered:
    """Return what the legal notice states; why it could not be read; not offered where there is none."""
    found = next((one for place, one in legal.read if place == "imprint"), None)
    if found is None:
        return legal.gap or NotOffered()
    page = _legal_part(found.page) if found is home else found.page
    own = own_part(page, company.facts).page
    text = "\n".join(block.text for block in own.blocks if not block.post)
    said = f" {' '.join(words(text))} "
    names = (company_key(name) for name in (company.name, company.legal_name) if name)
    named = any(f" {' '.join(name)} " in said for name in names if name)
    variables = tuple(match[0] for match in _VARIABLE.finditer(text))
    forgotten = () if page.scripts else variables
    return NoticeContent(
        url=found.url,
        whole=named and len(text) >= LEAST and not variables,
        samples=tuple(dict.fromkeys((*sample_text(text), *forgotten, *made_up_emails_on(own)))),
        email=_email(found, own, text),
        register=bool(_REGISTER.search(text)),
        covers=_covered(page, home.page),
    )


def _covered(page: Page, home: Page) -> tuple[str, ...]:
    """Return for which profiles and platforms a notice says that it is meant, in its own words and links.

    Icons at the foot or in the head of every page are no such statement; a passage such as "gilt auch für" counts wherever
    it stands, and so do the profiles that the owner's own data (JSON-LD `sameAs`) names as the company itself.
    """
    blocks = tuple(one for one in page.blocks if not one.footer and not one.post)
    first = next((n for n, one in enumerate(blocks) if one.heading and calls_itself_legal(one.text)), 0)
    body = _only(page, blocks[first:])
    written = [match[0] for block in body.blocks for match in _WRITTEN.finditer(block.text)]
    linked = [link.url for link in body.links if link.url and not link.footer]
    said = " ".join(block.text for one in (page, home) for block in one.blocks if _APPLIES.search(block.text))
    platforms = [name for name, words in _PLATFORMS.items() if words.search(said)]
    stated = owner_data((*home.structured, *page.structured)).profiles
    profiles = [one for one in (*linked, *written, *stated) if profile_of(one)]
    return tuple(dict.fromkeys((*platforms, *profiles)))[:MOST]


def _email(found: Visited, own: Page, text: str) -> Literal["stated", "missing", "unsure"]:
    """Return whether an e-mail address of the company stands on the page in any form; unsure where something may hide one.

    That of the chamber or of whoever made the site is none, unless it lies on the company's own site.
    """
    page = found.page
    linked = any(_AT_SIGN.match(one.href) and not _EMPTY_LINK.match(one.href) for one in own.links)
    ours = any(same_site(f"https://{one.value.rpartition('@')[2]}/", page.url) for one in emails_on(page))
    if emails_on(own) or linked or ours or _AT_SIGN.search(text):
        return "stated"
    if any(_EMPTY_LINK.match(one.href) for one in own.links):
        return "missing"
    labelled = any(_MAIL_LABEL.search(block.text) for block in page.blocks)
    return "unsure" if page.sealed or labelled or _MAIL_PICTURE.search(found.html) else "missing"


def _texts(home: Visited, legal: LegalPages) -> Iterator[_Text]:
    for place, one in legal.read:
        yield _Text(place, _legal_part(one.page) if one is home else one.page)


def _legal_part(page: Page) -> Page:
    """Return a page from the heading on that calls itself legal, nothing of one that has no such heading."""
    first = next(
        (n for n, one in enumerate(page.blocks) if one.heading and calls_itself_legal(one.text)), None
    )
    return _only(page, page.blocks[first:] if first is not None else ())


def _foot(page: Page) -> Page:
    """Return the foot of a page, which says who made the page and what holds for all of it."""
    return replace(
        _only(page, tuple(one for one in page.blocks if one.footer)),
        links=tuple(one for one in page.links if one.footer),
    )


def _only(page: Page, blocks: tuple[Block, ...]) -> Page:
    """Return a page with these of its blocks, and with the links whose words stand there."""
    text = "\n".join(block.text for block in blocks)
    return replace(
        page, blocks=blocks, links=tuple(one for one in page.links if one.text and one.text in text)
    )


def _sentences(page: Page) -> Iterator[str]:
    for block in page.blocks:
        if not block.post:
            yield from legal_sentences(block.text)
    for link in page.links:
        around = next((one.text for one in page.blocks if link.text and link.text in one.text), link.text)
        sentence = None if link.post else sentence_of_link(around, link.text, link.url)
        if sentence is not None:
            yield sentence
