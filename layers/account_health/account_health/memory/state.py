"""What one look leaves for the next: when everything was last seen, and since when something is missing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from account_health.memory.answer_times import Answers, answers_after
from account_health.memory.done import Noted, noted_after, still_done
from account_health.memory.fingerprints import kept
from account_health.memory.tries import tries_after
from account_health.memory.waiting import WaitingItem, waiting_in
from account_health.model import (
    PARTS,
    RENAMED_PARTS,
    Certificate,
    Identity,
    LastFacts,
    Posts,
    Rating,
    Results,
    Snapshot,
    Statements,
    Try,
    Unavailable,
)
from account_health.model.company import Done
from account_health.model.reasons import OUTAGES

PROFILE_PARTS = ("names", "phones", "emails", "addresses", "websites", "handles")
WEEKS_KEPT = 9
"""This week and the eight before it."""
MONTHS_KEPT = 3
STARS_KEPT = 6
"""This month and the two before it."""
WORDS_KEPT = timedelta(days=28)
"""So long words of other people are kept without a look that saw them still there."""
MOST_WAITING = 200
"""Of an account; more than that are a storm, of which nobody calls a part done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What an ISO week's first look saw of what later weeks are compared with; see `rating` and `profile` below.

    `waiting` is (item, tone) of who waited, those who waited longest; what could not be seen counts as before.
    """

    week: str
    rating: tuple[float, int] | None = None
    profile: tuple[tuple[str, tuple[str, ...]], ...] = ()
    waiting: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """What the last look at an account left behind.

    `unavailable_since` names each part that could not be seen then, with the first look that missed it.
    `created_at` is when the account was opened on its platform. `rating` is (average, count); `profile` what the profile said, part by part; `waiting_weeks` how much waited in
    the last weeks; `memory` is the connector's own. `last_facts` is what is told of the account while it cannot be seen,
    `noted` since when its items are known to need no answer, `answers` what was answered lately. `baselines` keeps the
    first look of this week and of the last one before, so that looks in between leave the weekly comparison alone.
    `tries` says when a site answered, and when it did not. `followers` is how many followed, and `stars` which average there
    was, at the first look of each of the last months that knew it.
    """

    account: str
    first_look: datetime
    last_look: datetime
    last_complete: datetime | None = None
    certificate_not_after: datetime | None = None
    pinned_id: str | None = None
    created_at: datetime | None = None
    unavailable_since: tuple[tuple[str, datetime], ...] = ()
    rating: tuple[float, int] | None = None
    profile: tuple[tuple[str, tuple[str, ...]], ...] = ()
    waiting_weeks: tuple[tuple[str, int], ...] = ()
    memory: str | None = None
    last_facts: LastFacts | None = None
    noted: tuple[Noted, ...] = ()
    answers: Answers | None = None
    baselines: tuple[Baseline, ...] = ()
    tries: tuple[Try, ...] = ()
    followers: tuple[tuple[date, int], ...] = ()
    stars: tuple[tuple[date, float], ...] = ()

    @property
    def missing_since(self) -> Mapping[str, datetime]:
        """The first look that missed each part, by the part's name of today."""
        return {RENAMED_PARTS.get(name, name): since for name, since in self.unavailable_since}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the last looks at a company's accounts left behind, sorted by account."""

    accounts: tuple[AccountState, ...] = ()

    def of(self, account: str) -> AccountState | None:
        """Return what is known of one account, None before its first look."""
        return next((one for one in self.accounts if one.account == account), None)


def state_after(state: State, snapshots: Iterable[Snapshot], done: Iterable[Done] = ()) -> State:
    """Return the state after these looks; accounts that were not looked at keep theirs.

    `done` is what the registry file notes as needing no answer.
    """
    notes = tuple(done)
    after = tuple(_after(state.of(one.account), one, notes) for one in snapshots)
    return merge_states(state, State(accounts=after))


def without_memories_of(state: State, gone: Callable[[str], bool], now: datetime) -> State:
    """Return the state in which accounts that are `gone` lose what their connector kept, four weeks after the last look.

    It holds words of other people, and no look will ever confirm them.
    """
    return State(
        accounts=tuple(
            replace(one, memory=None) if gone(one.account) and now - one.last_look >= WORDS_KEPT else one
            for one in state.accounts
        )
    )


def as_last_week(before: AccountState | None, now: datetime) -> AccountState | None:
    """Return what a look is compared with: rating and profile as the last other week's first look saw them.

    A change that a look in between saw first is so told by the weekly report all the same. Where only this week was
    looked at so far, its last look counts.
    """
    last = last_week(before, now)
    return (
        before
        if before is None or last is None
        else replace(before, rating=last.rating, profile=last.profile)
    )


def last_week(before: AccountState | None, now: datetime) -> Baseline | None:
    """Return what the last other week's first look saw; None where only this week was looked at so far."""
    week = f"{now:%G-W%V}"
    other = [one for one in (before.baselines if before else ()) if one.week != week]
    return max(other, key=lambda one: one.week, default=None)


def last_facts(before: AccountState | None, snapshot: Snapshot) -> LastFacts | None:
    """Return what was known of the parts that cannot be seen now; None where all were seen, or none ever was."""
    known = before.last_facts if before else None
    missing = _unseen_kinds(snapshot)
    if known is None or not missing & _kinds(known):
        return None
    return LastFacts(
        at=known.at,
        last_post_at=known.last_post_at if "posts" in missing else None,
        waiting=known.waiting if "waiting" in missing else None,
        rating=known.rating if "rating" in missing else None,
    )


def merge_states(first: State, second: State) -> State:
    """Merge two states of one company, whichever was written first: the later look wins, account by account.

    Commutative, associative and idempotent, so that runs which overlap cannot undo each other.
    """
    merged: dict[str, AccountState] = {}
    for one in (*first.accounts, *second.accounts):
        known = merged.get(one.account)
        merged[one.account] = one if known is None else _merge(known, one)
    return State(accounts=tuple(merged[name] for name in sorted(merged)))


def _after(before: AccountState | None, snapshot: Snapshot, done: tuple[Done, ...]) -> AccountState:
    since = before.missing_since if before else {}
    gaps = {name: _gap(getattr(snapshot, name)) for name in PARTS}
    complete = not any(gap and gap.reason in OUTAGES for gap in gaps.values())
    seen = snapshot.certificate
    noted = before.noted if before else ()
    closed = frozenset(one.item for one in still_done(done, noted, snapshot))
    talk = snapshot.conversations
    waiting = waiting_in(talk, closed).items
    waits = len(waiting) if talk else None
    return AccountState(
        account=snapshot.account,
        first_look=before.first_look if before else snapshot.taken_at,
        last_look=snapshot.taken_at,
        last_complete=snapshot.taken_at if complete else (before.last_complete if before else None),
        certificate_not_after=seen.not_after if isinstance(seen, Certificate) else _last_certificate(before),
        pinned_id=_pinned(before, snapshot),
        created_at=opened(before, snapshot),
        unavailable_since=tuple(
            (name, since.get(name, snapshot.taken_at)) for name, gap in gaps.items() if gap
        ),
        rating=_rating(before, snapshot),
        profile=_profile(before, snapshot),
        waiting_weeks=_waiting_weeks(before, snapshot, waits),
        memory=snapshot.memory if snapshot.memory is not None else (before.memory if before else None),
        last_facts=_last_facts(before, snapshot, waits),
        noted=noted_after(done, noted, snapshot),
        answers=answers_after(before.answers if before else None, snapshot),
        baselines=_baselines(before, snapshot, waiting),
        tries=tries_after(before.tries if before else (), snapshot),
        followers=_followers(before, snapshot),
        stars=_stars(before, snapshot),
    )


def opened(before: AccountState | None, snapshot: Snapshot) -> datetime | None:
    """Return when the account was opened on its platform: seen now, or known from an earlier look."""
    if isinstance(snapshot.identity, Identity) and snapshot.identity.created_at is not None:
        return snapshot.identity.created_at
    return before.created_at if before else None


def _pinned(before: AccountState | None, snapshot: Snapshot) -> str | None:
    """Keep the first id for good: that is what later looks are compared with."""
    if before is not None and before.pinned_id is not None:
        return before.pinned_id
    return snapshot.identity.id if isinstance(snapshot.identity, Identity) else None


def _rating(before: AccountState | None, snapshot: Snapshot) -> tuple[float, int] | None:
    seen = snapshot.rating
    if isinstance(seen, Rating) and seen.average is not None:
        return seen.average, seen.count
    return before.rating if before else None


def _profile(before: AccountState | None, snapshot: Snapshot) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what each part says, keeping what was last seen of a part that is missing now."""
    known = dict(before.profile) if before else {}
    for name in PROFILE_PARTS:
        part = getattr(snapshot, name)
        if isinstance(part, Statements) and part.gap is None:
            known[name] = kept(one.value for one in part.items)
    return tuple(sorted(known.items()))


def _baselines(
    before: AccountState | None, snapshot: Snapshot, waiting: tuple[WaitingItem, ...]
) -> tuple[Baseline, ...]:
    week = f"{snapshot.taken_at:%G-W%V}"
    known = before.baselines if before else ()
    if any(one.week == week for one in known):
        return known
    mine = Baseline(
        week=week,
        rating=_rating(before, snapshot),
        profile=_profile(before, snapshot),
        waiting=(*((one.item.id, one.tone) for one in waiting), *_unseen(known, snapshot))[:MOST_WAITING],
    )
    return (*known[-1:], mine)


def _followers(before: AccountState | None, snapshot: Snapshot) -> tuple[tuple[date, int], ...]:
    known = before.followers if before else ()
    seen = snapshot.results.followers if isinstance(snapshot.results, Results) else None
    today = snapshot.taken_at.date()
    if seen is None or _has_month(known, today):
        return known
    return (*known, (today, seen))[-MONTHS_KEPT:]


def _stars(before: AccountState | None, snapshot: Snapshot) -> tuple[tuple[date, float], ...]:
    known = before.stars if before else ()
    seen, today = snapshot.rating, snapshot.taken_at.date()
    if not isinstance(seen, Rating) or seen.average is None or seen.gap or _has_month(known, today):
        return known
    return (*known, (today, seen.average))[-STARS_KEPT:]


def _has_month(known: tuple[tuple[date, float], ...], today: date) -> bool:
    return any((at.year, at.month) == (today.year, today.month) for at, _ in known)


def _unseen(known: tuple[Baseline, ...], snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield who waited before, where not everything was seen and they neither."""
    if any(_gap(part) for part in (snapshot.comments, snapshot.mentions, snapshot.reviews)):
        here = {item.id for talk in snapshot.conversations for item in talk.items}
        yield from (pair for one in known[-1:] for pair in one.waiting if pair[0] not in here)


def _waiting_weeks(
    before: AccountState | None, snapshot: Snapshot, waits: int | None
) -> tuple[tuple[str, int], ...]:
    """Count what waits in this week; the last count of a week stands."""
    weeks = dict(before.waiting_weeks) if before else {}
    if waits is not None:
        weeks[f"{snapshot.taken_at:%G-W%V}"] = waits
    return tuple(sorted(weeks.items()))[-WEEKS_KEPT:]


def _last_facts(before: AccountState | None, snapshot: Snapshot, waits: int | None) -> LastFacts | None:
    """Return what may be told when nothing is seen any more: one look's facts, the newest that misses none of them."""
    known = before.last_facts if before else None
    unseen = _unseen_kinds(snapshot)
    if known is not None and unseen & _kinds(known):
        return known
    posts, rating = snapshot.posts, snapshot.rating
    newest = posts.items[0].at if isinstance(posts, Posts) and posts.items else None
    facts = LastFacts(
        at=snapshot.taken_at,
        last_post_at=newest if isinstance(posts, Posts) and posts.dated_by == "entry" else None,
        waiting=None if "waiting" in unseen else waits,
        rating=rating.average if isinstance(rating, Rating) else None,
    )
    return facts if _kinds(facts) else known


def _kinds(facts: LastFacts) -> frozenset[str]:
    known = {"posts": facts.last_post_at, "waiting": facts.waiting, "rating": facts.rating}
    return frozenset(kind for kind, value in known.items() if value is not None)


def _unseen_kinds(snapshot: Snapshot) -> frozenset[str]:
    """Return which kinds of facts could not be seen; what a channel does not have is not missing."""
    talk = (snapshot.comments, snapshot.mentions, snapshot.reviews)
    parts = {"posts": (snapshot.posts,), "waiting": talk, "rating": (snapshot.rating,)}
    return frozenset(
        kind for kind, each in parts.items() if any(isinstance(one, Unavailable) for one in each)
    )


def _gap(part: object) -> Unavailable | None:
    if isinstance(part, Unavailable):
        return part
    gap = getattr(part, "gap", None)
    return gap if isinstance(gap, Unavailable) else None


def _last_certificate(before: AccountState | None) -> datetime | None:
    return before.certificate_not_after if before else None


def _own(one: AccountState) -> AccountState:
    """Return what only one look knows; what both contribute to must not decide which of them is later."""
    return replace(one, first_look=one.last_look, last_complete=None)


def _merge(first: AccountState, second: AccountState) -> AccountState:
    # What was forgotten stays forgotten.
    late = max(first, second, key=lambda one: (one.last_look, one.memory is None, repr(_own(one))))
    complete = [one.last_complete for one in (first, second) if one.last_complete is not None]
    return replace(
        late,
        first_look=min(first.first_look, second.first_look),
        last_complete=max(complete, default=None),
    )
