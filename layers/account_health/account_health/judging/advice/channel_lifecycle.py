"""Keep or close: what we recommend for a channel that is silent beyond its limit, why, and what each way takes.

The reasons come from what was seen. Whether nobody writes to a channel is only said where its comments were seen, and
closing is only advised where nobody writes, nothing waits, and another channel of its kind is in use. How far back that
was seen is said with it. Starting again
is advised where people write, or where it is the only channel of its kind and there is time enough for it. A listing is
no silent channel (`checks/exempt.py`): people find it whether anybody posts or not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from account_health.model import (
    TOLD,
    AccountReport,
    Advice,
    Message,
    Notice,
    Option,
    Posts,
    Snapshot,
    Status,
    Unavailable,
    message,
    message_n,
)
from account_health.model.company import Account, Company
from account_health.model.platform import PLATFORM_ROWS, ChannelKind

PostRhythm: TypeAlias = Literal["weekly", "biweekly", "monthly"]
Choice: TypeAlias = Literal["revive", "dormant", "close"]

SILENT: Final = "dormant-account"
CADENCES: Final[tuple[PostRhythm, ...]] = ("weekly", "biweekly", "monthly")
"""From the busiest to the calmest."""
POSTS_A_WEEK: Final[Mapping[str, float]] = MappingProxyType({"weekly": 1, "biweekly": 0.5, "monthly": 0.25})
RHYTHMS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "weekly": message("one post a week"),
        "biweekly": message("one post every two weeks"),
        "monthly": message("one post a month"),
    }
)
ANSWER_MINUTES: Final = 10
"""A week, for reading and answering what people write to one channel; our estimate."""
DORMANT_ONCE: Final = 10
CLOSE_ONCE: Final = 45
"""Minutes: save what is worth keeping, say goodbye with the way to another channel, close, remove links to it."""
SEEN_DAYS: Final = 90
LEAST_SEEN_DAYS: Final = 28
"""Who was looked at for less than four weeks proves nothing by writing nothing; X shows 30 days."""
_LEAST_POSTS = 3
_NEWEST = 10
_A_WEEK, _TWO_WEEKS = 10, 21
"""Days between posts up to which a rhythm counts as weekly or every two weeks."""
_HOUR = 60
_HALF_HOUR = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What speaks for or against a silent channel.

    `wrote` counts the messages of the last `days`; None where nobody could see whether people write.
    """

    account: Account
    wrote: int | None
    days: int
    waits: int
    alone: bool
    long: bool
    rhythm: PostRhythm | None
    need: float
    there: float | None

    @property
    def cadence(self) -> PostRhythm | None:
        """The rhythm to begin again with: not busier than before or than registered; None where no time is left."""
        wanted = (self.rhythm, self.account.posts)
        start = max((place for place, one in enumerate(CADENCES) if one in wanted), default=len(CADENCES) - 1)
        for one in CADENCES[start:]:
            if self.there is None or self.need + minutes_a_week(self.account, one) <= self.there:
                return one
        return None

    @property
    def choice(self) -> Choice:
        """What we would do."""
        wanted = bool(self.wrote or self.waits)
        missed = self.alone and self.there is not None
        if self.cadence is not None and (wanted or missed):
            return "revive"
        if self.wrote == 0 and not self.waits and self.long and not self.alone:
            return "close"
        return "dormant"


def silent_accounts(reports: Iterable[AccountReport]) -> frozenset[str]:
    """Return the accounts that are silent beyond their limit."""
    return frozenset(
        report.account
        for report in reports
        for finding in report.findings
        if finding.check == SILENT and finding.status in TOLD
    )


def advise(
    report: AccountReport, snapshot: Snapshot, company: Company, now: datetime, silent: frozenset[str]
) -> Advice | None:
    """Return what we recommend for a silent channel; None for every other.

    Args:
        report: its judgement.
        snapshot: what was seen of it.
        company: with all its channels and the time that there is for them.
        now: the time of the look.
        silent: the accounts that are silent beyond their limit, this one among them.
    """
    found = next((one for one in report.findings if one.check == SILENT and one.status in TOLD), None)
    if found is None:
        return None
    account = company.account(report.account)
    alive = [one for one in company.accounts if one.state == "active" and one.id not in silent]
    hours = company.team.hours_per_week
    days = _days_seen(snapshot, now)
    case = _Case(
        account=account,
        wrote=_wrote(snapshot, now, days),
        days=days,
        waits=len(report.open_items),
        alone=not any(_kind(one) == _kind(account) for one in alive),
        long=found.status is Status.FAIL,
        rhythm=_rhythm(snapshot),
        need=sum(minutes_a_week(one, one.posts) for one in alive),
        there=None if hours is None else hours * _HOUR,
    )
    choice = case.choice
    ways = _ways(case)
    return Advice(
        choice=choice,
        cadence=case.cadence if choice == "revive" else None,
        message=_message(case),
        reasons=_reasons(case),
        options=tuple(sorted(ways, key=lambda way: way.choice != choice)),
    )


def minutes_a_week(account: Account, posts: str) -> float:
    """Return what a channel takes a week with so many posts: making them, and answering."""
    return PLATFORM_ROWS[account.platform].post_minutes * POSTS_A_WEEK.get(posts, 0) + ANSWER_MINUTES


def time_needed(company: Company) -> Notice | None:
    """Return whether the channels fit the time that is there for them; None where no time is registered."""
    hours = company.team.hours_per_week
    if hours is None:
        return None
    active = [one for one in company.accounts if one.state == "active"]
    need = sum(minutes_a_week(one, one.posts) for one in active)
    if need <= hours * _HOUR:
        return Notice(
            kind="time",
            message=message(
                "Your channels take about {need} a week; you have planned {there}. That is enough.",
                need=_about(need, hours * _HOUR),
                there=_hours(hours * _HOUR),
            ),
        )
    return Notice(
        kind="time",
        message=message(
            "Your channels take about {need} a week; you have planned {there}.",
            need=_about(need, hours * _HOUR),
            there=_hours(hours * _HOUR),
        ),
        action=message("Let one channel rest, or plan more time."),
    )


def _days_seen(snapshot: Snapshot, now: datetime) -> int:
    """Return how many days, up to three months, were looked at in every conversation of a channel."""
    since = max((one.since for one in snapshot.conversations), default=now)
    return min((now - since).days, SEEN_DAYS)


def _wrote(snapshot: Snapshot, now: datetime, days: int) -> int | None:
    """Count what others wrote there in so many days; None where nobody was seen to, and not everything was seen."""
    count = sum(
        1
        for one in snapshot.conversations
        for item in one.items
        if not item.ours and not item.hidden and now - item.at <= timedelta(days=days)
    )
    return count if count or _all_seen(snapshot, days) else None


def _all_seen(snapshot: Snapshot, days: int) -> bool:
    """Tell whether everything that people could have written was seen, and long enough to mean something."""
    talk = snapshot.conversations
    parts = (snapshot.comments, snapshot.mentions, snapshot.reviews)
    whole = not any(isinstance(part, Unavailable) for part in parts)
    return (
        bool(talk)
        and whole
        and days >= LEAST_SEEN_DAYS
        and not any(one.gap is not None or one.held_back for one in talk)
    )


def _rhythm(snapshot: Snapshot) -> PostRhythm | None:
    """Return in which rhythm posts came before the silence, by the middle of the last gaps; None for too few."""
    posts = snapshot.posts
    if not isinstance(posts, Posts) or posts.dated_by != "entry" or len(posts.items) < _LEAST_POSTS:
        return None
    newest = [post.at for post in posts.items[:_NEWEST]]
    days = median((later - earlier) / timedelta(days=1) for later, earlier in pairwise(newest))
    if days <= _A_WEEK:
        return "weekly"
    return "biweekly" if days <= _TWO_WEEKS else "monthly"


def _message(case: _Case) -> Message:
    if case.choice == "revive" and case.cadence:
        return message("Our advice: start again; {rhythm} is enough.", rhythm=RHYTHMS[case.cadence])
    if case.choice == "close":
        return message("Our advice: close this channel.")
    return message("Our advice: let this channel rest, and say in the profile where to find you.")


def _reasons(case: _Case) -> tuple[Message, ...]:
    reasons = []
    if case.waits:
        reasons.append(
            message_n(
                "Someone is waiting for a reply there.",
                "{n} people are waiting for a reply there.",
                case.waits,
            )
        )
    reasons.append(_written(case))
    if case.rhythm is not None:
        reasons.append(message("Before the silence it was about {rhythm}.", rhythm=RHYTHMS[case.rhythm]))
    if case.alone:
        reasons.append(message("You have no other active channel of this kind."))
    else:
        reasons.append(message("You have another active channel of this kind."))
    if case.there is not None:
        reasons.append(_time(case, case.there))
    return tuple(reasons)


def _written(case: _Case) -> Message:
    if case.wrote is None:
        return message("We could not see whether people still write there.")
    if case.days < SEEN_DAYS and not case.wrote:
        return message(
            "Nobody has written there in the last {days} days; we cannot see further back.", days=case.days
        )
    if case.days < SEEN_DAYS:
        return message_n(
            "One message came in there in the last {days} days.",
            "{n} messages came in there in the last {days} days.",
            case.wrote,
            days=case.days,
        )
    if not case.wrote:
        return message("Nobody has written there in the last three months.")
    return message_n(
        "One message came in there in the last three months.",
        "{n} messages came in there in the last three months.",
        case.wrote,
    )


def _time(case: _Case, there: float) -> Message:
    if case.cadence is None:
        return message(
            "Your other channels already take about {need} a week; you have planned {there}.",
            need=_about(case.need, there),
            there=_hours(there),
        )
    return message(
        "With this channel it would be about {need} a week; you have planned {there}.",
        need=_about(case.need + minutes_a_week(case.account, case.cadence), there),
        there=_hours(there),
    )


def _ways(case: _Case) -> tuple[Option, ...]:
    cadence = case.cadence or CADENCES[-1]
    revive = Option(
        choice="revive",
        takes=message(
            "{rhythm}, about {minutes} minutes a week with the answers",
            rhythm=RHYTHMS[cadence],
            minutes=round(minutes_a_week(case.account, cadence)),
        ),
    )
    rest = message(
        "about {once} minutes once for a sentence in the profile, then {minutes} a week for replies",
        once=DORMANT_ONCE,
        minutes=ANSWER_MINUTES,
    )
    end = message("about {once} minutes once, with a last post that says where to go", once=CLOSE_ONCE)
    return revive, Option(choice="dormant", takes=rest), Option(choice="close", takes=end)


def _about(need: float, there: float) -> Message:
    """Return what something takes, to the half hour, and on the same side of the time that is there as before."""
    halves = max(round(need / _HALF_HOUR), 1) * _HALF_HOUR
    if need <= there:
        return _hours(min(halves, there))
    return _hours(halves if halves > there else halves + _HALF_HOUR)


def _hours(minutes: float) -> Message:
    """Return minutes as hours."""
    number = round(minutes / _HOUR, 2)
    if number == 1:
        return message("one hour")
    return message("{number} hours", number=int(number) if number == int(number) else number)


def _kind(account: Account) -> ChannelKind:
    return PLATFORM_ROWS[account.platform].kind
