"""Profile: is what stands there right, reachable, and still true?"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from account_health.checks.check import Context, not_applicable, passed, unknown
from account_health.model import (
    Categories,
    Certificate,
    Days,
    Destinations,
    Evidence,
    LegalPage,
    Message,
    Outside,
    Pictures,
    Severity,
    Site,
    Statement,
    Statements,
    Status,
    Upkeep,
    Verdict,
    say,
    say_n,
)
from account_health.normal import (
    brand_of,
    company_key,
    email_key,
    host_of,
    phone_key,
    same_site,
    states_address,
    words,
)
from account_health.outdated import outdated_promises
from account_health.reasons import REASONS

IMPRINT_COUNTRIES = frozenset({"DE", "AT"})
"""Where a legal notice is a duty: § 5 DDG (Germany, 2024), § 5 ECG and § 25 MedienG (Austria)."""
PRIVACY_COUNTRIES = frozenset(
    {
        *(
            "AT",
            "BE",
            "BG",
            "CY",
            "CZ",
            "DE",
            "DK",
            "EE",
            "ES",
            "FI",
            "FR",
            "GR",
            "HR",
            "HU",
            "IE",
            "IT",
            "LT",
            "LU",
        ),
        *("LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO", "GB", "CH"),
    }
)
"""Where visitors have to be told: the GDPR's countries, and the United Kingdom and Switzerland by laws like it."""
NAMED_IN_IMPRINT = frozenset({"facebook", "instagram", "x"})
SHORT_WORD = 3
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
    sentences = Words(
        none=say("No phone number is registered for comparison."),
        absent=say("We found no phone number there."),
        same=say("The phone number is right."),
        action=say("Put your phone number there."),
    )
    return _compare(
        phones, context.facts.phone, lambda one: phone_key(one.value, country) in right, sentences
    )


def email(emails: Statements, context: Context) -> Verdict:
    """Compare the e-mail addresses of each page with the facts; another one at a known domain is a small matter."""
    right = {email_key(address) for address in context.facts.email}
    sentences = Words(
        none=say("No e-mail address is registered for comparison."),
        absent=say("We found no e-mail address there."),
        same=say("The e-mail address is right."),
        action=say("Put your e-mail address there."),
    )
    verdict = _compare(emails, context.facts.email, lambda one: email_key(one.value) in right, sentences)
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
        none=say("No postal address is registered for comparison."),
        absent=say("We found no postal address there."),
        same=say("The postal address is right."),
        action=say("Put your postal address there."),
    )
    return _compare(
        addresses,
        context.facts.address,
        lambda one: any(states_address(one.value, fact) for fact in context.facts.address),
        sentences,
    )


def website(site: Site | None, websites: Statements | None, context: Context) -> Verdict:
    """Fail where a profile leads to another website than registered, or the site answers without encryption."""
    if site is not None:
        return _own_site(site, context)
    return _linked_site(websites or Statements(items=()), context)


def _linked_site(websites: Statements, context: Context) -> Verdict:
    sentences = Words(
        none=say("No website is registered for comparison."),
        absent=say("The profile names no website."),
        same=say("The profile leads to the website."),
        action=say("Enter your website there."),
    )
    facts = context.facts.website
    return _compare(websites, facts, lambda one: any(same_site(one.value, fact) for fact in facts), sentences)


def _own_site(site: Site, context: Context) -> Verdict:
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
    """Fail where the law asks for a privacy policy and no link leads to one, or the link is broken."""
    if context.company.country not in PRIVACY_COUNTRIES:
        return not_applicable(say("No privacy policy is required in this country."))
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
    said: Statements, facts: tuple[str, ...], right: Callable[[Statement], bool], sentences: Words
) -> Verdict:
    """Compare page by page: a page is right when one of its statements is, since pages name partners too."""
    if not facts:
        return not_applicable(sentences.none)
    if not said.items and said.gap is not None:
        return unknown(REASONS[said.gap.reason])
    if not said.items:
        return Verdict(status=Status.WARN, message=sentences.absent, action=sentences.action)
    wrong = _wrong_page(said, right)
    if not wrong:
        return passed(sentences.same)
    return Verdict(
        status=Status.FAIL,
        message=say(
            "There it says {there}, we have {here}.", there=Outside(wrong[0].value), here=Outside(facts[0])
        ),
        action=say(
            "Replace {there} by {here}. If what stands there is right, write to us.",
            there=Outside(wrong[0].value),
            here=Outside(facts[0]),
        ),
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
                action=say("Renew or remove the text that is out of date."),
                fix_url=statement.url,
                evidence=(Evidence(statement.url, excerpt=promise.words),),
            )
    return passed(say("No text speaks of a time that is over."))


def name(names: Statements, context: Context) -> Verdict:
    """Compare the name with the registered ones, without legal form, case and punctuation."""
    known = tuple(one for one in (context.company.name, context.company.legal_name) if one)
    right = {company_key(one) for one in known}
    sentences = Words(
        none=say("No name is registered for comparison."),
        absent=say("The profile has no name."),
        same=say("The name is right."),
        action=say("Enter the name that stands on your sign."),
    )
    return _compare(names, known, lambda one: company_key(one.value) in right, sentences)


def handle(handles: Statements, context: Context) -> Verdict:
    """Warn where the short name of a profile shares no word with the company's name."""
    own = set(words(context.company.name))
    if not handles.items:
        return Verdict(
            status=Status.WARN,
            message=say("The profile has no short name."),
            action=say("Choose a short name that people can type."),
            fix_url=context.account.url,
        )
    short = "".join(words(handles.items[0].value))
    if any(word in short for word in own if len(word) > SHORT_WORD):
        return passed(say("The short name fits the company."))
    return Verdict(
        status=Status.WARN,
        message=say(
            "The short name does not show the company: {handle}.", handle=Outside(handles.items[0].value)
        ),
        action=say("Choose a short name that people recognise."),
        fix_url=context.account.url,
    )


def description(descriptions: Statements, context: Context) -> Verdict:
    """Fail an empty description, warn for one that says hardly anything."""
    longest = max((len(one.value.strip()) for one in descriptions.items), default=0)
    if longest >= context.limits["least_characters"]:
        return passed(say("The profile says what the company does."), figure=longest)
    return Verdict(
        status=Status.WARN if longest else Status.FAIL,
        message=say("The description is very short.") if longest else say("The description is empty."),
        action=say("Write two sentences: what you offer, where, and for whom."),
        fix_url=context.account.url,
        figure=longest,
    )


def picture(pictures: Pictures, context: Context) -> Verdict:
    """Fail where a profile has no face of its own, warn where only its cover is missing."""
    if pictures.profile and pictures.cover is not False:
        return passed(say("The profile has its pictures."))
    return Verdict(
        status=Status.WARN if pictures.profile else Status.FAIL,
        message=say("The cover picture is missing.")
        if pictures.profile
        else say("The profile picture is missing."),
        action=say("Upload your logo and a picture of your place."),
        fix_url=context.account.url,
    )


def photos(pictures: Pictures, context: Context) -> Verdict:
    """Warn where photos are few or old; fail where there is none."""
    if pictures.photos is None:
        return not_applicable(say("The platform lists no photos."))
    if pictures.photos == 0:
        message, status = say("The profile shows no photo of yours."), Status.FAIL
    elif pictures.photos < context.limits["least_photos"]:
        message = say_n(
            "The profile shows only {n} photo.", "The profile shows only {n} photos.", pictures.photos
        )
        status = Status.WARN
    elif pictures.newest_at and context.days_since(pictures.newest_at) >= context.limits["warn_days"]:
        message = say(
            "The newest photo is from {day}.", day=pictures.newest_at.astimezone(context.zone).date()
        )
        status = Status.WARN
    else:
        return passed(say("The photos are fresh."), figure=pictures.photos)
    return Verdict(
        status=status,
        message=message,
        action=say("Add three photos of this month: the place, the team, the work."),
        fix_url=context.account.url,
        figure=pictures.photos,
    )


def category(categories: Categories, context: Context) -> Verdict:
    """Fail where no category is set, warn for too many: the fewer, the better a listing is found."""
    if categories.primary is None:
        return Verdict(
            status=Status.FAIL,
            message=say("No category is set."),
            action=say("Choose the category that says what you are."),
            fix_url=context.account.url,
        )
    count = 1 + len(categories.more)
    if count > context.limits["most"]:
        return Verdict(
            status=Status.WARN,
            message=say("{count} categories are set, few are found better.", count=count),
            action=say("Keep the categories that say what you are, and drop the rest."),
            fix_url=context.account.url,
        )
    return passed(say("The category is set."))


def alt_text(upkeep: Upkeep, context: Context) -> Verdict:
    """Warn where fewer than half of the newest pictures are described for people who cannot see them."""
    if upkeep.alt_texts is None:
        return not_applicable(say("The platform does not say."))
    percent = round(100 * upkeep.alt_texts)
    if percent >= context.limits["least_percent"]:
        return passed(say("The pictures are described."), figure=percent)
    return Verdict(
        status=Status.WARN,
        message=say("{percent} % of the newest pictures carry a description.", percent=percent),
        action=say("Add a sentence to each picture for people who cannot see it."),
        fix_url=context.account.url,
        figure=percent,
    )


def imprint_names_profiles(links: Statements, context: Context) -> Verdict:
    """Warn where the legal notice of the website does not name the profiles that it is to cover.

    A notice elsewhere covers a profile only when that can be seen (OLG Düsseldorf, 13 August 2013, I-20 U 75/13).
    """
    if context.account.platform != "blog":
        return not_applicable(say("This channel has nothing of the kind."))
    if context.company.country not in IMPRINT_COUNTRIES:
        return not_applicable(say("No legal notice is required in this country."))
    others = [one for one in context.company.accounts if one.platform in NAMED_IN_IMPRINT and one.url]
    named = {_profile_key(one.value) for one in links.items}
    missing = [one for one in others if _profile_key(one.url) not in named]
    if not others:
        return not_applicable(say("No other profile is registered."))
    if not missing:
        return passed(say("The website names all profiles."))
    return Verdict(
        status=Status.WARN,
        message=say_n(
            "The website does not name {n} registered profile: {url}.",
            "The website does not name {n} registered profiles, one of them: {url}.",
            len(missing),
            url=Outside(missing[0].url),
        ),
        action=say("Name the profiles in the legal notice: it also applies to these pages."),
        fix_url=context.account.url,
    )


def dead_links(destinations: Destinations, context: Context) -> Verdict:
    """Warn where a link leads nowhere. A link that lets no program look is named and not judged."""
    dead = [one for one in destinations.items if one.state == "dead"]
    if dead:
        return Verdict(
            status=Status.WARN,
            message=say_n(
                "{n} link leads nowhere: {url}.",
                "{n} links lead nowhere, one of them: {url}.",
                len(dead),
                url=Outside(dead[0].url),
            ),
            action=say("Correct the link or take it out."),
            fix_url=dead[0].page or context.account.url,
            evidence=tuple(Evidence(one.page, one.at, one.url) for one in dead[:3]),
            figure=len(dead),
        )
    if not destinations.links:
        return not_applicable(say("There are no links to look at."))
    if any(one.state == "trouble" for one in destinations.items):
        return unknown(say("A link did not answer properly, which proves nothing yet."))
    alive = sum(1 for one in destinations.items if one.state == "alive")
    if not alive:
        return unknown(say("The links do not let programs look where they lead."))
    return passed(
        say_n(
            "{n} link of {links} was looked at and leads somewhere.",
            "{n} links of {links} were looked at and lead somewhere.",
            alive,
            links=destinations.links,
        ),
        figure=0,
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
        now = {one.value for one in said.items}
        gone, come = set(before[part]) - now, now - set(before[part])
        if gone and come and not all(_registered(part, value, context) for value in come):
            return Verdict(
                status=Status.WARN,
                message=say(
                    "What the profile says has changed: before {before}, now {now}.",
                    before=Outside(min(gone)),
                    now=Outside(min(come)),
                ),
                action=say("Was it you? If not, change it back and look who else has access."),
                fix_url=context.account.url,
            )
    return passed(say("The profile says what it said last time."))


def _registered(part: str, value: str, context: Context) -> bool:
    """Tell whether a value is one that the facts name for this part of a profile."""
    facts, company = context.facts, context.company
    if part == "phones":
        return phone_key(value, company.country) in {phone_key(one, company.country) for one in facts.phone}
    if part == "emails":
        return email_key(value) in {email_key(one) for one in facts.email}
    if part == "addresses":
        return any(states_address(value, one) for one in facts.address)
    if part == "websites":
        return any(same_site(value, one) for one in facts.website)
    return company_key(value) in {company_key(one) for one in (company.name, company.legal_name) if one}


def _profile_key(url: str) -> tuple[str, str]:
    host = host_of(url)
    path = urlsplit(url).path if host else url
    return host.removeprefix("m."), path.strip("/").casefold()
