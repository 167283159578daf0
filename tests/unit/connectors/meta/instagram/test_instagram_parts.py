"""What an Instagram profile, its media and its comments become."""

import json
from typing import Any

import pytest

from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.instagram.fields import FLAVOURS, TAGS
from account_health.connectors.meta.instagram.profile import (
    account_ids,
    account_of,
    alt_texts,
    comments_disabled,
    profile_parts,
)
from account_health.connectors.meta.instagram.threads import Owner, tag_of
from account_health.model import Pictures, Presence, Statements
from tests.shared_data import shared

OWNER = Owner(handle="own_account", ids=frozenset({"17841406338772941"}))


def recorded(path: str) -> Any:
    """Return a real answer."""
    return json.loads(shared(f"data/meta/recorded/{path}.json").read_text("utf-8"))


def specified(name: str) -> set[str]:
    """Return the fields of the public specification."""
    spec = json.loads(shared(f"data/meta/specs/{name}.json").read_text("utf-8"))
    return {field["name"] for field in spec["fields"]}


def names(edge: Edge | None) -> set[str]:
    """Return the plain fields of an edge."""
    assert edge is not None
    return {part for part in edge.fields if isinstance(part, str)}


@pytest.mark.parametrize(("login", "user", "media"), [("facebook", "IGUser", "IGMedia"), ("instagram", "IGUserForIGOnlyAPI", "IGMediaForIGOnlyAPI")])  # fmt: skip
def test_every_name_that_we_ask_for_is_in_the_specification(login: str, user: str, media: str) -> None:
    """Each flavour knows other fields, and one unknown name fails the whole request."""
    request = FLAVOURS[login].request(comments=True)
    medium = request.edge("media")
    assert medium is not None
    comments = medium.edge("comments")
    assert comments is not None
    assert names(request) <= specified(user)
    assert names(medium) <= specified(media)
    assert names(comments) | names(comments.edge("replies")) <= specified("IGComment")
    assert names(TAGS) <= specified(media)


def test_a_recorded_comment_of_our_own_is_ours() -> None:
    """`user` and the handle stand on it; the reply without any name is nobody's."""
    comment = recorded("python-facebook/instagram/models/ig_comment")
    assert OWNER.wrote(comment)
    assert not OWNER.wrote(comment["replies"]["data"][0])
    assert not OWNER.wrote(recorded("restfb/instagram/comment_missing_user"))


def test_recorded_tags_are_items() -> None:
    """With the media's own id, and no author where Instagram leaves it out."""
    items = [
        tag_of(one, OWNER)
        for one in recorded("python-facebook/instagram/apidata/users/tagged_medias")["data"]
    ]
    assert next(item.id for item in items if item) == "ig-17892354025952911"
    assert all(item is not None and not item.ours for item in items)
    assert tag_of({"id": "1"}, OWNER) is None


def test_the_accounts_own_id_comes_first() -> None:
    """Through Instagram Login the node's id differs from app to app."""
    assert account_ids({"id": "26", "user_id": 17841400000000001}) == ("17841400000000001", "26")
    assert account_ids(account_of({"data": [{"id": "26"}]})) == ("26",)
    assert account_of({"data": []}) == {"data": []}


def test_an_empty_profile_says_nothing() -> None:
    """Missing keys are missing values."""
    parts = profile_parts({"id": "1", "username": "morgenrot"}, "DE")
    assert parts["descriptions"] == parts["websites"] == parts["links"] == Statements(())
    assert parts["pictures"] == Pictures(profile=False)
    assert parts["presence"] == Presence()


@pytest.mark.parametrize(
    ("account", "has"),
    [({"has_profile_pic": False, "profile_picture_url": "x"}, False), ({"has_profile_pic": True}, True), ({"profile_picture_url": "x"}, True)],
)  # fmt: skip
def test_a_default_picture_is_none(account: dict[str, Any], *, has: bool) -> None:
    """Where Instagram says so, that counts; else the address is all there is."""
    assert profile_parts({"id": "1"} | account, "DE")["pictures"] == Pictures(profile=has)


def test_shares_are_none_where_nothing_is_said() -> None:
    """Zero would mean that somebody looked."""
    assert comments_disabled([{}]) is None
    assert comments_disabled([{"is_comment_enabled": False}, {"is_comment_enabled": True}]) == 0.5
    assert alt_texts([{"media_type": "VIDEO"}]) is None
    assert (
        alt_texts([{"media_type": "IMAGE", "alt_text": "Brot"}, {"media_type": "IMAGE", "alt_text": " "}])
        == 0.5
    )
