"""What an account needs nothing of is never unknown, whatever could not be seen of it."""

from typing import Any

import pytest

from account_health.judging.audit import audit
from account_health.model import Finding, Reason, Status, Unavailable
from tests.builders import NOW, account, company, snapshot

UNREAD = Unavailable(Reason.UNREADABLE, "Scripts draw the page.")
PROFILE = account(id="facebook", platform="facebook", url="https://www.facebook.com/morgenrot")


def found(check: str, part: str, mine: Any, *others: Any) -> Finding:
    """Return what a check says of an account of which one part could not be read."""
    report = audit(snapshot(**{part: UNREAD}), company(mine, *others), mine, NOW, None)
    return next(one for one in report.findings if one.check == check)


def test_a_website_has_no_field_for_the_hours_of_single_days() -> None:
    """Its hours may be unread; that no special ones are missing is certain."""
    assert found("holiday-hours", "hours", account()).status is Status.NOT_APPLICABLE


def test_a_listing_has_one() -> None:
    """What could not be seen of it stays unknown."""
    mine = account(platform="google_business_profile")
    assert found("holiday-hours", "hours", mine).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("others", "status"),
    [((), Status.NOT_APPLICABLE), ((PROFILE,), Status.UNKNOWN)],
    ids=["alone", "profile"],
)
def test_a_notice_has_to_name_profiles_only_where_some_are_registered(others: Any, status: Status) -> None:
    """Without a profile an unread notice leaves nothing open."""
    assert found("imprint-names-profiles", "notice", account(), *others).status is status
