"""Comments, replies and tags of an Instagram account as items."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from account_health.connectors.meta.graph.client import GraphClient
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.lists import Lists
from account_health.connectors.meta.graph.reading import Budget, Listing, paginate
from account_health.connectors.meta.graph.values import moment
from account_health.connectors.values import identifier, inner, objects, text, whole_number
from account_health.model import Item, Reason, Unavailable
from account_health.model.ours import OurVoices

NOBODY_ELSE: Final = OurVoices(frozenset(), frozenset())
UNDATED: Final = Unavailable(Reason.UNREADABLE, "comments without an id or a time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who we are on Instagram: the handle in lower case, every id, and who else speaks for the company there."""

    handle: str
    ids: frozenset[str]
    voices: OurVoices = NOBODY_ELSE

    def wrote(self, comment: Mapping[str, Any]) -> bool:
        """Say whether the account itself wrote a comment.

        `user` is only given for comments of the account that the app acts for.
        """
        author = inner(comment.get("from"))
        handle = text(comment.get("username")) or text(author.get("username")) or ""
        return (
            (bool(handle) and handle.lower() == self.handle)
            or identifier(inner(comment.get("user")).get("id")) is not None
            or identifier(author.get("id")) in self.ids
            or self.voices.wrote(handle, identifier(author.get("id")))
        )


@dataclass
class Threads:
    """What was read of all media. `bare` is the most that is counted below a medium that shows none, `named` counts the comments that say who wrote them, `replies` what stands below others.

    `in_part` are the threads whose later words may be missing.
    """

    items: list[Item] = field(default_factory=list)
    gap: Unavailable | None = None
    held_back: int = 0
    bare: int = 0
    named: int = 0
    replies: int = 0
    in_part: set[str] = field(default_factory=set)

    def miss(self, gap: Unavailable | None) -> None:
        """Remember the first reason why something was not seen."""
        self.gap = self.gap or gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads the threads below media."""

    client: GraphClient
    owner: Owner
    budget: Budget
    lists: Lists
    edge: Edge

    def read(self, media: Iterable[Mapping[str, Any]]) -> Threads:
        """Return every comment below the media. Never raises CollectError: what fails is the gap."""
        found = Threads()
        read = tuple(media)
        for medium in read:
            before, whole = len(found.items), found.gap
            self._read(medium, found)
            counted = whole_number(medium.get("comments_count")) or 0
            if found.gap is whole and medium.get("is_comment_enabled") is not False:
                # Restricted accounts and age gates: counted for the public, shown to no program.
                # Where comments are switched off, nobody is shown any, and nobody can wait.
                shown = len(found.items) - before
                found.held_back += max(0, counted - shown)
                found.bare = found.bare if shown else max(found.bare, counted)
        found.miss(self.lists.read_together(map(list_of, read), len(found.items)))
        gap = self.lists.read("replies", found.replies) if found.items else None
        if gap is not None:
            # All replies are gone at once, and ours would be among them.
            found.miss(gap)
            found.in_part |= {item.thread for item in found.items}
        return found

    def _read(self, medium: Mapping[str, Any], found: Threads) -> None:
        named = identifier(medium.get("id")) or ""
        listing = Listing(f"/{named}/comments", self.edge, medium.get("comments"), _top_level(medium))
        paginated = paginate(self.client, listing, self.budget)
        found.miss(self.lists.read(list_of(medium), len(paginated.items), paginated.gap))
        replies = self.edge.edge("replies")
        for comment in paginated.items:
            thread = identifier(comment.get("id"))
            self._add(comment, medium, thread, found)
            if replies is None or thread is None:
                continue
            answers = Listing(f"/{thread}/replies", replies, comment.get("replies"))
            below = paginate(self.client, answers, self.budget)
            found.miss(below.gap)
            found.replies += len(below.items)
            if below.gap is not None:
                found.in_part.add(thread)
            for reply in below.items:
                self._add(reply, medium, thread, found)

    def _add(
        self, comment: Mapping[str, Any], medium: Mapping[str, Any], thread: str | None, found: Threads
    ) -> None:
        named, at = identifier(comment.get("id")), moment(comment.get("timestamp"))
        if named is None or at is None:
            found.miss(UNDATED)
            return
        author = text(comment.get("username")) or text(inner(comment.get("from")).get("username")) or ""
        found.named += bool(author) or bool(identifier(inner(comment.get("from")).get("id")))
        found.items.append(
            Item(
                id=f"ig-{named}",
                kind="comment",
                url=text(medium.get("permalink")) or "https://www.instagram.com/",
                author=author,
                text=text(comment.get("text")) or "",
                at=at,
                thread=thread or named,
                ours=self.owner.wrote(comment),
                hidden=comment.get("hidden") is True,
            )
        )


def list_of(medium: Mapping[str, Any]) -> str:
    """Return the name under which a medium's list of comments is remembered."""
    return f"comments/{identifier(medium.get('id')) or ''}"


def _top_level(medium: Mapping[str, Any]) -> int | None:
    """Return how many comments a medium counts beside the replies that came with them; None where it does not say."""
    counted = whole_number(medium.get("comments_count"))
    if counted is None:
        return None
    listed = objects(inner(medium.get("comments")).get("data"))
    replies = {
        identifier(reply.get("id"))
        for one in listed
        for reply in objects(inner(one.get("replies")).get("data"))
    }
    return counted - len(replies)


def tag_of(medium: Mapping[str, Any], owner: Owner) -> Item | None:
    """Return a medium of somebody that tags the account as an item, None where it carries no id or time."""
    named, at = identifier(medium.get("id")), moment(medium.get("timestamp"))
    if named is None or at is None:
        return None
    author = text(medium.get("username")) or ""
    return Item(
        id=f"ig-{named}",
        kind="mention",
        url=text(medium.get("permalink")) or "https://www.instagram.com/",
        author=author,
        text=text(medium.get("caption")) or "",
        at=at,
        thread=named,
        ours=bool(author) and author.lower() == owner.handle,
    )
