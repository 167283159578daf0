"""A page that stands before the site, such as a wall of cookies, may link its legal pages; these are read.

The law asks that they can be reached without consent, and what they say of the company is said in public.
"""

from dataclasses import dataclass, replace
from typing import Final

from account_health.connectors.blog.answer_kinds import Answered, Kind
from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.legal import LegalPages, look_at_legal_pages
from account_health.connectors.blog.legal_marks import imprint_link, privacy_link
from account_health.connectors.blog.legal_texts import notice_content, wording
from account_health.connectors.blog.ours import is_foreign, recognised
from account_health.connectors.blog.page_reader import read_page
from account_health.connectors.blog.stated import Stated, nothing_stated, stated
from account_health.connectors.connector import Look
from account_health.connectors.http.answer import Answer
from account_health.model import (
    LegalPage,
    LegalWording,
    NoticeContent,
    NotOffered,
    Site,
    Statements,
    Unavailable,
    WeekHours,
)

BEFORE_A_SITE: Final = frozenset(
    {Kind.CONSENT.value, Kind.AGE.value, Kind.MAINTENANCE.value, Kind.LOGIN.value}
)
"""What a company puts before its own site; gates for programs and sellers of domains put their own links there."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The parts of a snapshot that can be read although something stands before the site."""

    site: Site | Unavailable
    imprint: LegalPage | Unavailable | NotOffered
    privacy: LegalPage | Unavailable | NotOffered
    notice: NoticeContent | Unavailable | NotOffered
    wording: LegalWording | Unavailable
    said: Stated


def read_behind(look: Look, answer: Answer, kind: str, gap: Unavailable) -> Behind:
    """Read the legal pages that a page before the site links; everything else stays unknown for `gap`."""
    html = answer.text()
    page = read_page(html, answer.url)
    wall = Visited(page, html, answer.headers, answer, Answered(Kind(kind)))
    legal = LegalPages(gap, gap, gap=gap)
    if imprint_link(page) or privacy_link(page):
        legal = look_at_legal_pages(look, wall)
    ours = recognised(look, wall, legal.imprint_page) and not is_foreign(look, wall)
    said = nothing_stated(gap)
    words = wording(wall, legal, look.company)
    if legal.imprint_page is not None and ours:
        said = _as_far_as_said(stated(look, wall, legal), gap)
    return Behind(
        # Behind a wall of cookies the site works for visitors; behind a door nobody can tell what works.
        site=Site(look.account.url, answer.url)
        if ours and kind in {Kind.CONSENT.value, Kind.AGE.value}
        else gap,
        imprint=_linked(legal.imprint, gap),
        privacy=_linked(legal.privacy, gap),
        notice=notice_content(wall, legal, look.company) if legal.imprint_page and ours else gap,
        wording=replace(words, gap=words.gap or gap) if legal.read and ours else gap,
        said=said,
    )


def _linked(
    page: LegalPage | Unavailable | NotOffered, gap: Unavailable
) -> LegalPage | Unavailable | NotOffered:
    """Return a legal page; nothing is called missing where the page that would link it was not seen."""
    return gap if isinstance(page, LegalPage) and page.url is None else page


def _as_far_as_said(said: Stated, gap: Unavailable) -> Stated:
    """Return what the legal notice says; what it does not say may stand on the pages that nobody saw."""

    def part(one: Statements | Unavailable) -> Statements | Unavailable:
        return one if isinstance(one, Statements) and one.items else gap

    return Stated(
        phones=part(said.phones),
        emails=part(said.emails),
        addresses=part(said.addresses),
        links=_open(said.links, gap),
        texts=_open(said.texts, gap),
        hours=said.hours if isinstance(said.hours, WeekHours) and said.hours.week is not None else gap,
    )


def _open(one: Statements | Unavailable, gap: Unavailable) -> Statements | Unavailable:
    return replace(one, gap=one.gap or gap) if isinstance(one, Statements) else one
