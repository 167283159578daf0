"""A year of a company with watch on, week by week: `python -m tests.watch_year` prints lines, memory and requests by month.

Thirty entries a month come through a real feed reader, some of them grave; Google finds six places in the course of the year, a
person decides about two; somebody finds a fake, reports it, and it goes. On the own site a link to another unknown page stands every second
month, comes and goes, and in the week of a grave article leads to the fake. State and history go through their files each week.

The hostile year is half as long: a feed brings five hundred articles a week for a month, the company takes another name and renames
its feed, the fake goes and comes back, and whether somebody looks after a place changes from month to month.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from account_health.connectors import CONNECTORS
from account_health.connectors.connector import Look
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.judging.company import Judged, judge_company
from account_health.judging.history import History
from account_health.memory.state import State
from account_health.model import Lookalike, Lookalikes, Snapshot, ToldLine, WatchLine
from account_health.model.company import Account, AlertFeed, Company, Known
from account_health.model.watching import WATCH, watch_account
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.run import name_run
from tests.builders import snapshot, statements
from tests.simulator.gateway import Gateway, Reply, Request, html, xml
from tests.watch_samples import FAKE, KUNUNU, LINKEDIN, WATCHED, bakery

FIRST = datetime.fromisoformat("2026-01-05T07:00:00+00:00")
WEEKS = 52
FEED = "https://alerts.example/feed"
TITLES = (
    "Bäckerei Lindner backt Brot Nummer {n}",
    "Bäcker (m/w/d) in München {n} - Bäckerei Lindner",
    "Lindner Hotel Hamburg eröffnet Haus {n}",
    "Bäckerei Lindner in Kiel feiert Fest {n}",
    "Straßenfest {n} in Sendling mit Bäckerei Lindner",
    "Bäckerei Lindner München: Öffnungszeiten Telefonnummer Adresse {n}",
    "Zum {n}. Mal: Bäckerei Lindner spendet in München",
)
GRAVE = "Mäuse im Lager: Stadt schließt Bäckerei Lindner für {n} Tage"


def written(at: datetime) -> Iterator[tuple[str, datetime]]:
    """Yield what the alert has found by a day: an entry a day, a grave one every six weeks."""
    for day in range(max(0, (at - FIRST).days - 20), (at - FIRST).days + 1):
        title = GRAVE if day % 42 == 20 else TITLES[day % len(TITLES)]
        yield title.format(n=day), FIRST + timedelta(days=day)


def feed(at: datetime) -> str:
    """Return the feed as it is on a day."""
    items = "".join(
        f"<item><title>{title}</title><link>https://k{when:%j}.example/{when:%j}</link>"
        f"<guid>g{when:%Y%j}</guid><pubDate>{when:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        "<description>Aus Sendling</description></item>"
        for title, when in written(at)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Alert</title>{items}</channel></rss>'


def places(at: datetime) -> Lookalikes:
    """Return what Google's search has found by a month: a new place every second one."""
    found = tuple(
        Lookalike(
            url=f"https://www.google.com/maps/search/?api=1&query=place&query_place_id=place{n}",
            platform="google",
            id=f"place{n}",
            name="Bäckerei Lindner",
            street="Lindenallee 1",
            town="München",
            claimed=n % 2 == 0,
        )
        for n in range(at.month // 2)
    )
    return Lookalikes(items=found, asked=at.date().replace(day=1), own="ours")


def linked(at: datetime) -> tuple[str, ...]:
    """Return the profiles to which the own site links in a week."""
    week = (at - FIRST).days // 7
    unknown = f"https://www.facebook.com/lindner.alt{at.month // 2}" if week % 3 else KUNUNU.url
    return (FAKE.url,) if at.month >= 4 and week % 6 == 3 else (unknown,)


def registered(day: date) -> Company:
    """Return the registry file as it is on a day."""
    known: list[Known] = [LINKEDIN, KUNUNU]
    if day >= date(2026, 4, 1):
        reported = date(2026, 4, 20) if day >= date(2026, 4, 20) else None
        gone = date(2026, 7, 1) if day >= date(2026, 7, 1) else None
        known.append(replace(FAKE, reported=reported, gone=gone))
    for n, decided in ((0, date(2026, 3, 10)), (1, date(2026, 6, 10))):
        if day >= decided:
            known.append(
                Known(url=places(datetime(2026, 12, 1, tzinfo=FIRST.tzinfo)).items[n].url, verdict="not_ours")
            )
    watch = replace(WATCHED, searched=date(2026, 1, 3), feeds=(AlertFeed(name="Lindner", url=FEED),))
    google = Account(
        id="google",
        platform="google_business_profile",
        url="https://business.google.com/n/2/profile",
        posts="none",
    )
    company = bakery(*known, watch=watch)
    return replace(company, accounts=(*company.accounts, google))


@dataclass
class Year:
    """What a year came to: the lines of each report, requests by month, and how large the memory was at most."""

    reports: list[tuple[datetime, tuple[WatchLine, ...]]] = field(default_factory=list)
    told: tuple[ToldLine, ...] = ()
    requests: Counter[str] = field(default_factory=Counter)
    memory: int = 0
    history: int = 0

    def by_month(self) -> Counter[str]:
        """Return how many lines each month told, those about links at their channel with them."""
        return Counter(f"{one.at:%Y-%m}" for one in self.told)

    def times(self) -> Counter[str]:
        """Return how often each matter was told."""
        return Counter(one.matter for one in self.told)

    def kinds(self, month: str) -> Counter[str]:
        """Return what a month's lines were about."""
        return Counter(one.matter.partition("/")[0] for one in self.told if f"{one.at:%Y-%m}" == month)


def flooded(at: datetime) -> str:
    """Return the feed of the hostile year: five hundred articles a week from its ninth week to its twelfth, each fortieth grave."""
    week = (at - FIRST).days // 7
    if not 8 <= week < 13:
        return feed(at)
    titles = (
        f"Mäuse {n}: Stadt schließt Bäckerei Lindner für {n} Tage"
        if n % 40 == 0
        else f"Bäckerei Lindner backt {n}"
        for n in range(week * 500, week * 500 + 500)
    )
    items = "".join(
        f"<item><title>{title}</title><link>https://f.example/{week}/{n}</link><guid>f{week}-{n}</guid>"
        f"<pubDate>{at - timedelta(minutes=n):%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        f"<description>Aus Sendling {'und anderswo ' * 15}</description></item>"
        for n, title in enumerate(titles)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Alert</title>{items}</channel></rss>'


def renamed(day: date) -> Company:
    """Return the registry file of the hostile year: another name from May on, and a fake that is seen again in June."""
    company = registered(day)
    if company.watch is None or day < date(2026, 5, 4):
        return company
    back = date(2026, 6, 1) if day >= date(2026, 6, 1) else None
    known = (
        replace(one, gone=date(2026, 5, 4), seen=back) if one.verdict == "fake" else one
        for one in company.known
    )
    watch = replace(
        company.watch,
        names=("Brotwerk Sendling", "Bäckerei Lindner"),
        feeds=(replace(company.watch.feeds[0], name="Brotwerk"),),
    )
    return replace(company, name="Brotwerk Sendling", known=tuple(known), watch=watch)


def flickering(at: datetime) -> Lookalikes:
    """Return what Google's search of the hostile year has found: who looks after a place changes every month."""
    found = places(at)
    return replace(found, items=tuple(replace(one, claimed=at.month % 2 == 0) for one in found.items))


@dataclass(frozen=True, slots=True)
class World:
    """What a year is made of: the feed at a moment, the registry file on a day, what Google has found, and for how many weeks."""

    feed: Callable[[datetime], str] = feed
    registered: Callable[[date], Company] = registered
    places: Callable[[datetime], Lookalikes] = places
    weeks: int = WEEKS


PLAIN = World()
HOSTILE = World(flooded, renamed, flickering, WEEKS // 2)


@contextmanager
def internet(world: World) -> Iterator[tuple[Gateway, dict[str, datetime]]]:
    """Give a simulated internet with the feed as it is at the moment that the caller sets."""
    clock = {"now": FIRST}

    def alerts(_: Request) -> Reply:
        return xml(world.feed(clock["now"]))

    with Gateway({"alerts.example": alerts, "www.kununu.com": lambda _: html("kununu")}) as gateway:
        yield gateway, clock


def live(world: World = PLAIN) -> Year:
    """Live through a year."""
    year, history, state = Year(), History(), State()
    with internet(world) as (gateway, clock), Pool(2) as pool:
        for week in range(world.weeks):
            now = clock["now"] = FIRST + timedelta(days=7 * week)
            company = world.registered(now.date())
            seen = _looked(company, now, state, gateway, pool)
            year.requests[f"{now:%Y-%m}"] += seen.requests
            judged = _judged(company, (seen, *_others(company, now, world)), now, history, state)
            history = from_json(History, to_json(judged.history))
            state = from_json(State, to_json(judged.state))
            watch = judged.report.watch
            year.reports.append((now, watch.lines if watch else ()))
            known = state.of(WATCH)
            year.memory = max(year.memory, len(to_json(known)))
            year.history = max(year.history, len(to_json(History(watched=history.watched))))
            year.told = history.watched
    return year


def _looked(company: Company, now: datetime, state: State, gateway: Gateway, pool: Pool) -> Snapshot:
    account, before = watch_account(company), state.of(WATCH)
    assert account is not None
    return CONNECTORS[WATCH].connector.collect(
        Look(
            company=company,
            account=account,
            now=now,
            fetcher=Network(gateway=gateway.url, sleep=lambda _: None).fetcher(5.0),
            pool=pool,
            memory=before.memory if before else None,
        )
    )


def _others(company: Company, now: datetime, world: World) -> tuple[Snapshot, Snapshot]:
    url = company.accounts[0].url
    site = snapshot(platform="website", url=url, taken_at=now, links=statements(*linked(now), url=url))
    google = Snapshot(
        account="google",
        platform="google_business_profile",
        url=company.accounts[1].url,
        taken_at=now,
        requests=1,
        lookalikes=world.places(now),
    )
    return site, google


def _judged(
    company: Company, seen: tuple[Snapshot, ...], now: datetime, history: History, state: State
) -> Judged:
    run = name_run({"kind": "weekly", "scheduled_time": now.isoformat()}, now, company.zone)
    return judge_company(company, seen, run, history, state)


def main() -> int:
    """Print the figures."""
    year = live()
    lines = year.by_month()
    for month in sorted(year.requests):
        what = ", ".join(f"{kind} {n}" for kind, n in sorted(year.kinds(month).items()))
        sys.stdout.write(f"{month}: {lines[month]} lines ({what}), {year.requests[month]} requests\n")
    quiet = sum(1 for _, those in year.reports if not those)
    sys.stdout.write(
        f"most lines a month {max(lines.values())}, one matter at most {max(year.times().values())} times,"
        f" {quiet} of {WEEKS} reports without a line, state of the look {year.memory} bytes, history of lines {year.history} bytes\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
