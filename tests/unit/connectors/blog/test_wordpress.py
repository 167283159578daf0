"""Comments as WordPress's REST API gives them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from account_health.connectors.blog.responders import Responders
from account_health.connectors.blog.wordpress import (
    Window,
    comments_url,
    conversation,
    parse_comments,
)
from account_health.connectors.connector import Look
from account_health.model import Reason
from account_health.model.errors import UnreadableAnswerError
from tests.builders import company
from tests.unit.connectors.blog.pages import FIXTURES, SITE

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
UNUSED: Any = None
"""What a pure function does not touch of a look."""
BAKERY = company()
LOOK = Look(company=BAKERY, account=BAKERY.accounts[0], now=NOW, fetcher=UNUSED, pool=UNUSED)
NOBODY = Responders.of(BAKERY, BAKERY.accounts[0])


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


def test_a_page_without_a_new_id_shows_that_its_number_is_not_heard() -> None:
    """A cache that drops the query gives the same ten again and again: they are counted once, and more there may be."""
    rows = [{"id": number, "status": "approved", "date_gmt": "2026-11-20T09:30:00"} for number in range(10)]
    first = parse_comments(rows, SITE)
    read = first.and_more(first)
    assert (len(read.ids), read.repeated) == (10, True)
    for total in (35, None):
        found = conversation(LOOK, read, NOBODY, Window(NOW - timedelta(days=90), total))
        assert found.gap is not None
        assert found.gap.reason is Reason.CUT_OFF
    other = parse_comments([dict(row, id=row["id"] + 10) for row in rows], SITE)  # type: ignore[operator]
    assert not first.and_more(other).repeated


def test_links_from_other_sites_count_as_read() -> None:
    """The site's total counts them, too, so that with them everything was read."""
    rows = [
        {"id": 1, "status": "approved", "date_gmt": "2026-11-20T09:30:00"},
        {"id": 2, "status": "approved", "date_gmt": "2026-11-20T09:30:00", "type": "pingback"},
    ]
    assert (
        conversation(LOOK, parse_comments(rows, SITE), NOBODY, Window(NOW - timedelta(days=90), 2)).gap
        is None
    )


def test_a_comment_names_what_it_hangs_below() -> None:
    """Also where that is gone; at the top it hangs below nothing, and the post is the thread."""
    row = {"status": "approved", "date_gmt": "2026-11-20T09:30:00", "post": 7}
    rows = [row | {"id": 4, "parent": 3}, row | {"id": 2, "parent": 0}]
    found = conversation(LOOK, parse_comments(rows, SITE), NOBODY, Window(NOW - timedelta(days=90), 2))
    assert [(one.reply_to, one.thread) for one in found.items] == [
        ("blog-blog-3", "post-7"),
        (None, "post-7"),
    ]


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
    talk = conversation(LOOK, parse_comments(rows, SITE), NOBODY, Window(NOW - timedelta(days=90), total=3))
    assert {item.id for item in talk.items} == {"blog-blog-1", "blog-blog-2"}


@pytest.mark.parametrize("written", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_date_beyond_the_calendar_is_a_comment_that_cannot_be_read(written: str) -> None:
    """In UTC there is no such day."""
    assert parse_comments([{"id": 1, "status": "approved", "date_gmt": written}], SITE).unread == 1
