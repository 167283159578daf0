"""Who hears the alarms: asked of SNS, since an alarm without a reader is silence that looks like health."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

import boto3  # noqa: TID251 - a module that talks to AWS
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

_BRIEF: Final = Config(
    retries={"mode": "standard", "total_max_attempts": 3}, connect_timeout=5, read_timeout=10
)


class TopicClient(Protocol):
    """The one call of SNS that is made; its stubs would be a dependency for a single method."""

    def get_topic_attributes(self, *, TopicArn: str) -> Mapping[str, Any]:  # noqa: N803 - AWS's name
        """Return `Attributes` with `SubscriptionsConfirmed`, a number as text."""


def alarm_readers(topic: str, client: TopicClient | None = None) -> int | None:
    """Return how many subscriptions to the topic are confirmed; None where SNS does not tell us."""
    try:
        asked: TopicClient = client or boto3.client("sns", config=_BRIEF)
        found = asked.get_topic_attributes(TopicArn=topic)
    except (ClientError, BotoCoreError):
        return None
    confirmed = found["Attributes"].get("SubscriptionsConfirmed", "")
    return int(confirmed) if confirmed.isdecimal() else None
