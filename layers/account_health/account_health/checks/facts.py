"""Facts: does what stands on a profile equal what is registered, and did it change?"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from account_health.checks.check import Context, not_applicable, passed, unknown
from account_health.memory.fingerprints import kept, short
from account_health.model import (
    Evidence,
    Message,
    Outside,
    Own,
    Severity,
    Site,
    Statement,
    Statements,
    Status,
    Verdict,
    message,
)
from account_health.model.platform import is_site
from account_health.model.reasons import reason_on
from account_health.text.hosts import host_of, same_site
from account_health.text.normalise import company_key, email_key, is_phone_of, states_address, words

SHORT_WORD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The sentences of one comparison with the facts; `what` is compared, `same` says that it is as registered."""

    what: Message
    absent: Message
    same: Message
    action: Message

    def agrees(self, context: Context) -> Message:
        """Return that all is well; where nothing is registered, only that two places say the same."""
        if context.company.facts_from == "registry":
            return self.same
        if is_site(context.account.platform):
            return message("On every page that we checked, {what} is the same.", what=self.what)
        return message("Profile and website agree: {what}.", what=self.what)

    def differs(self, there: Outside, here: Own, context: Context) -> tuple[Message, Message]:
        """Return what stands where, and what to do; what nobody registered are nobody's details."""
        company, place = context.company, context.place
        if company.facts_from == "website":
            said = (
                message("It says {there} {place}, and {here} elsewhere.")
                if is_site(context.account.platform)
                else message("It says {there} {place}; the website says {here}.")
            )
            change = message("Find out which is right, {there} or {here}, and change the other.")
        else:
            said = message("It says {there} {place}; your details say {here}.")
            change = CHANGE_ALONE if company.report.answers_itself else CHANGE
        return (
            message(said.text, there=there, place=place, here=here),
            message(change.text, what=self.what, place=place, here=here, there=there),
        )


CHANGE: Final = message("Change {what} {place} to {here}. Or is {there} right? Then let us know.")
CHANGE_ALONE: Final = message(
    "Change {what} {place} to {here}. Or is {there} right? Then change your details."
)
AT_SEVERAL: Final[Mapping[str, Message]] = MappingProxyType(
    {
        CHANGE.text: message(
            "Change {what} {place}, for {n} branches. Or is it right there? Then let us know."
        ),
        CHANGE_ALONE.text: message(
            "Change {what} {place}, for {n} branches. Or is it right there? Then change your details."
        ),
    }
)
"""What a task of one channel becomes where several of a kind need it, each with values of its own."""


def phone(phones: Statements, context: Context) -> Verdict:
    """Compare the phone numbers of each page with the facts, in international form."""
    country = context.company.country
    sentences = Words(
        what=message("the phone number"),
        absent=message("We found no phone number {place}.", place=context.place),
        same=message("The phone number is right."),
        action=message("Add your phone number {place}.", place=context.place),
    )

    def right(text: str) -> bool:
        return is_phone_of(text, context.facts.phone, country)

    verdict = _compare(phones, context.facts.phone, lambda one: right(one.value), sentences, context)
    return _unless_mislinked(verdict, phones, right, context.facts.phone, context)


def email(emails: Statements, context: Context) -> Verdict:
    """Compare the e-mail addresses of each page with the facts; another one at a known domain is a small matter."""
    right = {email_key(address) for address in context.facts.email}
    sentences = Words(
        what=message("the email address"),
        absent=message("We found no email address {place}.", place=context.place),
        same=message("The email address is right."),
        action=message("Add your email address {place}.", place=context.place),
    )
    verdict = _unless_mislinked(
        _compare(emails, context.facts.email, lambda one: email_key(one.value) in right, sentences, context),
        emails,
        lambda text: email_key(text) in right,
        context.facts.email,
        context,
    )
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
    sentences = Words(
        what=message("the postal address"),
        absent=message("We found no postal address {place}.", place=context.place),
        same=message("The postal address is right."),
        action=message("Add your postal address {place}.", place=context.place),
    )
    return _compare(
        addresses,
        context.facts.address,
        lambda one: any(states_address(one.value, fact) for fact in context.facts.address),
        sentences,
        context,
    )


def website(site: Site | None, websites: Statements | None, context: Context) -> Verdict:
    """Fail where a profile leads to another website than registered, or the site answers without encryption."""
    if site is not None:
        return _own_site(site, context)
    return _linked_site(websites or Statements(items=()), context)


def _linked_site(websites: Statements, context: Context) -> Verdict:
    facts = context.facts.website
    if not facts:
        return not_applicable(message("No website is registered for comparison."))
    sentences = Words(
        what=message("the link to your website"),
        absent=message("The profile names no website."),
        same=message("The profile leads to the website."),
        action=message("Add your website {place}.", place=context.place),
    )
    return _compare(
        websites, facts, lambda one: any(same_site(one.value, fact) for fact in facts), sentences, context
    )


def _own_site(site: Site, context: Context) -> Verdict:
    final = site.final_url or site.url
    facts = context.facts.website if context.company.facts_from == "registry" else ()
    if facts and not any(same_site(final, fact) for fact in facts):
        return Verdict(
            status=Status.FAIL,
            message=message(
                "The website is at {there}; your details say {here}.",
                there=Outside(host_of(final)),
                here=Own(facts[0]),
            ),
            action=message("Check which web address is right, and change the other."),
            fix_url=final,
        )
    if not final.startswith("https://"):
        return Verdict(
            status=Status.FAIL,
            message=message("The website is not encrypted; browsers call it “not secure”."),
            action=message("Have the site switched to https."),
            fix_url=final,
        )
    return passed(message("The website uses https."))


def _compare(
    said: Statements,
    facts: tuple[str, ...],
    right: Callable[[Statement], bool],
    sentences: Words,
    context: Context,
) -> Verdict:
    """Compare page by page: a page is right when one of its statements is, since pages name partners too."""
    if not said.items and said.gap is not None:
        return unknown(reason_on(context.account.platform, said.gap.reason))
    if not said.items:
        return Verdict(status=Status.WARN, message=sentences.absent, action=sentences.action)
    wrong = _wrong_page(said, right)
    if not wrong:
        return passed(sentences.agrees(context))
    sentence, change = sentences.differs(Outside(wrong[0].value), Own(facts[0]), context)
    return Verdict(
        status=Status.FAIL,
        message=sentence,
        action=change,
        fix_url=wrong[0].url,
        evidence=tuple(Evidence(one.url, excerpt=one.value) for one in wrong[:3]),
    )


def _unless_mislinked(
    verdict: Verdict, said: Statements, right: Callable[[str], bool], facts: tuple[str, ...], context: Context
) -> Verdict:
    """Warn where text and link of one page differ and only one of them is right: one half of the visitors goes astray."""
    wrong = next((one for one in said.items if one.shown and right(one.shown) != right(one.value)), None)
    if verdict.status is not Status.PASS or wrong is None:
        return verdict
    place = context.place
    return Verdict(
        status=Status.WARN,
        message=message(
            "Whoever taps {words} {place} reaches {there}.",
            words=Outside(wrong.shown),
            place=place,
            there=Outside(wrong.value),
        ),
        action=message("Let text and link {place} say the same: {here}.", place=place, here=Own(facts[0])),
        fix_url=wrong.url,
        evidence=(Evidence(wrong.url, excerpt=wrong.value),),
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


def name(names: Statements, context: Context) -> Verdict:
    """Compare the name with the registered ones, without legal form, case and punctuation."""
    known = tuple(one for one in (context.company.name, context.company.legal_name) if one)
    right = {company_key(one) for one in known}
    sentences = Words(
        what=message("your name"),
        absent=message("The profile has no name."),
        same=message("The name is right."),
        action=message("Enter the name that is on your sign {place}.", place=context.place),
    )
    return _compare(names, known, lambda one: company_key(one.value) in right, sentences, context)


def handle(handles: Statements, context: Context) -> Verdict:
    """Warn where the short name of a profile shares no word with the company's name."""
    own = set(words(context.company.name))
    if not handles.items:
        return Verdict(
            status=Status.WARN,
            message=message("The profile has no username."),
            action=message("Choose a username that is easy to type."),
            fix_url=context.account.url,
        )
    short = "".join(words(handles.items[0].value))
    if any(word in short for word in own if len(word) > SHORT_WORD):
        return passed(message("The username fits the company."))
    return Verdict(
        status=Status.WARN,
        message=message(
            "The username does not show the company: {handle}.", handle=Outside(handles.items[0].value)
        ),
        action=message("Choose a username that people recognise."),
        fix_url=context.account.url,
    )


def profile_changed(
    names: Statements | None,
    phones: Statements | None,
    emails: Statements | None,
    addresses: Statements | None,
    websites: Statements | None,
    context: Context,
) -> Verdict:
    """Tell what a profile says differently since the last week: was it you? What is registered needs no such question."""
    before = dict(context.before.profile) if context.before else {}
    parts = {"names": names, "phones": phones, "emails": emails, "addresses": addresses, "websites": websites}
    for part, said in parts.items():
        if said is None or said.gap is not None or part not in before:
            continue
        values = [one.value for one in said.items]
        then, now = set(kept(before[part])), set(kept(values))
        gone, come = then - now, now - then
        new = [value for value in values if short(value) in come] or values
        if gone and come and not all(_registered(part, value, context) for value in new):
            return Verdict(
                status=Status.WARN,
                message=message(
                    "The profile has changed: {before} before, {now} now.",
                    before=Outside(min(gone)),
                    now=Outside(min(come)),
                ),
                action=message("Was it you? If not, change it back and check who else has access."),
                fix_url=context.account.url,
            )
    return passed(message("The profile says what it said last time."))


def _registered(part: str, value: str, context: Context) -> bool:
    """Tell whether a value is one that the facts name for this part of a profile."""
    facts, company = context.facts, context.company
    if part == "phones":
        return is_phone_of(value, facts.phone, company.country)
    if part == "emails":
        return email_key(value) in {email_key(one) for one in facts.email}
    if part == "addresses":
        return any(states_address(value, one) for one in facts.address)
    if part == "websites":
        return any(same_site(value, one) for one in facts.website)
    return company_key(value) in {company_key(one) for one in (company.name, company.legal_name) if one}
