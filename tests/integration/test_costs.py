"""docs/costs.md is counted and not believed: the program that makes it counts what a run really did."""

import re

import pytest

from benchmarks import costs
from benchmarks.costs import PRICES, Bill, between, week
from tests.template import ROOT


def test_a_week_is_counted_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """One mail to the owner and one to the operator; every call has its step; nothing that has a price stays at nothing."""
    monkeypatch.setattr(costs, "LOOK_SECONDS", 0.0)
    bill = week(1, 2)
    assert bill.used["mails"] == 2
    assert bill.used["calls"] == sum(bill.steps.values()) + 2 * costs.EVENTS
    assert bill.steps["send-report"] == bill.steps["plan-run"] == bill.steps["close-run"] == 1
    assert bill.used["transitions"] >= 8
    assert all(bill.used[name] > 0 for name in PRICES)
    assert 0 < bill.dollars() < 0.01


def test_more_companies_are_reckoned_from_two_counts() -> None:
    """Each figure grows by the company: 1 and 11 of them tell what 101 would use."""
    few, many = Bill(), Bill()
    few.used["reads"], many.used["reads"] = 20, 120
    few.objects, many.objects = 5, 55
    more = between(few, many, 10)
    assert (more.used["reads"], more.objects) == (1020, 505)


def test_the_page_has_every_price() -> None:
    """For each number of accounts a company, with the sum for 1,000 accounts."""
    page = (ROOT / "docs/costs.md").read_text("utf-8")
    for title, _ in PRICES.values():
        assert page.count(f"| {title}, ") == len(costs.ACCOUNTS)
    assert len(re.findall(r"dollars for 1,000 accounts, once", page)) == len(costs.ACCOUNTS)
