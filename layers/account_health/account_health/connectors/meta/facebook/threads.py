"""Comments, visitor posts and ratings of a Page as items: what others wrote, and what the Page answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from urllib.parse import parse_qs, urlsplit

from account_health.connectors.meta.facebook.fields import COMMENTS, PRIVATE_REPLY
from account_health.connectors.meta.graph.client import GraphClient
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.lists import Lists
from account_health.connectors.meta.graph.reading import Budget, Listing, Paginated, paginate, read_page
from account_health.connectors.meta.graph.values import moment
from account_health.connectors.values import identifier, inner, objects, text, whole_number
from account_health.model import Item, Reason, Unavailable
from account_health.model.errors import UnreadableAnswerError

WORST: Final = 1
BEST: Final = 5
CHOSEN: Final = ("sticker", "animated", "avatar", "gif")
"""What Facebook calls an attachment that its author chose from a list and did not make."""
UNDATED: Final = Unavailable(Reason.UNREADABLE, "comments without an id or a time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Something that carries comments: a post, a reel, a visitor's post, a single photo of an album, an advertisement.

    `edge` is how its comments were asked for, where otherwise than those of the posts. `of` is the post that a photo
    belongs to: Facebook may list a comment below both.
    """

    id: str
    url: str
    comments: object
    edge: Edge | None = None
    of: str | None = None


@dataclass
class Threads:
    """What was read of several nodes; `closed` counts those that let nobody comment, `listed` are all posts and comments.

    `short` is how many comments each post counts and does not list, `replies_short` the same of replies, `replies` how
    many there are; `in_part` are the threads whose later words may be missing.
    """

    items: list[Item] = field(default_factory=list)
    gap: Unavailable | None = None
    nodes: int = 0
    closed: int = 0
    short: dict[str, int] = field(default_factory=dict)
    replies_short: int = 0
    wordless: set[str] = field(default_factory=set)
    replies: int = 0
    listed: set[tuple[str, str]] = field(default_factory=set)
    in_part: set[str] = field(default_factory=set)

    @property
    def held_back(self) -> int:
        """How many comments are counted and not listed."""
        return sum(self.short.values()) + self.replies_short

    @property
    def bare(self) -> int:
        """How many comments are counted, at most, below a post of which none is listed, nor of its photos."""
        return max((self.short.get(post, 0) for post in self.wordless), default=0)

    @property
    def hidden(self) -> int:
        """How many of the comments are hidden."""
        return sum(item.hidden for item in self.items)

    def miss(self, gap: Unavailable | None) -> None:
        """Remember the first reason why something was not seen."""
        self.gap = self.gap or gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads the threads below nodes. `ours` are the ids under which the Page writes, `lists` what was listed before."""

    client: GraphClient
    ours: frozenset[str]
    budget: Budget
    lists: Lists
    edge: Edge = COMMENTS

    def read(self, nodes: Iterable[Node]) -> Threads:
        """Return every comment below the nodes. Never raises CollectError: what fails is the gap."""
        found = Threads()
        read = tuple(nodes)
        for node in read:
            found.nodes += 1
            self._read(node, found)
        found.miss(self.lists.read_together(map(list_of, read), len(found.items)))
        return found

    def doubt_replies(self, found: Threads) -> None:
        """Take no thread for whole where all replies are gone at once: ours would be among them."""
        gap = self.lists.read("replies", found.replies) if found.items else None
        if gap is not None:
            found.miss(gap)
            found.in_part |= {item.thread for item in found.items}

    def _read(self, node: Node, found: Threads) -> None:
        edge = node.edge or self.edge
        summary = _summary(node.comments, edge)
        total = whole_number(summary.get("total_count"))
        paginated = paginate(
            self.client, Listing(f"/{node.id}/comments", edge, node.comments, total), self.budget
        )
        found.miss(self.lists.read(list_of(node), len(paginated.items), paginated.gap))
        found.closed += summary.get("can_comment") is False
        before = len(found.listed)
        if paginated.gap is None and total is not None:
            found.short[post_of(node)] = max(0, total - len(paginated.items))
        if not paginated.items and not node.of:
            found.wordless.add(post_of(node))
        for comment in paginated.items:
            thread = comment_key(comment)
            self._add(comment, node, thread, found)
            paginated = self._replies(comment, edge, found)
            if paginated.gap is not None:
                found.in_part.add(f"{tail(node.id)}_{thread}")
            found.replies += len(paginated.items)
            for reply in paginated.items:
                self._add(reply, node, thread, found)
        if node.of in found.short:
            # Whether a post counts the comments of its photos among its own, nobody has verified.
            found.short[node.of] = max(0, found.short[node.of] - (len(found.listed) - before))

    def _replies(self, comment: Mapping[str, Any], above: Edge, found: Threads) -> Paginated:
        edge = above.edge("comments")
        if edge is None:
            return Paginated(())
        path = f"/{identifier(comment.get('id')) or ''}/comments"
        expected = whole_number(comment.get("comment_count"))
        paginated = paginate(self.client, Listing(path, edge, comment.get("comments"), expected), self.budget)
        found.miss(paginated.gap)
        if paginated.gap is None:
            found.replies_short += max(0, (expected or 0) - len(paginated.items))
        return paginated

    def _add(self, comment: Mapping[str, Any], node: Node, thread: str | None, found: Threads) -> None:
        key, at = comment_key(comment), moment(comment.get("created_time"))
        if key is None or at is None:
            found.miss(UNDATED)
            return
        place = (post_of(node), key)
        if place in found.listed:
            return
        found.listed.add(place)
        author, words = inner(comment.get("from")), words_of(comment)
        found.items.append(
            Item(
                id=f"fb-{_post_part(comment, node)}_{key}",
                kind="comment",
                url=text(comment.get("permalink_url")) or node.url,
                author=text(author.get("name")) or "",
                text=words,
                at=at,
                thread=f"{tail(node.id)}_{thread or key}",
                ours=is_ours(author, self.ours),
                hidden=comment.get("is_hidden") is True or comment.get("is_private") is True,
                liked_by_us=comment.get("user_likes") is True,
                pictured=not words and shows(inner(comment.get("attachment"))),
                answered_privately=bool(inner(comment.get(PRIVATE_REPLY))),
            )
        )


def post_of(node: Node) -> str:
    """Return the post that comments belong to: a photo's are those of its album's post."""
    return node.of or tail(node.id)


def list_of(node: Node) -> str:
    """Return the name under which a node's list of comments is remembered."""
    return f"comments/{tail(node.id)}"


def is_ours(author: Mapping[str, Any], ours: frozenset[str]) -> bool:
    """Say whether the Page wrote it. Facebook leaves `from` out for strangers and never for the Page itself."""
    return identifier(author.get("id")) in ours


def shows(attachment: Mapping[str, Any]) -> bool:
    """Say whether something attached is its author's own picture or film, or nobody knows what it is.

    A sticker and an animation are chosen from a list, and say no more than an emoji does.
    """
    kind = (text(attachment.get("type")) or "").lower()
    return bool(attachment) and not any(word in kind for word in CHOSEN)


def words_of(comment: Mapping[str, Any]) -> str:
    """Return a comment's text with an @ before the people whom it names: Facebook writes their plain names."""
    words = text(comment.get("message")) or ""
    for tag in objects(comment.get("message_tags")):
        name = text(tag.get("name"))
        if name and tag.get("type") == "user":
            words = words.replace(name, "@" + ".".join(name.split()))
    return words


def comment_key(comment: Mapping[str, Any]) -> str | None:
    """Return a comment's own number: ids come as `98765` and as `<post>_98765`, or only inside the address."""
    named = identifier(comment.get("id"))
    if named:
        return tail(named)
    asked = parse_qs(urlsplit(text(comment.get("permalink_url")) or "").query)
    return next((asked[name][0] for name in ("reply_comment_id", "comment_id") if name in asked), None)


def tail(named: str) -> str:
    """Return the part of an id after its last `_`."""
    return named.rpartition("_")[2]


def mention_of(post: Mapping[str, Any], page_id: str, ours: frozenset[str]) -> Item | None:
    """Return a visitor's post as an item, None where it carries no id or time."""
    named, at = identifier(post.get("id")), moment(post.get("created_time"))
    if named is None or at is None:
        return None
    author, words = inner(post.get("from")), text(post.get("message")) or ""
    return Item(
        id=f"fb-{named}" if "_" in named else f"fb-{page_id}_{named}",
        kind="mention",
        url=text(post.get("permalink_url")) or f"https://www.facebook.com/{named}",
        author=text(author.get("name")) or "",
        text=words,
        at=at,
        thread=f"visitor_{tail(named)}",
        ours=is_ours(author, ours),
        hidden=post.get("is_hidden") is True,
        pictured=not words and any(map(shows, objects(inner(post.get("attachments")).get("data")))),
    )


def reviews_of(rating: Mapping[str, Any], page: str, url: str, ours: frozenset[str]) -> tuple[Item, ...]:
    """Return a recommendation and our answers to it; empty where it carries no id or time.

    A recommendation has no stars any more; where it has none, "positive" counts as five and "negative" as one.
    """
    story = inner(rating.get("open_graph_story"))
    named, at = identifier(story.get("id")), moment(rating.get("created_time"))
    if named is None or at is None:
        return ()
    key = f"fb-{page}_{tail(named)}"
    review = Item(
        id=key,
        kind="review",
        url=url,
        author=text(inner(rating.get("reviewer")).get("name")) or "",
        text=text(rating.get("review_text")) or "",
        at=at,
        thread=key,
        rating=whole_number(rating.get("rating")) or _as_stars(rating.get("recommendation_type")),
    )
    answers = (
        _answer(comment, key, review)
        for comment in read_page(story.get("comments"), COMMENTS).items
        if is_ours(inner(comment.get("from")), ours)
    )
    return (review, *(answer for answer in answers if answer is not None))


def _answer(comment: Mapping[str, Any], key: str, review: Item) -> Item | None:
    named, at = comment_key(comment), moment(comment.get("created_time"))
    if named is None or at is None:
        return None
    return Item(
        id=f"{key}_{named}",
        kind="comment",
        url=review.url,
        author=text(inner(comment.get("from")).get("name")) or "",
        text=text(comment.get("message")) or "",
        at=at,
        thread=key,
        ours=True,
    )


def _as_stars(recommendation: object) -> Literal[1, 5] | None:
    match (text(recommendation) or "").lower():
        case "negative":
            return WORST
        case "positive":
            return BEST
    return None


def _post_part(comment: Mapping[str, Any], node: Node) -> str:
    named = identifier(comment.get("id")) or ""
    return named.rpartition("_")[0].rpartition("_")[2] or tail(node.id)


def _summary(comments: object, edge: Edge) -> Mapping[str, Any]:
    try:
        return read_page(comments, edge).summary or {}
    except UnreadableAnswerError:
        return {}
