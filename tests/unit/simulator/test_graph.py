"""The simulated Graph API rejects what the real one rejects, so that tests against it mean something."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.builders import NOW
from tests.shared_data import shared
from tests.simulator.gateway import Request
from tests.simulator.graph import Graph, Token
from tests.simulator.graph_fields import EDGES, FIELDS
from tests.simulator.graph_query import parse_fields
from tests.simulator.graph_world import PAGE_SCOPES, PAGE_TOKEN, FacebookWorld, InstagramWorld

SPECIFIED = {
    "Page": "Page",
    "PagePost": "PagePost",
    "AdVideo": "AdVideo",
    "Comment": "Comment",
    "UnifiedThread": "UnifiedThread",
    "Recommendation": "Recommendation",
    "Location": "Location",
    "CoverPhoto": "CoverPhoto",
    "ProfilePictureSource": "ProfilePictureSource",
    "IGUser": "IGUser",
    "IGUserOnly": "IGUserForIGOnlyAPI",
    "IGMedia": "IGMedia",
    "IGComment": "IGComment",
}


@pytest.fixture
def graph() -> Graph:
    """A Page with three posts, one of them with a comment."""
    world = FacebookWorld(NOW)
    for number in (1, 2, 3):
        world.post(number, number)
    world.comment(world.page.edges["published_posts"][0], 5, 1, "Hallo")
    return world.graph()


def ask(
    graph: Graph, path: str, token: str = PAGE_TOKEN, host: str = "graph.facebook.com", **query: str
) -> Any:
    """Return the JSON of one request."""
    request = Request(
        method="GET",
        scheme="https",
        host=host,
        path=path,
        raw_query=urlencode(query),
        headers={"authorization": f"Bearer {token}"},
    )
    return json.loads(graph(request).body)


def code(answer: Any) -> tuple[int, int | None]:
    """Return an error's code and subcode."""
    return answer["error"]["code"], answer["error"].get("error_subcode")


@pytest.mark.parametrize(("kind", "name"), SPECIFIED.items())
def test_every_field_that_it_knows_is_specified(kind: str, name: str) -> None:
    """The lists are short; nothing in them is invented."""
    spec = json.loads(shared(f"data/meta/specs/{name}.json").read_text("utf-8"))
    known = {field["name"] for field in spec["fields"]} | {"id"}
    assert FIELDS[kind] <= known | ({"parent"} if kind == "Comment" else set())


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/v26.0/111222333", {"fields": "id,colour"}, (100, None)),
        ("/v26.0/111222333", {"fields": "published_posts{id,link}"}, (100, None)),
        ("/v26.0/111222333", {"fields": "parking"}, (100, None)),
        ("/v26.0/111222333/secrets", {}, (100, None)),
        ("/v26.0/111222333/published_posts", {"limit": "101"}, (100, None)),
        ("/v26.0/111222333", {"pretty": "0"}, (100, None)),
        ("/v26.0/", {"ids": "1,2"}, (100, None)),
        ("/v26.0/111222333", {"metadata": "1"}, (100, None)),
        ("/v26.0/111222333", {"fields": "id,{"}, (2500, None)),
        ("/v99.0/111222333", {}, (2500, None)),
        ("/v26.0/42", {}, (100, 33)),
        ("/v26.0/nobody", {}, (803, None)),
    ],
)
def test_what_does_not_exist_is_an_error(
    graph: Graph, path: str, query: dict[str, str], expected: tuple[int, int | None]
) -> None:
    """Unknown fields, edges, versions, objects and parameters that version 26 removed."""
    assert code(ask(graph, path, **query)) == expected


def test_an_unknown_token_is_refused(graph: Graph) -> None:
    """And a token of another Page sees nothing of this one."""
    assert code(ask(graph, "/v26.0/me", token="?")) == (190, None)
    graph.tokens["other"] = Token("PAGE", "42", PAGE_SCOPES)
    assert code(ask(graph, "/v26.0/111222333", token="other")) == (100, None)


def test_an_expired_version_runs_on_another_one(graph: Graph) -> None:
    """Silently: only the header tells."""
    request = Request(
        method="GET",
        scheme="https",
        host="graph.facebook.com",
        path="/v19.0/me",
        headers={"authorization": f"Bearer {PAGE_TOKEN}"},
    )
    assert dict(graph(request).headers)["facebook-api-version"] == "v21.0"


def test_a_persons_token_gets_empty_lists_and_no_error(graph: Graph) -> None:
    """The trap that the whole product must not fall into."""
    graph.tokens["person"] = Token("USER", "5", PAGE_SCOPES, roles=("111222333",))
    seen = ask(graph, "/v26.0/111222333_1/comments", token="person", fields="id,message")
    assert seen == {"data": []}
    assert ask(graph, "/v26.0/111222333_1/comments", fields="id,message")["data"]


def test_nested_lists_have_their_own_pages(graph: Graph) -> None:
    """With cursors, a `next` that carries the token, and an end without `next`."""
    posts = ask(graph, "/v26.0/111222333", fields="published_posts.limit(2){id}")["published_posts"]
    assert len(posts["data"]) == 2
    assert PAGE_TOKEN in posts["paging"]["next"]
    rest = ask(
        graph, "/v26.0/111222333/published_posts", limit="2", after=posts["paging"]["cursors"]["after"]
    )
    assert len(rest["data"]) == 1
    assert "next" not in rest["paging"]


def test_permissions_are_demanded(graph: Graph) -> None:
    """Each list wants its own, and one missing permission refuses the whole request."""
    graph.tokens["weak"] = Token("PAGE", "111222333", PAGE_SCOPES - {"pages_read_user_content"})
    assert code(ask(graph, "/v26.0/111222333", token="weak", fields="visitor_posts{id}")) == (283, None)
    assert code(ask(graph, "/v26.0/111222333", token="weak", fields="id,published_posts{comments{id}}")) == (
        10,
        None,
    )
    assert ask(graph, "/v26.0/111222333", token="weak", fields="id")["id"] == "111222333"


def test_instagram_gives_fifty_comments_at_most_and_tags_without_next() -> None:
    """Its two peculiarities of paging."""
    world = InstagramWorld(NOW)
    medium = world.medium(1, 1)
    world.tag(1, 1, "Hallo")
    graph = world.graph()
    token = next(iter(graph.tokens))
    assert code(ask(graph, f"/v26.0/{medium.id}/comments", token=token, limit="51")) == (100, None)
    tags = ask(graph, f"/v26.0/{world.account.id}/tags", token=token, limit="1")
    assert "next" not in tags["paging"]
    assert ask(
        graph, f"/v26.0/{world.account.id}/tags", token=token, after=tags["paging"]["cursors"]["after"]
    ) == {"data": []}


def test_each_host_has_its_own_accounts() -> None:
    """An account behind Instagram Login does not exist on Facebook's host, and the other way round."""
    world = InstagramWorld(NOW, "instagram")
    graph = world.graph()
    token = next(iter(graph.tokens))
    assert code(ask(graph, "/v26.0/me", token=token)) == (100, 33)
    assert (
        ask(graph, "/v26.0/me", token=token, host="graph.instagram.com", fields="user_id")["user_id"]
        == 17841400000000001
    )


def test_the_fields_parameter_is_a_little_language() -> None:
    """Names, modifiers, brackets."""
    (first, second) = parse_fields("id,posts.limit(3).summary(true){id,comments{id}}")
    assert (first.name, second.name) == ("id", "posts")
    assert second.modifiers == {"limit": "3", "summary": "true"}
    assert [one.name for one in second.inside] == ["id", "comments"]
    assert set(EDGES) - set(FIELDS) == set()
