"""Who hears the alarms, as SNS tells it."""

from collections.abc import Iterator
from typing import Any

import boto3  # noqa: TID251 - plays the stack's topic
import pytest
from botocore.stub import Stubber
from moto import mock_aws

from account_health.storage.aws.alarms import alarm_readers

TOPIC = "arn:aws:sns:eu-central-1:123456789012:account-health-AlarmTopic"


@pytest.fixture
def sns(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """SNS as moto plays it."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    with mock_aws():
        yield boto3.client("sns")


def test_a_topic_without_a_reader_is_known_as_one(sns: Any) -> None:
    """Nobody subscribed, or the subscription is gone."""
    topic = sns.create_topic(Name="alarms")["TopicArn"]
    assert alarm_readers(topic) == 0


@pytest.mark.parametrize(("confirmed", "waiting"), [("1", "0"), ("0", "1"), ("2", "1")])
def test_only_who_confirmed_counts(sns: Any, confirmed: str, waiting: str) -> None:
    """Whoever has yet to open the link hears nothing."""
    attributes = {"SubscriptionsConfirmed": confirmed, "SubscriptionsPending": waiting, "TopicArn": TOPIC}
    with Stubber(sns) as answers:
        answers.add_response("get_topic_attributes", {"Attributes": attributes}, {"TopicArn": TOPIC})
        assert alarm_readers(TOPIC, sns) == int(confirmed)


def test_what_sns_does_not_tell_is_not_known(sns: Any) -> None:
    """A topic that is not there, a right that lacks, an answer without the number: no answer is not nobody."""
    assert alarm_readers(TOPIC) is None
    with Stubber(sns) as answers:
        answers.add_client_error("get_topic_attributes", "AuthorizationError", http_status_code=403)
        assert alarm_readers(TOPIC, sns) is None
        answers.add_response("get_topic_attributes", {"Attributes": {"TopicArn": TOPIC}})
        assert alarm_readers(TOPIC, sns) is None
