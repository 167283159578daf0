"""A bakery whose name is watched, and short ways to judge what was seen of it. All people and firms are invented."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from account_health.judging.history import History, remember
from account_health.judging.watch.identity import Identity, identity_of
from account_health.judging.watch.watching import Seen, judge_watch
from account_health.model import (
    CompanyReport,
    Destination,
    Destinations,
    Snapshot,
    ToldLine,
    WatchReport,
)
from account_health.model.company import Account, AlertFeed, Company, Facts, Known, ReportSettings, Watch
from account_health.model.watching import WATCH

NOW = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
LINKEDIN = Known(
    url="https://www.linkedin.com/company/stadtbaeckerei-lindner", verdict="ours", seen=date(2026, 11, 2)
)
KUNUNU = Known(url="https://www.kununu.com/de/stadtbaeckerei-lindner", verdict="ours", seen=date(2026, 11, 2))
FAKE = Known(url="https://www.instagram.com/lindner.gewinnspiel", verdict="fake")
WATCHED = Watch(
    names=("Stadtbäckerei Lindner", "Bäckerei Lindner"),
    near=("Sendling", "München"),
    not_us=("Lindner Hotel",),
    searched=date(2026, 11, 20),
    feeds=(AlertFeed(name="Lindner", url="https://www.google.com/alerts/feeds/123/456"),),
)


def bakery(*known: Known, watch: Watch | None = WATCHED, **changes: Any) -> Company:
    """Return the bakery with what it knows."""
    facts = Facts(
        phone=("089 99998 111",),
        website=("https://www.stadtbaeckerei-lindner.example/",),
        address=("Lindenallee 1, 81369 München",),
        email=("hallo@stadtbaeckerei-lindner.example",),
    )
    account = Account(
        id="blog",
        platform="website",
        url="https://www.stadtbaeckerei-lindner.example/",
        posts="none",
        owner="jana",
        facts=facts,
    )
    base: dict[str, Any] = {
        "id": "lindner",
        "name": "Stadtbäckerei Lindner",
        "legal_name": "Bäckerei Lindner e.K.",
        "region": "BY",
        "report": ReportSettings(to=("chefin@stadtbaeckerei-lindner.example",)),
        "facts": facts,
        "accounts": (account,),
        "known": known,
        "watch": watch,
    }
    return Company(**(base | changes))


def look(at: datetime = NOW, **parts: Any) -> Snapshot:
    """Return a look at the bakery's name that saw these parts."""
    return Snapshot(account=WATCH, platform=WATCH, url="", taken_at=at, requests=1, **parts)


def answered(*links: tuple[Known, str], at: datetime = NOW) -> Destinations:
    """Return how links of known profiles answered."""
    items = tuple(Destination(one.url, one.url, state, at) for one, state in links)  # type: ignore[arg-type] # a test's own words
    return Destinations(items, len(items))


def judged(
    company: Company,
    seen: Snapshot,
    *,
    told: tuple[ToldLine, ...] = (),
    month_begins: bool = True,
    **more: Any,
) -> WatchReport:
    """Return what the report of that look says of the name."""
    snapshots = {WATCH: seen, **more.pop("snapshots", {})}
    found = judge_watch(
        company,
        Seen(
            snapshots=snapshots,
            told=told,
            period=f"{seen.taken_at:%G-W%V}",
            now=seen.taken_at,
            month_begins=month_begins,
            **more,
        ),
    )
    assert found is not None
    return found


def kinds(report: WatchReport) -> list[str]:
    """Return what the lines of a report are about."""
    return [line.kind for line in report.lines]


def after(told: tuple[ToldLine, ...], report: WatchReport, at: datetime) -> tuple[ToldLine, ...]:
    """Return what was told once this report has gone out."""
    made = CompanyReport(
        rules_version="",
        company="lindner",
        name="",
        run=f"weekly-{at:%G-W%V}",
        now=at,
        week=f"{at:%G-W%V}",
        score=None,
        change=None,
        coverage=None,
        accounts=(),
        new=(),
        resolved=(),
        todo=(),
        trend=(),
        first=False,
        watch=report,
    )
    return remember(replace(History(), watched=told), made).watched


def _parts(text: str) -> tuple[str, ...]:
    """Return what stands between semicolons."""
    return tuple(filter(None, text.split(";")))


def firm(names: str, address: str, near: str = "", not_us: str = "") -> Identity:
    """Return an invented firm; names and places are divided by semicolons."""
    facts = Facts(address=(address,), website=("https://www.firma.example/",))
    return identity_of(
        Company(
            id="f",
            name=names.partition(";")[0],
            report=ReportSettings(to=("a@b.example",)),
            facts=facts,
            accounts=(
                Account(id="site", platform="website", url="https://www.firma.example/", posts="none"),
            ),
            watch=Watch(names=tuple(names.split(";")), near=_parts(near), not_us=_parts(not_us)),
        )
    )
