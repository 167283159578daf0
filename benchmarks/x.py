"""Measures what looks at an X profile cost: reads, requests and dollars, beside a plain script that reads it all again.

Run: python -m benchmarks.x

The plain script does what one writes on an afternoon: profile, own posts and mentions, every time, as far back as
somebody still waits; a shorter stretch would be cheaper and lose who waits longest. It is written with tweepy where that is installed, which this project does not do for you: `pip install tweepy`
into an environment of your own, and run the benchmark there. Otherwise a script of ours asks exactly the same.
"""

import json
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec
from typing import Any, Final
from urllib.parse import urlencode

from tests.builders import NOW
from tests.simulator.gateway import Gateway
from tests.simulator.x_api import HOST, TOKEN
from tests.simulator.x_looks import NEW, OPEN, WEEK, Bakery, Lab, lab

RUNS: Final = 5
LEAST_RATIO: Final = 4.0
OLDEST: Final = NOW - timedelta(days=30)
"""Nobody who still waits wrote before this: our first look reaches as far."""
_HANDLE: Final = "morgenrot_brot"
_FIELDS: Final = ["author_id", "conversation_id", "created_at", "in_reply_to_user_id", "referenced_tweets"]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run cost."""

    reads: int
    requests: int
    usd: float


def week_passes(bakery: Bakery, week: int) -> None:
    """Have three more guests write and the bakery post once, in the week before a run."""
    at = NOW + week * WEEK
    for number in range(NEW):
        bakery.asks(100 * week + number, at - timedelta(days=number + 1), f"Frage {number} der Woche {week}?")
    bakery.world.say(bakery.us, at - timedelta(days=2), f"Woche {week}")


def measured(look: Callable[[Lab], object]) -> list[Figures]:
    """Return the figures of weekly runs on a profile with forty people who wait and three more every week."""
    bakery = Bakery()
    bakery.many()
    figures: list[Figures] = []
    with lab(bakery) as x:
        for week in range(RUNS):
            if week:
                week_passes(bakery, week)
            x.gateway.forget()
            x.api.now = x.now = NOW + week * WEEK
            x.bill = x.api.new_bill()
            look(x)
            figures.append(Figures(x.bill.reads, len(x.gateway.requests), x.bill.usd))
    return figures


def ours(x: Lab) -> None:
    """Look once, with what the last look left behind."""
    seen = x.look()
    assert (seen.reads, seen.cost_usd) == (x.bill.reads, x.bill.usd), "the report tells another bill than X"


def plain(x: Lab) -> None:
    """Read profile, own posts and mentions: our own plain script, which remembers nothing."""
    user = _ask(x.gateway, "/2/users/by", {"usernames": _HANDLE, "user.fields": "description,url,protected"})
    number = user["data"][0]["id"]
    for timeline in ("tweets", "mentions"):
        token = ""
        while True:
            query = {
                "max_results": "100",
                "start_time": f"{OLDEST:%Y-%m-%dT%H:%M:%SZ}",
                "tweet.fields": ",".join(_FIELDS),
            }
            body = _ask(
                x.gateway,
                f"/2/users/{number}/{timeline}",
                query | ({"pagination_token": token} if token else {}),
            )
            token = body.get("meta", {}).get("next_token", "")
            if not token:
                break


def _ask(gateway: Gateway, path: str, query: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
    request = urllib.request.Request(  # noqa: S310 - the loopback gateway
        f"{gateway.url}/{HOST}{path}?{urlencode(query)}", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - the loopback gateway
        return json.loads(answer.read())


def with_tweepy(x: Lab) -> None:
    """Read the same with tweepy."""
    import tweepy  # type: ignore[import-not-found]  # noqa: PLC0415 - installed by whoever wants this comparison

    client = tweepy.Client(bearer_token=TOKEN)
    client.session.request = _through(x.gateway, client.session.request)
    user = client.get_users(usernames=[_HANDLE], user_fields=["description", "url", "protected"]).data[0]
    for read in (client.get_users_tweets, client.get_users_mentions):
        for _ in tweepy.Paginator(read, user.id, max_results=100, start_time=OLDEST, tweet_fields=_FIELDS):
            pass


def _through(gateway: Gateway, send: Callable[..., Any]) -> Callable[..., Any]:
    """Return what leads tweepy, which names the host api.twitter.com, to the simulated platform."""

    def request(method: str, url: str, **options: Any) -> Any:  # noqa: ANN401 - as tweepy's session has it
        path = url.removeprefix("https://").partition("/")[2]
        return send(method, f"{gateway.url}/{HOST}/{path}", **options)

    return request


def main() -> None:
    """Print the figures; fails where a run from the second on is not four times cheaper, or reads twice."""
    has_tweepy = find_spec("tweepy") is not None
    name = "script with tweepy" if has_tweepy else "plain script of ours that reads all again"
    mine, theirs = measured(ours), measured(with_tweepy if has_tweepy else plain)
    print(f"{OPEN} people wait at first, {NEW} more and one own post every week; beside a {name}")
    print(f"{'run':>4} {'':>12} {'reads':>6} {'requests':>9} {'dollars':>8}")
    for number, (one, other) in enumerate(zip(mine, theirs, strict=True), 1):
        print(f"{number:>4} {'we':>12} {one.reads:>6} {one.requests:>9} {one.usd:>8.3f}")
        print(
            f"{'':>4} {'the script':>12} {other.reads:>6} {other.requests:>9} {other.usd:>8.3f}   {other.usd / one.usd:.1f} times"
        )
    for run, (one, other) in enumerate(zip(mine[1:], theirs[1:], strict=True), 2):
        assert one.reads == 1 + NEW + 1, f"run {run} reads something twice"
        assert other.usd >= LEAST_RATIO * one.usd, f"run {run} is not four times cheaper"
    month = sum(one.usd for one in mine[1:]), sum(one.usd for one in theirs[1:])
    print(f"four weekly runs from the second on: we {month[0]:.3f}, the script {month[1]:.3f} dollars")
    if not has_tweepy:
        print("to compare with tweepy: pip install tweepy in an environment of your own, and run this there")


if __name__ == "__main__":
    main()
