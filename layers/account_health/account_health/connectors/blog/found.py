"""What a search for a blog's posts found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from account_health.model import Feed, NotOffered, Posts, Statement, Unavailable


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """The parts `posts` and `feed`, and what else the feed tells.

    That is the address of a post to look at, how many comments lately posts have, where the newest ones link to, and for
    the next look: the dates of the newest, named feeds that are not ours, and whether the whole site was searched.
    """

    posts: Posts | Unavailable | NotOffered
    feed: Feed | Unavailable | NotOffered
    newest_post: str | None = None
    comments: int = 0
    links: tuple[Statement, ...] = ()
    seen: Mapping[str, datetime] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    searched: bool = False


NOT_ASKED = FoundFeed(NotOffered(), NotOffered())
"""For an account of which no posts are expected."""
