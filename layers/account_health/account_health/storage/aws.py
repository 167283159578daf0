"""Runs on AWS: objects in S3, secrets in SSM, mail through SES, executions by Step Functions, tones by Comprehend.

Beside `aws_stack`, which asks about the stack itself, the only module that imports boto3. No error text of AWS is passed on: they quote mail addresses and values.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Protocol

import boto3  # noqa: TID251 - this is the module that talks to AWS
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    NoRegionError,
    ParamValidationError,
    PartialCredentialsError,
)

from account_health.model.errors import (
    BackendError,
    ConflictError,
    MailRefusedError,
    MailThrottledError,
    MailUnknownError,
    StorageDeniedError,
    UsageError,
)
from account_health.storage import Mail, Secret, Sending, Stored
from account_health.storage.secret import OLD_FOLDER, key_of, parameter_of, parse_secret, written_secret
from account_health.text.tone import Tone, language_of
from account_health.text.tone_lists import LANGUAGES

if TYPE_CHECKING:  # the stubs are a tool of development and not in the layer
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import PutObjectRequestTypeDef
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import SendEmailRequestTypeDef
    from mypy_boto3_ssm import SSMClient
    from mypy_boto3_ssm.type_defs import ParameterTypeDef, PutParameterRequestTypeDef
    from mypy_boto3_stepfunctions import SFNClient

_MISSING: Final = frozenset({"NoSuchKey", "NoSuchVersion"})
_NO_PARAMETER: Final = frozenset({"ParameterNotFound", "ParameterVersionNotFound"})
_DENIED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_WRITES: Final = 5
"""How often a write is tried that S3 answers with 409: another one to the same key was under way."""

_TEXTS: Final = 25
_TEXT_BYTES: Final = 5_000
"""What Comprehend takes in one request, and of one text."""

_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".json": "application/json",
        ".html": "text/html; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".eml": "message/rfc822",
        ".toml": "application/toml",
    }
)

_SLOWER: Final = frozenset({"Throttling", "ThrottlingException"})
"""How the front door of AWS asks for a slower pace with another status than 429."""

CONNECTIONS: Final = 16
"""As many as a process has threads (`connectors/pool.py`): botocore keeps ten, and throws the others away after each call."""
_DAY_IS_OVER: Final = "daily message quota exceeded"
"""SES's sentence for the quota of 24 hours, which it answers like one for a slower pace: waiting minutes is no cure for it."""
_REFUSALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AccessDeniedException": "the role may not send from this address or with this configuration set",
        "AccountSuspendedException": "the AWS account may not send mail any more, which only AWS support can lift",
        "BadRequestException": "the mail is malformed",
        "LimitExceededException": "the daily sending quota is used up and frees itself within 24 hours",
        "MailFromDomainNotVerifiedException": "the sender's MAIL FROM domain is not verified in SES",
        "MessageRejected": "the sender (in the sandbox also the recipient) is not verified in SES, or the content is refused",
        "NotFoundException": "the configuration set does not exist in this region",
        "SendingPausedException": "sending is paused for the account or for the configuration set",
    }
)
"""What SES means by an error that is certain: nothing was sent, and a person has to look."""

_CURES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "NoCredentialsError": "no AWS credentials were found; set AWS_PROFILE, or log in with the AWS CLI",
        "EndpointConnectionError": "AWS cannot be reached; check the network connection and the region",
        "ExpiredToken": "the AWS credentials have expired; log in again",
        "NoSuchBucket": "there is no such bucket; the stack's output BucketName is its name",
        "InvalidKeyId": "the stack has no key of its own yet, or you may not use it; deploy this release first, and name the stack by --stack",
    }
)
"""What a person at a laptop can do about an error of AWS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """The four services of AWS that are asked."""

    s3: "S3Client"
    ssm: "SSMClient"
    ses: "SESV2Client"
    stepfunctions: "SFNClient"


def clients(region: str | None = None) -> Clients:
    """Return the clients for a region, by default the environment's.

    SES knows no token against doubles, and botocore by default repeats a request whose answer it did not see:
    its client makes one attempt, always. The others repeat what is harmless to repeat.

    Raises UsageError where no region is known, or where a profile or AWS's settings file cannot be used.
    """
    patient = Config(
        retries={"mode": "standard", "total_max_attempts": 5},
        connect_timeout=5,
        read_timeout=30,
        max_pool_connections=CONNECTIONS,
    )
    once = Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=30)
    try:
        return Clients(
            s3=boto3.client("s3", region_name=region, config=patient),
            ssm=boto3.client("ssm", region_name=region, config=patient),
            ses=boto3.client("sesv2", region_name=region, config=once),
            stepfunctions=boto3.client("stepfunctions", region_name=region, config=patient),
        )
    except NoRegionError:
        raise UsageError("No AWS region is set: AWS_DEFAULT_REGION names it, such as eu-central-1.") from None
    except BotoCoreError as error:
        # Before the first request its texts hold names of profiles, regions and files, and nothing of a mail.
        raise UsageError(f"The settings of AWS on this machine cannot be used: {error}") from None


class SentimentClient(Protocol):
    """The one call of Comprehend that is made; its stubs would be a dependency for a single method."""

    def batch_detect_sentiment(self, *, TextList: list[str], LanguageCode: str) -> Mapping[str, Any]:  # noqa: N803 - AWS's names
        """Return `ResultList` with `Index` and `Sentiment` for each text that could be read."""


def comprehend(region: str | None = None) -> SentimentClient:
    """Return Comprehend's client. It is the only service a look can do without, so it is not waited for long."""
    brief = Config(retries={"mode": "standard", "total_max_attempts": 2}, connect_timeout=5, read_timeout=10)
    client: SentimentClient = boto3.client("comprehend", region_name=region, config=brief)
    return client


class S3Storage:
    """The objects of one bucket."""

    def __init__(self, bucket: str, client: "S3Client") -> None:
        self._bucket = bucket
        self._client = client

    def read(self, key: str) -> Stored | None:
        """Return the object; None where there is none.

        Raises StorageDeniedError where access is refused (without s3:ListBucket also for a missing object),
        BackendError for anything else. A refusal is checked by listing this very key: nobody documents whether S3 knows
        `s3:prefix` of a policy's condition when it decides between 403 and 404 for an object that is not there.
        """
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=key)
            return Stored(answer["Body"].read(), answer["ETag"])
        except (ClientError, BotoCoreError) as error:
            if code_of(error) in _MISSING or (_status(error) in _DENIED and self._certainly_missing(key)):
                return None
            raise self._translated("read", key, error) from error

    def _certainly_missing(self, key: str) -> bool:
        """Tell whether a list that we may read lacks the key."""
        try:
            answer = self._client.list_objects_v2(Bucket=self._bucket, Prefix=key, MaxKeys=1)
        except (ClientError, BotoCoreError):
            return False
        return key not in [listed["Key"] for listed in answer.get("Contents", [])]

    def write(self, key: str, body: bytes) -> None:
        """Write the object, replacing what is there; raises StorageDeniedError or BackendError."""
        self._put(self._request(key, body))

    def create(self, key: str, body: bytes) -> str:
        """Write the object only where there is none and return its version; raises ConflictError otherwise."""
        request = self._request(key, body)
        request["IfNoneMatch"] = "*"
        return self._put(request)

    def replace(self, key: str, body: bytes, version: str) -> str:
        """Write the object only over `version` and return the new one; raises ConflictError otherwise."""
        request = self._request(key, body)
        request["IfMatch"] = version
        return self._put(request)

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield every key below the prefix, sorted; raises StorageDeniedError or BackendError."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        try:
            for page in pages:
                for listed in page.get("Contents", []):
                    yield listed["Key"]
        except (ClientError, BotoCoreError) as error:
            raise self._translated("list", prefix, error) from error

    def _request(self, key: str, body: bytes) -> "PutObjectRequestTypeDef":
        kind = _TYPES.get(PurePosixPath(key).suffix, "application/octet-stream")
        return {"Bucket": self._bucket, "Key": key, "Body": body, "ContentType": kind}

    def _put(self, request: "PutObjectRequestTypeDef") -> str:
        for _ in range(_WRITES):
            try:
                return self._client.put_object(**request)["ETag"]
            except (ClientError, BotoCoreError) as error:
                if _status(error) == HTTPStatus.CONFLICT:
                    continue
                # A condition on a version of an object that is gone is answered with 404.
                gone = "IfMatch" in request and _status(error) == HTTPStatus.NOT_FOUND
                if gone or _status(error) == HTTPStatus.PRECONDITION_FAILED:
                    ours = self._written_before(request) if _was_repeated(error) else None
                    if ours is not None:
                        return ours
                    raise ConflictError(f"Somebody else wrote {request['Key']} in between.") from error
                raise self._translated("write", request["Key"], error) from error
        raise ConflictError(f"Somebody else keeps writing {request['Key']}.")

    def _written_before(self, request: "PutObjectRequestTypeDef") -> str | None:
        """Return the version that these very bytes have; None where others lie there, or where that cannot be seen.

        The client repeats a write whose answer it did not see, and then the condition is broken by our own first one (A31).
        """
        try:
            stored = self.read(request["Key"])
        except BackendError:
            return None
        return stored.version if stored is not None and stored.body == request["Body"] else None

    def _translated(self, verb: str, key: str, error: ClientError | BotoCoreError) -> BackendError:
        if _status(error) in _DENIED:
            return StorageDeniedError(
                f"S3 refuses to {verb} {key} in the bucket {self._bucket} ({name_of(error)}). "
                "The role needs the objects of this prefix, and s3:ListBucket for it."
            )
        return BackendError(f"S3 could not {verb} {key} in the bucket {self._bucket} ({name_of(error)}).")


class SsmSecrets:
    """Credentials as SecureString parameters `/<stack>/<company>/<name>`, under the stack's own key.

    What still lies below the folder that all stacks shared until 0.1 is read too, where the stack's own has none.
    """

    writable: Final = True

    def __init__(self, client: "SSMClient", stack: str = OLD_FOLDER) -> None:
        self._client = client
        self._stack = stack

    def get(self, company: str, name: str) -> Secret | None:
        """Return the credential, None where none is stored.

        Raises BackendError where SSM refuses or does not answer, or where what is stored is no JSON object.
        """
        for parameter in dict.fromkeys((self.named(company, name), parameter_of(company, name))):
            stored = self._read(parameter)
            if stored is not None:
                return Secret(
                    parse_secret(stored["Value"], parameter).values,
                    stored["LastModifiedDate"],
                    old_place=None if parameter == self.named(company, name) else parameter,
                )
        return None

    def named(self, company: str, name: str) -> str:
        """Return the parameter's name."""
        return parameter_of(company, name, self._stack)

    def put(self, company: str, name: str, secret: Secret, before: Secret) -> None:
        """Store a renewed credential over the one that was read.

        SSM knows no conditional write: what is stored is compared right before, and the number of the new version
        tells afterwards whether somebody wrote in between. Such a write is not undone, only told: both values are
        whole, and SSM keeps the one that lost as an older version.

        Raises ConflictError where something else is stored by now, or nothing; BackendError where the new one
        lacks something, where SSM refuses or does not answer, and where somebody wrote in between.
        """
        parameter = before.old_place or self.named(company, name)
        text = written_secret(secret, before, parameter)
        stored = self._read(parameter)
        if stored is None or parse_secret(stored["Value"], parameter).values != before.values:
            raise ConflictError(f"Somebody else changed the parameter {parameter} in between; it stays so.")
        try:
            answer = self._client.put_parameter(**self._request(parameter, text, stored))
        except (ClientError, BotoCoreError) as error:
            raise BackendError(
                f"SSM could not write the parameter {parameter} ({name_of(error)})."
            ) from error
        for version in range(stored["Version"] + 1, answer["Version"]):
            lost = self._read(f"{parameter}:{version}")
            # The same text is our own: the client repeats a write whose answer it did not see.
            if lost is None or lost["Value"] != text:
                raise BackendError(
                    f"Somebody else wrote version {version} of the parameter {parameter} at the same moment, and "
                    f"version {answer['Version']} lies over it. Both are kept by SSM: look which one is right."
                )

    def store(self, company: str, name: str, secret: Secret) -> str:
        """Store a credential that a person made, over an older one too, and return its parameter.

        Raises BackendError where SSM refuses or does not answer.
        """
        parameter = self.named(company, name)
        text = written_secret(secret, Secret({}), parameter)
        try:
            stored = self._read(parameter)
            if stored and stored["Type"] != "SecureString":
                raise BackendError(
                    f"The parameter {parameter} is readable text: delete it first, its type cannot be changed."
                )
            self._client.put_parameter(**self._request(parameter, text, stored))
        except (ClientError, BotoCoreError) as error:
            raise BackendError(
                f"SSM could not write the parameter {parameter} ({name_of(error)})."
            ) from error
        return parameter

    def _request(
        self, parameter: str, text: str, before: "ParameterTypeDef | None"
    ) -> "PutParameterRequestTypeDef":
        """Return the request that writes a parameter, with the type that it has: that cannot be changed.

        SSM takes its own key for whoever names none, and would go back to it at each renewal. The old folder belongs to
        every stack of the AWS account, so that nothing there may need the key of one.
        """
        request: PutParameterRequestTypeDef = {
            "Name": parameter,
            "Value": text,
            "Type": before["Type"] if before else "SecureString",
            "Overwrite": before is not None,
        }
        if request["Type"] == "SecureString" and parameter.startswith(f"/{self._stack}/"):
            request["KeyId"] = key_of(self._stack)
        return request

    def _read(self, parameter: str) -> "ParameterTypeDef | None":
        try:
            return self._client.get_parameter(Name=parameter, WithDecryption=True)["Parameter"]
        except (ClientError, BotoCoreError) as error:
            if code_of(error) in _NO_PARAMETER:
                return None
            raise BackendError(f"SSM could not read the parameter {parameter} ({name_of(error)}).") from error


class SesMailer:
    """Sends through SES, one request a mail."""

    def __init__(self, client: "SESV2Client", configuration_set: str | None = None) -> None:
        self._client = client
        self._configuration_set = configuration_set

    def send(self, mail: Mail) -> str:
        """Send and return SES's message id.

        Raises MailThrottledError (429), MailRefusedError (any other 4xx, and what never left this machine)
        or MailUnknownError (5xx, time-out, connection lost). They carry no cause: botocore's texts quote
        addresses and whatever it found malformed.
        """
        request: SendEmailRequestTypeDef = {
            "FromEmailAddress": mail.sender,
            "Destination": {"ToAddresses": [mail.recipient]},
            "Content": {"Raw": {"Data": mail.raw}},
            "EmailTags": [{"Name": name, "Value": value} for name, value in mail.tags],
        }
        if self._configuration_set is not None:
            request["ConfigurationSetName"] = self._configuration_set
        try:
            return self._client.send_email(**request)["MessageId"]
        except (NoCredentialsError, ParamValidationError, PartialCredentialsError) as error:
            raise MailRefusedError(f"The mail was not handed to SES ({name_of(error)}).") from None
        except (ClientError, BotoCoreError) as error:
            raise _mail_error(error) from None

    def holds_back(self, address: str) -> bool | None:
        """Return whether SES's account-level suppression list holds the address; None where SES does not tell us."""
        try:
            self._client.get_suppressed_destination(EmailAddress=address)
        except ClientError as error:
            return False if code_of(error) == "NotFoundException" else None
        except BotoCoreError:
            return None
        return True

    def sending(self) -> Sending | None:
        """Return what SES lets this account do; None where it does not tell us."""
        try:
            return read_sending(self._client)
        except (ClientError, BotoCoreError):
            return None


def read_sending(client: "SESV2Client") -> Sending:
    """Return what SES lets this account do in this region. Raises as botocore does."""
    found = client.get_account()
    quota = found.get("SendQuota", {})
    return Sending(
        production=found.get("ProductionAccessEnabled", False),
        enabled=found.get("SendingEnabled", False),
        state=found.get("EnforcementStatus", "HEALTHY"),
        a_day=quota.get("Max24HourSend", 0.0),
        a_second=quota.get("MaxSendRate", 0.0),
        sent=quota.get("SentLast24Hours", 0.0),
    )


class StepFunctionsEngine:
    """Starts executions of one state machine."""

    def __init__(self, machine: str, client: "SFNClient") -> None:
        self._machine = machine
        self._client = client

    def start(self, name: str, document: Mapping[str, object]) -> bool:
        """Start the execution; False where one of this name exists already, running or not.

        Raises BackendError where Step Functions refuses or does not answer.
        """
        try:
            self._client.start_execution(
                stateMachineArn=self._machine, name=name, input=json.dumps(document, ensure_ascii=False)
            )
        except (ClientError, BotoCoreError) as error:
            if code_of(error) == "ExecutionAlreadyExists":
                return False
            raise BackendError(f"The execution {name} could not be started ({name_of(error)}).") from error
        return True


class ComprehendTones:
    """Reads the tone of texts by Amazon Comprehend: what it calls negative is criticism, all else is nothing."""

    def __init__(self, client: SentimentClient) -> None:
        self._client = client

    def read(self, texts: Sequence[str]) -> Sequence[Tone]:
        """Return one tone for each text, in their order; a text that Comprehend cannot read has no tone of its own.

        Raises BackendError where Comprehend refuses or does not answer.
        """
        negative: set[int] = set()
        for language in LANGUAGES:
            spoken = [
                place for place, text in enumerate(texts) if text.strip() and language_of(text) == language
            ]
            for begin in range(0, len(spoken), _TEXTS):
                negative |= self._negative(texts, spoken[begin : begin + _TEXTS], language)
        return tuple(Tone("criticism" if place in negative else "other") for place in range(len(texts)))

    def _negative(self, texts: Sequence[str], places: Sequence[int], language: str) -> set[int]:
        cut = [
            texts[place].encode(errors="replace")[:_TEXT_BYTES].decode(errors="ignore") for place in places
        ]
        try:
            answer = self._client.batch_detect_sentiment(TextList=cut, LanguageCode=language)
        except (ClientError, BotoCoreError) as error:
            raise BackendError(f"Comprehend could not read the tone of texts ({name_of(error)}).") from None
        return {
            places[row["Index"]] for row in answer.get("ResultList", ()) if row["Sentiment"] == "NEGATIVE"
        }


def _mail_error(
    error: ClientError | BotoCoreError,
) -> MailThrottledError | MailRefusedError | MailUnknownError:
    status = _status(error)
    if _DAY_IS_OVER in _said(error):
        return MailRefusedError(f"SES refused the mail: {_REFUSALS['LimitExceededException']}.")
    if status == HTTPStatus.TOO_MANY_REQUESTS or code_of(error) in _SLOWER:
        return MailThrottledError("SES asks for a slower pace; the mail was not sent.")
    if status is not None and HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        cause = _REFUSALS.get(code_of(error) or "", "SES gives no reason that we know")
        return MailRefusedError(f"SES refused the mail ({name_of(error)}): {cause}.")
    return MailUnknownError(f"SES gave no answer that says whether the mail went out ({name_of(error)}).")


def _said(error: ClientError | BotoCoreError) -> str:
    """Return AWS's own sentence, in lower case: to be compared, never to be repeated."""
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Message", "")).lower()
    return ""


def _status(error: ClientError | BotoCoreError) -> int | None:
    """Return the answer's HTTP status; None where there was no answer."""
    if isinstance(error, ClientError):
        return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return None


def _was_repeated(error: ClientError | BotoCoreError) -> bool:
    """Tell whether the client had asked before this answer."""
    return isinstance(error, ClientError) and error.response["ResponseMetadata"].get("RetryAttempts", 0) > 0


def code_of(error: ClientError | BotoCoreError) -> str | None:
    """Return AWS's code of an error; None where there was no answer."""
    if isinstance(error, ClientError):
        return error.response.get("Error", {}).get("Code")
    return None


def name_of(error: ClientError | BotoCoreError) -> str:
    """Return what may be told of an error: AWS's code or the class, never the text; with the cure of the usual ones."""
    name = code_of(error) or type(error).__name__
    return f"{name}: {_CURES[name]}" if name in _CURES else name
