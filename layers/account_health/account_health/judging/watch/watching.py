"""judge_watch(…) -> WatchReport: what was seen of a company's name, put together, and cut to what one report may tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from account_health.checks.name_checks import NAME_CHECK_BY_ID, NAME_CHECK_OF
from account_health.judging.watch import by_hand, known, places, stories
from account_health.judging.watch.identity import identity_of
from account_health.judging.watch.stories import Story
from account_health.judging.watch.told import FINDS, Candidate, Memory, before, chosen
from account_health.model import (
    Destination,
    Destinations,
    Hits,
    Message,
    Outside,
    Snapshot,
    ToldLine,
    Unavailable,
    WatchLine,
    WatchReport,
    message,
    message_n,
)
from account_health.model.company import Company, Mute
from account_health.model.watch import KEEPING_COUNT, PRESSING
from account_health.model.watching import WATCH
from account_health.text.profile_keys import same_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one report knows of a company's name: every look of the run, and what other reports told.

    `elsewhere` counts what the same report says of the name in another place, such as a link of the own site.
    """

    snapshots: Mapping[str, Snapshot]
    told: tuple[ToldLine, ...]
    period: str
    now: datetime
    month_begins: bool
    elsewhere: int = 0


def judge_watch(company: Company, seen: Seen) -> WatchReport | None:
    """Return what the report says of the company's name; None where nobody looked at it in this run."""
    look = seen.snapshots.get(WATCH)
    if look is None:
        return None
    memory = Memory(before(seen.told, seen.period), seen.now.astimezone(company.zone).date(), company.zone)
    company = _without_days_to_come(company, memory.today)
    rows = known.rows(company, _answers(look))
    candidates = [*known.lines(rows, memory), *by_hand.lines(company, memory.today)]
    us = identity_of(company)
    hits = look.hits if isinstance(look.hits, Hits) else None
    told = _undecided(stories.stories(hits.items, us), company) if hits else ()
    candidates += [
        *stories.critical(told, memory.today),
        *stories.month(told, memory, hits.missing_to if hits else None),
        *(stories.feeds(hits) if hits else ()),
    ]
    found = places.finds(company, us, seen.snapshots, memory.today)
    candidates += [*places.lines(found), *places.waiting(found, memory)]
    unread = (
        stories.unseen(hits)
        if hits
        else stories.unread(company)
        if isinstance(look.hits, Unavailable)
        else ()
    )
    unseen = (*unread, *places.failures(seen.snapshots))
    fresh = any(one.line.kind in FINDS for one in candidates) or stories.is_news_lately(told, memory.today)
    candidates += _looked(company, hits, _Quiet(memory, fresh, unseen, places.asked(seen.snapshots)))
    mutes = _mutes(company, memory.today)
    wanted = _now(candidates, month_begins=seen.month_begins)
    heard = _heard(wanted, mutes)
    lines, waiting = chosen(heard, memory, seen.elsewhere)
    return WatchReport(
        lines=lines,
        known=rows,
        found=(*places.shown(found), *stories.profiles(told)),
        unseen=unseen,
        muted=tuple(_muted(one) for one in mutes),
        silenced=any(one.line.kind in PRESSING and one not in heard for one in wanted),
        searches=by_hand.searches(company) if company.watch else (),
        searched=company.watch.searched if company.watch else None,
        waiting=waiting,
    )


def _without_days_to_come(company: Company, today: date) -> Company:
    """Return the company without days that lie ahead: a slip of the pen must not silence anything until then."""

    def past(day: date | None) -> date | None:
        return day if day is not None and day <= today else None

    known = tuple(
        replace(one, seen=past(one.seen), reported=past(one.reported), gone=past(one.gone))
        for one in company.known
    )
    watch = company.watch and replace(company.watch, searched=past(company.watch.searched))
    return replace(company, known=known, watch=watch)


@dataclass(frozen=True, slots=True)
class _Quiet:
    """What has to be known before a report may say that nothing was new."""

    memory: Memory
    fresh: bool
    unseen: tuple[Message, ...]
    searched: date | None

    @property
    def nothing_new(self) -> bool:
        """Whether all was seen and brought nothing, not even what is told only next month or stands on the page alone."""
        return not (self.unseen or self.fresh)


def _looked(company: Company, hits: Hits | None, quiet: _Quiet) -> list[Candidate]:
    """Return the line about where we looked, where all of it was seen and nothing was new; never that nothing is wrong."""
    feeds = len(hits.feeds) if hits else 0
    if company.watch is None or not quiet.nothing_new or not (feeds or quiet.searched):
        return []
    today = quiet.memory.today
    hand = (
        message("Somebody last searched by hand on {day}.", day=company.watch.searched)
        if company.watch.searched
        else message("As far as we know, nobody has searched by hand yet.")
    )
    alerts = message_n("one alert", "{n} alerts", feeds)
    where = (*((message("Google's map"),) if quiet.searched else ()), *((alerts,) if feeds else ()))
    text = message(
        "Until {day} we looked through {where}; nothing was new. {hand}", day=today, where=where, hand=hand
    )
    return [Candidate(line=WatchLine(kind="looked", matter=f"looked/{today:%Y-%m}", message=text), again=())]


def _undecided(told: tuple[Story, ...], company: Company) -> tuple[Story, ...]:
    """Return the stories without profiles that a person has decided about, or that are accounts of ours."""
    decided = (*(one.url for one in company.known), *(one.url for one in company.accounts))
    return tuple(
        one
        for one in told
        if one.mention.drawer != "profile" or not any(same_place(one.hit.url, url) for url in decided)
    )


def _now(candidates: Iterable[Candidate], *, month_begins: bool) -> list[Candidate]:
    """Return what this report may tell: what only keeps count waits for the month's first one."""
    return [one for one in candidates if month_begins or one.line.kind not in KEEPING_COUNT]


def _mutes(company: Company, today: date) -> tuple[Mute, ...]:
    return tuple(one for one in (company.watch.mute if company.watch else ()) if one.holds(today))


def _heard(candidates: Iterable[Candidate], mutes: tuple[Mute, ...]) -> list[Candidate]:
    """Return what nobody has muted. Whether all was quiet is known without that: a mute makes no week a quiet one."""
    silent = {mute.check for mute in mutes}
    return [one for one in candidates if NAME_CHECK_OF[one.line.kind].id not in silent]


def _muted(mute: Mute) -> Message:
    title = NAME_CHECK_BY_ID[mute.check].title
    if mute.until is None:
        return message("{check} is muted: {reason}.", check=title, reason=Outside(mute.reason))
    return message(
        "{check} is muted until {day}: {reason}.", check=title, day=mute.until, reason=Outside(mute.reason)
    )


def _answers(look: Snapshot) -> Mapping[str, Destination]:
    part = look.destinations
    return {one.url: one for one in part.items} if isinstance(part, Destinations) else {}
