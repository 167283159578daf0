"""Whatever the Graph API answers, a look ends with a snapshot that can be saved."""

import json
import random
from typing import Any

import pytest

from account_health.model import Snapshot
from account_health.storage.jsons import from_json, to_json
from tests.builders import NOW
from tests.simulator.gateway import Reply, Request, json_reply
from tests.simulator.graph import Graph
from tests.simulator.graph_looks import lab
from tests.simulator.graph_world import FacebookWorld, InstagramWorld

JUNK: list[Any] = [
    None, True, False, 0, -1, 10**30, 1e308, "", " ", "x", "\ud800", "9" * 5000, [], {}, [None], [[]], {"data": 3},
    {"data": [{}]}, {"id": None}, "2026-02-30T00:00:00+0000", "0001-01-01T00:00:00+2300", "../../me", {"error": {}},
]  # fmt: skip


class Garbling:
    """A platform whose answers are spoilt in a few places."""

    def __init__(self, graph: Graph, seed: int) -> None:
        self.graph = graph
        self.chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret

    def __call__(self, request: Request) -> Reply:
        """Answer, and spoil it."""
        body = json.loads(self.graph(request).body)
        for _ in range(self.chance.randint(1, 6)):
            self.spoil(body)
        return json_reply_of(body)

    def spoil(self, value: Any) -> None:
        """Replace one value somewhere inside."""
        while True:
            keys = list(value) if isinstance(value, dict) else list(range(len(value)))
            if not keys:
                return
            key = self.chance.choice(keys)
            inside = value[key]
            if isinstance(inside, dict | list) and inside and self.chance.random() < 0.8:
                value = inside
                continue
            value[key] = self.chance.choice(JUNK)
            return


def json_reply_of(value: Any) -> Reply:
    """Return JSON in ASCII, so that half characters get through."""
    return Reply(headers=json_reply({}).headers, body=json.dumps(value).encode())


def facebook() -> Graph:
    """Return a Page with something of everything."""
    world = FacebookWorld(NOW)
    for number in range(1, 5):
        world.comment(world.post(number, number), 10 + number, number - 0.5, "Wann offen?")
    world.answer(world.comment(world.reel(900, 1), 50, 0.9, "Wann?"), 51, 0.5)
    world.answer(world.visitor(77, 5, "Gibt es Dinkelbrot?"), 78, 4)
    world.conversation(1, 2, 3)
    world.answer(world.rating(800, 5, "Gut"), 802, 4)
    return world.graph()


def instagram(login: str) -> Graph:
    """Return an account with something of everything."""
    world = InstagramWorld(NOW, login)
    for number in range(1, 4):
        medium = world.medium(number, number)
        world.reply(
            medium, world.comment(medium, 10 + number, number - 0.5, "Wann offen?"), 20 + number, 0.1, "Bald"
        )
    world.tag(1, 2, "Hallo")
    return world.graph()


@pytest.mark.parametrize("seed", range(150))
def test_a_spoilt_answer_is_no_exception(seed: int) -> None:
    """Values of the wrong kind, half characters, numbers beyond reason: parts are missing, and that is all."""
    with lab(facebook()) as bench:
        bench.gateway.add("graph.facebook.com", Garbling(facebook(), seed))
        snapshots = [bench.facebook(checks=(("unanswered-reviews", "on"),))]
        for login in ("facebook", "instagram"):
            spoilt = Garbling(instagram(login), seed)
            bench.gateway.add("graph.facebook.com", spoilt)
            bench.gateway.add("graph.instagram.com", spoilt)
            secret = {"access_token": "ig-token"} if login == "instagram" else None
            snapshots.append(bench.instagram(login=login, secret=secret))
        assert len(bench.requests) < 120
    for snapshot in snapshots:
        assert from_json(Snapshot, to_json(snapshot)) == snapshot
