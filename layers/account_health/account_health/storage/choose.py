"""From one setting to where the product runs: a bucket means AWS, a folder means this machine."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from account_health.model.errors import UsageError
from account_health.storage import Mailer, Secrets, Storage
from account_health.storage.local import EmlMailer, EnvironmentSecrets, FolderStorage

STORE: Final = "ACCOUNT_HEALTH_STORE"
"""The variable that names the storage: `s3://BUCKET` or a folder."""

CONFIGURATION_SET: Final = "ACCOUNT_HEALTH_CONFIGURATION_SET"
"""The variable that names SES's configuration set, where there is one."""

_BUCKET = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backends:
    """The three things that the product needs from where it runs."""

    storage: Storage
    secrets: Secrets
    mailer: Mailer


def choose(environ: Mapping[str, str]) -> Backends:
    """Return the backends that `ACCOUNT_HEALTH_STORE` names.

    With `s3://BUCKET` they are S3, SSM and SES; with a folder, its files, the environment (and `registry/.env`)
    and `.eml` files below `outbox/`. Raises UsageError where the variable is missing or names neither.
    """
    store = environ.get(STORE, "").strip()
    if not store:
        raise UsageError(f"{STORE} is not set. It names the storage: s3://BUCKET or a folder.")
    if "://" in store:
        return _on_aws(store, environ)
    folder = Path(store).expanduser()
    return Backends(
        storage=FolderStorage(folder),
        secrets=EnvironmentSecrets(environ, folder / "registry" / ".env"),
        mailer=EmlMailer(folder / "outbox"),
    )


def _on_aws(store: str, environ: Mapping[str, str]) -> Backends:
    match = _BUCKET.fullmatch(store)
    if match is None:
        raise UsageError(f"{STORE} is {store}. It has to be s3://BUCKET, without a path, or a folder.")
    # Not at the top: at a laptop nobody needs boto3, and it is not among the package's dependencies.
    try:
        from account_health.storage import aws  # noqa: PLC0415 - as said above
    except ModuleNotFoundError:
        raise UsageError(
            f"{STORE} is {store}, which needs boto3 beside account-health: pip install boto3"
        ) from None

    clients = aws.clients()
    return Backends(
        storage=aws.S3Storage(match[1], clients.s3),
        secrets=aws.SsmSecrets(clients.ssm),
        mailer=aws.SesMailer(clients.ses, environ.get(CONFIGURATION_SET)),
    )
