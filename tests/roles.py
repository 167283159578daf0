"""Lets a function act under its own role: moto asks its IAM, and every call is held against the template's own policy.

moto's IAM knows resources for S3 only and no conditions, so what it gets is a copy of the policies with
`Resource: *` and no conditions for all else; the resources and conditions themselves are judged here, as AWS would:
a refused call fails with AccessDenied, and a missing object that may not be listed is a 403 too.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Any

import boto3  # noqa: TID251 - plays Lambda, which gives a function its role
import pytest
from botocore.exceptions import ClientError
from moto.core.authorization import enable_iam_authentication

from tests import ses
from tests.aws import Cloud, set_environment
from tests.template import (
    ACCOUNT,
    REGION,
    STACK,
    Call,
    allowing,
    functions,
    parameter,
    statements,
    step_of,
    with_key,
)

_AT = f"{REGION}:{ACCOUNT}"


@dataclass
class Auditor:
    """Judges the calls of one function against its policy and keeps what it saw."""

    step: str
    policy: list[dict[str, Any]]
    refused: list[Call] = field(default_factory=list)
    used: set[tuple[str, str, str]] = field(default_factory=set)
    """Of each statement that was needed: its Sid, the action and the resource pattern."""

    def before(self, params: Mapping[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        """Refuse what the policy does not allow."""
        context["asked_for"] = dict(params)
        for call in calls_of(model.service_model.service_name, model.name, params):
            if not self.allows(call):
                self.refused.append(call)
                raise ClientError(_denied(), model.name)  # type: ignore[arg-type] # the stubs ask for every field that AWS may send

    def after(self, parsed: dict[str, Any], context: Mapping[str, Any], **_: Any) -> None:
        """Answer a missing object as S3 does: 404 to who may list, 403 to everybody else."""
        if parsed["ResponseMetadata"]["HTTPStatusCode"] == 404:
            asked = context["asked_for"]
            call = Call("s3:ListBucket", (f"arn:aws:s3:::{asked['Bucket']}",), {"s3:prefix": asked["Key"]})
            if not self.allows(call):
                self.refused.append(call)
                parsed |= _denied()

    def allows(self, call: Call) -> bool:
        """Return whether the policy allows a call, and note by which statement."""
        found = allowing(self.policy, call)
        for statement in found[:1]:
            patterns = [
                pattern
                for pattern in _listed(statement["Resource"])
                for resource in call.resources
                if allowing(
                    [{**statement, "Resource": pattern}], Call(call.action, (resource,), call.context)
                )
            ]
            self.used |= {(statement["Sid"], call.action, pattern) for pattern in patterns}
        return bool(found)


def calls_of(service: str, operation: str, params: Mapping[str, Any]) -> list[Call]:
    """Return what IAM is asked for one operation; raises KeyError for one that no policy was thought of for."""
    if service == "s3":
        bucket = f"arn:aws:s3:::{params['Bucket']}"
        if operation == "ListObjectsV2":
            return [Call("s3:ListBucket", (bucket,), {"s3:prefix": params.get("Prefix", "")})]
        actions = {
            "GetObject": ["s3:GetObject"],
            "PutObject": ["s3:PutObject", *(["s3:GetObject"] if "IfMatch" in params else [])],
        }[operation]
        return [Call(action, (f"{bucket}/{params['Key']}",)) for action in actions]
    if (service, operation) == ("sesv2", "GetAccount"):
        return [Call("ses:GetAccount", ("*",))]
    if service == "sesv2":
        sender = parseaddr(params["FromEmailAddress"])[1]
        resources = (
            f"arn:aws:ses:{_AT}:identity/{sender}",
            f"arn:aws:ses:{_AT}:configuration-set/{params['ConfigurationSetName']}",
        )
        action = "ses:SendRawEmail" if "Raw" in params["Content"] else "ses:SendEmail"
        return [Call(action, resources, {"ses:FromAddress": sender})]
    if service == "ssm":
        name = params["Name"]
        asked = {
            "GetParameter": "kms:Decrypt" if params.get("WithDecryption") else None,
            "PutParameter": "kms:Encrypt" if "KeyId" in params else None,
        }[operation]
        # SSM asks KMS in the caller's name, except for AWS's own key, under which nothing of the stack's lies here.
        keyed = [with_key(asked, name)] if asked and name.startswith(f"/{STACK}/") else []
        return [Call(f"ssm:{operation}", (parameter(name),)), *keyed]
    action, subject = {
        ("stepfunctions", "StartExecution"): ("states:StartExecution", "stateMachineArn"),
        ("sns", "GetTopicAttributes"): ("sns:GetTopicAttributes", "TopicArn"),
    }[service, operation]
    return [Call(action, (params[subject],))]


@contextmanager
def role_of(step: str, gateway: str) -> Iterator[Auditor]:
    """Act as a step's function: its variables, its role's credentials, its policy."""
    [row] = [row for name, row in functions().items() if step_of(name) == step]
    auditor = Auditor(step, statements(row))
    credentials = boto3.client("sts").assume_role(
        RoleArn=_make_role(step, auditor.policy), RoleSessionName=step
    )["Credentials"]
    with pytest.MonkeyPatch.context() as patch, enable_iam_authentication():
        set_environment(patch, {**row["Environment"]["Variables"], "ACCOUNT_HEALTH_GATEWAY": gateway})
        patch.setenv("AWS_ACCESS_KEY_ID", credentials["AccessKeyId"])
        patch.setenv("AWS_SECRET_ACCESS_KEY", credentials["SecretAccessKey"])
        patch.setenv("AWS_SESSION_TOKEN", credentials["SessionToken"])
        boto3.setup_default_session(region_name=REGION)
        assert boto3.DEFAULT_SESSION is not None
        boto3.DEFAULT_SESSION.events.register("provide-client-params", auditor.before)
        ses.answer_for_the_account()
        boto3.DEFAULT_SESSION.events.register("after-call.s3.GetObject", auditor.after)
        yield auditor
    set_environment(patch, {})
    patch.undo()
    boto3.setup_default_session(region_name=REGION)


def act(cloud: Cloud, step: str, event: Mapping[str, Any], gateway: str) -> tuple[Any, Auditor]:
    """Run a step's handler under its own role and return its answer and what was judged."""
    with role_of(step, gateway) as auditor:
        return cloud.call(step, event), auditor


def _make_role(step: str, policy: list[dict[str, Any]]) -> str:
    iam = boto3.client("iam")
    trust = {"Version": "2012-10-17", "Statement": []}
    name = f"{step}-{len(iam.list_roles()['Roles'])}"
    made = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
    # What denies is held by `allowing` alone: moto knows no resources of SSM, and would deny every one of them.
    allowed = [_for_moto(statement) for statement in policy if statement["Effect"] == "Allow"]
    document = {"Version": "2012-10-17", "Statement": allowed}
    iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=json.dumps(document))
    return str(made["Role"]["Arn"])


def _for_moto(statement: Mapping[str, Any]) -> dict[str, Any]:
    copy = {key: value for key, value in statement.items() if key != "Condition"}
    if not _listed(statement["Action"])[0].startswith("s3:"):
        copy["Resource"] = "*"
    return copy


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _denied() -> dict[str, Any]:
    return {
        "Error": {"Code": "AccessDenied", "Message": "the template's policy does not allow this"},
        "ResponseMetadata": {"HTTPStatusCode": 403},
    }
