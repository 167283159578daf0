"""What a Page's profile says, and what its comments and posts become."""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from account_health.connectors.meta.facebook.access import _derived, _unexplained
from account_health.connectors.meta.facebook.fields import PROFILE, Wish, reels_request, request
from account_health.connectors.meta.facebook.page import opening_of, profile_parts, week_of
from account_health.connectors.meta.facebook.posts import newest, own_posts, reel_posts
from account_health.connectors.meta.facebook.threads import comment_key, mention_of, reviews_of
from account_health.connectors.meta.graph.errors import PageMovedError
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.snapshot import dated_posts
from account_health.model import LegalPage, NotOffered, Opening, Pictures, Presence, Rating, Statements
from tests.builders import NOW
from tests.shared_data import shared

RECORDED = "data/meta/recorded"


def recorded(path: str) -> Any:
    """Return a real answer."""
    return json.loads(shared(f"{RECORDED}/{path}.json").read_text("utf-8"))


def test_hours_as_a_map_and_as_a_list_are_the_same() -> None:
    """Old Pages answer with a list of keys and values."""
    as_map = {"mon_1_open": "08:00", "mon_1_close": "12:00", "mon_2_open": "13:00", "mon_2_close": "17:30"}
    as_list = [{"key": key, "value": value} for key, value in as_map.items()]
    week = week_of({"hours": as_map})
    assert week == week_of({"hours": as_list})
    assert week is not None
    assert week[0] == ((480, 720), (780, 1050))
    assert week[1:] == ((),) * 6


@pytest.mark.parametrize(
    ("hours", "monday"),
    [
        ({"mon_1_open": "00:00", "mon_1_close": "24:00"}, ((0, 1440),)),
        ({"mon_1_open": "18:00", "mon_1_close": "02:00"}, ((1080, 1560),)),
        ({"mon_1_open": "00:00", "mon_1_close": "00:00"}, ((0, 1440),)),
    ],
)
def test_hours_over_midnight(hours: dict[str, str], monday: tuple[tuple[int, int], ...]) -> None:
    """An end before the begin lies on the next day; 00:00 to 24:00 is the whole day."""
    week = week_of({"hours": hours})
    assert week is not None
    assert week[0] == monday


@pytest.mark.parametrize(
    "hours", [None, {}, [], "", {"mon_1_open": "08:00"}, {"mon_1_open": "x", "mon_1_close": "y"}, 3]
)
def test_no_hours_are_none(hours: object) -> None:
    """Missing, empty and half hours state nothing."""
    assert week_of({"hours": hours}) is None


def test_always_open_stands_elsewhere() -> None:
    """A Page that is always open has no hours."""
    assert week_of({"is_always_open": True}) == (((0, 1440),),) * 7


def test_recorded_hours_are_read() -> None:
    """Both real shapes."""
    assert week_of(recorded("restfb/v3_2/page-with-hours2")) == (((480, 960),),) * 5 + ((), ())
    first = week_of(recorded("restfb/v3_2/page-with-hours"))
    assert first is not None
    assert first[0] == ((660, 1425), (660, 1560))


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ({}, "open"),
        ({"temporary_status": "TEMPORARILY_CLOSED"}, "temporarily_closed"),
        ({"temporary_status": "temporarily_closed"}, "temporarily_closed"),
        ({"temporary_status": "DIFFERENTLY_OPEN"}, "open"),
        ({"temporary_status": "no_data"}, "open"),
        ({"is_permanently_closed": True, "temporary_status": "operating_as_usual"}, "permanently_closed"),
    ],
)
def test_the_status_is_read_in_both_cases(page: dict[str, Any], status: str) -> None:
    """The documents print lower case, the specification upper case."""
    found: Opening = opening_of(page)
    assert found.status == status


@pytest.mark.parametrize(
    "missing", [{}, {"about": None, "phone": "", "emails": [], "location": {}, "cover": {}}]
)
def test_absent_null_and_empty_all_mean_missing(missing: dict[str, Any]) -> None:
    """A field without a value is usually left out; what comes empty means the same."""
    parts = profile_parts({"id": "1", "name": "A"} | missing)
    for name in ("phones", "emails", "addresses", "descriptions", "websites", "handles", "texts"):
        assert parts[name] == Statements(()), name
    assert parts["pictures"] == Pictures(profile=False, cover=False)
    assert parts["rating"] == NotOffered()
    assert parts["privacy"] == LegalPage(None, answers=False)
    assert parts["presence"] == Presence()


def test_what_a_page_says_becomes_statements() -> None:
    """A real Page of 2021: its address is put together, its website is one of several."""
    parts = profile_parts(recorded("python-facebook/facebook/models/page"))
    addresses = parts["addresses"]
    assert isinstance(addresses, Statements)
    assert addresses.items[0].value == "Hacker Way in Menlo Park, 94025 Silicon Valley, America"
    assert parts["pictures"] == Pictures(profile=True, cover=True)


def test_several_websites_stand_in_one_field() -> None:
    """People write two addresses into the one field."""
    parts = profile_parts({"id": "1", "website": "https://a.example, www.b.example\nhttp://c.example"})
    websites = parts["websites"]
    assert isinstance(websites, Statements)
    assert [one.value for one in websites.items] == ["https://a.example", "www.b.example", "http://c.example"]


def test_special_cases_of_the_profile() -> None:
    """Default pictures, unpublished Pages, ratings without stars."""
    page = {"id": "1", "picture": {"data": {"is_silhouette": True}}, "is_published": False, "rating_count": 2}
    parts = profile_parts(page)
    assert parts["pictures"] == Pictures(profile=False, cover=False)
    assert parts["presence"] == Presence(problem="unpublished")
    assert parts["rating"] == Rating(average=None, count=2)
    assert profile_parts(recorded("restfb/v3_2/page-with-ratings"))["rating"] == Rating(average=2.5, count=2)


@pytest.mark.parametrize(
    ("comment", "key"),
    [
        ({"id": "98765"}, "98765"),
        ({"id": "111_98765"}, "98765"),
        ({"permalink_url": "https://www.facebook.com/1/posts/2/?comment_id=5&reply_comment_id=6"}, "6"),
        ({"permalink_url": "https://www.facebook.com/1/posts/2/?comment_id=5"}, "5"),
        ({}, None),
    ],
)
def test_a_comment_has_one_number_however_it_is_written(comment: dict[str, Any], key: str | None) -> None:
    """With and without the post's part, and for weak access only inside the address."""
    assert comment_key(comment) == key


def test_recorded_comments_without_ids_are_recognised() -> None:
    """Access without moderation gets no ids; the address holds them."""
    comments = recorded("python-facebook/facebook/apidata/comments/comments_p1")["data"]
    assert all(comment_key(comment) for comment in comments)
    assert len({comment_key(comment) for comment in comments}) == len(comments)


def post(number: int, days: float, **fields: Any) -> dict[str, Any]:
    """Return a post as Facebook sends it."""
    at = (NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S+0000")
    return {"id": f"1_{number}", "created_time": at, "message": "Brot"} | fields


def test_hidden_and_unpublished_posts_are_no_posts() -> None:
    """Only what the public sees counts."""
    kept = own_posts(
        [post(1, 1), post(2, 1, is_hidden=True), post(3, 1, is_published=False), {"message": "?"}]
    )
    assert [one.node.id for one in kept] == ["1_1"]


def test_a_mere_share_is_no_post_of_ours() -> None:
    """Sharing without a word is no sign of life; with a word it is."""
    share = {"status_type": "shared_story", "parent_id": "5_6"}
    found = own_posts(
        [
            post(1, 1, **share, message=""),
            post(2, 1, **share),
            post(3, 1, status_type="shared_story", message=""),
        ]
    )
    assert [one.counts for one in found] == [False, True, True]


def test_a_reel_that_also_stands_among_the_posts_counts_once() -> None:
    """Whether it does, Facebook's documents disagree."""
    reels = reel_posts(
        [post(9, 1) | {"id": "77", "post_id": "1_2"}, post(9, 0) | {"id": "78", "post_id": "1_99"}]
    )
    merged = newest(own_posts([post(2, 1), post(3, 2)]), reels, 25)
    assert [one.node.id for one in merged] == ["78", "1_2", "1_3"]
    assert len(newest(own_posts([post(2, 1), post(3, 2)]), reels, 2)) == 2


def test_impossible_dates_are_set_aside() -> None:
    """More than two days ahead, and before there was a web."""
    raw = [
        post(1, -1),
        post(2, -3),
        post(3, 1, created_time="1970-01-02T00:00:00+0000"),
        post(4, 1, created_time="soon"),
    ]
    found = dated_posts([(one.post, one.written) for one in own_posts(raw)], NOW)
    assert [one.id for one in found.items] == ["1_1"]
    assert len(found.refused) == 2
    assert found.undated == 1


@pytest.mark.parametrize(("named", "expected"), [("1_55", "fb-1_55"), ("55", "fb-1_55")])
def test_a_visitors_post_keeps_its_id(named: str, expected: str) -> None:
    """The page's part is filled in where it is left out."""
    item = mention_of(post(1, 1) | {"id": named}, "1", frozenset({"1"}))
    assert item is not None
    assert item.id == expected
    assert not item.ours


def test_a_recommendation_without_stars_counts_as_best_or_worst() -> None:
    """Facebook asks for a yes or no today; old ratings have stars."""
    base = {
        "created_time": "2026-11-01T10:00:00+0000",
        "review_text": "Nie wieder",
        "open_graph_story": {"id": "1_8"},
    }
    ours = frozenset({"1"})
    (worst,) = reviews_of(base | {"recommendation_type": "NEGATIVE"}, "1", "https://f.example", ours)
    (best,) = reviews_of(base | {"recommendation_type": "positive"}, "1", "https://f.example", ours)
    (stars,) = reviews_of(base | {"rating": 3}, "1", "https://f.example", ours)
    assert (worst.rating, best.rating, stars.rating) == (1, 5, 3)
    assert worst.id == "fb-1_8"
    assert reviews_of({"review_text": "?"}, "1", "https://f.example", ours) == ()


def test_every_name_that_we_ask_for_is_in_the_specification() -> None:
    """Fields that Facebook never had would fail the whole request."""
    known = {
        name: {
            field["name"]
            for field in json.loads(shared(f"data/meta/specs/{name}.json").read_text())["fields"]
        }
        for name in ("Page", "PagePost", "Comment", "AdVideo", "UnifiedThread", "Recommendation")
    }
    edge = request(EVERYTHING)
    assert names(Edge("", PROFILE)) <= known["Page"]
    for name, kind in (
        ("published_posts", "PagePost"),
        ("visitor_posts", "PagePost"),
        ("conversations", "UnifiedThread"),
    ):
        found = edge.edge(name)
        assert found is not None
        assert names(found) <= known[kind]
    assert names(reels_request(EVERYTHING)) <= known["AdVideo"]


EVERYTHING = Wish(content=True, messages=True, private=True)


def names(edge: Edge) -> set[str]:
    """Return the plain fields of an edge."""
    return {part for part in edge.fields if isinstance(part, str)}


def test_a_page_that_was_merged_is_told_whatever_the_token() -> None:
    """A system user's token is refused with the new id, too: that is no want of a role on the old Page."""
    merged = PageMovedError("merged", "4711")

    def refuse(*_: object) -> None:
        raise merged

    look: Any = SimpleNamespace(
        pinned_id=None, account=SimpleNamespace(page_id="42", username=None), credential_place="here"
    )
    client: Any = SimpleNamespace(get=refuse)
    with pytest.raises(PageMovedError):
        _unexplained(look, client)
    with pytest.raises(PageMovedError):
        _derived(look, client, None)
