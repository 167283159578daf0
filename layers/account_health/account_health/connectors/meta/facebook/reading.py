"""The requests for one Page: without what the access may not read, and never more of them than needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, Final

from account_health.connectors.meta.facebook.access import Entry
from account_health.connectors.meta.facebook.fields import (
    ADVERT_POSTS,
    ADVERTS,
    MESSAGES,
    PHOTO,
    PHOTOS,
    READ,
    USER_CONTENT,
    Wish,
    reels_request,
    request,
)
from account_health.connectors.meta.graph.errors import (
    NotAvailableError,
    OwnFaultError,
    PermissionMissingError,
    gap_of,
)
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.reading import (
    Page,
    Reply,
    ask,
    ask_around,
    read_page,
    rest,
    whole_list,
)
from account_health.connectors.values import identifier
from account_health.model import Reason, Unavailable
from account_health.model.company import Account
from account_health.model.errors import (
    AccessDeniedError,
    CollectError,
    NotFoundError,
    UnreadableAnswerError,
)

USER_PARTS: Final = ("comments", "mentions")
NOTHING_MORE: Final = Wish(content=False, messages=False, private=False)
MOST_PHOTO_PAGES: Final = 2
"""Pages of 50 photos: more than 100 uploads lie behind few albums."""
MOST_SINGLE_PHOTOS: Final = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look read of a Page.

    `wish` is what could be asked for; `denied` maps a part to the permission that it lacks; `missing` are all
    permissions that are not granted.
    `reels` is None where Facebook lists none to anybody; `reels_gap` says why they could not be read this time.
    """

    page: Reply
    wish: Wish
    denied: Mapping[str, Unavailable]
    missing: tuple[str, ...]
    reels: Reply | None
    reels_gap: Unavailable | None

    @property
    def data(self) -> Mapping[str, Any]:
        """The Page's object."""
        return self.page.data

    @property
    def dropped(self) -> tuple[str, ...]:
        """The fields that Facebook does not know any more."""
        return self.page.dropped + (self.reels.dropped if self.reels else ())

    def first(self, name: str) -> Page:
        """Return the first page of one of the lists inside the Page's object."""
        edge = self.page.edge.edge(name)
        return read_page(self.data.get(name), edge) if edge else Page(())


def reads_messages(account: Account) -> bool:
    """Say whether the number of unread messages is wanted: it costs two permissions of its own."""
    return dict(account.checks).get("unread-messages") != "off"


def reads_reviews(account: Account) -> bool:
    """Say whether ratings are wanted: off unless switched on, since Facebook announced their end."""
    return dict(account.checks).get("unanswered-reviews") == "on"


def needed(account: Account) -> tuple[str, ...]:
    """Return the permissions that the checks need."""
    return READ + USER_CONTENT + (MESSAGES if reads_messages(account) else ())


def read(entry: Entry, account: Account) -> Seen:
    """Return what the Page shows to this access. Raises CollectError where not even the profile can be read."""
    missing = entry.facts.missing(needed(account), entry.page) if entry.facts else ()
    content = not set(USER_CONTENT) & set(missing)
    messages = reads_messages(account) and not set(MESSAGES) & set(missing)
    wish = Wish(content, messages, private=content and _may_know_private_replies(entry, account))
    page, granted, refusal = _patiently(entry, wish)
    if identifier(page.data.get("id")) is None:
        raise UnreadableAnswerError("Facebook answered with a Page that has no id.")
    lacks_content, lacks_messages = not granted.content, reads_messages(account) and not granted.messages
    # Where the token is known to have a permission, a refusal is about something else and has a gap of its own.
    untold = refusal is not None and entry.facts is not None and not refusal.permissions
    lost = (
        ()
        if untold
        else (USER_CONTENT if wish.content and lacks_content else ())
        + (MESSAGES[:1] if wish.messages and lacks_messages else ())
    )
    named = tuple(name for name in refusal.permissions if name in needed(account)) if refusal else ()
    denied: dict[str, Unavailable] = {}
    if lacks_content:
        denied = dict.fromkeys(USER_PARTS, _lacking(USER_CONTENT, missing, refusal if untold else None))
    if lacks_messages:
        denied["inbox"] = _lacking(MESSAGES, missing, refusal if untold else None)
    granted = replace(granted, gone=page.dropped)
    reels, reels_gap = _reels(entry, granted)
    return Seen(
        page=page,
        wish=granted,
        denied=denied,
        missing=tuple(dict.fromkeys((*missing, *lost, *named))),
        reels=reels,
        reels_gap=reels_gap,
    )


def _may_know_private_replies(entry: Entry, account: Account) -> bool:
    """Say whether to ask for private replies: where the permission is granted, or nobody knows and messages are wanted."""
    if entry.facts is None:
        return reads_messages(account)
    return entry.facts.grants(MESSAGES[0], entry.page)


def _patiently(entry: Entry, wish: Wish) -> tuple[Reply, Wish, PermissionMissingError | None]:
    """Ask for all that is wished, and where that is refused, for less; return the refusal that said most, if any.

    One request has one answer: a single missing permission refuses all of it.
    """
    refusal: PermissionMissingError | None = None
    for attempt in _lesser(wish):
        try:
            return ask_around(entry.client, f"/{entry.page}", request(attempt)), attempt, refusal
        except PermissionMissingError as error:
            if refusal is None or not refusal.permissions:
                refusal = error
            if attempt == NOTHING_MORE:
                raise
    raise AssertionError  # the last attempt returns or raises


def _lesser(wish: Wish) -> tuple[Wish, ...]:
    attempts = (
        wish,
        replace(wish, messages=False, private=False),
        replace(wish, content=False, private=False),
        NOTHING_MORE,
    )
    return tuple(dict.fromkeys(attempts))


def _reels(entry: Entry, wish: Wish) -> tuple[Reply | None, Unavailable | None]:
    """Return the reels. Two documents of Facebook say that they can be read, and one that they cannot: both are fine."""
    edge = reels_request(wish)
    try:
        return whole_list(ask(entry.client, f"/{entry.page}/{edge.name}", edge)), None
    except (NotAvailableError, OwnFaultError):
        return None, None
    except CollectError as error:
        return None, gap_of(error)


def read_photos(
    entry: Entry, wish: Wish, wanted: Iterable[str]
) -> tuple[list[tuple[Mapping[str, Any], Edge]], Unavailable | None]:
    """Return photos and films of albums, each with the request that it answers, and why some of them were not read.

    All in one request where the Page's list of photos holds them, the few others one by one.
    """
    left, found = dict.fromkeys(wanted), list[tuple[Mapping[str, Any], Edge]]()
    gap: Unavailable | None = None
    edge = wish.of(PHOTOS)
    path = f"/{entry.page}/{edge.name}"
    try:
        reply = whole_list(ask(entry.client, path, edge))
        page = read_page(reply.data, reply.edge)
        pages = chain((page,), rest(entry.client, path, reply.edge, page))
        for one in islice(pages, MOST_PHOTO_PAGES):
            for photo in one.items:
                named = identifier(photo.get("id"))
                if named in left:
                    left.pop(named)
                    found.append((photo, reply.edge))
            if not left:
                return found, None
    except (NotAvailableError, OwnFaultError, NotFoundError):
        pass
    except CollectError as error:
        return found, gap_of(error)
    for named in islice(left, MOST_SINGLE_PHOTOS):
        try:
            single = ask(entry.client, f"/{named}", wish.of(PHOTO))
            found.append((single.data, single.edge))
        except CollectError as error:
            gap = gap or gap_of(error)
    if len(left) > MOST_SINGLE_PHOTOS:
        gap = gap or Unavailable(Reason.CUT_OFF, "more photos of albums than we read in one look")
    return found, gap


def read_adverts(entry: Entry, wish: Wish) -> tuple[Reply | None, Unavailable | None]:
    """Return the posts that exist as advertisements only; None where this access does not list them.

    The documents want two permissions that nothing else needs; reports say that some lists stay empty all the same.
    """
    if not wish.content or entry.facts is None or entry.facts.missing(ADVERTS, entry.page):
        return None, None
    edge = wish.of(ADVERT_POSTS)
    try:
        return whole_list(ask(entry.client.apart(), f"/{entry.page}/{edge.name}", edge)), None
    except (AccessDeniedError, NotFoundError, OwnFaultError):
        return None, None
    except CollectError as error:
        return None, gap_of(error)


def _lacking(
    needed: tuple[str, ...], missing: tuple[str, ...], refusal: PermissionMissingError | None
) -> Unavailable:
    """Return the gap of what was refused, for the permissions that are known to be missing or for a reason untold."""
    if refusal is not None:
        return gap_of(refusal)
    lacked = tuple(name for name in needed if name in missing)
    return Unavailable(Reason.ACCESS_DENIED, ", ".join(lacked or needed[:1]))
