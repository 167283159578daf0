"""Reads a timeline page by page, newest first, never past a budget, and says which stretch it did not reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, Literal

from account_health.connectors.values import identifier, inner, objects
from account_health.connectors.x.client import XClient
from account_health.connectors.x.dialect import Dialect, Heard, ask_in
from account_health.connectors.x.errors import gap_of, partial
from account_health.connectors.x.memory import MOST_HOLES, Span, Track
from account_health.connectors.x.posts import XPost, posts_in
from account_health.model import Reason, Unavailable
from account_health.model.errors import CollectError, UnreadableAnswerError

LEAST_PAGE: Final = 5
LARGEST_PAGE: Final = 100
MOST_PAGES: Final = 60
IDLE_PAGES: Final = 2
"""Pages without anything new after which we stop: some tokens lead on for ever."""
SHOWN: Final = {"own": 3_200, "mentions": 800}
"""How many posts back X lets anybody read (docs.x.com, x-api/posts/timelines/integrate)."""
_REACHED: Final = 0.95
"""From this share of them on we may stand at that end: posts that are gone since may count too."""


@dataclass
class Purse:
    """How many reads a look may still buy."""

    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Haul:
    """The posts of a stretch, what is left of it for the next look, and why.

    `lost` says that something of it was not shown to us and never will be.
    """

    posts: tuple[XPost, ...] = ()
    rest: Span | None = None
    gap: Unavailable | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a look read of a timeline: new posts by number, the new track, and what is missing.

    `failed` says that not even the newest posts could be read, `lost` that something can never be read.
    """

    posts: tuple[XPost, ...]
    track: Track
    gap: Unavailable | None
    failed: bool
    lost: bool = False


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
        start = min(start, track.start or start)
        fresh = Span(since=track.since) if track.since is not None else Span(start=start)
        head = self.span(topic, fresh, purse)
        if head.gap is not None and not head.posts:
            return Reading(posts=(), track=track, gap=head.gap, failed=True)
        posts, gap, lost = list(head.posts), head.gap, head.lost
        holes = [head.rest] if head.rest else []
        for known in track.holes:
            hole = replace(known, above=known.above + len(head.posts))
            haul = Haul(rest=hole) if holes else self.span(topic, hole, purse)
            posts += haul.posts
            gap, lost = gap or haul.gap, lost or haul.lost
            holes += [haul.rest] if haul.rest else []
        newest = max((post.id for post in posts), default=0)
        since = max(newest, track.since or 0) or None
        return Reading(
            posts=tuple(sorted({post.id: post for post in posts}.values(), key=lambda post: post.id)),
            track=Track(since, _few(holes), start if since is None else None),
            gap=gap,
            failed=False,
            lost=lost,
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
        gap: Unavailable | None = None
        stop: Unavailable | None = None
        order, page = self.order, _Page()
        for _ in range(MOST_PAGES):
            if purse.left < LEAST_PAGE:
                stop = over_budget(topic)
                break
            asked = _parameters(span, purse, page.token)
            try:
                heard = self._ask(topic, path, asked, order)
                gap = gap or _left_out(heard.body, self.user)
            except CollectError as error:
                stop = gap_of(error)
                break
            finally:
                purse.left -= self._bought()
            found = posts_in(heard.body)
            page = page.next(heard.body, new=len({post.id for post in found} - set(posts)), asked=asked)
            posts |= {post.id: post for post in found}
            if not page.token or (page.idle >= IDLE_PAGES and page.proves_the_end):
                break
            if page.idle >= IDLE_PAGES:
                stop = Unavailable(Reason.CUT_OFF, f"X leads on without {_WORDS[topic]}")
                break
            order = (heard.dialect,)  # a token belongs to the request that brought it
        else:
            stop = Unavailable(Reason.CUT_OFF, f"more than {MOST_PAGES} pages of {_WORDS[topic]}")
        if stop is None and span.above + len(posts) >= SHOWN[topic] * _REACHED:
            gap = gap or Unavailable(
                Reason.CUT_OFF, f"X shows only the newest {SHOWN[topic]} {_WORDS[topic]}"
            )
        return Haul(
            posts=tuple(posts.values()),
            rest=_below(posts, span) if stop else None,
            gap=stop or gap,
            lost=gap is not None,
        )

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """Where a walk through the pages stands: the token of the next one, and pages in a row without anything new.

    `full` says that the last page with something new was a full one, `empty` that one of the idle ones held nothing.
    """

    token: str = ""
    idle: int = 0
    full: bool = False
    empty: bool = False

    @property
    def proves_the_end(self) -> bool:
        """Whether pages that bring nothing new mean that all was seen: they repeat a list that ended."""
        return not self.full and not self.empty

    def next(self, body: Mapping[str, Any], *, new: int, asked: Mapping[str, str]) -> "_Page":
        """Return where the walk stands after a page with so many new posts."""
        token = identifier(inner(body.get("meta")).get("next_token")) or ""
        if new:
            return _Page(token=token, full=new >= int(asked["max_results"]))
        empty = self.empty or not body.get("data")
        return _Page(token=token, idle=self.idle + 1, full=self.full, empty=empty)


def _left_out(body: Mapping[str, Any], user: str) -> Unavailable | None:
    """Return what a page itself says to be missing. Raises UnreadableAnswerError where it is no page of posts.

    Where there is nothing X leaves out the posts and counts zero; what says neither is no answer to our question.
    """
    count, rows = inner(body.get("meta")).get("result_count"), objects(body.get("data"))
    if not rows and not isinstance(count, int):
        raise UnreadableAnswerError("X answered with neither posts nor their number.")
    read = len(posts_in(body))
    if read < max(len(rows), count if isinstance(count, int) else 0):
        return Unavailable(Reason.UNREADABLE, f"X counts {count} posts on a page, {read} could be read")
    return partial(body, user)


def _below(posts: Mapping[int, XPost], span: Span) -> Span:
    """Return what is left of a stretch below the posts that were read."""
    return replace(span, until=min(posts), above=span.above + len(posts)) if posts else span


def over_budget(topic: str) -> Unavailable:
    """Return the gap that the budget leaves."""
    return Unavailable(Reason.CUT_OFF, f"max_reads is used up, {_WORDS[topic]} are left for the next look")


def _few(holes: list[Span]) -> tuple[Span, ...]:
    """Return at most three holes; the oldest become one, which then covers what lies between them once more."""
    if len(holes) <= MOST_HOLES:
        return tuple(holes)
    newer, older = holes[MOST_HOLES - 1], holes[-1]
    return (*holes[: MOST_HOLES - 1], replace(older, until=newer.until, above=newer.above))


def hole_top(track: Track) -> int:
    """Return the number below which own posts may be missing, 0 where none are."""
    return max((hole.until or 0 for hole in track.holes), default=0)
