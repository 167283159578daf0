"""What a site states of its company: phones, e-mail addresses, postal addresses, profiles, passages, opening hours."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import Any, Final

from account_health.connectors.blog.contacts import chat_number, emails_on, phones_on
from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.hours import hours_on
from account_health.connectors.blog.legal import LegalPages, contact_pages
from account_health.connectors.blog.page import Page
from account_health.connectors.blog.passages import passages_on
from account_health.connectors.blog.postal import addresses_on, pattern_is_known
from account_health.connectors.blog.profiles import own_profiles_on
from account_health.connectors.blog.strangers import Own, own_part
from account_health.connectors.connector import Look
from account_health.model import Reason, Statement, Statements, Unavailable, WeekHours
from account_health.text.hosts import host_of
from account_health.text.normalise import email_key, is_phone_of, states_address

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

    @property
    def parts(self) -> dict[str, Any]:
        """These parts by their names in a snapshot."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def nothing_stated(gap: Unavailable) -> Stated:
    """Return that nothing could be read."""
    return Stated(gap, gap, gap, gap, gap, gap)


@dataclass(frozen=True, slots=True)
class _Read:
    """One page, and what its own passages state: reading numbers and addresses off a page is dear, so it is done once."""

    own: Own
    phones: tuple[Statement, ...]
    emails: tuple[Statement, ...]
    addresses: tuple[Statement, ...]


def stated(look: Look, home: Visited, legal: LegalPages) -> Stated:
    """Read home page and legal notice, and the contact page where something that is registered stands on neither."""
    pages = [home.page]
    if legal.imprint_page is not None and legal.imprint_page.url != home.page.url:
        pages.append(legal.imprint_page)
    read = [_read(look, page) for page in pages]
    linked = [
        own_profiles_on(page, one.own.page, look.company) for page, one in zip(pages, read, strict=True)
    ]
    if legal.gap is None and _lacks(look, read):
        read += [_read(look, page) for page in contact_pages(look, home, pages)]
    read = [one if _is_at_home(one, home) else _as_registered(look, one) for one in read]
    others = OTHERS if any(one.own.left_out for one in read) else None
    ours = [one.own.page for one in read]
    sealed = SEALED if any(page.sealed for page in ours) else others
    return Stated(
        phones=_or_gap(_all((one.phones for one in read), legal.gap), others),
        emails=_or_gap(_all((one.emails for one in read), legal.gap), sealed),
        addresses=_or_gap(_addresses(look, _all((one.addresses for one in read), legal.gap)), others),
        links=_all(linked, legal.gap),
        texts=_all(map(passages_on, pages), legal.gap),
        hours=hours_on(ours, _names(look), look.now.astimezone(look.company.zone).date()),
    )


def _read(look: Look, page: Page) -> _Read:
    facts, country = look.account.facts, look.company.country
    own = own_part(page, facts)
    return _Read(
        own,
        phones_on(_without_other_chats(own.page, facts.phone, country), country, facts.phone),
        emails_on(own.page),
        addresses_on(own.page, country, facts.address),
    )


def _without_other_chats(page: Page, phones: tuple[str, ...], country: str) -> Page:
    """Return a page without links to chats at another number than the registered ones: phones that write are others than phones that ring."""
    return replace(
        page,
        links=tuple(
            link
            for link in page.links
            if (number := chat_number(link.href)) is None or is_phone_of(number, phones, country)
        ),
    )


def _is_at_home(one: _Read, home: Visited) -> bool:
    return host_of(one.own.page.url) == host_of(home.url)


def _as_registered(look: Look, one: _Read) -> _Read:
    """Return of a page on another host, a parent's or a chain's, only what is registered: it may acquit, and speaks of others else."""
    facts, country = look.account.facts, look.company.country
    emails = {email_key(address) for address in facts.email}
    return replace(
        one,
        own=replace(one.own, left_out=True),
        phones=tuple(said for said in one.phones if is_phone_of(said.value, facts.phone, country)),
        emails=tuple(said for said in one.emails if email_key(said.value) in emails),
        addresses=tuple(
            said for said in one.addresses if any(states_address(said.value, fact) for fact in facts.address)
        ),
    )


def _names(look: Look) -> tuple[str, ...]:
    return tuple(filter(None, (look.company.name, look.company.legal_name, look.account.name)))


def _or_gap(said: Statements, gap: Unavailable | None) -> Statements:
    """Return what is said; where nothing is, and it may have been taken for somebody else's, the question is open."""
    return said if said.items or said.gap is not None or gap is None else Statements((), gap)


def _lacks(look: Look, read: list[_Read]) -> bool:
    """Say whether something that is registered for comparison stands on none of the pages."""
    facts = look.account.facts
    return (
        (bool(facts.phone) and not any(one.phones for one in read))
        or (bool(facts.email) and not any(one.emails for one in read))
        or (bool(facts.address) and not any(one.addresses for one in read))
    )


def _all(said: Iterable[tuple[Statement, ...]], gap: Unavailable | None) -> Statements:
    return Statements(tuple(chain.from_iterable(said)), gap)


def _addresses(look: Look, said: Statements) -> Statements:
    """Return what the pages say; none found proves nothing where the country's pattern is not known."""
    country = look.company.country
    if said.items or said.gap is not None or pattern_is_known(country):
        return said
    return Statements(
        (), Unavailable(Reason.UNREADABLE, f"How addresses are written in {country} is not known.")
    )
