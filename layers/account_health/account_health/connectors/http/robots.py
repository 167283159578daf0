"""What a site asks of programs in its robots.txt (RFC 9309), and a network that keeps to it.

A company's own accounts are looked at because the company asked for it. Whoever is no customer yet has asked for nothing,
so a first look at an address goes only where every program may go. What was asked for once in a command is not asked for again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from account_health.connectors.http import retry
from account_health.connectors.http.addresses import Target
from account_health.connectors.http.answer import Answer
from account_health.connectors.http.fetcher import DEADLINE_SECONDS, NO_HEADERS, Fetcher
from account_health.connectors.http.network import Network
from account_health.connectors.process_cache import Once
from account_health.model.errors import AccessDeniedError

OUR_NAME: Final = "account-health"
LONGEST: Final = 500_000
"""Bytes; RFC 9309 asks for at least 500 KiB."""
MOST_RULES: Final = 2_000
_OK: Final = 200
_SERVER_FAULT: Final = 500
_START: Final = 200


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us: pairs of a pattern and whether it allows."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allows(self, url: str) -> bool:
        """Say whether we may ask for an address: the longest pattern that fits decides, and allowing wins a tie."""
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        fitting = [(len(pattern), allow) for pattern, allow in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def read_robots(text: str) -> Robots:
    """Return the rules for us: those of the groups that name us, else of those for every program."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    names: list[str] = []
    in_rules = False
    for line in text[:LONGEST].splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [*([] if in_rules else names), value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), [])
        elif key in {"allow", "disallow"}:
            in_rules = True
            for name in names:
                if value and len(groups[name]) < MOST_RULES:
                    groups[name].append((_plain(value), key == "allow"))
    ours = [name for name in groups if name not in {"*", ""} and OUR_NAME.startswith(name)]
    chosen = max(ours, key=len, default="*")
    return Robots(tuple(groups.get(chosen, ())))


def _plain(path: str) -> str:
    return unquote(path)


def _fits(pattern: str, path: str) -> bool:
    """Say whether a pattern begins a path; `*` is anything, `$` at the end the end. Linear in both lengths."""
    whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for number, piece in enumerate(rest):
        last = number == len(rest) - 1
        if last and whole:
            return piece == "" or (path.endswith(piece) and len(path) - len(piece) >= place)
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return not whole or place == len(path)


class PoliteNetwork(Network):
    """A network whose fetchers keep to each site's robots.txt and ask for every address only once."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._robots = Once()
        self._answers = Once()

    def fetcher(self, deadline_seconds: float = DEADLINE_SECONDS) -> Fetcher:
        """Return a fetcher that keeps to what sites ask of programs."""
        return _PoliteFetcher(self, deadline_seconds)

    def robots_of(self, target: Target) -> Robots:
        """Return what a site asks of programs: nothing where it has no such file.

        Raises CollectError, also where the site fails to say: then nothing may be asked for (RFC 9309, 2.3.1.4).
        """
        place = urljoin(target.url, "/robots.txt")
        return self._robots.get((place,), lambda: _asked(Fetcher(self), place))

    def remembered(self, url: str, ask: Callable[[], Answer]) -> Answer:
        """Return the answer of an address, as it was when it was first asked for."""
        return self._answers.get((url.partition("#")[0],), ask)


def _asked(fetcher: Fetcher, place: str) -> Robots:
    answer = fetcher.fetch(place)
    if answer.status >= _SERVER_FAULT:
        raise AccessDeniedError(
            f"{place} answers with status {answer.status}, so nobody can say what programs may read there."
        )
    readable = answer.status == _OK and not answer.body[:_START].lstrip().startswith(b"<")
    return read_robots(answer.body[:LONGEST].decode("utf-8", "replace")) if readable else Robots()


class _PoliteFetcher(Fetcher):
    """Fetches what a site's robots.txt leaves to every program."""

    def __init__(self, network: PoliteNetwork, deadline_seconds: float) -> None:
        super().__init__(network, deadline_seconds)
        self._polite = network

    def fetch(
        self,
        url: str,
        headers: Mapping[str, str] = NO_HEADERS,
        retried: frozenset[int] = retry.RETRIED_STATUSES,
    ) -> Answer:
        """Return the answer as Fetcher does; one without headers of its own is asked for once in a command."""
        if headers:
            return super().fetch(url, headers, retried)
        ask = super().fetch
        return self._polite.remembered(url, lambda: ask(url, headers, retried))

    def _admit(self, target: Target) -> None:
        """Raise AccessDeniedError where the site keeps programs from an address."""
        if not self._polite.robots_of(target).allows(target.url):
            raise AccessDeniedError(f"{target.host} asks programs in its robots.txt not to read this page.")
