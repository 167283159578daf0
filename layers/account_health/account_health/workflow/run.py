"""From an event to the run that it asks for, and a run as JSON between the steps."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from account_health.model.company import is_id
from account_health.model.errors import UsageError
from account_health.model.run import Kind, MailTo, Only, Run
from account_health.storage.jsons import time_text

KEYS: Final = (
    "kind",
    "company",
    "account",
    "dry_run",
    "mail",
    "period",
    "repeat",
    "only",
    "scheduled_time",
)
"""What an event that starts a run may say."""

_KINDS: Final = ("weekly", "daily", "manual")
_ONLY: Final = ("missing",)
_MOMENTS: Final = ("now", "mail_from", "look_until")
_MAILS: Final = ("company", "operator", "none")
_MAIL_HOUR: Final = time(7)
_NIGHT: Final = timedelta(hours=12)
"""A run that begins so long before the hour of the mail, or less, waits for it: nobody wants a report at ten in the evening."""
_LONGEST_NAME: Final = 80
_FIRST_YEAR, _LAST_YEAR = 2000, 2999
_WEEK = re.compile(r"\d{4}-W\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_REPEAT: Final = 2
LAST_REPEAT: Final = 99


def name_run(event: Mapping[str, object], clock_now: datetime, zone: ZoneInfo) -> Run:
    """Return the run that an event asks for.

    The period of a weekly run is the ISO week of its mail in the stack's zone, reckoned from the scheduled time, so a late
    or repeated delivery of the same event names the same run. Without a scheduled time (a person typed the event) it is
    reckoned from `clock_now`. A run of the evening or the night mails at seven; every other one as soon as it can.

    A run by hand that mails companies is named by what it asks for and the day, so that a double click is one run; one
    that mails nobody but the operator has a name of its own each time. A dry run, and a run about one account, mails nobody.

    Raises UsageError with a sentence for whoever wrote the event.
    """
    unknown = sorted(set(event) - set(KEYS))
    if unknown:
        raise UsageError(
            f"The event has the unknown key {', '.join(unknown)}. Possible are {', '.join(KEYS)}."
        )
    kind = cast(Kind, _choice(event, "kind", _KINDS, "manual"))
    company, account = _id(event, "company"), _id(event, "account")
    if account is not None and company is None:
        raise UsageError("The event names an account without its company: add the key company.")
    dry_run = event.get("dry_run", False)
    if not isinstance(dry_run, bool):
        raise UsageError("The event's dry_run has to be true or false, without quotation marks.")
    asked = _Asked(
        event=event,
        kind=kind,
        company=company,
        account=account,
        dry_run=dry_run,
        mail=_mail(event, kind, silent=dry_run or account is not None),
        moment=_scheduled(event, clock_now, zone).replace(microsecond=0),
        clock=clock_now.astimezone(UTC),
    )
    return _by_hand(asked) if dry_run or kind == "manual" else _on_schedule(asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What an event asks for; `moment` is the scheduled time in the stack's zone, `clock` the clock's in UTC."""

    event: Mapping[str, object]
    kind: Kind
    company: str | None
    account: str | None
    dry_run: bool
    mail: MailTo
    moment: datetime
    clock: datetime

    @property
    def now(self) -> datetime:
        """The clock's time, in whole seconds."""
        return self.clock.replace(microsecond=0)

    def run(self, name: str, *, kind: Kind, period: str, week: str, repeat: int | None) -> Run:
        """Return the run of this name, which mails at once."""
        return Run(
            id=name,
            kind=kind,
            period=period,
            week=week,
            now=self.now,
            company=self.company,
            account=self.account,
            dry_run=self.dry_run,
            mail=self.mail,
            repeat=repeat,
        )


def _by_hand(asked: _Asked) -> Run:
    event = asked.event
    if event.get("period") is not None or event.get("only") is not None:
        raise UsageError(
            "period and only belong to weekly and daily runs; a manual or dry run has its own name."
        )
    repeat = _repeat(event)
    if asked.mail == "company":
        name = _name_of_ask(asked, repeat)
    elif repeat is not None:
        raise UsageError(
            "repeat is for runs that mail companies; a manual run that mails nobody else than the operator "
            "may be started as often as you like."
        )
    else:
        name = _name_of_its_own(event, asked.clock)
    return asked.run(name, kind="manual", period=name, week=f"{asked.moment:%G-W%V}", repeat=repeat)


def _on_schedule(asked: _Asked) -> Run:
    event, kind, company = asked.event, asked.kind, asked.company
    if company is not None:
        raise UsageError(
            f'A {kind} run is about every company. To look at {company} alone, use "kind": "manual", '
            'with "mail": "company" if it shall get its report.'
        )
    repeat = _repeat(event)
    only = cast("Only | None", _choice(event, "only", _ONLY, "") or None)
    if only is not None and kind != "weekly":
        raise UsageError(
            'only belongs to a weekly run: {"kind": "weekly", "only": "missing"} repairs a week.'
        )
    mail_from = _mail_hour(asked.moment)
    period = _period(event, kind, mail_from)
    name = f"{kind}-{period}" + (f"-r{repeat}" if repeat else "")
    week = period if kind == "weekly" else f"{date.fromisoformat(period):%G-W%V}"
    run = asked.run(name, kind=kind, period=period, week=week, repeat=repeat)
    # Who repairs a week has no reason to wait for the morning; nor has a run that a person dates into another month.
    waits = only is None and asked.now < mail_from <= asked.now + _NIGHT
    if not waits:
        return replace(run, only=only)
    mails = mail_from.astimezone(UTC)
    return replace(run, now=mails, mail_from=mails)


def _mail_hour(moment: datetime) -> datetime:
    """Return when a run of this moment mails: at seven where it is evening or night, else at once."""
    day = moment if moment.time() <= _MAIL_HOUR else moment + timedelta(days=1)
    seven = day.replace(hour=_MAIL_HOUR.hour, minute=0, second=0, microsecond=0)
    return seven if seven - moment <= _NIGHT else moment


def run_to_json(run: Run) -> dict[str, object]:
    """Return the run as it travels between the steps."""
    moments = {name: time_text(at) for name in _MOMENTS if (at := getattr(run, name)) is not None}
    return {**asdict(run), **moments}


def run_from_json(document: Mapping[str, Any]) -> Run:
    """Return the run that `run_to_json` wrote; raises UsageError where the document is no run."""
    try:
        moments = {name: datetime.fromisoformat(document[name]) for name in _MOMENTS if document.get(name)}
        return Run(**{**document, "now": datetime.fromisoformat(document["now"]), **moments})
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            'The event\'s "run" is not a run as StartAudit writes it: '
            "it needs id, kind, period, week and now. events/ holds an example for each step."
        ) from error


def _choice(event: Mapping[str, object], key: str, allowed: tuple[str, ...], default: str) -> str:
    value = event.get(key)
    if value is None:
        return default
    if value not in allowed:
        raise UsageError(f"The event's {key} is {_shown(value)}. Possible are {', '.join(allowed)}.")
    return str(value)


def _id(event: Mapping[str, object], key: str) -> str | None:
    value = event.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not is_id(value):
        raise UsageError(
            f"The event's {key} is {_shown(value)}. An id has a-z, 0-9 and -, at most 63 characters, "
            "and does not begin with -."
        )
    return value


def _mail(event: Mapping[str, object], kind: Kind, *, silent: bool) -> MailTo:
    default = "none" if silent else "operator" if kind == "manual" else "company"
    mail = cast(MailTo, _choice(event, "mail", _MAILS, default))
    if silent and mail != "none":
        raise UsageError('A dry run, and a run about one account, mails nobody: leave "mail" out.')
    return mail


def _repeat(event: Mapping[str, object]) -> int | None:
    value = event.get("repeat")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not FIRST_REPEAT <= value <= LAST_REPEAT:
        raise UsageError(
            f"The event's repeat is {_shown(value)}. It counts the runs of one week: "
            f"a number from {FIRST_REPEAT} to {LAST_REPEAT}, without quotation marks."
        )
    return value


def _scheduled(event: Mapping[str, object], clock_now: datetime, zone: ZoneInfo) -> datetime:
    value = event.get("scheduled_time")
    if value is None:
        return clock_now.astimezone(zone)
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise UsageError(
            f"The event's scheduled_time is {_shown(value)}. It has to look like 2026-11-23T07:00:00Z."
        ) from error
    if moment.tzinfo is None:
        raise UsageError(
            f"The event's scheduled_time {_shown(value)} has no zone: write Z for UTC at its end."
        )
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise UsageError(
            f"The event's scheduled_time {_shown(value)} lies in no year of ours. "
            "It has to look like 2026-11-23T07:00:00Z."
        )
    return moment.astimezone(zone)


def _period(event: Mapping[str, object], kind: Kind, moment: datetime) -> str:
    value = event.get("period")
    if value is None:
        return f"{moment:%G-W%V}" if kind == "weekly" else f"{moment:%Y-%m-%d}"
    written, example = (_WEEK, "2026-W48") if kind == "weekly" else (_DAY, "2026-11-23")
    if not isinstance(value, str) or not written.fullmatch(value) or not _exists(value):
        raise UsageError(
            f"The event's period is {_shown(value)}. That of a {kind} run looks like {example} and exists in the calendar."
        )
    return value


def _exists(day_or_week: str) -> bool:
    try:
        date.fromisoformat(day_or_week)
    except ValueError:
        return False
    return True


def _name_of_ask(asked: _Asked, repeat: int | None) -> str:
    """Name a run by hand that mails companies: whom, on which day of the stack, which time a person asks for it."""
    whom = "all" if asked.company is None else asked.company
    if asked.company == "all":
        whom = "all_"  # no id ends so: a company of this name is not all companies
    end = f"-{asked.moment:%Y-%m-%d}" + (f"-r{repeat}" if repeat else "")
    room = _LONGEST_NAME - len("manual-") - len("-2026-11-23-r99")
    if len(whom) > room:
        whom = f"{whom[: room - 9]}_{hashlib.sha256(whom.encode()).hexdigest()[:8]}"
    return f"manual-{whom}{end}"


def _name_of_its_own(event: Mapping[str, object], now: datetime) -> str:
    """Name a manual run after the second it was asked for; the last part tells two of one second apart."""
    asked = json.dumps([now.isoformat(), dict(event)], sort_keys=True, default=str)
    return f"manual-{now:%Y%m%dT%H%M%SZ}-{hashlib.sha256(asked.encode()).hexdigest()[:8]}"


def _shown(value: object) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - a sentence stays readable
