"""The memory of a look at X: what is written is read again, and what is broken is none."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from account_health.connectors.x.memory import (
    LARGEST,
    LONGEST_TEXT,
    MOST_REPLIES,
    Kept,
    Memory,
    Mention,
    Reply,
    Span,
    Track,
    cut,
    read_memory,
    write_memory,
)
from tests.builders import NOW

numbers = st.integers(1, 2**63 - 1)
texts = st.text(max_size=40)
times = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive there
spans = st.builds(Span, since=st.none() | numbers, start=st.none() | times, until=st.none() | numbers)
tracks = st.builds(Track, st.none() | numbers, st.lists(spans, max_size=3).map(tuple))
mentions = st.builds(
    Mention,
    id=numbers,
    version=numbers,
    author=st.none() | texts,
    handle=st.none() | texts,
    text=texts,
    conversation=numbers,
    passing=st.booleans(),
)
replies = st.builds(
    Reply,
    id=numbers,
    conversation=numbers,
    to=st.none() | texts,
    targets=st.lists(numbers, max_size=3).map(tuple),
)
memories = st.builds(
    Memory,
    user=texts,
    looked=times,
    dialect=st.sampled_from(["tweet", "post"]),
    posts=tracks,
    mentions=tracks,
    own=st.lists(st.tuples(numbers, st.booleans()), max_size=5).map(tuple),
    newest=st.none() | st.builds(Kept, numbers, texts),
    pinned=st.none() | st.builds(Kept, numbers, texts),
    open=st.lists(mentions, max_size=5).map(tuple),
    answered=st.lists(st.tuples(numbers, numbers), max_size=5).map(tuple),
    replies=st.lists(replies, max_size=5).map(tuple),
    lost_at=st.none() | times,
)
EMPTY = Memory(user="1", looked=NOW)


@settings(deadline=None)
@given(memories)
def test_what_is_written_is_read_again(memory: Memory) -> None:
    """Every field survives, with every letter there is."""
    assert read_memory(write_memory(memory)) == memory


def mention(number: int, text: str = "wann?") -> Mention:
    """Return somebody's question."""
    return Mention(id=number, version=number, author="5", handle=None, text=text, conversation=number)


def test_a_memory_never_grows_beyond_its_room() -> None:
    """The oldest mentions go first, and that something was lost is remembered."""
    memory = replace(EMPTY, open=tuple(mention(number, "ä" * LONGEST_TEXT) for number in range(1, 100)))
    written = write_memory(memory)
    assert len(written.encode()) <= LARGEST
    kept = read_memory(written)
    assert kept is not None
    assert kept.lost_at == NOW
    assert 0 < len(kept.open) < 99
    assert kept.open[-1].id == 99


def test_replies_that_are_dropped_are_remembered_as_lost() -> None:
    """Otherwise somebody who got an answer would be told as waiting."""
    many = tuple(Reply(id=number, conversation=number) for number in range(1, MOST_REPLIES + 2))
    kept = read_memory(write_memory(replace(EMPTY, replies=many)))
    assert kept is not None
    assert (len(kept.replies), kept.lost_at) == (MOST_REPLIES, NOW)


@pytest.mark.parametrize("key", list(json.loads(write_memory(EMPTY))))
@pytest.mark.parametrize("value", ["", 5, [5], {"a": 1}, [[1, 2]], None, "2026-13-99", 1e400])
def test_a_broken_memory_is_none_or_whole(key: str, value: object) -> None:
    """Whatever stands in one of its fields, reading it raises nothing."""
    broken = json.loads(write_memory(EMPTY)) | {key: value}
    read_memory(json.dumps(broken))
    del broken[key]
    assert read_memory(json.dumps(broken)) is None


@pytest.mark.parametrize("written", [None, "", "{", "[]", "null", '"x"', "[" * 100_000, '{"v": 2}'])
def test_what_is_no_memory_is_none(written: str | None) -> None:
    """A state that somebody edited, or that another version wrote."""
    assert read_memory(written) is None


def test_long_texts_are_cut() -> None:
    """A post may have 25,000 characters."""
    assert len(cut("a" * 5_000)) == LONGEST_TEXT
