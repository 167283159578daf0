"""Reads objects and lists: smaller where they are too large, without a field that is gone, page after page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from account_health.connectors.meta.graph.client import NO_PARAMETERS, GraphClient
from account_health.connectors.meta.graph.errors import UnknownFieldError, gap_of
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.values import identifier, objects
from account_health.model import Reason, Unavailable
from account_health.model.errors import CollectError, TooLargeError, TooSlowError, UnreadableAnswerError

MOST_DROPPED: Final = 5
"""Fields that a request may lose before we give up on it."""
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

    `lost` counts the entries that are no objects: somebody may wait in one of them.
    """

    items: tuple[Mapping[str, Any], ...]
    onward: Mapping[str, str] | None = None
    summary: Mapping[str, Any] | None = None
    lost: int = 0

    @property
    def gap(self) -> Unavailable | None:
        """Why this page was not read whole, None where it was."""
        return Unavailable(Reason.UNREADABLE, "entries that are no objects") if self.lost else None


@dataclass
class Budget:
    """How many more entries one look may read."""

    left: int


@dataclass(frozen=True, slots=True)
class Haul:
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
        limit = {"limit": str(edge.limit)} if edge.limit else {}
        try:
            return Reply(
                client.get(path, {"fields": edge.text(), **limit, **parameters}), edge, tuple(dropped)
            )
        except UnknownFieldError as error:
            if not edge.holds(error.field) or len(dropped) >= MOST_DROPPED:
                raise
            dropped.append(error.field)
            edge = edge.without(error.field)
        except (TooLargeError, TooSlowError):
            if edge.halved() == edge:
                raise
            edge = edge.halved()


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
    paging, summary = value.get("paging"), value.get("summary")
    onward = _onward(paging, edge) if isinstance(paging, Mapping) else None
    if edge.ends == "empty" and not items:
        onward = None
    lost = len(listed or ()) - len(items)
    return Page(items, onward, summary if isinstance(summary, Mapping) else None, lost)


def whole_list(reply: Reply) -> Reply:
    """Return an answer that is a list by itself. Raises UnreadableAnswerError where it holds none, not even an empty one."""
    if not isinstance(reply.data.get("data"), list):
        raise UnreadableAnswerError(f"There is no list of {reply.edge.name} in the answer.")
    return reply


def rest(client: GraphClient, path: str, edge: Edge, page: Page) -> Iterator[Page]:
    """Yield the pages after a page. Raises CollectError, also where pages turn in a circle."""
    seen: list[Mapping[str, str]] = []
    while page.onward is not None:
        if page.onward in seen:
            raise UnreadableAnswerError(f"{client.platform} turns its pages in a circle.")
        seen.append(page.onward)
        reply = whole_list(ask(client, path, edge, page.onward))
        edge = reply.edge
        page = read_page(reply.data, edge)
        yield page


def gather(client: GraphClient, path: str, edge: Edge, value: object, budget: Budget) -> Haul:
    """Return all entries of a list whose first page is known, each once, as far as the budget reaches.

    A list that grows while it is read shows an entry on two pages. Never raises CollectError: what fails on the way becomes the gap.
    """
    items: list[Mapping[str, Any]] = []
    gap: Unavailable | None = None
    try:
        page = read_page(value, edge)
        items += page.items
        gap = page.gap
        budget.left -= len(page.items)
        for further in rest(client, path, edge, page) if budget.left > 0 else ():
            page = further
            items += page.items
            gap = gap or page.gap
            budget.left -= max(len(page.items), 1)
            if budget.left <= 0:
                break
    except CollectError as error:
        return Haul(_once(items), gap_of(error))
    if page.onward is None:
        return Haul(_once(items), gap)
    return Haul(_once(items), Unavailable(Reason.CUT_OFF, f"more of {edge.name} than we read in one look"))


def _once(items: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """Return the entries without those whose id was there before; what has no id stays."""
    found: dict[str | int, Mapping[str, Any]] = {}
    for place, item in enumerate(items):
        found.setdefault(identifier(item.get("id")) or place, item)
    return tuple(found.values())


def _onward(paging: Mapping[str, Any], edge: Edge) -> Mapping[str, str] | None:
    """Return the parameters of the next page; its address itself is never followed, since it holds the token."""
    cursors = paging.get("cursors")
    after = cursors.get("after") if isinstance(cursors, Mapping) else None
    onward = paging.get("next")
    if isinstance(after, str) and after and (onward or edge.ends == "empty"):
        return {"after": after}
    if not isinstance(onward, str):
        return None
    asked = dict(parse_qsl(urlsplit(onward).query))
    parameters = {name: asked[name] for name in _ONWARD if name in asked}
    if not parameters:
        raise UnreadableAnswerError("There is a next page, and nothing says how to ask for it.")
    return parameters
