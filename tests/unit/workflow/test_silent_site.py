"""A site that does not answer, in a run on AWS: the step is repeated until a later try says whether it is down."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from account_health.connectors.connector import Look
from account_health.judging.unseen import unseen
from account_health.model import Reach, Reason, Snapshot, Status, Try, Unavailable
from account_health.model.errors import PlatformUnavailableError, SiteSilentError
from account_health.storage.jsons import from_json
from account_health.workflow.audit_account import audit_account
from account_health.workflow.list_accounts import list_accounts
from account_health.workflow.run import run_to_json
from account_health.workflow.send_report import send_report
from tests import builders
from tests.world import NOW, WEEKLY, World, world

SNAPSHOT = "runs/acme/weekly-2026-W48/snapshots/blog.json"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world with one company that has one site."""
    with world(tmp_path, monkeypatch) as made:
        made.register("acme")
        yield made


def tried(what: Any, beyond: Any = "reached") -> Callable[[Look], Snapshot]:
    """Look at a site of which nothing but the try is seen."""

    def look(look: Look) -> Snapshot:
        reason = Reason.TOO_SLOW if what == "slow" else Reason.PLATFORM_UNAVAILABLE
        dark = unseen(look.account, Unavailable(reason, "HTTP 503"), look.now)
        return replace(dark, reach=Reach((Try(look.now, what),), beyond))

    return look


Audit = Callable[[datetime], dict[str, object]]


@pytest.fixture
def audit(here: World) -> Audit:
    """Does the step at a moment, as the engine repeats it; the run's own moment stays the same."""
    run, (row,) = here.plan(WEEKLY)
    list_accounts({**row, "run": run_to_json(run)}, here.services)
    event = {"company": "acme", "account": "blog", "run": run_to_json(run)}

    def done(at: datetime) -> dict[str, object]:
        return audit_account(event, replace(here.services, clock=lambda: at))

    return done


def saved(here: World) -> Snapshot:
    """Return what the step left."""
    stored = here.storage.read(SNAPSHOT)
    assert stored is not None
    return from_json(Snapshot, stored.body, SNAPSHOT)


def told(here: World, check: str = "site-answers") -> tuple[str, str]:
    """Return status and severity that the company's report gives the check."""
    run, (row,) = here.plan(WEEKLY)
    send_report({**row, "run": run_to_json(run)}, here.services)
    (account,) = here.json("runs/acme/weekly-2026-W48/report.json")["accounts"]
    return next((one["status"], one["severity"]) for one in account["findings"] if one["check"] == check)


@pytest.mark.parametrize("what", ["error", "lost", "slow"])
def test_a_site_that_stays_silent_is_down_after_the_repeats(here: World, audit: Audit, what: str) -> None:
    """The step fails twice, and the third look, sixteen minutes after the first, convicts in the same run."""
    here.platform.does["acme/blog"] = tried(what)
    for minutes in (0, 1):
        with pytest.raises(SiteSilentError):
            audit(NOW + minutes * MINUTE)
    assert audit(NOW + 16 * MINUTE) == {"account": "blog", "seen": False}
    reach = saved(here).reach
    assert isinstance(reach, Reach)
    assert [one.at for one in reach.tries] == [NOW, NOW + MINUTE, NOW + 16 * MINUTE]
    assert told(here) == ("fail", "critical")
    state = here.json("state/acme.json")["accounts"][0]["tries"]
    assert len(state) == 2


def test_a_site_that_comes_back_is_told_as_well(here: World, audit: Audit) -> None:
    """A restart at the wrong moment is nobody's finding."""
    here.platform.does["acme/blog"] = tried("error")
    with pytest.raises(SiteSilentError):
        audit(NOW)
    here.platform.does["acme/blog"] = lambda look: replace(
        builders.snapshot(),
        account=look.account.id,
        url=look.account.url,
        reach=Reach((Try(look.now, "worked"),)),
    )
    assert audit(NOW + MINUTE) == {"account": "blog", "seen": True}
    assert told(here)[0] == "pass"


def test_where_the_repeats_never_come_the_first_try_is_told(here: World, audit: Audit) -> None:
    """The snapshot of the first try stands, and warns."""
    here.platform.does["acme/blog"] = tried("error")
    with pytest.raises(SiteSilentError):
        audit(NOW)
    assert told(here) == ("warn", "high")


def test_a_run_that_comes_late_to_a_site_counts_from_its_own_try(here: World, audit: Audit) -> None:
    """The run began an hour ago; the two tries were made within a minute."""
    here.platform.does["acme/blog"] = tried("error")
    for minutes in (60, 61):
        with pytest.raises(SiteSilentError):
            audit(NOW + minutes * MINUTE)
    assert told(here)[0] == "warn"


def test_our_own_network_repeats_the_step_and_says_nothing_of_the_site(here: World, audit: Audit) -> None:
    """As for any platform that does not answer."""
    here.platform.does["acme/blog"] = tried("lost", "nothing")
    for minutes in (0, 30):
        with pytest.raises(PlatformUnavailableError) as caught:
            audit(NOW + minutes * MINUTE)
        assert type(caught.value) is PlatformUnavailableError
    assert told(here)[0] == Status.UNKNOWN.value


def test_a_site_that_was_down_before_is_not_asked_again(here: World, audit: Audit) -> None:
    """Yesterday's try counts: this one decides."""
    here.platform.does["acme/blog"] = tried("error")
    with pytest.raises(SiteSilentError):
        audit(NOW - timedelta(days=1))
    assert audit(NOW) == {"account": "blog", "seen": False}
