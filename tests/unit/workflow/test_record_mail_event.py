"""What SES tells of a mail is kept once, without addresses, and stops whoever cannot or will not be reached."""

import copy
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from account_health.ledger import address_hash, suppression_of
from account_health.model.errors import BackendError, UsageError
from account_health.workflow.record_mail_event import record_mail_event
from tests.template import ROOT
from tests.world import Killed, World, world

ADDRESS = "nobody@stadtbaeckerei.example"
EXAMPLE: Any = json.loads((ROOT / "events/record_mail_event.json").read_text("utf-8"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world."""
    with world(tmp_path / "store", monkeypatch) as made:
        yield made


def event(kind: str, own: dict[str, object] | None = None, **changes: object) -> Any:
    """Return an event of SES: the example with another kind, and with what that kind tells."""
    made = copy.deepcopy(EXAMPLE)
    del made["detail"]["bounce"]
    names = {"DeliveryDelay": "deliveryDelay", "Rendering Failure": "failure", "RenderingFailure": "failure"}
    made["detail"]["eventType"] = kind
    made["detail"][names.get(kind, kind.lower())] = {"timestamp": "2026-11-23T07:02:00.000Z", **(own or {})}
    return {**made, **changes}


def bounced(kind: str, status: str) -> dict[str, object]:
    """Return what SES tells of a bounce with the status of the other server."""
    reported = {
        "action": "failed",
        "status": status,
        "emailAddress": ADDRESS,
        "diagnosticCode": "smtp; 550 x",
    }
    return {"bounceType": kind, "bounceSubType": "General", "bouncedRecipients": [reported]}


def kept(here: World) -> list[Any]:
    """Return every event that is kept."""
    keys = [key for key in here.storage.keys("ledger/events/") if "/suppressed/" not in key]
    return [here.json(key) for key in keys]


def test_bounce_is_kept_by_its_mail_without_the_address(here: World) -> None:
    """What is needed to settle and to explain, SES's own words, and a hash instead of the address."""
    assert record_mail_event(EXAMPLE, here.services) == {"recorded": True}
    assert kept(here) == [
        {
            "id": "1e9e8b0c-6f0a-4d0e-9a63-0d6a4c1f2b3d",
            "kind": "Bounce",
            "at": "2026-11-23T07:01:08Z",
            "tag": "5f0c0e7d2b1a4c3d9e8f7a6b5c4d3e2f",
            "attempt": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "mail": "report",
            "period": "2026-W48",
            "company": "stadtbaeckerei",
            "recipient": address_hash(ADDRESS),
            "message_id": "0107019a00000001-1a2b3c4d-0000-4000-8000-000000000000-000000",
            "detail": "Permanent/NoEmail",
            "action": "failed",
            "status": "5.1.1",
        }
    ]
    files = here.storage._folder.rglob("*.json")  # noqa: SLF001 - every byte that was kept
    stored = b"".join(path.read_bytes() for path in files)
    for foreign in (b"nobody@", b"user unknown", b"Eine Frage wartet"):
        assert foreign not in stored


@pytest.mark.parametrize(
    ("kind", "own", "stops", "rings"),
    [
        ("Send", {}, False, False),
        ("Delivery", {"smtpResponse": "250 ok"}, False, False),
        ("DeliveryDelay", {"delayType": "MailboxFull"}, False, False),
        ("Bounce", {"bounceType": "Permanent", "bounceSubType": "General"}, True, True),
        ("Bounce", {"bounceType": "Permanent", "bounceSubType": "OnAccountSuppressionList"}, True, True),
        ("Bounce", {"bounceType": "Transient", "bounceSubType": "MailboxFull"}, False, True),
        ("Bounce", {"bounceType": "Transient", "bounceSubType": "General"}, False, False),
        ("Bounce", {"bounceType": "Undetermined", "bounceSubType": "Undetermined"}, False, True),
        ("Bounce", bounced("Transient", "5.4.4"), True, True),
        ("Bounce", bounced("Transient", "5.1.2"), True, True),
        ("Bounce", bounced("Permanent", "5.1.10"), True, True),
        ("Bounce", bounced("Permanent", "5.1.7"), False, True),
        ("Bounce", bounced("Permanent", "5.1.8"), False, True),
        ("Bounce", bounced("Permanent", "5.7.515"), False, True),
        ("Bounce", bounced("Permanent", "5.7.1"), False, True),
        ("Bounce", bounced("Transient", "5.7.26"), False, True),
        ("Bounce", bounced("Permanent", "5.2.1"), True, True),
        ("Bounce", bounced("Transient", "5.2.2"), False, True),
        ("Bounce", bounced("Transient", "4.4.7"), False, True),
        ("Bounce", bounced("Permanent", "no status"), True, True),
        ("Bounce", bounced("Transient", ""), False, True),
        (
            "Bounce",
            {"bounceType": "Transient", "bounceSubType": "General", "bouncedRecipients": [{}]},
            False,
            False,
        ),
        ("Complaint", {"complaintFeedbackType": "abuse"}, True, True),
        ("Complaint", {"complaintSubType": None}, True, True),
        ("Complaint", {"complaintFeedbackType": "not-spam"}, False, False),
        ("Reject", {"reason": "Bad content"}, False, True),
        ("RenderingFailure", {}, False, True),
        ("Rendering Failure", {"errorMessage": "nobody@stadtbaeckerei.example"}, False, True),
    ],
)
def test_each_kind_stops_and_rings_as_it_should(
    here: World,
    kind: str,
    own: dict[str, object],
    *,
    stops: bool,
    rings: bool,
) -> None:
    """What is wrong with the address stops it, a refusal of the sender does not; only an absence is silent."""
    assert record_mail_event(event(kind, own), here.services) == {"recorded": True}
    assert [one["kind"] for one in kept(here)] == [kind.replace(" ", "")]
    assert (suppression_of(here.storage, ADDRESS) is not None) is stops
    assert here.counted == [{"mail_events": 1, "mails_undelivered": int(rings)}]


def test_of_several_that_bounced_the_one_that_we_wrote_to_counts(here: World) -> None:
    """A mailbox passes its mail on: whoever is gone there says nothing of the address that is registered."""
    onward = {"action": "failed", "status": "5.1.1", "emailAddress": "elsewhere@other.example"}
    ours = {"action": "failed", "status": "5.7.1", "emailAddress": f"Chefin <{ADDRESS.upper()}>"}
    told: dict[str, object] = {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "bouncedRecipients": [onward, ours],
    }
    record_mail_event(event("Bounce", told), here.services)
    assert [one["status"] for one in kept(here)] == ["5.7.1"]
    assert suppression_of(here.storage, ADDRESS) is None
    record_mail_event(event("Bounce", {**told, "bouncedRecipients": [onward]}, id="e-2"), here.services)
    assert [one["status"] for one in kept(here)] == ["5.7.1", "5.1.1"]


def test_what_rings_is_named_in_the_log_and_nobodys_address_is(
    here: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever hears the alarm finds company, period and kind of mail there."""
    with caplog.at_level(logging.INFO):
        record_mail_event(EXAMPLE, here.services)
        record_mail_event(event("Delivery"), here.services)
    [said] = caplog.messages
    assert said == (
        "Bounce Permanent/NoEmail 5.1.1: mail report of stadtbaeckerei for 2026-W48."
        " No mail can reach the address: correct it in the registry file."
    )


def test_event_that_comes_ten_times_is_kept_once(here: World) -> None:
    """EventBridge and Lambda deliver at least once."""
    for _ in range(10):
        record_mail_event(EXAMPLE, here.services)
    assert len(kept(here)) == 1
    assert len(list(here.storage.keys("ledger/events/"))) == 2


@pytest.mark.parametrize(
    "foreign",
    [
        {},
        {"source": "aws.s3", "detail": {}},
        event("Send", source="my.app"),
        event("Send", detail={"eventType": "Send", "mail": {"tags": {"ses:configuration-set": ["x"]}}}),
        event("Send", detail={"eventType": "Send", "mail": {}}),
    ],
)
def test_event_that_is_not_ours_is_only_counted(here: World, foreign: Any) -> None:
    """Somebody else's mail leaves no trace but a number."""
    assert record_mail_event(foreign, here.services) == {"recorded": False}
    assert list(here.storage.keys("")) == []
    assert here.counted == [{"mail_events_ignored": 1}]


def broken() -> Iterator[Any]:
    """Yield events of ours that SES would not make."""
    for path in (
        ("detail", "eventType"),
        ("detail", "mail", "destination"),
        ("detail", "mail", "messageId"),
        ("detail", "mail", "tags", "attempt"),
        ("id",),
    ):
        made = event("Send")
        *folders, name = path
        part = made
        for folder in folders:
            part = part[folder]
        part[name] = "../../CANARY@"
        yield made
    for ledger in ([], ["a", "b"], ["../x"], "", None, [7]):
        made = event("Send")
        made["detail"]["mail"]["tags"]["ledger"] = ledger
        yield made
    for timestamp in ("yesterday", "2026-11-23T07:02:00"):
        yield event("Send", {"timestamp": timestamp})


@pytest.mark.parametrize("made", tuple(broken()))
def test_event_of_ours_that_cannot_be_read_is_an_error_that_quotes_nothing(here: World, made: Any) -> None:
    """It goes to the queue that rings: what SES tells of our mail is never dropped in silence."""
    with pytest.raises(UsageError, match=r"events/record_mail_event\.json") as caught:
        record_mail_event(made, here.services)
    assert "CANARY" not in str(caught.value)
    assert caught.value.__suppress_context__
    assert list(here.storage.keys("")) == []


@pytest.mark.parametrize("fault", ["before", "after", "killed before", "killed after"])
def test_a_fault_at_every_call_is_healed_by_the_repeat(here: World, fault: str) -> None:
    """Wherever it fails, the event comes again, and then both the event and the stop are there, once."""
    record_mail_event(EXAMPLE, here.services)
    calls = len(here.storage.calls)
    expected = {key: here.json(key) for key in here.storage.keys("ledger/")}
    for position in range(1, calls + 1):
        for path in here.storage._folder.rglob("*.json"):  # noqa: SLF001 - an empty store for each position
            path.unlink()
        here.storage.calls.clear()
        here.storage.at, here.storage.fault = position, fault
        for _ in range(3):
            try:
                record_mail_event(EXAMPLE, here.services)
            except (BackendError, Killed):
                continue
            break
        here.storage.at = None
        assert {key: here.json(key) for key in here.storage.keys("ledger/")} == expected
    assert calls >= 3
