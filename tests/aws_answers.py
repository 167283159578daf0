"""AWS as a table of answers, for the services that moto plays in part only: each call and each answer is held to AWS's own model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import boto3  # noqa: TID251 - plays AWS
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.validate import validate_parameters

from account_health.storage.aws.stack import StackClients
from tests.template import REGION

SERVICES = {
    "cloudformation": "cloudformation",
    "ses": "sesv2",
    "scheduler": "scheduler",
    "sns": "sns",
    "functions": "lambda",
    "ssm": "ssm",
    "stepfunctions": "stepfunctions",
}
"""Field of StackClients -> the service's name."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error of AWS in place of an answer. Its text holds a canary: nobody may pass it on."""

    code: str
    status: int = 400


@dataclass
class Answers:
    """What AWS answers, by the operation's name: an answer, a Refusal, or a function of the call's parameters.

    `calls` holds every call as (operation, parameters). An operation without an answer is an error of the test's.
    """

    table: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    _given: Mapping[str, Any] = field(default_factory=dict)

    def clients(self) -> StackClients:
        """Return real clients of boto3 whose requests end here."""
        return StackClients(**{name: self._client(service) for name, service in SERVICES.items()})

    def named(self, operation: str) -> list[Mapping[str, Any]]:
        """Return the parameters of every call of one operation."""
        return [given for name, given in self.calls if name == operation]

    def _client(self, service: str) -> Any:
        client: Any = boto3.client(  # type: ignore[call-overload] # by name
            service, region_name=REGION, aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="canary"
        )
        client.meta.events.register("before-parameter-build", self._remember)
        client.meta.events.register("before-call", self._answer)
        return client

    def _remember(self, params: Mapping[str, Any], **_: Any) -> None:
        self._given = dict(params)

    def _answer(self, model: Any, **_: Any) -> tuple[AWSResponse, Mapping[str, Any]]:
        self.calls.append((model.name, self._given))
        answer: Any = self.table[model.name]
        if isinstance(answer, Callable):  # type: ignore[arg-type] # any function
            answer = answer(self._given)
        if isinstance(answer, Refusal):
            error = {"Error": {"Code": answer.code, "Message": "canary: somebody@example.org"}}
            return AWSResponse("https://aws.example", answer.status, HTTPHeaders(), None), {
                **error,
                "ResponseMetadata": {"HTTPStatusCode": answer.status},
            }
        validate_parameters(
            {key: value for key, value in answer.items() if key != "Payload"}, model.output_shape
        )
        return AWSResponse("https://aws.example", 200, HTTPHeaders(), None), answer
