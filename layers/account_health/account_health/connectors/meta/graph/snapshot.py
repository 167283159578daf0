"""Parts of snapshots of Meta's platforms: dark where nothing can be seen, worn where a field is gone."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from account_health.connectors.meta.graph.lists import LEAST
from account_health.model import NotOffered, Post, Posts, Reason, Unavailable
from account_health.model.plausible import possible

MANY: Final = 10
"""So many comments of restricted and deleted people may be held back without a doubt about the access."""

logger = logging.getLogger(__name__)


def dark(offered: Iterable[str], why: Unavailable, observed: Mapping[str, Any]) -> dict[str, Any]:
    """Return parts of which none could be seen but those that are observed."""
    return {**dict.fromkeys(offered, why), **observed}


def worn(
    parts: Mapping[str, Any],
    dropped: Iterable[str],
    parts_of_field: Mapping[str, tuple[str, ...]],
    soft: frozenset[str],
) -> dict[str, Any]:
    """Return the parts without those that lost a field: the list of fields is ours to keep up to date.

    What lost only a soft field is kept, with a gap.
    """
    result = dict(parts)
    for name in dropped:
        logger.warning("a field is unknown to the platform", extra={"field": name})
        gap = Unavailable(Reason.NOT_AUDITED, f"the platform does not know the field {name} any more")
        for part in parts_of_field.get(name, ()):
            old = result.get(part)
            if not isinstance(old, Unavailable):
                result[part] = with_gap(old, gap) if name in soft and old is not None else gap
    return result


def with_gap(part: Any, gap: Unavailable | None) -> Any:  # noqa: ANN401 - any part of a snapshot
    """Return an observed part with a gap where it has none yet; other parts as they are."""
    if gap is None or isinstance(part, Unavailable | NotOffered) or part.gap is not None:
        return part
    return replace(part, gap=gap)


def mostly_held_back(held_back: int, shown: int, platform: str, bare: int = 0) -> Unavailable | None:
    """Return a gap where a platform counts far more than it shows: that is an access too weak, and no design of it.

    `bare` is how many comments it counts below the one post where it shows none: a whole list is not restricted people's.
    """
    few = held_back < MANY or held_back <= shown
    if few and bare < LEAST:
        return None
    return Unavailable(
        Reason.ACCESS_DENIED, f"{platform} counts {held_back + shown} comments and shows {shown} of them"
    )


def dated_posts(posts: Iterable[tuple[Post | None, str]], now: datetime) -> Posts:
    """Return own posts, newest first, from pairs of a post and its date as written; impossible dates are set aside."""
    items: list[Post] = []
    refused: list[str] = []
    undated = 0
    for post, written in posts:
        if post is None:
            undated += 1
        elif not possible(post.at, now):
            refused.append(written)
        else:
            items.append(post)
    items.sort(key=lambda post: post.at, reverse=True)
    return Posts(tuple(items), undated=undated, refused=tuple(refused))
