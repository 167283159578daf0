"""A Page's own posts and reels: which of them count, which are the same, and which are the newest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urljoin

from account_health.connectors.meta.facebook.threads import Node, tail
from account_health.connectors.meta.graph.values import moment
from account_health.connectors.values import first_line, identifier, inner, objects, text
from account_health.model import Post

_SEEN: Final = ("photo", "video")
"""How the kinds of an album's parts begin that carry comments: photo, video, video_inline, and not share."""
_SITE: Final = "https://www.facebook.com/"
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Something that the Page published. `keys` are all names it goes by; `counts` is false for a mere share.

    `photos` are the photos and films of an album, each of which may have comments of its own; `more_photos` says that
    Facebook has more of them than it names.
    """

    node: Node
    keys: frozenset[str]
    at: datetime | None
    written: str
    title: str
    counts: bool = True
    author: str | None = None
    photos: tuple[str, ...] = ()
    more_photos: bool = False

    @property
    def post(self) -> Post | None:
        """The post of a snapshot, None without a time."""
        return Post(self.node.id, self.node.url, self.at, self.title) if self.at else None


def own_posts(posts: Iterable[Mapping[str, Any]]) -> tuple[Published, ...]:
    """Return the posts that the public sees on the Page."""
    return tuple(
        _post(post, named)
        for post in posts
        if post.get("is_hidden") is not True
        and post.get("is_published") is not False
        and (named := identifier(post.get("id")))
    )


def reel_posts(reels: Iterable[Mapping[str, Any]]) -> tuple[Published, ...]:
    """Return the Page's reels."""
    return tuple(_reel(reel, named) for reel in reels if (named := identifier(reel.get("id"))))


def newest(posts: Iterable[Published], reels: Iterable[Published], most: int) -> tuple[Published, ...]:
    """Return the newest of both, each once: whether reels stand among the posts too, Facebook's documents disagree."""
    kept = list(posts)
    known = frozenset(key for post in kept for key in post.keys)
    kept += [reel for reel in reels if not reel.keys & known]
    kept.sort(key=lambda post: post.at or _LONG_AGO, reverse=True)
    return tuple(kept[:most])


def _post(post: Mapping[str, Any], named: str) -> Published:
    url = urljoin(_SITE, text(post.get("permalink_url")) or named)
    is_share = (
        post.get("status_type") == "shared_story" and "parent_id" in post and not text(post.get("message"))
    )
    photos, more = _album(post)
    return Published(
        node=Node(id=named, url=url, comments=post.get("comments")),
        photos=photos,
        more_photos=more,
        keys=frozenset({tail(named), url}),
        at=moment(post.get("created_time")),
        written=str(post.get("created_time", "")),
        title=first_line(post.get("message")) or first_line(post.get("story")),
        counts=not is_share,
        author=identifier(inner(post.get("from")).get("id")),
    )


def _album(post: Mapping[str, Any]) -> tuple[tuple[str, ...], bool]:
    """Return the photos and films of a post that shows several, and whether there are more; none for all others."""
    found: list[str] = []
    more = False
    for attachment in objects(inner(post.get("attachments")).get("data")):
        parts = inner(attachment.get("subattachments"))
        named = [
            identifier(inner(part.get("target")).get("id"))
            for part in objects(parts.get("data"))
            if (text(part.get("type")) or "").lower().startswith(_SEEN)
        ]
        found += [one for one in named if one]
        more = more or (bool(found) and (None in named or bool(inner(parts.get("paging")).get("next"))))
    return (tuple(dict.fromkeys(found)), more) if len(found) > 1 or more else ((), False)


def _reel(reel: Mapping[str, Any], named: str) -> Published:
    url = urljoin(_SITE, text(reel.get("permalink_url")) or f"reel/{named}")
    post = identifier(reel.get("post_id"))
    return Published(
        node=Node(id=named, url=url, comments=reel.get("comments")),
        keys=frozenset({named, url} | ({tail(post)} if post else set())),
        at=moment(reel.get("created_time")),
        written=str(reel.get("created_time", "")),
        title=first_line(reel.get("description")),
    )
