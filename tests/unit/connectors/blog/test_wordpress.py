"""Comments as WordPress's REST API gives them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from account_health.connectors.blog.responders import Responders
from account_health.connectors.blog.wordpress import (
    Comment,
    Window,
    comments_url,
    conversation,
    parse_comments,
    threads_of,
)
from account_health.connectors.connector import Look
from account_health.model.errors import UnreadableAnswerError
from tests.builders import company
from tests.unit.connectors.blog.pages import FIXTURES, SITE

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
UNUSED: Any = None
"""What a pure function does not touch of a look."""


def comment(number: int, parent: int = 0, post: int = 1) -> Comment:
    """Return a comment of which only the thread matters."""
    at = NOW - timedelta(hours=number)
    return Comment(id=number, post=post, parent=parent, author=0, author_name="", at=at, url="", text="")


def test_comments_are_read_as_people_read_them() -> None:
    """Plain words, times in UTC, no pingbacks, no address that is not one; what cannot be read is counted."""
    read = parse_comments(json.loads((FIXTURES / "wp_comments.json").read_text(encoding="utf-8")), SITE)
    assert read.unread == 1
    assert [one.id for one in read.items] == [31, 30, 28, 27]
    first, second, third, _ = read.items
    assert (first.author_name, first.author, first.text) == ("Rosa Grünspan", 3, "Gerne, ab März wieder.")
    assert first.at == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert (second.author_name, second.text) == ("Uli K.", "Gibt es die Rose auch in weiß? 🌹")
    assert third.url == ""


@pytest.mark.parametrize("value", [{}, {"code": "rest_forbidden"}, "text", None, 3])
def test_what_is_no_list_is_refused(value: object) -> None:
    """An error object is no empty list of comments."""
    with pytest.raises(UnreadableAnswerError):
        parse_comments(value, SITE)


def test_comments_that_wait_for_approval_are_not_public() -> None:
    """With a login the API may show more than visitors see."""
    row = {"id": 1, "date_gmt": "2026-11-20T09:30:00", "status": "hold"}
    assert parse_comments([row], SITE).items == ()


def test_replies_belong_to_the_root_of_their_chain() -> None:
    """Also where the chain begins outside of what was read, and where it runs in a circle."""
    threads = threads_of(
        (comment(4, 3), comment(3, 2), comment(2), comment(9, 8), comment(6, 5), comment(5, 6))
    )
    assert threads[4] == threads[3] == threads[2] == "comment-2"
    assert threads[9] == "comment-8"
    assert threads[5] == threads[6]


def test_in_a_flat_theme_a_post_is_a_thread() -> None:
    """Without any parent a later answer on the same post answers what stands before it."""
    assert threads_of((comment(1, post=7), comment(2, post=7), comment(3, post=8))) == {
        1: "post-7",
        2: "post-7",
        3: "post-8",
    }


def test_a_long_chain_is_no_recursion() -> None:
    """Ten thousand replies in one chain have one root."""
    chain = tuple(comment(number, number - 1) for number in range(1, 10_001))
    assert set(threads_of(chain).values()) == {"comment-1"}


def test_the_address_of_a_page_of_comments() -> None:
    """Both forms of a root, the time without a zone, and only parameters that anybody may use."""
    pretty = comments_url("https://example.org/wp-json/", NOW)
    assert pretty.startswith(
        "https://example.org/wp-json/wp/v2/comments?per_page=100&page=1&orderby=date_gmt&order=desc"
    )
    assert "after=2026-11-23T07%3A00%3A00&" in pretty
    plain = comments_url("https://example.org/index.php?rest_route=/", NOW, 2)
    assert plain.startswith("https://example.org/index.php?rest_route=/wp/v2/comments&per_page=100&page=2&")


@pytest.mark.parametrize(
    "written", ["0001-01-01T00:00:00", "1970-01-01T00:00:00", "9999-12-31T23:59:59", "2031-01-01T00:00:00"]
)
def test_a_comment_with_an_impossible_date_is_not_left_out_as_old(written: str) -> None:
    """It may be of today, so it stays, and what waits goes on waiting."""
    rows = [
        {"id": 1, "status": "approved", "date_gmt": written},
        {"id": 2, "status": "approved", "date_gmt": "2026-11-20T09:30:00"},
        {"id": 3, "status": "approved", "date_gmt": "2020-11-20T09:30:00"},
    ]
    whole = company()
    look = Look(company=whole, account=whole.accounts[0], now=NOW, fetcher=UNUSED, pool=UNUSED)
    responders = Responders.of(whole, whole.accounts[0])
    talk = conversation(
        look, parse_comments(rows, SITE), responders, Window(NOW - timedelta(days=90), total=3)
    )
    assert {item.id for item in talk.items} == {"blog-blog-1", "blog-blog-2"}


@pytest.mark.parametrize("written", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_date_beyond_the_calendar_is_a_comment_that_cannot_be_read(written: str) -> None:
    """In UTC there is no such day."""
    assert parse_comments([{"id": 1, "status": "approved", "date_gmt": written}], SITE).unread == 1
