"""One look at a simulated website, as the connector makes it."""

from datetime import UTC, datetime
from typing import Any

from account_health.connectors import CONNECTORS
from account_health.connectors.connector import Look
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.model import Snapshot
from account_health.model.company import Account, Company, ReportSettings
from tests.simulator.gateway import Gateway

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
HOST = "www.linden-werkstatt.example"
URL = f"https://{HOST}/"


def look_at(
    gateway: Gateway, pool: Pool, *, memory: str | None = None, now: datetime = NOW, **fields: Any
) -> Snapshot:
    """Look at the website of a joiner's workshop of which the registry file says no more than its address.

    `memory` is what the look before left; the other keywords are fields of the account.
    """
    own: dict[str, Any] = {
        "id": "blog",
        "platform": "blog",
        "url": URL,
        "posts": "monthly",
        "posts_presumed": True,
    }
    account = Account(**(own | fields))
    company = Company(
        id="linden",
        name="Linden Werkstatt",
        report=ReportSettings(to=("chefin@linden-werkstatt.example",)),
        accounts=(account,),
    )
    network = Network(gateway=gateway.url, sleep=lambda _: None)
    return CONNECTORS["blog"].connector.collect(
        Look(
            company=company, account=account, now=now, fetcher=network.fetcher(5.0), pool=pool, memory=memory
        )
    )
