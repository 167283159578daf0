"""Looks at simulated Google Business Profiles, through the gateway."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from account_health.connectors.connector import Look
from account_health.connectors.google import GoogleConnector
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.connectors.process_cache import Once
from account_health.judging.audit import audit
from account_health.model import Finding, Snapshot
from account_health.model.company import Account
from account_health.storage import Secret
from tests.builders import FACTS, NOW, company
from tests.builders import account as registered
from tests.simulator.gateway import Gateway
from tests.simulator.google_api import SECRET, GoogleApis
from tests.simulator.notice_site import WEBSITE

FACTS_OF_BRANCH = replace(FACTS, hours="Mo-Fr 6:30-18:00\nSa 0:00-24:00")
EDITOR = "https://business.google.com/n/2/profile"


def google_account(**changes: Any) -> Account:
    """Return a registered location of account 1."""
    base: dict[str, Any] = {
        "id": "google",
        "platform": "google_business_profile",
        "url": EDITOR,
        "posts": "monthly",
        "owner": "jana",
        "account_id": "1",
        "location_id": "2",
        "facts": FACTS_OF_BRANCH,
    }
    return Account(**(base | changes))


@dataclass
class Lab:
    """A gateway with Google behind it, one process's memory, and what the looks slept."""

    gateway: Gateway
    apis: GoogleApis
    pool: Pool
    once: Once = field(default_factory=Once)
    slept: list[float] = field(default_factory=list)

    @property
    def network(self) -> Network:
        """A network that waits without waiting."""
        return Network(gateway=self.gateway.url, sleep=self.slept.append, spread=lambda: 1.0)

    @property
    def hosts(self) -> list[str]:
        """The hosts that were asked so far, in order."""
        return [request.host for request in self.gateway.requests]

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for so far, in order."""
        return [request.path for request in self.gateway.requests]

    def look(
        self,
        account: Account | None = None,
        *,
        now: datetime = NOW,
        secret: dict[str, str] | None = None,
        memory: str | None = None,
        pinned_id: str | None = None,
    ) -> Look:
        """Return what one look works with."""
        account = account or google_account()
        return Look(
            company=company(account, registered(id="website", url=f"https://{WEBSITE}/")),
            account=account,
            now=now,
            fetcher=self.network.fetcher(),
            pool=self.pool,
            secret=Secret(dict(SECRET) if secret is None else secret),
            pinned_id=pinned_id,
            memory=memory,
            once=self.once,
        )

    def collect(self, account: Account | None = None, **changes: Any) -> Snapshot:
        """Return what one look sees."""
        return GoogleConnector().collect(self.look(account, **changes))


@contextmanager
def google_lab(apis: GoogleApis) -> Iterator[Lab]:
    """Give a gateway with these interfaces behind it."""
    with Gateway() as gateway, Pool(4) as pool:
        apis.join(gateway)
        yield Lab(gateway, apis, pool)


def judged(snapshot: Snapshot, account: Account | None = None, now: datetime = NOW) -> dict[str, Finding]:
    """Return every finding by its check."""
    account = account or google_account()
    report = audit(snapshot, company(account), account, now, None)
    return {finding.check: finding for finding in report.findings}
