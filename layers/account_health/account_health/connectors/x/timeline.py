"""Reads a timeline page by page, newest first, never past a budget, and says which stretch it did not reach.

X's index follows what people write with a delay of minutes to hours, so a post may come to light below one that was
read already (reports: valory-xyz/IEKit#307, devcommunity.x.com/t/225668). A look therefore begins two days before the
last one, for posts that may have answered somebody who waits a week before it. What is known is recognised by its number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

from account_health.connectors.values import identifier, inner, objects
from account_health.connectors.x.client import XClient
from account_health.connectors.x.dialect import Dialect, Heard, ask_in
from account_health.connectors.x.errors import gap_of, partial
from account_health.connectors.x.memory import Cursor, Stretch
from account_health.connectors.x.posts import XPost, moment_of, posts_in
from account_health.model import Reason, Unavailable
from account_health.model.errors import CollectError, UnreadableAnswerError

OVERLAP: Final = timedelta(days=2)
"""What was published so long before the last look is asked for again."""
ANSWERS_OVERLAP: Final = timedelta(days=7)
"""The same for our own posts while somebody waits."""
QUIET: Final = timedelta(days=28)
"""So far back a look begins at most while timelines were empty."""
LEAST_PAGE: Final = 5
LARGEST_PAGE: Final = 100
MOST_PAGES: Final = 60
IDLE_PAGES: Final = 2
"""Pages without anything new after which we stop: some tokens lead on for ever."""
SHOWN: Final = {"own": 3_200, "mentions": 800}
"""How many posts back X lets anybody read (docs.x.com, x-api/posts/timelines/integrate)."""
_REACHED: Final = 0.95
"""From this share of them on we may stand at that end: posts that are gone since may count too."""
_SECOND: Final = timedelta(seconds=1)
_WORDS: Final = {"own": "own posts", "mentions": "mentions"}

Topic: TypeAlias = Literal["own", "mentions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a look read of a timeline: posts by number, the new cursor, and what is missing.

    `failed` says that not even the newest posts could be read, `lost` that something can never be read. `since` is from
    when on all that is listed was read, None where some of it was not.
    """

    posts: tuple[XPost, ...]
    cursor: Cursor
    gap: Unavailable | None
    failed: bool = False
    lost: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The posts of one stretch, what is left of it for the next look, and why."""

    posts: tuple[XPost, ...]
    rest: Stretch | None = None
    gap: Unavailable | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a look asks for, newest first. `late` is asked for beside it: what may have come to light there since."""

    wanted: tuple[Stretch, ...]
    late: Stretch | None = None


def plan(cursor: Cursor, first: datetime) -> Plan:
    """Return what a look asks for; `first` is how far back the first look goes.

    While something is unread, only what is newer than all that is known is asked for before it, and the overlap behind it,
    where all else was reached: with a small budget the overlap would be bought again and again, and the rest never.
    """
    if cursor.unread is not None:
        newer = Stretch(moment_of(cursor.newest) + _SECOND)
        return Plan(wanted=(newer, cursor.unread), late=_overlap(cursor, OVERLAP))
    return Plan(wanted=(Stretch(first if cursor.checked is None else cursor.checked - OVERLAP),))


def plan_for_answers(cursor: Cursor, first: datetime, known: Iterable[int], waits: Iterable[int]) -> Plan:
    """Return what a look asks for of our own posts; while somebody waits, late answers are looked for deeper.

    `known` are numbers of own posts, `waits` of mentions. The newest known post before the overlap is where it can begin
    for nothing, and where what lies deeper can end: no post is bought again that a second request can leave out.
    """
    usual = plan(cursor, first)
    if cursor.unread is not None:
        return replace(usual, late=_overlap(cursor, ANSWERS_OVERLAP))
    if cursor.checked is None:
        return usual
    [begin] = [one.start for one in usual.wanted]
    deepest = cursor.checked - ANSWERS_OVERLAP
    deep = max(deepest, min((begin, *map(moment_of, waits))))
    border = max((one for one in known if deepest <= moment_of(one) <= begin), default=None)
    if border is None:
        return Plan(wanted=(Stretch(deep),))
    late = Stretch(deep, border) if deep < moment_of(border) else None
    return Plan(wanted=(Stretch(moment_of(border) + _SECOND),), late=late)


def _overlap(cursor: Cursor, before: timedelta) -> Stretch | None:
    """Return what was read before and is read again, so long before the last whole look; None before the first one."""
    return Stretch(cursor.checked - before, cursor.newest) if cursor.checked is not None else None


@dataclass(kw_only=True)
class Timelines:
    """The timelines of one user. `order` are the vocabularies to try; what worked goes first from then on."""

    client: XClient
    user: str
    order: tuple[Dialect, ...]

    def read(self, topic: Topic, cursor: Cursor, plan: Plan, most: int, now: datetime) -> Reading:
        """Read what is planned; at most so many posts are bought. Never raises CollectError."""
        limit = self.client.meter.reads + most
        head = self._part(topic, plan.wanted[0], limit)
        if head.gap is not None and not head.posts:
            return Reading(posts=(), cursor=cursor, gap=head.gap, failed=True)
        posts, gap, lost, rest = list(head.posts), head.gap, head.lost, head.rest
        for one in plan.wanted[1:]:
            if rest is not None:  # one stretch is remembered; what lies between the two is then read again
                rest = rest._replace(start=min(rest.start, one.start))
                continue
            part = self._part(topic, one._replace(above=one.above + len(head.posts)), limit)
            posts += part.posts
            gap, lost, rest = gap or part.gap, lost or part.lost, part.rest
        again = plan.late if rest is None or cursor.unread is None else None
        checked = now if cursor.unread is None or again is not None else cursor.checked
        if again is not None:
            part = self._part(topic, again, limit)
            posts += part.posts
            # What of this was not reached is nothing new: the next look begins as deep once more.
            checked = checked if part.gap is None else cursor.checked
        if not posts and gap is None:
            # A list that is empty for a moment looks like a quiet week; reading that week once more costs nothing if it was.
            checked = max(cursor.checked or plan.wanted[0].start, now - QUIET)
        newest = max((post.id for post in posts), default=0)
        return Reading(
            posts=tuple(sorted({post.id: post for post in posts}.values(), key=lambda post: post.id)),
            cursor=Cursor(max(newest, cursor.newest), checked, rest),
            gap=gap,
            lost=lost,
            since=plan.wanted[0].start if gap is None and rest is None else None,
        )

    def newest_original(self) -> tuple[XPost, ...]:
        """Return the newest posts that are neither replies nor reposts, however old. Raises CollectError."""
        path = f"/2/users/{self.user}/tweets"
        asked = {"max_results": str(LEAST_PAGE), "exclude": "replies,retweets"}
        return posts_in(self._ask("own", path, asked, self.order).body)

    def _part(self, topic: Topic, stretch: Stretch, limit: int) -> _Part:
        """Read one stretch until so many reads are on the bill. Never raises CollectError: what was not reached is the rest, with its reason."""
        path = f"/2/users/{self.user}/{'tweets' if topic == 'own' else 'mentions'}"
        posts: dict[int, XPost] = {}
        gap: Unavailable | None = None
        stop: Unavailable | None = None
        lost = False
        order, page = self.order, _Page()
        for _ in range(MOST_PAGES):
            left = limit - self.client.meter.reads
            if left < LEAST_PAGE:
                stop = over_budget(topic)
                break
            asked = _parameters(stretch, left, page.token)
            try:
                heard = self._ask(topic, path, asked, order)
                missing, whole = _left_out(heard, topic, self.user)
                gap, lost = gap or missing, lost or whole
            except CollectError as error:
                stop = gap_of(error)
                break
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
        if stop is None and stretch.above + len(posts) >= SHOWN[topic] * _REACHED:
            reached = Unavailable(Reason.CUT_OFF, f"X shows only the newest {SHOWN[topic]} {_WORDS[topic]}")
            gap, lost = gap or reached, True
        rest = stretch._replace(until=min(posts), above=stretch.above + len(posts)) if posts else stretch
        return _Part(posts=tuple(posts.values()), rest=rest if stop else None, gap=stop or gap, lost=lost)

    def _ask(
        self, topic: Topic, path: str, parameters: Mapping[str, str], order: tuple[Dialect, ...]
    ) -> Heard:
        """Ask, and keep to the vocabulary that worked. Raises CollectError."""
        heard = ask_in(self.client, order, topic, path, parameters)
        if heard.body.get("data") and heard.lacks is None:
            self.order = (heard.dialect, *(one for one in self.order if one is not heard.dialect))
        return heard


def _parameters(stretch: Stretch, left: int, token: str) -> dict[str, str]:
    given = {
        "max_results": str(max(LEAST_PAGE, min(LARGEST_PAGE, left))),
        "start_time": f"{stretch.start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "until_id": str(stretch.until) if stretch.until is not None else "",
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
        return replace(self, token=token, idle=self.idle + 1, empty=self.empty or not body.get("data"))


def _left_out(heard: Heard, topic: Topic, user: str) -> tuple[Unavailable | None, bool]:
    """Return what a page itself says to be missing, and whether whole posts are.

    Where there is nothing X leaves out the posts and counts zero; what says neither is no answer to our question. A page
    of which nothing came that we asked for is none either. Raises UnreadableAnswerError.
    """
    body = heard.body
    count, rows = inner(body.get("meta")).get("result_count"), objects(body.get("data"))
    if not rows and not isinstance(count, int):
        raise UnreadableAnswerError("X answered with neither posts nor their number.")
    if heard.lacks is not None:
        said = f"X left out {heard.lacks} of {_WORDS[topic]}, in both vocabularies"
        if not any("created_at" in row or "conversation_id" in row for row in rows):
            raise UnreadableAnswerError(said)
        return Unavailable(Reason.UNREADABLE, said), False
    read = len(posts_in(body))
    if read < max(len(rows), count if isinstance(count, int) else 0):
        return Unavailable(Reason.UNREADABLE, f"X counts {count} posts on a page, {read} could be read"), True
    left_out = partial(body, user)
    return left_out, left_out is not None


def over_budget(topic: str) -> Unavailable:
    """Return the gap that the budget leaves."""
    return Unavailable(Reason.CUT_OFF, f"max_reads is used up, {_WORDS[topic]} are left for the next look")
