"""Measures what looks at an X profile cost: reads, requests and dollars, beside a script with tweepy.

Run: python -m benchmarks.x

The script does what one writes on an afternoon: profile, own posts and mentions, every time, as far back as somebody
still waits; a shorter stretch would be cheaper and lose who waits longest. Both talk to the same simulated X, which
bills what it returns, a resource once per UTC day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import tweepy

from account_health.connectors.x.prices import AS_OF
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


def with_tweepy(x: Lab) -> None:
    """Read profile, own posts and mentions with tweepy, which remembers nothing between two runs."""
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
    """Print the figures; fails where a run from the second on is not four times cheaper."""
    mine, theirs = measured(ours), measured(with_tweepy)
    print(
        f"{OPEN} people wait at first, {NEW} more and one own post every week; "
        f"beside a script with tweepy {tweepy.__version__}; prices of {AS_OF}"
    )
    print(f"{'run':>4} {'':>12} {'reads':>6} {'requests':>9} {'dollars':>8}")
    for number, (one, other) in enumerate(zip(mine, theirs, strict=True), 1):
        print(f"{number:>4} {'we':>12} {one.reads:>6} {one.requests:>9} {one.usd:>8.3f}")
        print(
            f"{'':>4} {'the script':>12} {other.reads:>6} {other.requests:>9} {other.usd:>8.3f}   "
            f"{other.usd / one.usd:.1f} times"
        )
    for run, (one, other) in enumerate(zip(mine[1:], theirs[1:], strict=True), 2):
        assert other.usd >= LEAST_RATIO * one.usd, f"run {run} is not four times cheaper"
    month = sum(one.usd for one in mine[1:]), sum(one.usd for one in theirs[1:])
    print(f"four weekly runs from the second on: we {month[0]:.3f}, the script {month[1]:.3f} dollars")


if __name__ == "__main__":
    main()
