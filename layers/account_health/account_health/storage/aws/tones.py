"""Tones by Amazon Comprehend, for whoever switched it on."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

import boto3  # noqa: TID251 - a module that talks to AWS
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from account_health.model.errors import BackendError
from account_health.storage.aws.errors import name_of
from account_health.text.tone import Tone, language_of
from account_health.text.tone_lists import LANGUAGES

_TEXTS: Final = 25
_TEXT_BYTES: Final = 5_000
"""What Comprehend takes in one request, and of one text."""


class SentimentClient(Protocol):
    """The one call of Comprehend that is made; its stubs would be a dependency for a single method."""

    def batch_detect_sentiment(self, *, TextList: list[str], LanguageCode: str) -> Mapping[str, Any]:  # noqa: N803 - AWS's names
        """Return `ResultList` with `Index` and `Sentiment` for each text that could be read."""


def comprehend(region: str | None = None) -> SentimentClient:
    """Return Comprehend's client. It is the only service a look can do without, so it is not waited for long."""
    brief = Config(retries={"mode": "standard", "total_max_attempts": 2}, connect_timeout=5, read_timeout=10)
    client: SentimentClient = boto3.client("comprehend", region_name=region, config=brief)
    return client


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
