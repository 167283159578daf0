"""Is it still ours? Looks for anything of the company on a page and in its imprint: whoever finds nothing may warn.

Generous on purpose, since what is found only acquits: a name in a picture's description or in the address of a profile
is enough. The host itself is no evidence: strangers buy names that ran out.
"""

from typing import Final, Literal, TypeAlias

from account_health.connectors.blog.contacts import emails_on, phones_on
from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.page import Page
from account_health.connectors.blog.sold_names import offers_other_wares
from account_health.connectors.connector import Look
from account_health.text.hosts import brand_of, host_of, readable_host, same_site
from account_health.text.language import languages_of, written_in
from account_health.text.normalise import company_key, email_key, is_phone_of, states_address, words

ENOUGH_FACTS: Final = 2
"""Registered facts beside the name, without which nobody is called a stranger."""
_SHORTEST_NAME: Final = 4
Strange: TypeAlias = Literal["unrecognised", "gone", "language"]


def strange(look: Look, home: Visited, imprint: Page | None, *, known: bool) -> Strange | None:
    """Return why nobody recognises the company here; None where something of it is found, or too little is known of it.

    Args:
        look: the look, with the company and its facts.
        home: the page that is shown at the registered address.
        imprint: its legal notice, where one was read.
        known: whether an earlier look recognised the company here.
    """
    facts = look.account.facts
    enough = sum(map(bool, (facts.phone, facts.email, facts.address))) >= ENOUGH_FACTS
    if not enough or (recognised(look, home, imprint) and not _only_the_name_is_left(look, home, imprint)):
        return None
    if known:
        return "gone"
    written = written_in(" ".join(block.text for block in home.page.blocks))
    return "language" if written and written not in _languages(look) else "unrecognised"


def _only_the_name_is_left(look: Look, home: Visited, imprint: Page | None) -> bool:
    """Say whether a page names the company, states no fact of it, and offers what is sold under names that ran out."""
    company = look.company
    names = [name for name in (company.name, company.legal_name, look.account.name) if name]
    if not offers_other_wares(home.page, names):
        return False
    return not any(states_a_fact(look, page) for page in (home.page, imprint) if page is not None)


def is_foreign(look: Look, home: Visited) -> bool:
    """Say whether the registered address leads to somebody else's page: another name, and no fact of the company on it."""
    ours = (look.account.url, *look.account.facts.website)
    there = home.shown_at or home.url
    known = any(same_site(there, url) or brand_of(there) == brand_of(url) for url in ours)
    return not known and not states_a_fact(look, home.page)


def recognised(look: Look, home: Visited, imprint: Page | None) -> bool:
    """Say whether an answer or its legal notice names the company, though something else stands in the place of its page."""
    pages = (home.page, *([imprint] if imprint is not None else []))
    return _named(look, home, pages) or any(states_a_fact(look, page) for page in pages)


def _named(look: Look, home: Visited, pages: tuple[Page, ...]) -> bool:
    """Say whether a page names the company: in words, or written as one in a link or a picture's name."""
    company = look.company
    names = {company_key(name) for name in (company.name, company.legal_name, look.account.name) if name}
    asked = {host_of(home.url), host_of(look.account.url)}
    hosts = asked | {readable_host(host) for host in asked}
    said = " ".join(" ".join((page.title, *(block.text for block in page.blocks))) for page in pages)
    said = _without(said.lower(), hosts)
    running = f" {' '.join(words(said))} "
    if any(f" {' '.join(name)} " in running for name in names if name):
        return True
    compact = "".join(words(_without(home.html.lower(), hosts)))
    joined = {"".join(name) for name in names} | {brand_of(look.account.url).replace("-", "")}
    return any(len(name) >= _SHORTEST_NAME and name in compact for name in joined)


def _without(text: str, hosts: set[str]) -> str:
    for host in hosts:
        text = text.replace(host, " ")
    return text


def states_a_fact(look: Look, page: Page) -> bool:
    """Say whether a page states a number, an e-mail address or a postal address that is registered."""
    facts, country = look.account.facts, look.company.country
    text = " ".join(block.text for block in page.blocks)
    mails = {email_key(fact) for fact in facts.email}
    return (
        any(is_phone_of(one.value, facts.phone, country) for one in phones_on(page, country, facts.phone))
        or any(email_key(one.value) in mails for one in emails_on(page))
        or any(states_address(text, fact) for fact in facts.address)
    )


def _languages(look: Look) -> frozenset[str]:
    """Return the languages in which the company may well speak: its own, and those of its country."""
    return languages_of(look.company.country) | {look.company.language[:2]}
