"""Mails against an SES that times out, refuses and tells later: the real machine and handlers, every request counted."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from account_health.ledger import LedgerKey, address_hash
from tests import ses, small_sites
from tests.aws import Cloud, deployed
from tests.simulator.gateway import Gateway
from tests.template import GIVEN

OPERATOR = GIVEN["OperatorEmail"]
MONDAY = {"kind": "weekly", "scheduled_time": "2026-11-23T06:00:00Z"}
NEXT_MONDAY = {"kind": "weekly", "scheduled_time": "2026-11-30T06:00:00Z"}
CAFE, BAKERY = "owner@www.cafe.example", "owner@www.stadtbaeckerei.example"


@pytest.fixture
def cloud(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """Deploy the stack with two companies."""
    with deployed(monkeypatch, gateway.url) as stack:
        for company in ("cafe", "stadtbaeckerei"):
            register(stack, gateway, company)
        yield stack


def register(cloud: Cloud, gateway: Gateway, company: str) -> str:
    """Register a company with a website that works, and return who gets its report."""
    host = f"www.{company}.example"
    gateway.add(host, small_sites.bakery(host, company.title()))
    cloud.put(f"registry/{company}.toml", small_sites.registry_file(company.title(), host, f"owner@{host}"))
    return f"owner@{host}"


@pytest.fixture
def post_office(cloud: Cloud) -> ses.Ses:
    """Stand in for SES."""
    assert cloud.mails() == []
    made = ses.Ses()
    made.listen()
    return made


def entry(cloud: Cloud, recipient: str, period: str = "2026-W48") -> Any:
    """Return what the ledger says of a report."""
    company = recipient.removeprefix("owner@www.").removesuffix(".example")
    key = LedgerKey(mail="report", period=period, company=company, recipient=recipient)
    return json.loads(cloud.get(key.path) or b"null")


def tells(cloud: Cloud, post_office: ses.Ses, kind: str, recipient: str = CAFE) -> Callable[[Any], None]:
    """Return what records SES's event, twice, in the moment before SettleReport runs."""

    def told(_event: Any) -> None:
        event = post_office.event(recipient, kind)
        for _ in range(2):
            assert cloud.invoke("record_mail_event", event) == {"recorded": True}

    return told


def test_mails_in_doubt_are_settled_by_what_ses_tells(
    cloud: Cloud, gateway: Gateway, post_office: ses.Ses
) -> None:
    """SES took the mails and its answers were lost: one request each, the events settle them, the run is green."""
    post_office.does = {
        register(cloud, gateway, "slow"): ses.times_out,
        register(cloud, gateway, "torn"): ses.breaks_off,
        register(cloud, gateway, "busy"): ses.answers(503, "ServiceUnavailable"),
        register(cloud, gateway, "sick"): ses.answers(500, "InternalServiceErrorException"),
    }

    def told(settling: Any) -> None:
        tells(cloud, post_office, "Send", f"owner@www.{settling['company']}.example")(settling)

    cloud.faults["settle_report"] = told
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    for recipient in (CAFE, BAKERY, OPERATOR, *post_office.does):
        assert len(post_office.asked(recipient)) == 1, recipient
    for recipient in post_office.does:
        settled = entry(cloud, recipient)
        assert (settled["state"], settled["message_id"]) == ("SENT", "0107019a-ses-knows")
    settling = sorted(event["company"] for step, event in cloud.calls if step == "settle_report")
    assert settling == ["busy", "sick", "slow", "torn"], "nobody else waited"
    assert len(cloud.keys("ledger/events/")) == 4


def test_mail_that_stays_in_doubt_rings_and_is_never_sent_again(
    cloud: Cloud, post_office: ses.Ses, capsys: pytest.CaptureFixture[str]
) -> None:
    """SES tells nothing: the metric of the alarm, a red run, the operator's way out; and no second request, ever."""
    post_office.does[CAFE] = ses.times_out
    ended = cloud.run(MONDAY)
    assert (ended["status"], ended["error"]) == ("FAILED", "IncompleteRunError")
    assert "cafe (UNKNOWN)" in ended["cause"]
    metrics = [
        json.loads(line) for line in capsys.readouterr().out.splitlines() if '"mails_unsettled"' in line
    ]
    assert [(row["mails_unsettled"], row["service"]) for row in metrics] == [([1.0], "account-health")]
    [operators] = [mail for recipient, mail in cloud.mails() if recipient == OPERATOR]
    assert f"account-health resend cafe 2026-W48 {CAFE} --yes" in operators.get_content()
    del post_office.does[CAFE]
    assert cloud.run({**MONDAY, "repeat": 2})["status"] == "FAILED"
    assert len(post_office.asked(CAFE)) == 1
    assert len(post_office.asked(BAKERY)) == 1


def test_step_that_dies_while_sending_is_settled_too(cloud: Cloud, post_office: ses.Ses) -> None:
    """The function is killed with the request on the wire: the claim stands, and SES's word settles it."""

    def dies(_asked: Any) -> Any:
        raise MemoryError("killed")

    post_office.does[CAFE] = dies
    cloud.faults["settle_report"] = tells(cloud, post_office, "Delivery")
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    assert len(post_office.asked(CAFE)) == 1
    assert entry(cloud, CAFE)["state"] == "SENT"


def test_mail_that_ses_refuses_after_taking_it_fails_and_is_sent_by_the_repeat(
    cloud: Cloud, post_office: ses.Ses
) -> None:
    """It certainly did not leave, so a person who repeats the week sends it; the first attempt stays on record."""
    post_office.does[CAFE] = ses.times_out
    cloud.faults["settle_report"] = tells(cloud, post_office, "Reject")
    ended = cloud.run(MONDAY)
    assert "cafe (FAILED)" in ended["cause"]
    del post_office.does[CAFE]
    assert cloud.run({**MONDAY, "repeat": 2})["status"] == "SUCCEEDED"
    assert len(post_office.asked(CAFE)) == 2
    assert [one["state"] for one in entry(cloud, CAFE)["history"]] == ["FAILED"]


REFUSALS = {
    "LimitExceededException": 400,
    "MessageRejected": 400,
    "MailFromDomainNotVerifiedException": 400,
    "SendingPausedException": 400,
    "AccountSuspendedException": 400,
    "NotFoundException": 404,
    "BadRequestException": 400,
    "AccessDeniedException": 403,
}


def test_refusal_of_every_kind_fails_rings_and_costs_nobody_else(
    cloud: Cloud, gateway: Gateway, post_office: ses.Ses
) -> None:
    """One request each; the ledger keeps SES's reason without its words; the others are mailed; the repeat goes on."""
    for code, status in REFUSALS.items():
        post_office.does[register(cloud, gateway, code.lower())] = ses.answers(status, code)
    ended = cloud.run(MONDAY)
    assert (ended["status"], ended["error"]) == ("FAILED", "IncompleteRunError")
    for code in REFUSALS:
        assert f"{code.lower()} (FAILED)" in ended["cause"]
        kept = entry(cloud, f"owner@www.{code.lower()}.example")
        assert kept["state"] == "FAILED"
        assert code in kept["reason"]
        assert "owner@" not in kept["reason"]
    refused, post_office.does = list(post_office.does), {}
    assert cloud.run({**MONDAY, "repeat": 2})["status"] == "SUCCEEDED"
    assert [len(post_office.asked(recipient)) for recipient in (CAFE, BAKERY)] == [1, 1]
    assert [len(post_office.asked(recipient)) for recipient in refused] == [2] * len(REFUSALS)


def test_slower_pace_is_kept_by_the_machine(cloud: Cloud, post_office: ses.Ses) -> None:
    """Requests are refused for the pace, in both forms; the machine repeats the step, and one is taken."""
    refusals = iter([ses.answers(429, "TooManyRequestsException"), ses.answers(400, "ThrottlingException")])

    def busy(asked: Any) -> Any:
        refusal = next(refusals, None)
        return None if refusal is None else refusal(asked)

    post_office.does[CAFE] = busy
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    assert len(post_office.asked(CAFE)) == 3
    assert len(post_office.asked(BAKERY)) == 1
    assert entry(cloud, CAFE)["state"] == "SENT"
    assert [one["state"] for one in entry(cloud, CAFE)["history"]] == ["RETRYABLE", "RETRYABLE"]


def test_address_that_bounced_is_left_out_next_week_and_told(cloud: Cloud, post_office: ses.Ses) -> None:
    """The bounce rings by its metric at once; from then on nobody is asked for, and the operator reads why."""
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    event = post_office.event(CAFE, "Bounce", bounceType="Permanent", bounceSubType="NoEmail")
    assert cloud.invoke("record_mail_event", event) == {"recorded": True}
    assert cloud.run(NEXT_MONDAY)["status"] == "SUCCEEDED"
    assert len(post_office.asked(CAFE)) == 1
    assert entry(cloud, CAFE, "2026-W49") is None
    operators = [mail for recipient, mail in cloud.mails() if recipient == OPERATOR][-1]
    assert operators["Subject"] == "1 of 2 companies was not reached (weekly-2026-W49)"
    assert f"cafe: {CAFE} since 2026-11-23 (Bounce Permanent/NoEmail)" in operators.get_content()
    assert cloud.get(f"ledger/events/suppressed/{address_hash(CAFE)}.json") is not None


def test_every_mail_goes_out_with_its_tags_and_the_configuration_set(
    cloud: Cloud, post_office: ses.Ses
) -> None:
    """What SES tells can be read back to the mail and to the attempt, and names nobody."""
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    for recipient in (CAFE, BAKERY, OPERATOR):
        [request] = post_office.asked(recipient)
        assert request["ConfigurationSetName"] == "account-health-reports"
        tags = {tag["Name"]: tag["Value"] for tag in request["EmailTags"]}
        assert set(tags) == {"ledger", "attempt", "mail", "period", "company"}
        assert "@" not in json.dumps(tags)
    key = LedgerKey(mail="report", period="2026-W48", company="cafe", recipient=CAFE)
    [request] = post_office.asked(CAFE)
    tags = {tag["Name"]: tag["Value"] for tag in request["EmailTags"]}
    assert (tags["ledger"], tags["attempt"]) == (key.tag, entry(cloud, CAFE)["attempt_id"])


def test_every_report_can_be_stopped_by_answering(cloud: Cloud, post_office: ses.Ses) -> None:
    """A mail address with the company in the subject, for each recipient the same one that a person reads."""
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    assert post_office.requests
    headers = {
        recipient: str(mail["List-Unsubscribe"]).strip()
        for recipient, mail in cloud.mails()
        if recipient != OPERATOR
    }
    assert headers == {
        CAFE: f"<mailto:{OPERATOR}?subject=Unsubscribe%20cafe>",
        BAKERY: f"<mailto:{OPERATOR}?subject=Unsubscribe%20stadtbaeckerei>",
    }
