"""Comments from a comment feed."""

import pytest

from account_health.connectors.blog.comment_feed import comment_number, post_of
from account_health.connectors.feeds import FeedEntry


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
