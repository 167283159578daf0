"""The client: token in the header only, retries, the pace, and what a look may not ask any more."""

import hashlib
import hmac
from collections.abc import Iterator

import pytest

from account_health.connectors.meta.graph.client import GraphClient
from account_health.connectors.meta.graph.errors import TemporaryError, TokenRefusedError
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.reading import Budget, Listing, ask, paginate
from account_health.model import Reason
from account_health.model.errors import RateLimitedError, UnreadableAnswerError
from tests.builders import NOW
from tests.simulator.gateway import json_reply, redirect
from tests.simulator.graph import APP_SECRET, Fault, Graph, GraphError, usage_header
from tests.simulator.graph_looks import Lab, lab
from tests.simulator.graph_world import PAGE_TOKEN, FacebookWorld


@pytest.fixture
def graph() -> Graph:
    """A platform with one Page of three posts."""
    world = FacebookWorld(NOW)
    for number in range(3):
        world.post(number, number)
    return world.graph()


@pytest.fixture
def bench(graph: Graph) -> Iterator[Lab]:
    """A running gateway."""
    with lab(graph) as running:
        yield running


def client(bench: Lab, **more: str) -> GraphClient:
    """Return a client of the Page."""
    return GraphClient(**({"fetcher": bench.network.fetcher(), "token": PAGE_TOKEN} | more))  # type: ignore[arg-type] # tests pass texts only


def test_the_token_stands_in_the_header_and_nowhere_else(bench: Lab) -> None:
    """No address that is asked for holds the token, so no log can."""
    client(bench).get("/me", {"fields": "id"})
    (request,) = bench.requests
    assert request.headers["authorization"] == f"Bearer {PAGE_TOKEN}"
    assert PAGE_TOKEN not in request.url
    assert PAGE_TOKEN not in repr(client(bench))


def test_a_proof_goes_along_where_the_secret_is_known(bench: Lab, graph: Graph) -> None:
    """Apps may demand that every request proves the app's secret."""
    graph.wants_proof = True
    client(bench, secret=APP_SECRET).get("/me", {"fields": "id"})
    expected = hmac.new(APP_SECRET.encode(), PAGE_TOKEN.encode(), hashlib.sha256).hexdigest()
    assert bench.requests[-1].query["appsecret_proof"] == expected
    with pytest.raises(TokenRefusedError) as refused:
        client(bench).get("/me", {"fields": "id"})
    assert refused.value.problem == "wrong_app"


def test_a_temporary_fault_is_tried_three_times(bench: Lab, graph: Graph) -> None:
    """Twice in trouble is no failure, three times is."""
    graph.fail(2, status=500, times=2)
    assert client(bench).get("/me", {"fields": "id"})
    assert len(bench.slept) == 2
    graph.fail(2, status=500, times=3)
    with pytest.raises(TemporaryError):
        client(bench).get("/me", {"fields": "id"})
    assert len(bench.requests) == 6


@pytest.mark.parametrize("status", [400, 403, 429, 200])
def test_a_limit_stops_the_whole_look_at_once(bench: Lab, graph: Graph, status: int) -> None:
    """Every further request would lengthen the block, so there is none, with no other token either."""
    graph.faults.append(Fault(GraphError(32, status=status), headers=tuple(usage_header(100, 19).items())))
    page = client(bench)
    for _ in range(3):
        with pytest.raises(RateLimitedError) as limited:
            page.get("/me", {"fields": "id"})
        assert limited.value.retry_after == 19 * 60
    assert len(bench.requests) == 1


def test_near_the_limit_the_pace_slows_down(bench: Lab, graph: Graph) -> None:
    """From three quarters of the allowance on there are pauses between requests."""
    page = client(bench)
    page.get("/me", {"fields": "id"})
    graph.usage = usage_header(95)
    page.get("/me", {"fields": "id"})
    assert bench.slept == []
    page.get("/me", {"fields": "id"})
    assert len(bench.slept) == 1
    assert bench.slept[0] > 3


def test_the_version_that_really_answered_is_noticed(bench: Lab, graph: Graph) -> None:
    """An expired version is silently run on another one."""
    page = client(bench)
    page.get("/me", {"fields": "id"})
    assert page.pace.version is None
    graph.runs_version = "v24.0"
    page.get("/me", {"fields": "id"})
    assert page.pace.version == "v24.0"


def test_nobody_sends_us_to_another_host(bench: Lab, graph: Graph) -> None:
    """What another host says is not the platform's word."""
    graph.faults.append(Fault(redirect("https://graph.instagram.com/elsewhere"), times=1))
    with pytest.raises(UnreadableAnswerError):
        client(bench).get("/me", {"fields": "id"})


POSTS = Edge("published_posts", ("id",), limit=100)


def test_a_request_that_is_too_large_is_halved_until_it_fits(bench: Lab, graph: Graph) -> None:
    """Code 1 is no fault to repeat but a request to make smaller."""
    graph.most_cells = 30
    reply = ask(client(bench), "/me/published_posts", POSTS)
    assert reply.edge.limit == 25
    assert len(reply.data["data"]) == 3
    assert [request.query["limit"] for request in bench.requests] == ["100", "50", "25"]


def test_an_unknown_field_is_left_out_once(bench: Lab, graph: Graph) -> None:
    """The rest of the answer still comes, and the loss is told."""
    graph.gone = {("PagePost", "status_type")}
    reply = ask(client(bench), "/me/published_posts", Edge("published_posts", ("id", "status_type")))
    assert reply.dropped == ("status_type",)
    assert len(bench.requests) == 2


def test_pages_are_followed_and_cut_by_the_budget(bench: Lab, graph: Graph) -> None:
    """All pages are read; where the budget ends first, that is a gap and not an end."""
    graph.page_cap = 1
    page = client(bench)
    first = page.get("/me/published_posts", {"fields": "id"})
    whole = paginate(page, Listing("/me/published_posts", POSTS, first), Budget(100))
    assert len(whole.items) == 3
    assert whole.gap is None
    cut = paginate(page, Listing("/me/published_posts", POSTS, first), Budget(2))
    assert len(cut.items) == 2
    assert cut.gap is not None
    assert cut.gap.reason is Reason.CUT_OFF


def test_pages_that_turn_in_a_circle_end(bench: Lab, graph: Graph) -> None:
    """The same cursor twice is no progress, and what lies behind it was not seen."""
    paging = {"cursors": {"after": "same"}, "next": "https://graph.facebook.com/?after=same"}
    circle = {"data": [{"id": "1"}], "paging": paging}
    graph.faults.append(Fault(json_reply(circle)))
    found = paginate(client(bench), Listing("/me/published_posts", POSTS, circle), Budget(100))
    assert len(bench.requests) == 1
    assert found.gap is not None
    assert found.gap.reason is Reason.UNREADABLE


def test_what_fails_between_pages_is_a_gap(bench: Lab, graph: Graph) -> None:
    """What was read before stays."""
    graph.page_cap = 1
    page = client(bench)
    first = page.get("/me/published_posts", {"fields": "id"})
    graph.fail(190, 463)
    found = paginate(page, Listing("/me/published_posts", POSTS, first), Budget(100))
    assert len(found.items) == 1
    assert found.gap is not None
    assert found.gap.reason is Reason.CREDENTIAL_REFUSED
