"""One look at a Facebook Page: one request for profile, posts, comments and replies, one for its reels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from account_health.connectors.connector import Look, snapshot_of
from account_health.connectors.followed import Followed, follow
from account_health.connectors.meta.facebook.access import Entry, confirm, enter
from account_health.connectors.meta.facebook.fields import (
    COMMENTS,
    MOST_COMMENTS,
    OWN_POSTS,
    PARTS_OF_FIELD,
    POSTS,
    RATINGS,
    READ,
    SOFT,
    UNJUDGED,
    VISITOR_DAYS,
)
from account_health.connectors.meta.facebook.page import notice_in_field, page_url, profile_parts, websites_of
from account_health.connectors.meta.facebook.posts import Published, newest, own_posts, reel_posts
from account_health.connectors.meta.facebook.reading import (
    Seen,
    read,
    read_adverts,
    read_photos,
    reads_messages,
    reads_reviews,
)
from account_health.connectors.meta.facebook.threads import (
    Node,
    Reader,
    Threads,
    mention_of,
    reviews_of,
    tail,
)
from account_health.connectors.meta.graph.client import GraphClient
from account_health.connectors.meta.graph.errors import (
    NotAvailableError,
    PageMovedError,
    PermissionMissingError,
    TokenRefusedError,
    gap_of,
)
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.lists import Lists, read_lists
from account_health.connectors.meta.graph.reading import (
    Budget,
    Listing,
    Page,
    Reply,
    ask,
    paginate,
    read_page,
    rest,
    whole_list,
)
from account_health.connectors.meta.graph.snapshot import (
    dark,
    dated_posts,
    mostly_held_back,
    worn,
)
from account_health.connectors.meta.graph.token import (
    access_of,
    denied_access,
    read_credential,
    refused,
)
from account_health.connectors.meta.graph.values import moment
from account_health.connectors.profile_notice import profile_notice
from account_health.connectors.values import followers, identifier, text, whole_number
from account_health.model import (
    Conversation,
    Inbox,
    Item,
    LegalPage,
    NotOffered,
    Part,
    Posts,
    Presence,
    Reason,
    Snapshot,
    Unavailable,
    Upkeep,
)
from account_health.model.company import Account
from account_health.model.errors import CollectError, CredentialMissingError, NotFoundError
from account_health.model.ours import OurVoices
from account_health.model.platform import PLATFORM_ROWS
from account_health.model.plausible import may_be_since

OFFERS: Final = PLATFORM_ROWS["facebook"].parts

MOST_PAGES: Final = 10
UNLISTED: Final = Unavailable(Reason.CUT_OFF, "more photos of an album than Facebook names in its post")
UNNAMED: Final = Unavailable(Reason.UNREADABLE, "posts without an id or a time")


class FacebookConnector:
    """Looks at one Page."""

    def collect(self, look: Look) -> Snapshot:
        """Return what can be seen now. Never raises a CollectError: what fails is `Unavailable` with its reason."""
        return snapshot_of(look, self._parts(look))

    def _parts(self, look: Look) -> dict[str, Any]:
        offered = offered_parts(look.account)
        try:
            credential = read_credential(look)
        except CredentialMissingError as error:
            return dark(offered, Unavailable(Reason.CREDENTIAL_MISSING, str(error)), {})
        client = GraphClient(fetcher=look.fetcher, token=credential.token, secret=credential.app_secret)
        entry: Entry | None = None
        try:
            entry = enter(look, client, credential)
            seen = read(entry, look.account)
            confirm(look, entry.client, seen.data)
        except CollectError as error:
            return dark(offered, gap_of(error), _all_that_is_known(error, entry, client))
        lists = read_lists(look.memory)
        adverts, adverts_gap = read_adverts(entry, seen.wish)
        followed = Followed(look)
        parts = SnapshotBuilder(
            followed=followed, entry=entry, seen=seen, lists=lists, adverts=adverts, adverts_gap=adverts_gap
        ).parts()
        shown = {name: part for name, part in parts.items() if name in offered | {"results"}}
        return {**shown, "memory": followed.added_to(lists.written())}


def _all_that_is_known(error: CollectError, entry: Entry | None, client: GraphClient) -> dict[str, Any]:
    """Return the parts that a failed look knows all the same: why the access is refused, or that the Page is gone."""
    match error:
        case TokenRefusedError():
            return {"access": refused(error, client)}
        case PermissionMissingError():
            facts = entry.facts if entry else None
            lacking = facts.missing(READ, entry.page) if facts and entry else ()
            return {"access": denied_access(facts, (*lacking, *error.permissions), client)}
        case PageMovedError():
            return {"presence": Presence(problem="merged", now=error.now)}
        case NotFoundError() if error.gone:
            return {"presence": Presence(problem="gone")}
    return {}


def offered_parts(account: Account) -> frozenset[str]:
    """Return the parts that this account has: messages may be switched off, ratings have to be switched on."""
    off = set() if reads_messages(account) else {"inbox"}
    return OFFERS - off - (set() if reads_reviews(account) else {"reviews"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotBuilder:
    """Everything that was read of one Page, on its way into a snapshot."""

    followed: Followed
    entry: Entry
    seen: Seen
    lists: Lists
    adverts: Reply | None
    adverts_gap: Unavailable | None

    @property
    def look(self) -> Look:
        """The look that all of this is for."""
        return self.followed.look

    def parts(self) -> dict[str, Any]:
        """Return every part, each observed or with the reason why not."""
        posts, posts_gap = self._published()
        voices = OurVoices.of(self.look.company, self.look.account)
        # A new Page writes under a second id, which only its own posts tell: it is remembered for a look without them.
        self.lists.ours |= {post.author for post in posts if post.author}
        ours = voices.ids | {self.entry.page} | self.lists.ours
        reader = Reader(
            client=self.entry.client,
            ours=ours,
            budget=Budget(MOST_COMMENTS),
            lists=self.lists,
            edge=self._comments_edge("published_posts"),
        )
        threads = self._threads(reader, posts) if "comments" not in self.seen.denied else None
        missed = posts_gap or self.seen.reels_gap
        parts: dict[str, Any] = {
            **profile_parts(self.seen.data),
            "imprint": self._imprint(),
            "destinations": follow(self.followed, websites_of(self.seen.data), page_url(self.seen.data)),
            "posts": self._posts(posts, missed),
            "comments": self._comments(threads, posts, missed),
            "mentions": self._mentions(replace(reader, edge=self._comments_edge("visitor_posts"))),
            "reviews": self._reviews(ours),
            "inbox": self._inbox(),
            "upkeep": _upkeep(threads),
            "results": followers(self.seen.data.get("followers_count")),
        }
        parts = worn({**parts, **self.seen.denied}, self.seen.dropped, PARTS_OF_FIELD, SOFT)
        access = access_of(self.entry.facts, self.seen.missing, self.entry.client)
        access = replace(
            access,
            dropped=tuple(name for name in self.seen.dropped if name not in UNJUDGED),
            emptied=self.lists.emptied,
            beyond=() if self.adverts else ("adverts",),
        )
        return {"access": access, **parts}

    def _imprint(self) -> Part[LegalPage]:
        """Return the legal notice; where Facebook lost the field for it, nothing in the texts makes up for that."""
        page = self.seen.data
        if "impressum" in self.seen.dropped:
            return LegalPage(None, answers=False)
        texts = (text(page.get("about")), text(page.get("description")))
        return notice_in_field(page) or profile_notice(self.followed, texts, websites_of(page))

    def _posts(self, published: tuple[Published, ...], missed: Unavailable | None) -> Part[Posts]:
        if not published and missed is not None and missed.reason is Reason.EMPTIED:
            return missed
        dated = dated_posts(((post.post, post.written) for post in published if post.counts), self.look.now)
        return replace(dated, gap=missed)

    def _threads(self, reader: Reader, posts: tuple[Published, ...]) -> Threads:
        """Return what was written below posts and reels, single photos of albums, and advertisements."""
        photos, photos_gap = self._photos(posts)
        adverts = self._advert_nodes({tail(post.node.id) for post in posts})
        threads = reader.read((*(post.node for post in posts), *photos, *adverts))
        reader.doubt_replies(threads)
        threads.miss(photos_gap)
        threads.miss(self.adverts_gap)
        return threads

    def _photos(self, posts: tuple[Published, ...]) -> tuple[tuple[Node, ...], Unavailable | None]:
        """Return the single photos of albums, and why some of them could not be read."""
        wanted = {photo: post for post in posts for photo in post.photos}
        if not wanted:
            return (), None
        found, gap = read_photos(self.entry, self.seen.wish, wanted)
        nodes = tuple(
            Node(
                id=named,
                url=text(photo.get("link")) or wanted[named].node.url,
                comments=photo.get("comments"),
                edge=edge.edge("comments"),
                of=tail(wanted[named].node.id),
            )
            for photo, edge in found
            if (named := identifier(photo.get("id"))) in wanted
        )
        more = UNLISTED if any(post.more_photos for post in posts) or len(nodes) < len(found) else None
        return nodes, gap or more

    def _advert_nodes(self, known: set[str]) -> Iterator[Node]:
        """Yield the posts that exist as advertisements only."""
        if self.adverts is None:
            return
        edge, page = self.adverts.edge, read_page(self.adverts.data, self.adverts.edge)
        for post in page.items:
            named = identifier(post.get("id"))
            if named and tail(named) not in known:
                url = text(post.get("permalink_url")) or f"https://www.facebook.com/{named}"
                yield Node(id=named, url=url, comments=post.get("comments"), edge=edge.edge("comments"))

    def _published(self) -> tuple[tuple[Published, ...], Unavailable | None]:
        """Return the newest posts and reels; a short page of either may have a next one."""
        edge = self.seen.page.edge.edge(OWN_POSTS.name)
        posts, gap = self._newest_of("posts", edge, self.seen.data.get(OWN_POSTS.name))
        listed = self.seen.reels
        reels, reels_gap = self._newest_of(
            "reels", listed.edge if listed else None, listed.data if listed else None
        )
        return newest(own_posts(posts), reel_posts(reels), POSTS), gap or reels_gap

    def _newest_of(
        self, name: str, edge: Edge | None, value: object
    ) -> tuple[tuple[Mapping[str, Any], ...], Unavailable | None]:
        """Return as many entries of a list as are looked at, and why there may be more."""
        if edge is None:
            return (), None
        paginated = paginate(
            self.entry.client, Listing(f"/{self.entry.page}/{edge.name}", edge, value), Budget(POSTS)
        )
        enough = (
            len(paginated.items) >= POSTS
            and paginated.gap is not None
            and paginated.gap.reason is Reason.CUT_OFF
        )
        gap = self.lists.read(name, len(paginated.items), None if enough else paginated.gap)
        return paginated.items, gap or (
            None if all(identifier(one.get("id")) for one in paginated.items) else UNNAMED
        )

    def _comments_edge(self, name: str) -> Edge:
        """Return the comments as they were asked for in the end: smaller, or without a field that is gone."""
        edge = self.seen.page.edge.edge(name)
        return (edge.edge("comments") if edge else None) or COMMENTS

    def _comments(
        self, threads: Threads | None, posts: tuple[Published, ...], missed: Unavailable | None
    ) -> Part[Conversation]:
        if threads is None:
            return NotOffered()
        if threads.held_back and not threads.items:
            return Unavailable(
                Reason.ACCESS_DENIED, f"Facebook counts {threads.held_back} comments and shows none of them"
            )
        since = min((post.at for post in posts if post.at), default=self._window)
        gap = (
            threads.gap
            or missed
            or mostly_held_back(threads.held_back, len(threads.items), "Facebook", threads.bare)
        )
        return Conversation(
            tuple(threads.items),
            since,
            gap=gap,
            held_back=threads.held_back,
            read_in_part=tuple(sorted(threads.in_part)),
            names=self._names,
        )

    @property
    def _names(self) -> tuple[str, ...]:
        """By what people tag the Page, and who else speaks for the company."""
        said = (text(self.seen.data.get(field)) for field in ("name", "username"))
        voices = OurVoices.of(self.look.company, self.look.account)
        return (*filter(None, said), *sorted(voices.handles))

    @property
    def _window(self) -> datetime:
        return self.look.now - timedelta(days=VISITOR_DAYS)

    def _mentions(self, reader: Reader) -> Part[Conversation]:
        """Return the visitors' posts of 90 days with what was written below them."""
        name, since = "visitor_posts", self._window
        edge = self.seen.page.edge.edge(name)
        if edge is None:
            return NotOffered()
        items: list[Item] = []
        known: set[str] = set()
        in_part: list[str] = []
        held_back, gap = 0, None
        try:
            page = self.seen.first(name)
            further = rest(self.entry.client, f"/{self.entry.page}/{name}", edge, page)
            for _ in range(MOST_PAGES):
                gap = gap or page.gap
                for post in page.items:
                    named = identifier(post.get("id"))
                    if named in known:
                        continue
                    known |= {named} if named else set()
                    threads = self._visit(post, reader)
                    items += threads.items
                    held_back += threads.held_back
                    in_part += threads.in_part
                    gap = gap or threads.gap
                following = None if _reaches(page, since, self.look.now) else next(further, None)
                if following is None:
                    break
                page = following
            else:
                gap = gap or Unavailable(Reason.CUT_OFF, "more visitors' posts than we read in one look")
        except CollectError as error:
            gap = gap or gap_of(error)
        gap = self.lists.read("visits", len(known), gap)
        return Conversation(
            tuple(items), since, gap=gap, held_back=held_back, read_in_part=tuple(sorted(in_part))
        )

    def _visit(self, post: Mapping[str, Any], reader: Reader) -> Threads:
        """Return one visitor's post and what was written below it, all of one thread; nothing where it is too old."""
        mention = mention_of(post, self.entry.page, reader.ours)
        if mention is None:
            return Threads(gap=UNNAMED)
        if not may_be_since(mention.at, self._window, self.look.now):
            return Threads()
        threads = reader.read((Node(id=str(post["id"]), url=mention.url, comments=post.get("comments")),))
        # While lists are doubted, an answer below this post may be among what is gone.
        torn = threads.gap is not None or (self.lists.in_doubt and not threads.items)
        threads.in_part = {mention.thread} if torn else set()
        threads.items = [mention, *(replace(one, thread=mention.thread) for one in threads.items)]
        return threads

    def _inbox(self) -> Part[Inbox]:
        """Return how many messages are unread in the newest conversations; whole unless the oldest is unread too."""
        edge = self.seen.page.edge.edge("conversations")
        if edge is None:
            return NotOffered()
        try:
            page = self.seen.first("conversations")
        except CollectError as error:
            return gap_of(error)
        unread = [one for one in page.items if whole_number(one.get("unread_count"))]
        cut = bool(unread) and unread[-1] is page.items[-1] and page.onward is not None
        return Inbox(
            unread=sum(whole_number(one.get("unread_count")) or 0 for one in unread),
            gap=Unavailable(Reason.CUT_OFF, f"more than {len(page.items)} conversations") if cut else None,
        )

    def _reviews(self, ours: frozenset[str]) -> Part[Conversation]:
        """Return the ratings; only asked where they are switched on."""
        if not reads_reviews(self.look.account):
            return NotOffered()
        page, client = self.entry.page, self.entry.client
        try:
            reply = whole_list(ask(client, f"/{page}/{RATINGS.name}", RATINGS))
        except NotAvailableError:
            return NotOffered()
        except CollectError as error:
            return gap_of(error)
        paginated = paginate(
            client, Listing(f"/{page}/{RATINGS.name}", reply.edge, reply.data), Budget(MOST_COMMENTS)
        )
        url = f"{page_url(self.seen.data).rstrip('/')}/reviews"
        try:
            found = [reviews_of(rating, page, url, ours) for rating in paginated.items]
        except CollectError as error:
            return gap_of(error)
        items = tuple(item for items in found for item in items)
        gap = paginated.gap
        if not all(found) or not reply.edge.holds("comments"):
            gap = gap or Unavailable(Reason.UNREADABLE, "ratings without an id, a time or their answers")
        since = min((item.at for item in items), default=self._window)
        return Conversation(items, since, gap=gap)


def _upkeep(threads: Threads | None) -> Part[Upkeep]:
    if threads is None:
        return Upkeep()
    share = threads.closed / threads.nodes if threads.nodes else None
    return Upkeep(comments_disabled=share, hidden_comments=threads.hidden, gap=threads.gap)


def _reaches(page: Page, since: datetime, now: datetime) -> bool:
    """Say whether a page ends with something older than a time, so that the next one holds nothing newer.

    Only its last entry tells: one that stands out of order must not end the reading.
    """
    at = moment(page.items[-1].get("created_time")) if page.items else None
    return at is not None and not may_be_since(at, since, now)
