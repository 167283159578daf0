"""docs/costs.md is counted and not believed: the program that makes it counts what a run really did."""

import re

from benchmarks import costs
from benchmarks.costs import PRICES, Bill, between, week
from tests.template import ROOT

MOST_DOLLARS = {2: 0.25, 5: 0.12}
"""For 1,000 accounts of a thousand companies with so many each: the goal."""


def test_a_week_is_counted_as_it_was() -> None:
    """One mail to the owner and one to the operator; every call has its step; nothing that has a price stays at nothing."""
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
    counted = re.findall(r"dollars for 1,000 accounts, once\*\* .*\| ([\d.]+) \|\n", page)
    assert len(counted) == len(costs.ACCOUNTS)
    for accounts, dollars in zip(costs.ACCOUNTS, counted, strict=True):
        assert float(dollars) <= MOST_DOLLARS[accounts]
