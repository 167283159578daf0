"""How the parts of a look share its requests."""

import threading

import pytest

from account_health.connectors.blog.rations import (
    FIRST_LOOK,
    FOR_A_SEARCH,
    FOR_WHAT_IS_KNOWN,
    LATER_LOOK,
    Rations,
)
from account_health.connectors.gaps import unavailable
from account_health.connectors.http.network import Network
from account_health.model import Reason
from account_health.model.errors import LookExhaustedError
from tests.simulator.gateway import Gateway, Reply, Request, html, redirect

HOST = "firma.example"


def page(path: str) -> str:
    """Return the address of a page."""
    return f"https://{HOST}{path}"


@pytest.fixture
def gateway() -> Gateway:
    """A site that redirects /alt and answers everything else."""

    def site(request: Request) -> Reply:
        return redirect("/neu") if request.path == "/alt" else html(f"<h1>{request.path}</h1>")

    running = Gateway()
    running.add(HOST, site)
    return running


def test_each_part_has_its_own_and_all_share_the_rest(gateway: Gateway) -> None:
    """Two and three of seven are kept for their parts; the two that are left go to whoever asks first."""
    with gateway:
        rations = Rations(Network(gateway=gateway.url).fetcher(5.0), 7)
        one, two = rations.ration(2), rations.ration(3)
        for number in range(4):
            one.get(page(f"/{number}"))
        with pytest.raises(LookExhaustedError):
            one.get(page("/fuenf"))
        for number in range(3):
            two.get(page(f"/zwei/{number}"))
        with pytest.raises(LookExhaustedError):
            two.get(page("/zwei/vier"))
        assert (one.requests, rations.left) == (7, 0)


def test_what_comes_after_the_parts_has_what_they_left_over(gateway: Gateway) -> None:
    """Four of six are left, one of them is kept; nobody takes what is kept."""
    with gateway:
        rations = Rations(Network(gateway=gateway.url).fetcher(5.0), 6)
        one, _ = rations.shares((2, 3))
        one.get(page("/a"))
        one.get(page("/b"))
        rest = rations.rest(kept=1)
        for number in range(3):
            rest.get(page(f"/danach/{number}"))
        with pytest.raises(LookExhaustedError):
            rest.get(page("/vier"))
        rations.rest().get(page("/vier"))
        assert rations.left == 0


def test_where_few_are_left_the_first_parts_go_short_first(gateway: Gateway) -> None:
    """A home page of four frames costs five requests; the legal pages are last and keep theirs."""
    with gateway:
        fetcher = Network(gateway=gateway.url).fetcher(5.0)
        for number in range(5):
            fetcher.get(page(f"/{number}"))
        search, _, law = Rations(fetcher, 10).shares(FOR_WHAT_IS_KNOWN)
        with pytest.raises(LookExhaustedError):
            search.get(page("/feed"))
        for number in range(FOR_WHAT_IS_KNOWN[2]):
            law.get(page(f"/recht/{number}"))


def test_what_was_not_asked_for_is_unknown_because_there_was_more() -> None:
    """Never absent."""
    assert unavailable(LookExhaustedError("A look makes at most 16 requests.")).reason is Reason.CUT_OFF


def test_an_address_that_two_parts_need_is_asked_for_once(gateway: Gateway) -> None:
    """Also while its first answer is on its way, and whatever stands behind its #."""
    with gateway:
        rations = Rations(Network(gateway=gateway.url).fetcher(5.0), 10)
        parts = [rations.ration(2) for _ in range(4)]
        threads = [
            threading.Thread(target=part.get, args=(page(f"/kontakt#{n}"),)) for n, part in enumerate(parts)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [request.path for request in gateway.requests] == ["/kontakt"]


def test_an_answer_to_a_password_is_not_shared(gateway: Gateway) -> None:
    """Whoever sends headers of its own gets its own answer."""
    with gateway:
        part = Rations(Network(gateway=gateway.url).fetcher(5.0), 10).ration(3)
        part.get(page("/wp-json"), {"Authorization": "Basic eA=="})
        part.get(page("/wp-json"))
        assert len(gateway.requests) == 2


def test_redirects_count(gateway: Gateway) -> None:
    """Each hop is a request."""
    with gateway:
        rations = Rations(Network(gateway=gateway.url).fetcher(5.0), 3)
        part = rations.ration(3)
        part.get(page("/alt"))
        part.get(page("/x"))
        with pytest.raises(LookExhaustedError):
            part.get(page("/y"))


def test_the_rations_fit_into_a_look() -> None:
    """Beside the home page and the feed that is asked for with it."""
    assert sum(FOR_A_SEARCH) + 2 <= FIRST_LOOK
    assert sum(FOR_WHAT_IS_KNOWN) + 2 <= LATER_LOOK
