"""What the lists of an account held at the last look, so that one that is suddenly empty is not taken for calm.

Meta answers for an access that lost its footing, and in some of its own troubles, with an empty list and no error.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from account_health.connectors.values import identifier, inner, whole_number
from account_health.model import Reason, Unavailable

LEAST: Final = 5
"""A list that held fewer entries is believed at once when it is empty: few people can have deleted so little."""


class Held(NamedTuple):
    """How many entries a list had when it had any, and whether the look after that found it empty."""

    entries: int
    empty: bool = False


@dataclass
class Lists:
    """The lists of one account: `before` as the last look left them, `after` as this one does.

    `believed` are the lists that this look finds empty for the second time, with what they held. Once one list
    is `in_doubt`, every other that is empty now is doubted too, however little it held. `ours` are the ids under which the
    account was seen to write.
    """

    before: Mapping[str, Held]
    after: dict[str, Held] = field(default_factory=dict)
    believed: dict[str, int] = field(default_factory=dict)
    in_doubt: bool = False
    ours: frozenset[str] = frozenset()

    def read(self, name: str, count: int, gap: Unavailable | None = None) -> Unavailable | None:
        """Note how many entries a list shows; return why it may hold more: its own gap, or that it is suddenly empty."""
        held = self.before.get(name)
        if gap is not None:
            if held is not None:
                self.after[name] = held
            return gap
        if count:
            self.after[name] = Held(count)
            return None
        return self._doubt((name,)) if held is not None else None

    def read_together(self, names: Iterable[str], count: int) -> Unavailable | None:
        """Return a gap where several lists held enough before and now hold `count` entries together, which is none."""
        known = tuple(name for name in names if name in self.before)
        return self._doubt(known) if known and not count else None

    @property
    def emptied(self) -> tuple[tuple[str, int], ...]:
        """The kinds of lists that are empty for good, with how many entries they held."""
        found: dict[str, int] = {}
        for name, count in self.believed.items():
            kind = name.partition("/")[0]
            found[kind] = found.get(kind, 0) + count
        return tuple(found.items())

    def _doubt(self, names: tuple[str, ...]) -> Unavailable | None:
        held = {name: self.before[name] for name in names}
        count, kind = sum(one.entries for one in held.values()), names[0].partition("/")[0]
        if count < LEAST and not self.in_doubt:
            return None
        if any(one.empty for one in held.values()):
            self.believed |= {name: one.entries for name, one in held.items()}
            return None
        self.after |= {name: Held(one.entries, empty=True) for name, one in held.items()}
        self.in_doubt = True
        return Unavailable(Reason.EMPTIED, f"{kind}: {count} at the look before, none now, and no error")

    def written(self) -> str:
        """Return what the next look has to know."""
        lists = {name: [held.entries, held.empty] for name, held in self.after.items()}
        return json.dumps({"lists": lists, "ours": sorted(self.ours)})


def read_lists(memory: str | None) -> Lists:
    """Return the lists as the last look left them; none where there was none or it cannot be read."""
    found: Any = None
    with suppress(ValueError, RecursionError):
        found = json.loads(memory or "")
    before: dict[str, Held] = {}
    for name, held in inner(inner(found).get("lists")).items():
        count = whole_number(held[0]) if isinstance(held, list) and held else None
        if count:
            before[name] = Held(count, empty=held[1:] == [True])
    named = inner(found).get("ours")
    ours = map(identifier, named if isinstance(named, list) else ())
    return Lists(before, ours=frozenset(one for one in ours if one))
