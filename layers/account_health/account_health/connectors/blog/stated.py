"""What a site states of its company: phones, e-mail addresses, postal addresses, profiles, passages, opening hours."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from account_health.connectors.blog.contacts import emails_on, phones_on
from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.hours import hours_on
from account_health.connectors.blog.legal import LegalPages, contact_pages
from account_health.connectors.blog.page import Page
from account_health.connectors.blog.passages import passages_on
from account_health.connectors.blog.postal import addresses_on, pattern_is_known
from account_health.connectors.blog.profiles import profiles_on
from account_health.connectors.blog.strangers import Own, own_part
from account_health.connectors.connector import Look
from account_health.model import Reason, Statement, Statements, Unavailable, WeekHours

OTHERS: Final = Unavailable(Reason.UNREADABLE, "What stands there belongs to others whom the site names.")
SEALED: Final = Unavailable(Reason.UNREADABLE, "An e-mail address is protected in a way that we cannot read.")


@dataclass(frozen=True, slots=True)
class Stated:
    """The parts of a snapshot that hold statements."""

    phones: Statements | Unavailable
    emails: Statements | Unavailable
    addresses: Statements | Unavailable
    links: Statements | Unavailable
    texts: Statements | Unavailable
    hours: WeekHours | Unavailable


def nothing_stated(gap: Unavailable) -> Stated:
    """Return that nothing could be read."""
    return Stated(gap, gap, gap, gap, gap, gap)


def stated(look: Look, home: Visited, legal: LegalPages) -> Stated:
    """Read home page and legal notice, and the contact page where something that is registered stands on neither."""
    pages = [home.page]
    if legal.imprint_page is not None and legal.imprint_page.url != home.page.url:
        pages.append(legal.imprint_page)
    country = look.company.country
    own = [own_part(page, look.account.facts) for page in pages]
    if legal.gap is None and _lacks(look, own):
        own += [own_part(page, look.account.facts) for page in contact_pages(look, home, pages)]
    others = OTHERS if any(one.left_out for one in own) else None
    ours = [one.page for one in own]
    return Stated(
        phones=_or_gap(_said(ours, lambda page: phones_on(page, country), legal.gap), others),
        emails=_or_gap(
            _said(ours, emails_on, legal.gap), SEALED if any(one.sealed for one in ours) else others
        ),
        addresses=_or_gap(_addresses(look, ours, legal.gap), others),
        links=_said([one.page for one in own[: len(pages)]], profiles_on, legal.gap),
        texts=_said(pages, passages_on, legal.gap),
        hours=hours_on(ours, _names(look), look.now.astimezone(look.company.zone).date()),
    )


def _names(look: Look) -> tuple[str, ...]:
    return tuple(filter(None, (look.company.name, look.company.legal_name, look.account.name)))


def _or_gap(said: Statements, gap: Unavailable | None) -> Statements:
    """Return what is said; where nothing is, and it may have been taken for somebody else's, the question is open."""
    return said if said.items or said.gap is not None or gap is None else Statements((), gap)


def _lacks(look: Look, own: list[Own]) -> bool:
    """Say whether something that is registered for comparison stands on none of the pages."""
    facts, country = look.account.facts, look.company.country
    return any(
        registered and not any(found(one.page) for one in own)
        for registered, found in (
            (facts.phone, lambda page: phones_on(page, country)),
            (facts.email, emails_on),
            (facts.address, lambda page: addresses_on(page, country, facts.address)),
        )
    )


def _said(
    pages: list[Page], read: Callable[[Page], tuple[Statement, ...]], gap: Unavailable | None
) -> Statements:
    return Statements(tuple(one for page in pages for one in read(page)), gap)


def _addresses(look: Look, pages: list[Page], gap: Unavailable | None) -> Statements:
    """Return what the pages say; none found proves nothing where the country's pattern is not known."""
    country, known = look.company.country, look.account.facts.address
    said = _said(pages, lambda page: addresses_on(page, country, known), gap)
    if said.items or gap is not None or pattern_is_known(country):
        return said
    return Statements(
        (), Unavailable(Reason.UNREADABLE, f"How addresses are written in {country} is not known.")
    )
