"""Limits: defaults, platforms, cadence, and a registry file's own numbers."""

from account_health.checks import BY_ID
from account_health.model.limits import CADENCE, THRESHOLDS, limits
from account_health.model.platform import PLATFORM_ROWS
from tests.builders import account


def test_every_limit_belongs_to_a_check() -> None:
    """A number that nobody reads is a mistake."""
    assert set(THRESHOLDS) <= set(BY_ID)
    assert {check for row in PLATFORM_ROWS.values() for check in row.limits} <= set(THRESHOLDS)


def test_platforms_change_numbers_and_never_add_keys() -> None:
    """What can be set is the same everywhere."""
    for check, numbers in (
        (check, own) for row in PLATFORM_ROWS.values() for check, own in row.limits.items()
    ):
        assert set(numbers) <= set(THRESHOLDS[check])


def test_warn_always_comes_before_fail() -> None:
    """For days a warning is the smaller number; for what is left of something the larger."""
    own = [numbers for row in PLATFORM_ROWS.values() for numbers in row.limits.values()]
    for numbers in (*THRESHOLDS.values(), *own, *CADENCE.values()):
        if {"warn_days", "fail_days"} <= set(numbers):
            assert numbers["warn_days"] < numbers["fail_days"]
        for left in ("percent", "days_left"):
            if f"warn_{left}" in numbers:
                assert numbers[f"warn_{left}"] > numbers[f"fail_{left}"]


def test_a_single_own_number_leaves_the_others() -> None:
    """Overrides merge key by key."""
    mine = account(posts="weekly", thresholds=(("last-post-age", (("warn_days", 7.0),)),))
    assert dict(limits("last-post-age", mine)) == {"warn_days": 7.0, "fail_days": 30}
    assert dict(limits("imprint", mine)) == {}
