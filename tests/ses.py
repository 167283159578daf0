"""SES as a server that people complain about: it takes mails, loses answers, refuses, and tells of it on the event bus."""

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import boto3  # noqa: TID251 - stands between the product and moto's SES
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import HTTPClientError, ReadTimeoutError
from moto.core.botocore_stubber import MockRawResponse

_PARTS = {"DeliveryDelay": "deliveryDelay", "Rendering Failure": "failure"}


HEALTHY: Mapping[str, Any] = {
    "ProductionAccessEnabled": True,
    "SendingEnabled": True,
    "EnforcementStatus": "HEALTHY",
    "SendQuota": {"Max24HourSend": 50_000.0, "MaxSendRate": 14.0, "SentLast24Hours": 3.0},
}
"""What SES says of an account that is well (API reference, GetAccount); moto does not know the question."""


def answer_for_the_account(**differs: Any) -> None:
    """Let SES say this of the account to clients that are made from now on."""

    def answer(**_: object) -> Any:  # the answer ends the way to AWS; the stubs know of none
        told = {**HEALTHY, **differs}
        return AWSResponse("https://email.example", 200, HTTPHeaders(), MockRawResponse(b"")), told

    assert boto3.DEFAULT_SESSION is not None
    boto3.DEFAULT_SESSION.events.register_first("before-call.sesv2.GetAccount", answer)


@dataclass
class Ses:
    """Counts every request; `does` says for a recipient what happens to it, by default what moto does.

    What a function of `does` returns is the answer; it may raise an error of the connection.
    """

    does: dict[str, Callable[[Mapping[str, Any]], AWSResponse | None]] = field(default_factory=dict)
    requests: list[Mapping[str, Any]] = field(default_factory=list)
    listed: dict[str, int] = field(default_factory=dict)
    """Address -> the status that asking SES's own list for it gets; 404, as for an address that is not on it, else."""

    def listen(self) -> None:
        """Take the place of SES for the clients that are made from now on."""
        assert boto3.DEFAULT_SESSION is not None
        boto3.DEFAULT_SESSION.events.register_first("before-send.sesv2.SendEmail", self._take)
        boto3.DEFAULT_SESSION.events.register_first(
            "before-call.sesv2.GetSuppressedDestination", self._look_up
        )

    def _look_up(
        self, params: Mapping[str, Any], **_: object
    ) -> Any:  # the answer ends the way to AWS; the stubs know of none
        """Answer as SES does about its suppression list, which moto does not know (API reference, GetSuppressedDestination)."""
        address = unquote(params["url_path"].rpartition("/")[2])
        status = self.listed.get(address, 404)
        code = {404: "NotFoundException", 403: "AccessDeniedException"}.get(status)
        answer: dict[str, Any] = (
            {"Error": {"Code": code}} if code else {"SuppressedDestination": {"EmailAddress": address}}
        )
        return AWSResponse("https://email.example", status, HTTPHeaders(), MockRawResponse(b"")), answer

    def asked(self, recipient: str) -> list[Mapping[str, Any]]:
        """Return the requests for a recipient."""
        return [one for one in self.requests if one["Destination"]["ToAddresses"] == [recipient]]

    def event(self, recipient: str, kind: str, **own: object) -> dict[str, Any]:
        """Return what EventBridge hands over about the last request for a recipient."""
        request = self.asked(recipient)[-1]
        tags = {tag["Name"]: [tag["Value"]] for tag in request["EmailTags"]}
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": f"Email {kind}",
            "source": "aws.ses",
            "time": "2026-11-23T07:00:09Z",
            "detail": {
                "eventType": kind,
                _PARTS.get(kind, kind.lower()): own,
                "mail": {
                    "timestamp": "2026-11-23T07:00:08.000Z",
                    "messageId": "0107019a-ses-knows",
                    "destination": [recipient],
                    "tags": {**tags, "ses:configuration-set": [request["ConfigurationSetName"]]},
                },
            },
        }

    def _take(
        self, request: AWSPreparedRequest, **_: Any
    ) -> Any:  # an AWSResponse ends the way to AWS; the stubs know of none
        assert isinstance(request.body, bytes)
        asked = json.loads(request.body)
        self.requests.append(asked)
        [recipient] = asked["Destination"]["ToAddresses"]
        return self.does[recipient](asked) if recipient in self.does else None


def times_out(_asked: Mapping[str, Any]) -> AWSResponse:
    """Take the mail and never answer."""
    raise ReadTimeoutError(endpoint_url="https://email.example")


def breaks_off(_asked: Mapping[str, Any]) -> AWSResponse:
    """Lose the connection."""
    raise HTTPClientError(error="reset by peer")


def answers(status: int, code: str) -> Callable[[Mapping[str, Any]], AWSResponse]:
    """Return what answers with an error of SES."""

    def answer(_asked: Mapping[str, Any]) -> AWSResponse:
        headers = HTTPHeaders()
        headers["x-amzn-ErrorType"] = code
        body = json.dumps({"__type": code, "message": "about owner@www.cafe.example"}).encode()
        return AWSResponse("https://email.example", status, headers, MockRawResponse(body))

    return answer
