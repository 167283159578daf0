"""The clients of AWS's services, each with its patience."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import boto3  # noqa: TID251 - a module that talks to AWS
from botocore.config import Config
from botocore.exceptions import BotoCoreError, NoRegionError

from account_health.model.errors import UsageError

if TYPE_CHECKING:  # the stubs are a tool of development and not in the layer
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_ssm import SSMClient
    from mypy_boto3_stepfunctions import SFNClient

CONNECTIONS: Final = 16
"""As many as a process has threads (`connectors/pool.py`): botocore keeps ten, and throws the others away after each call."""


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
