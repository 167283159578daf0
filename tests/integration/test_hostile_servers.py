"""A site that drips, floods, lies or hangs up costs a bounded time and memory, and gives one kind of error."""

import json
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

import pytest

from account_health.connectors.http.answer import Answer
from account_health.connectors.http.network import Network
from account_health.model.errors import (
    CollectError,
    ForbiddenAddressError,
    PlatformUnavailableError,
    RedirectError,
    TooLargeError,
    TooSlowError,
    UnreadableAnswerError,
)
from tests.hostile_servers import BEHAVIOURS, Bed, bomb, hostile_bed
from tests.internet import PUBLIC, Internet
from tests.shared_data import shared

DEADLINE = 1.5
SLACK = 3.0  # for a machine that has other things to do; without a deadline the servers go on for ever
MEMORY = 50_000_000

EXPECTED: dict[str, type[CollectError] | type[Answer]] = {
    **dict.fromkeys(("silent", "slow_status", "slow_headers", "slow_body", "slow_body_len"), TooSlowError),
    **dict.fromkeys(("slow_chunked", "slow_100", "redir_slow"), TooSlowError),
    **dict.fromkeys(("infinite_body", "infinite_chunked", "big_200mb", "cl_huge"), TooLargeError),
    **dict.fromkeys(
        ("gzbomb", "gzbomb_nolen", "deflate", "chunk_trailers", "chunk_minus_one"), TooLargeError
    ),
    **dict.fromkeys(("flood_100",), TooLargeError),
    **dict.fromkeys(
        ("gzbomb2", "gz_chain", "gz_garbage", "gz_trunc", "gz_members", "enc_unknown"), UnreadableAnswerError
    ),
    **dict.fromkeys(("big_header", "many_headers", "infinite_headers", "flood_102"), UnreadableAnswerError),
    **dict.fromkeys(("cl_long", "cl_neg", "cl_nan", "cl_two", "te_unknown"), UnreadableAnswerError),
    **dict.fromkeys(
        ("chunk_huge", "chunk_neg", "chunk_bad", "chunk_ext", "chunk_cut"), UnreadableAnswerError
    ),
    **dict.fromkeys(("http09", "binary", "status_0"), UnreadableAnswerError),
    **dict.fromkeys(("empty", "rst", "rst_mid"), PlatformUnavailableError),
    "redir_loop": RedirectError,
    "redir_grow": ForbiddenAddressError,
    "redir_binloc": ForbiddenAddressError,
    "redir_badloc": RedirectError,
    **dict.fromkeys(("gzbomb_redirect", "redir_infbody", "redir_slowbody", "redir_auth"), Answer),
    **dict.fromkeys(("status_999", "status_bin", "cookies", "nested_json"), Answer),
    **dict.fromkeys(("cs_undefined", "cs_zlib", "cs_idna", "cs_punycode"), Answer),
}


@dataclass(frozen=True)
class Outcome:
    """What came of one look."""

    seconds: float
    result: object
    requests: int


def network(bed: Bed) -> Network:
    """The internet with the bed behind two names."""
    names = {"hostile.example": (PUBLIC,), "other.example": (PUBLIC,)}
    internet = Internet(bed.port, names)
    return Network(resolve=internet.resolve, connect=internet.connect, sleep=lambda _: None)


def look(bed: Bed, name: str) -> Outcome:
    """Look at one behaviour, with a secret in the query and in a header."""
    fetcher = network(bed).fetcher(DEADLINE)
    url = f"http://hostile.example/{name}?access_token=CANARY"
    started = time.monotonic()
    result: object
    try:
        result = fetcher.fetch(url, {"Authorization": "Bearer CANARY", "X-Api-Key": "CANARY"})
    except Exception as error:  # noqa: BLE001 - the test's subject: whatever comes out
        result = error
    return Outcome(time.monotonic() - started, result, fetcher.requests)


@pytest.fixture(scope="module")
def bed() -> Iterator[Bed]:
    """The hostile sites; the bombs are made before any clock runs."""
    for kind in ("gzip", "deflate", "gzip,gzip"):
        bomb(kind)
    with hostile_bed() as running:
        yield running


@pytest.fixture(scope="module")
def outcomes(bed: Bed) -> dict[str, Outcome]:
    """Every behaviour, looked at side by side."""
    with ThreadPoolExecutor(8) as pool:
        return dict(zip(BEHAVIOURS, pool.map(lambda name: look(bed, name), BEHAVIOURS), strict=True))


def test_every_behaviour_of_the_shared_list_is_in_the_bed() -> None:
    """The 55 behaviours that were measured are all here."""
    listed = json.loads(shared("data/hostile/ssrf/hostile_servers.json").read_text("utf-8"))
    assert len(listed) == 55
    assert {entry["id"] for entry in listed} <= set(BEHAVIOURS)


def test_every_behaviour_has_an_expectation() -> None:
    """A behaviour without an expectation would be looked at for nothing."""
    assert set(EXPECTED) == set(BEHAVIOURS)


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_a_hostile_site_ends_as_expected(name: str, outcomes: dict[str, Outcome]) -> None:
    """An answer, or the one error that says what is wrong."""
    assert type(outcomes[name].result) is EXPECTED[name], outcomes[name]


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_a_hostile_site_ends_by_the_deadline(name: str, outcomes: dict[str, Outcome]) -> None:
    """Nothing outlasts the deadline of a fetch, retries and redirects included."""
    assert outcomes[name].seconds < DEADLINE + SLACK


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_an_answer_of_a_hostile_site_can_be_read(name: str, outcomes: dict[str, Outcome]) -> None:
    """Its text never fails, its JSON fails in our own way only, and no text shows the secret."""
    result = outcomes[name].result
    assert "CANARY" not in f"{result!r} {result}"
    if isinstance(result, Answer):
        assert isinstance(result.text(), str)
        with suppress(UnreadableAnswerError):
            result.json()


def test_lost_connections_are_tried_three_times(outcomes: dict[str, Outcome]) -> None:
    """A site that hangs up is asked three times, a slow or malformed one once."""
    counted = {name: outcomes[name].requests for name in ("rst", "empty", "silent", "http09", "redir_loop")}
    assert counted == {"rst": 3, "empty": 3, "silent": 1, "http09": 1, "redir_loop": 6}


def test_headers_stay_at_their_origin(bed: Bed, outcomes: dict[str, Outcome]) -> None:
    """No header of the caller follows a redirect to another origin."""
    assert isinstance(outcomes["redir_auth"].result, Answer)
    echoed = [request for request in bed.requests if request.startswith(b"GET /echo")]
    assert len(echoed) == 1
    assert b"CANARY" not in echoed[0]
    assert b"Host: other.example\r\n" in echoed[0]


@pytest.mark.parametrize(
    "name",
    [
        "infinite_body",
        "infinite_chunked",
        "big_200mb",
        "gzbomb",
        "gzbomb2",
        "deflate",
        "gzbomb_redirect",
        "redir_infbody",
        "chunk_huge",
        "chunk_minus_one",
        "chunk_ext",
        "infinite_headers",
        "flood_100",
        "gz_members",
    ],
)
def test_a_bomb_costs_bounded_memory(name: str, bed: Bed) -> None:
    """A gigabyte on the wire or once unpacked never reaches memory (both sides of the wire are counted)."""
    tracemalloc.start()
    try:
        look(bed, name)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MEMORY
