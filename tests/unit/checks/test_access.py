"""Access: what was cut off, when everything was last seen, and who owns the account."""

import pytest

from account_health.memory.state import AccountState
from account_health.model import Access, Reason, Status, Unavailable
from account_health.model.company import Mute, Person
from account_health.model.reasons import NOTHING_THERE
from tests.builders import NOW, account, company, conversation, days_ago, posts, snapshot
from tests.findings import finding

DOWN = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")


def before(complete: float | None, first: float = 100) -> AccountState:
    """Return what is left of a look a week ago, with the last complete one so many days ago."""
    return AccountState(
        account="blog",
        first_look=days_ago(first),
        last_look=days_ago(7),
        last_complete=None if complete is None else days_ago(complete),
    )


@pytest.mark.parametrize(
    ("days", "status"), [(7, Status.PASS), (8, Status.WARN), (14, Status.WARN), (15, Status.FAIL)]
)
def test_an_outage_is_a_finding_from_the_second_failed_week(days: int, status: Status) -> None:
    """One hiccup is no alarm; 8 days warn and 15 fail."""
    assert finding("last-complete-look", snapshot(comments=DOWN), before=before(days)).status is status


def test_an_outage_makes_its_checks_unknown_at_once() -> None:
    """No alarm, and no all-clear either."""
    assert finding("unanswered-comments", snapshot(comments=DOWN), before=before(7)).status is Status.UNKNOWN


def test_a_first_look_that_fails_is_unknown_and_then_counts_from_there() -> None:
    """What was never seen is never fine."""
    assert finding("last-complete-look", snapshot(comments=DOWN)).status is Status.UNKNOWN
    assert (
        finding("last-complete-look", snapshot(comments=DOWN), before=before(None, first=15)).status
        is Status.FAIL
    )


def test_what_an_account_never_had_is_no_outage() -> None:
    """Closed comments and missing dates are told by their own checks, not as our blindness."""
    seen = snapshot(
        comments=Unavailable(Reason.CLOSED, "Disqus"), posts=Unavailable(Reason.NO_FEED, "none found")
    )
    assert finding("last-complete-look", seen, before=before(100)).status is Status.PASS


def test_what_was_cut_off_is_told() -> None:
    """Where we stop although there is more, that is ours."""
    cut = conversation(gap=Unavailable(Reason.CUT_OFF, "100 of 140 comments"))
    assert finding("data-complete", snapshot(comments=cut)).status is Status.WARN
    assert finding("data-complete", snapshot()).status is Status.PASS


@pytest.mark.parametrize("reason", sorted(set(Reason) - NOTHING_THERE - {Reason.CUT_OFF}))
def test_nobody_is_told_that_everything_was_read_where_something_was_not(reason: Reason) -> None:
    """Refused, limited, in trouble: what could not be read is told where it was looked for, and this row says nothing."""
    told = finding("data-complete", snapshot(comments=Unavailable(reason, "as it was said")))
    assert told.status is Status.NOT_APPLICABLE
    assert told.yields_to == "last-complete-look"


@pytest.mark.parametrize(
    ("access", "named"),
    [(Access(dropped=("impressum", "story")), "impressum, story"), (Access(version="v25.0"), "v25.0")],
)
def test_an_interface_that_moved_on_without_us_is_told(access: Access, named: str) -> None:
    """Fields that are gone, and another version that answered: an update is due, and nothing else yields to it."""
    told = finding("data-complete", snapshot(access=access))
    assert told.status is Status.WARN
    assert named in str(dict(told.message.values))
    assert finding("credential-valid", snapshot(access=access)).status is Status.PASS


def test_an_owner_is_needed_and_a_deputy_where_there_are_two_people() -> None:
    """A one-person company needs no deputy."""
    jana, tom = Person(id="jana", name="Jana Vogt"), Person(id="tom", name="Tom Berg")
    nobody = account(owner=None)
    assert finding("owner-assigned", snapshot(), mine=nobody).status is Status.NOT_APPLICABLE
    team = company(nobody, people=(jana, tom))
    assert finding("owner-assigned", snapshot(), mine=nobody, whole=team).status is Status.FAIL
    assert finding("owner-assigned", snapshot(), whole=company(people=(jana,))).status is Status.PASS
    assert finding("owner-assigned", snapshot(), whole=company(people=(jana, tom))).status is Status.WARN
    both = account(deputy="tom")
    assert (
        finding("owner-assigned", snapshot(), mine=both, whole=company(both, people=(jana, tom))).status
        is Status.PASS
    )


def test_a_muted_check_is_muted_until_its_day_and_told_again_afterwards() -> None:
    """The last day is included."""
    late = snapshot(posts=posts(60))
    today = NOW.date()
    muted = account(mute=(Mute(check="last-post-age", reason="Umbau", until=today),))
    assert finding("last-post-age", late, mine=muted).status is Status.MUTED
    ended = account(mute=(Mute(check="last-post-age", reason="Umbau", until=days_ago(1).date()),))
    assert finding("last-post-age", late, mine=ended).status is Status.WARN


def test_a_check_can_be_switched_off() -> None:
    """Switched off is not applicable, and said so."""
    off = account(checks=(("phone", "off"),))
    assert finding("phone", snapshot(), mine=off).status is Status.NOT_APPLICABLE
