"""Asks AWS about a deployed stack and the account that it lives in: plain facts, and of what may not be asked, which right lacks.

No error text of AWS is passed on.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar

import boto3  # noqa: TID251 - a module that talks to AWS
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoRegionError

from account_health.model.errors import BackendError, UsageError
from account_health.storage import Sending
from account_health.storage.aws.errors import code_of, name_of
from account_health.storage.aws.mail import read_sending
from account_health.storage.secret import OLD_FOLDER

T = TypeVar("T")

_DENIED: Final = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "AuthorizationError",
        "AuthorizationErrorException",
        "UnauthorizedOperation",
    }
)


@dataclass(frozen=True, slots=True)
class Unasked:
    """AWS did not answer a question; `why` holds its error's code, `right` the permission that was asked with."""

    right: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A deployed stack: its state, what it was given, what it says, and its resources as (type, physical id)."""

    name: str
    status: str
    parameters: Mapping[str, str]
    outputs: Mapping[str, str]
    resources: tuple[tuple[str, str], ...]

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Return the physical ids of the resources of one type."""
        return tuple(physical for found, physical in self.resources if found == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """A verified address or domain: `dkim` is SUCCESS, PENDING, FAILED, NOT_STARTED or TEMPORARY_FAILURE."""

    identity: str
    verified: bool
    dkim: str
    signs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One schedule: what it says, when, in which zone, whether it is on, and the event that it starts something with."""

    name: str
    expression: str
    zone: str
    enabled: bool
    event: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """One run of the machine: RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED.

    `document` is what it was started with, where one run alone was asked for.
    """

    name: str
    status: str
    started: datetime
    ended: datetime | None = None
    document: Mapping[str, Any] = field(default_factory=dict)

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.status == "RUNNING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One credential's parameter: its name, its type, and the key that it lies under. Its value is never asked for here."""

    name: str
    secure: bool
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StackClients:
    """The services that are asked. Of most there are no stubs among the development dependencies."""

    cloudformation: Any = field(repr=False)
    ses: Any = field(repr=False)
    scheduler: Any = field(repr=False)
    sns: Any = field(repr=False)
    functions: Any = field(repr=False)
    ssm: Any = field(repr=False)
    stepfunctions: Any = field(repr=False)


def stack_clients(region: str | None = None) -> StackClients:
    """Return the clients for a region, by default the environment's. Raises UsageError as `aws.clients` does."""
    patient = Config(
        retries={"mode": "standard", "total_max_attempts": 5}, connect_timeout=5, read_timeout=30
    )

    def client(service: str) -> Any:  # noqa: ANN401 - any service's client
        return boto3.client(service, region_name=region, config=patient)  # type: ignore[call-overload] # by name

    try:
        return StackClients(
            cloudformation=client("cloudformation"),
            ses=client("sesv2"),
            scheduler=client("scheduler"),
            sns=client("sns"),
            functions=client("lambda"),
            ssm=client("ssm"),
            stepfunctions=client("stepfunctions"),
        )
    except NoRegionError:
        raise UsageError("No AWS region is set: AWS_DEFAULT_REGION names it, such as eu-central-1.") from None
    except BotoCoreError as error:
        raise UsageError(f"The settings of AWS on this machine cannot be used: {error}") from None


def read_stack(name: str, clients: StackClients) -> Stack:
    """Return a deployed stack. Raises UsageError where there is none, BackendError where AWS does not answer."""
    try:
        (found,) = clients.cloudformation.describe_stacks(StackName=name)["Stacks"]
        pages = clients.cloudformation.get_paginator("list_stack_resources").paginate(StackName=name)
        rows = [row for page in pages for row in page["StackResourceSummaries"]]
    except (ClientError, BotoCoreError) as error:
        if code_of(error) == "ValidationError":
            raise UsageError(
                f"There is no stack {name} in this region and AWS account: --stack names another one, "
                "AWS_DEFAULT_REGION the region, AWS_PROFILE the account."
            ) from None
        raise BackendError(
            f"CloudFormation could not be asked for the stack {name} ({name_of(error)})."
        ) from None
    return Stack(
        name=name,
        status=found["StackStatus"],
        parameters={
            row["ParameterKey"]: row.get("ParameterValue", "") for row in found.get("Parameters", ())
        },
        outputs={row["OutputKey"]: row["OutputValue"] for row in found.get("Outputs", ())},
        resources=tuple((row["ResourceType"], row.get("PhysicalResourceId", "")) for row in rows),
    )


def sending(clients: StackClients) -> Sending | Unasked:
    """Return what SES lets this account do in this region."""

    def ask() -> Sending:
        return read_sending(clients.ses)

    return _asked("ses:GetAccount", ask)


def sender(address: str, clients: StackClients) -> Sender | Unasked | None:
    """Return the identity that an address sends under: its own, else its domain's; None where there is neither."""

    def ask() -> Sender | None:
        own = _identity(address, clients)
        domain = _identity(address.rpartition("@")[2], clients)
        # SES prefers the address; DKIM of an address is its domain's where that is verified.
        return own if own is not None and (own.verified or domain is None) else domain

    return _asked("ses:GetEmailIdentity", ask)


def _identity(name: str, clients: StackClients) -> Sender | None:
    try:
        found = clients.ses.get_email_identity(EmailIdentity=name)
    except ClientError as error:
        if code_of(error) == "NotFoundException":
            return None
        raise
    dkim = found.get("DkimAttributes", {})
    return Sender(
        identity=name,
        verified=found.get("VerifiedForSendingStatus", False),
        dkim=dkim.get("Status", "NOT_STARTED"),
        signs=dkim.get("SigningEnabled", False),
    )


def schedules(stack: Stack, clients: StackClients) -> tuple[Schedule, ...] | Unasked:
    """Return the stack's schedules."""

    def ask() -> tuple[Schedule, ...]:
        names = [one.rpartition("/")[2] for one in stack.of_kind("AWS::Scheduler::Schedule")]
        return tuple(_schedule(clients.scheduler.get_schedule(Name=name)) for name in names)

    return _asked("scheduler:GetSchedule", ask)


def _schedule(found: Mapping[str, Any]) -> Schedule:
    return Schedule(
        name=found["Name"],
        expression=found["ScheduleExpression"],
        zone=found.get("ScheduleExpressionTimezone", "UTC"),
        enabled=found.get("State") == "ENABLED",
        event=_json(found.get("Target", {}).get("Input", "{}")),
    )


def _json(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def executions(stack: Stack, clients: StackClients, most: int = 20) -> tuple[Execution, ...] | Unasked:
    """Return the newest runs, the newest first."""

    def ask() -> tuple[Execution, ...]:
        found = clients.stepfunctions.list_executions(
            stateMachineArn=stack.outputs["StateMachineArn"], maxResults=most
        )
        return tuple(_execution(row) for row in found["executions"])

    return _asked("states:ListExecutions", ask)


def execution(stack: Stack, name: str, clients: StackClients) -> Execution:
    """Return one run. Raises BackendError where it cannot be asked for."""
    arn = stack.outputs["StateMachineArn"].replace(":stateMachine:", ":execution:") + f":{name}"
    try:
        return _execution(clients.stepfunctions.describe_execution(executionArn=arn))
    except (ClientError, BotoCoreError) as error:
        raise BackendError(f"The run {name} could not be asked for ({name_of(error)}).") from None


def _execution(row: Mapping[str, Any]) -> Execution:
    return Execution(
        name=row["name"],
        status=row["status"],
        started=row["startDate"],
        ended=row.get("stopDate"),
        document=_json(row.get("input", "{}")),
    )


def call_function(name: str, event: Mapping[str, Any], clients: StackClients) -> Mapping[str, Any]:
    """Call one of the stack's functions and return its answer.

    Raises UsageError with the function's own sentence where it refuses the event, BackendError for anything else.
    """
    try:
        found = clients.functions.invoke(FunctionName=name, Payload=json.dumps(event).encode())
        answer = json.loads(found["Payload"].read())
    except (ClientError, BotoCoreError) as error:
        raise BackendError(f"The function {name} could not be called ({name_of(error)}).") from None
    if "FunctionError" in found:
        kind, said = answer.get("errorType", "an error"), answer.get("errorMessage", "")
        if kind == UsageError.__name__:
            raise UsageError(said)
        raise BackendError(f"The function {name} failed with {kind}; its log says more.")
    return answer if isinstance(answer, dict) else {}


def unconfirmed(stack: Stack, clients: StackClients) -> tuple[int, int] | Unasked:
    """Return how many subscriptions to the alarms are confirmed, and how many wait for that."""

    def ask() -> tuple[int, int]:
        confirmed = waiting = 0
        for topic in stack.of_kind("AWS::SNS::Topic"):
            pages = clients.sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
            for row in (row for page in pages for row in page["Subscriptions"]):
                pending = not row["SubscriptionArn"].startswith("arn:")
                waiting, confirmed = waiting + pending, confirmed + (not pending)
        return confirmed, waiting

    return _asked("sns:ListSubscriptionsByTopic", ask)


def concurrency(clients: StackClients) -> int | Unasked:
    """Return how many Lambdas of this account may run at once beside those that reserve places for themselves."""

    def ask() -> int:
        limit = clients.functions.get_account_settings()["AccountLimit"]
        return int(limit.get("UnreservedConcurrentExecutions", limit.get("ConcurrentExecutions", 0)))

    return _asked("lambda:GetAccountSettings", ask)


def parameters(stack: Stack, clients: StackClients) -> tuple[Parameter, ...] | Unasked:
    """Return every parameter below the stack's folder and the one that all stacks shared; no value is read."""

    def ask() -> tuple[Parameter, ...]:
        folders = sorted({f"/{stack.name}", f"/{OLD_FOLDER}"})
        wanted = [{"Key": "Path", "Option": "Recursive", "Values": folders}]
        pages = clients.ssm.get_paginator("describe_parameters").paginate(ParameterFilters=wanted)
        return tuple(
            Parameter(name=row["Name"], secure=row.get("Type") == "SecureString", key=row.get("KeyId", ""))
            for page in pages
            for row in page["Parameters"]
        )

    return _asked("ssm:DescribeParameters", ask)


def _asked(right: str, ask: Callable[[], T]) -> T | Unasked:
    """Return the answer, or which right lacks; one question that is refused keeps no other from being asked."""
    try:
        return ask()
    except (ClientError, BotoCoreError) as error:
        code = code_of(error)
        return Unasked(right, "refused" if code in _DENIED else name_of(error))
