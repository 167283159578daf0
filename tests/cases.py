"""Eight weeks that a report once told wrongly, from what was seen: `python -m tests.cases` writes what each says to tests/golden/cases.txt.

Each is judged by the real rules, two weeks in a row where it takes a week before. What is written down is what a reader
meets first: the subject, the sentences above everything else, and what there is to do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from account_health.judging.company import judge_company
from account_health.judging.history import History
from account_health.judging.unseen import unseen
from account_health.memory.state import State
from account_health.model import (
    Access,
    Certificate,
    CompanyReport,
    Opening,
    Reach,
    Reason,
    Snapshot,
    Try,
    Unavailable,
    WeekHours,
)
from account_health.model.company import Account, Brand, Company, Facts, Person, ReportSettings
from account_health.report import render
from account_health.workflow.run import name_run
from tests import builders

GOLDEN = Path(__file__).parent / "golden" / "cases.txt"
NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
OPEN = ((390, 1080),)
WEEK = WeekHours(week=(*(OPEN,) * 5, ((390, 780),), ()), special=())
HOURS = "Mo-Fr 6:30-18:00\nSa 6:30-13:00\nSo geschlossen"
LANGUAGES: dict[str, dict[str, Any]] = {
    "Sie": {"language": "de"},
    "du": {"language": "de", "address_form": "du"},
    "en": {"language": "en"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case: whose it is, what was seen in each week, and the checks that the report asks to act on, in order."""

    name: str
    company: Company
    weeks: tuple[tuple[datetime, tuple[Snapshot, ...]], ...]
    asks: tuple[str, ...]

    def report(self) -> CompanyReport:
        """Judge the weeks one after the other and return the last one's report."""
        history, state, report = History(), State(), None
        for now, looks in self.weeks:
            event = {"kind": "weekly", "scheduled_time": f"{now:%Y-%m-%dT%H:%M:%SZ}"}
            judged = judge_company(self.company, looks, name_run(event, now, ZONE), history, state)
            history, state, report = judged.history, judged.state, judged.report
        if report is None:
            raise ValueError(f"{self.name} has no week")
        return report


def _account(platform: str, **more: Any) -> Account:
    base: dict[str, Any] = {
        "id": platform,
        "platform": platform,
        "url": {"blog": builders.URL, "google_business_profile": "https://www.google.com/maps?cid=77"}.get(
            platform, f"https://www.{platform}.com/morgenrot"
        ),
        "posts": "none",
        "owner": "jana",
    }
    return builders.account(**(base | more))


def _company(
    *accounts: Account, agency: bool = False, **more: Any
) -> Company:  # a bakery with or without an agency
    facts: Facts = more.pop("facts", builders.FACTS)
    settings: dict[str, Any] = {"to": ("chefin@morgenrot.example",)}
    if agency:
        settings |= {"copy_to": ("team@agentur.example",), "from_name": "Agentur Nordlicht"}
    return builders.company(
        *(replace(one, facts=facts) for one in accounts),
        facts=facts,
        report=ReportSettings(**settings),
        brand=Brand(name="Agentur Nordlicht") if agency else Brand(),
        people=(Person(id="jana", name="Jana Vogt"),),
        **more,
    )


def _look(account: Account, now: datetime, **parts: Any) -> Snapshot:
    base = builders.snapshot(taken_at=now) if account.platform == "blog" else None
    if base is not None:
        return replace(base, account=account.id, url=account.url, **parts)
    return Snapshot(
        account=account.id,
        platform=account.platform,
        url=account.url,
        taken_at=now,
        requests=3,
        access=Access(never_expires=True),
        **parts,
    )


def _listing(now: datetime, **parts: Any) -> Snapshot:
    base: dict[str, Any] = {
        "reviews": builders.conversation(),
        "phones": builders.statements("089 1234567"),
        "opening": Opening(status="open"),
        "hours": replace(WEEK, special=None),
    }
    return _look(LISTING, now, **(base | parts))


BLOG = _account("blog", posts="monthly")
LISTING = _account("google_business_profile")
X = _account("x", posts="monthly")
A_WEEK = timedelta(days=7)


def _certificate() -> Case:
    ended = Certificate(
        "www.baeckerei-morgenrot.example", NOW - timedelta(days=93), NOW - timedelta(days=3), "expired"
    )
    look = _look(
        BLOG, NOW, certificate=ended, phones=builders.statements("089 7654321"), posts=builders.posts(80, 90)
    )
    return Case(
        name="certificate expired, with an agency",
        company=_company(BLOG, agency=True),
        weeks=((NOW - A_WEEK, (_look(BLOG, NOW - A_WEEK),)), (NOW, (look,))),
        asks=("certificate", "phone", "last-post-age"),
    )


def _site_down() -> Case:
    def down(now: datetime) -> Snapshot:
        seen = unseen(BLOG, Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503"), now)
        tries = tuple(Try(now - timedelta(minutes=minutes), "error") for minutes in (20, 0))
        return replace(seen, reach=Reach(tries))

    return Case(
        name="website down for a week",
        company=_company(BLOG, LISTING),
        weeks=tuple(
            (now, (down(now), _listing(now, phones=builders.statements("089 7654321", url=LISTING.url))))
            for now in (NOW - A_WEEK, NOW)
        ),
        asks=("site-answers", "phone"),
    )


def _holidays() -> Case:
    now = datetime(2026, 12, 17, 7, tzinfo=UTC)
    facts = replace(builders.FACTS, hours=HOURS)
    return Case(
        name="six holidays without hours",
        company=_company(LISTING, facts=facts),
        weeks=((now - A_WEEK, (_listing(now - A_WEEK),)), (now, (_listing(now, hours=WEEK),))),
        asks=("holiday-hours",),
    )


def _phone_and_silence() -> Case:
    wrong = builders.statements("089 7654321", url=f"{builders.URL}kontakt/")
    return Case(
        name="wrong phone beside a silent X",
        company=_company(X, BLOG),
        weeks=tuple(
            (now, (_look(X, now, posts=builders.posts(200, 230)), _look(BLOG, now, phones=wrong)))
            for now in (NOW - A_WEEK, NOW)
        ),
        asks=("phone", "dormant-account"),
    )


def _silent_listing() -> Case:
    listing = replace(LISTING, posts="monthly")
    return Case(
        name="Google without posts for 98 days",
        company=_company(listing),
        weeks=tuple((now, (_listing(now, posts=builders.posts(98, 120)),)) for now in (NOW - A_WEEK, NOW)),
        asks=(),
    )


def _nothing_seen() -> Case:
    gone = Unavailable(Reason.CREDENTIAL_MISSING, "no token")
    accounts = tuple(_account(platform) for platform in ("facebook", "instagram"))
    return Case(
        name="nothing seen in a first report",
        company=_company(*accounts, agency=True),
        weeks=((NOW, tuple(unseen(one, gone, NOW) for one in accounts)),),
        asks=(),
    )


def _fallen() -> Case:
    before, wrong = _look(BLOG, NOW - A_WEEK), _look(BLOG, NOW, phones=builders.statements("089 7654321"))
    return Case(
        name="from 100 to 79",
        company=_company(BLOG, agency=True),
        weeks=((NOW - A_WEEK, (before,)), (NOW, (wrong,))),
        asks=("phone",),
    )


def _deputy() -> Case:
    people = (Person(id="jana", name="Jana Vogt"), Person(id="tom", name="Tom R."))
    now = datetime(2026, 12, 7, 7, tzinfo=UTC)
    look = _look(BLOG, now, texts=builders.statements("Sommeraktion gültig bis 31. August 2026"))
    return Case(
        name="a missing deputy",
        company=replace(_company(BLOG), people=people),
        weeks=((now - A_WEEK, (_look(BLOG, now - A_WEEK),)), (now, (look,))),
        asks=("outdated-text",),
    )


CASES: tuple[Callable[[], Case], ...] = (
    _certificate,
    _site_down,
    _holidays,
    _phone_and_silence,
    _silent_listing,
    _nothing_seen,
    _fallen,
    _deputy,
)


def told(case: Case, how: str) -> str:
    """Return what a reader meets first: the subject, the sentences above everything else, and what there is to do."""
    company = replace(case.company, **LANGUAGES[how])
    mail = render(case.report(), company)
    body = mail.text.split("\n-- \n")[0].replace("\N{ZERO WIDTH SPACE}", "")
    opening = body.split("\n\n")[1]
    head = ("Diese Woche zu tun", "What to do this week", "Im ersten Monat", "In the first month")
    blocks = body.split("\n\n")
    todo = [blocks[place + 1] for place, block in enumerate(blocks[:-1]) if block.strip().startswith(head)]
    number = [
        line
        for block in blocks
        for line in [" ".join(block.split())]
        if line.startswith(("Gesamt:", "Overall:"))
    ]
    return "\n".join([mail.subject, opening, *todo, *number])


def table() -> Iterator[str]:
    """Yield each case with its texts."""
    for made in CASES:
        case = made()
        for how in LANGUAGES:
            yield f"== {case.name} ({how})\n{told(case, how)}\n"


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(table()), encoding="utf-8")
