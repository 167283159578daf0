"""What the last calendar month brought, told once in the month's first report: answers, how soon, facts put right."""

from collections.abc import Collection
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from account_health.calendar.working_days import clock_of
from account_health.checks import BY_ID
from account_health.judging.history import Entry, History
from account_health.memory.answer_times import Answer
from account_health.memory.state import State
from account_health.model import Achieved, Audience, Change, Topic
from account_health.model.company import Company

LEAST_ANSWERS: Final = 3
_DAY_HOURS = 24


def achieved(company: Company, history: History, state: State, now: datetime) -> Achieved | None:
    """Return what the month before `now` brought; None where nothing can be said.

    Answers count where a channel was watched for the whole month, up to the look that `state` ends with.

    Args:
        company: its zone says when a month begins.
        history: with the weekly reports of that month, and this one.
        state: after this report's looks.
        now: the time of the report.
    """
    this = now.astimezone(company.zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    end = this.astimezone(now.tzinfo)
    first = (this - timedelta(days=1)).replace(day=1).astimezone(now.tzinfo)
    known = [one.answers for account in company.accounts if (one := state.of(account.id)) and one.answers]
    whole = [one for one in known if one.cover(first, end)]
    answers = [one for each in whole for one in each.items if first <= one.answered_at < end]
    corrected = _corrected(history.entries, first, end)
    if not answers and not corrected:
        return None
    return Achieved(
        month=f"{first.astimezone(company.zone):%Y-%m}",
        answered=len(answers) if whole else None,
        complete=bool(whole) and len(whole) == len(known),
        median_hours=_median(company, answers),
        corrected=corrected,
    )


def _median(company: Company, answers: list[Answer]) -> float | None:
    if len(answers) < LEAST_ANSWERS:
        return None
    clock = clock_of(company)
    hours = [clock.elapsed_days(one.asked_at, one.answered_at) * _DAY_HOURS for one in answers]
    return round(median(hours), 1)


def _corrected(entries: Collection[Entry], first: datetime, end: datetime) -> tuple[Change, ...]:
    """Return the facts that the month's reports called done, each once; what is wrong again by now is not right."""
    newest = max(entries, key=lambda entry: entry.now, default=None)
    wrong = {(one.account, one.check) for one in newest.findings if one.told} if newest else set()
    resolved = (one for entry in entries if first <= entry.now < end for one in entry.resolved)
    done = dict.fromkeys(one for one in resolved if one not in wrong)
    return tuple(
        Change(account=account, check=check, title=BY_ID[check].title)
        for account, check in done
        if (row := BY_ID.get(check)) and row.topic is Topic.PROFILE and row.audience is Audience.OWNER
    )
