"""What may be told of an error of AWS: its code and its status, never its text, which quotes mail addresses and values."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

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


def status_of(error: ClientError | BotoCoreError) -> int | None:
    """Return the answer's HTTP status; None where there was no answer."""
    if isinstance(error, ClientError):
        return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return None


def was_repeated(error: ClientError | BotoCoreError) -> bool:
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
