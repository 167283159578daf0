"""One look at an X profile: one look-up, own posts and mentions since the last look with an overlap, and what is quoted.

Requests: the look-up; the own posts, replies among them, since those are the evidence of what was answered; the
mentions. Where somebody waits, the three that a mail quotes are looked up, and late answers are looked for deeper. A pinned
post is bought once, and five posts more where a first look finds none of our own in its window.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from account_health.connectors.connector import Look, snapshot_of
from account_health.connectors.followed import Followed, follow
from account_health.connectors.profile_notice import profile_notice
from account_health.connectors.values import first_line
from account_health.connectors.x.client import Meter, XClient, client_of
from account_health.connectors.x.dialect import DIALECTS, TWEET, Dialect, ask_in
from account_health.connectors.x.errors import HiddenError, SuspendedError, XRefusedError, gap_of
from account_health.connectors.x.memory import (
    MOST_POSTS,
    Cursor,
    Kept,
    Memory,
    Reply,
    cut,
    forget,
    read_memory,
    write_memory,
)
from account_health.connectors.x.posts import XPost, moment_of, posts_in
from account_health.connectors.x.prices import AS_OF, DEFAULT_MAX_READS, USER_USD, month_cost
from account_health.connectors.x.profile import (
    Profile,
    badge_of,
    find,
    identity_of,
    posts_counted,
    profile_parts,
)
from account_health.connectors.x.quotes import confirm
from account_health.connectors.x.threads import (
    WINDOW,
    Talk,
    Us,
    items_of,
    match_answers,
    replies_in,
    url_of,
    worth_keeping,
)
from account_health.connectors.x.timeline import (
    LEAST_PAGE,
    Reading,
    Timelines,
    over_budget,
    plan,
    plan_for_answers,
)
from account_health.model import (
    Access,
    Badge,
    Conversation,
    Destinations,
    LegalPage,
    NotOffered,
    Part,
    Post,
    Posts,
    Presence,
    Reason,
    Snapshot,
    Statements,
    Unavailable,
    Upkeep,
)
from account_health.model.errors import CollectError, CredentialMissingError, NotFoundError
from account_health.model.ours import OurVoices
from account_health.model.platform import PLATFORM_ROWS

OFFERS: Final = PLATFORM_ROWS["x"].parts
REMEMBERED: Final = timedelta(days=90)
"""Own posts older than this are forgotten, except for the newest one."""
REPLIES_REMEMBERED: Final = timedelta(days=14)
"""A mention that comes to light later than this after its answer is taken for a new one."""
LOOKED_AT: Final = 20
"""The newest posts over which shares are counted."""
SEVERAL: Final = 5
"""So many posts do not disappear at once."""
WORKS: Final = Access(never_expires=True)
"""An app-only bearer token has no end; it dies when somebody regenerates it."""
_HANDLE: Final = re.compile(r"[a-z0-9_]{1,15}")


class XConnector:
    """Looks at one profile on X."""

    def collect(self, look: Look) -> Snapshot:
        """Return what can be seen now. Never raises a CollectError: what fails is `Unavailable` with its reason."""
        before = read_memory(look.memory)
        memory = forget(before, look.now) if before else None
        snapshot = _collected(look, memory)
        if snapshot.memory is None and memory is not None and memory != before:
            # Words fade also while nothing can be seen.
            return replace(snapshot, memory=Followed(look).added_to(write_memory(memory)))
        return snapshot


def _collected(look: Look, memory: Memory | None) -> Snapshot:
    try:
        client = client_of(look)
    except CredentialMissingError as error:
        return _snapshot(look, Meter(), _dark(Unavailable(Reason.CREDENTIAL_MISSING, str(error))))
    try:
        profile = find(
            look, client, _order(DIALECTS[memory.dialect] if memory else TWEET), _unknown_voices(look, memory)
        )
    except CollectError as error:
        return _snapshot(look, client.meter, _unseen(error))
    known = look.account.user_id or look.pinned_id  # a registered id is the newer word
    if known is not None and profile.id != known:
        return _snapshot(look, client.meter, _taken_over(profile, known))
    if memory is not None and memory.user != profile.id:
        memory = None
    followed = Followed(look)
    parts, after = SnapshotBuilder(followed=followed, client=client, profile=profile, before=memory).see()
    return replace(
        _snapshot(look, client.meter, parts),
        memory=followed.added_to(write_memory(after)) if after else None,
        month_cost_usd=_month_cost(look, client.meter, memory),
    )


def _order(first: Dialect) -> tuple[Dialect, ...]:
    """Return the vocabularies, first the one that worked last."""
    return (first, *(one for one in DIALECTS.values() if one is not first))


def _unknown_voices(look: Look, memory: Memory | None) -> tuple[str, ...]:
    """Return the handles that speak for us and whose ids nobody knows yet; each is bought once."""
    known = {handle for handle, _ in memory.ours} if memory else set()
    known |= {one.username.lower() for one in look.company.accounts if one.username and one.user_id}
    known.add((look.account.username or "").lower())
    voices = OurVoices.of(look.company, look.account).handles - known
    return tuple(sorted(one for one in voices if _HANDLE.fullmatch(one)))


def _without_gone(base: Memory, own: Reading) -> Memory:
    """Return a memory without the own posts that the timeline lists no more where it was read anew: they were deleted.

    What lies before that is remembered on: X says of no post by itself that it is gone, and asking for each would be dear.
    Where none of several is listed, the list is not believed.
    """
    if own.since is None:
        return base
    if not own.posts and sum(moment_of(number) >= own.since for number, _ in base.own) >= SEVERAL:
        return base
    listed = {number for post in own.posts for number in (post.first, *post.versions)}
    there = tuple(one for one in base.own if one[0] in listed or moment_of(one[0]) < own.since)
    newest = base.newest
    if newest is not None and newest.id not in {number for number, _ in there}:
        newest = Kept(max(number for number, _ in there), "") if there else None
    return replace(base, own=there, newest=newest)


def _snapshot(look: Look, meter: Meter, parts: dict[str, Any]) -> Snapshot:
    return snapshot_of(
        look, {**parts, "reads": meter.reads, "cost_usd": meter.cost_usd, "prices_as_of": AS_OF}
    )


def _dark(why: Unavailable) -> dict[str, Any]:
    return dict.fromkeys(OFFERS, why)


def _unseen(error: CollectError) -> dict[str, Any]:
    """Return the parts of a profile that could not be looked up; that it is gone or suspended was seen."""
    gap = gap_of(error)
    parts = _dark(gap)
    if isinstance(error, XRefusedError) and error.problem:
        parts["access"] = Access(problem=error.problem, never_expires=True)
    if isinstance(error, NotFoundError):
        suspended = isinstance(error, SuspendedError)
        parts |= {"access": WORKS, "presence": Presence(problem="suspended" if suspended else "gone")}
    return parts


def _taken_over(profile: Profile, known: str) -> dict[str, Any]:
    """Return what is told where the name is somebody else's: who it is, and nothing that would have to be bought."""
    gap = Unavailable(Reason.NOT_FOUND, f"@{profile.handle} is the account {profile.id} now, ours is {known}")
    return _dark(gap) | {"access": WORKS, "identity": identity_of(profile)}


def _month_cost(look: Look, meter: Meter, before: Memory | None) -> float:
    days = (look.now - before.looked) / timedelta(days=1) if before else WINDOW.days
    return month_cost(USER_USD, max(meter.cost_usd - USER_USD, 0.0), days)


@dataclass(kw_only=True)
class SnapshotBuilder:
    """One profile that was found, on its way into a snapshot and a memory."""

    followed: Followed
    client: XClient
    profile: Profile
    before: Memory | None
    _limited: tuple[bool, ...] = ()

    @property
    def look(self) -> Look:
        """The look that all of this is for."""
        return self.followed.look

    def see(self) -> tuple[dict[str, Any], Memory | None]:
        """Return every part, and what to remember; no memory where nothing new was learned."""
        look, profile = self.look, self.profile
        if profile.user.get("protected") is True:
            gap = gap_of(HiddenError("only followers see what this profile posts"))
            return self._parts(NotOffered() if profile.pinned is None else gap, gap, gap), None
        base = self.before or Memory(user=profile.id, looked=look.now)
        base = replace(base, ours=tuple(dict((*base.ours, *profile.others)).items()))
        lines = Timelines(client=self.client, user=profile.id, order=_order(profile.dialect))
        start = look.now - WINDOW
        # Half for our own posts, so that a profile which answers a lot still hears who writes to it.
        half = max(self._left // 2, min(self._left, LEAST_PAGE))
        known = (*(number for number, _ in base.own), *(one.id for one in base.replies))
        waits = (one.id for one in base.open if not one.passing)
        own = lines.read("own", base.posts, plan_for_answers(base.posts, start, known, waits), half, look.now)
        if own.failed:
            gap = own.gap or Unavailable(Reason.UNREADABLE, "own posts")
            pinned = self._pinned(lines, base, ())
            # Without our own posts nobody can say who was answered, so the mentions are not bought either.
            return self._parts(pinned, gap, gap), None
        posts, base = self._posts(lines, own, base)
        heard = lines.read("mentions", base.mentions, plan(base.mentions, start), self._left, look.now)
        mentions, base = self._mentions(lines, own, heard, base)
        pinned = self._pinned(lines, base, own.posts)
        if isinstance(pinned, Kept):
            base = replace(base, pinned=pinned)
        badge = (self._badge.shown, self._badge.lost_at) if isinstance(self._badge, Badge) else base.badge
        after = replace(base, looked=look.now, dialect=lines.order[0].name, badge=badge)
        return self._parts(pinned, posts, mentions), after

    @property
    def _upkeep(self) -> Upkeep:
        """The share of the newest posts to which not everybody may reply. X does not say what it rejects."""
        share = sum(self._limited) / len(self._limited) if self._limited else None
        return Upkeep(comments_disabled=share, rejected_posts=None)

    @property
    def _badge(self) -> Part[Badge]:
        before = Badge(*self.before.badge) if self.before and self.before.badge else None
        return badge_of(self.profile, before, self.look.now)

    @property
    def _left(self) -> int:
        """Return how many reads this look may still buy."""
        return (self.look.account.max_reads or DEFAULT_MAX_READS) - self.client.meter.reads

    def _parts(self, pinned: Part[Kept], posts: Part[Posts], mentions: Part[Conversation]) -> dict[str, Any]:
        said = profile_parts(self.profile, self.look.company, pinned)
        return {
            "access": WORKS,
            **said,
            "imprint": self._imprint(said["descriptions"], said["websites"]),
            "destinations": self._destinations(said["websites"], (posts, mentions)),
            "badge": self._badge,
            "posts": posts,
            "mentions": mentions,
            "upkeep": posts if isinstance(posts, Unavailable) else self._upkeep,
        }

    def _imprint(self, descriptions: Statements, websites: Statements) -> Part[LegalPage]:
        """Return the legal notice; that there is none is only known where the profile's link is."""
        texts, links = (tuple(one.value for one in said.items) for said in (descriptions, websites))
        found = profile_notice(self.followed, texts, links)
        nothing = isinstance(found, LegalPage) and found.url is None
        return websites.gap if nothing and websites.gap is not None else found

    def _destinations(self, websites: Statements, seen: tuple[Part[Any], ...]) -> Part[Destinations]:
        """Return where the profile's link leads; unknown where X does not say which link that is.

        A look that X cuts short asks for nothing that can wait.
        """
        gap = websites.gap or next((part for part in seen if isinstance(part, Unavailable)), None)
        links = tuple(one.value for one in websites.items)
        return gap or follow(self.followed, links, self.profile.url)

    def _posts(self, lines: Timelines, own: Reading, base: Memory) -> tuple[Part[Posts], Memory]:
        """Return the own posts that are neither replies nor reposts, and the memory of them."""
        base = _without_gone(base, own)
        fresh = [post for post in own.posts if not post.is_reply and not post.reposts]
        gap = own.gap
        if not fresh and base.newest is None and gap is None and self._left < LEAST_PAGE:
            gap = over_budget("own")
        if not fresh and base.newest is None and gap is None:
            try:
                fresh = [post for post in lines.newest_original() if not post.reposts]
            except CollectError as error:
                gap = gap_of(error)
        if not (fresh or own.posts or base.own or gap) and posts_counted(self.profile) >= SEVERAL:
            gap = Unavailable(
                Reason.UNREADABLE, f"X counts {posts_counted(self.profile)} posts here and lists none"
            )
        known = dict(base.own) | {post.first: post.limited for post in fresh}
        latest = max(fresh, key=lambda post: post.first, default=None)
        newest = base.newest
        if latest is not None and (newest is None or latest.first >= newest.id):
            newest = Kept(latest.first, cut(latest.text))
        oldest = self.look.now - REMEMBERED
        kept = [number for number in known if moment_of(number) >= oldest or (newest and number == newest.id)]
        numbers = sorted(kept, reverse=True)[:MOST_POSTS]
        self._limited = tuple(known[number] for number in numbers[:LOOKED_AT])
        base = replace(
            base,
            posts=own.cursor,
            own=tuple((number, known[number]) for number in numbers),
            newest=newest,
        )
        if gap is not None and not numbers:
            return gap, base
        titles = {post.first: first_line(post.text) for post in fresh}
        if newest is not None:
            titles[newest.id] = first_line(newest.text)
        items = tuple(
            Post(str(number), url_of(number, self.profile.handle), moment_of(number), titles.get(number, ""))
            for number in numbers
        )
        return Posts(items, gap=gap), base

    def _mentions(
        self, lines: Timelines, own: Reading, heard: Reading, base: Memory
    ) -> tuple[Part[Conversation], Memory]:
        """Return what people wrote, with our answers, and the memory of what is still open."""
        look = self.look
        voices = OurVoices.of(look.company, look.account).ids | {number for _, number in base.ours}
        us = Us(self.profile.id, self.profile.handle, voices)
        ours = (*own.posts, *(post for post in heard.posts if us.wrote(post)))
        replies = tuple(sorted({one.id: one for one in (*base.replies, *replies_in(ours))}.values()))
        talk = match_answers(base.open, heard.posts, replies, us, look.now)
        since = look.now - WINDOW
        done = frozenset(one.item for one in look.company.done)
        told = dict(base.answered)  # who is edited after an answer comes again, without the answer
        kept = tuple(one for one in talk.open if one.id not in told and worth_keeping(one, since, done))
        # An answer may stand among own posts that were not read: who could have got it is not told as waiting.
        top = own.cursor.unread.until or 0 if own.cursor.unread else 0
        hidden = {one.id for one in kept if one.id < top or one.id in talk.unclear}
        shown = tuple(one for one in kept if one.id not in hidden)
        shown = confirm(self.client, lines.order[0], shown, look.now, self._left)
        pairs = dict((*base.answered, *talk.answered))
        answered = tuple(sorted(pair for pair in pairs.items() if moment_of(pair[0]) >= since))
        base = replace(
            base,
            mentions=heard.cursor,
            open=(*shown, *(one for one in kept if one.id in hidden)),
            answered=answered,
            replies=_recent(replies, heard.cursor, look.now),
            lost_at=look.now if own.lost or heard.lost else base.lost_at,
        )
        gap = heard.gap or own.gap
        if gap is None and (heard.cursor.unread or own.cursor.unread):
            gap = Unavailable(Reason.CUT_OFF, "posts that an earlier look left out are still unread")
        if gap is None and any(one.id in talk.unclear for one in kept):
            gap = Unavailable(Reason.UNREADABLE, "X does not say what some of our replies answer")
        if gap is None and base.lost_at is not None and base.lost_at >= since:
            gap = Unavailable(
                Reason.CUT_OFF, "posts of the last thirty days that an earlier look could not keep or get"
            )
        if heard.failed and not shown and heard.gap is not None:
            return heard.gap, base
        first = min((moment_of(one.id) for one in shown), default=since)
        return Conversation(items_of(Talk(shown, answered), us), min(first, since), gap=gap), base

    def _pinned(self, lines: Timelines, base: Memory, own: tuple[XPost, ...]) -> Part[Kept]:
        """Return the pinned post, bought only where it is neither remembered nor among the posts just read."""
        number = self.profile.pinned
        if number is None:
            return NotOffered()
        if self.profile.pinned_text is not None:
            return Kept(number, cut(self.profile.pinned_text))
        known = {post.first: post.text for post in own}
        for kept in (base.newest, base.pinned):
            if kept is not None:
                known.setdefault(kept.id, kept.text)
        if number not in known and self._left < 1:
            return over_budget("own")
        if number not in known:
            try:
                heard = ask_in(self.client, lines.order, "single", "/2/tweets", {"ids": str(number)})
            except CollectError as error:
                return gap_of(error)
            known.update((number, post.text) for post in posts_in(heard.body))
        if number not in known:
            return Unavailable(Reason.NOT_FOUND, "the pinned post was not shown")
        return Kept(number, cut(known[number]))


def _recent(replies: tuple[Reply, ...], mentions: Cursor, now: datetime) -> tuple[Reply, ...]:
    """Return the replies to remember: the latest ones, and all while mentions are unread that they may answer."""
    if mentions.unread is not None or mentions.checked != now:
        return replies
    return tuple(one for one in replies if now - moment_of(one.id) <= REPLIES_REMEMBERED)
