"""SendReport, SettleReport and CloseRun together: what nobody knew is settled by what SES tells, or it rings."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from account_health.ledger import (
    LedgerKey,
    MailEvent,
    MailEventKind,
    Suppression,
    address_hash,
    keep_event,
    lift,
    look_up,
    suppress,
)
from account_health.model.errors import (
    IncompleteRunError,
    MailRefusedError,
    MailUnknownError,
)
from account_health.workflow.close_run import close_run
from account_health.workflow.send_report import send_report
from account_health.workflow.settle_report import settle_report
from tests.two_recipients import RECIPIENTS, TWO, ready
from tests.world import NOW, OPERATOR, WEEKLY, Killed, World, world

NEXT_WEEK = {"kind": "weekly", "period": "2026-W49"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world with one company of two recipients."""
    with world(tmp_path / "store", monkeypatch) as made:
        made.register("acme", TWO)
        yield made


def key(recipient: str, period: str = "2026-W48") -> LedgerKey:
    """Return the ledger's key of a recipient's report."""
    return LedgerKey(mail="report", period=period, company="acme", recipient=recipient)


def state(here: World, recipient: str) -> str | None:
    """Return what the ledger says."""
    entry = look_up(here.storage, key(recipient))
    return None if entry is None else entry.state.value


def ses_tells(here: World, kind: MailEventKind, recipient: str) -> None:
    """Record an event about the attempt that the ledger knows."""
    entry = look_up(here.storage, key(recipient))
    assert entry is not None
    event = MailEvent(
        id=f"{kind.value}-{address_hash(recipient)}".replace(" ", "-"),
        kind=kind,
        at=NOW,
        tag=key(recipient).tag,
        attempt=entry.attempt_id,
        mail="report",
        period="2026-W48",
        company="acme",
        recipient=address_hash(recipient),
        message_id="ses-1",
    )
    keep_event(here.storage, event)


def bounced(here: World, recipient: str, why: str = "Bounce Permanent/NoEmail") -> None:
    """Stop mailing an address, since 16 November."""
    since = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
    suppress(here.storage, address_hash(recipient), Suppression(since=since, why=why, event="e"))


def operator_text(here: World) -> tuple[str, str]:
    """Return subject and text of the operator's last mail."""
    mail = [mail for mail in here.outbox.sent if mail.recipient == OPERATOR][-1]
    read = message_from_bytes(mail.raw, policy=policy.default)
    return str(read["Subject"]), read.get_content().replace("\r\n", "\n")


# --- settling -------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [MailUnknownError, Killed])
def test_doubt_that_ses_settles_ends_well(here: World, answer: type[BaseException]) -> None:
    """One request, SES's word for it, and the run is green."""
    here.outbox.answers["a@acme.example"] = [answer]
    _, event = ready(here)
    assert here.repeat(send_report, event) == {"state": "unsettled"}
    ses_tells(here, MailEventKind.SEND, "a@acme.example")
    assert settle_report(event, here.services) == {"state": "settled"}
    assert here.counted == [{"sending_in_doubt": 0}, {"mails_unsettled": 0}]
    assert state(here, "a@acme.example") == "SENT"
    assert close_run({"run": event["run"]}, here.services)["companies_missing"] == 0
    assert here.outbox.asked.count("a@acme.example") == 1


def test_doubt_that_nobody_settles_rings_twice(here: World) -> None:
    """By the count that the alarm watches, and by the run's end, which names the way out."""
    here.outbox.answers["a@acme.example"] = [MailUnknownError]
    _, event = ready(here)
    send_report(event, here.services)
    assert settle_report(event, here.services) == {"state": "unsettled"}
    assert here.counted == [{"sending_in_doubt": 0}, {"mails_unsettled": 1}]
    with pytest.raises(IncompleteRunError, match=r"acme \(UNKNOWN\)"):
        close_run({"run": event["run"]}, here.services)
    _, text = operator_text(here)
    assert "a@acme.example: UNKNOWN (no)" in text
    assert "account-health resend acme 2026-W48 a@acme.example --yes" in text
    assert "b@acme.example:" not in text


def test_mail_that_ses_refused_afterwards_is_failed_and_rings(here: World) -> None:
    """It certainly did not leave: the run is red, and a repeat of the week goes on from it."""
    here.outbox.answers["a@acme.example"] = [MailUnknownError]
    _, event = ready(here)
    send_report(event, here.services)
    ses_tells(here, MailEventKind.REJECT, "a@acme.example")
    assert settle_report(event, here.services) == {"state": "settled"}
    with pytest.raises(IncompleteRunError, match=r"acme \(FAILED\)"):
        close_run({"run": event["run"]}, here.services)
    assert send_report(event, here.services) == {"state": "settled"}
    assert state(here, "a@acme.example") == "SENT"


def test_event_that_comes_late_settles_the_repeat_of_the_week(here: World) -> None:
    """Told after the quarter of an hour, it still saves a person the decision, and the repeat does not wait."""
    here.outbox.answers["a@acme.example"] = [MailUnknownError]
    _, event = ready(here)
    send_report(event, here.services)
    settle_report(event, here.services)
    ses_tells(here, MailEventKind.DELIVERY, "a@acme.example")
    assert send_report(event, here.services) == {"state": "settled"}
    assert here.outbox.asked.count("a@acme.example") == 1
    assert close_run({"run": event["run"]}, here.services)["companies_missing"] == 0


def test_step_that_has_nothing_to_settle_says_so(here: World) -> None:
    """Before any mail, and for a company that was never mailed."""
    _, event = ready(here)
    assert settle_report(event, here.services) == {"state": "settled"}
    assert settle_report({**event, "company": "zett"}, here.services) == {"state": "settled"}


@pytest.mark.parametrize("fault", ["before", "after", "killed before", "killed after"])
def test_a_fault_at_every_call_of_the_settlement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """Wherever the storage fails, the repeat settles, and nothing is sent."""
    positions = range(1, 12)
    reached = 0
    for position in positions:
        with world(tmp_path / f"{position}", monkeypatch) as here:
            here.register("acme", TWO)
            here.outbox.answers = {recipient: [MailUnknownError] for recipient in RECIPIENTS}
            _, event = ready(here)
            send_report(event, here.services)
            for recipient in RECIPIENTS:
                ses_tells(here, MailEventKind.SEND, recipient)
            here.storage.calls.clear()
            here.storage.at, here.storage.fault = position, fault
            assert here.repeat(settle_report, event) == {"state": "settled"}
            reached += len(here.storage.calls) >= position
            here.storage.at = None
            assert [state(here, recipient) for recipient in RECIPIENTS] == ["SENT", "SENT"]
            assert len(here.outbox.asked) == 2
    assert reached >= 6, "two mails are read twice and written once each"


def test_duplicates_of_both_steps_at_once(here: World) -> None:
    """Eight deliveries and eight settlements together: each recipient is asked for once, and all ends settled."""
    here.outbox.answers["a@acme.example"] = [MailUnknownError]
    _, event = ready(here)
    here.repeat(send_report, event)
    ses_tells(here, MailEventKind.SEND, "a@acme.example")
    steps = [send_report, settle_report] * 8
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda step: here.repeat(step, event), steps))
    assert sorted(here.outbox.asked) == list(RECIPIENTS)
    assert [state(here, recipient) for recipient in RECIPIENTS] == ["SENT", "SENT"]


def test_doubt_about_the_operators_own_mail_is_settled_by_the_repeat(here: World) -> None:
    """It belongs to no company, so nobody waits for it: the run is red, and its repeat knows."""
    here.outbox.answers[OPERATOR] = [MailUnknownError]
    with pytest.raises(IncompleteRunError, match=r"the operator's own mail \(UNKNOWN\)"):
        here.run(WEEKLY)
    own = LedgerKey(mail="operator", period="2026-W48", company="_all", recipient=OPERATOR)
    entry = look_up(here.storage, own)
    assert entry is not None
    told = MailEvent(
        id="1",
        kind=MailEventKind.SEND,
        at=NOW,
        tag=own.tag,
        attempt=entry.attempt_id,
        mail="operator",
        period="2026-W48",
        company="_all",
        recipient=address_hash(OPERATOR),
        message_id="ses-1",
    )
    keep_event(here.storage, told)
    assert here.run({**WEEKLY, "repeat": 2})["companies_missing"] == 0
    assert here.outbox.asked.count(OPERATOR) == 1


# --- who is not mailed any more -------------------------------------------------------------------


def test_who_bounced_is_not_mailed_and_the_operator_reads_it(here: World) -> None:
    """The others get theirs, the run is green, and the line says since when and why."""
    bounced(here, "A@acme.example")
    answer = here.run(WEEKLY)
    assert here.outbox.asked == ["b@acme.example", OPERATOR]
    assert (answer["mails_sent"], answer["mails_suppressed"], answer["mails_not_sent"]) == (1, 1, 0)
    assert (answer["companies_missing"], answer["companies_unreached"]) == (0, 0)
    subject, text = operator_text(here)
    assert subject == "1 of 1 reports was sent (weekly-2026-W48)"
    assert "acme: a@acme.example since 2026-11-16 (Bounce Permanent/NoEmail)" in text
    assert "account-health resend COMPANY 2026-W48 ADDRESS --yes" in text
    frozen = here.storage.read(f"runs/acme/weekly-2026-W48/mails/{address_hash('a@acme.example')}.eml")
    assert frozen is not None, "a person can still send it"


def test_an_address_on_the_list_of_ses_has_its_own_cure(here: World) -> None:
    """A resend alone would reach nobody: the operator reads first what takes the address off SES's list."""
    bounced(here, "A@acme.example", "Bounce Permanent/OnAccountSuppressionList 5.1.1")
    here.run(WEEKLY)
    _, text = operator_text(here)
    cure = "aws sesv2 delete-suppressed-destination --email-address a@acme.example"
    assert text.index(cure) < text.index("account-health resend COMPANY")


def test_the_operator_is_written_to_in_his_own_language(here: World) -> None:
    """In German every sentence is German, and only commands, names and SES's words stay as they are."""
    settings = replace(here.services.settings, operator_language="de")
    here.services = replace(here.services, settings=settings)
    bounced(here, "A@acme.example")
    here.run(WEEKLY)
    subject, text = operator_text(here)
    assert subject == "1 von 1 Berichten wurde verschickt (weekly-2026-W48)"
    assert "acme: a@acme.example seit 2026-11-16 (Bounce Permanent/NoEmail)" in text
    assert "account-health resend COMPANY 2026-W48 ADDRESS --yes" in text
    assert "Firmen ohne verschickte Mail: 0" in text
    for word in (" the ", "mail came", "sent"):
        assert word not in text


def test_company_that_nobody_reads_of_is_told_as_not_reached(here: World) -> None:
    """No silent loss: the subject says it, the figures count it, and nobody is asked for in vain."""
    for recipient in RECIPIENTS:
        bounced(here, recipient, "Complaint abuse")
    here.register("zett")
    answer = here.run(WEEKLY)
    assert here.outbox.asked == ["owner@zett.example", OPERATOR]
    assert (answer["companies_unreached"], answer["companies_missing"]) == (1, 0)
    subject, text = operator_text(here)
    assert subject == "1 of 2 companies was not reached (weekly-2026-W48)"
    assert "NOT REACHED - every address of these companies bounced or complained:\n- acme\n" in text


def test_mail_that_bounces_in_the_same_run_is_told_at_its_end(here: World) -> None:
    """It was sent, and it came back before the run was closed."""
    _, event = ready(here)
    send_report(event, here.services)
    for recipient in RECIPIENTS:
        bounced(here, recipient)
    answer = close_run({"run": event["run"]}, here.services)
    assert (answer["mails_sent"], answer["companies_unreached"]) == (2, 1)


def test_doubt_about_a_mail_that_bounced_is_still_a_doubt(here: World) -> None:
    """A repeat of the week does not take it for settled because the address is not mailed any more."""
    here.outbox.answers["a@acme.example"] = [MailUnknownError]
    _, event = ready(here)
    send_report(event, here.services)
    bounced(here, "a@acme.example")
    assert send_report(event, here.services) == {"state": "unsettled"}
    with pytest.raises(IncompleteRunError, match=r"acme \(UNKNOWN\)"):
        close_run({"run": event["run"]}, here.services)


def test_mail_that_was_refused_before_the_address_bounced_is_owed_no_more(here: World) -> None:
    """Nothing can be sent to it, so a repeat of the week ends well and says why."""
    here.outbox.answers["a@acme.example"] = [MailRefusedError]
    _, event = ready(here)
    send_report(event, here.services)
    bounced(here, "a@acme.example")
    assert send_report(event, here.services) == {"state": "settled"}
    assert close_run({"run": event["run"]}, here.services)["mails_suppressed"] == 1
    assert here.outbox.asked.count("a@acme.example") == 1


def test_lifted_address_is_mailed_again(here: World) -> None:
    """From the next week on, by a person's decision."""
    bounced(here, "a@acme.example")
    here.run(WEEKLY)
    lift(here.storage, "a@acme.example", NOW)
    here.run(NEXT_WEEK)
    assert here.outbox.asked.count("a@acme.example") == 1


def test_operator_whose_own_address_bounced_is_no_silence(here: World) -> None:
    """The run ends red: the alarm goes another way than the mail."""
    bounced(here, OPERATOR)
    with pytest.raises(
        IncompleteRunError, match=r"the operator's own mail \(SUPPRESSED: ledger/events/suppressed/"
    ):
        here.run(WEEKLY)
