"""From one setting to where the product runs: a bucket means AWS, a folder means this machine."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from account_health.model.errors import UsageError
from account_health.storage import AnsweringMailer, Secrets, Storage
from account_health.storage.local import EmlMailer, EnvironmentSecrets, FolderStorage
from account_health.storage.secret import OLD_FOLDER

if TYPE_CHECKING:
    from account_health.storage.aws import Clients

STORE: Final = "ACCOUNT_HEALTH_STORE"
"""The variable that names the storage: `s3://BUCKET` or a folder."""

CONFIGURATION_SET: Final = "ACCOUNT_HEALTH_CONFIGURATION_SET"
"""The variable that names SES's configuration set, where there is one."""

STACK: Final = "ACCOUNT_HEALTH_STACK"
"""The variable that names the stack, below whose name its credentials lie; account-health where it is not set."""

_BUCKET = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backends:
    """The three things that the product needs from where it runs."""

    storage: Storage
    secrets: Secrets
    mailer: AnsweringMailer


def choose(environ: Mapping[str, str]) -> Backends:
    """Return the backends that `ACCOUNT_HEALTH_STORE` names.

    With `s3://BUCKET` they are S3, SSM and SES; with a folder, its files, the environment (and `registry/.env`)
    and `.eml` files below `outbox/`. Raises UsageError where the variable is missing or names neither.
    """
    place = place_of(environ)
    return _on_aws(place, environ) if isinstance(place, str) else in_folder(place, environ)


def place_of(environ: Mapping[str, str]) -> str | Path:
    """Return the bucket's name or the folder that `ACCOUNT_HEALTH_STORE` names; raises UsageError."""
    store = environ.get(STORE, "").strip()
    if not store:
        raise UsageError(f"{STORE} is not set. It names the storage: s3://BUCKET or a folder.")
    if "://" not in store:
        return Path(store).expanduser()
    match = _BUCKET.fullmatch(store)
    if match is None:
        raise UsageError(f"{STORE} is {store}. It has to be s3://BUCKET, without a path, or a folder.")
    return match[1]


def in_folder(folder: Path, environ: Mapping[str, str]) -> Backends:
    """Return what works on this machine alone, below a folder."""
    return Backends(
        storage=FolderStorage(folder),
        secrets=EnvironmentSecrets(environ, folder / "registry" / ".env"),
        mailer=EmlMailer(folder / "outbox"),
    )


def _on_aws(bucket: str, environ: Mapping[str, str]) -> Backends:
    # Not at the top: at a laptop nobody needs boto3, and it is not among the package's dependencies.
    try:
        from account_health.storage import aws  # noqa: PLC0415 - as said above
    except ModuleNotFoundError:
        raise UsageError(
            f"{STORE} is s3://{bucket}, which needs boto3 beside account-health: pipx inject account-health boto3, or pip install boto3"
        ) from None

    return on_bucket(bucket, environ, aws.clients())


def on_bucket(bucket: str, environ: Mapping[str, str], clients: "Clients") -> Backends:
    """Return what works on AWS, over clients that were made already."""
    from account_health.storage import aws  # noqa: PLC0415 - whoever holds clients has boto3

    return Backends(
        storage=aws.S3Storage(bucket, clients.s3),
        secrets=aws.SsmSecrets(clients.ssm, environ.get(STACK) or OLD_FOLDER),
        mailer=aws.SesMailer(clients.ses, environ.get(CONFIGURATION_SET) or None),
    )
