"""`account-health doctor --aws`: whatever keeps mails of a deployed stack from people is told with its one next step."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3  # noqa: TID251 - plays the person who fills the bucket
import pytest
from moto import mock_aws

from account_health.cli import main
from tests.aws_answers import Answers, Refusal
from tests.simulator.gateway import Gateway, Reply, json_reply
from tests.template import BUCKET, KEY, REGION

FILE = """\
name = "Morgenrot"
[report]
to = ["chefin@morgenrot.example"]
copy_to = ["team@agentur.example"]
[[accounts]]
url = "https://www.facebook.com/baeckerei.morgenrot"
credential = "shared/agency-meta"
[[accounts]]
url = "https://www.morgenrot.example/"
"""
TOPIC = f"arn:aws:sns:{REGION}:123456789012:alarms"
MACHINE = f"arn:aws:states:{REGION}:123456789012:stateMachine:audit"
WEEKLY = {
    "Name": "weekly-1",
    "ScheduleExpression": "cron(0 7 ? * MON *)",
    "ScheduleExpressionTimezone": "Europe/Berlin",
    "State": "ENABLED",
    "Target": {"Arn": "arn:aws:lambda:x", "RoleArn": "arn:aws:iam:y", "Input": '{"kind": "weekly"}'},
    "FlexibleTimeWindow": {"Mode": "OFF"},
}
VERIFIED = {
    "VerifiedForSendingStatus": True,
    "DkimAttributes": {"Status": "SUCCESS", "SigningEnabled": True},
}


def healthy() -> dict[str, Any]:
    """Return the answers of a stack with which nothing is wrong."""
    stack = {
        "StackName": "account-health",
        "CreationTime": datetime(2026, 1, 1, tzinfo=UTC),
        "StackStatus": "UPDATE_COMPLETE",
        "Parameters": [
            {"ParameterKey": key, "ParameterValue": value}
            for key, value in {
                "SenderAddress": "reports@agentur.example",
                "OperatorEmail": "operator@agentur.example",
                "MaxCompanies": "30",
            }.items()
        ],
        "Outputs": [
            {"OutputKey": "BucketName", "OutputValue": BUCKET},
            {"OutputKey": "StateMachineArn", "OutputValue": MACHINE},
            {"OutputKey": "StartAuditFunctionName", "OutputValue": "start-audit"},
            {"OutputKey": "MailConfigurationName", "OutputValue": "reports"},
        ],
    }
    resources = [("AWS::Scheduler::Schedule", "weekly-1"), ("AWS::SNS::Topic", TOPIC)]
    return {
        "DescribeStacks": {"Stacks": [stack]},
        "ListStackResources": {
            "StackResourceSummaries": [
                {
                    "LogicalResourceId": f"R{number}",
                    "PhysicalResourceId": physical,
                    "ResourceType": kind,
                    "LastUpdatedTimestamp": datetime(2026, 1, 1, tzinfo=UTC),
                    "ResourceStatus": "CREATE_COMPLETE",
                }
                for number, (kind, physical) in enumerate(resources)
            ]
        },
        "GetAccount": {
            "ProductionAccessEnabled": True,
            "SendingEnabled": True,
            "EnforcementStatus": "HEALTHY",
            "SendQuota": {"Max24HourSend": 50000.0, "MaxSendRate": 14.0, "SentLast24Hours": 3.0},
        },
        "GetEmailIdentity": lambda given: (
            VERIFIED if given["EmailIdentity"] == "agentur.example" else Refusal("NotFoundException", 404)
        ),
        "GetSchedule": WEEKLY,
        "ListExecutions": {
            "executions": [
                {
                    "executionArn": MACHINE.replace("stateMachine", "execution") + ":weekly-2026-W48",
                    "stateMachineArn": MACHINE,
                    "name": "weekly-2026-W48",
                    "status": "SUCCEEDED",
                    "startDate": datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
                }
            ]
        },
        "ListSubscriptionsByTopic": {
            "Subscriptions": [
                {"SubscriptionArn": f"{TOPIC}:1", "Protocol": "email", "Endpoint": "o@e.example"}
            ]
        },
        "GetAccountSettings": {"AccountLimit": {"UnreservedConcurrentExecutions": 1000}},
        "DescribeParameters": {
            "Parameters": [
                {"Name": "/account-health/_shared/agency-meta", "Type": "SecureString"},
                {"Name": "/account-health/_stack/report-link", "Type": "SecureString"},
            ]
        },
    }


class Aws:
    """The answers, the DNS, and the command that asks both."""

    def __init__(self, gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> None:
        self.answers = Answers(healthy())
        self.gateway = gateway
        self.capsys = capsys
        self.policy('"v=DMARC1; p=none; rua=mailto:d@agentur.example"')

    def policy(self, *records: str) -> None:
        """Let the DNS answer with these records."""
        rows = [{"name": "_dmarc.agentur.example.", "type": 16, "TTL": 300, "data": one} for one in records]
        body = {"Status": 0 if rows else 3, "Answer": rows} if rows else {"Status": 3}
        self.gateway.add("dns.google", lambda _: json_reply(body))

    def change(self, operation: str, **values: Any) -> None:
        """Change fields of an answer."""
        self.answers.table[operation] = {**self.answers.table[operation], **values}

    def doctor(self, *more: str) -> tuple[int, str]:
        """Return exit code and answer of the command; AWS's own sentences stand nowhere."""
        code = main(["doctor", "--aws", *more], {"ACCOUNT_HEALTH_GATEWAY": self.gateway.url})
        said = self.capsys.readouterr()
        assert "canary" not in said.out + said.err
        return code, said.out + said.err

    def steps(self) -> list[str]:
        """Return every next step."""
        _, said = self.doctor()
        return [line.partition("next: ")[2] for line in said.splitlines() if "next: " in line]


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Aws]:
    """Yield a healthy stack with one registered company."""
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "canary",
        "AWS_DEFAULT_REGION": REGION,
    }.items():
        monkeypatch.setenv(name, value)
    with mock_aws(), Gateway({}) as gateway:
        s3 = boto3.client("s3", region_name=REGION)
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        s3.put_object(Bucket=BUCKET, Key="registry/morgenrot.toml", Body=FILE.encode())
        played = Aws(gateway, capsys)
        monkeypatch.setattr("account_health.storage.aws.stack.stack_clients", played.answers.clients)
        yield played


def test_a_healthy_stack_has_nothing_to_do(aws: Aws) -> None:
    """Every matter is told, and no step: exit code 0."""
    code, said = aws.doctor()
    assert code == 0
    assert "next:" not in said
    for word in (
        "mails are signed",
        "p=none",
        "left",
        "2 recipients",
        "cron(0 7 ? * MON *)",
        "1 confirmed",
        "weekly-2026-W48",
    ):
        assert word in said


@pytest.mark.parametrize(
    ("operation", "values", "step"),
    [
        ("GetAccount", {"ProductionAccessEnabled": False}, "ask AWS to let you out of the sandbox"),
        ("GetAccount", {"SendingEnabled": False}, "open SES's Account dashboard"),
        ("GetAccount", {"EnforcementStatus": "PROBATION"}, "mend what it names"),
        (
            "GetAccount",
            {"SendQuota": {"Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": 199.0}},
            "ask for a larger daily quota",
        ),
        ("GetSchedule", {"State": "DISABLED"}, "set ScheduleState to ENABLED"),
        (
            "ListSubscriptionsByTopic",
            {"Subscriptions": [{"SubscriptionArn": "PendingConfirmation"}]},
            "open the link that AWS mailed to operator@agentur.example",
        ),
        ("ListSubscriptionsByTopic", {"Subscriptions": []}, "subscribe operator@agentur.example"),
        ("GetAccountSettings", {"AccountLimit": {"UnreservedConcurrentExecutions": 10}}, "Service Quotas"),
        ("DescribeParameters", {"Parameters": []}, "--name /account-health/_shared/agency-meta"),
        (
            "DescribeParameters",
            {"Parameters": [{"Name": "/account-health/_shared/agency-meta", "Type": "String"}]},
            "store it as SecureString",
        ),
        (
            "DescribeParameters",
            {
                "Parameters": [
                    {"Name": "/account-health/_shared/agency-meta", "Type": "SecureString"},
                    {"Name": "/account-health/gone/facebook", "Type": "SecureString"},
                ]
            },
            "delete it when nobody needs it",
        ),
        ("ListExecutions", {"executions": []}, "account-health run --dry-run"),
    ],
)
def test_each_fault_has_one_step(aws: Aws, operation: str, values: Mapping[str, Any], step: str) -> None:
    """One thing is wrong: one step is told, and it is the right one."""
    aws.change(operation, **values)
    (told,) = aws.steps()
    assert step in told
    assert aws.doctor()[0] == 1


def test_an_address_that_nobody_verified(aws: Aws) -> None:
    """Neither the address nor its domain is known to SES."""
    aws.answers.table["GetEmailIdentity"] = Refusal("NotFoundException", 404)
    assert any("create the identity agentur.example" in step for step in aws.steps())


@pytest.mark.parametrize(
    ("identity", "step"),
    [
        ({"VerifiedForSendingStatus": False}, "publish the DNS records"),
        (
            {
                "VerifiedForSendingStatus": True,
                "DkimAttributes": {"Status": "PENDING", "SigningEnabled": True},
            },
            "three CNAME records",
        ),
    ],
)
def test_a_domain_on_its_way(aws: Aws, identity: Mapping[str, Any], step: str) -> None:
    """Verified and signed are two matters."""
    aws.answers.table["GetEmailIdentity"] = lambda given: (
        identity if given["EmailIdentity"] == "agentur.example" else Refusal("NotFoundException", 404)
    )
    (told,) = aws.steps()
    assert step in told


def test_a_domain_without_a_policy_and_one_that_cannot_be_asked(aws: Aws) -> None:
    """No record is a step; a resolver that does not answer is none."""
    aws.policy('"v=spf1 -all"')
    assert any("_dmarc.agentur.example" in step for step in aws.steps())
    aws.gateway.add("dns.google", lambda _: Reply(status=403))
    code, said = aws.doctor()
    assert (code, "could not be asked" in said) == (0, True)


def test_a_run_that_failed(aws: Aws) -> None:
    """The last run is named with what became of it."""
    row = dict(aws.answers.table["ListExecutions"]["executions"][0], status="FAILED")
    aws.change("ListExecutions", executions=[row])
    (told,) = aws.steps()
    assert "weekly-2026-W48" in told


@pytest.mark.parametrize(
    ("operation", "right"),
    [
        ("GetAccount", "ses:GetAccount"),
        ("GetEmailIdentity", "ses:GetEmailIdentity"),
        ("GetSchedule", "scheduler:GetSchedule"),
        ("ListExecutions", "states:ListExecutions"),
        ("ListSubscriptionsByTopic", "sns:ListSubscriptionsByTopic"),
        ("GetAccountSettings", "lambda:GetAccountSettings"),
        ("DescribeParameters", "ssm:DescribeParameters"),
    ],
)
def test_a_question_that_is_refused_keeps_no_other_from_being_asked(
    aws: Aws, operation: str, right: str
) -> None:
    """Which right lacks is told; all else is judged as before."""
    aws.answers.table[operation] = Refusal("AccessDeniedException", 403)
    (told,) = aws.steps()
    assert f"allow {right}" in told


def test_a_stack_that_is_not_there(aws: Aws) -> None:
    """Name, region and account are the three things to look at."""
    aws.answers.table["DescribeStacks"] = Refusal("ValidationError")
    code, said = aws.doctor("--stack", "elsewhere")
    assert code == 2
    assert "There is no stack elsewhere" in said


def test_a_file_of_the_registry_that_cannot_be_read(aws: Aws) -> None:
    """It is named, and nothing is called unused for its sake."""
    boto3.client("s3", region_name=REGION).put_object(
        Bucket=BUCKET, Key="registry/abend.toml", Body=b"name ="
    )
    parameters = [
        {"Name": f"/account-health/{name}", "Type": "SecureString"}
        for name in ("_shared/agency-meta", "abend/facebook")
    ]
    aws.change("DescribeParameters", Parameters=parameters)
    (told,) = aws.steps()
    assert "validate" in told


def test_what_lies_at_the_path_or_under_the_key_of_before_is_told_with_the_command_that_the_operators_mail_names(
    aws: Aws,
) -> None:
    """Of a stack of another name than the first; what was copied may be deleted."""
    aws.change(
        "DescribeStacks", Stacks=[{**healthy()["DescribeStacks"]["Stacks"][0], "StackName": "clients"}]
    )
    old = {"Name": "/account-health/_shared/agency-meta", "Type": "SecureString", "KeyId": "alias/aws/ssm"}
    aws.change("DescribeParameters", Parameters=[old])
    code, said = aws.doctor("--stack", "clients")
    assert code == 1
    assert "the next release reads no more: /account-health/_shared/agency-meta\n" in said
    assert "next: account-health move-credentials --stack clients\n" in said
    row = dict(
        aws.answers.table["ListStackResources"]["StackResourceSummaries"][0],
        ResourceType="AWS::KMS::Key",
        PhysicalResourceId=KEY,
    )
    aws.change("ListStackResources", StackResourceSummaries=[row])
    new = {**old, "Name": "/clients/_shared/agency-meta"}
    aws.change("DescribeParameters", Parameters=[old, new])
    said = aws.doctor("--stack", "clients")[1]
    assert "not under the stack's own key: /clients/_shared/agency-meta\n" in said
    assert "aws ssm delete-parameters --names /account-health/_shared/agency-meta\n" in said


def test_files_are_examined_with_what_lies_in_ssm(aws: Aws) -> None:
    """With --aws and files, the credential is looked for where the stack looks."""
    Path("morgenrot.toml").write_text(FILE, encoding="utf-8")
    boto3.client("ssm", region_name=REGION).put_parameter(
        Name="/account-health/_shared/agency-meta",
        Value=json.dumps({"accesstoken": "EAAcanary"}),
        Type="SecureString",
    )
    code, said = aws.doctor("morgenrot.toml")
    assert code == 1
    assert (
        "add access_token (is accesstoken that?) to the JSON object at /account-health/_shared/agency-meta"
        in said
    )
