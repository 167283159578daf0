"""Cases of a site that does not work: it does not answer, or browsers warn of its certificate."""

from datetime import timedelta
from typing import Any

from account_health.memory.state import AccountState
from account_health.model import Certificate, Reach, Reason, Severity, Site, Try, Unavailable
from account_health.model.company import Brand
from tests.builders import NOW, URL, days_ago
from tests.judgement.case import Table, left, limits


def lives(left_days: float, of: float = 90, **changes: Any) -> Certificate:
    """Return a certificate with so many days left of its life."""
    end = NOW + timedelta(days=left_days)
    return Certificate("www.baeckerei-morgenrot.example", end - timedelta(days=of), end, **changes)


def tried(what: Any, ago: timedelta = timedelta(), *, beyond: Any = "reached") -> Reach:
    """Return what came of one try, so long ago."""
    return Reach((Try(NOW - ago, what),), beyond)


def knew(*tries: tuple[Any, timedelta]) -> AccountState:
    """Return the tries of earlier looks, as (what, how long ago)."""
    return left(tries=tuple(Try(NOW - ago, what) for what, ago in tries))


QUARTER, MOMENT = timedelta(minutes=15), timedelta(minutes=1)
CERTIFICATE = (
    Table("certificate")
    .passes("two thirds left", certificate=lives(60), says="is valid")
    .passes("a fifth left", certificate=lives(18))
    .warns(
        "just below a fifth",
        certificate=lives(17.9),
        says="The website's certificate expires on 11 December, in two",
    )
    .warns("a tenth left", certificate=lives(9))
    .fails("just below a tenth", certificate=lives(8.9), says="in eight days", severity=Severity.HIGH)
    .fails(
        "over by its dates", certificate=lives(-1), says="The website's certificate expired on 22 November"
    )
    .fails(
        "over at this moment", certificate=lives(0), says="The website's certificate expired on 23 November"
    )
    .passes(
        "below a fifth, renewed since", certificate=lives(10), before=left(certificate_not_after=days_ago(2))
    )
    .warns(
        "below a fifth, not renewed since",
        certificate=lives(10),
        before=left(certificate_not_after=NOW + timedelta(days=10)),
    )
    .fails(
        "below a tenth, though renewed", certificate=lives(5), before=left(certificate_not_after=days_ago(2))
    )
    .warns("below a fifth, none known before", certificate=lives(10), before=left())
    .fails(
        "expired",
        certificate=Certificate("x", None, None, problem="expired"),
        says="its certificate has expired",
        severity=Severity.CRITICAL,
    )
    .fails(
        "expired on a day that is known",
        certificate=Certificate("x", None, days_ago(20), problem="expired"),
        says="its certificate has expired",
    )
    .fails(
        "expired at this moment",
        certificate=Certificate("x", None, NOW, problem="expired"),
        says="since 23 November",
    )
    .fails(
        "expired by its chain, not by its own date",
        certificate=Certificate("x", None, NOW + timedelta(seconds=1), problem="expired"),
        says="its certificate has expired",
    )
    .fails(
        "wrong host",
        certificate=lives(60, problem="wrong_host"),
        says="another address",
        severity=Severity.CRITICAL,
    )
    .fails(
        "untrusted",
        certificate=lives(60, problem="untrusted"),
        says="not trusted",
        severity=Severity.CRITICAL,
    )
    .fails(
        "an agency takes care",
        certificate=lives(60, problem="untrusted"),
        whole={"brand": Brand(name="Agentur Nord")},
        says="not trusted. Agentur Nord will take care of it.",
    )
    .fails(
        "refused for a week",
        certificate=Certificate("x", None, None, problem="untrusted"),
        reach=tried("certificate"),
        before=knew(("certificate", timedelta(days=7))),
        says="its certificate is not trusted",
    )
    .fails(
        "refused since this morning",
        certificate=Certificate("x", None, None, problem="untrusted"),
        reach=tried("certificate"),
        before=knew(("certificate", timedelta(hours=2))),
        says="its certificate is not trusted",
    )
    .unsure(
        "every site shows a certificate that is not its own",
        certificate=Certificate("x", None, None, problem="untrusted"),
        reach=tried("certificate", beyond="distrusted"),
        says="From here no website shows its own certificate, so the",
    )
    .fails(
        "nothing else was reached, which a certificate does not need",
        certificate=Certificate("x", None, None, problem="expired"),
        reach=tried("certificate", beyond="nothing"),
    )
    .fails(
        "an incomplete chain",
        certificate=Certificate("x", None, None, problem="incomplete"),
        says="some programs refuse it",
        severity=Severity.MEDIUM,
    )
    .silent("without dates", certificate=Certificate("x", None, None), says="no dates")
    .silent("without a beginning", certificate=Certificate("x", None, NOW))
    .fails("a life of no time", certificate=Certificate("x", NOW, NOW))
    .fails("own limits", certificate=lives(40), mine=limits("certificate", fail_percent=50))
)

SITE_ANSWERS = (
    Table("site-answers")
    .passes("it answers", reach=tried("worked"), says="The website responds")
    .passes("it answers again after a week", reach=tried("worked"), before=knew(("error", timedelta(days=7))))
    .warns(
        "one error",
        reach=tried("error"),
        says="Your website responded with an error when we checked",
        severity=Severity.HIGH,
    )
    .warns("one lost connection", reach=tried("lost"), says="could not be reached from here")
    .warns("one time-out", reach=tried("slow"), says="it took too long to respond")
    .warns(
        "one unknown name", reach=tried("unknown_host"), says="Your web address was not found when we checked"
    )
    .warns("a moment less than a quarter", reach=tried("error"), before=knew(("error", QUARTER - MOMENT)))
    .fails(
        "a quarter of an hour",
        reach=tried("error"),
        before=knew(("error", QUARTER)),
        says="Your website has responded with an error since 23 November",
        severity=Severity.CRITICAL,
    )
    .fails(
        "a week, in different ways",
        reach=tried("lost"),
        before=knew(("error", timedelta(days=7)), ("slow", timedelta(days=1))),
        says="has not been reachable from here since 16 November",
    )
    .fails(
        "too slow for a day",
        reach=tried("slow"),
        before=knew(("slow", timedelta(days=1))),
        says="since 22 November: it takes too long",
    )
    .fails(
        "unknown for a day",
        reach=tried("unknown_host"),
        before=knew(("unknown_host", timedelta(days=1))),
        says="has not been found since 22 November",
    )
    .warns(
        "a page of its host",
        reach=tried("placeholder"),
        says="Instead of your website a page of its hosting provider appeared when we checked",
    )
    .fails(
        "a page of its host for a day",
        reach=tried("placeholder"),
        before=knew(("error", timedelta(days=1))),
        says="Instead of your website a page of its hosting provider has appeared since 22 November",
        severity=Severity.CRITICAL,
    )
    .fails("twice in one run", reach=Reach((Try(NOW - QUARTER, "error"), Try(NOW, "error"))))
    .fails(
        "an agency takes care",
        reach=tried("error"),
        before=knew(("error", QUARTER)),
        whole={"brand": Brand(name="Agentur Nord")},
    )
    .fails(
        "own limit",
        reach=tried("error"),
        before=knew(("error", timedelta(minutes=2))),
        mine=limits("site-answers", fail_minutes=2),
    )
    .warns(
        "it worked in between",
        reach=tried("error"),
        before=knew(("error", timedelta(days=1)), ("worked", timedelta(hours=1))),
    )
    .warns(
        "it asked for a person in between",
        reach=tried("error"),
        before=knew(("error", timedelta(days=1)), ("refused", timedelta(hours=1))),
    )
    .unsure("refused", reach=tried("refused"), before=knew(("error", timedelta(days=1))))
    .unsure(
        "refused, with the reason of the home page",
        reach=tried("refused"),
        site=Unavailable(Reason.CHALLENGE, "HTTP 403"),
        says="The website asks visitors to prove that they are human, and",
    )
    .unsure("something else", reach=tried("other"), before=knew(("error", timedelta(days=1))))
    .unsure(
        "no network at all",
        reach=tried("cut_off"),
        before=knew(("error", timedelta(days=1))),
        says="From here nothing else could be reached either, so the",
    )
    .unsure(
        "nothing else was reached",
        reach=tried("lost", beyond="nothing"),
        before=knew(("error", timedelta(days=1))),
        says="From here nothing else could be reached either, so the",
    )
    .unsure(
        "something stands between us and the world",
        reach=tried("lost", beyond="distrusted"),
        before=knew(("error", timedelta(days=1))),
    )
    .silent("told as its certificate", reach=tried("certificate"), says="Reported under the certificate")
)

NOINDEX = (
    Table("noindex")
    .passes("listed", site=Site(URL, URL), says="may list")
    .fails(
        "by its own head",
        site=Site(URL, URL, unlisted_by="page"),
        says="The home page asks",
        severity=Severity.MEDIUM,
    )
    .fails("by its server", site=Site(URL, URL, unlisted_by="server"), says="The server asks")
    .silent("the domain is lost", site=Site(URL, None, lost="not_found"))
    .silent("somebody else's page", site=Site(URL, "https://casino.test/", unlisted_by="page"))
)

TABLES = (CERTIFICATE, SITE_ANSWERS, NOINDEX)
