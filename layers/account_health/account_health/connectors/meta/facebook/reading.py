"""The requests for one Page: without what the access may not read, and never more of them than needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from account_health.connectors.meta.facebook.access import Entry
from account_health.connectors.meta.facebook.fields import (
    MESSAGES,
    READ,
    USER_CONTENT,
    reels_request,
    request,
)
from account_health.connectors.meta.graph.errors import (
    NotAvailableError,
    OwnFaultError,
    PermissionMissingError,
    gap_of,
)
from account_health.connectors.meta.graph.reading import Page, Reply, ask, read_page, whole_list
from account_health.model import Reason, Unavailable
from account_health.model.company import Account
from account_health.model.errors import CollectError

USER_PARTS: Final = ("comments", "mentions")


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look read of a Page.

    `denied` maps a part to the permission that it lacks; `missing` are all permissions that are not granted.
    `reels` is None where Facebook lists none to anybody; `reels_gap` says why they could not be read this time.
    """

    page: Reply
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


@dataclass(frozen=True, slots=True)
class Wish:
    """What may be asked beside the profile and the posts."""

    content: bool
    messages: bool


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
    wish = Wish(content, messages)
    page, granted, named = _patiently(entry, wish)
    lacks_content, lacks_messages = not granted.content, reads_messages(account) and not granted.messages
    lost = (USER_CONTENT if wish.content and lacks_content else ()) + (
        MESSAGES[:1] if wish.messages and lacks_messages else ()
    )
    denied = dict.fromkeys(USER_PARTS, _lacking(USER_CONTENT)) if lacks_content else {}
    if lacks_messages:
        denied["inbox"] = _lacking(tuple(name for name in MESSAGES if name in missing) or MESSAGES[:1])
    reels, reels_gap = _reels(entry, Wish(granted.content, messages=False))
    return Seen(page, denied, tuple(dict.fromkeys((*missing, *lost, *named))), reels, reels_gap)


def _patiently(entry: Entry, wish: Wish) -> tuple[Reply, Wish, tuple[str, ...]]:
    """Ask for all that is wished, and where a permission is missing after all, for less.

    One request has one answer: a single missing permission refuses all of it.
    """
    named: dict[str, None] = {}
    for attempt in _lesser(wish):
        edge = request(comments=attempt.content, visitors=attempt.content, messages=attempt.messages)
        try:
            return ask(entry.client, f"/{entry.page}", edge), attempt, tuple(named)
        except PermissionMissingError as error:
            named |= dict.fromkeys(name for name in error.permissions if name in USER_CONTENT + MESSAGES)
            if attempt == Wish(content=False, messages=False):
                raise
    raise AssertionError  # the last attempt returns or raises


def _lesser(wish: Wish) -> tuple[Wish, ...]:
    attempts = (
        wish,
        Wish(wish.content, messages=False),
        Wish(content=False, messages=wish.messages),
        Wish(content=False, messages=False),
    )
    return tuple(dict.fromkeys(attempts))


def _reels(entry: Entry, wish: Wish) -> tuple[Reply | None, Unavailable | None]:
    """Return the reels. Two documents of Facebook say that they can be read, and one that they cannot: both are fine."""
    edge = reels_request(comments=wish.content)
    try:
        return whole_list(ask(entry.client, f"/{entry.page}/{edge.name}", edge)), None
    except (NotAvailableError, OwnFaultError):
        return None, None
    except CollectError as error:
        return None, gap_of(error)


def _lacking(permissions: tuple[str, ...]) -> Unavailable:
    return Unavailable(Reason.ACCESS_DENIED, ", ".join(permissions))
