"""A year of one company, week by week: `python -m tests.year` writes what each report says to tests/golden/year.txt.

The world below is a function of the day; each week it is looked at, judged, and remembered as a run does it, with state and
history going through their files. Planned events: a channel goes stale, a platform fails once, an access dies and is
renewed, a complaint is answered late, an item is noted as done and edited, holidays, a mute that ends, other rules, a
missed week, clocks that change, a repeated week, and runs on demand in between.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias
from unittest.mock import patch
from zoneinfo import ZoneInfo

from account_health.calendar.holidays import Place, special_days
from account_health.judging.company import Judged, judge_company
from account_health.judging.history import History
from account_health.judging.unseen import unseen
from account_health.memory.state import State
from account_health.model import (
    Access,
    Audience,
    Change,
    CompanyReport,
    Conversation,
    Item,
    LegalPage,
    Opening,
    Post,
    Posts,
    Rating,
    Reason,
    Results,
    Snapshot,
    SpecialDay,
    Statement,
    Statements,
    Unavailable,
    WeekHours,
)
from account_health.model.company import (
    Account,
    Company,
    Done,
    Facts,
    Mute,
    Pause,
    Person,
    ReportSettings,
    Team,
)
from account_health.report.context import ReportContext, speaker
from account_health.report.verdict import verdict
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.run import name_run

GOLDEN = Path(__file__).parent / "golden" / "year.txt"
ZONE = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 1, 5)
WEEKS = 52
PHONE = "089 1234567"
HOURS = "Mo-Fr 6:30-18:00\nSa 6:30-13:00\nSo geschlossen"
WEEK = (((390, 1080),),) * 5 + (((390, 780),), ())
PAUSE = Pause(first=date(2026, 8, 24), last=date(2026, 9, 6), note="Betriebsferien")
MISSED = "2026-W44"
REPEATED = "2026-W25"
APRIL = 4
NEW_RULES = date(2026, 9, 28)
ON_DEMAND = (date(2026, 3, 18), date(2026, 4, 15), date(2026, 6, 10))
URLS = {
    "facebook": "https://www.facebook.com/morgenrot",
    "instagram": "https://www.instagram.com/morgenrot",
    "x": "https://x.com/morgenrot",
    "google": "https://www.google.com/maps?cid=77",
}


def at(day: date, hour: int = 12) -> datetime:
    """Return an hour of a day where the company is."""
    return datetime.combine(day, time(hour), ZONE).astimezone(UTC)


def registered(day: date) -> Company:
    """Return the registry file as it is on a day: people change it, too."""
    mute = Mute(check="imprint", reason="kommt mit der neuen Website", until=date(2026, 3, 31))
    accounts = (
        Account(
            id="facebook",
            platform="facebook",
            url=URLS["facebook"],
            posts="biweekly",
            owner="jana",
            deputy="tom",
        ),
        Account(
            id="instagram",
            platform="instagram",
            url=URLS["instagram"],
            posts="biweekly",
            owner="jana",
            deputy="tom",
            mute=(mute,),
        ),
        Account(
            id="x",
            platform="x",
            url=URLS["x"],
            posts="monthly",
            owner="tom",
            deputy="jana",
            state="dormant" if day >= date(2026, 5, 11) else "active",
        ),
        Account(
            id="google",
            platform="google_business_profile",
            url=URLS["google"],
            posts="none",
            owner="jana",
            deputy="tom",
        ),
    )
    facts = Facts(phone=(PHONE,), hours=HOURS)
    return Company(
        id="morgenrot",
        name="Bäckerei Morgenrot",
        region="BY",
        report=ReportSettings(to=("chefin@morgenrot.example",)),
        facts=facts,
        people=(Person(id="jana", name="Jana Vogt"), Person(id="tom", name="Tom R.")),
        pauses=(PAUSE,),
        team=Team(hours_per_week=2, departments=("Backstube", "Verkauf")),
        accounts=tuple(replace(one, facts=facts) for one in accounts),
        done=(Done(item="fb-spam", note="Werbung"),) if day >= date(2026, 7, 15) else (),
    )


# --- the world on a day ---------------------------------------------------------------------------


Word: TypeAlias = tuple[str, datetime, datetime | None, str]
"""An item's name, when it was written, when it was answered, and its text."""


def _talk(template: Item, now: datetime, words: Iterable[Word]) -> Conversation:
    """Return the conversation of 90 days in which these words were said, each answered when its time has come."""
    items: list[Item] = []
    for name, asked, answered, text in words:
        if not now - timedelta(days=90) <= asked <= now:
            continue
        one = replace(template, id=f"{template.id}-{name}", thread=name, at=asked, text=text)
        items.append(one)
        if answered is not None and answered <= now:
            items.append(replace(one, id=f"{one.id}-re", at=answered, ours=True, text="Gern.", rating=None))
    return Conversation(tuple(items), since=now - timedelta(days=90))


def _said_by(prefix: str, kind: Literal["comment", "review", "mention"], rating: int | None = None) -> Item:
    """Return what all items of a kind have in common."""
    url = f"https://example.org/{prefix}"
    return Item(
        id=prefix, kind=kind, url=url, author="Sabine M.", text="", at=at(FIRST), thread="", rating=rating
    )


def _facebook_words() -> Iterator[Word]:
    for week in range(-13, WEEKS):
        asked = FIRST + timedelta(days=7 * week + 1)
        yield f"q{week}", at(asked, 10), at(asked, 13), "Habt ihr am Samstag noch Kürbiskernbrot?"


def _facebook_posts() -> Iterator[date]:
    day = date(2025, 10, 1)
    while day < date(2027, 1, 5):
        if not date(2026, 3, 1) <= day < date(2026, 5, 20):
            yield day
        day += timedelta(days=10)


def _posts(days: Iterator[date], url: str, now: datetime) -> Posts:
    seen = sorted((day for day in days if at(day) <= now), reverse=True)[:25]
    return Posts(tuple(Post(f"{url}/{day}", f"{url}/{day}", at(day), "Neues") for day in seen))


def _said(*values: str) -> Statements:
    return Statements(tuple(Statement(value, "https://example.org/profil") for value in values))


def _facebook(now: datetime, day: date) -> Snapshot:
    talk = _talk(_said_by("fb", "comment"), now, _facebook_words())
    spam = Item(
        id="fb-spam",
        kind="comment",
        url="https://example.org/spam",
        author="Rolf K.",
        text="Wann verkauft ihr endlich mein Brot?",
        at=at(date(2026, 7, 7)),
        thread="spam",
    )
    if date(2026, 7, 7) <= day < date(2026, 10, 5):
        changed = at(date(2026, 8, 11)) if at(date(2026, 8, 11)) <= now else None
        replies = [replace(spam, id="fb-spam-re", ours=True, at=at(date(2026, 8, 20)))]
        talk = replace(
            talk,
            items=(
                *talk.items,
                replace(spam, changed_at=changed),
                *(one for one in replies if one.at <= now),
            ),
        )
    offer = "Herbstaktion gültig bis 30. September 2026" if day >= date(2026, 10, 1) else "Willkommen"
    wrong = date(2026, 9, 25) <= day < date(2026, 11, 10)
    return Snapshot(
        account="facebook",
        platform="facebook",
        url=URLS["facebook"],
        taken_at=now,
        requests=5,
        access=Access(never_expires=True),
        posts=_posts(_facebook_posts(), URLS["facebook"], now),
        comments=talk,
        phones=_said("089 7654321" if wrong else PHONE),
        texts=_said(offer),
        results=Results(followers=480 + (day - FIRST).days // 5),
        descriptions=_said("Handwerksbäckerei in München, seit 1923 am Markt."),
    )


def _instagram(now: datetime, day: date) -> Snapshot:
    registered_ = registered(day).account("instagram")
    if day == date(2026, 2, 9):
        return unseen(registered_, Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503"), now)
    if date(2026, 4, 10) <= day < date(2026, 5, 6):
        gone = unseen(registered_, Unavailable(Reason.CREDENTIAL_REFUSED, "HTTP 401"), now)
        return replace(gone, access=Access(problem="expired"))
    days = (date(2025, 10, 2) + timedelta(days=9 * number) for number in range(60))
    return Snapshot(
        account="instagram",
        platform="instagram",
        url=URLS["instagram"],
        taken_at=now,
        requests=5,
        access=Access(never_expires=True),
        posts=_posts(days, URLS["instagram"], now),
        comments=_talk(_said_by("ig", "comment"), now, ()),
        imprint=LegalPage(None, answers=False)
        if day < date(2026, 6, 20)
        else LegalPage("https://example.org/impressum", answers=True, clicks=1),
        descriptions=_said("Handwerksbäckerei in München, seit 1923 am Markt."),
    )


def _x(now: datetime, day: date) -> Snapshot:
    rests = (
        " Dieser Kanal ruht, Sie finden uns unter www.morgenrot.example." if day >= date(2026, 6, 1) else ""
    )
    days = (date(2025, 10, 20) - timedelta(days=14 * number) for number in range(12))
    return Snapshot(
        account="x",
        platform="x",
        url=URLS["x"],
        taken_at=now,
        requests=2,
        access=Access(never_expires=True),
        posts=_posts(days, URLS["x"], now),
        mentions=_talk(_said_by("x", "mention"), now, ()),
        descriptions=_said(f"Handwerksbäckerei in München, seit 1923.{rests}"),
    )


@lru_cache
def _holidays() -> tuple[date, ...]:
    return tuple(day for day, _ in special_days(Place(country="DE", region="BY", language="de"), FIRST, 400))


def _google_results(day: date) -> Results:
    """Return what the month before brought; nobody counted in April, and a review went in August."""
    last = day.replace(day=1) - timedelta(days=1)
    gone = tuple((one, 5) for one in (date(2026, 8, 21),) if one <= day)
    if last.month == APRIL:
        return Results(gone=gone)
    return Results(
        calls=20 + last.month,
        directions=3 * last.month,
        clicks=0,
        first=last.replace(day=1),
        last=last,
        gone=gone,
    )


def _google(now: datetime, day: date) -> Snapshot:
    special = [one for one in _holidays() if one < date(2026, 12, 20) or day >= date(2026, 12, 16)]
    if day >= date(2026, 8, 20):
        special += [PAUSE.first + timedelta(days=number) for number in range(14)]
    praise = [
        (f"r{month}", at(date(2026, month, 12)), at(date(2026, month, 14)), "Bestes Brot! Liefern Sie auch?")
        for month in range(1, 13)
    ]
    late = (
        "bad",
        at(date(2026, 6, 4)),
        at(date(2026, 6, 19)),
        "Das Brot war hart und die Bedienung unfreundlich.",
    )
    good = _talk(_said_by("google", "review", 5), now, praise)
    bad = _talk(_said_by("google", "review", 1), now, [late])
    return Snapshot(
        account="google",
        platform="google_business_profile",
        url=URLS["google"],
        taken_at=now,
        requests=4,
        access=Access(never_expires=True),
        reviews=replace(good, items=(*good.items, *bad.items)),
        rating=Rating(average=4.6, count=60),
        phones=_said("089 7654321" if day < date(2026, 2, 4) else PHONE),
        opening=Opening(status="open"),
        results=_google_results(day),
        hours=WeekHours(week=WEEK, special=tuple(SpecialDay(day=one) for one in sorted(set(special)))),
    )


LOOKS: tuple[Callable[[datetime, date], Snapshot], ...] = (_facebook, _instagram, _x, _google)


# --- the runs -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One weekly report, and what was left in the files before and after it."""

    company: Company
    report: CompanyReport
    history_before: bytes
    history: bytes
    state: bytes


def judge(day: date, kind: str, history: bytes, state: bytes, repeat: int | None = None) -> Judged:
    """Look at everything and judge it, from what is in the files."""
    now = at(day, 7)
    event: dict[str, object] = {"kind": kind, "scheduled_time": f"{now:%Y-%m-%dT%H:%M:%SZ}"}
    run = name_run(event | ({"repeat": repeat} if repeat else {}), now, ZONE)
    rules = "2026.2" if day >= NEW_RULES else "2026.1"
    snapshots = [look(now, day) for look in LOOKS]
    with patch("account_health.judging.assemble.RULES_VERSION", rules):
        return judge_company(
            registered(day), snapshots, run, from_json(History, history), from_json(State, state)
        )


def year() -> Iterator[Told]:
    """Yield every weekly report of the year, with state and history through their files and runs on demand between."""
    history, state = to_json(History()), to_json(State())
    for number in range(WEEKS):
        monday = FIRST + timedelta(days=7 * number)
        if f"{monday:%G-W%V}" != MISSED:
            judged = judge(monday, "weekly", history, state)
            before, history, state = history, to_json(judged.history), to_json(judged.state)
            yield Told(
                company=registered(monday),
                report=judged.report,
                history_before=before,
                history=history,
                state=state,
            )
        wednesday = monday + timedelta(days=2)
        if wednesday in ON_DEMAND:
            state = to_json(judge(wednesday, "manual", history, state).state)
        if f"{monday:%G-W%V}" == REPEATED:
            judged = judge(wednesday, "weekly", history, state, repeat=2)
            before, history, state = history, to_json(judged.history), to_json(judged.state)
            yield Told(
                company=registered(wednesday),
                report=judged.report,
                history_before=before,
                history=history,
                state=state,
            )


def _names(changes: Iterable[Change]) -> str:
    return ", ".join(f"{one.account}/{one.check}" for one in changes) or "–"


def line(told: Told) -> str:
    """Return what one report says, in a line."""
    report = told.report
    translate = speaker(report, told.company)
    context = ReportContext(report, told.company, Audience.OWNER, translate)
    todo = ", ".join(
        f"{one.account}/{one.check}{'+' + '+'.join(one.also) if one.also else ''}"
        f" {f'{one.due:%d.%m.}' if one.due else '–'}{'!' if one.is_overdue(context.today) else ''} {one.owner}"
        f"{'/' + one.deputy if one.deputy else ''}"
        for one in report.todo
    )
    achieved = report.achieved
    month = (
        f" | {achieved.month}: {achieved.answered} answered, median {achieved.median_hours} h, "
        f"corrected {_names(achieved.corrected)}"
        if achieved and report.month_begins
        else ""
    )
    counted = sum(len(context.left_out(account)) for account in report.accounts)
    advice = ", ".join(f"{one.account}: {one.advice.choice}" for one in report.accounts if one.advice)
    ideas = ", ".join(one.account for one in report.accounts if one.ideas)
    known = ", ".join(
        f"{one.account} {one.last_facts.at:%d.%m.}" for one in report.accounts if one.last_facts
    )
    return (
        f"{report.run.removeprefix('weekly-')} {report.now.astimezone(ZONE):%a %d.%m. %H:%M}"
        f" | score {report.score if report.score is not None else '–'} ({report.change})"
        f" | {verdict(context)}"
        f" | new {_names(report.new)} | done {_names(report.resolved)} | todo {todo or '–'}"
        f" | more {len(report.tasks) - len(report.todo)} counted {counted}"
        f" | notices {', '.join(one.kind for one in report.notices) or '–'}"
        + (f" | ideas {ideas}" if ideas else "")
        + (f" | advice {advice}" if advice else "")
        + (f" | last seen {known}" if known else "")
        + month
        + _brought(report)
    )


def _brought(report: CompanyReport) -> str:
    """Return what the channels brought, as far as the report tells it."""
    told = ", ".join(
        f"{one.account} {one.kind} {one.value:g}" + (f" ({one.change:+})" if one.change is not None else "")
        for one in report.results
    )
    return f" | brought {told}" if told else ""


def table(told: Iterator[Told]) -> str:
    """Return the golden table: a line for each report."""
    return "".join(f"{line(one)}\n" for one in told)


if __name__ == "__main__":
    GOLDEN.write_text(table(year()), encoding="utf-8")
