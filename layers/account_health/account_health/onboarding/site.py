"""Reads the pages of a website that say who its company is: home, legal notice, contact, and where its posts are."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast
from urllib.parse import urldefrag

from account_health.connectors.blog.ahead import Ahead
from account_health.connectors.blog.answer_kinds import CONTENT, Answered, Kind
from account_health.connectors.blog.behind import BEFORE_A_SITE
from account_health.connectors.blog.discovery import find_feed
from account_health.connectors.blog.found import FoundFeed
from account_health.connectors.blog.home import Visited, read_visit, visit
from account_health.connectors.blog.legal import LegalPages, look_at_legal_pages
from account_health.connectors.blog.legal_marks import CONTACT
from account_health.connectors.blog.onward import followed
from account_health.connectors.blog.page import Page
from account_health.connectors.blog.page_reader import read_page
from account_health.connectors.blog.rations import Rations
from account_health.connectors.connector import Look
from account_health.connectors.http.answer import Answer
from account_health.connectors.http.fetcher import Fetcher
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.model import Reason, Unavailable
from account_health.model.company import Account, Company, ReportSettings
from account_health.model.errors import CollectError, NotAPageError
from account_health.onboarding.countries import country_of
from account_health.text.hosts import brand_of, same_site

MOST_REQUESTS: Final = 13
"""Of one first look, robots.txt and what leads to the home page left out: nobody there has asked for us yet."""
FOR_EACH: Final = (6, 4, 2)
"""Requests for the posts, for the legal pages, for contact and opening hours."""
NOT_SEEN: Final = FoundFeed(
    Unavailable(Reason.UNREADABLE, "The home page shows nothing of the site."),
    Unavailable(Reason.UNREADABLE, "The home page shows nothing of the site."),
)
NOBODY: Final = "nobody@localhost.invalid"
_PLACES: Final = re.compile(
    r"^\W*(?:(?:unsere? )?(?:öffnungszeiten|sprechzeiten|filialen|standorte?|l[äa]den|laden|hofladen|gesch[äa]ft|besuch)"
    r"|so finden sie (?:uns|zu uns)|anfahrt|find us|visit(?: us)?|opening (?:hours|times)|(?:our )?(?:stores?|shops?|locations?))\b",
    re.IGNORECASE,
)
"""What links are called that lead to hours and branches."""


@dataclass(frozen=True, slots=True)
class ReadSite:
    """The pages of a site that were read. `others` are contact pages and those with hours, without home and legal notice."""

    home: Visited
    legal: LegalPages
    others: tuple[Page, ...]
    posts: FoundFeed

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page once, the home page first, then the legal notice."""
        found = {self.home.page.url: self.home.page}
        imprint = self.legal.imprint_page
        for page in (*([imprint] if imprint is not None else []), *self.others):
            found.setdefault(page.url, page)
        return tuple(found.values())


def read_site(url: str, network: Network, pool: Pool, now: datetime) -> ReadSite:
    """Read a site of which nothing is known but its address; raises CollectError where its home page cannot be read."""
    fetcher = network.fetcher()
    look = _look(url, pool, now, fetcher, "DE")
    home = _home(look, fetcher.get(url))
    country = country_of((home.page,), home.url)
    search, law, more = (
        _look(home.shown_at or home.url, pool, now, fetcher, country or "DE")
        for fetcher in Rations(fetcher, MOST_REQUESTS + fetcher.requests - 1).shares(FOR_EACH)
    )
    calls: list[Callable[[], object]] = [
        lambda: find_feed(search, home, Ahead()) if home.answered == CONTENT else NOT_SEEN,
        lambda: look_at_legal_pages(law, home),
        lambda: _other_pages(more, home),
    ]
    posts, legal, others = pool.map(lambda call: call(), calls)
    return ReadSite(
        home, cast("LegalPages", legal), cast("tuple[Page, ...]", others), cast("FoundFeed", posts)
    )


def _home(look: Look, answer: Answer) -> Visited:
    """Return the home page; of one behind a wall of cookies or the like the wall, which links the legal pages."""
    try:
        return followed(look, read_visit(answer))
    except NotAPageError as error:
        if error.kind not in BEFORE_A_SITE:
            raise
        html = answer.text()
        return Visited(read_page(html, answer.url), html, answer.headers, answer, Answered(Kind(error.kind)))


def _look(url: str, pool: Pool, now: datetime, fetcher: Fetcher, country: str) -> Look:
    """Return a look at a company of which nobody knows more than its address."""
    account = Account(id="website", platform="blog", url=url, posts="monthly", posts_presumed=True)
    company = Company(
        id="unknown",
        name=brand_of(url),
        report=ReportSettings(to=(NOBODY,)),
        accounts=(account,),
        country=country,
    )
    return Look(company=company, account=account, now=now, fetcher=fetcher, pool=pool)


def _other_pages(look: Look, home: Visited) -> tuple[Page, ...]:
    """Return the contact page, and one of those that name opening hours or branches."""
    links = [one for one in home.page.links if one.url and not one.post and same_site(one.url, home.url)]
    wanted = [
        next((link.url for link in links if words.match(link.text)), None) for words in (CONTACT, _PLACES)
    ]
    urls = dict.fromkeys(urldefrag(url).url for url in wanted if url)
    urls.pop(urldefrag(home.url).url, None)
    found = look.pool.map(lambda url: _page(look, url), urls)
    return tuple(page for page in found if page is not None)


def _page(look: Look, url: str) -> Page | None:
    try:
        return visit(look, url).page
    except CollectError:
        return None  # what stands there stays unknown, and nothing is invented for it
