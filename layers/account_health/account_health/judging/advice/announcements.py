"""What a report says of what was agreed: a mute that ended, holidays that begin, other rules."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from account_health.checks import CHECKS
from account_health.checks.name_checks import NAME_CHECKS
from account_health.judging.advice.channel_lifecycle import time_needed
from account_health.judging.history import Entry
from account_health.model import CompanyReport, Message, Notice, Outside, message
from account_health.model.company import Company, Mute, Pause
from account_health.model.platform import PLATFORM_ROWS

AHEAD: Final = timedelta(days=13)
"""So far ahead, or less, a pause is told by the first weekly report that knows of it: it leaves a whole week."""
_TITLES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        **{check.id: check.title for check in CHECKS},
        **{row.id: row.title for row in NAME_CHECKS},
    }
)
NEW_RULES: Final = Notice(
    kind="rules_changed",
    message=message("From now on we judge by new rules. What is new here may have been there before."),
)


def notices_of(company: Company, report: CompanyReport, last: Entry | None) -> tuple[Notice, ...]:
    """Return what there is to know this week of what was agreed.

    What ends or begins is said once, by the first weekly report that can say it, however many weeks were missed;
    a company's first report says nothing of mutes that ended before it. Whether the channels fit the time that is there
    is said at first, and once a month while they do not.

    Args:
        company: with its mutes and pauses, and the time for its channels.
        report: this week's.
        last: the last weekly report of another week, which knows which pauses were told; None for a company's first.
    """
    today = report.now.astimezone(company.zone).date()
    before = last.now.astimezone(company.zone).date() if last else None
    told = [*_pause_now(company, today), *_pause_ahead(company, today, last.ahead if last else ())]
    told += _mutes_ended(company, today, before)
    if report.rules_changed:
        told.append(NEW_RULES)
    time = time_needed(company)
    if time is not None and report.month_begins and (report.first or time.action is not None):
        told.append(time)
    return tuple(told)


def _pause_now(company: Company, today: date) -> Iterator[Notice]:
    """Yield one notice while the company is away, up to the last day of what is registered."""
    now = [pause for pause in company.pauses if pause.covers(today)]
    if now:
        last = max(now, key=lambda pause: pause.last)
        yield Notice(
            kind="pause_now",
            message=message(
                "{name} until {day}: until then we expect no posts.", name=_name(last), day=last.last
            ),
        )


def _pause_ahead(company: Company, today: date, known: Collection[date]) -> Iterator[Notice]:
    for pause in sorted(company.pauses, key=lambda one: one.first):
        if today < pause.first <= today + AHEAD and pause.first not in known:
            yield Notice(
                kind="pause_ahead",
                day=pause.first,
                message=message(
                    "{name} from {first} to {last}.", name=_name(pause), first=pause.first, last=pause.last
                ),
                action=message("Before that: {things}.", things=_before(company)),
            )


def _before(company: Company) -> tuple[Message, ...]:
    """Return what to do before the company is away, as far as its channels have such a thing."""
    active = [account for account in company.accounts if account.state == "active"]
    things = []
    if any(PLATFORM_ROWS[account.platform].kind == "listing" for account in active):
        things.append(message("enter special hours on Google"))
    if any(account.posts != "none" for account in active):
        things.append(message("publish a post about it"))
    return (*things, message("set up an automatic answer for your mail"))


def _name(pause: Pause) -> str | Message:
    return pause.note.strip() or message("Company holidays")


def _mutes_ended(company: Company, today: date, last: date | None) -> Iterator[Notice]:
    if last is None:
        return
    places: list[tuple[str | None, tuple[Mute, ...], Mapping[str, str]]] = [
        (account.id, account.mute, dict(account.checks)) for account in company.accounts
    ]
    places.append((None, company.watch.mute if company.watch else (), {}))
    for account, mutes, switches in places:
        for mute in mutes:
            if mute.until is None or not last <= mute.until < today:
                continue
            if switches.get(mute.check) == "off" or any(
                one.check == mute.check and one.holds(today) for one in mutes
            ):
                continue  # it goes on to say nothing
            yield Notice(
                kind="mute_ended",
                account=account,
                message=message(
                    "“{check}” was muted until {day} and is reported again. The reason was: {reason}.",
                    check=_TITLES.get(mute.check, mute.check),
                    day=mute.until,
                    reason=Outside(mute.reason),
                ),
            )
