"""The name of a run: the same event gives the same name, and what cannot be meant is refused with a sentence."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from account_health.model.errors import UsageError
from account_health.workflow.run import KEYS, name_run, run_from_json, run_to_json

NOW = datetime(2026, 11, 23, 7, 0, 12, 345678, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("scheduled", "zone", "period"),
    [
        ("2026-11-23T07:00:00Z", "Europe/Berlin", "2026-W48"),
        ("2026-11-22T17:59:59Z", "Europe/Berlin", "2026-W47"),
        (
            "2026-11-22T18:00:00Z",
            "Europe/Berlin",
            "2026-W48",
        ),  # from seven in the evening on Monday's mail is meant
        ("2026-11-22T23:00:00Z", "Europe/Berlin", "2026-W48"),  # Monday in Berlin, Sunday in UTC
        ("2026-11-22T18:30:00Z", "UTC", "2026-W47"),
        ("2026-11-22T23:59:59Z", "America/New_York", "2026-W47"),
        ("2027-01-01T07:00:00Z", "Europe/Berlin", "2026-W53"),  # the first days of January are week 53
        ("2026-11-23T08:00:00+01:00", "Europe/Berlin", "2026-W48"),
    ],
)
def test_the_week_is_that_of_the_scheduled_time_in_the_stacks_zone(
    scheduled: str, zone: str, period: str
) -> None:
    """It is the week of its mail; neither the clock nor UTC decides in which one that falls."""
    later = NOW + timedelta(days=3)
    run = name_run({"kind": "weekly", "scheduled_time": scheduled}, later, ZoneInfo(zone))
    assert (run.id, run.period, run.week) == (f"weekly-{period}", period, period)
    assert run.now == later.replace(microsecond=0)


def test_a_weekly_run_that_somebody_types_is_this_weeks() -> None:
    """Without a scheduled time the week is the clock's."""
    assert name_run({"kind": "weekly"}, NOW, BERLIN).id == "weekly-2026-W48"


def test_a_repeat_has_a_name_of_its_own_and_the_same_period() -> None:
    """`repeat: 2` is another execution, and the same week for the ledger."""
    run = name_run({"kind": "weekly", "period": "2026-W47", "repeat": 2}, NOW, BERLIN)
    assert (run.id, run.period, run.week, run.mail) == (
        "weekly-2026-W47-r2",
        "2026-W47",
        "2026-W47",
        "company",
    )


def test_a_daily_run_is_named_after_its_day() -> None:
    """The day is that of the stack's zone, too, and a daily run mails no reports."""
    run = name_run({"kind": "daily", "scheduled_time": "2026-11-22T23:30:00Z"}, NOW, BERLIN)
    assert (run.id, run.period, run.week) == ("daily-2026-11-23", "2026-11-23", "2026-W48")
    assert not run.mails_companies
    assert run.keeps_state
    assert not run.keeps_history


def test_an_empty_event_is_a_manual_run_for_the_operator() -> None:
    """Manual is the default: its period is its own, and no company is mailed."""
    run = name_run({}, NOW, BERLIN)
    assert re.fullmatch(r"manual-20261123T070012Z-[0-9a-f]{8}", run.id)
    assert (run.kind, run.period, run.week, run.mail) == ("manual", run.id, "2026-W48", "operator")
    assert not run.mails_companies
    assert not run.keeps_history
    assert run.keeps_state


def test_two_manual_runs_of_one_second_are_two() -> None:
    """The last part of the name tells them apart; the same call at the same instant is the same run."""
    first = name_run({"company": "acme"}, NOW, BERLIN)
    assert name_run({"company": "acme"}, NOW, BERLIN) == first
    assert name_run({"company": "other"}, NOW, BERLIN).id != first.id
    assert name_run({"company": "acme"}, NOW + timedelta(microseconds=1), BERLIN).id != first.id


def test_a_dry_run_is_named_like_a_manual_one_and_mails_nobody() -> None:
    """Also a rehearsal of the weekly run takes nothing of the week."""
    run = name_run({"kind": "weekly", "scheduled_time": "2026-11-23T07:00:00Z", "dry_run": True}, NOW, BERLIN)
    assert run.id.startswith("manual-")
    assert (run.mail, run.dry_run, run.keeps_history, run.keeps_state) == ("none", True, False, False)


def test_a_run_about_one_account_mails_nobody() -> None:
    """One account on demand renders, and no more."""
    run = name_run({"company": "acme", "account": "blog"}, NOW, BERLIN)
    assert (run.company, run.account, run.mail, run.keeps_history) == ("acme", "blog", "none", False)


def test_a_run_of_the_evening_speaks_of_the_morning_and_mails_then() -> None:
    """Sunday at eight: the week, the report's hour and the mail are Monday's, whenever the event is delivered."""
    event = {"kind": "weekly", "scheduled_time": "2026-11-22T19:00:00Z"}
    seven = datetime(2026, 11, 23, 6, tzinfo=UTC)
    for clock in (datetime(2026, 11, 22, 19, 0, 2, tzinfo=UTC), datetime(2026, 11, 23, 1, tzinfo=UTC)):
        run = name_run(event, clock, BERLIN)
        assert (run.id, run.now, run.mail_from) == ("weekly-2026-W48", seven, seven)
    late = name_run(event, NOW, BERLIN)
    assert (late.id, late.now, late.mail_from) == ("weekly-2026-W48", NOW.replace(microsecond=0), None)


def test_the_clocks_go_back_in_a_night_and_the_mail_comes_at_seven() -> None:
    """Sunday at eight before the hour that is there twice, and Monday at seven after it."""
    event = {"kind": "weekly", "scheduled_time": "2026-10-24T19:30:00Z"}
    run = name_run(event, datetime(2026, 10, 24, 19, 30, tzinfo=UTC), BERLIN)
    assert run.mail_from == datetime(2026, 10, 25, 6, tzinfo=UTC)


def test_the_repair_of_a_week_waits_for_no_morning() -> None:
    """A person who repairs in the evening has waited long enough."""
    event = {"kind": "weekly", "period": "2026-W48", "only": "missing"}
    run = name_run(event, datetime(2026, 11, 23, 20, tzinfo=UTC), BERLIN)
    assert (run.id, run.only, run.mail_from) == ("weekly-2026-W48", "missing", None)


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ({"company": "acme"}, "manual-acme-2026-11-23"),
        ({"company": "acme", "repeat": 2}, "manual-acme-2026-11-23-r2"),
        ({}, "manual-all-2026-11-23"),
        ({"company": "all"}, "manual-all_-2026-11-23"),
        ({"company": "acme", "scheduled_time": "2026-11-24T23:30:00Z"}, "manual-acme-2026-11-25"),
    ],
)
def test_a_manual_run_that_mails_is_named_by_what_it_asks_for(event: dict[str, Any], name: str) -> None:
    """A double click, a retry of the CLI or of Lambda is the same run; another day, or a number, is another one."""
    asked = {**event, "mail": "company"}
    for seconds in (0, 1, 3_600 * 15):
        run = name_run(asked, NOW + timedelta(seconds=seconds), BERLIN)
        assert (run.id, run.period) == (name, name)
    assert name_run({**asked, "kind": "manual"}, NOW, BERLIN).id == name


def test_long_names_of_companies_stay_apart() -> None:
    """An execution's name has 80 characters; two long ids that begin alike are two runs."""
    one, two = ("a" * 62 + end for end in "xy")
    names = {
        name_run({"company": each, "mail": "company", "repeat": 99}, NOW, BERLIN).id for each in (one, two)
    }
    assert len(names) == 2
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,80}", name) for name in names)


def test_a_manual_run_mails_the_company_where_the_event_says_so() -> None:
    """`"mail": "company"` is the one way to a mail by hand."""
    assert name_run({"company": "acme", "mail": "company"}, NOW, BERLIN).mails_companies


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({"compny": "acme"}, "unknown key compny. Possible are kind, company"),
        ({"kind": "monthly"}, 'kind is "monthly". Possible are weekly, daily, manual'),
        ({"company": "Acme GmbH"}, 'company is "Acme GmbH". An id has a-z'),
        ({"company": "../other"}, "An id has"),
        ({"company": "acme\n"}, "An id has"),
        ({"company": 7}, "An id has"),
        ({"account": "blog"}, "without its company"),
        ({"company": "acme", "account": "b/log"}, "account is"),
        ({"dry_run": "false"}, "dry_run has to be true or false"),
        ({"mail": "everybody"}, "mail is"),
        ({"dry_run": True, "mail": "company"}, "mails nobody"),
        ({"company": "acme", "account": "blog", "mail": "operator"}, "mails nobody"),
        ({"repeat": 2}, "as often as you like"),
        ({"company": "acme", "repeat": 2}, "as often as you like"),
        ({"mail": "company", "repeat": 1}, "a number from 2 to 99"),
        ({"only": "missing"}, "belong to weekly and daily runs"),
        ({"kind": "daily", "only": "missing"}, "repairs a week"),
        ({"kind": "weekly", "only": "failed"}, "Possible are missing"),
        ({"kind": "weekly", "scheduled_time": "9999-12-31T23:30:00Z"}, "lies in no year of ours"),
        ({"kind": "daily", "scheduled_time": "0001-01-01T00:00:00+14:00"}, "lies in no year of ours"),
        ({"period": "2026-W48"}, "belong to weekly and daily runs"),
        ({"kind": "weekly", "repeat": 1}, "a number from 2 to 99"),
        ({"kind": "weekly", "repeat": "2"}, "a number from 2 to 99"),
        ({"kind": "weekly", "repeat": True}, "a number from 2 to 99"),
        ({"kind": "weekly", "period": "2026-11-23"}, "looks like 2026-W48"),
        ({"kind": "weekly", "period": "2026-W54"}, "exists in the calendar"),
        ({"kind": "weekly", "period": "2025-W53"}, "exists in the calendar"),
        ({"kind": "daily", "period": "2026-W48"}, "looks like 2026-11-23"),
        ({"kind": "daily", "period": "2026-02-29"}, "exists in the calendar"),
        ({"kind": "weekly", "company": "acme"}, "is about every company"),
        (
            {"kind": "weekly", "scheduled_time": "<aws.scheduler.scheduled-time>"},
            "has to look like 2026-11-23T07:00:00Z",
        ),
        ({"kind": "weekly", "scheduled_time": "2026-11-23T07:00:00"}, "has no zone"),
        ({"kind": "weekly", "scheduled_time": 1795417200}, "scheduled_time is 1795417200"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(event: dict[str, Any], sentence: str) -> None:
    """The sentence names the key, what it holds, and what is possible."""
    with pytest.raises(UsageError) as caught:
        name_run(event, NOW, BERLIN)
    assert sentence in str(caught.value)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=100),
    st.sampled_from(["weekly", "daily", "2026-W48", "acme"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # says nothing of speed
@given(event=st.dictionaries(st.sampled_from([*KEYS, "other"]), VALUES))
def test_any_event_gives_a_name_that_the_engine_takes_or_a_sentence(event: dict[str, Any]) -> None:
    """Nothing but a UsageError comes out of it, every name fits, and a run survives its journey as JSON."""
    try:
        run = name_run(event, NOW, BERLIN)
    except UsageError:
        return
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,80}", run.id)
    assert run_from_json(json.loads(json.dumps(run_to_json(run)))) == run


@pytest.mark.parametrize(
    "document", [{}, {"id": "x"}, {"now": "soon"}, {**run_to_json(name_run({}, NOW, BERLIN)), "x": 1}]
)
def test_a_document_that_is_no_run_is_refused(document: dict[str, Any]) -> None:
    """Somebody who tests a step by hand is told what it needs."""
    with pytest.raises(UsageError, match="events/ holds an example"):
        run_from_json(document)
