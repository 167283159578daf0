"""X's two vocabularies. In July 2026 its OpenAPI document (2.167) renamed tweets to posts; both are still answered.

An unknown field or expansion is dropped without a word, with status 200, and billed. So one request speaks one
vocabulary only, its first page is checked for what we rely on, and the other one is tried where that is missing.
The older one goes first: it gives authors, references and earlier versions inside the post, where the newer one sells
them as expansions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from account_health.connectors.values import inner, objects
from account_health.connectors.x.client import XClient
from account_health.connectors.x.errors import InvalidRequestError

Rows: TypeAlias = tuple[Mapping[str, Any], ...]

_USER_FIELDS: Final = (
    "created_at", "description", "entities", "id", "location", "name", "profile_banner_url", "profile_image_url",
    "protected", "public_metrics", "url", "username", "verified_type", "withheld",
)  # fmt: skip
_POST_FIELDS: Final = ("conversation_id", "created_at", "entities", "id", "reply_settings", "text")


class Question(NamedTuple):
    """What one kind of request asks for in one vocabulary, and fields of which a page may not lack every single one.

    Every row has these: what a row may lack, such as what a post refers to, tells nothing of a vocabulary.
    """

    parameters: Mapping[str, str]
    needs: tuple[str, ...]

    def lacks(self, rows: Rows) -> str | None:
        """Return the needed field that no row has, None where nothing is missing."""
        return next((name for name in self.needs if rows and not any(_has(row, name) for row in rows)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One vocabulary: its questions about users, own posts, mentions and single posts."""

    name: Literal["tweet", "post"]
    user: Question
    own: Question
    mentions: Question
    single: Question


def first_of(row: Mapping[str, Any], *names: str) -> Any:  # noqa: ANN401 - JSON of the outside world
    """Return the value of the first of these names that a row has: one thing, spelt in both ways."""
    return next((row[name] for name in names if row.get(name) is not None), None)


def references(row: Mapping[str, Any]) -> Rows:
    """Return what a post refers to, in either spelling."""
    return objects(first_of(row, "referenced_tweets", "referenced_posts"))


def _has(row: Mapping[str, Any], name: str) -> bool:
    return row.get(name) is not None or inner(row.get("public_metrics")).get(name) is not None


def _ask(fields: str, names: Iterable[str], needs: str, expansions: str = "") -> Question:
    parameters = {fields: ",".join(sorted(names))} | ({"expansions": expansions} if expansions else {})
    return Question(MappingProxyType(parameters), tuple(needs.split()))


_TWEET_FIELDS: Final = (
    *_POST_FIELDS, "author_id", "edit_history_tweet_ids", "in_reply_to_user_id", "note_tweet", "referenced_tweets",
)  # fmt: skip
_SOLD: Final = "edit_history_post_ids,in_reply_to_user_id,referenced_posts"
"""What the newer vocabulary gives with a post only as expansions."""

TWEET: Final = Dialect(
    name="tweet",
    user=_ask("user.fields", (*_USER_FIELDS, "pinned_tweet_id"), "tweet_count"),
    own=_ask("tweet.fields", _TWEET_FIELDS, "conversation_id author_id"),
    mentions=_ask("tweet.fields", _TWEET_FIELDS, "conversation_id author_id"),
    single=_ask("tweet.fields", ("id", "text", "note_tweet"), "text"),
)
POST: Final = Dialect(
    name="post",
    user=_ask("user.fields", _USER_FIELDS, "post_count", "pinned_post_id"),
    own=_ask("post.fields", (*_POST_FIELDS, "note_post"), "conversation_id edit_history_post_ids", _SOLD),
    mentions=_ask(
        "post.fields", (*_POST_FIELDS, "note_post"), "conversation_id author_id", f"author_id,{_SOLD}"
    ),
    single=_ask("post.fields", ("id", "text", "note_post"), "text"),
)
DIALECTS: Final[Mapping[str, Dialect]] = MappingProxyType({one.name: one for one in (TWEET, POST)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An answer, and the vocabulary in which it was asked for. `lacks` names what neither vocabulary brought."""

    body: Mapping[str, Any]
    dialect: Dialect
    lacks: str | None = None


def ask_in(
    client: XClient, order: tuple[Dialect, ...], topic: str, path: str, parameters: Mapping[str, str]
) -> Heard:
    """Ask in one vocabulary after the other until one answer has what we need.

    `topic` is the name of the question: user, own, mentions or single. Where both lack something, the first answer
    counts and says what. Raises CollectError; InvalidRequestError only where X understands neither vocabulary.
    """
    heard: Heard | None = None
    trouble = InvalidRequestError("X was asked in no vocabulary.")
    kind = "users" if topic == "user" else "posts"
    for dialect in order:
        question: Question = getattr(dialect, topic)
        try:
            body = client.get(path, {**parameters, **question.parameters}, kind)
        except InvalidRequestError as error:
            trouble = error
            continue
        lacks = question.lacks(objects(body.get("data")))
        heard = heard if heard and lacks else Heard(body=body, dialect=dialect, lacks=lacks)
        if lacks is None:
            break
    if heard is None:
        raise trouble
    return heard
