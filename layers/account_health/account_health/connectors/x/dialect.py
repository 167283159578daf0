"""X's two vocabularies. In July 2026 its OpenAPI document (2.167) renamed tweets to posts; both are still answered.

An unknown field or expansion is dropped without a word, with status 200, and billed. So one request speaks one
vocabulary only, its first page is checked for what we rely on, and the other one is tried where that is missing.
The older one goes first: it gives authors, references and earlier versions inside the post, where the newer one sells
them as expansions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from account_health.connectors.values import inner, objects
from account_health.connectors.x.client import XClient
from account_health.connectors.x.errors import InvalidRequestError
from account_health.model.errors import UnreadableAnswerError

Rows: TypeAlias = tuple[Mapping[str, Any], ...]

_USER_FIELDS: Final = (
    "created_at", "description", "entities", "id", "location", "name", "profile_banner_url", "profile_image_url",
    "protected", "public_metrics", "url", "username", "verified_type", "withheld",
)  # fmt: skip
_POST_FIELDS: Final = ("conversation_id", "created_at", "entities", "id", "reply_settings", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What one kind of request asks for in one vocabulary, and what its first page may not lack.

    `lacks` names what no row of a page has although it must; None where nothing is missing.
    """

    parameters: Mapping[str, str]
    lacks: Callable[[Rows], str | None]


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


def _needs(*names: str) -> Callable[[Rows], str | None]:
    """Every post has these: what a post may lack, such as what it refers to, tells nothing of a vocabulary."""

    def lacks(rows: Rows) -> str | None:
        return next((name for name in names if rows and all(row.get(name) is None for row in rows)), None)

    return lacks


def _user_lacks(name: str, *metrics: str) -> Callable[[Rows], str | None]:
    """The pinned post is absent where none is pinned: then the metrics show which vocabulary was understood."""

    def lacks(rows: Rows) -> str | None:
        if any(row.get(name) for row in rows):
            return None
        known = [inner(row.get("public_metrics")) for row in rows]
        return None if all(any(one in metric for one in metrics) for metric in known) else name

    return lacks


def _question(
    fields: tuple[str, ...], key: str, expansions: str, lacks: Callable[[Rows], str | None]
) -> Question:
    parameters = {key: ",".join(sorted(fields))} | ({"expansions": expansions} if expansions else {})
    return Question(parameters=MappingProxyType(parameters), lacks=lacks)


_TWEET_FIELDS: Final = (
    *_POST_FIELDS, "author_id", "edit_history_tweet_ids", "in_reply_to_user_id", "note_tweet", "referenced_tweets",
)  # fmt: skip

TWEET: Final = Dialect(
    name="tweet",
    user=_question(
        (*_USER_FIELDS, "pinned_tweet_id"), "user.fields", "", _user_lacks("pinned_tweet_id", "tweet_count")
    ),
    own=_question(_TWEET_FIELDS, "tweet.fields", "", _needs("conversation_id", "author_id")),
    mentions=_question(_TWEET_FIELDS, "tweet.fields", "", _needs("conversation_id", "author_id")),
    single=_question(("id", "text", "note_tweet"), "tweet.fields", "", _needs("text")),
)
POST: Final = Dialect(
    name="post",
    user=_question(
        _USER_FIELDS, "user.fields", "pinned_post_id", _user_lacks("pinned_post_id", "post_count")
    ),
    own=_question(
        (*_POST_FIELDS, "note_post"),
        "post.fields",
        "edit_history_post_ids,in_reply_to_user_id,referenced_posts",
        _needs("conversation_id", "edit_history_post_ids"),
    ),
    mentions=_question(
        (*_POST_FIELDS, "note_post"),
        "post.fields",
        "author_id,edit_history_post_ids,in_reply_to_user_id,referenced_posts",
        _needs("conversation_id", "author_id"),
    ),
    single=_question(("id", "text", "note_post"), "post.fields", "", _needs("text")),
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
    trouble: UnreadableAnswerError | None = None
    kind = "users" if topic == "user" else "posts"
    for dialect in order:
        question: Question = getattr(dialect, topic)
        try:
            body = client.get(path, {**parameters, **question.parameters}, kind)
        except InvalidRequestError as error:
            trouble = trouble or error
            continue
        data = body.get("data")
        lacks = question.lacks(objects(data) or ((data,) if isinstance(data, Mapping) else ()))
        if lacks is None:
            return Heard(body=body, dialect=dialect)
        heard = heard or Heard(body=body, dialect=dialect, lacks=lacks)
    if heard is None:
        raise trouble or InvalidRequestError("X was asked in no vocabulary.")
    return heard
