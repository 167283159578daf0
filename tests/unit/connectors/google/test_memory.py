"""What a look leaves for the next one."""

from datetime import timedelta

import pytest

from account_health.connectors.google.gone import Known, Ledger
from account_health.connectors.google.memory import Memory, read_memory, written
from account_health.connectors.google.performance import Figures
from account_health.model import Pictures
from tests.builders import NOW, days_ago


def test_a_memory_is_read_back_as_it_was_written() -> None:
    """Whatever else stands there is an empty memory."""
    memory = Memory(
        grant="abc",
        since=days_ago(3),
        refused=NOW,
        account="accounts/1",
        links=("https://x.com/a",),
        reviews=7,
        pictures=Pictures(profile=True, cover=False, photos=12, newest_at=days_ago(3)),
        figures=Figures(month="2026-10", calls=3, clicks=0, last=NOW.date(), off=NOW.date()),
        ledger=Ledger((Known("ab", 5), Known("cd", 1, NOW.date())), ((NOW.date(), 2),)),
    )
    assert read_memory(written(memory)) == memory
    assert read_memory(written(Memory())) == Memory()
    for broken in (
        None,
        "",
        "[]",
        "{",
        '{"links": "x", "since": 5}',
        '{"known": [[1], [2, 3, 4]], "gone": {"a": 1}, "figures": {"last": 7}}',
        "[" * 100_000,
    ):
        assert read_memory(broken) == Memory()


def test_a_grant_that_outlives_a_week_has_no_end() -> None:
    """Before that nobody can know."""
    memory = Memory().accepted("abc", days_ago(8.5))
    assert memory.outlived_a_test(NOW)
    assert not memory.outlived_a_test(days_ago(1))
    assert not memory.accepted("other", NOW).outlived_a_test(NOW)


@pytest.mark.parametrize(("days", "hint"), [(2, False), (6, True), (7, True), (8, True), (14, False)])
def test_a_grant_that_worked_for_about_a_week_looks_like_one_of_a_test(days: int, hint: bool) -> None:  # noqa: FBT001 - a column of a table
    """Measured from the first look at which it worked to the first at which it did not."""
    memory = Memory().accepted("abc", days_ago(days)).rejected("abc", NOW)
    assert memory.ended_like_a_test() is hint
    assert memory.rejected("abc", NOW + timedelta(days=7)).ended_like_a_test() is hint


def test_a_grant_that_never_worked_gives_no_hint() -> None:
    """Nor does a new one after an old one."""
    assert not Memory().rejected("abc", NOW).ended_like_a_test()
    assert not Memory().accepted("old", days_ago(7)).rejected("new", NOW).ended_like_a_test()
