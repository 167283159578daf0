"""Objects in one bucket of S3, with conditional writes."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError

from account_health.model.errors import BackendError, ConflictError, StorageDeniedError
from account_health.storage import Stored
from account_health.storage.aws.errors import code_of, name_of, status_of, was_repeated

if TYPE_CHECKING:  # the stubs are a tool of development and not in the layer
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import PutObjectRequestTypeDef

_MISSING: Final = frozenset({"NoSuchKey", "NoSuchVersion"})
_DENIED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_WRITES: Final = 5
"""How often a write is tried that S3 answers with 409: another one to the same key was under way."""

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
            if code_of(error) in _MISSING or (status_of(error) in _DENIED and self._certainly_missing(key)):
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
                if status_of(error) == HTTPStatus.CONFLICT:
                    continue
                # A condition on a version of an object that is gone is answered with 404.
                gone = "IfMatch" in request and status_of(error) == HTTPStatus.NOT_FOUND
                if gone or status_of(error) == HTTPStatus.PRECONDITION_FAILED:
                    ours = self._written_before(request) if was_repeated(error) else None
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
        if status_of(error) in _DENIED:
            return StorageDeniedError(
                f"S3 refuses to {verb} {key} in the bucket {self._bucket} ({name_of(error)}). "
                "The role needs the objects of this prefix, and s3:ListBucket for it."
            )
        return BackendError(f"S3 could not {verb} {key} in the bucket {self._bucket} ({name_of(error)}).")
