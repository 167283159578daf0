"""Profile: is what stands there right, reachable, and still true?"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from account_health.checks.check import Context, not_applicable, passed
from account_health.model import (
    Certificate,
    Days,
    Evidence,
    LegalPage,
    Message,
    Outside,
    Severity,
    Site,
    Statement,
    Statements,
    Status,
    Verdict,
    say,
)
from account_health.normal import brand_of, email_key, host_of, phone_key, same_site, states_address
from account_health.outdated import outdated_promises

IMPRINT_COUNTRIES = frozenset({"DE", "AT"})
"""Where a legal notice is a duty: § 5 DDG (Germany, 2024), § 5 ECG and § 25 MedienG (Austria)."""
MOST_CLICKS = 2
"""Reachable without a long search: two clicks, BGH 20 July 2006, I ZR 228/03."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The sentences of one comparison with the facts."""

    none: Message
    absent: Message
    same: Message
    action: Message


def phone(phones: Statements, context: Context) -> Verdict:
    """Compare the phone numbers of each page with the facts, in international form."""
    country = context.company.country
    right = {phone_key(number, country) for number in context.facts.phone}
    words = Words(
        none=say("No phone number is registered for comparison."),
        absent=say("We found no phone number on the site."),
        same=say("The phone number is right."),
        action=say("Change the number there. If it is right, write to us."),
    )
    return _compare(phones, context.facts.phone, lambda one: phone_key(one.value, country) in right, words)


def email(emails: Statements, context: Context) -> Verdict:
    """Compare the e-mail addresses of each page with the facts; another one at a known domain is a small matter."""
    right = {email_key(address) for address in context.facts.email}
    words = Words(
        none=say("No e-mail address is registered for comparison."),
        absent=say("We found no e-mail address on the site."),
        same=say("The e-mail address is right."),
        action=say("Change the address there. If it is right, write to us."),
    )
    verdict = _compare(emails, context.facts.email, lambda one: email_key(one.value) in right, words)
    domains = {address.rpartition("@")[2] for address in right} | {
        host_of(url) for url in context.facts.website
    }
    wrong = _wrong_page(emails, lambda one: email_key(one.value) in right)
    if verdict.status is not Status.FAIL or not wrong:
        return verdict
    if not all(email_key(one.value).rpartition("@")[2] in domains for one in wrong):
        return verdict
    return Verdict(
        status=Status.WARN,
        severity=Severity.LOW,
        message=verdict.message,
        action=verdict.action,
        fix_url=verdict.fix_url,
        evidence=verdict.evidence,
    )


def address(addresses: Statements, context: Context) -> Verdict:
    """Compare the postal addresses of each page with the facts, word by word."""
    words = Words(
        none=say("No postal address is registered for comparison."),
        absent=say("We found no postal address on the site."),
        same=say("The postal address is right."),
        action=say("Change the address there. If it is right, write to us."),
    )
    return _compare(
        addresses,
        context.facts.address,
        lambda one: any(states_address(one.value, fact) for fact in context.facts.address),
        words,
    )


def website(site: Site, context: Context) -> Verdict:
    """Fail where the site is not the registered one, or answers without encryption."""
    final = site.final_url or site.url
    facts = context.facts.website
    if facts and not any(same_site(final, fact) for fact in facts):
        return Verdict(
            status=Status.FAIL,
            message=say(
                "The site is {there}, we have {here}.", there=Outside(host_of(final)), here=Outside(facts[0])
            ),
            action=say("Check which web address is right, and change the other."),
            fix_url=final,
        )
    if not final.startswith("https://"):
        return Verdict(
            status=Status.FAIL,
            message=say("The site answers without encryption, browsers call it not secure."),
            action=say("Have the site switched to https."),
            fix_url=final,
        )
    return passed(say("The site answers over https."))


def domain_lost(site: Site, context: Context) -> Verdict:
    """Fail where the home page is gone or leads to somebody else's domain."""
    if site.lost is not None:
        lost = {
            "not_found": say("The home page is not there any more."),
            "gone": say("The home page was taken down for good."),
            "unknown_host": say("The web address does not exist any more."),
        }
        return Verdict(
            status=Status.FAIL,
            message=lost[site.lost],
            action=say("Call whoever looks after the site today: web address and hosting."),
            fix_url=site.url,
        )
    final = site.final_url or site.url
    known = (site.url, *context.facts.website)
    if any(same_site(final, url) for url in known):
        return passed(say("The web address leads to the site."))
    ours = any(brand_of(final) == brand_of(url) for url in known)
    return Verdict(
        status=Status.WARN if ours else Status.FAIL,
        message=say("The web address leads to {there}.", there=Outside(host_of(final))),
        action=say("Check whether this is your site. If so, enter its address as the website."),
        fix_url=site.url,
    )


def certificate(certificate: Certificate, context: Context) -> Verdict:
    """Fail an invalid certificate or one at the end of its life; warn where nobody renewed it lately."""
    if certificate.problem is not None:
        problems = {
            "expired": say("The site's certificate has expired, browsers warn visitors."),
            "wrong_host": say("The site's certificate belongs to another address, browsers warn visitors."),
            "untrusted": say("The site's certificate is not trusted, browsers warn visitors."),
        }
        return Verdict(
            status=Status.FAIL,
            message=problems[certificate.problem],
            action=say("Have the certificate renewed today."),
            fix_url=context.account.url,
        )
    if certificate.not_before is None or certificate.not_after is None:
        return not_applicable(say("The certificate carries no dates."))
    life = (certificate.not_after - certificate.not_before).total_seconds()
    left = (certificate.not_after - context.now).total_seconds()
    share = 100 * left / life if life > 0 else 0.0
    last = context.before.certificate_not_after if context.before else None
    renewed = last is not None and last != certificate.not_after
    failed = share < context.limits["fail_percent"]
    if not failed and (share >= context.limits["warn_percent"] or renewed):
        return passed(say("The certificate is valid."))
    day = certificate.not_after.astimezone(context.zone).date()
    if left <= 0:
        message = say("The site's certificate ended on {day}.", day=day)
    else:
        message = say(
            "The site's certificate ends on {day}, in {days}.", day=day, days=Days(int(left // 86_400))
        )
    return Verdict(
        status=Status.FAIL if failed else Status.WARN,
        message=message,
        action=say("Have the certificate renewed, and find out why it was not renewed by itself."),
        fix_url=context.account.url,
    )


def imprint(imprint: LegalPage, context: Context) -> Verdict:
    """Fail where the law asks for a legal notice and no visitor would find it in two clicks."""
    if context.company.country not in IMPRINT_COUNTRIES:
        return not_applicable(say("No legal notice is required in this country."))
    return _legal_page(
        imprint,
        absent=say("We found no way to the legal notice within two clicks."),
        broken=say("The link to the legal notice leads nowhere."),
        present=say("The legal notice can be reached."),
        action=say("Put a link named Impressum on every page."),
    )


def privacy_policy(privacy: LegalPage, context: Context) -> Verdict:
    """Fail where no link leads to the privacy policy, or the link is broken."""
    del context
    return _legal_page(
        privacy,
        absent=say("We found no link to the privacy policy."),
        broken=say("The link to the privacy policy leads nowhere."),
        present=say("The privacy policy can be reached."),
        action=say("Put a link to the privacy policy on every page."),
    )


def _legal_page(
    page: LegalPage, *, absent: Message, broken: Message, present: Message, action: Message
) -> Verdict:
    if page.url is None or (page.clicks is not None and page.clicks > MOST_CLICKS):
        return Verdict(status=Status.FAIL, message=absent, action=action)
    if not page.answers:
        return Verdict(status=Status.FAIL, message=broken, action=action, fix_url=page.url)
    return passed(present)


def _compare(
    said: Statements, facts: tuple[str, ...], right: Callable[[Statement], bool], words: Words
) -> Verdict:
    """Compare page by page: a page is right when one of its statements is, since pages name partners too."""
    if not facts:
        return not_applicable(words.none)
    if not said.items:
        return Verdict(status=Status.WARN, message=words.absent, action=words.action)
    wrong = _wrong_page(said, right)
    if not wrong:
        return passed(words.same)
    return Verdict(
        status=Status.FAIL,
        message=say(
            "The site says {there}, we have {here}.", there=Outside(wrong[0].value), here=Outside(facts[0])
        ),
        action=words.action,
        fix_url=wrong[0].url,
        evidence=tuple(Evidence(one.url, excerpt=one.value) for one in wrong[:3]),
    )


def _wrong_page(said: Statements, right: Callable[[Statement], bool]) -> tuple[Statement, ...]:
    """Return the statements of the first page on which none is right; empty where every page is."""
    pages: dict[str, list[Statement]] = defaultdict(list)
    for one in said.items:
        pages[one.url].append(one)
    for statements in pages.values():
        if not any(right(one) for one in statements):
            return tuple(statements)
    return ()


def outdated_text(texts: Statements, context: Context) -> Verdict:
    """Find passages that promise something for a time that is over."""
    grace = int(context.limits["start_grace_days"])
    for statement in texts.items:
        for promise in outdated_promises(statement.value, context.today, grace):
            return Verdict(
                status=Status.FAIL if promise.ended else Status.WARN,
                message=say("A text speaks of a time that is over: {words}.", words=Outside(promise.words)),
                action=say("Renew or remove the passage."),
                fix_url=statement.url,
                evidence=(Evidence(statement.url, excerpt=promise.words),),
            )
    return passed(say("No text speaks of a time that is over."))
