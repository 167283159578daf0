"""AWS as moto plays it, with the template's bucket, functions and machine in it, and our real handlers behind Lambda."""

import importlib
import importlib.util
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from types import ModuleType
from typing import Any
from uuid import uuid4

import boto3  # noqa: TID251 - plays the person who deploys, and Lambda
import pytest
from moto import mock_aws
from moto.awslambda_simple.models import LambdaSimpleBackend
from moto.ses.models import ses_backends
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk import (
    StateTaskServiceAwsSdk,
)

from account_health.model import lines
from account_health.workflow.lambda_services import services
from tests import ses
from tests.template import (
    ACCOUNT,
    BUCKET,
    GIVEN,
    REGION,
    ROOT,
    STACK,
    functions,
    machine,
    resolve,
    states,
    step_of,
)

# The modules, not the functions of their names.
audit_accounts = importlib.import_module("account_health.workflow.audit_accounts")
line_clock = importlib.import_module("account_health.workflow.line_clock")
plan_run = importlib.import_module("account_health.workflow.plan_run")

RUNS_MACHINES: Any = {"stepfunctions": {"execute_state_machine": True}, "lambda": {"use_docker": False}}
STARTS_MACHINES: Any = {"stepfunctions": {"execute_state_machine": False}, "lambda": {"use_docker": False}}
MACHINE = resolve({"Fn::GetAtt": "AuditStateMachine.Arn"})
ENDED = frozenset({"SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"})
LONGEST_RUN_SECONDS = 120 + 3 * int(os.environ.get("ACCOUNT_HEALTH_FLEET", "0"))
MINUTE = 0.05
"""So many seconds a line's minute lasts in a test."""
LOOKING = timedelta(seconds=8)
"""So long a run of a test goes on asking who does not answer."""


def by_day(kind: str) -> dict[str, str]:
    """Return the event of a run that mails at once, whatever the clock of this machine says: yesterday's at noon."""
    yesterday = datetime.now(UTC) - timedelta(days=1)  # noqa: TID251 - the functions go by the real clock
    return {"kind": kind, "scheduled_time": f"{yesterday:%Y-%m-%d}T12:00:00Z"}


@dataclass(frozen=True, slots=True)
class Context:
    """What Lambda tells a handler about itself."""

    function_name: str
    memory_limit_in_mb: int = 512
    function_version: str = "$LATEST"
    aws_request_id: str = "00000000-0000-4000-8000-000000000000"

    @property
    def invoked_function_arn(self) -> str:
        """The function's ARN."""
        return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self.function_name}"

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        """Return a minute."""
        return 60_000


@dataclass
class Cloud:
    """One deployed stack. `faults` may raise instead of a handler, or before it: see `fail`."""

    handlers: Mapping[str, ModuleType]
    calls: list[tuple[str, Any]] = field(default_factory=list)
    faults: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    patience: float = LONGEST_RUN_SECONDS

    def put(self, key: str, text: str) -> None:
        """Put an object into the bucket."""
        boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=text.encode())

    def get(self, key: str) -> bytes | None:
        """Return an object of the bucket."""
        s3 = boto3.client("s3")
        try:
            return s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        except s3.exceptions.NoSuchKey:
            return None

    def keys(self, prefix: str) -> list[str]:
        """Return every key below a prefix."""
        pages = boto3.client("s3").get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
        return [row["Key"] for page in pages for row in page.get("Contents", [])]

    def start(self, event: Mapping[str, Any]) -> Any:
        """Start a run as the schedule or the console does, and return what StartAudit answers.

        The functions go by the real clock: a run of a night that still lies ahead would wait for its hour, in some hours of some days.
        """
        ahead = datetime.fromisoformat(event.get("scheduled_time", "2026-01-01T00:00:00Z"))
        assert ahead < datetime.now(UTC), f"{ahead} lies ahead"  # noqa: TID251 - the functions go by the real clock
        return self.invoke("start_audit", event)

    def invoke(self, step: str, event: Mapping[str, Any]) -> Any:
        """Call a step's function through Lambda; raises AssertionError with the error where it failed."""
        name = f"{STACK}-{step.replace('_', '-')}"
        answer = boto3.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
        body = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, body
        return body

    def call(self, step: str, event: Mapping[str, Any]) -> Any:
        """Run a step's handler in this process, as whoever acts now; raises AssertionError where it failed."""
        headers: dict[str, str] = {}
        answer = json.loads(self.dispatch(f"{STACK}-{step.replace('_', '-')}", json.dumps(event), headers))
        assert not headers, answer
        return answer

    def wait(self, execution: str) -> Any:
        """Return the execution's description as soon as it ended."""
        client = boto3.client("stepfunctions")
        arn = f"{MACHINE.replace(':stateMachine:', ':execution:')}:{execution}"
        deadline = time.monotonic() + self.patience
        while True:
            described = client.describe_execution(executionArn=arn)
            if described["status"] in ENDED:
                return described
            assert time.monotonic() < deadline, f"{execution} still runs after {self.patience} s"
            time.sleep(0.05)

    def run(self, event: Mapping[str, Any]) -> Any:
        """Start a run and return the description of its execution at its end."""
        answer = self.start(event)
        assert answer["started"], answer
        return self.wait(answer["execution"])

    def make_machine(self) -> None:
        """Make the state machine, as a stack does that is new: it knows of no execution."""
        boto3.client("stepfunctions").create_state_machine(
            name=MACHINE.rpartition(":")[2], definition=json.dumps(impatient(machine())), roleArn=_make_role()
        )

    def mails(self) -> list[tuple[str, EmailMessage]]:
        """Return every mail that SES took, with its recipient, in the order of sending."""
        taken = []
        for message in ses_backends[ACCOUNT][REGION].sent_messages:
            parsed = message_from_bytes(message.raw_data.encode(), policy=policy.default)
            # moto lists the header's addresses beside those that the request names.
            [recipient] = {address for _, address in getaddresses(message.destinations)}
            taken.append((recipient, parsed))
        return taken

    def recipients(self) -> list[str]:
        """Return who got a mail, sorted, once per mail."""
        return sorted(recipient for recipient, _ in self.mails())

    def dispatch(self, function: str, payload: Any, headers: dict[str, str]) -> bytes:
        """Run a handler in this process as Lambda would and return the answer's bytes."""
        name = function.rpartition(":")[2]
        event = json.loads(payload or "{}")
        step = name.removeprefix(f"{STACK}-").replace("-", "_")
        self.calls.append((step, event))
        try:
            if step in self.faults:
                self.faults[step](event)
            answer: Any = self.handlers[step].handler(event, Context(name))
            # Lambda answers with JSON; what is none fails here as it would there.
            return json.dumps(answer).encode()
        except Exception as error:  # noqa: BLE001 - Lambda turns whatever a handler raises into an answer
            headers["x-amz-function-error"] = "Unhandled"
            return json.dumps({"errorType": type(error).__name__, "errorMessage": str(error)}).encode()


def set_environment(monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]) -> None:
    """Set a function's variables, and forget the services that other ones made."""
    for name in [name for name in os.environ if name.startswith(("ACCOUNT_HEALTH_", "POWERTOOLS_"))]:
        monkeypatch.delenv(name)
    fixed = {"AWS_DEFAULT_REGION": REGION, "AWS_REGION": REGION, "POWERTOOLS_TRACE_DISABLED": "true"}
    for name, value in {**fixed, **variables}.items():
        monkeypatch.setenv(name, str(value))
    services.cache_clear()


def all_variables() -> dict[str, str]:
    """Return the variables of all functions: in one process they share one environment."""
    merged: dict[str, str] = {}
    for row in functions().values():
        merged |= row["Environment"]["Variables"]
    return merged


def load_handlers() -> dict[str, ModuleType]:
    """Return every function's module by its step."""
    loaded = {}
    for logical_id, row in functions().items():
        step = step_of(logical_id)
        spec = importlib.util.spec_from_file_location(f"functions_{step}", ROOT / row["CodeUri"] / "app.py")
        assert spec is not None
        assert spec.loader is not None
        loaded[step] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded[step])
    return loaded


def impatient(definition: dict[str, Any]) -> dict[str, Any]:
    """Return the definition with every pause shortened to a second, and nothing else changed.

    The pauses of a line are shortened by `hurry`: the product reckons them.
    """
    for _, state, _ in states(definition):
        if "Seconds" in state:
            state["Seconds"] = 1
        for rule in state.get("Retry", []):
            rule |= {"IntervalSeconds": 1, "BackoffRate": 1.0}
            rule.pop("MaxDelaySeconds", None)
            rule.pop("JitterStrategy", None)
    return definition


def hurry(monkeypatch: pytest.MonkeyPatch, minute: float) -> None:
    """Let a minute of a line's pauses last so many seconds, and end a run's looking soon."""
    scale = minute / 60

    def later(looks: int, *, whole: bool) -> timedelta | None:
        wait = lines.next_look(looks, whole=whole)
        return None if wait is None else wait * scale

    monkeypatch.setattr(audit_accounts, "next_look", later)
    monkeypatch.setattr(line_clock, "next_try", lambda failures: lines.next_try(failures) * scale)
    for name in ("BY_DAY", "BY_HAND"):
        monkeypatch.setattr(plan_run, name, LOOKING)


@contextmanager
def deployed(monkeypatch: pytest.MonkeyPatch, gateway: str, config: Any = RUNS_MACHINES) -> Iterator[Cloud]:
    """Yield the stack as template.yaml describes it, looking at the gateway instead of the internet."""
    with mock_aws(config=config):
        set_environment(monkeypatch, {**all_variables(), "ACCOUNT_HEALTH_GATEWAY": gateway})
        hurry(monkeypatch, MINUTE)
        boto3.setup_default_session(region_name=REGION)
        ses.answer_for_the_account()
        cloud = Cloud(load_handlers())
        _make_bucket()
        boto3.client("sesv2").create_email_identity(EmailIdentity=GIVEN["SenderAddress"])
        role = _make_role()
        for row in functions().values():
            _make_function(row, role)
        cloud.make_machine()

        def invoke(
            _backend: LambdaSimpleBackend,
            function_name: str,
            qualifier: str | None,  # noqa: ARG001 - as above
            body: Any,
            headers: Any,  # noqa: ARG001 - as above
            response_headers: dict[str, str],
        ) -> bytes:
            return cloud.dispatch(function_name, body, response_headers)

        monkeypatch.setattr(LambdaSimpleBackend, "invoke", invoke)
        monkeypatch.setattr(StateTaskServiceAwsSdk, "_normalise_parameters", _write_objects_as_json)
        yield cloud
        services.cache_clear()


def _make_bucket() -> None:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})


def _make_role() -> str:
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": {"Service": ["lambda.amazonaws.com", "states.amazonaws.com"]},
            }
        ],
    }
    name = f"all-{uuid4().hex}"
    made = boto3.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
    return str(made["Role"]["Arn"])


def _make_function(row: Mapping[str, Any], role: str) -> None:
    boto3.client("lambda").create_function(
        FunctionName=row["FunctionName"],
        Runtime=row["Runtime"],
        Role=role,
        Handler=row["Handler"],
        Code={"ZipFile": b"the handler runs in this process"},
    )


def _write_objects_as_json(
    _service: StateTaskServiceAwsSdk,
    parameters: dict[str, Any],
    _boto_service_name: str | None = None,
    _service_action_name: str | None = None,
) -> None:
    """Do what Step Functions does with a Body that is an object, and moto leaves out."""
    if isinstance(parameters.get("Body"), dict):
        parameters["Body"] = json.dumps(parameters["Body"], separators=(",", ":")).encode()
