"""What a request asks for, as a tree: written as `fields=`, made smaller, and freed of what does not exist."""

from dataclasses import dataclass, replace
from typing import Final, Literal

LEAST: Final = 3
"""Limits are not halved below this: what is too large then is too large for other reasons."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A list, or an object, with the fields that are wanted of it; the root of a request has no name.

    `modifiers` as in `summary(true)`; `ends` says how the last page is known: by a missing `next`, or by being empty.
    """

    name: str
    fields: "tuple[str | Edge, ...]"
    limit: int | None = None
    modifiers: tuple[str, ...] = ()
    ends: Literal["no_next", "empty"] = "no_next"

    def text(self) -> str:
        """Return the value of `fields=` for what lies below."""
        return ",".join(part if isinstance(part, str) else part.written() for part in self.fields)

    def written(self) -> str:
        """Return this edge inside a larger request."""
        limit = (f"limit({self.limit})",) if self.limit else ()
        return ".".join((self.name, *self.modifiers, *limit)) + "{" + self.text() + "}"

    def parameters(self) -> dict[str, str]:
        """Return what belongs into the query where this list is asked for by its own address."""
        written = (one.rstrip(")").partition("(") for one in self.modifiers)
        limit = {"limit": str(self.limit)} if self.limit else {}
        return {**{name: value for name, _, value in written}, **limit}

    def names(self) -> tuple[str, ...]:
        """Return every field and edge that is asked for anywhere, each once, an edge before what lies in it."""
        found: dict[str, None] = {}
        for part in self.fields:
            inside = (part.name, *part.names()) if isinstance(part, Edge) else (part,)
            found |= dict.fromkeys(inside)
        return tuple(found)

    def holds(self, name: str) -> bool:
        """Say whether a field or edge of this name is asked for anywhere."""
        return any(
            part == name if isinstance(part, str) else part.name == name or part.holds(name)
            for part in self.fields
        )

    def without(self, name: str) -> "Edge":
        """Return the same request without every field and edge of this name."""
        kept = tuple(
            part if isinstance(part, str) else part.without(name)
            for part in self.fields
            if name != (part if isinstance(part, str) else part.name)
        )
        # An edge without fields asks for the platform's default; its id is always among it.
        return replace(self, fields=kept or ("id",))

    def only(self, names: frozenset[str]) -> "Edge":
        """Return the same request with these fields and edges alone, without an edge in which none of them is left."""
        parts = (part.only(names) if isinstance(part, Edge) else part for part in self.fields)
        return replace(self, fields=tuple(part for part in parts if _left(part, names)))

    def halved(self) -> "Edge":
        """Return the same request with every limit halved, none below three."""
        parts = tuple(part if isinstance(part, str) else part.halved() for part in self.fields)
        limit = self.limit and (max(self.limit // 2, LEAST) if self.limit > LEAST else self.limit)
        return replace(self, fields=parts, limit=limit)

    def edge(self, name: str) -> "Edge | None":
        """Return the edge of this name directly below, None where it is not asked for."""
        return next((part for part in self.fields if isinstance(part, Edge) and part.name == name), None)


def _left(part: str | Edge, names: frozenset[str]) -> bool:
    return part in names if isinstance(part, str) else part.name in names and bool(part.fields)
