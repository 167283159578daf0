"""Cases that every check has: derived from its own table, with the status that the engine's promises ask for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from account_health.calendar.working_days import WorkingClock
from account_health.checks import BY_ID, Context, exempt
from account_health.model import Posts, Reason, Status, Unavailable
from account_health.model.company import Mute
from account_health.model.reasons import REASONS
from tests.judgement.case import Case

TOLD = (Status.WARN, Status.FAIL)
CADENCE = {"last-post-age", "posting-frequency", "dormant-account", "posting-gap", "dormancy-notice"}
"""Checks that judge by `posts` and `state` of the account."""
CAREFUL = {"profile-changed"}
"""Checks that do not convict by a part that was seen in part: what is missing there may be what changed."""
WAYS = (Reason.ACCESS_DENIED, Reason.TOO_SLOW, Reason.NOT_FOUND, Reason.UNREADABLE)


def common_cases(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield the cases that follow from a check's own: part missing, partly seen, muted, off, dormant, without posts."""
    own = list(cases)
    check = BY_ID[own[0].check]
    bad = next((one for one in own if one.status in TOLD), None)
    good = next(one for one in own if one.status is Status.PASS)
    if check.reads:
        yield replace(
            good,
            name="nothing of the kind",
            parts={},
            status=Status.NOT_APPLICABLE,
            says="nothing of the kind",
            figure=...,
        )
        for reason in WAYS:
            gap = Unavailable(reason, "detail")
            parts = dict.fromkeys(check.reads, gap)
            yield replace(
                good,
                name=f"{reason.value}",
                parts=parts,
                status=Status.UNKNOWN,
                says=REASONS[reason].text.removeprefix("{platform} "),
                figure=...,
            )
        yield from _partly_seen(good, bad)
        yield from _exempt_and_unseen(own)
    for one, name in ((good, "well"), (bad, "bad")):
        if one is not None:
            yield from _silenced(one, name)
    if check.id not in CADENCE and bad is not None:
        rests = replace(bad, name="dormant", mine={**bad.mine, "state": "dormant"})
        if check.exempt is exempt.resting:
            rests = replace(rests, status=Status.NOT_APPLICABLE, says="on purpose", figure=..., severity=None)
        yield rests
        yield replace(bad, name="posts = none", mine={**bad.mine, "posts": "none"})


def _exempt_and_unseen(own: Iterable[Case]) -> Iterator[Case]:
    """Yield the cases in which nothing is asked of the account, with nothing seen of what the check reads."""
    gap = Unavailable(Reason.TOO_SLOW, "10 s")
    for one in own:
        check = BY_ID[one.check]
        if check.exempt and (reason := check.exempt(_context(one))):
            parts = {**one.parts, **dict.fromkeys(check.reads, gap)}
            yield replace(one, name=f"{one.name}, unseen", parts=parts, says=reason.text, figure=...)


def _context(one: Case) -> Context:
    """Return what a check may know of a case beside what was seen."""
    identity = one.parts.get("identity")
    zone = ZoneInfo(one.company.timezone)
    return Context(
        company=one.company,
        account=one.account,
        limits={},
        clock=WorkingClock(zone=zone, country=one.company.country),
        now=one.now,
        today=one.now.astimezone(zone).date(),
        created_at=identity.created_at if identity else None,
    )


def _partly_seen(good: Case, bad: Case | None) -> Iterator[Case]:
    gap = Unavailable(Reason.TOO_SLOW, "10 s")
    reads = BY_ID[good.check].reads
    for name in reads:
        part = good.parts.get(name)
        if part is None or isinstance(part, Posts):
            continue
        yield replace(
            good,
            name=f"well, {name} in part",
            parts={**good.parts, name: replace(part, gap=gap)},
            status=Status.UNKNOWN,
            says="too long",
        )
    for name in reads:
        if (
            bad is not None
            and bad.check not in CAREFUL
            and name in bad.parts
            and not isinstance(bad.parts[name], Posts)
        ):
            yield replace(
                bad, name=f"bad, {name} in part", parts={**bad.parts, name: replace(bad.parts[name], gap=gap)}
            )


def _silenced(one: Case, name: str) -> Iterator[Case]:
    today = one.now.date()
    check = one.check

    def muted(mute: Mute) -> dict[str, object]:
        return {**one.mine, "mute": (mute,)}

    yield replace(
        one,
        name=f"{name}, muted",
        mine=muted(Mute(check=check, reason="bald")),
        status=Status.MUTED,
        says="Muted: “bald”",
        severity=None,
        figure=...,
    )
    yield replace(
        one,
        name=f"{name}, muted until today",
        mine=muted(Mute(check=check, reason="bald", until=today)),
        status=Status.MUTED,
        says="Muted until ",
        severity=None,
        figure=...,
    )
    yield replace(
        one,
        name=f"{name}, muted until yesterday",
        mine=muted(Mute(check=check, reason="bald", until=today - timedelta(days=1))),
    )
    yield replace(
        one,
        name=f"{name}, another check muted",
        mine=muted(Mute(check="alt-text" if check != "alt-text" else "handle", reason="bald")),
    )
    yield replace(
        one,
        name=f"{name}, switched off",
        mine={**one.mine, "checks": ((check, "off"),)},
        status=Status.NOT_APPLICABLE,
        says="switched off",
        figure=...,
        severity=None,
    )
