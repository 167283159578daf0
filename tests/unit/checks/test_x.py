"""Rules that X taught: a new name, answers that platforms keep to themselves, names that are carried along."""

from typing import Any

import pytest

from account_health.judging.audit import audit
from account_health.memory.state import AccountState
from account_health.memory.waiting import waiting
from account_health.model import (
    Badge,
    Finding,
    Identity,
    Reason,
    ReportRhythm,
    Severity,
    Snapshot,
    Status,
    Upkeep,
)
from account_health.model.reasons import OUTAGES, REASONS
from tests.builders import NOW, account, comment, company, conversation, days_ago


def finding(check: str, before: AccountState | None = None, **parts: Any) -> Finding:
    """Return one finding on an X profile with these parts."""
    registered = account(id="x", platform="x", url="https://x.com/morgenrot", checks=((check, "on"),))
    seen = Snapshot(account="x", platform="x", url=registered.url, taken_at=NOW, requests=3, **parts)
    rows = audit(seen, company(registered), registered, NOW, before).findings
    return next(row for row in rows if row.check == check)


def left(pinned_id: str) -> AccountState:
    """Return what an earlier look left behind."""
    return AccountState(account="x", first_look=NOW, last_look=NOW, pinned_id=pinned_id)


def test_a_new_name_fails_and_says_the_new_one() -> None:
    """The registered address does not lead there any more, although the account is the same."""
    told = finding("identity-unchanged", left("7"), identity=Identity(id="7", handle="neu", was="alt"))
    assert (told.status, "now called {name}" in told.message.text) == (Status.FAIL, True)


def test_another_account_is_told_before_a_new_name() -> None:
    """A stranger is the graver news."""
    told = finding("identity-unchanged", left("7"), identity=Identity(id="8", handle="neu", was="alt"))
    assert (told.status, "another channel" in told.message.text) == (Status.FAIL, True)


def test_what_a_platform_does_not_say_is_not_well() -> None:
    """X never says which posts it rejects and which answers it hides."""
    assert finding("hidden-comments", upkeep=Upkeep()).status is Status.NOT_APPLICABLE
    assert finding("hidden-comments", upkeep=Upkeep(hidden_comments=0)).status is Status.PASS
    assert finding("rejected-post", upkeep=Upkeep(rejected_posts=None)).status is Status.NOT_APPLICABLE
    assert finding("rejected-post", upkeep=Upkeep()).status is Status.PASS


def test_names_carried_along_are_counted() -> None:
    """They wait for nobody, and are not hidden either."""
    talk = conversation(comment(1, 3, "Wann habt ihr offen?", in_passing=True), comment(2, 3, "Und wann?"))
    sorted_items = waiting(talk, frozenset())
    assert (len(sorted_items.items), sorted_items.no_answer_needed) == (1, 1)


@pytest.mark.parametrize("reason", [Reason.NO_CREDITS, Reason.SPEND_CAP, Reason.NOT_ENROLLED])
def test_what_somebody_can_repair_is_an_outage(reason: Reason) -> None:
    """It counts for the last complete look."""
    assert reason in OUTAGES
    assert REASONS[reason].text


@pytest.mark.parametrize("reason", [Reason.PROTECTED, Reason.SUSPENDED])
def test_what_the_account_is_like_is_no_outage(reason: Reason) -> None:
    """Account-public tells it; nobody lost sight of anything."""
    assert reason not in OUTAGES


@pytest.mark.parametrize(
    ("badge", "status"),
    [
        (Badge(shown=True), Status.PASS),
        (Badge(shown=False, lost_at=days_ago(34)), Status.WARN),
        (Badge(shown=False, lost_at=days_ago(35)), Status.NOT_APPLICABLE),
        (Badge(shown=False), Status.NOT_APPLICABLE),
    ],
)
def test_a_lost_badge_is_a_small_matter_and_soon_over(badge: Badge, status: Status) -> None:
    """A listing that is out of control is critical; a badge is bought."""
    told = finding("verification", badge=badge)
    assert told.status is status
    if status in {Status.WARN, Status.PASS}:
        assert (told.severity, told.report_rhythm) == (Severity.LOW, ReportRhythm.MONTHLY)
