"""What SES takes is asked when a run is planned: who would not be mailed is told hours before, and nobody mails faster."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from account_health.storage import Sending
from account_health.workflow.plan_run import plan_run
from account_health.workflow.run import run_to_json
from tests.world import WEEKLY, World, world

WELL = Sending(production=True, enabled=True, state="HEALTHY", a_day=50_000, a_second=14, sent=3)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world with three companies, so a week makes four mails with the operator's."""
    with world(tmp_path, monkeypatch) as made:
        for company in ("acme", "bakery", "cafe"):
            made.register(company)
        yield made


def planned(here: World, event: Any = WEEKLY, *, most: int = 30, **differs: Any) -> tuple[Any, float]:
    """Plan a run with what SES says; return how many are mailed side by side, and what rang."""
    settings = replace(here.services.settings, senders=most)
    here.services = replace(here.services, sending=lambda: replace(WELL, **differs), settings=settings)
    here.counted.clear()
    answer = plan_run({"run": run_to_json(here.named(event))}, here.services)
    return answer["senders"], sum(figures.get("sending_in_doubt", 0) for figures in here.counted)


@pytest.mark.parametrize(
    "differs",
    [
        {"production": False},
        {"enabled": False},
        {"state": "PROBATION"},
        {"state": "SHUTDOWN"},
        {"a_day": 6, "sent": 3},
        {"a_day": 0, "sent": 0},
    ],
)
def test_what_keeps_mails_from_going_out_rings_before_they_do(here: World, differs: dict[str, Any]) -> None:
    """The sandbox, a pause, a review, and a quota that leaves fewer mails than are due."""
    assert planned(here, **differs)[1] == 1


@pytest.mark.parametrize("differs", [{}, {"a_day": 7, "sent": 3}, {"a_day": -1, "sent": 900}])
def test_an_account_that_is_well_rings_nothing(here: World, differs: dict[str, Any]) -> None:
    """A quota for just so many mails, and none at all, which SES calls -1."""
    assert planned(here, **differs)[1] == 0


def test_nobody_is_asked_for_a_run_that_mails_no_company(here: World) -> None:
    """A run by hand that mails the operator, and a rehearsal, ring for nobody's quota."""
    for event in ({"kind": "manual"}, {"kind": "manual", "dry_run": True}):
        assert planned(here, event, production=False, a_second=1) == (30, 0)


@pytest.mark.parametrize(
    ("rate", "most", "senders"), [(1, 30, 2), (14, 5, 5), (14, 1000, 28), (0.2, 30, 1), (0, 30, 30)]
)
def test_the_rate_of_ses_paces_the_senders(here: World, rate: float, most: int, senders: int) -> None:
    """Two senders for each mail a second, never more than the stack allows, and one at least."""
    assert planned(here, most=most, a_second=rate)[0] == senders


def test_what_ses_does_not_tell_changes_nothing(here: World) -> None:
    """A role that may not ask, or SES that does not answer, is no reason to ring or to wait."""
    here.services = replace(here.services, sending=lambda: None)
    answer = plan_run({"run": run_to_json(here.named(WEEKLY))}, here.services)
    assert answer["senders"] == here.services.settings.senders
    assert not any(figures.get("sending_in_doubt") for figures in here.counted)
