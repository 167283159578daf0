"""One look at an Instagram account: one request for profile, media, comments, replies and tags."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from account_health.connectors.connector import Look, snapshot_of
from account_health.connectors.followed import Followed, follow
from account_health.connectors.meta.graph.client import GraphClient
from account_health.connectors.meta.graph.errors import PermissionMissingError, TokenRefusedError, gap_of
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.lists import Lists, read_lists
from account_health.connectors.meta.graph.reading import (
    Budget,
    Listing,
    Reply,
    ask_around,
    paginate,
    read_page,
    rest,
)
from account_health.connectors.meta.graph.snapshot import (
    dark,
    dated_posts,
    mostly_held_back,
    with_gap,
    worn,
)
from account_health.connectors.meta.graph.token import (
    access_of,
    denied_access,
    read_credential,
    refused,
)
from account_health.connectors.meta.graph.values import moment
from account_health.connectors.meta.instagram.access import Entry, client_of, confirm, enter
from account_health.connectors.meta.instagram.fields import (
    COMMENTS,
    FLAVOURS,
    MOST_COMMENTS,
    PARTS_OF_FIELD,
    POSTS,
    SOFT,
    TAG_DAYS,
    Flavour,
)
from account_health.connectors.meta.instagram.profile import (
    account_ids,
    account_of,
    alt_texts,
    comments_disabled,
    identity_of,
    posts_of,
    profile_parts,
    profile_url,
)
from account_health.connectors.meta.instagram.threads import Owner, Reader, Threads, tag_of
from account_health.connectors.profile_notice import profile_notice
from account_health.connectors.values import followers, text, whole_number
from account_health.model import (
    Access,
    Conversation,
    Item,
    LegalPage,
    NotOffered,
    Part,
    Presence,
    Reason,
    Snapshot,
    Unavailable,
    Upkeep,
)
from account_health.model.errors import (
    CollectError,
    CredentialMissingError,
    NotFoundError,
    UnreadableAnswerError,
)
from account_health.model.ours import OurVoices
from account_health.model.platform import PLATFORM_ROWS

OFFERS: Final = PLATFORM_ROWS["instagram"].parts
DARK: Final = OFFERS - {"imprint", "phones", "emails", "addresses", "destinations"}
"""The parts that every account has; a legal notice, a number, an address, a link count only where a profile names one."""
MOST_PAGES: Final = 10


class InstagramConnector:
    """Looks at one professional account."""

    def collect(self, look: Look) -> Snapshot:
        """Return what can be seen now. Never raises a CollectError: what fails is `Unavailable` with its reason."""
        return snapshot_of(look, self._parts(look))

    def _parts(self, look: Look) -> dict[str, Any]:
        flavour = FLAVOURS[look.account.login]
        try:
            credential = read_credential(look)
        except CredentialMissingError as error:
            return dark(DARK, Unavailable(Reason.CREDENTIAL_MISSING, str(error)), {})
        client = client_of(look, credential, flavour)
        entry: Entry | None = None
        try:
            entry = enter(look, client, credential, flavour)
            reply, refusal = _read(entry, flavour)
            account = account_of(reply.data)
            if not account_ids(account):
                raise UnreadableAnswerError("Instagram answered with an account that has no id.")
            confirm(look, account)
        except CollectError as error:
            return dark(DARK, gap_of(error), _all_that_is_known(error, entry, client))
        builder = SnapshotBuilder(
            followed=Followed(look),
            entry=entry,
            flavour=flavour,
            reply=reply,
            refusal=refusal,
            lists=read_lists(look.memory),
        )
        parts = builder.parts(account)
        return {**parts, "memory": builder.followed.added_to(builder.lists.written())}


def _all_that_is_known(error: CollectError, entry: Entry | None, client: GraphClient) -> dict[str, Any]:
    """Return the parts that a failed look knows all the same: why the access is refused, or that the account is gone."""
    match error:
        case TokenRefusedError():
            return {"access": refused(error, client)}
        case PermissionMissingError():
            facts, missing = (entry.facts, entry.missing) if entry else (None, ())
            # What only comments need is no reason for refusing all of it.
            lacking = tuple(name for name in missing if "comments" not in name)
            return {"access": denied_access(facts, (*lacking, *error.permissions), client)}
        case NotFoundError() if error.gone:
            return {"presence": Presence(problem="gone")}
    return {}


def _read(entry: Entry, flavour: Flavour) -> tuple[Reply, PermissionMissingError | None]:
    """Return the account, and the refusal for which its comments had to be left out."""
    if flavour.comments in entry.missing:
        refusal = PermissionMissingError(flavour.comments, (flavour.comments,))
        return ask_around(entry.client, entry.path, flavour.request(comments=False)), refusal
    try:
        return ask_around(entry.client, entry.path, flavour.request(comments=True)), None
    except PermissionMissingError as error:
        return ask_around(entry.client, entry.path, flavour.request(comments=False)), error


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotBuilder:
    """Everything that was read of one account, on its way into a snapshot."""

    followed: Followed
    entry: Entry
    flavour: Flavour
    reply: Reply
    refusal: PermissionMissingError | None
    lists: Lists

    @property
    def look(self) -> Look:
        """The look that all of this is for."""
        return self.followed.look

    def parts(self, account: Mapping[str, Any]) -> dict[str, Any]:
        """Return every part, each observed or with the reason why not."""
        media, gap = self._media(account)
        owner = Owner(
            handle=(text(account.get("username")) or "").lower(),
            ids=frozenset(account_ids(account)),
            voices=OurVoices.of(self.look.company, self.look.account),
        )
        threads = None if self.refusal else self._reader(owner).read(media)
        comments = self._comments(threads, media, gap)
        if isinstance(comments, Conversation):
            comments = replace(comments, names=(owner.handle, *sorted(owner.voices.handles)))
        parts: dict[str, Any] = {
            **profile_parts(account, self.look.company.country, self.look.account.facts.address),
            "identity": identity_of(account, self.look.account.username),
            "imprint": self._imprint(account),
            "destinations": follow(self.followed, _websites(account), profile_url(account)),
            "posts": with_gap(dated_posts(posts_of(media), self.look.now), gap),
            "comments": comments,
            "mentions": self._mentions(account, owner),
            "upkeep": Upkeep(
                comments_disabled=comments_disabled(media),
                hidden_comments=sum(item.hidden for item in threads.items) if threads else None,
                alt_texts=alt_texts(media),
            ),
            "results": followers(account.get("followers_count")),
        }
        if not media and whole_number(account.get("media_count")) != 0:
            unseen = gap or Unavailable(
                Reason.EMPTY,
                f"no post was shown, and Instagram counts {account.get('media_count', 'nothing')}",
            )
            parts |= {"posts": unseen, "comments": unseen}
        parts = worn(parts, self._dropped(), PARTS_OF_FIELD, SOFT)
        parts |= {name: NotOffered() for name in self._unpromised()}
        return {"access": self._access(comments), **parts}

    def _imprint(self, account: Mapping[str, Any]) -> Part[LegalPage]:
        return profile_notice(self.followed, (text(account.get("biography")),), _websites(account))

    def _dropped(self) -> tuple[str, ...]:
        return tuple(name for name in self.reply.dropped if name not in self.flavour.optional)

    def _unpromised(self) -> tuple[str, ...]:
        """Return the parts that rest on a field which this flavour never promised and does not have."""
        lost = [name for name in self.reply.dropped if name in self.flavour.optional]
        return tuple(part for name in lost for part in PARTS_OF_FIELD.get(name, ()))

    def _access(self, comments: Part[Conversation]) -> Access:
        denied = isinstance(comments, Unavailable) and comments.detail == self.flavour.comments
        lost = (self.flavour.comments,) if denied else ()
        access = access_of(self.entry.facts, (*self.entry.missing, *lost), self.entry.client)
        return replace(access, dropped=self._dropped(), emptied=self.lists.emptied, beyond=("adverts",))

    def _denied(self, words: str) -> Unavailable:
        """Return the gap of comments that are not shown: for want of their permission, unless that is granted."""
        scope = self.flavour.comments
        named = self.refusal is not None and scope in self.refusal.permissions
        granted = self.entry.facts is not None and self.entry.facts.grants(scope)
        return Unavailable(Reason.ACCESS_DENIED, words if granted and not named else scope)

    def _media(self, account: Mapping[str, Any]) -> tuple[tuple[Mapping[str, Any], ...], Unavailable | None]:
        """Return the newest media, each once; a short page may have a next one."""
        edge = self.reply.edge.edge("media")
        if edge is None:
            return (), None
        path = f"{self._node(account)}/media"
        paginated = paginate(self.entry.client, Listing(path, edge, account.get("media")), Budget(POSTS))
        items = tuple(
            {text(one.get("permalink")) or place: one for place, one in enumerate(paginated.items)}.values()
        )
        enough = (
            len(paginated.items) >= POSTS
            and paginated.gap is not None
            and paginated.gap.reason is Reason.CUT_OFF
        )
        gap = self.lists.read("posts", len(items), None if enough else paginated.gap)
        return items[:POSTS], gap

    def _node(self, account: Mapping[str, Any]) -> str:
        """Return the path below which the account's lists lie."""
        return self.entry.path if self.entry.path == "/me" else f"/{account_ids(account)[0]}"

    def _reader(self, owner: Owner) -> Reader:
        media = self.reply.edge.edge("media")
        edge: Edge = (media.edge("comments") if media else None) or COMMENTS
        return Reader(
            client=self.entry.client,
            owner=owner,
            budget=Budget(MOST_COMMENTS),
            lists=self.lists,
            edge=edge,
        )

    def _comments(
        self, threads: Threads | None, media: tuple[Mapping[str, Any], ...], gap: Unavailable | None
    ) -> Part[Conversation]:
        """Return the conversation; without the comment permission nobody is named, so nothing can be judged."""
        if threads is None:
            return self._denied(str(self.refusal))
        granted = self.entry.facts is not None and self.entry.facts.grants(self.flavour.comments)
        if threads.items and not threads.named:
            return self._denied("Instagram shows comments and says of none who wrote it")
        if threads.held_back and not threads.items and not granted:
            return self._denied("Instagram counts comments and shows none")
        since = min((at for one in media if (at := moment(one.get("timestamp")))), default=self._window)
        gap = (
            threads.gap
            or gap
            or mostly_held_back(threads.held_back, len(threads.items), "Instagram", threads.bare)
        )
        return Conversation(
            tuple(threads.items),
            since,
            gap=gap,
            held_back=threads.held_back,
            read_in_part=tuple(sorted(threads.in_part)),
        )

    @property
    def _window(self) -> datetime:
        return self.look.now - timedelta(days=TAG_DAYS)

    def _mentions(self, account: Mapping[str, Any], owner: Owner) -> Part[Conversation]:
        """Return the media of 90 days in which others tag the account."""
        if self.refusal:
            return self._denied(str(self.refusal))
        edge, since = self.reply.edge.edge("tags"), self._window
        if edge is None:
            return NotOffered()
        items: dict[str, Item] = {}
        listed = 0
        gap: Unavailable | None = None
        try:
            page = read_page(account.get("tags"), edge)
            further = rest(self.entry.client, f"{self._node(account)}/tags", edge, page)
            for _ in range(MOST_PAGES):
                found = [item for one in page.items if (item := tag_of(one, owner)) is not None]
                if page.lost or len(found) < len(page.items):
                    gap = Unavailable(Reason.UNREADABLE, "tags without an id or a time")
                items |= {item.id: item for item in found if item.at >= since and not item.ours}
                listed += len(page.items)
                following = None if found and found[-1].at < since else next(further, None)
                if following is None:
                    break
                page = following
            else:
                gap = Unavailable(Reason.CUT_OFF, "more tags than we read in one look")
        except CollectError as error:
            gap = gap_of(error)
        gap = self.lists.read("tags", listed, gap)
        return Conversation(tuple(items.values()), since, counted_only=True, gap=gap)


def _websites(account: Mapping[str, Any]) -> tuple[str, ...]:
    website = text(account.get("website"))
    return (website,) if website else ()
