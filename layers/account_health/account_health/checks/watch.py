"""Own links and registered profiles, compared both ways: nobody is called a stranger but by a person's word."""

from collections.abc import Iterable
from typing import Final

from account_health.checks.check import Context, not_applicable, passed
from account_health.model import (
    Message,
    Outside,
    ReportRhythm,
    Severity,
    Statement,
    Statements,
    Status,
    Verdict,
    message,
    message_n,
)
from account_health.model.company import Account, Company
from account_health.model.platform import PLATFORM_ROWS, is_site
from account_health.text.hosts import brand_of, same_site
from account_health.text.profile_keys import (
    Profile,
    keys_of,
    may_lead_to,
    profile_of,
    same_place,
    shown_address,
)

MOST_NAMED: Final = 3
_SHORTEST_BRAND: Final = 4


def linked_accounts(links: Statements, context: Context) -> Verdict:
    """Compare the profiles that a channel links to with those that are registered or that a person decided about.

    A link to somebody whom a person called a stranger fails; a profile that nobody knows is asked about; a registered one
    that the own site does not link to is told once a month, where no court asks the legal notice for it.
    """
    company = context.company
    found = _profiles(links.items)
    stranger = next(
        (one for one in links.items if _decided(one.value, company) in {"not_ours", "fake"}), None
    )
    if stranger is not None:
        return _leads_away(stranger, context)
    registered = frozenset(key for account in company.accounts for key in keys_of(account))
    unknown = {
        profile: one
        for profile, one in found.items()
        if profile not in registered
        and not profile.post
        and not profile.person
        and _decided(one.value, company) is None
        and not _may_be_registered(profile, company)
        and not _is_the_agency_s(profile, company)
    }
    if unknown:
        return _not_known(tuple(unknown.values()), context)
    missing = _not_linked(links, frozenset(found), context) if links.gap is None else ()
    if missing:
        return Verdict(
            status=Status.WARN,
            severity=Severity.LOW,
            report_rhythm=ReportRhythm.MONTHLY,
            message=message_n(
                "Your website does not link to {url}.",
                "Your website does not link to {n} of your profiles, one of them {url}.",
                len(missing),
                url=Outside(shown_address(missing[0].url)),
            ),
            action=message("Add a link to the profile to your website."),
            fix_url=context.account.url,
        )
    if not found and links.gap is None:
        return not_applicable(message("No profile is linked there."))
    return passed(message("We know every profile that is linked there."))


def _leads_away(stranger: Statement, context: Context) -> Verdict:
    site = is_site(context.account.platform)
    return Verdict(
        status=Status.FAIL,
        severity=Severity.HIGH,
        report_rhythm=ReportRhythm.WEEKLY,
        message=message(
            "A link on your website leads to someone else: {url}.", url=Outside(shown_address(stranger.value))
        )
        if site
        else message(
            "A link in the profile leads to someone else: {url}.", url=Outside(shown_address(stranger.value))
        ),
        action=message("Change the link today."),
        fix_url=stranger.url,
    )


def _not_known(unknown: tuple[Statement, ...], context: Context) -> Verdict:
    """Ask about profiles that nobody knows. Google adds such links to a listing by itself."""
    urls = tuple(Outside(shown_address(one.value)) for one in unknown[:MOST_NAMED])
    kind = PLATFORM_ROWS[context.account.platform].kind
    sentence: Message = {
        "site": message_n(
            "Your website links to a profile that we do not know: {urls}.",
            "Your website links to {n} profiles that we do not know: {urls}.",
            len(unknown),
            urls=urls,
        ),
        "listing": message_n(
            "Google shows a profile on your listing that is not on our list: {urls}.",
            "Google shows {n} profiles on your listing that are not on our list: {urls}.",
            len(unknown),
            urls=urls,
        ),
    }.get(
        kind,
        message_n(
            "The profile links to another one that we do not know: {urls}.",
            "The profile links to {n} others that we do not know: {urls}.",
            len(unknown),
            urls=urls,
        ),
    )
    return Verdict(
        status=Status.WARN,
        message=sentence,
        action=message_n(
            "Check whose profile it is and tell us whether it is yours. A short yes or no is enough.",
            "Check whose profiles they are and tell us which are yours.",
            len(unknown),
        ),
        fix_url=unknown[0].url,
        figure=len(unknown),
    )


def _profiles(links: Iterable[Statement]) -> dict[Profile, Statement]:
    """Return each profile once, with the first of its links; one that only a post names gives way to its own address."""
    found: dict[Profile, Statement] = {}
    for one in links:
        profile = profile_of(one.value)
        if profile is None:
            continue
        if profile in found and not profile.post:
            first = found.pop(profile)
            found[profile] = first if not _is_post(first.value) else one
        else:
            found.setdefault(profile, one)
    return found


def _is_post(url: str) -> bool:
    profile = profile_of(url)
    return profile is not None and profile.post


def _decided(url: str, company: Company) -> str | None:
    """Return what a person decided about the profile or place of an address; None where nobody did."""
    return next((known.verdict for known in company.known if same_place(url, known.url)), None)


def _may_be_registered(profile: Profile, company: Company) -> bool:
    """Tell whether a profile may be one that is registered, or known as the company's, under another kind of name."""
    ours = (profile_of(known.url) for known in company.known if known.verdict == "ours")
    return any(_may_be(profile, keys_of(account)) for account in company.accounts) or any(
        profile.may_be(one) for one in ours if one is not None
    )


def _may_be(profile: Profile, keys: frozenset[Profile]) -> bool:
    return bool(keys) and all(profile.may_be(key) for key in keys)


def _is_the_agency_s(profile: Profile, company: Company) -> bool:
    """Tell whether a profile bears the name of who gets the report's copy: agencies sign the sites that they make."""
    ours = (*company.facts.website, *(one.url for one in company.accounts if is_site(one.platform)))
    hosts = {address.rpartition("@")[2] for address in company.report.copy_to}
    brands = {brand_of(host) for host in hosts if not any(same_site(host, site) for site in ours)}
    name = _letters(profile.name)
    return any(len(brand) >= _SHORTEST_BRAND and _letters(brand) in name for brand in brands)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _not_linked(links: Statements, found: frozenset[Profile], context: Context) -> tuple[Account, ...]:
    """Return the registered profiles to which the own site does not link, where no other check asks for that.

    A shortened link, a list of links, or an own address called like the network may lead there.
    """
    if not is_site(context.account.platform):
        return ()
    networks = [
        one for one in context.company.accounts if PLATFORM_ROWS[one.platform].kind == "network" and one.url
    ]
    by_the_notice = context.company.country == "DE"
    return tuple(
        one
        for one in networks
        if keys_of(one)
        and not keys_of(one) & found
        and not any(may_lead_to(link.value, one.platform) for link in links.items)
        and not any(profile.network == one.platform and _may_be(profile, keys_of(one)) for profile in found)
        and not (by_the_notice and PLATFORM_ROWS[one.platform].in_imprint)
    )
