"""Website: does the address lead there safely, do links lead anywhere?"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from account_health.checks.check import Context, not_applicable, passed, unknown
from account_health.memory.tries import FAILED, silent_since, warned_since
from account_health.model import (
    Audience,
    Certificate,
    Days,
    Destinations,
    Evidence,
    Harm,
    Message,
    Outside,
    Reach,
    Reason,
    ReportRhythm,
    Severity,
    Site,
    Status,
    Verdict,
    message,
    message_n,
)
from account_health.model.platform import is_site
from account_health.model.reasons import reason_on
from account_health.text.hosts import brand_of, host_of, same_site

_A_WEEK = 7


def domain_lost(site: Site, context: Context) -> Verdict:
    """Fail where the home page is gone or leads to somebody else's domain."""
    if site.lost is not None:
        lost = {
            "not_found": message("The home page is no longer there."),
            "gone": message("The home page was taken down for good."),
            "unknown_host": message("The web address no longer exists."),
            "parked": message("The web address shows the page of a domain dealer."),
            "expired": message("The web address or its plan has expired; a page in its place says so."),
        }
        return Verdict(
            status=Status.FAIL,
            message=lost[site.lost],
            action=message(
                "Call whoever looks after your website today. It is about the web address and the hosting."
            ),
            fix_url=site.url,
        )
    if site.strange is not None:
        return _stranger(site)
    final = site.final_url or site.url
    known = (site.url, *context.facts.website)
    if any(same_site(final, url) for url in known):
        return (
            passed(message("The web address leads to the site.")) if site.planted is None else _planted(site)
        )
    ours = site.ours or any(brand_of(final) == brand_of(url) for url in known)
    return Verdict(
        status=Status.WARN if ours else Status.FAIL,
        message=message("The web address leads to {there}.", there=Outside(host_of(final))),
        action=message("Check whether this is your site. If so, enter its address as the website."),
        fix_url=site.url,
    )


def site_answers(reach: Reach, context: Context) -> Verdict:
    """Fail where every try of a quarter of an hour failed, warn after the first; our own network is never their fault."""
    last = reach.tries[-1]
    if last.what == "worked":
        return passed(message("The website responds."))
    if last.what == "certificate":
        return not_applicable(message("Reported under the certificate."), yields_to="certificate")
    if last.what == "cut_off" or (last.what in FAILED and reach.beyond != "reached"):
        return unknown(
            message("From here nothing else could be reached either, so the problem may be on our side.")
        )
    since = silent_since(context.tries, last.at)
    if since is None:
        return unknown(reason_on(context.account.platform, _why(context)))
    who = context.company.keeper
    if last.at - since < timedelta(minutes=context.limits["fail_minutes"]):
        return Verdict(
            status=Status.WARN,
            severity=Severity.HIGH,
            message=_SILENT_NOW[last.what],
            action=message("Open the page yourself and see whether it loads."),
            fix_url=context.account.url,
        )
    return Verdict(
        status=Status.FAIL,
        message=message(_SILENT[last.what].text, since=since),
        action=message("Open the page yourself. If it does not load, call {who} today.", who=who)
        if who
        else message(
            "Open the page yourself. If it does not load, call whoever looks after your website today."
        ),
        fix_url=context.account.url,
    )


_SILENT_NOW: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "error": message("Your website responded with an error when we checked."),
        "placeholder": message(
            "Instead of your website a page of its hosting provider appeared when we checked."
        ),
        "lost": message("Your website could not be reached from here when we checked."),
        "slow": message(
            "Your website was not reachable from here when we checked: it took too long to respond."
        ),
        "unknown_host": message("Your web address was not found when we checked."),
    }
)
_SILENT: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "error": message("Your website has responded with an error since {since}."),
        "placeholder": message(
            "Instead of your website a page of its hosting provider has appeared since {since}."
        ),
        "lost": message("Your website has not been reachable from here since {since}."),
        "slow": message(
            "Your website has not been reachable from here since {since}: it takes too long to respond."
        ),
        "unknown_host": message("Your web address has not been found since {since}."),
    }
)
"""What visitors meet, by how the last try failed."""


def _why(context: Context) -> Reason:
    """Return why the home page is not there although the address answers."""
    return next((gap.reason for gap in context.missing if gap.part == "site"), Reason.UNREADABLE)


def _stranger(site: Site) -> Verdict:
    """Warn where nothing of the company is found on the page; fail where a second sign says the same."""
    strange = {
        "unrecognised": message("We do not recognise your company on this page."),
        "gone": message("We do not recognise your company on this page any more."),
        "language": message("We do not recognise your company on this page, and it is in another language."),
    }
    alone = site.strange == "unrecognised"
    return Verdict(
        status=Status.WARN if alone else Status.FAIL,
        severity=Severity.HIGH if alone else None,
        message=strange[site.strange or "unrecognised"],
        action=message(
            "Open the page: is it yours? If not, call whoever looks after your web address today."
        ),
        fix_url=site.final_url or site.url,
    )


def _planted(site: Site) -> Verdict:
    """Warn where others seem to write on the site; words are among the signs, so it never convicts."""
    seen = {
        "wares": message(
            "Several of the newest posts advertise gambling, medicines or the like and lead to other websites."
        ),
        "letters": message(
            "Several of the newest posts are in letters that your website does not use, and lead to other websites."
        ),
        "links": message("The home page links to gambling, medicines or the like on other websites."),
    }
    return Verdict(
        status=Status.WARN,
        severity=Severity.HIGH,
        message=seen[site.planted or "wares"],
        action=message(
            "Open the page: is this from you? If not, call whoever looks after your website today. Either the web address is in"
            " other hands, or someone has broken in."
        ),
        fix_url=site.final_url or site.url,
    )


def noindex(site: Site, context: Context) -> Verdict:
    """Fail where the home page asks search engines not to list it: a switch that stays on after many a relaunch."""
    if site.unlisted_by is None:
        return passed(message("Search engines may list the home page."))
    asks = {
        "page": message("The home page asks search engines not to list it."),
        "server": message("The server asks search engines not to list the home page."),
    }
    return Verdict(
        status=Status.FAIL,
        message=asks[site.unlisted_by],
        action=message("Have the home page opened to search engines; it takes one switch."),
        fix_url=site.final_url or context.account.url,
    )


def certificate(certificate: Certificate, context: Context) -> Verdict:
    """Fail an invalid certificate or one at the end of its life; warn where nobody renewed it lately.

    What browsers warn of is the owner's matter and critical; the rest is a matter of whoever keeps the site.
    """
    if certificate.problem is not None and context.beyond == "distrusted":
        return unknown(
            message("From here no website shows its own certificate, so the problem may be on our side.")
        )
    if certificate.problem == "incomplete":
        return Verdict(
            status=Status.FAIL,
            severity=Severity.MEDIUM,
            harm=Harm.MISSING,
            message=message(
                "The website sends its certificate without the ones that vouch for it; some programs refuse it."
            ),
            action=message("Have the whole chain of certificates installed on the server."),
            fix_url=context.account.url,
        )
    if certificate.problem is not None:
        return _refused(certificate, context)
    if certificate.not_before is None or certificate.not_after is None:
        return not_applicable(message("The certificate has no dates."))
    life = (certificate.not_after - certificate.not_before).total_seconds()
    left = (certificate.not_after - context.now).total_seconds()
    share = 100 * left / life if life > 0 else 0.0
    last = context.before.certificate_not_after if context.before else None
    renewed = last is not None and last != certificate.not_after
    failed = share < context.limits["fail_percent"]
    if not failed and (share >= context.limits["warn_percent"] or renewed):
        return passed(message("The certificate is valid."))
    day = certificate.not_after.astimezone(context.zone).date()
    if left <= 0:
        sentence = message("The website's certificate expired on {day}.", day=day)
        harm = Harm.SHUT
    else:
        days = Days(int(left // 86_400))
        sentence = message("The website's certificate expires on {day}, in {days}.", day=day, days=days)
        harm = Harm.THIS_WEEK if failed and days.count < _A_WEEK else Harm.MISSING
    return Verdict(
        status=Status.FAIL if failed else Status.WARN,
        harm=harm,
        message=sentence,
        action=message("Have the certificate renewed, and find out why automatic renewal failed."),
        fix_url=context.account.url,
    )


def _refused(certificate: Certificate, context: Context) -> Verdict:
    """Tell the owner what visitors see, since when, and who takes care of it."""
    why = {
        "expired": message("its certificate has expired"),
        "wrong_host": message("its certificate belongs to another address"),
        "untrusted": message("its certificate is not trusted"),
    }[certificate.problem or "untrusted"]
    since = _warned_since(certificate, context)
    if since is not None:
        sees = message(
            "Visitors to your website have seen a warning since {since}: {why}.", since=since, why=why
        )
    else:
        sees = message("Visitors to your website see a warning: {why}.", why=why)
    who = context.company.keeper
    return Verdict(
        status=Status.FAIL,
        severity=Severity.CRITICAL,
        audience=Audience.OWNER,
        message=message("{sees} {who} will take care of it.", sees=sees, who=who) if who else sees,
        action=message("Ask {who} whether the certificate will be renewed today.", who=who)
        if who
        else message("Have the certificate renewed today."),
        fix_url=context.account.url,
    )


def _warned_since(certificate: Certificate, context: Context) -> datetime | None:
    """Return when the certificate ended, else when we first met it; None where that is now."""
    if certificate.not_after is not None and certificate.not_after <= context.now:
        return certificate.not_after
    first = warned_since(context.tries, context.now)
    return first if first is not None and context.days_since(first) > 0 else None


def dead_links(destinations: Destinations, context: Context) -> Verdict:
    """Warn where a link of a website leads nowhere, fail where the one of a profile does: it is the only way from there.

    A link that lets no program look is named and not judged.
    """
    dead = [one for one in destinations.items if one.state == "dead"]
    if dead and not is_site(context.account.platform):
        return Verdict(
            status=Status.FAIL,
            severity=Severity.MEDIUM,
            report_rhythm=ReportRhythm.WEEKLY,
            harm=Harm.WRONG,
            message=message("The link in the profile leads nowhere: {url}.", url=Outside(dead[0].url)),
            action=message("Put a link that works in the profile."),
            fix_url=dead[0].page or context.account.url,
            evidence=tuple(Evidence(one.page, one.at, one.url) for one in dead),
            figure=len(dead),
        )
    if dead:
        return Verdict(
            status=Status.WARN,
            message=message_n(
                "{n} link leads nowhere: {url}.",
                "{n} links lead nowhere, one of them: {url}.",
                len(dead),
                url=Outside(dead[0].url),
            ),
            action=message("Correct the link or take it out."),
            fix_url=dead[0].page or context.account.url,
            evidence=tuple(Evidence(one.page, one.at, one.url) for one in dead[:3]),
            figure=len(dead),
        )
    if not destinations.links:
        return not_applicable(message("There are no links to check."))
    if any(one.state == "trouble" for one in destinations.items):
        return unknown(message("A link did not respond; that may be temporary."))
    alive = sum(1 for one in destinations.items if one.state == "alive")
    if not alive:
        return unknown(message("The linked pages cannot be checked automatically."))
    return passed(_working(alive, destinations.links), figure=0)


def _working(alive: int, links: int) -> Message:
    if alive == links:
        return message_n("The link works.", "All {n} links work.", alive)
    return message_n(
        "We checked {n} of {links} links; it works.",
        "We checked {n} of {links} links; they all work.",
        alive,
        links=links,
    )
