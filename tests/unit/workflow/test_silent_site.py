"""A site that does not answer, in a run on AWS: it is looked at again until a later try says whether it is down."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from account_health.connectors.connector import Look
from account_health.judging.unseen import unseen
from account_health.model import Reach, Reason, Snapshot, Status, Try, Unavailable
from account_health.storage.jsons import from_json
from account_health.workflow.audit_account import Looked, audit_account
from account_health.workflow.places import CompanyPlace
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


Audit = Callable[[datetime], Looked]
SILENT = Looked(again=True, unseen=True, silent=True)


@pytest.fixture
def audit(here: World) -> Audit:
    """Looks at a moment, as a later round of the line does; the run's own moment stays the same."""
    run, _ = here.plan(WEEKLY)
    place = CompanyPlace("acme", run.id)
    return lambda at: audit_account(run, place, "blog", replace(here.services, clock=lambda: at))


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
    """The third look, sixteen minutes after the first, convicts in the same run."""
    here.platform.does["acme/blog"] = tried(what)
    for minutes in (0, 1, 16):
        assert audit(NOW + minutes * MINUTE) == SILENT
    reach = saved(here).reach
    assert isinstance(reach, Reach)
    assert [one.at for one in reach.tries] == [NOW, NOW + MINUTE, NOW + 16 * MINUTE]
    assert told(here) == ("fail", "critical")
    state = here.json("state/acme.json")["accounts"][0]["tries"]
    assert len(state) == 2


def test_a_name_that_does_not_resolve_is_asked_again_while_the_site_may_be_back(
    here: World, audit: Audit
) -> None:
    """An unknown host is no passing trouble, and one try of it says not yet that the site is down."""
    reason = Reason.UNKNOWN_HOST
    here.platform.does["acme/blog"] = lambda look: replace(
        unseen(look.account, Unavailable(reason, "no such name"), look.now),
        reach=Reach((Try(look.now, "unknown_host"),)),
    )
    assert audit(NOW) == Looked(again=True, unseen=True)
    assert audit(NOW + 16 * MINUTE) == Looked(unseen=True)


def test_a_site_that_comes_back_is_told_as_well(here: World, audit: Audit) -> None:
    """A restart at the wrong moment is nobody's finding."""
    here.platform.does["acme/blog"] = tried("error")
    assert audit(NOW) == SILENT
    here.platform.does["acme/blog"] = lambda look: replace(
        builders.snapshot(),
        account=look.account.id,
        url=look.account.url,
        reach=Reach((Try(look.now, "worked"),)),
    )
    assert audit(NOW + MINUTE) == Looked()
    assert told(here)[0] == "pass"


def test_where_the_repeats_never_come_the_first_try_is_told(here: World, audit: Audit) -> None:
    """The snapshot of the first try stands, and warns."""
    here.platform.does["acme/blog"] = tried("error")
    assert audit(NOW).again
    assert told(here) == ("warn", "high")


def test_a_run_that_comes_late_to_a_site_counts_from_its_own_try(here: World, audit: Audit) -> None:
    """The run began an hour ago; the two tries were made within a minute."""
    here.platform.does["acme/blog"] = tried("error")
    for minutes in (60, 61):
        assert audit(NOW + minutes * MINUTE).again
    assert told(here)[0] == "warn"


def test_our_own_network_repeats_the_look_and_says_nothing_of_the_site(here: World, audit: Audit) -> None:
    """As for any platform that does not answer."""
    here.platform.does["acme/blog"] = tried("lost", "nothing")
    for minutes in (0, 30):
        assert audit(NOW + minutes * MINUTE) == SILENT
    assert told(here)[0] == Status.UNKNOWN.value
