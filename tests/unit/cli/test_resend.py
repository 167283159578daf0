"""`account-health resend`: one person sends one frozen mail again, knowing what happened before."""

import email
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3  # noqa: TID251 - fills the bucket, as a stack would have
import pytest
from moto import mock_aws

from account_health.cli import main
from account_health.ledger import LedgerKey, Suppression, address_hash, suppress, suppression_of
from account_health.model.errors import IncompleteRunError, MailUnknownError
from tests.ses import Ses, answers, times_out
from tests.world import WEEKLY, World, world

OWNER = "owner@acme.example"
KEY = LedgerKey(mail="report", period="2026-W48", company="acme", recipient=OWNER)
FROZEN = f"runs/acme/weekly-2026-W48/mails/{address_hash(OWNER)}.eml"
ASK = ["resend", "acme", "2026-W48", OWNER]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world in which acme got its report of week 48."""
    with world(tmp_path / "store", monkeypatch) as made:
        made.register("acme")
        made.register("zett")
        made.run(WEEKLY)
        yield made


def store(here: World) -> Path:
    """Return the folder."""
    return here.storage._folder  # noqa: SLF001 - the folder that the command is pointed to


def resend(here: World, *words: str) -> int:
    """Call the command."""
    return main([*words], {"ACCOUNT_HEALTH_STORE": str(store(here))})


def outbox(here: World) -> list[bytes]:
    """Return what the command sent."""
    return [path.read_bytes() for path in sorted(store(here).glob("outbox/*.eml"))]


def test_without_yes_it_says_what_is_known_and_sends_nothing(
    here: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """State, when, to whom, which bytes; the exit code says that it is not done."""
    before = here.json(KEY.path)
    assert resend(here, *ASK) == 2
    told = capsys.readouterr()
    assert f"report of acme for 2026-W48 to {OWNER}" in told.out
    assert f"frozen: {FROZEN}" in told.out
    assert "from reports@agency.example" in told.out
    assert "ledger: SENT at 2026-11-23 07:00 UTC, message id message-1" in told.out
    assert told.err == "Nothing was sent. Add --yes to send it again.\n"
    assert outbox(here) == []
    assert here.json(KEY.path) == before


def test_an_address_may_be_copied_from_the_overview(here: World, capsys: pytest.CaptureFixture[str]) -> None:
    """The marks that keep mail programs from linking it are no part of the address."""
    copied = OWNER.replace("@", "@\N{ZERO WIDTH SPACE}").replace(".", ".\N{ZERO WIDTH SPACE}")
    assert resend(here, "resend", "acme", "2026-W48", f"{copied} ") == 2
    assert f"report of acme for 2026-W48 to {OWNER}" in capsys.readouterr().out


def test_with_yes_the_frozen_bytes_go_out_and_the_first_entry_is_kept(
    here: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the byte what lies there, whatever was rendered since; the history has both attempts."""
    first = here.json(KEY.path)
    assert resend(here, *ASK, "--yes") == 0
    assert outbox(here) == [(store(here) / FROZEN).read_bytes()]
    entry = here.json(KEY.path)
    assert entry["state"] == "SENT"
    assert entry["attempt_id"] != first["attempt_id"]
    assert entry["history"] == [first]
    assert f"Sent again, message id {entry['message_id']}." in capsys.readouterr().out
    assert resend(here, *ASK) == 2
    assert "before: SENT at 2026-11-23 07:00 UTC, message id message-1" in capsys.readouterr().out


def test_the_mail_that_was_sent_is_sent_again_and_not_a_later_one(here: World) -> None:
    """A repeat of the week froze other bytes and sent none of them."""
    here.register("broken", "[")
    with pytest.raises(IncompleteRunError):
        here.run({**WEEKLY, "repeat": 2})
    later = FROZEN.replace("weekly-2026-W48", "weekly-2026-W48-r2")
    changed = (store(here) / later).read_bytes().replace(b"Subject:", b"Subject: later")
    here.storage.write(later, changed)
    assert resend(here, *ASK, "--yes") == 0
    assert outbox(here) == [(store(here) / FROZEN).read_bytes()]


def test_mail_that_was_never_handed_over_is_the_last_runs(
    here: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the ledger knows of none, the newest frozen mail of the period counts: the tenth repeat after the second."""
    (store(here) / KEY.path).unlink()
    frozen = (store(here) / FROZEN).read_bytes()
    for repeat in ("r2", "r10"):
        path = FROZEN.replace("weekly-2026-W48", f"weekly-2026-W48-{repeat}")
        here.storage.write(path, frozen.replace(b"Subject:", f"Subject: {repeat}".encode()))
    assert resend(here, *ASK, "--yes") == 0
    assert b"Subject: r10" in outbox(here)[0]
    assert "ledger: never handed over" in capsys.readouterr().out
    assert here.json(KEY.path)["state"] == "SENT"


def test_address_that_bounced_is_mailed_again_from_then_on(
    here: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """The decision lifts it, and the person hears of the list that SES keeps itself."""
    since = datetime(2026, 11, 16, tzinfo=UTC)
    why = Suppression(since=since, why="Bounce Permanent/NoEmail", event="e")
    suppress(here.storage, address_hash(OWNER), why)
    assert resend(here, *ASK) == 2
    told = capsys.readouterr().out
    assert "not mailed since 2026-11-16 (Bounce Permanent/NoEmail)" in told
    assert f"aws sesv2 delete-suppressed-destination --email-address {OWNER}" in told
    assert suppression_of(here.storage, OWNER) == why
    assert resend(here, *ASK, "--yes") == 0
    assert suppression_of(here.storage, OWNER) is None
    assert len(outbox(here)) == 1


@pytest.mark.parametrize("kind", ["tasks", "alert"])
def test_mail_that_was_withheld_is_noted_as_what_it_is(here: World, kind: str) -> None:
    """A repeated run asks the ledger for that kind of mail, and would else send it once more."""
    path = FROZEN.replace("mails/", f"mails/{kind}/")
    here.storage.write(path, (store(here) / FROZEN).read_bytes())
    (store(here) / FROZEN).unlink()
    (store(here) / KEY.path).unlink()
    assert resend(here, *ASK, "--yes") == 0
    own = LedgerKey(mail=kind, period=KEY.period, company=KEY.company, recipient=OWNER)
    assert here.json(own.path)["state"] == "SENT"
    assert list(here.storage.keys("ledger/report/2026-W48/acme/")) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["acne", "2026-W48", OWNER],
            "Nothing was mailed for the company 'acne'. Registered are: acme, zett.",
        ),
        (["../acme", "2026-W48", OWNER], "Nothing was mailed for the company '../acme'."),
        (["acme", "2026-W49", OWNER], "acme has no mail of the period '2026-W49'. There are: 2026-W48."),
        (
            ["acme", "2026-W48", "somebody@acme.example"],
            "acme has no mail to 'somebody@acme.example' for 2026-W48. There are mails to: owner@acme.example.",
        ),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(
    here: World, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip sends nothing and costs one look."""
    assert resend(here, "resend", *words, "--yes") == 2
    assert sentence in capsys.readouterr().err
    assert outbox(here) == []


def test_run_by_hand_has_its_own_period(here: World, capsys: pytest.CaptureFixture[str]) -> None:
    """Its name is the period, as in the ledger."""
    here.run({"company": "acme", "mail": "company"})
    run = here.named({"company": "acme", "mail": "company"}).id
    assert resend(here, "resend", "acme", run, OWNER, "--yes") == 0
    assert f"for {run} to" in capsys.readouterr().out


def test_place_that_is_not_named_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The variable and both of its forms."""
    assert main(ASK, {}) == 2
    assert "ACCOUNT_HEALTH_STORE is not set. It names the storage" in capsys.readouterr().err


# --- on AWS ---------------------------------------------------------------------------------------

BUCKET = {"ACCOUNT_HEALTH_STORE": "s3://bucket", "ACCOUNT_HEALTH_CONFIGURATION_SET": "stack-reports"}


@pytest.fixture
def on_aws(here: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ses]:
    """Put what the world has into a bucket, and stand in for SES."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    with mock_aws():
        boto3.setup_default_session(region_name="eu-central-1")
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        for key in here.storage.keys(""):
            s3.put_object(Bucket="bucket", Key=key, Body=(store(here) / key).read_bytes())
        boto3.client("sesv2").create_email_identity(EmailIdentity="reports@agency.example")
        post_office = Ses()
        post_office.listen()
        yield post_office
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


def on_record() -> Any:
    """Return the ledger's entry."""
    return json.loads(boto3.client("s3").get_object(Bucket="bucket", Key=KEY.path)["Body"].read())


def test_on_aws_it_goes_through_ses_with_its_tags(on_aws: Ses) -> None:
    """As the function sends: sender, configuration set, and tags by which SES's events find the new attempt."""
    assert main([*ASK, "--yes"], BUCKET) == 0
    [request] = on_aws.asked(OWNER)
    assert request["FromEmailAddress"] == "reports@agency.example"
    assert request["ConfigurationSetName"] == "stack-reports"
    tags = {tag["Name"]: tag["Value"] for tag in request["EmailTags"]}
    assert (tags["ledger"], tags["attempt"]) == (KEY.tag, on_record()["attempt_id"])


def test_on_aws_the_configuration_set_has_to_be_named(
    on_aws: Ses, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it nobody would hear of a bounce; the sentence says where its name stands."""
    assert main([*ASK, "--yes"], {"ACCOUNT_HEALTH_STORE": "s3://bucket"}) == 2
    told = capsys.readouterr().err
    assert "ACCOUNT_HEALTH_CONFIGURATION_SET is not set" in told
    assert "MailConfigurationName" in told
    assert on_aws.requests == []


def test_what_ses_refuses_or_leaves_open_is_told_and_misleads_no_run(
    on_aws: Ses, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first entry stays as it was; both tries stand in its history."""
    on_aws.does[OWNER] = answers(400, "SendingPausedException")
    assert main([*ASK, "--yes"], BUCKET) == 2
    assert "It was not sent: SES refused the mail (SendingPausedException)" in capsys.readouterr().err
    on_aws.does[OWNER] = times_out
    assert main([*ASK, "--yes"], BUCKET) == 2
    assert "Nobody knows whether it was sent: SES gave no answer" in capsys.readouterr().err
    assert len(on_aws.requests) == 2
    entry = on_record()
    assert (entry["state"], entry["message_id"]) == ("SENT", "message-1")
    assert [one["state"] for one in entry["history"]] == ["FAILED", "UNKNOWN"]


def test_an_address_on_the_list_of_ses_is_not_sent_to(
    on_aws: Ses, capsys: pytest.CaptureFixture[str]
) -> None:
    """SES would take the mail and send nothing: the command stops with what takes the address off that list."""
    on_aws.listed[OWNER] = 200
    assert main([*ASK, "--yes"], BUCKET) == 2
    told = capsys.readouterr().err
    assert f"Nothing was sent: {OWNER} stands on SES's own list" in told
    assert f"aws sesv2 delete-suppressed-destination --email-address {OWNER}" in told
    assert on_aws.requests == []


def test_who_may_not_ask_for_that_list_can_send_all_the_same(on_aws: Ses) -> None:
    """Credentials that may send and not read the list stop nobody: what SES does then comes back as an event."""
    on_aws.listed[OWNER] = 403
    assert main([*ASK, "--yes"], BUCKET) == 0
    assert len(on_aws.asked(OWNER)) == 1


@pytest.mark.usefixtures("on_aws")
def test_bucket_that_cannot_be_read_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback for a slip in the bucket's name."""
    assert main(ASK, {**BUCKET, "ACCOUNT_HEALTH_STORE": "s3://bucket-of-nobody"}) == 2
    assert "S3 could not list runs/acme/ in the bucket bucket-of-nobody" in capsys.readouterr().err


def test_frozen_mail_of_the_doubtful_is_sent_once_per_decision(here: World) -> None:
    """After a time-out a person decides; the week is green afterwards without another mail."""
    here.outbox.answers[OWNER] = [MailUnknownError]
    with pytest.raises(IncompleteRunError):
        here.run({"kind": "weekly", "period": "2026-W49"})
    assert resend(here, "resend", "acme", "2026-W49", OWNER, "--yes") == 0
    asked = here.outbox.asked.count(OWNER)
    assert here.run({"kind": "weekly", "period": "2026-W49", "repeat": 2})["companies_missing"] == 0
    assert here.outbox.asked.count(OWNER) == asked
    assert email.message_from_bytes(outbox(here)[0])["To"] == OWNER
