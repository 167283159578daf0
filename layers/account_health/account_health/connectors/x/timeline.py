"""Reads a timeline page by page, newest first, never past a budget, and says which stretch it did not reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, Literal

from account_health.connectors.graph.values import identifier, inner
from account_health.connectors.x.client import XClient
from account_health.connectors.x.dialect import Dialect, Heard, ask_in
from account_health.connectors.x.errors import gap_of, partial
from account_health.connectors.x.memory import MOST_HOLES, Span, Track
from account_health.connectors.x.posts import XPost, posts_in
from account_health.errors import CollectError, UnreadableAnswerError
from account_health.model import Reason, Unavailable

LEAST_PAGE: Final = 5
LARGEST_PAGE: Final = 100
MOST_PAGES: Final = 60
IDLE_PAGES: Final = 2
"""Pages without anything new after which we stop: some tokens lead on for ever."""
SHOWN: Final = {"own": 3_200, "mentions": 800}
"""How many posts back X lets anybody read (docs.x.com, x-api/posts/timelines/integrate)."""


@dataclass
class Purse:
    """How many reads a look may still buy."""

    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Haul:
    """The posts of a stretch, what is left of it, and why."""

    posts: tuple[XPost, ...] = ()
    rest: Span | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a look read of a timeline: new posts by number, the new track, and what is missing.

    `failed` says that not even the newest posts could be read.
    """

    posts: tuple[XPost, ...]
    track: Track
    gap: Unavailable | None
    failed: bool


@dataclass(kw_only=True)
class Timelines:
    """The timelines of one user. `order` are the vocabularies to try; what worked goes first from then on."""

    client: XClient
    user: str
    order: tuple[Dialect, ...]
    _seen: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._seen = self.client.meter.reads

    def read(self, topic: Literal["own", "mentions"], track: Track, start: datetime, purse: Purse) -> Reading:
        """Read what is new since the track ends, then the holes that it has, as far as the purse reaches.

        `start` is how far back the first look goes. Never raises CollectError.
        """
        fresh = Span(since=track.since) if track.since is not None else Span(start=start)
        head = self.span(topic, fresh, purse)
        if head.gap is not None and not head.posts:
            return Reading(posts=(), track=track, gap=head.gap, failed=True)
        posts, gap = list(head.posts), head.gap
        holes = [head.rest] if head.rest else []
        for hole in track.holes:
            haul = self.span(topic, hole, purse) if gap is None else Haul(rest=hole)
            posts += haul.posts
            gap = gap or haul.gap
            holes += [haul.rest] if haul.rest else []
        newest = max((post.id for post in posts), default=0)
        since = max(newest, track.since or 0) or None
        return Reading(
            posts=tuple(sorted({post.id: post for post in posts}.values(), key=lambda post: post.id)),
            track=Track(since, _few(holes)),
            gap=gap,
            failed=False,
        )

    def newest_original(self) -> tuple[XPost, ...]:
        """Return the newest posts that are neither replies nor reposts, however old. Raises CollectError."""
        path = f"/2/users/{self.user}/tweets"
        heard = self._ask(
            "own", path, {"max_results": str(LEAST_PAGE), "exclude": "replies,retweets"}, self.order
        )
        return posts_in(heard.body)

    def span(self, topic: Literal["own", "mentions"], span: Span, purse: Purse) -> Haul:
        """Read one stretch. Never raises CollectError: what was not reached is the rest, with its reason."""
        path = f"/2/users/{self.user}/{'tweets' if topic == 'own' else 'mentions'}"
        posts: dict[int, XPost] = {}
        tokens: set[str] = set()
        token, idle, gap, order = "", 0, None, self.order
        for _ in range(MOST_PAGES):
            if purse.left < LEAST_PAGE:
                return _cut(posts, span, over_budget(topic))
            asked = _parameters(span, purse, token)
            try:
                heard = self._ask(topic, path, asked, order)
            except CollectError as error:
                return _cut(posts, span, gap_of(error))
            finally:
                purse.left -= self._bought()
            gap = gap or partial(heard.body, self.user)
            before = len(posts)
            posts |= {post.id: post for post in posts_in(heard.body)}
            idle = idle + 1 if len(posts) == before else 0
            token = _next(heard.body)
            if not token or token in tokens or idle >= IDLE_PAGES:
                break
            tokens.add(token)
            order = (heard.dialect,)  # a token belongs to the request that brought it
        else:
            return _cut(
                posts, span, Unavailable(Reason.CUT_OFF, f"more than {MOST_PAGES} pages of {_WORDS[topic]}")
            )
        if len(posts) >= SHOWN[topic]:
            gap = gap or Unavailable(
                Reason.CUT_OFF, f"X shows only the newest {SHOWN[topic]} {_WORDS[topic]}"
            )
        return Haul(posts=tuple(posts.values()), gap=gap)

    def _bought(self) -> int:
        """Return how many reads the last request added."""
        bought = self.client.meter.reads - self._seen
        self._seen = self.client.meter.reads
        return bought

    def _ask(self, topic: str, path: str, parameters: Mapping[str, str], order: tuple[Dialect, ...]) -> Heard:
        """Ask, and keep to the vocabulary that worked. Raises CollectError, also where both lack what we need."""
        heard = ask_in(self.client, order, topic, path, parameters)
        if heard.lacks is not None:
            raise UnreadableAnswerError(f"X left out {heard.lacks} of {_WORDS[topic]}, in both vocabularies.")
        if heard.body.get("data"):
            self.order = (heard.dialect, *(one for one in self.order if one is not heard.dialect))
        return heard


_WORDS: Final = {"own": "own posts", "mentions": "mentions"}


def _parameters(span: Span, purse: Purse, token: str) -> dict[str, str]:
    size = max(LEAST_PAGE, min(LARGEST_PAGE, purse.left))
    given = {
        "max_results": str(size),
        "since_id": str(span.since) if span.since is not None else "",
        "start_time": f"{span.start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if span.start else "",
        "until_id": str(span.until) if span.until is not None else "",
        "pagination_token": token,
    }
    return {name: value for name, value in given.items() if value}


def _next(body: Mapping[str, Any]) -> str:
    return identifier(inner(body.get("meta")).get("next_token")) or ""


def _cut(posts: Mapping[int, XPost], span: Span, gap: Unavailable) -> Haul:
    rest = replace(span, until=min(posts)) if posts else span
    return Haul(posts=tuple(posts.values()), rest=rest, gap=gap)


def over_budget(topic: str) -> Unavailable:
    """Return the gap that the budget leaves."""
    return Unavailable(Reason.CUT_OFF, f"max_reads is used up, {_WORDS[topic]} are left for the next look")


def _few(holes: list[Span]) -> tuple[Span, ...]:
    """Return at most three holes; the oldest become one, which then covers what lies between them once more."""
    if len(holes) <= MOST_HOLES:
        return tuple(holes)
    newer, older = holes[MOST_HOLES - 1], holes[-1]
    return (*holes[: MOST_HOLES - 1], replace(older, until=newer.until))


def hole_top(track: Track) -> int:
    """Return the number below which own posts may be missing, 0 where none are."""
    return max((hole.until or 0 for hole in track.holes), default=0)
