"""What an account publishes: its own posts, and the feed in which a blog lists them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from account_health.model.part import Unavailable


@dataclass(frozen=True, slots=True)
class Post:
    """One own post with the time of its publication."""

    id: str
    url: str
    at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Younger:
    """That something may be younger than every post that counts, and how young at most.

    `why` is "undated" for an entry without a usable date that stands above the newest one, "feeds" for a second list of
    which nobody can tell whether it holds the company's own posts, "typed" for news typed into one page by hand.
    """

    at: datetime
    why: Literal["undated", "feeds", "typed"]


@dataclass(frozen=True, slots=True)
class Posts:
    """Own posts, newest first, and what about their dates could not be used.

    `dated_by` is "entry" where each post carries its own time; "lastmod" where only a sitemap's
    change dates are known, "making" where the list dates them by itself: those may prove age, never freshness.
    `refused` holds dates as written that are impossible (before 1995, more than 48 h ahead);
    `undated` counts posts whose date is missing or cannot be read.
    """

    items: tuple[Post, ...]
    dated_by: Literal["entry", "lastmod", "making"] = "entry"
    undated: int = 0
    refused: tuple[str, ...] = ()
    younger: Younger | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A blog's feed: where it is, how it was found, its format and how many entries it has.

    `problem` is set where the address answers but is no usable feed, or where there is none at all: "no_blog" where the
    site has none and was never registered as one. `found_by` is "section" for one that a section's page names or that
    lies where its maker puts it, "list" where the posts stand in a list of that page instead.
    """

    url: str | None
    found_by: Literal["registered", "link", "header", "path", "section", "list", "sitemap", "nothing"]
    format: str | None
    entries: int
    problem: Literal["none_found", "not_found", "not_a_feed", "no_entries", "no_blog"] | None = None
    gap: Unavailable | None = None
