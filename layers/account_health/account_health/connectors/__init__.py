"""Who looks at which platform, one row each; everything else about a platform is its row in `model/platform.py`.

New platform: a connector and a row. Nothing here judges, and nobody but `http` opens a connection.
"""

# ruff: noqa: PLC0415 - a platform's modules are loaded when its row is first asked for: most processes need one or none

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from account_health.connectors.connector import Connector, Look
from account_health.connectors.late_imports import ONE_AT_A_TIME
from account_health.connectors.whose import Whose
from account_health.model import Snapshot, Unavailable
from account_health.model.company import Account, Platform


class Behind(Protocol):
    """What an account shows to who has its key, beside what everybody sees: asked for by itself, reading no page."""

    def is_there(self, seen: Snapshot) -> bool:
        """Say whether a key could show more."""

    def see(self, look: Look, seen: Snapshot) -> Snapshot:
        """Return the snapshot with what the key shows, the very same where none is stored. Raises CollectError."""

    def miss(self, gap: Unavailable, seen: Snapshot) -> Snapshot:
        """Return the snapshot where nobody could ask."""


@dataclass(frozen=True, slots=True)
class ConnectorRow:
    """Who looks at one platform.

    `expand`, where one entry of the registry may stand for many accounts, lists these; it raises CollectError.
    `branch` makes one of them from the entry and what follows the entry's id in its own.
    `whose` asks whose the stored credential is, or only whether the address answers; None where nothing less than a
    whole look tells. `behind` is what a credential shows of a page that everybody can read.
    """

    connector: Connector
    expand: Callable[[Look], tuple[Account, ...]] | None = None
    branch: Callable[[Account, str], Account] | None = None
    whose: Callable[[Look], Whose] | None = None
    behind: Behind | None = None


@cache
def _facebook() -> ConnectorRow:
    with ONE_AT_A_TIME:
        from account_health.connectors.meta.facebook import FacebookConnector
        from account_health.connectors.meta.facebook.whose import whose

    return ConnectorRow(FacebookConnector(), whose=whose)


@cache
def _instagram() -> ConnectorRow:
    with ONE_AT_A_TIME:
        from account_health.connectors.meta.instagram import InstagramConnector
        from account_health.connectors.meta.instagram.whose import whose

    return ConnectorRow(InstagramConnector(), whose=whose)


@cache
def _x() -> ConnectorRow:
    with ONE_AT_A_TIME:
        from account_health.connectors.x import XConnector
        from account_health.connectors.x.whose import whose

    return ConnectorRow(XConnector(), whose=whose)


@cache
def _blog() -> ConnectorRow:
    with ONE_AT_A_TIME:
        from account_health.connectors.blog.connector import BlogConnector
        from account_health.connectors.blog.whose import whose
        from account_health.connectors.blog.with_password import WithPassword

    return ConnectorRow(BlogConnector(), whose=whose, behind=WithPassword())


@cache
def _google() -> ConnectorRow:
    with ONE_AT_A_TIME:
        from account_health.connectors.google import GoogleConnector, branch, expand
        from account_health.connectors.google.whose import whose

    return ConnectorRow(GoogleConnector(), expand, branch, whose)


@cache
def _watch() -> ConnectorRow:
    with ONE_AT_A_TIME:
        from account_health.connectors.watch import WatchConnector

    return ConnectorRow(WatchConnector())


_ROWS: Final[dict[Platform, Callable[[], ConnectorRow]]] = {
    "facebook": _facebook,
    "instagram": _instagram,
    "x": _x,
    "blog": _blog,
    "website": _blog,
    "google_business_profile": _google,
    "watch": _watch,
}


class _Connectors(Mapping[Platform, ConnectorRow]):
    def __getitem__(self, platform: Platform) -> ConnectorRow:
        return _ROWS[platform]()

    def __iter__(self) -> Iterator[Platform]:
        return iter(_ROWS)

    def __len__(self) -> int:
        return len(_ROWS)


CONNECTORS: Final[Mapping[Platform, ConnectorRow]] = _Connectors()
"""Platform -> who looks at it, made when it is first asked for."""
