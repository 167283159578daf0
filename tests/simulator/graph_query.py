"""Reads the `fields` parameter of the simulated Graph API: `a,b.limit(3).summary(true){c,d{e}}`."""

import re
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MODIFIER = re.compile(r"\.([A-Za-z_]+)\(([^(){}]*)\)")


class FieldsError(ValueError):
    """The parameter cannot be read; the real interface answers with code 2500."""


@dataclass
class Wanted:
    """One field or edge with its modifiers and what is wanted inside."""

    name: str
    modifiers: dict[str, str] = field(default_factory=dict)
    inside: "list[Wanted]" = field(default_factory=list)


def parse_fields(text: str) -> list[Wanted]:
    """Return what is wanted. Raises FieldsError."""
    found, position = _list(text, 0)
    if position != len(text):
        raise FieldsError(text[position:])
    return found


def _list(text: str, position: int) -> tuple[list[Wanted], int]:
    found = []
    while True:
        name = _NAME.match(text, position)
        if name is None:
            raise FieldsError(text[position : position + 20])
        wanted = Wanted(name[0])
        position = name.end()
        while modifier := _MODIFIER.match(text, position):
            wanted.modifiers[modifier[1]] = modifier[2]
            position = modifier.end()
        if text[position : position + 1] == "{":
            wanted.inside, position = _list(text, position + 1)
            if text[position : position + 1] != "}":
                raise FieldsError(text[position : position + 20])
            position += 1
        found.append(wanted)
        if text[position : position + 1] != ",":
            return found, position
        position += 1
