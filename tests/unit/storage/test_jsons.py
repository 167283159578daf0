"""What a run saves comes back unchanged, and a damaged file is refused by name."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from account_health.judging.history import History
from account_health.memory.state import State
from account_health.model import (
    PARTS,
    Access,
    Badge,
    Conversation,
    Inbox,
    Item,
    ListingStatus,
    NotOffered,
    Post,
    Posts,
    Reason,
    Site,
    Snapshot,
    Unavailable,
)
from account_health.model.company import Company
from account_health.model.errors import BrokenFileError
from account_health.registry import read_company
from account_health.storage.jsons import from_json, time_text, to_json

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MOMENTS = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False, width=32),
    bool: st.booleans(),
    date: st.dates(),
    datetime: MOMENTS,
    NoneType: st.none(),
}


def generated(kind: Any) -> st.SearchStrategy[Any]:
    """Return values of a type hint whose times are in UTC without fraction and whose texts a file can hold."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    arguments = get_args(kind)
    if get_origin(kind) is Literal:
        return st.sampled_from(arguments)
    if get_origin(kind) in {Union, UnionType}:
        return st.one_of([generated(each) for each in arguments])
    if get_origin(kind) is tuple:
        several = arguments[-1] is Ellipsis
        return (
            st.lists(generated(arguments[0]), max_size=2).map(tuple)
            if several
            else st.tuples(*map(generated, arguments))
        )
    if is_dataclass(kind):
        return st.builds(kind, **{name: generated(hint) for name, hint in get_type_hints(kind).items()})  # type: ignore[arg-type] # a class
    return st.sampled_from(list(kind))


def snapshot(**parts: Any) -> Snapshot:
    """Return a small snapshot with some parts."""
    return replace(
        Snapshot(account="blog", platform="blog", url="https://blog.example/", taken_at=NOW, requests=3),
        **parts,
    )


def damaged(taken: Snapshot, *path: str | int, value: object = None) -> bytes:
    """Return a snapshot's file in which one value was replaced, or taken away."""
    whole = json.loads(to_json(taken))
    holder = whole
    for step in path[:-1]:
        holder = holder[step]
    if value is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return json.dumps(whole).encode()


SEEN = snapshot(
    posts=Posts((Post("1", "https://blog.example/1", NOW, "Größe"),)),
    comments=Conversation((Item("c1", "comment", "https://blog.example/1#c", "A", "B", NOW, "c1"),), NOW),
    feed=Unavailable(Reason.TOO_SLOW, "no answer in 20 s"),
)


@pytest.mark.parametrize("field", [each.name for each in fields(Snapshot)])
@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_snapshot_comes_back_unchanged(field: str, data: st.DataObject) -> None:
    """Every part, observed, unavailable or not offered, survives the file, byte for byte."""
    taken = snapshot(**{field: data.draw(generated(get_type_hints(Snapshot)[field]))})
    written = to_json(taken)
    assert from_json(Snapshot, written) == taken
    assert to_json(from_json(Snapshot, written)) == written


@pytest.mark.parametrize("kind", [History, State, Company])
@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_else_is_saved_comes_back_unchanged(kind: type[object], data: st.DataObject) -> None:
    """History, state and company survive the file."""
    value = data.draw(generated(kind))
    assert from_json(kind, to_json(value)) == value


def test_a_registered_company_comes_back_unchanged() -> None:
    """What the registry file said is the same after saving."""
    company = read_company(
        b'name = "N"\n[report]\nto = ["a@b.example"]\n[[accounts]]\nurl = "https://a.example/"\nresponders = [3, "J"]\n',
        "n.toml",
    )
    assert from_json(Company, to_json(company)) == company


def test_the_file_is_sorted_readable_and_without_fractions() -> None:
    """A person can read and compare saved files."""
    later = NOW.replace(microsecond=5).astimezone(timezone(timedelta(hours=1)))
    text = to_json(snapshot(taken_at=later, posts=SEEN.posts)).decode()
    assert '"taken_at": "2026-11-23T07:00:00Z"' in text
    assert "Größe" in text
    assert text.endswith("}\n")
    assert list(json.loads(text)) == sorted(each.name for each in fields(Snapshot))


def test_half_a_character_does_not_stop_the_file() -> None:
    """A platform may send half of a surrogate pair; the file holds a question mark."""
    assert from_json(Snapshot, to_json(snapshot(url="a\ud83d"))).url == "a?"


def test_a_time_without_zone_is_never_written() -> None:
    """A naive time would mean another moment on another computer."""
    with pytest.raises(ValueError, match="without a zone"):
        time_text(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault under test


BROKEN = [
    (b"", "s.json:line 1: is no JSON"),
    (to_json(SEEN)[:300], "is no JSON"),
    (b"\xff\xfe", "s.json: is not UTF-8 text"),
    (b"[" * 200_000, "s.json: is nested too deeply"),
    (b"[]", "s.json: holds no JSON object"),
    (b"null", "s.json: holds no JSON object"),
    (b"{}", "s.json:account: is missing"),
    (damaged(SEEN, "posts", "seen", "items", 0, "url"), "s.json:posts.items[0].url: is missing"),
    (damaged(SEEN, "posts", "seen", "items", 0, "at", value="2026-11-23T07:00:00"), "s.json:posts.items[0].at: a time without a zone"),
    (damaged(SEEN, "posts", "seen", "items", 0, "at", value="soon"), "s.json:posts.items[0].at: "),
    (damaged(SEEN, "posts", "seen", "items", 0, "at", value=3), "s.json:posts.items[0].at: "),
    (damaged(SEEN, "posts", "seen", "itms", value=[]), "s.json:posts.itms: is a key that this version does not know"),
    (damaged(SEEN, "posts", value={}), "s.json:posts: is an empty object"),
    (damaged(SEEN, "posts", value="x"), "s.json:posts: "),
    (damaged(SEEN, "posts", value={"seen": {}}), "s.json:posts.items: is missing"),
    (damaged(SEEN, "posts", value={"unavailable": {"kind": "seen"}}), "s.json:posts."),
    (damaged(SEEN, "posts", value={"gone": {}}), "s.json:posts."),
    (damaged(SEEN, "feed", "unavailable", "reason"), "s.json:feed."),
    (damaged(SEEN, "feed", "unavailable", "reason", value="lazy"), "s.json:feed."),
    (damaged(SEEN, "requests", value="3"), "s.json:requests: "),
    (damaged(SEEN, "surprise", value=1), "s.json:surprise: is a key that this version does not know"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_a_damaged_snapshot_is_refused_by_file_and_key(data: bytes, said: str) -> None:
    """A damaged part is never read as "not offered", which would look healthy."""
    with pytest.raises(BrokenFileError) as caught:
        from_json(Snapshot, data, "s.json")
    assert said in str(caught.value)


def test_what_no_calendar_and_no_number_holds_is_refused() -> None:
    """A time that is none in UTC, and a number of ten thousand digits: file and key are named, nothing falls over."""
    beyond = to_json(snapshot()).replace(
        b'"taken_at": "2026-11-23T07:00:00Z"', b'"taken_at": "9999-12-31T23:59:59-14:00"'
    )
    with pytest.raises(BrokenFileError, match=r"s\.json:taken_at: a time beyond the calendar"):
        from_json(Snapshot, beyond, "s.json")
    with pytest.raises(BrokenFileError, match=r"s\.json: .*an endless number"):
        from_json(Snapshot, b'{"requests": ' + b"1" * 10_000 + b"}", "s.json")


def test_a_damaged_file_is_not_repeated() -> None:
    """Comment texts of a broken snapshot do not reach a log."""
    with pytest.raises(BrokenFileError) as caught:
        from_json(Snapshot, damaged(SEEN, "comments", "seen", "items", 0, "at", value="Zu9xKq"), "s.json")
    assert "Zu9xKq" not in str(caught.value)


def test_a_newer_history_is_read_by_an_older_version() -> None:
    """A step back to an older version goes on from what the newer one left."""
    assert from_json(History, b'{"entries": [], "novelty": 1}') == History()


def test_every_part_may_be_absent_from_an_older_snapshot() -> None:
    """A snapshot saved before a part existed is read with that part not offered."""
    whole = {key: value for key, value in json.loads(to_json(SEEN)).items() if key not in PARTS}
    taken = from_json(Snapshot, json.dumps(whole).encode())
    assert all(getattr(taken, part) == NotOffered() for part in PARTS)
    assert {each.name for each in fields(Snapshot)} - set(PARTS) == set(whole)


EARLIER = {
    "account": "blog", "platform": "blog", "url": "https://blog.example/", "taken_at": "2026-11-23T07:00:00Z", "requests": 3,
    "posts": {"items": [], "dated_by": "entry", "gap": {"kind": "unavailable", "reason": "cut_off", "detail": "more"}},
    "feed": {"kind": "unavailable", "reason": "too_slow", "detail": "no answer in 20 s"},
    "reviews": {"kind": "not_offered"},
    "access": {"problem": None, "never_expires": True, "hint": "an old field"},
    "inbox": {"unread": 2, "oldest_at": "2026-11-20T07:00:00Z"},
    "site": {"url": "https://blog.example/", "final_url": "https://blog.example/", "footer_year": 2024},
    "standing": {"verified": False, "problem": "suspended"},
    "badge": {"held": False, "lost_at": "2026-11-09T07:00:00Z"},
}  # fmt: skip
"""A snapshot as 0.1 saved it: each part says by a field of its own what it is."""


def test_a_snapshot_of_the_earlier_form_is_still_read() -> None:
    """What is missing stays missing, with its reason; fields that are no more are left out."""
    taken = from_json(Snapshot, json.dumps(EARLIER).encode())
    gap = Unavailable(Reason.CUT_OFF, "more")
    assert taken.posts == Posts((), gap=gap)
    assert taken.feed == Unavailable(Reason.TOO_SLOW, "no answer in 20 s")
    assert taken.reviews == NotOffered()
    assert taken.access == Access(never_expires=True)
    assert taken.inbox == Inbox(unread=2)
    assert taken.site == Site("https://blog.example/", "https://blog.example/")
    assert taken.listing == ListingStatus(verified=False, problem="suspended")
    assert taken.badge == Badge(shown=False, lost_at=datetime(2026, 11, 9, 7, tzinfo=UTC))
    assert from_json(Snapshot, to_json(taken)) == taken


def test_parts_in_envelopes_are_read_by_their_earlier_names() -> None:
    """A listing that nobody controls, one that nobody saw and a badge keep what was saved of them before they were renamed."""
    status = ListingStatus(verified=False, problem="suspended")
    unseen = Unavailable(Reason.TOO_SLOW, "no answer in 20 s")
    for listing in (status, unseen):
        saved = json.loads(to_json(snapshot(listing=listing, badge=Badge(shown=True))))
        saved["standing"] = saved.pop("listing")
        saved["badge"]["seen"]["held"] = saved["badge"]["seen"].pop("shown")
        taken = from_json(Snapshot, json.dumps(saved).encode())
        assert (taken.listing, taken.badge) == (listing, Badge(shown=True))


def test_what_a_part_holds_cannot_say_that_it_was_seen() -> None:
    """The envelope alone decides: inside a missing part no field, whatever its name, makes it a seen one."""
    for missing in (Unavailable(Reason.TOO_SLOW, "x"), NotOffered()):
        saved = json.loads(to_json(snapshot(posts=missing)))["posts"]
        assert list(saved) in (["unavailable"], ["not_offered"])
        assert not {"kind"} & set(saved[next(iter(saved))])
        assert from_json(Snapshot, to_json(snapshot(posts=missing))).posts == missing
