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
_LARGEST: Final = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class XPost:
    """A post. `id` is its newest version, `first` the one that was published; people are ids of users.

    `between` are versions between the two, which an answer may refer to as well; `links` the addresses behind the
    short ones. `limited` says that not everybody may reply.
    """

    id: int
    first: int
    author: str | None
    handle: str | None
    text: str
    conversation: int
    reply_to: str | None = None
    replied: frozenset[int] = frozenset()
    quoted: frozenset[int] = frozenset()
    reposts: bool = False
    links: tuple[str, ...] = ()
    limited: bool = False
    between: tuple[int, ...] = ()

    @property
    def is_reply(self) -> bool:
        """Whether it answers another post, also one of the same author."""
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
    return number if 0 < number <= _LARGEST else None


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
    history = first_of(row, "edit_history_tweet_ids", "edit_history_post_ids")
    versions = [one for each in history if (one := number_of(each))] if isinstance(history, list) else []
    refers: dict[str, set[int]] = {}
    for reference in references(row):
        if (named := number_of(reference.get("id"))) is not None:
            refers.setdefault(text(reference.get("type")) or "", set()).add(named)
    author = identifier(row.get("author_id"))
    words = text_of(row)
    every = tuple(sorted({number, *versions}))
    first = every[0]
    return XPost(
        id=number,
        first=first,
        author=author,
        handle=text(row.get("username")) or handles.get(author),
        text=words,
        conversation=number_of(row.get("conversation_id")) or first,
        reply_to=identifier(row.get("in_reply_to_user_id")),
        replied=frozenset(refers.get("replied_to", ())),
        quoted=frozenset(refers.get("quoted", ())),
        reposts="retweeted" in refers or words.startswith("RT @"),
        links=_links(row),
        limited=(text(row.get("reply_settings")) or "everyone") != "everyone",
        between=every[1:-1],
    )


def text_of(row: Mapping[str, Any]) -> str:
    """Return a post's whole text: a long one stands in a note, and X writes & < > as HTML does."""
    note = inner(first_of(row, "note_tweet", "note_post"))
    return unescape(text(note.get("text")) or text(row.get("text")) or "")


def _links(row: Mapping[str, Any]) -> tuple[str, ...]:
    urls = objects(inner(row.get("entities")).get("urls"))
    return tuple(link for one in urls if (link := text(one.get("expanded_url"))))
