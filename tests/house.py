"""The house as its imports draw it: rooms, arrows between them, circles, and arrows that point up. `make map` prints it.

A room is a folder (or a module) at the top of the package. `ROOMS` lists them from the inside out: a room may import
those before it and nothing behind it.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = ROOT / "layers" / "account_health" / "account_health"

CORE: Final = ("model", "text", "calendar", "memory", "checks", "judging", "report")
"""Pure: no network, no files, no clock, no environment."""
EDGES: Final = ("storage", "registry", "connectors", "ledger")
RUN: Final = ("onboarding", "workflow")
OPERATORS: Final = ("operations",)
SHELLS: Final = ("cli",)
ROOMS: Final = (*CORE, *EDGES, *RUN, *OPERATORS, *SHELLS)


@dataclass(frozen=True, slots=True)
class Arrow:
    """One room needs another; `imports` are the pairs of modules that make it so."""

    source: str
    target: str
    imports: tuple[tuple[str, str], ...]

    @property
    def points_up(self) -> bool:
        """Whether the source lies further in than what it needs."""
        return ROOMS.index(self.source) < ROOMS.index(self.target)


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return a module's path inside the package."""
    return path.relative_to(PACKAGE).as_posix()


def room_of(name: str) -> str:
    """Return the room of a module by its path inside the package, or by its dotted name behind the package's."""
    return name.replace("/", ".").removesuffix(".py").split(".")[0]


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Return the dotted name of everything a module imports, wherever the import is written."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def arrows() -> list[Arrow]:
    """Return the arrows between different rooms, in the rooms' order."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for path in modules():
        source = room_of(name_of(path))
        for name in imported(path):
            package, _, inside = name.partition(".")
            target = room_of(inside)
            if package == "account_health" and target in ROOMS and target != source and source in ROOMS:
                found.setdefault((source, target), set()).add((name_of(path), inside))
    return [
        Arrow(source, target, tuple(sorted(pairs)))
        for (source, target), pairs in sorted(
            found.items(), key=lambda one: (ROOMS.index(one[0][0]), ROOMS.index(one[0][1]))
        )
    ]


def circles(drawn: list[Arrow]) -> list[tuple[str, str]]:
    """Return the pairs of rooms that reach each other, on whatever way."""
    reach = {room: {arrow.target for arrow in drawn if arrow.source == room} for room in ROOMS}
    for _ in ROOMS:
        reach = {room: ends.union(*(reach[end] for end in ends)) for room, ends in reach.items()}
    return [
        (one, two) for one in ROOMS for two in ROOMS if one < two and two in reach[one] and one in reach[two]
    ]


def main() -> None:
    """Print the house."""
    drawn = arrows()
    for room in ROOMS:
        needs = ", ".join(arrow.target for arrow in drawn if arrow.source == room)
        size = sum(1 for path in modules() if room_of(name_of(path)) == room)
        print(f"{room:<11} {size:>3} modules   needs {needs or 'nothing'}")
    up = [arrow for arrow in drawn if arrow.points_up]
    print(f"{len(ROOMS)} rooms, {len(drawn)} arrows, {len(circles(drawn))} circles, {len(up)} arrows up")
    for arrow in up:
        print(
            f"up: {arrow.source} -> {arrow.target}: "
            + ", ".join(f"{a} imports {b}" for a, b in arrow.imports)
        )


if __name__ == "__main__":
    main()
