"""From an event to the run that it asks for, and a run as JSON between the steps."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from account_health.model.company import is_id
from account_health.model.errors import UsageError
from account_health.model.run import Kind, MailTo, Run

KEYS: Final = ("kind", "company", "account", "dry_run", "mail", "period", "repeat", "scheduled_time")
"""What an event that starts a run may say."""

_KINDS: Final = ("weekly", "daily", "manual")
_MAILS: Final = ("company", "operator", "none")
_WEEK = re.compile(r"\d{4}-W\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_REPEAT: Final = 2
_LAST_REPEAT: Final = 99


def name_run(event: Mapping[str, object], clock_now: datetime, zone: ZoneInfo) -> Run:
    """Return the run that an event asks for.

    The period of a weekly run is the ISO week of the scheduled time in the stack's zone, so a late or repeated
    delivery of the same event names the same run. Without a scheduled time (a person typed the event) it is
    the week of `clock_now`. A dry run, and a run about one account, is named like a manual one and mails nobody.

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
    moment = _scheduled(event, clock_now).astimezone(zone)
    mail = _mail(event, kind, silent=dry_run or account is not None)
    now = clock_now.astimezone(UTC).replace(microsecond=0)
    common = {"now": now, "company": company, "account": account, "dry_run": dry_run}
    if dry_run or kind == "manual":
        if event.get("period") is not None or event.get("repeat") is not None:
            raise UsageError(
                "period and repeat belong to weekly and daily runs; a manual or dry run has its own name."
            )
        name = _manual_name(event, clock_now)
        return Run(id=name, kind="manual", period=name, week=f"{moment:%G-W%V}", mail=mail, **common)  # type: ignore[arg-type] # mypy joins the values of `common`
    if company is not None:
        raise UsageError(
            f'A {kind} run is about every company. To look at {company} alone, use "kind": "manual", '
            'with "mail": "company" if it shall get its report.'
        )
    repeat = _repeat(event)
    period = _period(event, kind, moment)
    name = f"{kind}-{period}" + (f"-r{repeat}" if repeat else "")
    week = period if kind == "weekly" else f"{date.fromisoformat(period):%G-W%V}"
    return Run(id=name, kind=kind, period=period, week=week, mail=mail, repeat=repeat, **common)  # type: ignore[arg-type] # as above


def run_to_json(run: Run) -> dict[str, object]:
    """Return the run as it travels between the steps."""
    return {**asdict(run), "now": f"{run.now:%Y-%m-%dT%H:%M:%SZ}"}


def run_from_json(document: Mapping[str, Any]) -> Run:
    """Return the run that `run_to_json` wrote; raises UsageError where the document is no run."""
    try:
        return Run(**{**document, "now": datetime.fromisoformat(document["now"])})
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
    if isinstance(value, bool) or not isinstance(value, int) or not _FIRST_REPEAT <= value <= _LAST_REPEAT:
        raise UsageError(
            f"The event's repeat is {_shown(value)}. It counts the runs of one week: "
            f"a number from {_FIRST_REPEAT} to {_LAST_REPEAT}, without quotation marks."
        )
    return value


def _scheduled(event: Mapping[str, object], clock_now: datetime) -> datetime:
    value = event.get("scheduled_time")
    if value is None:
        return clock_now
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
    return moment


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


def _manual_name(event: Mapping[str, object], clock_now: datetime) -> str:
    """Name a manual run after the second it was asked for; the last part tells two of one second apart."""
    asked = json.dumps([clock_now.astimezone(UTC).isoformat(), dict(event)], sort_keys=True, default=str)
    return (
        f"manual-{clock_now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{hashlib.sha256(asked.encode()).hexdigest()[:8]}"
    )


def _shown(value: object) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - a sentence stays readable
