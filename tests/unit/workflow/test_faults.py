"""SendReport under fire: whatever fails, wherever, its repetitions leave one mail, one entry and no silence."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from account_health.ledger import LedgerKey, look_up
from account_health.model.errors import (
    BackendError,
    IncompleteRunError,
    MailThrottledError,
    MailUnknownError,
    StorageDeniedError,
)
from account_health.workflow.close_run import close_run
from account_health.workflow.records import keep_history, read_history
from account_health.workflow.run import run_to_json
from account_health.workflow.send_report import send_report
from tests import builders
from tests.two_recipients import RECIPIENTS, TWO, ready
from tests.world import OPERATOR, WEEKLY, FaultyFolder, Killed, World, remember_what_is_rendered, world

FAULTS = ("before", "after", "killed before", "killed after")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world with one company of two recipients."""
    with world(tmp_path / "store", monkeypatch) as made:
        made.register("acme", TWO)
        yield made


def states(here: World) -> list[str | None]:
    """Return what the ledger says of both recipients."""
    here.storage.at = None
    keys = [LedgerKey(mail="report", period="2026-W48", company="acme", recipient=one) for one in RECIPIENTS]
    entries = [look_up(here.storage, key) for key in keys]
    return [None if entry is None else entry.state.value for entry in entries]


def how_many_calls(folder: Path) -> int:
    """Return how often SendReport touches the storage when all goes well."""
    with pytest.MonkeyPatch.context() as monkeypatch, world(folder, monkeypatch) as calm:
        calm.register("acme", TWO)
        _, event = ready(calm)
        send_report(event, calm.services)
        return len(calm.storage.calls)


@pytest.mark.once
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_every_call_of_the_storage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """For each call that the step makes: it fails there, is repeated, and nobody gets two mails or a silent none."""
    remember_what_is_rendered(monkeypatch)
    calls = how_many_calls(tmp_path / "calm")
    assert calls > 15
    for position in range(1, calls + 1):
        with world(tmp_path / f"{position}", monkeypatch) as here:
            here.register("acme", TWO)
            _, event = ready(here)
            here.storage.at, here.storage.fault = position, fault
            here.repeat(send_report, event)
            here.storage.at = None
            told = states(here)
            for recipient, state in zip(RECIPIENTS, told, strict=True):
                sent = here.outbox.recipients.count(recipient)
                assert sent <= 1, (position, here.storage.calls[position - 1])
                assert state in {"SENT", "CLAIMED", "UNKNOWN"}, (position, here.storage.calls[position - 1])
                if state == "SENT":
                    assert sent == 1
            entries = read_history(here.storage, "acme").entries
            assert [entry.run for entry in entries] == ["weekly-2026-W48"]
            if told == ["SENT", "SENT"]:
                assert close_run({"run": event["run"]}, here.services)["companies_missing"] == 0
            else:
                with pytest.raises(IncompleteRunError, match="acme"):
                    close_run({"run": event["run"]}, here.services)


@pytest.mark.parametrize("answer", [MailUnknownError, Killed])
def test_a_crash_while_sending_stops_no_other_and_rings(here: World, answer: type[BaseException]) -> None:
    """The other recipient gets the mail, in the same try or the next; the doubtful one is asked for once."""
    here.outbox.answers["a@acme.example"] = [answer]
    _, event = ready(here)
    here.repeat(send_report, event)
    assert here.outbox.asked.count("a@acme.example") == 1
    assert here.outbox.recipients == ["b@acme.example"]
    with pytest.raises(IncompleteRunError, match="acme"):
        close_run({"run": event["run"]}, here.services)


def test_a_ledger_that_refuses_one_recipient_stops_no_other(here: World) -> None:
    """The other gets the mail, the step fails so that it is repeated, and the run's end names the company."""
    _, event = ready(here)
    first = LedgerKey(mail="report", period="2026-W48", company="acme", recipient="a@acme.example").path

    class Refusing(FaultyFolder):
        def create(self, key: str, body: bytes) -> str:
            if key == first:
                raise StorageDeniedError("no")
            return super().create(key, body)

    services = replace(here.services, storage=Refusing(here.storage._folder))  # noqa: SLF001 - the same folder
    for _ in range(2):
        with pytest.raises(BackendError, match="could not be claimed"):
            send_report(event, services)
    assert here.outbox.recipients == ["b@acme.example"]
    with pytest.raises(IncompleteRunError, match=r"acme \(not sent\)"):
        close_run({"run": event["run"]}, here.services)


def test_objects_that_were_spoilt_are_told_and_not_trusted(here: World) -> None:
    """A ledger entry and a company file that no step wrote end as a line in the operator's mail, where they are read."""
    here.register("zett")
    run, event = ready(here)
    send_report(event, here.services)
    here.storage.write(f"runs/_plans/{run.id}.outcomes/acme.json", b"{}")
    key = LedgerKey(mail="report", period="2026-W48", company="acme", recipient="a@acme.example").path
    here.storage.write(key, b"spoilt")
    with pytest.raises(IncompleteRunError, match=r"acme \(UNKNOWN\), zett \(NoReport\)"):
        close_run({"run": event["run"]}, here.services)
    (told,) = [mail for mail in here.outbox.sent if mail.recipient == OPERATOR]
    assert b"is no entry of a ledger" in told.raw.replace(b"=\r\n", b"")
    here.storage.write(f"runs/acme/{run.id}/company.json", b"{}")
    with pytest.raises(IncompleteRunError, match=r"acme \(BrokenFileError\)"):
        close_run({"run": event["run"]}, here.services)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("due.json", b"{"),
        ("due.json", b'[{"recipient": "a@acme.example"}]'),
        ("report.json", b"{}"),
        ("report.json", b"\xff"),
        ("error.json", b"[]"),
    ],
)
def test_a_spoilt_file_of_one_company_ends_the_run_for_no_other(here: World, name: str, body: bytes) -> None:
    """The end of the run names the company and its folder, and counts and mails for all the others."""
    here.register("zett")
    here.run(WEEKLY)
    here.outbox.sent.clear()
    here.storage.write(f"runs/acme/weekly-2026-W48/{name}", body)
    plans = "runs/_plans/weekly-2026-W48.o"
    for key in [*here.storage.keys("ledger/operator/"), *here.storage.keys(plans)]:
        (here.storage._folder / key).unlink()  # noqa: SLF001 - as if the run had not ended yet, nor SendReport
    with pytest.raises(IncompleteRunError, match=r"not sent: acme \(BrokenFileError\)\. "):
        close_run({"run": run_to_json(here.named(WEEKLY))}, here.services)
    (told,) = here.outbox.sent
    assert b"runs/acme/weekly-2026-W48/ holds a file" in told.raw.replace(b"=\r\n", b"")
    assert here.counted[-1]["companies"] == 2


def test_a_comment_from_the_end_of_the_calendar_takes_no_report_along(here: World) -> None:
    """A platform's last possible moment is past the calendar's end in the reader's zone; the mails go out."""
    last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    complaint = replace(builders.comment(1, 3, "Das Brot war hart und die Bedienung unfreundlich."), at=last)
    here.platform.does["acme/blog"] = lambda look: replace(
        builders.snapshot(comments=builders.conversation(complaint)),
        account=look.account.id,
        url=look.account.url,
        taken_at=look.now,
    )
    here.run(WEEKLY)
    assert here.outbox.recipients == sorted([*RECIPIENTS, OPERATOR])


def test_endless_throttling_ends_visibly(here: World) -> None:
    """When every repetition is refused for the pace, the mail is RETRYABLE and the run says so."""
    here.outbox.answers["a@acme.example"] = [MailThrottledError] * 9
    _, event = ready(here)
    assert here.repeat(send_report, event) is None
    assert states(here) == ["RETRYABLE", "SENT"]
    with pytest.raises(IncompleteRunError, match=r"acme \(RETRYABLE\)"):
        close_run({"run": event["run"]}, here.services)


def test_the_same_step_many_times_at_once(here: World) -> None:
    """Eight duplicates of one invocation: each recipient gets one mail, the history one entry."""
    _, event = ready(here)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: here.repeat(send_report, event), range(8)))
    assert here.outbox.recipients == list(RECIPIENTS)
    assert states(here) == ["SENT", "SENT"]
    assert len(read_history(here.storage, "acme").entries) == 1


def test_runs_that_overlap_lose_nothing_of_each_other(here: World, tmp_path: Path) -> None:
    """Histories of eight weeks written at the same time are all there afterwards."""
    _, event = ready(here)
    send_report(event, here.services)
    history = read_history(here.storage, "acme")
    (entry,) = history.entries
    weeks = [
        replace(history, entries=(replace(entry, run=f"weekly-2026-W{week}", week=f"2026-W{week}"),))
        for week in range(30, 38)
    ]
    plain = FaultyFolder(tmp_path / "store")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda one: keep_history(plain, "acme", one), weeks))
    runs = {entry.run for entry in read_history(here.storage, "acme").entries}
    assert runs == {"weekly-2026-W48", *(f"weekly-2026-W{week}" for week in range(30, 38))}
