"""One look at a simulated Facebook Page or Instagram account, through the gateway."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from account_health.connectors.connector import Look
from account_health.connectors.http.network import Network
from account_health.connectors.meta.facebook import FacebookConnector
from account_health.connectors.meta.instagram import InstagramConnector
from account_health.connectors.pool import Pool
from account_health.model import Snapshot
from account_health.model.company import Account
from account_health.storage import Secret
from tests.builders import NOW, company
from tests.simulator.gateway import Gateway, Request
from tests.simulator.graph import APP_ID, APP_SECRET, Graph
from tests.simulator.graph_world import INSTAGRAM_TOKEN, PAGE_TOKEN
from tests.simulator.notice_site import WEBSITE, website

APP = {"app_id": APP_ID, "app_secret": APP_SECRET}
PLATFORM_HOSTS = ("graph.facebook.com", "graph.instagram.com")


@dataclass
class Lab:
    """A gateway with the platform behind both hosts, what the looks slept, and when they are."""

    gateway: Gateway
    slept: list[float] = field(default_factory=list)
    now: datetime = NOW

    @property
    def network(self) -> Network:
        """A network that waits without waiting."""
        return Network(gateway=self.gateway.url, sleep=self.slept.append, spread=lambda: 1.0)

    @property
    def paths(self) -> list[str]:
        """The paths that the platform was asked for so far."""
        return [request.path for request in self.requests]

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request to the platform so far."""
        return tuple(one for one in self.gateway.requests if one.host in PLATFORM_HOSTS)

    def look(
        self,
        account: Account,
        secret: dict[str, str] | None,
        pinned_id: str | None = None,
        memory: str | None = None,
    ) -> Look:
        """Return what one look works with; `memory` is what the look before left."""
        return Look(
            company=company(account),
            account=account,
            now=self.now,
            fetcher=self.network.fetcher(),
            pool=Pool(2),
            secret=None if secret is None else Secret(secret),
            pinned_id=pinned_id,
            memory=memory,
        )

    def facebook(
        self,
        *,
        secret: dict[str, str] | None = None,
        pinned_id: str | None = None,
        memory: str | None = None,
        **changes: Any,
    ) -> Snapshot:
        """Look at the Page of the bakery."""
        base: dict[str, Any] = {
            "id": "facebook",
            "platform": "facebook",
            "url": "https://www.facebook.com/baeckerei.morgenrot",
            "username": "baeckerei.morgenrot",
            "posts": "biweekly",
        }
        given = {"access_token": PAGE_TOKEN, **APP} if secret is None else secret
        return FacebookConnector().collect(
            self.look(Account(**(base | changes)), given or None, pinned_id, memory)
        )

    def instagram(
        self,
        *,
        secret: dict[str, str] | None = None,
        pinned_id: str | None = None,
        memory: str | None = None,
        **changes: Any,
    ) -> Snapshot:
        """Look at the Instagram account of the bakery."""
        base: dict[str, Any] = {
            "id": "instagram",
            "platform": "instagram",
            "url": "https://www.instagram.com/morgenrot/",
            "username": "morgenrot",
            "posts": "biweekly",
        }
        given = {"access_token": INSTAGRAM_TOKEN, **APP} if secret is None else secret
        return InstagramConnector().collect(
            self.look(Account(**(base | changes)), given or None, pinned_id, memory)
        )


@contextmanager
def lab(graph: Graph) -> Iterator[Lab]:
    """Run a gateway with the platform."""
    sites = dict.fromkeys(PLATFORM_HOSTS, graph) | {WEBSITE: website}
    with Gateway(sites) as gateway:
        yield Lab(gateway)
