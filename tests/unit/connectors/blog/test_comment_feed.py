"""Comments from a comment feed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from account_health.connectors.blog.comment_feed import comment_number, conversation_of_feed, post_of
from account_health.connectors.connector import Look
from account_health.connectors.feeds import FeedEntry, ReadFeed
from tests.builders import NOW, company, days_ago

UNUSED: Any = None
"""What a pure function does not touch of a look."""


def entry(url: str, identity: str = "") -> FeedEntry:
    """Return an entry of which only addresses matter."""
    return FeedEntry(identity, url, "", "", "", None, None)


@pytest.mark.parametrize(
    ("url", "identity", "number"),
    [
        ("https://example.org/rosen/#comment-31", "", "31"),
        ("https://example.org/?p=9#comment-31", "", "31"),
        ("https://example.org/rosen/", "https://example.org/?p=9#comment-31", "31"),
        ("https://x.blogspot.com/2026/11/a.html?showComment=1769#c4711", "", "4711"),
        ("https://x.blogspot.com/2026/11/a.html", "tag:blogger.com,1999:blog-1.post-4711", "4711"),
    ],
)
def test_numbers_are_those_of_the_comment(url: str, identity: str, number: str) -> None:
    """The same as in the REST API, so that an item keeps its id whichever way it was read."""
    assert comment_number(entry(url, identity)) == number


def test_without_a_number_the_id_still_stays_the_same() -> None:
    """A hash of what names the entry: the same tomorrow, another for another entry."""
    one, other = entry("https://example.org/a", "x"), entry("https://example.org/a", "y")
    assert comment_number(one) == comment_number(entry("https://example.org/b", "x"))
    assert comment_number(one) != comment_number(other)


@pytest.mark.parametrize(
    ("url", "post"),
    [
        ("https://example.org/rosen/#comment-31", "https://example.org/rosen/"),
        ("https://example.org/rosen/comment-page-2/#comment-31", "https://example.org/rosen/"),
        ("https://example.org/?p=9#comment-31", "https://example.org/?p=9"),
        ("https://example.org/?p=9&cpage=2#comment-31", "https://example.org/?p=9"),
        ("https://x.blogspot.com/a.html?showComment=1#c1", "https://x.blogspot.com/a.html"),
    ],
)
def test_comments_of_one_post_share_its_address(url: str, post: str) -> None:
    """A feed shows no threads, so the post is the thread."""
    assert post_of(url) == post


def test_a_comment_with_an_impossible_date_is_not_left_out_as_old() -> None:
    """It may be of today, so it stays, and what waits goes on waiting."""
    whole = company()
    look = Look(company=whole, account=whole.accounts[0], now=NOW, fetcher=UNUSED, pool=UNUSED)
    moments = (datetime(1970, 1, 1, tzinfo=UTC), days_ago(1), days_ago(100))
    entries = tuple(
        FeedEntry(f"https://example.org/a#comment-{number}", "", "", "", "Wann?", at, None)
        for number, at in enumerate(moments)
    )
    talk = conversation_of_feed(ReadFeed("rss", "", entries), look, days_ago(90))
    assert {item.id for item in talk.items} == {"blog-blog-0", "blog-blog-1"}
