"""Local posts and photos of a location."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from account_health.connectors.google.client import REVIEWS_HOST, GoogleClient
from account_health.connectors.google.errors import gap_of
from account_health.connectors.google.profile import editor_url
from account_health.connectors.google.values import https, moment, number
from account_health.connectors.values import first_line, inner, objects, text
from account_health.model import (
    Part,
    Pictures,
    Post,
    Posts,
    Reason,
    Statement,
    Unavailable,
    Upkeep,
)
from account_health.model.errors import CollectError
from account_health.model.plausible import AHEAD

POSTS_PAGE: Final = 100
PHOTOS_PAGE: Final = 1000
MOST_PAGES: Final = 5
REJECTED_DAYS: Final = 90
"""A rejected post that is older than this is told no more."""

_SHOWN: Final = frozenset({"LIVE", "RECURRING"})
_FACES: Final = frozenset({"LOGO", "PROFILE"})


@dataclass(frozen=True, slots=True)
class LocalPosts:
    """The parts of a snapshot that a list of posts fills, and the text of the newest."""

    posts: Part[Posts]
    upkeep: Part[Upkeep]
    newest: Statement | None = None
    gap: Unavailable | None = None


def look_at_posts(client: GoogleClient, parent: str) -> LocalPosts:
    """Return the posts of `accounts/1/locations/2`.

    Further pages only matter where posts are not newest first, or where a rejected one of the last 90 days may follow.
    """
    found: list[Mapping[str, Any]] = []
    gap: Unavailable | None = None
    further = False
    try:
        ask = {"pageSize": str(POSTS_PAGE)}
        for page in client.pages(REVIEWS_HOST, f"/v4/{parent}/localPosts", ask, MOST_PAGES):
            found += objects(page.get("localPosts"))
            further = text(page.get("nextPageToken")) is not None
            if _newest_first(found) and not _within(found[-1:], client.look.now):
                further = False
                break
    except CollectError as error:
        gap = gap_of(error)
        if not found:
            return LocalPosts(gap, gap, gap=gap)
    if further and gap is None:
        gap = Unavailable(Reason.CUT_OFF, f"{len(found)} posts were read, and there are more")
    return local_posts(found, client.look.now, editor_url(parent), gap)


def local_posts(
    found: list[Mapping[str, Any]], now: datetime, url: str, gap: Unavailable | None
) -> LocalPosts:
    """Return what posts say; only what the public sees counts, `url` is where a post without a link is edited."""
    shown: list[tuple[Post, Mapping[str, Any]]] = []
    undated = 0
    for one in found:
        if text(one.get("state")) not in _SHOWN:
            continue
        at = _published(one, now)
        if at is None:
            undated += 1
        else:
            shown.append((_post(one, at, url), one))
    shown.sort(key=lambda pair: pair[0].at, reverse=True)
    summary = text(shown[0][1].get("summary")) if shown else None
    return LocalPosts(
        Posts(tuple(post for post, _ in shown), undated=undated, gap=gap),
        Upkeep(rejected_posts=_rejected(found, now, url), gap=gap),
        Statement(summary, shown[0][0].url) if summary else None,
        gap,
    )


def look_at_photos(client: GoogleClient, parent: str) -> Part[Pictures]:
    """Return what photos of our own a location has; those of visitors are listed elsewhere."""
    found: list[Mapping[str, Any]] = []
    total = 0
    gap: Unavailable | None = None
    try:
        ask = {"pageSize": str(PHOTOS_PAGE)}
        for page in client.pages(REVIEWS_HOST, f"/v4/{parent}/media", ask, MOST_PAGES):
            found += objects(page.get("mediaItems"))
            total = max(total, number(page.get("totalMediaItemCount")))
    except CollectError as error:
        gap = gap_of(error)
        if not found:
            return gap
    if total > len(found) and gap is None:
        gap = Unavailable(Reason.CUT_OFF, f"{len(found)} of {total} photos were read")
    return pictures_of(found, gap)


def pictures_of(found: list[Mapping[str, Any]], gap: Unavailable | None) -> Pictures:
    """Return the pictures: logo or profile picture, cover, and how many photos there are; videos are none."""
    photos = [one for one in found if one.get("mediaFormat") != "VIDEO"]
    kinds = {text(inner(one.get("locationAssociation")).get("category")) for one in photos}
    dates = [at for one in photos if (at := moment(one.get("createTime")))]
    return Pictures(
        profile=bool(_FACES & kinds),
        cover="COVER" in kinds,
        photos=len(photos),
        newest_at=max(dates, default=None),
        gap=gap,
    )


def _post(post: Mapping[str, Any], at: datetime, url: str) -> Post:
    """Return a post; an event's or offer's own title tells more than its first line."""
    title = text(inner(post.get("event")).get("title")) or post.get("summary")
    link = https(post.get("searchUrl")) or url
    return Post(text(post.get("name")) or link, link, at, first_line(title))


def _published(post: Mapping[str, Any], now: datetime) -> datetime | None:
    """Return when the public first saw a post: a planned one at its time, a repeated one at its newest turn."""
    latest = now + AHEAD
    given = (moment(post.get(name)) for name in ("createTime", "scheduledTime", "recurringInstanceTime"))
    return max((at for at in given if at and at <= latest), default=None)


def _rejected(found: list[Mapping[str, Any]], now: datetime, url: str) -> tuple[str, ...]:
    return tuple(
        https(one.get("searchUrl")) or url
        for one in found
        if one.get("state") == "REJECTED" and _within([one], now)
    )


def _within(found: list[Mapping[str, Any]], now: datetime) -> bool:
    """Say whether any of these posts is younger than what is told of rejected ones."""
    oldest = now - timedelta(days=REJECTED_DAYS)
    return any((moment(one.get("createTime")) or now) >= oldest for one in found)


def _newest_first(found: list[Mapping[str, Any]]) -> bool:
    times = [moment(one.get("createTime")) for one in found]
    return all(a is not None and b is not None and a >= b for a, b in pairwise(times))
