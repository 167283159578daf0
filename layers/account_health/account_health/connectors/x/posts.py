"""One post of X as we need it, in either vocabulary, and the time that its number holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any, Final

from account_health.connectors.values import identifier, inner, objects, text
from account_health.connectors.x.dialect import first_of, references

EPOCH_MS: Final = 1_288_834_974_657
"""When X began to put the time into the numbers of posts: 4 November 2010 (twitter-archive/snowflake)."""
_SHIFT: Final = 22
_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST_NUMBER: Final = 2**63 - 1
_EDITABLE: Final = timedelta(hours=1)
"""Within this time a post can be edited (docs.x.com, Edit Posts)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XPost:
    """A post. `id` is its newest version, `versions` all that are known, oldest first; people are ids of users.

    `conversation` is the number of the post that began it, this one's first version where that is this post; None where
    X does not say and the post begins with a name, as replies do. `limited` says that not everybody may reply.
    """

    id: int
    versions: tuple[int, ...]
    author: str | None
    handle: str | None
    text: str
    conversation: int | None
    reply_to: str | None = None
    replied: frozenset[int] = frozenset()
    quoted: frozenset[int] = frozenset()
    reposts: bool = False
    limited: bool = False

    @property
    def first(self) -> int:
        """The number under which it was published."""
        return self.versions[0]

    @property
    def is_reply(self) -> bool:
        """Whether it answers another post, also one of the same author, and one that is gone."""
        return bool(self.replied) or self.reply_to is not None or self.conversation != self.first


def moment_of(number: int) -> datetime:
    """Return the time that a post's number holds, cut to seconds."""
    return _START + timedelta(seconds=((number >> _SHIFT) + EPOCH_MS) // 1000)


def number_of(value: object) -> int | None:
    """Return a post's number, None for anything else."""
    written = identifier(value)
    if written is None or not written.isascii() or not written.isdigit() or len(written) > 19:  # noqa: PLR2004 - digits of 2**63
        return None
    number = int(written)
    return number if 0 < number <= LARGEST_NUMBER else None


def posts_in(body: Mapping[str, Any]) -> tuple[XPost, ...]:
    """Return the posts of an answer; what has no number is no post."""
    users = objects(inner(body.get("includes")).get("users"))
    handles = {identifier(one.get("id")): text(one.get("username")) for one in users}
    return tuple(post for row in objects(body.get("data")) if (post := read_post(row, handles)) is not None)


def read_post(row: Mapping[str, Any], handles: Mapping[str | None, str | None]) -> XPost | None:
    """Return one post; `handles` maps ids of users to handles as far as the answer names them."""
    number = number_of(row.get("id"))
    if number is None:
        return None
    refers: dict[str, set[int]] = {}
    for reference in references(row):
        if (named := number_of(reference.get("id"))) is not None:
            refers.setdefault(text(reference.get("type")) or "", set()).add(named)
    author, reply_to = identifier(row.get("author_id")), identifier(row.get("in_reply_to_user_id"))
    history = first_of(row, "edit_history_tweet_ids", "edit_history_post_ids")
    versions = {one for each in history if (one := number_of(each))} if isinstance(history, list) else set()
    versions.add(number)
    words = text_of(row)
    conversation = number_of(row.get("conversation_id")) or (None if words.startswith("@") else number)
    answers = "replied_to" in refers or reply_to is not None
    if (
        conversation
        and not answers
        and timedelta() <= moment_of(min(versions)) - moment_of(conversation) <= _EDITABLE
    ):
        versions.add(conversation)  # the first version of a post that was edited, whatever the history names
    every = tuple(sorted(versions))
    return XPost(
        id=number,
        versions=every,
        author=author,
        handle=text(row.get("username")) or handles.get(author),
        text=words,
        conversation=every[0] if conversation in versions else conversation,
        reply_to=reply_to,
        replied=frozenset(refers.get("replied_to", ())),
        quoted=frozenset(refers.get("quoted", ())),
        reposts="retweeted" in refers,
        limited=(text(row.get("reply_settings")) or "everyone") != "everyone",
    )


def text_of(row: Mapping[str, Any]) -> str:
    """Return a post's whole text: a long one stands in a note, and X writes & < > as HTML does."""
    note = inner(first_of(row, "note_tweet", "note_post"))
    return unescape(text(note.get("text")) or text(row.get("text")) or "")
