"""One request of the simulated Graph API on its way through fields, edges and nested lists."""

import base64
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.simulator.gateway import Request
from tests.simulator.graph_fields import EDGES, FIELDS, INNER, KNOWN_PARAMETERS, MODIFIERS, MOST, SCOPES
from tests.simulator.graph_query import FieldsError, Wanted, parse_fields
from tests.simulator.graph_things import INSTAGRAM, GraphError, Moods, Thing, Token

COMMENT_EDGES = frozenset((kind, "comments") for kind in ("PagePost", "AdVideo", "Photo", "Comment"))
WITHOUT_ID = frozenset({"Recommendation", "StoryAttachment"})


@dataclass
class Call:
    """One request on its way through the objects."""

    graph: Moods
    token: Token
    request: Request
    bearer: str

    def object(self, thing: Thing, wanted: list[Wanted], cells: int = 1) -> dict[str, Any]:
        """Return an object with the wanted fields; what has no value is left out."""
        self._allowed(thing.kind, "")
        found: dict[str, Any] = {}
        for one in wanted:
            if one.name in EDGES.get(thing.kind, {}) and (thing.kind, one.name) not in self.graph.gone:
                value = self._nested(thing, one, cells)
            else:
                value = self._field(thing, one)
            if value is not None and value not in ("", [], {}):
                found[one.name] = value
        if thing.kind in self.graph.nameless:
            return {name: value for name, value in found.items() if name != "id"}
        return found if "id" in found or thing.kind in WITHOUT_ID else {**found, "id": thing.id}

    def edge(self, thing: Thing, name: str, wanted: list[Wanted], query: dict[str, str]) -> dict[str, Any]:
        """Return a list as an address of its own."""
        if name not in EDGES.get(thing.kind, {}) or (thing.kind, name) in self.graph.gone:
            raise GraphError(
                100, message=f"(#100) Tried accessing nonexisting field ({name}) on node type ({thing.kind})"
            )
        return self._list(thing, Wanted(name, dict(query), wanted), 1)

    def _field(self, thing: Thing, wanted: Wanted) -> Any:  # noqa: PLR0911 - one line a rule
        name, kind = wanted.name, thing.kind
        self._exists(kind, name)
        if (kind, name) in SCOPES:
            self._allowed(kind, name)
        if name == "id":
            return thing.id
        if (kind, name) == ("Page", "access_token"):
            return self._page_token(thing)
        value = thing.fields.get(name)
        if name == "from" and kind == "Comment" and not self._names(value):
            return None
        if name in ("from", "username", "user") and kind == "IGComment" and not self._may_name():
            return None
        if isinstance(value, Thing):
            return self.object(value, wanted.inside or [Wanted("id")])
        if isinstance(value, dict) and wanted.inside:
            inner = Thing(INNER.get((kind, name), name), "", "", value)
            return {
                one.name: value[one.name]
                for one in wanted.inside
                if self._known(inner, one) and one.name in value
            }
        return value

    def _exists(self, kind: str, name: str) -> None:
        if name not in FIELDS.get(kind, ()) or (kind, name) in self.graph.gone:
            raise GraphError(
                100, message=f"(#100) Tried accessing nonexisting field ({name}) on node type ({kind})"
            )
        if (kind, name) in self.graph.ended:
            what = f"{name} field" if self.graph.names_ended else "singular statuses API"
            raise GraphError(12, message=f"(#12) {what} is deprecated for versions v26.0 and higher")
        if (kind, name) in self.graph.mute:
            raise GraphError(100, message="Invalid parameter")

    def _known(self, thing: Thing, wanted: Wanted) -> bool:
        if thing.kind in FIELDS and wanted.name not in FIELDS[thing.kind]:
            raise GraphError(
                100,
                message=f"(#100) Tried accessing nonexisting field ({wanted.name}) on node type ({thing.kind})",
            )
        return True

    def _names(self, author: Any) -> bool:
        if self.token.kind != "PAGE":
            return False
        return self.graph.strangers_named or (
            isinstance(author, dict) and author.get("id") == self.token.subject
        )

    def _may_name(self) -> bool:
        return bool({"instagram_manage_comments", "instagram_business_manage_comments"} & self.token.scopes)

    def _page_token(self, page: Thing) -> str | None:
        if self.token.kind == "PAGE" or page.id not in self.token.roles:
            return None
        name = f"page-token-of-{page.id}"
        self.graph.tokens.setdefault(name, Token("PAGE", page.id, self.token.scopes))
        return name

    def _nested(self, thing: Thing, wanted: Wanted, cells: int) -> Any:
        if wanted.name == "picture":
            value = thing.fields.get("picture") or {}
            return {
                "data": {
                    one.name: value[one.name]
                    for one in wanted.inside
                    if self._known(Thing("ProfilePictureSource", "", ""), one) and one.name in value
                }
            }
        found = self._list(thing, wanted, cells)
        if not found["data"] and "summary" not in found:
            return {"data": found, "absent": None, "list": []}[self.graph.empty]
        return found

    def _list(self, thing: Thing, wanted: Wanted, cells: int) -> dict[str, Any]:
        for name in wanted.modifiers:
            if name not in MODIFIERS | KNOWN_PARAMETERS:
                raise GraphError(2500, message=f"Syntax error: unknown modifier {name}")
        self._allowed(thing.kind, wanted.name)
        kind = EDGES[thing.kind][wanted.name]
        limit = int(wanted.modifiers.get("limit", "25"))
        most = MOST.get(kind, 100)
        if limit > most:
            raise GraphError(100, message=f"(#100) limit must not exceed {most}")
        cells *= 1 if kind == "StoryAttachment" else limit
        if self.graph.most_cells is not None and cells > self.graph.most_cells:
            raise GraphError(
                1,
                None,
                "Please reduce the amount of data you're asking for, then retry your request",
                status=500,
            )
        items = self._items(thing, wanted)
        found = self._paged(thing, wanted, items, limit)
        shown = found.pop("things")
        inside = wanted.inside or [Wanted("id")]
        for one in inside:
            self._checked(kind, one, cells)
        found["data"] = [self.object(one, inside, cells) for one in shown]
        if wanted.modifiers.get("summary") == "true":
            total = thing.fields.get("_total", len({one.id for one in items}))
            found["summary"] = {
                "order": "ranked",
                "total_count": total,
                "can_comment": thing.fields.get("_can_comment", True),
            }
        return found

    def _checked(self, kind: str, wanted: Wanted, cells: int) -> None:
        """Complain about names that do not exist even where there is nothing to show."""
        empty = Thing(kind, "0", self.token.subject)
        if wanted.name in EDGES.get(kind, {}) and (kind, wanted.name) not in self.graph.gone:
            self._list(empty, wanted, cells)
        else:
            self._field(empty, wanted)

    def _items(self, thing: Thing, wanted: Wanted) -> list[Thing]:
        """Return what a list holds; a person's token sees no comments and is not told so."""
        if (thing.kind, wanted.name) in COMMENT_EDGES and self.token.kind != "PAGE":
            return []
        if (
            thing.kind == "Page"
            and wanted.name == "conversations"
            and wanted.modifiers.get("platform") != "messenger"
        ):
            raise GraphError(100, message="(#100) platform must be messenger here")
        items = [] if wanted.name in self.graph.emptied else thing.edges.get(wanted.name, [])
        if self.graph.repeats:
            items = [one for one in items for _ in range(2)]
        if wanted.modifiers.get("filter") == "stream":
            return [one for top in items for one in (top, *top.edges.get("comments", ()))]
        return items

    def _paged(self, thing: Thing, wanted: Wanted, items: list[Thing], limit: int) -> dict[str, Any]:
        start = _offset(wanted.modifiers.get("after") or wanted.modifiers.get("__paging_token"))
        capped = wanted.name not in ("attachments", "subattachments")
        size = min(limit, self.graph.page_cap or limit) if capped else limit
        shown, more = items[start : start + size], start + size < len(items)
        found: dict[str, Any] = {"things": shown}
        if not shown:
            return found
        query = {"access_token": self.bearer, "limit": str(limit), "fields": "id"}
        base = f"https://{self.request.host}/v26.0/{thing.id}/{wanted.name}"
        if wanted.name in self.graph.time_paging:
            query |= {"until": "1700000000", "__paging_token": _cursor(start + size)}
            found["paging"] = {"previous": base, **({"next": f"{base}?{urlencode(query)}"} if more else {})}
            return found
        found["paging"] = {"cursors": {"before": _cursor(start), "after": _cursor(start + size)}}
        if more and wanted.name != "tags" and (self.graph.says_next or len(shown) < limit):
            found["paging"]["next"] = f"{base}?{urlencode(query | {'after': _cursor(start + size)})}"
        return found

    def _allowed(self, kind: str, name: str) -> None:
        needed = SCOPES.get((kind, name), ())
        if self.request.host == INSTAGRAM and (kind, name) == ("IGMedia", "comments"):
            needed = ("instagram_business_manage_comments",)
        if self.graph.anonymous_comments and (kind, name) == ("IGMedia", "comments"):
            return
        missing = [scope for scope in needed if scope not in self.token.scopes]
        if missing and kind == "Page" and name in ("visitor_posts", "ratings"):
            raise GraphError(
                283, message=f"(#283) Requires {missing[0]} permission to manage the object", status=403
            )
        if missing:
            raise GraphError(
                10, message=f"(#10) This endpoint requires the '{missing[0]}' permission", status=403
            )


def parse(text: str) -> list[Wanted]:
    """Return the wanted fields; a text that cannot be read is an error of the platform."""
    try:
        return parse_fields(text)
    except FieldsError as error:
        raise GraphError(2500, message=f"Syntax error: {error}") from error


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(f"at:{offset}".encode()).decode()


def _offset(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.urlsafe_b64decode(cursor).decode().removeprefix("at:"))
    except ValueError as error:
        raise GraphError(100, message="(#100) Invalid cursor") from error
