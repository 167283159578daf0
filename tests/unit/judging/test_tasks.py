"""What there is to do: in which order, for whom, and how long it takes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from account_health.checks import BY_ID, CHECKS
from account_health.judging.effort import MOST_MINUTES, minutes
from account_health.judging.tasks import all_tasks, tasks_of, this_week
from account_health.model import (
    AccountReport,
    Audience,
    Finding,
    ReportRhythm,
    Seen,
    Severity,
    Status,
    Task,
    message,
)
from account_health.model.company import Account, Company, Person, ReportSettings
from tests import report_samples as samples
from tests.builders import account, company

TODAY = date(2026, 11, 23)
JANA, TOM = Person(id="jana", name="Jana Vogt"), Person(id="tom", name="Tom R.")


def finding(check: str, **changes: Any) -> Finding:
    """Return a failed finding of the table that asks for something."""
    row = BY_ID[check]
    base: dict[str, Any] = {
        "check": check,
        "topic": row.topic,
        "status": Status.FAIL,
        "severity": row.severity,
        "audience": row.audience,
        "report_rhythm": row.report_rhythm,
        "harm": row.harm_of(changes.get("status", Status.FAIL)),
        "decision": row.decision,
        "title": row.title,
        "message": message(f"{check} is wrong."),
        "why": row.why,
        "action": message(f"Mend {check}."),
        "owner": "jana",
        "due": date(2026, 11, 25),
    }
    return Finding(**(base | changes))


def judged(name: str, *findings: Finding) -> AccountReport:
    """Return the judgement of an account with these findings."""
    return AccountReport(
        account=name,
        platform="facebook",
        url="https://www.facebook.com/morgenrot",
        name=name,
        state="active",
        score=50,
        cap=None,
        coverage=1.0,
        judged=10,
        applicable=10,
        areas=(),
        last_post_at=None,
        requests=1,
        seen=Seen(posts=None, since=None, comments=None, reviews=None),
        open_items=(),
        no_answer_needed=0,
        findings=findings,
        unavailable=(),
    )


def staffed(**changes: Any) -> Company:
    """Return a company with two channels of Jana's, of which Tom is the deputy."""
    base: dict[str, Any] = {"people": (JANA, TOM)}
    first, second = (account(id=name, owner="jana", deputy="tom") for name in ("blog", "facebook"))
    return company(first, second, **(base | changes))


def asked(
    *reports: AccountReport, whole: Company | None = None, month_begins: bool = False
) -> tuple[Task, ...]:
    """Return what these accounts ask for."""
    return all_tasks(whole or staffed(), reports, TODAY, month_begins=month_begins)


def test_every_check_has_an_estimate_with_its_reason() -> None:
    """A check without one would jump or lose the queue by accident."""
    assert all(1 <= one.minutes <= MOST_MINUTES and one.why for one in (check.effort for check in CHECKS))


@pytest.mark.parametrize(("figure", "expected"), [(None, 3), (1, 3), (7, 21), (900, MOST_MINUTES), (0, 3)])
def test_what_is_counted_takes_its_time_for_each(figure: int | None, expected: int) -> None:
    """Seven comments take seven times as long as one, and nobody is told that they take a week."""
    assert minutes(finding("unanswered-comments", figure=figure)) == expected


def test_the_worst_comes_first_whatever_it_takes() -> None:
    """A lost web address takes an hour and comes before a phone number that takes five minutes."""
    tasks = asked(judged("blog", finding("phone"), finding("domain-lost")))
    assert [task.check for task in tasks] == ["domain-lost", "phone"]


def test_of_two_that_harm_alike_the_quick_one_comes_first() -> None:
    """The phone number takes five minutes, a post half an hour."""
    tasks = asked(judged("blog", finding("last-post-age"), finding("phone")))
    assert [(task.check, task.minutes) for task in tasks] == [("phone", 5), ("last-post-age", 30)]


def test_what_failed_comes_before_what_warns_and_what_is_wrong_before_who_waits() -> None:
    """Three matters of one severity: a wrong fact, a warning of one, somebody who waits."""
    warned = finding("website", status=Status.WARN)
    tasks = asked(judged("blog", warned, finding("phone"), finding("unanswered-reviews", figure=4)))
    assert [task.check for task in tasks] == ["phone", "website", "unanswered-reviews"]


def test_the_order_does_not_depend_on_the_order_of_accounts_and_findings() -> None:
    """The same facts in another order are the same list."""
    rows = [finding(check) for check in ("phone", "address", "hours", "imprint")]
    forth = asked(judged("blog", *rows), judged("facebook", *rows))
    back = asked(judged("facebook", *rows[::-1]), judged("blog", *rows[::-1]))
    assert forth == back


def test_the_same_fault_of_one_person_is_one_task_with_all_its_places() -> None:
    """A wrong phone number on two profiles is one thing to do, and takes twice as long."""
    (task,) = asked(judged("blog", finding("phone")), judged("facebook", finding("phone")))
    assert (task.account, task.also, task.minutes) == ("blog", ("facebook",), 10)


def test_the_same_fault_of_two_people_is_a_task_for_each() -> None:
    """Nobody's part gets lost in somebody else's list."""
    tasks = asked(judged("blog", finding("phone")), judged("facebook", finding("phone", owner="tom")))
    assert [(task.account, task.owner) for task in tasks] == [("blog", "jana"), ("facebook", "tom")]


def test_the_deputy_is_named_for_what_is_urgent_or_overdue_only() -> None:
    """Otherwise one name is enough, and two are nobody."""
    (soon,) = asked(judged("blog", finding("phone")))
    (urgent,) = asked(judged("blog", finding("closed-status")))
    (late,) = asked(judged("blog", finding("phone", due=date(2026, 11, 20))))
    (today,) = asked(judged("blog", finding("phone", due=TODAY)))
    assert [task.deputy for task in (soon, urgent, late, today)] == [None, "tom", "tom", None]


def test_with_people_none_nobody_is_named() -> None:
    """Neither the owner nor the deputy, and so there is no list of anybody's."""
    quiet = staffed(report=ReportSettings(to=("a@b.example",), people="none"))
    tasks = asked(judged("blog", finding("closed-status", owner=None)), whole=quiet)
    assert {(task.owner, task.deputy) for task in tasks} == {(None, None)}


def test_what_the_agency_does_is_no_task_of_the_owners() -> None:
    """Where an agency gets the copy the keys are its own; alone, the owner has to renew the access."""
    refused = finding("credential-valid")
    (alone,) = asked(judged("blog", refused))
    agency = staffed(report=ReportSettings(to=("a@b.example",), copy_to=("c@d.example",)))
    (copied,) = asked(judged("blog", refused), whole=agency)
    assert (alone.owner, copied.owner, copied.deputy) == ("jana", None, None)
    assert copied.audience is Audience.OPERATOR


def test_the_week_has_three_tasks_and_everything_is_kept() -> None:
    """The rest is for the weeks after."""
    one = judged("blog", *(finding(check) for check in ("phone", "address", "hours", "imprint", "website")))
    tasks = asked(one)
    assert len(tasks) == 5
    assert this_week(tasks, [one]) == tasks[:3]


def test_the_months_care_comes_last_and_never_into_the_week() -> None:
    """A changed name is care of the profile; it is asked for in the month's first report, after everything else."""
    one = judged("blog", finding("name"), finding("plausible-dates"))
    tasks = asked(one, month_begins=True)
    assert [task.check for task in tasks] == ["plausible-dates", "name"]
    assert [task.check for task in this_week(tasks, [one])] == ["plausible-dates"]
    assert [task.check for task in asked(one)] == ["plausible-dates"]


def test_what_is_small_old_and_unchanged_is_asked_for_once_a_month() -> None:
    """After four weeks it is counted, and comes back with the month's first report."""
    old = finding("plausible-dates", unchanged=5)
    assert asked(judged("blog", old)) == ()
    assert [task.check for task in asked(judged("blog", old), month_begins=True)] == ["plausible-dates"]
    assert asked(judged("blog", replace(old, unchanged=4))) != ()
    assert asked(judged("blog", replace(old, severity=Severity.HIGH))) != ()


def test_what_is_not_told_or_asks_for_nothing_is_no_task() -> None:
    """A pass, a figure and a finding without an action."""
    rows = (finding("phone", status=Status.PASS), finding("address", action=None))
    assert asked(judged("blog", *rows)) == ()


def test_each_person_has_an_own_list_in_the_reports_order() -> None:
    """The owner has what is hers, the deputy what is urgent or overdue."""
    tasks = asked(judged("blog", finding("phone"), finding("closed-status"), finding("website", owner="mia")))
    report = replace(samples.good_week(), tasks=tasks)
    assert [task.check for task in tasks_of(report, "jana")] == ["closed-status", "phone"]
    assert [task.check for task in tasks_of(report, "tom")] == ["closed-status"]
    assert [task.check for task in tasks_of(report, "mia")] == ["website"]
    assert tasks_of(report, "nobody") == ()


def test_a_monthly_check_is_care_only_while_it_is_monthly() -> None:
    """The legal notice is told weekly once and is care from then on."""
    first = judged("blog", finding("imprint"))
    later = judged("blog", finding("imprint", report_rhythm=ReportRhythm.MONTHLY))
    assert [task.check for task in asked(first)] == ["imprint"]
    assert asked(later) == ()


def test_an_account_of_a_platform_has_its_own_people() -> None:
    """The deputy of one channel is not told about another."""
    mine = Account(id="x", platform="x", url="https://x.com/morgenrot", posts="monthly", owner="jana")
    whole = company(mine, account(deputy="tom"), people=(JANA, TOM))
    tasks = asked(judged("x", finding("account-public")), whole=whole)
    assert [task.deputy for task in tasks] == [None]
