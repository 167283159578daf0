"""All reviews of a location, whatever their age, each with our answer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from account_health.connectors.google.client import REVIEWS_HOST, GoogleClient
from account_health.connectors.google.errors import gap_of, word
from account_health.connectors.google.profile import reviews_url
from account_health.connectors.google.values import https, moment, number
from account_health.connectors.values import inner, objects, text
from account_health.model import Conversation, Item, Part, Rating, Reason, Unavailable
from account_health.model.errors import CollectError
from account_health.model.limits import REVIEW_WINDOW_DAYS
from account_health.model.plausible import possible

PAGE: Final = 50
MOST_FRUITLESS: Final = 3
"""Pages in a row without a new review, after which a list counts as one without an end; a single empty one may lead on."""
MOST_PAGES: Final = 200
"""Ten thousand reviews; what is more is a gap."""

_STARS: Final[Mapping[str, int]] = MappingProxyType({"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5})
_ACCEPTED: Final = frozenset({"APPROVED", "PENDING"})
_TRANSLATED: Final = r"[(（][^()（）\n]{0,40}Google[^()（）\n]{0,40}[)）]"
_BEHIND: Final = re.compile(rf"\n[ \t]*\n[ \t]*{_TRANSLATED}[ \t]*\n(?=\s*\S)")
_BEFORE: Final = re.compile(rf"\s*{_TRANSLATED}")
_OWN_WORDS: Final = re.compile(r"\n[ \t]*\n[ \t]*[(（][^()（）\n]{1,40}[)）][ \t]*\n(?=\s*\S)")
"""Google's marks stand in brackets after an empty line, alone on theirs, or begin the text; that of a translation names
Google, in whatever language."""
_HIDDEN_SHARE: Final = 50
_MOMENT: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Reviews:
    """The two parts of a snapshot that a list of reviews fills."""

    reviews: Part[Conversation]
    rating: Part[Rating]


def look_at_reviews(client: GoogleClient, parent: str) -> Reviews:
    """Return every review of `accounts/1/locations/2`.

    An error on a later page keeps what was read, with a gap; on the first page nothing is known, never zero.
    """
    items: dict[str, Item] = {}
    total = unread = pages = 0
    average: float | None = None
    gap: Unavailable | None = None
    path = f"/v4/{parent}/reviews"
    ask = {"pageSize": str(PAGE)}
    further = False
    fruitless = 0
    try:
        for page in client.pages(REVIEWS_HOST, path, ask, MOST_PAGES):
            if pages == 0:
                total, average = number(page.get("totalReviewCount")), _average(page.get("averageRating"))
            pages += 1
            known = len(items)
            for review in objects(page.get("reviews")):
                found = items_of(review, parent, client.look.company.name, client.look.now)
                unread += not found
                items.update({item.id: item for item in found})
            further = text(page.get("nextPageToken")) is not None
            fruitless = fruitless + 1 if len(items) == known else 0
            if further and fruitless == MOST_FRUITLESS:
                break
    except CollectError as error:
        gap = gap_of(error)
        if pages == 0:
            return Reviews(gap, gap)
    reviews = sum(1 for item in items.values() if not item.ours)
    return Reviews(
        _conversation(
            client.look.now,
            items.values(),
            gap or _unread(unread) or _cut(total, reviews, further=further),
            max(total - reviews, 0),
        ),
        Rating(average=average, count=total),
    )


def items_of(review: Mapping[str, Any], parent: str, us: str, now: datetime) -> tuple[Item, ...]:
    """Return a review and our answer to it; none where it has no id or no time.

    An answer belongs to its review whatever its date: where that is missing or cannot be true, it came right after.
    """
    name = text(review.get("reviewId")) or (text(review.get("name")) or "").rpartition("/")[2]
    at = moment(review.get("createTime")) or moment(review.get("updateTime"))
    if not name or at is None:
        return ()
    changed = moment(review.get("updateTime"))
    answered_at = https(review.get("reviewReplyUrl")) or reviews_url(parent)
    item = Item(
        id=f"google-{name}",
        kind="review",
        url=answered_at,
        author=text(inner(review.get("reviewer")).get("displayName")) or "",
        text=original(text(review.get("comment")) or ""),
        at=at,
        thread=name,
        rating=_STARS.get(str(review.get("starRating"))),
        changed_at=changed if changed and changed > at else None,
        reply_url=answered_at,
    )
    reply = inner(review.get("reviewReply"))
    comment = text(reply.get("comment"))
    if comment is None:
        return (item,)
    state = text(reply.get("reviewReplyState"))
    rule = word(reply.get("policyViolation"))
    replied = moment(reply.get("updateTime"))
    if replied is None or not possible(replied, now):
        replied = (at if possible(at, now) else now) + _MOMENT
    ours = Item(
        id=f"{item.id}-reply",
        kind="review",
        url=answered_at,
        author=us,
        text=comment,
        at=replied,
        thread=name,
        ours=True,
        rejected=state == "REJECTED" or (state not in _ACCEPTED and "policyViolation" in reply),
        broke_rule="" if rule == "unknown" else rule,
        pending=state == "PENDING",
        reply_url=answered_at,
    )
    return item, ours


def original(comment: str) -> str:
    """Return what a person wrote, without Google's translation before or after it."""
    if begins := _BEFORE.match(comment):
        own = _OWN_WORDS.search(comment, begins.end())
        return comment[own.end() :].strip() if own else comment
    return _BEHIND.split(comment, maxsplit=1)[0].strip()


def _conversation(
    now: datetime, items: Iterable[Item], gap: Unavailable | None, missing: int
) -> Conversation:
    found = tuple(items)
    since = min((item.at for item in found), default=now - timedelta(days=REVIEW_WINDOW_DAYS))
    return Conversation(found, since, gap=gap, held_back=missing if gap is None else 0)


def _average(value: object) -> float | None:
    """Return the stars in tenths, as the public sees them; None where nobody gave any."""
    return round(float(value), 1) if isinstance(value, int | float) and 1 <= value <= len(_STARS) else None


def _unread(count: int) -> Unavailable | None:
    return Unavailable(Reason.UNREADABLE, f"{count} reviews without an id or a time") if count else None


def _cut(total: int, found: int, *, further: bool) -> Unavailable | None:
    """Return a gap where Google counts clearly more reviews than it listed; one in fifty it may hold back.

    Of very few it holds back at most half: where all or most are missing, nobody knows what they say.
    """
    if further:
        return Unavailable(Reason.CUT_OFF, f"{found} of {total} reviews were read")
    if total - found > min(max(2, total // _HIDDEN_SHARE), found):
        return Unavailable(Reason.UNREADABLE, f"Google counts {total} reviews and listed {found}")
    return None
