"""The memory of a look at X: what is written is read again, what is broken is none, and words are not kept for ever."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from account_health.connectors.x.memory import (
    LARGEST,
    LONGEST_TEXT,
    MOST_REPLIES,
    Cursor,
    Kept,
    Memory,
    Mention,
    Reply,
    Stretch,
    cut,
    forget,
    read_memory,
    write_memory,
)
from account_health.memory.state import WORDS_KEPT
from tests.builders import NOW

numbers = st.integers(1, 2**63 - 1)
texts = st.text(max_size=40)
times = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive there
stretches = st.builds(Stretch, times, st.none() | numbers, st.integers(0, 900))
cursors = st.builds(Cursor, st.just(0) | numbers, st.none() | times, st.none() | stretches)
mentions = st.builds(
    Mention,
    id=numbers,
    version=numbers,
    author=st.none() | texts,
    handle=st.none() | texts,
    text=texts,
    conversation=numbers,
    passing=st.booleans(),
    confirmed=times,
    sound=st.none() | st.sampled_from(["criticism", "question", "other"]),
    between=st.lists(numbers, max_size=3).map(tuple),
)
replies = st.builds(Reply, numbers, numbers, st.none() | texts, st.lists(numbers, max_size=3).map(tuple))
memories = st.builds(
    Memory,
    user=texts,
    looked=times,
    dialect=st.sampled_from(["tweet", "post"]),
    posts=cursors,
    mentions=cursors,
    own=st.lists(st.tuples(numbers, st.booleans()), max_size=5).map(tuple),
    newest=st.none() | st.builds(Kept, numbers, texts),
    pinned=st.none() | st.builds(Kept, numbers, texts),
    open=st.lists(mentions, max_size=5).map(tuple),
    answered=st.lists(st.tuples(numbers, numbers), max_size=5).map(tuple),
    replies=st.lists(replies, max_size=5).map(tuple),
    lost_at=st.none() | times,
    badge=st.none() | st.tuples(st.booleans(), st.none() | times),
    ours=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
)
EMPTY = Memory(user="1", looked=NOW)


@settings(deadline=None)
@given(memories)
def test_what_is_written_is_read_again(memory: Memory) -> None:
    """Every field survives, with every letter there is."""
    assert read_memory(write_memory(memory)) == memory


def mention(number: int, text: str = "wann?") -> Mention:
    """Return somebody's question."""
    return Mention(number, number, "5", "gast", text, number, passing=False, confirmed=NOW)


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
    many = tuple(Reply(number, number) for number in range(1, MOST_REPLIES + 2))
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


@pytest.mark.parametrize(
    "written", [None, "", "{", "[]", "null", '"x"', "[" * 100_000, '{"v": 2}', '{"v": 3}']
)
def test_what_is_no_memory_is_none(written: str | None) -> None:
    """A state that somebody edited, or that another version wrote."""
    assert read_memory(written) is None


def test_words_that_no_look_confirmed_for_four_weeks_are_forgotten() -> None:
    """Who asked goes on to wait, by the tone of what was asked; thanks need no room at all."""
    kept = replace(
        EMPTY, open=(mention(1), mention(2, "Danke!"), mention(3, "Das war verdorben, eine Frechheit!"))
    )
    assert forget(kept, NOW + WORDS_KEPT - timedelta(seconds=1)) == kept
    after = forget(kept, NOW + WORDS_KEPT)
    assert [(one.id, one.text, one.handle, one.sound) for one in after.open] == [
        (1, "", None, "question"),
        (3, "", None, "criticism"),
    ]
    assert forget(after, NOW + 2 * WORDS_KEPT) == after
    assert "verdorben" not in write_memory(after)


def test_a_memory_of_the_first_form_keeps_who_waits() -> None:
    """It was written before overlaps were read; both timelines are then read anew, which only costs."""
    first = {
        "v": 1, "user": "1", "looked": "2026-11-23T07:00:00+00:00", "dialect": "post",
        "posts": {"since": "9", "holes": [], "start": None}, "mentions": {"since": None, "holes": [], "start": None},
        "own": [["9", 1]], "newest": ["9", "Brot"], "pinned": None, "answered": [["3", "9"]], "replies": [],
        "open": [["5", "7", "8", None, "wann?", "5", 0, "6"]], "lost_at": None, "badge": [1, None],
    }  # fmt: skip
    assert read_memory(json.dumps(first)) == Memory(
        user="1",
        looked=NOW,
        dialect="post",
        own=((9, True),),
        newest=Kept(9, "Brot"),
        answered=((3, 9),),
        open=(Mention(5, 7, "8", None, "wann?", 5, passing=False, confirmed=NOW, between=(6,)),),
        badge=(True, None),
    )


def test_long_texts_are_cut() -> None:
    """A post may have 25,000 characters."""
    assert len(cut("a" * 5_000)) == LONGEST_TEXT
