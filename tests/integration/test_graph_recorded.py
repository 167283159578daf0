"""Every recorded answer that fits something we read goes through the connectors, and nothing of it gets lost."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from account_health.connectors.meta.facebook.access import ACCOUNTS
from account_health.connectors.meta.graph.client import GraphClient
from account_health.connectors.meta.graph.errors import TokenRefusedError, error_for, fault_in
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.reading import read_page
from account_health.connectors.meta.graph.token import Credential, debug_token
from account_health.connectors.meta.graph.values import moment
from account_health.connectors.meta.instagram.threads import Owner, tag_of
from account_health.model import (
    Identity,
    Inbox,
    Pictures,
    Posts,
    Rating,
    Snapshot,
    Statements,
    WeekHours,
)
from account_health.model.errors import CollectError
from tests.seen import talk
from tests.shared_data import shared
from tests.simulator.gateway import Reply, Request, json_reply
from tests.simulator.graph import APP_ID, APP_SECRET, Graph
from tests.simulator.graph_looks import lab
from tests.simulator.graph_world import PAGE_SCOPES

FOLDER: Final = "data/meta/recorded"
PYFB, IG = "python-facebook/facebook", "python-facebook/instagram"

PAGES = (
    f"{PYFB}/models/page.json",
    f"{PYFB}/apidata/pages/single_default_page.json",
    f"{PYFB}/apidata/pages/single_fields_page.json",
    "restfb/v3_2/page-with-hours.json",
    "restfb/v3_2/page-with-hours2.json",
    "restfb/v3_2/page-with-ratings.json",
)
PICTURES = (f"{PYFB}/apidata/pictures/single_picture.json",)
POSTS = (
    f"{PYFB}/models/post.json",
    f"{PYFB}/apidata/posts/feed_fields_p2.json",
    f"{PYFB}/apidata/posts/feeds_default_fields_p1.json",
)
COMMENTS = (
    f"{PYFB}/models/comment.json",
    f"{PYFB}/apidata/comments/comment_info.json",
    f"{PYFB}/apidata/comments/comments_p1.json",
    f"{PYFB}/apidata/comments/comments_p2.json",
)
CONVERSATIONS = (
    f"{PYFB}/models/conversation.json",
    f"{PYFB}/apidata/conversations/cvs_info.json",
    f"{PYFB}/apidata/conversations/cvses_info.json",
)
LISTED_PAGES = (
    "python-facebook/base/user_accounts_token.json",
    f"{PYFB}/apidata/users/user_accounts_p1.json",
    f"{PYFB}/apidata/users/user_accounts_p2.json",
)
LISTS = (
    "restfb/connection-nodata.json",
    "restfb/connection-same-cursor.json",
    "restfb/connection-with-cursor-only.json",
    "restfb/connection-with-cursor.json",
    "restfb/v4_0/strange-cursor.json",
)
TOKENS = (
    "python-facebook/base/token_info.json",
    "restfb/data-debug-token-info.json",
    "restfb/debug-token-info-3.json",
    "restfb/debug-token-info-4.json",
)
ERRORS = (
    "python-facebook/base/error_data.json",
    "restfb/exampleErrorNew.json",
    "restfb/exampleOauthError.json",
    "restfb/oauthExampleError.json",
)
IG_USERS = (f"{IG}/apidata/users/user_fields.json", "restfb/instagram/user.json")
IG_MEDIA = (
    f"{IG}/apidata/medias/media_default.json",
    f"{IG}/apidata/users/medias_p1.json",
    f"{IG}/apidata/users/medias_p2.json",
    f"{IG}/models/ig_media.json",
    "restfb/instagram/media-carousel.json",
    "restfb/instagram/media-image.json",
)
IG_COMMENTS = (
    f"{IG}/apidata/comments/comment_fields.json",
    f"{IG}/apidata/medias/comments_p1.json",
    f"{IG}/apidata/medias/comments_p2.json",
    f"{IG}/models/ig_comment.json",
    "restfb/instagram/comment.json",
    "restfb/instagram/comment_missing_user.json",
)
IG_TAGS = (f"{IG}/apidata/users/tagged_medias.json",)
READ = (
    PAGES + PICTURES + POSTS + COMMENTS + CONVERSATIONS + LISTED_PAGES + LISTS + TOKENS + ERRORS
    + IG_USERS + IG_MEDIA + IG_COMMENTS + IG_TAGS
)  # fmt: skip
NOT_READ: Mapping[str, str] = {
    f"{PYFB}/apidata/messages/message_info.json": "private messages are counted, never read",
    f"{PYFB}/models/message.json": "private messages are counted, never read",
    f"{IG}/apidata/discovery/medias_p1.json": "other people's accounts are not looked at",
    f"{IG}/apidata/discovery/user_fields.json": "other people's accounts are not looked at",
    f"{IG}/apidata/users/mentioned_comment.json": "readable only by ids from a webhook",
    "restfb/instagram/mentioned-media.json": "readable only by ids from a webhook",
    "restfb/instagram/wh-comments-2021.json": "a webhook",
    "restfb/webhooks/feed-comment-add-211.json": "a webhook",
    "restfb/webhooks/feed-comment-hide.json": "a webhook",
    "restfb/batch/batch-first-error.json": "one request does without batches",
    "restfb/batch/batch-simple.json": "one request does without batches",
    "python-facebook/base/long_term_token.json": "nobody's short token is exchanged",
    "restfb/instagram/accesstoken.json": "nobody logs in with us",
    "restfb/v10_0/tagged-post.json": "visitors' posts are read instead: these carry no time of their own",
    "restfb/v18_0/story.json": "a story is gone after a day",
}


def recorded(name: str) -> Any:
    """Return a real answer."""
    return json.loads(shared(f"{FOLDER}/{name}").read_text(encoding="utf-8"))


def entries(answer: Any) -> list[dict[str, Any]]:
    """Return the entries of an answer that is a list, a single object, or objects by their ids."""
    if isinstance(answer.get("data"), list):
        return list(answer["data"])
    if "id" not in answer and all(isinstance(one, dict) for one in answer.values()):
        return list(answer.values())
    return [answer]


def site(page: Mapping[str, Any]) -> Callable[[Request], Reply]:
    """Return a platform that answers with one object, and with nothing more behind it."""

    def answer(request: Request) -> Reply:
        if request.path == "/v26.0/debug_token":
            facts = {"type": "PAGE", "is_valid": True, "expires_at": 0, "scopes": sorted(PAGE_SCOPES)}
            return json_reply({"data": facts | {"profile_id": page["id"]}})
        if request.path in (f"/v26.0/{page['id']}", "/v26.0/me"):
            return json_reply(page)
        return json_reply({"data": []})

    return answer


def seen_on_facebook(page: dict[str, Any]) -> Snapshot:
    """Look at a Page that answers so."""
    with lab(Graph()) as bench:
        bench.gateway.add("graph.facebook.com", site(page))
        return bench.facebook(username=None, page_id=page["id"])


def seen_on_instagram(account: dict[str, Any]) -> Snapshot:
    """Look at an account that answers so."""
    with lab(Graph()) as bench:
        bench.gateway.add("graph.instagram.com", site(account))
        secret = {"access_token": "ig-token"}
        return bench.instagram(login="instagram", secret=secret, username=None, user_id=account["id"])


def written(part: object) -> list[str]:
    """Return the values of statements."""
    assert isinstance(part, Statements)
    return [one.value for one in part.items]


def time_of(text: str) -> datetime:
    """Read a time as the platform writes it, in another way than we do."""
    return datetime.fromisoformat(text.removesuffix("+0000") + "+00:00").astimezone(UTC)


def test_every_recorded_answer_is_read_or_named() -> None:
    """A new file has to be put into one of the lists; none is in both."""
    folder = shared(FOLDER)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.json")}
    assert there == set(READ) | set(NOT_READ)
    assert len(READ) == len(set(READ))
    assert not set(READ) & set(NOT_READ)


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    """Whatever of the profile is there is in the snapshot, word for word; what is missing breaks nothing."""
    page = recorded(name)
    seen = seen_on_facebook(page)
    assert isinstance(seen.identity, Identity)
    assert seen.identity.id == page["id"]
    for field, part in (("name", seen.names), ("username", seen.handles), ("phone", seen.phones)):
        assert written(part) == ([page[field]] if field in page else [])
    for field, part in (("about", seen.descriptions), ("website", seen.websites), ("emails", seen.emails)):
        for value in page.get(field, []) if field == "emails" else [page[field]] if field in page else []:
            assert value in written(part)
    place = page.get("location", {})
    for key in ("street", "city", "zip", "country"):
        assert place.get(key, "") in " ".join(written(seen.addresses))
    assert isinstance(seen.pictures, Pictures)
    assert seen.pictures.cover == ("cover" in page)
    if "rating_count" in page:
        assert seen.rating == Rating(average=page["overall_star_rating"], count=page["rating_count"])
    assert isinstance(seen.hours, WeekHours)
    hours = page.get("hours")
    stated = {row["key"]: row["value"] for row in hours} if isinstance(hours, list) else hours or {}
    spans = [span for day in seen.hours.week or () for span in day]
    assert len(spans) == sum(key.endswith("_open") for key in stated)
    minutes = {int(value[:2]) * 60 + int(value[3:]) for value in stated.values()}
    assert {edge % 1440 for span in spans for edge in span} == minutes


@pytest.mark.parametrize("name", PICTURES)
def test_pictures(name: str) -> None:
    """A picture that is no silhouette is one."""
    seen = seen_on_facebook({"id": "1", "picture": recorded(name)})
    assert seen.pictures == Pictures(profile=True, cover=False)


@pytest.mark.parametrize("name", POSTS)
def test_posts(name: str) -> None:
    """Every post with its id and its time; pages by time and by cursor."""
    answer = recorded(name)
    listed = {"data": entries(answer), "paging": answer.get("paging", {})}
    seen = seen_on_facebook({"id": "4", "published_posts": listed})
    assert isinstance(seen.posts, Posts)
    assert seen.posts.gap is None
    told = {(post.id, post.at) for post in seen.posts.items}
    assert told == {(post["id"], time_of(post["created_time"])) for post in entries(answer)}


@pytest.mark.parametrize("name", COMMENTS)
def test_comments(name: str) -> None:
    """Every comment with its words and its time; one without an id has it in its address, and one without an author is no one's."""
    answer = recorded(name)
    listed = {"data": entries(answer), "paging": answer.get("paging", {})}
    post = {"id": "19292868552_77", "created_time": "2021-07-21T21:05:14+0000", "comments": listed}
    seen = talk(seen_on_facebook({"id": "19292868552", "published_posts": {"data": [post]}}))
    assert {(item.text, item.at) for item in seen.items} == {
        (one["message"], time_of(one["created_time"])) for one in entries(answer)
    }
    for item, one in zip(seen.items, entries(answer), strict=True):
        assert item.url == one["permalink_url"]
        assert item.id.endswith("_" + one["permalink_url"].rpartition("comment_id=")[2])
        assert item.author == one.get("from", {}).get("name", "")
        assert not item.ours


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_conversations(name: str) -> None:
    """Only how many messages are unread."""
    listed = entries(recorded(name))
    seen = seen_on_facebook({"id": "1", "conversations": {"data": listed}})
    assert isinstance(seen.inbox, Inbox)
    assert seen.inbox.unread == sum(one.get("unread_count", 0) for one in listed)


@pytest.mark.parametrize("name", LISTED_PAGES)
def test_listed_pages(name: str) -> None:
    """Each Page of a person with its token and its id as text."""
    answer = recorded(name)
    page = read_page(answer, ACCOUNTS)
    assert [one["id"] for one in page.items] == [one["id"] for one in answer["data"]]
    assert all(isinstance(one["id"], str) and one["access_token"] for one in page.items)
    assert (page.onward is not None) == ("next" in answer.get("paging", {}))


@pytest.mark.parametrize("name", LISTS)
def test_lists(name: str) -> None:
    """A list ends where there is no `next`, and never because it is empty or short."""
    answer = recorded(name)
    page = read_page(answer, Edge("anything", ("id",)))
    assert list(page.items) == answer["data"]
    after = answer["paging"]["cursors"]["after"]
    assert page.onward == ({"after": after} if "next" in answer["paging"] else None)


@pytest.mark.parametrize("name", TOKENS)
def test_tokens(name: str) -> None:
    """Kind, deadline and permissions, with ids as numbers or as text, wrapped or not."""
    answer = recorded(name)
    data = answer.get("data", answer)
    early = datetime(2012, 9, 11, tzinfo=UTC)
    with lab(Graph()) as bench:
        bench.gateway.add("graph.facebook.com", lambda _: json_reply({"data": data}))
        client = GraphClient(fetcher=bench.network.fetcher(), token="t")
        facts = debug_token(client, Credential("t", APP_ID, APP_SECRET), early)
    assert facts is not None
    assert facts.kind == data.get("type", "")
    assert facts.never_expires == (data["expires_at"] == 0)
    ends = [data[key] for key in ("expires_at", "data_access_expires_at") if data.get(key)]
    assert facts.expires_at == (datetime.fromtimestamp(min(ends), UTC) if ends else None)
    assert set(facts.scopes) == set(data["scopes"])
    assert facts.profile == (str(data["profile_id"]) if "profile_id" in data else None)


@pytest.mark.parametrize("name", ERRORS)
def test_errors(name: str) -> None:
    """Each is an error of ours whose text repeats nothing of theirs."""
    body = recorded(name)
    fault = fault_in(body)
    assert fault is not None
    told = error_for(fault, "Facebook")
    assert isinstance(told, CollectError)
    message = body.get("error", {}).get("message") or body.get("error_message")
    assert message not in str(told)
    if name.endswith("exampleErrorNew.json"):
        assert isinstance(told, TokenRefusedError)


@pytest.mark.parametrize("name", IG_USERS)
def test_instagram_users(name: str) -> None:
    """Name, handle and biography; what is missing breaks nothing."""
    account = recorded(name)
    seen = seen_on_instagram(account)
    assert seen.identity == Identity(id=account["id"], handle=account["username"], name=account["name"])
    assert written(seen.descriptions) == ([account["biography"]] if "biography" in account else [])


@pytest.mark.parametrize("name", IG_MEDIA)
def test_instagram_media(name: str) -> None:
    """Every post with its id, address and time; a carousel is one post."""
    listed = entries(recorded(name))
    seen = seen_on_instagram({"id": "17841400000000001", "username": "a", "media": {"data": listed}})
    assert isinstance(seen.posts, Posts)
    assert {(post.id, post.url, post.at) for post in seen.posts.items} == {
        (one["id"], one["permalink"], time_of(one["timestamp"])) for one in listed
    }


@pytest.mark.parametrize("name", IG_COMMENTS)
def test_instagram_comments(name: str) -> None:
    """Every comment and reply with its words and its time; ours is what carries `user`."""
    answer = recorded(name)
    medium = {"id": "17846368219941692", "timestamp": "2018-02-13T10:35:40+0000", "permalink": "https://i/"}
    # Somebody is named, so that the comments can be judged at all.
    named = {"id": "1", "text": "Hm", "timestamp": "2018-02-14T10:35:40+0000", "username": "somebody"}
    listed = {"data": [*entries(answer), named], "paging": answer.get("paging", {})}
    account = {"id": "17841406338772941", "username": "own_account"}
    seen = talk(seen_on_instagram(account | {"media": {"data": [medium | {"comments": listed}]}}))
    every = [one for top in entries(answer) for one in (top, *top.get("replies", {}).get("data", []))]
    told = {(item.id, item.text, item.at, item.ours) for item in seen.items if item.id != "ig-1"}
    assert told == {(f"ig-{one['id']}", one["text"], time_of(one["timestamp"]), ours(one)) for one in every}


def ours(comment: Mapping[str, Any]) -> bool:
    """Say whether a recorded comment carries a sign that the account wrote it."""
    return "user" in comment or comment.get("username") == "own_account"


@pytest.mark.parametrize("name", IG_TAGS)
def test_instagram_tags(name: str) -> None:
    """Every medium that tags the account, with its id and time."""
    owner = Owner(handle="own_account", ids=frozenset())
    for one in entries(recorded(name)):
        item = tag_of(one, owner)
        assert item is not None
        assert (item.id, item.at, item.text) == (
            f"ig-{one['id']}",
            time_of(one["timestamp"]),
            one.get("caption", ""),
        )


def strings(value: object) -> Iterator[str]:
    """Yield every text of an answer, with the name of its field."""
    if isinstance(value, dict):
        for key, inside in value.items():
            if isinstance(inside, str) and (key.endswith("_time") or key == "timestamp"):
                yield inside
            yield from strings(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from strings(inside)


@pytest.mark.parametrize("name", READ)
def test_times(name: str) -> None:
    """Every time of every answer can be read."""
    for text in strings(recorded(name)):
        assert moment(text) == time_of(text)
