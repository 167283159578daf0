"""`run`, `status` and `test-mail` over the whole machine on moto: what was started, what became of it, what is owed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3  # noqa: TID251 - plays the person who deploys
import pytest

from account_health.cli import main
from account_health.storage.aws import SesMailer
from account_health.storage.aws.stack import StackClients
from tests import small_sites
from tests.aws import MACHINE, Cloud, deployed
from tests.aws_answers import Answers
from tests.integration.test_stack_doctor import WEEKLY, healthy
from tests.simulator.gateway import Gateway
from tests.template import BUCKET, GIVEN, REGION, STACK

HOST = "www.morgenrot.example"
OWNER = "owner@morgenrot.example"


class Operator:
    """Whoever types the commands."""

    def __init__(self, cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
        self.cloud = cloud
        self.capsys = capsys

    def types(self, *arguments: str) -> tuple[int, str]:
        """Run a command; return its code and what it said."""
        code = main(arguments, {})
        said = self.capsys.readouterr()
        assert "canary" not in said.out + said.err
        return code, said.out + said.err


@pytest.fixture
def operator(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Operator]:
    """Deploy the stack with one company, with an operator before it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("account_health.cli.runs.EVERY_SECONDS", 0.1)
    gateway.add(HOST, small_sites.bakery(HOST, "Morgenrot"))
    # moto does not play SES's list of addresses that bounced.
    monkeypatch.setattr(SesMailer, "holds_back", lambda _, address: address.startswith("bounced"))
    with deployed(monkeypatch, gateway.url) as cloud:
        cloud.put("registry/morgenrot.toml", small_sites.registry_file("Morgenrot", HOST, OWNER))
        monkeypatch.setattr("account_health.storage.aws.stack.stack_clients", clients)
        yield Operator(cloud, capsys)


def clients() -> StackClients:
    """Return moto's clients, with answers in place of the services that it does not play."""
    table = healthy()
    names = {
        "BucketName": BUCKET,
        "StateMachineArn": MACHINE,
        "StartAuditFunctionName": f"{STACK}-start-audit",
        "MailConfigurationName": "",
    }
    stack = table["DescribeStacks"]["Stacks"][0]
    stack["Outputs"] = [{"OutputKey": key, "OutputValue": value} for key, value in names.items()]
    stack["Parameters"] = [
        {"ParameterKey": key, "ParameterValue": str(value)} for key, value in GIVEN.items()
    ]
    played = Answers(table).clients()
    real: Any = {
        name: boto3.client(name, region_name=REGION) for name in ("lambda", "stepfunctions", "sesv2")
    }
    return StackClients(
        cloudformation=played.cloudformation,
        scheduler=played.scheduler,
        sns=played.sns,
        ssm=played.ssm,
        ses=real["sesv2"],
        functions=real["lambda"],
        stepfunctions=real["stepfunctions"],
    )


def test_a_run_by_hand_is_followed_to_its_end(operator: Operator) -> None:
    """One company, mailed to its people because the operator asked for that: score, mails, exit code 0."""
    code, said = operator.types("run", "morgenrot", "--mail", "company")
    assert code == 0, said
    assert "succeeded" in said
    assert f"{OWNER} sent" in said
    assert OWNER in operator.cloud.recipients()


def test_a_dry_run_mails_nobody(operator: Operator) -> None:
    """Everything is rendered, nothing is sent."""
    code, said = operator.types("run", "--dry-run")
    assert code == 0, said
    assert "morgenrot" in said
    assert operator.cloud.mails() == []


def test_a_company_that_is_not_registered(operator: Operator) -> None:
    """The run fails, and where to look is said."""
    code, said = operator.types("run", "abend")
    assert code == 1
    assert "failed" in said
    assert operator.types("run", "Abend GmbH")[0] == 2


def test_an_event_that_start_audit_refuses(operator: Operator) -> None:
    """The function's own sentence reaches whoever typed it."""
    code, said = operator.types("run", "--dry-run", "--mail", "company")
    assert code == 2
    assert "mails nobody" in said


def test_status_before_the_first_run(operator: Operator) -> None:
    """There was none, when the next one is, and the command to try one."""
    code, said = operator.types("status")
    assert code == 0
    assert "run --dry-run" in said
    assert "next weekly: Monday" in said


def test_status_after_a_week(operator: Operator) -> None:
    """What the company got, by name and state."""
    operator.cloud.run({"kind": "weekly", "scheduled_time": "2026-11-23T06:00:00Z"})
    code, said = operator.types("status")
    assert code == 0
    assert "weekly-2026-W48" in said
    assert f"{OWNER} sent" in said


def test_status_names_what_is_owed_with_the_command(operator: Operator) -> None:
    """A broken file got no report; mending it is one command away."""
    operator.cloud.put("registry/abend.toml", "name = ")
    operator.cloud.run({"kind": "weekly", "scheduled_time": "2026-11-23T06:00:00Z"})
    code, said = operator.types("status")
    assert code == 1
    assert "abend: no report" in said
    assert "account-health run abend --mail company" in said


def test_a_paused_schedule_is_no_next_run(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is off is called off, with the step that switches it on."""
    monkeypatch.setitem(WEEKLY, "State", "DISABLED")
    assert "paused; set ScheduleState to ENABLED" in operator.types("status")[1]


def test_a_test_mail_reaches_its_reader_and_no_ledger(operator: Operator) -> None:
    """SES takes one mail from the stack's sender; nothing is counted as a report."""
    boto3.client("sesv2", region_name=REGION).create_email_identity(EmailIdentity="me@agentur.example")
    code, said = operator.types("test-mail", "me@agentur.example")
    assert code == 0, said
    [(recipient, mail)] = operator.cloud.mails()
    assert recipient == "me@agentur.example"
    assert mail["From"].endswith(f"<{GIVEN['SenderAddress']}>")
    assert "dkim=pass" in said
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    body = mail.get_body(("plain",))
    assert body is not None
    told = " ".join(body.get_content().split())
    assert "What to do this week" in told
    assert "A sample about a bakery that does not exist" in told
    assert operator.cloud.keys("ledger/") == []


def test_a_test_mail_to_nobody(operator: Operator) -> None:
    """What is no address is refused as in a registry file."""
    assert operator.types("test-mail", "me@")[0] == 2
    assert operator.cloud.mails() == []


def test_a_test_mail_to_an_address_on_sess_own_list(operator: Operator) -> None:
    """SES would take it and send nothing: the command that takes the address off comes first."""
    code, said = operator.types("test-mail", "bounced@agentur.example")
    assert code == 2
    assert "aws sesv2 delete-suppressed-destination --email-address bounced@agentur.example" in said
    assert operator.cloud.mails() == []


def test_a_test_mail_that_ses_refuses(operator: Operator) -> None:
    """The sender is not verified: the command that finds out why is named."""
    boto3.client("sesv2", region_name=REGION).delete_email_identity(EmailIdentity=GIVEN["SenderAddress"])
    code, said = operator.types("test-mail", "me@agentur.example")
    assert code == 2
    assert "doctor --aws" in said


def test_json_of_an_execution_that_is_none_of_ours(operator: Operator) -> None:
    """Somebody started the machine with a document of their own: it is listed and followed by nobody."""
    boto3.client("stepfunctions", region_name=REGION).start_execution(
        stateMachineArn=MACHINE, name="by-hand", input=json.dumps({"hello": 1})
    )
    operator.cloud.wait("by-hand")
    assert "by-hand" in operator.types("status")[1]
