"""Reads objects and lists: smaller where they are too large, without a field that is gone, page after page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from account_health.connectors.meta.graph.client import NO_PARAMETERS, GraphClient
from account_health.connectors.meta.graph.errors import (
    NotAvailableError,
    OwnFaultError,
    TokenRefusedError,
    UnknownFieldError,
    UnsupportedError,
    gap_of,
)
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.values import identifier, inner, objects
from account_health.model import Reason, Unavailable
from account_health.model.errors import CollectError, TooLargeError, TooSlowError, UnreadableAnswerError

MOST_DROPPED: Final = 5
"""Fields that a request may lose before we give up on it."""
MOST_SOUGHT: Final = 2
"""Fields that are looked for by halves: each costs about eight requests, in a week in which the interface moved on."""
_ONWARD: Final[tuple[str, ...]] = ("after", "until", "since", "__paging_token", "offset")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came: the object, the request that it answers in the end, and the fields that do not exist any more."""

    data: Mapping[str, Any]
    edge: Edge
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `onward` are the parameters of the next one, None at the end.

    `promised` says whether the platform names a next page; a full page with a cursor and no such word may have one all
    the same. `lost` counts the entries that are no objects: somebody may wait in one of them.
    """

    items: tuple[Mapping[str, Any], ...]
    onward: Mapping[str, str] | None = None
    promised: bool = True
    summary: Mapping[str, Any] | None = None
    lost: int = 0

    @property
    def gap(self) -> Unavailable | None:
        """Why this page was not read whole, None where it was."""
        return Unavailable(Reason.UNREADABLE, "entries that are no objects") if self.lost else None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list whose first page came inside a larger answer: its address, how it was asked for, and that page.

    `counted` is how many entries the platform says it has, None where it does not say.
    """

    path: str
    edge: Edge
    first: object
    counted: int | None = None


@dataclass
class Budget:
    """How many more entries one look may read."""

    left: int


@dataclass(frozen=True, slots=True)
class Paginated:
    """All entries that could be read of a list, and why there may be more."""

    items: tuple[Mapping[str, Any], ...]
    gap: Unavailable | None = None


def ask(client: GraphClient, path: str, edge: Edge, parameters: Mapping[str, str] = NO_PARAMETERS) -> Reply:
    """Return what an address says.

    A request that is too large or too slow is asked again with half the limits; a field that does not exist is
    left out once. Raises CollectError.
    """
    dropped: list[str] = []
    while True:
        asked = {"fields": edge.text(), **edge.parameters(), **parameters}
        try:
            return Reply(client.get(path, asked), edge, tuple(dropped))
        except UnknownFieldError as error:
            if not edge.holds(error.field) or len(dropped) >= MOST_DROPPED:
                raise
            dropped.append(error.field)
            edge = edge.without(error.field)
        except (TooLargeError, TooSlowError):
            if edge.halved() == edge:
                raise
            edge = edge.halved()


def ask_around(client: GraphClient, path: str, edge: Edge) -> Reply:
    """Return what an address says, also where one field that the answer does not name spoils all of it.

    The field is looked for by halves and left out. Raises CollectError as `ask` does; where not even the id can be read,
    no field is to blame.
    """
    dropped: list[str] = []
    while True:
        try:
            reply = ask(client, path, edge)
        except (OwnFaultError, NotAvailableError) as error:
            if len(dropped) >= MOST_SOUGHT:
                raise
            spoiling = _spoiling(client, path, edge, error)
            dropped.append(spoiling)
            edge = edge.only(frozenset(edge.names()) - {spoiling})
        else:
            return replace(reply, dropped=(*dropped, *reply.dropped))


def _spoiling(client: GraphClient, path: str, edge: Edge, error: CollectError) -> str:
    """Return the first field without which a request is answered. Raises the request's own error where there is none."""
    names = edge.names()
    if not _answers(client, path, Edge("", ("id",))):
        if isinstance(error, UnsupportedError):
            raise TokenRefusedError(
                f"{client.platform}: nothing can be read through this app; the account has to be connected with it anew.",
                "disconnected",
            ) from error
        raise error
    # However many fields spoil it: as many of the first as are answered together, and the next one is the first of them.
    good, bad = 0, len(names)
    while bad - good > 1:
        middle = (good + bad) // 2
        if _answers(client, path, edge.only(frozenset((*names[:middle], "id")))):
            good = middle
        else:
            bad = middle
    return names[bad - 1]


def _answers(client: GraphClient, path: str, edge: Edge) -> bool:
    try:
        ask(client, path, edge)
    except (OwnFaultError, NotAvailableError):
        return False
    return True


def read_page(value: object, edge: Edge) -> Page:
    """Return one page of a list; an empty list may be absent, `[]` or an object without entries.

    Raises UnreadableAnswerError for what is no list, and where there is a next page that cannot be asked for.
    """
    if not value:
        return Page(())
    if isinstance(value, list):
        value = {"data": value}
    listed = value.get("data", []) if isinstance(value, Mapping) else value
    if not isinstance(value, Mapping) or not isinstance(listed, list | None):
        raise UnreadableAnswerError(f"The list {edge.name} is none.")
    items = objects(listed)
    paging, summary = inner(value.get("paging")), value.get("summary")
    promised, empty = bool(paging.get("next")), edge.ends == "empty"
    full = edge.limit is not None and len(listed or ()) >= edge.limit
    onward = _onward(paging, may_go_on=full or empty)
    if not items and (empty or not promised):
        onward = None
    lost = len(listed or ()) - len(items)
    return Page(items, onward, promised, summary if isinstance(summary, Mapping) else None, lost)


def whole_list(reply: Reply) -> Reply:
    """Return an answer that is a list by itself. Raises UnreadableAnswerError where it holds none, not even an empty one."""
    if not isinstance(reply.data.get("data"), list):
        raise UnreadableAnswerError(f"There is no list of {reply.edge.name} in the answer.")
    return reply


def rest(
    client: GraphClient, path: str, edge: Edge, page: Page, counted: int | None = None
) -> Iterator[Page]:
    """Yield the pages after a page. `counted` is how many entries the platform says there are.

    A next page that nobody promised is asked for unless all that is counted is there; where it shows nothing new, the
    list has ended. Raises CollectError, also where promised pages turn in a circle.
    """
    turns: list[Mapping[str, str]] = []
    known = _ids(page)
    while page.onward is not None:
        if not page.promised and edge.ends != "empty" and counted is not None and len(known) >= counted:
            return
        if page.onward in turns:
            raise UnreadableAnswerError(f"{client.platform} turns its pages in a circle.")
        turns.append(page.onward)
        reply = whole_list(ask(client, path, edge, page.onward))
        edge = reply.edge
        before, page = page, read_page(reply.data, edge)
        if not before.promised and page.items and _ids(page) <= known:
            return
        known |= _ids(page)
        yield page


def paginate(client: GraphClient, listing: Listing, budget: Budget) -> Paginated:
    """Return all entries of a list, each once, as far as the budget reaches.

    A list that grows while it is read shows an entry on two pages. Never raises CollectError: what fails on the way
    becomes the gap.
    """
    edge, counted = listing.edge, listing.counted
    found: dict[str | int, Mapping[str, Any]] = {}
    gap: Unavailable | None = None
    try:
        page = read_page(listing.first, edge)
        further = rest(client, listing.path, edge, page, counted)
        while True:
            before = len(found)
            for item in page.items:
                # What has no id is no copy of anything.
                found.setdefault(identifier(item.get("id")) or len(found), item)
            budget.left -= max(len(found) - before, 1) if page.items else 0
            gap = gap or page.gap
            if budget.left <= 0:
                break
            following = next(further, None)
            if following is None:
                return Paginated(tuple(found.values()), gap)
            page = following
    except CollectError as error:
        return Paginated(tuple(found.values()), gap_of(error))
    if page.onward is None or not (page.promised or counted is None or counted > len(found)):
        return Paginated(tuple(found.values()), gap)
    cut = Unavailable(Reason.CUT_OFF, f"more of {edge.name} than we read in one look")
    return Paginated(tuple(found.values()), cut)


def _ids(page: Page) -> frozenset[str | None]:
    return frozenset(identifier(one.get("id")) for one in page.items)


def _onward(paging: Mapping[str, Any], *, may_go_on: bool) -> Mapping[str, str] | None:
    """Return the parameters of the next page; its address itself is never followed, since it holds the token.

    `may_go_on` says whether there may be one although nobody says so.
    """
    after, onward = inner(paging.get("cursors")).get("after"), paging.get("next")
    if isinstance(after, str) and after and (onward or may_go_on):
        return {"after": after}
    if not isinstance(onward, str):
        return None
    asked = dict(parse_qsl(urlsplit(onward).query))
    parameters = {name: asked[name] for name in _ONWARD if name in asked}
    if not parameters:
        raise UnreadableAnswerError("There is a next page, and nothing says how to ask for it.")
    return parameters
