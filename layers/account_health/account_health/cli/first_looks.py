"""A first look at a website that has no registry file: what the file would say, and the company as it would be registered."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from account_health.cli.registry import Registered, defaults_of, missing, tables_beside
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.model import message
from account_health.model.company import Company, Known
from account_health.model.errors import CollectError, RegistryError, UsageError
from account_health.model.platform import PLATFORM_ROWS, is_site
from account_health.onboarding.draft import Wishes, draft_of
from account_health.onboarding.facts import facts_of
from account_health.onboarding.found import Found, SiteFacts
from account_health.onboarding.naming import id_of_site
from account_health.onboarding.site import read_site
from account_health.registry import read_company
from account_health.registry.addresses import AddressError, read_address
from account_health.storage import Secrets
from account_health.text.hosts import brand_of, readable_host

_FILES: Final = (".toml", ".txt", ".csv", ".ini", ".json", ".yaml", ".yml")
_HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,24}(?:/\S*)?", re.IGNORECASE)


class Looks(Protocol):
    """What a first look needs of a session."""

    @property
    def pool(self) -> Pool:
        """The threads."""

    @property
    def now(self) -> datetime:
        """The moment of the look."""

    @property
    def polite(self) -> "Looks":
        """The session whose network keeps to robots.txt."""

    @property
    def network(self) -> Network:
        """How the world is reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """What a site told: the registry file's text, the company that it describes, and why the site could not be read.

    `doubts` counts the values that a person has to look at.
    """

    text: str
    doubts: int
    registered: Registered
    trouble: CollectError | None


def is_address(word: str) -> bool:
    """Say whether somebody typed a web address and not the name of a file."""
    if re.match(r"https?://", word, re.IGNORECASE):
        return True
    if missing(Path(word)).find("did you mean") >= 0:
        return False
    lowered = word.lower()
    return (
        bool(_HOST.fullmatch(word))
        and not lowered.partition("/")[0].endswith(_FILES)
        and not Path(word).exists()
    )


def address_of(word: str) -> str:
    """Return the whole address of a website that somebody typed; raises UsageError where it is none."""
    if not is_address(word) and re.search(r"\.(?:toml|txt|csv)$", word, re.IGNORECASE):
        raise UsageError(
            f"{word} is a file; init wants the address of a website, such as https://www.example.org"
        )
    if Path(word).is_dir():
        raise UsageError(
            f"{word} is a folder; init wants the address of a website, such as https://www.example.org"
        )
    if "@" in word and not re.match(r"https?://", word, re.IGNORECASE):
        raise UsageError(
            f"{word} is a mail address or a handle, and a first look begins at a website: give its address, such as https://www.example.org"
        )
    try:
        found = read_address(word)
    except AddressError as error:
        raise UsageError(f"{word} {error}") from None
    if not is_site(found.platform):
        label = PLATFORM_ROWS[found.platform].label
        raise UsageError(
            f"{word} is a profile on {label}, and a first look begins at a website: give its address. The profiles that it links to are found by themselves."
        )
    return found.url


def without_a_site(wishes: Wishes, company: str) -> FirstLook:
    """Return what a registry file says of a company that has no website; raises RegistryError for impossible wishes."""
    facts = SiteFacts(
        url="", name=Found(company.replace("-", " ").title(), "", message("only the file's name says so"))
    )
    text, read = readable(facts, wishes, company)
    file = Path(f"{company}.toml")
    registered = Registered(file=file, company=read, data=text.encode(), defaults=defaults_of(file))
    return FirstLook(text=text, doubts=0 if wishes.name else 1, registered=registered, trouble=None)


def first_look(
    word: str, looks: Looks, wishes: Wishes, taken: Container[str] = (), company: str | None = None
) -> FirstLook:
    """Read a site and return what its registry file would say; a site that cannot be read gives one with its address alone.

    `company` is its id, made of its domain where none is given. Raises UsageError where the word is no address of a website.
    """
    url = address_of(word)
    trouble: CollectError | None = None
    try:
        facts = facts_of(read_site(url, looks.polite.network, looks.pool, looks.now), looks.now.date())
    except CollectError as error:
        trouble = error
        facts = SiteFacts(url=url)
    facts = named(facts)
    company = company or id_of_site(facts.url, taken)
    text, read = readable(facts, wishes, company)
    file = Path(f"{company}.toml")
    found = replace(read, facts_from="website")
    registered = Registered(file=file, company=found, data=text.encode(), defaults=defaults_of(file))
    return FirstLook(text=text, doubts=facts.doubts, registered=registered, trouble=trouble)


def as_seen_by_strangers(company: Company, secrets: Secrets) -> Company:
    """Return the company with the accounts that can be looked at without its help; its other profiles are known as its own."""
    # Who looks after a channel is no question to somebody who never asked.
    seen = tuple(
        replace(account, checks=(*account.checks, ("owner-assigned", "off")))
        for account in company.accounts
        if is_site(account.platform) or secrets.get(company.id, account.credential or account.id) is not None
    )
    closed = tuple(
        Known(url=one.url, verdict="ours") for one in company.accounts if one not in seen and one.url
    )
    return replace(company, accounts=seen, known=(*company.known, *closed))


def named(facts: SiteFacts) -> SiteFacts:
    """Return the facts with a name: where the site says none, that of its domain, which a person has to look at."""
    if facts.name is not None:
        return facts
    brand = readable_host(brand_of(facts.url)).replace("-", " ").title()
    return replace(facts, name=Found(brand, facts.url, message("only the domain says so")))


def readable(facts: SiteFacts, wishes: Wishes, company_id: str) -> tuple[str, Company]:
    """Return the text of a registry file and its company; what the registry would refuse stands there as a comment.

    Raises RegistryError where what a person wished is refused.
    """
    try:
        return _read(facts, wishes, company_id)
    except RegistryError as error:
        return _read(_without(facts, error.problems), wishes, company_id)


def _read(facts: SiteFacts, wishes: Wishes, company_id: str) -> tuple[str, Company]:
    text = draft_of(facts, wishes)
    return text, read_company(
        text.encode(), f"{company_id}.toml", tables_beside(Path(f"{company_id}.toml")), company=company_id
    )


def _without(facts: SiteFacts, problems: tuple[str, ...]) -> SiteFacts:
    """Return the facts in which every value of a key that the registry refuses is doubtful."""
    why = message("is written in a way that the registry file does not know")
    told = "\n".join(problems)

    def doubted(found: tuple[Found, ...], key: str) -> tuple[Found, ...]:
        return tuple(replace(one, doubt=why) for one in found) if f":facts.{key}" in told else found

    return replace(
        facts,
        phones=doubted(facts.phones, "phone"),
        emails=doubted(facts.emails, "email"),
        addresses=doubted(facts.addresses, "address"),
        hours=replace(facts.hours, doubt=why) if facts.hours and ":facts.hours" in told else facts.hours,
        legal_name=None if ":legal_name" in told else facts.legal_name,
        region=None if ":region" in told else facts.region,
        profiles=tuple(replace(one, doubt=why) for one in facts.profiles)
        if ":accounts" in told or ":known" in told
        else facts.profiles,
        posts=replace(facts.posts, feed=None) if ".feed" in told else facts.posts,
    )
