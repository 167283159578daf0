"""What a search for a blog's posts found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from account_health.model import Feed, NotOffered, Posts, Statement, Unavailable

AGES_UNKNOWN: Final = timedelta(days=14)
"""So long nobody can say of a comment without a date that it waits too long already, or not yet."""


@dataclass(frozen=True, slots=True)
class FirstSights:
    """When a look first saw each comment that carries no date, by its id; `since` is when looks began to see them.

    What was there from the beginning may be of any age; what came later is as old as its first sight.
    """

    since: datetime
    at: Mapping[str, datetime] = field(default_factory=dict)

    def of(self, item: str, now: datetime) -> datetime:
        """Return since when a comment is known to be there."""
        return min(self.at.get(item, now), now)

    def may_be_older(self, item: str, now: datetime) -> bool:
        """Say whether a comment was there from the beginning, and that so lately that its age is unknown."""
        first = self.of(item, now)
        return first <= self.since and now - first < AGES_UNKNOWN


@dataclass(frozen=True, slots=True)
class Written:
    """One of the newest posts: its page, its title, and of its text the beginning and where it links to; () where none is known."""

    url: str
    title: str
    text: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """The parts `posts` and `feed`, and what else the feed tells.

    That is the address of a post to look at, how many comments lately posts have, where the newest ones link to, and for
    the next look: the dates of the newest, named feeds that are not ours, whether the whole site was searched, when
    comments without a date were first seen, None where no page of a post was read, and the root of WordPress's interface.
    `newest` are the newest posts as written, at most ten.
    """

    posts: Posts | Unavailable | NotOffered
    feed: Feed | Unavailable | NotOffered
    newest_post: str | None = None
    comments: int = 0
    links: tuple[Statement, ...] = ()
    seen: Mapping[str, datetime] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    searched: bool = False
    undated: FirstSights | None = None
    rest: str | None = None
    newest: tuple[Written, ...] = ()


NOT_ASKED = FoundFeed(NotOffered(), NotOffered())
"""For an account of which no posts are expected."""
