"""Alerts: what is critical and new is told once, never twice, and never lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from account_health.checks import CHECKS
from account_health.judging.alerts import MOST_ITEMS, alerts, over, told_by
from account_health.judging.audit import audit
from account_health.judging.history import MOST_ALERTED, Alerted, History, merge_histories, remember_alerts
from account_health.model import (
    CompanyReport,
    Finding,
    Gap,
    Item,
    OpenItem,
    Reason,
    Severity,
    Status,
    Unavailable,
    message,
)
from account_health.model.company import Pause
from tests import builders
from tests import report_samples as samples
from tests.builders import NOW

MARKED = frozenset(check.id for check in CHECKS if check.alert)
PEOPLE = "unanswered-criticism"
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How fast a busy machine is proves nothing."""


def finding(check: str, status: Status = Status.FAIL, **more: Any) -> Finding:
    """Return a finding of a check of the table."""
    return samples.finding(check, status, message("It says so."), **more)


def waiting(name: str, *, overdue: bool = True, tone: Any = "criticism", days: float = 3) -> OpenItem:
    """Return somebody who waits."""
    return samples.question("Hart wie Stein.", "Sabine M.", days, id=name, tone=tone, overdue=overdue)


def report(*findings: Finding, items: Iterable[OpenItem] = (), **more: Any) -> CompanyReport:
    """Return a look at one Facebook page."""
    return samples.report(samples.account("facebook", findings=findings, open_items=tuple(items), **more))


def ids(seen: CompanyReport, history: History | None = None) -> list[str]:
    """Return the matters that a look alerts."""
    return [one for alert in alerts(seen, history or History()) for one in alert.ids]


def told(*matters: str, at: datetime = NOW) -> History:
    """Return a history in which these were told."""
    return remember_alerts(History(), matters, at)


# --- what is an alert -----------------------------------------------------------------------------


@pytest.mark.parametrize("check", sorted(check.id for check in CHECKS if check.id != PEOPLE))
def test_only_marked_checks_alert(check: str) -> None:
    """A critical fail of another check waits for Monday."""
    assert bool(ids(report(finding(check, severity=Severity.CRITICAL)))) == (check in MARKED)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.FAIL])
@pytest.mark.parametrize("check", sorted(MARKED))
def test_only_a_fail_alerts(check: str, status: Status) -> None:
    """A warning, what could not be seen and what somebody muted do not."""
    assert ids(report(finding(check, status), items=(waiting("fb-1"),))) == []


def test_a_lesser_fail_of_a_marked_check_does_not_alert() -> None:
    """A lost badge on X is no lost listing."""
    assert ids(report(finding("verification", severity=Severity.LOW))) == []


def test_access_that_is_refused_alerts_although_the_check_could_not_judge() -> None:
    """Some platforms refuse before they say anything about the access; any other silence is no alert."""
    unseen = finding("credential-valid", Status.UNKNOWN)

    def gap(reason: Reason) -> Gap:
        return Gap("access", reason, "HTTP 401", NOW)

    assert ids(report(unseen, unavailable=(gap(Reason.CREDENTIAL_REFUSED),))) == ["credential-valid/facebook"]
    for reason in set(Reason) - {Reason.CREDENTIAL_REFUSED}:
        assert ids(report(unseen, unavailable=(gap(reason),))) == []
    muted = finding("credential-valid", Status.MUTED)
    assert ids(report(muted, unavailable=(gap(Reason.CREDENTIAL_REFUSED),))) == []


def edits(*fields: str, **more: Any) -> Finding:
    """Return that others changed a listing, in these urgent fields and perhaps in others."""
    return finding("google-edits", severity=Severity.HIGH, urgent=fields, **more)


def test_what_a_verdict_names_as_urgent_alerts_though_it_is_not_critical() -> None:
    """Each thing is a matter; without any the finding waits for Monday."""
    assert ids(report(edits("hours", "phone"))) == [
        "google-edits/facebook/hours",
        "google-edits/facebook/phone",
    ]
    assert ids(report(edits())) == []


def test_each_urgent_thing_is_told_once_and_again_when_it_was_over_in_between() -> None:
    """A phone number changed after the hours is new; the hours are not told twice, and again when changed again."""
    history = told(*ids(report(edits("hours"))))
    both = report(edits("hours", "phone"))
    assert ids(both, history) == ["google-edits/facebook/phone"]
    history = remember_alerts(history, ids(both, history), NOW + timedelta(days=1))
    assert over(both, history) == ()
    for rest in (report(edits("phone")), report(edits()), report(finding("google-edits", Status.PASS))):
        ended = remember_alerts(history, over(rest, history), NOW + timedelta(days=2))
        assert "google-edits/facebook/hours" in ids(both, ended)
    unseen = report(edits(), unavailable=(Gap("listing", Reason.TOO_SLOW, "", NOW),))
    assert over(unseen, history) == over(report(finding("google-edits", Status.UNKNOWN)), history) == ()


def test_an_urgent_thing_that_a_report_told_is_no_alert() -> None:
    """Whoever read it on Monday is not alerted on Tuesday."""
    history = told(*told_by(report(edits("hours"))))
    assert ids(report(edits("hours")), history) == []
    assert ids(report(edits("hours", "website")), history) == ["google-edits/facebook/website"]


def test_only_who_waits_beyond_the_limit_is_told() -> None:
    """Others of the same channel wait for their own limit, and a neutral comment for Monday."""
    items = (
        waiting("fb-late"),
        waiting("fb-early", overdue=False),
        waiting("fb-kind", overdue=True, tone="other"),
    )
    [alert] = alerts(report(finding(PEOPLE), items=items), History())
    assert [item.id for item in alert.items] == ["fb-late"]


# --- once -----------------------------------------------------------------------------------------


def test_the_same_person_is_told_once_and_a_second_one_is_new() -> None:
    """The next day's complaint alerts, yesterday's does not."""
    first = report(finding(PEOPLE), items=(waiting("fb-1"),))
    assert ids(first) == [f"{PEOPLE}/fb-1"]
    history = told(*ids(first))
    assert ids(first, history) == []
    both = report(finding(PEOPLE), items=(waiting("fb-1"), waiting("fb-2")))
    assert ids(both, history) == [f"{PEOPLE}/fb-2"]


def test_what_the_weekly_report_told_is_no_alert() -> None:
    """Neither its critical findings nor anybody who was waiting in it, overdue by then or not."""
    weekly = report(
        finding("account-public"), finding(PEOPLE, Status.WARN), items=(waiting("fb-1", overdue=False),)
    )
    history = told(*told_by(weekly))
    later = report(finding("account-public"), finding(PEOPLE), items=(waiting("fb-1"),))
    assert ids(later, history) == []


def test_a_matter_that_was_over_is_new_when_it_fails_again() -> None:
    """Gone, back, gone: two matters. Gone, not seen, gone: one."""
    gone, back = report(finding("account-public")), report(finding("account-public", Status.PASS))
    unseen = report(finding("account-public", Status.UNKNOWN))
    history = told(*ids(gone))
    assert over(unseen, history) == over(gone, history) == ()
    assert ids(gone, history) == []
    history = remember_alerts(history, over(back, history), NOW + timedelta(days=1))
    assert ids(gone, history) == ["account-public/facebook"]
    history = remember_alerts(history, ids(gone, history), NOW + timedelta(days=2))
    assert ids(gone, history) == []


def test_what_was_never_told_is_never_over() -> None:
    """A healthy company's history does not grow by its health."""
    well = report(*(finding(check, Status.PASS) for check in MARKED))
    assert over(well, History()) == ()


def test_a_storm_stays_within_what_a_history_can_remember() -> None:
    """However many wait, everybody who is told today is not told again tomorrow."""
    items = tuple(waiting(f"fb-{number:05}") for number in range(MOST_ITEMS + 500))
    storm = report(finding(PEOPLE), items=items)
    first = ids(storm)
    assert len(first) == MOST_ITEMS
    history = remember_alerts(told(*first), told_by(storm), NOW + timedelta(days=1))
    assert ids(storm, history) == []
    assert 2 * MOST_ITEMS < MOST_ALERTED


# --- the same limit as the rule -------------------------------------------------------------------

NAMES = st.sampled_from(["comment", "review"])
TEXTS = st.sampled_from(["Das Brot war hart wie Stein.", "Habt ihr am Sonntag geöffnet?", "Wir waren da."])


@st.composite
def people(draw: st.DrawFn) -> Item:
    """Somebody who wrote in the last four months, and perhaps changed it."""
    number = draw(st.integers(0, 10_000))
    days = draw(st.floats(0, 120))
    kind = draw(NAMES)
    changed = draw(st.none() | st.floats(0, days)) if kind == "review" else None
    return builders.comment(
        number,
        days,
        draw(TEXTS),
        kind=kind,
        rating=draw(st.integers(1, 5)) if kind == "review" else None,
        changed_at=None if changed is None else builders.days_ago(changed),
    )


@BUSY
@given(
    st.lists(people(), max_size=5, unique_by=lambda one: one.id),
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 9)), max_size=2),
)
def test_who_is_overdue_is_who_the_rule_fails_for(written: list[Item], holidays: list[Any]) -> None:
    """`unanswered-criticism` fails exactly where somebody is marked as waiting beyond its limit."""
    pauses = tuple(
        Pause(
            first=builders.days_ago(start).date(), last=builders.days_ago(start).date() + timedelta(days=long)
        )
        for start, long in holidays
    )
    whole = builders.company(pauses=pauses)
    seen = builders.snapshot(
        comments=builders.conversation(*(one for one in written if one.kind == "comment")),
        reviews=builders.conversation(*(one for one in written if one.kind == "review")),
    )
    judged = audit(seen, whole, builders.account(), NOW, None)
    [rule] = [one for one in judged.findings if one.check == PEOPLE]
    assert any(item.overdue for item in judged.open_items) == (rule.status is Status.FAIL)


def test_a_mute_and_a_gap_are_no_alert() -> None:
    """From the snapshot to the alert: what could not be seen stays silent."""
    down = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")
    judged = audit(
        builders.snapshot(comments=down, site=down), builders.company(), builders.account(), NOW, None
    )
    assert alerts(replace(samples.report(), accounts=(judged,)), History()) == ()


# --- never twice, never lost ----------------------------------------------------------------------

THINGS = ("account-public", "domain-lost", "credential-valid")
STATES = st.sampled_from([Status.PASS, Status.FAIL, Status.UNKNOWN])
PERSONS = ("fb-1", "fb-2", "fb-3")


@dataclass
class Teller:
    """A company's days: what is told when, as the runs tell it."""

    history: History = field(default_factory=History)
    told: list[tuple[int, str, str]] = field(default_factory=list)

    def weekly(self, day: int, seen: CompanyReport) -> None:
        """Tell the report and remember what was in it."""
        at = NOW + timedelta(days=day)
        self.told += [(day, "weekly", matter) for matter in told_by(seen)]
        self._remember((*told_by(seen), *over(seen, self.history)), at)

    def daily(self, day: int, seen: CompanyReport, *, again: bool) -> None:
        """Alert what is new, and where the run is repeated nothing more."""
        at = NOW + timedelta(days=day)
        found = ids(seen, self.history)
        self.told += [(day, "alert", matter) for matter in found]
        self._remember((*found, *over(seen, self.history)), at)
        if again:
            assert ids(seen, self.history) == []

    def _remember(self, matters: tuple[str, ...], at: datetime) -> None:
        """Remember as the storage does, by merging."""
        ours = remember_alerts(self.history, matters, at)
        self.history = merge_histories(self.history, ours)


@st.composite
def days(draw: st.DrawFn) -> list[tuple[Mapping[str, Status], frozenset[str], frozenset[str]]]:
    """Three weeks: what each check says, who waits, and who of them beyond the limit."""
    made: list[tuple[Mapping[str, Status], frozenset[str], frozenset[str]]] = []
    for _ in range(draw(st.integers(1, 21))):
        waits = draw(st.frozensets(st.sampled_from(PERSONS)))
        late = draw(st.frozensets(st.sampled_from(sorted(waits)))) if waits else frozenset()
        made.append(({check: draw(STATES) for check in THINGS}, waits, late))
    return made


@BUSY
@given(days(), st.booleans())
def test_nothing_critical_is_told_twice_and_nothing_is_lost(
    seen: list[tuple[Mapping[str, Status], frozenset[str], frozenset[str]]],
    again: bool,  # noqa: FBT001 - drawn
) -> None:
    """Whatever comes and goes over three weeks: each matter is alerted at most once, and told at the first look."""
    teller = Teller()
    for day, (checks, waits, late) in enumerate(seen):
        people = finding(PEOPLE, Status.FAIL if late else Status.PASS)
        look = report(
            people,
            *(finding(check, status) for check, status in checks.items()),
            items=(waiting(name, overdue=name in late) for name in sorted(waits)),
        )
        if day % 7 == 0:
            teller.weekly(day, look)
        else:
            teller.daily(day, look, again=again)

    for check in THINGS:
        _each_spell_is_told_once(check, [checks[check] for checks, _, _ in seen], teller.told)
    for name in PERSONS:
        matter = f"{PEOPLE}/{name}"
        alerted = [day for day, how, what in teller.told if what == matter and how == "alert"]
        in_reports = [day for day, how, what in teller.told if what == matter and how == "weekly"]
        assert len(alerted) <= 1
        assert all(day > alerted[0] for day in in_reports) if alerted else True
        for day, (_, _, late) in enumerate(seen):
            if name in late:
                assert any(when <= day for when in (*alerted, *in_reports))


def _each_spell_is_told_once(check: str, states: list[Status], told_when: list[tuple[int, str, str]]) -> None:
    """Hold that from the first fail to the next pass a matter is told at its first look, and alerted at most once."""
    matter, spell = f"{check}/facebook", []
    for day, status in enumerate([*states, Status.PASS]):
        if status is not Status.PASS:
            spell.append((day, status))
            continue
        fails = [when for when, one in spell if one is Status.FAIL]
        told_then = [(when, how) for when, how, what in told_when if what == matter and when in dict(spell)]
        if fails:
            assert min(when for when, _ in told_then) == fails[0]
        alerted = [when for when, how in told_then if how == "alert"]
        assert len(alerted) <= 1
        assert alerted in ([], fails[:1])
        spell = []


def test_an_alert_of_an_overlapping_run_is_not_lost_in_a_merge() -> None:
    """Two runs that remember different matters at the same time both keep theirs."""
    merged = merge_histories(told("account-public/facebook"), told("domain-lost/blog"))
    assert {one.id for one in merged.alerted} == {"account-public/facebook", "domain-lost/blog"}
    assert Alerted(id="domain-lost/blog", at=NOW) in merged.alerted
