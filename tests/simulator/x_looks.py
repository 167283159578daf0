"""A bakery on the simulated X, and looks at it through the gateway, one after the other as runs would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from account_health.connectors.connector import Look
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.connectors.x import XConnector
from account_health.memory.state import State, state_after
from account_health.model import Snapshot
from account_health.model.company import Account, Company
from account_health.storage import Secret
from tests.builders import NOW, company
from tests.simulator.gateway import Gateway, Request
from tests.simulator.notice_site import WEBSITE, website
from tests.simulator.x_api import HOST, TOKEN, Bill, XApi, XStatus, XUser, XWorld

WEEK = timedelta(days=7)
SITE = Account(id="website", platform="website", url=f"https://{WEBSITE}/", posts="none")
URL = "https://x.com/morgenrot_brot"
OPEN = 40
NEW = 3


def account(**changes: Any) -> Account:
    """Return the bakery's profile as it is registered."""
    base: dict[str, Any] = {
        "id": "x",
        "platform": "x",
        "url": URL,
        "username": "morgenrot_brot",
        "posts": "monthly",
        "owner": "jana",
        "facts": company().facts,
    }
    return Account(**(base | changes))


class Bakery:
    """A bakery that posts on X, with guests who write to it."""

    def __init__(self) -> None:
        self.world = XWorld()
        self.us = self.world.join(
            XUser(
                id="2244994945",
                username="morgenrot_brot",
                name="Bäckerei Morgenrot",
                description="Brot und Kuchen am Marktplatz in München, jeden Tag ab 6:30 Uhr.",
                link="https://www.baeckerei-morgenrot.example/",
            )
        )

    def guest(self, number: int) -> XUser:
        """Return a guest."""
        guest = XUser(id=str(9_000_000 + number), username=f"gast_{number}", name=f"Gast {number}")
        return self.world.users.get(guest.id) or self.world.join(guest)

    def posts(self, *ages: float) -> tuple[XStatus, ...]:
        """Publish posts of these ages in days."""
        return tuple(
            self.world.say(self.us, NOW - timedelta(days=age), f"Frisch aus dem Ofen, Nummer {age:g}")
            for age in ages
        )

    def asks(self, number: int, at: datetime, text: str = "habt ihr auch Dinkelbrot?") -> XStatus:
        """Have a guest write to the bakery."""
        return self.world.say(self.guest(number), at, f"@{self.us.username} {text}")

    def many(self) -> None:
        """Have forty guests wait, over the last four weeks."""
        self.posts(2, 9, 16)
        for number in range(OPEN):
            self.asks(
                number, NOW - timedelta(hours=12 + 16 * number), f"Frage {number}: wann habt ihr offen?"
            )

    def a_week_later(self) -> None:
        """Have three more write, and the bakery post once and answer one of the old ones."""
        for number in range(NEW):
            self.asks(100 + number, NOW + timedelta(days=2 + number), f"Noch eine Frage {number}?")
        self.world.say(self.us, NOW + timedelta(days=3), "Heute mit Roggen")


@dataclass
class Lab:
    """The gateway with the platform behind it, and what the last look left behind."""

    gateway: Gateway
    api: XApi
    now: datetime = NOW
    state: State = field(default_factory=State)
    slept: list[float] = field(default_factory=list)
    bill: Bill = field(default_factory=Bill)

    @property
    def requests(self) -> tuple[Request, ...]:
        """The requests of the last look."""
        return self.gateway.requests

    def look(
        self, secret: dict[str, str] | None = None, whose: Company | None = None, **changes: Any
    ) -> Snapshot:
        """Look once, as a run does: with what the last look left behind, leaving something behind."""
        registered = account(**changes)
        given = {"bearer_token": TOKEN} if secret is None else secret
        others = (one for one in (whose.accounts if whose else ()) if one.id != registered.id)
        before = self.state.of(registered.id)
        self.gateway.forget()
        self.api.now = self.now
        self.bill = self.api.new_bill()
        snapshot = XConnector().collect(
            Look(
                company=replace(whose or company(), accounts=(registered, SITE, *others)),
                account=registered,
                now=self.now,
                fetcher=Network(
                    gateway=self.gateway.url, sleep=self.slept.append, spread=lambda: 1.0
                ).fetcher(),
                pool=Pool(1),
                secret=Secret(given) if given else None,
                pinned_id=before.pinned_id if before else None,
                memory=before.memory if before else None,
            )
        )
        self.state = state_after(self.state, [snapshot])
        return snapshot

    def later(self, after: timedelta = WEEK) -> "Lab":
        """Let time pass."""
        self.now += after
        return self


@contextmanager
def lab(bakery: Bakery) -> Iterator[Lab]:
    """Run the platform behind a gateway."""
    api = XApi(bakery.world, NOW)
    with Gateway({HOST: api, WEBSITE: website}) as gateway:
        yield Lab(gateway, api)
