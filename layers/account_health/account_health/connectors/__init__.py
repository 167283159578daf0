"""The table of platforms: who looks at each, and which parts of a snapshot it can fill.

New platform: a connector and a row. Nothing here judges, and nobody but `http` opens a connection.
"""

# ruff: noqa: PLC0415 - a platform's modules are loaded when its row is first asked for: most processes need one or none

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from account_health.connectors.connector import Connector, Look
from account_health.model.company import Account, Platform


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """One platform. `offers` holds names of parts of a snapshot; a check that reads another part does not apply.

    `expand`, where one entry of the registry may stand for many accounts, lists these; it raises CollectError.
    `branch` makes one of them from the entry and what follows the entry's id in its own.
    """

    connector: Connector
    offers: frozenset[str]
    expand: Callable[[Look], tuple[Account, ...]] | None = None
    branch: Callable[[Account, str], Account] | None = None


@cache
def _facebook() -> PlatformRow:
    from account_health.connectors.meta.facebook import OFFERS, FacebookConnector

    return PlatformRow(FacebookConnector(), OFFERS)


@cache
def _instagram() -> PlatformRow:
    from account_health.connectors.meta.instagram import OFFERS, InstagramConnector

    return PlatformRow(InstagramConnector(), OFFERS)


@cache
def _x() -> PlatformRow:
    from account_health.connectors.x import OFFERS, XConnector

    return PlatformRow(XConnector(), OFFERS)


@cache
def _blog() -> PlatformRow:
    from account_health.connectors.blog.connector import OFFERS, BlogConnector

    return PlatformRow(BlogConnector(), OFFERS)


@cache
def _google() -> PlatformRow:
    from account_health.connectors.google import OFFERS, GoogleConnector, branch, expand

    return PlatformRow(GoogleConnector(), OFFERS, expand, branch)


_ROWS: Final[Mapping[Platform, Callable[[], PlatformRow]]] = MappingProxyType(
    {
        "facebook": _facebook,
        "instagram": _instagram,
        "x": _x,
        "blog": _blog,
        "google_business_profile": _google,
    }
)


class _Platforms(Mapping[Platform, PlatformRow]):
    def __getitem__(self, platform: Platform) -> PlatformRow:
        return _ROWS[platform]()

    def __iter__(self) -> Iterator[Platform]:
        return iter(_ROWS)

    def __len__(self) -> int:
        return len(_ROWS)


PLATFORMS: Final[Mapping[Platform, PlatformRow]] = _Platforms()
"""Platform -> its row, made when it is first asked for. Platforms without a row can be registered and are not audited yet."""
