"""What holds for every judgement, whatever is seen: worse never looks better, blindness never pays, order is nothing."""

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from account_health.checks import BY_ID, CHECKS
from account_health.judging.assemble import assemble
from account_health.judging.audit import audit
from account_health.judging.history import History, remember
from account_health.judging.score import POINTS
from account_health.memory.state import State, state_after
from account_health.model import (
    PARTS,
    Access,
    AccountReport,
    Certificate,
    CompanyReport,
    Conversation,
    NotOffered,
    Pictures,
    Posts,
    Reason,
    Snapshot,
    Status,
    Unavailable,
    Upkeep,
)
from account_health.model.limits import THRESHOLDS
from account_health.report import as_json
from tests.builders import (
    FACTS,
    NOW,
    URL,
    account,
    comment,
    company,
    conversation,
    days_ago,
    posts,
    snapshot,
    statements,
)
from tests.judgement import tables
from tests.judgement.case import Case, left
from tests.model_companies import BAKERY, DECEMBER, bakery_looks

ORDER = {Status.PASS: 0, Status.WARN: 1, Status.FAIL: 2}
TOLD = {Status.WARN, Status.FAIL}
EXAMPLES = settings(max_examples=30)
MANY = settings(max_examples=200)
CASES = [case for case in tables.OWN if any(name in PARTS for name in case.parts)]
PLAIN = [
    case for case in CASES if case.now == NOW and case.before is None and not case.mine and not case.whole
]


def rank(check: str, seen: Snapshot, **changes: Any) -> int | None:
    """Return how bad a check finds it, None where it does not judge."""
    given_before = changes.pop("before", None)
    mine = account(checks=((check, "on"),), **changes)
    report = audit(seen, company(mine), mine, NOW, given_before)
    return ORDER.get(next(one.status for one in report.findings if one.check == check))


def aged(check: str, days: float) -> int | None:
    """Return how bad a check finds something of this age, all else being well."""
    asks, plain = "Wann habt ihr offen?", "Es gibt auch Kuchen, und man kann draußen sitzen."
    life = timedelta(days=400)
    seen = {
        "last-post-age": lambda: snapshot(posts=posts(days)),
        "dormant-account": lambda: snapshot(posts=posts(days)),
        "posting-gap": lambda: snapshot(posts=posts(0, min(days, 89))),
        "unanswered-criticism": lambda: snapshot(comments=conversation(comment(1, days, asks))),
        "unanswered-comments": lambda: snapshot(comments=conversation(comment(1, days, plain))),
        "unanswered-mentions": lambda: snapshot(
            mentions=conversation(comment(1, days, plain, kind="mention"))
        ),
        "unanswered-reviews": lambda: snapshot(
            reviews=conversation(comment(1, min(days, 89), plain, kind="review", rating=5))
        ),
        "credential-expiry": lambda: snapshot(access=Access(expires_at=days_ago(days - 200))),
        "certificate": lambda: snapshot(certificate=Certificate("x", days_ago(days), days_ago(days) + life)),
        "photos": lambda: snapshot(pictures=Pictures(profile=True, photos=20, newest_at=days_ago(days))),
        "reply-pending": lambda: snapshot(
            reviews=conversation(comment(1, days, "Danke", kind="review", ours=True, pending=True))
        ),
        "last-complete-look": lambda: snapshot(feed=Unavailable(Reason.TOO_SLOW, "10 s")),
    }[check]()
    before = left(last_complete=days_ago(days)) if check == "last-complete-look" else None
    return rank(check, seen, before=before)


AGED = (
    "last-post-age", "dormant-account", "posting-gap", "unanswered-criticism", "unanswered-comments",
    "unanswered-mentions", "unanswered-reviews", "credential-expiry", "certificate", "photos", "reply-pending",
    "last-complete-look",
)  # fmt: skip


@pytest.mark.parametrize("check", AGED)
@EXAMPLES
@given(days=st.tuples(st.floats(0, 380), st.floats(0, 380)))
def test_warn_never_comes_after_fail_as_time_goes_by(check: str, days: tuple[float, float]) -> None:
    """Whatever got older is never judged milder; a check that yields to a graver one has handed over."""
    young, old = (aged(check, one) for one in sorted(days))
    if young is not None and old is not None:
        assert young <= old
    if check == "last-post-age" and old is None:
        assert (aged("dormant-account", max(days)) or 0) >= 1


def counted(check: str, number: int) -> int | None:
    """Return how bad a check finds so many of what it counts, all else being well."""
    share = number / 40
    seen = {
        "description": lambda: snapshot(descriptions=statements("x" * (40 - number))),
        "photos": lambda: snapshot(pictures=Pictures(profile=True, photos=40 - number)),
        "comments-disabled": lambda: snapshot(upkeep=Upkeep(comments_disabled=share)),
        "hidden-comments": lambda: snapshot(upkeep=Upkeep(hidden_comments=number)),
        "alt-text": lambda: snapshot(upkeep=Upkeep(alt_texts=1 - share)),
        "rejected-post": lambda: snapshot(upkeep=Upkeep(rejected_posts=(URL,) * number)),
        "comment-surge": lambda: snapshot(
            comments=conversation(*(comment(n, 0.1, "Wann habt ihr offen?") for n in range(number)))
        ),
        "plausible-dates": lambda: snapshot(posts=posts(3, refused=("1970-01-01",) * number)),
    }[check]()
    weeks = tuple((f"2026-W{week}", 2) for week in range(40, 48))
    return rank(check, seen, before=left(waiting_weeks=weeks))


COUNTED = (
    "description", "photos", "comments-disabled", "hidden-comments", "alt-text", "rejected-post", "comment-surge",
    "plausible-dates",
)  # fmt: skip


@pytest.mark.parametrize("check", COUNTED)
@EXAMPLES
@given(numbers=st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_warn_never_comes_after_fail_as_there_is_more(check: str, numbers: tuple[int, int]) -> None:
    """More of what is wrong is never judged milder."""
    few, many = (counted(check, number) for number in sorted(numbers))
    assert few is not None
    assert many is not None
    assert few <= many


def test_every_check_with_two_limits_is_among_those_that_grow() -> None:
    """A new check with a warn and a fail limit has to join them."""
    two = {
        case.check
        for case in tables.OWN
        if {Status.WARN, Status.FAIL} <= {one.status for one in tables.OWN if one.check == case.check}
        and any("warn" in key for key in THRESHOLDS.get(case.check, {}))
    }
    assert two <= {*AGED, *COUNTED}


GAPS = st.sampled_from([Reason.TOO_SLOW, Reason.ACCESS_DENIED, Reason.PLATFORM_UNAVAILABLE, Reason.CUT_OFF])


def blinded(seen: Snapshot, names: Iterable[str], gap: Unavailable) -> Snapshot:
    """Return the snapshot without these parts."""
    parts: dict[str, Any] = dict.fromkeys(names, gap)
    return replace(seen, **parts)


def whole(*cases: Case) -> Snapshot:
    """Return the healthy blog as the first case's account, with the parts of all cases laid over it."""
    seen = replace(snapshot(), account=cases[0].account.id)
    for case in cases:
        seen = replace(seen, **case.parts)
    return seen


def report_of(seen: Snapshot, case: Case) -> AccountReport:
    """Judge a snapshot as the case's account."""
    return audit(seen, case.company, case.account, case.now, case.before)


def told(report: AccountReport, case: Case, run: str, now: datetime, history: History) -> CompanyReport:
    """Put the only account of a case's company together."""
    return assemble(case.company, [report], run, now, history)


JUDGES_GAPS = {"permissions-complete"}


def never_pays(case: Case, seen: Snapshot, blind: Snapshot) -> None:
    """Hold a look at less against the look before it: no finding turns well, and no number rises.

    A check that reads no part judges the look itself: another gap is another fault of it, and so is another gap than the
    refusal from which permissions-complete knows that one is missing. Both looks are compared with
    the same one before them, but that it is known by now when the account was opened.
    """
    left_behind = state_after(State(), [seen]).accounts[0]
    before = replace(case.before, created_at=left_behind.created_at) if case.before else left_behind
    whole_look, less = report_of(seen, case), report_of(blind, replace(case, before=before))
    for one, other in zip(whole_look.findings, less.findings, strict=True):
        if other.status is Status.PASS and BY_ID[one.check].reads and one.check not in JUDGES_GAPS:
            assert one.status is Status.PASS or one.yields_to is not None, (one, other)
    moment = case.now - timedelta(seconds=1)
    first = told(whole_look, case, "first", moment, History())
    second = told(less, case, "second", case.now, remember(History(), first))
    then, after = first.accounts[0], second.accounts[0]
    assert _number(second.score) <= _number(first.score)
    assert _number(after.score) <= _number(then.score)
    assert after.ceiling <= then.ceiling
    assert (after.coverage or 0) <= (then.coverage or 0)
    areas = dict(then.areas)
    assert all(_number(value) <= _number(areas[topic]) for topic, value in after.areas if topic in areas)


@MANY
@given(case=st.sampled_from(CASES), name=st.sampled_from(PARTS), reason=GAPS, partly=st.booleans())
def test_losing_sight_of_a_part_never_pays(case: Case, name: str, reason: Reason, partly: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever was found, good or bad: the next look, at less, turns no finding well and raises no number.

    A part that was seen in part already is no less seen with another gap in the place of its own.
    """
    seen = whole(case)
    part = getattr(seen, name)
    if isinstance(part, NotOffered | Unavailable) or (partly and part.gap is not None):
        return
    gap = Unavailable(reason, "detail")
    lost: dict[str, Any] = {name: replace(part, gap=gap) if partly else gap}
    never_pays(case, seen, replace(seen, **lost))


@MANY
@given(
    cases=st.lists(st.sampled_from(PLAIN), min_size=2, max_size=5),
    names=st.sets(st.sampled_from(PARTS), min_size=1, max_size=5),
    reason=GAPS,
)
def test_losing_sight_of_much_that_is_wrong_never_pays(
    cases: list[Case], names: set[str], reason: Reason
) -> None:
    """Several things wrong at once, and several parts out of sight."""
    seen = whole(*cases)
    offered = {name for name in names if not isinstance(getattr(seen, name), NotOffered | Unavailable)}
    never_pays(cases[0], seen, blinded(seen, offered, Unavailable(reason, "detail")))


@EXAMPLES
@given(names=st.sets(st.sampled_from(PARTS), min_size=1), reason=GAPS)
def test_whoever_sees_less_of_a_healthy_account_never_finds_it_healthier(
    names: set[str], reason: Reason
) -> None:
    """However much is missing: neither score nor coverage is higher than where all was seen and well."""
    gap = Unavailable(reason, "detail")
    seen = snapshot()
    offered = {name for name in names if not isinstance(getattr(seen, name), NotOffered)}
    mine = account()
    whole_look = audit(seen, company(mine), mine, NOW, None)
    blind = audit(blinded(seen, offered, gap), company(mine), mine, NOW, None)
    assert _number(blind.score) <= _number(whole_look.score)
    assert (blind.coverage or 0) <= (whole_look.coverage or 0)


def _number(score: int | None) -> int:
    """Return a score for comparison: no number is less than every number."""
    return -1 if score is None else score


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_part_that_was_not_seen_is_never_a_pass(check: Any) -> None:
    """Whatever the others say, a check that applies and all of whose parts are missing is unknown, and gives no points."""
    gap = Unavailable(Reason.TOO_SLOW, "10 s")
    blind = blinded(snapshot(), check.reads, gap)
    state = "dormant" if check.id == "dormancy-notice" else "active"
    mine = account(checks=((check.id, "on"),), state=state, facts=replace(FACTS, hours="Mo-Fr 8-18"))
    if check.id == "holiday-hours":
        mine = replace(mine, platform="google_business_profile")
    profile = account(id="facebook", platform="facebook", url="https://www.facebook.com/morgenrot")
    whole = company(mine, profile, country="AT" if check.id == "foreign-law" else "DE")
    found = next(one for one in audit(blind, whole, mine, NOW, None).findings if one.check == check.id)
    if check.reads:
        assert found.status is Status.UNKNOWN
        assert found.status not in POINTS


@EXAMPLES
@given(names=st.sets(st.sampled_from(PARTS), min_size=1))
def test_unknown_never_counts_as_pass(names: set[str]) -> None:
    """What could not be seen takes its weight out of what was judged, and leaves it in what applies."""
    gap = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")
    offered = {name for name in names if not isinstance(getattr(snapshot(), name), NotOffered)}
    blind = blinded(snapshot(), offered, gap)
    mine = account()
    report = audit(blind, company(mine), mine, NOW, None)
    healthy = audit(snapshot(), company(mine), mine, NOW, None)
    assert report.applicable >= healthy.applicable
    assert report.judged <= healthy.judged
    unknown = [one for one in report.findings if one.status is Status.UNKNOWN]
    assert bool(unknown) == bool(offered)


@EXAMPLES
@given(order=st.permutations(BAKERY.accounts), turn=st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_changes_nothing(order: list[Any], turn: Any) -> None:
    """Accounts come out in the order of the registry file, findings in that of the table, items by their age."""
    reports = []
    for mine in order:
        seen = bakery_looks(mine, DECEMBER)
        shuffled: dict[str, Any] = {}
        for field in fields(Snapshot):
            part = getattr(seen, field.name)
            if isinstance(part, Conversation):
                items = list(part.items)
                turn.shuffle(items)
                shuffled[field.name] = replace(part, items=tuple(items))
        reports.append(audit(replace(seen, **shuffled), BAKERY, mine, DECEMBER, None))
    straight = [audit(bakery_looks(mine, DECEMBER), BAKERY, mine, DECEMBER, None) for mine in BAKERY.accounts]
    by_name = {one.account: one for one in reports}
    assert [by_name[one.account] for one in straight] == straight
    assert [row.check for row in reports[0].findings] == [check.id for check in CHECKS]


def test_the_same_input_gives_the_same_report_byte_for_byte() -> None:
    """Judged twice, with other caches, it is the same JSON."""

    def written() -> str:
        reports = [
            audit(bakery_looks(mine, DECEMBER), BAKERY, mine, DECEMBER, None) for mine in BAKERY.accounts
        ]
        return json.dumps(as_json(assemble(BAKERY, reports, "weekly-2026-W50", DECEMBER, History()), BAKERY))

    first = written()
    assert json.loads(first)["schema"] == 1
    assert written() == first


def test_posts_are_the_only_part_that_may_be_seen_in_part_and_acquit() -> None:
    """So the properties above leave nothing else out."""
    assert {name for check in ("last-post-age", "dormant-account") for name in BY_ID[check].reads} == {
        "posts"
    }
    assert isinstance(snapshot().posts, Posts)
