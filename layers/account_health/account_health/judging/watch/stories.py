"""What the alert feeds brought: each story once, what is grave this week, the rest in the month's line, and how the feeds are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from account_health.judging.watch.identity import Identity
from account_health.judging.watch.mentions import Mention, read_mention
from account_health.judging.watch.told import Candidate, Memory
from account_health.model import (
    Audience,
    FeedSeen,
    Found,
    Hit,
    Hits,
    Message,
    Outside,
    WatchLine,
    message,
    message_n,
)
from account_health.model.company import Company
from account_health.model.limits import MENTION_OLD_DAYS
from account_health.text.hosts import host_of
from account_health.text.normalise import words

TITLES: Final = 3
SAME_WORDS: Final = 8
SAME_DAYS: Final = 14
_PREFIX: Final = 2
NEWS_DAYS: Final = 30
MOST_PROFILES: Final = 5
_GRAVEST: Final = ("weekly", "monthly", "profile", "counted", "dropped")


@dataclass(frozen=True, slots=True)
class Story:
    """One story: the entry that tells it best, the one that came first, at how many addresses it stands, and what is to become of it."""

    hit: Hit
    oldest: Hit
    addresses: int
    mention: Mention
    first: date

    @property
    def matter(self) -> str:
        """What stays the same of it: a digest of its first title, wherever it stands, and the day on which it was first met."""
        title = " ".join(words(self.oldest.title)[:SAME_WORDS]) or self.oldest.keys[0]
        return sha256(f"{self.first} {title}".encode("utf-8", "replace")).hexdigest()[:12]


def stories(hits: Iterable[Hit], us: Identity) -> tuple[Story, ...]:
    """Return each story once, the newest first: by entry, target, or the same first words within two weeks."""
    groups: list[list[Hit]] = []
    for hit in sorted(hits, key=lambda one: (one.first, one.keys), reverse=True):
        same = next((group for group in groups if any(_same(hit, one) for one in group)), None)
        if same is None:
            groups.append([hit])
        else:
            same.append(hit)
    return tuple(_story(group, us) for group in groups)


def critical(told: Iterable[Story], today: date) -> Iterator[Candidate]:
    """Yield what is grave, once each, as long as it is news.

    That ends before the oldest entry of a story is forgotten, by which its twins are known for the same.
    """
    for story in told:
        if story.mention.drawer == "weekly" and (today - story.first).days <= NEWS_DAYS:
            yield Candidate(line=_critical(story), again=())


def month(told: Iterable[Story], memory: Memory, missing_to: date | None) -> Iterator[Candidate]:
    """Yield the line about the month before: how often, with a few titles, and how much was left out.

    A grave article that found no room in the reports of its month is one of them, and named first: none is lost.
    "At least" where more came in that month than was read or kept.
    """
    last = memory.today.replace(day=1) - timedelta(days=1)
    those = [one for one in told if (one.first.year, one.first.month) == (last.year, last.month)]
    untold = [
        one for one in those if one.mention.drawer == "weekly" and not memory.times(_critical(one).matter)
    ]
    mentions = [*untold, *(one for one in those if one.mention.drawer == "monthly" and _is_news(one))]
    counted = sum(one.mention.drawer == "counted" for one in those)
    if not mentions:
        return
    titles = tuple(Outside(one.hit.title) for one in mentions[:TITLES])
    sentence = message_n(
        "Last month you were mentioned once: {titles}.",
        "Last month you were mentioned {n} times, for example: {titles}.",
        len(mentions),
        titles=titles,
    )
    if missing_to is not None and missing_to >= last.replace(day=1):
        sentence = message(
            "Last month you were mentioned at least {n} times, for example: {titles}.",
            n=len(mentions),
            titles=titles,
        )
    left = message_n(
        "We left out one job advert, directory or firm elsewhere.",
        "We left out {n} job adverts, directories and firms elsewhere.",
        counted,
    )
    whole = message("{mentions} {left}", mentions=sentence, left=left) if counted else sentence
    yield Candidate(line=WatchLine(kind="mentions", matter=f"mentions/{last:%Y-%m}", message=whole), again=())


def is_news_lately(told: Iterable[Story], today: date) -> bool:
    """Tell whether this month or the last brought anything about us, told by now or not: a mention, a grave article, a profile."""
    since = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    return any(
        one.first >= since
        and (
            one.mention.drawer in {"weekly", "profile"} or (one.mention.drawer == "monthly" and _is_news(one))
        )
        for one in told
    )


def profiles(told: Iterable[Story]) -> tuple[Found, ...]:
    """Return the profiles that alerts named, for the page: nobody knows more of them than their title."""
    named = [one for one in told if one.mention.drawer == "profile"]
    return tuple(
        Found(
            url=one.hit.url,
            name=one.hit.title,
            evidence=(message("an alert named it on {day}", day=one.first),),
        )
        for one in named[:MOST_PROFILES]
    )


def feeds(seen: Hits) -> Iterator[Candidate]:
    """Yield what is wrong with a feed: gone for good, or no feed. What could not be read once is no fault."""
    for feed in seen.feeds:
        if feed.problem in {"not_found", "not_a_feed"}:
            yield Candidate(line=_feed(feed))


def unseen(seen: Hits) -> tuple[Message, ...]:
    """Return which feeds could not be read this time."""
    return tuple(_unread(feed.name) for feed in seen.feeds if feed.problem is not None)


def unread(company: Company) -> tuple[Message, ...]:
    """Return the same of every feed, where the whole look failed."""
    return tuple(_unread(feed.name) for feed in company.watch.feeds) if company.watch else ()


def _unread(name: str) -> Message:
    return message("We could not read the alert {name} this time.", name=Outside(name))


def _same(one: Hit, other: Hit) -> bool:
    if set(one.keys) & set(other.keys):
        return True
    near = abs((one.first - other.first).days) <= SAME_DAYS
    return near and _is_reprint(words(one.title), words(other.title))


def _is_reprint(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two titles begin alike, whatever a paper puts before its own: Update, Video, the town."""
    least = SAME_WORDS // 2
    if len(one) < least or len(other) < least:
        return False
    pairs = [(one, other[skipped:]) for skipped in range(_PREFIX + 1)]
    pairs += [(one[skipped:], other) for skipped in range(1, _PREFIX + 1)]
    return any(
        min(len(left), len(right)) >= least and left[:SAME_WORDS] == right[:SAME_WORDS]
        for left, right in pairs
    )


def _story(group: list[Hit], us: Identity) -> Story:
    read = [
        (_GRAVEST.index(mention.drawer), place, mention)
        for place, mention in enumerate(read_mention(one, us) for one in group)
    ]
    _, place, mention = min(read, key=lambda one: one[:2])
    addresses = {host_of(one.url) for one in group if one.url}
    oldest = min(group, key=lambda one: (one.first, one.keys))
    return Story(group[place], oldest, len(addresses), mention, oldest.first)


def _is_news(story: Story) -> bool:
    at = story.hit.at
    return at is None or (story.first - at.date()).days <= MENTION_OLD_DAYS


def _critical(story: Story) -> WatchLine:
    title, place = Outside(story.hit.title), Outside(host_of(story.hit.url))
    at = story.hit.at.date() if story.hit.at else None
    if at is None:
        text = message("An article may be about you: {title} ({place}).", title=title, place=place)
    elif story.addresses > 1:
        text = message(
            "An article of {day} {year} may be about you: {title} ({place}). It appears in {n} places.",
            day=at,
            year=str(at.year),
            title=title,
            place=place,
            n=story.addresses,
        )
    else:
        text = message(
            "An article of {day} {year} may be about you: {title} ({place}).",
            day=at,
            year=str(at.year),
            title=title,
            place=place,
        )
    return WatchLine(
        kind="critical",
        matter=f"critical/{story.matter}",
        message=text,
        action=message("Read it before others ask you."),
        url=story.hit.url or None,
    )


def _feed(feed: FeedSeen) -> WatchLine:
    name = Outside(feed.name)
    text = (
        message("The alert {name} no longer exists.", name=name)
        if feed.problem == "not_found"
        else message("The address of the alert {name} does not lead to a feed.", name=name)
    )
    return WatchLine(
        kind="feed",
        matter=f"feed/{sha256(feed.name.encode()).hexdigest()[:12]}",
        message=text,
        action=message("Create it again and store its new address."),
        audience=Audience.OPERATOR,
    )
