"""`account-health move-credentials`: what lies at the path or under the key of before is stored where the stack looks first."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import boto3  # noqa: TID251 - plays the person who stored credentials
import pytest
from moto import mock_aws

from account_health.cli import main
from tests.aws_answers import Answers, Refusal
from tests.template import BUCKET, KEY, REGION

FILE = """\
name = "Morgenrot"
[report]
to = ["chefin@morgenrot.example"]
[[accounts]]
url = "https://www.facebook.com/baeckerei.morgenrot"
credential = "shared/agency-meta"
[[accounts]]
url = "https://x.com/morgenrot"
[[accounts]]
url = "https://www.morgenrot.example/"
"""
OWN_KEY = "alias/clients/credentials"
CANARY = "EAAcanary"


def deployed(name: str) -> Mapping[str, Any]:
    """Return what CloudFormation says of a stack with a key of its own."""
    kept = {
        "LogicalResourceId": "CredentialsKey",
        "PhysicalResourceId": KEY,
        "ResourceType": "AWS::KMS::Key",
        "LastUpdatedTimestamp": datetime(2026, 1, 1, tzinfo=UTC),
        "ResourceStatus": "CREATE_COMPLETE",
    }
    stack = {
        "StackName": name,
        "CreationTime": datetime(2026, 1, 1, tzinfo=UTC),
        "StackStatus": "UPDATE_COMPLETE",
        "Outputs": [{"OutputKey": "BucketName", "OutputValue": BUCKET}],
    }
    return {"DescribeStacks": {"Stacks": [stack]}, "ListStackResources": {"StackResourceSummaries": [kept]}}


class Aws:
    """SSM as moto plays it, the stack as it says, and the command."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.ssm = boto3.client("ssm", region_name=REGION)
        self.capsys = capsys
        self.monkeypatch = monkeypatch

    def lies(self, name: str, **more: Any) -> None:
        """Store a credential by hand."""
        value = json.dumps({"access_token": CANARY})
        self.ssm.put_parameter(**{"Name": name, "Type": "SecureString", "Value": value, **more})

    def keys(self) -> dict[str, str]:
        """Return every parameter with the key that it lies under."""
        rows = self.ssm.describe_parameters()["Parameters"]
        return {row["Name"]: row.get("KeyId", "") for row in rows if not row["Name"].startswith("/aws/")}

    def types(self, stack: str, *more: str) -> tuple[int, str]:
        """Return exit code and answer; no credential stands in it."""

        def listed(given: Mapping[str, Any]) -> Any:
            found = self.ssm.describe_parameters(ParameterFilters=given["ParameterFilters"])["Parameters"]
            return {"Parameters": [{key: row[key] for key in ("Name", "Type", "KeyId")} for row in found]}

        answers = Answers({**deployed(stack), "DescribeParameters": listed})
        self.monkeypatch.setattr("account_health.storage.aws.stack.stack_clients", answers.clients)
        code = main(["move-credentials", "--stack", stack, *more], {})
        said = self.capsys.readouterr()
        assert CANARY not in said.out + said.err
        return code, said.out + said.err


@pytest.fixture
def aws(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    """Yield a stack with one registered company."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": REGION,
    }.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        s3 = boto3.client("s3", region_name=REGION)
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        s3.put_object(Bucket=BUCKET, Key="registry/morgenrot.toml", Body=FILE.encode())
        yield Aws(capsys, monkeypatch)


def test_what_lies_in_the_old_folder_is_copied_under_the_stack_s_own_key(aws: Aws) -> None:
    """The old ones stay, what other stacks keep there is not touched, and a second time there is nothing to do."""
    old = ("_shared/agency-meta", "morgenrot/x", "_stack/report-link", "somebody-elses/x")
    for name in old:
        aws.lies(f"/account-health/{name}")
    code, said = aws.types("clients", "--yes")
    assert code == 0
    assert "/account-health/morgenrot/x -> /clients/morgenrot/x" in said
    left = "_shared/agency-meta _stack/report-link morgenrot/x".split()
    assert f"  aws ssm delete-parameters --names {' '.join(f'/account-health/{one}' for one in left)}" in said
    assert aws.keys() == {
        **{f"/account-health/{name}": "alias/aws/ssm" for name in old},
        **{f"/clients/{name}": OWN_KEY for name in left},
    }
    found = aws.ssm.get_parameter(Name="/clients/morgenrot/x", WithDecryption=True)["Parameter"]
    assert json.loads(found["Value"]) == {"access_token": CANARY}
    code, said = aws.types("clients")
    assert code == 0
    assert "Every credential lies below /clients/" in said


def test_in_a_stack_of_the_first_name_the_key_alone_changes(aws: Aws) -> None:
    """Its folder is the old one, so that nothing is copied and nothing has to be deleted."""
    aws.lies("/account-health/morgenrot/x")
    code, said = aws.types("account-health", "--yes")
    assert (code, "delete" in said) == (0, False)
    assert aws.keys() == {"/account-health/morgenrot/x": "alias/account-health/credentials"}


@pytest.mark.parametrize("key", [OWN_KEY, KEY, f"arn:aws:kms:{REGION}:123456789012:key/{KEY}"])
def test_a_key_has_several_names(aws: Aws, key: str) -> None:
    """The silent twin: whoever named the stack's key by its id or ARN has nothing to do."""
    aws.lies("/clients/morgenrot/x", KeyId=key)
    assert "Every credential lies" in aws.types("clients")[1]


def test_nothing_is_stored_where_nobody_says_yes(aws: Aws) -> None:
    """In a script without --yes what would happen is shown alone."""
    aws.lies("/account-health/morgenrot/x")
    code, said = aws.types("clients")
    assert code == 1
    assert "Nothing was stored. Add --yes to store it." in said
    assert list(aws.keys()) == ["/account-health/morgenrot/x"]


def test_one_that_cannot_be_moved_keeps_no_other_back(aws: Aws) -> None:
    """What is wrong is said by name, the old one of it is not to be deleted, and the command says that it is not done."""
    aws.lies("/account-health/morgenrot/x", Value=CANARY)
    aws.lies("/account-health/_shared/agency-meta")
    code, said = aws.types("clients", "--yes")
    assert code == 1
    assert "/account-health/morgenrot/x has to be a JSON object" in said
    assert "delete-parameters --names /account-health/_shared/agency-meta\n" in said
    assert aws.keys()["/clients/_shared/agency-meta"] == OWN_KEY


def test_a_registry_file_that_cannot_be_read_is_told(aws: Aws) -> None:
    """Which credentials it asks for nobody knows."""
    boto3.client("s3", region_name=REGION).put_object(
        Bucket=BUCKET, Key="registry/abend.toml", Body=b"name ="
    )
    code, said = aws.types("clients", "--yes")
    assert code == 1
    assert "registry/abend.toml cannot be read" in said


def test_where_ssm_does_not_say_what_there_is(aws: Aws) -> None:
    """The right that lacks is named."""
    answers = Answers({**deployed("clients"), "DescribeParameters": Refusal("AccessDeniedException", 403)})
    aws.monkeypatch.setattr("account_health.storage.aws.stack.stack_clients", answers.clients)
    assert main(["move-credentials", "--stack", "clients"], {}) != 0
    assert "ssm:DescribeParameters" in aws.capsys.readouterr().err
