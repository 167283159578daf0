"""A ledger that somebody else wrote into: the real steps on S3 never send twice, never call a doubt sent, and always ring."""

import json
from collections.abc import Iterator
from typing import Any

import boto3  # noqa: TID251 - plays whoever may write into the bucket
import pytest

from account_health.ledger import LedgerKey, address_hash
from tests import ses, small_sites
from tests.aws import Cloud, deployed
from tests.damaged_ledger import BEYOND, DEEP, damaged_entries
from tests.simulator.gateway import Gateway
from tests.template import BUCKET, GIVEN

OPERATOR = GIVEN["OperatorEmail"]
MONDAY = {"kind": "weekly", "scheduled_time": "2026-11-23T06:00:00Z"}
HOST = "www.cafe.example"
CAFE, COOK = f"owner@{HOST}", f"cook@{HOST}"
KEY = LedgerKey(mail="report", period="2026-W48", company="cafe", recipient=CAFE)
ONE_OF_EACH = (
    "truncated",
    "no text",
    "nested history",
    "an endless number",
    "no state",
    "a number as attempt",
    "a history beyond the calendar",
    "a huge reason",
)
FOLDER = "ledger/report/2026-W48/cafe/"
EVENTS = f"ledger/events/{KEY.tag}/"


class Doubt:
    """A company of two readers: of the mail to CAFE nobody knows whether it left, the one to COOK was sent."""

    def __init__(self, cloud: Cloud, post_office: ses.Ses) -> None:
        self.cloud, self.post_office = cloud, post_office
        run = cloud.call("start_audit", MONDAY)["execution"]
        plan = cloud.wait(run)
        assert plan["status"] == "FAILED"
        [self.event] = [event for step, event in cloud.calls if step == "send_report"]
        self.entry: dict[str, Any] = json.loads(cloud.get(KEY.path) or b"")
        assert self.entry["state"] == "UNKNOWN"

    def put(self, key: str, body: bytes) -> None:
        """Write an object."""
        boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=body)

    def again(self) -> None:
        """Put back what the run has left."""
        for key in [*self.cloud.keys(FOLDER), *self.cloud.keys("ledger/events/")]:
            if key not in {KEY.path, KEY.path.replace(address_hash(CAFE), address_hash(COOK))}:
                boto3.client("s3").delete_object(Bucket=BUCKET, Key=key)
        self.put(KEY.path, json.dumps(self.entry).encode())

    def told(self, **changes: object) -> bytes:
        """Return an event as the recorder keeps it: of SES's having sent the mail, unless changed."""
        event = {
            "id": "1",
            "kind": "Send",
            "at": "2026-11-23T06:05:00Z",
            "tag": KEY.tag,
            "attempt": self.entry["attempt_id"],
            "mail": "report",
            "period": "2026-W48",
            "company": "cafe",
            "recipient": address_hash(CAFE),
            "message_id": "ses-knows",
            "detail": None,
        }
        return json.dumps(event | changes).encode()

    def settle(self) -> str:
        """Run SettleReport; return its state."""
        return str(self.cloud.call("settle_report", self.event)["state"])

    def holds(self, case: str) -> None:
        """Check that the doubt stands: it rings at every step, and nothing asks SES again."""
        assert self.settle() == "unsettled", case
        assert self.cloud.call("send_report", self.event) == {"state": "unsettled"}, case
        assert self.settle() == "unsettled", case
        with pytest.raises(AssertionError, match=r"IncompleteRunError.*cafe \(UNKNOWN\)"):
            self.cloud.call("close_run", {"run": self.event["run"]})
        assert len(self.post_office.asked(CAFE)) == 1, case
        assert len(self.post_office.asked(COOK)) == 1, case


@pytest.fixture
def doubt(monkeypatch: pytest.MonkeyPatch) -> Iterator[Doubt]:
    """Give the company with a mail in doubt."""
    with Gateway() as gateway, deployed(monkeypatch, gateway.url) as cloud:
        gateway.add(HOST, small_sites.bakery(HOST, "Cafe"))
        registered = small_sites.registry_file("Cafe", HOST, CAFE)
        cloud.put("registry/cafe.toml", registered.replace(f'["{CAFE}"]', f'["{CAFE}", "{COOK}"]'))
        post_office = ses.Ses()
        post_office.listen()
        post_office.does[CAFE] = ses.times_out
        yield Doubt(cloud, post_office)


def test_whatever_lies_in_the_entrys_place_is_a_doubt_and_no_mail(doubt: Doubt) -> None:
    """Also where SES's own word for the attempt lies beside it: what was tried before is not known.

    One of each way to be no entry; `tests/unit/ledger/test_damaged.py` reads them all.
    """
    bodies = damaged_entries(doubt.entry)
    for case in ONE_OF_EACH:
        body = bodies[case]
        doubt.again()
        doubt.put(KEY.path, body)
        doubt.put(f"{EVENTS}nameless.json", doubt.told(attempt=""))
        doubt.put(f"{EVENTS}refused.json", doubt.told(attempt="", kind="Reject"))
        doubt.holds(case)


def test_a_refusal_does_not_hide_an_earlier_attempt_that_may_have_left(doubt: Doubt) -> None:
    """Nothing goes on from it, and the run's end rings."""
    doubt.put(KEY.path, json.dumps({**doubt.entry, "state": "FAILED", "history": [doubt.entry]}).encode())
    doubt.settle()
    doubt.cloud.call("send_report", doubt.event)
    with pytest.raises(AssertionError, match=r"IncompleteRunError.*cafe \(FAILED\)"):
        doubt.cloud.call("close_run", {"run": doubt.event["run"]})
    assert len(doubt.post_office.asked(CAFE)) == 1


def test_what_proves_nothing_settles_nothing(doubt: Doubt) -> None:
    """Events that are none, of another attempt, and of another company's mail in the wrong folder."""
    for case, body in {
        "nested": DEEP,
        "a number as message": doubt.told(message_id=5),
        "a time beyond the calendar": doubt.told(at=BEYOND),
        "another attempt": doubt.told(attempt="another"),
        "another attempt refused": doubt.told(attempt="another", kind="Reject"),
        "another company's refusal": doubt.told(tag="0" * 32, company="bakery", kind="Reject"),
    }.items():
        doubt.again()
        doubt.put(f"{EVENTS}1.json", body)
        doubt.holds(case)


def test_foreign_objects_ring_and_hide_no_word_of_ses(doubt: Doubt) -> None:
    """The mail in doubt is settled by its event, and what does not belong there goes on ringing."""
    for name in ("", "notes.txt", "copy/of.json", f"{address_hash(CAFE)}.json.bak"):
        doubt.again()
        doubt.put(f"{FOLDER}{name}", b"")
        doubt.put(f"{EVENTS}{name}", b"")
        doubt.put(f"{EVENTS}1.json", doubt.told())
        assert doubt.settle() == "unsettled", name
        settled = json.loads(doubt.cloud.get(KEY.path) or b"")
        assert (settled["state"], settled["message_id"]) == ("SENT", "ses-knows"), name
        assert doubt.cloud.call("send_report", doubt.event) == {"state": "settled"}, name
    assert len(doubt.post_office.asked(CAFE)) == 1


def test_an_entry_that_cannot_be_read_keeps_no_other_from_being_settled(
    doubt: Doubt, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The step fails, which rings, and the mail that SES told of is settled all the same."""
    doubt.put(f"{EVENTS}1.json", doubt.told())
    denied = KEY.path.replace(address_hash(CAFE), "0" * 32)
    doubt.put(denied, b"{}")
    from account_health.model.errors import StorageDeniedError  # noqa: PLC0415 - as above
    from account_health.storage.aws import S3Storage  # noqa: PLC0415 - its method is replaced for this test alone

    real = S3Storage.read

    def read(self: S3Storage, key: str) -> Any:
        if key == denied:
            raise StorageDeniedError("no")
        return real(self, key)

    monkeypatch.setattr(S3Storage, "read", read)
    with pytest.raises(AssertionError, match="StorageDeniedError"):
        doubt.settle()
    assert json.loads(doubt.cloud.get(KEY.path) or b"")["state"] == "SENT"


def test_steps_own_files_that_are_damaged_ring_and_stop_no_other_company(doubt: Doubt) -> None:
    """What the run owes and what it said, in any state: the end of the run names the company."""
    folder = "runs/cafe/weekly-2026-W48/"
    for name in ("due.json", "report.json", "company.json", "error.json"):
        kept = doubt.cloud.get(folder + name)
        for body in (b"", b"5", b"[5]", DEEP, b"[" + b"1" * 10_000 + b"]", b'{"error": 5}'):
            doubt.put(folder + name, body)
            with pytest.raises(AssertionError, match=r"IncompleteRunError.*cafe \("):
                doubt.cloud.call("close_run", {"run": doubt.event["run"]})
        if kept is None:
            boto3.client("s3").delete_object(Bucket=BUCKET, Key=folder + name)
        else:
            doubt.put(folder + name, kept)
    assert len(doubt.post_office.asked(OPERATOR)) == 1
