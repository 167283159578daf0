"""Searching by hand: networks that no program may search, with links that hold the company's name already."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import quote_plus

from account_health.judging.watch.identity import names_of, towns_of
from account_health.judging.watch.told import Candidate
from account_health.model import SearchLink, WatchLine, message
from account_health.model.company import Company
from account_health.model.limits import SEARCH_DAYS

_SEARCHES: Final = (
    ("Facebook", "https://www.facebook.com/search/pages/?q={name}"),
    ("Instagram", "https://www.instagram.com/explore/search/keyword/?q={name}"),
    ("LinkedIn", "https://www.linkedin.com/search/results/companies/?keywords={name}"),
    ("TikTok", "https://www.tiktok.com/search/user?q={name}"),
    ("YouTube", "https://www.youtube.com/results?search_query={name}"),
    ("X", "https://x.com/search?q={name}&f=user"),
    ("XING", "https://www.xing.com/search/companies?keywords={name}"),
    ("Google Maps", "https://www.google.com/maps/search/?api=1&query={place}"),
    (None, "https://www.google.com/search?tbm=isch&q={place}+logo"),
)
NAMED: Final = ("Facebook", "Instagram", "LinkedIn", "TikTok")
"""Networks that the mail names; the page lists all."""


def searches(company: Company) -> tuple[SearchLink, ...]:
    """Return where to search, each with the name in its link."""
    name = names_of(company)[0]
    place = " ".join((name, *towns_of(company)[:1]))
    return tuple(
        SearchLink(network=network, url=url.format(name=quote_plus(name), place=quote_plus(place)))
        for network, url in _SEARCHES
    )


def lines(company: Company, today: date) -> Iterator[Candidate]:
    """Yield the task where nobody has searched for a hundred days; asked in vain three times, it is not asked again.

    Who searched sets the day, and so begins a new matter.
    """
    if company.watch is None:
        return
    searched = company.watch.searched
    if searched is not None and (today - searched).days <= SEARCH_DAYS:
        return
    since = message("Somebody last did so on {day}.", day=searched) if searched else None
    told = (
        message("No program may search {networks} for your name. {since}", networks=NAMED, since=since)
        if since
        else message("No program may search {networks} for your name.", networks=NAMED)
    )
    yield Candidate(
        line=WatchLine(
            kind="by_hand",
            matter=f"by_hand/{searched or 'never'}",
            message=told,
            action=message("Search once yourself: ten minutes, the links are ready."),
        ),
        again=(91, 182),
    )
