"""What links answered at earlier looks, and the asking in turn that keeps every look cheap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from account_health.connectors.connector import Look
from account_health.connectors.peeked import STATES, State, state_of

_START: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a link answered at an earlier look."""

    state: State
    at: datetime


def ask_in_turn(
    look: Look, urls: Iterable[str], known: Mapping[str, Remembered], most: int
) -> dict[str, Remembered]:
    """Ask for the links that were asked longest ago, at most so many; return what is known of all of them then."""
    turn = sorted(urls, key=lambda url: known[url].at if url in known else _START)[:most]
    states = look.pool.map(lambda url: state_of(look, url), turn)
    return {**known, **{url: Remembered(state, look.now) for url, state in zip(turn, states, strict=True)}}


def remembered(rows: object) -> dict[str, Remembered]:
    """Return what earlier looks left about links; what cannot be read was never looked at."""
    found: dict[str, Remembered] = {}
    for row in rows if isinstance(rows, list) else ():
        try:
            url, state, at = row
            found[str(url)] = Remembered(STATES[state], datetime.fromisoformat(at).astimezone(UTC))
        except (ValueError, TypeError, KeyError, OverflowError):
            continue
    return found


def to_rows(links: Iterable[tuple[str, Remembered]]) -> list[list[str]]:
    """Return what the next look reads with `remembered`."""
    return [[url, one.state, one.at.isoformat()] for url, one in links]
