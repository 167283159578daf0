"""Posts of X: numbers that hold a time, and two spellings of one thing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from account_health.connectors.x.posts import XPost, moment_of, number_of, posts_in, read_post

OLD: dict[str, Any] = {
    "id": "1578516068309794817",
    "text": "@morgenrot danke &amp; bis bald https://t.co/a",
    "author_id": "7",
    "conversation_id": "1578516068309794000",
    "in_reply_to_user_id": "1",
    "edit_history_tweet_ids": ["1578516068309794816", "1578516068309794817"],
    "referenced_tweets": [{"type": "replied_to", "id": "1578516068309794000"}, {"type": "quoted", "id": "9"}],
    "reply_settings": "following",
    "note_tweet": {"text": "@morgenrot danke &amp; bis bald, lang"},
    "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://x.com/morgenrot/status/9"}, {}]},
}
RENAMED = {
    "edit_history_tweet_ids": "edit_history_post_ids",
    "referenced_tweets": "referenced_posts",
    "note_tweet": "note_post",
}


def test_a_number_holds_the_time() -> None:
    """Checked against a recorded post of 7 October 2022."""
    assert moment_of(1578516068309794817) == datetime(2022, 10, 7, 22, 42, 12, tzinfo=UTC)


def test_both_vocabularies_give_the_same_post() -> None:
    """What is renamed means the same."""
    new = {RENAMED.get(name, name): value for name, value in OLD.items()}
    post = read_post(OLD, {})
    assert post == read_post(new, {})
    assert post == XPost(
        id=1578516068309794817,
        versions=(1578516068309794816, 1578516068309794817),
        author="7",
        handle=None,
        text="@morgenrot danke & bis bald, lang",
        conversation=1578516068309794000,
        reply_to="1",
        replied=frozenset({1578516068309794000}),
        quoted=frozenset({9}),
        limited=True,
    )


def test_names_that_came_along_are_used() -> None:
    """The newer vocabulary sells the author, so its name is there."""
    body = {"data": [OLD], "includes": {"users": [{"id": "7", "username": "sabine"}]}}
    assert [post.handle for post in posts_in(body)] == ["sabine"]


@pytest.mark.parametrize("value", [None, "", "abc", "-1", "0", "٣", 1.5, True, [], "9" * 30, str(2**63)])
def test_what_is_no_number_is_none(value: object) -> None:
    """Ids are decimal numbers of up to 63 bits."""
    assert number_of(value) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*OLD, "type", "id", "urls"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*OLD, *RENAMED.values()]), json_values))
def test_no_answer_breaks_the_reading(row: dict[str, Any]) -> None:
    """Whatever X sends, a post comes out or nothing."""
    post = read_post(row, {})
    assert post is None or post.first <= post.id
    assert len(posts_in({"data": [row, row], "includes": row})) in (0, 2)
